"""The page of backups: how they stand, one more, one on the stick, a look at one, and the way back."""

import threading
from datetime import date, timedelta

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget

from centre_app.backups import making, restoring, second_place
from centre_app.backups.standing import RESTORED, backups, standing
from centre_app.choices.keys import BackupReason
from centre_app.language import Language
from centre_app.opening import open_with, unlock_keys
from centre_app.questions import CENTRE
from centre_app.records import Person
from db.history import Entry
from tests.makers import DIRECTOR, PASSPHRASE, a_name, a_person, reopened_without
from tests.ui.fits import LARGE, SMALL, cut_widgets
from tests.ui.pages.conftest import in_dialog
from tests.ui.pages.with_sticks import press, said, words_on
from ui import background
from ui.backup_keeper import back_up_before_closing, do_what_is_due
from ui.kit.chip import Chip
from ui.kit.messages import Message
from ui.kit.rows import Row
from ui.page import Destination
from ui.pages.backups.page import BackupsPage
from ui.pages.backups.restore import RestoreDialog, folder_beside
from ui.pages.today.side import Side
from ui.put_back_line import PutBackLine
from ui.session import Session

WAIT_MS = 30_000


def page_of(show, register, size=LARGE, code="fr"):
    page = show(BackupsPage(Session(register, Language.of(code))), size)
    page.arrive(Destination(page="backups"))
    return page


def states_on(page):
    return [chip.accessibleName() for chip in page.findChildren(Chip)]


def made(register, reason=BackupReason.BY_HAND):
    with register.in_this_thread() as twin:
        making.make(twin, reason)
    register.catch_up()


def on_stick(register, stick):
    stick.mkdir(exist_ok=True)
    with register.in_this_thread() as twin:
        second_place.copy(twin, stick)
    register.catch_up()


@pytest.mark.parametrize("code", ["fr", "en"])
@pytest.mark.parametrize("size", [LARGE, SMALL])
def test_a_backup_stands_in_the_list_with_what_is_known_of_it(show, register, size, code):
    made(register)
    page = page_of(show, register, size, code)
    assert Language.of(code).say("Verified") in states_on(page)
    assert not cut_widgets(page, *size)


def test_one_more_is_made_by_a_button(qtbot, show, register):
    page = page_of(show, register)
    press(qtbot, page, "make_backup")
    qtbot.waitUntil(lambda: len(backups(register)) == 1, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: "a été relue" in said(page), timeout=WAIT_MS)


def test_the_stick_may_be_removed_only_once_it_was_read_back(qtbot, show, register, tmp_path):
    page = page_of(show, register)
    stick = tmp_path / "stick"
    stick.mkdir()
    page.copy_to(stick)
    assert "retirer" not in said(page)
    qtbot.waitUntil(lambda: "Vous pouvez retirer la clé" in said(page), timeout=WAIT_MS)
    assert standing(register).days_off_laptop == 0
    assert len(second_place.on_stick(stick)) == 1


def test_a_stick_that_is_gone_is_said_and_nothing_says_it_can_be_removed(qtbot, show, register, tmp_path):
    page = page_of(show, register)
    page.copy_to(tmp_path / "pulled")
    qtbot.waitUntil(page.result.isVisible, timeout=WAIT_MS)
    assert "retirer" not in said(page)
    assert standing(register).off_laptop is None


def test_a_damaged_backup_is_said_to_be_damaged_and_stays_so(qtbot, show, register):
    made(register)
    (one,) = backups(register)
    spoilt = one.backup.file("care.db")
    octets = bytearray(spoilt.read_bytes())
    octets[-100] ^= 1
    spoilt.write_bytes(octets)
    page = page_of(show, register)
    press(qtbot, page, f"check.{one.number}")
    qtbot.waitUntil(lambda: "Abîmée" in states_on(page), timeout=WAIT_MS)


@pytest.mark.parametrize(("days", "words"), [(0, ""), (8, "Une semaine a passé"), (15, "volé ou cassé")])
def test_a_stick_that_grows_old_is_asked_for_again(show, register, clock, tmp_path, days, words):
    on_stick(register, tmp_path / "stick")
    clock.moment += timedelta(days=days)
    page = page_of(show, register)
    assert words in words_on(page)


@pytest.mark.parametrize("code", ["fr", "en"])
@pytest.mark.parametrize("size", [LARGE, SMALL])
def test_a_copy_under_a_wrong_clock_and_parts_that_a_key_does_not_open_are_said_whole(
    qtbot, show, register, clock, tmp_path, size, code
):
    without = reopened_without(register, "health", clock=clock)
    clock.set(date(2001, 1, 1))
    on_stick(without, tmp_path / "stick")
    page, language = page_of(show, without, size, code), Language.of(code)
    asked = {
        "fr": ("sauf ce que votre clé", "on ne sait pas quand"),
        "en": ("all but what your key", "nobody knows when"),
    }
    assert all(words in words_on(page) for words in asked[code])
    side = Side(language)
    qtbot.addWidget(side)
    side.show_copy(without)
    side.resize(258, size[1])  # as narrow as it stands on the first page
    side.show()
    assert "?" in side.copy.accessibleName()
    assert not cut_widgets(side, 258, size[1])
    assert not cut_widgets(page, *size)
    without.close()


