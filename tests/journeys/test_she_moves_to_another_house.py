"""A girl moves from Ségou to Kati: her file on a stick, the receipt back, and at headquarters one person.

REGISTRE_WHOLE_GRID=1 REGISTRE_PICTURES=pictures python -m pytest tests/journeys/test_she_moves_to_another_house.py
"""

from pathlib import Path

import pytest

from centre_app.records import CaseFile, Person, PersonName, Transfer
from tests.journeys import between_houses
from tests.journeys.at_one_laptop import Reader, opens_the_file
from tests.journeys.at_the_centre import plugs_in, reads_from
from tests.journeys.three_houses import BAMAKO, FAMILY, GIVEN, KATI, PEOPLE, SEGOU, Houses, Visits, code_of
from tests.journeys.turns import tell

HER_FILE = code_of(SEGOU, 1)
WHY = "Sa sœur vit à Kati"


@pytest.fixture
def stick(tmp_path) -> Path:
    folder = tmp_path / "CLE-TRANSFERT"
    folder.mkdir()
    return folder


def test_she_moves_and_stays_one_person(visits: Visits, houses: Houses, stick: Path):
    def story() -> None:
        segou, kati, headquarters = visits.at(SEGOU), visits.at(KATI), visits.at(BAMAKO)
        she_leaves_for_the_other_house(segou)
        her_file_goes_on_the_stick(segou, stick)
        she_is_taken_in(kati, stick)
        the_receipt_comes_back(segou, stick)
        for centre in (segou, kati):
            between_houses.puts_the_month_on_a_stick(centre, stick)
        both_are_received(headquarters, stick)
        visits.end()

    tell(story)
    with houses.open(SEGOU) as segou:
        (moved,) = segou.find(Transfer)
        assert moved.received_on == segou.today
        assert not segou.find(PersonName, given=GIVEN)  # a trace without a word
    with houses.open(BAMAKO) as headquarters:
        first, second = (one for one in headquarters.find(CaseFile) if one.code == HER_FILE)
        assert first.person_id == second.person_id
        assert headquarters.get(Person, first.person_id) is not None
        assert {first.status, second.status} == {"transferred", "registered"}


def she_leaves_for_the_other_house(she: Reader) -> None:
    """The exit asks, besides, to which house, why it is good for her, and on what ground."""
    opens_the_file(she, HER_FILE)
    she.click("moves")
    she.choose_in_menu(she.say("Transfer to another centre"))
    she.sees_part("transfer")
    she.answers_with("exits.quality", "exit_quality", "planned_positive")
    she.fills("exits.destination.field", "Kati")
    she.fills("transfers.organisation_in_words.field", "Kati")
    she.fills("transfers.best_interest.field", WHY)
    she.keeps_a_picture("leaving")
    she.answers_with("transfers.legal_basis", "legal_basis", "court_order")
    she.fills("transfers.basis_reason.field", "Ordonnance du juge des enfants")
    she.answers("transfers.decided_by", PEOPLE[SEGOU])
    she.keeps_a_picture("on-what-ground")
    she.click("all_visits")
    she.click("save")
    she.sees_part("confirm_leave")
    she.keeps_a_picture("confirming")
    she.click("confirm_leave")
    she.sees_part("write_transfer")
    she.keeps_a_picture("not-written-yet")


def her_file_goes_on_the_stick(she: Reader, stick: Path) -> None:
    she.click("write_transfer")
    plugs_in(she, "stick_dialog.sticks", stick)
    she.keeps_a_picture("which-house-which-stick")
    she.click("write_here")
    she.sees_part("read_transfer_receipt")
    she.keeps_a_picture("written")


def she_is_taken_in(she: Reader, stick: Path) -> None:
    """Who comes, from where; a receipt on the same stick; her file begins here under its number."""
    she.click("rail.export")
    she.keeps_a_picture("export")
    she.click("receive_transfer")
    she.keeps_a_picture("which-file")
    reads_from(she, stick, "*-TRANSFERT-*.age")
    she.sees(f"{GIVEN} {FAMILY}")
    she.keeps_a_picture("who-comes")
    she.click("take_transfer")
    plugs_in(she, "stick_dialog.sticks", stick)
    she.keeps_a_picture("receipt")
    she.click("write_here")
    she.sees_part("section.summary")
    she.keeps_a_picture("her-file-here")
    she.click("other_house.*")
    she.sees_part("section.history")
    she.keeps_a_picture("her-file-there")


def the_receipt_comes_back(she: Reader, stick: Path) -> None:
    she.click("read_transfer_receipt")
    she.keeps_a_picture("which-receipt")
    reads_from(she, stick, "*-RECU-*.age")
    she.sees(she.say("The other centre has the file. Only a trace is kept here."))
    she.sees_no(f"{GIVEN} {FAMILY}")
    she.keeps_a_picture("only-a-trace")


def both_are_received(she: Reader, stick: Path) -> None:
    between_houses.looks_into(she, stick)
    she.sees_part("receive_bundles")
    she.keeps_a_picture("looked-at")
    she.click("receive_bundles")
    she.sees(she.language.say_n("{n} bundle is received.", "{n} bundles are received.", 2))
    she.keeps_a_picture("received")
    she.click("rail.residents")
    she.press("Ctrl+F")
    she.writes(GIVEN)
    she.click("found_elsewhere.act")  # she is registered in Kati, and not admitted yet
    she.sees(she.language.say_n("{n} file", "{n} files", 2))  # of one person, in two houses
    she.keeps_a_picture("one-person")
    she.press("Ctrl+F", "Down", "Return")
    she.sees_part("section.summary")
    she.keeps_a_picture("her-file")
