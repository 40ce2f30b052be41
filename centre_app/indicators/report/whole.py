"""A report with all that stands beside its numbers: whose it is, which version, the director's words, the activities.

A month that was closed is told as it was closed; one that is not is counted now and says so. What leaves for a donor is
counted now, over the donor's project, and masked.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from centre_app.indicators.freezing import closed_numbers, restatements, versions
from centre_app.indicators.month import Month
from centre_app.indicators.report.donors import Preset
from centre_app.indicators.report.gather import Asked, as_numbers, count_asked, gather, houses
from centre_app.indicators.report.masking import masked, masked_inside
from centre_app.indicators.report.numbers import Numbers, address, known_lines
from centre_app.indicators.report.subtracting import check_sheet, length_of, months_of, without_what_months_tell
from centre_app.language import N_
from centre_app.named_in_words import may_point_at_somebody
from centre_app.problems import Problem
from centre_app.records import Activity, MonthReport, Project, StaffMember
from centre_app.register import Register


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What is printed. `closed` is the version of the month told, None for what is counted now.

    `standing` are the versions of the months of all centres asked for, where a report is about several.
    """

    asked: Asked
    numbers: Numbers
    preset: Preset | None = None
    closed: MonthReport | None = None
    closed_by: str = ""
    standing: Sequence[MonthReport] = ()
    activities: Sequence[Activity] = ()
    project: Project | None = None
    is_consolidated: bool = False
    printed_by: str = ""
    printed_at: datetime
    is_training: bool = False


class SheetNamesSomebody(Problem):
    """An activity of the days asked for would carry a name or a number out with a donor's sheet."""

    message = N_("In an activity of {days} somebody is named, or a phone number stands there.")
    advice = N_("Have it taken out where the activity was written, then make the sheet again.")


def report_of(
    register: Register, asked: Asked, *, preset: Preset | None = None, version: MonthReport | None = None
) -> Report:
    """Return the report of what is asked for; `version` is a closed one to be told instead of the last.

    Raises NumbersUnreadable for a closed month that is none, and for a donor's sheet SheetNamesSomebody.
    """
    asked = replace(asked, centre_ids=asked.centre_ids or houses(register))
    activities = activities_of(register, asked, preset)
    if preset is not None:
        check_sheet(register, asked)
        _check_words(register, activities)
    standing = _standing(register, asked)
    closed = None if preset or asked.project_id else version or _one_closed(register, asked)
    member = register.get(StaffMember, closed.closed_by) if closed else None
    printer = register.get(StaffMember, register.who)
    return Report(
        asked=asked,
        numbers=_numbers(register, asked, preset, closed),
        preset=preset,
        closed=closed,
        closed_by=(member.name if member else None) or "",
        standing=standing,
        activities=activities,
        project=register.get(Project, asked.project_id),
        is_consolidated=register.is_headquarters,
        printed_by=(printer.name if printer else None) or "",
        printed_at=register.now,
        is_training=register.is_training,
    )


def _check_words(register: Register, activities: Sequence[Activity]) -> None:
    """Look once more through what people wrote: who is named in it may have come since."""
    telling = [
        one.held_on
        for one in activities
        if one.held_on and any(may_point_at_somebody(register.as_stored, said) for said in (one.title, one.place))
    ]
    if telling:
        raise SheetNamesSomebody(days=", ".join(f"{day:%d/%m/%Y}" for day in sorted(set(telling))))


def _numbers(register: Register, asked: Asked, preset: Preset | None, closed: MonthReport | None) -> Numbers:
    if closed is not None:
        return closed_numbers(closed)
    if preset is not None:
        return _of_sheet(register, asked, preset)
    numbers = gather(register, asked)
    if asked.is_one_month and not register.is_headquarters and not asked.project_id:
        numbers = replace(numbers, restated=restatements(register, asked.first))
    return masked_inside(numbers)


def _of_sheet(register: Register, asked: Asked, preset: Preset) -> Numbers:
    """Return the lines of a donor's sheet and no other: what is not in it does not leave in any of its files."""
    exact, hidden = _counted_and_hidden(register, asked, preset)
    months = [_counted_and_hidden(register, month, preset) for month in months_of(asked)]
    beside = [(month, as_numbers(register, counted)) for counted, month in months]
    numbers = without_what_months_tell(hidden, exact, months=beside, length=length_of(asked))
    restricted = {address(one.code, line.key) for one, line in known_lines() if one.is_restricted}
    return replace(
        numbers,
        lines={
            where: numbers.lines[where] for where in preset.lines if where in numbers.lines and where not in restricted
        },
        tables={name: told for name, told in numbers.tables.items() if name == preset.key},
    )


def _counted_and_hidden(register: Register, asked: Asked, preset: Preset) -> tuple[Month, Numbers]:
    month = count_asked(register, asked, codes=preset.codes)
    return month, masked(as_numbers(register, month), by_place=preset.by_place)


def _one_closed(register: Register, asked: Asked) -> MonthReport | None:
    """Return the last version of the month, where exactly one centre's month is asked for and was closed."""
    if not asked.is_one_month or len(asked.centre_ids) != 1:
        return None
    return next(reversed(versions(register, asked.first, centre_id=asked.centre_ids[0])), None)


def _standing(register: Register, asked: Asked) -> list[MonthReport]:
    """Return the last version of each month and centre asked for."""
    newest: dict[tuple[str, date], MonthReport] = {}
    for report in register.find_open(MonthReport):
        if report.month and report.centre_id in asked.centre_ids and asked.first <= report.month <= asked.last:
            known = newest.get((report.centre_id, report.month))
            if known is None or (known.version or 0) < (report.version or 0):
                newest[report.centre_id, report.month] = report
    return [newest[key] for key in sorted(newest, key=lambda key: (key[1], key[0]))]


def activities_of(register: Register, asked: Asked, preset: Preset | None = None) -> list[Activity]:
    """Return the activities of the days asked for, the oldest first; a project's alone where one is asked for."""
    centres = asked.centre_ids or houses(register)
    found = [
        one
        for one in register.find_open(Activity)
        if one.held_on
        and asked.first <= one.held_on <= asked.last
        and one.centre_id in centres
        and (asked.project_id is None or one.project_id == asked.project_id)
        and (preset is None or one.kind in preset.activities)
    ]
    return sorted(found, key=lambda one: (one.held_on or date.min, one.id))


def participants(activity: Activity) -> int:
    return sum(getattr(activity, name) or 0 for name in ("women", "men", "girls", "boys"))
