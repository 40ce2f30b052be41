"""Her health: the brief for the whole team, and what is kept for the nurse, visits and treatments."""

from centre_app.case_view import CaseView
from centre_app.casework.visits import write_visit
from centre_app.choices import choices
from centre_app.language import N_
from centre_app.questions import HEALTH
from centre_app.records import HealthBrief, HealthProfile, MedicalVisit, Prescription
from ui import icons, theme
from ui.dates_said import due_said
from ui.kit import layout
from ui.kit.chip import state
from ui.kit.scroll import Scroll
from ui.kit.shut import ShutSection
from ui.pages.case.closed import ClosedVisits
from ui.pages.case.facts_card import FactsCard
from ui.pages.case.records import Line, RecordsCard, joined
from ui.pages.case.section import CaseSection
from ui.session import Session

BRIEF = ("allergies", "alerts", "treatment", "next_on", "next_where")
PROFILE = (
    "blood_group", "chronic", "current_treatment", "is_pregnant", "due_on", "is_breastfeeding",
    "vaccination_card_seen", "height_cm", "muac_mm", "hiv_status", "conceived_in_violence",
)  # fmt: skip
NOT_OF_BOYS = frozenset({"is_pregnant", "due_on", "is_breastfeeding", "conceived_in_violence"})
VISIT = (
    "visit_type", "seen_on", "facility", "provider", "complaint", "diagnosis", "care_given", "cost_fcfa",
    "project_id", "next_on", "confidentiality",
)  # fmt: skip
TREATMENT = ("drug", "dose", "times_per_day", "from_on", "to_on")


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
        self._visits: RecordsCard[MedicalVisit] = RecordsCard(
            session,
            title=say(N_("Visits")),
            icon=icons.HEALTH,
            add=say(N_("Add a visit")),
            empty=say(N_("No visit yet.")),
            form_title=say(N_("Medical visit")),
            lines=VISIT,
            shown=self._visit,
            name="visits",
            write=write_visit,
        )
        self._treatments: RecordsCard[Prescription] = RecordsCard(
            session,
            title=say(N_("Treatments")),
            icon=icons.MEDICINE,
            add=say(N_("Add a treatment")),
            empty=say(N_("No treatment.")),
            form_title=say(N_("Treatment")),
            lines=TREATMENT,
            shown=self._treatment,
            name="treatments",
        )
        kept_for = say(N_("Kept for the nurse and the director"))
        self._shut = ShutSection(say(N_("Health in detail")), kept_for, name="health_shut")
        top = layout.row(gap=12)
        top.addWidget(self._brief, 1)
        top.addWidget(self._profile, 1)
        self._closed = ClosedVisits(session)
        self._of_health = (
            (self._profile, HealthProfile), (self._visits, MedicalVisit), (self._treatments, Prescription),
        )  # fmt: skip
        everything = layout.column(
            top, self._shut, self._closed, self._visits, self._treatments, layout.STRETCH, gap=12
        )
        self.setLayout(layout.column(Scroll(everything, name="health.scroll"), gap=0))
        for card in (self._brief, self._profile, self._visits, self._treatments):
            card.saved.connect(lambda: self.told.emit(self.say(N_("Saved."))))

    def show_file(self, file: CaseView) -> None:
        register = self.session.register
        shut = file.is_shut(HEALTH)
        self._shut.setVisible(shut)
        for card, record_type in self._of_health:
            card.setVisible(register.can_open(record_type))
        sex, case_id, today = file.person.sex, file.case.id, self.session.today
        self._brief.show_record(file.brief or HealthBrief(case_id=case_id), sex=sex)
        self._closed.show_visits(file.closed_visits)
        if shut:
            return
        register.note_views(file.visits)
        self._profile.show_record(file.health or HealthProfile(case_id=case_id), sex=sex)
        self._visits.show_records(file.visits, blank=lambda: MedicalVisit(case_id=case_id, seen_on=today), sex=sex)
        self._treatments.show_records(
            file.prescriptions, blank=lambda: Prescription(case_id=case_id, from_on=today), sex=sex
        )

    def _visit(self, visit: MedicalVisit) -> Line:
        kind = choices("medical_visit_type").label(visit.visit_type, self.language)
        day = self.language.day(visit.seen_on) if visit.seen_on else ""
        coming = None
        if visit.next_on and visit.next_on >= self.session.today:
            coming = state(*due_said(visit.next_on, today=self.session.today, language=self.language))
        return Line(title=joined(day, kind), second=joined(visit.facility, visit.care_given), state=coming)

    def _treatment(self, treatment: Prescription) -> Line:
        times = treatment.times_per_day
        how_often = self.language.say_n(N_("{n} time a day"), N_("{n} times a day"), times) if times else ""
        to = self.say(N_("until {day}"), day=treatment.to_on) if treatment.to_on else ""
        over = treatment.to_on is not None and treatment.to_on < self.session.today
        tone = theme.NEUTRAL_TONE if over else theme.DONE_TONE
        words = self.say(N_("Ended")) if over else self.say(N_("Running"))
        second = joined(treatment.dose, how_often, to)
        return Line(title=treatment.drug or "", second=second, state=state(words, tone, "" if over else None))
