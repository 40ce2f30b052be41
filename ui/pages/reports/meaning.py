"""What a number means, beside it: its definition in words, of what it is a share, how it is split, who is behind it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from centre_app.indicators.report.numbers import Cell
from centre_app.indicators.report.said import SPLITS_SAID, band_said, cell_said, line_title, number_said
from centre_app.indicators.report.sheets import BANDS, LineShown, share_of_what
from centre_app.language import N_
from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.layout import STRETCH
from ui.kit.panel import Card, note
from ui.kit.scroll import Scroll
from ui.session import Session

WIDTH, SMALL_WIDTH = 326, 272
_SOURCES = {
    "E": "ECPAT Luxembourg",
    "O": "OIM Mali",
    "K": "Kafamuya",
    "I": "OIT ACCEL",
    "C": "CPIMS+, Primero",
    "H": N_("humanitarian agencies"),
    "X": N_("the organisation itself"),
}


class Meaning(QWidget):
    """The card at the right; `behind_asked` when the list behind the number is asked for."""

    behind_asked = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._card = Card(name="meaning", margins=(16, 12, 16, 12))
        scroll = Scroll(layout.column(self._card, STRETCH), name="meaning.scroll")
        whole = layout.column(gap=0)
        whole.addWidget(scroll)
        self.setLayout(whole)
        self.fold(False)

    def fold(self, small: bool) -> None:
        self.setFixedWidth(theme.size(SMALL_WIDTH if small else WIDTH))

    def show_line(self, one: LineShown, *, has_list: bool, why_not: str) -> None:
        """Show what a line means; `why_not` says why the list behind it is not offered."""
        say, language = self._session.say, self._session.language
        self._card.clear()
        self._card.add(
            note(f"{one.indicator.code} · {say(one.indicator.title)}", wraps=True),
            theme.plain_label(
                line_title(one.line, language), theme.CARD_TITLE, theme.MEDIUM, wraps=True, name="meaning.title"
            ),
            theme.plain_label(
                number_said(one.line, one.numbers.number, language, applies=one.numbers.applies),
                theme.PAGE_TITLE,
                theme.MEDIUM,
                name="meaning.number",
            ),
        )
        self._offer_list(has_list=has_list, why_not=why_not)
        self._define(one)
        self._show_splits(one)

    def _offer_list(self, *, has_list: bool, why_not: str) -> None:
        if has_list:
            see = buttons.button(self._session.say(N_("See the list")), icons.CHECKS, name="see_list", in_row=True)
            see.clicked.connect(self.behind_asked)
            self._card.add(layout.row(see, STRETCH))
        elif why_not:
            self._card.add(note(why_not, wraps=True, name="no_list"))

    def _define(self, one: LineShown) -> None:
        say = self._session.say
        of = share_of_what(one.indicator, one.line)
        told = [(N_("What is counted"), say(one.line.meaning))]
        if of is not None:
            told.append((N_("As a share of"), f"{say(of.title)}. {say(of.meaning)}"))
        if one.indicator.note:
            told.append((N_("Note"), say(one.indicator.note)))
        sources = (_SOURCES.get(part, part) for part in one.indicator.source.split(","))
        told.append((N_("Asked for by"), ", ".join(say(source) for source in sources)))
        for label, text in told:
            self._card.add(8, self._head(say(label)), theme.plain_label(text, theme.BODY, wraps=True))

    def _show_splits(self, one: LineShown) -> None:
        say, language = self._session.say, self._session.language
        for sex, cells, total in one.rows if one.bands else ():
            shown = [(band_said(band, language), cell) for band, cell in zip(BANDS, cells, strict=True) if cell]
            self._card.add(8, self._head(f"{sex} · {cell_said(total, language)}"), *self._rows(shown))
        for split, row in one.parts:
            self._card.add(8, self._head(say(SPLITS_SAID[split])), *self._rows(list(row)))
        counted = one.numbers
        if counted.number and counted.estimated:
            said = N_("Placed in a band of age by estimate: {n}")
            self._card.add(8, note(say(said, n=cell_said(counted.estimated, language)), wraps=True))
        if counted.number and counted.not_agreed:
            said = N_("Without agreement to be counted: {n}")
            self._card.add(note(say(said, n=cell_said(counted.not_agreed, language)), wraps=True))

    def _rows(self, shown: list[tuple[str, Cell]]) -> list[QWidget]:
        language = self._session.language
        return [
            layout.boxed(
                layout.row(
                    theme.plain_label(name, theme.SECOND, wraps=True),
                    STRETCH,
                    theme.plain_label(cell_said(cell, language), theme.SECOND, theme.MEDIUM),
                )
            )
            for name, cell in shown
        ]

    def _head(self, text: str) -> QWidget:
        return theme.plain_label(text, theme.SECOND, theme.BOLD, colour=theme.MUTED, wraps=True)
