"""Several people at one key file: who gets which key, what is taken back, what nobody can slip in by hand."""

import shutil
from dataclasses import replace

import pytest

from db import errors, rekeying
from db.connection import PAGE_BYTES, create_database, open_alone
from db.key_content import Argon2Cost
from db.key_file import read_key_file, write_key_file
from db.keys import create_keys, unlock
from db.open_keys import sealed
from tests.db.disks import files_that_may_not_grow, small_disk

CHEAP = Argon2Cost(memory_kib=8, passes=1, lanes=1)
AT = "2026-11-21T20:00:00"
DIRECTOR, NURSE, PSYCHOLOGIST, DEPUTY = "0192-awa", "0192-fanta", "0192-mariam", "0192-issa"
WORDS = "cheval rivière lampe grenier mouton"
SHUT_TO_ALL_BUT_HER = "notes"


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "Segou.register"
    made.mkdir()
    keys = create_keys(
        made,
        register_id="0192-register",
        kind="centre",
        code="SEG",
        name="Ségou",
        compartments=("centre", "identity", "care", "health"),
        person_id=DIRECTOR,
        person_name="Awa Diarra",
        roles=("director",),
        passphrase=WORDS,
        cost=CHEAP,
    )
    for name, key in keys.sqlcipher_keys().items():
        create_database(made / f"{name}.db", key, name)
    keys.wipe()
    return made


def let_in(folder, person=DIRECTOR, passphrase=WORDS):
    return unlock(read_key_file(folder), person, passphrase)


def add(keys, person, compartments, *, keeps_own=False, passphrase=WORDS, former=None):
    slot = keys.new_person(
        person,
        shown=person,
        roles=("nurse",),
        compartments=compartments,
        keeps_own=keeps_own,
        passphrase=passphrase,
        cost=CHEAP,
        former=former,
    )
    keys.put_person(slot, action="add_person", at=AT)


def test_somebody_added_opens_what_her_roles_need_and_nothing_else(folder):
    add(let_in(folder), NURSE, ("centre", "identity", "care", "health"))
    add(let_in(folder), PSYCHOLOGIST, ("centre", "care"))
    assert set(let_in(folder, NURSE).compartments) == {"centre", "identity", "care", "health"}
    assert set(let_in(folder, PSYCHOLOGIST).compartments) == {"centre", "care"}
    assert let_in(folder, NURSE).own_secrets == {}


def test_somebody_added_opens_with_the_same_keys_as_the_director(folder):
    add(let_in(folder), NURSE, ("centre", "health"))
    hers, the_directors = let_in(folder, NURSE).sqlcipher_keys(), let_in(folder).sqlcipher_keys()
    assert hers["health"] == the_directors["health"]


def test_whoever_is_added_must_change_the_passphrase_that_somebody_chose_for_her(folder):
    add(let_in(folder), NURSE, ("centre",))
    keys = let_in(folder, NURSE)
    assert keys.slot.must_change
    keys.change_passphrase(old=WORDS, new="une autre phrase secrète", cost=CHEAP, at=AT)
    assert not let_in(folder, NURSE, "une autre phrase secrète").slot.must_change


def test_a_compartment_without_a_key_gets_one_for_the_first_who_needs_it_and_the_director_never_holds_it(folder):
    keys = let_in(folder)
    add(keys, PSYCHOLOGIST, ("centre", "care", SHUT_TO_ALL_BUT_HER))
    assert SHUT_TO_ALL_BUT_HER not in keys.compartments
    assert SHUT_TO_ALL_BUT_HER not in let_in(folder).compartments
    assert SHUT_TO_ALL_BUT_HER in let_in(folder, PSYCHOLOGIST).compartments


