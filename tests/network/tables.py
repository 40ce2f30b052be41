"""Tables of numbers made by hand from plain hits: no part of the program counts here.

The rules are those of the monthly report: a person counts once in a cell, with the age of the first of their facts in
the period; of an interval of ages that straddles 18 the child's side, else the band of its middle.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from tests.network.world import Person

NOT_SAID, UNKNOWN_AGE, TOTAL = "no_answer", "unknown", ("", "")
SHORT = ("sex", "band", "centre")
FULL = (*SHORT, "exploitation", "nationality", "legal_status")
OF_WHO_SHE_IS = frozenset({"sex", "band", "exploitation", "nationality", "legal_status"})
# The fifteen of the Community before three of them left, who are counted with it all the same.
WEST_AFRICA = frozenset(["BJ", "BF", "CV", "CI", "GM", "GH", "GN", "GW", "LR", "ML", "NE", "NG", "SN", "SL", "TG"])
YOUNGEST = {0: "0_5", 6: "6_11", 12: "12_14", 15: "15_17", 18: "18_24", 25: "25_59", 60: "60_plus"}
GROWN_UP = 18

Cells = dict[tuple[str, str], float]


@dataclass(frozen=True, slots=True)
class Hit:
    """Something to count: whose it is, on which day, where, and of what kind. Nobody's is the house's."""

    person: Person | None
    day: date
    centre: str
    key: str = NOT_SAID
    amount: float = 1


# --- ages ------------------------------------------------------------------------------------------------------


def months_old(born: date, day: date) -> int:
    """Return how many whole months somebody has lived."""
    months = (day.year - born.year) * 12 + (day.month - born.month)
    return max(0, months if day.day >= born.day else months - 1)


def placed_months(person: Person, day: date) -> int | None:
    """Return at which age in months somebody is placed; None when no age is known."""
    if person.born is None:
        return None
    oldest, youngest = months_old(person.born[0], day), months_old(min(person.born[1], day), day)
    middle = (youngest + oldest) // 2
    return min(middle, GROWN_UP * 12 - 1) if youngest < GROWN_UP * 12 <= oldest else middle


def band(person: Person, day: date) -> str:
    """Return the band of somebody's age on a day."""
    if person.born is None:
        return UNKNOWN_AGE
    oldest, youngest = months_old(person.born[0], day) // 12, months_old(min(person.born[1], day), day) // 12
    if _band(youngest) == _band(oldest):
        return _band(youngest)
    middle = (youngest + oldest) // 2
    return _band(min(middle, GROWN_UP - 1) if youngest < GROWN_UP <= oldest else middle)


def _band(years: int) -> str:
    return YOUNGEST[max(least for least in YOUNGEST if least <= years)]


def is_a_child(person: Person, day: date) -> bool:
    """Say whether the band is one of a child."""
    return band(person, day) in ("0_5", "6_11", "12_14", "15_17")


# --- cells -----------------------------------------------------------------------------------------------------


def _nationality(person: Person) -> str:
    if not person.nationalities:
        return NOT_SAID
    if "ML" in person.nationalities:
        return "ML"
    return "cedeao" if WEST_AFRICA.intersection(person.nationalities) else "other"


def _said(hit: Hit, split: str) -> Sequence[str]:
    person = hit.person
    match split:
        case "centre":
            return [hit.centre]
        case "key":
            return [hit.key]
        case "band":
            return [band(person, hit.day) if person else UNKNOWN_AGE]
        case "sex":
            return [person.sex if person else NOT_SAID]
        case "exploitation":
            return [person.forms[0] if person and person.forms else NOT_SAID]
        case "nationality":
            return [_nationality(person) if person else NOT_SAID]
    return (person.legal_status if person else ()) or [NOT_SAID]


def persons(hits: Sequence[Hit]) -> float:
    return len({id(hit.person) for hit in hits})


def facts(hits: Sequence[Hit]) -> float:
    return len(hits)


def added_up(hits: Sequence[Hit]) -> float:
    return sum(hit.amount for hit in hits)


def in_the_middle(hits: Sequence[Hit]) -> float:
    return median(hit.amount for hit in hits) if hits else 0


Counting = Callable[[Sequence[Hit]], float]


def cells(hits: Iterable[Hit], counting: Counting, splits: Sequence[str]) -> Cells:
    """Return the total of some hits and their number in each cell of each split; no cell that is nothing."""
    all_hits = sorted(hits, key=lambda hit: hit.day)
    found = {TOTAL: counting(all_hits)}
    for split in splits:
        shown = _first_of_each(all_hits) if counting is persons and split in OF_WHO_SHE_IS else all_hits
        by_answer: dict[str, list[Hit]] = {}
        for hit in shown:
            for answer in _said(hit, split):
                by_answer.setdefault(answer, []).append(hit)
        found |= {(split, answer): counting(those) for answer, those in by_answer.items()}
    return {cell: number for cell, number in found.items() if number}


def _first_of_each(hits: Sequence[Hit]) -> list[Hit]:
    first: dict[int, Hit] = {}
    for hit in hits:
        first.setdefault(id(hit.person), hit)
    return list(first.values())
