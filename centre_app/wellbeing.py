"""How she says she is: the total of the five sentences, and what has become of it since the first time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from centre_app.records import WellbeingMeasure

SENTENCES = ("sleep", "appetite", "safety", "mood", "hope")
ANSWERS = ("0", "1", "2", "3", "4")  # keys of the list wellbeing_answer, and what each counts
BEST = 20

# What counts as better, indicator E5: so much more between the first and the last measure, and so far apart. The 3
# points are Primero's ("improved wellbeing after support").
BETTER_BY = 3
APART = timedelta(days=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """From the first whole measure to the last. `counts` says whether they are far enough apart to be counted."""

    first: int
    last: int
    days: int

    @property
    def gain(self) -> int:
        return self.last - self.first

    @property
    def counts(self) -> bool:
        return timedelta(days=self.days) >= APART

    @property
    def is_better(self) -> bool:
        return self.counts and self.gain >= BETTER_BY


def total(measure: WellbeingMeasure) -> int | None:
    """Return the total, 0 to 20; None where one of the five has no answer: a part of a measure compares with nothing."""
    answers = [getattr(measure, sentence) for sentence in SENTENCES]
    return sum(map(int, answers)) if all(answer in ANSWERS for answer in answers) else None


def over_time(measures: Sequence[WellbeingMeasure]) -> list[tuple[date, int]]:
    """Return the total of each whole measure on its day, the earliest first."""
    in_order = sorted(measures, key=lambda measure: measure.id)
    told = [(measure.measured_on, total(measure)) for measure in in_order]
    return sorted(((day, points) for day, points in told if day and points is not None), key=lambda one: one[0])


def change(measures: Sequence[WellbeingMeasure]) -> Change | None:
    """Return what has become of it; None while there are no two whole measures."""
    told = over_time(measures)
    if len(told) < 2:
        return None
    (began, first), (now, last) = told[0], told[-1]
    return Change(first=first, last=last, days=(now - began).days)
