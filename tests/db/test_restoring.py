"""Putting a backup back: what stands in the new folder, what is refused, and a swap that a power cut may end anywhere."""

import random
import shutil
from functools import partial
from pathlib import Path

import pytest

from centre_app import accounts
from centre_app.records import Person, StaffMember
from db import backups, comparing, errors, kept_registers, key_file, restoring, taking
from db.vault import Vault
from tests.makers import a_bed, an_admission, reopened, reopened_without

AT = "2026-11-21T09:00:00"


def made(register):
    return taking.make(register.folder, register.keys, reason="by_hand", at=AT)


def brought(register, backup, to, **more):
    return restoring.bring(backup, to, content=register.keys.key_file.content, ring=register.keys.ring, at=AT, **more)


def compared(register, folder):
    with Vault(folder, register.keys.sqlcipher_keys()) as then:
        return comparing.difference(register.vault, then, own=register.centre_id)


@pytest.fixture
def house(register):
    register.save(*an_admission())
    return register


def test_every_row_of_a_backup_is_as_it_was(house, tmp_path):
    backup = made(house)
    assert brought(house, backup, tmp_path / "new").waiting == ()
    found = compared(house, tmp_path / "new")
    assert found.tables
    assert all(table.is_alike for table in found.tables)
    assert (found.lines_since, found.other_lines) == (0, ())


def test_what_came_since_is_told_by_table_and_line(house, tmp_path):
    backup = made(house)
    (person,) = house.find(Person)
    house.save(*an_admission(given="Awa", family="Keita"), heed_findings=False)
    house.save(person, action="save")
    brought(house, backup, tmp_path / "new")
    found = compared(house, tmp_path / "new")
    differs = {table.table: table for table in found.tables if not table.is_alike}
    assert set(differs) == {"persons", "person_names", "case_files", "intakes", "stays"}
    persons = differs["persons"]
    assert (persons.now, persons.then, persons.only_now, persons.changed, persons.altered) == (2, 1, 1, 1, 0)
    assert (found.lines[0].action, found.lines[0].record_table) == ("save", "persons")
    assert found.lines_since == len(found.lines) == 6


def test_a_row_that_differs_without_a_line_is_told_from_one_that_was_changed(house, tmp_path):
    backup = made(house)
    with house.vault.transaction():
        house.vault.connection.execute("UPDATE care.persons SET sex = 'male'")
    brought(house, backup, tmp_path / "new")
    (differs,) = [table for table in compared(house, tmp_path / "new").tables if not table.is_alike]
    assert (differs.table, differs.altered, differs.changed) == ("persons", 1, 0)


@pytest.mark.parametrize("name", ["centre.db", "care.db", "backup.json"])
def test_a_damaged_backup_is_refused_and_nothing_stays(house, tmp_path, name):
    backup, chance = made(house), random.Random(3)
    spoilt = bytearray(backup.file(name).read_bytes())
    spoilt[chance.randrange(len(spoilt))] ^= 4
    backup.file(name).write_bytes(spoilt)
    with pytest.raises(errors.BackupDamaged):
        brought(house, backups.read(backup.folder), tmp_path / "new")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["SEG.register"]


def test_what_stands_there_already_is_not_touched(house, tmp_path):
    backup = made(house)
    (tmp_path / "new").mkdir()
    with pytest.raises(errors.FileAlreadyThere):
        brought(house, backup, tmp_path / "new")
    assert list((tmp_path / "new").iterdir()) == []


def test_stopping_a_restore_at_any_point_leaves_no_trace(house, tmp_path):
    backup, steps = made(house), []
    brought(house, backup, tmp_path / "new", told=lambda *step: steps.append(step))
    shutil.rmtree(tmp_path / "new")
    for stop_at in range(len(steps)):
        left = iter(range(stop_at))
        with pytest.raises(StopIteration):
            brought(house, backup, tmp_path / "new", told=lambda *step, left=left: next(left))
        assert sorted(path.name for path in tmp_path.iterdir()) == ["SEG.register"]


def test_a_backup_of_before_a_change_of_keys_is_brought_to_the_keys_of_today(house, tmp_path):
    accounts.add_person(house, StaffMember(id="nurse", name="Somebody", roles=frozenset({"nurse"})))
    backup = made(house)
    shutil.copytree(backup.folder, tmp_path / "stick" / backup.folder.name)  # off the laptop it keeps its old keys
    accounts.revoke(house, "nurse")
    old = backups.read(tmp_path / "stick" / backup.folder.name)
    assert backups.inside(old, house.keys.ring).compartments["health"].generation == 1
    brought(house, old, tmp_path / "new")
    assert all(table.only_then == 0 for table in compared(house, tmp_path / "new").tables)
    house.close()
    with reopened(tmp_path / "new") as restored:
        assert len(restored.find(Person)) == 1


