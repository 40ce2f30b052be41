"""When a child is expected, from the last period: a proposal, which an ultrasound or the midwife puts right."""

from datetime import date, timedelta

from centre_app.dates import PartialDate
from centre_app.records import Pregnancy

TERM = timedelta(days=280)  # Naegele's rule: 40 weeks from the first day of the last period
KNOWN_WITHIN = timedelta(days=31)  # a last period known only to the year gives no day
BORN_WITHIN = timedelta(days=45 * 7)  # a pregnancy that nobody ended is over by then


def expected_on(last_period: PartialDate | None) -> date | None:
    """Return the expected day; the middle of what is possible where the period is known to the month."""
    if last_period is None or last_period.last - last_period.first > KNOWN_WITHIN:
        return None
    if date.max - last_period.last < TERM:  # a day that no calendar has: some other program wrote it
        return None
    return last_period.first + (last_period.last - last_period.first) / 2 + TERM


def weeks_on(pregnancy: Pregnancy, day: date) -> int | None:
    """Return the completed weeks of a pregnancy that goes on; None where no day is expected, or it is over."""
    due_on = pregnancy.due_on or expected_on(pregnancy.last_period)
    if due_on is None or not is_going_on(pregnancy):
        return None
    since = day - (due_on - TERM)
    return since.days // 7 if timedelta(0) <= since <= BORN_WITHIN else None


def is_going_on(pregnancy: Pregnancy) -> bool:
    return pregnancy.outcome is None and pregnancy.ended_on is None
