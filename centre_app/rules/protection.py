"""Rules about incidents: abuse by staff is not written where the staff's superiors read it."""

from collections.abc import Iterator

from centre_app.language import N_
from centre_app.questions import Record
from centre_app.records import Incident
from centre_app.rules.around import Around, say
from centre_app.rules.findings import BLOCKS, Finding

ABUSE_BY_STAFF = "psea"


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


RULES = (abuse_by_staff_is_reported_to_headquarters_alone,)
