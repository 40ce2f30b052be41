"""Keeping files: what waits for a second person, whose time has come, what keeps a file longer, and what was erased."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from centre_app.choices import choices
from centre_app.documents.certificate import certificate_of, certificate_pdf, print_certificate
from centre_app.language import N_
from centre_app.problems import Problem
from centre_app.questions import Record
from centre_app.records import CaseFile, RetentionEvent, RetentionHold, RetentionPeriod
from centre_app.retention import asking, periods, standing
from centre_app.retention.periods import SINCE_CLOSING, SINCE_LAST_ACT, SINCE_MAJORITY, Period
from centre_app.retention.standing import (
    ANONYMISE,
    ASKED,
    COURT_CASE,
    CUSTODY,
    DONE,
    LETTER,
    OPEN_FILE,
    THINGS,
    Standing,
)
from ui import icons, theme
from ui.erasing_dialogs import DecideDialog, ask_for_erasing
from ui.kit import buttons, layout
from ui.kit.layout import STRETCH
from ui.kit.messages import EmptyState, Message
from ui.kit.panel import Card, note
from ui.kit.rows import Row, RowList, sign_tile
from ui.pages.settings.part import Part
from ui.preview import PreviewDialog
from ui.session import Session

SINCE = {
    SINCE_CLOSING: N_("{years} years after the file was closed"),
    SINCE_MAJORITY: N_("{years} years after the age of 18, and after the closing"),
    SINCE_LAST_ACT: N_("{years} years after the last act of this kind"),
}
HOLDS = {
    COURT_CASE: N_("a court case that has not ended"),
    CUSTODY: N_("an order that is still in force"),
    LETTER: N_("a letter that nobody has filed"),
    THINGS: N_("things that the house still keeps for this person"),
    OPEN_FILE: N_("another file of the same person that is open"),
}
MOST_DONE = 60


class KeepingPart(Part):
    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.setObjectName("settings.keeping")

    @classmethod
    def is_for(cls, session: Session) -> bool:
        return session.register.can_open(RetentionEvent)

    def show_again(self) -> None:
        layout.clear(self.body)
        register = self.session.register
        due = standing.look(register)
        kept = [one for one in due if one.holds]
        for part in (
            *self._doubt(),
            self._card(N_("To decide"), icons.SIGN, [self._asked(one) for one in standing.events(register, ASKED)]),
            self._card(N_("The time has come"), icons.SOON, [self._due(one) for one in due if not one.holds]),
            self._card(N_("Kept all the same"), icons.LOCK, [self._held(one) for one in kept]),
            *self._nothing(bool(due)),
            self._card(
                N_("Erased"), icons.HISTORY, [self._done(one) for one in standing.events(register, DONE)[:MOST_DONE]]
            ),
            self._how_long(),
        ):
            if part is not None:
                self.body.addWidget(part)
        layout.add(self.body, STRETCH)

    def open_again(self, record: Record) -> None:
        if isinstance(record, RetentionPeriod):
            self._lengthen(record)

    # --- the lists ---------------------------------------------------------------------------------------------

    def _doubt(self) -> list[QWidget]:
        if not self.session.register.clock_is_suspect:
            return []
        problem = asking.ClockDoubtful()
        return [Message(problem.said_in(self.language), theme.CHECK_TONE, icon=icons.CLOCK, name="clock_doubtful")]

    def _nothing(self, is_due: bool) -> list[QWidget]:
        if is_due or self.session.register.clock_is_suspect or standing.events(self.session.register, ASKED):
            return []
        return [Card().add(EmptyState(icons.TICK, self.say(N_("No file’s time has come.")), name="nothing_due"))]

    def _card(self, title: str, icon: str, rows: Sequence[QWidget]) -> Card | None:
        if not rows:
            return None
        listed = RowList()
        listed.show_rows(rows)
        return Card(self.say(title), icon, gap=4).add(listed)

    def _asked(self, event: RetentionEvent) -> Row:
        case, is_own = self._file(event), event.created_by == self.session.register.who
        decide = buttons.button(self.say(N_("Decide")), icons.SIGN, name=f"decide.{event.id}", in_row=True)
        decide.clicked.connect(lambda: self._decide(event))
        no = self.say(N_("Take back") if is_own else N_("Refuse"))
        decline = buttons.button(no, icons.CLOSE, name=f"decline.{event.id}", in_row=True)
        decline.clicked.connect(lambda: self._decline(event))
        may = self.session.register.rights.writes(RetentionEvent)
        acts = layout.boxed(layout.row(decline, decide, gap=8)) if may else None
        asked_by = self.session.staff_name(event.created_by)
        second = self.say(N_("asked by {name} on {day}"), name=asked_by, day=event.asked_on or self.session.today)
        return Row(self._title(case, event.act), second, sign=sign_tile(icons.SIGN, tone=theme.CHECK_TONE), action=acts)

    def _due(self, found: Standing) -> Row:
        case = found.dossier.case
        ask = buttons.button(self.say(N_("Have it anonymised")), icons.HIDE, name=f"ask.{case.id}", in_row=True)
        ask.clicked.connect(lambda: self._ask(case))
        stay = buttons.quiet(self.say(N_("It must stay")), icons.LOCK, name=f"hold.{case.id}")
        stay.clicked.connect(lambda: self._hold_back(case))
        may = self.session.register.rights.writes(RetentionEvent)
        acts = layout.boxed(layout.row(stay, ask, gap=8)) if may else None
        return Row(self._title(case), self._ended(found), sign=sign_tile(icons.SOON, tone=theme.SOON_TONE), action=acts)

    def _held(self, found: Standing) -> Row:
        said = [self._hold(hold) for hold in found.holds]
        return Row(
            self._title(found.dossier.case),
            self.language.list_of(said),
            sign=sign_tile(icons.LOCK),
            action=self._lift(found),
        )

    def _lift(self, found: Standing) -> QWidget | None:
        """Offer to lift what a person has written: what follows from the file ends with it."""
        register = self.session.register
        own = register.find_open(RetentionHold, case_id=sorted(found.dossier.ids), lifted_on=None)
        if not own or not register.may_write(own[0]):
            return None
        lift = buttons.button(self.say(N_("Lift")), icons.UNLOCK, name=f"lift.{own[0].id}", in_row=True)
        lift.clicked.connect(
            lambda: self._change_hold(replace(own[0], lifted_on=self.session.today), N_("It is lifted."))
        )
        return lift

    def _done(self, event: RetentionEvent) -> Row:
        paper = buttons.button(self.say(N_("Certificate")), icons.PRINT, name=f"certificate.{event.id}", in_row=True)
        paper.clicked.connect(lambda: self._print(event))
        day = event.decided_at.date() if event.decided_at else self.session.today
        second = self.say(
            N_("{number}, decided by {name} on {day}"),
            number=event.certificate or "",
            name=self.session.staff_name(event.decided_by),
            day=day,
        )
        return Row(self._title(self._file(event), event.act), second, sign=sign_tile(icons.HISTORY), action=paper)

    def _how_long(self) -> Card:
        rows = RowList()
        rows.show_rows([self._rule(one) for one in periods.periods(self.session.register).values()])
        about = N_(
            "The longest period that fits a file decides. Nothing is erased by itself: one person asks, another one decides."
        )
        return Card(self.say(N_("How long files are kept")), icons.DATE, gap=4).add(
            note(self.say(about), wraps=True), rows
        )

    def _rule(self, period: Period) -> Row:
        longer = buttons.button(self.say(N_("Keep longer")), icons.EDIT, name=f"longer.{period.rule}", in_row=True)
        longer.clicked.connect(lambda: self._lengthen(RetentionPeriod(rule=period.rule, years=period.years)))
        may = self.session.register.rights.writes(RetentionPeriod)
        label = choices("retention_rule").label(period.rule, self.language)
        return Row(label, self.say(SINCE[period.since], years=period.years), action=longer if may else None)

    # --- in words ----------------------------------------------------------------------------------------------

    def _file(self, event: RetentionEvent) -> CaseFile | None:
        return self.session.register.as_stored.get(CaseFile, event.case_id)

    def _title(self, case: CaseFile | None, act: str | None = None) -> str:
        """Return the number of a file, whose it is while that is known, and what is asked for."""
        name = self.session.name_of(case.person_id).in_text if case is not None else ""
        said = choices("retention_act").label(act, self.language) if act else ""
        return " · ".join(part for part in ((case.code if case else "") or "", name, said) if part)

    def _ended(self, found: Standing) -> str:
        rule = choices("retention_rule").label(found.rule, self.language)
        return self.say(N_("{rule}: kept until {day}"), rule=rule, day=found.ends_on)

    def _hold(self, hold: str) -> str:
        return self.say(HOLDS[hold]) if hold in HOLDS else choices("retention_hold").label(hold, self.language)

    # --- acts --------------------------------------------------------------------------------------------------

    def _ask(self, case: CaseFile) -> None:
        if ask_for_erasing(self.session, case, ANONYMISE, over=self):
            self._tell(self.say(N_("It is asked for. Another person decides.")))

    def _decide(self, event: RetentionEvent) -> None:
        case = self._file(event)
        if case is None:
            return
        dialog = DecideDialog(self.session, event, case, over=self)
        is_done = bool(dialog.exec())
        dialog.deleteLater()
        if is_done:
            self._tell(self.say(N_("It is erased for good. Print the certificate.")))

    def _decline(self, event: RetentionEvent) -> None:
        try:
            self.session.do(asking.decline, event.id)
        except Problem as problem:
            self.refused.emit(problem)
            return
        self._tell(self.say(N_("Nothing is erased. The request stays written with its end.")))

    def _print(self, event: RetentionEvent) -> None:
        session, language = self.session, self.language
        shown = PreviewDialog(
            session,
            title=self.say(N_("Certificate of erasing")),
            preview=certificate_pdf(certificate_of(session.register, event, language), language),
            final=lambda: print_certificate(session.register, event, language),
            file_name=f"{event.certificate}.pdf",
            over=self,
        )
        shown.exec()
        shown.deleteLater()

    def _hold_back(self, case: CaseFile) -> None:
        hold = RetentionHold(case_id=case.id, from_on=self.session.today)
        self._change_hold(hold, N_("The file stays until this is lifted."))

    def _change_hold(self, hold: RetentionHold, told: str) -> None:
        self.fill_in(
            hold,
            (("why", "from_on"), "note", "lifted_on"),
            title=self.say(N_("What keeps a file")),
            told=self.say(told),
        )
        self.show_again()

    def _lengthen(self, period: RetentionPeriod) -> None:
        title, told = self.say(N_("How long files are kept")), self.say(N_("These files are kept longer."))
        self.fill_in(period, ("years", "because"), title=title, told=told)
        self.show_again()

    def _tell(self, told: str) -> None:
        self.show_again()
        self.told.emit(told)
