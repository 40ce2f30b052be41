"""C. How the danger is followed, plans, consents, and who looks after whom.

What is owed within a time counts in the month in which that time is over: a file opened on the last day of a month has
its fourteenth day in the next one.
"""

from centre_app.indicators.definition import Indicator, Line, Split, Unit, When
from centre_app.language import N_

_OPEN_MEANING = N_(
    "Residents whose file was open on the last day, housed or not: neither closed nor transferred by its evening."
)
OPEN_FILES = Line(
    key="open",
    title=N_("Open files"),
    meaning=_OPEN_MEANING,
    fact="files",
    when=When.ON_LAST_DAY,
    split=Split.NONE,
)

INDICATORS = (
    Indicator(
        code="C1",
        title=N_("Risk assessed within 24 hours"),
        source="C",
        split=Split.CENTRE,
        lines=(
            Line(
                key="assessed",
                title=N_("Admissions with an assessment by the day after"),
                meaning=N_(
                    "Stays that began in the month, with the level of risk assessed by the day after the arrival, or in the"
                    " week before it. Days are written and no hours."
                ),
                fact="stays_with_risk",
                unit=Unit.FACTS,
                of="admissions",
            ),
            Line(
                key="admissions",
                title=N_("Admissions"),
                meaning=N_("Stays that began in the month."),
                fact="stays",
                unit=Unit.FACTS,
            ),
        ),
    ),
    Indicator(
        code="C2",
        title=N_("Level of risk on the last day"),
        source="C",
        split=Split.SHORT,
        lines=(
            Line(
                key="levels",
                title=N_("Open files, by level of risk"),
                meaning=N_("Residents with an open file, by the level of risk that was assessed last."),
                fact="risk_levels",
                when=When.ON_LAST_DAY,
                of="open",
                lists=("risk_level",),
            ),
            Line(
                key="unknown",
                title=N_("Open files, risk not assessed yet"),
                meaning=N_("Residents with an open file in which no level of risk had been written by the last day."),
                fact="risk_unknown",
                when=When.ON_LAST_DAY,
                of="open",
            ),
            OPEN_FILES,
        ),
    ),
    Indicator(
        code="C3",
        title=N_("Safety plan within 48 hours of danger"),
        source="C",
        split=Split.SHORT,
        lines=(
            Line(
                key="planned",
                title=N_("Persons in danger with a safety plan"),
                meaning=N_("Of these persons, those with a safety plan written by the second day, or before."),
                fact="dangers_with_plan",
                of="in_danger",
                lists=("risk_level",),
            ),
            Line(
                key="in_danger",
                title=N_("Persons in high or immediate danger"),
                meaning=N_(
                    "Residents whose danger became high or immediate; they count in the month of the second day after."
                ),
                fact="dangers",
                lists=("risk_level",),
            ),
        ),
    ),
    Indicator(
        code="C4",
        title=N_("Care plan within 14 days"),
        source="H",
        split=Split.SHORT,
        lines=(
            Line(
                key="agreed",
                title=N_("Files with an agreed plan"),
                meaning=N_("Of these files, those with a plan agreed by the fourteenth day."),
                fact="plans_in_time",
                of="owed",
            ),
            Line(
                key="owed",
                title=N_("Files on their fourteenth day"),
                meaning=N_("Residents whose file reached its fourteenth day in the month and was still open then."),
                fact="plans_owed",
            ),
        ),
    ),
    Indicator(
        code="C5",
        title=N_("Signed plans"),
        source="X",
        split=Split.CENTRE,
        lines=(
            Line(
                key="signed",
                title=N_("Agreed plans with the signed paper"),
                meaning=N_("Of the plans agreed in the month, those whose signed paper was photographed or scanned."),
                fact="plans_signed",
                unit=Unit.FACTS,
                of="agreed",
            ),
            Line(
                key="agreed",
                title=N_("Agreed plans"),
                meaning=N_("Versions of a plan that were agreed in the month."),
                fact="plans_agreed",
                unit=Unit.FACTS,
            ),
        ),
    ),
    Indicator(
        code="C6",
        title=N_("Reviews of the plan on time"),
        source="C",
        split=Split.CENTRE,
        lines=(
            Line(
                key="on_time",
                title=N_("Reviews done on time"),
                meaning=N_(
                    "Of these reviews, those done by the seventh day after the day planned; a new version agreed by then"
                    " does as well."
                ),
                fact="reviews_in_time",
                unit=Unit.FACTS,
                of="due",
            ),
            Line(
                key="due",
                title=N_("Reviews due"),
                meaning=N_(
                    "Reviews of agreed plans of open files; each counts in the month of the seventh day after the day planned."
                ),
                fact="reviews_due",
                unit=Unit.FACTS,
            ),
        ),
    ),
    Indicator(
        code="C7",
        title=N_("Goals reached"),
        source="C",
        split=Split.CENTRE,
        lines=(
            Line(
                key="reached",
                title=N_("Goals reached, by domain"),
                meaning=N_("Of the goals closed in the month, those that were achieved or partly achieved."),
                fact="goals_reached",
                unit=Unit.FACTS,
                of="closed",
                lists=("care_domain",),
            ),
            Line(
                key="closed",
                title=N_("Goals closed, by domain"),
                meaning=N_(
                    "Goals of care plans closed in the month: achieved, partly achieved, not achieved or dropped."
                ),
                fact="goals_closed",
                unit=Unit.FACTS,
                lists=("care_domain",),
            ),
        ),
    ),
    Indicator(
        code="C8",
        title=N_("Valid consents"),
        source="C",
        split=Split.SHORT,
        lines=(
            Line(
                key="valid",
                title=N_("Open files with both consents"),
                meaning=N_(
                    "Of the open files, those where on the last day both hold: the consent to be followed by the centre and"
                    " the consent to write and keep information, given and not withdrawn or run out, or a legal basis with"
                    " its reason."
                ),
                fact="consents_valid",
                when=When.ON_LAST_DAY,
                of="open",
            ),
            OPEN_FILES,
        ),
    ),
    Indicator(
        code="C9",
        title=N_("Files per case manager"),
        source="C",
        split=Split.CENTRE,
        lines=(
            Line(
                key="load",
                title=N_("Open files per case manager, on average"),
                meaning=N_(
                    "Files open on the last day that have a case manager, divided by the case managers who have at least one."
                ),
                fact="files_of_referents",
                when=When.ON_LAST_DAY,
                unit=Unit.PER_KEY,
                measure=N_("files each"),
            ),
            Line(
                key="referents",
                title=N_("Case managers with an open file"),
                meaning=N_("Members of the staff who look after at least one file open on the last day."),
                fact="files_of_referents",
                when=When.ON_LAST_DAY,
                unit=Unit.KEYS,
            ),
            Line(
                key="files",
                title=N_("Open files, by case manager"),
                meaning=N_(
                    "Files open on the last day, by the staff code of whoever looks after them; without one, nobody does."
                ),
                fact="files_of_referents",
                when=When.ON_LAST_DAY,
                unit=Unit.FACTS,
                lists=("staff_code",),
            ),
        ),
    ),
)
