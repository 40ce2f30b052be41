"""The form of one session of a group: when and about what, who came, and how it went for the group as a whole."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QRectF

from centre_app.casework import groups
from centre_app.language import N_
from centre_app.records import GroupSession
from ui import theme
from ui.kit import layout
from ui.kit.panel import Card
from ui.pages.groups.attendance import Marks
from ui.record_dialog import RecordDialog
from ui.record_form import RecordForm
from ui.session import Session


class GroupSessionDialog(RecordDialog):
    """Marks and session are saved as one act, and kept together while they are not."""

    def __init__(self, session: Session, record: GroupSession, *given: Any, **named: Any) -> None:
        self._marks = Marks(session)
        self._begun = record
        named["write"] = self._put
        super().__init__(session, record, *given, **named)
        self._marks.added.connect(self.sheet.watch)
        self._marks.table.reached.connect(self._bring_into_sight)
        self.form.left.connect(self._on_left)
        if not record.rev and record.minutes is not None and self._marks.table.marks:
            self._marks.table.setFocus()  # all else is as the last time: who came is what is new

    def add_more(self, card: Card) -> None:
        self._marks.show_session(self._begun)
        self._marks.shut(not self._session.register.may_write(self._begun))
        title = theme.plain_label(self._session.say(N_("Who came")), theme.BODY, theme.MEDIUM)
        card.add(layout.rule(), title, self._marks)

    def more_forms(self) -> Sequence[RecordForm]:
        return list(self._marks.forms.values())

    def parts(self) -> Mapping[str, RecordForm]:
        return {self._begun.table: self.form, **self._marks.parts()}

    def _bring_into_sight(self, cell: QRectF) -> None:
        """The table is as high as its lines: what scrolls is the form round it."""
        inner = self.sheet.scroll.widget()
        middle = self._marks.table.viewport().mapTo(inner, cell.center().toPoint())
        self.sheet.scroll.ensureVisible(middle.x(), middle.y(), 0, theme.size(80))

    def _on_left(self, question: str) -> None:
        """Another day, other people in the house."""
        if question == "held_on":
            self._marks.show_session(self.form.record())

    def _put(self, held: GroupSession) -> None:
        self._session.do(groups.hold_session, held, self._marks.changed())
