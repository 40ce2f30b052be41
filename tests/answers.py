"""Any record with any answers, for property tests: whatever can be declared can be kept."""

from datetime import UTC, date, datetime
from decimal import Decimal

from hypothesis import strategies as st

from centre_app.choices import choices
from centre_app.dates import Birth, PartialDate
from centre_app.kept_for_others import KEPT
from centre_app.questions import (
    BirthDay,
    Day,
    DecimalNumber,
    Francs,
    Kind,
    Moment,
    OneOf,
    PartialDay,
    Phone,
    Place,
    Question,
    Record,
    Reference,
    SomeOf,
    WholeNumber,
    Words,
    YesNo,
)

# Everything a keyboard of this country gives, and what a paste may bring along; half a character cannot be kept.
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40) | st.sampled_from(
    ["N’Diaye", "Sɛbɛ ɲɛnɛ ŋɔ", "'; DROP TABLE persons; --", "=1+1", "a\tb\r\nc", "\x00", "👶🏾", "\u202eabc"]
)
DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))
NUMBERS = st.integers(1 - 2**53, 2**53 - 1)
MOMENTS = st.datetimes(datetime(1970, 1, 1), datetime(2199, 12, 31), timezones=st.just(UTC)).map(  # noqa: DTZ001
    lambda moment: moment.replace(microsecond=0)
)
PARTIAL = st.tuples(DAYS, DAYS).map(lambda two: PartialDate.between(min(two), max(two))) | st.builds(
    PartialDate.in_month, st.integers(1900, 2199), st.integers(1, 12)
)
BIRTHS = PARTIAL.map(lambda day: Birth(first=day.first, last=day.last, precision=day.precision)) | st.builds(
    Birth.of_age, st.integers(0, 40), st.integers(40, 60), said_on=DAYS
)
DECIMALS = st.decimals(allow_nan=False, allow_infinity=False, min_value=Decimal(-1000), max_value=Decimal(1000))


# The reasons that a person can give; that an answer is kept for others, only the register says.
REASONS = sorted(set(choices("missing_reason").all_keys) - {KEPT})


def answers_to(question: Question) -> st.SearchStrategy:
    """Return any answer to a question, none included; a reference may point anywhere, and some must point somewhere."""
    if isinstance(question.kind, Reference) and question.required:
        return st.uuids().map(str)
    if isinstance(question.kind, SomeOf):
        return st.frozensets(st.sampled_from(choices(question.kind.choices).all_keys), max_size=4)
    return st.none() | _answers_of(question.kind)


def _answers_of(kind: Kind) -> st.SearchStrategy:
    match kind:
        case OneOf(choices=name):
            return st.sampled_from(choices(name).all_keys)
        case Reference():
            return st.uuids().map(str)
        case Phone():
            return st.integers(10**7, 10**8 - 1).map(lambda number: f"+223{number}")
        case Words() | Place():
            return WORDS
        case WholeNumber() | Francs():
            return NUMBERS
        case YesNo():
            return st.booleans()
        case Day():
            return DAYS
        case Moment():
            return MOMENTS
        case BirthDay():
            return BIRTHS
        case PartialDay():
            return PARTIAL
        case DecimalNumber():
            return DECIMALS
    raise AssertionError(f"no answers for {kind}")


def records_of(record_type: type[Record]) -> st.SearchStrategy:
    """Return any record of a type, never saved."""
    missing = st.dictionaries(st.sampled_from(sorted(record_type.questions)), st.sampled_from(REASONS), max_size=3)
    asked = {name: answers_to(question) for name, question in record_type.questions.items()}
    return st.builds(record_type, missing=missing, **asked)
