"""Who is expected where in the coming days: read out of everything that names a next day, for whoever may read it.

What for is not told: an appointment is carried about on a slip that anybody may find.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from centre_app.folding import fold
from centre_app.questions import Record
from centre_app.records import (
    CaseFile,
    HealthBrief,
    LegalStep,
    MedicalVisit,
    Organisation,
    Pregnancy,
    Referral,
    Vaccination,
)
from centre_app.register import Register

# Each kind of record with the day it names, where one is to go, and whom one asks for; "" where it does not say.
_SOURCES: Sequence[tuple[type[Record], str, str, str]] = (
    (HealthBrief, "next_on", "next_where", ""),
    (MedicalVisit, "next_on", "facility", ""),
    (Vaccination, "next_on", "facility", ""),
    (Pregnancy, "next_on", "", ""),
    (LegalStep, "due_on", "", "with_whom"),
)


# The house itself by its common names; a health centre is none.
_HERE = re.compile(
    r"\b(du|au|le|dans le|the) (centre|foyer|shelter)\b(?! (de|d) (sante|reference))|\bcentre daccueil\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """One day somebody is expected somewhere."""

    case_id: str
    on: date
    where: str = ""
    with_whom: str = ""


def appointments(register: Register, *, since: date, until: date) -> list[Appointment]:
    """Return the appointments of those who are here, the next first; of several records of one day, one."""
    here = {case.id for case in register.find(CaseFile, status=["admitted", "absent"])}
    found: dict[tuple[str, date], Appointment] = {}
    for one in (*_of_records(register), *_of_referrals(register)):
        key = one.case_id, one.on
        if one.case_id in here and since <= one.on <= until and (key not in found or not found[key].where):
            found[key] = one
    return sorted(found.values(), key=lambda one: (one.on, one.case_id))


def without_the_house(where: str) -> str:
    """Return a place as it may stand on a slip: "" for the sick room of the centre, which says that she lives in one."""
    return "" if _HERE.search(fold(where)) else where


def _of_records(register: Register) -> Iterator[Appointment]:
    for kind, day, where, whom in _SOURCES:
        for record in register.find_open(kind):
            if (on := getattr(record, day)) is not None and not getattr(record, "done_on", None):
                yield Appointment(
                    case_id=getattr(record, "case_id", ""),
                    on=on,
                    where=without_the_house((getattr(record, where) or "") if where else ""),
                    with_whom=(getattr(record, whom) or "") if whom else "",
                )


def _of_referrals(register: Register) -> Iterator[Appointment]:
    """A referral is an appointment from the day on which it is sent: somebody waits for her there."""
    for referral in register.find_open(Referral):
        if referral.sent_on is None or referral.service_received_on is not None:
            continue
        organisation = register.get(Organisation, referral.organisation_id)
        named = [organisation.name, organisation.locality] if organisation else [referral.organisation_in_words]
        yield Appointment(
            case_id=referral.case_id,
            on=referral.sent_on,
            where=without_the_house(", ".join(part for part in named if part)),
            with_whom=referral.contact or "",
        )
