"""What any question answers, organisations, and days known in part."""

from datetime import date
from typing import Any

from centre_app import places
from centre_app.case_data.derivations.values import InWords, Keys, Line, Value
from centre_app.choices import choices
from centre_app.dates import DAY, MONTH, YEAR, PartialDate
from centre_app.phones import as_e164
from centre_app.questions import OneOf, SomeOf
from centre_app.records import Organisation

SHELTER = "shelter"


def nothing(line: Line, argument: str) -> Value:
    return None


def answer(line: Line, argument: str) -> Value:
    """Return the answer to a question, `Record.question`, as its kind tells what it is."""
    name, _, asked = argument.partition(".")
    record = line.named(name)
    if record is None or (given := getattr(record, asked)) in (None, frozenset()):
        return None
    question = type(record).questions[asked]
    match question.kind:
        case OneOf(choices=listed):
            return Keys([given]) if given in choices(listed) else None
        case SomeOf(choices=listed):
            return Keys(key for key in choices(listed).all_keys if key in given)
        case _ if isinstance(given, str) and (question.may_identify or question.identifies):
            return InWords(given)
    return given if isinstance(given, (str, int, date)) else str(given)


def place_name(line: Line, argument: str) -> Value:
    """Return the name of a place that is known; one in words is words."""
    name, _, asked = argument.partition(".")
    given = getattr(line.named(name), asked, None)
    if not given:
        return None
    known = places.place(given)
    return known.name if known else InWords(given)


# --- organisations ---------------------------------------------------------------------------------------------


def street_unless_shelter(line: Line, argument: str) -> Value:
    is_secret = isinstance(line.record, Organisation) and line.record.org_type == SHELTER
    return None if is_secret else _in_words(answer(line, argument))


def phone_of_organisation(line: Line, argument: str) -> Value:
    given = street_unless_shelter(line, argument)
    return InWords(as_e164(given) or given) if isinstance(given, str) else None


def _in_words(value: Value) -> Value:
    return InWords(value) if isinstance(value, str) else value


# --- days ------------------------------------------------------------------------------------------------------


def _partial(line: Line, argument: str) -> PartialDate | None:
    name, _, asked = argument.partition(".")
    given: Any = getattr(line.named(name), asked, None)
    return given if isinstance(given, PartialDate) else None


def day_known(line: Line, argument: str) -> Value:
    partial = _partial(line, argument)
    return partial.first if partial is not None and partial.precision == DAY else None


def as_well_as_known(line: Line, argument: str) -> Value:
    """Return a day, a month, a year, or the year in which an interval begins."""
    partial = _partial(line, argument)
    if partial is None:
        return None
    signs = {DAY: 10, MONTH: 7, YEAR: 4}.get(partial.precision, 4)
    return partial.first.isoformat()[:signs]
