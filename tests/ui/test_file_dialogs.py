"""The dialogs for files speak the program's language where no desktop lends its own."""

from pathlib import Path

import pytest
from PySide6.QtCore import QLibraryInfo, QTranslator
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton, QWidget

from ui.file_dialogs import file_dialog, files_dialog, folder_dialog

NOT_OURS = ("Look in", "File name", "Files of type", "Open", "Cancel", "Folder", "Size", "KiB", "Choose")


@pytest.fixture
def over(qtbot, qapp):
    """A widget in a program whose own words of Qt are French, as the shell makes them."""
    words = QTranslator(qapp)
    words.load("qtbase_fr", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    qapp.installTranslator(words)
    over = QWidget()
    qtbot.addWidget(over)
    over.show()
    yield over
    qapp.removeTranslator(words)


MAKERS = {
    "folder": lambda over, french: folder_dialog(over, french),
    "files": lambda over, french: files_dialog(over, french, several=True),
    "file": lambda over, french: file_dialog(over, french, title="Choisir", kinds="Registres (*.csv)", name="choose"),
}


@pytest.mark.parametrize("kind", MAKERS)
def test_every_word_in_it_is_french(over, french, tmp_path, kind):
    (tmp_path / "un dossier").mkdir()
    (tmp_path / "registre.csv").write_text("Nom\n")
    dialog = MAKERS[kind](over, french)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setDirectory(str(tmp_path))
    dialog.show()
    QApplication.processEvents()
    shown = [w for w in dialog.findChildren(QWidget) if w.isVisible()]
    said = [w.text() for w in shown if isinstance(w, QLabel | QPushButton)] + [w.toolTip() for w in shown]
    assert [words for words in said if words.startswith(NOT_OURS)] == []
    assert {"Dossier\N{NO-BREAK SPACE}:", "Nom\N{NO-BREAK SPACE}:"} <= set(said)
    assert dialog.viewMode() is QFileDialog.ViewMode.List  # the columns of the other view are English
    dialog.close()


def test_no_page_asks_for_a_file_another_way():
    pages = (Path(__file__).parents[2] / "ui").rglob("*.py")
    assert [page.name for page in pages if "QFileDialog(" in page.read_text(encoding="utf-8")] == ["file_dialogs.py"]
