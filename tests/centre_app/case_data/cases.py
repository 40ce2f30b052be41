"""Cases for exports: a girl with an exploitation, who agreed to be counted. Invented, every one. And what a file may say."""

import csv
import io
from collections.abc import Mapping
from datetime import date
from pathlib import Path
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
FIELDS = Path(__file__).resolve().parents[2] / "data" / "htcds_fields.csv"  # the standard's own list, CC BY 4.0
QUASI_COLUMNS = (
    "x_Year", "x_AgeBand", "prs_Gender", "prs_Citizenship", "x_CitizenshipGroup", "vic_TypeOfExploitation",
    "prs_MailingCountry", "prs_MailingState",
)  # fmt: skip


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


# --- what a file may say ---------------------------------------------------------------------------------------


def lines_in(contents: Mapping[str, bytes], name: str) -> list[dict[str, str]]:
    """Return the lines of one table of an export."""
    return list(csv.DictReader(io.StringIO(contents[name].decode("utf-8-sig"))))


def outside_the_standard(contents: Mapping[str, bytes]) -> list[str]:
    """Return each name of a column and each value of a list that the standard does not have; x_ columns are ours."""
    with FIELDS.open(encoding="utf-8", newline="") as file:
        options = {row["field"]: {*filter(None, row["options"].split(";"))} for row in csv.DictReader(file)}
    faults = []
    for name in (name for name in contents if name.endswith(".csv")):
        for field, cell in {(field, cell) for line in lines_in(contents, name) for field, cell in line.items()}:
            if field.startswith("x_"):
                continue
            known = options.get(field)
            if known is None:
                faults.append(f"{name}: {field}")
            elif len(known) > 1 and not {*filter(None, cell.split(";"))} <= known:
                faults.append(f"{name}: {field} = {cell}")
    return faults


def under_k_by_hand(contents: Mapping[str, bytes], k: int) -> list[list[str]]:
    """Return the combinations that fewer than k lines share, found by comparing each line with each."""
    combinations = [[line[column] for column in QUASI_COLUMNS] for line in lines_in(contents, "CASES.csv")]
    return [one for one in combinations if sum(one == other for other in combinations) < k]
