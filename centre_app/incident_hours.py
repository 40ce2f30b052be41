"""What an incident asks of the house for a while: care after sexual violence, and until when it is of most use (rule V16).

An incident knows its day, and the hour as far as somebody could say it. Counted is from the earliest moment it can have
been: who comes an hour too early loses nothing. The windows themselves are in windows.py.
"""

import re
from datetime import UTC, datetime, time

from centre_app.choices.keys import Sex
from centre_app.dates import DAY
from centre_app.records import Incident
from centre_app.windows import Window, windows_after

CONTRACEPTION = "emergency_contraception"
SEXUAL_VIOLENCE = frozenset({"rape", "sexual_assault"})
_HOUR = re.compile(r"(?<!\d)(?P<hour>[01]?\d|2[0-3])\s*(?:[h:]\s*(?P<minute>[0-5]\d)?)(?!\d)", re.IGNORECASE)


def asks_for_care(incident: Incident) -> bool:
    """Say whether clinical care is owed: after rape always, after another sexual assault unless somebody says it is not."""
    if incident.incident_type == "rape" or incident.needs_care_after_rape:
        return True
    return incident.incident_type in SEXUAL_VIOLENCE and incident.needs_care_after_rape is None


def begun_at(incident: Incident) -> datetime | None:
    """Return the earliest moment at which it can have happened, by the clock here; None where no day is known.

    A month or a year is no day: what is known that roughly has no hours to count.
    """
    occurred = incident.occurred
    if occurred is None or (occurred.last - occurred.first).days > 1:
        return None
    hour = _hour_of(incident.occurred_about) if occurred.precision == DAY else time()
    return datetime.combine(occurred.first, hour).astimezone().astimezone(UTC)


def windows_of(incident: Incident, *, sex: str | None = None) -> list[Window]:
    """Return until when care after rape is of use for each purpose; none where none is owed, or no hours can be counted.

    Of a boy no pregnancy is to be prevented.
    """
    begun = begun_at(incident)
    windows = windows_after(begun) if begun is not None and asks_for_care(incident) else []
    return [window for window in windows if sex != Sex.MALE or window.question != CONTRACEPTION]


def _hour_of(about: str | None) -> time:
    """Return the hour that was said ("vers 14h30", "22:15"); midnight where none was, which is the earliest."""
    said = _HOUR.search(about or "")
    return time(int(said["hour"]), int(said["minute"] or 0)) if said else time()
