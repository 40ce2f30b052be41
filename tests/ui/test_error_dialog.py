"""The crash box tells where, never who."""

import sys
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QWidget

from centre_app import logs
from centre_app.crashes import code_of, text_of
from centre_app.language import Language
from centre_app.problems import DiskNotAnswering
from ui.error_dialog import ErrorDialog, catch_the_unexpected

SECRET = "Kadidia Sangaré"


def test_the_report_holds_no_word_that_somebody_typed():
    report = text_of(an_error())
    assert SECRET not in report
    assert "KeyError" in report
    assert "ValueError" in report
    assert "an_error" in report


def test_the_report_names_no_folder_of_this_machine():
    assert str(logs.PROGRAM) not in text_of(an_error())


def test_a_folder_called_after_a_person_is_in_no_report(tmp_path):
    """Its name may follow one of the program's own, as in ".../ui/Kadidia/script.py"."""
    home = tmp_path / "ui" / "Kadidia"
    home.mkdir(parents=True)
    (home / "script.py").write_text("def fail():\n    raise ValueError\n")
    namespace: dict = {}
    exec(compile((home / "script.py").read_text(), str(home / "script.py"), "exec"), namespace)
    with pytest.raises(ValueError) as found:  # noqa: PT011 it says nothing
        namespace["fail"]()
    report = text_of(found.value)
    assert "script.py:2 fail" in report
    assert "Kadidia" not in report


def test_the_report_says_what_the_log_says():
    error = an_error()
    assert text_of(error).partition("\n")[2] == logs.nameless(error)


def test_the_same_fault_has_the_same_code_to_say_on_the_phone():
    codes = {code_of(an_error()) for _ in range(2)}
    assert len(codes) == 1
    assert len(codes.pop()) == 6


def test_the_report_can_be_copied(qtbot, french):
    dialog = ErrorDialog(an_error(), french)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.mouseClick(dialog.findChild(QWidget, "copy_report"), Qt.MouseButton.LeftButton)
    assert "KeyError" in QGuiApplication.clipboard().text()


def test_the_box_speaks_french_and_shows_no_name(qtbot, french):
    dialog = ErrorDialog(an_error(), french)
    qtbot.addWidget(dialog)
    words = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "L’erreur vient du programme" in words
    assert SECRET not in words


def an_error() -> Exception:
    try:
        try:
            {}[SECRET]
        except KeyError:
            raise ValueError(SECRET)  # noqa: B904 - the cause is what is tested
    except ValueError as error:
        return error
    raise AssertionError


def test_a_disk_that_did_not_answer_is_told_on_the_page_and_is_no_mistake_of_the_program(qtbot, monkeypatch):
    told = []

    class Frame(QWidget):
        page = SimpleNamespace(tell_problem=told.append)

    window = QWidget()
    qtbot.addWidget(window)
    Frame(window).setObjectName("main_window")
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    catch_the_unexpected(Language.of("fr"))
    sys.excepthook(DiskNotAnswering, problem := DiskNotAnswering(), None)
    assert told == [problem]
