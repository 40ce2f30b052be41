"""Rules about answers that are easily written wrong: V23 Niger and Nigeria, V24 telephone numbers."""

from collections.abc import Iterator

from centre_app.answers import NotUnderstood
from centre_app.language import N_
from centre_app.phones import NOT_A_PHONE, phone
from centre_app.questions import Phone, Record
from centre_app.records import Person, PersonContact, PersonNationality
from centre_app.rules.around import Around, say
from centre_app.rules.findings import BLOCKS, WARNS, Finding

MISTAKEN_FOR_EACH_OTHER = frozenset({"NE", "NG"})
BY_PHONE = "phone"  # a key of contact_kind


def v23_niger_and_nigeria_are_chosen_twice(record: Record, around: Around) -> Iterator[Finding]:
    """One of the two as nationality, and another country that she comes from: to be looked at once more."""
    match record:
        case PersonNationality():
            person, held, question = around.get(Person, record.person_id), [record], "nationality"
        case Person():
            person, held = record, around.find(PersonNationality, person_id=record.id)
            question = "origin_country"
        case _:
            return
    country = person.origin_country if person else None
    said = {one.nationality for one in held} & MISTAKEN_FOR_EACH_OTHER
    if country is not None and said and country not in said:
        message = N_(
            "Niger (NE) and Nigeria (NG) are easily mistaken for each other. Check the nationality and the country."
        )
        yield say(record, "V23", WARNS, question, message)


def v24_a_phone_has_eight_digits_or_its_country(record: Record, around: Around) -> Iterator[Finding]:
    """What stood there before is no reason not to save the rest of a record."""
    names = [name for name, question in record.questions.items() if isinstance(question.kind, Phone)]
    if isinstance(record, PersonContact) and record.kind == BY_PHONE:
        names.append("value")
    before = around.before(record) if names else None
    for name in names:
        number = getattr(record, name)
        is_new = before is None or getattr(before, name) != number
        if number and is_new and isinstance(phone(number), NotUnderstood):
            yield say(record, "V24", BLOCKS, name, NOT_A_PHONE.message)


RULES = (v23_niger_and_nigeria_are_chosen_twice, v24_a_phone_has_eight_digits_or_its_country)