def test_a_key_that_the_director_does_not_hold_is_handed_on_by_the_next_who_does(folder):
    add(let_in(folder), PSYCHOLOGIST, ("centre", SHUT_TO_ALL_BUT_HER))
    add(let_in(folder), NURSE, ("centre", SHUT_TO_ALL_BUT_HER))
    assert SHUT_TO_ALL_BUT_HER not in let_in(folder, NURSE).compartments
    let_in(folder, PSYCHOLOGIST).hand_out()
    key = let_in(folder, NURSE).compartment(SHUT_TO_ALL_BUT_HER)
    assert key.raw == let_in(folder, PSYCHOLOGIST).compartment(SHUT_TO_ALL_BUT_HER).raw


def test_only_the_director_or_her_deputy_says_who_may_open_what(folder):
    add(let_in(folder), NURSE, ("centre",))
    with pytest.raises(errors.NotTheAuthority):
        add(let_in(folder, NURSE), PSYCHOLOGIST, ("centre",))


def test_a_deputy_does_all_that_the_director_does(folder):
    add(let_in(folder), DEPUTY, ("centre", "care"), keeps_own=True)
    add(let_in(folder, DEPUTY), NURSE, ("centre",))
    assert let_in(folder, NURSE).slot.id == NURSE


def test_a_suspended_person_does_not_get_in_until_she_is_let_in_again(folder):
    keys = let_in(folder)
    add(keys, NURSE, ("centre", "health"))
    slot = keys.key_file.person(NURSE)
    keys.put_person(replace(slot, is_suspended=True), action="suspend", at=AT)
    with pytest.raises(errors.UnknownPerson):
        let_in(folder, NURSE)
    keys.put_person(replace(slot, is_suspended=False), action="unsuspend", at=AT)
    assert set(let_in(folder, NURSE).compartments) == {"centre", "health"}


# --- by hand -------------------------------------------------------------------------------------------------------


def slipped_in(folder, change):
    """Change the file as an educator would who has the common key and knows the format: well formed and sealed."""
    keys = let_in(folder, NURSE)
    write_key_file(folder, sealed(change(keys.key_file.content), keys.compartment("centre").raw))


def test_a_public_key_put_in_by_hand_under_the_directors_name_is_never_wrapped_to(folder):
    add(let_in(folder), NURSE, ("centre",))
    stranger = let_in(folder, NURSE).new_person(
        "0192-x", shown="Awa Diarra", roles=("director",), compartments=("centre", "care"), keeps_own=True,
        passphrase=WORDS, cost=CHEAP,
    )  # fmt: skip
    slipped_in(folder, lambda content: replace(content, people=(*content.people, stranger)))
    let_in(folder).hand_out()
    put_in = next(person for person in read_key_file(folder).content.people if person.id == "0192-x")
    assert (put_in.wrapped, put_in.own) == ({}, {})
    with pytest.raises(errors.KeyFileAltered):
        let_in(folder, "0192-x")


@pytest.mark.parametrize("said", [{"compartments": ("centre", "care", "health")}, {"keeps_own": True}])
def test_nobody_gives_herself_more_by_writing_it_into_her_slot(folder, said):
    add(let_in(folder), NURSE, ("centre",))
    slipped_in(
        folder,
        lambda content: replace(
            content, people=tuple(replace(one, **said) if one.id == NURSE else one for one in content.people)
        ),
    )
    let_in(folder).hand_out()
    with pytest.raises(errors.KeyFileAltered):
        let_in(folder, NURSE)


def test_an_authority_that_nobody_before_it_signed_is_not_believed(folder):
    add(let_in(folder), NURSE, ("centre",))
    slipped_in(folder, lambda content: replace(content, authority=replace(content.authority, first=bytes(32))))
    with pytest.raises(errors.KeyFileAltered):
        let_in(folder, NURSE)


# --- taking keys back ----------------------------------------------------------------------------------------------


def revoke(folder, person, *, by=DIRECTOR, own=None):
    keys = let_in(folder, by)
    slot = next(one for one in keys.key_file.content.people if one.id == person)
    gone = replace(slot, passphrase=None, compartments=(), keeps_own=False, roles=())
    keys.take_back(gone, slot.compartments, own=own, action="revoke", at=AT)
    rekeying.finish(folder, keys)
    return keys


