"""Sticks for the tests of pages: real folders that count as plugged in, and hands that press and choose."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QFileDialog, QLabel, QLineEdit, QWidget

from centre_app.exchange import sticks
from tests.ui.pages.conftest import part

__all__ = ["no_sticks", "stick"]


@pytest.fixture
def no_sticks(monkeypatch) -> list[Path]:
    """Nothing is plugged in until a test appends a folder; one that is gone is pulled out."""
    folders: list[Path] = []
    monkeypatch.setattr(sticks, "plugged_in", lambda: [sticks.at(folder) for folder in folders if folder.is_dir()])
    return folders


@pytest.fixture
def stick(no_sticks, tmp_path) -> Path:
    """The one stick that is plugged in."""
    folder = tmp_path / "KORO-SIEGE"
    folder.mkdir()
    no_sticks.append(folder)
    return folder


def press(qtbot, page: QWidget, name: str) -> None:
    """Click a button that can be seen and pressed."""
    button = part(page, name)
    assert isinstance(button, QAbstractButton)
    assert button.isVisible(), f"{name!r} is not in sight"
    assert button.isEnabled(), f"{name!r} is shut"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def press_key(qtbot, page: QWidget, name: str, key: Qt.Key = Qt.Key.Key_Space) -> None:
    """Do the same from the keyboard."""
    button = part(page, name)
    button.setFocus()
    qtbot.keyClick(button, key)


def can_press(page: QWidget, name: str) -> bool:
    button = part(page, name)
    return button.isVisible() and button.isEnabled()


def words_on(page: QWidget) -> str:
    """Everything that can be read on a page, also what was laid out just now: a card in a card takes two turns."""
    QApplication.processEvents()
    QApplication.processEvents()
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def said(page: QWidget) -> str:
    """The result of the last act, as the page tells it; "" when it tells nothing."""
    result = part(page, "result")
    return result.accessibleName() if result.isVisible() else ""


def in_dialog(name: str, act: Callable[[QDialog], None]) -> list[str]:
    """Act in the dialog of that name once it opens; the list says afterwards that it did."""
    acted: list[str] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog) and dialog.objectName() == name and dialog.isVisible():
            acted.append(name)
            act(dialog)
        elif not acted:
            QTimer.singleShot(10, look)

    QTimer.singleShot(0, look)
    return acted


def choose_in_system_dialog(qtbot, page: QWidget, *paths: Path) -> None:
    """Type paths in the system's own dialog and press Enter, as a person without a mouse does."""
    qtbot.waitUntil(lambda: bool(page.findChildren(QFileDialog)))
    dialog = page.findChildren(QFileDialog)[-1]
    typed = " ".join(f'"{path}"' for path in paths) if len(paths) > 1 else str(paths[0])
    line = dialog.findChild(QLineEdit, "fileNameEdit")
    line.setText(typed)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not any(shown.isVisible() for shown in page.findChildren(QFileDialog)))
