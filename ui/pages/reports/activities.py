"""What was done with people who have no file: the activities of the months shown, one line a day and place."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from centre_app.casework.house import keep
from centre_app.choices import choices
from centre_app.drafts import Kept
from centre_app.forms.house import ACTIVITY
from centre_app.indicators.report.gather import Asked
from centre_app.indicators.report.whole import activities_of, participants
from centre_app.language import N_
from centre_app.records import Activity
from ui import icons
from ui.kit import layout
from ui.kit.messages import EmptyState
from ui.kit.panel import Card, note
from ui.record_dialog import RecordDialog
from ui.record_table import Cell, Column, RecordTable, Row
from ui.session import Session

NUMBERS = ("women", "men", "girls", "boys")


class Activities(QWidget):
    """The list and its form; `saved` when one was written."""

    saved = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session, say = session, session.say
        self._found: dict[str, Activity] = {}
        self.table = RecordTable(
            [
                Column(key="held_on", title=say(N_("Day")), width=110, sorts=False),
                Column(key="title", title=say(N_("What was done")), width=220, stretch=True, sorts=False),
                Column(key="place", title=say(N_("Place")), width=150, low=True, sorts=False),
                *(
                    Column(key=name, title=say(title), width=78, sorts=False, at_end=True)
                    for name, title in zip(NUMBERS, (N_("Women"), N_("Men"), N_("Girls"), N_("Boys")), strict=True)
                ),
                Column(key="total", title=say(N_("In all")), width=90, sorts=False, at_end=True),
            ],
            self._rows,
            two_lines=True,
            name="activities",
        )
        self.table.opened.connect(lambda one: self.open(self._found[one]))
        self._empty = EmptyState(
            icons.TEAM,
            say(N_("No activity is written for this period.")),
            say(N_("Add an activity")) if self.may_add else "",
            name="no_activity",
        )
        self._empty.acted.connect(lambda: self.open(self.blank()))
        self._sum = note("", name="activities.sum")
        card = Card(margins=(8, 6, 8, 8), name="activities_card")
        card.add(self._empty)
        card.body.addWidget(self.table, 1)
        card.add(self._sum)
        whole = layout.column(gap=0)
        whole.addWidget(card, 1)
        self.setLayout(whole)

    @property
    def may_add(self) -> bool:
        return self._session.register.may_write(self.blank())

    def blank(self) -> Activity:
        return Activity(held_on=self._session.today)

    def show_asked(self, asked: Asked) -> None:
        """Show the activities of the days of a report."""
        register, language = self._session.register, self._session.language
        found = activities_of(register, asked)
        self._found = {one.id: one for one in found}
        self.table.show_ids(list(self._found))
        self.table.setVisible(bool(found))
        self._empty.setVisible(not found)
        reached = sum(participants(one) for one in found)
        self._sum.setText(language.say_n(N_("{n} person took part"), N_("{n} people took part"), reached))
        self._sum.setVisible(bool(found))

    def open(self, activity: Activity, *, kept: Kept | None = None) -> None:
        """Open the form of an activity."""
        session = self._session
        dialog = RecordDialog(
            session,
            activity,
            ACTIVITY,
            title=session.say(N_("Activity")),
            write=lambda changed: session.do(keep, changed),
            over=self,
            with_reasons=False,
            close_words=session.say(N_("Close")),
            kept=kept,
        )
        if dialog.exec():
            self.saved.emit()
        dialog.deleteLater()

    def _rows(self, ids: Sequence[str]) -> Mapping[str, Row]:
        return {one: self._row(self._found[one]) for one in ids}

    def _row(self, one: Activity) -> Row:
        language = self._session.language
        numbers = {
            name: Cell(text="–" if (count := getattr(one, name)) is None else language.number(count))
            for name in NUMBERS
        }
        return {
            "held_on": language.day(one.held_on) if one.held_on else "",
            "title": Cell(text=one.title or "", second=choices("activity_kind").label(one.kind, language), strong=True),
            "place": one.place or "",
            **numbers,
            "total": Cell(text=language.number(participants(one)), strong=True),
        }
