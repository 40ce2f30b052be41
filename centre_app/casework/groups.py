"""Groups, of talk and of learning: a group and its cycle, a session with everybody who came as one act, and how many it reached.

Persons and contacts are two numbers: a girl who came to six sessions is one person and six contacts (indicator E3).
Numbers are those of the house, also where a file among them is kept for others; files that were merged are one person's.
"""

import dataclasses
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from centre_app.agenda import CHILDREN_ALONG
from centre_app.casework.merging import kept_for
from centre_app.casework.nights import here_on
from centre_app.choices import choices
from centre_app.choices.keys import Attendance
from centre_app.choices.keys import GroupKind as Kind
from centre_app.questions import Record, copy_of
from centre_app.records import GroupAttendance, GroupSession, Stay, TalkGroup
from centre_app.register import Register

CAME = frozenset({Attendance.PRESENT, Attendance.LATE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """How many sessions were held, how many different persons came, how often somebody came, how many from outside."""

    sessions: int
    persons: int
    contacts: int
    visitors: int


def start_group(register: Register, group: TalkGroup) -> TalkGroup:
    """Start a group, or put right what is written of it. Raises NotSaved."""
    return register.save(group, action="talk_group")[0]


def next_cycle(register: Register, group: TalkGroup) -> TalkGroup:
    """Return the group as its next cycle would begin today, not saved yet."""
    return copy_of(group, cycle=(group.cycle or 1) + 1, from_on=register.today, to_on=None)


def hold_session(register: Register, session: GroupSession, attendances: Sequence[GroupAttendance]) -> GroupSession:
    """Write a session and who came as one act; one without a status is taken back. Raises NotSaved.

    A session written again is corrected: only what changed of its attendances needs to be given.
    """
    marked = [one for one in attendances if one.status is not None]
    unmarked = [
        dataclasses.replace(one, voided_at=register.now, voided_by=register.who, void_reason="was not there")
        for one in attendances
        if one.status is None and one.rev
    ]
    records: list[Record] = [session, *marked, *unmarked]
    saved = register.save(*records, action="group_session")
    return next(record for record in saved if isinstance(record, GroupSession))


def sheet_of(register: Register, session: GroupSession) -> list[GroupAttendance]:
    """Return an attendance for everybody who may have come, as it is marked or still blank."""
    known = {one.case_id: one for one in register.find(GroupAttendance, group_session_id=session.id)}
    return [
        known.get(case_id) or GroupAttendance(case_id=case_id, group_session_id=session.id)
        for case_id in who_may_come(register, session)
    ]


def who_may_come(register: Register, session: GroupSession) -> list[str]:
    """Return the case ids of those who were in the house that day, and of whoever is marked already.

    Small children who came along with their mother are not among them. Of a file that is kept for others, a session
    that was written already says nothing.
    """
    day = session.held_on or register.today
    here = [stay.case_id for stay in here_on(register, day) if stay.admission_type not in CHILDREN_ALONG]
    here += [stay.case_id for stay in _left_on(register, day)]
    if session.rev:
        here = [case_id for case_id in here if case_id not in register.kept.closed_cases]
    marked = [one.case_id for one in register.find(GroupAttendance, group_session_id=session.id)]
    return list(dict.fromkeys([*here, *marked]))


def _left_on(register: Register, day: date) -> list[Stay]:
    """Return the stays that ended on a day: she may have come in the morning and left in the afternoon."""
    return [one for one in register.find(Stay, ended_on=day) if one.admission_type not in CHILDREN_ALONG]


def members_of(register: Register, group_id: str) -> frozenset[str]:
    """Return the case ids of those who came to any session of a group: they head the list next time."""
    sessions = [session.id for session in register.find(GroupSession, group_id=group_id)]
    return frozenset(
        one.case_id for one in register.find(GroupAttendance, group_session_id=sessions) if one.status in CAME
    )


def sessions_of(register: Register, group: TalkGroup) -> list[GroupSession]:
    """Return the sessions of a group, the last one first."""
    held = register.find(GroupSession, group_id=group.id)
    return sorted(held, key=lambda session: (session.held_on or date.min, session.id), reverse=True)


def reached(register: Register, sessions: Sequence[GroupSession]) -> Reached:
    """Return how many these sessions reached."""
    came = _came(register, sessions)
    return Reached(
        sessions=len(sessions),
        persons=len({case_id for case_id, _ in came}),
        contacts=len(came),
        visitors=sum(max(session.visitors or 0, 0) for session in sessions),
    )


def held_in(register: Register, first: date, last: date) -> list[GroupSession]:
    """Return the sessions of all groups between two days, both included."""
    held = register.find_open(GroupSession)
    return [session for session in held if session.held_on and first <= session.held_on <= last]


def reached_by_kind(register: Register, sessions: Sequence[GroupSession]) -> dict[str, Reached]:
    """Return how many these sessions reached by the kind of their group, in the order of the list of kinds.

    Whoever came to groups of two kinds is one person of each: the kinds do not add up to the whole.
    """
    kinds = {group.id: group.kind or Kind.TALK_GROUP for group in register.find_open(TalkGroup)}
    of_kind: dict[str, list[GroupSession]] = {key: [] for key in choices("group_kind").all_keys}
    for session in sessions:
        of_kind.setdefault(kinds.get(session.group_id, Kind.TALK_GROUP), []).append(session)
    return {kind: reached(register, held) for kind, held in of_kind.items() if held}


def who_came(register: Register, sessions: Sequence[GroupSession]) -> dict[str, int]:
    """Return how many came to each of these sessions, by its id."""
    count = dict.fromkeys((session.id for session in sessions), 0)
    for _, session_id in _came(register, sessions):
        count[session_id] += 1
    return count


def _came(register: Register, sessions: Iterable[GroupSession]) -> list[tuple[str, str]]:
    rows = register.as_stored.rows(
        GroupAttendance,
        ("case_id", "group_session_id", "status"),
        group_session_id=[session.id for session in sessions],
    )
    kept = kept_for(register)
    came = ((str(row["case_id"]), str(row["group_session_id"])) for row in rows if row["status"] in CAME)
    return [(kept.get(case_id, case_id), session_id) for case_id, session_id in came]
