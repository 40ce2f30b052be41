"""A dialog that was answered goes, with all its widgets: else each form that was opened would stay until the evening."""

import ast
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QDialog

from centre_app.records import CaseFile
from tests.makers import an_admission
from tests.ui.pages.conftest import in_dialog
from ui.page import Destination
from ui.pages.case import CasePage
from ui.pages.exit import ExitPage

ROOT = Path(__file__).resolve().parents[3]
THE_PROGRAM_ITSELF = "app.exec"


@pytest.fixture
def case(register):
    person, name, case, *rest = an_admission()
    register.save(person, name, case, *rest)
    return register.get(CaseFile, case.id)


def widgets_now() -> Counter:
    """Count what is there once everything that was to be deleted is."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return Counter(f"{type(one).__name__}:{one.objectName()}" for one in QApplication.allWidgets())


def shows_and_keeps(act: ast.FunctionDef) -> bool:
    """Say whether a function waits for a dialog and does not give it back afterwards."""
    calls = [call for call in ast.walk(act) if isinstance(call, ast.Call) and not call.args]  # a drag is told what for
    called = {ast.unparse(call.func) for call in calls}
    waits = any(name.endswith(".exec") and name != THE_PROGRAM_ITSELF for name in called)
    return waits and not any(name.endswith(".deleteLater") for name in called)


def test_whoever_waits_for_a_dialog_gives_it_back():
    kept = [
        f"{path.relative_to(ROOT)}: {act.name}"
        for path in sorted((ROOT / "ui").rglob("*.py"))
        for act in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(act, ast.FunctionDef) and shows_and_keeps(act)
    ]
    assert not kept


@pytest.mark.parametrize("section", ["incidents", "notes", "referrals", "schooling"])
def test_a_form_that_was_opened_and_closed_leaves_nothing(session, show, case, section):
    page = show(CasePage(session))
    page.arrive(Destination(page="case", case_id=case.id, section=section))
    shown = page._made[section]
    opened: list[str] = []

    def open_and_close() -> None:
        in_dialog(lambda dialog: (opened.append(dialog.objectName()), dialog.done(QDialog.DialogCode.Rejected)))
        next(card for card in shown.findChildren(object) if hasattr(card, "add_one")).add_one()

    open_and_close()
    before = widgets_now()
    open_and_close()
    assert len(opened) == 2
    assert widgets_now() - before == Counter()


def test_the_form_of_an_exit_goes_whole(session, show, case):
    page = show(ExitPage(session))
    page.arrive(Destination(page="exit", case_id=case.id))
    before = widgets_now()
    page.arrive(Destination(page="exit", case_id=case.id))
    page.refresh()
    assert widgets_now() - before == Counter()
