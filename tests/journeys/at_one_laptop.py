"""What three people do at one laptop: an educator in the evening, a nurse in the morning, the director at her desk.

Each function is one step, told in the words of what happens in it, whatever language the program speaks.
"""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from centre_app.choices import choices
from centre_app.dates import utc_now
from centre_app.language import Language
from tests.journeys.at_the_centre import puts_the_recovery_sheet_on_paper
from tests.journeys.hands import Hands, Program
from tests.journeys.turns import Turns

EDUCATOR_S_OWN = "girafe ballon sept nuages verts"
DIRECTOR_S_NEW = "pirogue marmite neuf étoiles rouges"
HALF_WRITTEN = "Kanouté"
WHAT_HAPPENED = "Un homme l’a suivie depuis le marché"
WHY = "Elle ne respire plus bien."


class Reader(Hands):
    """Somebody at the laptop who reads one language. Where `pictures` is given each step is photographed."""

    def __init__(self, turns: Turns, program: Program, language: Language, pictures: Path | None) -> None:
        super().__init__(turns, program)
        self.language, self._pictures, self._taken = language, pictures, 0
        self.say: Callable[..., str] = language.say

    def answers_with(self, question: str, codes: str, key: str) -> None:
        """Give an answer of a list by its words."""
        self.answers(question, choices(codes).label(key, self.language))

    def keeps_a_picture(self, name: str) -> None:
        if self._pictures is not None:
            self._taken += 1
            self.photographs(self._pictures / f"{self._taken:02}-{name}.png")


# --- the door ------------------------------------------------------------------------------------------------------


def comes_in(she: Reader, person: str, passphrase: str) -> None:
    """Choose oneself, type, Enter; the house is there."""
    opens_the_door(she, person, passphrase)
    she.sees_part("rail.who")


def opens_the_door(she: Reader, person: str, passphrase: str) -> None:
    she.click(f"person.{person}")
    she.fills("passphrase", passphrase)
    she.press("Return")


def chooses_her_own_passphrase(she: Reader, slip: str) -> None:
    """The words of the slip are refused; then her own, twice, with Enter."""
    she.sees(she.say("Choose your own passphrase"))
    she.keeps_a_picture("first-passphrase")
    she.fills("new_passphrase", slip)
    she.fills("new_passphrase_again", slip)
    she.press("Return")
    she.sees(she.say("Not the words of the slip: whoever wrote it knows them."))
    she.fills("new_passphrase", EDUCATOR_S_OWN)
    she.fills("new_passphrase_again", EDUCATOR_S_OWN)
    she.press("Return")
    she.sees_part("rail.who")


def hands_over(she: Reader) -> None:
    """Two clicks: her name, and that somebody else takes over."""
    before = she.effort.copy()
    she.click("rail.who")
    she.choose_in_menu(she.say("Somebody else takes over"))
    assert she.effort.since(before).clicks == 2
    she.sees(she.say("Hello. Who are you?"))
    she.keeps_a_picture("somebody-else")


# --- the educator --------------------------------------------------------------------------------------------------


def opens_the_file(she: Reader, code: str) -> None:
    she.click("rail.residents")
    she.press("Ctrl+F")
    she.writes(code)
    she.press("Down", "Return")
    she.sees_part("section.summary")


def sees_what_is_kept_for_others(she: Reader, code: str, *, secret: str) -> None:
    """Health and incidents say for whom they are kept, and nothing of what is in them."""
    opens_the_file(she, code)
    she.keeps_a_picture("her-file")
    she.click("section.health")
    she.sees(she.say("Kept for the nurse and the director"))
    assert she.counts("visits") == she.counts("profile") == 0
    she.sees_no(secret)
    she.keeps_a_picture("health-kept")
    she.click("section.incidents")
    she.sees_part("incidents_shut")
    she.keeps_a_picture("incidents-kept")


def looks_who_sleeps_where(she: Reader) -> None:
    she.click("rail.beds")
    she.sees(she.say("Tonight’s roll call"))
    she.keeps_a_picture("beds")


