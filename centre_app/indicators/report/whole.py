"""A report with all that stands beside its numbers: whose it is, which version, the director's words, the activities.

A month that was closed is told as it was closed; one that is not is counted now and says so. What leaves for a donor is
counted now, over the donor's project, and masked.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from centre_app.indicators.freezing import closed_numbers, restatements, versions_asked
from centre_app.indicators.month import Month
from centre_app.indicators.report.donors import Preset
from centre_app.indicators.report.gather import Asked, as_numbers, count_asked, gather, houses
from centre_app.indicators.report.given import GIVE, Given, as_given, beside_given, given_before, remember, same_before
from centre_app.indicators.report.masking import masked, masked_inside
from centre_app.indicators.report.numbers import Numbers, address, known_lines
from centre_app.indicators.report.source import Source, source_of, versions_said
from centre_app.indicators.report.subtracting import check_sheet, length_of, months_of, without_what_months_tell
from centre_app.language import N_
from centre_app.named_in_words import may_point_at_somebody
from centre_app.problems import Problem
from centre_app.questions import CENTRE
from centre_app.records import Activity, MonthReport, Project, StaffMember
from centre_app.register import Register
from db.history import Entry

PRINTED = "print_report"  # what history calls it


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What is printed. `closed` is the version of the month told, None for what is counted now; `source` on what it rests.

    Of a donor's sheet `given_to_donor` are those that the same donor was given before, and `held` the lines that are told as they were then.
    """

    asked: Asked
    numbers: Numbers
    preset: Preset | None = None
    closed: MonthReport | None = None
    closed_by: str = ""
    source: Source
    given_to_donor: Sequence[Given] = ()
    held: Mapping[str, date] = field(default_factory=dict)
    activities: Sequence[Activity] = ()
    project: Project | None = None
    is_consolidated: bool = False
    printed_by: str = ""
    printed_at: datetime
    is_training: bool = False

    @property
    def given(self) -> list[Given]:
        """The same sheet, as it was given before."""
        return same_before(self.given_to_donor, self.asked)


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
    closed = None if preset else version or next(reversed(versions_asked(register, asked)), None)
    asked = replace(asked, centre_ids=asked.centre_ids or houses(register))
    activities = activities_of(register, asked, preset)
    given: list[Given] = []
    if preset is not None:
        check_sheet(register, asked)
        _check_words(register, activities)
        given = given_before(register, asked, preset)
    member = register.get(StaffMember, closed.closed_by) if closed else None
    printer = register.get(StaffMember, register.who)
    numbers, held = _of_sheet(register, asked, preset, given) if preset else (_numbers(register, asked, closed), {})
    return Report(
        asked=asked,
        numbers=numbers,
        preset=preset,
        closed=closed,
        closed_by=(member.name if member else None) or "",
        source=source_of(register, asked),
        given_to_donor=given,
        held=held,
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


def hand_out(register: Register, report: Report) -> None:
    """Let history tell of a report before it is handed out; of a donor's sheet the register remembers what it shows.

    Raises SheetGivenMeanwhile, and ReadOnlyForYou for a sheet where whoever looks may give nothing to others.
    """
    if report.preset is None:
        register.leave_line(CENTRE, Entry(action=PRINTED))
        return
    versions = versions_said(report.source)
    asked, numbers = report.asked, report.numbers
    if not remember(register, asked, report.preset, numbers, known=report.given_to_donor, versions=versions):
        register.leave_line(CENTRE, Entry(action=GIVE))


def _numbers(register: Register, asked: Asked, closed: MonthReport | None) -> Numbers:
    if closed is not None:
        return closed_numbers(closed)
    numbers = gather(register, asked)
    if asked.is_one_month and not register.is_headquarters and not asked.project_id:
        numbers = replace(numbers, restated=restatements(register, asked.first))
    return masked_inside(numbers)


def _of_sheet(
    register: Register, asked: Asked, preset: Preset, given: Sequence[Given]
) -> tuple[Numbers, Mapping[str, date]]:
    """Return the lines of a donor's sheet and no other: what is not in it does not leave in any of its files.

    And which of them are told as they were given before, because they would tell what changed since.
    """
    exact, hidden = _counted_and_hidden(register, asked, preset)
    months = [_counted_and_hidden(register, month, preset) for month in months_of(asked)]
    beside = [(as_given(month, given), as_numbers(register, counted)) for counted, month in months]
    numbers = without_what_months_tell(hidden, exact, months=beside, length=length_of(asked))
    restricted = {address(one.code, line.key) for one, line in known_lines() if one.is_restricted}
    shown = [where for where in preset.lines if where in numbers.lines and where not in restricted]
    sheet = replace(
        numbers,
        lines={where: numbers.lines[where] for where in shown},
        tables={name: told for name, told in numbers.tables.items() if name == preset.key},
    )
    return beside_given(sheet, given)


def _counted_and_hidden(register: Register, asked: Asked, preset: Preset) -> tuple[Month, Numbers]:
    month = count_asked(register, asked, codes=preset.codes)
    return month, masked(as_numbers(register, month), by_place=preset.by_place)


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
