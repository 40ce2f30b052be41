"""Making backups, listing them, and looking at them."""

import random
import re
import shutil
from collections import namedtuple
from contextlib import closing, suppress
from dataclasses import replace

import pytest

from centre_app import accounts
from centre_app.ids import new_id
from centre_app.records import Bed, Person, StaffMember
from db import backup_checks, backup_manifest, backups, connection, errors, integrity, key_file, recovery, room, taking
from db.vault import Vault
from tests.makers import a_person, a_register, an_admission, reopened, reopened_without

AT, LATER = "2026-11-21T09:00:00", "2026-11-22T09:00:00"


def made(register, *, at=AT, told=backup_checks.nobody):
    return taking.make(register.folder, register.keys, reason="by_hand", at=at, told=told)


def verified(register, backup):
    return backup_checks.verify(backup, register.keys.ring, at=LATER)


def keys_of(register):
    return dict(register.keys.ring.present)


def rows_of(vault, table):
    return list(integrity.rows_of(vault, table))


@pytest.fixture
def house(register):
    """A register with somebody in it."""
    register.save(*an_admission())
    return register


def test_a_backup_holds_every_compartment_as_it_stood_and_the_key_file(house):
    backup = made(house)
    assert sorted(path.name for path in backup.folder.iterdir()) == sorted(
        ["backup.json", "keys.json", *(f"{name}.db" for name in house.vault.compartments)]
    )
    said = backups.inside(backup, house.keys.ring)
    assert (said.reason, said.is_verified, said.waiting) == ("by_hand", True, ())
    for name, copied in said.compartments.items():
        seq, head = (
            house.vault.ask(f"SELECT seq, hash FROM {house.vault.schema_name(name)}.history ORDER BY seq DESC")[0]
            if copied.contents.seq
            else (0, bytes(32))
        )
        assert (copied.contents.seq, copied.contents.head) == (seq, head)
    assert said.compartments["care"].contents.rows["persons"] == 1
    (house.folder / "there").mkdir()
    for path in backup.folder.glob("*.db"):
        shutil.copy(path, house.folder / "there")
    with Vault(house.folder / "there", house.keys.sqlcipher_keys()) as vault:
        for table in ("persons", "person_names", "case_files", "stays", "history"):
            place = "care.history" if table == "history" else house.vault.place_of(table)
            order = "SELECT * FROM {} ORDER BY 1"
            assert [tuple(row) for row in vault.ask(order.format(place))] == [
                tuple(row) for row in house.vault.ask(order.format(place))
            ]


def test_names_sort_as_backups_were_made_whatever_the_clock_says(house):
    moments = ("2026-11-21T09:00:00", "2017-01-01T00:00:03", "2099-12-31T23:59:59")
    names = [made(house, at=at).folder.name for at in moments]
    assert names == ["000001-20261121-090000", "000002-20170101-000003", "000003-20991231-235959"] == sorted(names)
    assert [backup.number for backup in backups.listed(house.folder / "backups")] == [1, 2, 3]
    assert taking.make(house.folder, house.keys, reason="by_hand", at=AT, at_least=1000).number == 1000


def test_a_folder_with_a_number_that_nobody_reaches_does_not_lift_those_that_come(house):
    (backups.folder_of(house.folder) / "999999999-20261122-100512").mkdir()
    (backups.folder_of(house.folder) / "1000000000-20261122-100512").mkdir()
    first, second = made(house), made(house)
    assert (first.number, second.number) == (1, 2)
    assert [one.number for one in backups.listed(house.folder / backups.BACKUPS)] == [1, 2]


def test_a_backup_tells_a_finder_sizes_dates_and_the_code_and_no_name_or_number_of_rows(house):
    backup = made(house)
    clear = (backup.folder / "backup.json").read_text(encoding="utf-8")
    assert '"code":"SEG"' in clear
    assert not re.search("persons|by_hand|Kadidia|centres", clear)
    for path in backup.folder.glob("*.db"):
        assert not path.read_bytes().startswith(b"SQLite format 3")
    assert all(person.passphrase is None for person in backups.keys_of(backup).content.people)


