"""A. Who came, who stayed, who left: A1 + A2 − A4 = A5, or the month is not frozen."""

from collections.abc import Callable

from centre_app.indicators.definition import Indicator, Line, Split, Unit, When
from centre_app.indicators.members import ADULT_AT, MONTHS_A_YEAR, Member, months_placed
from centre_app.language import N_

CHILDREN_ALONG = frozenset({"accompanying_child", "born_in_centre"})
BORN_ALIVE = frozenset({"live_birth", "premature", "twins"})
INFANT_MONTHS = 24  # younger than that, children sleep in cots
_SIX_YEARS, _EIGHTEEN_YEARS = 6 * MONTHS_A_YEAR, ADULT_AT * MONTHS_A_YEAR
PRESENT_FIRST, ADMISSIONS, EXITS, PRESENT_LAST = "A1", "A2", "A4", "A5"
_WITHIN_A_MONTH, _WITHIN_A_QUARTER, _WITHIN_HALF_A_YEAR = 30, 90, 180  # days


def _stayed(at_least: int, at_most: float) -> Callable[[Member], bool]:
    return lambda member: at_least <= member.amount <= at_most


def _is_months(at_least: int, at_most: float) -> Callable[[Member], bool]:
    """Return whether somebody is of an age in months; a child under 18 as soon as this may be, as in the bands of age."""
    return lambda member: at_least <= months_placed(member) <= at_most


def _has_no_age(member: Member) -> bool:
    return member.months is None


def _sleeps_in_a_bed(member: Member) -> bool:
    return member.months is None or months_placed(member) >= INFANT_MONTHS


def _nights(key: str, title: str, meaning: str, keeps: Callable[[Member], bool] | None, *, of: str = "") -> Line:
    """Return a line of nights that were slept here; no data where the house marked none."""
    return Line(
        key=key,
        title=title,
        meaning=meaning,
        fact="nights",
        unit=Unit.FACTS,
        keys=frozenset({"present"}),
        keeps=keeps,
        of=of,
        measure=N_("nights"),
        nothing_is_no_data=True,
    )


