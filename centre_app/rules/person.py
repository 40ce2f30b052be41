"""Rules about who she is: V1 honest births, V2 around 18, V3 impossible ages, V4 a name or a description, twins judged."""

from collections.abc import Iterator
from datetime import date

from centre_app.dates import DAY, RANGE, Birth, ages_on, straddles_adulthood
from centre_app.language import N_
from centre_app.questions import Record
from centre_app.records import BirthAtCentre, CaseFile, Intake, Person, PersonDescription, PersonLink, PersonName
from centre_app.rules.around import Around, say
from centre_app.rules.findings import BLOCKS, INFORMS, WARNS, Finding

OLDEST = 110
YOUNGEST_MOTHER = 10
ESTIMATES = frozenset({"self_declared", "relative_declared", "staff_estimate", "event_calendar", "medical_estimate"})
MOTHER = "mother"
CHILDREN = frozenset({"daughter", "son"})
MALE = "male"


def v1_a_birth_is_an_interval_before_the_contact(person: Record, around: Around) -> Iterator[Finding]:
    if not isinstance(person, Person) or person.birth is None:
        return
    contact = _first_contact(person, around)
    if person.birth.first > person.birth.last:
        yield say(person, "V1", BLOCKS, "birth", N_("The earliest day of birth is after the latest one."))
    elif _is_after(person.birth, contact or around.today):
        yield say(person, "V1", BLOCKS, "birth", N_("She would be born after the day she came. Check the birth."))
    elif contact is not None and person.birth.last > contact:
        yield say(
            person,
            "V1",
            WARNS,
            "birth",
            N_("Said like this, she may be born after {day}, the day she came. Give the day, or her age on that day."),
            day=contact,
        )


def v1_nobody_comes_before_being_born(intake: Record, around: Around) -> Iterator[Finding]:
    if not isinstance(intake, Intake) or intake.contact_on is None:
        return
    case = around.get(CaseFile, intake.case_id)
    person = around.get(Person, case.person_id) if case else None
    if person is not None and person.birth is not None and _is_after(person.birth, intake.contact_on):
        yield say(intake, "V1", BLOCKS, "contact_on", N_("On this day she was not born yet. Check it, or the birth."))


def _first_contact(person: Person, around: Around) -> date | None:
    files = [case.id for case in around.find(CaseFile, person_id=person.id)]
    contacts = [intake.contact_on for intake in around.find(Intake, case_id=files) if intake.contact_on]
    return min(contacts, default=None)


def _is_after(birth: Birth, day: date) -> bool:
    """Say whether a birth, or the end of the time somebody named for it, lies after a day.

    "In 2026", "in November" and an age in years are said whole: that their last days are still to come is no mistake,
    only less than could be known.
    """
    return birth.first > day or (birth.precision in (DAY, RANGE) and birth.last > day)


def v1_no_first_of_january_is_made_out_of_an_age(person: Record, around: Around) -> Iterator[Finding]:
    """A baby born here on 1 January was seen to be; nobody made that day out of an age."""
    if not isinstance(person, Person) or person.birth is None or person.birth.precision != DAY:
        return
    is_new_year = (person.birth.first.month, person.birth.first.day) == (1, 1)
    if not is_new_year or person.age_basis not in ESTIMATES or around.find(BirthAtCentre, child_person_id=person.id):
        return
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


def v3_a_mother_is_older_than_her_child(record: Record, around: Around) -> Iterator[Finding]:
    """Asked of the link between them, and of either's birth when that is put right later."""
    match record:
        case PersonLink():
            links, question = [record], "relation"
        case Person():
            links = around.find(PersonLink, from_person_id=record.id) + around.find(PersonLink, to_person_id=record.id)
            question = "birth"
        case _:
            return
    if any(_is_too_young_a_mother(link, around) for link in links):
        yield say(
            record,
            "V3",
            WARNS,
            question,
            N_("The mother would be less than 10 years older than the child. Check both births."),
        )


def _is_too_young_a_mother(link: PersonLink, around: Around) -> bool:
    """Say whether she is certainly too young, taking her oldest age on the last day the child can be born on."""
    one, other = around.get(Person, link.from_person_id), around.get(Person, link.to_person_id)
    mother, child = (other, one) if link.relation in CHILDREN else (one, other)
    if link.relation not in {MOTHER, *CHILDREN} or mother is None or child is None or mother.sex == MALE:
        return False
    if mother.birth is None or child.birth is None:
        return False
    return ages_on(mother.birth, child.birth.last)[1] < YOUNGEST_MOTHER


def v4_a_file_has_a_name_or_a_description(record: Record, around: Around) -> Iterator[Finding]:
    """Asked of a new file, and of a name or description that is emptied later."""
    if not isinstance(record, (CaseFile, PersonName, PersonDescription)) or not around.can_open(PersonName):
        return
    if not isinstance(record, CaseFile) and not (record.rev and around.find(CaseFile, person_id=record.person_id)):
        return
    names = around.find(PersonName, person_id=record.person_id)
    described = around.find(PersonDescription, person_id=record.person_id)
    words = [word for name in names for word in (name.family, name.middle, name.given)] + [
        one.description for one in described
    ]
    if not any(word and word.strip() for word in words):
        yield say(record, "V4", BLOCKS, "", N_("Write a name, or a few words by which people will recognise her."))


RULES = (
    v1_a_birth_is_an_interval_before_the_contact,
    v1_nobody_comes_before_being_born,
    v1_no_first_of_january_is_made_out_of_an_age,
    v2_around_18_the_rules_for_children_apply,
    v3_ages_are_possible,
    v3_a_mother_is_older_than_her_child,
    v4_a_file_has_a_name_or_a_description,
)