def opens(folder, keys):
    """Return the compartments whose databases open with these keys."""
    found = set()
    for name, key in keys.sqlcipher_keys().items():
        try:
            open_alone(folder / f"{name}.db", key, name).close()
        except errors.StorageError:
            continue
        found.add(name)
    return found


def test_what_somebody_revoked_has_kept_opens_nothing_of_todays_register(folder):
    add(let_in(folder), NURSE, ("centre", "care", "health"))
    kept = let_in(folder, NURSE)
    assert opens(folder, kept) == {"centre", "care", "health"}
    revoke(folder, NURSE)
    assert opens(folder, kept) == set()
    with pytest.raises(errors.UnknownPerson):
        let_in(folder, NURSE)


def test_after_a_revocation_the_others_open_what_they_opened_before(folder):
    add(let_in(folder), NURSE, ("centre", "care", "health"))
    add(let_in(folder), PSYCHOLOGIST, ("centre", "care"))
    revoke(folder, NURSE)
    assert opens(folder, let_in(folder)) == {"centre", "identity", "care", "health"}
    assert opens(folder, let_in(folder, PSYCHOLOGIST)) == {"centre", "care"}


def test_a_key_that_the_director_does_not_hold_is_changed_by_the_next_who_does(folder):
    add(let_in(folder), PSYCHOLOGIST, ("centre", SHUT_TO_ALL_BUT_HER))
    keys = let_in(folder, PSYCHOLOGIST)
    create_database(folder / "notes.db", keys.sqlcipher_keys()["notes"], "notes")
    add(let_in(folder), NURSE, ("centre", SHUT_TO_ALL_BUT_HER))
    keys = let_in(folder, PSYCHOLOGIST)
    keys.hand_out()
    kept = let_in(folder, NURSE)
    revoke(folder, NURSE)
    keys = let_in(folder, PSYCHOLOGIST)
    assert rekeying.is_pending(keys)
    rekeying.finish(folder, keys)
    assert opens(folder, keys) == {"centre", "notes"}
    assert opens(folder, kept) == set()


def test_a_letter_sealed_before_the_keys_were_changed_still_opens(folder):
    add(let_in(folder), NURSE, ("centre", "health"))
    letter = let_in(folder, NURSE).seal("care", b"what she saw")
    revoke(folder, NURSE)
    add(let_in(folder), "0192-b", ("centre", "care"))
    revoke(folder, "0192-b")
    assert let_in(folder).open_sealed("care", letter) == b"what she saw"


def test_what_a_director_who_left_has_kept_is_not_believed_any_more(folder):
    add(let_in(folder), DEPUTY, ("centre", "care", "identity", "health"), keeps_own=True)
    add(let_in(folder), NURSE, ("centre",))
    kept = let_in(folder, DEPUTY)
    revoke(folder, DEPUTY, own={"signing": ("00", b"x" * 32)})
    assert let_in(folder, NURSE).key_file.content.authority.later
    assert let_in(folder).authority.private_bytes_raw() != kept.authority.private_bytes_raw()
    assert opens(folder, kept) == set()


def test_a_change_of_keys_that_was_cut_short_is_finished_by_whoever_opens_next(folder):
    add(let_in(folder), NURSE, ("centre", "care", "health"))
    keys = let_in(folder)
    slot = keys.key_file.person(NURSE)
    gone = replace(slot, passphrase=None, compartments=())
    keys.take_back(gone, slot.compartments, action="revoke", at=AT)
    # the power goes here; and once more when one database of the three is done
    opened = let_in(folder)
    generations = opened.ring.all_of("care")
    rekeying.bring_over(folder / "care.db", generations, "care")
    again = let_in(folder)
    rekeying.finish(folder, again)
    assert opens(folder, let_in(folder)) == {"centre", "identity", "care", "health"}
    assert not rekeying.is_pending(let_in(folder))


