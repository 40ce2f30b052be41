"""Rules about who she is: V1 honest births, V2 around 18, V3 impossible ages, V4 a name or a description, twins judged."""

from collections.abc import Iterator

from centre_app.dates import DAY, ages_on, straddles_adulthood
from centre_app.language import N_
from centre_app.questions import Record
from centre_app.records import CaseFile, Intake, Person, PersonDescription, PersonLink, PersonName
from centre_app.rules.around import Around, say
from centre_app.rules.findings import BLOCKS, INFORMS, WARNS, Finding

OLDEST = 110
YOUNGEST_MOTHER = 10
ESTIMATES = frozenset({"self_declared", "relative_declared", "staff_estimate", "event_calendar", "medical_estimate"})
MOTHER = "mother"


def v1_a_birth_is_an_interval_before_the_contact(person: Record, around: Around) -> Iterator[Finding]:
    if not isinstance(person, Person) or person.birth is None:
        return
    case = around.only(CaseFile, person_id=person.id)
    intake = around.only(Intake, case_id=case.id) if case else None
    contact = (intake.contact_on if intake else None) or around.today
    if person.birth.first > person.birth.last:
        yield say(person, "V1", BLOCKS, "birth", N_("The earliest day of birth is after the latest one."))
    if person.birth.first > contact:
        yield say(person, "V1", BLOCKS, "birth", N_("She would be born after the day she came. Check the birth."))


def v1_no_first_of_january_is_made_out_of_an_age(person: Record, around: Around) -> Iterator[Finding]:
    if not isinstance(person, Person) or person.birth is None or person.birth.precision != DAY:
        return
    if (person.birth.first.month, person.birth.first.day) == (1, 1) and person.age_basis in ESTIMATES:
        yield say(
            person, "V1", BLOCKS, "birth", N_("1 January is not known from an age. Give the year, or the age she says.")
        )


def v2_around_18_the_rules_for_children_apply(person: Record, around: Around) -> Iterator[Finding]:
    if isinstance(person, Person) and straddles_adulthood(person.birth, around.today):
        yield say(
            person, "V2", INFORMS, "birth", N_("She may be under 18: the rules for children apply until it is settled.")
        )


def v3_ages_are_possible(person: Record, around: Around) -> Iterator[Finding]:
    if not isinstance(person, Person) or person.birth is None:
        return
    youngest, oldest = ages_on(person.birth, around.today)
    if oldest < 0 or youngest > OLDEST:
        yield say(person, "V3", WARNS, "birth", N_("This makes her {age} years old. Check the birth."), age=youngest)


def v3_a_mother_is_older_than_her_child(link: Record, around: Around) -> Iterator[Finding]:
    if not isinstance(link, PersonLink) or link.relation != MOTHER:
        return
    mother, child = around.get(Person, link.from_person_id), around.get(Person, link.to_person_id)
    if mother is None or child is None or mother.birth is None or child.birth is None:
        return
    if ages_on(mother.birth, child.birth.last)[1] < YOUNGEST_MOTHER:
        yield say(
            link,
            "V3",
            WARNS,
            "relation",
            N_("The mother would be less than 10 years older than the child. Check both births."),
        )


def v4_a_file_has_a_name_or_a_description(case: Record, around: Around) -> Iterator[Finding]:
    if not isinstance(case, CaseFile):
        return
    names = around.find(PersonName, person_id=case.person_id)
    described = around.find(PersonDescription, person_id=case.person_id)
    if not any(name.family or name.given for name in names) and not any(one.description for one in described):
        yield say(case, "V4", BLOCKS, "", N_("Write a name, or a few words by which people will recognise her."))


RULES = (
    v1_a_birth_is_an_interval_before_the_contact,
    v1_no_first_of_january_is_made_out_of_an_age,
    v2_around_18_the_rules_for_children_apply,
    v3_ages_are_possible,
    v3_a_mother_is_older_than_her_child,
    v4_a_file_has_a_name_or_a_description,
)
