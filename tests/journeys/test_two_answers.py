"""Headquarters corrects a name while its centre changes it too: both answers come back to the centre, and a person decides.

REGISTRE_WHOLE_GRID=1 REGISTRE_PICTURES=pictures python -m pytest tests/journeys/test_two_answers.py
"""

from pathlib import Path

import pytest

from centre_app.corrections import standing
from tests.journeys import between_houses, three_houses
from tests.journeys.at_one_laptop import Reader, opens_the_file
from tests.journeys.three_houses import BAMAKO, FAMILY, SEGOU, Houses, Visits, code_of
from tests.journeys.turns import tell

THEIRS, OURS, WHY = "Sangare", "Sangharé", "Lu sur l’acte de naissance"
HER_FILE = code_of(SEGOU, 1)


@pytest.fixture
def stick(tmp_path) -> Path:
    """It goes back and forth between the two houses."""
    folder = tmp_path / "CLE-SEGOU"
    folder.mkdir()
    return folder


def test_two_answers_are_kept_and_a_person_decides(visits: Visits, houses: Houses, stick: Path):
    def story() -> None:
        headquarters, centre = visits.at(BAMAKO), visits.at(SEGOU)
        asks_for_a_correction(headquarters)
        changes_the_same_answer(centre)
        between_houses.puts_the_month_on_a_stick(centre, stick)
        between_houses.receives(headquarters, stick)
        hears_that_there_is_something_to_decide(centre, stick)
        keeps_the_own_answer(centre)
        between_houses.puts_the_month_on_a_stick(centre, stick)
        between_houses.receives(headquarters, stick)
        sees_what_was_decided(headquarters)
        visits.end()

    tell(story)
    for house in (SEGOU, BAMAKO):
        with houses.open(house) as register:
            assert three_houses.first_girl(register)[1].family == OURS
            (one,) = (standing.asked_by_us if house == BAMAKO else standing.asked_of_us)(register)
            assert (FAMILY in one.correction.base, THEIRS in one.correction.proposed) == (True, True)
            assert (one.correction.reason, one.state) == (WHY, standing.KEPT_OURS)


def asks_for_a_correction(she: Reader) -> None:
    """At headquarters, from the records of her file; the page of the corrections says that it waits."""
    opens_the_file(she, HER_FILE)
    she.keeps_a_picture("her-file")
    she.click("section.received")
    she.click("received.table")
    she.press("Ctrl+Home", "Down", "Down")  # her file, who she is, her name
    she.keeps_a_picture("its-records")
    she.click("ask_for_correction")
    she.fills("person_names.family.field", THEIRS)
    she.fills("identity_corrections.reason.field", WHY)
    she.keeps_a_picture("correction")
    she.click("save")
    she.sees(she.say("Asked. It goes out with the next exchange."))
    she.keeps_a_picture("asked")
    she.click("rail.corrections")
    she.sees(she.say("Asked, and not answered yet"))
    she.keeps_a_picture("not-answered-yet")


def changes_the_same_answer(she: Reader) -> None:
    opens_the_file(she, HER_FILE)
    she.click("section.identity")
    she.fills("person_names.family.field", OURS)
    she.press("Ctrl+S")
    she.sees(she.say("Saved."))


def hears_that_there_is_something_to_decide(she: Reader, stick: Path) -> None:
    between_houses.reads_the_acknowledgement(she, stick, 3)
    she.sees(she.language.say_n("{n} is to be decided: see “To decide”.", "", 1))
    she.keeps_a_picture("acknowledged")
    she.click("rail.corrections")
    she.sees(THEIRS)
    she.sees(OURS)
    she.sees(WHY)
    she.keeps_a_picture("to-decide")


def keeps_the_own_answer(she: Reader) -> None:
    she.click("keep.*")
    she.sees(she.say("Decided. It goes out with the next exchange."))
    she.sees(she.say("Nothing to decide."))
    she.keeps_a_picture("decided")


def sees_what_was_decided(she: Reader) -> None:
    she.click("rail.corrections")
    she.sees(she.say("Answered"))
    she.keeps_a_picture("answered")
    opens_the_file(she, HER_FILE)
    she.click("section.history")
    she.keeps_a_picture("history")