INDICATORS = (
    Indicator(
        code=PRESENT_FIRST,
        title=N_("Present on the first day of the month"),
        source="X",
        split=Split.FULL,
        lines=(
            Line(
                key="present",
                title=N_("Residents present"),
                meaning=N_("Stays that had begun before the first day and had not ended before it."),
                fact="stays",
                when=When.ON_FIRST_DAY,
                unit=Unit.FACTS,
            ),
        ),
    ),
    Indicator(
        code=ADMISSIONS,
        title=N_("Admissions"),
        source="E",
        split=Split.FULL,
        lines=(
            Line(
                key="admissions",
                title=N_("Admissions, by who sent them"),
                meaning=N_("Stays that began in the month."),
                fact="stays",
                unit=Unit.FACTS,
                lists=("identification_source",),
            ),
            Line(
                key="by_setting",
                title=N_("Admissions, by where they were found"),
                meaning=N_("The same stays, by the place where they were found."),
                fact="stays_by_setting",
                unit=Unit.FACTS,
                split=Split.NONE,
                lists=("identification_setting",),
            ),
        ),
    ),
    Indicator(
        code="A3",
        title=N_("Readmissions within twelve months"),
        source="X",
        split=Split.SHORT,
        lines=(
            Line(
                key="readmissions",
                title=N_("Admissions of somebody who had left at most 365 days before"),
                meaning=N_(
                    "Stays that began in the month, with an earlier stay of the same person that ended at most 365 days before."
                ),
                fact="readmissions",
                unit=Unit.FACTS,
                of="admissions",
            ),
            Line(
                key="admissions",
                title=N_("Admissions"),
                meaning=N_("Stays that began in the month."),
                fact="stays",
                unit=Unit.FACTS,
                split=Split.NONE,
            ),
        ),
    ),
    Indicator(
        code=EXITS,
        title=N_("Exits"),
        source="C",
        split=Split.FULL,
        lines=(
            Line(
                key="exits",
                title=N_("Exits, by reason"),
                meaning=N_("Exits of residents in the month; their children leave with them and are not counted."),
                fact="exits",
                unit=Unit.FACTS,
                lists=("exit_reason",),
            ),
            Line(
                key="by_quality",
                title=N_("Exits, by how they were prepared"),
                meaning=N_("The same exits, by their quality."),
                fact="exits_by_quality",
                unit=Unit.FACTS,
                split=Split.NONE,
                lists=("exit_quality",),
            ),
        ),
    ),
    Indicator(
        code=PRESENT_LAST,
        title=N_("Present on the last day of the month"),
        source="X",
        split=Split.FULL,
        lines=(
            Line(
                key="present",
                title=N_("Residents present"),
                meaning=N_(
                    "Stays that had begun by the last day and had not ended by its evening. A1 + A2 − A4 must give it."
                ),
                fact="stays",
                when=When.ON_LAST_DAY,
                unit=Unit.FACTS,
            ),
        ),
    ),
    Indicator(
        code="A6",
        title=N_("Children who came along, and children born here"),
        source="X",
        split=Split.SHORT,
        lines=(
            Line(
                key="present",
                title=N_("Children present on the last day"),
                meaning=N_(
                    "Children who came with their mother or were born here, had arrived by the last day and had not left by"
                    " its evening."
                ),
                fact="here",
                when=When.ON_LAST_DAY,
                keys=CHILDREN_ALONG,
                lists=("admission_type",),
            ),
            *(
                Line(
                    key=key,
                    title=title,
                    meaning=N_(
                        "Those of these children who are of that age on the last day; of an age known roughly, its middle."
                    ),
                    fact="here",
                    when=When.ON_LAST_DAY,
                    keys=CHILDREN_ALONG,
                    keeps=_is_months(least, most),
                )
                for key, title, least, most in (
                    ("months_0_5", N_("Children of 0 to 5 months"), 0, 5),
                    ("months_6_23", N_("Children of 6 to 23 months"), 6, INFANT_MONTHS - 1),
                    ("years_2_5", N_("Children of 2 to 5 years"), INFANT_MONTHS, _SIX_YEARS - 1),
                    ("years_6_17", N_("Children of 6 years and more"), _SIX_YEARS, float("inf")),
                )
            ),
            Line(
                key="came",
                title=N_("Children who came along in the month"),
                meaning=N_("Children who came with their mother, whose stay began in the month."),
                fact="here",
                keys=frozenset({"accompanying_child"}),
            ),
            Line(
                key="born",
                title=N_("Children born alive"),
                meaning=N_(
                    "Live births of the month during a stay of the mother, each twin counted; the age is the mother’s. A birth"
                    " known only as an interval falls on its middle."
                ),
                fact="births",
                unit=Unit.FACTS,
                keys=BORN_ALIVE,
            ),
        ),
    ),
    Indicator(
        code="A7",
        title=N_("Nights and occupancy"),
        source="X",
        split=Split.CENTRE,
        note=N_("Where no night was marked in the month there is no data: that is not nought."),
        lines=(
            _nights(
                "nights",
                N_("Nights slept at the centre"),
                N_("Nights of the month marked as slept at the centre."),
                None,
            ),
            _nights(
                "adults",
                N_("Nights of adults"),
                N_("Those of persons of 18 years and more."),
                _is_months(_EIGHTEEN_YEARS, float("inf")),
            ),
            _nights(
                "children",
                N_("Nights of children"),
                N_("Those of girls, boys and children from 2 to 17 years."),
                _is_months(INFANT_MONTHS, _EIGHTEEN_YEARS - 1),
            ),
            _nights(
                "infants",
                N_("Nights of infants"),
                N_("Those of children under 2 years."),
                _is_months(0, INFANT_MONTHS - 1),
            ),
            _nights(
                "unknown",
                N_("Nights of persons of unknown age"),
                N_("Those of persons of whom no age is written."),
                _has_no_age,
            ),
            _nights(
                "occupied",
                N_("Occupancy of the beds"),
                N_("Nights without those of infants, who have cots, as a share of the nights that the beds offered."),
                _sleeps_in_a_bed,
                of="offered",
            ),
            Line(
                key="offered",
                title=N_("Nights that the beds offered"),
                meaning=N_(
                    "Each bed and mat in service counts once for each night of the month; no cots, no beds of the staff, none in a"
                    " closed room. A bed is in service from the day it was written down, unless another day is given."
                ),
                fact="beds",
                when=When.THROUGH,
                unit=Unit.SUM,
                measure=N_("nights"),
            ),
        ),
    ),
    Indicator(
        code="A8",
        title=N_("Length of stay"),
        source="C",
        split=Split.SHORT,
        lines=(
            Line(
                key="median",
                title=N_("Median of the stays that ended"),
                meaning=N_("Days from arrival to exit, of the exits of the month: half stayed longer, half shorter."),
                fact="exits",
                unit=Unit.MEDIAN,
                measure=N_("days"),
            ),
            *(
                Line(
                    key=key,
                    title=title,
                    meaning=N_("Exits of the month after a stay of that length."),
                    fact="exits",
                    unit=Unit.FACTS,
                    keeps=_stayed(least, most),
                )
                for key, title, least, most in (
                    ("month", N_("Up to 30 days"), 0, _WITHIN_A_MONTH),
                    ("quarter", N_("31 to 90 days"), _WITHIN_A_MONTH + 1, _WITHIN_A_QUARTER),
                    ("half_year", N_("91 to 180 days"), _WITHIN_A_QUARTER + 1, _WITHIN_HALF_A_YEAR),
                    ("longer", N_("More than 180 days"), _WITHIN_HALF_A_YEAR + 1, float("inf")),
                )
            ),
        ),
    ),
    Indicator(
        code="A9",
        title=N_("Refused for want of a place"),
        source="X",
        lines=(
            Line(
                key="refused",
                title=N_("Requests refused because no place was free"),
                meaning=N_("Of the requests below: those that were refused because the house was full."),
                fact="place_requests",
                unit=Unit.FACTS,
                of="requests",
                lists=("identification_source",),
                keeps=lambda request: request.amount == 1,
            ),
            Line(
                key="requests",
                title=N_("Requests for a place, by who asked"),
                meaning=N_("Requests for a place received in the month, whatever was answered."),
                fact="place_requests",
                unit=Unit.FACTS,
                lists=("identification_source",),
            ),
        ),
    ),
)
