"""One publication: what changed here since the last one is loaded there, as one act."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from centre_app.indicators import coded_copy
from centre_app.indicators.report import frozen
from centre_app.indicators.report.numbers import address, known_lines
from centre_app.language import N_
from centre_app.problems import Problem
from centre_app.publishing.tables import CELLS, LINES, published
from centre_app.questions import CENTRE
from centre_app.records import MonthReport
from centre_app.register import Register, as_problems
from db import postgresql
from db.facts import copy
from db.history import Entry

_TOTAL = ""


class OnlyAtHeadquarters(Problem):
    message = N_("Only headquarters publishes: its register holds what all centres sent.")
    advice = N_("Open headquarters’ register.")


class NotEverythingOpen(Problem):
    message = N_("Some of what is published is shut to you.")
    advice = N_("A supervisor of headquarters can publish.")


class PasswordInAddress(Problem):
    message = N_("A password stands in the address, where other programs on this computer can read it.")
    advice = N_("Leave it out of the address, and put it into the password file of PostgreSQL (~/.pgpass).")


class DriverMissing(Problem):
    message = N_("The part that speaks with PostgreSQL is not installed.")
    advice = N_("Start the program once with main.py: it installs what is missing.")


class Unreachable(Problem):
    message = N_("Nobody answers at this address, or the server lets nobody in with it.")
    advice = N_("Check the address, the user and the password file; over a network also the server’s certificate.")


class Refused(Problem):
    message = N_("PostgreSQL refused the publication (code {code}); what stood there before still stands.")
    advice = N_(
        "Whoever looks after the server finds the code in its manual. The user must be allowed to make schemas."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """What was done: how many rows of each centre that was loaded, and how many centres were there already."""

    loaded: Mapping[str, int]
    unchanged: int


def publish(register: Register, address_there: str) -> Publication:
    """Bring the coded tables there to what stands here. Raises a Problem; then nothing there has changed."""
    if not register.is_headquarters:
        raise OnlyAtHeadquarters
    if not copy.can_copy(register.vault):
        raise NotEverythingOpen
    coded_copy.renew_all(register)
    register.leave_line(CENTRE, Entry(action="publish"))  # before anything leaves
    with as_problems():
        states = {centre: _state(register, centre) for centre in register.centres}
        beside = {"cells": (CELLS, _cells(register)), "lines": (LINES, _lines())}
        try:
            with postgresql.connected(address_there) as connection:
                loaded = postgresql.publish(connection, register.vault, published(), states, beside)
        except postgresql.PasswordInAddress:
            raise PasswordInAddress from None
        except postgresql.DriverMissing:
            raise DriverMissing from None
        except postgresql.Unreachable:
            raise Unreachable from None
        except postgresql.PostgresProblem as problem:
            raise Refused(code=problem.said or "?") from None
    return Publication(loaded=loaded, unchanged=len(states) - len(loaded))


def _state(register: Register, centre: str) -> str:
    """Headquarters' own few rows are always loaded: it writes them itself. Another's by what it sent, and its neighbours."""
    if centre == register.centre_id:
        return ""
    told = [copy.state_of(register.vault, centre), copy.told_by_neighbours(register.vault, centre)]
    return hashlib.sha256(repr(told).encode()).hexdigest()


def _cells(register: Register) -> Iterator[tuple[Any, ...]]:
    """Yield the cells of the months that were closed, as they were told; the whole of a line has no split."""
    for report in register.find(MonthReport):
        if report.month and frozen.are_of(report.numbers, report.month):
            of_report = (report.centre_id, report.month.isoformat(), report.version)
            for line, numbers in frozen.read(report.numbers)["lines"].items():
                yield (*of_report, line, _TOTAL, "", _number(numbers["number"]))
                for split, key, cell in _shown_by(numbers):
                    yield (*of_report, line, split, key, _number(cell))


def _shown_by(numbers: Mapping[str, Any]) -> Iterator[tuple[str, str, Any]]:
    for sex, bands in numbers.get("cross", {}).items():
        yield from (("sex, band", f"{sex}, {band}", cell) for band, cell in bands.items())
    for split, cells in numbers.get("splits", {}).items():
        yield from ((split, key, cell) for key, cell in cells.items())


def _number(cell: Any) -> float | None:
    return float(cell) if isinstance(cell, (int, float)) else None


def _lines() -> Iterator[tuple[str, ...]]:
    for indicator, line in known_lines():
        of_line = (line.title, line.meaning, line.fact, line.when.value, line.unit.value)
        yield (address(indicator.code, line.key), indicator.code, *of_line)
