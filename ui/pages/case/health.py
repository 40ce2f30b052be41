"""Her health: the brief for the whole team, and what is kept for the nurse, in cards from visits to vaccines."""

from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QWidget

from centre_app.case_view import CaseView
from centre_app.forms.health import BRIEF, PROFILE
from centre_app.language import N_
from centre_app.questions import HEALTH, Record
from centre_app.records import (
    CareAfterRape,
    Delivery,
    Dose,
    GrowthMeasure,
    HealthBrief,
    HealthProfile,
    MedicalVisit,
    Pregnancy,
    Prescription,
    Vaccination,
)
from ui import icons
from ui.kit import layout
from ui.kit.scroll import Scroll
from ui.kit.shut import ShutSection
from ui.pages.case.closed import ClosedRecords
from ui.pages.case.facts_card import FactsCard
from ui.pages.case.health_cards import DeliveriesCard, PregnanciesCard, TreatmentsCard, VaccinesCard, VisitsCard
from ui.pages.case.health_growth import GrowthCard
from ui.pages.case.health_rape import CareCard
from ui.pages.case.health_round import RoundCard
from ui.pages.case.records import RecordsCard
from ui.pages.case.section import CaseSection
from ui.session import Session

NOT_OF_BOYS = frozenset({"is_pregnant", "due_on", "is_breastfeeding", "conceived_in_violence"})


@runtime_checkable
class OfSome(Protocol):
    """A card that has no place in every file: pregnancies, births, the round of today."""

    def is_of(self, file: CaseView) -> bool: ...


class HealthSection(CaseSection):
    def __init__(self, session: Session) -> None:
        super().__init__(session, name="health")
        say = self.say
        self._brief = FactsCard(
            session, title=say(N_("For the whole team")), icon=icons.HEALTH, names=BRIEF, name="brief"
        )
        self._profile = FactsCard(
            session,
            title=say(N_("Health in detail")),
            icon=icons.LOCK,
            names=PROFILE,
            not_of_boys=NOT_OF_BOYS,
            name="profile",
        )
        kept_for = say(N_("Kept for the nurse and the director"))
        self._shut = ShutSection(say(N_("Health in detail")), kept_for, name="health_shut")
        self._closed_visits = ClosedRecords(session, MedicalVisit, say(N_("Sealed visit")))
        self._closed_cares = ClosedRecords(session, CareAfterRape, say(N_("Sealed care")))
        self._round = RoundCard(session)
        self._round.failed.connect(self.failed)
        # in the order in which they stand: what hurries, what is done today, what is looked up
        self._cards = (
            (CareCard(session), CareAfterRape),
            (self._round, Dose),
            (VisitsCard(session), MedicalVisit),
            (TreatmentsCard(session), Prescription),
            (PregnanciesCard(session), Pregnancy),
            (DeliveriesCard(session), Delivery),
            (GrowthCard(session), GrowthMeasure),
            (VaccinesCard(session), Vaccination),
        )
        self._lay_out()

    def _lay_out(self) -> None:
        top = layout.row(gap=12)
        top.addWidget(self._brief, 1)
        top.addWidget(self._profile, 1)
        cards: list[QWidget] = [card for card, _ in self._cards]
        everything = layout.column(
            top, self._shut, self._closed_cares, self._closed_visits, *cards, layout.STRETCH, gap=12
        )
        self.setLayout(layout.column(Scroll(everything, name="health.scroll"), gap=0))
        for card in (self._brief, self._profile, *cards):
            if isinstance(card, FactsCard | RecordsCard):
                card.saved.connect(lambda: self.told.emit(self.say(N_("Saved."))))

    def show_file(self, file: CaseView) -> None:
        register = self.session.register
        shut = file.is_shut(HEALTH)
        self._shut.setVisible(shut)
        self._brief.show_record(file.brief or HealthBrief(case_id=file.case.id), sex=file.person.sex)
        self._closed_visits.show_ids(file.closed_visits)
        self._closed_cares.show_ids(register.closed(CareAfterRape, centre_id=file.case.centre_id, case_id=file.case.id))
        self._profile.setVisible(register.can_open(HealthProfile))
        if register.can_open(HealthProfile):
            profile = file.health or HealthProfile(case_id=file.case.id)
            self._profile.show_record(profile, sex=file.person.sex)
        for card, record_type in self._cards:
            card.setVisible(self._has_a_place(card, record_type, file))
            if card.isVisibleTo(self):
                card.show_file(file)

    def _has_a_place(self, card: QWidget, record_type: type[Record], file: CaseView) -> bool:
        if not self.session.register.can_open(record_type):
            return False
        return card.is_of(file) if isinstance(card, OfSome) else True