def begun(folder):
    """Begin to change the key of care, and return the keys that can finish it."""
    keys = let_in(folder)
    keys.take_back(keys.slot, ["care"], action="revoke", at=AT)
    return keys


def test_a_disk_without_room_for_a_change_of_keys_is_said_to_be_full_and_the_change_waits(folder, tmp_path):
    (tmp_path / "disk").mkdir()
    with small_disk(tmp_path / "disk", kib=4_096) as disk:
        register = shutil.copytree(folder, disk / "Segou.register")
        keys, ballast = begun(register), disk / "film.avi"
        ballast.write_bytes(bytes(shutil.disk_usage(disk).free - 64 * 1024))
        with pytest.raises(errors.DiskFull):
            rekeying.finish(register, keys)
        ballast.unlink()
        rekeying.finish(register, let_in(register))
        assert opens(register, let_in(register)) == {"centre", "identity", "care", "health"}


def test_a_disk_that_fails_while_keys_are_changed_is_said_and_the_change_waits(folder):
    keys = begun(folder)
    with files_that_may_not_grow(64 * 1024), pytest.raises(errors.DiskFailing):
        rekeying.finish(folder, keys)
    rekeying.finish(folder, let_in(folder))
    assert opens(folder, let_in(folder)) == {"centre", "identity", "care", "health"}


def test_a_damaged_page_that_a_change_of_keys_meets_is_said_to_be_damage(folder):
    keys, path = begun(folder), folder / "care.db"
    content = bytearray(path.read_bytes())
    content[10 * PAGE_BYTES : 11 * PAGE_BYTES] = bytes(PAGE_BYTES)
    path.write_bytes(content)
    with pytest.raises(errors.DamagedCompartment) as problem:
        rekeying.finish(folder, keys)
    assert problem.value.compartment == "care"
    assert path.read_bytes() == content


@pytest.mark.parametrize("first_spoilt_page", [0, 10])
def test_a_damaged_backup_keeps_nobody_out_when_keys_are_changed(folder, first_spoilt_page):
    spoilt, sound = (folder / "backups" / day for day in ("2026-11-20", "2026-11-21"))
    for backup in (spoilt, sound):
        backup.mkdir(parents=True)
        shutil.copy(folder / "care.db", backup)
    with (spoilt / "care.db").open("r+b") as file:
        file.seek(first_spoilt_page * PAGE_BYTES)
        file.write(bytes(PAGE_BYTES))
    before = (spoilt / "care.db").read_bytes()
    rekeying.finish(folder, begun(folder))
    assert opens(folder, let_in(folder)) == {"centre", "identity", "care", "health"}
    assert not rekeying.is_pending(let_in(folder))
    open_alone(sound / "care.db", let_in(folder).sqlcipher_keys()["care"], "care").close()
    assert (spoilt / "care.db").read_bytes() == before


def test_what_was_done_to_keys_is_remembered_until_history_has_been_told(folder):
    add(let_in(folder), NURSE, ("centre",))
    revoke(folder, NURSE)
    acts = [(act.action, act.person, act.by) for act in read_key_file(folder).content.acts]
    assert acts == [("add_person", NURSE, DIRECTOR), ("revoke", NURSE, DIRECTOR)]


def test_the_public_keys_of_whoever_was_reset_still_prove_what_she_wrote_before(folder):
    add(let_in(folder), NURSE, ("centre",))
    first = let_in(folder, NURSE).public_signing_key
    keys = let_in(folder)
    add(keys, NURSE, ("centre",), passphrase="une autre phrase secrète", former=keys.key_file.person(NURSE))
    second = let_in(folder, NURSE, "une autre phrase secrète").public_signing_key
    assert let_in(folder).trusted_signing_keys[NURSE] == (second, first)
