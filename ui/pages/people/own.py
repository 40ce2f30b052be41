"""One's own passphrase, changed by whoever is at work: the present one, then another."""

from PySide6.QtGui import QHideEvent

from centre_app import accounts
from centre_app.language import N_
from centre_app.problems import Problem, TooWeak, WrongPassphrase
from ui import icons, theme
from ui.busy import busy
from ui.kit import buttons, layout
from ui.kit.layout import STRETCH
from ui.kit.panel import Card
from ui.page import Destination, Page
from ui.pages.unlock_parts import PassphraseField
from ui.passphrase_choice import PassphraseChoice, line
from ui.session import Session

WIDTH = 720


class OwnPassphrasePage(Page):
    def __init__(self, session: Session) -> None:
        super().__init__(
            session,
            name="my_passphrase",
            title=session.say(N_("My passphrase")),
            subtitle=session.say(N_("Only you know it. What is written under it bears your name.")),
            dense=True,
            scrolls=True,
        )
        self._present = PassphraseField(session.language, name="present_passphrase")
        self._choice = PassphraseChoice(session.language, known=accounts.names_around(session.register))
        self._present.entered.connect(self._choice.first.field.setFocus)
        self._choice.entered.connect(self._change)
        change = buttons.filled(self.say(N_("Change my passphrase")), icons.KEY, name="change_passphrase")
        change.clicked.connect(self._change)
        card = Card(self.say(N_("Choose another passphrase")), icons.KEY, gap=12)
        card.add(line(self.say(N_("Present passphrase")), self._present), self._choice, layout.row(STRETCH, change))
        card.setMaximumWidth(theme.size(WIDTH))
        layout.add(self.body, card)
        layout.add(self.body, STRETCH)

    def arrive(self, destination: Destination) -> None:
        self._forget()
        self._present.field.setFocus()

    def refresh(self) -> None:
        """Nothing of the register is shown here."""

    def hideEvent(self, event: QHideEvent) -> None:
        """A passphrase does not stay on a page that nobody looks at."""
        super().hideEvent(event)
        self._forget()

    def help_lines(self) -> list[str]:
        return [self.say(N_("If you think that somebody has seen you type your passphrase, change it today."))]

    def _change(self) -> None:
        if not self._present.text():
            self._present.mark("fault")
            self._present.field.setFocus()
            self.result.tell_problem(self.say(N_("Type your present passphrase first.")))
            return
        new = self._choice.chosen()
        if new is None:
            return
        try:
            with busy():
                self.session.do(accounts.change_own_passphrase, self._present.text(), new)
        except WrongPassphrase:
            self._present.mark("fault")
            self._present.field.selectAll()
            self._present.field.setFocus()
            self.result.tell_problem(
                self.say(N_("The present passphrase is not this one.")), self.say(WrongPassphrase.advice)
            )
        except TooWeak as problem:
            self._choice.tell(problem.message, theme.FAULT_TONE)
        except Problem as problem:
            self.tell_problem(problem)
        else:
            self._forget()
            self.result.tell_done(self.say(N_("Your passphrase is changed. The former one opens nothing any more.")))

    def _forget(self) -> None:
        self._present.clear()
        self._present.mark("")
        self._choice.clear()
