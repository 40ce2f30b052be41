"""What the house says of itself: its own sheet, the people who work in it, the projects that pay for it.

A room is kept here too; its beds are rooms.py's.
"""

from typing import TypeVar

from centre_app.language import N_
from centre_app.problems import NotSaved
from centre_app.questions import Record
from centre_app.register import Register
from centre_app.review import BLOCKS, Finding

R = TypeVar("R", bound=Record)


def keep(register: Register, record: R) -> R:
    """Save a record of the house. Raises NotSaved where something it is known by is left empty."""
    check_filled(record)
    return register.save(record)[0]


def check_filled(record: Record) -> None:
    """Raise NotSaved where something that a record of the house is known by is left empty.

    A girl's file may be saved half filled in; a room without a name, or a project without a code, could not be chosen
    from any list afterwards.
    """
    empty = [
        name
        for name, question in record.questions.items()
        if question.required and getattr(record, name) in (None, "", frozenset())
    ]
    if empty:
        raise NotSaved([_to_be_filled(record, name) for name in empty])


def _to_be_filled(record: Record, question: str) -> Finding:
    return Finding(
        rule="",
        severity=BLOCKS,
        record_type=type(record).__name__,
        record_id=record.id,
        question=question,
        message=N_("Fill this in: it is what the others will look for."),
    )
