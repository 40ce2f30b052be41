"""The button that lists which questions of a form have neither an answer nor a reason, and leads to the one chosen."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from centre_app.language import N_, Language
from ui import icons
from ui.form_sheet import FormSheet
from ui.kit.buttons import Button, Kind
from ui.record_form import RecordForm


class WhatIsMissing(Button):
    """Speaks about some forms of a sheet, about all of them unless said otherwise; `look_again` after each change."""

    def __init__(
        self,
        language: Language,
        sheet: Callable[[], FormSheet],
        forms: Callable[[], Sequence[RecordForm]] | None = None,
    ) -> None:
        super().__init__(language.say(N_("What is missing")), icons.UNFOLD, kind=Kind.QUIET, name="what_is_missing")
        self._language, self._sheet = language, sheet
        self._forms = forms or (lambda: sheet().forms)
        self.clicked.connect(self._open)

    def look_again(self) -> None:
        self.setEnabled(any(form.unanswered() for form in self._forms() if not form.is_shut))

    def _open(self) -> None:
        menu, sheet = QMenu(self), self._sheet()
        menu.setObjectName("missing_menu")
        for form in self._forms():
            for question in form.unanswered():
                label = self._language.say(form.record_type.questions[question].label, sex=form.sex)
                line = menu.addAction(label.replace("&", "&&"))
                line.triggered.connect(
                    lambda _checked=False, form=form, question=question: sheet.reveal(form, question)
                )
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))
