"""Every sheet of a training register says on every page that it is one, and hides nothing of what it says otherwise."""

import re
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

from centre_app import documents
from centre_app.documents.appointment_slip import AppointmentSlip, appointment_pdf
from centre_app.documents.bed_plan import BedPlanSheet, bed_plan_pdf
from centre_app.documents.care_plan import care_plan_pdf
from centre_app.documents.house_lists import print_bed_plan, print_resident_list
from centre_app.documents.medicine_round import RoundSheet, round_pdf
from centre_app.documents.page import Furniture
from centre_app.documents.passphrase_sheet import PASSPHRASE, PassphraseSheet, passphrase_sheet_pdf
from centre_app.documents.person_slip import PersonSlip, person_slip_pdf, slip_of
from centre_app.documents.preview import pages_as_images
from centre_app.documents.recovery_sheet import RecoverySheet, recovery_sheet_pdf
from centre_app.documents.resident_list import ResidentListSheet, resident_list_pdf
from centre_app.documents.slip import slip_pdf
from centre_app.documents.training_mark import ACROSS_GREY
from centre_app.documents.week_sheet import WeekSheet, week_sheet_pdf
from centre_app.language import Language
from centre_app.records import StaffMember
from tests import makers
from tests.centre_app.documents.reading import operators_of, pages_of
from tests.centre_app.documents.sheets import a_long_plan
from tests.centre_app.documents.test_house_papers import PRINTED, a_slip

FRENCH, ENGLISH = Language.of("fr"), Language.of("en")
HEAD = "ENTRAÎNEMENT · tout le monde sur cette feuille est inventé"
GROUPS = ("ABCD",) * 16

SHEETS: dict[str, tuple[Any, Callable[[Any, Language], bytes]]] = {
    "care plan": (a_long_plan(), care_plan_pdf),
    "bed plan": (BedPlanSheet(centre="Koro", night=makers.TODAY, rooms=[], printed_at=PRINTED), bed_plan_pdf),
    "residents": (ResidentListSheet(centre="Koro", shown="Toutes", rows=[], printed_at=PRINTED), resident_list_pdf),
    "week": (
        WeekSheet(centre="Koro", monday=makers.TODAY, sunday=makers.TODAY, shown="Tous", groups=[], printed_at=PRINTED),
        week_sheet_pdf,
    ),
    "slip": (a_slip(), slip_pdf),
    "treatment round": (RoundSheet(centre="Koro", day=None, treatments=(), printed_at=PRINTED), round_pdf),
    "appointment": (AppointmentSlip(printed_at=PRINTED), appointment_pdf),
    "recovery": (RecoverySheet(centre="Koro", code="KOR", groups=GROUPS, printed_at=PRINTED), recovery_sheet_pdf),
    "passphrase": (
        PassphraseSheet(about=PASSPHRASE, centre="Koro", person="Awa", lines=["un", "deux"], printed_at=PRINTED),
        passphrase_sheet_pdf,
    ),
    "person": (
        PersonSlip(centre="Koro", name="Awa", shown="Awa", staff_code="A", passphrase="un deux", printed_at=PRINTED),
        person_slip_pdf,
    ),
}


def without_mark(page: str) -> list[str]:
    return [line for line in page.splitlines() if line.strip() not in ("ENTRAÎNEMENT", HEAD)]


@pytest.mark.parametrize("document", SHEETS)
def test_each_of_its_pages_says_so_at_the_head_and_across(document: str) -> None:
    sheet, as_pdf = SHEETS[document]
    pages = pages_of(as_pdf(replace(sheet, is_training=True), FRENCH))
    for page in pages:
        assert HEAD in page
        assert page.count("ENTRAÎNEMENT") == 2


@pytest.mark.parametrize("document", SHEETS)
def test_all_else_on_it_stays_as_it_is_on_a_real_one(document: str) -> None:
    sheet, as_pdf = SHEETS[document]
    real, training = pages_of(as_pdf(sheet, FRENCH)), pages_of(as_pdf(replace(sheet, is_training=True), FRENCH))
    assert not any("ENTRAÎNEMENT" in page for page in real)
    assert [without_mark(page) for page in training] == [without_mark(page) for page in real]


@pytest.mark.parametrize("document", ["care plan", "recovery"])
def test_what_goes_across_darkens_the_paper_and_hides_no_letter(document: str) -> None:
    """Each pixel is as dark as on a real sheet, or darker; what was black stays black."""
    sheet, as_pdf = SHEETS[document]
    real, training = (grey_of(as_pdf(replace(sheet, is_training=told), FRENCH)) for told in (False, True))
    lighter = sum(after > before for before, after in zip(real, training, strict=True))
    assert lighter / len(real) < 0.001  # a letter's edge that is drawn a hair beside where it was
    darker = sum(after < before for before, after in zip(real, training, strict=True))
    assert 0.002 < darker / len(real) < 0.05  # a light mark, and one that is seen


@pytest.mark.parametrize("document", ["care plan", "recovery"])
def test_a_black_and_white_printer_shows_it_too(document: str) -> None:
    sheet, as_pdf = SHEETS[document]
    pdf = as_pdf(replace(sheet, is_training=True), FRENCH)
    assert all(any("1 Tr" in line for line in page) for page in operators_of(pdf)), "hollow letters are lines"
    assert ACROSS_GREY < 0.7


def grey_of(pdf: bytes) -> bytes:
    """Return the middle of the first page in grey, one byte a pixel, without what stands at its head."""
    image = next(pages_as_images(pdf, 50))
    below = image.pixels[image.bytes_per_line * (image.height // 12) :]
    return below[1::4]


def test_a_new_document_has_to_tell_whether_it_comes_from_training() -> None:
    (field,) = (field for field in fields(Furniture) if field.name == "is_training")
    with pytest.raises(TypeError, match="is_training"):
        Furniture(title="", author="", printed_at=PRINTED, foot="")  # type: ignore[call-arg]
    assert field.init


def test_every_document_takes_it_from_its_sheet_or_from_the_register() -> None:
    room = Path(documents.__file__).parent
    made = [path.read_text("utf-8") for path in room.glob("*.py")]
    tell = [text for text in made if " = Furniture(" in text or "return Furniture(" in text]
    assert len(tell) >= len(SHEETS)
    assert all(re.search(r"is_training=(sheet|slip|told|register)\.is_training", text) for text in tell)


def test_what_a_training_register_prints_bears_it_and_what_a_real_one_prints_does_not(tmp_path: Path) -> None:
    for is_training in (True, False):
        folder = makers.a_folder(tmp_path, code=f"E{is_training}", is_training=is_training)
        with makers.reopened(folder) as register:
            member = register.get(StaffMember, register.who)
            assert member is not None
            printed = (
                print_bed_plan(register, language=ENGLISH),
                print_resident_list(register, [], shown="All", language=ENGLISH),
                person_slip_pdf(slip_of(register, member, "one two"), ENGLISH),
            )
        for pdf in printed:
            assert all(("TRAINING" in page) is is_training for page in pages_of(pdf))
