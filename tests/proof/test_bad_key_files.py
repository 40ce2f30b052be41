"""Key files as a thief, a clumsy hand or a power cut leaves them, tried on a register as it is after some years.

It has people of several roles, one suspended and one gone, former keys, a recovery sheet and a memory of acts. Whatever is
done to it ends in a sentence for people, or is put right; never in a crash, and never in a door that opens.
"""

import json
import shutil
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from centre_app import accounts, recovery
from centre_app.opening import open_register
from centre_app.problems import (
    KeysDamaged,
    KeysGone,
    KeysOfAnotherDay,
    Problem,
    RegisterAlreadyOpen,
    WrongPassphrase,
)
from centre_app.records import StaffMember
from db.errors import KeyFileAltered, KeyFileDamaged
from db.errors import WrongPassphrase as SlotDoesNotOpen
from db.key_changes import is_trusted
from db.key_file import NAMES, from_bytes, read_key_file, to_bytes, write_key_file
from db.keys import unlock
from tests.makers import CHEAP, DIRECTOR, PASSPHRASE, a_folder, reopened

ROOT = Path(__file__).resolve().parents[2]
HELD = "from tests import makers; import sys, pathlib; makers.reopened(pathlib.Path(sys.argv[1])); print('open', flush=True); sys.stdin.read()"
SECONDS = 5.0  # far less than a derivation with such a cost would take

NURSE, EDUCATOR, GONE, KEPT_OUT = "0192-nurse", "0192-educator", "0192-gone", "0192-kept-out"


@pytest.fixture(scope="module")
def lived_in(tmp_path_factory) -> tuple[Path, dict[str, str]]:
    """A register after some years, and the passphrases of its people."""
    folder, words = a_folder(tmp_path_factory.mktemp("years")), {}
    with reopened(folder) as register:
        for person, role in (
            (NURSE, "nurse"),
            (EDUCATOR, "social_worker"),
            (GONE, "legal"),
            (KEPT_OUT, "psychologist"),
        ):
            member = StaffMember(id=person, name=f"Somebody {role}", roles=frozenset({role}))
            words[person] = accounts.add_person(register, member)
        recovery.keep_sheet(register, recovery.new_sheet())
        accounts.revoke(register, GONE)
        accounts.suspend(register, KEPT_OUT)
    return folder, words


@pytest.fixture
def folder(lived_in, tmp_path) -> Path:
    return Path(shutil.copytree(lived_in[0], tmp_path / "SEG.register"))


@pytest.fixture
def words(lived_in) -> dict[str, str]:
    return lived_in[1]


def rewritten(folder: Path, change) -> None:
    """Change what the file says and make it well formed again, as somebody would who knows the format."""
    write_key_file(folder, change(read_key_file(folder).content))


def slot_of(content, person: str):
    return next(one for one in content.people if one.id == person)


def with_slots(content, **changed):
    """Return the content with other parts in the slots of these people, by the end of their ids."""
    by_id = {f"0192-{name}": parts for name, parts in changed.items()}
    return replace(content, people=tuple(replace(one, **by_id.get(one.id, {})) for one in content.people))


def test_the_file_is_as_full_as_it_gets(folder):
    content = read_key_file(folder).content
    assert content.recovery.paper
    assert content.acts
    assert any(entry.former for entry in content.compartments.values())
    assert any(slot.passphrase is None for slot in content.people)
    assert any(slot.is_suspended for slot in content.people)


def test_a_byte_flipped_anywhere(folder):
    """Every seventh here; of a smaller file every one, in tests/db/test_keys.py."""
    whole = (folder / NAMES[0]).read_bytes()
    for position in range(0, len(whole), 7):
        flipped = bytearray(whole)
        flipped[position] ^= 1
        with pytest.raises(KeyFileDamaged):
            from_bytes(bytes(flipped))


