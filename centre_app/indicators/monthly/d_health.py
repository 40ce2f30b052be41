"""D. Check-ups, care, care after rape, mothers and small children, tests. Children who came along count here too."""

from centre_app.indicators.definition import Indicator, Line, Split, Unit, When, n_s_c
from centre_app.indicators.members import Member
from centre_app.language import N_

_SMALL = "0_5"
_MODERATE, _SEVERE = frozenset({"yellow"}), frozenset({"red"})


def _is_small(member: Member) -> bool:
    return member.band == _SMALL


def _again(key: str, done: str, due: str) -> tuple[Line, Line]:
    """Return the two lines of one of the visits after rape: done, of those that were due."""
    of_key = frozenset({key})
    return (
        Line(
            key=f"done_{key}",
            title=done,
            meaning=N_("Of these, the visits that took place, late ones too."),
            fact="visits_again_done",
            unit=Unit.FACTS,
            keys=of_key,
            of=f"due_{key}",
        ),
        Line(
            key=f"due_{key}",
            title=due,
            meaning=N_("Visits of that kind whose day fell in the month, counted from the first care."),
            fact="visits_again_due",
            unit=Unit.FACTS,
            keys=of_key,
        ),
    )


def _of_small(
    key: str, title: str, meaning: str, fact: str, *, keys: frozenset[str] = frozenset(), besides: str = ""
) -> Line:
    """Return a line of the children of up to five years who are here on the last day, as a share of all of them."""
    return Line(
        key=key,
        title=title,
        meaning=meaning,
        fact=fact,
        when=When.ON_LAST_DAY,
        keys=keys,
        keeps=_is_small,
        besides=besides,
        of="present",
    )


def _tested(key: str, title: str, meaning: str, fact: str, *, of: str = "") -> Line:
    return Line(key=key, title=title, meaning=meaning, fact=fact, of=of)


