"""A section that lists the records of one kind and opens one to fill in: visits, school, training, kits.

What a line shows is said by the section; which questions stand in the form, too. Nothing here knows a kind of record.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from centre_app import drafts
from centre_app.choices.keys import Sex
from centre_app.drafts import Kept
from centre_app.forms.form import Form
from centre_app.language import N_
from centre_app.questions import Record
from centre_app.register import Register
from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.messages import EmptyState
from ui.kit.panel import Card, note
from ui.kit.rows import Row, RowList
from ui.record_dialog import Lines, RecordDialog
from ui.session import Session

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What one row shows of a record: its title, a second line, and a state at the right."""

    title: str
    second: str = ""
    state: QWidget | None = None
    state_width: float = 150


class RecordsCard(Card, Generic[R]):
    """The records of one kind, the newest on top, and a button for one more."""

    saved = Signal()

    def __init__(
        self,
        session: Session,
        *,
        title: str,
        icon: str,
        add: str,
        empty: str,
        form_title: str,
        lines: Lines,
        shown: Callable[[Any], Line],
        name: str,
        write: Callable[[Register, Any], object] = Register.save,
        dialog: type[RecordDialog] = RecordDialog,
        not_of_boys: frozenset[str] = frozenset(),
        calm: bool = False,
    ) -> None:
        """`calm`: while there is no record it takes one line, for a section with many such cards."""
        self._add = buttons.quiet(add, icons.ADD, name=f"add_{name}")
        super().__init__(title, icon, head_end=self._add, name=name)
        self._session, self._write = session, write
        self._icon, self._add_words, self._empty = icon, add, empty
        self._form_title, self._questions, self._shown = form_title, lines, shown
        self._dialog, self._not_of_boys, self._calm = dialog, not_of_boys, calm
        self._blank: Callable[[], Record] | None = None
        self._type: type[Record] | None = None  # None while there is no record and none may be added
        self._sex: str | None = None
        self._add.clicked.connect(self.add_one)

    def show_records(self, records: Sequence[Record], *, blank: Callable[[], Record] | None, sex: str | None) -> None:
        """Show records; `blank` makes the one that "add" opens, None where nothing may be added."""
        if blank is not None and not self._session.register.may_write(blank()):
            blank = None
        self._blank, self._sex = blank, sex
        self._type = type(records[0]) if records else type(blank()) if blank else None
        self.clear()
        self._add.setVisible(blank is not None and (bool(records) or self._calm))
        if not records and self._calm:
            self.add(note(self._empty))
            return
        if not records:
            words = self._add_words if blank is not None else ""
            empty = EmptyState(self._icon, self._empty, words, name=f"{self.objectName()}.empty")
            empty.acted.connect(self.add_one)
            self.add(empty)
            return
        rows = RowList(name=f"{self.objectName()}.rows")
        rows.show_rows([self._row(record) for record in reversed(records)])
        self.add(rows)

    def add_one(self) -> None:
        if self._blank is not None:
            self.open_record(self._blank())

    def resume(self, kept: Kept) -> bool:
        """Open the form with what was typed earlier; False where that was a record of another kind."""
        draft = kept.drafts[0]
        if self._type is not type(draft.typed):
            return False
        self.open_record(drafts.stands_now(self._session.register, draft), kept=kept)
        return True

    def open_record(self, record: Record, *, kept: Kept | None = None) -> None:
        """Fill in a record over the page; it is saved by itself, as one act."""
        dialog = self._dialog(
            self._session,
            record,
            self._asked(),
            title=self._form_title,
            write=lambda changed: self._session.do(self._write, changed),
            over=self,
            sex=self._sex,
            close_words=self._session.say(N_("Close")),
            kept=kept,
        )
        if dialog.exec():
            self.saved.emit()
        dialog.deleteLater()

    def _asked(self) -> Lines:
        """Return the lines of the form, without what no boy is asked."""
        if self._sex != Sex.MALE:
            return self._questions
        if isinstance(self._questions, Form):
            return self._questions.without(self._not_of_boys)
        return [line for line in self._questions if line not in self._not_of_boys]

    def _row(self, record: Record) -> Row:
        line = self._shown(record)
        go = buttons.button(self._session.say(N_("Open")), name=f"open.{record.id}", in_row=True)
        go.clicked.connect(lambda: self.open_record(record))
        columns = [(line.state, theme.size(line.state_width))] if line.state is not None else []
        besides = self.row_acts(record)
        action = layout.boxed(layout.row(*besides, go, gap=8)) if besides else go
        return Row(line.title, line.second, columns=columns, action=action, name=f"row.{record.id}")

    def row_acts(self, record: R) -> Sequence[QWidget]:
        """Return what can be done with a record besides opening it."""
        return ()


def joined(*parts: str | None) -> str:
    """Return the parts that say something, with a dot between them."""
    return " · ".join(part for part in parts if part)
