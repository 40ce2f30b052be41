"""What people wait for never reads a whole table, however long the register grows: SQLite's own plans are asked."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from centre_app import agenda, case_view, residents, trail
from centre_app.casework.beds import board
from centre_app.records import CaseFile
from centre_app.register import AT_HEADQUARTERS, Register
from centre_app.residents import Wanted
from tests.makers import TODAY, a_bed, a_night, a_plan, a_register, a_room, an_admission, an_assignment

# What a plan may go through from end to end: a list that came with the question, what was found just before, the index
# of names, and the few records that a house has few of.
MAY_BE_WHOLE = re.compile(
    r"SCAN (json_each|n|identity\.name_search)\b|SCAN main\.(rooms|beds|cards|bundles|centres|staff|house_rules)\b"
)

ACTS: dict[str, Callable[[Register, CaseFile], object]] = {
    "the list of residents": lambda register, _: _list(register, Wanted()),
    "the list by name": lambda register, _: _list(register, Wanted(order="name")),
    "a search among who is here": lambda register, _: _list(register, Wanted(typed="kadi")),
    "a search among all": lambda register, _: _list(register, Wanted(typed="kadi", scope="all")),
    "a case number": lambda register, _: _list(register, Wanted(typed="SEG-26-0001", scope="all")),
    "a bed": lambda register, _: _list(register, Wanted(typed="B1")),
    "a case file": lambda register, case: case_view.view(register, case.id),
    "the history of a file": lambda register, case: trail.trail_of(register, [case]),
    "what is due": lambda register, _: agenda.agenda(register, until=TODAY),
    "the beds": lambda register, _: board(register),
}


def _list(register: Register, wanted: Wanted) -> None:
    residents.lines(register, residents.wanted_ids(register, wanted))


@contextmanager
def plans_of(register: Register) -> Iterator[list[str]]:
    """Collect the steps of the plans of all that is asked meanwhile."""
    steps: list[str] = []
    asked = register.vault.ask

    def ask(sql: str, parameters: Any = ()) -> Any:
        if sql.startswith(("SELECT", "WITH")):
            steps.extend(step["detail"] for step in asked(f"EXPLAIN QUERY PLAN {sql}", parameters))
        return asked(sql, parameters)

    register.vault.ask = ask  # type: ignore[method-assign]
    try:
        yield steps
    finally:
        del register.vault.ask


def live_in(register: Register) -> CaseFile:
    person, name, case, intake, stay = an_admission()
    room = a_room()
    bed = a_bed(room)
    register.save(person, name, case, intake, stay, room, bed, an_assignment(stay, bed), a_night(stay), a_plan(case))
    saved = register.get(CaseFile, case.id)
    assert saved is not None
    return saved


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("kind", ["centre", AT_HEADQUARTERS])
def test_no_table_is_read_from_end_to_end(tmp_path, kind, act):
    with a_register(tmp_path, kind=kind) as register:
        case = live_in(register)
        with plans_of(register) as steps:
            ACTS[act](register, case)
    assert steps
    assert [step for step in steps if step.startswith("SCAN") and not MAY_BE_WHOLE.match(step)] == []


def test_a_scan_would_be_noticed(register):
    live_in(register)
    with plans_of(register) as steps:
        register.vault.select("stays", {"room_in_words": "Baobab"})
    assert any(step.startswith("SCAN") and not MAY_BE_WHOLE.match(step) for step in steps)