def test_no_other_key_opens_any_file_of_a_backup(house):
    """`VACUUM INTO` on an attached database would write health data under the key that everybody has."""
    backup, keys = made(house), keys_of(house)
    strange = b"x'" + b"7c" * 48 + b"'"
    for name in keys:
        path = backup.file(f"{name}.db")
        backup_checks.look_into(path, keys[name], lambda: None)
        wrong = [key.sqlcipher for other, key in keys.items() if other != name]
        for key in (*wrong, strange, b"x'" + keys[name].raw.hex().encode() + b"00" * 15 + b"01'"):
            if key[2:66] == keys[name].raw.hex().encode():
                continue  # the salt of a file is the one that it bears, whatever is given
            with pytest.raises(errors.DamagedCompartment), closing(connection.open_alone(path, key, name)):
                pass


@pytest.mark.parametrize("spoil", ["gone", "cut", "longer", "no manifest", "cut manifest", "renamed"])
def test_a_backup_that_is_cut_or_torn_is_not_listed(house, spoil):
    backup = made(house)
    victim, manifest = backup.file("care.db"), backup.file("backup.json")
    match spoil:
        case "gone":
            victim.unlink()
        case "cut":
            victim.write_bytes(victim.read_bytes()[:-4096])
        case "longer":
            victim.write_bytes(victim.read_bytes() + bytes(4096))
        case "no manifest":
            manifest.unlink()
        case "cut manifest":
            manifest.write_bytes(manifest.read_bytes()[:-9])
        case "renamed":
            backup.folder.rename(backup.folder.with_name(f"{backup.folder.name}.unfinished"))
    assert backups.listed(house.folder / "backups") == []
    assert made(house).number == (1 if spoil == "renamed" else 2)  # what is unfinished is swept


def test_one_bit_anywhere_is_found_without_a_key_and_with_one(house):
    backup, chance = made(house), random.Random(20261122)
    for path in sorted(backup.folder.iterdir()):
        whole = path.read_bytes()
        spoilt = bytearray(whole)
        spoilt[chance.randrange(len(spoilt))] ^= 1 << chance.randrange(8)
        path.write_bytes(spoilt)
        there = backups.listed(house.folder / "backups")
        assert not any(backups.bytes_hold(one) for one in there), path.name
        with suppress(errors.BackupDamaged):
            assert not any(verified(house, one).is_sound for one in there), path.name
        path.write_bytes(whole)
    assert verified(house, backup).is_sound


def test_a_journal_that_somebody_put_beside_a_copy_is_never_played_back(house):
    backup = made(house)
    (backup.folder / "care.db-journal").write_bytes(bytes.fromhex("d9d505f920a163d7") + bytes(600))
    whole = backup.file("care.db").read_bytes()
    assert verified(house, backup).damaged == ("care",)
    assert backup.file("care.db").read_bytes() == whole


def test_a_manifest_that_somebody_wrote_anew_is_not_believed(house):
    backup = made(house)
    said = replace(backup.manifest, made_at=LATER)
    backup.file("backup.json").write_bytes(backup_manifest.to_bytes(said))
    (altered,) = backups.listed(house.folder / "backups")
    with pytest.raises(errors.BackupDamaged):
        backups.inside(altered, house.keys.ring)


def test_stopping_at_any_point_leaves_no_trace(house):
    class Stopped(Exception):
        pass

    steps = []
    made(house, told=lambda *step: steps.append(step))
    for stop_at in range(1, len(steps) + 1):
        told = []

        def tell(*step, told=told, stop_at=stop_at):
            told.append(step)
            if len(told) >= stop_at:
                raise Stopped

        with pytest.raises(Stopped):
            made(house, told=tell)
        assert [path.name for path in sorted((house.folder / "backups").iterdir())] == [
            "000001-20261121-090000",
            "keys.json",
        ]
    assert {step for step, _, _ in steps} == {"copying", "verifying", "keeping"}


