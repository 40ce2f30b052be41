"""A page that shows one month at a time, with the way to the month before and after; it begins with the present one."""

from datetime import date

from PySide6.QtWidgets import QPushButton

from centre_app.dates import months_after
from centre_app.language import N_
from ui import icons
from ui.kit import buttons
from ui.page import Destination, Page
from ui.session import Session


class MonthPage(Page):
    """`refresh` of whoever derives from it shows `month`, its first day, and first of all calls `show_month`."""

    def __init__(self, session: Session, *, name: str, title: str) -> None:
        super().__init__(session, name=name, title=title, dense=True, scrolls=True)
        self._page, self._shown_title = name, title
        self.month = session.today.replace(day=1)
        before = buttons.button("", icons.BACK, name="month_before", tip=self.say(N_("The month before")))
        self._after = buttons.button("", icons.NEXT, name="month_after", tip=self.say(N_("The month after")))
        before.clicked.connect(lambda: self._go_by(-1))
        self._after.clicked.connect(lambda: self._go_by(1))
        self.ways: tuple[QPushButton, ...] = (before, self._after)

    def arrive(self, destination: Destination) -> None:
        """Show the month of the day that is asked for, or this one."""
        asked = date.fromisoformat(destination.section) if destination.section else self.session.today
        self.month = asked.replace(day=1)
        self.refresh()

    def show_month(self) -> None:
        """Name the month in the head; there is no way to one that has not begun."""
        self._after.setEnabled(self.month < self.session.today.replace(day=1))
        self.set_title(self._shown_title, self.language.month(self.month))

    def _go_by(self, step: int) -> None:
        self.month = months_after(self.month, step)
        self.left_off.emit(Destination(page=self._page, section=self.month.isoformat()))
        self.refresh()
