"""F. School and literacy: who learns, how regularly, and what became of the school year."""

from centre_app.indicators.definition import Indicator, Line, Split, Unit, When, n_s_c
from centre_app.indicators.members import Member
from centre_app.language import N_

_NEVER_AT_SCHOOL = frozenset({"none"})


def _came_on_80_of_100_days(member: Member) -> bool:
    return member.amount >= 0


INDICATORS = (
    Indicator(
        code="F1",
        title=N_("At school or learning to read"),
        source="E",
        split=Split.FULL,
        lines=(
            *n_s_c(
                "schooling",
                title=N_("Residents at school or learning to read"),
                meaning=N_(
                    "Persons with a schooling, a class or a course of reading that lasted for a day of the period at least. Who waits for a place is not counted."
                ),
                lists=("education_provision",),
            ),
            Line(
                key="by_level",
                title=N_("Residents at school, by class"),
                meaning=N_("The persons of the period, by the class or course attended."),
                fact="schooling_by_level",
                when=When.SERVED,
                lists=("school_level",),
                split=Split.NONE,
            ),
        ),
    ),
    Indicator(
        code="F2",
        title=N_("Never at school before the admission"),
        source="X",
        split=Split.SHORT,
        lines=(
            Line(
                key="never",
                title=N_("Admitted who had never been at school"),
                meaning=N_("Admissions of the month with “never at school” as the level on arrival."),
                fact="stays_by_school_level",
                unit=Unit.FACTS,
                keys=_NEVER_AT_SCHOOL,
                of="admissions",
            ),
            Line(
                key="admissions",
                title=N_("Admissions, by level on arrival"),
                meaning=N_("Stays that began in the month."),
                fact="stays_by_school_level",
                unit=Unit.FACTS,
                lists=("school_level",),
                split=Split.NONE,
            ),
        ),
    ),
    Indicator(
        code="F3",
        title=N_("At school on 80 of 100 days or more"),
        source="X",
        lines=(
            Line(
                key="regular",
                title=N_("Came on 80 of 100 days or more"),
                meaning=N_(
                    "Persons who were there on at least 80 of 100 days of school, as written down month by month."
                ),
                fact="school_attendance",
                when=When.SERVED,
                of="enrolled",
                lists=("education_provision",),
                keeps=_came_on_80_of_100_days,
            ),
            Line(
                key="enrolled",
                title=N_("At school or learning to read"),
                meaning=N_(
                    "The persons of F1: with a schooling in the period, whether their days were counted or not."
                ),
                fact="schooling",
                when=When.SERVED,
                lists=("education_provision",),
            ),
            Line(
                key="days_counted",
                title=N_("Of whom the days were counted"),
                meaning=N_("Persons for whom days of school were written down for a month of the period at least."),
                fact="school_attendance",
                when=When.SERVED,
                of="enrolled",
            ),
        ),
    ),
    Indicator(
        code="F4",
        title=N_("How the school year ended"),
        source="X",
        note=N_("Read it over a school year: in most months no year ends."),
        lines=(
            *(
                Line(
                    key=key,
                    title=title,
                    meaning=meaning,
                    fact=f"school_years_{key}",
                    of="enrolled",
                    lists=("school_level",),
                )
                for key, title, meaning in (
                    (
                        "passed",
                        N_("Moved up or finished"),
                        N_(
                            "Persons whose schooling ended in the period as passed or completed. The day is that of its end, or of the report of the whole year."
                        ),
                    ),
                    (
                        "repeated",
                        N_("Repeat the class"),
                        N_("Persons whose school year ended in the period and who repeat the class."),
                    ),
                    (
                        "dropped",
                        N_("Dropped out"),
                        N_("Persons whose schooling ended in the period because they dropped out."),
                    ),
                )
            ),
            Line(
                key="enrolled",
                title=N_("At school or learning to read"),
                meaning=N_("The persons of F1 in the period."),
                fact="schooling",
                when=When.SERVED,
            ),
        ),
    ),
)
