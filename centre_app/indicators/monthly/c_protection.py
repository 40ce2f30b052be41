"""C. How the danger is followed, plans, consents, and who looks after whom.

What is owed within a time counts in the month in which that time is over: a file opened on the last day of a month has
its fourteenth day in the next one.
"""

from centre_app.indicators.definition import Indicator, Line, Split, Unit, When, facts, persons, shares
from centre_app.language import N_

_OPEN_MEANING = N_(
    "Residents whose file was open on the last day, housed or not: neither closed nor transferred by its evening."
)
OPEN_FILES = persons("open", "files", N_("Open files"), _OPEN_MEANING, when=When.ON_LAST_DAY, split=Split.NONE)

INDICATORS = (
    Indicator(
        code="C1",
        title=N_("Risk assessed within 24 hours"),
        source="C",
        split=Split.CENTRE,
        lines=shares(
            facts(
                "assessed",
                "stays_with_risk",
                N_("Admissions with an assessment by the day after"),
                N_(
                    "Stays that began in the month, with the level of risk assessed by the day after the arrival, or in the week before it. Days are written and no hours."
                ),
            ),
            of=facts("admissions", "stays", N_("Admissions"), N_("Stays that began in the month.")),
        ),
    ),
    Indicator(
        code="C2",
        title=N_("Level of risk on the last day"),
        source="C",
        split=Split.SHORT,
        lines=shares(
            persons(
                "levels",
                "risk_levels",
                N_("Open files, by level of risk"),
                N_("Residents with an open file, by the level of risk that was assessed last."),
                when=When.ON_LAST_DAY,
                lists=("risk_level",),
            ),
            persons(
                "unknown",
                "risk_unknown",
                N_("Open files, risk not assessed yet"),
                N_("Residents with an open file in which no level of risk had been written by the last day."),
                when=When.ON_LAST_DAY,
            ),
            of=OPEN_FILES,
        ),
    ),
    Indicator(
        code="C3",
        title=N_("Safety plan within 48 hours of danger"),
        source="C",
        split=Split.SHORT,
        lines=shares(
            persons(
                "planned",
                "dangers_with_plan",
                N_("Persons in danger with a safety plan"),
                N_("Of these persons, those with a safety plan written by the second day, or before."),
                lists=("risk_level",),
            ),
            of=persons(
                "in_danger",
                "dangers",
                N_("Persons in high or immediate danger"),
                N_("Residents whose danger became high or immediate; they count in the month of the second day after."),
                lists=("risk_level",),
            ),
        ),
    ),
    Indicator(
        code="C4",
        title=N_("Care plan within 14 days"),
        source="H",
        split=Split.SHORT,
        lines=shares(
            persons(
                "agreed",
                "plans_in_time",
                N_("Files with an agreed plan"),
                N_("Of these files, those with a plan agreed by the fourteenth day."),
            ),
            of=persons(
                "owed",
                "plans_owed",
                N_("Files on their fourteenth day"),
                N_("Residents whose file reached its fourteenth day in the month and was still open then."),
            ),
        ),
    ),
    Indicator(
        code="C5",
        title=N_("Signed plans"),
        source="X",
        split=Split.CENTRE,
        lines=shares(
            facts(
                "signed",
                "plans_signed",
                N_("Agreed plans with the signed paper"),
                N_("Of the plans agreed in the month, those whose signed paper was photographed or scanned."),
            ),
            of=facts(
                "agreed", "plans_agreed", N_("Agreed plans"), N_("Versions of a plan that were agreed in the month.")
            ),
        ),
    ),
    Indicator(
        code="C6",
        title=N_("Reviews of the plan on time"),
        source="C",
        split=Split.CENTRE,
        lines=shares(
            facts(
                "on_time",
                "reviews_in_time",
                N_("Reviews done on time"),
                N_(
                    "Of these reviews, those done by the seventh day after the day planned; a new version agreed by then does as well."
                ),
            ),
            of=facts(
                "due",
                "reviews_due",
                N_("Reviews due"),
                N_(
                    "Reviews of agreed plans of open files; each counts in the month of the seventh day after the day planned."
                ),
            ),
        ),
    ),
    Indicator(
        code="C7",
        title=N_("Goals reached"),
        source="C",
        split=Split.CENTRE,
        lines=shares(
            facts(
                "reached",
                "goals_reached",
                N_("Goals reached, by domain"),
                N_("Of the goals closed in the month, those that were achieved or partly achieved."),
                lists=("care_domain",),
            ),
            of=facts(
                "closed",
                "goals_closed",
                N_("Goals closed, by domain"),
                N_("Goals of care plans closed in the month: achieved, partly achieved, not achieved or dropped."),
                lists=("care_domain",),
            ),
        ),
    ),
    Indicator(
        code="C8",
        title=N_("Valid consents"),
        source="C",
        split=Split.SHORT,
        lines=shares(
            persons(
                "valid",
                "consents_valid",
                N_("Open files with both consents"),
                N_(
                    "Of the open files, those where on the last day both hold: the consent to be followed by the centre and the consent to write and keep information, given and not withdrawn or run out, or a legal basis with its reason."
                ),
                when=When.ON_LAST_DAY,
            ),
            of=OPEN_FILES,
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
            facts(
                "files",
                "files_of_referents",
                N_("Open files, by case manager"),
                N_(
                    "Files open on the last day, by the staff code of whoever looks after them; without one, nobody does."
                ),
                when=When.ON_LAST_DAY,
                lists=("staff_code",),
            ),
        ),
    ),
)
