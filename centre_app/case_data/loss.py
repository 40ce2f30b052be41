"""What is lost on the way from the register into a standard: counted cell by cell, and said in the README and on screen."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from centre_app.language import N_

# The kinds of loss, in the order in which they are told.
BLANKED = "blanked"  # this level carries no such field
IN_WORDS = "in_words"  # words of a person, which leave only with names
NO_VALUE = "no_value"  # the standard has no value for this choice
ONE_OF_SEVERAL = "one_of_several"  # the standard takes one
MERGED = "merged"  # several choices share one value there
GENERALISED = "generalised"  # a day became a month, a village a cercle
KEPT = "kept"  # records that are kept from whoever exports
SUPPRESSED = "suppressed"  # blanked, because somebody would have stood out

KINDS = {
    BLANKED: N_("Fields left blank at this level"),
    IN_WORDS: N_("Words that somebody wrote: left blank without names"),
    NO_VALUE: N_("Left blank: the standard has no value for it"),
    ONE_OF_SEVERAL: N_("One of several: the standard takes one"),
    MERGED: N_("Several answers become one value"),
    GENERALISED: N_("Told less exactly"),
    KEPT: N_("Kept for others than whoever exports"),
    SUPPRESSED: N_("Left blank so that nobody stands out"),
}


@dataclass(frozen=True, slots=True, order=True)
class Lost:
    """One line of the loss report. `what` is our own key, or "" where the whole field is meant."""

    kind: str
    field: str
    what: str
    cells: int | None  # None: all of them, and none was looked at


@dataclass(slots=True)
class Loss:
    """What was lost so far. Order does not matter, so that tables may be written in any."""

    counted: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    whole: set[str] = field(default_factory=set)  # fields that the level leaves blank for everybody

    def note(self, kind: str, name: str, what: str = "", *, cells: int = 1) -> None:
        self.counted[kind, name, what] += cells

    @property
    def by_field(self) -> "Loss":
        """The same without the choices themselves: of a single person one would tell what is told of nobody."""
        told = Loss(whole=self.whole)
        for (kind, name, _), cells in self.counted.items():
            told.note(kind, name, cells=cells)
        return told

    def add(self, other: "Loss") -> None:
        self.counted.update(other.counted)

    def lines(self) -> Iterator[Lost]:
        """Yield the report, by kind, then by field."""
        for name in sorted(self.whole):
            yield Lost(BLANKED, name, "", None)
        for kind in KINDS:
            for (of_kind, name, what), cells in sorted(self.counted.items()):
                if of_kind == kind:
                    yield Lost(kind, name, what, cells)

    def by_kind(self) -> dict[str, int]:
        """Return how many cells of each kind; of BLANKED how many fields."""
        sums = {BLANKED: len(self.whole)} if self.whole else {}
        for kind in KINDS:
            cells = sum(cells for (of_kind, _, _), cells in self.counted.items() if of_kind == kind)
            if cells:
                sums[kind] = sums.get(kind, 0) + cells
        return sums
