"""An educator's day and a supervisor's night in the real window, in a house of thirty; what three acts cost is counted.

REGISTRE_WHOLE_GRID=1 REGISTRE_PICTURES=pictures python -m pytest tests/journeys/test_day_and_night.py
"""

import os
import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QSettings

from centre_app import integrity, opening
from centre_app.language import Language
from centre_app.records import (
    Bed,
    BedAssignment,
    Belonging,
    CaseFile,
    CaseNote,
    Distribution,
    GroupAttendance,
    GroupSession,
    Leave,
    PersonName,
    PresenceNight,
    Stay,
    TypedSheet,
)
from centre_app.register import Register
from tests import makers
from tests.journeys import at_one_laptop as laptop
from tests.journeys import by_day, by_night, house_of_thirty
from tests.journeys.by_keyboard import Typist
from tests.journeys.conftest import GRID, PICTURES, SIZES, WHOLE_GRID
from tests.journeys.hands import Effort, Program
from tests.journeys.house_of_thirty import EDUCATOR, GUARD, IN_THE_GROUP, LATE, NEW, THEIR_OWN, THIRTY, House
from tests.journeys.turns import Turns, tell
from tests.makers import TODAY, TOMORROW
from ui import backup_keeper, theme
from ui.laptop import Laptop

MOVES, GOES, MISSING = 7, 12, 11  # by where they stand in the list
# What is published in README.md: keys pressed, and no click among them.
ROLL_CALL_OF_30 = Effort(keys=31)
EMERGENCY_ARRIVAL = Effort(keys=23)
ATTENDANCE_OF_15 = Effort(keys=20)
NEVER = 60 * 60 * 1000


@pytest.fixture(params=GRID if os.environ.get(WHOLE_GRID) else GRID[:1], ids="-".join)
def spoken(request) -> tuple[Language, tuple[int, int]]:
    """One run in French stands for the whole grid; with REGISTRE_WHOLE_GRID set, in both languages at both sizes."""
    code, size = request.param
    return Language.of(code), SIZES[size]


@pytest.fixture
def house(tmp_path, spoken, monkeypatch) -> House:
    """The house of thirty; the laptop's clock is its clock."""
    made = house_of_thirty.founded(tmp_path / "Registre" / "Segou.register", spoken[0])
    monkeypatch.setattr(opening, "unlock_keys", partial(opening.unlock_keys, clock=made.clock))
    monkeypatch.setattr(opening, "open_with", partial(opening.open_with, clock=made.clock))
    return made


@pytest.fixture
def she(qapp, house, spoken, monkeypatch, request) -> Iterator[Typist]:
    theme.dress(qapp)
    QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "Registre", "Registre").clear()
    monkeypatch.setattr(backup_keeper, "SOON_MS", NEVER)
    language, size = spoken
    Laptop().keep_language(language)
    pictures = None
    if PICTURES in os.environ:
        pictures = Path(os.environ[PICTURES]) / re.sub(r"\W+", "-", request.node.name)
        pictures.mkdir(parents=True, exist_ok=True)
    program = Program(house.folder.parent, folder=house.folder, size=size)
    yield Typist(Turns(), program, language, pictures)
    program.shell.close()


def told(she: Typist, story: Callable[[], None], folder: Path) -> None:
    """Run a story; where it stops, leave a picture."""
    try:
        tell(story)
    except BaseException:
        she.program.shell.grab().save(str(folder / "where it stopped.png"))
        raise


def director_opens(house: House) -> Register:
    return opening.open_register(house.folder, house.director, makers.PASSPHRASE, clock=house.clock)


def case_of(register: Register, number: int) -> CaseFile:
    return register.only(CaseFile, code=f"SEG-26-{number + 1:04d}")


def words_in(paper: Path) -> str:
    with pypdfium2.PdfDocument(paper) as document:
        return " ".join(page.get_textpage().get_text_range() for page in document)


# --- by day --------------------------------------------------------------------------------------------------------


def test_an_educators_day(she, house, tmp_path):
    new, moves, goes = (house.residents[number] for number in (NEW, MOVES, GOES))
    receipt, slip = tmp_path / "receipt.pdf", tmp_path / "slip.pdf"
    attendance: list[Effort] = []

    def day() -> None:
        laptop.comes_in(she, house.educator, THEIR_OWN[EDUCATOR])
        she.keeps_a_picture("today")
        by_day.hands_out_soap(she, she.say("Soap"), people=THIRTY - 1)
        by_day.opens_the_file(she, new)
        by_day.gives_the_entry_kit(she)
        by_day.takes_in_her_things(she, receipt)
        by_day.reads_the_rules_with_her(she)
        she.click("rail.beds")
        by_day.moves_somebody(she, moves, "C-10")
        by_day.exchanges_two(she, *house.residents[:2])
        attendance.append(by_day.holds_a_session(she, IN_THE_GROUP))
        by_day.opens_the_file(she, goes)
        by_day.lets_her_go_out(she)
        by_day.prints_her_slip(she, slip)
        by_day.types_a_sheet(she, new)
        she.closes_the_window()

    told(she, day, tmp_path)
    assert attendance == [ATTENDANCE_OF_15]
    assert by_day.PHONE in words_in(receipt)
    assert goes in words_in(slip)
    with director_opens(house) as register:
        stands_as_the_day_left_it(register)


