"""Who was there at night: what is answered for each, and that the house was gone through, written as one act.

Who is to be called, in which order, is roll_call.py; whether nights tie with beds and stays is bed_nights.py.
"""

import dataclasses
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from centre_app.questions import Record
from centre_app.records import PresenceNight, RollCall, Stay
from centre_app.register import Register
from centre_app.review import Finding, review

NOON = 12  # until then the night that is asked about is the one that ended this morning


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What the roll call says of one stay. What is not marked stays unanswered: it is no absence.

    `present` None takes an answer back, `note` None leaves what was noted of her.
    """

    stay: Stay
    present: bool | None
    absence_type: str | None = None
    note: str | None = None


def mark_night(
    register: Register, night: date, marks: Iterable[Mark], *, note: str | None = None
) -> list[PresenceNight]:
    """Write one night of the whole house as one act, with who called it and when; what was answered before is corrected.

    Of two marks for one stay the later holds. `note` is what happened in the house; None leaves it as it stands. Raises
    NotSaved, for a night that has not come, too.
    """
    known = {presence.stay_id: presence for presence in register.find(PresenceNight, night=night)}
    last = {mark.stay.id: mark for mark in marks}
    marked = list(_marked(register, night, last.values(), known))
    saved: list[Record] = register.save(*marked, called_now(register, night, note=note), action="roll_call")
    return [record for record in saved if isinstance(record, PresenceNight)]


def _marked(
    register: Register, night: date, marks: Iterable[Mark], known: dict[str, PresenceNight]
) -> Iterator[PresenceNight]:
    """Give what is to be written: what stands already in the same words is left as it is."""
    for mark in marks:
        before = known.get(mark.stay.id)
        if mark.present is None:
            if before is not None:
                yield dataclasses.replace(
                    before, voided_at=register.now, voided_by=register.who, void_reason="answer taken back"
                )
            continue
        begun = before or PresenceNight(case_id=mark.stay.case_id, stay_id=mark.stay.id, night=night)
        answered = dataclasses.replace(
            begun,
            present=mark.present,
            absence_type=None if mark.present else mark.absence_type,
            note=begun.note if mark.note is None else mark.note or None,
        )
        if answered != before:
            yield answered


def roll_call_of(register: Register, night: date) -> RollCall | None:
    """Return that a night was called; None while nobody has."""
    return register.only_open(RollCall, night=night)


def called_now(register: Register, night: date, *, note: str | None = None) -> RollCall:
    """Return that a night is called now, by whoever is at work or wrote the sheet that is typed.

    A night called again keeps its note.
    """
    before = roll_call_of(register, night) or RollCall(night=night)
    by = register.sheet.author_id if register.sheet else register.acts_for
    return dataclasses.replace(
        before, taken_at=register.now, taken_by=by, note=before.note if note is None else note or None
    )


def keep_word(register: Register, call: RollCall) -> RollCall:
    """Write what happened in a night that was called; who called it and when stays as it is."""
    return register.save(call, action="roll_call")[0]


def clock_doubts(register: Register, night: date) -> list[Finding]:
    """Return what speaks against the clock under which a night would be called now (rule V26): it is saved all the same."""
    return [found for found in review(register, [called_now(register, night)]) if found.rule == "V26"]


def night_to_call(register: Register) -> date:
    """Return the night that is asked about: before noon the one that ended this morning, then the one that begins."""
    is_morning = register.now.hour < NOON
    return register.today - timedelta(days=1) if is_morning else register.today


def here_on(register: Register, night: date) -> list[Stay]:
    """Return the stays that cover a night: begun by that day, not ended by it."""
    return [
        stay
        for stay in register.find(Stay)
        if stay.admitted_on and stay.admitted_on <= night and (stay.ended_on is None or stay.ended_on > night)
    ]
