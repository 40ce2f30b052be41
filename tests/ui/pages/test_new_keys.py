"""Keys are changed while the window stays alive: what can be stopped, what goes to its end, and who locks meanwhile."""

import hashlib
import threading

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPushButton, QWidget

from centre_app import accounts, new_keys
from centre_app.backups import making
from centre_app.choices.keys import BackupReason
from centre_app.opening import LOCK, lock
from centre_app.problems import RegisterAlreadyOpen
from centre_app.records import StaffMember
from tests import makers
from ui import background
from ui.background import Cancelled
from ui.closing import ClosingDialog
from ui.pages.people.new_keys import KeysNotChanged, change_keys
from ui.pages.unlocking import deriving


@pytest.fixture
def nurse(register) -> StaffMember:
    member = StaffMember(name="Fanta Coulibaly", roles=frozenset({"nurse"}), active_from=makers.LONG_AGO)
    accounts.add_person(register, member)
    return register.get(StaffMember, member.id)


@pytest.fixture
def over(qtbot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    return widget


@pytest.fixture
def revoke(session, nurse, over):
    """Take a nurse's keys back, as the dialog does."""
    return lambda **more: change_keys(
        session, lambda register: accounts.begin_to_revoke(register, nurse.id), over=over, **more
    )


@pytest.fixture
def held(monkeypatch) -> threading.Event:
    """Hold the change of keys in its thread until somebody lets it go on; it gives up by itself."""
    may_go_on, encrypt_anew = threading.Event(), new_keys.encrypt_anew

    def wait_first(register, told):
        told("care", 0, 4)
        assert may_go_on.wait(10)
        encrypt_anew(register, told)

    monkeypatch.setattr(new_keys, "encrypt_anew", wait_first)
    return may_go_on


def soon(act):
    """Do something in the window's thread once the change of keys is under way."""

    def look():
        if background.goes_to_its_end():
            act()
        else:
            soon(act)

    QTimer.singleShot(10, look)


def standing(folder):
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != "register.lock")
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_the_window_goes_on_meanwhile_and_nothing_is_asked_of_the_databases(register, session, revoke, held):
    seen = []

    def look():
        with pytest.raises(RegisterAlreadyOpen):
            register.find(StaffMember)
        with pytest.raises(RegisterAlreadyOpen), register.in_this_thread():
            pass
        seen.append(threading.current_thread())
        held.set()

    soon(look)
    turns, told = [], []
    session.changed.connect(lambda: told.append(background.goes_to_its_end()))
    revoke(turn=turns.append)
    assert seen == [threading.main_thread()]
    assert list(dict.fromkeys(turns)) == ["care", "centre", "health", "identity"]
    assert told == [False]  # pages read again once, when they can
    assert not accounts.keys_still_to_change(register)


def test_a_backup_is_made_first_and_stopped_there_nothing_was_changed(register, revoke, monkeypatch):
    stood = standing(register.folder)

    def stopped(*_given, **_named):
        raise Cancelled

    with monkeypatch.context() as patched:
        patched.setattr(making, "before_new_keys", stopped)
        with pytest.raises(KeysNotChanged):
            revoke()
    assert standing(register.folder) == stood
    revoke()
    assert [making.newest_of(register)[1].reason] == [BackupReason.BEFORE_KEY_CHANGE]


def test_what_is_typed_is_kept_before_the_databases_are_put_away(register, session, revoke):
    asked = []
    session.keep_asked.connect(lambda: asked.append(register.vault.is_away))
    revoke()
    assert asked == [False]


def test_locked_meanwhile_it_ends_first_and_the_keys_are_wiped_after(register, nurse, revoke, held):
    """What was wiped under the thread's hands would have been the key of the next file."""

    def lock_it():
        held.set()
        background.stop_all(within=0)
        lock(register)

    soon(lock_it)
    revoke()
    with makers.reopened(register.folder) as again:
        assert again.vault.last_line("centre", LOCK) is not None
        assert not accounts.keys_still_to_change(again)
        assert again.get(StaffMember, nurse.id).active_to == again.today


def test_whoever_closes_the_window_meanwhile_waits(over, french):
    may_end = threading.Event()
    task = background.run(lambda progress: may_end.wait(5), owner=over, what="Les clés", to_its_end=True)
    seen = []

    def look(dialog):
        seen.append(dialog.findChild(QPushButton, "stop_and_close").isEnabled())
        seen.append(dialog.findChild(QPushButton, "wait_and_close").isEnabled())
        task.cancel()
        may_end.set()

    dialog = ClosingDialog(over, french)
    QTimer.singleShot(0, lambda: look(dialog))
    dialog.exec()
    assert seen == [False, True]
    assert not task.progress.is_stopped


def test_a_change_that_was_cut_off_comes_to_its_end_at_the_door(register, nurse, french):
    accounts.begin_to_revoke(register, nurse.id)
    folder, who = register.folder, register.who
    register.close()
    told = []
    keys = deriving(folder, who, makers.PASSPHRASE, french)(told.append)
    keys.wipe()
    assert set(told) == {french.say(new_keys.CUT_SHORT)}
    with makers.reopened(folder) as again:
        assert not accounts.keys_still_to_change(again)
