"""What the standards of the field ask, and which question carries it here, or why none does.

One CSV a standard stands beside this file. `carried_by` names questions as `Record.question`, with spaces between; a line
without one gives its reason in `remark`.

    htcds_2_0    the 84 fields of the Human Trafficking Case Data Standard 2.0 (UNMigration/HTCDS, CC BY 4.0)
    cpims_plus   the sections of Primero's CPIMS+ and GBVIMS+ forms, and what OSCaR has beside them
"""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HTCDS, CPIMS = "htcds_2_0", "cpims_plus"
_FOLDER = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One field or section of a standard. `carried_by` holds pairs of a record's and a question's name."""

    section: str
    name: str
    carried_by: tuple[tuple[str, str], ...]
    remark: str


@cache
def lines_of(standard: str) -> tuple[Line, ...]:
    """Return every line of a standard, in its order."""
    name, section = ("field", "section") if standard == HTCDS else ("section", "part")
    with (_FOLDER / f"{standard}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Line(
                section=row[section],
                name=row[name],
                carried_by=tuple(_pair(one) for one in row["carried_by"].split()),
                remark=row["remark"],
            )
            for row in csv.DictReader(file)
        )


def _pair(written: str) -> tuple[str, str]:
    record, _, question = written.partition(".")
    return record, question
