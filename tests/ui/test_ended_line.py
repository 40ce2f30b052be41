"""The first page says how the program ended last time, what was found since, and shows a report before it is sent."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from centre_app import crashes, endings, logs
from centre_app.endings import DAMAGED, SHORT
from centre_app.language import Language
from centre_app.records import ProgramReport
from tests.makers import an_admission, reopened_as
from ui.house import open_house
from ui.report_dialog import ReportDialog
from ui.session import Session


@pytest.fixture(autouse=True)
def beside_the_log(tmp_path, monkeypatch):
    monkeypatch.setattr(logs, "log_file", lambda: tmp_path / "state" / "registre.log")


@pytest.fixture
def opened(qtbot, register):
    """Open the house as it is after the program was left in some way."""

    def house(cut=None, language="fr"):
        frame = open_house(Session(register, Language.of(language)), cut=cut)
        qtbot.addWidget(frame)
        frame.resize(1366, 728)
        frame.show()
        return frame

    return house


def words_in(widget, name):
    (line,) = [one for one in widget.findChildren(QWidget, name) if one.isVisible()]
    return " ".join(label.text() for label in line.findChildren(QLabel))


def a_cut(register):
    register.save(*an_admission())
    endings.note_saved(register)
    return endings.begin(register)


def a_cut_of(register):
    endings.begin(register)
    return endings.begin(register)


def an_error():
    with pytest.raises(KeyError) as found:
        {}["Kadidia"]
    return found.value


def click(qtbot, widget, name):
    (button,) = [one for one in widget.findChildren(QWidget, name) if one.isVisible()]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_nothing_is_said_where_the_program_ended_by_itself(opened):
    frame = opened()
    assert not frame.findChild(QWidget, "ended_line").isVisible()


def test_after_a_cut_it_says_that_nothing_is_lost_once_all_was_checked(qtbot, opened, register):
    frame = opened(a_cut(register))
    assert "tout ce qui était enregistré est là" not in words_in(frame, "cut_off")
    qtbot.waitUntil(lambda: "tout ce qui était enregistré est là" in words_in(frame, "cut_off"), timeout=20_000)
    assert "coupé" in words_in(frame, "cut_off")
    click(qtbot, frame, "close_cut_off")
    assert not frame.findChild(QWidget, "ended_line").isVisible()


@pytest.mark.parametrize("found", [SHORT, DAMAGED])
def test_what_is_missing_or_damaged_is_said_and_never_that_nothing_is_lost(qtbot, opened, register, monkeypatch, found):
    monkeypatch.setattr(endings, "check", lambda _register, _cut: found)
    frame = opened(a_cut(register))
    qtbot.waitUntil(lambda: "sauvegardes" in words_in(frame, "cut_off"), timeout=20_000)
    assert "tout ce qui était enregistré est là" not in words_in(frame, "cut_off")


def test_what_is_shut_to_whoever_is_here_is_named_as_not_looked_at(qtbot, opened, register):
    teacher = reopened_as(register, "teacher")
    frame = open_house(Session(teacher, Language.of("fr")), cut=a_cut_of(teacher))
    qtbot.addWidget(frame)
    frame.show()
    qtbot.waitUntil(lambda: "n’a pas été regardé" in words_in(frame, "cut_off"), timeout=20_000)
    assert "Protection" in words_in(frame, "cut_off")


def test_in_english_it_says_the_same(qtbot, opened, register):
    frame = opened(a_cut(register), "en")
    qtbot.waitUntil(lambda: "all that was saved is there" in words_in(frame, "cut_off"), timeout=20_000)


def test_a_report_is_offered_read_and_kept_for_headquarters(qtbot, opened, register):
    crashes.keep_report_of(an_error())
    frame = opened()
    click(qtbot, frame, "read_report")
    (dialog,) = frame.window().findChildren(ReportDialog)
    assert "builtins.KeyError" in words_in(dialog, "report.scroll")
    assert "Kadidia" not in words_in(dialog, "report.scroll")
    click(qtbot, dialog, "keep_report")
    assert "siège" in frame.page.result.accessibleName()
    assert [one.text for one in register.find(ProgramReport)]
    assert not frame.findChild(QWidget, "ended_line").isVisible()


def test_a_report_that_is_erased_is_gone(qtbot, opened, register):
    crashes.keep_report_of(an_error())
    frame = opened()
    click(qtbot, frame, "read_report")
    click(qtbot, frame.window().findChildren(ReportDialog)[0], "erase_report")
    assert crashes.all_waiting() == crashes.all_kept() == []
    assert register.find(ProgramReport) == []


def test_a_report_nobody_decided_about_is_offered_again(qtbot, opened):
    crashes.keep_report_of(an_error())
    frame = opened()
    click(qtbot, frame, "read_report")
    click(qtbot, frame.window().findChildren(ReportDialog)[0], "decide_later")
    assert "erreur" in words_in(frame, "report_waits")
    assert len(crashes.all_waiting()) == 1


def test_a_mistake_that_ended_the_program_is_not_called_a_power_cut(qtbot, opened, register):
    crashes.keep_report_of(an_error())
    frame = opened(replace(a_cut(register), last_seen=register.now.replace(year=2020)))
    assert "une erreur et s’est arrêté" in words_in(frame, "cut_off")
    qtbot.waitUntil(lambda: "tout ce qui était enregistré est là" in words_in(frame, "cut_off"), timeout=20_000)
    click(qtbot, frame, "close_cut_off")
    qtbot.waitUntil(lambda: frame.findChild(QWidget, "report_waits").isVisible())
    assert "Lisez-le" in words_in(frame, "report_waits")
