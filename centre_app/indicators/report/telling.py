"""What shown numbers tell together: everything that can be calculated from sums over months, as a donor would.

Each shown number is a sum over months (of what there is since the beginning, over all months until then and whatever was
before). From several sums others follow, by adding and taking away: those of single months, quarters and years, and of
all until a month, are looked at. A number tells of few where one that follows from it is 1 to 4, or where it is missed by 1 to 4: that many came late.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from centre_app.dates import months_after
from centre_app.indicators.report.masking import SMALLEST_SHOWN

_BEFORE = ""  # all that was before the first month known
_LENGTHS = (1, 3, 12)  # months, quarters, years
Sum = Mapping[str, Fraction]  # how often each month is in it


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A number that is shown. Days are ISO; `first` is "" for all that there is until then."""

    address: str
    first: str
    last: str
    number: float


def tells_of_few(new: Known, known: Sequence[Known]) -> bool:
    """Say whether a number, beside others, tells of 1 to 4 people in some month, quarter or year, or of such a change.

    Numbers of different days need not agree with each other: the newest are believed first, and each is looked at alone too.
    """
    newest_first = list(reversed(known))
    return any(_tells(new, beside) for beside in (newest_first, *([each] for each in known)))


def _tells(new: Known, known: Sequence[Known]) -> bool:
    months = _months([new, *known])
    before, after = _Sums(), _Sums()
    for each in known:
        before.learn(_sum(each, months), each.number)
    follows = before.value(_sum(new, months))
    if follows is not None and _is_few(new.number - follows):
        return True
    for each in (new, *known):
        after.learn(_sum(each, months), each.number)
    return any(_is_few(after.value(one)) and before.value(one) != after.value(one) for one in _periods(months))


def _is_few(number: Fraction | float | None) -> bool:
    return number is not None and 0 < abs(float(number)) < SMALLEST_SHOWN


def _months(known: Iterable[Known]) -> list[str]:
    """Return all months from the first to the last one known, as their first days."""
    firsts = [date.fromisoformat(each.first or each.last).replace(day=1) for each in known]
    lasts = [date.fromisoformat(each.last) for each in known]
    months, month = [], min(firsts)
    while month <= max(lasts):
        months.append(month.isoformat())
        month = months_after(month, 1)
    return months


def _sum(known: Known, months: Sequence[str]) -> dict[str, Fraction]:
    among = {month: Fraction(1) for month in months if known.first <= month <= known.last}
    return among if known.first else {_BEFORE: Fraction(1), **among}


def _periods(months: Sequence[str]) -> Iterable[dict[str, Fraction]]:
    """Yield each month, calendar quarter and year whose months are all known, and all from the beginning until each month."""
    for length in _LENGTHS:
        for at, month in enumerate(months):
            whole = months[at : at + length]
            if len(whole) == length and (date.fromisoformat(month).month - 1) % length == 0:
                yield dict.fromkeys(whole, Fraction(1))
    for at in range(len(months) + 1):
        yield dict.fromkeys((_BEFORE, *months[:at]), Fraction(1))


class _Sums:
    """Sums over months with what they are; each one learnt is kept as what it adds to those before (Gauss)."""

    def __init__(self) -> None:
        self._rows: list[tuple[str, dict[str, Fraction], Fraction]] = []

    def learn(self, what: Sum, number: float) -> None:
        """Keep a sum, unless it follows from those before."""
        left, value = self._reduced(what, Fraction(number))
        if left:
            at = next(iter(left))
            self._rows.append((at, {month: times / left[at] for month, times in left.items()}, value / left[at]))

    def value(self, what: Sum) -> Fraction | None:
        """Return what a sum is, where that follows from those known."""
        left, value = self._reduced(what, Fraction(0))
        return None if left else -value

    def _reduced(self, what: Sum, value: Fraction) -> tuple[dict[str, Fraction], Fraction]:
        left = dict(what)
        for at, row, number in self._rows:
            times = left.get(at, Fraction(0))
            if times:
                value -= times * number
                left = {
                    month: rest
                    for month in {*left, *row}
                    if (rest := left.get(month, Fraction(0)) - times * row.get(month, Fraction(0)))
                }
        return left, value
