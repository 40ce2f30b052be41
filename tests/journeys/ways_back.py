"""The ways back, step by step: backups through a week, a register put back, another laptop, damage, a power cut.

Each function is one step, told in the words of what happens in it, whatever language the program speaks. Everybody in
the house is invented.
"""

from dataclasses import dataclass, replace
from pathlib import Path

from centre_app import accounts, recovery
from centre_app.dates import utc_now
from centre_app.opening import Beginning, create_register, open_register
from centre_app.records import CaseFile, MedicalVisit, StaffMember
from centre_app.register import AT_A_CENTRE, Clock, Register
from tests import makers
from tests.journeys.at_one_laptop import Reader
from tests.journeys.at_the_centre import puts_the_recovery_sheet_on_paper

EDUCATOR = "Bintou Kéita"
CODES = ("SEG-26-0001", "SEG-26-0002")
COMES_BACK_WITH = "pirogue marmite neuf étoiles rouges"


@dataclass(frozen=True)
class House:
    """A centre with a director and an educator, two girls, and a recovery sheet in the safe."""

    folder: Path
    paper: str
    director: str
    educator: str


def founded(folder: Path, *, clock: Clock = utc_now) -> House:
    beginning = Beginning(
        kind=AT_A_CENTRE,
        code="SEG",
        name="Ségou",
        person=makers.DIRECTOR,
        roles=frozenset({"director"}),
        passphrase=makers.PASSPHRASE,
        sex="female",
    )
    create_register(folder, beginning, cost=makers.CHEAP, clock=clock)
    sheet = recovery.new_sheet()
    with open_register(folder, makers.DIRECTOR, makers.PASSPHRASE, clock=clock) as register:
        recovery.keep_sheet(register, sheet)
        educator = StaffMember(name=EDUCATOR, sex="female", roles=frozenset({"social_worker"}))
        accounts.add_person(register, educator)
        for code in CODES:
            a_girl_comes(register, code)
        return House(folder, sheet.code, register.who, educator.id)


def a_girl_comes(register: Register, code: str) -> None:
    """She is let in, and seen at the health post."""
    person, name, case, intake, stay = makers.an_admission(given=f"Inventée {code[-2:]}")
    assert isinstance(case, CaseFile)
    case = replace(case, code=code)
    visit = MedicalVisit(case_id=case.id, visit_type="curative", seen_on=makers.LONG_AGO, facility="CSCom")
    register.save(person, name, case, intake, stay, visit, heed_findings=False)


# --- the page of backups -------------------------------------------------------------------------------------------


def copies_to_the_stick(she: Reader, stick: Path) -> None:
    """The stick appears by itself; that it may be pulled out is said once what was written there was read back."""
    she.click("copy_backup")
    she.sees_part(f"stick_dialog.sticks.{stick}")
    she.keeps_a_picture("which-stick")
    she.click("write_here")
    she.sees(she.say("The backup is on the stick, and was read back. You can remove the stick."))


def verifies_one(she: Reader, number: int) -> None:
    she.click(f"check.{number}")
    she.sees(she.say("Backup no. {number} is whole, as far as your key opens it.", number=number))


def changes_the_phone(she: Reader, number: str) -> None:
    """Something is written that the last backup does not hold."""
    she.click("rail.settings")
    she.click("section.house")
    she.click("change_house")
    she.fills("centres.phone.field", number)
    she.click("save")
    she.sees(she.say("The sheet of the house is saved."))


# --- putting one back ----------------------------------------------------------------------------------------------


def puts_one_back(she: Reader, number: int) -> None:
    """It is brought beside and compared; the button opens only once she says that she has read what is missing."""
    she.click(f"restore.{number}")
    she.sees(she.say("What is not in this backup"))
    she.keeps_a_picture("what-is-not-in-it")
    she.click("restore.sure")
    she.click("restore.take")
    she.sees_part("passphrase")


# --- another laptop ------------------------------------------------------------------------------------------------


def comes_back_from_the_stick(she: Reader, stick: Path, number: int, house: House) -> str:
    """First start, the stick, the sheet from the safe, a new passphrase, a new sheet, its groups typed back.

    Return the educator's first passphrase, which is shown this once.
    """
    she.keeps_a_picture("first-start")
    she.click("from_stick")
    she.sees_part(f"from_stick.sticks.{stick}")
    she.sees_part(f"take.{number}")
    she.keeps_a_picture("what-is-on-the-stick")
    she.click(f"take.{number}")
    she.click("code.1")
    she.writes(house.paper.replace("-", "").lower())
    she.sees(she.say("This is the code of this backup’s sheet."))
    she.keeps_a_picture("code")
    she.press("Return")
    she.fills("new_passphrase", COMES_BACK_WITH)
    she.fills("new_passphrase_again", COMES_BACK_WITH)
    she.keeps_a_picture("new-passphrase")
    she.press("Return")
    she.click(f"still_here.{house.educator}")
    she.keeps_a_picture("still-there")
    she.click("next")
    she.keeps_a_picture("new-sheet")
    puts_the_recovery_sheet_on_paper(she)
    slip = she.reads(f"other.{house.educator}").removeprefix(f"{EDUCATOR}. ")
    she.keeps_a_picture("the-others")
    she.click("next")
    she.sees(she.say("Destroy the former recovery sheet: it opens nothing here."))
    she.keeps_a_picture("it-is-here")
    she.click("next")
    she.sees_part("passphrase")
    return slip


# --- damage --------------------------------------------------------------------------------------------------------


def mends(she: Reader) -> None:
    """From the door to the assistant, which looks first; the backup's file takes the damaged one's place."""
    she.click("mend")
    she.sees_part("file.care")
    she.keeps_a_picture("what-is-damaged")
    she.click("mend")
    she.sees_part("mended")
    she.keeps_a_picture("mended")
    she.click("back_to_door")


def puts_back_what_was_found(she: Reader) -> None:
    """On the page of the damage: what could be read is put back, and the list of what is missing is seen on paper."""
    she.click("look_at_found")
    she.sees_part("damage.care")
    she.keeps_a_picture("after-a-damage")
    she.click("print_damage")
    she.sees_part("close_preview")
    she.keeps_a_picture("list-on-paper")
    she.press("Escape")
    she.click("take_all.care")
    she.sees_no(she.say("Put all of them back"))
    she.keeps_a_picture("put-back")
    she.click("rail.today")
    she.sees_part("due")
    assert she.counts("found_after_damage") == 0
