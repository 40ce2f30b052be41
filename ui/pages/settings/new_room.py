"""A new room in one form: what it is, and how many beds and cots stand in it."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from PySide6.QtCore import QObject

from centre_app.casework.rooms import MOTHER_AND_BABY, letter_for
from centre_app.drafts import Boxes, Draft
from centre_app.language import N_
from centre_app.questions import Question, Record, WholeNumber
from centre_app.records import Room
from centre_app.review import BLOCKS, Finding
from ui import icons, theme
from ui.editors import Editor, editor_for
from ui.form_line import FormLine
from ui.kit.messages import Message
from ui.kit.panel import Card
from ui.record_dialog import RecordDialog
from ui.record_form import RecordForm
from ui.session import Session

BEDS, COTS = "beds", "cots"
MOST_BEDS = 99
_ASKED = {
    BEDS: Question(BEDS, WholeNumber(), N_("Number of beds")),
    COTS: Question(COTS, WholeNumber(), N_("Number of cots")),
}


class NewRoomForm(RecordForm):
    """The questions of a room, and two numbers that are no answers of the room itself. Cots stand where mothers sleep."""

    def __init__(self, session: Session, *, parent: QObject) -> None:
        super().__init__(Room, session, parent=parent)
        self._counts: dict[str, Editor] = {}
        self.count_lines: dict[str, FormLine] = {}
        for name, question in _ASKED.items():
            editor = editor_for(question, f"{Room.table}.{name}", self._setting)
            editor.changed.connect(self._on_changed)
            editor.left.connect(lambda name=name: self.left.emit(name))
            self._counts[name] = editor
            self.count_lines[name] = FormLine([question], [editor], self._setting)

    def count(self, name: str) -> int:
        """Return how many beds, or cots, were typed; 0 where nobody asked for any."""
        return (self._counts[name].answer() or 0) if self._is_asked(name) else 0

    def show_cots(self) -> None:
        """Ask for cots in a room of mothers and babies only."""
        self.count_lines[COTS].setVisible(self._is_asked(COTS))

    @property
    def has_changed(self) -> bool:
        return super().has_changed or any(self.count(name) for name in self._counts)

    def problems(self) -> dict[str, str]:
        told = {name: self._problem_with(name) for name in self._counts if self._is_asked(name)}
        return super().problems() | {name: problem for name, problem in told.items() if problem}

    def show_findings(self, findings: Iterable[Finding]) -> None:
        super().show_findings(findings)
        for name, line in self.count_lines.items():
            problem = self._problem_with(name)
            line.show_findings(name, [(BLOCKS, problem)] if problem else [])

    def show_record(self, record: Record) -> None:
        for editor in self._counts.values():
            editor.show_answer(None)
        super().show_record(record)
        self.show_cots()

    def draft(self, part: str = "") -> Draft:
        unclear = {name: self._editors[name].typed() for name in super().problems()}
        typed = {name: editor.typed() for name, editor in self._counts.items()}
        return Draft(begun=self.saved_record, typed=self.record(), part=part, unclear=unclear | typed)

    def show_draft(self, draft: Record, unclear: Mapping[str, Boxes] = MappingProxyType({})) -> None:
        for name, editor in self._counts.items():
            editor.show_typed(unclear.get(name, {}))
        super().show_draft(draft, unclear)
        self.show_cots()

    @property
    def questions(self) -> list[str]:
        return [*super().questions, *self._counts]

    def go_to(self, question: str) -> None:
        if question in self._counts:
            self._counts[question].setFocus()
        else:
            super().go_to(question)

    def line_of(self, question: str) -> FormLine | None:
        return self.count_lines.get(question) or super().line_of(question)

    def fold(self, small: bool) -> None:
        super().fold(small)
        for line in self.count_lines.values():
            line.fold(small)

    def _is_asked(self, name: str) -> bool:
        return name == BEDS or self.record().room_type == MOTHER_AND_BABY

    def _problem_with(self, name: str) -> str:
        if not self._is_asked(name):
            return ""
        unclear = self._counts[name].problem()
        if unclear:
            return unclear
        if self.count(name) > MOST_BEDS:
            return self._language.say(N_("At most {n}. Write the others into another room."), n=MOST_BEDS)
        if name == COTS and self.count(COTS) and not self.count(BEDS):
            return self._language.say(N_("A cot stands beside a bed: write how many beds there are."))
        return ""


class NewRoomDialog(RecordDialog):
    """Says while one types how the beds will be called."""

    form: NewRoomForm

    def make_form(self, record: Record, sex: str | None) -> RecordForm:
        return NewRoomForm(self._session, parent=self)

    def add_more(self, card: Card) -> None:
        self._called = Message("", theme.DONE_TONE, icon=icons.BED, name="called")
        card.add(*self.form.count_lines.values(), self._called)
        self.form.changed.connect(self._on_changed)
        self._on_changed()

    def _on_changed(self) -> None:
        self.form.show_cots()
        room, beds = self.form.record(), self.form.count(BEDS)
        self._called.setVisible(bool(room.name) and 0 < beds <= MOST_BEDS)
        if self._called.isVisibleTo(self):
            self._called.show_text(self._names_of_beds(letter_for(self._session.register, room), beds))

    def _names_of_beds(self, letter: str, beds: int) -> str:
        say, first = self._session.say, f"{letter}-01"
        if beds == 1:
            return say(N_("The bed will be called {label}."), label=first)
        return say(N_("The beds will be called {first} to {last}."), first=first, last=f"{letter}-{beds:02d}")
