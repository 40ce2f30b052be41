"""What is still possible after rape, to the minute; and when she is to be seen again."""

from datetime import UTC, date, datetime, timedelta

import pytest

from centre_app.records import CareAfterRape
from centre_app.windows import seen_again, seen_in_time, still_open, too_late_for, waited

HAPPENED = datetime(2026, 11, 18, 22, 10, tzinfo=UTC)


def care(**answers):
    return CareAfterRape(case_id="c", happened_at=HAPPENED, **answers)


@pytest.mark.parametrize(
    ("hours", "minutes", "is_open", "too_late"),
    [
        (72, 0, ["pep", "emergency_contraception"], []),
        (72, 1, ["emergency_contraception"], ["pep"]),
        (120, 0, ["emergency_contraception"], ["pep"]),
        (120, 1, [], ["pep", "emergency_contraception"]),
    ],
)
def test_each_window_shuts_at_its_minute(hours, minutes, is_open, too_late):
    now = HAPPENED + timedelta(hours=hours, minutes=minutes)
    assert [window.question for window in still_open(care(), now=now)] == is_open
    assert too_late_for(care(), now=now) == too_late
    assert too_late_for(care(seen_at=now), now=now + timedelta(days=30)) == too_late


def test_what_is_answered_is_neither_open_nor_late():
    answered = care(pep="given", emergency_contraception="declined")
    now = HAPPENED + timedelta(days=9)
    assert (still_open(answered, now=now), too_late_for(answered, now=now)) == ([], [])


def test_she_waited_until_she_was_seen_and_waits_while_she_is_not():
    seen = care(seen_at=HAPPENED + timedelta(hours=5, minutes=20))
    assert waited(seen, now=HAPPENED + timedelta(days=8)) == timedelta(hours=5, minutes=20)
    assert waited(care(), now=HAPPENED + timedelta(hours=80)) == timedelta(hours=80)
    assert seen_in_time(seen, "pep") is True
    assert seen_in_time(care(), "pep") is None


def test_she_is_seen_again_after_two_weeks_three_and_six_months():
    seen = care(seen_at=datetime(2026, 11, 19, 8, 0, tzinfo=UTC), seen_after_2_weeks=date(2026, 12, 4))
    assert [(one.due_on, one.done_on) for one in seen_again(seen)] == [
        (date(2026, 12, 3), date(2026, 12, 4)),
        (date(2027, 2, 19), None),
        (date(2027, 5, 19), None),
    ]


def test_nothing_is_derived_from_an_hour_that_nobody_knows():
    unknown = CareAfterRape(case_id="c")
    now = HAPPENED + timedelta(days=1)
    assert (still_open(unknown, now=now), too_late_for(unknown, now=now), seen_again(unknown)) == ([], [], [])
    assert waited(unknown, now=now) is None