def stands_as_the_day_left_it(register: Register) -> None:
    new = case_of(register, NEW)
    soap = register.find(Distribution, kit=None)
    assert (len(soap), {one.receipt_mode for one in soap}) == (THIRTY - 1, {"thumbprint", "verbal_witness"})
    assert register.only(Stay, case_id=new.id).entry_kit_done
    assert register.only(Stay, case_id=new.id).rules_signed_on == TODAY
    assert [one.value_fcfa for one in register.find(Belonging, case_id=new.id)] == [None, 5000]
    assert [bed_of(register, number) for number in (0, 1, MOVES)] == ["A-02", "A-01", "C-10"]
    held = register.only(GroupSession, held_on=TODAY)
    came = [one.status for one in register.find(GroupAttendance, group_session_id=held.id)]
    assert (held.visitors, sorted(came)) == (3, ["absent", *["present"] * (IN_THE_GROUP - 1)])
    assert case_of(register, GOES).status == "absent"
    note = register.only(CaseNote, heading=by_day.HEADING)
    sheet = register.only(TypedSheet, case_id=new.id)
    assert (note.noted_on, sheet.written_on, sheet.created_at) == (
        by_day.WRITTEN_ON,
        by_day.WRITTEN_ON,
        note.created_at,
    )
    assert not integrity.check(register).faults


def bed_of(register: Register, number: int) -> str | None:
    given = register.only(BedAssignment, case_id=case_of(register, number).id, to_on=None)
    bed = register.get(Bed, given.bed_id) if given else None
    return bed.label if bed else None


# --- by night ------------------------------------------------------------------------------------------------------


def test_a_supervisors_night(she, house, tmp_path):
    roll_call: list[Effort] = []
    arrival: list[Effort] = []

    def evening() -> None:
        laptop.comes_in(she, house.guard, THEIR_OWN[GUARD])
        she.keeps_a_picture("today")
        she.click("rail.night")
        roll_call.append(by_night.calls_the_roll(she, people=THIRTY, missing=MISSING, late=LATE))
        by_night.says_who_was_told(she)
        by_night.looks_who_is_where(she)

    def night() -> None:
        arrival.append(by_night.takes_somebody_in(she))
        by_night.calls_her_too(she, people=THIRTY)
        she.press("Ctrl+L")

    def morning() -> None:
        laptop.comes_in(she, house.guard, THEIR_OWN[GUARD])
        by_night.is_offered_the_night_that_ended(she, people=THIRTY + 1)
        by_night.says_that_she_is_back(she, house.residents[MISSING])
        by_night.prints_for_the_kitchen(she)
        laptop.hands_over(she)
        laptop.comes_in(she, house.director, makers.PASSPHRASE)
        she.sees_part("due")
        she.keeps_a_picture("what-the-director-finds")
        she.closes_the_window()

    for day, hour, minute, story in ((TODAY, 21, 0, evening), (TODAY, 23, 40, night), (TOMORROW, 6, 30, morning)):
        house.clock.set(day, hour=hour, minute=minute)
        told(she, story, tmp_path)
    assert (roll_call, arrival) == ([ROLL_CALL_OF_30], [EMERGENCY_ARRIVAL])
    with director_opens(house) as register:
        stands_as_the_night_left_it(register)


def stands_as_the_night_left_it(register: Register) -> None:
    nights = {one.case_id: one for one in register.find(PresenceNight, night=TODAY)}
    missing, late = case_of(register, MISSING), case_of(register, LATE)
    assert (len(nights), sum(bool(one.present) for one in nights.values())) == (THIRTY + 1, THIRTY - 1)
    assert (nights[missing.id].absence_type, nights[late.id].absence_type) == ("runaway", "permission")
    gone = register.only(Leave, case_id=missing.id)
    assert (gone.told_to, gone.back_on, missing.status) == (by_night.TOLD, TOMORROW, "admitted")
    came = register.only(Stay, admission_type="emergency")
    assert f"{came.arrived_at:%d/%m %H:%M}" == f"{TODAY:%d/%m} 23:40"
    assert register.find(PersonName, person_id=came.person_id) == []
    assert bed_of(register, THIRTY) is not None
    assert not integrity.check(register).faults
