"""What is known of a register before it is unlocked."""

import os

import pytest

from centre_app.door import at_the_door, check_nobody_is_inside, registers_in, seconds_to_wait
from centre_app.opening import open_register
from centre_app.problems import KeysDamaged, NotARegisterFolder, RegisterAlreadyOpen, WrongPassphrase
from tests import makers


def test_the_door_tells_the_house_and_who_may_open_it(tmp_path):
    door = at_the_door(makers.a_folder(tmp_path))
    assert (door.name, door.code, door.kind) == ("Ségou", "SEG", "centre")
    assert [(person.name, person.roles) for person in door.people] == [(makers.DIRECTOR, ("director",))]


def test_a_folder_without_keys_is_no_register(tmp_path):
    with pytest.raises(NotARegisterFolder):
        at_the_door(tmp_path)


def test_a_key_file_that_is_damaged_twice_is_said_so(tmp_path):
    folder = makers.a_folder(tmp_path)
    for name in ("keys.json", "keys.json.2"):
        (folder / name).write_bytes(b"{")
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
