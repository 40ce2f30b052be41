"""The law: what the authorities are to be told and by when, orders that entrust her to the centre, her cases and their steps."""

from centre_app.case_view import CaseView
from centre_app.casework import notifications
from centre_app.choices import choices
from centre_app.forms.protection import LEGAL_CASE, LEGAL_STEP, NOTIFICATION, ORDER
from centre_app.language import N_
from centre_app.records import CustodyOrder, LegalCase, LegalStep, Notification
from ui import icons, theme
from ui.dates_said import due_said
from ui.kit import layout
from ui.kit.chip import Chip, state
from ui.kit.scroll import Scroll
from ui.pages.case.file_dialog import FileDialog, legal_case_said
from ui.pages.case.owed_card import OwedCard
from ui.pages.case.records import Line, RecordsCard, joined
from ui.pages.case.section import CaseSection
from ui.session import Session

OVER = frozenset({"won", "lost", "settled", "dropped"})


class LegalSection(CaseSection):
    def __init__(self, session: Session) -> None:
        super().__init__(session, name="legal")
        say = self.say
        self._sex: str | None = None
        self._cases: dict[str, LegalCase] = {}
        self._owed = OwedCard(session)
        self._owed.told.connect(self.told)
        self._owed.failed.connect(self.failed)
        self._notifications: RecordsCard[Notification] = RecordsCard(
            session,
            title=say(N_("Word to the authorities")),
            icon=icons.REFERRAL,
            add=say(N_("Add a notification")),
            empty=say(N_("Nobody was told of anything yet.")),
            form_title=say(N_("Notification")),
            lines=NOTIFICATION,
            shown=self._notification,
            name="notifications",
            write=notifications.write,
            calm=True,
        )
        self._orders: RecordsCard[CustodyOrder] = RecordsCard(
            session,
            title=say(N_("Orders")),
            icon=icons.DOCUMENT,
            add=say(N_("Add an order")),
            empty=say(N_("No order is written down.")),
            form_title=say(N_("Order")),
            lines=ORDER,
            shown=self._order,
            name="orders",
            calm=True,
        )
        self._legal_cases: RecordsCard[LegalCase] = RecordsCard(
            session,
            title=say(N_("Cases at court")),
            icon=icons.LEGAL,
            add=say(N_("Add a case")),
            empty=say(N_("No case.")),
            form_title=say(N_("Case at court")),
            lines=LEGAL_CASE,
            shown=self._legal_case,
            name="legal_cases",
            calm=True,
        )
        self._steps: RecordsCard[LegalStep] = RecordsCard(
            session,
            title=say(N_("Steps")),
            icon=icons.CHECKS,
            add=say(N_("Add a step")),
            empty=say(N_("No step yet.")),
            form_title=say(N_("Legal step")),
            lines=LEGAL_STEP,
            shown=self._step,
            name="legal_steps",
            dialog=FileDialog,
            calm=True,
        )
        cards = (self._notifications, self._orders, self._legal_cases, self._steps)
        everything = layout.column(self._owed, *cards, layout.STRETCH, gap=12)
        self.setLayout(layout.column(Scroll(everything, name="legal.scroll"), gap=0))
        for card in cards:
            card.saved.connect(lambda: self.told.emit(self.say(N_("Saved."))))

    def show_file(self, file: CaseView) -> None:
        self._sex = sex = file.person.sex
        case_id, today = file.case.id, self.session.today
        cases = file.of(LegalCase)
        self._cases = {one.id: one for one in cases}
        newest = cases[-1].id if len(cases) == 1 else None
        self._owed.show_file(file)
        self._notifications.show_records(
            sorted(file.of(Notification), key=_how_urgent),
            blank=lambda: Notification(case_id=case_id, happened_on=today),
            sex=sex,
        )
        self._orders.show_records(
            file.of(CustodyOrder), blank=lambda: CustodyOrder(case_id=case_id, from_on=today), sex=sex
        )
        self._legal_cases.show_records(cases, blank=lambda: LegalCase(case_id=case_id, opened_on=today), sex=sex)
        self._steps.show_records(
            file.of(LegalStep), blank=lambda: LegalStep(case_id=case_id, legal_case_id=newest), sex=sex
        )

    # --- lines -------------------------------------------------------------------------------------------------

    def _notification(self, one: Notification) -> Line:
        language = self.language
        target = choices("notification_target").label(one.target, language)
        event = choices("notification_event").label(one.event, language, self._sex)
        sent = self.say(N_("told on {day}"), day=language.moment(one.sent_at)) if one.sent_at else ""
        return Line(
            title=joined(target, event),
            second=joined(sent, one.received_by, one.waiver_reason, one.legal_ground),
            state=self._how_far(one),
        )

    def _how_far(self, one: Notification) -> Chip | None:
        if one.status == notifications.TO_DO and one.due_at is not None:
            when, tone, icon = due_said(
                one.due_at.astimezone().date(), today=self.session.today, language=self.language
            )
            return state(when, tone, icon)
        tone = (
            theme.NEUTRAL_TONE if one.status in (None, notifications.TO_DO, notifications.WAIVED) else theme.DONE_TONE
        )
        return state(choices("notification_status").label(one.status, self.language), tone)

    def _order(self, one: CustodyOrder) -> Line:
        since = self.say(N_("since {day}"), day=one.from_on) if one.from_on else ""
        chip = None
        if one.ended_on is not None:
            chip = state(self.say(N_("Lifted")), theme.NEUTRAL_TONE, "")
        elif one.to_on is not None:
            when, tone, icon = due_said(one.to_on, today=self.session.today, language=self.language)
            chip = state(when, tone, icon)
        return Line(
            title=joined(choices("custody_order_kind").label(one.kind, self.language), one.authority),
            second=joined(since, one.reference, one.note),
            state=chip,
        )

    def _legal_case(self, one: LegalCase) -> Line:
        opened = self.say(N_("since {day}"), day=one.opened_on) if one.opened_on else ""
        tone = theme.NEUTRAL_TONE if one.closed_on or one.status in OVER else theme.DONE_TONE
        return Line(
            title=legal_case_said(self.session, one),
            second=joined(opened, one.lawyer, one.outcome),
            state=state(choices("legal_case_status").label(one.status, self.language), tone, ""),
        )

    def _step(self, one: LegalStep) -> Line:
        chip = None
        if one.done_on is not None:
            chip = state(self.language.day(one.done_on), theme.DONE_TONE)
        elif one.due_on is not None:
            when, tone, icon = due_said(one.due_on, today=self.session.today, language=self.language)
            chip = state(when, tone, icon)
        of = self._cases.get(one.legal_case_id or "")
        return Line(
            title=choices("legal_action_type").label(one.action, self.language),
            second=joined(legal_case_said(self.session, of) if of else "", one.with_whom, one.result),
            state=chip,
        )


def _how_urgent(one: Notification) -> tuple[bool, float]:
    """What is still to be done comes last, the earliest of it at the very end: a card shows the end on top."""
    return one.status == notifications.TO_DO, -one.due_at.timestamp() if one.due_at else 0.0
