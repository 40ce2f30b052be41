"""What the night and the kitchen print: the sheet of the roll call, the slip of a leave, the meals."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from centre_app.casework import lifecycle
from centre_app.casework.nights import Mark, mark_night
from centre_app.documents.furniture import TICKED_BOX
from centre_app.documents.meals_sheet import print_meals_sheet
from centre_app.documents.night_printing import (
    blank_roll_sheet,
    preview_roll_sheet,
    print_leave_slip,
    print_roll_sheet,
)
from centre_app.documents.roll_sheet import WEEK, RollPaper, RollPaperLine, RollPaperRoom, roll_sheet_pdf
from centre_app.language import Language
from centre_app.records import CaseFile, Leave
from tests.centre_app.documents.reading import operators_of, pages_of, words_of
from tests.makers import TODAY, TOMORROW, YESTERDAY, a_bed, a_leave, a_room, an_admission, an_assignment

FRENCH = Language.of("fr")
TICKED = TICKED_BOX.encode("utf-16-be").hex().upper()  # as a reader hears it, in the file
PRINTED = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.fixture
def house(register):
    """Kadidia Sangaré in A-01, on leave until tomorrow; Awa Diarra without a bed."""
    room = a_room(name="Chambre A")
    bed = a_bed(room, label="A-01")
    first = an_admission(admitted_on=YESTERDAY)
    second = an_admission(family="Diarra", given="Awa", admitted_on=YESTERDAY)
    first[2], second[2] = (replace(one[2], code=f"SEG-26-000{number}") for number, one in enumerate((first, second), 1))
    register.save(room, bed, *first, *second)
    register.save(replace(an_assignment(first[-1], bed), from_on=YESTERDAY))
    leave = a_leave(
        first[-1], absence_type="permission", out_at=register.now, expected_back_on=TOMORROW,
        place="Bankass", accompanied_by="Sa tante",
    )  # fmt: skip
    lifecycle.go_on_leave(register, register.get(CaseFile, first[-1].case_id), leave)
    return first[-1], second[-1]


def last_act(register, table: str) -> str:
    compartment = "centre" if table == "meal_days" else "care"
    lines = register.vault.ask(
        f"SELECT action FROM {register.vault.schema_name(compartment)}.history ORDER BY seq DESC LIMIT 1", {}
    )
    return lines[0][0]


def test_the_sheet_of_a_night_ticks_what_is_known_and_names_nobody(register, house):
    mark_night(register, YESTERDAY, [Mark(stay=house[1], present=True)])
    text = words_of(print_roll_sheet(register, TODAY, language=FRENCH))
    assert "A-01 K.S. SEG-26-0001" in text
    assert "22/11" in text
    assert "Sans lit A.D. SEG-26-0002" in text
    assert "Sangaré" not in text
    assert text.index("Sans lit") > text.index("Chambre A")
    assert last_act(register, "presence_nights") == "print_house"


@pytest.mark.parametrize(("why", "box"), [("family_visit", 1), ("school_trip", 1), ("unauthorised", 4), ("court", 3)])
def test_every_reason_to_be_away_has_a_box_that_is_ticked(why, box):
    pdf = roll_sheet_pdf(a_night([RollPaperLine(label="A-01", who="K.S.", answer=why)]), FRENCH)
    boxes = [line for line in operators_of(pdf)[0] if "ActualText" in line][:5]
    assert [TICKED in one for one in boxes] == [place == box for place in range(5)]


@pytest.mark.parametrize("nights", [1, WEEK])
def test_a_house_of_thirty_stands_on_one_sheet_and_a_sheet_with_nobody_is_no_secret(nights):
    here = [RollPaperLine(label=f"A-{place:02}", who="K.S.", code="SEG-26-0001") for place in range(26)]
    assert len(pages_of(roll_sheet_pdf(a_night(here, nights=nights), FRENCH))) == 1
    beds = [RollPaperLine(label=f"A-{place:02}") for place in range(30)]
    assert "Confidentiel" not in words_of(roll_sheet_pdf(a_night(beds, nights=nights), FRENCH))


def a_night(lines: list[RollPaperLine], *, nights: int = 1) -> RollPaper:
    room = RollPaperRoom(name="Chambre A", lines=lines)
    return RollPaper(centre="Centre de Koro", first=TODAY, nights=nights, rooms=[room], printed_at=PRINTED)


def test_the_sheet_of_a_week_has_a_box_for_each_night(register, house):
    text = words_of(preview_roll_sheet(register, TODAY, language=FRENCH, nights=WEEK))
    for day in ("sam. 21", "ven. 27", "SEG-26-0001", "S sortie", "T tribunal"):
        assert day in text


def test_a_blank_sheet_has_the_beds_and_nobody(register, house):
    text = words_of(blank_roll_sheet(register, TODAY, language=FRENCH))
    assert "A-01" in text
    assert "SEG-26" not in text
    assert "K.S." not in text


@pytest.mark.parametrize(("by_name", "who"), [(True, "Kadidia Sangaré"), (False, "26-0001")])
@pytest.mark.parametrize("code", ["fr", "en"])
def test_the_slip_of_a_leave_says_neither_whose_it_is_nor_where_she_goes(register, house, by_name, who, code):
    (leave,) = register.find(Leave)
    text = words_of(print_leave_slip(register, leave, by_name=by_name, language=Language.of(code)))
    assert who in text
    assert "22/11/2026" in text
    assert "Sa tante" in text
    for hidden in ("Bankass", "Ségou", "Centre", "centre", "SEG", "Kadidia" if not by_name else "26-0001"):
        assert hidden not in text
    assert last_act(register, "leaves") == "print_slip"


def test_the_sheet_for_the_kitchen_has_numbers_and_no_names(register, house):
    text = words_of(print_meals_sheet(register, TODAY, language=FRENCH))
    assert "Petit déjeuner 2 0 0" in text  # she had breakfast, and left in the morning
    assert "Dîner 1 0 0" in text
    told_ahead = words_of(print_meals_sheet(register, TOMORROW, language=FRENCH))
    assert "dimanche 22 novembre 2026" in told_ahead  # in the evening, for the morning to come
    assert "Petit déjeuner 1 0 0" in told_ahead
    assert "SEG-26" not in text
    assert "K.S." not in text
    assert last_act(register, "meal_days") == "print_house"
