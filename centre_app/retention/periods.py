"""For which files how many years, counted from when: the longest of the rules that fit a file decides.

Our own proposal: the house's notes name the laws (2013-015 on personal data, 2012-023 on trafficking) and no number of
years. To be checked with counsel and with the authority for personal data. The director may lengthen each, never shorten.
"""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from centre_app.dates import ADULT_FROM, Birth, birthday, is_child
from centre_app.reader import Reader
from centre_app.records import RetentionPeriod

NOT_ADMITTED, ADULT, CHILD, HEALTH, JUSTICE = "not_admitted", "adult", "child", "health", "justice"
SINCE_CLOSING, SINCE_MAJORITY, SINCE_LAST_ACT = "closing", "majority", "last_act"
LONGEST = 99


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """One rule: so many years since a day. `since` is the closing, her majority, or the last act of its kind."""

    rule: str
    since: str
    years: int
    proposed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Lived:
    """What of somebody's files decides how long they are kept."""

    closed_on: date
    birth: Birth | None
    was_here: bool
    last_care: date | None
    last_legal: date | None
    is_about_a_crime: bool


_PROPOSED = (
    (NOT_ADMITTED, SINCE_CLOSING, 2),
    (ADULT, SINCE_CLOSING, 5),
    (CHILD, SINCE_MAJORITY, 5),
    (HEALTH, SINCE_LAST_ACT, 5),
    (JUSTICE, SINCE_LAST_ACT, 10),
)
PROPOSED: Mapping[str, Period] = {
    rule: Period(rule=rule, since=since, years=years, proposed=years) for rule, since, years in _PROPOSED
}
SHORTEST = min(period.years for period in PROPOSED.values())
SHORTEST_OF_WHO_STAYED = min(PROPOSED[rule].years for rule in (ADULT, CHILD))


def periods(register: Reader) -> dict[str, Period]:
    """Return every rule as it holds in this house: as proposed, or as the director lengthened it last."""
    found = dict(PROPOSED)
    for longer in sorted(register.as_stored.find(RetentionPeriod), key=lambda one: one.id):
        known = found.get(longer.rule or "")
        if known is not None and longer.years is not None:
            found[known.rule] = dataclasses.replace(known, years=max(known.proposed, longer.years))
    return found


def ends_on(lived: Lived, rules: Mapping[str, Period]) -> tuple[date, str]:
    """Return from which day a file need not be kept any more, and the rule that says so: the one that keeps it longest."""
    found = [(_after(_since(lived, rules[rule]), rules[rule].years), rule) for rule in _rules_for(lived)]
    return max(found)


def _rules_for(lived: Lived) -> list[str]:
    whose = NOT_ADMITTED
    if lived.was_here:
        whose = CHILD if is_child(lived.birth, lived.closed_on) else ADULT
    beside = [(HEALTH, lived.last_care is not None), (JUSTICE, lived.is_about_a_crime)]
    return [whose, *(rule for rule, applies in beside if applies)]


def _since(lived: Lived, period: Period) -> date:
    if period.since == SINCE_MAJORITY and lived.birth is not None:
        return max(birthday(lived.birth.last, ADULT_FROM), lived.closed_on)
    if period.since == SINCE_MAJORITY:  # of an unknown age she may have been born on the day the file was closed
        return birthday(lived.closed_on, ADULT_FROM)
    if period.since == SINCE_LAST_ACT:
        last = lived.last_care if period.rule == HEALTH else lived.last_legal
        return max(last or lived.closed_on, lived.closed_on) if period.rule == JUSTICE else (last or lived.closed_on)
    return lived.closed_on


def _after(day: date, years: int) -> date:
    return birthday(day, years)
