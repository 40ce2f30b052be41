"""A form over one record: it makes the editors, shows a record and gives back a new one.

The page decides which questions stand where: `form.line("family", "given")` is a widget to put into a card. Findings of the
review are shown under their questions; so is what was typed and cannot be understood. Widgets hold no truth: what was not
touched comes back exactly as it was.
"""

import dataclasses
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from types import EllipsisType, MappingProxyType
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal

from centre_app.drafts import Boxes, Draft
from centre_app.forms.form import Form
from centre_app.kept_for_others import KEPT
from centre_app.kept_said import answer_kept_for
from centre_app.language import Language
from centre_app.paper_sheets import Sheet
from centre_app.questions import Record
from centre_app.review import BLOCKS, Finding
from centre_app.rules.needed import NEEDED
from ui.choice_field import Choices
from ui.editors import Editor, Setting, editor_for
from ui.form_line import FormLine


def _reason(record: Record, name: str) -> str | None:
    """Return why a question has no answer; that it is kept for others is no reason that somebody chose."""
    why = record.missing.get(name)
    return None if why == KEPT else why


class Where(Protocol):
    """What a form needs of where it stands: a Session has it, and so has a Setting before there is a register."""

    @property
    def language(self) -> Language: ...
    @property
    def today(self) -> date: ...
    @property
    def recent_choices(self) -> dict[str, list[str]]: ...


