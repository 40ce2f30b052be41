"""No indicator reads a table from end to end, at a house or at headquarters: SQLite's own plans are asked for every kind."""

import re
from functools import partial

import pytest

from centre_app.indicators.definition import When
from centre_app.indicators.monthly import INDICATORS
from centre_app.register import AT_HEADQUARTERS
from db.facts import NOT_KEPT, SELECTS, counting
from tests.makers import a_register

# What a plan may go through from end to end: a list that came with the question, what is fixed, what was found just before.
FOUND_BEFORE = re.compile(
    r"SCAN (json_each|wanted|CONSTANT ROW|\(subquery-\d+\)|received|line|stood|follows|w|m|look|moved|opened|asked|gone)(\s|$)"
)
FEW = frozenset({"bundles_issued", "bundles_acknowledged", "conflicts", "sealed_reports"})  # a house writes few of them
HOW = {
    When.DURING: counting.within,
    When.LATEST: counting.within,
    When.THROUGH: counting.through,
    When.AT_ANY_TIME: counting.held,
    When.ON_FIRST_DAY: partial(counting.standing, on="2026-09-30"),
    When.ON_LAST_DAY: partial(counting.standing, on="2026-10-31"),
    When.NEW: counting.served,
    When.SERVED: counting.served,
    When.SO_FAR: counting.served,
}
ASKED = sorted({(line.fact, line.when) for each in INDICATORS for line in each.lines if line.fact in SELECTS}, key=str)


@pytest.fixture(params=["centre", AT_HEADQUARTERS])
def steps(request, tmp_path):
    """Give a way to ask for the steps of the plan of a kind of fact."""
    with a_register(tmp_path, kind=request.param) as register:
        asked, told = register.vault.ask, []

        def ask(sql, parameters=()):
            told.extend(step["detail"] for step in asked(f"EXPLAIN QUERY PLAN {sql}", parameters))
            return asked(sql, parameters)

        def steps_of(kind, when):
            told.clear()
            HOW[when](register.vault, kind, span)
            return [*told]

        span = counting.Span.of(register.vault, register.centres, "2026-10-01", "2026-10-31", since="2026-01-01")
        register.vault.ask = ask
        yield steps_of


def whole(told):
    return [step for step in told if step.startswith("SCAN") and not FOUND_BEFORE.match(step)]


def test_no_kind_of_fact_reads_a_whole_table(steps):
    found = {(kind, when.name): whole(steps(kind, when)) for kind, when in ASKED if kind not in NOT_KEPT | FEW}
    assert {kind: scans for kind, scans in found.items() if scans} == {}


def test_a_whole_table_would_be_noticed(steps, monkeypatch):
    anybody = "SELECT p.centre_id || '' AS centre_id, p.id AS person_id, NULL AS case_id, p.birth_from AS day, NULL AS until, NULL AS key, 1 AS amount"
    monkeypatch.setitem(counting.SELECTS, "anybody", f"{anybody} FROM care.persons AS p")
    assert whole(steps("anybody", When.DURING))
