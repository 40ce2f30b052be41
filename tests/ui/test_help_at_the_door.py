"""F1 helps where no register is open: at the door, on the ways back, where a register comes back from a stick."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from centre_app.language import Language
from tests.makers import a_folder
from tests.ui.keys import type_words
from ui.laptop import Laptop
from ui.shell import Shell


@pytest.fixture
def shell(qtbot, tmp_path):
    laptop = Laptop()
    laptop.keep_language(Language.of("fr"))  # another test may have left the door in English
    shell = Shell(laptop, home=tmp_path)
    qtbot.addWidget(shell)
    shell.folder = a_folder(tmp_path)
    shell.show()
    return shell


@pytest.mark.parametrize("place", ["go_to_door", "go_to_ways_back", "go_to_backup_stick"])
def test_f1_opens_the_help_and_from_there_the_sentences_of_trouble(qtbot, shell, place):
    getattr(shell, place)(*([shell.folder] if place == "go_to_door" else []))
    qtbot.waitExposed(shell)
    qtbot.keyClick(shell.currentWidget(), Qt.Key.Key_F1)
    (card,) = [one for one in shell.findChildren(QWidget, "help") if one.isVisible()]
    qtbot.mouseClick(card.findChild(QWidget, "troubles"), Qt.MouseButton.LeftButton)
    (dialog,) = shell.findChildren(QWidget, "troubles_dialog")
    qtbot.waitUntil(lambda: len(dialog.findChildren(QWidget, "trouble")) > 150, timeout=20_000)
    type_words(dialog.findChild(QLineEdit, "search_troubles"), "courant")
    qtbot.waitUntil(lambda: 0 < sum(one.isVisible() for one in dialog.findChildren(QWidget, "trouble")) < 20)
    dialog.reject()


def test_the_door_has_a_button_for_it_too(qtbot, shell):
    shell.go_to_door(shell.folder)
    button = shell.findChild(QWidget, "help_at_the_door")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert shell.findChild(QWidget, "help").isVisible()
