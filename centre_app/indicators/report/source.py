"""What a report rests on, in the same words on the screen and on paper: what was received, which months were closed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from centre_app.dates import months_after
from centre_app.exchange.line import received_from
from centre_app.indicators.report.gather import Asked, houses
from centre_app.indicators.report.said import Names
from centre_app.language import N_, Language
from centre_app.records import MonthReport
from centre_app.register import Register

HouseAndMonth = tuple[str, date]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """`received_on`: the day of the last bundle of these houses, at headquarters; `is_read`: closed months may be looked at."""

    is_of_several: bool
    received_on: date | None = None
    closed: Sequence[MonthReport] = ()
    open: Sequence[HouseAndMonth] = ()
    is_read: bool = True


def source_of(register: Register, asked: Asked) -> Source:
    """Return on what the numbers of some days rest."""
    centres = asked.centre_ids or houses(register)
    months = _months(asked)
    bundles = [one for centre in centres for one in received_from(register, centre)] if register.is_headquarters else []
    days = [one.received_at.date() for one in bundles if one.received_at]
    closed = {(one.centre_id, one.month): one for one in standing(register, asked)}
    return Source(
        is_of_several=register.is_headquarters,
        received_on=max(days, default=None),
        closed=tuple(closed.values()),
        open=tuple((centre, month) for month in months for centre in centres if (centre, month) not in closed),
        is_read=register.can_open(MonthReport),
    )


def standing(register: Register, asked: Asked) -> list[MonthReport]:
    """Return the last version of each month and centre asked for."""
    centres = asked.centre_ids or houses(register)
    newest: dict[HouseAndMonth, MonthReport] = {}
    for report in register.find_open(MonthReport):
        if report.month and report.centre_id in centres and asked.first <= report.month <= asked.last:
            known = newest.get((report.centre_id, report.month))
            if known is None or (known.version or 0) < (report.version or 0):
                newest[report.centre_id, report.month] = report
    return [newest[key] for key in sorted(newest, key=lambda key: (key[1], key[0]))]


def _months(asked: Asked) -> list[date]:
    months, month = [], asked.first.replace(day=1)
    while month <= asked.last:
        months.append(month)
        month = months_after(month, 1)
    return months


def source_said(source: Source, names: Names, language: Language) -> list[str]:
    """Return in sentences what was received, which months are closed in which version, and which are not."""
    say, told = language.say, []
    if source.is_of_several:
        told.append(
            say(N_("Counted from the bundles received until {day}."), day=source.received_on)
            if source.received_on
            else say(N_("Nothing was received yet."))
        )
    if not source.is_read:
        return told
    if source.closed:
        listed = language.list_of(_closed_said(one, source, names, language) for one in source.closed)
        told.append(say(N_("Closed: {months}."), months=listed))
    if source.open:
        listed = language.list_of(dict.fromkeys(_open_said(one, source, names, language) for one in source.open))
        told.append(say(N_("Not closed: {months}."), months=listed))
    return told


def _closed_said(one: MonthReport, source: Source, names: Names, language: Language) -> str:
    where = _open_said((one.centre_id, one.month or date.min), source, names, language)
    day = one.closed_at.date() if one.closed_at else ""
    return language.say(N_("{where} (version {version}, {day})"), where=where, version=str(one.version), day=day)


def _open_said(one: HouseAndMonth, source: Source, names: Names, language: Language) -> str:
    """Return of a house and a month what tells it from the others."""
    centre, month = one
    of_months = len({month for _, month in source.open} | {each.month for each in source.closed})
    if not source.is_of_several:
        return language.month(month)
    return names.centre(centre) if of_months == 1 else f"{names.centre(centre)} · {language.month(month)}"


def versions_said(source: Source) -> str:
    """Return which months were closed, for the record of a sheet: by house, month and version."""
    return " ".join(f"{one.centre_id}/{one.month:%Y-%m}/{one.version}" for one in source.closed if one.month)
