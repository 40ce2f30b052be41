"""V15 a pregnancy that is probably a slip."""

from datetime import date

from centre_app.dates import Birth
from tests.centre_app.rules.asking import WARNS, said
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
