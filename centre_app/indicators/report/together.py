"""Numbers that a donor reads over two indicators: a person in both is one person, so that they cannot be added up."""

from collections.abc import Iterable

from centre_app.indicators.definition import Counted, Indicator, Line, Split, Unit, When
from centre_app.indicators.members import Member
from centre_app.indicators.month import Month, Result
from centre_app.language import N_

_TITLE = N_("Psychotherapeutic and legal care")
_MEANING = N_("Persons in psychotherapy or psychiatry (E4), or with legal support (H1); who had both counts once.")

CARE_AND_LAW = Indicator(
    code="E4+H1",
    title=N_("Psychotherapeutic and legal care, read together"),
    source="E",
    split=Split.SHORT,
    lines=tuple(
        Line(key=when.value, title=_TITLE, meaning=_MEANING, fact="", when=when)
        for when in (When.SERVED, When.NEW, When.SO_FAR)
    ),
)
PARTS = {CARE_AND_LAW.code: ("E4", "H1")}
TOGETHER = (CARE_AND_LAW,)


def read_together(month: Month) -> dict[str, Result]:
    """Return what is read over several indicators of a month, for those that were counted."""
    first = month.period.first.isoformat()
    return {
        indicator.code: _read(indicator, [month.results[code] for code in PARTS[indicator.code]], first)
        for indicator in TOGETHER
        if month.results.keys() >= set(PARTS[indicator.code])
    }


def _read(indicator: Indicator, parts: list[Result], first: str) -> Result:
    served, _, so_far = indicator.lines
    ever = _of_both(so_far, parts)
    new = None if ever is None else tuple(each for each in ever if each.day >= first)
    found = {served.when: _of_both(served, parts), When.NEW: new, so_far.when: ever}
    return Result(indicator=indicator, lines=tuple(_counted(line, found[line.when]) for line in indicator.lines))


def _of_both(line: Line, parts: list[Result]) -> tuple[Member, ...] | None:
    members = [part.line(line.key).members for part in parts]
    if any(each is None for each in members):
        return None
    return tuple(_first_of_each(one for each in members for one in each or ()))


def _first_of_each(members: Iterable[Member]) -> Iterable[Member]:
    first: dict[str, Member] = {}
    for each in sorted(members, key=lambda member: member.day):
        first.setdefault(each.person, each)
    return first.values()


def _counted(line: Line, members: tuple[Member, ...] | None) -> Counted:
    assert line.unit is Unit.PERSONS
    return Counted(line=line, members=members, number=None if members is None else len(members))
