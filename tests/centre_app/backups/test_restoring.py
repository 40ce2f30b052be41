"""Putting a backup back on this laptop: compared, swapped, and told at the first opening."""

import pytest

from centre_app import accounts, integrity
from centre_app.backups import making, restoring, standing
from centre_app.choices.keys import BackupAct, BackupReason
from centre_app.door import at_the_door, registers_in
from centre_app.journal import Asked, Journal
from centre_app.opening import lock, open_register, unlock_keys
from centre_app.problems import BackupIsDamaged, CannotWriteThere, RegisterAlreadyOpen, RegisterDamaged
from centre_app.records import Backup, Bundle, Person, StaffMember
from centre_app.retention import come_back
from db import restoring as stored
from db.files import RegisterLock
from db.vault import Vault
from tests.centre_app.retention import files
from tests.makers import DIRECTOR, PASSPHRASE, an_admission, reopened


@pytest.fixture
def backup(house, clock):
    """A backup, and a day's work after it."""
    making.make(house, BackupReason.FIRST_OF_DAY)
    clock.move(hours=8)
    house.save(*an_admission(given="Awa", family="Keita"), heed_findings=False)
    return standing.backups(house)[0].backup


def test_what_of_today_is_not_in_it_is_told_and_the_register_is_not_touched(house, backup, tmp_path):
    restored = restoring.restore(house, backup, tmp_path / "back.register")
    assert restored.difference.lines_since == 5
    assert "backups" not in {table.table for table in restored.difference.tables}
    assert (restored.waiting, restored.not_compared) == ((), ())
    assert len(house.find(Person)) == 2


def test_swapped_it_opens_as_it_was_begins_a_new_line_and_says_so_once(house, backup, tmp_path, clock):
    restored = restoring.restore(house, backup, tmp_path / "back.register")
    making.make(house, BackupReason.BEFORE_RESTORE)
    lineage = house.vault.meta()["lineage"]
    with pytest.raises(RegisterAlreadyOpen):
        restoring.swap(house.folder, restored.folder, clock=clock)
    lock(house)
    kept = restoring.swap(house.folder, restored.folder, clock=clock)
    assert registers_in(tmp_path) == [house.folder]  # the old one is no register at the door
    with reopened(house.folder, clock=clock) as register:
        assert len(register.find(Person)) == 1
        began = register.vault.meta()["lineage"]
        assert began != lineage
        assert register.vault.last_line_at("centre", "restore_backup")
        assert [one.number for one in register.as_stored.find(Backup, act=BackupAct.RESTORED)] == [1]
        assert integrity.check(register).faults == ()
        assert [shown.reason for shown in standing.backups(register)] == [BackupReason.BEFORE_RESTORE]
        making.verify_waiting(register)
    with reopened(house.folder, clock=clock) as register:
        assert register.vault.meta()["lineage"] == began
        assert len(register.as_stored.find(Backup, act=BackupAct.RESTORED)) == 1
        with Vault(kept, register.keys.sqlcipher_keys()) as old:  # no passphrase opens it any more
            assert old.ask("SELECT count(*) FROM care.persons")[0][0] == 2


def test_that_it_was_put_back_is_known_until_headquarters_has_agreed(house, backup, tmp_path, clock):
    assert standing.last_put_back(house) is None
    restored = restoring.restore(house, backup, tmp_path / "back.register")
    lock(house)
    restoring.swap(house.folder, restored.folder, clock=clock)
    with reopened(house.folder, clock=clock) as register:
        found = standing.last_put_back(register)
        assert (found.number, found.is_recent, found.waits_for_headquarters) == (1, True, True)
        lineage = register.vault.meta()["lineage"]
        register.save(
            Bundle(from_centre_id=register.centre_id, lineage=lineage, seq=1, status="acknowledged"),
            heed_findings=False,
        )
        clock.move(days=15)
        found = standing.last_put_back(register)
        assert (found.is_recent, found.waits_for_headquarters) == (False, False)


def test_where_the_register_itself_does_not_open_the_keys_are_enough(house, backup, tmp_path, clock):
    lock(house)
    (house.folder / "care.db").write_bytes(b"\0" * 8192)
    with pytest.raises(RegisterDamaged):
        reopened(house.folder, clock=clock)
    keys = unlock_keys(house.folder, DIRECTOR, PASSPHRASE, clock=clock)
    restored = restoring.from_keys(keys, backup, tmp_path / "back.register", clock=clock)
    keys.wipe()
    assert (restored.difference, restored.not_compared) == (
        None,
        ("care", "centre", "health", "identity", "protection"),
    )
    restoring.swap(house.folder, restored.folder, clock=clock)
    with reopened(house.folder, clock=clock) as register:
        assert len(register.find(Person)) == 1


def test_a_damaged_backup_is_refused(house, backup, tmp_path):
    path = backup.file("identity.db")
    octets = bytearray(path.read_bytes())
    octets[-1] ^= 1
    path.write_bytes(octets)
    with pytest.raises(BackupIsDamaged):
        restoring.restore(house, backup, tmp_path / "back.register")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["SEG.register"]


def test_the_door_ends_a_swap_in_which_the_power_went(house, backup, tmp_path, clock, monkeypatch):
    class Cut(BaseException):
        pass

    def cut(register, _plan):
        register.rename(register.with_name("SEG.register.20261121-170000"))
        raise Cut

    restored = restoring.restore(house, backup, tmp_path / "back.register")
    lock(house)
    with monkeypatch.context() as patch:
        patch.setattr(stored, "_carry_out", cut)
        with pytest.raises(Cut):
            restoring.swap(house.folder, restored.folder, clock=clock)
    assert not house.folder.exists()
    assert registers_in(tmp_path) == [house.folder]
    assert at_the_door(house.folder).code == "SEG"
    assert not list(tmp_path.glob("*.swap"))


