"""The sheet on which the roll is called by hand: one night with what is known already, or the seven of a week.

By initials and code, as the plan of the beds: it lies on a table all night.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from centre_app.documents.blocks import Block, Columns, Stack, words
from centre_app.documents.furniture import SignatureBox, Tick, Ticks, WritingLines
from centre_app.documents.page import GUTTER, Furniture, Looks, on_fewest_pages, pdf_of
from centre_app.documents.sheet_parts import title_block
from centre_app.documents.tables import CLOSE_UNDER, UNDER, Row, Table
from centre_app.language import N_, Language

WEEK = 7
_BLANK_ROWS = 3  # for who comes in the night
_ROOMY, _CLOSE = (20.0, UNDER), (17.2, CLOSE_UNDER)  # height of a row; closer where the night then stands on one sheet
_ANSWERS = (
    ("present", N_("Present")),
    ("permission", N_("Leave")),
    ("hospital", N_("Hospital")),
    ("court", N_("Court")),
    ("runaway", N_("Missing")),
)
# Other reasons why somebody is away, and the box in which they are ticked.
_TICKED_AS: Mapping[str, str] = {"family_visit": "permission", "school_trip": "permission", "unauthorised": "runaway"}


@dataclass(frozen=True, slots=True, kw_only=True)
class RollPaperLine:
    """One bed or, without a label, one person without a bed. `answer` is what is answered already, or known."""

    label: str
    who: str = ""
    code: str = ""
    note: str = ""
    answer: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RollPaperRoom:
    name: str
    lines: Sequence[RollPaperLine]


@dataclass(frozen=True, slots=True, kw_only=True)
class RollPaper:
    """`nights` is 1 or 7, the first of them on `first`."""

    centre: str
    first: date
    nights: int
    rooms: Sequence[RollPaperRoom]
    printed_by: str = ""
    printed_at: datetime
    is_training: bool = False

    @property
    def people(self) -> int:
        return sum(bool(line.who or line.code) for room in self.rooms for line in room.lines)


def roll_sheet_pdf(sheet: RollPaper, language: Language) -> bytes:
    """Return the sheet as PDF, its head again on every page."""
    looks, say = Looks(), language.say
    title, last = say(N_("Roll call")), sheet.first + timedelta(days=sheet.nights - 1)
    span = (
        say(N_("Night of {day}"), day=sheet.first)
        if sheet.nights == 1
        else say(N_("Nights of {first} to {last}"), first=sheet.first, last=last)
    )
    people = f"<b>{language.number(sheet.people)}</b>" if sheet.people else " "
    frame = [(say(N_("To be called")), people), (say(N_("Counted")), " ")]
    make_table = _one_night if sheet.nights == 1 else _week
    blocks = on_fewest_pages(
        [
            [
                title_block(looks, centre=sheet.centre, title=title, note=span, frame=frame),
                make_table(sheet, looks, language, *rows).after(10),
                _end(sheet, looks, language).after(8),
            ]
            for rows in (_ROOMY, _CLOSE)
        ]
    )
    furniture = Furniture(
        title=title,
        author=sheet.centre,
        printed_at=sheet.printed_at,
        is_training=sheet.is_training,
        head=title,
        head_right=span,
        foot=f"{title} · {span}",
        foot_second=[say(N_("Printed by {name}. To be destroyed when out of date."), name=sheet.printed_by)],
        mark=say(N_("Confidential")) if sheet.people else "",
    )
    return pdf_of(blocks, furniture, language)


def _one_night(sheet: RollPaper, looks: Looks, language: Language, row_height: float, under: float) -> Table:
    labels = [N_("Bed"), N_("Who"), N_("Code"), *(label for _key, label in _ANSWERS), N_("Back on")]
    shares = (13, 15, 27, *(19 for _ in _ANSWERS), 24)
    rows = list(_rows(sheet, looks, language, [_answers(line, looks) for line in _lines(sheet)], len(labels)))
    return Table(shares=shares, head=_head(labels, looks, language), rows=rows, row_height=row_height, under=under)


def _week(sheet: RollPaper, looks: Looks, language: Language, row_height: float, under: float) -> Table:
    days = [sheet.first + timedelta(days=number) for number in range(sheet.nights)]
    head = [
        words(text, looks.table_head.quiet())
        for text in (
            *(language.say(label) for label in (N_("Bed"), N_("Who"), N_("Code"))),
            *(f"{language.weekday_short(day)} {day.day}" for day in days),
        )
    ]
    cells = [[Ticks([Tick("")], looks.tick) for _ in days] for _ in _lines(sheet)]
    rows = list(_rows(sheet, looks, language, cells, len(head)))
    return Table(
        shares=(13, 17, 28, *(17 for _ in days)), head=Row(cells=head), rows=rows, row_height=row_height, under=under
    )


def _head(labels: Sequence[str], looks: Looks, language: Language) -> Row:
    return Row(cells=[words(language.say(label), looks.table_head.quiet()) for label in labels])


def _lines(sheet: RollPaper) -> list[RollPaperLine]:
    """Return all lines, with blank ones at the end for who comes in the night."""
    known = [line for room in sheet.rooms for line in room.lines]
    return [*known, *(RollPaperLine(label="") for _ in range(_BLANK_ROWS))]


def _rows(
    sheet: RollPaper, looks: Looks, language: Language, cells: Sequence[Sequence[Block]], columns: int
) -> Iterator[Row]:
    """Yield the rows under the name of each room; `cells` are what stands after the code, a line each."""
    left = iter(cells)
    rooms = [
        *sheet.rooms,
        RollPaperRoom(name=language.say(N_("Arrived in the night")), lines=_lines(sheet)[-_BLANK_ROWS:]),
    ]
    for room in rooms:
        yield Row(cells=[words(room.name, looks.goal)], spans=[columns], shaded=True, keeps_with_next=True)
        for line in room.lines:
            who = words(line.who, looks.second.bold())
            yield Row(cells=[words(line.label, looks.second.quiet()), who, words(line.code, looks.second), *next(left)])


def _answers(line: RollPaperLine, looks: Looks) -> list[Block]:
    """Return a box for each answer, that of the known one ticked, and the day she is due back."""
    answer = _TICKED_AS.get(line.answer or "", line.answer)
    boxes: list[Block] = [Ticks([Tick("", is_ticked=key == answer)], looks.tick) for key, _label in _ANSWERS]
    return [*boxes, words(line.note, looks.second)]


def _how_to_answer(sheet: RollPaper, language: Language) -> str:
    if sheet.nights == 1:
        return language.say(N_("The answers are typed from this sheet. Who has no tick has no answer."))
    others = [
        language.say(N_("{letter} {word}"), letter=said[:1].upper(), word=said.lower())
        for said in (language.say(label) for _key, label in _ANSWERS[1:])
    ]
    return language.say(N_("A tick: present. Else write a letter: {letters}."), letters=language.list_of(others))


def _end(sheet: RollPaper, looks: Looks, language: Language) -> Block:
    """Return where one writes what happened, and beside it who called the roll."""
    under = language.say(N_("signature, date and time"))
    box = SignatureBox(who=language.say(N_("Called by")), name="", under_line=under, thumb=None, style=looks.second)
    told = Stack(
        [
            words(_how_to_answer(sheet, language), looks.second.quiet()),
            WritingLines(language.say(N_("What happened in the night")), looks.second, lines=2),
        ]
    )
    return Columns(told, box, gap=GUTTER, share=0.62)
