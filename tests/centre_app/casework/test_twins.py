"""Who may be the same person: proposed with reasons, told apart once and for good, and homonyms left in peace."""

from dataclasses import replace

import pytest

from centre_app.casework import arrivals, merging, twins
from centre_app.dates import Birth
from centre_app.matching import OTHER_MOTHER, SAME_MOTHER
from centre_app.problems import NotSaved
from centre_app.records import CaseFile, PersonLink, Relative, TwinDecision
from tests.makers import LONG_AGO, TODAY, a_case, a_description, a_name, a_person, a_stay, reopened


def a_girl(register, code, *, age=16, village=None, mother=None, family="Traoré", given="Fatoumata", **of_the_case):
    """Save a file with what tells homonyms apart, and return its case."""
    person = a_person(birth=Birth.of_age(age, age, said_on=TODAY), origin_cercle="ml-c-segou")
    case = a_case(person, code=code, status="follow_up", **of_the_case)
    more = [a_description(person, description=None, village=village)] if village else []
    more += [Relative(case_id=case.id, name=mother, relation="mother", safe_to_contact="yes")] if mother else []
    records = [person, a_name(person, family, given), case, a_stay(case, ended_on=LONG_AGO), *more]
    return register.save(*records, heed_findings=False)[2]  # as an old register brings her


def proposed(register, case):
    return [(twin.case.code, twin.must_be_judged) for twin in twins.twins_of(register, case)]


def comes(register, family, given):
    arrival = arrivals.begin(register)
    return replace(
        arrival,
        person=replace(
            arrival.person, sex="female", birth=Birth.of_age(16, 16, said_on=TODAY), age_basis="self_declared"
        ),
        name=replace(arrival.name, family=family, given=given),
        intake=replace(arrival.intake, source="ngo", reason="girl_mother"),
        stay=replace(arrival.stay, admission_type="emergency"),
    )


def test_four_fatoumata_traore_live_in_one_house_and_none_need_be_judged(register):
    """Age, village and mother tell them apart; only the one who was written down twice is to be compared."""
    girls = [
        a_girl(register, "SEG-26-0001", age=14, village="Markala", mother="Awa Dembélé"),
        a_girl(register, "SEG-26-0002", age=16, village="Niono", mother="Oumou Koné"),
        a_girl(register, "SEG-26-0003", age=16, village="Bla", mother="Sira Coulibaly"),
        a_girl(register, "SEG-26-0004", age=19, village="Dioro", mother="Assan Diarra"),
    ]
    for girl in girls:
        assert not [code for code, must in proposed(register, girl) if must], girl.code
    again = a_girl(register, "SEG-26-0005", age=16, village="Niono", mother="Umu Konneh", family="Tarawele")
    assert proposed(register, again)[0] == ("SEG-26-0002", True)
    assert SAME_MOTHER in twins.twins_of(register, again)[0].reasons


def test_another_mother_is_a_doubt_that_is_said(register):
    a_girl(register, "SEG-26-0001", mother="Awa Dembélé")
    second = a_girl(register, "SEG-26-0002", mother="Sira Coulibaly")
    assert OTHER_MOTHER in twins.twins_of(register, second)[0].doubts


def test_a_mother_who_lives_here_is_known_by_her_own_file(register):
    mother = a_girl(register, "SEG-26-0009", family="Koné", given="Oumou", age=34)
    first = a_girl(register, "SEG-26-0001")
    register.save(PersonLink(from_person_id=mother.person_id, to_person_id=first.person_id, relation="mother"))
    second = a_girl(register, "SEG-26-0002", mother="Oumou Koné")
    assert SAME_MOTHER in twins.twins_of(register, second)[0].reasons


def test_a_misspelt_family_name_is_found_among_all_the_fatoumatas(register):
    """Each of 80 is called Fatoumata as she is: more than are compared of one name."""
    for number in range(80):
        a_girl(register, f"SEG-25-{number:04d}", family=f"Keïta{number}")
    a_girl(register, "SEG-26-0001", family="Ouologuem")
    other = a_girl(register, "SEG-26-0002", family="Ouoliguème", given="Fanta")
    assert [code for code, _ in proposed(register, other)] == ["SEG-26-0001"]


def test_v4_a_very_likely_twin_is_judged_before_a_file_is_opened_and_is_not_asked_about_again(register):
    known = a_girl(register, "SEG-26-0001")
    arrival = comes(register, "Tarawele", "Fatoumata")
    assert [(found.rule, found.parts["code"]) for found in twins.unjudged(register, arrival, set())] == [
        ("V4", "SEG-26-0001")
    ]
    assert twins.unjudged(register, arrival, {known.id}) == []
    case = arrivals.admit(register, arrival, told_apart=[(known, 88)])
    register.close()
    with reopened(register.folder) as again:
        (decision,) = again.find(TwinDecision)
        assert (decision.verdict, decision.score, decision.decided_on) == ("different", 88, TODAY)
        assert proposed(again, again.get(CaseFile, case.id)) == []
        assert proposed(again, again.get(CaseFile, known.id)) == []
        assert twins.pairs(again, [case.id, known.id]) == []


def test_v4_a_file_without_a_name_or_a_description_is_not_opened(register):
    arrival = comes(register, None, None)
    with pytest.raises(NotSaved) as refused:
        arrivals.admit(register, arrival)
    assert {found.rule for found in refused.value.findings} == {"V4"}
    described = replace(arrival, description=replace(arrival.description, description="A scar on the left hand"))
    assert arrivals.admit(register, described).code


def test_each_pair_is_proposed_once_whichever_file_is_looked_at(register):
    one, other = a_girl(register, "SEG-26-0001"), a_girl(register, "SEG-26-0002")
    (pair,) = twins.pairs(register, [one.id, other.id])
    assert {pair.case.code, pair.twin.case.code} == {"SEG-26-0001", "SEG-26-0002"}


def test_of_merged_files_the_kept_one_is_proposed_under_all_its_names(register):
    kept = a_girl(register, "SEG-26-0001", family="Sangaré", given="Kadidia")
    merged = a_girl(register, "SEG-26-0002", family="Dolo", given="Yapagui")
    merging.merge(register, kept, merged, "She says so")
    assert proposed(register, a_girl(register, "SEG-26-0003", family="Dolo", given="Yapagui")) == [
        ("SEG-26-0001", True)
    ]


def test_what_was_merged_is_compared_with_nobody(register):
    kept, merged = a_girl(register, "SEG-26-0001"), a_girl(register, "SEG-26-0002")
    merging.merge(register, kept, merged, "She says so")
    assert proposed(register, register.get(CaseFile, kept.id)) == []
    assert proposed(register, register.get(CaseFile, merged.id)) == []
