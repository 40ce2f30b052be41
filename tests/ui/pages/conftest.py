"""What tests of pages share: a session at a new register, and a page laid out as the window lays it out."""

import time
from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QWidget

from centre_app.language import Language
from tests.ui.fits import LARGE
from tests.ui.keys import type_words
from ui import theme
from ui.page import Page
from ui.session import Session

Show = Callable[..., Page]
DIALOG_MS, DIALOG_SECONDS = 50, 20  # how soon a dialog is looked for again, and how long


@pytest.fixture
def session(register, qapp) -> Session:
    """The director at work in French."""
    return Session(register, Language.of("fr"))


@pytest.fixture
def show(qtbot) -> Callable[[Page, tuple[int, int]], Page]:
    """Show a page at a size, folded where that is small, and read again when something was written, as the window does."""

    def shown(page: Page, size: tuple[int, int] = LARGE) -> Page:
        qtbot.addWidget(page)
        page.resize(*size)
        page.fold(size[0] < theme.size(theme.SMALL_WIDTH))
        page.session.changed.connect(partial(QTimer.singleShot, 0, page, page.refresh))
        with qtbot.waitExposed(page):
            page.show()
        return page

    return shown


@pytest.fixture
def gone_to(qtbot) -> Callable[[Page], list]:
    """Collect where a page asks to go."""

    def collected(page: Page) -> list:
        places: list = []
        page.went.connect(places.append)
        return places

    return collected


def in_dialog(act: Callable[[QDialog], None]) -> None:
    """Do something in the dialog that is about to open; one that stays open after it is closed, so that no test waits."""
    patience, open_already = time.monotonic() + DIALOG_SECONDS, QApplication.activeModalWidget()

    def do() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is open_already and time.monotonic() < patience:  # a busy machine has not come to it yet
            QTimer.singleShot(DIALOG_MS, do)
            return
        assert isinstance(dialog, QDialog), "no dialog opened"
        try:
            act(dialog)
        finally:
            if dialog.isVisible():
                dialog.done(0)

    QTimer.singleShot(DIALOG_MS, do)


def part(page: QWidget, name: str) -> QWidget:
    """Return the widget of that name, or fail."""
    for _ in range(2):  # a page reads again at one turn of the event loop, what it laid out is shown at the next
        QApplication.processEvents()
    found = page.findChildren(QWidget, name)
    assert found, f"there is no {name!r}"
    # what was shown before lives until the next turn of the event loop
    return next((widget for widget in found if widget.isVisible()), found[-1])


def write_into(page: QWidget, name: str, words: str) -> None:
    """Type into the field of a question, wherever the cursor is."""
    editor = part(page, name)
    field = editor if isinstance(editor, QLineEdit) else editor.findChild(QLineEdit)
    assert field is not None, f"{name!r} is no line to type into"
    type_words(field, words)


def words_on(page: QWidget) -> str:
    """Return all that can be read or heard on a page."""
    QApplication.processEvents()
    shown = [widget for widget in page.findChildren(QWidget) if widget.isVisible()]
    read = [widget.text() for widget in shown if isinstance(widget, QLabel)]
    return " | ".join([*read, *(widget.accessibleName() for widget in shown if widget.accessibleName())])
