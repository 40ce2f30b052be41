"""Sheets on paper: what was written by hand is typed under its own day, and every form is printed blank for the next time."""

from PySide6.QtWidgets import QWidget

from centre_app.language import N_
from centre_app.records import TypedSheet
from ui.form_printing import print_folder
from ui.kit import layout
from ui.kit.pills import Segments
from ui.kit.scroll import Scroll
from ui.page import Destination, Page
from ui.pages.paper.forms_card import FormsCard
from ui.pages.paper.sheets_card import SheetsCard
from ui.pages.paper.typing import TypingCard
from ui.session import Session

TYPING, FORMS, SHEETS = "typing", "forms", "sheets"
VIEWS = {TYPING: N_("Type from paper"), FORMS: N_("Print forms"), SHEETS: N_("Sheets and slips")}


class PaperPage(Page):
    """Three things one comes for, one in sight at a time."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, name="paper", title=session.say(N_("Sheets on paper")))
        self._typing, self._sheets = TypingCard(session), SheetsCard(session)
        self._cards: dict[str, QWidget] = {TYPING: self._typing, FORMS: FormsCard(session), SHEETS: self._sheets}
        may_type = session.register.rights.writes(TypedSheet)
        offered = {key: self.say(words) for key, words in VIEWS.items() if may_type or key != TYPING}
        self.view = Segments(offered, name="paper.view")
        self.view.setAccessibleName(self.say(N_("What is shown")))
        self.view.chosen.connect(lambda _key: self._show_view())
        self._typing.failed.connect(self.tell_problem)
        self._typing.begun.connect(self._say_begun)
        self._typing.ended.connect(lambda: self.result.tell_done(self.say(N_("Typing from paper is over."))))
        self._sheets.went.connect(self.go)
        self.body.addLayout(layout.row(self.view, layout.STRETCH))
        cards = layout.column(*self._cards.values(), layout.STRETCH, gap=16)
        self.body.addWidget(Scroll(cards, name="paper.scroll"), 1)
        self.view.show_key(next(iter(offered)))
        self._show_view()

    def _show_view(self) -> None:
        for key, card in self._cards.items():
            card.setVisible(key == self.view.key())

    def arrive(self, destination: Destination) -> None:
        self.refresh()

    def refresh(self) -> None:
        self._typing.show_sheet()
        self._sheets.show_what_is_there()

    def print_page(self) -> None:
        print_folder(self.session, over=self)

    def help_lines(self) -> list[str]:
        return [
            self.say(
                N_("Print the folder once and keep it ready: every form stands in it, with the numbers of the screen.")
            ),
            self.say(
                N_("When the power is back, say here on which day a sheet was written and by whom, then type it.")
            ),
            self.say(N_("Each form can also be printed where it is filled in: press its number.")),
        ]

    def _say_begun(self) -> None:
        self.result.tell_done(self.say(N_("Go where it belongs and type: the day of the paper is proposed.")))
