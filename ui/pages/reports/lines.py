"""The numbers of a report: the chapters at the left, the lines of one beside them."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from centre_app.indicators.report.look import Looked
from centre_app.indicators.report.said import CHAPTERS, COUNTERS, Names, number_said, share_said
from centre_app.indicators.report.sheets import LineShown, Table, chapters, title_shown
from centre_app.language import N_
from ui import theme
from ui.kit import layout
from ui.kit.panel import Card
from ui.record_table import Cell, Column, RecordTable, Row
from ui.session import Session

CHAPTERS_WIDTH, SMALL_CHAPTERS_WIDTH = 222, 196


class Lines(QWidget):
    """Two tables; `chosen` tells which line one is on, `opened` that the list behind it is asked for."""

    chosen = Signal(object)  # a LineShown
    opened = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session, say = session, session.say
        self._tables: dict[str, Table] = {}
        self._lines: dict[str, LineShown] = {}
        self._at = "A"
        self.chapters = RecordTable(
            [Column(key="title", title=say(N_("Chapter")), width=120, stretch=True, sorts=False, wraps=True)],
            self._chapter_rows,
            name="report_chapters",
        )
        self.table = RecordTable(
            [
                Column(key="code", title=say(N_("Code")), width=52, sorts=False),
                Column(key="title", title=say(N_("What is counted")), width=170, stretch=True, sorts=False, wraps=True),
                Column(key="number", title=say(N_("Count")), width=104, sorts=False, at_end=True),
                Column(key="share", title=say(N_("Share")), width=62, sorts=False, at_end=True),
            ],
            self._line_rows,
            name="report_lines",
        )
        self.chapters.chosen.connect(self._go_to)
        self.table.chosen.connect(lambda where: self.chosen.emit(self._lines[where]))
        self.table.opened.connect(lambda _where: self.opened.emit())
        self._left = Card(margins=(8, 6, 8, 8), name="chapters_card")
        self._left.body.addWidget(self.chapters, 1)
        right = Card(margins=(8, 6, 8, 8), name="lines_card")
        right.body.addWidget(self.table, 1)
        both = layout.row(self._left, gap=12)
        both.addWidget(right, 1)
        both.setContentsMargins(0, 0, 0, 0)
        self.setLayout(both)
        self.fold(False)

    def fold(self, small: bool) -> None:
        self._left.setFixedWidth(theme.size(SMALL_CHAPTERS_WIDTH if small else CHAPTERS_WIDTH))

    def show_looked(self, looked: Looked) -> None:
        """Show the numbers of a report, at the chapter and line one was on."""
        session = self._session
        names = Names(session.register, session.language)
        self._tables = {table.name: table for table in chapters(looked.numbers, names, session.language)}
        self.chapters.show_ids(list(CHAPTERS))
        self.chapters.choose_id(self._at)
        self._show_chapter()

    def take_keyboard(self) -> None:
        self.table.setFocus()

    def _go_to(self, letter: str) -> None:
        if letter != self._at:
            self._at = letter
            self._show_chapter()

    def _show_chapter(self) -> None:
        if self._at not in self._tables:
            return
        before = self.table.current_id
        self._lines = {f"{one.indicator.code}.{one.line.key}": one for one in self._tables[self._at].lines}
        self.table.show_ids(list(self._lines))
        here = before if before in self._lines else next(iter(self._lines), "")
        self.table.choose_id(here)
        if here:
            self.chosen.emit(self._lines[here])

    def _chapter_rows(self, letters: Sequence[str]) -> Mapping[str, Row]:
        return {letter: {"title": f"{letter}. {self._session.say(CHAPTERS[letter])}"} for letter in letters}

    def _line_rows(self, ids: Sequence[str]) -> Mapping[str, Row]:
        codes = [one.indicator.code for one in self._lines.values()]
        firsts = {
            where: codes.index(one.indicator.code) == number for number, (where, one) in enumerate(self._lines.items())
        }
        return {where: self._row(self._lines[where], is_first=firsts[where]) for where in ids}

    def _row(self, one: LineShown, *, is_first: bool) -> Row:
        language, counted = self._session.language, one.numbers
        said = number_said(one.line, counted.number, language, applies=counted.applies)
        return {
            "code": Cell(text=one.indicator.code if is_first else "", muted=True),
            "title": self._title(one),
            "number": Cell(text=said, strong=bool(counted.number)),
            "share": Cell(text=share_said(counted.share, language), muted=True),
        }

    def _title(self, one: LineShown) -> str:
        """Return what a line is called; of the counters of a service first which it is, for the rest is the same."""
        said = self._session.say(one.line.title)
        if one.line.when not in COUNTERS:
            return title_shown(one, self._session.language)
        counter = self._session.say(COUNTERS[one.line.when])
        return f"{counter[:1].upper()}{counter[1:]} · {said}"
