"""Coming to the centre as verbs: with children, with a bed that suits or not, and coming back."""

import dataclasses

import pytest

from centre_app.casework import arrivals, beds
from centre_app.casework.twins import unjudged
from centre_app.dates import Birth
from centre_app.problems import NotSaved
from centre_app.records import BedAssignment, CaseFile, Intake, Person, PersonLink, PersonName, Stay
from tests.makers import (
    TODAY,
    YESTERDAY,
    a_bed,
    a_cot,
    a_person,
    a_room,
    a_stay,
    an_admission,
    an_assignment,
    an_intake,
)


def somebody(register, family="Coulibaly", given="Djénéba", **who):
    """Return an arrival with a name and a sex."""
    blank = arrivals.begin(register)
    return dataclasses.replace(
        blank,
        person=dataclasses.replace(blank.person, **{"sex": "female", **who}),
        name=dataclasses.replace(blank.name, family=family, given=given),
    )


def test_a_mother_and_her_children_come_as_one_act_with_numbers_in_a_row(register):
    mother, first, second = (somebody(register, given=given) for given in ("Awa", "Issa", "Fatou"))
    case = arrivals.admit(register, mother, children=[first, second])
    assert case.code == "SEG-26-0001"
    assert [child.code for child in arrivals.children_of(register, case)] == ["SEG-26-0002", "SEG-26-0003"]
    assert {stay.admission_type for stay in register.find(Stay)} == {None, "accompanying_child"}
    assert {link.from_person_id for link in register.find(PersonLink)} == {mother.person.id}


def test_nothing_of_a_mother_is_written_when_her_child_cannot_be(register):
    nameless = somebody(register, family=None, given=None)
    with pytest.raises(NotSaved):
        arrivals.admit(register, somebody(register), children=[nameless])
    assert register.find(CaseFile) == []
    assert register.find(PersonName) == []


def test_who_brought_her_is_kept_even_when_nothing_else_of_the_arrival_is_known(register):
    arrival = somebody(register)
    case = arrivals.admit(
        register, dataclasses.replace(arrival, intake=dataclasses.replace(arrival.intake, brought_by="Her aunt"))
    )
    assert register.only(Intake, case_id=case.id).brought_by == "Her aunt"


def test_a_bed_that_does_not_suit_is_given_with_its_reason(register):
    room = a_room(sex_rule="boys")
    bed = a_bed(room)
    register.save(room, bed)
    arrival = dataclasses.replace(somebody(register), bed_id=bed.id, bed_reason="No other bed tonight")
    case = arrivals.admit(register, arrival)
    assert register.only(BedAssignment, case_id=case.id).reason == "No other bed tonight"


def test_who_comes_back_gets_a_new_stay_in_her_own_file_and_brings_her_child(register):
    person, name, case, intake, stay = an_admission(ended_on=YESTERDAY)
    register.save(person, name, dataclasses.replace(case, status="follow_up"), intake, stay, heed_findings=False)
    back = a_stay(case, admitted_on=TODAY, admission_type=None)
    child = somebody(register, given="Issa", birth=Birth.exact(YESTERDAY))
    again = arrivals.readmit(
        register, register.get(CaseFile, case.id), back, an_intake(case, contact_on=TODAY), children=[child]
    )
    assert (again.id, again.status, again.reopened_count) == (case.id, "admitted", 1)
    assert register.only(Stay, case_id=case.id, ended_on=None).admission_type == "readmission"
    assert [one.person_id for one in arrivals.children_of(register, again)] == [child.person.id]


def test_a_very_likely_twin_must_be_looked_at_first(register):
    register.save(*an_admission(a_person(origin_region="segou"), family="Coulibaly", given="Djénéba"))
    arrival = somebody(register, "Kulibali", "Jeneba", birth=Birth.of_age(16, 16, said_on=TODAY), origin_region="segou")
    twin = register.find(CaseFile)[0]
    assert [finding.rule for finding in unjudged(register, arrival, ())] == ["V4"]
    assert unjudged(register, arrival, {twin.id}) == []


# --- beds ------------------------------------------------------------------------------------------------------


@pytest.fixture
def house(register):
    """A dormitory for girls with one bed taken, one for boys, a mothers' room with a cot, a room of the staff."""
    girls, boys = a_room(name="Dortoir A"), a_room(name="Dortoir G", sex_rule="boys")
    mothers, staff = a_room(name="Chambre C", room_type="mother_baby"), a_room(name="Gardien", room_type="staff")
    taken, free, boys_bed = a_bed(girls, label="A-01"), a_bed(girls, label="A-02"), a_bed(boys, label="G-01")
    mothers_bed, staff_bed = a_bed(mothers, label="C-01"), a_bed(staff, label="S-01")
    other_cot, cot = a_cot(free, label="A-02b"), a_cot(mothers_bed, label="C-01b")
    register.save(girls, boys, mothers, staff, taken, free, boys_bed, mothers_bed, staff_bed, other_cot, cot)
    admitted = an_admission()
    register.save(*admitted)
    register.save(an_assignment(admitted[-1], taken))
    return register


def labels(offered) -> list[str]:
    return [one.bed.label for one in offered]


def test_free_beds_that_suit_come_first_and_others_say_what_speaks_against_them(house):
    offered = beds.beds_for(house, Person(sex="female"), on=TODAY)
    assert labels(offered) == ["A-02", "C-01", "G-01"]
    assert [bool(one.objections) for one in offered] == [False, False, True]


def test_a_mother_is_offered_the_mothers_room_first(house):
    assert labels(beds.beds_for(house, Person(sex="female"), on=TODAY, with_child=True))[0] == "C-01"


def test_cots_beside_the_mothers_bed_come_first(house):
    mothers_bed = next(one.bed for one in beds.beds_for(house, Person(), on=TODAY) if one.bed.label == "C-01")
    assert labels(beds.cots_for(house, mothers_bed.id)) == ["C-01b", "A-02b"]
