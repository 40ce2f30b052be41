"""The slip of an appointment: when, where, whom to ask for, what to bring. Its heading is neutral.

It says neither who she is nor which house she lives in nor what it is about: it is carried about, lost and found.
"""

from dataclasses import dataclass
from datetime import date, datetime

from centre_app.casework.appointments import Appointment
from centre_app.documents.blocks import Block, Stack, words
from centre_app.documents.form_answers import DigitBoxes, WrittenLines
from centre_app.documents.furniture import MM, Fact, Framed, WritingLines
from centre_app.documents.lines import Style
from centre_app.documents.page import A5_SHEET, Furniture, Looks, pdf_of
from centre_app.documents.pen import Pen
from centre_app.language import N_, Language
from centre_app.questions import CARE
from centre_app.records import CaseFile, Centre
from centre_app.register import Register
from db.history import Entry

_LINE = Style(size=12, leading=16)
_LABEL = 34 * MM


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentSlip:
    """What is printed; what is not known is a line to write on."""

    on: date | None = None
    where: str = ""
    with_whom: str = ""
    telephone: str = ""
    printed_at: datetime
    is_training: bool = False


def print_appointment(register: Register, appointment: Appointment | None, language: Language) -> bytes:
    """Return the slip for paper, blank where no appointment is given; a line in history says so before."""
    case_id = appointment.case_id if appointment else None
    case = register.get(CaseFile, case_id)
    entry = Entry(action="print_slip", record_table=CaseFile.table)
    if case is not None:
        entry = Entry(action="print_slip", record_table=CaseFile.table, record_id=case.id, rev=case.rev)
    register.leave_line(CARE, entry)
    return preview_appointment(register, appointment, language)


def preview_appointment(register: Register, appointment: Appointment | None, language: Language) -> bytes:
    """Return the same for the screen alone."""
    centre = register.get(Centre, register.centre_id)
    slip = AppointmentSlip(
        on=appointment.on if appointment else None,
        where=appointment.where if appointment else "",
        with_whom=appointment.with_whom if appointment else "",
        telephone=(centre.phone if centre else None) or "",
        printed_at=register.now,
        is_training=register.is_training,
    )
    return appointment_pdf(slip, language)


def appointment_pdf(slip: AppointmentSlip, language: Language) -> bytes:
    """Return the slip as PDF, A5."""
    looks, say = Looks(), language.say
    title = say(N_("Appointment"))
    day = language.long_day(slip.on) if slip.on else ""
    blocks: list[Block] = [
        words(title, looks.title, tag="H1"),
        _told(say(N_("Day")), day[:1].upper() + day[1:]).after(14) if day else _boxes(say(N_("Day")), "00/00/0000"),
        _boxes(say(N_("Hour")), "00:00"),
        _told(say(N_("Where")), slip.where).after(10),
        _told(say(N_("Ask for")), slip.with_whom).after(10),
        words(say(N_("Bring along")), _LINE.quiet()).after(12),
        WritingLines("", _LINE, lines=3),
        Framed(words(say(N_("Keep this slip and show it when you arrive.")), looks.body)).after(16),
        _told(say(N_("If you cannot come, call")), slip.telephone).after(12),
    ]
    furniture = Furniture(title=title, author="", printed_at=slip.printed_at, is_training=slip.is_training, foot="")
    return pdf_of(blocks, furniture, language, measures=A5_SHEET)


def _told(label: str, said: str) -> Block:
    if said:
        return Fact(label, words(said, _LINE.bold(), tag="Span"), label_width=_LABEL)
    return _Beside(label, WrittenLines(1, _LINE))


def _boxes(label: str, pattern: str) -> Block:
    return _Beside(label, DigitBoxes(pattern)).after(10)


class _Beside(Stack):
    """A grey label with room to write beside it."""

    def __init__(self, label: str, room: Block) -> None:
        super().__init__([room])
        self._label, self._room = words(label, _LINE.quiet(), tag="Span"), room

    def height(self, width: float) -> float:
        return max(self._label.height(_LABEL - 4), self._room.height(width - _LABEL))

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        self._label.draw(pen, x, y, _LABEL - 4)
        self._room.draw(pen, x + _LABEL, y, width - _LABEL)
