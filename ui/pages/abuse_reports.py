"""Reports of abuse by staff, at headquarters: those that came in bundles, one of them open, or a file from a stick."""

from collections.abc import Sequence
from functools import partial

from centre_app.answers_said import answer_said
from centre_app.exchange import abuse_reports, sticks
from centre_app.exchange.abuse_reports import Told
from centre_app.language import N_
from centre_app.problems import Problem
from centre_app.questions import Question
from centre_app.records import Card as CardRecord
from centre_app.records import SealedReport
from ui import icons, theme
from ui.found_files import ask_for_file
from ui.kit import buttons, layout
from ui.kit.facts import Facts
from ui.kit.messages import EmptyState, Message
from ui.kit.panel import Card
from ui.kit.rows import Row, RowList, sign_tile
from ui.kit.scroll import Scroll
from ui.page import Destination, Page
from ui.session import Session


class AbuseReportsPage(Page):
    def __init__(self, session: Session) -> None:
        super().__init__(
            session,
            name="abuse_reports",
            title=session.say(N_("Reports of abuse")),
            subtitle=session.say(N_("By staff, sealed to headquarters alone. Each reading stands in the history.")),
            dense=True,
        )
        self._file = buttons.button(self.say(N_("Read a file from a stick")), icons.STICK, name="read_report_file")
        self._file.clicked.connect(self._read_file)
        self.put_actions(self._file)
        self._list = Card(self.say(N_("Reports that came")), icons.LETTER, name="reports")
        self._open = Card(self.say(N_("The report")), icons.PROTECTION, name="report_open")
        columns = layout.row(gap=12)
        columns.addWidget(Scroll(layout.column(self._list, layout.STRETCH), name="reports.scroll"), 2)
        columns.addWidget(Scroll(layout.column(self._open, layout.STRETCH), name="report_open.scroll"), 3)
        self.body.addLayout(columns, 1)

    def arrive(self, destination: Destination) -> None:
        self._show_nothing_open()
        self.refresh()

    def refresh(self) -> None:
        """List what came; a report that is open stays open."""
        self._list.clear()
        try:
            received = abuse_reports.received(self.session.register)
        except Problem as problem:
            self._file.setEnabled(False)
            self.tell_problem(problem)
            return
        if not received:
            self._list.add(EmptyState(icons.PROTECTION, self.say(N_("No report has come.")), name="no_reports"))
            return
        rows = RowList(name="reports.rows")
        read = abuse_reports.read_before(self.session.register, received)
        rows.show_rows([self._row(kept, is_new=kept.id not in read) for kept in received])
        self._list.add(rows)

    def help_lines(self) -> list[str]:
        return [
            self.say(N_("The centre cannot see who wrote a report, nor what it says. Do not ask the centre about it.")),
            self.say(N_("A file from a stick is not signed: whoever knows headquarters’ card could have written it.")),
        ]

    def _row(self, kept: SealedReport, *, is_new: bool) -> Row:
        read = buttons.button(self.say(N_("Read")), icons.OPEN, name=f"read.{kept.id}", in_row=True)
        read.clicked.connect(partial(self._read, kept))
        day = self.say(N_("Entered on {day}"), day=kept.created_at.date()) if kept.created_at else ""
        unread = self.say(N_("Not read yet")) if is_new else ""
        return Row(
            self._called(kept.centre_id),
            " · ".join(part for part in (unread, day) if part),
            sign=sign_tile(icons.LETTER, tone=theme.SOON_TONE if is_new else None),
            action=read,
            name=f"row.{kept.id}",
        )

    def _called(self, centre_id: str) -> str:
        """Return what a centre is called, as its request says."""
        card = next((one for one in self.session.register.find(CardRecord, of_centre_id=centre_id)), None)
        return " · ".join(part for part in (card.name, card.code) if part) if card else ""

    # --- reading one -------------------------------------------------------------------------------------------

    def _read(self, kept: SealedReport, _checked: bool = False) -> None:
        try:
            self._show(abuse_reports.read_received(self.session.register, kept))
            self.refresh()
        except Problem as problem:
            self.tell_problem(problem)

    def _read_file(self) -> None:
        file = ask_for_file(
            self.session,
            sticks.letters_in,
            title=self.say(N_("A report carried on a stick")),
            about=self.say(N_("It is shown and not kept: it also comes with the centre’s next bundle.")),
            over=self,
        )
        if file is None:
            return
        try:
            self._show(abuse_reports.read(self.session.register, sticks.content_of(file)), is_unsigned=True)
        except Problem as problem:
            self.tell_problem(problem)

    def _show_nothing_open(self) -> None:
        self._open.clear()
        self._open.add(EmptyState(icons.PREVIEW, self.say(N_("Choose a report to read it.")), name="nothing_open"))

    def _show(self, told: Told, *, is_unsigned: bool = False) -> None:
        self.result.hide()
        self._open.clear()
        say, report = self.say, told.report
        if is_unsigned:
            text = say(N_("This file came on a stick and is not signed: check with care what it says."))
            self._open.add(Message(text, theme.CHECK_TONE, name="unsigned"))
        answered = (
            (question.label, answer_said(report, question.name, self.language)) for question in self._asked(told)
        )
        facts = Facts(label_width=176, name="report.facts")
        facts.show_facts(
            [
                (say(N_("Centre")), self._called(told.centre_id) or told.code),
                (say(N_("Written on")), self.language.day(told.written_on)),
                (say(N_("Written by")), told.author or say(N_("No name given"))),
                *((say(label), answer) for label, answer in answered if answer),
            ]
        )
        self._open.add(facts)

    def _asked(self, told: Told) -> Sequence[Question]:
        return [question for question in told.report.questions.values() if question.name != "gives_name"]
