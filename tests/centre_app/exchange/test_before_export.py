"""What a centre looks at before it exports: whether it may, what goes, and which files are not complete."""

import dataclasses
from datetime import date

import pytest

from centre_app.exchange import before_export, board, bundle, partners
from centre_app.problems import NoRoomLeft
from centre_app.records import Intake
from db import drives
from tests.makers import an_admission, an_exit

NOVEMBER = date(2026, 11, 1)


def test_it_says_what_headquarters_has_and_what_it_waits_for(pair):
    pair.centre.save(*an_admission())
    pair.exchange()
    pair.centre.save(*an_admission(family="Koné"))
    sealed = pair.sealed()
    assert before_export.look(pair.centre, month=NOVEMBER).last_written.seq == 1
    bundle.mark_written(pair.centre, [sealed])
    found = before_export.look(pair.centre, month=NOVEMBER)
    assert (found.last_acknowledged.seq, found.last_written.seq) == (1, 2)
    assert found.trouble is None
    assert found.headquarters.headquarters_id == pair.headquarters.centre_id
    assert found.summary.cases == 1


def test_a_centre_that_is_not_enrolled_is_told_so_and_still_sees_what_would_go(register):
    register.save(*an_admission())
    found = before_export.look(register, month=NOVEMBER)
    assert isinstance(found.trouble, partners.NotEnrolled)
    assert found.headquarters is None
    assert found.summary.cases == 1


def test_looking_writes_nothing(pair):
    pair.centre.save(*an_admission())
    before = {file.name: file.read_bytes() for file in pair.centre.folder.glob("*.db")}
    before_export.look(pair.centre, month=NOVEMBER)
    assert {file.name: file.read_bytes() for file in pair.centre.folder.glob("*.db")} == before


def test_a_file_with_a_question_to_fill_in_is_incomplete_until_it_is_answered_or_explained(register):
    register.save(*an_admission())
    assert before_export.incomplete_files(register) == []
    (intake,) = register.find(Intake)
    (intake,) = register.save(dataclasses.replace(intake, source=None, reason=None))
    (file,) = before_export.incomplete_files(register)
    assert (file.code, file.name.in_list) == ("SEG-26-0001", "Sangaré Kadidia")
    assert file.to_fill == ("Who sent her", "Reason for admission")
    register.save(dataclasses.replace(intake, reason="girl_mother", missing={"source": "unknown"}))
    assert before_export.incomplete_files(register) == []


def test_a_doubtful_answer_makes_a_file_incomplete(register):
    register.save(*an_admission())
    (intake,) = register.find(Intake)
    register.save(dataclasses.replace(intake, contact_on=date(1998, 1, 1)), heed_findings=False)
    (file,) = before_export.incomplete_files(register)
    assert "V25" in {finding.rule for finding in file.doubts}
    assert file.to_fill == ()


def test_who_has_left_is_not_among_the_incomplete_files(register):
    *rest, stay = an_admission()
    register.save(*rest, stay)
    (intake,) = register.find(Intake)
    register.save(dataclasses.replace(intake, source=None))
    assert len(before_export.incomplete_files(register)) == 1
    left = an_exit(stay)
    (stay,) = register.find(type(stay))
    register.save(left, dataclasses.replace(stay, ended_on=register.today), heed_findings=False)
    assert before_export.incomplete_files(register) == []


@pytest.mark.parametrize(
    ("today", "proposed"),
    [
        (date(2026, 11, 21), date(2026, 11, 1)),
        (date(2026, 12, 1), date(2026, 11, 1)),
        (date(2026, 12, 5), date(2026, 11, 1)),
        (date(2026, 12, 6), date(2026, 12, 1)),
        (date(2027, 1, 2), date(2026, 12, 1)),
    ],
)
def test_the_last_month_is_proposed_for_as_long_as_it_is_awaited(register, clock, today, proposed):
    clock.set(today)
    assert before_export.month_to_begin_with(register) == proposed


def test_a_month_that_was_written_is_not_proposed_again(pair):
    pair.clock.set(date(2026, 12, 2))
    bundle.mark_written(pair.centre, [pair.sealed()])
    assert before_export.month_to_begin_with(pair.centre) == date(2026, 12, 1)


def test_the_board_counts_the_days_since_the_oldest_missing_month_was_due(pair):
    pair.clock.set(date(2027, 1, 15))
    months = board.months_until(date(2027, 1, 15), 4)
    (line,) = board.board(pair.headquarters, months)
    assert board.days_late(line, date(2027, 1, 15)) == (date(2027, 1, 15) - date(2026, 12, 5)).days
    pair.received(pair.sealed())
    (line,) = board.board(pair.headquarters, months)
    assert board.days_late(line, date(2027, 1, 15)) == (date(2027, 1, 15) - date(2027, 1, 5)).days


def test_of_several_parts_none_stays_on_a_stick_that_fills_up(pair, tmp_path, monkeypatch):
    first = pair.sealed()
    second = dataclasses.replace(pair.sealed(), name="SEG-202611-000002.age")
    stick = tmp_path / "stick"
    stick.mkdir()
    really = drives.free_space
    monkeypatch.setattr(drives, "free_space", lambda folder: 0 if list(folder.iterdir()) else really(folder))
    with pytest.raises(NoRoomLeft):
        bundle.put_on_stick([first, second], stick)
    assert list(stick.iterdir()) == []
