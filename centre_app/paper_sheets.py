"""Typing what was written on paper: the day and the hand of the sheet stand beside the day and the hand of the typing.

While a sheet is being typed, every act that is saved is written with one line that says so (records/sheets.py), in the same
transaction. How history tells of it: `written_on_paper`.
"""

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol, TypeVar

from centre_app.as_stored import AsStored
from centre_app.forms import number_of
from centre_app.language import N_
from centre_app.problems import ReadOnlyForYou, RegisterProblem
from centre_app.questions import Day, Moment, Record, Reference
from centre_app.records import Centre, StaffMember, Stay, TypedSheet
from centre_app.rights import Rights

R = TypeVar("R", bound=Record)


class PaperFromTheFuture(RegisterProblem):
    message = N_("This day is still to come: nothing can have been written on it.")
    advice = N_("Look at the day at the top of the sheet, and at the clock of the laptop.")


class PaperBeforeTheHouse(RegisterProblem):
    message = N_("On this day the centre was not there yet: its register begins on {day}.")
    advice = N_("Look at the year at the top of the sheet.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What is being typed now: who wrote it, and on which day."""

    author_id: str
    written_on: date


class House(Protocol):
    """What is asked of a register here."""

    as_stored: AsStored
    sheet: Sheet | None
    rights: Rights

    @property
    def today(self) -> date: ...


def type_from(register: House, sheet: Sheet | None) -> None:
    """Let what is saved from now on be typed from a sheet, or from none.

    Raises PaperFromTheFuture, PaperBeforeTheHouse, or ReadOnlyForYou where nobody of the house wrote it.
    """
    if sheet is not None:
        if sheet.written_on > register.today:
            raise PaperFromTheFuture
        begun = first_day(register)
        if begun is not None and sheet.written_on < begun:
            raise PaperBeforeTheHouse(day=begun)
        if register.as_stored.get(StaffMember, sheet.author_id) is None:
            raise ReadOnlyForYou
    register.sheet = sheet


def first_day(register: House) -> date | None:
    """Return the first day of which the house knows: the earliest arrival, or the day on which its register was begun."""
    begun = [one.created_at.date() for one in register.as_stored.find(Centre) if one.created_at is not None]
    came = [row["admitted_on"] for row in register.as_stored.rows(Stay, ("id", "admitted_on")) if row["admitted_on"]]
    return min([*begun, *(date.fromisoformat(str(day)) for day in came)], default=None)


def typed_with(register: House, records: Sequence[Record], act: str) -> Sequence[TypedSheet]:
    """Return the line that is written with an act; none of an act that is on no sheet, such as a withdrawal."""
    sheet = register.sheet
    if sheet is None or not records or act == "void" or not register.rights.writes(TypedSheet):
        return ()
    cases = dict.fromkeys(case for record in records if (case := getattr(record, "case_id", None)))
    line = TypedSheet(
        form=number_of(act, [type(record) for record in records]),
        author_id=sheet.author_id,
        written_on=sheet.written_on,
        case_id=next(iter(cases)) if len(cases) == 1 else None,
    )
    return (line,)


def as_on_paper(record: R, sheet: Sheet | None, *, today: date, who: Iterable[str]) -> R:
    """Return a blank record as the sheet begins it: what was to be today is the paper's day, who writes is its author.

    An hour of today is left open: the paper says another one.
    """
    if sheet is None or record.rev:
        return record
    changed: dict[str, Any] = {}
    for name, question in record.questions.items():
        answer = getattr(record, name)
        match question.kind:
            case Day() if answer == today:
                changed[name] = sheet.written_on
            case Moment() if answer is not None and answer.date() == today:
                changed[name] = None
            case Reference(table="staff") if answer in who:
                changed[name] = sheet.author_id
    return dataclasses.replace(record, **changed) if changed else record


def written_on_paper(register: House, **where: Any) -> Mapping[tuple[str, datetime], TypedSheet]:
    """Return the sheets that were typed, by who typed them and at which moment: so the lines of their acts are found."""
    if not register.as_stored.can_open(TypedSheet):
        return {}
    sheets = register.as_stored.find(TypedSheet, **where)
    return {(one.created_by, one.created_at): one for one in sheets if one.created_at is not None}
