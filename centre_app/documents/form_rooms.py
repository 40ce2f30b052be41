"""Which room a question gets on paper, by its kind of answer; and what of an answer has no room there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from centre_app.answers_said import answer_said
from centre_app.choices import choices
from centre_app.dates import AGE_ESTIMATE, DAY, MONTH, YEAR, Birth, PartialDate
from centre_app.documents.blocks import Block, Stack, words
from centre_app.documents.form_answers import (
    CLOSE_HAND,
    CLOSE_HAND_ALONE,
    HAND,
    AsHighAs,
    DigitBoxes,
    TickList,
    WrittenLines,
)
from centre_app.documents.furniture import Tick
from centre_app.documents.lines import Style
from centre_app.language import N_, Language
from centre_app.questions import (
    BirthDay,
    Day,
    DecimalNumber,
    Francs,
    Moment,
    OneOf,
    PartialDay,
    Question,
    Record,
    Reference,
    SomeOf,
    WholeNumber,
    Words,
    YesNo,
)

WRITTEN = Style(size=10.5, leading=13.5)
TICKED = Style(size=9.2, leading=14)
TICKED_CLOSE = Style(size=9.2, leading=12.8)
SMALL = Style(size=8, leading=10.5)
A_DAY, AN_HOUR = "00/00/0000", "00:00"
MOST_TICKS = 15  # of a list of which one is chosen; a longer one stands at the end, and a line takes what is chosen
MOST_TO_PRINT = 100  # choices; of a longer list, such as the countries of the world, the word is written
NameOf = Callable[[str, str], str]  # a table and an id


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """Whose answers stand on a sheet: the records of one kind, and how what they name is called."""

    name_of: NameOf
    kept_for: Callable[[Record, str], str] = lambda _record, _name: ""


@dataclass(slots=True)
class LeftOver:
    """What has no room where it is asked: words that go on, and lists too long to tick."""

    words: list[tuple[str, str]] = field(default_factory=list)  # the number of a question, and what goes on
    lists: dict[str, list[str]] = field(default_factory=dict)  # the name of a list, and the questions that choose of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """Makes the room of one answer after the other, on a form in a language; `is_close` where that saves a sheet."""

    language: Language
    filled: Filled | None
    left_over: LeftOver
    most_ticks: int = MOST_TICKS
    sex: str | None = None  # of the person whose answers they are
    is_close: bool = False

    def of(self, question: Question, number: str, record: Record | None, *, table: str, width: float) -> Block:
        """Return the room for an answer to a question of a record of that table, with it or blank."""
        answer = getattr(record, question.name) if record is not None else None
        say = self.language.say
        match question.kind:
            case YesNo():
                return self._ticks([(True, say(N_("Yes"))), (False, say(N_("No")))], {answer})
            case OneOf(choices=listed) if self.is_ticked(listed):
                return self._choices(listed, number, {answer} if answer else set())
            case OneOf(choices=listed):
                if answer is None and len(choices(listed).keys) <= MOST_TO_PRINT:
                    self.left_over.lists.setdefault(listed, []).append(number)
                return self._lines(1, number, self._said(question, record), width)
            case SomeOf(choices=listed):
                return self._choices(listed, number, set(answer or ()))
            case Day():
                return DigitBoxes(A_DAY, _digits(answer))
            case Moment():
                return DigitBoxes(f"{A_DAY}  {AN_HOUR}", _digits_of_moment(answer))
            case BirthDay():
                return self._birth(answer, number, width)
            case PartialDay():
                return self._partial(answer, number)
            case WholeNumber(unit=unit):
                return self._line(self._number(answer), after=unit)
            case Francs():
                return self._line(self._number(answer), after=say(N_("F CFA")))
            case DecimalNumber():
                return self._line(self._number(answer))
            case Words(several_lines=True):
                return self._lines(LINES.get((table, question.name), 3), number, answer or "", width)
        return self._lines(1, number, self._said(question, record), width)

    def is_ticked(self, listed: str) -> bool:
        return len(choices(listed).keys) <= self.most_ticks

    def _said(self, question: Question, record: Record | None) -> str:
        if record is None:
            return ""
        if isinstance(question.kind, Reference) and self.filled is not None:
            return self.filled.name_of(question.kind.table, getattr(record, question.name) or "")
        return answer_said(record, question.name, self.language, sex=self.sex)

    def _number(self, answer: Any) -> str:
        return "" if answer is None else self.language.number(answer)

    def _line(self, text: str, *, after: str = "") -> WrittenLines:
        return WrittenLines(1, WRITTEN, text, after=after, pitch=CLOSE_HAND_ALONE if self.is_close else HAND)

    def _lines(self, count: int, number: str, text: str, width: float) -> Block:
        pitch = CLOSE_HAND if self.is_close else HAND
        room = WrittenLines(count, WRITTEN, text, pitch=pitch) if count > 1 else self._line(text)
        if rest := room.left_over(width):
            self.left_over.words.append((number, rest))
        return room

    def _ticks(self, offered: list[tuple[Any, str]], chosen: set[Any]) -> Block:
        style = TICKED_CLOSE if self.is_close else TICKED
        return TickList([Tick(label, key in chosen) for key, label in offered], style)

    def _choices(self, listed: str, number: str, chosen: set[str]) -> Block:
        """Return boxes to tick; what was chosen and is offered no more is said at the end."""
        of_list = choices(listed)
        for key in chosen - set(of_list.keys):
            self.left_over.words.append((number, of_list.label(key, self.language, self.sex)))
        blank = self._ticks(of_list.offered(self.language), set(chosen))
        return (
            AsHighAs(self._ticks(of_list.offered(self.language, self.sex), set(chosen)), blank) if self.sex else blank
        )

    def _birth(self, answer: Birth | None, number: str, width: float) -> Block:
        said_on = answer.said_on if answer is not None and answer.precision == AGE_ESTIMATE else None
        age = answer_age(answer) if said_on else ""
        or_age = self.language.say(N_("or the age that was said: years, and on which day"))
        return Stack(
            [
                self._partial(answer if said_on is None else None, number),
                words(or_age, SMALL.quiet()).after(4),
                DigitBoxes(f"00  {A_DAY}", f"{age:>2}{_digits(said_on)}" if said_on else "").after(2),
            ]
        )

    def _partial(self, answer: PartialDate | None, number: str) -> Block:
        """Return the boxes of a day of which perhaps only the month or the year is known."""
        digits = ""
        if answer is not None:
            whole = _digits(answer.first)
            shown = {DAY: whole, MONTH: "  " + whole[2:], YEAR: "    " + whole[4:]}
            digits = shown.get(answer.precision, "")
            if not digits:
                between = self.language.say(N_("between {first} and {last}"), first=answer.first, last=answer.last)
                self.left_over.words.append((number, between))
        known = self.language.say(N_("Leave empty what is not known."))
        return Stack([DigitBoxes(A_DAY, digits), words(known, SMALL.quiet()).after(2)])


# Words over several lines have three, but where more is told, or less.
LINES: Mapping[tuple[str, str], int] = {
    ("first_accounts", "account"): 16,
    ("case_notes", "text"): 12,
    ("incidents", "description"): 8,
    ("safety_plans", "what_to_do"): 5,
    ("care_plans", "wishes"): 4,
    ("care_plans", "situation"): 5,
    ("person_descriptions", "description"): 2,
    ("transfers", "best_interest"): 4,
    ("reunifications", "best_interest"): 4,
}


def answer_age(birth: Birth | None) -> str:
    """Return how old somebody was said to be, the youngest of it."""
    if birth is None or birth.said_on is None:
        return ""
    return str(
        birth.said_on.year
        - birth.last.year
        - ((birth.said_on.month, birth.said_on.day) < (birth.last.month, birth.last.day))
    )


def _digits(day: date | None) -> str:
    return day.strftime("%d%m%Y") if day is not None else ""


def _digits_of_moment(moment: datetime | None) -> str:
    return moment.astimezone().strftime("%d%m%Y%H%M") if moment is not None else ""
