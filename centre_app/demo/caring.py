"""What the demonstration's nurse and psychologist write from week to week: measures, vaccines, rounds, sessions, groups.

Each kind is written for the whole house as one act a day, so that a month of it costs little.
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from centre_app import wellbeing
from centre_app.agenda import CHILDREN_ALONG
from centre_app.casework import deliveries, doses, exits, groups
from centre_app.choices.keys import Attendance, DoseOutcome
from centre_app.dates import DAY, PartialDate, months_between
from centre_app.demo.house import House
from centre_app.nutrition import proposed_status
from centre_app.pregnancy import expected_on
from centre_app.records import (
    BirthAtCentre,
    CaseFile,
    Delivery,
    Dose,
    GroupAttendance,
    GroupSession,
    GrowthMeasure,
    HealthProfile,
    MedicalVisit,
    Person,
    Pregnancy,
    Prescription,
    PsychosocialSession,
    Stay,
    TalkGroup,
    Vaccination,
    WellbeingMeasure,
)

MONDAY, TUESDAY, WEDNESDAY = 0, 1, 2
GROUP = "Les colombes"
THEMES = ("emotions", "self_esteem", "self_protection", "gbv", "rights", "project")
ROUNDS_KEPT_DAYS = 7  # the doses of the last week are ticked; earlier ones would only make the month longer
SMALL_CHILD_MONTHS = 60
VACCINES = ("bcg", "polio", "penta", "pcv", "measles")


def care_on(house: House, day: date, residents: Sequence[CaseFile], *, today: date) -> None:
    """What is written on this day of the week."""
    if not residents:
        return
    if day.weekday() == MONDAY:
        _see_mothers_and_babies(house, day, residents)
    elif day.weekday() == TUESDAY:
        _listen(house, day, residents)
    elif day.weekday() == WEDNESDAY:
        _hold_group(house, day)
    if today - day < timedelta(days=ROUNDS_KEPT_DAYS):
        _go_round(house, day, residents)


# --- the nurse -------------------------------------------------------------------------------------------------


def _see_mothers_and_babies(house: House, day: date, residents: Sequence[CaseFile]) -> None:
    register = house.register
    small = _small_children(house, day)
    measures = [_measured(house, case, person, day) for case, person in small if day.day <= 14]
    register.save(*measures, *(_vaccinated(house, case, day) for case, _ in small if house.chance.random() < 0.2))
    known = {pregnancy.case_id for pregnancy in register.find(Pregnancy)}
    here = {case.id for case in residents}
    for profile in register.find(HealthProfile, is_pregnant=True):
        if profile.case_id in here - known:
            deliveries.write_pregnancy(register, _pregnancy(house, profile.case_id, day))
    written = {delivery.birth_id for delivery in register.find(Delivery)}
    for birth in register.find(BirthAtCentre):
        if birth.id not in written:
            _write_delivery(house, birth)


def _small_children(house: House, day: date) -> list[tuple[CaseFile, Person]]:
    register = house.register
    along = [stay for stay in register.find(Stay, ended_on=None) if stay.admission_type in CHILDREN_ALONG]
    cases = {case.person_id: case for case in register.find(CaseFile, id=[stay.case_id for stay in along])}
    people = register.find(Person, id=sorted(cases))
    young = [one for one in people if one.birth and months_between(one.birth.last, day) < SMALL_CHILD_MONTHS]
    return [(cases[person.id], person) for person in young]


def _measured(house: House, case: CaseFile, person: Person, day: date) -> GrowthMeasure:
    """A child that grows with its months; one in five is thin."""
    assert person.birth is not None
    months = months_between(person.birth.last, day)
    thin = sum(map(ord, case.id)) % 5 == 0
    measure = GrowthMeasure(
        case_id=case.id,
        measured_on=day,
        weight_kg=Decimal(32 + 4 * min(months, 24) + house.chance.randint(0, 6)) / 10,
        muac_mm=(118 if thin else 132) + house.chance.randint(0, 6),
        oedema=False,
        next_on=day + timedelta(days=14 if thin else 28),
    )
    return GrowthMeasure(
        **{name: getattr(measure, name) for name in measure.questions if name != "status"},
        status=proposed_status(measure, person.birth),
    )


def _vaccinated(house: House, case: CaseFile, day: date) -> Vaccination:
    return Vaccination(
        case_id=case.id,
        vaccine=house.chance.choice(VACCINES),
        dose_number=house.chance.randint(1, 3),
        given_on=day,
        facility="CSRéf de Koro",
        next_on=day + timedelta(days=28),
    )


def _pregnancy(house: House, case_id: str, day: date) -> Pregnancy:
    last_period = PartialDate.exact(day - timedelta(days=house.chance.randint(90, 200)))
    return Pregnancy(
        case_id=case_id,
        noted_on=day,
        last_period=last_period,
        due_on=expected_on(last_period),
        antenatal_visits=1,
        first_antenatal_on=day,
        next_on=day + timedelta(days=28),
        birth_planned_at="CSRéf de Koro",
    )


def _write_delivery(house: House, birth: BirthAtCentre) -> None:
    known = birth.born is not None and birth.born.precision == DAY
    born_at = (
        datetime.combine(birth.born.first, time(4, 20), house.register.now.tzinfo) if known and birth.born else None
    )
    begun = deliveries.begin(house.register, birth)
    answers = {name: getattr(begun, name) for name in begun.questions}
    answers |= {
        "born_at": born_at,
        "weight_g": house.chance.randint(24, 34) * 100,
        "attended_by": "Sage-femme du CSRéf",
        "feeding": "breast",
    }
    deliveries.write_delivery(house.register, Delivery(**answers))


def _go_round(house: House, day: date, residents: Sequence[CaseFile]) -> None:
    """Nearly every dose is taken."""
    register = house.register
    running = register.find(Prescription, case_id=[case.id for case in residents])
    due = doses.round_of([one for one in running if doses.runs_on(one, day)], [], day)
    nurse = house.staff["OM"].id
    taken = [house.chance.random() < 0.93 for _ in due]
    register.save(
        *(
            Dose(
                case_id=one.prescription.case_id,
                prescription_id=one.prescription.id,
                due_on=day,
                time_of_day=one.time_of_day,
                outcome=DoseOutcome.TAKEN if was_taken else DoseOutcome.MISSED,
                given_by=nurse if was_taken else None,
            )
            for one, was_taken in zip(due, taken, strict=True)
        ),
        action="dose",
    )


# --- the psychologist ------------------------------------------------------------------------------------------


def _listen(house: House, day: date, residents: Sequence[CaseFile]) -> None:
    """About every second resident has a session; on the first Tuesday of the month the five sentences are asked of all."""
    register, chance, psychologist = house.register, house.chance, house.staff["RD"].id
    held: dict[str, int] = {}
    for session in register.find(PsychosocialSession, case_id=[case.id for case in residents]):
        held[session.case_id] = held.get(session.case_id, 0) + 1
    own = [case for case in residents if not _is_small(house, case)]
    register.save(
        *(
            PsychosocialSession(
                case_id=case.id,
                session_type="individual" if held.get(case.id) else "first_listening",
                held_on=day,
                minutes=chance.choice((30, 45, 45, 60)),
                held_by=psychologist,
                ladder=min(3 + held.get(case.id, 0) // 2 + chance.randint(0, 2), 9),
                next_on=day + timedelta(days=14),
            )
            for case in own
            if chance.random() < 0.5
        ),
        *(_asked(house, case, day) for case in own if day.day <= 7),
        action="psychosocial_session",
    )


def _asked(house: House, case: CaseFile, day: date) -> WellbeingMeasure:
    """Answers that rise with the months of her stay."""
    months = months_between(case.opened_on or day, day)
    answers: dict[str, Any] = {
        name: str(min(1 + months // 2 + house.chance.randint(0, 1), 4)) for name in wellbeing.SENTENCES
    }
    return WellbeingMeasure(case_id=case.id, measured_on=day, asked_by=house.staff["RD"].id, **answers)


def _is_small(house: House, case: CaseFile) -> bool:
    stay = house.register.only(Stay, case_id=case.id, ended_on=None)
    return stay is None or stay.admission_type in CHILDREN_ALONG


def _hold_group(house: House, day: date) -> None:
    """The same group every week: the girls who are here, but for one or the other."""
    register, chance = house.register, house.chance
    group = register.only(TalkGroup, name=GROUP) or groups.start_group(
        register,
        TalkGroup(
            name=GROUP,
            theme="emotions",
            sessions_planned=12,
            max_size=12,
            facilitator_id=house.staff["RD"].id,
            second_facilitator_id=house.staff["AD"].id,
            from_on=day,
        ),
    )
    session = GroupSession(
        group_id=group.id,
        held_on=day,
        theme=chance.choice(THEMES),
        minutes=60,
        place="Salle de classe du centre",
        facilitator_id=house.staff["RD"].id,
        visitors=chance.choice((0, 0, 2, 3)),
        collective_note="Le groupe a parlé de ce qui aide quand la nuit est longue, puis a chanté.",
    )
    girls = {person.id for person in register.find(Person, sex="female")}
    cases = register.find(CaseFile, id=groups.who_may_come(register, session))
    came = [
        GroupAttendance(
            case_id=case.id,
            group_session_id=session.id,
            status=chance.choice((Attendance.PRESENT,) * 8 + (Attendance.LATE, Attendance.EXCUSED)),
        )
        for case in cases
        if case.person_id in girls
    ]
    groups.hold_session(register, session, came[:12])


def see_the_children(house: House, mother: CaseFile) -> None:
    """The children who came along are looked at with their mother."""
    children = [child for child, _ in exits.children_here(house.register, mother)]
    house.register.save(
        *(
            MedicalVisit(
                case_id=child.id,
                visit_type="admission_check",
                seen_on=house.register.today,
                facility="Infirmerie du centre",
                provider="Oumou Maïga",
                care_given="Poids, température, carnet de vaccination vu",
            )
            for child in children
        )
    )
