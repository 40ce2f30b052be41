"""Under Administration: the reports of the program's mistakes that wait, and at headquarters those of all houses."""

from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QPushButton, QWidget

from centre_app import crashes, logs
from centre_app.language import Language
from centre_app.records import ProgramReport
from tests.ui.fits import LARGE, SMALL, cut_widgets
from tests.ui.pages.conftest import part, words_on
from ui.page import Destination
from ui.pages.settings.page import SettingsPage
from ui.report_dialog import ReportDialog
from ui.session import Session

AT = datetime(2026, 11, 20, 14, 32, tzinfo=UTC)


@pytest.fixture(autouse=True)
def beside_the_log(tmp_path, monkeypatch):
    monkeypatch.setattr(logs, "log_file", lambda: tmp_path / "state" / "registre.log")


def opened(session, show, size=LARGE):
    page = SettingsPage(session)
    page.arrive(Destination(page="settings", section="program_reports"))
    return show(page, size)


def test_there_is_no_such_part_while_there_is_no_report(session, show):
    page = opened(session, show)
    assert "Erreurs" not in words_on(page)


def test_a_report_that_waits_is_read_and_erased_there(session, show, qtbot):
    crashes._write("AB12CD", "Registre 0.1.0\nbuiltins.KeyError")
    page = opened(session, show)
    part(page, "read.waits.AB12CD").click()
    (dialog,) = page.window().findChildren(ReportDialog)
    assert "KeyError" in words_on(dialog)
    part(dialog, "erase_report").click()
    assert crashes.all_waiting() == []


def test_one_that_was_kept_is_only_read(session, show):
    (kept,) = session.register.save(ProgramReport(happened_at=AT, code="AB12CD", text="builtins.KeyError"))
    page = opened(session, show)
    part(page, f"read.kept.{kept.id}").click()
    (dialog,) = page.window().findChildren(ReportDialog)
    shown = {button.objectName() for button in dialog.findChildren(QPushButton) if button.isVisibleTo(dialog)}
    assert {"erase_report", "keep_report"}.isdisjoint(shown)
    assert "report_to_stick" in shown


@pytest.mark.parametrize("size", [LARGE, SMALL])
@pytest.mark.parametrize("code", ["fr", "en"])
def test_nothing_is_cut(register, show, qapp, code, size):
    crashes._write("AB12CD", "Registre 0.1.0")
    register.save(ProgramReport(happened_at=AT, code="CD34EF", text="builtins.KeyError"))
    page = opened(Session(register, Language.of(code)), show, size)
    assert isinstance(page.findChild(QWidget, "settings.program_reports"), QWidget)
    assert cut_widgets(page, *size) == []
