"""Slow scripts: people and nights, added up from every row with loops, and held against the notebook and the program.

Each gives the sentences of what does not agree; an empty list is what one wants.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from centre_app.casework import meals, nights, occupancy
from centre_app.casework.bed_nights import bed_nights as as_the_program_counts
from centre_app.records import BedAssignment, PresenceNight, Stay
from tests.house.living import Lived

Differences = list[str]


def people(lived: Lived) -> Differences:
    """Present the evening before + who came − who went = present, every day, whoever is asked."""
    return [said for day in lived.notebook for said in _people_on(lived, day)]


def _people_on(lived: Lived, day: date) -> Iterator[str]:
    stays = lived.register.find(Stay)
    page = lived.notebook[day]
    came = {stay.case_id for stay in stays if stay.admitted_on == day}
    went = {stay.case_id for stay in stays if stay.ended_on == day}
    before, after = _covering(stays, day - timedelta(days=1)), _covering(stays, day)
    if came != page.came or went != page.went:
        yield f"{day}: the rows say {len(came)} came and {len(went)} went, the notebook {len(page.came)}, {len(page.went)}"
    if len(before) + len(came) - len(went) != len(after) or len(after) != len(page.there) + len(page.away):
        yield f"{day}: {len(before)} + {len(came)} − {len(went)} are not {len(after)}"
    if after != page.there | set(page.away):
        yield f"{day}: the rows and the notebook have others in the house"
    if sorted(stay.case_id for stay in nights.here_on(lived.register, day)) != sorted(after):
        yield f"{day}: the program has others in the house than its rows"


def _covering(stays: list[Stay], night: date) -> set[str]:
    here = set()
    for stay in stays:
        if stay.admitted_on is not None and stay.admitted_on <= night and (stay.ended_on or date.max) > night:
            here.add(stay.case_id)
    return here


def bed_nights(lived: Lived) -> Differences:
    """Whoever was there at night lay in one bed, and in each bed lay one; whoever was away is told apart, and no more."""
    given = lived.register.find(BedAssignment)
    marked = lived.register.find(PresenceNight)
    by_rows = [said for night in lived.notebook for said in _nights_on(lived, night, given, marked)]
    return [*by_rows, *_as_the_program_says(lived)]


def _as_the_program_says(lived: Lived) -> Iterator[str]:
    """The page of the nights and the chart of how full the house is have the same numbers, and every night ties."""
    first, last = min(lived.notebook), max(lived.notebook)
    full = {one.night: one for one in occupancy.nights(lived.register, first, last)}
    for night in as_the_program_counts(lived.register, first, last):
        page = lived.notebook[night.night]
        said = (night.stays, night.present, night.away, night.in_bed, full[night.night].present)
        there, away = len(page.there), len(page.away)
        if said != (there + away, there, away, there, there) or not night.ties:
            yield f"{night.night}: the program says {said}, the notebook {there} there and {away} away"


def _nights_on(lived: Lived, night: date, given: list[BedAssignment], marked: list[PresenceNight]) -> Iterator[str]:
    page = lived.notebook[night]
    there = {one.case_id for one in marked if one.night == night and one.present}
    away = {one.case_id: one.absence_type for one in marked if one.night == night and one.present is False}
    if there != page.there or away != page.away:
        yield f"{night}: the roll call has {len(there)} there and {len(away)} away, the notebook otherwise"
    lies_in: dict[str, list[str]] = {}
    taken: Counter[str] = Counter()
    for one in given:
        if one.from_on is not None and one.from_on <= night and (one.to_on or date.max) > night:
            lies_in.setdefault(one.case_id, []).append(one.bed_id)
            taken[one.bed_id] += 1
    crowded = [bed for bed, count in taken.items() if count > 1]
    without = [case_id for case_id in there if len(lies_in.get(case_id, [])) != 1]
    if crowded or without:
        yield f"{night}: {len(crowded)} beds with two in them, {len(without)} there and not in one bed"
    nobodys = set(lies_in) - there - set(away)
    if nobodys:
        yield f"{night}: {len(nobodys)} beds are given to people who are not in the house"


def eaters(lived: Lived) -> Differences:
    """At dinner everybody who is there has a meal, is an infant or is breast-fed; at breakfast, who slept here."""
    first, last = min(lived.notebook), max(lived.notebook)
    found = []
    for day in meals.expected_over(lived.register, first, last):
        slept = lived.notebook[day.held_on - timedelta(days=1)].there if day.held_on > first else set()
        there = lived.notebook[day.held_on].there
        if (day.breakfast.all, day.dinner.all, day.away) != (
            len(slept),
            len(there),
            len(lived.notebook[day.held_on].away),
        ):
            found.append(f"{day.held_on}: {day.breakfast.all} breakfasts and {day.dinner.all} dinners are cooked")
    return found