def test_what_is_written_meanwhile_is_in_all_compartments_or_in_none(house):
    """Somebody saves while the copy of the first compartment stands already: it is copied again."""
    saved = []

    def work(step, done, total):
        if step == "copying" and len(saved) < 3 and done:
            saved.append(house.save(*an_admission(given=f"Awa {len(saved)}", family="Keita"), heed_findings=False))

    said = backups.inside(made(house, told=work), house.keys.ring)
    assert len(saved) == 3
    rows = {table: number for copied in said.compartments.values() for table, number in copied.contents.rows.items()}
    assert rows["persons"] == rows["person_names"] == rows["case_files"] == 4


def test_a_register_that_is_written_to_without_end_is_backed_up_all_the_same(house):
    beds = []

    def work(step, done, total):
        if step == "copying":
            with suppress(errors.RegisterBusy):
                house.vault.connection.execute("PRAGMA busy_timeout = 1")
                beds.append(house.save(Bed(room_id=new_id(), label=f"B{len(beds)}", kind="bed"), heed_findings=False))

    backup = made(house, told=lambda *step: suppressing(work, *step))
    assert verified(house, backup).is_sound
    assert len(beds) > 3


def suppressing(work, *step):
    from centre_app.problems import Problem

    with suppress(Problem):
        work(*step)


def test_leftovers_are_taken_away_and_the_register_folder_knows_of_nothing_else(house):
    left = house.folder / "backups" / "000007-20261101-000000.unfinished" / "000007-20261101-000000"
    left.mkdir(parents=True)
    (left / "care.db").write_bytes(b"half")
    assert made(house).number == 1
    assert sorted(path.name for path in (house.folder / "backups").iterdir()) == ["000001-20261121-090000", "keys.json"]


def test_two_at_once_do_not_take_each_other_for_leftovers(house):
    inner = []

    def meanwhile(step, done, total):
        if step == "verifying" and not inner:
            inner.append(made(house))

    outer = made(house, told=meanwhile)
    assert (outer.number, inner[0].number) == (1, 2)
    assert all(verified(house, backup).is_sound for backup in (outer, *inner))


def test_without_room_nothing_is_begun(house, monkeypatch):
    disk = namedtuple("Disk", "total used free")
    monkeypatch.setattr(room.shutil, "disk_usage", lambda folder: disk(10**12, 10**12 - 199_999_999, 199_999_999))
    with pytest.raises(errors.NotEnoughRoom) as found:
        made(house)
    assert found.value.free == 199_999_999 < found.value.needed
    assert not (house.folder / "backups").exists()


# --- what is shut ----------------------------------------------------------------------------------------------


def test_a_compartment_that_is_shut_waits_for_who_opens_it_and_is_known_again_by_its_bytes(house):
    other = reopened_without(house, "health", "protection")
    backup = made(other)
    assert backups.inside(backup, other.keys.ring).waiting == ("health", "protection")
    assert backup.file("health.db").read_bytes() == (other.folder / "health.db").read_bytes()
    assert verified(other, backup).waiting == ("health", "protection")
    other.close()
    with reopened(house.folder) as director:
        checked = verified(director, backup)
        assert (checked.is_sound, checked.waiting) == (True, ())
        backup = backups.read(backup.folder)
        assert backups.inside(backup, director.keys.ring).is_verified
        third = reopened_without(director, "health", "protection")
    again = made(third)
    assert backups.inside(again, third.keys.ring).is_verified
    third.close()


def test_a_shut_compartment_that_is_damaged_is_found_by_its_bytes(house):
    other = reopened_without(house, "health")
    backup = made(other)
    spoilt = bytearray(backup.file("health.db").read_bytes())
    spoilt[9000] ^= 1
    backup.file("health.db").write_bytes(spoilt)
    assert verified(other, backup).damaged == ("health",)
    other.close()


def test_while_a_save_stands_half_written_in_a_shut_compartment_nothing_is_copied(house):
    other = reopened_without(house, "health")
    (other.folder / "health.db-journal").write_bytes(b"what a power cut left")
    with pytest.raises(errors.UnfinishedSave):
        made(other)
    assert backups.listed(other.folder / "backups") == []
    (other.folder / "health.db-journal").write_bytes(b"")
    assert made(other).number == 1
    other.close()