class RecordForm(QObject):
    """Editors of one record. `options` gives what may be chosen for a question that refers to other records."""

    changed = Signal()
    left = Signal(str)  # the question one has just gone on from

    def __init__(
        self,
        record_type: type[Record],
        session: Where,
        *,
        parent: QObject,
        sex: str | None = None,
        options: Mapping[str, Callable[[], Choices]] | None = None,
        sheet: Sheet | None | EllipsisType = ...,
    ) -> None:
        """`sheet`: the sheet of paper from which it is filled in; that of the session unless another is given."""
        super().__init__(parent)
        self.record_type = record_type
        self.is_shut = False
        self._language: Language = session.language
        of_session = getattr(session, "sheet", None)  # none before there is a register
        self._sheet: Sheet | None = of_session if sheet is ... else sheet
        self._setting = Setting(
            language=session.language,
            today=self._sheet.written_on if self._sheet else session.today,
            is_on_paper=self._sheet is not None,
            sex=sex,
            options=dict(options or {}),
            recent_choices=session.recent_choices,
        )
        self._editors: dict[str, Editor] = {}
        self._lines: dict[str, FormLine] = {}
        self._shown: Record = record_type()
        self._numbers: Mapping[str, str] = {}
        self._findings: list[Finding] = []

    # Laying out

    def line(
        self,
        *names: str,
        may_be_missing: bool = False,
        label: str = "",
        letters: bool | None = None,
        starred: bool = True,
    ) -> FormLine:
        """Return a line of the form with one or several questions.

        `may_be_missing` adds "Pas de réponse" with its reasons, `label` replaces the first question's own, and `letters`
        adds ɛ ɔ ɲ ŋ (by itself where the answer names somebody). `starred` False: the whole line may be left out.
        """
        questions = [self.record_type.questions[name] for name in names]
        editors = [self.editor(name) for name in names]
        line = FormLine(
            questions,
            editors,
            self._setting,
            may_be_missing=may_be_missing,
            label=label,
            letters=letters,
            needed=NEEDED.get(self.record_type, ()),
            starred=starred,
        )
        line.reason_changed.connect(self._on_changed)
        for name in names:
            self._lines[name] = line
        if self._numbers:
            line.number(self._numbers, in_sight=self._sheet is not None)
        return line

    def editor(self, name: str) -> Editor:
        """Return the editor of a question, made when first asked for."""
        if name not in self._editors:
            editor = self.make_editor(name)
            editor.changed.connect(lambda: self._forget_findings(name))
            editor.changed.connect(self._on_changed)
            editor.left.connect(lambda: self.left.emit(name))
            self._editors[name] = editor
        return self._editors[name]

    def make_editor(self, name: str) -> Editor:
        """Return a new editor of a question; override it to ask in another way than its kind of answer says."""
        return editor_for(self.record_type.questions[name], f"{self.record_type.table}.{name}", self._setting)

    def number_by(self, form: Form) -> None:
        """Give every question its number on the paper form."""
        self._numbers = form.numbers_of(self.record_type)
        for line in set(self._lines.values()):
            line.number(self._numbers, in_sight=self._sheet is not None)

    def number_of(self, name: str) -> str:
        """Return the number of a question on the paper form; "" where it has none."""
        return self._numbers.get(name, "")

    def speak_of(self, sex: str | None) -> None:
        """Speak from now on of a girl, or of a boy."""
        if sex == self._setting.sex:
            return
        self._setting.sex = sex
        for line in set(self._lines.values()):
            line.say_again()
        for name, editor in self._editors.items():
            editor.say_again()
            editor.name_for_readers(self._language.say(self.record_type.questions[name].label, sex=sex))

    def mark_needed(self, names: Collection[str]) -> None:
        """Star what cannot be left out as the other answers stand, besides what never can."""
        needed = {*NEEDED.get(self.record_type, ()), *names}
        for line in set(self._lines.values()):
            line.mark_needed(needed)

    # Showing and giving back

    def show_record(self, record: Record) -> None:
        """Show a record. Nothing is emitted."""
        self._shown = record
        for name, editor in self._editors.items():
            editor.show_answer(getattr(record, name))
        for name, line in self._lines.items():
            line.keep_for_others(name, self._kept_for(record, name))
            line.show_reason(name, _reason(record, name))
        self.show_findings([])

    def _kept_for(self, record: Record, name: str) -> str:
        """Return for whom an answer is kept; "" where whoever reads may read it."""
        is_kept = record.missing.get(name) == KEPT
        return answer_kept_for(self.record_type, name, self._language) if is_kept else ""

    def shut(self, is_shut: bool) -> None:
        """Show what stands here to somebody who may not change it; or let her write again."""
        if is_shut == self.is_shut:
            return
        self.is_shut = is_shut
        for name, line in self._lines.items():
            line.shut(name, is_shut or self._shown.missing.get(name) == KEPT)

    def show_draft(self, draft: Record, unclear: Mapping[str, Boxes] = MappingProxyType({})) -> None:
        """Show what was typed earlier over the record shown now, which stays what a change is measured by.

        `unclear` holds what was typed and could not be understood, by question.
        """
        for name, editor in self._editors.items():
            editor.show_answer(getattr(draft, name))
            if name in unclear:
                editor.show_typed(unclear[name])
        for name, line in self._lines.items():
            line.show_reason(name, _reason(draft, name))
        self._on_changed()

    def draft(self, part: str = "") -> Draft:
        """Return what is typed over the record shown, what cannot be understood yet included."""
        unclear = {name: self._editors[name].typed() for name in self.problems()}
        return Draft(begun=self._shown, typed=self.record(), part=part, unclear=unclear)

    def record(self) -> Any:
        """Return the record as it stands in the form: a new one where an answer is another."""
        kept = {name for name, why in self._shown.missing.items() if why == KEPT}
        given = {name: self._answer(name) for name in self._editors if name not in kept}
        reasons = {name: line.reason(name) for name, line in self._lines.items() if name not in kept}
        missing = {name: why for name, why in self._shown.missing.items() if name not in reasons and name not in given}
        missing |= {name: why for name, why in reasons.items() if why}
        if missing != dict(self._shown.missing):
            given["missing"] = missing
        changed = {name: answer for name, answer in given.items() if answer != getattr(self._shown, name)}
        return dataclasses.replace(self._shown, **changed) if changed else self._shown

    @property
    def saved_record(self) -> Record:
        """The record as it was shown, before anything was typed."""
        return self._shown

    @property
    def sex(self) -> str | None:
        """Of whom it speaks."""
        return self._setting.sex

    @property
    def has_changed(self) -> bool:
        """Whether a save would write something, or something was typed that cannot be understood yet."""
        return self.record() is not self._shown or any(self.problems().values())

    def problems(self) -> dict[str, str]:
        """Return why typed answers cannot be understood, by question."""
        told = {name: editor.problem() for name, editor in self._editors.items() if not self._is_missing(name)}
        return {name: problem for name, problem in told.items() if problem}

    def answered(self) -> tuple[int, int]:
        """Return how many questions of the form have an answer or a reason for none, and how many there are."""
        return len(self._editors) - len(self.unanswered()), len(self._editors)

    def unanswered(self) -> list[str]:
        """Return the questions of the form without an answer and without a reason for none, in its order."""
        record = self.record()
        return [
            name
            for name in self._editors
            if getattr(record, name) in (None, "", frozenset()) and name not in record.missing
        ]

    # Findings

    def show_findings(self, findings: Iterable[Finding]) -> None:
        """Show what the review says of this record under its questions, and what could not be understood."""
        self._findings = [one for one in findings if one.record_id == self._shown.id and one.question in self._lines]
        problems = self.problems()
        for name, line in self._lines.items():
            said = [(one.severity, one.said_in(self._language)) for one in self._findings if one.question == name]
            if name in problems:
                said.insert(0, (BLOCKS, problems[name]))
            line.show_findings(name, said)

    def _forget_findings(self, name: str) -> None:
        """What was said of an answer is not said of another one; one hears anew when one goes on."""
        if name in self._lines and any(one.question == name for one in self._findings):
            self._findings = [one for one in self._findings if one.question != name]
            self._lines[name].show_findings(name, [])

    def shows(self, finding: Finding) -> bool:
        """Say whether a finding stands under a question of this form."""
        return finding.record_id == self._shown.id and finding.question in self._lines

    def go_to(self, question: str) -> None:
        """Put the cursor into a question."""
        self._editors[question].setFocus()

    def line_of(self, question: str) -> FormLine | None:
        return self._lines.get(question)

    @property
    def questions(self) -> list[str]:
        """The questions laid out, in the order of the form."""
        return list(self._lines)

    def fold(self, small: bool) -> None:
        for line in set(self._lines.values()):
            line.fold(small)

    def _answer(self, name: str) -> Any:
        if self._is_missing(name):
            return frozenset() if isinstance(getattr(self._shown, name), frozenset) else None
        return self._editors[name].answer()

    def _is_missing(self, name: str) -> bool:
        line = self._lines.get(name)
        return line is not None and line.reason(name) is not None

    def _on_changed(self) -> None:
        self.changed.emit()
