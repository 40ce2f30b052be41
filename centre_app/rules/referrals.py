"""Rules about referrals: V9 where each may go and what the move needs, V5 the order of its days. V10 is rules/consent.py."""

from collections.abc import Iterator

from centre_app.language import N_
from centre_app.questions import Record
from centre_app.records import Referral
from centre_app.rules.around import Around, say
from centre_app.rules.findings import BLOCKS, WARNS, Finding

DRAFT, SENT, NO_ANSWER, CANCELLED = "draft", "sent", "no_answer", "cancelled"
ACCEPTED, REFUSED, IN_PROGRESS, RECEIVED, NOT_RECEIVED = (
    "accepted", "refused", "in_progress", "service_received", "not_received",
)  # fmt: skip
# records.md §3.5b. "No answer" is never stored: after 14 days without one it is what "sent" means. Who accepts may give
# the service in the same act, and somebody who gives none is heard of late: both steps at once.
_AFTER_SENT = frozenset({ACCEPTED, REFUSED, CANCELLED} | {IN_PROGRESS, RECEIVED, NOT_RECEIVED})
MOVES = {
    DRAFT: frozenset({SENT, CANCELLED}),
    SENT: _AFTER_SENT,
    NO_ANSWER: _AFTER_SENT,
    ACCEPTED: frozenset({IN_PROGRESS, RECEIVED, NOT_RECEIVED, CANCELLED}),
    IN_PROGRESS: frozenset({RECEIVED, NOT_RECEIVED, CANCELLED}),
    REFUSED: frozenset({CANCELLED}),
    RECEIVED: frozenset(),
    NOT_RECEIVED: frozenset({RECEIVED, CANCELLED}),
    CANCELLED: frozenset(),
}
_ON_ITS_WAY = frozenset(MOVES) - {DRAFT, CANCELLED}
_ANSWERED = frozenset({ACCEPTED, REFUSED, IN_PROGRESS})


def v9_a_referral_moves_along(referral: Record, around: Around) -> Iterator[Finding]:
    before = around.before(referral) if isinstance(referral, Referral) else None
    if not isinstance(referral, Referral) or before is None or before.status == referral.status:
        return
    if referral.status not in MOVES.get(before.status or DRAFT, frozenset()):
        yield say(referral, "V9", BLOCKS, "status", N_("The referral cannot go from its present state to this one."))


def v9_a_referral_says_to_whom_and_when(referral: Record, around: Around) -> Iterator[Finding]:
    if not isinstance(referral, Referral) or referral.status not in _ON_ITS_WAY:
        return
    if not referral.organisation_id and not (referral.organisation_in_words or "").strip():
        yield say(referral, "V9", BLOCKS, "organisation_id", N_("Choose the organisation, or write its name."))
    for question, is_needed, message in (
        ("referral_type", True, N_("Choose for which service.")),
        ("sent_on", True, N_("Give the day it was sent.")),
        ("answered_on", referral.status in _ANSWERED, N_("Give the day of the answer.")),
        ("service_received_on", referral.status == RECEIVED, N_("Give the day the service was received.")),
    ):
        if is_needed and getattr(referral, question) is None:
            yield say(referral, "V9", BLOCKS, question, message)
    if referral.status in (REFUSED, NOT_RECEIVED) and not (referral.answer or "").strip():
        yield say(referral, "V9", WARNS, "answer", N_("Write why: the next one will be sent elsewhere."))


def v5_a_referral_is_answered_after_it_was_sent(referral: Record, around: Around) -> Iterator[Finding]:
    if not isinstance(referral, Referral) or referral.sent_on is None:
        return
    for question in ("answered_on", "service_received_on"):
        day = getattr(referral, question)
        if day is not None and day < referral.sent_on:
            yield say(referral, "V5", BLOCKS, question, N_("That was before it was sent. Check the two dates."))


RULES = (
    v9_a_referral_moves_along,
    v9_a_referral_says_to_whom_and_when,
    v5_a_referral_is_answered_after_it_was_sent,
)