@pytest.mark.parametrize("position", range(0, 60, 7))
def test_a_flipped_byte_in_both_copies_is_said_at_the_door(folder, position):
    for name in NAMES:
        octets = bytearray((folder / name).read_bytes())
        octets[len(octets) * position // 60] ^= 1
        (folder / name).write_bytes(octets)
    with pytest.raises(KeysDamaged):
        open_register(folder, DIRECTOR, PASSPHRASE)


def test_a_slot_swapped_with_anothers(folder, words):
    """The passphrases change places: neither opens with either, for the box knows whose it is."""

    def swap(content):
        nurse, educator = slot_of(content, NURSE).passphrase, slot_of(content, EDUCATOR).passphrase
        return with_slots(content, nurse={"passphrase": educator}, educator={"passphrase": nurse})

    rewritten(folder, swap)
    for person in (NURSE, EDUCATOR):
        for passphrase in (words[NURSE], words[EDUCATOR]):
            with pytest.raises(WrongPassphrase):
                open_register(folder, person, passphrase)


@pytest.mark.parametrize("part", ["wrapped", "roles", "compartments", "agreement", "signing"])
def test_a_part_of_a_slot_swapped_with_anothers(folder, words, part):
    """What the nurse opens stands in the educator's slot, or her keys do: nobody gets in, and nobody gets more."""

    def swap(content):
        nurse, educator = slot_of(content, NURSE), slot_of(content, EDUCATOR)
        return with_slots(content, nurse={part: getattr(educator, part)}, educator={part: getattr(nurse, part)})

    rewritten(folder, swap)
    for person in (NURSE, EDUCATOR):
        with pytest.raises((KeyFileAltered, SlotDoesNotOpen)):
            unlock(read_key_file(folder), person, words[person])
        with pytest.raises(Problem):
            open_register(folder, person, words[person])


@pytest.mark.parametrize(
    "changed",
    [
        {"is_suspended": False},
        {"must_change": False},
        {"keeps_own": True},
        {"roles": ("director",)},
        {"compartments": ("centre", "identity", "care", "health", "protection", "notes")},
        {"shown": "Awa Diarra"},
    ],
    ids=lambda changed: next(iter(changed)),
)
def test_a_slot_that_somebody_wrote_more_into(folder, words, changed):
    rewritten(folder, lambda content: with_slots(content, **{"kept-out": changed, "educator": changed}))
    for person in (KEPT_OUT, EDUCATOR):
        with pytest.raises(Problem):
            open_register(folder, person, words[person])


def test_parameters_lowered(folder, words):
    """What would make a guess cheaper opens nothing: the cost is a part of what the box is for."""
    with open_register(folder, NURSE, words[NURSE]) as register:
        register.keys.choose_passphrase("girafe ballon sept nuages", replace(CHEAP, passes=3), at="")
    cost = slot_of(read_key_file(folder).content, NURSE).passphrase

    rewritten(folder, lambda content: with_slots(content, nurse={"passphrase": replace(cost, cost=CHEAP)}))
    with pytest.raises(WrongPassphrase):
        open_register(folder, NURSE, "girafe ballon sept nuages")


@pytest.mark.parametrize(
    "cost",
    [{"memory_kib": 2 * 1024**3}, {"memory_kib": 2**40}, {"passes": 2**31}, {"lanes": 2**24}, {"memory_kib": 0}],
    ids=["2 TiB", "1 PiB", "2 thousand million passes", "16 million lanes", "no memory"],
)
def test_memory_of_2_tib_is_refused_and_nothing_crashes(folder, words, cost):
    def ask_for_more(content):
        slot = slot_of(content, NURSE).passphrase
        return with_slots(content, nurse={"passphrase": replace(slot, cost=replace(slot.cost, **cost))})

    rewritten(folder, ask_for_more)
    begun = time.monotonic()
    with pytest.raises(KeysDamaged):
        open_register(folder, NURSE, words[NURSE])
    assert time.monotonic() - begun < SECONDS


def test_an_older_copy_put_back(folder):
    older = {name: (folder / name).read_bytes() for name in NAMES}
    with reopened(folder) as register:
        accounts.let_in_again(register, KEPT_OUT)
    for name, octets in older.items():
        (folder / name).write_bytes(octets)
    with pytest.raises(KeysOfAnotherDay):
        open_register(folder, DIRECTOR, PASSPHRASE)


@pytest.mark.parametrize("name", NAMES)
def test_one_of_the_copies_put_back_to_an_older_one_is_put_right(folder, name):
    older = (folder / name).read_bytes()
    with reopened(folder) as register:
        accounts.let_in_again(register, KEPT_OUT)
    (folder / name).write_bytes(older)
    reopened(folder).close()
    assert len({(folder / each).read_bytes() for each in NAMES}) == 1
    assert not slot_of(read_key_file(folder).content, KEPT_OUT).is_suspended


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("left", [None, 0, 1, 4096, -1], ids=["missing", "empty", "one byte", "a page", "all but one"])
def test_one_copy_missing_or_torn_the_other_serves_and_repairs_it(folder, name, left):
    whole = (folder / name).read_bytes()
    (folder / name).unlink() if left is None else (folder / name).write_bytes(whole[:left])
    reopened(folder).close()
    assert len({(folder / each).read_bytes() for each in NAMES}) == 1
    assert from_bytes((folder / name).read_bytes()).register == from_bytes(whole).register


def test_both_copies_missing_is_told_with_what_can_still_be_done(folder):
    for name in NAMES:
        (folder / name).unlink()
    with pytest.raises(KeysGone) as told:
        open_register(folder, DIRECTOR, PASSPHRASE)
    assert "sheet" in told.value.advice
    assert "put it back" in told.value.advice


def test_both_copies_torn_are_said_to_be_damaged(folder):
    for name in NAMES:
        (folder / name).write_bytes((folder / name).read_bytes()[:1000])
    with pytest.raises(KeysDamaged):
        open_register(folder, DIRECTOR, PASSPHRASE)


def test_a_public_key_put_in_by_hand_under_the_directors_name(folder, words):
    """By somebody who knows the format: the director's keys become those of a stranger, all else as it was."""
    with reopened(folder) as register:
        director = register.who
    rewritten(
        folder,
        lambda content: replace(
            content,
            people=tuple(
                replace(one, agreement=bytes([9] * 32), signing=bytes([7] * 32)) if one.id == director else one
                for one in content.people
            ),
        ),
    )
    content = read_key_file(folder).content
    assert not is_trusted(content, slot_of(content, director))
    with pytest.raises(Problem):
        open_register(folder, NURSE, words[NURSE])  # she hands on nothing either


def test_whatever_else_the_json_can_be_is_damaged(folder):
    body = json.loads((folder / NAMES[0]).read_bytes())
    for octets in (b"[]", b"null", b"{}", b"[" * 100_000, b"\xff\xfe", json.dumps(body, indent=1).encode()):
        for name in NAMES:
            (folder / name).write_bytes(octets)
        with pytest.raises(KeysDamaged):
            open_register(folder, DIRECTOR, PASSPHRASE)


def test_two_programs_on_one_register(folder):
    other = subprocess.Popen(
        [sys.executable, "-c", HELD, str(folder)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        assert other.stdout.readline() == "open\n"
        with pytest.raises(RegisterAlreadyOpen):
            open_register(folder, DIRECTOR, PASSPHRASE)
    finally:
        other.kill()
        other.wait()
    reopened(folder).close()  # a crash keeps nobody out


@pytest.mark.parametrize(
    "name",
    [
        "a\u202eb\u0000c", "line\nbreak\ttab", "\ud800", "💚" * 50, "Awa Diarra", '{"id":"x"}', "../../etc", "' OR 1=1 --",
        "=1+1", "e\u0301", "\u200b", "a" * 10_000,
    ],
    ids=range(12),
)  # fmt: skip
def test_names_with_anything_in_them(folder, name):
    """She is let in under it, or that is refused in words; the key file is whole in both cases."""
    with reopened(folder) as register:
        try:
            passphrase = accounts.add_person(
                register, StaffMember(id="0192-new", name=name, roles=frozenset({"nurse"}))
            )
        except Problem:
            passphrase = ""
        director = register.who
    content = read_key_file(folder).content
    assert from_bytes(to_bytes(content)) == content
    if passphrase:
        open_register(folder, "0192-new", passphrase).close()
    open_register(folder, director, PASSPHRASE).close()
