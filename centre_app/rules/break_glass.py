"""The rule about opening what is kept for others: nobody does it without a word."""

from collections.abc import Iterator

from centre_app.language import N_
from centre_app.questions import Record
from centre_app.records import BreakGlass
from centre_app.rules.around import Around, say
from centre_app.rules.findings import BLOCKS, Finding


def a_reason_is_chosen_and_said(record: Record, around: Around) -> Iterator[Finding]:
    """The director reads it later, when nobody is there to ask."""
    if not isinstance(record, BreakGlass):
        return
    if record.reason is None:
        yield say(record, "", BLOCKS, "reason", N_("Choose why it must be opened."))
    if not (record.in_words or "").strip():
        yield say(record, "", BLOCKS, "in_words", N_("Say in a few words what happened."))


RULES = (a_reason_is_chosen_and_said,)
