"""How the program ended last time: it says that nothing is lost only where that was looked at."""

import json

import pytest

from centre_app import endings
from centre_app.endings import DAMAGED, SHORT, WHOLE, CutOff
from tests.makers import an_admission


def test_a_register_that_was_closed_as_it_should_be_leaves_no_mark(register):
    assert endings.begin(register) is None
    endings.end(register)
    assert endings.begin(register) is None


def test_a_register_that_was_cut_off_is_known_to_have_been_and_is_whole(register, clock):
    endings.begin(register)
    register.save(*an_admission())
    endings.note_saved(register)
    seen = clock.moment
    clock.move(hours=3)
    cut = endings.begin(register)
    assert cut.last_seen == seen
    assert endings.check(register, cut) == WHOLE


def test_a_save_that_was_said_to_be_done_and_is_not_there_is_said(register):
    """As a disk would do that says "written" and forgets: the history is whole, and ends too early."""
    lines = json.loads(json.dumps(dict(endings_of(register))))
    lines["care"] += 1
    assert endings.check(register, CutOff(last_seen=register.now, lines=lines)) == SHORT


def endings_of(register):
    endings.note_saved(register)
    return json.loads((register.folder / endings.MARK).read_text())["lines"]


def test_what_the_check_finds_is_never_called_nothing_lost(register, monkeypatch):
    monkeypatch.setattr(endings.integrity, "check", lambda opened: type("Found", (), {"faults": ("one",)}))
    assert endings.check(register, CutOff(last_seen=register.now)) == DAMAGED


@pytest.mark.parametrize(
    "torn", [b"", b"{", b"[]", b'{"at": 3}', b"\xff\xfe", b'{"at": "x", "lines": {}}', b"9" * 9000]
)
def test_a_torn_mark_says_that_it_was_cut_off_and_nothing_more(register, torn):
    (register.folder / endings.MARK).write_bytes(torn)
    cut = endings.begin(register)
    assert cut.lines == {}


def test_a_disk_that_takes_no_mark_keeps_nobody_from_work(register):
    (register.folder / endings.MARK).mkdir()
    endings.note_saved(register)
    endings.end(register)


def test_the_mark_holds_numbers_and_no_word_of_anybody(register):
    register.save(*an_admission())
    endings.note_saved(register)
    said = (register.folder / endings.MARK).read_text()
    assert not [word for word in ("Kadidia", "Sangaré", "Awa", "Ségou") if word in said]
