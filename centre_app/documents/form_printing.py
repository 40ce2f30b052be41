"""Printing forms from an open register: one blank, all of them as a folder for power cuts, one with its answers.

Each print leaves a line in history before it is handed out.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from centre_app.answers_said import answer_said
from centre_app.documents.blocks import Block, words
from centre_app.documents.form_rooms import Filled
from centre_app.documents.form_sheet import FormSheet, blocks_of, furniture_of
from centre_app.documents.house_name import house_name
from centre_app.documents.page import Furniture, Looks, Page, pages_of, pdf_of_pages
from centre_app.documents.sheet_parts import title_block
from centre_app.documents.tables import Row, Table
from centre_app.forms import FORMS
from centre_app.forms.form import Form
from centre_app.kept_for_others import KEPT
from centre_app.kept_said import answer_kept_for
from centre_app.language import N_, Language
from centre_app.problems import RegisterProblem
from centre_app.questions import CENTRE, Record
from centre_app.records import BY_TABLE, CaseFile, Centre
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
    numbered = [replace(page, number=at, total=len(everything)) for at, page in enumerate(everything, start=1)]
    return pdf_of_pages(numbered, furniture, language)


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
    case = register.get(CaseFile, getattr(first, "case_id", None))
    return replace(
        _blank(register, form, language),
        records=records,
        code=(case.code if case else None) or "",
        written_by=name_of(register, "staff", first.created_by, language),
        written_on=first.created_at.astimezone().date() if first.created_at else None,
        filled=Filled(
            name_of=lambda table, record_id: name_of(register, table, record_id, language),
            kept_for=lambda record, name: (
                answer_kept_for(type(record), name, language) if record.missing.get(name) == KEPT else ""
            ),
        ),
    )


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
    """Give the first pages: what the folder is for, and on which page each form begins."""
    looks, say = Looks(), language.say
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
    head = Row(
        cells=[words(label, looks.table_head.quiet()) for label in (say(N_("No.")), say(N_("Form")), say(N_("Page")))]
    )
    rows = [
        Row(
            cells=[
                words(str(form.number), looks.table),
                words(say(form.title), looks.table),
                words(str(at), looks.table),
            ]
        )
        for form, at in zip(forms, starts, strict=True)
    ]
    yield Table(shares=(10, 78, 12), head=head, rows=rows, row_height=17.0).after(12)
