"""One form on paper, blank or with answers: the questions of the screen in its order and under its numbers.

Blank and filled are laid out by the same blocks, so that every question stands in the same place on both.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from xml.sax.saxutils import escape

from centre_app.choices import choices
from centre_app.documents.blocks import Block, Columns, Stack, Together, marked, words
from centre_app.documents.fonts import BOLD
from centre_app.documents.form_answers import AsHighAs, DigitBoxes, NamesInColumns, TickList, WrittenLines
from centre_app.documents.form_rooms import A_DAY, SMALL, TICKED, WRITTEN, Filled, LeftOver, Room
from centre_app.documents.furniture import MM, FactsFrame, Framed, SignatureBox, Tick, WritingLines
from centre_app.documents.lines import TEXT_GREY, Style
from centre_app.documents.page import A4_SHEET, GUTTER, Furniture, Looks, on_fewest_pages, page_room
from centre_app.documents.tables import UNDER, Row, Table
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
_ROW, _ROW_TO_SIGN, _THUMB = 24.0, 34.0, 22.0  # of a list; the last is the share of a column to sign in
_BETWEEN, _BETWEEN_CLOSE, _CLOSE_UNDER = 7.0, 5.0, 2.8  # groups; words and the rule under them
_CONFIRMED = "consent_mode"  # the list of ways in which somebody confirms: by signature, thumb, word of mouth
_FEW = 3  # questions asked of several people or things that find room beside one another


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSheet:
    """One form as it is printed. `records` are those whose answers stand on it; none for a blank one.

    `code` and `sex` are those of the person whose file it belongs to.
    """

    form: Form
    centre: str
    records: Sequence[Record] = ()
    code: str = ""
    sex: str | None = None
    written_by: str = ""
    written_on: date | None = None
    filled: Filled | None = None
    printed_at: datetime
    is_training: bool = False


def title_of(form: Form, language: Language, sex: str | None = None) -> str:
    """Return "Fiche 43 · Visite médicale"."""
    return language.say(N_("Form {number} · {title}"), number=form.number, title=language.say(form.title, sex=sex))


def furniture_of(sheet: FormSheet, language: Language) -> Furniture:
    """Return what stands round the text. A blank form is no secret."""
    title = title_of(sheet.form, language, sheet.sex)
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
    """Return the whole form: head, questions, who wrote it, and at the end what had no room.

    Where the blank form takes fewer sheets with its lines closer together, so does the one with answers.
    """
    blank = FormSheet(form=sheet.form, centre=sheet.centre, printed_at=sheet.printed_at)
    layouts = [_Sheet(blank, language, is_close=is_close).blocks() for is_close in (False, True)]
    return _Sheet(sheet, language, is_close=on_fewest_pages(layouts) is layouts[1]).blocks()


class _Sheet:
    def __init__(self, sheet: FormSheet, language: Language, *, is_close: bool) -> None:
        self._sheet, self._form, self._language, self._is_close = sheet, sheet.form, language, is_close
        self._looks = Looks()
        self._left_over = LeftOver()
        self._room = Room(
            language=language, filled=sheet.filled, left_over=self._left_over, sex=sheet.sex, is_close=is_close
        )

    def _say(self, message: str, **parts: object) -> str:
        return self._language.say(message, sex=self._sheet.sex, **parts)

    def blocks(self) -> list[Block]:
        between = _BETWEEN_CLOSE if self._is_close else _BETWEEN
        questions = [block.after(between) for group in self._form.groups for block in self._group(group)]
        signed = [block.after(9) for block in self._signed()]
        return [self._head(), *questions, *signed, self._written_by().after(between + 2), *self._end()]

    # --- head and foot -----------------------------------------------------------------------------------------

    def _head(self) -> Block:
        sheet, language = self._sheet, self._language
        day = language.day(sheet.written_on) if sheet.written_on else NO_BREAK
        left = Stack(
            [
                words(sheet.centre.upper(), self._looks.over_title),
                words(title_of(self._form, language, sheet.sex), _TITLE, tag="H1").after(2),
                words(self._how_to(), SMALL.quiet()).after(3),
            ]
        )
        facts = [
            *([(self._say(N_("File number")), sheet.code or NO_BREAK)] if self._form.is_of_one_file else []),
            (self._say(N_("Written on")), day),
            (self._say(N_("Written by")), sheet.written_by or NO_BREAK),
        ]
        return Columns(left, FactsFrame(facts, self._looks.table, label_width=24 * MM), gap=GUTTER, share=0.55)

    def _how_to(self) -> str:
        return self._say(N_("Write in capitals, a figure in each box. * must be filled in. Type it into the register as soon as the power is back."))  # fmt: skip

    def _signed(self) -> Iterator[Block]:
        """Give room to sign where she is asked how she confirmed it; on a list there is a column for it."""
        asked = [
            number for (kind, name), number in self._form.numbers.items()
            if kind not in self._form.kinds_of_a_row and _is_confirmed(kind.questions[name])
        ]  # fmt: skip
        if not asked:
            return
        boxes = [self._to_sign(self._say(N_("{number} Signature or thumb"), number=number)) for number in asked]
        boxes += [self._to_sign(self._say(N_("Witness, where it was said aloud")))] if len(boxes) == 1 else []
        yield Columns(boxes[0], boxes[1], gap=GUTTER)

    def _to_sign(self, who: str) -> Block:
        thumb, under = self._say(N_("or thumb")), self._say(N_("signature and date"))
        return SignatureBox(who=who, name="", under_line=under, thumb=thumb, style=self._looks.second)

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
            heading = self._say(N_("To choose from for question {numbers}"), numbers=asked)
            labels = [label for _key, label in of_list.offered(self._language, self._sheet.sex)]
            yield Together(self._names(heading, labels), page_height=page_room()).after(7 if self._is_close else 12)

    def _names(self, heading: str, labels: Sequence[str]) -> Block:
        """Return a list to choose from in columns; where that saves a sheet one name behind the other, none broken."""
        if not self._is_close:
            return Stack([words(heading, self._looks.goal), NamesInColumns(labels, SMALL).after(3)])
        whole = f"{NO_BREAK}· ".join(label.replace(" ", NO_BREAK) for label in labels)
        return marked(f"<b>{escape(heading)}</b>{NO_BREAK}· {escape(whole)}", SMALL)

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
            yield self._grid(group, [("", self._who(group, place)) for place in range(self._rows_of(group))])
        else:
            yield self._table(group)

    def _rows_of(self, group: Group) -> int:
        """Return how many times a group is asked: more often where more is written than a blank sheet has room for."""
        if not group.rows:
            return 0
        written = [sum(type(one) is line.record_type for one in self._sheet.records) for line in group.lines]
        return max([group.rows, *written])

    def _who(self, group: Group, place: int) -> str:
        """Return whom a line of a list is about: the number of a file, as the head of a form has it."""
        record, filled = self._record_of(group.lines[0].record_type, place), self._sheet.filled
        case_id = getattr(record, "case_id", None)
        return filled.name_of("case_files", case_id) if filled is not None and case_id else ""

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
                words(self._say(N_("The answer")), self._looks.table_head.quiet()),
                *(words(self._say(reason) if gives_reasons else "", _REASON) for reason in REASONS.values()),
            ]
        )
        height, under = (20.0, _CLOSE_UNDER) if self._is_close else (22.0, UNDER)
        return Table(shares=SHARES, head=head, rows=list(self._rows(group)), row_height=height, under=under)

    def _rows(self, group: Group) -> Iterator[Row]:
        asked = [(line, name) for line in group.lines for name in line.questions]
        for place in range(self._rows_of(group) or 1):
            if group.rows > 1:
                yield Row(cells=[words(str(place + 1), self._looks.goal)], spans=[len(SHARES)], shaded=True, keeps_with_next=True)  # fmt: skip
            for at, (line, name) in enumerate(asked, start=1):
                row = self._row(line, name, self._record_of(line.record_type, place))
                # What is asked of one of several stays on one page, under its number.
                yield replace(row, keeps_with_next=group.rows > 1 and at < len(asked))

    def _row(self, line: Line, name: str, record: Record | None) -> Row:
        question = line.record_type.questions[name]
        number = self._form.numbers[line.record_type, name]
        why = [self._why(reason, name, record) if line.may_be_missing else words("", _REASON) for reason in REASONS]
        self._keep_other_reason(number, name, record)
        label = self._in_its_room(question, line.record_type)
        if isinstance(question.kind, Words) and question.kind.several_lines:
            both = Stack([label, self._room.of(question, number, record, table=line.record_type.table, width=_WIDE)])
            return Row(cells=[words(number, _NUMBER), both, *why], spans=(1, 2, 1, 1, 1))
        answer = self._room.of(question, number, record, table=line.record_type.table, width=_NARROW)
        return Row(cells=[words(number, _NUMBER), label, answer, *why])

    def _in_its_room(self, question: Question, record_type: type[Record]) -> Block:
        """Return a question in the words for whom it is about, as high as on the blank sheet."""
        sex = self._sheet.sex
        label = self._label(question, record_type, sex)
        return AsHighAs(label, self._label(question, record_type, None)) if sex else label

    def _label(self, question: Question, record_type: type[Record], sex: str | None) -> Block:
        say = self._language.say
        star = f"{NO_BREAK}*" if question.required or question.name in NEEDED.get(record_type, ()) else ""
        label = say(question.label, sex=sex) or question.name
        several = say(N_("Several may be ticked.")) if isinstance(question.kind, SomeOf) else ""
        hint = " ".join(part for part in (say(question.hint, sex=sex) if question.hint else "", several) if part)
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
        is_signed = any(_is_confirmed(kind.questions[name]) for kind, name in asked)
        to_sign = [_THUMB] if is_signed else []
        shares = [30.0, *((70.0 - sum(to_sign)) / len(asked) for _ in asked), *to_sign]
        heads += [Stack([words(self._say(N_("Signature or thumb")), self._looks.table_head.quiet())]) for _ in to_sign]
        named = self._say(group.head) if group.head else ""
        rows = [
            Row(
                cells=[
                    self._who_or_what(label),
                    *self._answers(group, asked, place, shares, label),
                    *[words("", _LABEL)] * len(to_sign),
                ]
            )
            for place, (_key, label) in enumerate(lines)
        ]
        return Table(shares=shares, head=Row(cells=[words(named, self._looks.table_head), *heads]), rows=rows, row_height=_ROW_TO_SIGN if is_signed else _ROW)  # fmt: skip

    def _who_or_what(self, label: str) -> Block:
        """Return what a line is about; where no list says it, a line to write it on."""
        return words(label, _LABEL) if label else WrittenLines(1, WRITTEN)

    def _answers(
        self, group: Group, asked: Sequence[tuple[type[Record], str]], place: int, shares: Sequence[float], label: str
    ) -> Iterator[Block]:
        total = sum(shares)
        for (kind, name), share in zip(asked, shares[1:], strict=False):
            record = self._of_choice(group, kind, place) if group.each_of else self._record_of(kind, place)
            question, number = kind.questions[name], self._form.numbers[kind, name]
            if isinstance(question.kind, Words):
                question = replace(question, kind=Words())  # one line is what there is room for
                number = f"{number} {label}".rstrip()  # what goes on at the end tells of which line
            width = share / total * A4_SHEET.text_width - 6
            if isinstance(question.kind, OneOf) and all(key.isdigit() for key in choices(question.kind.choices).keys):
                chosen = getattr(record, name) if record is not None else None
                ticks = [Tick(key, key == chosen) for key in choices(question.kind.choices).keys]
                yield TickList(ticks, TICKED)  # the note over the table says what each figure means
                continue
            room = self._room if width > _ROOM_TO_TICK else replace(self._room, most_ticks=_FEW_TICKS)
            yield room.of(question, number, record, table=kind.table, width=width)


def _is_confirmed(question: Question) -> bool:
    """Return whether a question asks how somebody confirmed: for that she signs, or puts her thumb."""
    return isinstance(question.kind, OneOf) and question.kind.choices == _CONFIRMED
