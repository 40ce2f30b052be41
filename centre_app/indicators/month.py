"""Counting the indicators over a period: of this centre; at headquarters of the centres asked for, or of all.

A person counts once per number and period (rule 1), at headquarters over all its centres: whoever moved from one to
another, or whose two files were merged, is one person. Months of S and C do not add up (rule 3): a quarter is counted
from the rows again, never summed.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from statistics import median

from centre_app.dates import months_after
from centre_app.indicators.definition import Counted, Indicator, Line, Split, Unit, When
from centre_app.indicators.members import FULL_SPLITS, NO_ANSWER, OF_THE_PERSON, SHORT_SPLITS, SPLITS, Member, member
from centre_app.indicators.monthly import INDICATORS
from centre_app.indicators.sources import SOURCES
from centre_app.register import Register, as_problems
from db.facts import counting
from db.facts.counting import Coded, Fact, Served, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The days counted, both in it. `since`: where the project began, before which no service counts as received."""

    first: date
    last: date
    since: date | None = None

    @classmethod
    def month_of(cls, day: date, *, since: date | None = None) -> "Period":
        first = day.replace(day=1)
        return cls(first=first, last=months_after(first, 1) - timedelta(days=1), since=since)


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """An indicator as counted, its lines in their order."""

    indicator: Indicator
    lines: tuple[Counted, ...]

    def line(self, key: str) -> Counted:
        """Return one line. Raises KeyError."""
        return {counted.line.key: counted for counted in self.lines}[key]


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """All indicators of a period, by code."""

    period: Period
    centres: tuple[str, ...]
    results: Mapping[str, Result] = field(repr=False)

    def number(self, code: str, key: str = "") -> float | None:
        """Return one number; without a key that of the first line. Raises KeyError."""
        result = self.results[code]
        return (result.line(key) if key else result.lines[0]).number


def count(
    register: Register,
    period: Period,
    *,
    centre_ids: Sequence[str] = (),
    indicators: Iterable[Indicator] = INDICATORS,
    only: Callable[[Member], bool] | None = None,
    is_split: bool = True,
) -> Month:
    """Return the indicators of a period. What is kept in a compartment that is shut has no number.

    `only` narrows all of them to some persons, as a project does. Without `is_split` nobody's age, sex or origin is read:
    for lines that keep everybody and of which the number alone is wanted.
    """
    centres = tuple(centre_ids) or tuple(register.centres)
    since = period.since.isoformat() if period.since else ""
    last = min(period.last, register.today)  # what falls due later in a month that is not over is not owed yet
    with as_problems():
        span = Span.of(register.vault, centres, period.first.isoformat(), last.isoformat(), since=since)
        counter = _Counter(register, span, only, is_split)
        results = {each.code: _result(counter, each) for each in indicators}
    return Month(period=period, centres=centres, results=results)


def by_split(counted: Counted, split: str) -> Counter[str]:
    """Return a line's numbers by one of SPLITS; of several answers each counts, so they may add up to more."""
    of_key: dict[str, list[Member]] = {}
    for each in told_apart(counted, split):
        said = SPLITS[split](each)
        for key in (said,) if isinstance(said, str) else said:
            of_key.setdefault(key, []).append(each)
    return Counter({key: number_of(counted.line.unit, members) or 0 for key, members in of_key.items()})


def crossed(counted: Counted, *splits: str) -> Counter[tuple[str, ...]]:
    """Return a line's numbers by several splits at once, as a table of sex by band of age is."""
    of_key: dict[tuple[str, ...], list[Member]] = {}
    for each in told_apart(counted, *splits):
        said = [SPLITS[split](each) for split in splits]
        of_key.setdefault(tuple(one if isinstance(one, str) else " ".join(one) for one in said), []).append(each)
    return Counter({key: number_of(counted.line.unit, members) or 0 for key, members in of_key.items()})