INDICATORS = (
    Indicator(
        code="D1",
        title=N_("Medical check-up within 48 hours of arrival"),
        source="E",
        split=Split.SHORT,
        lines=(
            Line(
                key="checked",
                title=N_("Admissions with a check-up"),
                meaning=N_(
                    "Stays of residents that began in the month, with the check-up of arrival by the second day after"
                    " it, or in the week before. Days are written and no hours."
                ),
                fact="stays_checked",
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
            Line(
                key="children_checked",
                title=N_("Children who came along or were born here, with a check-up"),
                meaning=N_("The same, of the children whose stay began in the month."),
                fact="children_checked",
                unit=Unit.FACTS,
                of="children",
            ),
            Line(
                key="children",
                title=N_("Children who came along or were born here"),
                meaning=N_("Stays of children who came with their mother or were born here, begun in the month."),
                fact="children_here",
                unit=Unit.FACTS,
                split=Split.NONE,
            ),
        ),
    ),
    Indicator(
        code="D2",
        title=N_("Persons who received medical care"),
        source="E",
        split=Split.FULL,
        lines=n_s_c(
            "medical_visits",
            title=N_("Persons with a medical visit"),
            meaning=N_("Residents and children with at least one medical visit of any kind, each counted once."),
            lists=("medical_visit_type",),
        ),
    ),
    Indicator(
        code="D3",
        title=N_("Survivors of rape seen within 72 and 120 hours"),
        source="C",
        split=Split.SHORT,
        is_restricted=True,
        lines=(
            Line(
                key="within_72",
                title=N_("Seen within 72 hours"),
                meaning=N_("Of these persons, those first seen by health staff within 72 hours of what happened."),
                fact="seen_within_72_hours",
                of="told",
            ),
            Line(
                key="within_120",
                title=N_("Seen within 120 hours"),
                meaning=N_("Of these persons, those first seen by health staff within 120 hours of what happened."),
                fact="seen_within_120_hours",
                of="told",
            ),
            Line(
                key="told",
                title=N_("Survivors of rape who told when it happened"),
                meaning=N_(
                    "Persons with care after rape whose hour is known, in the month of the first care; and those of whom rape"
                    " on a known day was reported in the month and no care is written."
                ),
                fact="rapes_timed",
            ),
        ),
    ),
    Indicator(
        code="D4",
        title=N_("Visits after rape, at 2 weeks, 3 and 6 months"),
        source="C",
        is_restricted=True,
        lines=(
            Line(
                key="done",
                title=N_("Visits done"),
                meaning=N_("Of these, the visits that took place, late ones too."),
                fact="visits_again_done",
                unit=Unit.FACTS,
                of="due",
            ),
            Line(
                key="due",
                title=N_("Visits due"),
                meaning=N_(
                    "Visits after rape whose day fell in the month: 2 weeks, 3 and 6 months after the first care."
                ),
                fact="visits_again_due",
                unit=Unit.FACTS,
            ),
            *_again("weeks_2", N_("Done at 2 weeks"), N_("Due at 2 weeks")),
            *_again("months_3", N_("Done at 3 months"), N_("Due at 3 months")),
            *_again("months_6", N_("Done at 6 months"), N_("Due at 6 months")),
        ),
    ),
    Indicator(
        code="D5",
        title=N_("Pregnancies and births"),
        source="K",
        split=Split.SHORT,
        lines=(
            Line(
                key="pregnant",
                title=N_("Pregnant women and girls followed"),
                meaning=N_("Persons with an open file known to be pregnant on at least one day of the month."),
                fact="pregnancies",
                when=When.AT_ANY_TIME,
            ),
            Line(
                key="antenatal",
                title=N_("Seen for the pregnancy"),
                meaning=N_("Persons with at least one antenatal visit in the month."),
                fact="medical_visits",
                keys=frozenset({"antenatal"}),
            ),
            Line(
                key="mothers",
                title=N_("Women and girls who gave birth"),
                meaning=N_("Mothers of the births of the month, each counted once, with twins too."),
                fact="births",
            ),
            Line(
                key="births",
                title=N_("Births, by outcome"),
                meaning=N_(
                    "Births of the month, each child counted, stillborn ones too; the age is the mother’s. A birth known only"
                    " as an interval falls on its middle."
                ),
                fact="births",
                unit=Unit.FACTS,
                lists=("birth_outcome",),
            ),
        ),
    ),
    Indicator(
        code="D6",
        title=N_("Small children: vaccines and nutrition"),
        source="X",
        split=Split.SHORT,
        note=N_("Children of 0 to 5 years who are here on the last day, whoever they came with."),
        lines=(
            _of_small(
                "vaccinated",
                N_("Children with their vaccines up to date"),
                N_("Of these children, those with at least one vaccine written, and no next dose whose day is past."),
                "vaccinated",
                besides="overdue",
            ),
            _of_small(
                "overdue",
                N_("Children with a dose overdue"),
                N_(
                    "Of these children, those with a vaccine whose next dose was due before the last day and is not written."
                ),
                "dose_overdue",
            ),
            _of_small(
                "moderate",
                N_("Moderate malnutrition (MAM)"),
                N_("Of these children, those whose last measure was yellow."),
                "nutrition",
                keys=_MODERATE,
            ),
            _of_small(
                "severe",
                N_("Severe malnutrition (SAM)"),
                N_("Of these children, those whose last measure was red."),
                "nutrition",
                keys=_SEVERE,
            ),
            _of_small(
                "measured",
                N_("Children measured"),
                N_("Of these children, those with a measure that says how well nourished they are."),
                "nutrition",
            ),
            Line(
                key="present",
                title=N_("Children of 0 to 5 years present"),
                meaning=N_(
                    "Children of up to 5 years who had arrived by the last day and had not left by its evening."
                ),
                fact="here",
                when=When.ON_LAST_DAY,
                keeps=_is_small,
            ),
        ),
    ),
    Indicator(
        code="D7",
        title=N_("Tests for HIV and other sexually transmitted infections"),
        source="K",
        split=Split.SHORT,
        is_masked=True,
        lines=(
            _tested(
                "hiv_offered",
                N_("HIV test offered"),
                N_(
                    "Persons to whom an HIV test was offered in the month: at a medical visit, at counselling, or by asking for"
                    " the consent to it. No result is counted."
                ),
                "hiv_test_offered",
            ),
            _tested(
                "hiv_accepted",
                N_("HIV test accepted"),
                N_("Of these persons, those who accepted it, as the visit or the consent says."),
                "hiv_test_accepted",
                of="hiv_offered",
            ),
            _tested(
                "sti_offered",
                N_("Test for infections (STI) offered"),
                N_("Persons to whom a test for sexually transmitted infections was offered at a visit of the month."),
                "sti_test_offered",
            ),
            _tested(
                "sti_accepted",
                N_("Test for infections (STI) accepted"),
                N_("Of these persons, those who accepted it."),
                "sti_test_accepted",
                of="sti_offered",
            ),
        ),
    ),
)
