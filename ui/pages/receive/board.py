"""The board of the centres: a line each, a column a month, what came last and how late the next is."""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from centre_app.exchange import board
from centre_app.exchange.board import Line
from centre_app.exchange.waiting import Waiting
from centre_app.language import N_, Language
from centre_app.register import Register
from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.messages import Message
from ui.kit.panel import Card, note
from ui.record_table import HEAD, TWO_LINES, Cell, Column, RecordTable, Row

MONTHS, LOW_MONTHS = 8, 3
MONTH_WIDTH, LATEST_WIDTH, LATE_WIDTH = 84, 132, 108
MOST_ROWS_SEEN = 12
CAME_BACK = {
    board.WITH_PAPER: N_(
        "{code}: a director came back with the recovery sheet on {day}. Call and ask whether it was so."
    ),
    board.WITH_HEADQUARTERS: N_("{code}: a director came back with headquarters’ answer on {day}."),
    board.WITH_DEPUTY: N_("{code}: a director was let in again by another one on {day}."),
}


class Board(QWidget):
    enrolment_asked = Signal()

    def __init__(self, language: Language, today: date) -> None:
        super().__init__()
        self._language, self._say = language, language.say
        self._months = board.months_until(today, MONTHS)
        self._today = today
        self._lines: dict[str, Line] = {}
        self._table = RecordTable(self._columns(), self._rows_of, two_lines=True, name="centres_board")
        enrolment = buttons.quiet(self._say(N_("Enrolment of the centres")), icons.KEY, name="to_enrolment")
        enrolment.clicked.connect(self.enrolment_asked)
        title = self._say(N_("What came from each centre"))
        card = Card(title, icons.TABLE, head_end=enrolment, margins=(16, 12, 16, 12), name="board_card")
        self._with_later = note(
            self._say(N_("“with no. 2”: no bundle came for this month. Its closed report came in the bundle no. 2.")),
            wraps=True,
            name="with_later",
        )
        card.add(self._table, self._with_later)
        self._remarks = layout.column(gap=8)
        self.setLayout(layout.column(self._remarks, card, gap=8))

    def show_centres(self, register: Register) -> None:
        """Read the board again."""
        self._lines = {line.centre.id: line for line in board.board(register, self._months)}
        self._table.show_ids(list(self._lines))
        states = {state for line in self._lines.values() for state in line.states.values()}
        self._with_later.setVisible(board.WITH_LATER in states)
        layout.clear(self._remarks)
        for one in board.came_back(register):
            words = self._say(CAME_BACK[one.way], code=one.code, day=one.at.date())
            self._remarks.addWidget(Message(words, theme.CHECK_TONE, icon=icons.KEY, name=f"came_back.{one.code}"))
        for line in self._lines.values():
            self._tell_what_waits(line)
        seen = min(max(len(self._lines), 1), MOST_ROWS_SEEN)
        self._table.setFixedHeight(theme.size(HEAD + TWO_LINES * seen) + 4)

    def _tell_what_waits(self, line: Line) -> None:
        of_its_own = [one for one in line.waiting if one.missing]
        if of_its_own:
            words = N_("{code}: no. {numbers} came and waits, because no. {missing} is not here yet.")
            self._tell(line, of_its_own, words, missing=str(min(one.missing for one in of_its_own)))
        of_another = [one for one in line.waiting if not one.missing]
        if of_another:
            words = N_(
                "{code}: no. {numbers} came and waits for the bundle of another centre, from where somebody moved."
            )
            self._tell(line, of_another, words)

    def _tell(self, line: Line, waiting: Sequence[Waiting], words: str, **more: str) -> None:
        numbers = self._language.list_of(str(one.seq) for one in waiting)
        said = self._say(words, code=line.centre.code, numbers=numbers, **more)
        self._remarks.addWidget(Message(said, theme.CHECK_TONE, icon=icons.RECEIVE, name=f"waits.{line.centre.code}"))

    def _columns(self) -> list[Column]:
        say = self._say
        months = [
            Column(
                key=month.isoformat(),
                title=self._language.month_short(month),
                width=MONTH_WIDTH,
                low=number < LOW_MONTHS,
                sorts=False,
            )
            for number, month in enumerate(self._months)
        ]
        return [
            Column(key="centre", title=say(N_("Centre")), width=120, stretch=True, sorts=False),
            *months,
            Column(key="latest", title=say(N_("Received last")), width=LATEST_WIDTH, sorts=False),
            Column(key="late", title=say(N_("Late")), width=LATE_WIDTH, sorts=False),
        ]

    def _rows_of(self, ids: Sequence[str]) -> Mapping[str, Row]:
        return {centre_id: self._row(self._lines[centre_id]) for centre_id in ids}

    def _row(self, line: Line) -> Row:
        cells: dict[str, Cell | str] = {month.isoformat(): self._month(line, month) for month in self._months}
        cells["centre"] = Cell(text=line.centre.name or "", second=line.centre.code or "", strong=True)
        cells["latest"] = self._latest(line)
        cells["late"] = self._late(line)
        return cells

    def _month(self, line: Line, month: date) -> Cell:
        match line.states[month]:
            case board.RECEIVED:
                numbers = ", ".join(str(number) for number in line.numbers[month][-2:])
                return Cell(text=self._say(N_("no. {numbers}"), numbers=numbers), tone=theme.DONE_TONE)
            case board.WITH_LATER:
                (number,) = line.numbers[month]
                within = self._say(N_("no. {numbers}"), numbers=str(number))
                return Cell(text=self._say(N_("with")), second=within, tone=theme.DONE_TONE)
            case board.WAITING:
                return Cell(text=self._say(N_("waits")), tone=theme.CHECK_TONE)
            case board.REFUSED:
                return Cell(text=self._say(N_("refused")), tone=theme.FAULT_TONE)
            case board.MISSING:
                return Cell(text=self._say(N_("missing")), tone=theme.LATE_TONE)
        return Cell(text="–", muted=True)

    def _latest(self, line: Line) -> Cell:
        if line.centre.revoked_from is not None:
            return Cell(text=self._say(N_("key revoked")), tone=theme.SHUT_TONE)
        if line.latest is None:
            return Cell(text=self._say(N_("nothing yet")), muted=True)
        received = line.last_contact
        return Cell(
            text=self._say(N_("no. {numbers}"), numbers=str(line.latest.seq)),
            second=self._language.day(received.date()) if received else "",
        )

    def _late(self, line: Line) -> Cell:
        late = board.days_late(line, self._today)
        if not late:
            return Cell(text=self._say(N_("up to date")), tone=theme.DONE_TONE)
        return Cell(text=self._language.say_n(N_("{n} day"), N_("{n} days"), late), tone=theme.LATE_TONE)
