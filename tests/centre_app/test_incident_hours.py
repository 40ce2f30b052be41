"""V16, of an incident: whether care is owed, and until when it is of most use."""

from datetime import UTC, datetime, timedelta

import pytest

from centre_app.dates import PartialDate
from centre_app.incident_hours import asks_for_care, begun_at, windows_of
from tests.makers import YESTERDAY, an_incident


@pytest.mark.parametrize(
    ("kind", "said", "asks"),
    [
        ("rape", None, True),
        ("rape", False, True),
        ("sexual_assault", None, True),
        ("sexual_assault", False, False),
        ("threat", None, False),
        ("threat", True, True),
    ],
)
def test_v16_care_is_owed_after_rape_always_and_after_an_assault_unless_somebody_says_no(kind, said, asks):
    assert asks_for_care(an_incident(incident_type=kind, needs_care_after_rape=said)) is asks


@pytest.mark.parametrize(
    ("about", "hour"),
    [(None, (0, 0)), ("vers 22h", (22, 0)), ("14:30", (14, 30)), ("au soir", (0, 0)), ("25h", (0, 0))],
)
def test_v16_the_hours_run_from_the_earliest_moment_it_can_have_been(about, hour):
    here = begun_at(an_incident(occurred_about=about)).astimezone()
    assert (here.date(), here.hour, here.minute) == (YESTERDAY, *hour)


def test_v16_72_and_120_hours_and_of_a_boy_only_the_first():
    rape = an_incident(incident_type="rape", occurred_about="22:00")
    begun = begun_at(rape)
    assert [window.shuts_at - begun for window in windows_of(rape)] == [timedelta(hours=72), timedelta(hours=120)]
    assert [window.question for window in windows_of(rape, sex="male")] == ["pep"]
    assert begun.tzinfo is UTC or begun.utcoffset() == timedelta(0)
    assert begun < datetime(2026, 11, 21, 9, tzinfo=UTC)


def test_v16_a_month_has_no_hours_to_count():
    assert windows_of(an_incident(incident_type="rape", occurred=PartialDate.in_month(2026, 11))) == []