def told_apart(counted: Counted, *splits: str) -> tuple[Member, ...]:
    """Return what is shown by splits: of a person, counted once, what she was at the first of her facts (rule 4).

    By key and by centre she may stand in several cells: she came for two things, or to two houses.
    """
    members = counted.members or ()
    if counted.line.unit is not Unit.PERSONS or not OF_THE_PERSON.issuperset(splits):
        return members
    first: dict[str, Member] = {}
    for each in sorted(members, key=lambda member: member.day):
        first.setdefault(each.person or each.case, each)
    return tuple(first.values())


def splits_of(result: Result, counted: Counted) -> tuple[str, ...]:
    """Return by what a line is shown."""
    own = ("key",) if counted.line.lists else ()
    match result.indicator.split_of(counted.line):
        case Split.FULL:
            return (*own, *FULL_SPLITS)
        case Split.SHORT:
            return (*own, *SHORT_SPLITS)
        case Split.CENTRE:
            return (*own, "centre")
    return own


# --- counting one line -------------------------------------------------------------------------------------------


class _Counter:
    """Reads each kind of fact and each person once for a whole report."""

    def __init__(self, register: Register, span: Span, only: Callable[[Member], bool] | None, is_split: bool) -> None:
        self._register, self._vault, self._span, self._only = register, register.vault, span, only
        self._is_split = is_split
        self._same = counting.one_person(self._vault)
        self._coded: dict[str, Coded] = {}
        self._facts: dict[tuple[str, When], list[Member]] = {}
        self._served: dict[str, list[Served]] = {}

    def members(self, line: Line) -> tuple[Member, ...] | None:
        """Return what a line counts; None where it does not apply, or is kept in a compartment that is shut."""
        if not self.applies(line) or not self._can_count(line.fact):
            return None
        if line.when in (When.NEW, When.SERVED, When.SO_FAR):
            found = self._of_service(line)
        else:
            found = self._in_time(line.fact, line.when)
            if line.nothing_is_no_data and not found:
                return None
            found = [each for each in found if not line.keys or each.key in line.keys]
        kept = (each for each in found if line.keeps is None or line.keeps(each))
        return tuple(each for each in kept if self._only is None or self._only(each))

    def applies(self, line: Line) -> bool:
        return self._register.is_headquarters or not line.only_at_headquarters

    def _can_count(self, fact: str) -> bool:
        source = SOURCES.get(fact)
        return counting.can_count(self._vault, fact) if source is None else source.can_count(self._register)

    def _in_time(self, fact: str, when: When) -> list[Member]:
        if (fact, when) not in self._facts:
            self._facts[fact, when] = self._with_persons(self._read(fact, when))
        return self._facts[fact, when]

    def _read(self, fact: str, when: When) -> list[Member]:
        first, last = self._span.first, self._span.last
        if fact in SOURCES:
            return [_plain(each) for each in SOURCES[fact].facts(self._register, self._span)]
        if when is When.AT_ANY_TIME:
            held = counting.held(self._vault, fact, self._span)
            return [_plain(each, day=max(each.day, first)) for each in held]
        match when:
            case When.DURING:
                return [_plain(each) for each in counting.within(self._vault, fact, self._span)]
            case When.LATEST:
                return _latest(self._in_time(fact, When.DURING))
            case When.THROUGH:
                return [_plain(each) for each in counting.through(self._vault, fact, self._span)]
        evening = last if when is When.ON_LAST_DAY else _day_before(first)
        held_on = last if when is When.ON_LAST_DAY else first
        standing = counting.standing(self._vault, fact, self._span, on=evening)
        return [_plain(each, day=held_on) for each in standing]

    def _of_service(self, line: Line) -> list[Member]:
        if line.fact not in self._served:
            self._served[line.fact] = [
                each._replace(person=self._same.get(each.person, each.person))
                for each in counting.served(self._vault, line.fact, self._span)
            ]
        rows = [each for each in self._served[line.fact] if not line.keys or each.key in line.keys]
        if line.when is When.SO_FAR:
            return self._with_persons([_served(each, each.first_ever) for each in rows])
        first_ever: dict[str, str] = {}
        for each in rows:
            first_ever[each.person] = min(each.first_ever, first_ever.get(each.person, each.first_ever))
        return self._with_persons(
            [
                _served(each, each.first_within)
                for each in rows
                if each.first_within and (line.when is When.SERVED or first_ever[each.person] >= self._span.first)
            ]
        )

    def _with_persons(self, found: list[Member]) -> list[Member]:
        same = self._same
        found = [each._replace(person=same[each.person]) if each.person in same else each for each in found]
        if not self._is_split:
            return found
        unknown = {each.person for each in found if each.person} - self._coded.keys()
        if unknown:
            self._coded.update(counting.coded(self._vault, unknown))
        return [member(each, self._coded.get(each.person)) for each in found]


