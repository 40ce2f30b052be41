"""A visit to the nurse or a doctor, and what the whole team is told of it: the day she is to be seen again, never why.

Whoever is seen on the day of an appointment or after it has kept it, as everywhere in the agenda (agenda/files.py).
"""

import dataclasses

from centre_app.casework import merging
from centre_app.choices.keys import Confidentiality
from centre_app.questions import Record
from centre_app.records import HealthBrief, MedicalVisit
from centre_app.register import Register


def write_visit(register: Register, visit: MedicalVisit) -> MedicalVisit:
    """Write a visit, and the next appointment where everyone who looks after her reads it. One act."""
    brief = _brief_after(register, visit)
    written: list[Record] = register.save(visit, *([brief] if brief is not None else []))
    return next(record for record in written if isinstance(record, MedicalVisit))


def _brief_after(register: Register, visit: MedicalVisit) -> HealthBrief | None:
    """Return the brief with her next appointment; None where it stays as it is.

    The place is not taken over: a clinic's name may say what she suffers from. A sealed visit says nothing at all.
    """
    if visit.confidentiality == Confidentiality.SEALED:
        return None
    known = register.find_open(HealthBrief, case_id=visit.case_id)
    brief = known[-1] if known else HealthBrief(case_id=merging.kept_id(register, visit.case_id))
    if not _is_news(register, visit, brief) or not register.may_write(brief):
        return None
    return dataclasses.replace(brief, next_on=visit.next_on, next_where=None)


def _is_news(register: Register, visit: MedicalVisit, brief: HealthBrief) -> bool:
    """Say whether the team was told of no appointment, of a later one, of one that is kept now or is put right now."""
    told, now = brief.next_on, visit.next_on
    before = register.get(MedicalVisit, visit.id) if visit.rev else None
    if told is not None and before is not None and before.next_on == told:
        return now != told
    if told is not None and visit.seen_on is not None and visit.seen_on >= told:
        return True  # she was seen on the day or after it: it is late no more
    return now is not None and now >= register.today and (told is None or not register.today <= told <= now)
