"""Whoever lost her keys opens nothing with the former ones: not what was set aside, nor a register that a restore kept."""

import shutil
from contextlib import closing

import pytest

from centre_app import accounts, recovery
from centre_app.backups import making, restoring, standing
from centre_app.choices.keys import BackupReason
from centre_app.damage import looking, putting_back
from centre_app.opening import open_register, unlock_keys
from centre_app.problems import NoSuchPerson
from centre_app.records import PersonName, StaffMember
from db import connection as connections
from db import kept_registers, set_aside
from db.errors import DoesNotOpen, StorageError
from tests.centre_app.damage.houses import a_house, keys_to, spoil
from tests.makers import DIRECTOR, PASSPHRASE, reopened

WHO = "somebody-else"
OTHER = "quatre mots et un autre encore"


def let_in(register, clock):
    """Let somebody in; return her passphrase, and her keys as a copy of them would stay after they were taken back."""
    member = StaffMember(id=WHO, name="Somebody", roles=frozenset({"case_manager"}))
    passphrase = accounts.add_person(register, member)
    return passphrase, unlock_keys(register.folder, WHO, passphrase, clock=clock)


def opens(path, key):
    try:
        with closing(connections.open_alone(path, key.sqlcipher, key.name)):
            return True
    except (StorageError, FileNotFoundError):
        return False


@pytest.mark.parametrize("is_damaged", [True, False])
def test_what_was_set_aside_is_shut_to_former_keys_and_open_to_those_of_today(tmp_path, clock, is_damaged):
    register = a_house(tmp_path, clock)
    _, former = let_in(register, clock)
    folder = register.folder
    register.close()
    whole = (folder / "care.db").read_bytes()
    spoil(folder)
    keys = keys_to(folder)
    aside = putting_back.put_back(folder, keys, looking.way_back(folder, keys, ["care"]))
    if not is_damaged:
        (aside / "care.db").write_bytes(whole)
    found_before, found_file = set_aside.open_found(aside / "care.found", former.ring), (aside / "care.db").read_bytes()
    with reopened(folder, clock=clock) as director:
        accounts.revoke(director, WHO)
        ring = director.keys.ring
        assert set_aside.open_found(aside / "care.found", ring) == found_before
        with pytest.raises(DoesNotOpen):
            set_aside.open_found(aside / "care.found", former.ring)
        assert not opens(aside / "care.db", former.ring.newest("care"))
        if is_damaged:
            boxes = sorted(aside.glob("care.db-*"))
            assert b"".join(set_aside.open_found(box, ring) for box in boxes) == found_file
            assert not (aside / "care.db").exists()
        else:
            assert opens(aside / "care.db", ring.newest("care"))


def test_a_register_that_a_restore_has_kept_is_opened_by_no_passphrase_and_follows_the_keys(tmp_path, clock):
    register = a_house(tmp_path, clock)
    passphrase, former = let_in(register, clock)
    folder = register.folder
    making.make(register, BackupReason.BY_HAND)
    newest = standing.backups(register)[0].backup
    restored = restoring.restore(register, newest, tmp_path / "back.register")
    register.close()
    kept = restoring.swap(folder, restored.folder, clock=clock)
    assert not (folder / kept_registers.WITHOUT_PASSPHRASES).exists()
    for person, words in ((WHO, passphrase), (DIRECTOR, PASSPHRASE)):
        with pytest.raises(NoSuchPerson):
            open_register(kept, person, words, clock=clock)
    assert opens(kept / "care.db", former.ring.newest("care"))
    with reopened(folder, clock=clock) as director:
        accounts.revoke(director, WHO)
        assert not opens(kept / "care.db", former.ring.newest("care"))
        assert opens(kept / "care.db", director.keys.ring.newest("care"))
        assert (kept / "keys.json").read_bytes() == director.keys.key_file_for_a_backup()


@pytest.mark.parametrize("left", ["both copies", "the second copy"])
def test_a_kept_register_that_a_cut_left_open_is_shut_by_the_next_who_enters(tmp_path, clock, left):
    register = a_house(tmp_path, clock)
    passphrase, _ = let_in(register, clock)
    register.close()
    kept = register.folder.with_name(f"{register.folder.name}.20260101-100000")
    shutil.copytree(register.folder, kept)
    if left == "the second copy":
        (kept / "keys.json").unlink()
    open_register(register.folder, WHO, passphrase, clock=clock).close()
    for person, words in ((WHO, passphrase), (DIRECTOR, PASSPHRASE)):
        with pytest.raises(NoSuchPerson):
            open_register(kept, person, words, clock=clock)


def test_the_recovery_sheet_opens_a_register_that_was_kept(tmp_path, clock):
    register, sheet = a_house(tmp_path, clock), recovery.new_sheet()
    recovery.keep_sheet(register, sheet)
    making.make(register, BackupReason.BY_HAND)
    names = {name.id for name in register.find(PersonName)}
    restored = restoring.restore(register, standing.backups(register)[0].backup, tmp_path / "back.register")
    director = register.who
    register.close()
    kept = restoring.swap(register.folder, restored.folder, clock=clock)
    back = kept.rename(tmp_path / "kept.register")
    recovery.come_back_with_paper(back, director, sheet.code, passphrase=OTHER, sheet=recovery.new_sheet(), clock=clock)
    with open_register(back, DIRECTOR, OTHER, clock=clock) as again:
        assert {name.id for name in again.find(PersonName)} == names


def test_a_kept_register_of_other_keys_keeps_its_own_key_file(tmp_path, clock):
    register = a_house(tmp_path, clock)
    let_in(register, clock)
    folder = register.folder
    register.close()
    kept = folder.with_name(f"{folder.name}.20260101-100000")
    shutil.copytree(folder, kept)
    with reopened(kept, clock=clock) as other:  # on another laptop, where keys were changed
        accounts.revoke(other, WHO)
    before = (kept / "keys.json").read_bytes()
    reopened(folder, clock=clock).close()
    assert (kept / "keys.json").read_bytes() == before
