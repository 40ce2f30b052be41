"""Rules about what is reported: abuse by staff is not written where it could be read by whom it names."""

from collections.abc import Iterator

from centre_app.language import N_
from centre_app.questions import Record
from centre_app.records import Incident, ReportOfAbuse
from centre_app.rules.around import Around, say
from centre_app.rules.findings import BLOCKS, INFORMS, Finding

ABUSE_BY_STAFF = "psea"
RAPE = "rape"


def abuse_by_staff_is_reported_to_headquarters_alone(record: Record, around: Around) -> Iterator[Finding]:
    """records.md §3.5, row PSEA: the director reads incidents, and may be the one named."""
    if isinstance(record, Incident) and record.incident_type == ABUSE_BY_STAFF:
        yield say(
            record,
            "",
            BLOCKS,
            "incident_type",
            N_("Do not write abuse by staff here: the director would read it. Choose “Report abuse by staff”."),
        )


def what_is_reported_says_something(record: Record, around: Around) -> Iterator[Finding]:
    """Nobody can add to it afterwards who may not read it back."""
    match record:
        case Incident(incident_type=None, description=None) | Incident(incident_type=None, description=""):
            yield say(record, "", BLOCKS, "description", N_("Say in a few words what happened."))
        case ReportOfAbuse(what_happened=None) | ReportOfAbuse(what_happened=""):
            yield say(record, "", BLOCKS, "what_happened", N_("Say in a few words what happened."))


def v16_after_rape_the_hours_count(record: Record, around: Around) -> Iterator[Finding]:
    """It never hides what comes later: care is due whatever the hour (WHO, "Clinical management of rape", 2020)."""
    if isinstance(record, Incident) and (record.incident_type == RAPE or record.needs_care_after_rape):
        message = N_("To hospital at once: within 72 hours HIV can be prevented, within 120 a pregnancy. Later, too.")
        yield say(record, "V16", INFORMS, "needs_care_after_rape", message)


RULES = (
    abuse_by_staff_is_reported_to_headquarters_alone,
    what_is_reported_says_something,
    v16_after_rape_the_hours_count,
)
