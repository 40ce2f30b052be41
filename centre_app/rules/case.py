"""Rules about coming and leaving: V5 the order of days, V6 one stay at a time, V9 what an exit needs and where a file moves."""

from collections.abc import Iterator

from centre_app.language import N_
from centre_app.questions import Record
from centre_app.records import CaseFile, Exit, Stay
from centre_app.rules.around import Around, say
from centre_app.rules.findings import BLOCKS, WARNS, Finding

# Nobody plans the follow-up of these, and asking for it would hurt.
WITHOUT_FOLLOW_UP = frozenset({"deceased", "case_error"})

# Where a file may go from each status: the life cycle of records.md §3.5b, and, behind the bar, what it reaches in two
# steps that are one act here (somebody on leave who does not come back exits; somebody who comes back is reopened and
# admitted). Any file may be merged; "anonymised" leads nowhere.
MERGED = "merged"
BEGINS = frozenset({"draft", "registered", "admitted", "external"})  # an old register's files begin where they stood
IN_A_STAY = frozenset({"admitted", "absent", "missing"})
MOVES = {
    "draft": frozenset({"registered"} | {"admitted", "external"}),
    "registered": frozenset({"admitted", "external", "transferred", "closed"}),
    "admitted": frozenset({"absent", "missing", "follow_up", "transferred"} | {"closed"}),
    "absent": frozenset({"admitted", "missing"} | {"follow_up", "transferred", "closed"}),
    "missing": frozenset({"admitted", "closed"} | {"follow_up"}),
    "external": frozenset({"admitted", "transferred", "closed"}),
    "follow_up": frozenset({"closed"} | {"admitted", "external"}),
    "transferred": frozenset({"registered"} | {"admitted"}),
    "closed": frozenset({"reopened", "anonymised"} | {"admitted", "external"}),
    "reopened": frozenset({"admitted", "external"}),
    "anonymised": frozenset(),
}


def v5_nobody_leaves_before_coming(record: Record, around: Around) -> Iterator[Finding]:
    match record:
        case Stay(admitted_on=arrived, ended_on=left):
            question = "ended_on"
        case Exit(left_on=left):
            stay = around.get(Stay, record.stay_id)
            arrived, question = (stay.admitted_on if stay else None), "left_on"
        case _:
            return
    if arrived and left and left < arrived:
        yield say(record, "V5", BLOCKS, question, N_("She would leave before she came. Check the two dates."))


def v5_a_stay_before_the_file_was_opened_needs_a_reason(stay: Record, around: Around) -> Iterator[Finding]:
    if not isinstance(stay, Stay) or stay.admitted_on is None or _is_said(stay.exception_reason):
        return
    case = around.get(CaseFile, stay.case_id)
    if case and case.opened_on and stay.admitted_on < case.opened_on:
        yield say(
            stay,
            "V5",
            WARNS,
            "admitted_on",
            N_("She came before her file was opened. Say why under “outside the rules”."),
        )


def v6_one_open_stay_at_a_time(stay: Record, around: Around) -> Iterator[Finding]:
    if not isinstance(stay, Stay) or stay.ended_on is not None:
        return
    others = (other for other in around.find(Stay, person_id=stay.person_id, ended_on=None) if other.id != stay.id)
    if any(others):
        yield say(stay, "V6", BLOCKS, "admitted_on", N_("She already has a stay that has not ended."))


def v9_a_stay_is_open_while_she_is_here(stay: Record, around: Around) -> Iterator[Finding]:
    """Asked of a stay that begins or ends: the file says so in the same act."""
    before = around.before(stay) if isinstance(stay, Stay) else None
    case = around.get(CaseFile, stay.case_id) if isinstance(stay, Stay) else None
    if not isinstance(stay, Stay) or case is None or case.status == MERGED:
        return
    ends = before is not None and before.ended_on is None and stay.ended_on is not None
    begins = stay.ended_on is None and (before is None or before.ended_on is not None or before.is_void)
    if ends and case.status in IN_A_STAY and not around.find(Stay, case_id=case.id, ended_on=None):
        yield say(stay, "V9", BLOCKS, "ended_on", N_("A stay ends with her exit: write that."))
    elif begins and case.status not in IN_A_STAY:
        # without its number, and so not said of a line of an old register that tells no day of exit
        yield say(stay, "", BLOCKS, "admitted_on", N_("A stay begins when somebody is admitted: admit her."))


def v9_an_exit_says_why_how_where_and_what_follows(left: Record, around: Around) -> Iterator[Finding]:
    """Only where she goes may stay unknown; the centre itself knows the day, the reason and the preparation."""
    if not isinstance(left, Exit):
        return
    for question, message in (
        ("left_on", N_("Give the day she leaves.")),
        ("reason", N_("Choose why she leaves.")),
        ("quality", N_("Choose how the exit was prepared.")),
        ("destination", N_("Write where she goes, or say why it is not known.")),
    ):
        is_explained = question == "destination" and question in left.missing
        if not _is_said(getattr(left, question)) and not is_explained:
            yield say(left, "V9", BLOCKS, question, message)
    follows = _is_said(left.follow_up_plan) or _is_said(left.no_follow_up_reason)
    if not follows and left.reason not in WITHOUT_FOLLOW_UP:
        yield say(left, "V9", BLOCKS, "follow_up_plan", N_("Plan the follow-up visits, or write why there are none."))


def v9_a_file_moves_along_its_life_cycle(case: Record, around: Around) -> Iterator[Finding]:
    """Into a merge and out of it there are other rules: rules/merging.py."""
    before = around.before(case) if isinstance(case, CaseFile) else None
    if not isinstance(case, CaseFile) or before is None or case.status == before.status:
        return
    if MERGED not in (case.status, before.status) and case.status not in MOVES.get(before.status or "", frozenset()):
        yield say(case, "V9", BLOCKS, "status", N_("Her file cannot go from its present state to this one."))


def v9_a_file_begins_before_anything_has_ended(case: Record, around: Around) -> Iterator[Finding]:
    """Without its number: of a line of an old register, whose stay is over, it is not said."""
    if isinstance(case, CaseFile) and not case.rev and case.status not in BEGINS:
        yield say(case, "", BLOCKS, "status", N_("A new file cannot begin in this state."))


def _is_said(answer: object) -> bool:
    return bool(answer.strip()) if isinstance(answer, str) else answer is not None


RULES = (
    v5_nobody_leaves_before_coming,
    v5_a_stay_before_the_file_was_opened_needs_a_reason,
    v6_one_open_stay_at_a_time,
    v9_a_stay_is_open_while_she_is_here,
    v9_an_exit_says_why_how_where_and_what_follows,
    v9_a_file_begins_before_anything_has_ended,
    v9_a_file_moves_along_its_life_cycle,
)
