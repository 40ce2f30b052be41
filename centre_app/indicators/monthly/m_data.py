"""M. The data themselves: how complete, how fresh, whether they left and arrived, what waits for a decision, ages guessed."""

from centre_app.indicators.definition import Indicator, Line, Unit, When
from centre_app.language import N_

GUESSED = frozenset({"staff_estimate", "event_calendar", "medical_estimate"})

INDICATORS = (
    Indicator(
        code="M1",
        title=N_("Completeness"),
        source="X",
        lines=(
            Line(
                key="given",
                title=N_("Answers given or explained"),
                meaning=N_("Of the answers below: those that are given, or for whose absence a reason is written."),
                fact="answers_given",
                when=When.ON_LAST_DAY,
                unit=Unit.SUM,
                of="required",
                measure=N_("answers"),
            ),
            Line(
                key="required",
                title=N_("Answers that a file needs"),
                meaning=N_(
                    "The required questions of everything in the files that were open on the last day. Names and free text are not counted, so that the score is the same at headquarters."
                ),
                fact="answers_required",
                when=When.ON_LAST_DAY,
                unit=Unit.SUM,
                measure=N_("answers"),
            ),
        ),
    ),
    Indicator(
        code="M2",
        title=N_("Time until it is written down"),
        source="X",
        lines=(
            Line(
                key="median",
                title=N_("Median time until it is written down"),
                meaning=N_(
                    "Days from the day of the fact to the day of typing, of the first contacts, arrivals, exits, consents, assessments, visits, sessions, incidents and kits of the month."
                ),
                fact="written_late",
                unit=Unit.MEDIAN,
                measure=N_("days"),
            ),
        ),
    ),
    Indicator(
        code="M3",
        title=N_("Backup tested, bundle sent, receipt"),
        source="X",
        lines=(
            Line(
                key="backup",
                title=N_("Backup tested"),
                meaning=N_(
                    "Whether a backup was restored beside the register in the month and compared with it, and when last."
                ),
                fact="backups_tested",
                unit=Unit.YES_NO,
            ),
            Line(
                key="issued",
                title=N_("Bundle of the month issued"),
                meaning=N_("Whether a bundle for headquarters was written for the month, and when last."),
                fact="bundles_issued",
                unit=Unit.YES_NO,
            ),
            Line(
                key="acknowledged",
                title=N_("Bundle of the month acknowledged"),
                meaning=N_("Whether headquarters acknowledged a bundle of the month, and when last."),
                fact="bundles_acknowledged",
                unit=Unit.YES_NO,
            ),
        ),
    ),
    Indicator(
        code="M4",
        title=N_("Twins and conflicts to decide"),
        source="X",
        lines=(
            Line(
                key="twins",
                title=N_("Pairs of files to compare"),
                meaning=N_("Files that may be of one person and that nobody has compared, on the day of counting."),
                fact="pairs_to_compare",
                when=When.ON_LAST_DAY,
                unit=Unit.FACTS,
            ),
            Line(
                key="conflicts",
                title=N_("Open conflicts"),
                meaning=N_(
                    "Questions that the centre and headquarters answered differently, and that nobody had decided by the evening of the last day."
                ),
                fact="conflicts",
                when=When.ON_LAST_DAY,
                unit=Unit.FACTS,
            ),
        ),
    ),
    Indicator(
        code="M5",
        title=N_("Ages that are estimates"),
        source="X",
        lines=(
            Line(
                key="estimated",
                title=N_("Persons whose age was estimated"),
                meaning=N_(
                    "Persons whose age is an estimate: by the staff, by a doctor, or by events that were remembered."
                ),
                fact="open_files",
                when=When.ON_LAST_DAY,
                keys=GUESSED,
                of="open",
            ),
            Line(
                key="open",
                title=N_("Persons with an open file, by how the age is known"),
                meaning=N_("Persons, children included, whose file was open in the evening of the last day."),
                fact="open_files",
                when=When.ON_LAST_DAY,
                lists=("age_basis",),
            ),
        ),
    ),
)
