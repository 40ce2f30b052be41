"""A long question or a long save in a thread is given up when somebody asks for it, and nothing of it stays."""

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from centre_app.backups import making
from centre_app.backups.standing import backups
from centre_app.choices.keys import BackupReason
from centre_app.language import Language
from centre_app.records import Bundle, Person
from tests.centre_app.exchange.conftest import MONTH, Pair, pair
from tests.makers import a_person
from ui.background import Cancelled, Progress
from ui.beside import stoppable
from ui.pages.backups.restore import RestoreDialog, folder_beside
from ui.pages.export import work
from ui.session import Session

__all__ = ["pair"]  # a fixture

ENDLESS = "WITH RECURSIVE more(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM more) SELECT count(*) FROM more"
WAIT_MS = 30_000


def stopping_progress(after: int = 0) -> Progress:
    """Return one that is asked to stop once it has heard so many steps."""
    heard: list[object] = []

    def hear(step: object) -> None:
        heard.append(step)
        if len(heard) >= after:
            progress.stop()

    progress = Progress(hear)
    return progress


def test_an_endless_question_ends_when_it_is_stopped_and_that_is_no_fault(register):
    progress = stopping_progress()

    def ask() -> None:
        with stoppable(register, progress) as beside:
            progress.stop()
            beside.vault.ask(ENDLESS)

    with pytest.raises(Cancelled):
        ask()
    assert register.find(Person) == []


def test_of_a_save_that_is_stopped_nothing_stays_and_it_can_be_done_again(register):
    progress = stopping_progress()
    many = [a_person() for _ in range(200)]

    def save() -> None:
        with stoppable(register, progress) as beside:
            progress.stop()
            beside.save(*many)

    with pytest.raises(Cancelled):
        save()
    register.catch_up()
    assert register.find(Person) == []
    with stoppable(register, Progress(lambda step: None)) as beside:
        beside.save(*many)
    register.catch_up()
    assert len(register.find(Person)) == len(many)


@pytest.mark.parametrize("step", [1, 2])
def test_an_export_that_is_stopped_before_it_is_sealed_uses_up_no_number(pair: Pair, step):
    encrypt = work.encrypting(pair.centre, MONTH, Language.of("fr"))
    with pytest.raises(Cancelled):
        encrypt(stopping_progress(after=step))
    pair.centre.catch_up()
    assert pair.centre.find(Bundle) == []
    _, (sealed,) = encrypt(Progress(lambda step: None))
    assert sealed.bundle.seq == 1


def test_what_goes_wrong_by_itself_is_told_as_it_is(register):
    with pytest.raises(LookupError), stoppable(register, Progress(lambda step: None)):
        raise LookupError


def test_who_leaves_while_a_backup_is_brought_leaves_nothing_beside_the_register(qtbot, register):
    making.make(register, BackupReason.BY_HAND)
    (one,) = backups(register)
    over = QWidget()
    qtbot.addWidget(over)
    dialog = RestoreDialog(Session(register, Language.of("fr")), one, over=over)
    dialog.open()
    dialog.reject()
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=WAIT_MS)
    QApplication.processEvents()
    assert not folder_beside(register.folder).exists()
    assert [path.name for path in register.folder.parent.glob("*.unfinished")] == []
