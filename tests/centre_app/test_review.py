"""What is said of records about to be saved: in order of gravity, of the person it speaks of, in her language."""

from dataclasses import replace

from centre_app.language import Language
from centre_app.review import review
from tests.makers import (
    TODAY,
    TOMORROW,
    YESTERDAY,
    a_bed,
    a_case,
    a_name,
    a_person,
    a_stay,
    an_admission,
    an_assignment,
    an_exit,
)

FRENCH = Language.of("fr")


def test_what_blocks_comes_first_then_what_warns_then_what_informs(register):
    stay = a_stay(admitted_on=TOMORROW, admission_type=None)
    found = review(register, [stay, an_exit(stay, left_on=TODAY)])
    assert [finding.gravity for finding in found] == sorted(finding.gravity for finding in found)
    assert {finding.severity for finding in found} == {"blocks", "warns", "informs"}


def test_a_boy_is_spoken_of_in_the_masculine(register):
    for sex, expected in (
        ("male", "Il sortirait avant d’être arrivé."),
        ("female", "Elle sortirait avant d’être arrivée."),
    ):
        person = a_person(sex=sex)
        case = a_case(person)
        stay = a_stay(case, admitted_on=TODAY, ended_on=YESTERDAY)
        (found,) = review(register, [person, a_name(person), case, stay])
        assert found.said_in(FRENCH).startswith(expected)


def test_whoever_stands_in_the_register_already_is_known_by_her_file(register):
    *_, stay = register.save(*an_admission(a_person(sex="male"), given="Moussa"))
    found = review(register, [replace(stay, ended_on=stay.admitted_on.replace(year=2025))])
    assert {one.sex for one in found} == {"male"}


def test_what_is_about_nobody_is_said_without_a_sex(register):
    (found,) = review(register, [a_bed(label=None)])
    assert found.sex is None


def test_a_record_taken_back_is_not_judged_and_does_not_stand_in_the_way(register):
    stay, other = a_stay(), a_stay()
    bed = a_bed()
    taken_back = replace(an_assignment(stay, bed), voided_at=register.now, voided_by="x", void_reason="wrong")
    assert [found.rule for found in review(register, [taken_back, an_assignment(other, bed)])] == []


def test_a_finding_names_its_record_and_holds_no_words_of_it(register):
    person = a_person()
    case = a_case(person)
    (found,) = review(register, [person, case])
    assert (found.record_type, found.record_id) == ("CaseFile", case.id)
    assert found.parts == {}
