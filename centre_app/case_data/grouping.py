"""How the persons of a file in groups fall into groups: who stands out, what would mend it, what was blanked instead."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from centre_app.case_data import anonymity, rows
from centre_app.case_data.anonymity import Combination, Suppressed
from centre_app.case_data.earlier import Given, Trace, suppress_beside
from centre_app.case_data.generalising import AS_IT_IS, Traits, shown
from centre_app.case_data.loss import GENERALISED, SUPPRESSED, Loss
from centre_app.case_data.mapping import K_ANONYMOUS
from centre_app.case_data.rows import Table

GROUP = "group {n}"  # what the register remembers of somebody in such a file; the file does not say it


@dataclass(frozen=True, slots=True, kw_only=True)
class Groups:
    """The groups of a file. `given_before`: the files in groups of the same years, beside which nobody stands out."""

    k: int
    steps: Mapping[str, int]
    standing_out: Mapping[Combination, int]
    proposed: Mapping[str, int] | None
    suppressed: Suppressed
    without_diversity: Mapping[Combination, int]
    given_before: tuple[str, ...] = ()

    @property
    def people_standing_out(self) -> int:
        return sum(self.standing_out.values())

    @property
    def labels(self) -> list[str]:
        """The group of each person by a name of its own; "" of who is left out."""
        distinct = sorted({one for one in self.suppressed.shown if one is not None})
        names = {one: GROUP.format(n=number) for number, one in enumerate(distinct, start=1)}
        return [names[one] if one is not None else "" for one in self.suppressed.shown]


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Who may be in the file, in the order of its lines: who, what is known outside of each, and what of each is lost."""

    ids: list[str] = field(default_factory=list)
    traits: list[Traits] = field(default_factory=list)
    losses: list[Loss] = field(default_factory=list)


def group(cases: Table, people: People, k: int, steps: Mapping[str, int], given: Given, loss: Loss) -> Groups:
    """Generalise as asked, blank what still stands out, and say what was done. Changes the table of cases, and `loss`."""
    combinations = [shown(one, steps) for one in people.traits]
    traces = [given.trace_of(one) for one in people.ids]
    standing_out = _standing_out(combinations, traces, k)
    suppressed = suppress_beside(combinations, traces, given.elsewhere(people.ids), k)
    stay = [at for at, one in enumerate(suppressed.shown) if one is not None]
    told = [one for one in suppressed.shown if one is not None]
    cases.lines = [
        rows.show_combination(cases.fields, cases.lines[at], one, steps) for at, one in zip(stay, told, strict=True)
    ]
    _nothing_else_is_told(cases, k)
    for at in stay:
        loss.add(people.losses[at])
    _note_losses(cases, [people.traits[at] for at in stay], steps, suppressed, loss)
    forms = [";".join(people.traits[at].exploitation) for at in stay]
    return Groups(
        k=k,
        steps=steps,
        standing_out=standing_out,
        proposed=anonymity.smallest_generalisation(people.traits, k, beside=traces) if standing_out else None,
        suppressed=suppressed,
        without_diversity=anonymity.without_diversity(told, forms),
        given_before=given.exports,
    )


def _standing_out(combinations: Sequence[Combination], traces: Sequence[Trace], k: int) -> dict[Combination, int]:
    """Return who stands out, beside the earlier files as well, the rarest first."""
    counted = Counter(zip(combinations, traces, strict=True))
    alone: Counter[Combination] = Counter()
    for (combination, _), times in counted.items():
        alone[combination] += times if times < k else 0
    return {one: times for one, times in sorted(alone.items(), key=lambda item: (item[1], item[0])) if times}


def _nothing_else_is_told(cases: Table, k: int) -> None:
    """Hold the mapping to it: an answer that is in no group is a thread by which two files can be sewn together."""
    if any(times < k for times in Counter(cases.lines).values()):
        raise ValueError(f"a field of the table {cases.name} says more at the level {K_ANONYMOUS} than its groups")


def _note_losses(
    cases: Table, people: Sequence[Traits], steps: Mapping[str, int], suppressed: Suppressed, loss: Loss
) -> None:
    known = {name: sum(bool(one) for one in values) for name, values in _told_of(people).items()}
    for one in cases.fields:
        quasi = one.quasi(K_ANONYMOUS)
        if quasi is None:
            continue
        name, only_at = quasi
        is_shown = only_at in (None, steps[name])
        if steps[name] and only_at in (None, 0) and known[name]:
            loss.note(GENERALISED, one.name, cells=known[name])
        if is_shown and suppressed.cells.get(name):
            loss.note(SUPPRESSED, one.name, cells=suppressed.cells[name])


def _told_of(people: Sequence[Traits]) -> Mapping[str, list[str]]:
    """Return, for each quasi-identifier, what is known of each person as it is."""
    told = [shown(one, AS_IT_IS) for one in people]
    return {name: [one[at] for one in told] for at, name in enumerate(AS_IT_IS)}
