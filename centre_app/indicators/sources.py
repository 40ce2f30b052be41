"""What no SELECT finds and is counted all the same: it is looked for by the program itself, as the facts of a day.

Each source says whether it can be counted with what is open, and gives its facts. They are those of the day of counting:
how many files looked alike a month ago is written down nowhere but in the report that was closed then.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from centre_app.casework import twins
from centre_app.records import PersonName
from centre_app.register import Register
from db.facts.counting import Fact, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where such facts come from."""

    can_count: Callable[[Register], bool]
    facts: Callable[[Register, Span], list[Fact]]


def _pairs_to_compare(register: Register, span: Span) -> list[Fact]:
    """One fact for each pair of files that may be one person's, with a file of these centres in it."""
    found = []
    for pair in twins.pairs(register):
        centre = next((case.centre_id for case in (pair.case, pair.twin.case) if case.centre_id in span.centres), None)
        if centre is not None:
            found.append(Fact(centre, pair.case.person_id, pair.case.id, span.last, None, 1))
    return found


SOURCES: Mapping[str, Source] = {
    "pairs_to_compare": Source(
        can_count=lambda register: register.can_open(PersonName),
        facts=_pairs_to_compare,
    ),
}
