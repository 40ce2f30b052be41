"""Rules about groups: who comes is counted once and was in the house, and the note of a session names nobody."""

from collections.abc import Iterator
from datetime import date

from centre_app.choices.keys import Attendance
from centre_app.folding import fold
from centre_app.language import N_
from centre_app.named_in_words import FEWEST_LETTERS, people_named_in
from centre_app.phones import phone_numbers_in
from centre_app.questions import Record
from centre_app.records import CaseFile, GroupAttendance, GroupSession, PersonName, Stay, TalkGroup
from centre_app.rules.around import Around, say
from centre_app.rules.findings import BLOCKS, WARNS, Finding

WAS_THERE = frozenset({Attendance.PRESENT, Attendance.LATE})


def she_is_marked_once_a_session(attendance: Record, around: Around) -> Iterator[Finding]:
    if not isinstance(attendance, GroupAttendance):
        return
    same = around.find(GroupAttendance, group_session_id=attendance.group_session_id, case_id=attendance.case_id)
    if any(other.id != attendance.id for other in same):
        yield say(attendance, "", BLOCKS, "status", N_("She is already marked for this session."))


def who_came_was_in_the_house(attendance: Record, around: Around) -> Iterator[Finding]:
    """Before her arrival nobody knew her; after her exit she may come back for the group, so that is only checked."""
    if not isinstance(attendance, GroupAttendance) or attendance.status not in WAS_THERE:
        return
    session = around.get(GroupSession, attendance.group_session_id)
    stays = [stay for stay in around.find(Stay, case_id=attendance.case_id) if stay.admitted_on]
    if session is None or session.held_on is None or not stays:
        return
    if session.held_on < min(stay.admitted_on or date.max for stay in stays):
        yield say(attendance, "", BLOCKS, "status", N_("On this day she had not come yet."))
    elif not any(_covers(stay, session.held_on) for stay in stays):
        yield say(attendance, "", WARNS, "status", N_("On this day she had already left. Check that she came back."))


def _covers(stay: Stay, day: date) -> bool:
    """The day of her exit counts: she may have come in the morning."""
    return (stay.admitted_on or date.max) <= day <= (stay.ended_on or date.max)


def a_session_lies_in_its_cycle(session: Record, around: Around) -> Iterator[Finding]:
    if not isinstance(session, GroupSession) or session.held_on is None:
        return
    group = around.get(TalkGroup, session.group_id)
    if group is None:
        return
    if group.from_on is not None and session.held_on < group.from_on:
        yield say(session, "", WARNS, "held_on", N_("This cycle had not begun on this day. Check both dates."))
    if group.to_on is not None and session.held_on > group.to_on:
        yield say(session, "", WARNS, "held_on", N_("This cycle had ended before this day. Check both dates."))


def visitors_are_counted_from_nought(session: Record, around: Around) -> Iterator[Finding]:
    if isinstance(session, GroupSession) and session.visitors is not None and session.visitors < 0:
        yield say(session, "", BLOCKS, "visitors", N_("Write how many came, 0 or more."))


def a_session_names_nobody(session: Record, around: Around) -> Iterator[Finding]:
    """What is written is about the group: whoever leads the next session reads it, and whoever looks over her shoulder."""
    if not isinstance(session, GroupSession):
        return
    for name in ("place", "collective_note"):
        words = getattr(session, name) or ""
        if people_named_in(around.as_stored, words):
            yield say(session, "", BLOCKS, name, N_("Somebody of this register is named here. Take the name out."))
        elif phone_numbers_in(words):
            yield say(session, "", BLOCKS, name, N_("A phone number stands here. Take it out."))
        elif words and _given_names(session, around) & set(fold(words).split()):
            yield say(
                session, "", WARNS, name, N_("Somebody who came is named here. Write about the group as a whole.")
            )


def v27_a_group_names_nobody(group: Record, around: Around) -> Iterator[Finding]:
    """Its name stands on the list that goes round."""
    if isinstance(group, TalkGroup) and people_named_in(around.as_stored, group.name or ""):
        yield say(group, "V27", BLOCKS, "name", N_("Somebody of this register is named here. Take the name out."))


def _given_names(session: GroupSession, around: Around) -> set[str]:
    """Return the given names, folded, of those who came: a girl of the group knows by it whom it is about."""
    if not around.can_open(PersonName):
        return set()
    cases = [
        one.case_id for one in around.find(GroupAttendance, group_session_id=session.id) if one.status in WAS_THERE
    ]
    persons = [row["person_id"] for row in around.as_stored.rows(CaseFile, ("person_id",), id=cases)] if cases else []
    rows = around.as_stored.rows(PersonName, ("given",), person_id=persons) if persons else []
    words = {word for row in rows for word in fold(row["given"] or "").split()}
    return {word for word in words if len(word) >= FEWEST_LETTERS}


RULES = (
    a_session_names_nobody,
    v27_a_group_names_nobody,
    she_is_marked_once_a_session,
    who_came_was_in_the_house,
    a_session_lies_in_its_cycle,
    visitors_are_counted_from_nought,
)
