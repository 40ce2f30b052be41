"""Rules about going out for a time: V9 when she is expected back and when she came, and what is asked while she is in danger."""

from collections.abc import Iterator

from centre_app import risk
from centre_app.language import N_
from centre_app.questions import Record
from centre_app.records import CaseFile, Leave, RiskAssessment, Stay
from centre_app.rules.around import Around, say
from centre_app.rules.findings import BLOCKS, WARNS, Finding

WITHOUT_LEAVE = frozenset({"runaway", "unauthorised"})  # nobody was asked
RETURN_IS_OPEN = WITHOUT_LEAVE | {"hospital"}  # nobody can say when these end
AWAY, BACK = frozenset({"absent", "missing"}), "admitted"


def v9_leave_has_an_expected_return(leave: Record, around: Around) -> Iterator[Finding]:
    """Nobody notices that she has not come back where no day is written; that it is not known may be said."""
    if not isinstance(leave, Leave) or leave.back_on is not None or leave.expected_back_on is not None:
        return
    if leave.absence_type not in RETURN_IS_OPEN and "expected_back_on" not in leave.missing:
        message = N_("Write when she is expected back, or why it is not known.")
        yield say(leave, "V9", BLOCKS, "expected_back_on", message)


def v9_leave_says_where_and_with_whom(leave: Record, around: Around) -> Iterator[Finding]:
    if not isinstance(leave, Leave) or leave.back_on is not None or leave.absence_type in {None, *WITHOUT_LEAVE}:
        return
    for question, message in (
        ("place", N_("Write where she goes: there one looks for her.")),
        ("accompanied_by", N_("Write with whom she goes.")),
    ):
        if not getattr(leave, question) and question not in leave.missing:
            yield say(leave, "V9", WARNS, question, message)


def whoever_is_in_danger_goes_out_with_a_reason(leave: Record, around: Around) -> Iterator[Finding]:
    """Whoever lets her go reads how great the danger is, and answers for it; somebody who is gone already was not let go."""
    if not isinstance(leave, Leave) or leave.rev or leave.absence_type in WITHOUT_LEAVE:
        return
    in_danger = risk.is_in_danger(around.find(RiskAssessment, case_id=leave.case_id))
    if in_danger and not (leave.despite_danger or "").strip():
        message = N_("She is in danger: write why she goes out all the same, and what protects her.")
        yield say(leave, "", BLOCKS, "despite_danger", message)


def v9_whoever_is_back_has_a_day(case: Record, around: Around) -> Iterator[Finding]:
    if not isinstance(case, CaseFile) or case.status != BACK:
        return
    before = around.before(case)
    stay = around.only(Stay, case_id=case.id, ended_on=None)
    leave = around.only(Leave, stay_id=stay.id, back_on=None) if stay is not None else None
    if before is not None and before.status in AWAY and leave is not None:
        yield say(leave, "V9", BLOCKS, "back_on", N_("Give the day she came back."))


RULES = (
    v9_leave_has_an_expected_return,
    v9_leave_says_where_and_with_whom,
    whoever_is_in_danger_goes_out_with_a_reason,
    v9_whoever_is_back_has_a_day,
)
