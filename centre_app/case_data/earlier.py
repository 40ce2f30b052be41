"""What was given in groups before: two files of the same year together must leave nobody standing out either.

The register remembers in which group of a file each person stood, though the file does not say it. A trace is the groups
of one person in all those files. In a new file every group is one trace's alone and k people large; and of the people of
a trace either nobody is missing from it, or k are, or all. So whoever lays the files side by side, even knowing which
line is whose in each, finds no combination under k. Who is new stays out until there are k of them.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from secrets import SystemRandom

from centre_app.case_data.anonymity import Combination, Suppressed, suppress
from centre_app.case_data.generalising import QUASIS
from centre_app.case_data.mapping import K_ANONYMOUS
from centre_app.problems import as_problems
from centre_app.records import CaseFile, DataExport, ExportedCase
from centre_app.register import Register

Trace = tuple[str, ...]  # a person's group in each earlier file; "" in one that the person is not in


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """The files in groups that were given of some days: which, and the trace of everybody who is in one of them."""

    exports: tuple[str, ...] = ()
    traces: Mapping[str, Trace] = field(default_factory=dict, repr=False)  # by person

    def trace_of(self, person_id: str) -> Trace:
        return self.traces.get(person_id, ("",) * len(self.exports))

    def elsewhere(self, people: Sequence[str]) -> Counter[Trace]:
        """Return how many of each trace are not among these people."""
        here = set(people)
        return Counter(trace for person, trace in self.traces.items() if person not in here)


def given_before(register: Register, first: date, last: date) -> Given:
    """Return what was given in groups of files opened on these days, by anybody of this register; taken back or not."""
    with as_problems():
        found = register.as_stored.find(DataExport, with_void=True, level=K_ANONYMOUS)
    exports = tuple(sorted(one.id for one in found if (one.from_on or first) <= last and (one.to_on or last) >= first))
    if not exports:
        return Given()
    cases = register.as_stored.find(ExportedCase, with_void=True, export_id=list(exports))
    people = _people(register)
    groups: dict[str, dict[str, str]] = {}
    for one in cases:
        groups.setdefault(people.get(one.case_id, one.case_id), {})[one.export_id] = one.number or ""
    traces = {person: tuple(of.get(export, "") for export in exports) for person, of in groups.items()}
    return Given(exports=exports, traces=traces)


def _people(register: Register) -> Mapping[str, str]:
    """Return whose each file is: of one that was merged, who stands in the file that was kept."""
    rows = register.as_stored.rows(CaseFile, ("id", "person_id", "merged_into_id"), with_void=True)
    by_id = {row["id"]: row for row in rows}
    people = {}
    for case_id, row in by_id.items():
        seen = {case_id}
        while row["merged_into_id"] in by_id and row["merged_into_id"] not in seen:
            seen.add(row["merged_into_id"])
            row = by_id[row["merged_into_id"]]
        people[case_id] = row["person_id"]
    return people


def suppress_beside(
    combinations: Sequence[Combination], traces: Sequence[Trace], elsewhere: Mapping[Trace, int], k: int
) -> Suppressed:
    """Return what can be shown of each beside the earlier files. `elsewhere`: how many of a trace are no candidates."""
    shown: list[Combination | None] = [None] * len(combinations)
    for trace in sorted(set(traces)):
        those = [at for at, one in enumerate(traces) if one == trace]
        done = suppress([combinations[at] for at in those], k).shown
        if any(trace):
            done = _none_or_k_missing(done, elsewhere.get(trace, 0), k)
        for at, one in zip(those, done, strict=True):
            shown[at] = one
    return Suppressed(shown=tuple(shown), cells=_blanked(combinations, shown))


def _none_or_k_missing(shown: Sequence[Combination | None], elsewhere: int, k: int) -> tuple[Combination | None, ...]:
    """Leave out more where a few would be missing: from the largest group what it can spare, else the smallest group."""
    missing = elsewhere + sum(one is None for one in shown)
    groups = Counter(one for one in shown if one is not None)
    if not 0 < missing < k or not groups:
        return tuple(shown)
    largest = max(groups, key=lambda one: (groups[one], one))
    smallest = min(groups, key=lambda one: (groups[one], one))
    can_spare = groups[largest] - (k - missing) >= k
    chosen, number = (largest, k - missing) if can_spare else (smallest, groups[smallest])
    # by lot: the order of the register would tell who
    left = set(SystemRandom().sample([at for at, one in enumerate(shown) if one == chosen], number))
    return tuple(None if at in left else one for at, one in enumerate(shown))


def _blanked(before: Sequence[Combination], after: Sequence[Combination | None]) -> Mapping[str, int]:
    cells: Counter[str] = Counter()
    for was, is_now in zip(before, after, strict=True):
        for name, old, new in zip(QUASIS, was, is_now or was, strict=True):
            cells[name] += old != new
    return {name: times for name, times in cells.items() if times}
