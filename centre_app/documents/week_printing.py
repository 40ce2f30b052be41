"""Printing the sheet of the week from an open register; each print leaves a line in history before it is handed out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from centre_app.agenda import Due
from centre_app.agenda.due import by_gravity
from centre_app.agenda.said import due_on_paper
from centre_app.choices import choices
from centre_app.documents.house_name import house_name
from centre_app.documents.week_sheet import WeekGroup, WeekRow, WeekSheet, week_sheet_pdf
from centre_app.language import N_, Language
from centre_app.naming import short_name
from centre_app.questions import CARE, IDENTITY
from centre_app.records import StaffMember
from centre_app.register import Register
from centre_app.today import DueLine, lines_of
from db.history import Entry


def print_week(
    register: Register,
    dues: Sequence[Due],
    *,
    week: Sequence[date],
    whom: str,
    language: Language,
    by_person: bool = False,
) -> bytes:
    """Return the sheet as it is printed, with its line in history; `whom` says whose work is on it."""
    compartment = IDENTITY if IDENTITY in register.vault.compartments else CARE
    register.leave_line(compartment, Entry(action="print_week", record_table="case_files"))
    return preview_week(register, dues, week=week, whom=whom, language=language, by_person=by_person)


def preview_week(
    register: Register,
    dues: Sequence[Due],
    *,
    week: Sequence[date],
    whom: str,
    language: Language,
    by_person: bool = False,
) -> bytes:
    """Return what is due up to the Sunday of a week, its days first, what is late last, for the screen alone."""
    staff = {member.id: member.name or "" for member in register.find(StaffMember)}
    lines = lines_of(register, [due for due in dues if due.due_on <= week[-1]])
    words = _Words(language=language, staff=staff, now=register.now)
    sheet = WeekSheet(
        centre=house_name(register, language),
        monday=week[0],
        sunday=week[-1],
        shown=whom,
        groups=_by_person(lines, words) if by_person else _by_day(lines, week, words),
        by_person=by_person,
        printed_by=staff.get(register.who, ""),
        printed_at=register.now,
        is_training=register.is_training,
    )
    return week_sheet_pdf(sheet, language)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """Turns lines into rows, at a moment."""

    language: Language
    staff: dict[str, str]
    now: datetime

    def row(self, line: DueLine, *, dated: bool = False) -> WeekRow:
        """Return a row; one that is `dated` says its day behind what is to be done, for it stands under none."""
        what, when = due_on_paper(line.due, self.language, sex=line.sex), self.when(line.due)
        return WeekRow(
            what=f"{what} · {when}" if dated else what,
            name=line.name.in_text,
            code=line.code,
            when=when,
            whom=short_name(self.staff.get(line.due.who_id or "", "")) or self.whose(line.due),
        )

    def when(self, due: Due) -> str:
        """Return the day, and the hour where it counts; of what is late how late it is."""
        say, day = self.language.say, due.due_on
        said = say(
            N_("{weekday} {day}"), weekday=self.language.weekday_short(day), day=self.language.day_and_month(day)
        )
        late = (self.now.date() - day).days
        if late > 0:
            return f"{said} · {self.language.say_n(N_('{n} day late'), N_('{n} days late'), late)}"
        return f"{said} · {self.language.clock(due.due_at)}" if due.due_at else said

    def whose(self, due: Due) -> str:
        named = self.staff.get(due.who_id or "", "")
        if named:
            return named
        return choices("user_role").label(due.role, self.language) if due.role else self.language.say(N_("Everybody"))


def _by_day(lines: Sequence[DueLine], week: Sequence[date], words: _Words) -> list[WeekGroup]:
    """The days of the week first: they are what the sheet is for. What comes before them and what is late follows."""
    today, language = words.now.date(), words.language
    groups = [
        WeekGroup(
            title=_capital(language.long_day(day)), rows=[words.row(line) for line in lines if line.due.due_on == day]
        )
        for day in week
        if day >= today
    ]
    before = [line for line in lines if today <= line.due.due_on < week[0]]
    late = sorted((line for line in lines if line.due.due_on < today), key=lambda line: by_gravity(line.due))
    return [
        *groups,
        WeekGroup(title=language.say(N_("Before this week")), rows=[words.row(line, dated=True) for line in before]),
        WeekGroup(title=language.say(N_("Overdue")), rows=[words.row(line, dated=True) for line in late]),
    ]


def _by_person(lines: Sequence[DueLine], words: _Words) -> list[WeekGroup]:
    today = words.now.date()
    by_name: dict[str, list[WeekRow]] = {}
    for line in sorted(lines, key=lambda line: line.due.due_on < today):
        by_name.setdefault(words.whose(line.due), []).append(words.row(line))
    return [WeekGroup(title=name, rows=by_name[name]) for name in words.language.sorted(by_name)]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