def _result(counter: _Counter, indicator: Indicator) -> Result:
    found = _besides(indicator, {line.key: counter.members(line) for line in indicator.lines})
    numbers = {
        line.key: None if (members := found[line.key]) is None else number_of(line.unit, members)
        for line in indicator.lines
    }
    return Result(
        indicator=indicator,
        lines=tuple(
            Counted(
                line=line,
                members=found[line.key],
                number=numbers[line.key],
                share=_share(numbers[line.key], numbers.get(line.of)),
                applies=counter.applies(line),
                day=_last_day(line.unit, found[line.key]),
            )
            for line in indicator.lines
        ),
    )


def _besides(
    indicator: Indicator, found: Mapping[str, tuple[Member, ...] | None]
) -> Mapping[str, tuple[Member, ...] | None]:
    """Return what was found, without those whom another line of the same indicator counts where a line says so."""
    left = dict(found)
    for line in indicator.lines:
        own, others = found[line.key], found[line.besides] if line.besides else ()
        if own is None or others is None:
            left[line.key] = None
        elif others:
            left_out = {each.person for each in others}
            left[line.key] = tuple(each for each in own if each.person not in left_out)
    return left


def number_of(unit: Unit, members: Sequence[Member]) -> float | None:
    """Return what a line is of those whom it counts."""
    match unit:
        case Unit.PERSONS:
            return len({each.person or each.case for each in members})
        case Unit.FACTS:
            return len(members)
        case Unit.SUM:
            return sum(each.amount for each in members)
        case Unit.MEDIAN:
            return median(each.amount for each in members) if members else None
        case Unit.KEYS:
            return len(_keyed(members))
        case Unit.PER_KEY:
            keys = _keyed(members)
            return sum(keys.values()) / len(keys) if keys else None
        case Unit.YES_NO:
            return len({each.centre for each in members})


def _keyed(members: Sequence[Member]) -> Counter[str]:
    return Counter(each.key for each in members if each.key != NO_ANSWER)


def _last_day(unit: Unit, members: Sequence[Member] | None) -> str | None:
    return max((each.key for each in members or ()), default=None) if unit is Unit.YES_NO else None


def _share(number: float | None, of: float | None) -> float | None:
    return None if number is None or not of else number / of


def _plain(fact: Fact, *, day: str = "") -> Member:
    person, case, key = fact.person or "", fact.case or "", fact.key or NO_ANSWER
    return Member(fact.centre, person, case, day or fact.day, key, fact.amount)


def _latest(facts: Iterable[Member]) -> list[Member]:
    """Return of each person the last fact alone."""
    return list({each.person: each for each in sorted(facts, key=lambda each: each.day)}.values())


def _served(row: Served, day: str) -> Member:
    return Member(
        centre=row.centre,
        person=row.person,
        case=row.case or "",
        day=day,
        key=row.key or NO_ANSWER,
        amount=row.contacts,
    )


def _day_before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()
