"""What is known of a register before it is unlocked."""

import os

import pytest

from centre_app.door import at_the_door, check_nobody_is_inside, folder_for, registers_in, seconds_to_wait
from centre_app.opening import open_register
from centre_app.problems import KeysDamaged, NotARegisterFolder, RegisterAlreadyOpen, WrongPassphrase
from centre_app.register import AT_HEADQUARTERS
from tests import makers


def test_the_door_tells_the_house_and_who_may_open_it(tmp_path):
    door = at_the_door(makers.a_folder(tmp_path))
    assert (door.name, door.code, door.kind) == ("Ségou", "SEG", "centre")
    assert [(person.name, person.roles) for person in door.people] == [(makers.DIRECTOR, ("director",))]


def test_the_door_of_headquarters_says_so(tmp_path):
    assert at_the_door(makers.a_folder(tmp_path, kind=AT_HEADQUARTERS, code="BKO")).is_headquarters
    assert not at_the_door(makers.a_folder(tmp_path)).is_headquarters


def test_a_folder_without_keys_is_no_register(tmp_path):
    with pytest.raises(NotARegisterFolder):
        at_the_door(tmp_path)


def test_a_key_file_that_is_damaged_twice_is_said_so(tmp_path):
    folder = makers.a_folder(tmp_path)
    for name in ("keys.json", "keys.json.2"):
        (folder / name).write_bytes(b"{")
    with pytest.raises(KeysDamaged):
        at_the_door(folder)


def test_a_key_file_of_brackets_without_end_is_damaged(tmp_path):
    # after: Python's reader gave up with an error of its own
    folder = makers.a_folder(tmp_path)
    for name in ("keys.json", "keys.json.2"):
        (folder / name).write_bytes(b'{"a":' * 100_000)
    with pytest.raises(KeysDamaged):
        at_the_door(folder)


def test_a_register_in_use_is_seen_from_the_door(tmp_path):
    register = makers.a_register(tmp_path)
    with pytest.raises(RegisterAlreadyOpen):
        check_nobody_is_inside(register.folder)
    register.close()
    check_nobody_is_inside(register.folder)


def test_the_door_says_how_long_to_wait(tmp_path):
    folder = makers.a_folder(tmp_path)
    clock = makers.SettableClock()
    for _ in range(5):
        with pytest.raises(WrongPassphrase):
            open_register(folder, makers.DIRECTOR, "not this one", clock=clock)
    now = clock.moment.timestamp()
    assert seconds_to_wait(folder, now=now) == 5
    assert seconds_to_wait(folder, now=now + 3) == 2
    assert seconds_to_wait(folder, now=now + 5) == 0


def test_the_register_used_last_comes_first(tmp_path):
    for moment, code in ((300, "SEG"), (500, "KOR"), (400, "GAO")):
        os.utime(makers.a_folder(tmp_path, code=code) / "centre.db", (moment, moment))
    (tmp_path / "Empty.register").mkdir()
    (tmp_path / "not a register").mkdir()
    assert [folder.stem for folder in registers_in(tmp_path)] == ["KOR", "GAO", "SEG", "Empty"]


def test_where_nothing_is_kept_yet_there_is_no_register(tmp_path):
    assert registers_in(tmp_path / "none") == []


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("Ségou", "Segou.register"),
        ("Maison d'accueil / Koro", "Maison-D-Accueil-Koro.register"),
        ("ߒߞߏ", "Centre.register"),
        ("a" * 90, f"A{'a' * 39}.register"),
    ],
)
def test_a_folder_is_called_by_the_house_in_plain_letters(tmp_path, name, folder):
    assert folder_for(tmp_path, name).name == folder


def test_a_folder_that_exists_is_not_taken_again(tmp_path):
    (tmp_path / "Koro.register").mkdir()
    assert folder_for(tmp_path, "Koro").name == "Koro-2.register"
