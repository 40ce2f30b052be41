"""The house beside what is to be done: who is here, the week at a glance, the month's export, the backup on the stick."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from centre_app.backups.standing import standing
from centre_app.language import N_, Language
from centre_app.register import Register
from centre_app.residents import HouseToday
from centre_app.today import week_of
from ui import icons, theme
from ui.kit import layout
from ui.kit.figure import Figure
from ui.kit.panel import Card, Panel, note
from ui.pages.backups.words import tone_of
from ui.pages.resident_figures import show_export, show_present


class Side(QWidget):
    """Four cards, one under the other."""

    beds_asked = Signal()
    export_asked = Signal()
    backups_asked = Signal()

    def __init__(self, language: Language) -> None:
        super().__init__()
        self.setObjectName("house_side")
        self._language, say = language, language.say
        self.present = Figure(icons.RESIDENTS, name="present")
        self.present.opens(say(N_("Open the beds")))
        self.present.asked.connect(self.beds_asked)
        self.export = Figure(icons.EXPORT, name="next_export")
        self.export.opens(say(N_("Open the month’s export")))
        self.export.asked.connect(self.export_asked)
        self.copy = Figure(icons.STICK, name="last_copy")
        self.copy.opens(say(N_("Open the backups")))
        self.copy.asked.connect(self.backups_asked)
        self._days = layout.row(gap=5)
        week = Card(say(N_("The week")), icons.CALENDAR, name="week")
        week.add(self._days, note(say(N_("How much there is to do each day"))))
        self.setLayout(layout.column(self.present, week, self.export, self.copy, layout.STRETCH, gap=12))

    def show_house(self, house: HouseToday, *, today: date) -> None:
        show_present(self.present, self._language, house)
        self.export.setVisible(house.export_on is not None)
        if house.export_on is not None:
            show_export(self.export, self._language, house.export_on, today, is_exported=house.is_exported)

    def show_week(self, counts: Mapping[date, int], *, today: date) -> None:
        layout.clear(self._days)
        for day in week_of(today):
            self._days.addWidget(self._day(day, counts.get(day, 0), is_today=day == today), 1)

    def show_copy(self, register: Register) -> None:
        """Say how old the last backup is that a lost laptop would not take along."""
        say, found = self._language.say, standing(register)
        self.copy.setVisible(not register.is_training)
        if found.off_laptop is None:
            self.copy.show_figure("–", say(N_("no backup on a stick yet")), tone=tone_of(found))
            return
        if found.days_off_laptop is None:
            wrong = say(N_("The clock was wrong that day"))
            self.copy.show_figure("?", say(N_("since the stick copy")), wrong, tone=tone_of(found))
            return
        self.copy.show_figure(
            say(N_("{n} d"), n=found.days_off_laptop),
            say(N_("since the stick copy")),
            say(N_("On the stick on {day}"), day=found.off_laptop.date()),
            tone=tone_of(found),
        )

    def _day(self, day: date, count: int, *, is_today: bool) -> Panel:
        """One day: its letter, its number, how much there is to do."""
        ink = theme.CARD if is_today else theme.INK
        box = Panel(
            ground=theme.ACCENT if is_today else theme.CARD,
            line=None if is_today else theme.CARD_BORDER,
            radius=theme.RADIUS,
            name=f"week.{day.isoformat()}",
        )
        letter = self._language.weekday_short(day)[0].upper()
        shown = (
            theme.plain_label(letter, theme.CAPTION, colour=ink if is_today else theme.MUTED),
            theme.plain_label(str(day.day), theme.BODY, theme.SEMI_BOLD, colour=ink),
            theme.plain_label(str(count) if count else "–", theme.CAPTION, theme.MEDIUM, colour=ink),
        )
        lines = layout.column(gap=1, margins=(2, 4, 2, 4))
        for label in shown:
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            lines.addWidget(label)
        box.setLayout(lines)
        spoken = self._language.say_n(N_("{n} thing to do"), N_("{n} things to do"), count)
        box.setAccessibleName(f"{self._language.day(day)} : {spoken}")
        return box
