"""Rules about what is reported: abuse by staff is not written where it could be read by whom it names."""

from collections.abc import Iterator

from centre_app import incident_hours
from centre_app.choices.keys import Sex
from centre_app.language import N_
from centre_app.questions import Record
from centre_app.records import Incident, ReportOfAbuse
from centre_app.rules.around import Around, say
from centre_app.rules.findings import BLOCKS, INFORMS, Finding
from centre_app.windows import CONTRACEPTION_WITHIN, PEP_WITHIN

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


def what_is_reported_says_something(record: Record, around: Around) -> Iterator[Finding]:
    """Nobody can add to it afterwards who may not read it back."""
    match record:
        case Incident(incident_type=None, description=None) | Incident(incident_type=None, description=""):
            yield say(record, "", BLOCKS, "description", N_("Say in a few words what happened."))
        case ReportOfAbuse(what_happened=None) | ReportOfAbuse(what_happened=""):
            yield say(record, "", BLOCKS, "what_happened", N_("Say in a few words what happened."))


def v16_after_rape_the_hours_count(record: Record, around: Around) -> Iterator[Finding]:
    """It never hides what comes later: care is due whatever the hour (WHO, "Clinical management of rape", 2020)."""
    if not isinstance(record, Incident) or not incident_hours.asks_for_care(record):
        return
    day = record.occurred.last if record.occurred else around.today
    of_use = _of_use_for_a_boy if around.sex_of(record) == Sex.MALE else _what_is_still_of_use
    yield say(record, "V16", INFORMS, "needs_care_after_rape", of_use((around.today - day).days))


def _of_use_for_a_boy(days: int) -> str:
    if days <= PEP_WITHIN.days:
        return N_("To hospital at once: within 72 hours HIV can be prevented. Later, too.")
    return N_("The 72 hours are over. Care is due all the same: wounds, infections, the certificate, fear.")


def _what_is_still_of_use(days: int) -> str:
    """Return what is said so many days later: the hours themselves are counted where the incident is shown."""
    if days <= PEP_WITHIN.days:
        return N_("To hospital at once: within 72 hours HIV can be prevented, within 120 a pregnancy. Later, too.")
    if days <= CONTRACEPTION_WITHIN.days:
        return N_("To hospital at once: until 120 hours a pregnancy can be prevented. Care is due, later too.")
    return N_("The 120 hours are over. Care is due all the same: wounds, infections, the certificate, fear.")


RULES = (
    abuse_by_staff_is_reported_to_headquarters_alone,
    what_is_reported_says_something,
    v16_after_rape_the_hours_count,
)
