"""Rules that hold for every record: V25 (dates that cannot be), V29 (zero is not "unknown"), what is to be filled."""

from collections.abc import Iterator
from datetime import date, datetime

from centre_app.language import N_
from centre_app.questions import Record, Reference
from centre_app.rules.around import Around, say
from centre_app.rules.findings import BLOCKS, INFORMS, WARNS, Finding

EARLIEST = date(2000, 1, 1)
# Days that lie ahead by their nature: plans, appointments, terms.
_PLANNED = frozenset({"due_on", "review_on", "next_on", "planned_to", "to_on", "closed_to", "active_to", "no_longer"})


def v25_events_are_neither_ahead_nor_before_2000(record: Record, around: Around) -> Iterator[Finding]:
    """A wrong clock or a slip of the finger shows as a date that cannot be (plans and births excepted)."""
    for name in record.questions:
        day = getattr(record, name)
        if isinstance(day, datetime) or not isinstance(day, date) or name in _PLANNED:
            continue
        if day > around.today:
            yield say(record, "V25", WARNS, name, N_("This day has not come yet. Check the date."))
        elif day < EARLIEST:
            yield say(record, "V25", WARNS, name, N_("This day is before the year 2000. Check the date."))


def v29_an_answer_and_a_reason_for_none_exclude_each_other(record: Record, around: Around) -> Iterator[Finding]:
    """ "0" and "not known" are different values everywhere: nobody may answer 0 and say that it is not known."""
    for name in record.missing:
        if name not in record.questions or getattr(record, name) not in (None, frozenset()):
            yield say(
                record, "V29", BLOCKS, name, N_("There is an answer and a reason for having none. Keep one of the two.")
            )


def required_answers_are_given_or_explained(record: Record, around: Around) -> Iterator[Finding]:
    """What a file needs before it can be called complete: an answer, or the reason why there is none."""
    for name, question in record.questions.items():
        if question.required and getattr(record, name) in (None, "", frozenset()) and name not in record.missing:
            severity = BLOCKS if isinstance(question.kind, Reference) else INFORMS
            yield say(record, "", severity, name, N_("To be filled in, now or later."))


RULES = (
    v25_events_are_neither_ahead_nor_before_2000,
    v29_an_answer_and_a_reason_for_none_exclude_each_other,
    required_answers_are_given_or_explained,
)
