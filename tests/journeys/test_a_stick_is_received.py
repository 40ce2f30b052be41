"""Headquarters at the beginning of a month: a stick with all that can lie on one, looked at, received, acknowledged.

REGISTRE_WHOLE_GRID=1 REGISTRE_PICTURES=pictures python -m pytest tests/journeys/test_a_stick_is_received.py
"""

from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from centre_app.exchange import enrolment, partners
from centre_app.exchange.bundle import Sealed
from centre_app.records import Bundle, CaseFile
from tests.journeys import three_houses
from tests.journeys.at_one_laptop import Reader
from tests.journeys.three_houses import BAMAKO, KATI, MOPTI, SEGOU, TODAY, Houses, Visits, code_of
from tests.journeys.turns import tell

NEW_GIRL = 20  # her number in each house


@dataclass
class Came:
    """What lies on the two sticks; the second one is brought later."""

    stick: Path
    later: Path
    first: Sealed  # of Ségou; on the first stick it was cut on the way
    second: Sealed  # of Ségou, and stands on the first
    of_kati: Sealed
    again: Path  # the same file under another name
    of_a_stranger: Path


@pytest.fixture
def came(houses, tmp_path) -> Came:
    stick, later = tmp_path / "CLE-NOVEMBRE", tmp_path / "CLE-DECEMBRE"
    for folder in (stick, later):
        folder.mkdir()
    with houses.open(SEGOU) as segou, houses.open(KATI) as kati:
        segou.save(*three_houses.a_girl(SEGOU, NEW_GIRL, "ml-r-segou"), heed_findings=False)
        first = three_houses.sent(segou)
        three_houses.taken_as_acknowledged(segou, first)
        segou.save(*three_houses.a_girl(SEGOU, NEW_GIRL + 1, "ml-r-segou"), heed_findings=False)
        second = three_houses.sent(segou)
        kati.save(*three_houses.a_girl(KATI, NEW_GIRL, "ml-r-segou"), heed_findings=False)
        of_kati = three_houses.sent(kati)
    again, strange = stick / f"Copie de {of_kati.name}", stick / "MOP-envoi.age"
    (stick / first.name).write_bytes(first.content[: len(first.content) // 2])
    (stick / second.name).write_bytes(second.content)
    for file in (stick / of_kati.name, again):
        file.write_bytes(of_kati.content)
    strange.write_bytes(_of_a_stranger(houses, tmp_path))
    (later / first.name).write_bytes(first.content)
    return Came(stick, later, first, second, of_kati, again, strange)


def _of_a_stranger(houses: Houses, folder: Path) -> bytes:
    """A bundle of a house that has headquarters' card, and that headquarters does not trust."""
    with houses.open(BAMAKO) as headquarters, three_houses.begun(Houses(folder), MOPTI) as stranger:
        asked = partners.take_request(headquarters, enrolment.to_bytes(partners.own_request(stranger)))
        card = partners.make_card(headquarters, replace(asked, words_checked_on=TODAY))
        partners.confirm_words(stranger, partners.take_card(stranger, enrolment.to_bytes(card)))
        return three_houses.sent(stranger).content


def test_a_stick_is_looked_at_received_and_acknowledged(visits: Visits, houses: Houses, came: Came, tmp_path):
    def story() -> None:
        she = visits.at(BAMAKO)
        looks_at_the_board(she)
        looks_at_the_stick(she, came)
        receives_what_is_good(she, came)
        sees_who_is_missing(she)
        receives_what_was_missing(she, came)
        visits.end()

    tell(story)
    assert {file.name for file in came.stick.glob("*ACCUSE*")} == {"KAT-ACCUSE-000003.age"}
    assert {file.name for file in came.later.glob("*ACCUSE*")} == {f"SEG-ACCUSE-00000{n}.age" for n in (3, 4)}
    with houses.open(BAMAKO) as headquarters:
        assert sorted(one.seq for one in headquarters.find(Bundle)) == [1, 1, 2, 2, 3, 3, 4]
        codes = [case.code for case in headquarters.find(CaseFile)]
        assert len(codes) == len(set(codes)) == 18
        assert {code_of(SEGOU, NEW_GIRL), code_of(SEGOU, NEW_GIRL + 1), code_of(KATI, NEW_GIRL)} < set(codes)


def looks_at_the_board(she: Reader) -> None:
    she.click("rail.receive")
    she.sees(she.say("What came from each centre"))
    she.sees(she.say("Plug in a centre’s stick, or choose the files that it sent."))
    she.keeps_a_picture("board-before")


def looks_at_the_stick(she: Reader, came: Came) -> None:
    """Each file has its line and its reason; nothing is written."""
    she.click("choose_folder")
    she.keeps_a_picture("choosing-a-folder")
    she.chooses_file(came.stick)
    for name, state in (
        (came.again.name, "authentic"),
        (came.of_kati.name, "twice"),
        (came.first.name, "refused"),
        (came.second.name, "waiting"),
        (came.of_a_stranger.name, "refused"),
    ):
        she.sees_part(f"state.{name}")
        assert she.reads(f"state.{name}") == she.say(state), name
    she.sees(she.say("Nothing has been written yet."))
    she.keeps_a_picture("looked-at")


def receives_what_is_good(she: Reader, came: Came) -> None:
    she.click("receive_bundles")
    she.sees(she.language.say_n("{n} bundle is received.", "{n} bundles are received.", 1))
    she.keeps_a_picture("received")


def sees_who_is_missing(she: Reader) -> None:
    she.click("clear_list")
    she.sees_part("waits.SEG")
    she.keeps_a_picture("board-after")


def receives_what_was_missing(she: Reader, came: Came) -> None:
    """What had waited follows by itself, and both are acknowledged on the stick that let it."""
    she.click("choose_folder")
    she.chooses_file(came.later)
    she.click("receive_bundles")
    she.sees(she.language.say_n("{n} bundle is received.", "{n} bundles are received.", 2))
    assert she.counts("waits.SEG") == 0
    she.keeps_a_picture("what-was-missing")
