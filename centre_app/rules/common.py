"""Rules that hold for every record: V25 (dates that cannot be), V29 (zero is not "unknown"), what is to be filled and kept."""

import dataclasses
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cache

from centre_app.choices import choices
from centre_app.dates import PartialDate
from centre_app.language import N_
from centre_app.questions import Day, OneOf, PartialDay, Record, Reference, SomeOf
from centre_app.records import ListEntry
from centre_app.rules.around import Around, say
from centre_app.rules.findings import BLOCKS, INFORMS, WARNS, Finding
from centre_app.rules.needed import NEEDED

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
        "expected_back_on",
    }
)
REASONS, STAFF = "missing_reason", "staff"
# What opens a gate by its day, which one that lies ahead would open by itself; and what is counted, and only once it was.
NEVER_AHEAD = frozenset(
    {
        ("consents", "given_on"),
        ("place_requests", "asked_on"),
        ("presence_nights", "night"),
        ("roll_calls", "night"),
        ("meal_days", "held_on"),
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
            severity = BLOCKS if (record.table, name) in NEVER_AHEAD else WARNS
            yield say(record, "V25", severity, name, N_("This day has not come yet. Check the date."))
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
    needed = NEEDED.get(type(record), ())
    for name, severity in _required(type(record)):  # type: ignore[arg-type]  # as above
        if not _is_nothing(getattr(record, name)):
            continue
        if name in needed:
            yield say(record, "", BLOCKS, name, N_("Without this answer it cannot be saved."))
        elif name not in record.missing:
            yield say(record, "", severity, name, N_("To be filled in, now or later."))


def a_new_record_says_something(record: Record, around: Around) -> Iterator[Finding]:
    """A form that somebody saved by mistake is not kept: whose it is, who writes and today are filled in by the program.

    What is written with others as one act says something by being among them.
    """
    if record.rev or record.missing or not around.is_alone:
        return
    asked = _told_by_a_person(type(record))  # type: ignore[arg-type]  # as above
    answers = ((name, getattr(record, name)) for name in asked)
    if asked and all(_is_nothing(answer) or _is_filled_in(name, answer, asked, around) for name, answer in answers):
        yield say(record, "", BLOCKS, "", N_("Nothing is written yet: answer one question at least."))


def _is_filled_in(name: str, answer: object, asked: Mapping[str, object], around: Around) -> bool:
    return answer == asked[name] or (name not in PLANNED and answer == around.today)


@cache
def _told_by_a_person(record_type: type[Record]) -> Mapping[str, object]:
    """Return the questions that somebody answers, with the answer they begin with."""
    begin = {field.name: field.default for field in dataclasses.fields(record_type)}
    asked = record_type.questions.items()
    return {
        name: begin[name]
        for name, question in asked
        if not isinstance(question.kind, Reference) or (question.label and question.kind.table != STAFF)
    }


@cache
def _required(record_type: type[Record]) -> tuple[tuple[str, str], ...]:
    """Return the questions to be filled in, and how grave it is when one is not."""
    return tuple(
        (name, BLOCKS if isinstance(question.kind, Reference) else INFORMS)
        for name, question in record_type.questions.items()
        if question.required
    )


def choices_are_of_their_list(record: Record, around: Around) -> Iterator[Finding]:
    """Of the program's list, or one that headquarters added to it.

    What an old register or a newer program wrote there before is no reason not to save the rest of a record.
    """
    for name, listed in _choices_asked(type(record)):  # type: ignore[arg-type]  # as above
        if getattr(record, name) is None:
            continue
        strange = _chosen(record, name) - choices(listed).entries.keys()
        before = around.before(record) if strange else None
        strange -= _chosen(before, name) if before is not None else frozenset()
        if strange and strange - {entry.key for entry in around.find(ListEntry, list_name=listed)}:
            yield say(record, "", BLOCKS, name, N_("This is not one of the choices. Choose again."))


def reasons_for_no_answer_are_of_their_list(record: Record, around: Around) -> Iterator[Finding]:
    strange = {name: why for name, why in record.missing.items() if why not in choices(REASONS).all_keys}
    before = around.before(record) if strange else None
    for name, why in strange.items():
        if before is None or before.missing.get(name) != why:
            yield say(record, "", BLOCKS, name, N_("This is not one of the choices. Choose again."))


@cache
def _choices_asked(record_type: type[Record]) -> tuple[tuple[str, str], ...]:
    """Return the questions that are answered with choices, each with its list."""
    return tuple(
        (name, question.kind.choices)
        for name, question in record_type.questions.items()
        if isinstance(question.kind, (OneOf, SomeOf))
    )


def _chosen(record: Record, name: str) -> frozenset[str]:
    """Return the choices that an answer makes: one, several or none."""
    answer = getattr(record, name)
    return frozenset({answer} if isinstance(answer, str) else answer or ()) - {""}


def a_record_stays_with_its_person_and_in_its_file(record: Record, around: Around) -> Iterator[Finding]:
    """What was written about one girl never becomes another's, but where a form asks whom it is about."""
    belongs_by = _belongs_by(type(record)) if record.rev else ()  # type: ignore[arg-type]  # as above
    before = around.before(record) if belongs_by else None
    for name in belongs_by if before is not None else ():
        stood = getattr(before, name)
        if stood and getattr(record, name) != stood:
            message = N_("This belongs to one person and one file, and stays there. Take it back, and write it anew.")
            yield say(record, "", BLOCKS, name, message)


@cache
def _belongs_by(record_type: type[Record]) -> tuple[str, ...]:
    """Return the references to whom a record is about that no form asks for."""
    asked = record_type.questions
    return tuple(name for name in ("person_id", "case_id") if name in asked and not asked[name].label)


def answers_can_be_kept(record: Record, around: Around) -> Iterator[Finding]:
    """Half a character, as a broken paste leaves it, and numbers that no column holds; SQLite would choke on them.

    It is asked before all others: they may count on answers that can be compared and counted with.
    """
    yield from words_beside_answers_can_be_kept(record, around)
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


def words_beside_answers_can_be_kept(record: Record, around: Around) -> Iterator[Finding]:
    """The same of what is asked by no question: what a record is known by, and why it is taken back."""
    for words in (record.id, record.void_reason or ""):
        if not (words.isascii() or _is_whole_text(words)):
            yield say(record, "", BLOCKS, "", N_("A sign in this answer is broken. Delete it and type it again."))


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
    choices_are_of_their_list,
    reasons_for_no_answer_are_of_their_list,
    a_record_stays_with_its_person_and_in_its_file,
)
