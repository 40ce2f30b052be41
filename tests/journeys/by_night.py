"""A night of the supervisor in a house of thirty, step by step, whatever language the program speaks."""

from tests.journeys.by_day import opens_the_file
from tests.journeys.by_keyboard import Typist
from tests.journeys.hands import Effort
from ui.pages.night.marks import MARKS, PRESENT

LAST_SEEN, TOLD = "La cuisinière, au portail, vers 19 h", "La directrice au téléphone à 21 h, puis la brigade"


def calls_the_roll(she: Typist, *, people: int, missing: int, late: int) -> Effort:
    """One key a person: all are here but one who is missing and one who is late from her leave. Return what it cost."""
    she.sees(she.say("not called yet"))
    before = she.effort.copy()
    for number in range(people):
        key = "runaway" if number == missing else "permission" if number == late else PRESENT
        she.press("Space" if key == PRESENT else MARKS[key].letter(she.language))
    she.keeps_a_picture("called")
    she.press("Space")
    cost = she.effort.since(before)
    she.sees_part("settling")
    she.keeps_a_picture("saved")
    return cost


def says_who_was_told(she: Typist) -> None:
    she.press("F4")
    she.fills_in("leaves", [("last_seen", LAST_SEEN), ("told_to", TOLD)])
    she.keeps_a_picture("missing")
    she.saves("leaves.dialog")
    she.sees(she.say("It is written down that she is missing. The incident is passed on."))
    she.keeps_a_picture("missing-written")


def takes_somebody_in(she: Typist) -> Effort:
    """A girl of twelve or so, brought by the police, without a name. Return what it cost."""
    before = she.effort.copy()
    she.press("F9")
    she.sees_part("at_the_door")
    she.keeps_a_picture("at-the-door")
    she.press("Space", "Return")  # a girl
    she.writes("12-14")
    she.press("Return", "Return")  # the bed that is proposed
    she.writes("La police")
    she.press("Return", "Right", "Return")  # no danger now
    she.keeps_a_picture("before-saving")
    she.press("Ctrl+S")
    cost = she.effort.since(before)
    she.sees_part("section.summary")
    she.keeps_a_picture("taken-in")
    return cost


def calls_her_too(she: Typist, *, people: int) -> None:
    she.click("rail.night")
    she.sees(she.say("{marked} of {total} marked", marked=people, total=people + 1))
    she.press("Space", "Ctrl+S")
    she.sees(she.say("{marked} of {total} marked", marked=people + 1, total=people + 1))
    she.keeps_a_picture("called-again")


def looks_who_is_where(she: Typist) -> None:
    """Her bed is kept for the one who is missing."""
    she.click("rail.beds")
    she.sees_part("present")
    she.keeps_a_picture("beds-at-night")


# --- the morning ---------------------------------------------------------------------------------------------------


def is_offered_the_night_that_ended(she: Typist, *, people: int) -> None:
    """Until noon the night is last night; tonight is a click away."""
    she.click("rail.night")
    she.sees_part("tonight")
    she.sees(she.say("{marked} of {total} marked", marked=people, total=people))
    assert she.counts("settling") == 0  # that she was missing is written, and nothing else is open
    she.keeps_a_picture("the-night-that-ended")


def says_that_she_is_back(she: Typist, name: str) -> None:
    opens_the_file(she, name)
    she.keeps_a_picture("her-file")
    if she.counts("at_once.back"):
        she.click("at_once.back")
    else:
        she.click("moves")
        she.choose_in_menu(she.say("Back at the centre"))
    she.sees(she.say("Back on"))
    she.keeps_a_picture("she-is-back")
    she.saves("leaves.dialog")
    she.sees(she.say("She is back."))
    she.keeps_a_picture("back")


def prints_for_the_kitchen(she: Typist) -> None:
    """Breakfast is for whoever slept here, with the girl of the night."""
    she.click("rail.night")
    she.click("meals")
    she.sees_part("meals.breakfast")
    she.keeps_a_picture("meals")
    she.click("print_meals")
    she.sees_part("close_preview")
    she.keeps_a_picture("kitchen-sheet")
    she.press("Escape")
