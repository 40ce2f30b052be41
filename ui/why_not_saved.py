"""Says over a form why nothing was saved, which answers stand in the way, and falls silent answer by answer as they are mended."""

from PySide6.QtCore import QObject

from centre_app.language import Language
from centre_app.problems import NotSaved
from centre_app.review import Finding
from ui.form_sheet import FormSheet
from ui.kit.messages import ResultBar


class WhyNotSaved(QObject):
    """Speaks in a bar about the forms of a sheet."""

    def __init__(self, language: Language, bar: ResultBar, sheet: FormSheet) -> None:
        super().__init__(sheet)
        self._language, self._bar, self._sheet = language, bar, sheet
        self._left: dict[Finding, object] = {}  # what still stands in the way, with the answer that it was said of
        sheet.changed.connect(self._look_again)

    def tell(self, problem: NotSaved) -> None:
        self._left = {finding: self._answer(finding) for finding in problem.findings}
        self._bar.tell_problem(problem.said_in(self._language))

    def _look_again(self) -> None:
        left = {finding: answer for finding, answer in self._left.items() if self._answer(finding) == answer}
        if len(left) == len(self._left):
            return
        self._left = left
        if left:
            self._bar.tell_problem(NotSaved(list(left)).said_in(self._language))
        else:
            self._bar.hide()

    def _answer(self, finding: Finding) -> object:
        """Return what is answered now; of a child who goes along the same is said as of her mother."""
        for form in self._sheet.forms:
            if form.record_type.__name__ == finding.record_type and finding.question in form.questions:
                record = form.record()
                return getattr(record, finding.question), record.missing.get(finding.question)
        return None
