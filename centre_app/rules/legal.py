"""Rules about the law: V22 authorities are told in time, and nobody is left untold without a word."""

from collections.abc import Iterator

from centre_app.language import N_
from centre_app.questions import Record
from centre_app.records import CustodyOrder, Notification
from centre_app.rules.around import Around, say
from centre_app.rules.findings import BLOCKS, WARNS, Finding

TO_DO, WAIVED = "to_do", "waived"


def v22_an_authority_is_told_in_time(notification: Record, around: Around) -> Iterator[Finding]:
    """It warns every day until somebody tells, or says why not; the agenda shows it to the director."""
    if not isinstance(notification, Notification) or notification.due_at is None:
        return
    due_on = notification.due_at.astimezone().date()
    if notification.status == TO_DO and due_on < around.today:
        yield say(
            notification,
            "V22",
            WARNS,
            "due_at",
            N_("The time for this is over since {day}. Tell them today, or write why nobody is told."),
            day=due_on,
        )


def v22_who_tells_nobody_says_why(notification: Record, around: Around) -> Iterator[Finding]:
    if not isinstance(notification, Notification) or notification.status != WAIVED:
        return
    if not (notification.waiver_reason or "").strip():
        yield say(notification, "V22", BLOCKS, "waiver_reason", N_("Write why nobody is told."))


def an_order_ends_after_it_begins(order: Record, around: Around) -> Iterator[Finding]:
    if not isinstance(order, CustodyOrder) or order.from_on is None:
        return
    for question in ("to_on", "ended_on"):
        end = getattr(order, question)
        if end is not None and end < order.from_on:
            yield say(order, "", BLOCKS, question, N_("The order would end before it begins. Check the two dates."))


RULES = (v22_an_authority_is_told_in_time, v22_who_tells_nobody_says_why, an_order_ends_after_it_begins)
