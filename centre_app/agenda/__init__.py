"""What is due, overdue, lapsing: a function of the records and the day, never stored.

One file for each family of sources, and each source one plain function; together they are the agenda. Rights are the
register's: what somebody may not read is not due to her, and what she could not see is not missed.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date

from centre_app.agenda import (
    after_leaving,
    after_rape,
    arrival,
    emergency,
    family,
    health,
    house,
    keeping,
    law,
    papers,
    plan,
    safety,
    sessions,
    stay,
)
from centre_app.agenda.due import Due, in_order
from centre_app.agenda.files import CHILDREN_ALONG, Files
from centre_app.agenda.house import month_end
from centre_app.agenda.plan import PLAN_WITHIN
from centre_app.register import Register

__all__ = ["CHILDREN_ALONG", "Due", "PLAN_WITHIN", "agenda", "agenda_of", "agenda_of_files", "month_end"]

OF_FILES: Sequence[Callable[[Files], Iterator[Due]]] = (
    *arrival.SOURCES,
    *emergency.SOURCES,
    *plan.SOURCES,
    *safety.SOURCES,
    *health.SOURCES,
    *after_rape.SOURCES,
    *sessions.SOURCES,
    *law.SOURCES,
    *family.SOURCES,
    *papers.SOURCES,
    *stay.SOURCES,
    *after_leaving.SOURCES,
)


def agenda(register: Register, *, until: date) -> list[Due]:
    """Return everything due by a day, what is late included, the earliest first."""
    files = Files(register)
    found = [due for source in OF_FILES for due in source(files)]
    found += [due for source in (*house.SOURCES, *keeping.SOURCES) for due in source(register)]
    return sorted((due for due in found if due.due_on <= until), key=in_order)


def agenda_of(register: Register, case_id: str) -> list[Due]:
    """Return everything due of one file, whenever it is due, the earliest first."""
    return agenda_of_files(register, [case_id])


def agenda_of_files(register: Register, case_ids: Collection[str]) -> list[Due]:
    """Return everything due of some files, whenever it is due, the earliest first."""
    files = Files(register, case_ids)
    return sorted((due for source in OF_FILES for due in source(files)), key=in_order)
