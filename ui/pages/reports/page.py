"""The page of the reports: choose a month, read its numbers, see who is behind one, close the month, print its sheets."""

from functools import partial

from PySide6.QtWidgets import QStackedWidget

from centre_app.drafts import Kept, Spot
from centre_app.indicators.report.look import Looked, look, may_see_behind
from centre_app.indicators.report.sheets import LineShown
from centre_app.language import N_
from centre_app.problems import Problem, SectionShut
from centre_app.records import Activity, DataExport, MonthReport
from ui import background, icons
from ui.kit import buttons, layout
from ui.kit.pills import Segments
from ui.page import Destination, Page
from ui.pages.reports.activities import Activities
from ui.pages.reports.behind import BehindList
from ui.pages.reports.choosing import Choosing
from ui.pages.reports.closing import ask_to_close
from ui.pages.reports.lines import Lines
from ui.pages.reports.meaning import Meaning
from ui.pages.reports.printing import Printing
from ui.pages.reports.standing import Standing
from ui.session import Session

NUMBERS, ACTIVITIES = "numbers", "activities"
_NUMBERS, _BEHIND, _ACTIVITIES = range(3)


class ReportsPage(Page):
    def __init__(self, session: Session) -> None:
        super().__init__(session, name="reports", title=session.say(N_("Reports")), dense=True)
        say = self.say
        self._looked: Looked | None = None
        self._line: LineShown | None = None
        self._asked_at = 0
        self.choosing = Choosing(session)
        self.parts = Segments({NUMBERS: say(N_("Numbers")), ACTIVITIES: say(N_("Activities"))}, name="part")
        self.parts.show_key(NUMBERS)
        self._close = buttons.filled(say(N_("Close the month")), icons.LOCK, name="close_month")
        self._table = buttons.button(say(N_("Spreadsheet")), icons.TABLE, name="save_workbook")
        self._print = buttons.button(say(N_("Print")), icons.PRINT, name="print_report", tip="Ctrl+P")
        self._add = buttons.filled(say(N_("Add an activity")), icons.ADD, name="add_activity")
        self.put_actions(self.parts, self._table, self._print, self._close, self._add)
        self.standing = Standing(session)
        self.lines, self.meaning = Lines(session), Meaning(session)
        self.behind, self.activities = BehindList(session), Activities(session)
        self._printing = Printing(self, self.choosing)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        numbers = layout.row(gap=12)
        numbers.addWidget(self.lines, 1)
        numbers.addWidget(self.meaning)
        self._stack = QStackedWidget()
        for part in (layout.boxed(numbers), self.behind, self.activities):
            self._stack.addWidget(part)
        layout.add(self.body, self.choosing)
        layout.add(self.body, self.standing)
        self.body.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.choosing.changed.connect(self._count)
        self.parts.chosen.connect(self._go_to)
        self._close.clicked.connect(self._close_month)
        self._print.clicked.connect(self.print_page)
        self._table.clicked.connect(self._printing.save_workbook)
        self._add.clicked.connect(lambda: self.activities.open(self.activities.blank()))
        self.lines.chosen.connect(self._show_meaning)
        self.lines.opened.connect(self._show_behind)
        self.meaning.behind_asked.connect(self._show_behind)
        self.behind.left.connect(self._back_to_numbers)
        self.behind.opened.connect(lambda case_id: self.go("case", case_id=case_id))
        self.activities.saved.connect(lambda: self.result.tell_done(self.say(N_("The activity is saved."))))

    # --- what every page does ----------------------------------------------------------------------------------

    def arrive(self, destination: Destination) -> None:
        if not self.session.register.can_open(DataExport):
            raise SectionShut
        if destination.section in (NUMBERS, ACTIVITIES):
            self.parts.show_key(destination.section)
        self.refresh()

    def refresh(self) -> None:
        self._count()

    def fold(self, small: bool) -> None:
        super().fold(small)
        if hasattr(self, "lines"):  # a page folds first of all, before there is anything on it
            self.lines.fold(small)
            self.meaning.fold(small)

    def spot(self) -> Spot:
        return Spot(page="reports", section=self.parts.key())

    def resume(self, kept: Kept) -> None:
        typed = kept.drafts[0].typed
        if isinstance(typed, Activity):
            self.activities.open(self.session.register.get(Activity, typed.id) or typed, kept=kept)
        elif isinstance(typed, MonthReport) and typed.month is not None:
            self.choosing.show_month(typed.month)
            self._count()

    def print_page(self) -> None:
        self._printing.print_sheet()

    def help_lines(self) -> list[str]:
        return [
            self.say(N_("Each number says beside it what is counted. Enter shows the list behind it, file by file.")),
            self.say(N_("A closed month stands as it was. What is written later is told in the next report.")),
            self.say(N_("In a donor’s sheet numbers under five are hidden.")),
            self.say(
                N_(
                    "“Spreadsheet” also writes the same numbers for other programs, as JSON: choose it as the kind of file."
                )
            ),
        ]

    # --- counting ----------------------------------------------------------------------------------------------

    def _count(self) -> None:
        """Count what is chosen, off the window's thread: at headquarters it takes a while."""
        self._asked_at += 1
        register, asked = self.session.register, self.choosing.asked()
        self._show_part()
        self.activities.show_asked(asked)
        self.standing.show_counting()

        def work(progress: background.Progress) -> Looked:
            with register.in_this_thread() as beside:
                return look(beside, asked)

        background.run(
            work,
            owner=self,
            then=partial(self._show, self._asked_at),
            otherwise=self._on_problem,
            what=self.say(N_("The numbers are being counted")),
            merely_reads=True,
        )

    def _show(self, asked_at: int, looked: Looked) -> None:
        if asked_at != self._asked_at:  # another month was chosen meanwhile
            return
        self._looked = looked
        self._show_state(looked)
        self.lines.show_looked(looked)
        if self._stack.currentIndex() == _BEHIND:
            self._show_behind()

    def _show_state(self, looked: Looked) -> None:
        register, closed = self.session.register, looked.closed
        self.standing.show_looked(looked, self.choosing.preset())
        is_over = looked.asked.last < self.session.today and not looked.asked.project_id
        self._close.setText(self.say(N_("Close it anew")) if closed else self.say(N_("Close the month")))
        self._close.become(buttons.Kind.OUTLINE if closed else buttons.Kind.FILLED)
        may_close = not register.is_headquarters and is_over and register.rights.writes(MonthReport)
        self._close.setVisible(may_close and self.parts.key() == NUMBERS)

    def _on_problem(self, problem: BaseException) -> None:
        if not isinstance(problem, Problem):
            raise problem
        self.tell_problem(problem)

    # --- going about -------------------------------------------------------------------------------------------

    def _go_to(self, part: str) -> None:
        self.left_off.emit(Destination(page="reports", section=part))
        self._show_part()
        if self._looked is not None:
            self._show_state(self._looked)

    def _show_part(self) -> None:
        at_numbers = self.parts.key() != ACTIVITIES
        if not at_numbers:
            self._stack.setCurrentIndex(_ACTIVITIES)
        elif self._stack.currentIndex() == _ACTIVITIES:
            self._stack.setCurrentIndex(_NUMBERS)
        self._add.setVisible(not at_numbers and self.activities.may_add)
        if not at_numbers:
            self._close.hide()

    def _show_meaning(self, line: LineShown) -> None:
        self._line = line
        why_not = (
            "" if self._may_list(line) else self.say(N_("The list behind it is kept for those who look after it."))
        )
        has_list = not why_not and bool(line.numbers.behind or line.numbers.number)
        self.meaning.show_line(line, has_list=has_list, why_not=why_not)

    def _may_list(self, line: LineShown) -> bool:
        counted = self._looked.counted(line.indicator.code, line.line.key) if self._looked else None
        return counted is None or may_see_behind(self.session.register, line.indicator, counted)

    def _show_behind(self) -> None:
        line, looked = self._line, self._looked
        counted = looked.counted(line.indicator.code, line.line.key) if line and looked else None
        if line is None or looked is None or counted is None or not self._may_list(line):
            return
        self.behind.show_behind(line.indicator, counted, is_closed=looked.closed is not None)
        self._stack.setCurrentIndex(_BEHIND)
        self.behind.table.setFocus()

    def _back_to_numbers(self) -> None:
        self._stack.setCurrentIndex(_NUMBERS)
        self.lines.take_keyboard()

    def _close_month(self) -> None:
        if self._looked is not None and ask_to_close(self.session, self._looked, over=self):
            self.result.tell_done(self.say(N_("The month is closed.")))
