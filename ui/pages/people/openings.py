"""Who opens what, and why: a table of people and compartments, and the row one is on said in sentences."""

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QWidget

from centre_app.accounts import Account, Opening, who_opens
from centre_app.language import N_
from centre_app.questions import NOTES
from centre_app.roles import compartments_of, roles_at
from ui import icons, theme
from ui.kit import layout
from ui.kit.panel import Card, Panel, note
from ui.kit.rows import Elided
from ui.pages.people.words import COMPARTMENTS, compartment, roles_said, short, waits_for
from ui.record_table import Cell, Column, RecordTable
from ui.session import Session

NAME, COMPARTMENT = 168, 126
LINES_BESIDE = 2


class Openings(QWidget):
    """Nothing can be changed here: what somebody opens follows from her roles."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("openings")
        self._session, self._say, self._language = session, session.say, session.language
        self._names = _opened_by_somebody(headquarters=session.register.is_headquarters)
        self._people: dict[str, Account] = {}
        columns = [Column(key="who", title=self._say(N_("Who")), width=NAME, stretch=True, sorts=False)]
        columns += [
            Column(key=name, title=compartment(name, self._language), width=COMPARTMENT, sorts=False)
            for name in self._names
        ]
        self.table = RecordTable(columns, self._rows, two_lines=True, name="openings.table")
        self.table.setAccessibleName(self._say(N_("Who opens what")))
        self.table.chosen.connect(self._show_one)
        box = Panel()
        box.setLayout(layout.column(self.table, margins=(4, 4, 4, 4)))
        self._who = Elided("", theme.CARD_TITLE, theme.MEDIUM, name="openings.who")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.size(24))
        self._grid.setVerticalSpacing(theme.size(6))
        card = Card(name="openings.one", gap=8)
        card.add(self._who, self._grid)
        stack = layout.column(gap=12)
        stack.addWidget(box, 1)
        stack.addWidget(card)
        self.setLayout(stack)

    def show_people(self, people: Sequence[Account]) -> None:
        """Show those who have a key; who has none opens nothing."""
        self._people = {one.member.id: one for one in people if one.slot is not None}
        self.table.show_ids(list(self._people))
        if self.table.current_id is None and self._people:
            self.table.choose_id(next(iter(self._people)))
        if self.table.current_id:
            self._show_one(self.table.current_id)

    # --- the table ---------------------------------------------------------------------------------------------

    def _rows(self, ids: Sequence[str]) -> dict[str, dict[str, Cell | str]]:
        return {one: self._row(self._people[one]) for one in ids}

    def _row(self, one: Account) -> dict[str, Cell | str]:
        cells: dict[str, Cell | str] = {"who": Cell(text=one.member.name or "", strong=True, initials=True)}
        return cells | {opening.compartment: self._cell(one, opening) for opening in one.openings}

    def _cell(self, one: Account, opening: Opening) -> Cell:
        why = " · ".join(roles_said(one.member, self._language, opening.because))
        if one.is_suspended and opening.because:
            return Cell(text=self._say(N_("Suspended"), sex=one.member.sex), second=why, tone=theme.SHUT_TONE)
        if opening.is_open:
            return Cell(text=self._say(N_("Opens")), second=why, tone=theme.DONE_TONE)
        if opening.is_owed:
            return Cell(text=self._say(N_("Waits")), second=self._who_hands_on(one, opening), tone=theme.SOON_TONE)
        return Cell(text=self._say(N_("Shut")), tone=theme.SHUT_TONE)

    def _who_hands_on(self, one: Account, opening: Opening) -> str:
        others = [m for m in who_opens(self._all(), opening.compartment) if m.id != one.member.id]
        return self._say(N_("for {name}"), name=short(others[0].name)) if others else ""

    # --- one person, in sentences ------------------------------------------------------------------------------

    def _show_one(self, record_id: str) -> None:
        one = self._people[record_id]
        self._who.setText(one.member.name or "")
        layout.clear(self._grid)
        shown = [opening for opening in one.openings if opening.compartment in self._names]
        for number, opening in enumerate(shown):
            line = self._line(one, opening)
            self._grid.addWidget(line, number // LINES_BESIDE, number % LINES_BESIDE)
        for column in range(LINES_BESIDE):
            self._grid.setColumnStretch(column, 1)

    def _line(self, one: Account, opening: Opening) -> QWidget:
        """One compartment: its sign, what is in it, and why it opens or does not."""
        called, holds = (self._say(words) for words in COMPARTMENTS[opening.compartment])
        sign, tone, why = self._why(one, opening)
        words = layout.column(
            Elided(self._say(N_("{compartment}: {why}"), compartment=called, why=why), theme.BODY, colour=tone.ink),
            gap=0,
        )
        words.addWidget(note(holds))
        line = layout.row(icons.label(sign, icons.ROW, tone.ink), gap=8)
        line.addLayout(words, 1)
        box = layout.boxed(line, name=f"why.{opening.compartment}")
        box.setAccessibleName(self._say(N_("{compartment}: {why}"), compartment=called, why=why))
        box.setToolTip(why)
        return box

    def _why(self, one: Account, opening: Opening) -> tuple[str, theme.Tone, str]:
        roles = self._language.list_of(roles_said(one.member, self._language, opening.because))
        if one.is_suspended and opening.because:
            return icons.LOCK, theme.SHUT_TONE, self._say(N_("suspended for now"))
        if opening.is_open:
            why = self._language.say_n(
                N_("opens, by the role {roles}"), N_("opens, by the roles {roles}"), len(opening.because), roles=roles
            )
            return icons.TICK, theme.DONE_TONE, why
        if opening.is_owed:
            waits = waits_for(self._all(), opening.compartment, one, self._language)
            return icons.SOON, theme.SOON_TONE, waits
        if opening.compartment == NOTES:
            return icons.LOCK, theme.SHUT_TONE, self._say(N_("kept for the psychologist, the director has no key"))
        return icons.LOCK, theme.SHUT_TONE, self._say(N_("no role here needs it"))

    def _all(self) -> list[Account]:
        return list(self._people.values())


def _opened_by_somebody(*, headquarters: bool) -> tuple[str, ...]:
    """Return the compartments that any role there opens: what nobody can open there is no column."""
    return compartments_of(roles_at(headquarters=headquarters))
