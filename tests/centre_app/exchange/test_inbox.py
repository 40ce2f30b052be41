"""Files on a stick, as headquarters finds them: what each is, and that only what was looked at is taken in."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from centre_app.exchange import bundle, inbox, refusals, sticks, waiting
from centre_app.problems import CannotWriteThere, StickGone
from centre_app.records import Bundle, CaseFile
from tests.makers import an_admission


@pytest.fixture
def file(pair, tmp_path) -> Path:
    """A bundle of one case, on a stick."""
    pair.centre.save(*an_admission())
    sealed = pair.sealed()
    folder = tmp_path / "stick"
    folder.mkdir()
    return sticks.put(folder, sealed.name, sealed.content)


def test_an_authentic_bundle_says_whose_it_is_and_what_it_would_change(pair, file):
    arrived = inbox.look_at(pair.headquarters, file)
    assert (arrived.of_centre, arrived.month, arrived.seq) == ("Ségou", date(2026, 11, 1), 1)
    assert arrived.may_be_received
    assert arrived.preview.new_cases == 1
    assert pair.headquarters.find(Bundle) == []


def test_of_a_refused_file_only_its_name_is_told(pair, file):
    file.write_bytes(file.read_bytes()[:-1])
    arrived = inbox.look_at(pair.headquarters, file)
    assert isinstance(arrived.problem, refusals.Altered)
    assert (arrived.of_centre, arrived.seq) == ("SEG", 1)
    assert not arrived.may_be_received


def test_a_file_of_any_name_is_looked_at(pair, file):
    other = file.rename(file.with_name("copy of something"))
    assert inbox.look_at(pair.headquarters, other).seq == 1


def test_a_file_that_is_gone_is_a_problem_and_no_fault(pair, file):
    file.unlink()
    assert isinstance(inbox.look_at(pair.headquarters, file).problem, StickGone)


def test_what_was_received_before_can_be_acknowledged_again(pair, file):
    taken = inbox.take(pair.headquarters, inbox.look_at(pair.headquarters, file))
    again = inbox.look_at(pair.headquarters, file)
    assert isinstance(again.problem, refusals.AlreadyReceived)
    assert again.received == taken.received
    assert inbox.give_receipt(pair.headquarters, again, file.parent) == "SEG-ACCUSE-000001.age"


def test_taking_checks_again_that_it_is_the_same_file(pair, file):
    arrived = inbox.look_at(pair.headquarters, file)
    file.write_bytes(pair.sealed().content)
    taken = inbox.take(pair.headquarters, arrived)
    assert isinstance(taken.problem, inbox.OtherFileNow)
    assert pair.headquarters.find(CaseFile) == []


def test_only_suspicious_files_are_kept_aside(pair, file):
    file.write_bytes(b"a holiday photograph")
    assert not inbox.look_at(pair.headquarters, file).is_kept_aside
    assert not (pair.headquarters.folder / "refused").exists()
    file.write_bytes(pair.sealed().content[:-1])
    assert inbox.look_at(pair.headquarters, file).is_kept_aside
    assert len(list((pair.headquarters.folder / "refused").iterdir())) == 1


def test_a_copy_that_cannot_be_kept_changes_nothing_of_the_refusal(pair, file, monkeypatch):
    def refuse(*_args, **_named):
        raise CannotWriteThere

    monkeypatch.setattr(inbox.receive, "set_aside", refuse)
    file.write_bytes(file.read_bytes()[:-1])
    arrived = inbox.look_at(pair.headquarters, file)
    assert isinstance(arrived.problem, refusals.Altered)
    assert not arrived.is_kept_aside


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("SEG-202611-000012.age", True),
        ("SEG-202613-000012.age", False),
        ("SEG-000011-000012.age", False),
        ("SEG-ACCUSE-000012.age", False),
        ("photo.age", False),
    ],
)
def test_the_name_of_a_bundle_tells_its_centre_month_and_number(name, is_one):
    assert (sticks.bundle_name(Path(name)) is not None) == is_one


def test_a_stick_is_looked_into_by_what_its_files_are_called(tmp_path):
    for name in (
        "SEG-202611-000012.age",
        "MOP-202610-000002.age",
        "SEG-ACCUSE-000012.age",
        "SEG.registre-demande",
        "SEG-2.registre-carte",
        "SEG-202611-000013.age.part",
    ):
        (tmp_path / name).write_bytes(b"")
    (tmp_path / "GAO-202611-000001.age").mkdir()
    assert [file.name for file in sticks.bundles_in(tmp_path)] == ["MOP-202610-000002.age", "SEG-202611-000012.age"]
    assert [file.name for file in sticks.acknowledgements_in(tmp_path)] == ["SEG-ACCUSE-000012.age"]
    assert [file.name for file in sticks.requests_in(tmp_path)] == ["SEG.registre-demande"]
    assert [file.name for file in sticks.cards_in(tmp_path)] == ["SEG-2.registre-carte"]


def test_a_folder_that_is_gone_is_no_stick(tmp_path):
    with pytest.raises(StickGone):
        sticks.at(tmp_path / "gone")
    with pytest.raises(StickGone):
        sticks.bundles_in(tmp_path / "gone")


# --- waiting -------------------------------------------------------------------------------------------------------


def too_early(code, seq):
    return refusals.Gap(missing=1, seq=seq, code=code, month="202611")


def test_a_centre_has_its_share_of_the_room_for_what_waits_and_takes_none_from_the_others(pair, monkeypatch):
    monkeypatch.setattr(waiting, "MOST_OF_ONE", 2)
    for number in (2, 3):
        waiting.keep(pair.headquarters, b"kept %d" % number, too_early("KAY", number))
    with pytest.raises(refusals.NoRoomToWait):
        waiting.keep(pair.headquarters, b"kept 4", too_early("KAY", 4))
    waiting.keep(pair.headquarters, b"kept 3", too_early("KAY", 3))  # it waits already
    waiting.keep(pair.headquarters, b"another's", too_early("SEG", 2))
    assert [(one.code, one.seq) for one in waiting.waiting(pair.headquarters)] == [("KAY", 2), ("KAY", 3), ("SEG", 2)]


@pytest.mark.parametrize(("limit", "code"), [("MOST_BYTES_OF_ONE", "KAY"), ("MOST_BYTES", "SEG")])
def test_what_waits_takes_no_more_bytes_than_there_are_for_it(pair, monkeypatch, limit, code):
    monkeypatch.setattr(waiting, limit, 100)
    waiting.keep(pair.headquarters, b"x" * 60, too_early("KAY", 2))
    with pytest.raises(refusals.NoRoomToWait):
        waiting.keep(pair.headquarters, b"y" * 41, too_early(code, 3))
    waiting.keep(pair.headquarters, b"y" * 40, too_early(code, 3))


def test_what_cannot_be_kept_is_not_said_to_wait(pair, file, monkeypatch):
    pair.centre.save(replace(pair.centre.find(Bundle)[-1], status=bundle.ACKNOWLEDGED))  # its acknowledgement got lost
    second = pair.sealed()
    early = sticks.put(file.parent, second.name, second.content)
    monkeypatch.setattr(waiting, "MOST_OF_ONE", 0)
    arrived = inbox.look_at(pair.headquarters, early)
    assert isinstance(arrived.problem, refusals.NoRoomToWait)
    assert not arrived.waits
    assert not arrived.is_kept_aside
    assert waiting.waiting(pair.headquarters) == []
    monkeypatch.undo()
    again = inbox.look_at(pair.headquarters, early)
    assert again.waits
    assert again.is_kept_aside
    assert len(waiting.waiting(pair.headquarters)) == 1
