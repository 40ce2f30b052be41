"""Saying once from which sheet one types: on which day it was written, and by whom."""

from PySide6.QtCore import Signal

from centre_app import paper_sheets
from centre_app.language import N_
from centre_app.paper_sheets import Sheet
from centre_app.problems import Problem
from centre_app.records import StaffMember, TypedSheet
from centre_app.rights import DATA_OFFICER
from ui import icons
from ui.choice_field import Choices
from ui.kit import buttons, layout
from ui.kit.panel import Card, note
from ui.record_form import RecordForm
from ui.session import Session


class TypingCard(Card):
    """Day and author; whoever types for another one as data officer takes on that person's rights."""

    begun = Signal()
    ended = Signal()
    failed = Signal(object)  # a Problem

    def __init__(self, session: Session) -> None:
        say = session.say
        super().__init__(say(N_("Type what was written on paper")), icons.EDIT, name="typing")
        self._session = session
        about = N_("Say it once: what you save from now on stands under the day of the paper, and the day on which you type it stands beside it.")  # fmt: skip
        self.add(note(say(about), wraps=True))
        self._form = RecordForm(TypedSheet, session, parent=self, options={"author_id": self._team}, sheet=None)
        self._stands = note("", wraps=True, name="typing.stands")
        self._begin = buttons.filled(say(N_("Type this sheet")), icons.EDIT, name="begin_typing")
        self._end = buttons.button(say(N_("I have finished")), icons.TICK, name="end_typing")
        self._begin.clicked.connect(self.begin)
        self._end.clicked.connect(lambda: self._change(None))
        next_words = N_("Now go to where it is written on other days: the file, the roll call, the store. Come back here when the sheet is typed.")  # fmt: skip
        self._next = note(say(next_words), wraps=True, name="typing.next")
        self.add(self._form.line("written_on"), self._form.line("author_id"), self._stands, self._next)
        if DATA_OFFICER in session.register.roles:
            words = N_("You write what this person may write, and no more. Your own name stands beside it.")
            self.add(note(say(words), wraps=True))
        self.add(layout.row(self._begin, self._end, layout.STRETCH, gap=12))
        self.show_sheet()

    def show_sheet(self) -> None:
        """Show what is being typed, or ask what will be."""
        register, sheet = self._session.register, self._session.sheet
        self._form.show_record(
            TypedSheet(
                author_id=sheet.author_id if sheet else register.who, written_on=sheet.written_on if sheet else None
            )
        )
        self._stands.setText(sheet_said(self._session, sheet) if sheet else "")
        for part in (self._stands, self._next):
            part.setVisible(sheet is not None)
        self._end.setVisible(sheet is not None)

    def begin(self) -> None:
        """Type from the sheet that is named; say what is missing of it."""
        asked: TypedSheet = self._form.record()
        if asked.written_on is None or asked.author_id is None:
            self._form.show_findings([])
            self._form.go_to("written_on" if asked.written_on is None else "author_id")
            return
        self._change(Sheet(author_id=asked.author_id, written_on=asked.written_on))

    def _change(self, sheet: Sheet | None) -> None:
        try:
            change(self._session, sheet)
        except Problem as problem:
            self.failed.emit(problem)
            return
        self.show_sheet()
        (self.begun if sheet else self.ended).emit()

    def _team(self) -> Choices:
        team = [one for one in self._session.register.find(StaffMember) if one.active_to is None]
        return [(one.id, one.name or "") for one in sorted(team, key=lambda one: one.name or "")]


def change(session: Session, sheet: Sheet | None) -> None:
    """Type from a sheet from now on, or from none. Raises a Problem; nothing has changed then."""
    register = session.register
    paper_sheets.type_from(register, sheet)
    if DATA_OFFICER in register.roles:
        author = sheet.author_id if sheet is not None and sheet.author_id != register.who else None
        try:
            register.type_for(author)
        except Problem:
            paper_sheets.type_from(register, None)
            raise
    session.tell_changed()
    session.sheet_changed.emit()


def sheet_said(session: Session, sheet: Sheet) -> str:
    """Return which sheet is being typed."""
    return session.say(
        N_("You are typing a sheet written on {day} by {name}."),
        day=sheet.written_on,
        name=session.staff_name(sheet.author_id),
    )