def passes_an_incident_on(she: Reader, name: str) -> None:
    """It is sealed as it is written: she is told so before and after, and reads it no more."""
    she.click("rail.report")
    she.keeps_a_picture("report")
    she.click("report_incident")
    she.sees_part("sealed_for")
    she.answers("incidents.case_id", name)
    she.answers_with("incidents.incident_type", "incident_type", "threat")
    she.fills("incidents.occurred.field", f"{utc_now() - timedelta(days=1):%d/%m/%Y}")
    she.answers_with("incidents.place", "incident_place", "street")
    she.fills("incidents.description.field", WHAT_HAPPENED)
    she.keeps_a_picture("incident")
    she.click("save")
    she.sees(she.say("It is passed on. You will not be able to read it again."))
    she.sees_no(WHAT_HAPPENED)
    she.keeps_a_picture("passed-on")


def is_called_away_in_the_middle_of_an_arrival(she: Reader) -> None:
    """Half a name, then Ctrl+L: nothing is asked."""
    she.press("Ctrl+N")
    she.sees(she.say("Who is coming?"))
    she.writes(HALF_WRITTEN)
    she.press("Ctrl+L")
    she.sees(she.say("Hello. Who are you?"))
    she.keeps_a_picture("locked")


def sees_nothing_of_her_words(she: Reader) -> None:
    assert she.counts("kept") == 0
    she.sees_no(HALF_WRITTEN)
    she.press("Ctrl+N")  # a nurse lets nobody in: the page stays
    she.sees_no(she.say("Who is coming?"))
    she.sees_no(HALF_WRITTEN)
    she.keeps_a_picture("another-sees-nothing")


def finds_her_words_again(she: Reader) -> None:
    she.sees_part("kept")
    she.keeps_a_picture("kept")
    she.click("resume_draft")
    she.sees(she.say("Who is coming?"))
    she.sees(HALF_WRITTEN)
    she.keeps_a_picture("taken-up-again")


# --- the nurse -----------------------------------------------------------------------------------------------------


def records_a_visit(she: Reader, code: str) -> None:
    opens_the_file(she, code)
    she.click("section.health")
    she.keeps_a_picture("health")
    she.click("add_visits")
    she.answers_with("medical_visits.visit_type", "medical_visit_type", "curative")
    she.fills("medical_visits.facility.field", "CSCom de Pélengana")
    she.fills("medical_visits.care_given.field", "Pansement")
    she.keeps_a_picture("visit")
    she.click("save")
    she.sees("CSCom de Pélengana · Pansement")
    she.keeps_a_picture("visit-saved")


def opens_a_restricted_file_with_a_reason(she: Reader, code: str) -> None:
    """First it says only that it is there; a reason in words opens it until she locks."""
    opens_the_file(she, code)
    she.sees_part("file_shut")
    she.sees_no(she.say("Saved."))  # that was about somebody else
    she.keeps_a_picture("restricted")
    she.click("file_shut.ask")
    she.answers_with("break_glasses.reason", "break_glass_reason", "emergency")
    she.fills("break_glasses.in_words.field", WHY)
    she.keeps_a_picture("reason")
    she.click("save")
    she.sees(she.say("The file is open until you lock."))
    she.sees_part("section.health")
    she.keeps_a_picture("opened")


def finds_it_shut_again(she: Reader, code: str) -> None:
    opens_the_file(she, code)
    she.sees_part("file_shut")
    assert she.counts("section.health") == 0


def reads_who_opened_what_with_a_reason(she: Reader) -> None:
    she.click("read_openings")
    she.sees(WHY)
    she.keeps_a_picture("openings")
    she.click("have_read")
    she.sees_no(she.language.say_n("{n} restricted record was opened with a reason.", "", 1))


# --- the director --------------------------------------------------------------------------------------------------


