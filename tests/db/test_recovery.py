"""The ways back in: a code on paper, headquarters; and that each ends with keys that nobody had before."""

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from db import errors, recovery, rekeying
from db.key_file import read_key_file
from tests.db.test_people_and_keys import (
    AT,
    CHEAP,
    DIRECTOR,
    NURSE,
    PSYCHOLOGIST,
    WORDS,
    add,
    create_database,
    folder,
    let_in,
    opens,
)

__all__ = ["folder"]  # the fixture
NEW = "une autre phrase secrète"


def with_paper(folder):
    code = recovery.new_code()
    recovery.put_paper(let_in(folder), code, at=AT)
    return code


def come_back(folder, code, *, person=DIRECTOR, sheet=None):
    key_file = read_key_file(folder)
    keys = recovery.come_back(
        key_file,
        recovery.open_with_paper(key_file, code),
        person,
        NEW,
        cost=CHEAP,
        sheet=sheet or recovery.new_code(),
        action="recover_paper",
        at=AT,
    )
    rekeying.finish(folder, keys)


# --- the code ------------------------------------------------------------------------------------------------------


def test_a_code_is_seven_groups_of_four_signs_that_no_hand_confuses():
    code = recovery.new_code()
    assert [len(group) for group in code.split("-")] == [4] * 7
    assert not set(code) & set("ILOU")


@given(st.sampled_from([str.lower, lambda code: code.replace("-", " "), lambda code: code.replace("0", "o")]))
def test_a_code_is_read_however_it_is_typed(typed):
    code = recovery.new_code()
    assert recovery.read_code(typed(code)) == recovery.read_code(code)


@pytest.mark.parametrize("place", range(28))
def test_a_sign_typed_wrong_is_noticed_before_anything_is_tried(place):
    signs = "00000000000000000000000000" + recovery._check_of(bytes(16))
    assert recovery.read_code(signs) == bytes(16)
    other = "1" if signs[place] != "1" else "2"
    with pytest.raises(errors.NotAPaperCode):
        recovery.read_code(signs[:place] + other + signs[place + 1 :])


@pytest.mark.parametrize("typed", ["", "ABCD", "U" * 28, "é" * 28, "Z" * 28, "\ud800" * 28])
def test_what_is_no_code_is_said_so(typed):
    with pytest.raises(errors.NotAPaperCode):
        recovery.read_code(typed)


# --- paper ---------------------------------------------------------------------------------------------------------


def test_the_code_on_paper_opens_every_compartment_also_the_one_the_director_does_not(folder):
    code = with_paper(folder)
    add(let_in(folder), PSYCHOLOGIST, ("centre", "notes"))
    ring = recovery.open_with_paper(read_key_file(folder), code)
    assert set(ring.present) == {"centre", "identity", "care", "health", "notes"}


def test_opening_with_the_paper_changes_nothing(folder):
    code = with_paper(folder)
    before = (folder / "keys.json").read_bytes()
    recovery.open_with_paper(read_key_file(folder), code)
    assert (folder / "keys.json").read_bytes() == before


def test_another_code_does_not_open(folder):
    with_paper(folder)
    with pytest.raises(errors.WrongPaperCode):
        recovery.open_with_paper(read_key_file(folder), recovery.new_code())


def test_where_no_sheet_was_made_it_is_said_so(folder):
    with pytest.raises(errors.NoWayToRecover):
        recovery.open_with_paper(read_key_file(folder), recovery.new_code())


def test_a_new_sheet_ends_the_former_one(folder):
    code = with_paper(folder)
    with_paper(folder)
    with pytest.raises(errors.WrongPaperCode):
        recovery.open_with_paper(read_key_file(folder), code)


def test_the_director_comes_back_with_the_paper_and_nothing_that_was_found_opens_any_more(folder):
    code = with_paper(folder)
    add(let_in(folder), NURSE, ("centre", "health"))
    kept = let_in(folder)
    old_file = read_key_file(folder)
    come_back(folder, code)
    assert opens(folder, let_in(folder, passphrase=NEW)) == {"centre", "identity", "care", "health"}
    assert opens(folder, let_in(folder, NURSE)) == {"centre", "health"}
    assert opens(folder, kept) == set()
    with pytest.raises(errors.WrongPassphrase):
        let_in(folder)
    with pytest.raises(errors.WrongPaperCode):
        recovery.open_with_paper(read_key_file(folder), code)
    found = recovery.open_with_paper(old_file, code)
    assert not any(key.raw == let_in(folder, passphrase=NEW).compartments[name].raw
                   for name, key in found.present.items() if name != "notes")  # fmt: skip


def test_the_new_sheet_opens_after_a_recovery(folder):
    code, sheet = with_paper(folder), recovery.new_code()
    come_back(folder, code, sheet=sheet)
    assert recovery.open_with_paper(read_key_file(folder), sheet).authority


def test_the_paper_changes_the_key_of_the_notes_too_which_the_director_never_holds(folder):
    code = with_paper(folder)
    add(let_in(folder), PSYCHOLOGIST, ("centre", "notes"))
    kept = let_in(folder, PSYCHOLOGIST)
    create_database(folder / "notes.db", kept.sqlcipher_keys()["notes"], "notes")
    come_back(folder, code)
    assert opens(folder, kept) == set()
    assert opens(folder, let_in(folder, PSYCHOLOGIST)) == {"centre", "notes"}
    assert "notes" not in let_in(folder, passphrase=NEW).compartments


