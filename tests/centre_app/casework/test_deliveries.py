"""What the nurse keeps of a birth: it ends the pregnancy."""

from dataclasses import replace
from datetime import date

from centre_app.casework import deliveries
from centre_app.dates import PartialDate
from centre_app.records import HealthProfile, Pregnancy
from tests.makers import LONG_AGO, TODAY, a_birth_at_the_centre, an_admission


def test_a_delivery_ends_the_pregnancy_it_belongs_to(register):
    case = register.save(*an_admission())[2]
    pregnancy = register.save(Pregnancy(case_id=case.id, noted_on=LONG_AGO, next_on=TODAY))[0]
    birth = register.save(a_birth_at_the_centre(case, born=PartialDate.exact(TODAY), place="CSRéf"))[0]
    begun = deliveries.begin(register, birth)
    assert (begun.pregnancy_id, begun.facility) == (pregnancy.id, "CSRéf")
    deliveries.write_delivery(register, begun)
    ended = register.get(Pregnancy, pregnancy.id)
    assert (ended.outcome, ended.ended_on, ended.next_on) == ("live_birth", TODAY, None)


def test_her_profile_says_the_same_of_a_pregnancy(register):
    case = register.save(*an_admission())[2]
    begun = Pregnancy(case_id=case.id, noted_on=LONG_AGO, last_period=PartialDate.exact(date(2026, 6, 1)))
    pregnancy = deliveries.write_pregnancy(register, begun)
    (profile,) = register.find(HealthProfile, case_id=case.id)
    assert (profile.is_pregnant, profile.due_on) == (True, date(2027, 3, 8))
    birth = register.save(a_birth_at_the_centre(case, outcome="premature"))[0]
    deliveries.write_delivery(register, deliveries.begin(register, birth))
    (profile,) = register.find(HealthProfile, case_id=case.id)
    assert (profile.is_pregnant, profile.due_on) == (False, None)
    assert register.get(Pregnancy, pregnancy.id).outcome == "premature"


def test_a_second_birth_ends_no_pregnancy_twice(register):
    case = register.save(*an_admission())[2]
    twin = register.save(a_birth_at_the_centre(case, outcome="twins"))[0]
    delivery = deliveries.write_delivery(register, deliveries.begin(register, twin))
    assert delivery.pregnancy_id is None
    assert deliveries.write_delivery(register, replace(delivery, weight_g=2100)).weight_g == 2100
