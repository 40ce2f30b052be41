"""V15 a pregnancy that is probably a slip, V16 the hours after rape, and measures that cannot be."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from centre_app.dates import Birth
from centre_app.records import (
    CareAfterRape,
    Delivery,
    Dose,
    GrowthMeasure,
    Pregnancy,
    Prescription,
    PsychosocialSession,
)
from tests.centre_app.rules.asking import BLOCKS, INFORMS, WARNS, said
from tests.makers import TODAY, TOMORROW, a_case, a_health_profile, a_person, an_intake

NINE_TODAY = Birth.exact(date(2017, 11, 21))
NINE_TOMORROW = Birth.exact(date(2017, 11, 22))


def pregnancy_of(register, person):
    case = a_case(person)
    return said(register, person, case, a_health_profile(case, is_pregnant=True), rule="V15")


def test_v15_a_boy_who_is_pregnant_is_asked_about_and_never_refused(register):
    assert pregnancy_of(register, a_person(sex="male")) == [(WARNS, "is_pregnant")]


def test_v15_a_girl_who_is_pregnant_is_not_asked_about(register):
    assert pregnancy_of(register, a_person(sex="female")) == []
    assert pregnancy_of(register, a_person(sex="unknown")) == []


def test_v15_under_nine_is_asked_about_until_the_ninth_birthday(register):
    assert pregnancy_of(register, a_person(birth=NINE_TOMORROW)) == [(WARNS, "is_pregnant")]
    assert pregnancy_of(register, a_person(birth=NINE_TODAY)) == []


def test_v15_who_may_be_nine_is_not_asked_about(register):
    assert pregnancy_of(register, a_person(birth=Birth.of_age(8, 9, said_on=TODAY))) == []


def test_v15_a_boy_who_is_not_pregnant_or_was_not_asked_is_not_asked_about(register):
    case = a_case(boy := a_person(sex="male"))
    for answer in (False, None):
        assert said(register, boy, case, a_health_profile(case, is_pregnant=answer), rule="V15") == []


def test_v15_a_pregnancy_as_the_reason_of_admission_counts(register):
    case = a_case(boy := a_person(sex="male"))
    assert said(register, boy, case, an_intake(case, reason="pregnant"), rule="V15") == [(WARNS, "reason")]
    assert said(register, boy, case, an_intake(case, reason="maltreatment"), rule="V15") == []


def test_v15_the_age_is_that_of_the_day_it_is_written(register, clock):
    person = a_person(birth=NINE_TOMORROW)
    clock.set(TOMORROW)
    assert pregnancy_of(register, person) == []


def test_v15_the_nurses_record_of_a_pregnancy_is_asked_about_in_the_same_way(register):
    for person, wanted in ((a_person(sex="male"), [(WARNS, "noted_on")]), (a_person(), [])):
        case = a_case(person)
        assert said(register, person, case, Pregnancy(case_id=case.id, noted_on=TODAY), rule="V15") == wanted


# --- V16 -------------------------------------------------------------------------------------------------------


def care_of(person, *, after: timedelta | None = None, **answers):
    """Somebody, her file, and care after what happened ten days ago; seen so long `after` it, or not yet."""
    happened = datetime(2026, 11, 11, 9, 0, tzinfo=UTC)
    case = a_case(person)
    seen = happened + after if after is not None else None
    return person, case, CareAfterRape(case_id=case.id, happened_at=happened, seen_at=seen, **answers)


def test_v16_over_72_and_120_hours_too_late_is_proposed_and_the_visit_is_saved_all_the_same(register):
    in_time, late, very_late = timedelta(hours=72), timedelta(hours=72, minutes=1), timedelta(hours=120, minutes=1)
    pep, contraception = (INFORMS, "pep"), (INFORMS, "emergency_contraception")
    assert said(register, *care_of(a_person(), after=in_time), rule="V16") == []
    assert said(register, *care_of(a_person(), after=late), rule="V16") == [pep]
    assert said(register, *care_of(a_person(), after=very_late), rule="V16") == [pep, contraception]
    assert said(register, *care_of(a_person(sex="male"), after=very_late), rule="V16") == [pep]
    care = register.save(care_of(a_person(), after=very_late)[2])
    assert register.find(CareAfterRape) == care


def test_v16_too_late_written_while_there_was_time_is_checked(register):
    early = care_of(a_person(), after=timedelta(hours=5), pep="too_late")
    assert said(register, *early, rule="V16") == [(WARNS, "pep")]
    assert said(register, *care_of(a_person(), after=timedelta(hours=-1)), rule="V16") == [(WARNS, "seen_at")]


# --- what cannot be measured or given --------------------------------------------------------------------------


def test_measures_of_nobody_are_checked_and_saved(register):
    case = a_case()
    absurd = GrowthMeasure(case_id=case.id, measured_on=TODAY, weight_kg=Decimal(480), muac_mm=1120, height_cm=4)
    heavy = Delivery(case_id=case.id, weight_g=31_000)
    fine = GrowthMeasure(case_id=case.id, measured_on=TODAY, weight_kg=Decimal("7.4"), muac_mm=112, height_cm=68)
    assert said(register, absurd, rule="") == [(WARNS, "weight_kg"), (WARNS, "height_cm"), (WARNS, "muac_mm")]
    assert said(register, heavy, rule="") == [(WARNS, "weight_g")]
    for weight in (300, 7000):
        assert said(register, fine, Delivery(case_id=case.id, weight_g=weight), rule="") == []
    register.save(absurd, heavy)


def test_a_dose_outside_its_treatment_is_checked(register):
    case = a_case()
    treatment = Prescription(case_id=case.id, drug="Fer", dose="1", from_on=TODAY, to_on=TOMORROW)
    register.save(treatment)

    def found(day):
        dose = Dose(case_id=case.id, prescription_id=treatment.id, due_on=day, time_of_day="morning", outcome="taken")
        return [question for severity, question in said(register, dose, rule="") if severity == WARNS]

    assert found(TOMORROW) == []
    assert found(TOMORROW + timedelta(days=1)) == ["due_on"]
    assert found(TODAY - timedelta(days=1)) == ["due_on"]


def test_the_ladder_has_no_eleventh_step(register):
    case = a_case()
    for step, wanted in ((-1, [(BLOCKS, "ladder")]), (0, []), (10, []), (11, [(BLOCKS, "ladder")])):
        session = PsychosocialSession(case_id=case.id, session_type="individual", held_on=TODAY, ladder=step)
        assert said(register, session, rule="") == wanted