def test_only_a_director_comes_back_with_the_paper(folder):
    code = with_paper(folder)
    add(let_in(folder), NURSE, ("centre",))
    with pytest.raises(errors.NotTheAuthority):
        come_back(folder, code, person=NURSE)


def test_what_the_director_wrote_before_is_still_proven(folder):
    code = with_paper(folder)
    before = let_in(folder).public_signing_key
    come_back(folder, code)
    assert before in let_in(folder, passphrase=NEW).trusted_signing_keys[DIRECTOR]


# --- headquarters --------------------------------------------------------------------------------------------------


@pytest.fixture
def offline():
    return [X25519PrivateKey.generate(), X25519PrivateKey.generate()]


def raw(keys):
    return [key.private_bytes_raw() for key in keys]


def with_headquarters(folder, offline):
    recovery.put_headquarters(let_in(folder), [key.public_key().public_bytes_raw() for key in offline], at=AT)


@pytest.mark.parametrize("which", [0, 1])
def test_headquarters_lets_a_director_in_again_with_either_of_its_keys(folder, offline, which):
    with_headquarters(folder, offline)
    kept = let_in(folder)
    key_file = read_key_file(folder)
    pending = recovery.make_request(key_file, DIRECTOR, NEW, CHEAP)
    request = recovery.read(recovery.Request, recovery.to_bytes(pending.request))
    answer = recovery.read(
        recovery.Answer, recovery.to_bytes(recovery.answer(request, raw(offline)[which : which + 1]))
    )
    pending = recovery.read(recovery.Pending, recovery.to_bytes(pending))
    ring, private = recovery.open_answer(key_file, pending, NEW, answer)
    keys = recovery.come_back(
        key_file, ring, DIRECTOR, NEW, cost=CHEAP, sheet=recovery.new_code(), action="recover", at=AT, private=private
    )
    rekeying.finish(folder, keys)
    assert opens(folder, let_in(folder, passphrase=NEW)) == {"centre", "identity", "care", "health"}
    assert opens(folder, kept) == set()


def test_the_key_of_somebody_else_answers_nothing(folder, offline):
    with_headquarters(folder, offline)
    request = recovery.make_request(read_key_file(folder), DIRECTOR, NEW, CHEAP).request
    with pytest.raises(errors.NoWayToRecover):
        recovery.answer(request, raw([X25519PrivateKey.generate()]))


def test_the_answer_to_another_request_is_refused(folder, offline):
    with_headquarters(folder, offline)
    key_file = read_key_file(folder)
    first, second = (recovery.make_request(key_file, DIRECTOR, NEW, CHEAP) for _ in range(2))
    with pytest.raises(errors.NoWayToRecover):
        recovery.open_answer(key_file, first, NEW, recovery.answer(second.request, raw(offline)))


def test_an_answer_needs_the_passphrase_that_was_chosen_with_the_request(folder, offline):
    with_headquarters(folder, offline)
    key_file = read_key_file(folder)
    pending = recovery.make_request(key_file, DIRECTOR, NEW, CHEAP)
    with pytest.raises(errors.WrongPassphrase):
        recovery.open_answer(key_file, pending, WORDS, recovery.answer(pending.request, raw(offline)))


@pytest.mark.parametrize("octets", [b"", b"{}", b"[]", b"\xff", b'{"what":"recovery_answer"}'])
def test_a_file_that_is_none_of_these_is_refused(octets):
    for kind in (recovery.Request, recovery.Answer, recovery.Pending):
        with pytest.raises(errors.NoWayToRecover):
            recovery.read(kind, octets)


# --- who can be let in -------------------------------------------------------------------------------------------------


def test_only_those_who_keep_the_registers_own_keys_can_be_let_in(folder):
    with_paper(folder)
    add(let_in(folder), NURSE, ("centre",))
    assert [one.id for one in recovery.keepers(read_key_file(folder))] == [DIRECTOR]


def test_in_the_key_file_of_a_backup_nobody_has_a_passphrase_and_the_sheet_opens_it_all_the_same(folder):
    code = with_paper(folder)
    kept = let_in(folder).key_file_for_a_backup()
    for name in ("keys.json", "keys.json.2"):
        (folder / name).write_bytes(kept)
    assert read_key_file(folder).people == ()
    come_back(folder, code)
    assert opens(folder, let_in(folder, passphrase=NEW)) == {"centre", "identity", "care", "health"}


def test_a_key_file_that_was_taken_away_is_told_from_a_folder_that_never_was_a_register(folder, tmp_path):
    for name in ("keys.json", "keys.json.2"):
        (folder / name).unlink()
    with pytest.raises(errors.KeyFileGone):
        read_key_file(folder)
    (tmp_path / "empty").mkdir()
    with pytest.raises(errors.KeyFileMissing) as missing:
        read_key_file(tmp_path / "empty")
    assert not isinstance(missing.value, errors.KeyFileGone)