def test_a_compartment_that_nobody_present_opens_comes_to_the_keys_of_today_with_whoever_does(house, tmp_path):
    accounts.add_person(house, StaffMember(id="nurse", name="Somebody", roles=frozenset({"nurse"})))
    backup = made(house)
    shutil.copytree(backup.folder, tmp_path / "stick" / backup.folder.name)
    accounts.revoke(house, "nurse")
    old = backups.read(tmp_path / "stick" / backup.folder.name)
    without = reopened_without(house, "health")
    assert brought(without, old, tmp_path / "new").waiting == ("health",)
    without.close()
    with reopened(tmp_path / "new") as restored:
        assert "health" in restored.vault.compartments
    assert restoring.origin_of(tmp_path / "new") is None


# --- the swap --------------------------------------------------------------------------------------------------


@pytest.fixture
def both(house, tmp_path):
    """A register with a bed that its backup has not, and that backup in a folder beside it."""
    backup = made(house)
    house.save(a_bed(), heed_findings=False)
    shut = partial(kept_registers.leave_key_file, octets=house.keys.key_file_for_a_backup())
    brought(house, backup, tmp_path / "new.register", then=shut)
    house.close()
    return house.folder, tmp_path / "new.register"


def names(folder: Path):
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))


def beds_in(folder):
    with reopened(folder) as register:
        return register.vault.ask("SELECT count(*) FROM main.beds")[0][0]


def test_the_restored_register_takes_the_place_and_the_old_one_is_kept_with_its_day(both):
    register, restored = both
    kept = restoring.swap(register, restored, at="20261121-090000")
    assert kept == register.with_name("SEG.register.20261121-090000")
    assert names(register.parent) == ["SEG.register", "SEG.register.20261121-090000"]
    assert beds_in(register) == 0
    assert [backup.number for backup in backups.listed(register / "backups")] == [1]
    assert not (kept / "backups").exists()
    assert kept_registers.is_shut(kept)
    with reopened(register) as opened, Vault(kept, opened.keys.sqlcipher_keys()) as old:  # no passphrase opens it
        assert old.ask("SELECT count(*) FROM main.beds")[0][0] == 1


class Cut(BaseException):
    """The power is gone."""


def test_whatever_a_power_cut_leaves_of_a_swap_the_next_start_ends_it(both, monkeypatch, tmp_path):
    """Each of the three renames may be what did not happen any more."""
    register, restored = both
    template = tmp_path / "template"
    template.mkdir()
    for folder in both:
        shutil.copytree(folder, template / folder.name)
    rename = Path.rename
    for lives in range(4):
        for folder in [path for path in tmp_path.iterdir() if path != template]:
            shutil.rmtree(folder) if folder.is_dir() else folder.unlink()
        for folder in template.iterdir():
            shutil.copytree(folder, tmp_path / folder.name)
        left = iter(range(lives))

        def renamed(path, to, left=left):
            if next(left, None) is None:
                raise Cut
            return rename(path, to)

        with monkeypatch.context() as patch:
            patch.setattr(Path, "rename", renamed)
            try:
                restoring.swap(register, restored, at="20261121-090000")
            except Cut:
                assert lives < 3
        assert restoring.finish_swap(register) == (lives < 3)
        assert names(tmp_path) == ["SEG.register", "SEG.register.20261121-090000", "template"]
        assert names(register / "backups") == ["000001-20261121-090000", "keys.json"]
        assert not restoring.finish_swap(register)


@pytest.mark.parametrize("fails", ["the key file", "the folder of the backups"])
def test_a_disk_that_fails_behind_the_renames_undoes_nothing_and_the_next_start_ends_it(both, monkeypatch, fails):
    register, restored = both
    place, write, rename = register.parent, kept_registers.atomic_write, Path.rename

    def refused(path, *to):
        if path.name in ("keys.json", "backups"):
            raise errors.DiskFull if fails == "the key file" else OSError(5, "made to fail")
        return write(path, *to) if fails == "the key file" else rename(path, *to)

    with monkeypatch.context() as patch:
        if fails == "the key file":
            patch.setattr(kept_registers, "atomic_write", refused)
        else:
            patch.setattr(Path, "rename", refused)
        kept = restoring.swap(register, restored, at="20261121-090000")
        assert names(place) == ["SEG.register", "SEG.register.20261121-090000", "SEG.register.swap"]
        assert not kept_registers.is_shut(kept)
    assert restoring.finish_swap(register)
    assert names(place) == ["SEG.register", "SEG.register.20261121-090000"]
    assert kept_registers.is_shut(kept)
    assert beds_in(register) == 0


def test_a_plan_that_names_another_folder_of_the_disk_is_none(both, tmp_path):
    register, _ = both
    (tmp_path / "SEG.register.swap").write_bytes(b'{"new":"../elsewhere","old":"x"}')
    assert not restoring.finish_swap(register)
    assert register.is_dir()


def test_a_register_that_is_open_is_not_swapped(both):
    register, restored = both
    with reopened(register), pytest.raises(errors.RegisterBusy):
        restoring.swap(register, restored, at="20261121-090000")
    assert names(register.parent) == ["SEG.register", "new.register"]


def test_the_key_file_of_a_restored_register_is_the_one_of_today(both):
    register, restored = both
    assert key_file.read_key_file(restored).content == key_file.read_key_file(register).content
