"""The cards of her health: visits, treatments, pregnancies and births, vaccines. Each lists one kind of record.

A card shows itself from the file that it is given, and says whether it has a place in that file at all.
"""

from typing import Any

from centre_app.case_view import CaseView
from centre_app.casework import deliveries, doses
from centre_app.casework.visits import write_visit
from centre_app.choices import choices
from centre_app.choices.keys import DoseOutcome, Sex
from centre_app.dates import ages_on
from centre_app.forms.health import DELIVERY, PREGNANCY, TREATMENT, VACCINE, VISIT
from centre_app.language import N_
from centre_app.pregnancy import expected_on, is_going_on, weeks_on
from centre_app.questions import Record
from centre_app.records import BirthAtCentre, Delivery, Dose, MedicalVisit, Pregnancy, Prescription, Vaccination
from centre_app.wording import partial_day
from ui import icons, theme
from ui.dates_said import due_said
from ui.kit import buttons
from ui.kit.chip import Chip, state
from ui.kit.rows import Row
from ui.pages.case.proposing import ProposingDialog
from ui.pages.case.records import Line, RecordsCard, joined
from ui.session import Session

SMALL_CHILD = 5  # years: up to then nobody is asked about pregnancies; from then on rule V15 asks twice


def coming(session: Session, day: Any) -> Chip | None:
    """Return the state of an appointment that lies ahead."""
    if day is None or day < session.today:
        return None
    return state(*due_said(day, today=session.today, language=session.language))


