"""The size of groups: nobody may stand out by what is known outside. Pure: no register, no words for people.

A combination is what a file shows of somebody, as `generalising.shown` says it. One under k is generalised, for
everybody alike, or its cells are blanked (suppressed); who would still stand out is left out.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from operator import getitem

from centre_app.case_data.generalising import NOTHING, QUASIS, Traits

Combination = tuple[str, ...]
Steps = Mapping[str, int]
Ladders = Mapping[tuple[tuple[str, ...], ...], int]  # how many have each

OF_EXPLOITATION = list(QUASIS).index("exploitation")


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppressed:
    """What is shown of each person in the end; None for one who is left out. `cells`: blanked ones by name."""

    shown: tuple[Combination | None, ...]
    cells: Mapping[str, int]

    @property
    def left_out(self) -> int:
        return sum(one is None for one in self.shown)

    @property
    def lost(self) -> int:
        return sum(self.cells.values())


def under(combinations: Sequence[Combination], k: int) -> dict[Combination, int]:
    """Return the combinations that fewer than k share, the rarest first."""
    counted = Counter(combinations)
    return {one: times for one, times in sorted(counted.items(), key=lambda item: (item[1], item[0])) if times < k}


def smallest_generalisation(
    people: Sequence[Traits], k: int, *, beside: Sequence[tuple[str, ...]] | None = None
) -> Steps | None:
    """Return the steps that take least away and leave no combination under k; None where nothing does.

    Every step up a ladder costs its part of the ladder; of those that cost the same, what tells most apart is taken.
    `beside` is what tells people apart already, whatever is done here: their places in earlier files.
    """
    if len(people) < k:
        return None
    ladders = _ladders(people, beside or [()] * len(people))
    for cost in _costs():
        fitting = [steps for steps in cost if not _stands_out(ladders, steps, k)]
        if fitting:
            return max(fitting, key=lambda steps: len(_groups(ladders, steps)))
    return None


def _ladders(people: Sequence[Traits], beside: Sequence[tuple[str, ...]]) -> Ladders:
    """Return how many have each ladder; what tells them apart already is a last one, of a single step."""
    ladders: Counter[tuple[tuple[str, ...], ...]] = Counter()
    for (one, apart), times in Counter(zip(people, beside, strict=True)).items():
        ladders[*_ladder(one), ("\n".join(apart),)] += times
    return ladders


def _ladder(one: Traits) -> tuple[tuple[str, ...], ...]:
    """Return what each step of each quasi-identifier shows of somebody."""
    return tuple(tuple(step(one) for step in quasi.steps) for quasi in QUASIS.values())


def _costs() -> list[list[Steps]]:
    """Return every way of generalising, those that cost the same together, the cheapest first."""
    by_cost: dict[float, list[Steps]] = {}
    for levels in product(*(range(len(quasi.steps)) for quasi in QUASIS.values())):
        cost = sum(level / (len(quasi.steps) - 1) for level, quasi in zip(levels, QUASIS.values(), strict=True))
        by_cost.setdefault(cost, []).append(dict(zip(QUASIS, levels, strict=True)))
    return [by_cost[cost] for cost in sorted(by_cost)]


def _stands_out(ladders: Ladders, steps: Steps, k: int) -> bool:
    return min(_groups(ladders, steps).values()) < k


def _groups(ladders: Ladders, steps: Steps) -> Mapping[Combination, int]:
    at = [*(steps[name] for name in QUASIS), 0]
    groups: dict[Combination, int] = {}
    for ladder, times in ladders.items():
        one = tuple(map(getitem, ladder, at))
        groups[one] = groups.get(one, 0) + times
    return groups


def suppress(combinations: Sequence[Combination], k: int) -> Suppressed:
    """Blank as few cells as a greedy hand can until every combination is shared by k; who still stands out is left out.

    Each round blanks the one cell that brings most people into a group of k. Where none brings anybody, the cell that
    tells most people apart is blanked for all who stand out. A group that is large enough only ever grows.
    """
    now = list(combinations)
    cells: Counter[str] = Counter()
    alone = _alone(now, k)
    while alone and any(any(now[at]) for at in alone):
        column, those = _best_cell(now, alone, k)
        for at in those:
            now[at] = _without(now[at], column)
        cells[list(QUASIS)[column]] += len(those)
        alone = _alone(now, k)
    left = set(alone)
    # a cell of somebody who is left out is not a cell lost: the person is
    for at in left:
        for column, name in enumerate(QUASIS):
            cells[name] -= bool(combinations[at][column])
    return Suppressed(
        shown=tuple(None if at in left else one for at, one in enumerate(now)),
        cells={name: times for name, times in cells.items() if times > 0},
    )


def _alone(combinations: Sequence[Combination], k: int) -> list[int]:
    counted = Counter(combinations)
    return [at for at, one in enumerate(combinations) if counted[one] < k]


def _best_cell(now: Sequence[Combination], alone: Sequence[int], k: int) -> tuple[int, list[int]]:
    """Return which column to blank, and for whom."""
    stands = set(alone)
    others = Counter(one for at, one in enumerate(now) if at not in stands)
    rescued = {column: _rescued(now, alone, others, column, k) for column in range(len(QUASIS))}
    best = max(rescued, key=lambda column: (len(rescued[column]), -column))
    if rescued[best]:
        return best, rescued[best]
    apart = {column: len({now[at][column] for at in alone} - {NOTHING}) for column in rescued}
    widest = max(apart, key=lambda column: (apart[column], -column))
    return widest, [at for at in alone if now[at][widest]]


def _rescued(
    now: Sequence[Combination], alone: Sequence[int], others: Mapping[Combination, int], column: int, k: int
) -> list[int]:
    """Return who of those that stand out would be in a group of k without this cell."""
    without = {at: _without(now[at], column) for at in alone if now[at][column]}
    blank_already = Counter(now[at] for at in alone if not now[at][column])
    together = Counter(without.values())
    return [at for at, one in without.items() if together[one] + others.get(one, 0) + blank_already[one] >= k]


def _without(one: Combination, column: int) -> Combination:
    return (*one[:column], NOTHING, *one[column + 1 :])


def without_diversity(combinations: Sequence[Combination], forms: Sequence[str]) -> dict[Combination, int]:
    """Return the groups in which all have the same form of exploitation: who knows the group knows the form.

    The group is what is shown besides the exploitation itself.
    """
    found: dict[Combination, list[str]] = {}
    for one, form in zip(combinations, forms, strict=True):
        if any(_without(one, OF_EXPLOITATION)):
            found.setdefault(_without(one, OF_EXPLOITATION), []).append(form)
    return {group: len(seen) for group, seen in found.items() if len(set(seen)) == 1 and seen[0]}
