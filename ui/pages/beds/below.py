"""What stands under the rooms: what is to be looked at, and how full the house was over the month."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from centre_app.casework import occupancy
from centre_app.casework.apart import MOTHER_AWAY, NO_MOTHER, SIBLINGS_APART, TWO_IN_A_BED, Pointed
from centre_app.casework.occupancy import Night
from centre_app.language import N_
from centre_app.naming import ShownName
from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.messages import Message
from ui.kit.nights_chart import NightBar, NightsChart
from ui.kit.panel import Card
from ui.session import Session

AT_MOST = 4  # lines; the rest is counted
_SAID = {
    TWO_IN_A_BED: N_("Two people have the bed {bed}. Give one of them another one."),
    NO_MOTHER: N_("The child in {bed} has no mother in the house. Check the file."),
    MOTHER_AWAY: N_("The baby in {other} sleeps in another room than its mother in {bed}."),
    SIBLINGS_APART: N_("{bed} and {other} are siblings and sleep in two rooms."),
}
_TOGETHER = N_("{said} {free} is free.")
_TONES = {TWO_IN_A_BED: theme.LATE_TONE, NO_MOTHER: theme.CHECK_TONE, MOTHER_AWAY: theme.CHECK_TONE}


class PointedLines(QWidget):
    """A line for each thing to look at, with a button that leads to the bed."""

    asked = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("pointed_out")
        self._say, self._language = session.say, session.language
        self._lines = layout.column(gap=8)
        self.setLayout(self._lines)

    def show_pointed(self, found: Sequence[Pointed], names: Mapping[str, ShownName]) -> None:
        layout.clear(self._lines)
        for number, one in enumerate(found[:AT_MOST]):
            self._lines.addWidget(self._line(number, one))
        if len(found) > AT_MOST:
            more = self._language.say_n(N_("{n} more"), N_("{n} more"), len(found) - AT_MOST)
            self._lines.addWidget(theme.plain_label(more, theme.SECOND, colour=theme.MUTED))
        self.setVisible(bool(found))

    def _line(self, number: int, one: Pointed) -> Message:
        line = Message(self.said(one), _TONES.get(one.what, theme.NEUTRAL_TONE), name=f"pointed.{number}")
        see = buttons.button(self._say(N_("See")), name=f"pointed.{number}.see", in_row=True)
        see.clicked.connect(lambda: self.asked.emit(one.tile.bed.id))
        line.add_button(see)
        return line

    def said(self, one: Pointed) -> str:
        """Return it in words: by the labels of beds alone, as all that stands on this page."""
        other = one.other.bed.label if one.other else ""
        said = self._say(_SAID[one.what], bed=one.tile.bed.label or "", other=other or "")
        if one.together is None:
            return said
        return self._say(_TOGETHER, said=said, free=one.together.bed.label or "")


class FullCard(Card):
    """How full the house was, night by night of a month; one month back and on."""

    def __init__(self, session: Session) -> None:
        say = session.say
        self._before = buttons.icon_button(icons.BACK, say(N_("The month before")), name="month_before")
        self._after = buttons.icon_button(icons.NEXT, say(N_("The month after")), name="month_after")
        end = layout.boxed(layout.row(self._before, self._after, gap=4))
        super().__init__(say(N_("How full")), icons.REPORTS, head_end=end, name="how_full")
        self._session, self._say, self._language = session, session.say, session.language
        self._month = session.today.replace(day=1)
        self._words = theme.plain_label("", theme.SECOND, colour=theme.MUTED, wraps=True, name="how_full.words")
        self._chart = NightsChart(name="how_full.chart")
        self.add(self._words, self._chart)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._before.clicked.connect(lambda: self._go(self._month - timedelta(days=1)))
        self._after.clicked.connect(lambda: self._go(_end_of(self._month) + timedelta(days=1)))

    def refresh(self) -> None:
        """Read the nights again, those of this month as far as they have come."""
        today, last = self._session.today, _end_of(self._month)
        found = occupancy.nights(self._session.register, self._month, min(last, today))
        self.setVisible(bool(found))
        if not found:
            return
        self._after.setEnabled(last < today)
        self.retitle(self._say(N_("How full: {month}"), month=self._language.month(self._month)))
        words = self._in_words(found)
        self._words.setText(words)
        self._chart.show_nights([*map(self._bar, found), *self._to_come(found[-1], last)], spoken=words)

    def _go(self, day: date) -> None:
        self._month = day.replace(day=1)
        self.refresh()

    def _in_words(self, found: Sequence[Night]) -> str:
        most, sums = occupancy.fullest(found), (sum(one.taken for one in found), sum(one.places for one in found))
        if most is None:
            return ""
        share = round(100 * sums[0] / sums[1]) if sums[1] else 0
        said = self._say(
            N_("{share} % of the beds on average. Fullest on the night of {day}: {taken} of {places}."),
            share=share, day=self._language.day_and_month(most.night), taken=most.taken, places=most.places,
        )  # fmt: skip
        over = sum(one.is_over for one in found)
        if not over:
            return said
        more = self._language.say_n(
            N_("{n} night with more people than beds."), N_("{n} nights with more people than beds."), over
        )
        return f"{said} {more}"

    def _bar(self, one: Night) -> NightBar:
        day = self._language.day_and_month(one.night)
        said = self._say(N_("Night of {day}: {taken} of {places}"), day=day, taken=one.taken, places=one.places)
        if one.present is not None:
            present = self._language.say_n(N_("{n} seen to be there"), N_("{n} seen to be there"), one.present)
            said = f"{said} · {present}"
        return NightBar(day=day, taken=one.taken, places=one.places, said=said)

    def _to_come(self, last: Night, end: date) -> list[NightBar]:
        """Return the nights that have not come yet, so that a month is as wide as the one before."""
        days = [last.night + timedelta(days=number) for number in range(1, (end - last.night).days + 1)]
        written = self._language.day_and_month
        return [NightBar(day=written(day), taken=None, places=last.places, said=written(day)) for day in days]


def _end_of(month: date) -> date:
    return (month + timedelta(days=31)).replace(day=1) - timedelta(days=1)
