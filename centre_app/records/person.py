"""Who she is. What names her is in the compartment identity; what counts her without a name is in care."""

from datetime import date

from centre_app.dates import Birth, PartialDate
from centre_app.language import N_
from centre_app.questions import (
    CARE,
    IDENTITY,
    Choice,
    Choices,
    Record,
    ask,
    ask_one,
    ask_place,
    ask_some,
    ask_text,
    record,
    refer,
)


@record(table="persons", compartment=CARE)
class Person(Record):
    sex: Choice | None = ask_one("sex", N_("Sex"), required=True)
    birth: Birth | None = ask(N_("Birth"), hint=N_("As well as it is known. Never invent a day."))
    age_basis: Choice | None = ask_one("age_basis", N_("According to"))
    civil_registration: Choice | None = ask_one("civil_registration", N_("Birth certificate"))
    origin_country: Choice | None = ask_one("country", N_("Country she comes from"))
    origin_region: str | None = ask_place("region", N_("Region she comes from"))
    origin_cercle: str | None = ask_place("cercle", N_("Cercle"))
    marital_status: Choice | None = ask_one("marital_status", N_("Marital status"))
    children_stated: int | None = ask(N_("Children she says she has"))
    uasc_status: Choice | None = ask_one("uasc_status", N_("With or without her family"))
    legal_status: Choices = ask_some("legal_status", N_("Legal status"))
    gender_identity: Choice | None = ask_one(
        "gender_identity", N_("Gender, as she says it"), hint=N_("Only if she speaks of it herself.")
    )
    deceased_on: PartialDate | None = ask(N_("Died on"))


@record(table="person_names", compartment=IDENTITY)
class PersonName(Record):
    """One name out of any number; the one to show is marked, a protected name before all others."""

    person_id: str = refer("persons", required=True)
    name_type: Choice | None = ask_one("name_type", N_("Kind of name"), start="usual")
    family: str | None = ask(N_("Family name"), identifies=True)
    given: str | None = ask(N_("First name"), identifies=True)
    middle: str | None = ask(N_("Middle name"), identifies=True)
    is_display: bool | None = ask(N_("Name shown"))


@record(table="person_descriptions", compartment=IDENTITY)
class PersonDescription(Record):
    """What tells her apart when no name is known, and where exactly she comes from."""

    person_id: str = refer("persons", required=True)
    description: str | None = ask_text(
        N_("If the name is not known"),
        hint=N_("What people will recognise her by."),
        identifies=True,
    )
    village: str | None = ask(N_("Village"), identifies=True)
    commune: str | None = ask(N_("Commune"), identifies=True)


@record(table="person_nationalities", compartment=CARE)
class PersonNationality(Record):
    person_id: str = refer("persons", required=True)
    nationality: Choice | None = ask_one("nationality", N_("Nationality"), required=True)
    basis: Choice | None = ask_one("nationality_basis", N_("According to"))


@record(table="person_languages", compartment=CARE)
class PersonLanguage(Record):
    person_id: str = refer("persons", required=True)
    language: Choice | None = ask_one("language", N_("Language"), required=True)
    level: Choice | None = ask_one("language_level", N_("How well"))
    interpreter_needed: bool | None = ask(N_("Interpreter needed"))


@record(table="person_links", compartment=CARE)
class PersonLink(Record):
    """`from_person_id` is the `relation` of `to_person_id`: a mother's link to her child says "mother"."""

    from_person_id: str = refer("persons", required=True)
    to_person_id: str = refer("persons", required=True)
    relation: Choice | None = ask_one("family_relationship", N_("Relation"), required=True)
    is_in_same_stay: bool | None = ask(N_("Here together"))
    from_on: date | None = ask(N_("From"))
    to_on: date | None = ask(N_("To"))


@record(table="person_identifiers", compartment=IDENTITY)
class PersonIdentifier(Record):
    """A number by which somebody else knows her."""

    person_id: str = refer("persons", required=True)
    identifier_type: Choice | None = ask_one("identifier_type", N_("Which number"), required=True)
    value: str | None = ask(N_("Number"), required=True, identifies=True)
    issued_by: str | None = ask(N_("Issued by"), identifies=True)
    issued: PartialDate | None = ask(N_("Issued on"))
    expires_on: date | None = ask(N_("Valid until"))
    seen_original: bool | None = ask(N_("The original was seen"))


@record(table="person_contacts", compartment=IDENTITY)
class PersonContact(Record):
    person_id: str = refer("persons", required=True)
    kind: Choice | None = ask_one("contact_kind", N_("Kind of contact"), required=True)
    value: str | None = ask(N_("Number or address"), required=True, identifies=True)
    belongs_to: Choice | None = ask_one("contact_belongs_to", N_("Whose"), required=True)
    whose: str | None = ask(N_("Name of that person"), identifies=True)
    safe_to_call: Choice | None = ask_one("safe_to_contact", N_("Safe to contact"), required=True)
    best_time: str | None = ask(N_("Best time"))