def lets_somebody_in(she: Reader, name: str, sex: str, role: str) -> str:
    """A sheet, its roles, and the slip, which says nothing once it is handed over. Return what is on it."""
    she.click("rail.people")
    she.keeps_a_picture("team")
    she.click("add_person")
    she.fills("staff.name.field", name)
    she.click(f"staff.sex.pills.{sex}")
    adds_a_role(she, role)
    she.keeps_a_picture("sheet")
    she.click("save")
    return reads_the_slip(she)


def adds_a_role(she: Reader, role: str) -> None:
    words = choices("user_role").label(role, she.language)
    if she.counts(f"staff.roles.pills.{role}"):
        she.click(f"staff.roles.pills.{role}")
        return
    she.click("staff.roles.add")
    she.writes(words[:9])
    she.press("Return")
    she.sees_part(f"staff.roles.pills.{role}")


def reads_the_slip(she: Reader) -> str:
    words = she.reads("first_passphrase_words")
    she.keeps_a_picture("slip")
    she.click("handed_over")
    she.sees_part("rail.people")
    return words


def gives_other_words(she: Reader, person: str) -> str:
    """Somebody has forgotten."""
    she.click(f"acts.{person}")
    she.keeps_a_picture("menu-of-a-person")
    she.choose_in_menu(she.say("The passphrase is forgotten"))
    she.keeps_a_picture("reset")
    she.click("agree")
    words = reads_the_slip(she)
    she.sees(she.say("There is a new passphrase. It must be changed at the first login."))
    return words


def takes_keys_back(she: Reader, person: str, name: str) -> None:
    """Only her name, typed, lets the button be pressed."""
    she.click(f"acts.{person}")
    she.choose_in_menu(she.say("Take the keys back for good…"))
    she.sees_part("name_to_revoke")
    she.keeps_a_picture("revoke")
    she.fills("name_to_revoke", name)
    she.click("revoke")
    she.sees(she.say("The keys are taken back. What was printed or copied by hand stays outside."))
    she.keeps_a_picture("revoked")
    she.click("cancel")
    she.sees(she.say("They have left"))
    she.keeps_a_picture("team-after")


def looks_who_opens_what(she: Reader) -> None:
    she.click("part.openings")
    she.sees_part("openings.table")
    she.keeps_a_picture("who-opens-what")


def files_the_letter(she: Reader) -> None:
    """One click; it is gone from the page, and stands in the file."""
    she.click("rail.report")
    she.keeps_a_picture("letter")
    she.click("file.*")
    she.sees(she.say("The letter is filed."))
    assert she.counts("file.*") == 0
    she.keeps_a_picture("filed")


def reads_the_incident(she: Reader, code: str) -> None:
    opens_the_file(she, code)
    she.click("section.incidents")
    she.sees(WHAT_HAPPENED)
    she.keeps_a_picture("incident-in-the-file")


def reads_the_journal(she: Reader) -> None:
    she.click("rail.trace")
    she.sees_part("journal.table")
    she.keeps_a_picture("journal")


def comes_back_with_the_sheet(she: Reader, person: str, paper: str) -> str:
    """She has forgotten: code, new passphrase, new sheet, its groups typed back. Return what is on the new sheet."""
    she.press("Ctrl+L")
    she.click("forgotten")
    she.sees_part("with_sheet")
    she.keeps_a_picture("ways-back")
    she.click("with_sheet")
    she.click("code.1")
    she.writes(paper.replace("-", "").lower())
    she.sees(she.say("This is the code of the latest sheet."))
    she.keeps_a_picture("code")
    she.press("Return")
    she.fills("new_passphrase", DIRECTOR_S_NEW)
    she.fills("new_passphrase_again", DIRECTOR_S_NEW)
    she.keeps_a_picture("new-passphrase")
    she.press("Return")
    new_paper = puts_the_recovery_sheet_on_paper(she)
    she.sees(she.say("Everybody else keeps the same passphrase. Nothing that was written is lost."))
    she.keeps_a_picture("back")
    she.click("next")
    comes_in(she, person, DIRECTOR_S_NEW)
    she.keeps_a_picture("inside-again")
    return new_paper
