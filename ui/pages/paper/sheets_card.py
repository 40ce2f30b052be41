"""Sheets for the day: the treatment round, the week by person, and slips for those who are expected somewhere."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from PySide6.QtCore import Signal

from centre_app.casework.appointments import Appointment, appointments
from centre_app.language import N_
from centre_app.records import CaseFile, Dose
from centre_app.residents import lines
from ui import icons
from ui.kit import buttons
from ui.kit.panel import Card, note
from ui.kit.rows import Row, RowList, group_head
from ui.preview import preview
from ui.session import Session

AHEAD = timedelta(days=14)


class SheetsCard(Card):
    went = Signal(str)  # the page to go to

    def __init__(self, session: Session) -> None:
        super().__init__(session.say(N_("Sheets and slips")), icons.PRINT, name="sheets")
        self._session, self._say = session, session.say

    def show_what_is_there(self) -> None:
        """Offer what can be printed by whoever is at work."""
        self.clear()
        rows = RowList(name="sheets.rows")
        rows.show_rows([*self._rounds(), self._week(), self._blank_slip()])
        self.add(rows)
        if not self._session.register.can_open(CaseFile):
            return
        coming = self._coming()
        self.add(group_head(icons.CALENDAR, self._say(N_("Expected in the next two weeks")), str(len(coming))))
        if not coming:
            self.add(note(self._say(N_("Nobody is expected anywhere."))))
            return
        slips = RowList(name="slips.rows")
        slips.show_rows(coming)
        self.add(slips)

    def _rounds(self) -> list[Row]:
        register = self._session.register
        if not register.can_open(Dose):
            return []
        say, today = self._say, self._session.today
        second = say(N_("By initials, bed and code, with a box for each dose."))
        return [
            self._row("round", say(N_("Treatment round of today")), second, lambda: self._print_round(blank=False)),
            self._row(
                "round_tomorrow",
                say(N_("Treatment round of {day}"), day=today + timedelta(days=1)),
                second,
                lambda: self._print_round(blank=False, ahead=1),
            ),
            self._row("round_blank", say(N_("Treatment round, blank")), "", lambda: self._print_round(blank=True)),
        ]

    def _week(self) -> Row:
        second = self._say(N_("On the page of today: “Print the week”, then “By person”."))
        go = buttons.button(self._say(N_("Go there")), icons.NEXT, name="go_to_week", in_row=True)
        go.clicked.connect(lambda: self.went.emit("today"))
        return Row(self._say(N_("Tasks of the week")), second, action=go, strong=False, name="sheet.week")

    def _blank_slip(self) -> Row:
        second = self._say(N_("It names nobody, and not the house."))
        return self._row(
            "slip_blank", self._say(N_("Slip for an appointment, blank")), second, lambda: self._print_slip(None)
        )

    def _coming(self) -> list[Row]:
        session = self._session
        found = appointments(session.register, since=session.today, until=session.today + AHEAD)
        shown = {line.case_id: line for line in lines(session.register, sorted({one.case_id for one in found}))}
        rows = []
        for one in found:
            if one.case_id in shown:
                who = shown[one.case_id].name.in_text or shown[one.case_id].code
                told = self._say(N_("{day} · {who}"), day=one.on, who=who)
                where = " · ".join(part for part in (one.where, one.with_whom) if part)
                rows.append(
                    self._row(f"slip.{one.case_id}.{one.on.isoformat()}", told, where, partial(self._print_slip, one))
                )
        return rows

    def _row(self, name: str, title: str, second: str, show: Callable[[], None]) -> Row:
        go = buttons.button(self._say(N_("Print")), icons.PRINT, name=f"print_{name}", in_row=True)
        go.setAccessibleName(self._say(N_("Print {form}"), form=title))
        go.clicked.connect(lambda: show())
        return Row(title, second, action=go, strong=False, name=f"sheet.{name}")

    def _print_round(self, *, blank: bool, ahead: int = 0) -> None:
        from centre_app.documents import medicine_round as paper  # late: only who prints pays for it

        session = self._session
        day = None if blank else session.today + timedelta(days=ahead)
        title = self._say(N_("Treatment round"))
        preview(
            session,
            title=title,
            shown=paper.preview_round(session.register, day, session.language),
            final=lambda: paper.print_round(session.register, day, session.language),
            file_name=f"{title}.pdf",
            over=self,
        )

    def _print_slip(self, appointment: Appointment | None) -> None:
        from centre_app.documents import appointment_slip as paper  # late: as above

        session = self._session
        title = self._say(N_("Appointment"))
        preview(
            session,
            title=title,
            shown=paper.preview_appointment(session.register, appointment, session.language),
            final=lambda: paper.print_appointment(session.register, appointment, session.language),
            file_name=f"{title}.pdf",
            over=self,
        )
