"""Rules that hold for every record: V25 (dates that cannot be), V29 (zero is not "unknown"), what is to be filled."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache

from centre_app.dates import PartialDate
from centre_app.language import N_
from centre_app.questions import Day, PartialDay, Record, Reference
from centre_app.rules.around import Around, say
from centre_app.rules.findings import BLOCKS, INFORMS, WARNS, Finding

EARLIEST = date(2000, 1, 1)
LARGEST = 2**53  # what every reader of a bundle holds exactly; a column would hold more
FIRST_YEAR, LAST_YEAR = 1800, 2199  # of any day at all; who says 110 years may be told of somebody long dead
# Days that lie ahead by their nature: plans, appointments, terms.
PLANNED = frozenset(
    {
        "due_on",
        "review_on",
        "next_on",
        "planned_to",
        "to_on",
        "closed_from",
        "closed_to",
        "active_from",
        "active_to",
        "expires_on",
    }
)
# What counts as "no answer"; 0 and "no" are answers.
_NOTHING: tuple[object, ...] = (None, "", frozenset())


def v25_events_are_neither_ahead_nor_before_2000(record: Record, around: Around) -> Iterator[Finding]:
    """A wrong clock or a slip of the finger shows as a date that cannot be (plans and births excepted)."""
    for name in _days_asked(type(record)):  # type: ignore[arg-type]  # mypy takes the hash of a record for that of its class
        days = _days_of(getattr(record, name))
        if days is None:
            continue
        first, last = days
        if first > around.today:
            yield say(record, "V25", WARNS, name, N_("This day has not come yet. Check the date."))
        elif last < EARLIEST:
            yield say(record, "V25", WARNS, name, N_("This day is before the year 2000. Check the date."))


@cache
def _days_asked(record_type: type[Record]) -> tuple[str, ...]:
    """Return the questions that ask for the day of an event."""
    asked = record_type.questions.items()
    # not isinstance: a birth is a partial day too, and no event of the house
    return tuple(name for name, question in asked if type(question.kind) in (Day, PartialDay) and name not in PLANNED)


def _days_of(answer: date | PartialDate | None) -> tuple[date, date] | None:
    """Return the first and last day an event can have been on; None where it is not known."""
    if isinstance(answer, PartialDate):
        return answer.first, answer.last
    return (answer, answer) if answer else None


def v29_an_answer_and_a_reason_for_none_exclude_each_other(record: Record, around: Around) -> Iterator[Finding]:
    """ "0" and "not known" are different values everywhere: nobody may answer 0 and say that it is not known."""
    for name in record.missing:
        if name not in record.questions or not _is_nothing(getattr(record, name)):
            yield say(
                record, "V29", BLOCKS, name, N_("There is an answer and a reason for having none. Keep one of the two.")
            )


def required_answers_are_given_or_explained(record: Record, around: Around) -> Iterator[Finding]:
    """What a file needs before it can be called complete: an answer, or the reason why there is none."""
    for name, severity in _required(type(record)):  # type: ignore[arg-type]  # as above
        if _is_nothing(getattr(record, name)) and name not in record.missing:
            yield say(record, "", severity, name, N_("To be filled in, now or later."))


@cache
def _required(record_type: type[Record]) -> tuple[tuple[str, str], ...]:
    """Return the questions to be filled in, and how grave it is when one is not."""
    return tuple(
        (name, BLOCKS if isinstance(question.kind, Reference) else INFORMS)
        for name, question in record_type.questions.items()
        if question.required
    )


def answers_can_be_kept(record: Record, around: Around) -> Iterator[Finding]:
    """Half a character, as a broken paste leaves it, and numbers that no column holds; SQLite would choke on them."""
    for name in record.questions:
        match getattr(record, name):
            case None:
                continue
            case str() as words if not (words.isascii() or _is_whole_text(words)):
                yield say(record, "", BLOCKS, name, N_("A sign in this answer is broken. Delete it and type it again."))
            case int() as number if not -LARGEST <= number < LARGEST:
                yield say(record, "", BLOCKS, name, N_("This number is too large. Check it."))
            case Decimal() as number if not number.is_finite():
                yield say(record, "", BLOCKS, name, N_("This is not a number. Check it."))
            case (date() | PartialDate()) as day if not _is_of_our_time(day):
                yield say(record, "", BLOCKS, name, N_("Nobody alive has seen such a year. Check the date."))


def _is_of_our_time(day: date | PartialDate) -> bool:
    """What is due is counted from days: a year at the edge of what a calendar holds would break it for everybody."""
    first, last = (day.first, day.last) if isinstance(day, PartialDate) else (day, day)
    return first.year >= FIRST_YEAR and last.year <= LAST_YEAR


def _is_whole_text(words: str) -> bool:
    try:
        words.encode()
    except UnicodeEncodeError:
        return False
    return True


def _is_nothing(answer: object) -> bool:
    return answer in _NOTHING


RULES = (
    v25_events_are_neither_ahead_nor_before_2000,
    v29_an_answer_and_a_reason_for_none_exclude_each_other,
    required_answers_are_given_or_explained,
    answers_can_be_kept,
)
