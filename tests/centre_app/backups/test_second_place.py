"""A copy on a stick: fresh, read back, and the way back from there with nothing but the sheet."""

import pytest

from centre_app import accounts, integrity, recovery
from centre_app.backups import making, restoring, second_place, standing
from centre_app.choices.keys import BackupAct, BackupReason
from centre_app.opening import open_register
from centre_app.problems import AlreadyARegister, NotAPaperCode, StickGone, TooWeak, WrongPaperCode
from centre_app.records import Backup, Person, StaffMember
from db import backups as stored
from db.keys import read_key_file
from tests.makers import CHEAP, DIRECTOR, a_bed

NEW = "chemin nouveau parmi lampes vertes"


def acts(register):
    return [one.act for one in sorted(register.as_stored.find(Backup), key=lambda one: one.id)]


def test_a_fresh_backup_is_made_only_where_something_was_written(house, stick):
    second_place.copy(house, stick)
    assert acts(house) == [BackupAct.MADE, BackupAct.COPIED]
    second_place.copy(house, stick)
    assert acts(house) == [BackupAct.MADE, BackupAct.COPIED, BackupAct.COPIED]
    house.save(a_bed(), heed_findings=False)
    second_place.copy(house, stick)
    assert [backup.number for backup in second_place.on_stick(stick)] == [2, 1]


def test_what_was_just_made_goes_on_the_stick_though_the_disk_answers_nobody_who_looks_for_it(
    house, stick, monkeypatch
):
    making.make(house, BackupReason.FIRST_OF_DAY)
    house.save(a_bed(), heed_findings=False)
    (older,) = making.stored_of(house)
    for given_back in ([older], []):
        monkeypatch.setattr(stored, "listed", lambda *_, given_back=given_back, **__: given_back)
        second_place.copy(house, stick)
    assert [backup.number for backup in second_place.on_stick(stick)] == [3, 2]


def test_a_stick_that_is_not_there_is_told_before_anything_is_copied(house, stick):
    stick.rmdir()
    with pytest.raises(StickGone):
        second_place.copy(house, stick)
    assert standing.backups(house) == []


def test_a_stick_is_known_by_what_lies_on_it(house, stick, tmp_path):
    assert not second_place.is_backup_stick(stick)
    second_place.copy(house, stick)
    assert second_place.is_backup_stick(stick)
    assert not second_place.is_backup_stick(tmp_path / "nowhere")


@pytest.fixture
def lost(house, stick):
    """A laptop that is gone: what is left is a stick, and the sheet."""
    sheet = recovery.new_sheet()
    recovery.keep_sheet(house, sheet)
    for role in ("psychologist", "nurse", "teacher"):
        accounts.add_person(house, StaffMember(id=role, name=f"Somebody {role}", roles=frozenset({role})))
    accounts.revoke(house, "teacher")
    second_place.copy(house, stick)
    lineage = house.vault.meta()["lineage"]
    house.close()
    return second_place.on_stick(stick)[0], sheet.code, lineage


def test_another_laptop_with_nothing_but_the_stick_and_the_sheet(lost, tmp_path, clock):
    backup, code, lineage = lost
    ways = restoring.ways_back(backup)
    (director,) = ways.directors
    assert (ways.code, ways.has_sheet, director.name) == ("SEG", True, DIRECTOR)
    restoring.check_paper(backup, code)
    there = tmp_path / "other laptop" / "Segou.register"
    there.parent.mkdir()
    given = restoring.on_another_laptop(
        backup,
        there,
        director.id,
        code,
        passphrase=NEW,
        sheet=recovery.new_sheet(),
        cost=CHEAP,
        clock=clock,
        people={"psychologist", "teacher"},
    )
    once = {one.person_id: one.passphrase for one in given}
    assert set(once) == {
        "psychologist"
    }  # not the teacher, whose key was taken back; nor the nurse, of whom nothing was said
    assert {one.id for one in restoring.waiting_to_enter(backup)} == {director.id, "psychologist", "nurse"}
    assert {one.id for one in read_key_file(there).people} == {director.id, "psychologist"}
    with open_register(there, director.id, NEW, clock=clock) as register:
        assert len(register.find(Person)) == 1
        assert integrity.check(register).faults == ()
        assert register.vault.meta()["lineage"] != lineage
        assert [one.act for one in register.as_stored.find(Backup, act=BackupAct.RESTORED)] == [BackupAct.RESTORED]
        assert making.make(register, BackupReason.BY_HAND).number == backup.number + 1
        second = register.vault.meta()["lineage"]
    with open_register(there, "psychologist", once["psychologist"], clock=clock) as register:
        assert "notes" in register.vault.compartments  # which the director does not open
        assert register.keys.slot.must_change
        assert register.vault.meta()["lineage"] == second
    assert [path.name for path in there.parent.iterdir()] == ["Segou.register"]


def test_what_is_refused_leaves_nothing_on_the_other_laptop(lost, tmp_path):
    backup, code, _ = lost
    there = tmp_path / "new"
    there.mkdir()
    director = restoring.ways_back(backup).directors[0].id
    other = recovery.new_sheet()

    def restore(to=there / "Segou.register", code=code, passphrase=NEW):
        restoring.on_another_laptop(backup, to, director, code, passphrase=passphrase, sheet=other, cost=CHEAP)

    for problem, asked in (
        (NotAPaperCode, {"code": "7Q2K"}),
        (WrongPaperCode, {"code": other.code}),
        (TooWeak, {"passphrase": "1234"}),
        (AlreadyARegister, {"to": tmp_path / "SEG.register"}),
    ):
        with pytest.raises(problem):
            restore(**asked)
        assert list(there.iterdir()) == []
