"""The end of a file's time: to whoever may ask that it is erased, and what waits for another person's decision."""

from collections.abc import Iterator
from datetime import date

from centre_app.agenda.due import Due
from centre_app.choices.keys import UserRole
from centre_app.records import CaseFile, RetentionEvent
from centre_app.register import Register
from centre_app.retention import standing

MOST = 30  # the page of Administration lists the others


def files_to_let_go(register: Register) -> Iterator[Due]:
    """Each file whose time has come and that nothing keeps. None under a clock that is doubted."""
    if not register.rights.writes(RetentionEvent):
        return
    for found in standing.look(register, limit=MOST):
        if not found.holds:
            yield _due(found.dossier.case, found.ends_on)


def decisions(register: Register) -> Iterator[Due]:
    """What somebody else asked for and this person may decide."""
    if register.is_headquarters or not register.rights.writes(RetentionEvent):
        return
    for event in standing.events(register, standing.ASKED):
        case = register.get(CaseFile, event.case_id) if event.created_by != register.who else None
        if case is not None and event.asked_on is not None:
            yield _due(case, event.asked_on, record_id=event.id)


def _due(case: CaseFile, day: date, *, record_id: str | None = None) -> Due:
    return Due(
        task="retention_due",
        due_on=day,
        case_id=case.id,
        section="history",
        record_id=record_id,
        role=UserRole.DIRECTOR,
        what=case.code or "",
    )


SOURCES = (files_to_let_go, decisions)
