"""Where she is sent and who sends her, how each referral stands, and every service that she received."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from centre_app.case_view import CaseView
from centre_app.casework import referrals
from centre_app.choices import choices
from centre_app.forms.stay import REFERRAL, SERVICE
from centre_app.language import N_
from centre_app.questions import Record
from centre_app.records import Organisation, Referral, ServiceRecord
from centre_app.rules.referrals import (
    ACCEPTED,
    CANCELLED,
    DRAFT,
    IN_PROGRESS,
    NO_ANSWER,
    NOT_RECEIVED,
    RECEIVED,
    REFUSED,
    SENT,
)
from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.chip import state
from ui.kit.rows import Row
from ui.kit.scroll import Scroll
from ui.pages.case.choosing import ChoosingDialog, organisation_said
from ui.pages.case.records import Line, RecordsCard, joined
from ui.pages.case.section import CaseSection
from ui.record_dialog import Lines
from ui.session import Session

# What each step asks; a step is called as the state to which it leads. With the day of the service, whoever notes the
# answer has noted that as well.
STEPS: dict[str, Lines] = {
    SENT: ("sent_on", "organisation_id", "organisation_in_words", "consent_id", "legal_basis", "basis_reason"),
    ACCEPTED: ("answered_on", "answer", "service_received_on"),
    REFUSED: ("answered_on", "answer"),
    IN_PROGRESS: ("answered_on", "answer", "accompanied_by", "service_received_on"),
    RECEIVED: ("service_received_on", "answer", "cost_fcfa", "accompanied_by"),
    NOT_RECEIVED: ("answer",),
    CANCELLED: ("answer",),
}
TONES = {
    DRAFT: theme.CHECK_TONE, NO_ANSWER: theme.LATE_TONE, REFUSED: theme.LATE_TONE, NOT_RECEIVED: theme.LATE_TONE,
    SENT: theme.SOON_TONE, ACCEPTED: theme.SOON_TONE, IN_PROGRESS: theme.SOON_TONE, RECEIVED: theme.DONE_TONE,
}  # fmt: skip


class ReferralsSection(CaseSection):
    def __init__(self, session: Session) -> None:
        super().__init__(session, name="referrals")
        say = self.say
        self._referrals = ReferralsCard(session)
        self._services: RecordsCard[ServiceRecord] = RecordsCard(
            session,
            title=say(N_("Services received")),
            icon=icons.DONE,
            add=say(N_("Add a service")),
            empty=say(N_("No service counted yet.")),
            form_title=say(N_("Service")),
            lines=SERVICE,
            shown=self._service,
            name="services",
            dialog=ChoosingDialog,
            calm=True,
        )
        everything = layout.column(self._referrals, self._services, layout.STRETCH, gap=12)
        self.setLayout(layout.column(Scroll(everything, name="referrals.scroll"), gap=0))
        for card in (self._referrals, self._services):
            card.saved.connect(lambda: self.told.emit(self.say(N_("Saved."))))

    def show_file(self, file: CaseView) -> None:
        register, today = self.session.register, self.session.today
        register.note_views(file.of(Referral))
        self._referrals.show_records(
            file.of(Referral), blank=lambda: Referral(case_id=file.case.id), sex=file.person.sex
        )
        self._services.show_records(
            file.of(ServiceRecord),
            blank=lambda: ServiceRecord(case_id=file.case.id, given_on=today, given_by=register.who),
            sex=file.person.sex,
        )

    def _service(self, service: ServiceRecord) -> Line:
        domain = choices("care_domain").label(service.domain, self.language)
        kind = choices("referral_type").label(service.service, self.language)
        day = self.language.day(service.given_on) if service.given_on else ""
        by = organisation_name(self.session, service.organisation_id) or self.session.staff_name(service.given_by)
        return Line(title=joined(day, service.what or kind or domain), second=joined(domain, by))


class ReferralsCard(RecordsCard[Referral]):
    """Referrals, the newest on top; each row has a menu with the steps that are possible now."""

    def __init__(self, session: Session) -> None:
        say = session.say
        super().__init__(
            session,
            title=say(N_("Referrals")),
            icon=icons.REFERRAL,
            add=say(N_("Add a referral")),
            empty=say(N_("No referral yet.")),
            form_title=say(N_("Referral")),
            lines=REFERRAL,
            shown=self._referral,
            name="referrals",
            write=referrals.write,
            dialog=ChoosingDialog,
        )

    def _row(self, record: Record) -> Row:
        row = super()._row(record)
        assert isinstance(record, Referral)
        steps = referrals.moves_of(record) if self._session.register.may_write(record) else []
        next_step = buttons.button(
            self._session.say(N_("Next step")), icons.UNFOLD, name=f"step.{record.id}", in_row=True
        )
        next_step.setEnabled(bool(steps))
        next_step.clicked.connect(lambda: self._open_menu(next_step, record, steps))
        row.layout().addWidget(next_step)
        return row

    def _open_menu(self, button: QWidget, referral: Referral, steps: Sequence[str]) -> None:
        menu = QMenu(button)
        menu.setObjectName("step_menu")
        for step in steps:
            act = menu.addAction(choices("referral_status").label(step, self._session.language))
            act.setObjectName(f"step.{step}")
            act.triggered.connect(lambda _checked=False, step=step: self.take_step(referral, step))
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    def take_step(self, referral: Referral, step: str) -> None:
        """Ask what this step needs over the referral as it will stand, and write both as one act."""
        moved = referrals.begun(referral, step, today=self._session.today)
        write: Callable[[Record], object] = lambda changed: self._session.do(referrals.write, changed)  # noqa: E731
        dialog = ChoosingDialog(
            self._session,
            moved,
            STEPS[step],
            title=choices("referral_status").label(step, self._session.language),
            write=write,
            over=self,
            sex=self._sex,
            close_words=self._session.say(N_("Close")),
        )
        if dialog.exec():
            self.saved.emit()
        dialog.deleteLater()

    def _referral(self, referral: Referral) -> Line:
        session, language = self._session, self._session.language
        kind = choices("referral_type").label(referral.referral_type, language)
        to = organisation_name(session, referral.organisation_id) or referral.organisation_in_words
        stands = referrals.status_on(referral, session.today)
        direction = choices("referral_direction").label(referral.direction, language)
        sent = session.say(N_("sent on {day}"), day=referral.sent_on) if referral.sent_on else ""
        return Line(
            title=joined(kind, to),
            second=joined(direction, sent, referral.answer),
            state=state(
                choices("referral_status").label(stands, language),
                TONES.get(stands, theme.NEUTRAL_TONE),
                name=f"stands.{referral.id}",
            ),
        )


def organisation_name(session: Session, organisation_id: str | None) -> str:
    """Return how an organisation is called; "" where none is named."""
    found = session.register.get(Organisation, organisation_id)
    return organisation_said(found) if found else ""
