"""Her family: who they are and whether they may be called, how they are looked for, and the way back to them."""

from typing import Any

from centre_app.case_view import CaseView
from centre_app.casework.consents import may
from centre_app.choices import choices
from centre_app.forms.family import ASSESSMENT, MEDIATION, REUNIFICATION, TRACING
from centre_app.language import N_
from centre_app.questions import Record
from centre_app.records import FamilyAssessment, Mediation, Relative, Reunification, TracingAction
from centre_app.rules.family import FAMILY_TRACING
from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.chip import Chip, state
from ui.kit.messages import Message
from ui.kit.scroll import Scroll
from ui.pages.case.choosing import ChoosingDialog, relative_said
from ui.pages.case.records import Line, RecordsCard, joined
from ui.pages.case.relatives import RelativesCard
from ui.pages.case.section import CaseSection
from ui.session import Session

OPINION_TONES = {"favourable": theme.DONE_TONE, "with_conditions": theme.CHECK_TONE, "unfavourable": theme.LATE_TONE}
ENDED_WELL = frozenset({"reunified", "accepted", "verified", "located", "contact"})


class FamilySection(CaseSection):
    def __init__(self, session: Session) -> None:
        super().__init__(session, name="family")
        self._sex: str | None = None
        self._file: CaseView | None = None
        self._relatives = RelativesCard(session)
        self._relatives.contact_asked.connect(self._contact_all_the_same)
        self._no_consent = Message("", theme.CHECK_TONE, name="no_tracing_consent")
        ask = buttons.quiet(self.say(N_("Go to the consents")), icons.NEXT, name="go_to_consents")
        ask.clicked.connect(lambda: self.section_asked.emit("consents"))
        self._no_consent.add_button(ask)
        self._cards = (
            self._card(N_("Looking for the family"), icons.SEARCH, N_("Add a step"), N_("Nobody is looked for yet."),
                       N_("A step of the search"), TRACING, self._tracing, "tracing"),
            self._card(N_("Visits to the family"), icons.HOME, N_("Add a visit to the family"), N_("No visit to the family yet."),
                       N_("Family assessment"), ASSESSMENT, self._assessment, "assessments"),
            self._card(N_("Mediation"), icons.PSYCHOSOCIAL, N_("Add a meeting"), N_("No meeting with the family yet."),
                       N_("Mediation"), MEDIATION, self._mediation, "mediations"),
            self._card(N_("Return to the family"), icons.FAMILY, N_("Add a return"), N_("No return decided."),
                       N_("Return to the family"), REUNIFICATION, self._reunification, "reunifications"),
        )  # fmt: skip
        everything = layout.column(self._relatives, self._no_consent, *self._cards, layout.STRETCH, gap=12)
        self.setLayout(layout.column(Scroll(everything, name="family.scroll"), gap=0))
        for card in (self._relatives, *self._cards):
            card.saved.connect(lambda: self.told.emit(self.say(N_("Saved."))))

    def _card(
        self,
        title: str,
        icon: str,
        add: str,
        empty: str,
        form_title: str,
        lines: tuple[str, ...],
        shown: Any,
        name: str,
    ) -> "RecordsCard[Record]":
        say = self.say
        return RecordsCard(
            self.session, title=say(title), icon=icon, add=say(add), empty=say(empty), form_title=say(form_title),
            lines=lines, shown=shown, name=name, dialog=ChoosingDialog, calm=True,
        )  # fmt: skip

    def show_file(self, file: CaseView) -> None:
        self._file, self._sex = file, file.person.sex
        case_id, today, who = file.case.id, self.session.today, self.session.register.who
        traced = file.of(TracingAction)
        self._relatives.show_file(file, traced)
        agrees = may(self.session.register, case_id, FAMILY_TRACING)
        self._no_consent.show_text(
            self.say(N_("Nobody is looked for yet: she has not agreed to it. Her consent comes first."), sex=self._sex)
        )
        self._no_consent.setVisible(not agrees)
        tracing, assessments, mediations, returns = self._cards
        blank = (lambda: TracingAction(case_id=case_id, acted_on=today, by_id=who, status="open")) if agrees else None
        tracing.show_records(traced, blank=blank, sex=self._sex)
        assessments.show_records(
            file.of(FamilyAssessment),
            blank=lambda: FamilyAssessment(case_id=case_id, assessed_on=today, by_id=who),
            sex=self._sex,
        )
        mediations.show_records(
            file.of(Mediation), blank=lambda: Mediation(case_id=case_id, held_on=today), sex=self._sex
        )
        returns.show_records(file.of(Reunification), blank=lambda: Reunification(case_id=case_id), sex=self._sex)

    def _contact_all_the_same(self, relative: Relative) -> None:
        """Ask why contact is sought in spite of the danger; once that is written, the number is shown for this day."""
        self._cards[0].open_record(
            TracingAction(
                case_id=relative.case_id,
                relative_id=relative.id,
                method="phone",
                acted_on=self.session.today,
                by_id=self.session.register.who,
                status="in_progress",
            )
        )

    def _who(self, relative_id: str | None) -> str:
        relatives = self._file.of(Relative) if self._file is not None else []
        found = next((one for one in relatives if one.id == relative_id), None)
        return relative_said(self.session, found) if found else ""

    def _said(self, listed: str, key: str | None) -> str:
        return choices(listed).label(key, self.language, self._sex)

    def _day(self, day: Any) -> str:
        return self.language.day(day) if day else ""

    def _tracing(self, action: TracingAction) -> Line:
        tone = theme.DONE_TONE if action.status in ENDED_WELL else theme.NEUTRAL_TONE
        return Line(
            title=joined(self._day(action.acted_on), self._said("tracing_method", action.method)),
            second=joined(self._who(action.relative_id), action.result),
            state=state(self._said("tracing_status", action.status), tone),
        )

    def _assessment(self, visit: FamilyAssessment) -> Line:
        opinion = visit.opinion or ""
        return Line(
            title=joined(self._day(visit.assessed_on), self._who(visit.relative_id)),
            second=joined(self.say(N_("She says: {words}"), sex=self._sex, words=visit.resident_opinion or "…")),
            state=state(self._said("family_opinion", opinion), OPINION_TONES.get(opinion, theme.NEUTRAL_TONE)),
            state_width=190,
        )

    def _mediation(self, meeting: Mediation) -> Line:
        next_on = self.say(N_("next: {day}"), day=meeting.next_on) if meeting.next_on else ""
        tone = theme.DONE_TONE if meeting.outcome == "agreement" else theme.NEUTRAL_TONE
        return Line(
            title=joined(self._day(meeting.held_on), meeting.relatives_there),
            second=joined(meeting.agreement, next_on),
            state=state(self._said("mediation_outcome", meeting.outcome), tone),
        )

    def _reunification(self, back: Reunification) -> Line:
        cost = self.language.amount(back.travel_cost_fcfa) if back.travel_cost_fcfa is not None else ""
        when = self._day(back.returned_on) or self.say(N_("Planned"))
        return Line(
            title=joined(when, self._who(back.relative_id)),
            second=joined(back.place, cost, back.best_interest),
            state=self._wants(back),
        )

    def _wants(self, back: Reunification) -> Chip:
        say, sex = self.say, self._sex
        if back.resident_agrees is None:
            return state(say(N_("Not asked yet")), theme.CHECK_TONE)
        if back.resident_agrees:
            return state(say(N_("She wants to return"), sex=sex), theme.DONE_TONE)
        return state(say(N_("She refuses"), sex=sex), theme.LATE_TONE)
