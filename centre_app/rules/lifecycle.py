"""Rules about the moves of a file: what each of them needs (V9), and that no absence ends before it begins (V5).

Where a file may go at all stands in rules/case.py, what is asked of an absence in rules/leaves.py.
"""

from collections.abc import Iterator
from datetime import date

from centre_app.consent_ledger import SHARE_PARTNER, ledger_of, partner_of, standing
from centre_app.follow_ups import may_be_closed
from centre_app.language import N_
from centre_app.questions import Record
from centre_app.records import CaseFile, Exit, FollowUp, Leave, Stay, Transfer
from centre_app.rules.around import Around, say
from centre_app.rules.case import IN_A_STAY, MOVES
from centre_app.rules.consent import day_of_leaving
from centre_app.rules.findings import BLOCKS, WARNS, Finding

ADMITTED, ABSENT, MISSING, CLOSED, TRANSFERRED, FOLLOW_UP = (
    "admitted", "absent", "missing", "closed", "transferred", "follow_up",
)  # fmt: skip
AWAY = frozenset({ABSENT, MISSING})


def v9_whoever_is_admitted_has_a_stay(case: Record, around: Around) -> Iterator[Finding]:
    """With its date and its kind; a bed may come later, and whoever has none is on the board."""
    if not _moves_to(case, around, ADMITTED):
        return
    stay = _open_stay(case, around)
    if stay is None:
        yield say(case, "V9", BLOCKS, "status", N_("Write down her stay first: the day and the kind of stay."))
        return
    for question in ("admitted_on", "admission_type"):
        if getattr(stay, question) is None:
            message = N_("Somebody is admitted with the day and the kind of stay.")
            yield say(stay, "V9", BLOCKS, question, message)


def v9_whoever_has_left_has_no_open_stay(case: Record, around: Around) -> Iterator[Finding]:
    if isinstance(case, CaseFile) and _moves(case, around) and case.status not in IN_A_STAY:
        if _open_stay(case, around) is not None:
            yield say(case, "V9", BLOCKS, "status", N_("Her stay has not ended: write her exit first."))
        elif case.status == FOLLOW_UP and not around.find(Exit, case_id=case.id):
            yield say(case, "V9", BLOCKS, "status", N_("The follow-up begins with an exit: write it first."))


def v9_an_absence_is_written_down(case: Record, around: Around) -> Iterator[Finding]:
    """Of somebody missing: when she was last seen, and who was told."""
    if not isinstance(case, CaseFile) or case.status not in AWAY or not _moves(case, around):
        return
    stay = _open_stay(case, around)
    leave = around.only(Leave, stay_id=stay.id, back_on=None) if stay is not None else None
    if leave is None:
        yield say(case, "V9", BLOCKS, "status", N_("Write down since when she is away, and why."))
        return
    needed = [("absence_type", N_("Choose why she is away.")), ("out_at", N_("Give the day and the time she left."))]
    if case.status == MISSING:
        needed += [
            ("last_seen", N_("Write who saw her last, when and where.")),
            ("told_to", N_("Write who was told, and when.")),
        ]
    for question, message in needed:
        if getattr(leave, question) in (None, ""):
            yield say(leave, "V9", BLOCKS, question, message)


def v9_nobody_is_away_twice(leave: Record, around: Around) -> Iterator[Finding]:
    if not isinstance(leave, Leave) or leave.back_on is not None:
        return
    if any(other.id != leave.id for other in around.find(Leave, stay_id=leave.stay_id, back_on=None)):
        yield say(leave, "V9", BLOCKS, "out_at", N_("She is away already: write first that she came back."))


def v9_a_transfer_says_where_and_why(case: Record, around: Around) -> Iterator[Finding]:
    if not _moves_to(case, around, TRANSFERRED):
        return
    transfer = around.only(Transfer, case_id=case.id)
    if transfer is None:
        yield say(case, "V9", BLOCKS, "status", N_("Write to which centre she goes, and why it is good for her."))
        return
    for question, answer, message in (
        ("organisation_id", transfer.organisation_id or transfer.organisation_in_words, N_("Write to which centre.")),
        ("transferred_on", transfer.transferred_on, N_("Give the day of the transfer.")),
        ("best_interest", transfer.best_interest, N_("Write why the transfer is good for her.")),
    ):
        if not answer:
            yield say(transfer, "V9", BLOCKS, question, message)


def v9_what_another_centre_has_received_lives_there(case: Record, around: Around) -> Iterator[Finding]:
    """Only a trace of such a file is left here; whoever comes back comes with a transfer, and has a new one."""
    if not isinstance(case, CaseFile) or not _moves(case, around):
        return
    before = around.before(case)
    has_gone = before is not None and before.status == TRANSFERRED
    if has_gone and any(moved.received_on is not None for moved in around.find(Transfer, case_id=case.id)):
        message = N_("Another centre has received this file: it goes on there. If she comes back, it sends it here.")
        yield say(case, "V9", BLOCKS, "status", message)


