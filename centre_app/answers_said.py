"""An answer as people read it, whatever its kind: for lists, facts and tables on screen and on paper."""

from centre_app.choices import choices
from centre_app.language import N_, Language
from centre_app.phones import phone_said
from centre_app.places import place_name
from centre_app.questions import (
    BirthDay,
    Day,
    DecimalNumber,
    Francs,
    Moment,
    OneOf,
    PartialDay,
    Phone,
    Place,
    Record,
    Reference,
    SomeOf,
    WholeNumber,
    YesNo,
)
from centre_app.wording import birth_as_told, partial_day


def answer_said(record: Record, name: str, language: Language, *, sex: str | None = None) -> str:
    """Return the answer to one question of a record in words; "" where there is none.

    What names another record is "" too: whoever holds the register says how that one is called.
    """
    answer = getattr(record, name)
    if answer is None:
        return ""
    match record.questions[name].kind:
        case OneOf(choices=listed):
            return choices(listed).label(answer, language, sex)
        case SomeOf(choices=listed):
            return language.list_of(choices(listed).labels(answer, language, sex))
        case YesNo():
            return language.say(N_("Yes")) if answer else language.say(N_("No"))
        case BirthDay():
            return birth_as_told(answer, language)
        case PartialDay():
            return partial_day(answer, language)
        case Day():
            return language.day(answer)
        case Moment():
            return language.moment(answer)
        case Francs():
            return language.amount(answer)
        case WholeNumber(unit=unit):
            return f"{language.number(answer)}\u00a0{unit}".strip()
        case DecimalNumber():
            return language.number(answer)
        case Phone():
            return phone_said(answer)
        case Place():
            return place_name(answer)
        case Reference():
            return ""
    return str(answer)