def test_the_first_page_counts_the_days_since_the_last_backup_off_the_laptop(qtbot, register, clock, tmp_path):
    on_stick(register, tmp_path / "stick")
    clock.moment += timedelta(days=15)
    side = Side(Language.of("fr"))
    qtbot.addWidget(side)
    side.show_copy(register)
    assert "15 j" in side.copy.accessibleName()


def test_what_is_due_is_done_without_being_asked(qtbot, register):
    session = Session(register, Language.of("fr"))
    owner = QWidget()
    qtbot.addWidget(owner)
    with qtbot.waitSignal(do_what_is_due(session, owner).ended, timeout=WAIT_MS):
        pass
    (one,) = backups(register)
    assert one.is_verified
    assert standing(register).last_rehearsal is not None


def test_before_the_program_closes_a_last_backup_is_made_once(qtbot, register):
    owner = QWidget()
    qtbot.addWidget(owner)
    register.save(a_person(), heed_findings=False)
    back_up_before_closing(register, Language.of("fr"), owner)
    register.catch_up()
    assert len(backups(register)) == 1
    back_up_before_closing(register, Language.of("fr"), owner)
    assert len(backups(register)) == 1


def test_putting_one_back_says_what_is_not_in_it_and_changes_places_once_the_register_is_shut(
    qtbot, show, register, clock
):
    early = a_person()
    register.save(early, a_name(early), heed_findings=False)
    made(register)
    late = a_person()
    register.save(late, a_name(late), heed_findings=False)
    page = page_of(show, register)
    folder, locked = register.folder, []
    page.session.lock_asked.connect(lambda: locked.append(True))

    def decide(dialog):
        qtbot.waitUntil(lambda: dialog._sure.isEnabled(), timeout=WAIT_MS)
        assert any("1 ajout depuis" in row.accessibleName() for row in dialog.findChildren(Row))
        dialog._sure.setChecked(True)
        dialog.findChild(QPushButton, "restore.take").click()
        qtbot.waitUntil(lambda: bool(locked), timeout=WAIT_MS)

    in_dialog(decide)
    (one,) = backups(register)
    press(qtbot, page, f"restore.{one.number}")
    register.close()
    page.session.when_shut()
    with open_with(folder, unlock_keys(folder, DIRECTOR, PASSPHRASE, clock=clock), clock=clock) as again:
        assert [person.id for person in again.find(Person)] == [early.id]
    assert not folder_beside(folder).exists()


def test_leaving_it_leaves_the_register_as_it_is_and_nothing_beside_it(qtbot, show, register):
    made(register)
    page = page_of(show, register)

    def leave(dialog):
        qtbot.waitUntil(lambda: dialog._sure.isEnabled(), timeout=WAIT_MS)
        dialog.findChild(QPushButton, "restore.leave").click()

    in_dialog(leave)
    press(qtbot, page, f"restore.{backups(register)[0].number}")
    assert not folder_beside(register.folder).exists()
    assert QApplication.activeModalWidget() is None


@pytest.mark.parametrize("is_brought", [True, False], ids=["once it is brought", "while it is brought"])
def test_locking_over_it_leaves_no_register_beside_that_opens(qtbot, show, register, is_brought, monkeypatch):
    """Locking closes every dialog without asking it, and waits only so long for what is under way."""
    made(register)
    page = page_of(show, register)
    begun, go_on = threading.Event(), threading.Event()
    restore = restoring.restore

    def slow(twin, backup, to, *, told):
        """Look once more and be stopped too late: it stands under its name when it was asked to stop."""
        found = restore(twin, backup, to, told=told)
        begun.set()
        go_on.wait(WAIT_MS / 1000)
        return found

    if is_brought:
        go_on.set()
    monkeypatch.setattr(restoring, "restore", slow)
    dialog = RestoreDialog(page.session, backups(register)[0], over=page)
    dialog.open()
    qtbot.waitUntil(lambda: begun.is_set() and (dialog._sure.isEnabled() or not is_brought), timeout=WAIT_MS)
    QDialog.done(dialog, QDialog.DialogCode.Rejected)
    go_on.set()
    background.stop_all(within=WAIT_MS / 1000)
    assert not folder_beside(register.folder).exists()


@pytest.mark.parametrize("code", ["fr", "en"])
def test_the_first_page_names_the_certificates_of_whom_the_backup_brought_back(
    qtbot, show, register, clock, monkeypatch, code
):
    page = page_of(show, register, SMALL, code)
    assert PutBackLine(page.session, page).isHidden()
    register.leave_line(
        CENTRE, Entry(action=RESTORED, was={"number": 1, "made_at": "2026-11-01T09:00:00", "erased": {}})
    )
    monkeypatch.setattr("ui.put_back_line.come_back", lambda _register: {"a file": "SEG-26-E-0004"})
    clock.moment += timedelta(days=400)  # long after the rest needs no saying any more
    line = PutBackLine(page.session, page)
    (said,) = [message for message in line.findChildren(Message) if message.objectName() == "erased_come_back"]
    assert "SEG-26-E-0004" in said.accessibleName()
