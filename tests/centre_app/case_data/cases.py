"""Cases for exports: a girl with an exploitation, who agreed to be counted. Invented, every one."""

from datetime import date
from typing import Any

from centre_app.dates import Birth
from centre_app.records import (
    CaseFile,
    Exploitation,
    PersonContact,
    PersonDescription,
    PersonNationality,
    TraffickingProfile,
)
from centre_app.register import Register
from tests.makers import TODAY, a_consent, a_name, a_person, a_stay, an_intake

OPENED = date(2026, 3, 2)


def a_counted_case(
    register: Register,
    number: int = 1,
    *,
    form: str = "forced_labour_domestic",
    nationality: str = "ML",
    agreed: str | None = "given",
    of_the_file: dict[str, Any] | None = None,
    of_the_person: dict[str, Any] | None = None,
) -> CaseFile:
    """Save a whole case and return its file. `agreed`: what was answered to being counted; None for not asked."""
    person = a_person(
        **{"birth": Birth.of_age(16, 16, said_on=OPENED), "origin_country": "ML", **(of_the_person or {})}
    )
    usual = {"person_id": person.id, "code": f"SEG-26-{number:04}", "status": "admitted", "opened_on": OPENED}
    case = CaseFile(**{**usual, **(of_the_file or {})})
    saved = [
        person,
        a_name(person, "Sangaré", "Kadidia"),
        PersonDescription(person_id=person.id, village="Kolondiéba-des-Roses"),
        PersonContact(person_id=person.id, kind="phone", value="+22370123456", belongs_to="self", safe_to_call="yes"),
        case,
        an_intake(case, note="Words of the one who brought her"),
        a_stay(case),
        PersonNationality(person_id=person.id, nationality=nationality),
        TraffickingProfile(case_id=case.id, status="confirmed", control=frozenset({"threats", "uses_children"})),
        Exploitation(case_id=case.id, form=form, is_main=True, cercle="ml-c-segou", note="What she told of it"),
    ]
    if agreed:
        saved.append(a_consent(case, "reporting", agreed, given_on=TODAY))
    register.save(*saved, heed_findings=False)
    return case
