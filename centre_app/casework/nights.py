"""Who was there at night."""

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from centre_app.records import PresenceNight, Stay
from centre_app.register import Register


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What the roll call says of one stay. What is not marked stays unanswered: it is no absence."""

    stay: Stay
    present: bool
    absence_type: str | None = None
    note: str | None = None


def mark_night(register: Register, night: date, marks: Iterable[Mark]) -> list[PresenceNight]:
    """Write one night of the whole house as one act; a night marked again is corrected. Raises NotSaved."""
    known = {presence.stay_id: presence for presence in register.find(PresenceNight, night=night)}
    marked = []
    for mark in marks:
        before = known.get(mark.stay.id) or PresenceNight(case_id=mark.stay.case_id, stay_id=mark.stay.id, night=night)
        marked.append(dataclasses.replace(before, present=mark.present, absence_type=mark.absence_type, note=mark.note))
    return register.save(*marked, action="roll_call")


def here_on(register: Register, night: date) -> list[Stay]:
    """Return the stays that cover a night: begun by that day, not ended by it."""
    return [
        stay
        for stay in register.find(Stay)
        if stay.admitted_on and stay.admitted_on <= night and (stay.ended_on is None or stay.ended_on > night)
    ]
