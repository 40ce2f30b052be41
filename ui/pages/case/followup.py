"""What becomes of her: how she left, the four visits that are due after it, and each attempt that was made."""

from centre_app import follow_ups
from centre_app.agenda import Due
from centre_app.case_view import CaseView
from centre_app.casework import lifecycle
from centre_app.choices import choices
from centre_app.follow_ups import COMING, DONE, LATE, MISSED, Visit
from centre_app.forms.stay import EXIT, FOLLOW_UP
from centre_app.language import N_
from centre_app.records import Exit, FollowUp
from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.chip import state
from ui.kit.messages import Message
from ui.kit.panel import Card, note
from ui.kit.rows import Row, RowList
from ui.kit.scroll import Scroll
from ui.pages.case.choosing import ChoosingDialog
from ui.pages.case.facts_card import FactsCard
from ui.pages.case.moves import Moves
from ui.pages.case.records import Line, RecordsCard, joined
from ui.pages.case.section import CaseSection
from ui.session import Session

TONES = {DONE: theme.DONE_TONE, COMING: theme.NEUTRAL_TONE, LATE: theme.LATE_TONE, MISSED: theme.LATE_TONE}
WORDS = {DONE: N_("Done"), COMING: N_("To come"), LATE: N_("Late"), MISSED: N_("Not done")}
RESULT_TONES = {"stable": theme.DONE_TONE, "fragile": theme.CHECK_TONE, "risk": theme.LATE_TONE}


class FollowUpSection(CaseSection):
    def __init__(self, session: Session) -> None:
        super().__init__(session, name="followup")
        say = self.say
        self._file: CaseView | None = None
        self._moves = Moves(session, over=self, told=self.told.emit, go=self.went.emit)
        self._exit = FactsCard(session, title=say(N_("The exit")), icon=icons.EXIT, names=EXIT, name="last_exit")
        self._visits = Card(say(N_("Visits after the exit")), icons.CALENDAR, name="due_visits")
        self._close = Message("", theme.DONE_TONE, name="may_close")
        close = buttons.button(say(N_("Close the file")), icons.LOCK, name="close_file", in_row=True)
        close.clicked.connect(self._close_file)
        self._close.add_button(close)
        self._written: RecordsCard[FollowUp] = RecordsCard(
            session,
            title=say(N_("What was done")),
            icon=icons.FOLLOW_UP,
            add=say(N_("Add a follow-up")),
            empty=say(N_("No visit written down yet.")),
            form_title=say(N_("Follow-up")),
            lines=FOLLOW_UP,
            shown=self._follow_up,
            name="follow_ups",
            dialog=ChoosingDialog,
        )
        everything = layout.column(self._close, self._visits, self._written, self._exit, layout.STRETCH, gap=12)
        self.setLayout(layout.column(Scroll(everything, name="followup.scroll"), gap=0))
        for card in (self._exit, self._written):
            card.saved.connect(lambda: self.told.emit(self.say(N_("Saved."))))

    def show_file(self, file: CaseView) -> None:
        self._file = file
        left, sex = file.exit, file.person.sex
        self._exit.setVisible(left is not None)
        if left is not None:
            self._exit.show_record(left, sex=sex)
        self._written.show_records(
            file.of(FollowUp), blank=(lambda: self._blank("between")) if left is not None else None, sex=sex
        )
        self._show_visits(file, left)
        self._show_whether_it_may_close(file, left)

    def _show_visits(self, file: CaseView, left: Exit | None) -> None:
        self._visits.clear()
        if left is None or left.left_on is None:
            words = N_("She has not left: the visits are planned with her exit.")
            self._visits.add(note(self.say(words, sex=file.person.sex)))
            return
        due = follow_ups.visits(left.left_on, file.of(FollowUp), today=self.session.today)
        rows = RowList(name="visit_rows")
        rows.show_rows([self._visit(visit) for visit in due])
        self._visits.add(rows)

    def _visit(self, visit: Visit) -> Row:
        title = choices("follow_up_milestone").label(visit.milestone, self.language)
        due = self.say(N_("due on {day}"), day=visit.due_on)
        tried = ""
        if visit.attempts:
            tried = self.language.say_n(N_("{n} attempt in vain"), N_("{n} attempts in vain"), visit.attempts)
        done = self.say(N_("done on {day}"), day=visit.done.done_on) if visit.done and visit.done.done_on else ""
        write = buttons.button(self.say(N_("Write it down")), icons.EDIT, name=f"write.{visit.milestone}", in_row=True)
        write.setEnabled(self.session.register.may_write(self._blank(visit.milestone)))
        write.clicked.connect(lambda: self._written.open_record(self._blank(visit.milestone)))
        chip = state(self.say(WORDS[visit.state]), TONES[visit.state], name=f"visit.{visit.milestone}")
        return Row(title, joined(done or due, tried), columns=[(chip, 120)], action=write)

    def _show_whether_it_may_close(self, file: CaseView, left: Exit | None) -> None:
        waits = file.case.status == "follow_up" and left is not None
        may = left is not None and follow_ups.may_be_closed(left, file.of(FollowUp))
        self._close.setVisible(waits and may and lifecycle.CLOSE in self._moves.offered(file))
        self._close.show_text(self.say(N_("Nothing more is owed: the file may be closed.")))

    def begin(self, due: Due) -> None:
        if self._file is not None and self._file.exit is not None:
            self._written.open_record(self._blank(due.about[1] if due.about else "between"))

    def _close_file(self) -> None:
        if self._file is not None:
            self._moves.carry_out(lifecycle.CLOSE, self._file)

    def _blank(self, milestone: str) -> FollowUp:
        assert self._file is not None
        register = self.session.register
        return FollowUp(case_id=self._file.case.id, milestone=milestone, done_on=register.today, by_id=register.who)

    def _follow_up(self, one: FollowUp) -> Line:
        sex = self._file.person.sex if self._file is not None else None
        milestone = choices("follow_up_milestone").label(one.milestone, self.language)
        via = choices("follow_up_via").label(one.via, self.language, sex)
        result = choices("follow_up_result").label(one.result, self.language, sex)
        day = self.language.day(one.done_on) if one.done_on else ""
        tone = RESULT_TONES.get(
            one.result or "", theme.LATE_TONE if one.result == "re_exploited" else theme.NEUTRAL_TONE
        )
        return Line(
            title=joined(day, milestone, via),
            second=joined(one.resident_view, one.note),
            state=state(result, tone) if result else None,
        )
