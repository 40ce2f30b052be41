"""One form on paper, blank or with answers: the questions of the screen in its order and under its numbers.

Blank and filled are laid out by the same blocks, so that every question stands in the same place on both.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from centre_app.choices import choices
from centre_app.documents.blocks import Block, Columns, Stack, Together, words
from centre_app.documents.fonts import BOLD
from centre_app.documents.form_answers import DigitBoxes, NamesInColumns, TickList, WrittenLines
from centre_app.documents.form_rooms import A_DAY, SMALL, TICKED, WRITTEN, Filled, LeftOver, Room
from centre_app.documents.furniture import MM, FactsFrame, Framed, SignatureBox, Tick, WritingLines
from centre_app.documents.lines import TEXT_GREY, Style
from centre_app.documents.page import A4_SHEET, GUTTER, Furniture, Looks, page_room
from centre_app.documents.tables import Row, Table
from centre_app.forms.form import Form, Group, Line
from centre_app.language import N_, NO_BREAK, Language
from centre_app.questions import OneOf, Question, Record, SomeOf, Words
from centre_app.rules.needed import NEEDED

# Why there is no answer, as a column to tick for each; other reasons are written at the end.
REASONS: Mapping[str, str] = {
    "unknown": N_("not known"),
    "refused": N_("says no"),
    "not_asked": N_("later on"),
}
_TITLE = Style(face=BOLD, size=18, leading=22)
_LABEL = Style(size=9.5, leading=12)
_NUMBER = Style(size=8, leading=12, grey=TEXT_GREY)
_REASON = Style(size=7.5, leading=9, grey=TEXT_GREY)
SHARES = (36.0, 130.0, 234.0, 31.0, 31.0, 31.0)  # number, question, answer, and a column for each reason
_CELL = A4_SHEET.text_width / sum(SHARES)
_NARROW = SHARES[2] * _CELL - 6  # room for an answer, and for a long one under its question
_WIDE = (SHARES[1] + SHARES[2]) * _CELL - 6
_ROOM_TO_TICK, _FEW_TICKS = 180.0, 3  # in a narrow column one writes what one chooses of more than a few
_FEW = 3  # questions asked of several people or things that find room beside one another


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSheet:
    """One form as it is printed. `records` are those whose answers stand on it; none for a blank one."""

    form: Form
    centre: str
    records: Sequence[Record] = ()
    code: str = ""
    written_by: str = ""
    written_on: date | None = None
    filled: Filled | None = None
    printed_at: datetime
    is_training: bool = False


def title_of(form: Form, language: Language) -> str:
    """Return "Fiche 43 · Visite médicale"."""
    return language.say(N_("Form {number} · {title}"), number=form.number, title=language.say(form.title))


def furniture_of(sheet: FormSheet, language: Language) -> Furniture:
    """Return what stands round the text. A blank form is no secret."""
    title = title_of(sheet.form, language)
    return Furniture(
        title=title,
        author=sheet.centre,
        printed_at=sheet.printed_at,
        is_training=sheet.is_training,
        head=title,
        head_right=sheet.centre,
        foot=title,
        foot_second=[language.say(N_("Printed on {day}"), day=sheet.printed_at.date())],
        mark=language.say(N_("Confidential")) if sheet.records else "",
    )


def blocks_of(sheet: FormSheet, language: Language) -> list[Block]:
    """Return the whole form: head, questions, who wrote it, and at the end what had no room."""
    return _Sheet(sheet, language).blocks()


class _Sheet:
    def __init__(self, sheet: FormSheet, language: Language) -> None:
        self._sheet, self._form, self._say, self._language = sheet, sheet.form, language.say, language
        self._looks = Looks()
        self._left_over = LeftOver()
        self._room = Room(language=language, filled=sheet.filled, left_over=self._left_over)

    def blocks(self) -> list[Block]:
        questions = [block.after(7) for group in self._form.groups for block in self._group(group)]
        return [self._head(), *questions, self._written_by().after(9), *self._end()]

    # --- head and foot -----------------------------------------------------------------------------------------

    def _head(self) -> Block:
        sheet, language = self._sheet, self._language
        day = language.day(sheet.written_on) if sheet.written_on else NO_BREAK
        left = Stack(
            [
                words(sheet.centre.upper(), self._looks.over_title),
                words(title_of(self._form, language), _TITLE, tag="H1").after(2),
                words(self._how_to(), SMALL.quiet()).after(3),
            ]
        )
        facts = [
            (self._say(N_("File number")), sheet.code or NO_BREAK),
            (self._say(N_("Written on")), day),
            (self._say(N_("Written by")), sheet.written_by or NO_BREAK),
        ]
        return Columns(left, FactsFrame(facts, self._looks.table, label_width=24 * MM), gap=GUTTER, share=0.55)

    def _how_to(self) -> str:
        return self._say(N_("Write in capitals, a figure in each box. * must be filled in. Type it into the register as soon as the power is back."))  # fmt: skip

    def _written_by(self) -> Block:
        style = self._looks.second
        typed = Stack(
            [
                words(self._say(N_("Typed into the register on")), style),
                DigitBoxes(A_DAY).after(3),
                WritingLines(self._say(N_("by")), style, lines=1).after(2),
            ]
        )
        who = SignatureBox(
            who=self._say(N_("Whoever wrote this sheet")),
            name="",
            under_line=self._say(N_("Name, day, signature")),
            thumb=None,
            style=style,
        )
        return Columns(who, typed, gap=GUTTER)

    def _end(self) -> Iterator[Block]:
        """Give what had no room: the words that go on, and the lists of which one is chosen."""
        for number, rest in self._left_over.words:
            yield words(f"{number}  … {rest}", WRITTEN).after(8)
        for listed, numbers in self._left_over.lists.items():
            of_list = choices(listed)
            asked = self._language.list_of(dict.fromkeys(numbers))
            heading = words(self._say(N_("To choose from for question {numbers}"), numbers=asked), self._looks.goal)
            names = NamesInColumns([label for _key, label in of_list.offered(self._language)], SMALL)
            yield Together(Stack([heading, names.after(3)]), page_height=page_room()).after(12)

    # --- groups ------------------------------------------------------------------------------------------------

    def _group(self, group: Group) -> Iterator[Block]:
        if group.note:
            note = words(self._say(group.note), self._looks.second)
            yield Framed(note) if group.is_sealed else note
        if group.is_sealed:
            return
        if group.each_of:
            yield self._grid(group, choices(group.each_of).offered(self._language))
        elif group.rows and len([name for line in group.lines for name in line.questions]) <= _FEW:
            yield self._grid(group, [("", "")] * group.rows)
        else:
            yield self._table(group)

    def _record_of(self, kind: type[Record], place: int = 0) -> Record | None:
        found = [one for one in self._sheet.records if type(one) is kind]
        return found[place] if place < len(found) else None

    def _of_choice(self, group: Group, kind: type[Record], place: int) -> Record | None:
        """Return the record of one choice of the list over which a group goes."""
        key = choices(group.each_of).keys[place]
        of_list = [
            name
            for name, question in kind.questions.items()
            if isinstance(question.kind, OneOf) and question.kind.choices == group.each_of
        ]
        found = (one for one in self._sheet.records if type(one) is kind)
        return next((one for one in found if any(getattr(one, name) == key for name in of_list)), None)

    # --- questions under one another ---------------------------------------------------------------------------

    def _table(self, group: Group) -> Table:
        gives_reasons = any(line.may_be_missing for line in group.lines)
        head = Row(
            cells=[
                words("", _NUMBER),
                words(self._say(group.head) if group.head else self._say(N_("Question")), self._looks.table_head),
                words(self._say(N_("Answer")), self._looks.table_head.quiet()),
                *(words(self._say(reason) if gives_reasons else "", _REASON) for reason in REASONS.values()),
            ]
        )
        return Table(shares=SHARES, head=head, rows=list(self._rows(group)), row_height=22.0)

    def _rows(self, group: Group) -> Iterator[Row]:
        for place in range(group.rows or 1):
            if group.rows > 1:
                yield Row(cells=[words(str(place + 1), self._looks.goal)], spans=[len(SHARES)], shaded=True, keeps_with_next=True)  # fmt: skip
            for line in group.lines:
                for name in line.questions:
                    yield self._row(line, name, self._record_of(line.record_type, place))

    def _row(self, line: Line, name: str, record: Record | None) -> Row:
        question = line.record_type.questions[name]
        number = self._form.numbers[line.record_type, name]
        why = [self._why(reason, name, record) if line.may_be_missing else words("", _REASON) for reason in REASONS]
        self._keep_other_reason(number, name, record)
        label = self._label(question, line.record_type)
        if isinstance(question.kind, Words) and question.kind.several_lines:
            both = Stack([label, self._room.of(question, number, record, table=line.record_type.table, width=_WIDE)])
            return Row(cells=[words(number, _NUMBER), both, *why], spans=(1, 2, 1, 1, 1))
        answer = self._room.of(question, number, record, table=line.record_type.table, width=_NARROW)
        return Row(cells=[words(number, _NUMBER), label, answer, *why])

    def _label(self, question: Question, record_type: type[Record]) -> Block:
        star = " *" if question.required or question.name in NEEDED.get(record_type, ()) else ""
        label = self._say(question.label) or question.name
        several = self._say(N_("Several may be ticked.")) if isinstance(question.kind, SomeOf) else ""
        hint = " ".join(part for part in (self._say(question.hint) if question.hint else "", several) if part)
        return Stack([words(label + star, _LABEL), *([words(hint, SMALL.quiet())] if hint else [])])

    def _why(self, reason: str, name: str, record: Record | None) -> Block:
        return TickList([Tick("", record is not None and record.missing.get(name) == reason)], TICKED)

    def _keep_other_reason(self, number: str, name: str, record: Record | None) -> None:
        if record is None or self._sheet.filled is None:
            return
        why = record.missing.get(name)
        if kept := self._sheet.filled.kept_for(record, name):
            self._left_over.words.append((number, kept))
        elif why is not None and why not in REASONS:
            self._left_over.words.append((number, choices("missing_reason").label(why, self._language)))

    # --- a few questions beside one another, of several people or things ---------------------------------------

    def _grid(self, group: Group, lines: Sequence[tuple[str, str]]) -> Table:
        asked = [(line.record_type, name) for line in group.lines for name in line.questions]
        heads = [
            Stack([
                words(self._form.numbers[kind, name], _NUMBER),
                words(self._say(kind.questions[name].label), self._looks.table_head.quiet()),
            ])
            for kind, name in asked
        ]  # fmt: skip
        shares = [30.0, *(70.0 / len(asked) for _ in asked)]
        named = self._say(group.head) if group.head else ""
        rows = [
            Row(cells=[self._who_or_what(label), *self._answers(group, asked, place, shares)])
            for place, (_key, label) in enumerate(lines)
        ]
        return Table(shares=shares, head=Row(cells=[words(named, self._looks.table_head), *heads]), rows=rows, row_height=24.0)  # fmt: skip

    def _who_or_what(self, label: str) -> Block:
        """Return what a line is about; where no list says it, a line to write it on."""
        return words(label, _LABEL) if label else WrittenLines(1, WRITTEN)

    def _answers(
        self, group: Group, asked: Sequence[tuple[type[Record], str]], place: int, shares: Sequence[float]
    ) -> Iterator[Block]:
        total = sum(shares)
        for (kind, name), share in zip(asked, shares[1:], strict=True):
            record = self._of_choice(group, kind, place) if group.each_of else self._record_of(kind, place)
            question = kind.questions[name]
            if isinstance(question.kind, Words):
                question = replace(question, kind=Words())  # one line is what there is room for
            width = share / total * A4_SHEET.text_width - 6
            if isinstance(question.kind, OneOf) and all(key.isdigit() for key in choices(question.kind.choices).keys):
                chosen = getattr(record, name) if record is not None else None
                ticks = [Tick(key, key == chosen) for key in choices(question.kind.choices).keys]
                yield TickList(ticks, TICKED)  # the note over the table says what each figure means
                continue
            room = self._room if width > _ROOM_TO_TICK else replace(self._room, most_ticks=_FEW_TICKS)
            yield room.of(question, self._form.numbers[kind, name], record, table=kind.table, width=width)
