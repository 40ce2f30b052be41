"""A page that is one list: what was written down, the newest on top, and in a line what it comes to this month."""

from abc import abstractmethod
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Generic, TypeVar

from centre_app.drafts import Kept
from centre_app.language import N_
from centre_app.questions import Record
from ui import icons
from ui.kit import buttons, layout
from ui.kit.panel import note
from ui.page import Page
from ui.pages.case.records import Line, RecordsCard
from ui.record_dialog import Lines
from ui.session import Session

R = TypeVar("R", bound=Record)
SHOWN_FOR = timedelta(days=365)


class ListPage(Page, Generic[R]):
    """Subclass it for one kind of record; what is older than a year is counted in the reports and not listed."""

    def __init__(
        self,
        session: Session,
        *,
        name: str,
        title: str,
        subtitle: str,
        icon: str,
        add: str,
        empty: str,
        form_title: str,
        lines: Lines,
    ) -> None:
        super().__init__(session, name=name, title=title, subtitle=subtitle, dense=True, scrolls=True)
        self._month = note("", name=f"{name}.month")
        self._list: RecordsCard[R] = RecordsCard(
            session,
            title=session.say(N_("The last twelve months")),
            icon=icon,
            add=add,
            empty=empty,
            form_title=form_title,
            lines=lines,
            shown=self.line_of,
            name=name,
        )
        self._list.saved.connect(self._on_saved)
        back = buttons.button(session.say(N_("Back")), icons.BACK, name=f"{name}.back")
        back.clicked.connect(lambda: self.go(self.belongs_to))
        self.put_actions(back)
        layout.add(self.body, self._month)
        layout.add(self.body, self._list)
        layout.add(self.body, layout.STRETCH)

    @abstractmethod
    def blank(self) -> R:
        """Return the record that "add" opens."""

    @abstractmethod
    def day_of(self, record: R) -> date | None:
        """Return the day of the fact."""

    @abstractmethod
    def line_of(self, record: R) -> Line:
        """Return what a row shows."""

    @abstractmethod
    def said_of_month(self, records: Sequence[R]) -> str:
        """Return in one line what this month's records come to; "" when there is none."""

    def refresh(self) -> None:
        today = self.session.today
        everything = self.session.register.find_open(type(self.blank()))
        dated = [(self.day_of(record) or today, record) for record in everything]
        shown = sorted((pair for pair in dated if pair[0] > today - SHOWN_FOR), key=lambda pair: (pair[0], pair[1].id))
        this_month = [record for day, record in shown if (day.year, day.month) == (today.year, today.month)]
        said = self.said_of_month(this_month) if this_month else ""
        self._month.setText(said)
        self._month.setVisible(bool(said))
        self._list.show_records([record for _, record in shown], blank=self.blank, sex=None)

    def resume(self, kept: Kept) -> None:
        self._list.resume(kept)

    def _on_saved(self) -> None:
        self.refresh()
        self.result.tell_done(self.say(N_("Saved.")))
