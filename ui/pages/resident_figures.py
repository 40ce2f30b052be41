"""The four numbers over the list of residents: who is here, what is due today, plans that are late, the month's export."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from centre_app.language import N_, Language
from centre_app.residents import HouseToday
from ui import icons, theme
from ui.kit import layout
from ui.kit.figure import Figure

EXPORT_SOON_DAYS = 5


class Figures(QWidget):
    """Four cards side by side; each opens what it counts."""

    beds_asked = Signal()
    dues_asked = Signal()
    plans_asked = Signal()
    export_asked = Signal()

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language, say = language, language.say
        self.present = Figure(icons.RESIDENTS, name="present")
        self.due = Figure(icons.CLOCK, name="due_today")
        self.plans = Figure(icons.GOAL, name="plans_late")
        self.export = Figure(icons.EXPORT, name="next_export")
        line = layout.row(gap=16)
        for figure, opens, asked in (
            (self.present, N_("Open the beds"), self.beds_asked),
            (self.due, N_("Sort the list by what is due"), self.dues_asked),
            (self.plans, N_("Show only the late plans"), self.plans_asked),
            (self.export, N_("Open the month’s export"), self.export_asked),
        ):
            figure.opens(say(opens))
            figure.asked.connect(asked)
            line.addWidget(figure, 1)
        self.setLayout(line)

    def show_house(self, house: HouseToday, *, today: date) -> None:
        show_present(self.present, self._language, house)
        self._show_due(house)
        self.plans.setVisible(house.plans_late is not None)
        if house.plans_late is not None:
            self._show_plans(house.plans_late)
        self.export.setVisible(house.export_on is not None)
        if house.export_on is not None:
            show_export(self.export, self._language, house.export_on, today, is_exported=house.is_exported)

    def _show_due(self, house: HouseToday) -> None:
        late = self._language.say_n(N_("{n} of them is late"), N_("{n} of them are late"), house.late)
        self.due.show_figure(
            str(house.due_today + house.late),
            self._language.say(N_("to do today")),
            late if house.late else self._language.say(N_("Nothing is late")),
            tone=theme.LATE_TONE if house.late else theme.SOON_TONE if house.due_today else None,
        )

    def _show_plans(self, late: int) -> None:
        sentence = N_("To be written or reviewed") if late else N_("All are written and reviewed in time")
        self.plans.show_figure(
            str(late),
            self._language.say_n(N_("late plan"), N_("late plans"), late),
            self._language.say(sentence),
            tone=theme.LATE_TONE if late else None,
        )


def show_present(figure: Figure, language: Language, house: HouseToday) -> None:
    """Say on a card how many are here, the children among them, and how many beds are free."""
    children = language.say_n(N_("and {n} child"), N_("and {n} children"), house.children)
    free = language.say_n(N_("{n} bed free"), N_("{n} beds free"), house.free_beds)
    figure.show_figure(
        f"{house.present} / {house.beds}",
        language.say(N_("present / beds")),
        " · ".join([children, free] if house.children else [free]),
        share=house.present / house.beds if house.beds else 0.0,
    )


def show_export(figure: Figure, language: Language, export_on: date, today: date, *, is_exported: bool) -> None:
    """Say on a card whether the month's export is done, or how many days are left for it."""
    say, days = language.say, (export_on - today).days
    if is_exported:
        figure.show_figure(say(N_("Done")), say(N_("the month’s export")), say(N_("On the stick")))
        return
    figure.show_figure(
        say(N_("{n} d"), n=days),
        say(N_("until the export")),
        say(N_("On {day}"), day=export_on),
        tone=theme.SOON_TONE if days <= EXPORT_SOON_DAYS else None,
    )
