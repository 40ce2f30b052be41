"""D. Check-ups, care, care after rape, mothers and small children, tests. Children who came along count here too."""

from typing import Any

from centre_app.indicators.definition import Indicator, Line, Split, When, facts, n_s_c, persons, shares
from centre_app.indicators.members import Member
from centre_app.language import N_

_SMALL = "0_5"
_MODERATE, _SEVERE = frozenset({"yellow"}), frozenset({"red"})


def _is_small(member: Member) -> bool:
    return member.band == _SMALL


def _again(key: str, done: str, due: str) -> tuple[Line, ...]:
    """Return the two lines of one of the visits after rape: done, of those that were due."""
    of_key = frozenset({key})
    took_place = N_("Of these, the visits that took place, late ones too.")
    were_due = N_("Visits of that kind whose day fell in the month, counted from the first care.")
    return shares(
        facts(f"done_{key}", "visits_again_done", done, took_place, keys=of_key),
        of=facts(f"due_{key}", "visits_again_due", due, were_due, keys=of_key),
    )


def _small(key: str, fact: str, title: str, meaning: str, **more: Any) -> Line:
    """Return a line of the children of up to five years who are here on the last day."""
    return persons(key, fact, title, meaning, when=When.ON_LAST_DAY, keeps=_is_small, **more)


INDICATORS = (
    Indicator(
        code="D1",
        title=N_("Medical check-up within 48 hours of arrival"),
        source="E",
        split=Split.SHORT,
        lines=(
            *shares(
                facts(
                    "checked",
                    "stays_checked",
                    N_("Admissions with a check-up"),
                    N_(
                        "Stays of residents that began in the month, with the check-up of arrival by the second day after it, or in the week before. Days are written and no hours."
                    ),
                ),
                of=facts(
                    "admissions", "stays", N_("Admissions"), N_("Stays that began in the month."), split=Split.NONE
                ),
            ),
            *shares(
                facts(
                    "children_checked",
                    "children_checked",
                    N_("Children who came along or were born here, with a check-up"),
                    N_("The same, of the children whose stay began in the month."),
                ),
                of=facts(
                    "children",
                    "children_here",
                    N_("Children who came along or were born here"),
                    N_("Stays of children who came with their mother or were born here, begun in the month."),
                    split=Split.NONE,
                ),
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
        lines=shares(
            persons(
                "within_72",
                "seen_within_72_hours",
                N_("Seen within 72 hours"),
                N_("Of these persons, those first seen by health staff within 72 hours of what happened."),
            ),
            persons(
                "within_120",
                "seen_within_120_hours",
                N_("Seen within 120 hours"),
                N_("Of these persons, those first seen by health staff within 120 hours of what happened."),
            ),
            of=persons(
                "told",
                "rapes_timed",
                N_("Survivors of rape who told when it happened"),
                N_(
                    "Persons with care after rape whose hour is known, in the month of the first care; and those of whom rape on a known day was reported in the month and no care is written."
                ),
            ),
        ),
    ),
    Indicator(
        code="D4",
        title=N_("Visits after rape, at 2 weeks, 3 and 6 months"),
        source="C",
        is_restricted=True,
        lines=(
            *shares(
                facts(
                    "done",
                    "visits_again_done",
                    N_("Visits done"),
                    N_("Of these, the visits that took place, late ones too."),
                ),
                of=facts(
                    "due",
                    "visits_again_due",
                    N_("Visits due"),
                    N_("Visits after rape whose day fell in the month: 2 weeks, 3 and 6 months after the first care."),
                ),
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
            persons(
                "pregnant",
                "pregnancies",
                N_("Pregnant women and girls followed"),
                N_("Persons with an open file known to be pregnant on at least one day of the month."),
                when=When.AT_ANY_TIME,
            ),
            persons(
                "antenatal",
                "medical_visits",
                N_("Seen for the pregnancy"),
                N_("Persons with at least one antenatal visit in the month."),
                keys=frozenset({"antenatal"}),
            ),
            persons(
                "mothers",
                "births",
                N_("Women and girls who gave birth"),
                N_("Mothers of the births of the month, each counted once, with twins too."),
            ),
            facts(
                "births",
                "births",
                N_("Births, by outcome"),
                N_(
                    "Births of the month, each child counted, stillborn ones too; the age is the mother’s. A birth known only as an interval falls on its middle."
                ),
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
        lines=shares(
            _small(
                "vaccinated",
                "vaccinated",
                N_("Children with their vaccines up to date"),
                N_("Of these children, those with at least one vaccine written, and no next dose whose day is past."),
                besides="overdue",
            ),
            _small(
                "overdue",
                "dose_overdue",
                N_("Children with a dose overdue"),
                N_(
                    "Of these children, those with a vaccine whose next dose was due before the last day and is not written."
                ),
            ),
            _small(
                "moderate",
                "nutrition",
                N_("Moderate malnutrition (MAM)"),
                N_("Of these children, those whose last measure was yellow."),
                keys=_MODERATE,
            ),
            _small(
                "severe",
                "nutrition",
                N_("Severe malnutrition (SAM)"),
                N_("Of these children, those whose last measure was red."),
                keys=_SEVERE,
            ),
            _small(
                "measured",
                "nutrition",
                N_("Children measured"),
                N_("Of these children, those with a measure that says how well nourished they are."),
            ),
            of=_small(
                "present",
                "here",
                N_("Children of 0 to 5 years present"),
                N_("Children of up to 5 years who had arrived by the last day and had not left by its evening."),
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
            persons(
                "hiv_offered",
                "hiv_test_offered",
                N_("HIV test offered"),
                N_(
                    "Persons to whom an HIV test was offered in the month: at a medical visit, at counselling, or by asking for the consent to it. No result is counted."
                ),
            ),
            persons(
                "hiv_accepted",
                "hiv_test_accepted",
                N_("HIV test accepted"),
                N_("Of these persons, those who accepted it, as the visit or the consent says."),
                of="hiv_offered",
            ),
            persons(
                "sti_offered",
                "sti_test_offered",
                N_("Test for infections (STI) offered"),
                N_("Persons to whom a test for sexually transmitted infections was offered at a visit of the month."),
            ),
            persons(
                "sti_accepted",
                "sti_test_accepted",
                N_("Test for infections (STI) accepted"),
                N_("Of these persons, those who accepted it."),
                of="sti_offered",
            ),
        ),
    ),
)
