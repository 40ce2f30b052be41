"""On what the numbers shown rest: closed or not, what was received, and of a donor's sheet when it was given before."""

from PySide6.QtWidgets import QWidget

from centre_app.indicators.freezing import NumbersUnreadable
from centre_app.indicators.report.donors import Preset
from centre_app.indicators.report.given import OfOtherProjects, given_before, same_before
from centre_app.indicators.report.look import Looked
from centre_app.indicators.report.numbers import adds_up
from centre_app.indicators.report.said import Names
from centre_app.indicators.report.source import source_said
from centre_app.language import N_
from centre_app.records import MonthReport
from ui import icons, theme
from ui.kit import layout
from ui.kit.chip import Chip
from ui.kit.layout import STRETCH
from ui.kit.panel import note
from ui.pages.reports.closing import balance_said
from ui.session import Session


class Standing(QWidget):
    """A chip and the balance of the month in one line; under it, where there is something to say, sentences."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.state = Chip("", theme.NEUTRAL_TONE, name="month_state")
        self._balance = note("", name="balance")
        self.told = note("", name="rests_on", wraps=True)
        whole = layout.column(layout.row(self.state, self._balance, STRETCH, gap=12), self.told, gap=4)
        whole.setContentsMargins(0, 0, 0, 0)
        self.setLayout(whole)
        self.told.hide()

    def show_counting(self) -> None:
        self.state.show_state(self._session.say(N_("It is being counted…")), theme.NEUTRAL_TONE, icon=icons.RUNNING)

    def show_looked(self, looked: Looked, preset: Preset | None) -> None:
        """Show how the numbers stand, and of the sheet to be printed what there is to know of it."""
        self._balance.setText(balance_said(looked.numbers, self._session.language))
        theme.colour_text(self._balance, theme.MUTED if adds_up(looked.numbers) else theme.LATE)
        self._show_state(looked)
        told = self._source(looked, preset) + (self._of_sheet(looked, preset) if preset else [])
        self.told.setText(" ".join(told))
        self.told.setVisible(bool(told))

    def _show_state(self, looked: Looked) -> None:
        say, closed, register = self._session.say, looked.closed, self._session.register
        if looked.is_unreadable:
            self.state.show_state(say(NumbersUnreadable.message), theme.LATE_TONE, icon=icons.LATE)
        elif closed is not None and closed.closed_at is not None:
            said = N_("Closed on {day} · version {version}")
            self.state.show_state(say(said, day=closed.closed_at.date(), version=str(closed.version)), theme.DONE_TONE)
        elif not register.can_open(MonthReport):
            self.state.show_state(say(N_("Counted from what is open to you")), theme.NEUTRAL_TONE, icon=icons.LOCK)
        elif register.is_headquarters:
            self.state.show_state(say(N_("Counted from what was received")), theme.NEUTRAL_TONE, icon=icons.RECEIVE)
        elif looked.asked.last < self._session.today:
            self.state.show_state(say(N_("Not closed yet")), theme.SOON_TONE)
        else:
            self.state.show_state(say(N_("This month is not over")), theme.NEUTRAL_TONE, icon=icons.CALENDAR)

    def _source(self, looked: Looked, preset: Preset | None) -> list[str]:
        """Return the sentences that stand on the paper as well; a centre's own month says it in the chip."""
        if preset is None and (not looked.source.is_of_several or looked.closed is not None):
            return []
        session = self._session
        told = source_said(looked.source, Names(session.register, session.language), session.language)
        return [*told, session.say(N_("A donor’s sheet is counted on the day it is made."))] if preset else told

    def _of_sheet(self, looked: Looked, preset: Preset) -> list[str]:
        """Return when the sheet was given, and that others may have given another one."""
        session, say = self._session, self._session.say
        try:
            given = same_before(given_before(session.register, looked.asked, preset), looked.asked)
        except OfOtherProjects as problem:
            return [problem.said_in(session.language)]
        told = []
        if given:
            days = dict.fromkeys(session.language.day(one.sheet.given_at.date()) for one in given if one.sheet.given_at)
            told.append(say(N_("Given to {donor} on {days}."), donor=preset.donor, days=session.language.list_of(days)))
        others = (
            N_("What a centre gave by itself is not known here: agree on who gives this sheet.")
            if session.register.is_headquarters
            else N_("What headquarters gave is not known here: agree on who gives this sheet.")
        )
        return [*told, say(others)]
