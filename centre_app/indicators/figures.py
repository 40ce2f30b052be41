"""The figures of a period, one readable definition each: what is counted, how it is split, what it is called.

The unit is the person or the fact itself, and the day of the fact decides the period, not the day it was typed. The
rows of women and girls count them alone; children who came along or were born here stand in rows of their own
(counting rule 8 of the monthly report). Nought, no data and "does not apply" are three different answers.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from centre_app import places
from centre_app.choices import choices
from centre_app.language import N_, Language
from centre_app.records import Centre
from centre_app.register import Register, as_problems
from db import counting
from db.vault import Vault

NO_ANSWER = "no_answer"  # the key of those of whom it is not written
MALI = "ML"
BOYS_ONLY = "boys"

PERSONS, FRANCS = "persons", "francs"

_NAMES = {
    NO_ANSWER: N_("Not written"),
    "herself": N_("Women and girls"),
    "with_kit": N_("With a kit"),
    "without_kit": N_("Without a kit"),
}

Counts = Mapping[str, int]
_Split = list[tuple[str | None, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """One figure. `lists` are where its keys have their names; `nothing_means_no_data` where 0 rows is no nought."""

    key: str
    title: str
    meaning: str
    count: Callable[[Vault, counting.Period], _Split]
    lists: tuple[str, ...] = ()
    unit: str = PERSONS
    nothing_means_no_data: bool = False
    not_for_boys: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure as counted: numbers by key, the most frequent first. `counts` is None where there is no data."""

    definition: Definition
    counts: Counts | None
    applies: bool = True

    @property
    def total(self) -> int | None:
        return None if self.counts is None else sum(self.counts.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """All figures of a period; both days are in it."""

    from_: date
    to: date
    figures: tuple[Figure, ...]

    def of(self, key: str) -> Figure:
        """Return one figure by its key. Raises KeyError."""
        return {figure.definition.key: figure for figure in self.figures}[key]


def count(register: Register, from_: date, to: date, *, centre_ids: Sequence[str] = ()) -> Figures:
    """Return the figures of a period: of this centre; at headquarters of the centres named, or of all."""
    houses = _houses(register, centre_ids)
    ids = [house.id for house in houses]
    with as_problems():
        twice = counting.written_twice(register.vault, ids)
    period = counting.Period(ids, from_.isoformat(), to.isoformat(), twice=twice)
    boys_only = bool(houses) and all(house.sex_rule == BOYS_ONLY for house in houses)
    return Figures(
        from_=from_,
        to=to,
        figures=tuple(_figure(register.vault, one, period, boys_only=boys_only) for one in DEFINITIONS),
    )


def name_of(key: str, definition: Definition, language: Language) -> str:
    """Return how a key of a figure is called: a choice, a place, a country, or a word of our own."""
    if key in _NAMES:
        return language.say(_NAMES[key])
    for name in definition.lists:
        if name == places.REGION:
            if places.place(key):
                return places.place_name(key)
        elif key in choices(name):
            return choices(name).label(key, language)
    return key


def _houses(register: Register, centre_ids: Sequence[str]) -> list[Centre]:
    houses = register.find(Centre)
    if not register.is_headquarters:
        return [house for house in houses if house.id == register.centre_id]
    return [house for house in houses if not centre_ids or house.id in centre_ids]


def _figure(vault: Vault, definition: Definition, period: counting.Period, *, boys_only: bool) -> Figure:
    if boys_only and definition.not_for_boys:
        return Figure(definition=definition, counts=None, applies=False)
    with as_problems():
        counted = definition.count(vault, period)
    if not counted and definition.nothing_means_no_data:
        return Figure(definition=definition, counts=None)
    return Figure(definition=definition, counts=_ranked(counted))


def _ranked(counted: Iterable[tuple[str | None, int]]) -> Counts:
    """Return numbers by key, the highest first, equal ones by key, those without an answer last."""
    sums: dict[str, int] = {}
    for key, number in counted:
        sums[key or NO_ANSWER] = sums.get(key or NO_ANSWER, 0) + number
    order = sorted(sums, key=lambda key: (key == NO_ANSWER, -sums[key], key))
    return {key: sums[key] for key in order}


# --- by region -------------------------------------------------------------------------------------------------


def _by_region_as_said(vault: Vault, period: counting.Period) -> _Split:
    """The region as she said it; for those from another country, the country."""
    origins = counting.admissions_by_origin(vault, period)
    return [(region or _abroad(country), number) for region, _, country, number in origins]


def _by_region_now(vault: Vault, period: counting.Period) -> _Split:
    """Today's region: that of her cercle where it is known, else that of the region she said."""
    origins = counting.admissions_by_origin(vault, period)
    return [
        (places.region_now(cercle) or places.region_now(region) or region or _abroad(country), number)
        for region, cercle, country, number in origins
    ]


def _abroad(country: str | None) -> str | None:
    return None if country == MALI else country


# --- the definitions, in the order in which they are printed ------------------------------------------------------


DEFINITIONS = (
    Definition(
        key="admissions_by_source",
        title=N_("Admissions, by who sent them"),
        meaning=N_("Stays of women and girls that began in the period, by the service or person who sent them."),
        count=counting.admissions_by_source,
        lists=("identification_source",),
    ),
    Definition(
        key="admissions_by_reason",
        title=N_("Admissions, by reason"),
        meaning=N_("Stays of women and girls that began in the period, by the reason for admission."),
        count=counting.admissions_by_reason,
        lists=("admission_reason",),
    ),
    Definition(
        key="admissions_by_region",
        title=N_("Admissions, by region of origin"),
        meaning=N_(
            "Stays of women and girls that began in the period, by the region they said, before 2023 or since; for those from another country, by country."
        ),
        count=_by_region_as_said,
        lists=(places.REGION, "country"),
    ),
    Definition(
        key="admissions_by_region_now",
        title=N_("Admissions, by today’s region of origin"),
        meaning=N_(
            "The same stays by the region of today, as the cercle tells it; where no cercle is written, by the region they said."
        ),
        count=_by_region_now,
        lists=(places.REGION, "country"),
    ),
    Definition(
        key="admissions_by_school_level",
        title=N_("Admissions, by level at school"),
        meaning=N_("Stays of women and girls that began in the period, by the level at school on arrival."),
        count=counting.admissions_by_school_level,
        lists=("school_level",),
    ),
    Definition(
        key="children_accompanying",
        title=N_("Children who came along"),
        meaning=N_("Stays of children who came with their mother, begun in the period."),
        count=counting.children_accompanying,
        lists=("admission_type",),
        not_for_boys=True,
    ),
    Definition(
        key="births_at_centre",
        title=N_("Births at the centre"),
        meaning=N_(
            "Births during the mother’s stay, by outcome. A birth known only as an interval falls on its middle."
        ),
        count=counting.births_by_outcome,
        lists=("birth_outcome",),
        not_for_boys=True,
    ),
    Definition(
        key="exits_by_reason",
        title=N_("Exits, by reason"),
        meaning=N_("Exits of women and girls in the period; the children who leave with them are not counted."),
        count=counting.exits_by_reason,
        lists=("exit_reason",),
    ),
    Definition(
        key="returned_with_kit",
        title=N_("Returns to the family, with or without a kit"),
        meaning=N_("Exits by return to the family in the period, by whether a kit was given since the stay began."),
        count=counting.returns_with_kit,
    ),
    Definition(
        key="kits_given",
        title=N_("Kits given"),
        meaning=N_("Kits and funds given in the period, by kit."),
        count=counting.kits_given,
        lists=("kit_type",),
    ),
    Definition(
        key="value_of_kits",
        title=N_("Value of the kits given"),
        meaning=N_("Their value in F CFA, by kit."),
        count=counting.value_of_kits,
        lists=("kit_type",),
        unit=FRANCS,
    ),
    Definition(
        key="present_on_last_day",
        title=N_("Present on the last day"),
        meaning=N_("Persons who had arrived by the last day and had not left by its evening."),
        count=counting.present_on_last_day,
        lists=("admission_type",),
    ),
    Definition(
        key="nights",
        title=N_("Nights"),
        meaning=N_("Nights marked as slept at the centre. No data: no night was marked in the period."),
        count=counting.nights,
        lists=("admission_type",),
        nothing_means_no_data=True,
    ),
)
