"""Printing the sheet of the week from an open register; each print leaves a line in history before it is handed out."""

from collections.abc import Callable, Sequence
from datetime import date

from centre_app.agenda import Due
from centre_app.agenda.said import due_on_paper
from centre_app.choices import choices
from centre_app.documents.house_name import house_name
from centre_app.documents.week_sheet import WeekGroup, WeekRow, WeekSheet, week_sheet_pdf
from centre_app.language import N_, Language
from centre_app.naming import short_name
from centre_app.questions import CARE, IDENTITY
from centre_app.records import StaffMember
from centre_app.register import Register
from centre_app.today import DueLine, lines_of, week_of
from db.history import Entry


def print_week(
    register: Register, dues: Sequence[Due], *, whom: str, language: Language, by_person: bool = False
) -> bytes:
    """Return the sheet as it is printed, with its line in history; `whom` says whose work is on it."""
    compartment = IDENTITY if IDENTITY in register.vault.compartments else CARE
    register.leave_line(compartment, Entry(action="print_week", record_table="case_files"))
    return preview_week(register, dues, whom=whom, language=language, by_person=by_person)


def preview_week(
    register: Register, dues: Sequence[Due], *, whom: str, language: Language, by_person: bool = False
) -> bytes:
    """Return what is due up to Sunday, what is late first, for the screen alone: no line is written."""
    week = week_of(register.today)
    staff = {member.id: member.name or "" for member in register.find(StaffMember)}
    lines = lines_of(register, [due for due in dues if due.due_on <= week[-1]])
    groups = _by_person(register, lines, staff, language) if by_person else _by_day(register, lines, staff, language)
    sheet = WeekSheet(
        centre=house_name(register, language),
        monday=week[0],
        sunday=week[-1],
        shown=whom,
        groups=groups,
        by_person=by_person,
        printed_by=staff.get(register.who, ""),
        printed_at=register.now,
        is_training=register.is_training,
    )
    return week_sheet_pdf(sheet, language)


def _by_day(register: Register, lines: Sequence[DueLine], staff: dict[str, str], language: Language) -> list[WeekGroup]:
    late = [line for line in lines if line.due.due_on < register.today]
    days = [day for day in week_of(register.today) if day >= register.today]
    row = _row_of(staff, language)
    groups = [WeekGroup(title=language.say(N_("Overdue")), rows=[row(line) for line in late])]
    for day in days:
        rows = [row(line) for line in lines if line.due.due_on == day]
        groups.append(WeekGroup(title=_capital(language.long_day(day)), rows=rows))
    return groups


def _by_person(
    register: Register, lines: Sequence[DueLine], staff: dict[str, str], language: Language
) -> list[WeekGroup]:
    row = _row_of(staff, language)
    by_name: dict[str, list[WeekRow]] = {}
    for line in lines:
        by_name.setdefault(_whose(line.due, staff, language), []).append(row(line))
    return [WeekGroup(title=name, rows=by_name[name]) for name in language.sorted(by_name)]


def _row_of(staff: dict[str, str], language: Language) -> Callable[[DueLine], WeekRow]:
    def row(line: DueLine) -> WeekRow:
        return WeekRow(
            what=due_on_paper(line.due, language, sex=line.sex),
            name=line.name.in_text,
            code=line.code,
            when=_when(line.due, language),
            whom=short_name(staff.get(line.due.who_id or "", "")) or _whose(line.due, staff, language),
        )

    return row


def _when(due: Due, language: Language) -> str:
    day: date = due.due_on
    said = language.say(N_("{weekday} {day}"), weekday=language.weekday_short(day), day=language.day_and_month(day))
    return f"{said} · {language.clock(due.due_at)}" if due.due_at else said


def _whose(due: Due, staff: dict[str, str], language: Language) -> str:
    named = staff.get(due.who_id or "", "")
    if named:
        return named
    return choices("user_role").label(due.role, language) if due.role else language.say(N_("Everybody"))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
