"""The nights of a month: who was there, in beds and away, and on which nights that does not tie. Each leads to its roll call."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from centre_app.agenda import month_end
from centre_app.casework.bed_nights import BedNight, BedNights, bed_nights
from centre_app.language import N_
from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.chip import state
from ui.kit.figure import Figure
from ui.kit.messages import EmptyState
from ui.kit.panel import Card, note
from ui.page import Destination
from ui.pages.month_page import MonthPage
from ui.session import Session

_COLUMNS = (N_("Stays"), N_("Here"), N_("Away"), N_("No answer"), N_("In beds"), N_("Without a bed"))


class NightMonthPage(MonthPage):
    belongs_to = "night"

    def __init__(self, session: Session) -> None:
        super().__init__(session, name="night_month", title=session.say(N_("The nights of the month")))
        say = self.say
        tonight = buttons.filled(say(N_("Roll call")), icons.NIGHT, name="open_roll_call")
        tonight.clicked.connect(lambda: self.go("night"))
        self.put_actions(*self.ways, tonight)
        self._figures = [
            Figure(icon, name=f"nights.{name}")
            for icon, name in (
                (icons.NIGHT, "present"),
                (icons.BED, "in_beds"),
                (icons.AWAY, "away"),
                (icons.CHECKS, "tie"),
            )
        ]
        figures = layout.row(gap=12)
        for figure in self._figures:
            figures.addWidget(figure, 1)
        self._card = Card(name="nights")
        self._rows = QGridLayout()
        self._rows.setVerticalSpacing(theme.size(2))
        self._rows.setHorizontalSpacing(theme.size(12))
        self._card.add(self._rows)
        self._none = EmptyState(icons.NIGHT, say(N_("Nobody slept here in this month.")), name="no_nights")
        for part in (layout.boxed(figures), self._card, self._none, layout.STRETCH):
            layout.add(self.body, part)

    def refresh(self) -> None:
        """Read the nights of the month up to the last one that is over or was called."""
        register = self.session.register
        self.show_month()
        last = min(month_end(self.month), self.session.today)
        found = bed_nights(register, self.month, last)
        if found and found[-1].night == self.session.today and not found[-1].was_called:
            found = found[:-1]  # this evening is still to come
        found = [night for night in found if night.stays or night.outside]
        self._show_figures(BedNights.of(found))
        layout.clear(self._rows)
        if found:
            self._show_rows(found)
        self._card.setVisible(bool(found))
        self._none.setVisible(not found)

    def _show_figures(self, together: BedNights) -> None:
        language, n = self.language, self.language.number
        present, beds, away, tie = self._figures
        present.show_figure(n(together.present), language.say_n(N_("night here"), N_("nights here"), together.present))
        beds.show_figure(
            n(together.in_bed), language.say_n(N_("night in a bed"), N_("nights in beds"), together.in_bed)
        )
        away.show_figure(n(together.away), language.say_n(N_("night away"), N_("nights away"), together.away))
        tie.show_figure(
            n(together.not_tied),
            language.say_n(N_("night to check"), N_("nights to check"), together.not_tied),
            tone=theme.CHECK_TONE if together.not_tied else theme.DONE_TONE,
        )

    def _show_rows(self, found: list[BedNight]) -> None:
        for column, words in enumerate((N_("Night"), *_COLUMNS, N_("Does it tie?"))):
            label = theme.plain_label(self.say(words), theme.SECOND, theme.SEMI_BOLD, colour=theme.MUTED, wraps=True)
            self._rows.addWidget(label, 0, column)
        for line, night in enumerate(reversed(found), start=1):
            for column, cell in enumerate(self._cells(night)):
                if column == 0:
                    self._rows.addWidget(cell, line, column, Qt.AlignmentFlag.AlignLeft)
                else:
                    self._rows.addWidget(cell, line, column)
        self._rows.setColumnStretch(len(_COLUMNS) + 1, 1)

    def _cells(self, night: BedNight) -> list[QWidget]:
        shown = f"{self.language.weekday_short(night.night)} {self.language.day_and_month(night.night)}"
        go = buttons.quiet(shown, icons.OPEN, name=f"night.{night.night.isoformat()}")
        go.clicked.connect(lambda: self.went.emit(Destination(page="night", section=night.night.isoformat())))
        counts = (night.stays, night.present, night.away, night.unanswered, night.in_bed, night.without_bed)
        numbers = [theme.plain_label(self.language.number(count), theme.BODY) for count in counts]
        return [go, *numbers, self._state(night)]

    def _state(self, night: BedNight) -> QWidget:
        if night.ties:
            return state(self.say(N_("ties")), theme.DONE_TONE)
        said = note(" · ".join(self._why(night)), wraps=True, name=f"why.{night.night.isoformat()}")
        theme.colour_text(said, theme.SOON)
        return said

    def _why(self, night: BedNight) -> list[str]:
        """Return what does not tie on a night, a few words each."""
        language = self.language
        homeless = night.without_bed - night.in_words
        told = (
            (
                night.unanswered,
                language.say_n(N_("{n} without an answer"), N_("{n} without an answer"), night.unanswered),
            ),
            (homeless, language.say_n(N_("{n} here without a bed"), N_("{n} here without a bed"), homeless)),
            (
                night.outside,
                language.say_n(
                    N_("{n} answered who was not here"), N_("{n} answered who were not here"), night.outside
                ),
            ),
            (night.twice, language.say_n(N_("{n} answered twice"), N_("{n} answered twice"), night.twice)),
            (
                night.beds_of_nobody,
                language.say_n(
                    N_("{n} bed of somebody who had left"), N_("{n} beds of people who had left"), night.beds_of_nobody
                ),
            ),
        )
        return [words for count, words in told if count]
