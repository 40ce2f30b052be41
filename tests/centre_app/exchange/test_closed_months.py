"""A closed month travels as it was told; one of which no report could be made is refused, and stops no other."""

from dataclasses import replace
from datetime import date

import pytest

from centre_app.exchange import refusals
from centre_app.indicators.freezing import close_month, versions
from centre_app.records import MonthReport

SEPTEMBER, OCTOBER = date(2026, 9, 1), date(2026, 10, 1)


def test_a_closed_month_arrives_as_it_was_closed(pair):
    closed = close_month(pair.centre, OCTOBER)
    pair.exchange()
    (arrived,) = versions(pair.headquarters, OCTOBER, centre_id=pair.centre.centre_id)
    assert (arrived.numbers, arrived.digest) == (closed.numbers, closed.digest)


@pytest.mark.parametrize("spoil", [lambda told: "{}", lambda told: told.replace('"number": 0', '"number": "zz"', 1)])
def test_a_month_of_which_no_report_could_be_made_is_refused(pair, spoil):
    closed = close_month(pair.centre, OCTOBER)
    pair.centre.save(replace(closed, numbers=spoil(closed.numbers)), heed_findings=False)
    with pytest.raises(refusals.BadContent) as refused:
        pair.received(pair.sealed())
    assert refused.value.parts["why"] == "month_reports.numbers"
    assert pair.headquarters.find(MonthReport) == []


def test_the_numbers_of_another_month_are_refused_too(pair):
    closed = close_month(pair.centre, OCTOBER)
    pair.centre.save(replace(closed, month=SEPTEMBER), heed_findings=False)
    with pytest.raises(refusals.BadContent):
        pair.received(pair.sealed())
