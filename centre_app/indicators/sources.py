"""What no SELECT finds and is counted all the same: it is looked for by the program itself, as the facts of a day.

Each source says whether it can be counted with what is open, and gives its facts. They are those of the day of counting:
how many files looked alike a month ago is written down nowhere but in the report that was closed then.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from centre_app.casework import twins
from centre_app.records import PersonName
from centre_app.register import Register
from db.facts import counting
from db.facts.counting import Fact, Span

PAIRS = "pairs_to_compare"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where such facts come from."""

    can_count: Callable[[Register], bool]
    facts: Callable[[Register, Span], list[Fact]]


def _pairs_to_compare(register: Register, span: Span) -> list[Fact]:
    """One fact for each pair of files that may be one person's, with a file of these centres in it."""
    if not register.can_open(PersonName):
        copied = counting.held(register.vault, PAIRS, span)
        return [fact._replace(day=span.last, key=None) for fact in copied if fact.key not in span.centres]
    found = []
    for pair in twins.pairs(register):
        centre = next((case.centre_id for case in (pair.case, pair.twin.case) if case.centre_id in span.centres), None)
        if centre is not None:
            found.append(Fact(centre, pair.case.person_id, pair.case.id, span.last, None, 1))
    return found


def pairs_for_the_copy(register: Register, day: str) -> Iterator[Fact]:
    """Yield each pair as a fact of its first centre, and of its second one with the first one as `key`.

    Who counts the second centre alone counts it there; who counts both, once.
    """
    for pair in twins.pairs(register):
        one, other = pair.case.centre_id, pair.twin.case.centre_id
        yield Fact(one, pair.case.person_id, pair.case.id, day, None, 1)
        if other != one:
            yield Fact(other, pair.case.person_id, pair.case.id, day, one, 1)


SOURCES: Mapping[str, Source] = {
    PAIRS: Source(
        can_count=lambda register: register.can_open(PersonName) or counting.is_copied(register.vault, PAIRS),
        facts=_pairs_to_compare,
    ),
}