# --- keys ------------------------------------------------------------------------------------------------------


def test_whoever_leaves_opens_no_backup_with_the_keys_she_had(house):
    accounts.add_person(house, StaffMember(id="nurse", name="Somebody", roles=frozenset({"nurse"})))
    backup = made(house)
    before = {name: replace(key, raw=bytearray(key.raw)) for name, key in keys_of(house).items()}
    accounts.revoke(house, "nurse")
    (backup,) = backups.listed(house.folder / "backups")
    assert backups.bytes_hold(backup)
    assert verified(house, backup).is_sound
    for name, copied in backups.inside(backup, house.keys.ring).compartments.items():
        if copied.generation == 1:
            continue
        with pytest.raises(errors.DamagedCompartment):
            backup_checks.look_into(backup.file(f"{name}.db"), before[name], lambda: None)
    assert backups.keys_of(backup).content.counter == house.keys.key_file.counter
    assert backups.inside(backup, house.keys.ring).compartments["health"].generation == 2


def test_a_power_cut_between_the_new_key_and_the_manifest_is_mended_by_the_next_look(house):
    accounts.add_person(house, StaffMember(id="nurse", name="Somebody", roles=frozenset({"nurse"})))
    backup = made(house)
    manifest = backup.file("backup.json").read_bytes()
    accounts.revoke(house, "nurse")
    backup.file("backup.json").write_bytes(manifest)
    (behind,) = backups.listed(house.folder / "backups")
    assert not backups.bytes_hold(behind)
    assert verified(house, behind).is_sound
    assert backups.bytes_hold(backups.read(behind.folder))


def test_an_old_recovery_sheet_opens_no_backup_beside_the_register(house):
    old, new = recovery.new_code(), recovery.new_code()
    recovery.put_paper(house.keys, old, at=AT)
    house.remember_key_file()
    backup = made(house)
    recovery.open_with_paper(backups.keys_of(backup), old).wipe()
    recovery.put_paper(house.keys, new, at=AT)
    house.remember_key_file()
    with pytest.raises(errors.WrongPaperCode):
        recovery.open_with_paper(backups.keys_of(backup), old)
    recovery.open_with_paper(backups.keys_of(backup), new).wipe()
    assert verified(house, backup).is_sound


def test_a_key_file_torn_in_both_copies_is_mended_from_the_third(house):
    made(house)
    content = house.keys.key_file.content
    house.close()
    for name in key_file.NAMES:
        (house.folder / name).write_bytes(b'{"format":1,')
    assert key_file.read_key_file(house.folder).content == content
    reopened(house.folder).close()
    assert (house.folder / "keys.json").read_bytes() == (house.folder / "backups" / "keys.json").read_bytes()
    for path in (house.folder / "keys.json", house.folder / "keys.json.2"):
        assert key_file.from_bytes(path.read_bytes()) == key_file.read_key_file(house.folder).content


def test_backups_that_are_moved_in_bring_no_keys_along(house):
    made(house)
    content = house.keys.key_file.content
    later = key_file.to_bytes(replace(content, counter=content.counter + 9))
    (house.folder / "backups" / "keys.json").write_bytes(later)
    assert key_file.read_key_file(house.folder).content == content
    house.close()
    reopened(house.folder).close()
    assert (house.folder / "backups" / "keys.json").read_bytes() != later  # put right when somebody unlocks


def test_another_registers_backup_is_not_taken_for_ones_own(house, tmp_path):
    with a_register(tmp_path, code="KAY") as other:
        other.save(a_person())
        theirs = made(other)
    shutil.copytree(theirs.folder, house.folder / "backups" / theirs.folder.name)
    register_id = house.keys.key_file.register.id
    assert backups.listed(house.folder / "backups", register_id=register_id) == []
    (stranger,) = backups.listed(house.folder / "backups")
    with pytest.raises(errors.BackupOfOtherKeys):
        backups.inside(stranger, house.keys.ring)
    assert house.find(Person)