def v10_whoever_is_transferred_agreed_to_it(transfer: Record, around: Around) -> Iterator[Finding]:
    """Her file goes where she goes: with her consent for that centre, or a legal basis with its reason and who decided."""
    before = around.before(transfer) if isinstance(transfer, Transfer) else None
    if not isinstance(transfer, Transfer) or (before is not None and _goes_to(before) == _goes_to(transfer)):
        return
    lines = ledger_of(around, transfer.case_id)
    day = day_of_leaving(transfer.transferred_on, around.latest_day)
    by_law = transfer.legal_basis and transfer.decided_by and (transfer.basis_reason or "").strip()
    if (
        not by_law
        and not standing(lines, SHARE_PARTNER, on=day, partner=partner_of(around, *_goes_to(transfer))).permits
    ):
        message = N_(
            "She has not agreed that her file goes there: ask for consent, or name the legal basis, why, and who decided."
        )
        yield say(transfer, "V10", BLOCKS, "legal_basis", message)


def _goes_to(transfer: Transfer) -> tuple[str | None, str | None]:
    return transfer.organisation_id, transfer.organisation_in_words


def v9_a_file_is_closed_for_a_reason(case: Record, around: Around) -> Iterator[Finding]:
    """After an exit the file waits for the last visit; without a stay somebody says why it is closed."""
    if not isinstance(case, CaseFile) or not _moves_to(case, around, CLOSED):
        return
    if case.closed_on is None:
        yield say(case, "V9", BLOCKS, "closed_on", N_("Give the day on which the file is closed."))
    before = around.before(case)
    left = around.only(Exit, case_id=case.id)
    if before is not None and before.status == FOLLOW_UP and left is not None:
        if not may_be_closed(left, around.find(FollowUp, case_id=case.id)):
            message = N_("Close it after the last visit, or after three attempts in vain that are written down.")
            yield say(case, "V9", BLOCKS, "closed_on", message)
    elif case.closed_because is None:
        yield say(case, "V9", BLOCKS, "closed_because", N_("Choose why the file is closed."))


def v5_an_absence_ends_after_it_begins(leave: Record, around: Around) -> Iterator[Finding]:
    if not isinstance(leave, Leave) or leave.out_at is None:
        return
    out_on = leave.out_at.date()
    stay = around.get(Stay, leave.stay_id)
    if stay is not None and stay.admitted_on is not None and out_on < stay.admitted_on:
        yield say(leave, "V5", BLOCKS, "out_at", N_("She would leave before she came. Check the two dates."))
    for question in ("back_on", "expected_back_on"):
        if _is_before(getattr(leave, question), out_on):
            message = N_("She would be back before she left. Check the two dates.")
            yield say(leave, "V5", BLOCKS if question == "back_on" else WARNS, question, message)
    if leave.back_on is not None and leave.back_on > around.today:
        yield say(leave, "V5", BLOCKS, "back_on", N_("This day has not come yet. Write it once she is back."))


def v5_a_follow_up_comes_after_the_exit(follow_up: Record, around: Around) -> Iterator[Finding]:
    if not isinstance(follow_up, FollowUp) or follow_up.done_on is None:
        return
    exits = [left.left_on for left in around.find(Exit, case_id=follow_up.case_id) if left.left_on is not None]
    if exits and follow_up.done_on < min(exits):
        message = N_("That was before she left. A follow-up comes after the exit: check the date.")
        yield say(follow_up, "V5", BLOCKS, "done_on", message)


def _is_before(day: date | None, other: date) -> bool:
    return day is not None and day < other


def _moves(case: CaseFile, around: Around) -> bool:
    """Say whether a save moves a file along its life cycle; a merged one that comes back as it was does not."""
    before = around.before(case)
    return before is not None and case.status in MOVES.get(before.status or "", ())


def _moves_to(case: Record, around: Around, status: str) -> bool:
    return isinstance(case, CaseFile) and case.status == status and _moves(case, around)


def _open_stay(case: Record, around: Around) -> Stay | None:
    return around.only(Stay, case_id=case.id, ended_on=None)


RULES = (
    v9_whoever_is_admitted_has_a_stay,
    v9_whoever_has_left_has_no_open_stay,
    v9_an_absence_is_written_down,
    v9_nobody_is_away_twice,
    v9_a_transfer_says_where_and_why,
    v9_what_another_centre_has_received_lives_there,
    v10_whoever_is_transferred_agreed_to_it,
    v9_a_file_is_closed_for_a_reason,
    v5_an_absence_ends_after_it_begins,
    v5_a_follow_up_comes_after_the_exit,
)
