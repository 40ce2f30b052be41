"""How the program ended last time: it says that nothing is lost only where that was looked at."""

import json
import shutil

import pytest

from centre_app import accounts, endings
from centre_app.endings import DAMAGED, IN_PART, NOT_NOTED, SHORT, UNKNOWN, WHOLE, CutOff
from centre_app.opening import open_register
from centre_app.records import LegalCase, StaffMember
from tests.makers import SettableClock, an_admission, reopened


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
def test_a_torn_mark_says_that_it_was_cut_off_and_never_that_nothing_is_lost(register, torn):
    (register.folder / endings.MARK).write_bytes(torn)
    cut = endings.begin(register)
    assert set(cut.lines.values()) == {NOT_NOTED}
    assert endings.check(register, cut) == UNKNOWN


def test_a_cut_of_which_no_lines_are_known_is_never_called_nothing_lost(register):
    assert endings.check(register, CutOff(last_seen=register.now)) == UNKNOWN


def cut_short_in_protection(register, tmp_path):
    """Cut the program off after a save, of which the disk has forgotten what stood in protection.db."""
    endings.begin(register)
    shutil.copy(register.folder / "protection.db", tmp_path / "before.db")
    person, name, case, *more = an_admission()
    register.save(person, name, case, *more, LegalCase(case_id=case.id, status="won"), heed_findings=False)
    endings.note_saved(register)
    register.close()
    shutil.copy(tmp_path / "before.db", register.folder / "protection.db")


def test_what_is_shut_to_whoever_opens_next_is_still_looked_at_by_whoever_opens_it(register, tmp_path):
    accounts.add_person(register, StaffMember(id="teacher", name="A teacher", roles=frozenset({"teacher"})))
    passphrase = accounts.reset(register, "teacher")
    cut_short_in_protection(register, tmp_path)
    for closed_well in (True, False):
        with open_register(register.folder, "teacher", passphrase, clock=SettableClock()) as teacher:
            cut = endings.begin(teacher)
            if closed_well:  # the first one looks, the second goes on without
                assert endings.check(teacher, cut) == IN_PART
                assert "protection" in endings.not_looked_at(teacher)
            endings.note_saved(teacher)
            if closed_well:
                endings.end(teacher)
                assert endings.begin(teacher) is None
                endings.end(teacher)
    with reopened(register.folder) as director:
        assert endings.check(director, endings.begin(director)) == SHORT
        endings.end(director)
        assert endings.begin(director) is None


def test_a_disk_that_takes_no_mark_keeps_nobody_from_work(register):
    (register.folder / endings.MARK).mkdir()
    endings.note_saved(register)
    endings.end(register)


def test_the_mark_holds_numbers_and_no_word_of_anybody(register):
    register.save(*an_admission())
    endings.note_saved(register)
    said = (register.folder / endings.MARK).read_text()
    assert not [word for word in ("Kadidia", "Sangaré", "Awa", "Ségou") if word in said]
