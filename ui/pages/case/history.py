"""The history of a file: who wrote what and when, the newest on top. Nothing in it can be changed.

Nights that follow one another are one line, and so are looks; a click opens it; two lists narrow it to a kind of record or a person.
"""

from collections.abc import Sequence

from PySide6.QtCore import QElapsedTimer
from PySide6.QtWidgets import QApplication, QSizePolicy

from centre_app.acts import KINDS, act_said
from centre_app.case_view import CaseView
from centre_app.casework.undo import withdrawn
from centre_app.journal_said import UNDER_A_WRONG_CLOCK, WRITTEN_ON_PAPER
from centre_app.language import N_
from centre_app.paper_sheets import written_on_paper
from centre_app.problems import Problem
from centre_app.trail import Folded, Step, folded, trail_of
from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.fields import PickList
from ui.kit.messages import EmptyState
from ui.kit.panel import Card
from ui.pages.case.earlier_state import bring_back
from ui.pages.case.records import joined
from ui.pages.case.section import CaseSection
from ui.record_table import Cell, Column, RecordTable, Row
from ui.session import Session

ALL = "all"
WHEN = 226  # points: room for the day of the paper under that of the typing


class HistorySection(CaseSection):
    def __init__(self, session: Session) -> None:
        super().__init__(session, name="history")
        say = self.say
        self._case_id: str | None = None
        self._sex: str | None = None
        self._steps: Sequence[Step] = ()
        self._lines: dict[str, Step | Folded] = {}  # what stands in the table, by the id of its row
        self._opened: set[str] = set()  # the lines that were opened
        self._since_opened = QElapsedTimer()
        self._kind = self._pick(say(N_("Kind of record")), icons.DOCUMENTS, "kind")
        self._who = self._pick(say(N_("Written by")), icons.PERSON, "written_by")
        self._table = RecordTable(
            [
                Column(key="what", title=say(N_("What was written")), width=200, stretch=True, sorts=False),
                Column(key="who", title=say(N_("Who")), width=180, sorts=False),
                Column(key="when", title=say(N_("When")), width=WHEN, sorts=False),
            ],
            self._rows,
            two_lines=True,
            name="history.table",
        )
        self._empty = EmptyState(icons.HISTORY, say(N_("Nothing was written yet.")), name="empty")
        self._elsewhere = EmptyState(
            icons.HISTORY,
            say(N_("What was done with this file is read in the register of its house.")),
            name="elsewhere",
        )
        self._show = buttons.button(say(N_("See this change")), icons.UNDO, name="see_change", in_row=True)
        self._show.clicked.connect(lambda: self._show_change(self._table.current_id or ""))
        filters = layout.boxed(layout.row(self._show, self._kind, self._who))
        card = Card(say(N_("History")), icons.HISTORY, head_end=filters, margins=(16, 12, 8, 8), name="history")
        card.add(self._empty, self._elsewhere)
        card.body.addWidget(self._table, 1)
        self.setLayout(layout.column(card))
        self._table.clicked.connect(lambda index: self._open(self._table.current_id or ""))
        self._table.opened.connect(self._open)
        self._table.opened.connect(self._show_change)
        self._table.chosen.connect(lambda _key: self._offer_to_show())

    def show_file(self, file: CaseView) -> None:
        is_another = file.case.id != self._case_id
        self._case_id, self._sex = file.case.id, file.person.sex
        self._is_ours = file.case.centre_id == self.session.register.centre_id
        self._steps = trail_of(self.session.register, [*file.records(), *withdrawn(self.session.register, file.case)])
        if is_another:
            self._opened.clear()
        self._sheets = written_on_paper(self.session.register, case_id=file.case.id)
        self._offer(self._kind, N_("Everything"), {step.table: self._kind_said(step) for step in self._steps})
        self._offer(self._who, N_("Everybody"), {step.who: self._name(step.who) for step in self._steps})
        self._show_lines()

    # --- narrowing ---------------------------------------------------------------------------------------------

    def _pick(self, spoken: str, icon: str, name: str) -> PickList:
        made = PickList(icon=icon, name=name)
        made.setAccessibleName(spoken)
        made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        made.picked.connect(lambda _key: self._show_lines())
        return made

    def _offer(self, pick: PickList, everything: str, found: dict[str, str]) -> None:
        """Offer what is found in this history; what was picked stays picked where it still is."""
        picked = pick.key()
        offered = sorted(((key, words) for key, words in found.items() if words), key=lambda one: one[1])
        pick.show_choices([(ALL, self.say(everything)), *offered])
        pick.show_key(picked if picked in found else ALL)

    def _wanted(self) -> list[Step]:
        kind, who = self._kind.key(), self._who.key()
        return [step for step in self._steps if kind in (ALL, step.table) and who in (ALL, step.who)]

    # --- lines -------------------------------------------------------------------------------------------------

    def _show_lines(self) -> None:
        self._lines = {}
        for line in folded(self._wanted()):
            if isinstance(line, Folded):
                key = f"{line.steps[-1].at}.{line.steps[-1].record_id}"
                self._lines[key] = line
                inner = line.steps if key in self._opened else ()
            else:
                inner = (line,)
            self._lines |= {f"{len(self._lines) + place}": step for place, step in enumerate(inner)}
        self._table.show_ids(list(self._lines))
        self._table.setVisible(bool(self._lines))
        self._empty.setVisible(not self._lines and self._is_ours)
        self._elsewhere.setVisible(not self._lines and not self._is_ours)
        self._offer_to_show()

    def _offer_to_show(self) -> None:
        self._show.setEnabled(self._change_at(self._table.current_id or "") is not None)

    def _change_at(self, key: str) -> Step | None:
        """Return the change that a line tells of; None for a look, a print, and lines folded into one."""
        line = self._lines.get(key)
        return line if isinstance(line, Step) and line.is_a_change else None

    def _show_change(self, key: str) -> None:
        step = self._change_at(key)
        if step is None:
            return
        try:
            told = bring_back(self.session, step, title=self._title(step), sex=self._sex, over=self)
        except Problem as problem:
            self.failed.emit(problem)
        else:
            if told:
                self.told.emit(told)

    def _open(self, key: str) -> None:
        """Open what stands in one line, or fold it again."""
        twice = self._since_opened.isValid() and self._since_opened.elapsed() < QApplication.doubleClickInterval()
        if twice or not isinstance(self._lines.get(key), Folded):
            return  # who clicks twice wants to see them, as who clicks once does
        self._since_opened.start()
        self._opened ^= {key}
        self._show_lines()

    def _rows(self, keys: Sequence[str]) -> dict[str, Row]:
        return {key: self._row(key, self._lines[key]) for key in keys}

    def _row(self, key: str, line: Step | Folded) -> Row:
        if isinstance(line, Folded):
            return self._folded_row(line, sign=icons.UNFOLD if key in self._opened else icons.OPEN)
        changed = self.language.list_of([self.say(label, sex=self._sex) for label in line.questions])
        return {
            "what": Cell(text=self._title(line), second=changed),
            "who": Cell(text=self._name(line.who), initials=True),
            "when": self._when(line),
        }

    def _when(self, step: Step) -> Cell:
        """Return when it was, and when on paper; a small clock marks what was written under a wrong clock."""
        when, sheet = self.language.moment(step.at), self._sheets.get((step.who, step.at))
        on_paper = self.say(WRITTEN_ON_PAPER, day=sheet.written_on) if sheet is not None else ""
        if not step.clock_suspect:
            return Cell(text=when, second=on_paper, muted=True)
        second = joined(self.say(UNDER_A_WRONG_CLOCK), on_paper)
        return Cell(text=when, second=second, tone=theme.CHECK_TONE, icon=icons.CLOCK)

    def _folded_row(self, line: Folded, *, sign: str) -> Row:
        said, second = self._nights_said(line) if line.are_nights else self._looks_said(line)
        several = self.language.say_n(N_("{n} person"), N_("{n} people"), len(line.who))
        return {
            "what": Cell(text=said, second=second, tone=theme.NEUTRAL_TONE, icon=sign),
            "who": Cell(text=several) if len(line.who) > 1 else Cell(text=self._name(*line.who), initials=True),
            "when": Cell(text=self.language.moment(line.last), muted=True),
        }

    def _nights_said(self, line: Folded) -> tuple[str, str]:
        count = len(line.steps)
        first, last = (self.language.day(moment.astimezone().date()) for moment in (line.first, line.last))
        said = self.language.say_n(N_("{n} night at the roll call"), N_("{n} nights at the roll call"), count)
        return said, self.say(N_("from {first} to {last}"), first=first, last=last)

    def _looks_said(self, line: Folded) -> tuple[str, str]:
        kinds = dict.fromkeys(self._kind_said(step) for step in line.steps)
        said = self.language.say_n(N_("{n} record looked at"), N_("{n} records looked at"), len(line.steps))
        return said, self.language.list_of([kind for kind in kinds if kind])

    def _title(self, step: Step) -> str:
        return act_said(step.action, step.table, self.language)

    def _kind_said(self, step: Step) -> str:
        return self.say(KINDS[step.table]) if step.table in KINDS else ""

    def _name(self, staff_id: str) -> str:
        return self.session.staff_name(staff_id) or self.say(N_("Somebody of another register"))
