"""Safety and needs: how great the danger is, what to do about it, what is needed, and what is hard in everyday life."""

from centre_app import risk
from centre_app.agenda import Due
from centre_app.case_view import CaseView
from centre_app.casework.safety import has_disability
from centre_app.choices import choices
from centre_app.forms.wellbeing import DIFFICULTIES, RISK, SAFETY
from centre_app.language import N_
from centre_app.records import FunctionalDifficulties, RiskAssessment, RiskDrivers, SafetyPlan
from ui import icons, theme
from ui.dates_said import due_said
from ui.kit import layout
from ui.kit.chip import state
from ui.kit.messages import Message
from ui.kit.panel import note
from ui.kit.scroll import Scroll
from ui.pages.case.facts_card import FactsCard
from ui.pages.case.needs import NeedsCard
from ui.pages.case.records import Line, joined
from ui.pages.case.risk_dialog import RiskDialog, RisksCard
from ui.pages.case.section import CaseSection
from ui.session import Session

TONES = {"immediate": theme.LATE_TONE, "high": theme.LATE_TONE, "medium": theme.CHECK_TONE}


class SafetySection(CaseSection):
    def __init__(self, session: Session) -> None:
        super().__init__(session, name="safety")
        say = self.say
        self._sex: str | None = None
        self._drivers: dict[str, RiskDrivers] = {}
        self._owed = Message("", theme.LATE_TONE, name="safety_plan_owed")
        self._risks = RisksCard(
            session,
            title=say(N_("Danger")),
            icon=icons.PROTECTION,
            add=say(N_("Assess the danger")),
            empty=say(N_("The danger was not assessed yet.")),
            form_title=say(N_("How great is the danger?")),
            lines=RISK,
            shown=self._risk,
            name="risks",
            dialog=RiskDialog,
        )
        self._plan = FactsCard(
            session, title=say(N_("Safety plan")), icon=icons.CHECKS, names=SAFETY, name="safety_plan"
        )
        self._needs = NeedsCard(session)
        self._difficulties = FactsCard(
            session,
            title=say(N_("What is hard in everyday life")),
            icon=icons.PERSON,
            names=DIFFICULTIES,
            name="difficulties",
        )
        cards = (self._risks, self._plan, self._needs, self._difficulties)
        everything = layout.column(self._owed, *cards, layout.STRETCH, gap=12)
        self.setLayout(layout.column(Scroll(everything, name="safety.scroll"), gap=0))
        for card in cards:
            card.saved.connect(lambda: self.told.emit(self.say(N_("Saved."))))

    def show_file(self, file: CaseView) -> None:
        self._sex = sex = file.person.sex
        case_id, today = file.case.id, self.session.today
        who = self.session.register.who
        assessments = risk.in_order(file.of(RiskAssessment))
        plan = file.last(SafetyPlan)
        self._drivers = {one.assessment_id: one for one in file.of(RiskDrivers)}
        self._show_owed(assessments, plan, sex)
        self._risks.show_records(
            assessments,
            blank=lambda: RiskAssessment(case_id=case_id, assessed_on=today, assessed_by=who),
            sex=sex,
        )
        self._plan.show_record(plan or SafetyPlan(case_id=case_id, drawn_up_on=today), sex=sex)
        self._needs.show_file(file)
        asked = file.last(FunctionalDifficulties) or FunctionalDifficulties(case_id=case_id, asked_on=today)
        self._difficulties.show_record(asked, sex=sex)
        self._say_disability(asked, sex)

    def begin(self, due: Due) -> None:
        if due.task in ("risk_due", "risk_review"):
            self._risks.add_one()
        elif due.task in ("needs_due", "assessment_due"):
            self._needs.add_one()
        else:
            self._plan.open_form()

    def _show_owed(self, assessments: list[RiskAssessment], plan: SafetyPlan | None, sex: str | None) -> None:
        """Say by when a safety plan is owed (V17)."""
        due_on = risk.safety_plan_due_on(assessments) if plan is None else None
        self._owed.setVisible(due_on is not None)
        if due_on is not None:
            when, _tone, _icon = due_said(due_on, today=self.session.today, language=self.language)
            text = self.say(
                N_("The danger is great and she has no safety plan yet: {when}."), sex=sex, when=when.lower()
            )
            self._owed.show_text(text)

    def _risk(self, assessment: RiskAssessment) -> Line:
        language = self.language
        level = choices("risk_level").label(assessment.level, language)
        day = language.day(assessment.assessed_on) if assessment.assessed_on else ""
        again = self.say(N_("again on {day}"), day=assessment.next_on) if assessment.next_on else ""
        told = self._drivers.get(assessment.id)
        drivers = choices("risk_driver").labels(told.drivers, language, self._sex) if told else []
        chip = state(level, TONES.get(assessment.level or "", theme.NEUTRAL_TONE)) if level else None
        return Line(
            title=joined(day, self.session.staff_name(assessment.assessed_by)),
            second=joined(again, language.list_of(drivers) if drivers else "", assessment.done_at_once),
            state=chip,
        )

    def _say_disability(self, asked: FunctionalDifficulties, sex: str | None) -> None:
        if not asked.rev:
            return
        match has_disability(asked):
            case True:
                text = self.say(N_("A lot of difficulty in at least one of the six: one speaks of a disability."))
            case False:
                text = self.say(N_("No disability: nothing is very hard."))
            case _:
                text = self.say(N_("Not all six are answered yet."))
        self._difficulties.add(note(text, wraps=True, name="disability"))