class VisitsCard(RecordsCard[MedicalVisit]):
    def __init__(self, session: Session) -> None:
        say = session.say
        super().__init__(
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

    def show_file(self, file: CaseView) -> None:
        register, case_id = self._session.register, file.case.id
        register.note_views(file.visits)
        self.show_records(
            file.visits,
            blank=lambda: MedicalVisit(case_id=case_id, seen_on=register.today),
            sex=file.person.sex,
        )

    def _visit(self, visit: MedicalVisit) -> Line:
        language = self._session.language
        kind = choices("medical_visit_type").label(visit.visit_type, language)
        day = language.day(visit.seen_on) if visit.seen_on else ""
        return Line(
            title=joined(day, kind),
            second=joined(visit.facility, visit.care_given),
            state=coming(self._session, visit.next_on),
        )


class TreatmentsCard(RecordsCard[Prescription]):
    def __init__(self, session: Session) -> None:
        say = session.say
        super().__init__(
            session,
            title=say(N_("Treatments")),
            icon=icons.MEDICINE,
            add=say(N_("Add a treatment")),
            empty=say(N_("No treatment.")),
            form_title=say(N_("Treatment")),
            lines=TREATMENT,
            shown=self._treatment,
            name="treatments",
            calm=True,
        )
        self._doses: list[Dose] = []

    def show_file(self, file: CaseView) -> None:
        case_id, today = file.case.id, self._session.today
        self._doses = file.of(Dose)
        self.show_records(
            file.prescriptions, blank=lambda: Prescription(case_id=case_id, from_on=today), sex=file.person.sex
        )

    def _treatment(self, treatment: Prescription) -> Line:
        say, language = self._session.say, self._session.language
        times = treatment.times_per_day
        how_often = language.say_n(N_("{n} time a day"), N_("{n} times a day"), times) if times else ""
        to = say(N_("until {day}"), day=treatment.to_on) if treatment.to_on else ""
        over = treatment.to_on is not None and treatment.to_on < self._session.today
        tone = theme.NEUTRAL_TONE if over else theme.DONE_TONE
        words = say(N_("Ended")) if over else say(N_("Running"))
        second = joined(treatment.dose, how_often, to, self._taken(treatment))
        return Line(title=treatment.drug or "", second=second, state=state(words, tone, "" if over else None))

    def _taken(self, treatment: Prescription) -> str:
        """Say how many of the doses ticked so far were taken."""
        counted = doses.counted(treatment, self._doses)
        ticked = counted.total()
        if not ticked:
            return ""
        return self._session.language.say_n(
            N_("{taken} of {n} dose taken"), N_("{taken} of {n} doses taken"), ticked, taken=counted[DoseOutcome.TAKEN]
        )


class VaccinesCard(RecordsCard[Vaccination]):
    def __init__(self, session: Session) -> None:
        say = session.say
        super().__init__(
            session,
            title=say(N_("Vaccines")),
            icon=icons.VACCINE,
            add=say(N_("Add a vaccine")),
            empty=say(N_("No vaccine written down yet.")),
            form_title=say(N_("Vaccine")),
            lines=VACCINE,
            shown=self._vaccine,
            name="vaccines",
            calm=True,
        )

    def show_file(self, file: CaseView) -> None:
        case_id, today = file.case.id, self._session.today
        given = sorted(file.of(Vaccination), key=lambda one: (one.given_on or today, one.id))
        self.show_records(given, blank=lambda: Vaccination(case_id=case_id, given_on=today), sex=file.person.sex)

    def _vaccine(self, given: Vaccination) -> Line:
        session, say = self._session, self._session.say
        name = choices("vaccine").label(given.vaccine, session.language)
        which = say(N_("dose {n}"), n=given.dose_number) if given.dose_number else ""
        day = session.language.day(given.given_on) if given.given_on else ""
        batch = say(N_("batch {batch}"), batch=given.batch) if given.batch else ""
        return Line(
            title=joined(name, which), second=joined(day, given.facility, batch), state=coming(session, given.next_on)
        )


class PregnancyDialog(ProposingDialog):
    question = "due_on"

    def proposal(self, record: Pregnancy) -> tuple[object, str] | None:
        day = expected_on(record.last_period)
        if day is None:
            return None
        return day, self._session.say(N_("280 days after the last period: {day}."), day=day)


class PregnanciesCard(RecordsCard[Pregnancy]):
    def __init__(self, session: Session) -> None:
        say = session.say
        super().__init__(
            session,
            title=say(N_("Pregnancies")),
            icon=icons.GIRL,
            add=say(N_("Add a pregnancy")),
            empty=say(N_("No pregnancy.")),
            form_title=say(N_("Pregnancy")),
            lines=PREGNANCY,
            shown=self._pregnancy,
            name="pregnancies",
            write=deliveries.write_pregnancy,
            dialog=PregnancyDialog,
            calm=True,
        )

    def is_of(self, file: CaseView) -> bool:
        return may_bear(file) or bool(file.of(Pregnancy))

    def show_file(self, file: CaseView) -> None:
        case_id, today = file.case.id, self._session.today
        self.show_records(
            file.of(Pregnancy), blank=lambda: Pregnancy(case_id=case_id, noted_on=today), sex=file.person.sex
        )

    def _pregnancy(self, pregnancy: Pregnancy) -> Line:
        session, say = self._session, self._session.say
        seen = pregnancy.antenatal_visits
        visits = (
            session.language.say_n(N_("{n} antenatal visit"), N_("{n} antenatal visits"), seen)
            if seen is not None
            else ""
        )
        if not is_going_on(pregnancy):
            ended = session.language.day(pregnancy.ended_on) if pregnancy.ended_on else ""
            outcome = choices("birth_outcome").label(pregnancy.outcome, session.language)
            return Line(
                title=joined(ended, outcome) or say(N_("Ended")),
                second=visits,
                state=state(say(N_("Ended")), theme.NEUTRAL_TONE, ""),
            )
        due_on = pregnancy.due_on or expected_on(pregnancy.last_period)
        expected = say(N_("Expected on {day}"), day=due_on) if due_on else say(N_("Expected day not known"))
        weeks = weeks_on(pregnancy, session.today)
        along = session.language.say_n(N_("{n} week along"), N_("{n} weeks along"), weeks) if weeks is not None else ""
        second = joined(along, visits, pregnancy.birth_planned_at)
        return Line(title=expected, second=second, state=coming(session, pregnancy.next_on))


class DeliveriesCard(RecordsCard[Delivery]):
    """Her births here, each with what the nurse keeps of it; one of which she has kept nothing yet asks for it."""

    def __init__(self, session: Session) -> None:
        say = session.say
        super().__init__(
            session,
            title=say(N_("Births here")),
            icon=icons.BABY,
            add="",
            empty=say(N_("No birth at the centre.")),
            form_title=say(N_("Delivery")),
            lines=DELIVERY,
            shown=self._delivery,
            name="deliveries",
            write=deliveries.write_delivery,
            calm=True,
        )
        self._births: dict[str, BirthAtCentre] = {}

    def is_of(self, file: CaseView) -> bool:
        return bool(file.births or file.of(Delivery))

    def show_file(self, file: CaseView) -> None:
        register = self._session.register
        self._births = {birth.id: birth for birth in file.births}
        kept = {delivery.birth_id: delivery for delivery in file.of(Delivery)}
        begun = [deliveries.begin(register, birth) for birth in file.births if birth.id not in kept]
        shown = [*file.of(Delivery), *(one for one in begun if register.may_write(one))]
        self.show_records(shown, blank=None, sex=file.person.sex)

    def _row(self, record: Record) -> Row:
        if record.rev or not isinstance(record, Delivery):
            return super()._row(record)
        return self._row_to_fill_in(record)

    def _row_to_fill_in(self, delivery: Delivery) -> Row:
        say, line = self._session.say, self._delivery(delivery)
        go = buttons.button(say(N_("Write it down")), icons.EDIT, name=f"write.{delivery.birth_id}", in_row=True)
        go.clicked.connect(lambda: self.open_record(delivery))
        missing = state(say(N_("To be filled in")), theme.SOON_TONE)
        return Row(line.title, line.second, columns=[(missing, theme.size(150))], action=go, name=f"row.{delivery.id}")

    def _delivery(self, delivery: Delivery) -> Line:
        language = self._session.language
        birth = self._births.get(delivery.birth_id or "")
        born = partial_day(birth.born, language) if birth is not None and birth.born is not None else ""
        born = language.moment(delivery.born_at) if delivery.born_at else born
        outcome = choices("birth_outcome").label(birth.outcome, language) if birth is not None else ""
        weight = f"{language.number(delivery.weight_g)}\u00a0g" if delivery.weight_g is not None else ""
        return Line(title=joined(born, outcome), second=joined(weight, delivery.facility, delivery.attended_by))


def may_bear(file: CaseView) -> bool:
    """Say whether a pregnancy may be asked about: not of a boy, nor of a small child."""
    birth = file.person.birth
    is_small = birth is not None and ages_on(birth, file.case.opened_on or birth.last)[1] < SMALL_CHILD
    return file.person.sex != Sex.MALE and not is_small