def test_who_is_no_director_puts_nothing_back(house, backup, tmp_path, clock):
    passphrase = accounts.add_person(house, StaffMember(id="teach", name="A teacher", roles=frozenset({"teacher"})))
    lock(house)
    with (
        open_register(house.folder, "teach", passphrase, clock=clock) as hers,
        pytest.raises(restoring.DirectorsPutBack),
    ):
        restoring.restore(hers, backup, tmp_path / "back.register")
    keys = unlock_keys(house.folder, "teach", passphrase, clock=clock)
    with pytest.raises(restoring.DirectorsPutBack):
        restoring.from_keys(keys, backup, tmp_path / "back.register", clock=clock)
    keys.wipe()
    assert not (tmp_path / "back.register").exists()


def test_history_names_who_put_it_back_and_not_who_opens_first(house, backup, tmp_path, clock):
    deputy = StaffMember(id="deputy", name="The deputy", roles=frozenset({"director"}))
    passphrase = accounts.add_person(house, deputy)
    folder = house.folder
    lock(house)
    with open_register(folder, "deputy", passphrase, clock=clock) as hers:
        later = making.make(hers, BackupReason.BY_HAND)
        (made,) = [one.backup for one in standing.backups(hers) if one.number == later.number]
        restored = restoring.restore(hers, made, tmp_path / "back.register")
    restoring.swap(folder, restored.folder, clock=clock)
    with reopened(folder, clock=clock) as register:
        (line,) = [line for line in Journal(register, Asked()).more() if line.action == standing.RESTORED]
        assert (line.who, line.about) == (register.who, "deputy")


@pytest.mark.parametrize("works", [0, 1], ids=["before the first folder moved", "between the two"])
def test_a_swap_that_was_told_as_failed_is_not_done_behind_the_work_of_the_day(
    house, backup, tmp_path, clock, monkeypatch, works
):
    """A file that is held open, or a disk that says no: she is told, and goes on working in the register that she has."""
    restored = restoring.restore(house, backup, restoring.folder_beside(house.folder))
    lock(house)
    rename, left = type(tmp_path).rename, iter(range(works))

    def refused(path, to):
        moves = path.parent == tmp_path and path != house.folder.with_name("SEG.register.20261121-170000")
        if moves and next(left, None) is None:
            raise PermissionError(13, "held open")
        return rename(path, to)

    with monkeypatch.context() as patch:
        patch.setattr(type(tmp_path), "rename", refused)
        with pytest.raises(CannotWriteThere):
            restoring.swap(house.folder, restored.folder, clock=clock)
    with reopened(house.folder, clock=clock) as register:
        assert len(register.find(Person)) == 2
    assert registers_in(tmp_path) == [house.folder]
    with reopened(house.folder, clock=clock) as register:
        assert len(register.find(Person)) == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["SEG.register"]


def test_a_swap_that_still_waits_when_somebody_comes_to_work_is_none_any_more(
    house, backup, tmp_path, clock, monkeypatch
):
    """The door could not end it, for the disk said no: what is entered from now on is not moved away later."""
    restored = restoring.restore(house, backup, restoring.folder_beside(house.folder))
    lock(house)
    with monkeypatch.context() as patch:
        patch.setattr(stored, "_carry_out", _no_power)
        with pytest.raises(KeyboardInterrupt):
            restoring.swap(house.folder, restored.folder, clock=clock)
    with reopened(house.folder, clock=clock) as register:
        register.save(*an_admission(given="Fanta", family="Coulibaly"), heed_findings=False)
    assert registers_in(tmp_path) == [house.folder]
    with reopened(house.folder, clock=clock) as register:
        assert len(register.find(Person)) == 3
    assert sorted(path.name for path in tmp_path.iterdir()) == ["SEG.register"]


def test_a_second_program_at_the_door_moves_no_register_that_is_open(house, backup, tmp_path, clock, monkeypatch):
    restored = restoring.restore(house, backup, tmp_path / "back.register")
    lock(house)
    with monkeypatch.context() as patch:
        patch.setattr(stored, "_carry_out", _no_power)
        with pytest.raises(KeyboardInterrupt):
            restoring.swap(house.folder, restored.folder, clock=clock)
    with RegisterLock(house.folder):
        registers_in(tmp_path)
        at_the_door(house.folder)
        assert restored.folder.is_dir()
    registers_in(tmp_path)
    assert not restored.folder.exists()


def _no_power(*_at):
    raise KeyboardInterrupt


def test_whom_a_backup_from_before_her_erasing_brings_back_is_told_by_check_until_she_is_erased_again(
    house, tmp_path, clock
):
    for code in ("SEG-16-0001", "SEG-16-0002"):  # so that whoever decides is there before the backup
        files.erase(house, files.gone(house, code=code))
    case = files.gone(house)
    making.make(house, BackupReason.BY_HAND)
    newest = max(standing.backups(house), key=lambda one: one.number).backup
    number = files.erase(house, case).certificate
    folder = house.folder
    for _ in range(2):  # a second restore still knows what the first one brought back
        restored = restoring.restore(house, newest, restoring.folder_beside(folder))
        lock(house)
        restoring.swap(folder, restored.folder, clock=clock)
        house = reopened(folder, clock=clock)
        (fault,) = integrity.check(house).faults
        assert (fault.message, fault.parts) == (come_back.CAME_BACK, {"number": number})
    files.erase(house, case)
    assert integrity.check(house).faults == ()
    house.close()
