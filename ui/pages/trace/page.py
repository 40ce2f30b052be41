"""The journal: one line for each thing that was done at this laptop, the newest on top. Nothing in it can be changed."""

from collections.abc import Sequence

from PySide6.QtCore import Qt

from centre_app import journal_said
from centre_app.journal import Asked, Journal, Line
from centre_app.language import N_
from centre_app.problems import Problem
from centre_app.records import CaseFile
from ui import icons, theme
from ui.kit import buttons
from ui.kit.messages import EmptyState
from ui.kit.panel import Card, note
from ui.page import Destination, Page
from ui.pages.trace.filters import Filters
from ui.record_table import Cell, Column, RecordTable, Row
from ui.session import Session

NEARLY_AT_THE_END = 0.75  # of what was read: the next lines are read then


class TracePage(Page):
    """Lines of all histories that she may read. A row opens its file."""

    def __init__(self, session: Session) -> None:
        say = session.say
        super().__init__(
            session,
            name="trace",
            title=say(N_("The journal")),
            subtitle=say(N_("Who did what at this laptop. Nothing in it can be changed.")),
            dense=True,
        )
        self._lines: dict[str, Line] = {}
        self._names: dict[str, str] = {}
        self._print = buttons.button(say(N_("Print")), icons.PRINT, name="print_journal", tip="Ctrl+P")
        self.put_actions(self._print)
        self.filters = Filters(session)
        self.table = self._make_table()
        self._count = note("", name="count")
        self._empty = EmptyState(icons.HISTORY, say(N_("No line answers to this.")), name="empty")
        card = Card(margins=(8, 6, 8, 8), name="journal")
        card.add(self._empty)
        card.body.addWidget(self.table, 1)
        card.add(self._count)
        self.body.addWidget(self.filters.line)
        self.body.addWidget(card, 1)
        self._connect()
        self._begin()

    def _make_table(self) -> RecordTable:
        say = self.say
        return RecordTable(
            [
                Column(key="what", title=say(N_("What was done")), width=240, stretch=True, sorts=False),
                Column(key="file", title=say(N_("Case file")), width=120, sorts=False),
                Column(key="who", title=say(N_("Who")), width=200, sorts=False),
                Column(key="when", title=say(N_("When")), width=168, sorts=False),
            ],
            self._rows,
            two_lines=True,
            name="journal.table",
        )

    def _connect(self) -> None:
        self._print.clicked.connect(self.print_page)
        self.filters.changed.connect(self._begin)
        self.table.opened.connect(self._open)
        bar = self.table.verticalScrollBar()
        bar.valueChanged.connect(lambda at: self._go_on() if at >= bar.maximum() * NEARLY_AT_THE_END else None)

    # --- what every page does ----------------------------------------------------------------------------------

    def arrive(self, destination: Destination) -> None:
        if destination.case_id is not None:
            case = self.session.register.get(CaseFile, destination.case_id)
            self.filters.show_file((case.code if case else None) or "")
        self.refresh()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        self._names.clear()
        self.filters.show_people()
        self._begin()

    def focus_search(self) -> None:
        self.filters.file.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filters.file.selectAll()

    def help_lines(self) -> list[str]:
        return [
            self.say(N_("Each line says who did what, when, and in which file. Enter opens the file.")),
            self.say(N_("Choose a person, a kind of act, a file number or days to see fewer lines.")),
            self.say(N_("A small clock marks lines that were written while the laptop’s clock was wrong.")),
        ]

    def print_page(self) -> None:
        from centre_app.documents.journal import preview_journal, print_journal
        from ui.preview import preview

        register, language, asked = self.session.register, self.language, self._asked
        preview(
            self.session,
            title=self.say(N_("The journal")),
            shown=preview_journal(register, asked, language=language),
            final=lambda: print_journal(register, asked, language=language),
            file_name=f"{register.code}-journal.pdf",
            over=self,
        )

    # --- lines -------------------------------------------------------------------------------------------------

    def _begin(self) -> None:
        """Read the newest lines that answer to what is asked."""
        self._asked: Asked = self.filters.asked()
        self._lines = {}
        self._journal = Journal(self.session.register, self._asked)
        self.table.show_ids([])
        self._go_on()
        self.table.setVisible(bool(self._lines))
        self._empty.setVisible(not self._lines)

    def _go_on(self) -> None:
        """Read the lines that follow."""
        if self._journal.is_at_end:
            return
        try:
            lines = self._journal.more()
        except Problem as problem:
            self.tell_problem(problem)
            lines = []
        self._lines |= {line.key: line for line in lines}
        self.table.add_ids([line.key for line in lines])
        self._count.setText(self._counted())

    def _counted(self) -> str:
        shown = self.language.say_n(N_("{n} line shown"), N_("{n} lines shown"), len(self._lines))
        return shown if self._journal.is_at_end else f"{shown} · {self.say(N_('more come as you go down'))}"

    def _rows(self, keys: Sequence[str]) -> dict[str, Row]:
        return {key: self._row(self._lines[key]) for key in keys}

    def _row(self, line: Line) -> Row:
        when = self.language.moment(line.at)
        wrong = self.say(journal_said.UNDER_A_WRONG_CLOCK)
        return {
            "what": Cell(
                text=journal_said.said(line, self.language),
                second=journal_said.beside(line, self.language, self._name),
            ),
            "file": Cell(text=line.code),
            "who": Cell(text=self._name(line.who), initials=True),
            "when": Cell(text=when, second=wrong, tone=theme.CHECK_TONE, icon=icons.CLOCK)
            if line.clock_suspect
            else Cell(text=when, muted=True),
        }

    def _name(self, staff_id: str) -> str:
        if staff_id not in self._names:
            name = self.session.staff_name(staff_id)
            self._names[staff_id] = name or self.say(N_("Somebody of another register"))
        return self._names[staff_id]

    def _open(self, key: str) -> None:
        line = self._lines.get(key)
        if line is not None and line.case_id and self.session.register.can_open(CaseFile):
            self.go("case", case_id=line.case_id, section="history")
