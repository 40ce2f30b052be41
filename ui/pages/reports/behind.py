"""The list behind a number: file by file, coded, nobody's name. Enter opens the file."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from centre_app.indicators.definition import Counted, Indicator
from centre_app.indicators.members import NO_ANSWER, Member
from centre_app.indicators.report.look import Behind, behind, kept_behind
from centre_app.indicators.report.said import NO_DATA, Names, band_said, line_title
from centre_app.language import N_
from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.messages import EmptyState
from ui.kit.panel import Card, note
from ui.record_table import Cell, Column, RecordTable, Row
from ui.session import Session


class BehindList(QWidget):
    """`left` when one goes back to the numbers, `opened` with the id of a file."""

    left = Signal()
    opened = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session, say = session, session.say
        self._found: dict[str, Behind] = {}
        self._counted: Counted | None = None
        self._names = Names(session.register, session.language)
        self._title = theme.plain_label("", theme.CARD_TITLE, theme.MEDIUM, name="behind.title")
        self._count = note("", name="behind.count")
        self._back = buttons.button(say(N_("Back to the numbers")), icons.BACK, name="back_to_numbers", in_row=True)
        self._back.clicked.connect(self.left)
        self.table = RecordTable(self._columns(), self._rows, name="behind")
        self.table.opened.connect(self._open)
        self._empty = EmptyState(icons.RESIDENTS, say(N_("Nobody is counted here.")), name="behind.empty")
        card = Card(margins=(8, 6, 8, 8), name="behind_card")
        card.add(self._empty)
        card.body.addWidget(self.table, 1)
        card.add(self._count)
        words = layout.column(self._title, gap=0)
        head = layout.row(self._back, gap=12)
        head.addLayout(words, 1)
        whole = layout.column(head, gap=12)
        whole.addWidget(card, 1)
        whole.setContentsMargins(0, 0, 0, 0)
        self.setLayout(whole)

    def show_behind(self, indicator: Indicator, counted: Counted, *, is_closed: bool) -> None:
        """Show who is behind a number, as it is counted now."""
        session, language = self._session, self._session.language
        self._counted, self._names = counted, Names(session.register, language)
        found, kept = behind(session.register, counted), kept_behind(session.register, counted)
        self._found = {str(number): one for number, one in enumerate(found)}
        self._title.setText(f"{indicator.code} · {line_title(counted.line, language)}")
        self.table.leave_out(*(() if any(self._under(one) for one in found) else ("key",)))
        self.table.show_ids(list(self._found))
        self.table.setVisible(bool(found))
        self._empty.setVisible(not (found or kept))
        lines = language.say_n(N_("{n} line"), N_("{n} lines"), len(found))
        said = [lines]
        if kept:
            said.append(language.say_n(N_("{n} kept for others"), N_("{n} kept for others"), kept))
        if is_closed:
            said.append(session.say(N_("The list is that of today; the number is that of the closed month.")))
        self._count.setText(" · ".join(said))
        self.table.choose_first()

    def _columns(self) -> list[Column]:
        say = self._session.say
        columns = [
            Column(key="code", title=say(N_("Case file")), width=140, sorts=False),
            Column(key="day", title=say(N_("Day")), width=110, sorts=False),
            Column(key="key", title=say(N_("Counted under")), width=180, stretch=True, sorts=False),
            Column(key="sex", title=say(N_("Sex")), width=150, sorts=False),
            Column(key="band", title=say(N_("Age")), width=130, sorts=False),
        ]
        if self._session.register.is_headquarters:
            columns.append(Column(key="centre", title=say(N_("Centre")), width=130, sorts=False))
        return columns

    def _rows(self, ids: Sequence[str]) -> Mapping[str, Row]:
        return {one: self._row(self._found[one]) for one in ids}

    def _row(self, one: Behind) -> Row:
        language, member = self._session.language, one.member
        return {
            "code": Cell(text=one.code or NO_DATA, strong=True),
            "day": language.day(one.day),
            "key": self._under(one),
            "sex": "" if not member.person else self._names.sex(member.sex),
            "band": self._band(member) if member.person else "",
            "centre": self._names.centre(member.centre),
        }

    def _under(self, one: Behind) -> str:
        """Return what somebody is counted under, of a line that is shown by that."""
        says_nothing = self._counted is None or one.member.key == NO_ANSWER or not self._counted.line.lists
        return (
            "" if says_nothing or self._counted is None else self._names.of(self._counted.line, "key", one.member.key)
        )

    def _band(self, member: Member) -> str:
        band = band_said(member.band, self._session.language)
        return self._session.say(N_("{band}, estimated"), band=band) if member.is_estimated else band

    def _open(self, row: str) -> None:
        if self._found[row].case_id:
            self.opened.emit(self._found[row].case_id)
