"""Every form of a file, typed in, left by a cut and taken up again: `python -m pytest tests/ui/every_draft.py`.

It presses every button of every section of a file, fills in the form that opens, keeps it as the ten seconds do and lets
the form vanish. Then each draft is taken up from the first page: its form must open with all that was typed. Minutes long,
so no part of the suite, which tries a few forms by hand (pages/test_drafts.py).
"""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog

from centre_app import drafts
from centre_app.choices import choices
from centre_app.drafts import Kept
from centre_app.kinds import Kind, OneOf, WholeNumber, Words, YesNo
from tests.ui.pages.test_drafts import case, go, open_window  # noqa: F401 fixtures
from ui import form_sheet
from ui.form_sheet import FormSheet
from ui.leave_dialog import CONTINUE, SAVE
from ui.page import Destination
from ui.pages.case.page import _SECTIONS

LOOKS, EVERY_MS = 25, 30
LET_GO = "let go"
assert LET_GO not in (SAVE, CONTINUE)


@pytest.mark.parametrize("code", ["fr", "en"])
def test_every_form_of_a_file_gives_back_what_was_typed(register, case, open_window, monkeypatch, code):  # noqa: F811
    monkeypatch.setattr(form_sheet, "ask_before_leaving", lambda *_: LET_GO)
    window = open_window(register, code)
    for section in _SECTIONS:
        for name in _buttons_in(go(window, "case", case_id=case.id, section=section)):
            _press(window, name, section, case.id)
    kept = drafts.all_kept(register)
    assert len(kept) > 40
    lost = [f"{one.spot.section}: {one.drafts[0].typed.table}" for one in kept if not _comes_back(window, one)]
    assert lost == []


def _buttons_in(page: Any) -> list[str]:
    shown = [one for one in page.findChildren(QAbstractButton) if one.isVisible() and one.isEnabled()]
    return list(dict.fromkeys(one.objectName() for one in shown if one.objectName() and not one.isCheckable()))


def _press(window: Any, name: str, section: str, case_id: str) -> None:
    """Press one button; whatever form opens is filled in, kept and gone."""
    button = next((one for one in window.page.findChildren(QAbstractButton, name) if one.isVisible()), None)
    if button is not None and window.page.objectName() == "case":
        _in_the_form(button.click, _fill_and_vanish)
    if window.page.spot().section != section:
        go(window, "case", case_id=case_id, section=section)


def _in_the_form(act: Any, do: Any) -> bool:
    """Do something, and something else in the dialog that it opens; say whether one opened."""
    found: list[QDialog] = []
    left = [LOOKS]

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        left[0] -= 1
        if isinstance(dialog, QDialog):
            found.append(dialog)
            do(dialog)
            QDialog.done(dialog, 0)
        elif left[0] > 0:
            QTimer.singleShot(EVERY_MS, look)

    QTimer.singleShot(EVERY_MS, look)
    act()
    while not found and left[0] > 0:
        QApplication.processEvents()
    return bool(found)


def _fill_and_vanish(dialog: QDialog) -> None:
    for sheet in dialog.findChildren(FormSheet)[:1]:
        for form in sheet.forms:
            _fill_one(form)
        sheet.keep_draft()
        sheet._timer.stop()  # the program has ended


def _fill_one(form: Any) -> None:
    """Answer the first question of a form that can be answered without knowing anything."""
    for question in form.questions:
        answer = next(_answers(form.record_type.questions[question].kind), None)
        if answer is not None:
            editor = form.editor(question)
            editor.show_answer(answer)
            editor.changed.emit()
        if form.has_changed:
            return


def _answers(kind: Kind) -> Iterator[Any]:
    match kind:
        case OneOf(choices=name):
            yield choices(name).keys[-1]
        case WholeNumber():
            yield 3
        case YesNo():
            yield True
        case Words():
            yield "Des mots à garder"


def _comes_back(window: Any, kept: Kept) -> bool:
    """Take a draft up as the first page does; say whether all of it stands in a form, then let it go."""
    spot, typed = kept.spot, [0]

    def count(dialog: QDialog) -> None:
        for sheet in dialog.findChildren(FormSheet)[:1]:
            typed[0] = sum(form.has_changed for form in sheet.forms)
            sheet._timer.stop()

    to = Destination(page=spot.page, case_id=spot.case_id, section=spot.section, record_id=spot.record_id, kept=kept)
    _in_the_form(lambda: window.go_to(to), count)
    drafts.let_go(window._session.register, kept)
    go(window, "today")
    return typed[0] == len(kept.drafts)
