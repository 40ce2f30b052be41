"""Sheets on paper: what was written by hand is typed under its own day, and every form is printed blank for the next time."""

from centre_app.language import N_
from centre_app.records import TypedSheet
from ui.form_printing import print_folder
from ui.kit import layout
from ui.kit.scroll import Scroll
from ui.page import Destination, Page
from ui.pages.paper.forms_card import FormsCard
from ui.pages.paper.sheets_card import SheetsCard
from ui.pages.paper.typing import TypingCard
from ui.session import Session


class PaperPage(Page):
    def __init__(self, session: Session) -> None:
        super().__init__(session, name="paper", title=session.say(N_("Sheets on paper")))
        self._typing, self._sheets = TypingCard(session), SheetsCard(session)
        self._typing.failed.connect(self.tell_problem)
        self._typing.begun.connect(self._say_begun)
        self._typing.ended.connect(lambda: self.result.tell_done(self.say(N_("Typing from paper is over."))))
        self._sheets.went.connect(self.go)
        self._typing.setVisible(session.register.rights.writes(TypedSheet))
        cards = layout.column(self._typing, self._sheets, FormsCard(session), layout.STRETCH, gap=16)
        self.body.addWidget(Scroll(cards, name="paper.scroll"), 1)

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
