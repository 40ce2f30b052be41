"""Printing forms from an open register: one blank, all of them as a folder for power cuts, one with its answers.

Each print leaves a line in history before it is handed out.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from centre_app.answers_said import answer_said
from centre_app.choices.keys import Sex
from centre_app.documents.blocks import Block, Columns, Stack, Together, words
from centre_app.documents.form_rooms import Filled
from centre_app.documents.form_sheet import FormSheet, blocks_of, furniture_of
from centre_app.documents.house_name import house_name
from centre_app.documents.page import GUTTER, Furniture, Looks, Page, page_room, pages_of, pdf_of_pages
from centre_app.documents.sheet_parts import title_block
from centre_app.documents.tables import Row, Table
from centre_app.forms import CHAPTERS, FORMS
from centre_app.forms.form import Form
from centre_app.kept_for_others import KEPT
from centre_app.kept_said import answer_kept_for
from centre_app.language import N_, Language
from centre_app.problems import RegisterProblem
from centre_app.questions import CENTRE, Record
from centre_app.records import BY_TABLE, CaseFile, Centre, Person
from centre_app.register import Register
from db.history import Entry

MOST_COPIES = 50
_CALLED = ("name", "label", "code", "reference", "purpose")  # the question that says how a record is called


def print_blank(register: Register, form: Form, language: Language, *, copies: int = 1) -> bytes:
    """Return a blank form as often as it is wanted, with a line in history."""
    _leave_line(register)
    return preview_blank(register, form, language, copies=copies)


def preview_blank(register: Register, form: Form, language: Language, *, copies: int = 1) -> bytes:
    """Return the same for the screen alone."""
    sheet = _blank(register, form, language)
    furniture = furniture_of(sheet, language)
    return pdf_of_pages(pages_of(blocks_of(sheet, language), furniture) * copies, furniture, language)


def print_folder(register: Register, language: Language, forms: Sequence[Form] = FORMS) -> bytes:
    """Return the folder for power cuts: every form once, behind a list of them, with a line in history."""
    _leave_line(register)
    return preview_folder(register, language, forms)


def preview_folder(register: Register, language: Language, forms: Sequence[Form] = FORMS) -> bytes:
    """Return the same for the screen alone."""
    parts = [_pages(register, form, language) for form in forms]
    furniture = _of_the_folder(_blank(register, forms[0], language), language)
    contents = pages_of(list(_contents(register, forms, [1] * len(forms), language)), furniture)
    starts, at = [], len(contents) + 1
    for part in parts:
        starts.append(at)
        at += len(part)
    contents = pages_of(list(_contents(register, forms, starts, language)), furniture)
    everything = [*contents, *(page for part in parts for page in part)]
    placed = [_in_the_folder(page, at, len(everything), language) for at, page in enumerate(everything, start=1)]
    return pdf_of_pages(placed, furniture, language)


def print_filled(register: Register, form: Form, records: Sequence[Record], language: Language) -> bytes:
    """Return a form with the answers of records, with a line in history for each of them."""
    for compartment in dict.fromkeys(record.compartment for record in records):
        register.note("print", *(record for record in records if record.compartment == compartment))
    return preview_filled(register, form, records, language)


def preview_filled(register: Register, form: Form, records: Sequence[Record], language: Language) -> bytes:
    """Return the same for the screen alone."""
    sheet = filled_sheet(register, form, records, language)
    furniture = furniture_of(sheet, language)
    return pdf_of_pages(pages_of(blocks_of(sheet, language), furniture), furniture, language)


def filled_sheet(register: Register, form: Form, records: Sequence[Record], language: Language) -> FormSheet:
    """Return a form with the answers that stand in these records, as whoever is at work may read them."""
    first = records[0]
    case = _file_of(register, records) if form.is_of_one_file else None
    return replace(
        _blank(register, form, language),
        records=records,
        code=(case.code if case else None) or "",
        sex=_sex_of(register, case),
        written_by=name_of(register, "staff", first.created_by, language),
        written_on=first.created_at.astimezone().date() if first.created_at else None,
        filled=Filled(
            name_of=lambda table, record_id: name_of(register, table, record_id, language),
            kept_for=lambda record, name: (
                answer_kept_for(type(record), name, language) if record.missing.get(name) == KEPT else ""
            ),
        ),
    )


def _file_of(register: Register, records: Sequence[Record]) -> CaseFile | None:
    """Return the file to which records belong; what says who somebody is belongs to her newest one."""
    if case_id := next((found for one in records if (found := getattr(one, "case_id", None))), None):
        return register.get(CaseFile, case_id)
    persons = [found for one in records if (found := getattr(one, "person_id", None))]
    files = register.find(CaseFile, person_id=persons[0]) if persons else []
    return max(files, key=lambda case: case.id, default=None)


def _sex_of(register: Register, case: CaseFile | None) -> str | None:
    try:
        person = register.get(Person, case.person_id) if case is not None else None
    except RegisterProblem:  # who somebody is may be shut
        return None
    return person.sex if person is not None and person.sex == Sex.MALE else None


def name_of(register: Register, table: str, record_id: str, language: Language) -> str:
    """Return how a record is called that a form names; "" where whoever is at work may not read it."""
    if not record_id or table not in BY_TABLE:
        return ""
    try:
        found = register.get(BY_TABLE[table], record_id)
    except RegisterProblem:
        return ""
    asked = [name for name in _CALLED if getattr(found, name, None)]
    return answer_said(found, asked[0], language) if found is not None and asked else ""


def _leave_line(register: Register) -> None:
    register.leave_line(CENTRE, Entry(action="print_blank", record_table=Centre.table))


def _blank(register: Register, form: Form, language: Language) -> FormSheet:
    return FormSheet(
        form=form,
        centre=house_name(register, language),
        printed_at=register.now,
        is_training=register.is_training,
    )


def _pages(register: Register, form: Form, language: Language) -> list[Page]:
    sheet = _blank(register, form, language)
    return pages_of(blocks_of(sheet, language), furniture_of(sheet, language))


def _in_the_folder(page: Page, at: int, of: int, language: Language) -> Page:
    """Return a page that says where it lies in the folder; its own number stays, for it is taken out and filled in."""
    mark = language.say(N_("folder {number} / {total}"), number=at, total=of)
    return replace(page, furniture=replace(page.furniture, mark=mark))


def _of_the_folder(sheet: FormSheet, language: Language) -> Furniture:
    title = language.say(N_("Folder for power cuts"))
    return Furniture(
        title=title,
        author=sheet.centre,
        printed_at=sheet.printed_at,
        is_training=sheet.is_training,
        head=title,
        head_right=sheet.centre,
        foot=title,
        foot_second=[language.say(N_("Printed on {day}"), day=sheet.printed_at.date())],
    )


def _contents(register: Register, forms: Sequence[Form], starts: Sequence[int], language: Language) -> Iterator[Block]:
    """Give the first pages: what the folder is for, and on which page each form begins, two chapters beside each other."""
    looks, say, listed = Looks(), language.say, list(zip(forms, starts, strict=True))
    yield title_block(
        looks,
        centre=house_name(register, language),
        title=say(N_("Folder for power cuts")),
        note=say(N_("Every form of the register, blank, under the numbers of the screen.")),
        frame=[
            (say(N_("Printed on")), language.day(register.today)),
            (say(N_("Forms")), language.number(len(forms))),
        ],
    )
    how = N_("When the power is out: take the form, write the day and your name on it, and put it under lock and key. When the power is back, open “Sheets on paper” and type it: the register keeps the day of the paper apart from the day of the typing. Then the sheet goes into the file of paper, or is destroyed.")  # fmt: skip
    yield words(say(how), looks.body).after(10)
    chapters = [
        _chapter(heading, [(form, at) for form, at in listed if _chapter_of(form) == number], language, looks)
        for number, heading in CHAPTERS.items()
        if any(_chapter_of(form) == number for form, _at in listed)
    ]
    for left, right in zip_longest(chapters[::2], chapters[1::2]):
        pair = Columns(left, right or Stack([]), gap=GUTTER)
        yield Together(pair, page_height=page_room()).after(12)


def _chapter_of(form: Form) -> int:
    return min(form.number // 10, max(CHAPTERS))


def _chapter(heading: str, listed: Sequence[tuple[Form, int]], language: Language, looks: Looks) -> Table:
    """Return the forms of one chapter, each with the page of the folder on which it begins."""
    say = language.say
    rows = [
        Row(
            cells=[
                words(str(form.number), looks.table.bold()),
                words(say(form.title), looks.table),
                words(str(at), looks.table),
            ]
        )
        for form, at in listed
    ]
    head = Row(
        cells=[words("", looks.goal), words(say(heading), looks.goal), words(say(N_("Page")), looks.table_head.quiet())]
    )
    return Table(shares=(12, 72, 16), head=head, rows=rows, row_height=17.0)
