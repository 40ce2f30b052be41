"""Ways back in, in Administration: the recovery sheet and its rehearsal, the deputy, headquarters."""

from datetime import datetime

from PySide6.QtWidgets import QDialog

from centre_app import recovery
from centre_app.language import N_
from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.layout import STRETCH
from ui.kit.messages import Message
from ui.kit.panel import Card, note
from ui.pages.recovery.dialogs import NewSheetDialog, RehearsalDialog
from ui.pages.settings.part import Part
from ui.session import Session


class RecoveryPart(Part):
    """For whoever keeps the register's own keys: the director, her deputy, headquarters' supervisor."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.setObjectName("settings.recovery")

    @classmethod
    def is_for(cls, session: Session) -> bool:
        return session.register.keys.slot.keeps_own

    def show_again(self) -> None:
        layout.clear(self.body)
        for card in (self._sheet(), self._rehearsal(), self._deputy()):
            self.body.addWidget(card)
        if not self.session.register.is_headquarters:
            self.body.addWidget(self._headquarters())
        layout.add(self.body, STRETCH)

    # What it shows

    def _sheet(self) -> Card:
        made = recovery.sheet_made_at(self.session.register)
        state = (
            Message(
                self.say(N_("Made on {day}. It is in the safe, in a closed envelope."), day=self._day(made)),
                theme.DONE_TONE,
            )
            if made
            else Message(
                self.say(N_("None was made yet. A forgotten passphrase could cost you the register.")), theme.LATE_TONE
            )
        )
        new = buttons.button(self.say(N_("Make a new sheet")), icons.PRINT, name="new_sheet")
        if not made:
            new.become(buttons.Kind.FILLED)
        new.clicked.connect(self._make_sheet)
        about = note(self.say(N_("It opens the whole register. A new one ends the one before.")), wraps=True)
        card = Card(self.say(N_("Recovery sheet")), icons.KEY, name="recovery.sheet")
        return card.add(state, layout.row(new, STRETCH), about)

    def _rehearsal(self) -> Card:
        rehearse = buttons.button(self.say(N_("Rehearse")), icons.CHECKS, name="rehearse")
        rehearse.clicked.connect(self._rehearse)
        rehearse.setEnabled(recovery.has_sheet(self.session.register))
        words, tone = self._how_it_went()
        about = note(self.say(N_("Type the code from the sheet, twice a year. Nothing changes.")), wraps=True)
        card = Card(self.say(N_("Rehearsal")), icons.CHECKS, name="recovery.rehearsal")
        return card.add(Message(words, tone, name="rehearsal.state"), layout.row(rehearse, STRETCH), about)

    def _how_it_went(self) -> tuple[str, theme.Tone]:
        register = self.session.register
        failed, went_well = recovery.failed_rehearsal(register), recovery.last_rehearsal(register)
        if not recovery.has_sheet(register):
            return self.say(N_("There is no sheet to rehearse with.")), theme.NEUTRAL_TONE
        if failed is not None:
            words = N_("On {day} the code did not open the register. Try again, or make a new sheet now.")
            return self.say(words, day=self._day(failed)), theme.LATE_TONE
        if went_well is None:
            return self.say(N_("Never rehearsed.")), theme.LATE_TONE
        if recovery.needs_rehearsal(register):
            words = N_(
                "It went well on {day}. Since then there is a new sheet, or half a year has passed: rehearse again."
            )
            return self.say(words, day=self._day(went_well)), theme.SOON_TONE
        return self.say(N_("On {day} the code opened everything."), day=self._day(went_well)), theme.DONE_TONE

    def _deputy(self) -> Card:
        register = self.session.register
        others = [self.session.staff_name(one) for one in recovery.deputies(register)]
        state = (
            Message(" · ".join(others), theme.DONE_TONE, strong=self.say(N_("Can let you in again:")))
            if others
            else Message(
                self.say(N_("Nobody yet. Make somebody you trust director as well, on the page of the team.")),
                theme.CHECK_TONE,
            )
        )
        return Card(self.say(N_("Deputy")), icons.RESIDENTS, name="recovery.deputy").add(state)

    def _headquarters(self) -> Card:
        since = recovery.headquarters_since(self.session.register)
        card = Card(self.say(N_("Headquarters")), icons.HEADQUARTERS, name="recovery.headquarters")
        if since:
            words = self.say(
                N_("Headquarters can let you in again, since its card came on {day}."), day=self._day(since)
            )
            return card.add(Message(words, theme.DONE_TONE))
        go = buttons.button(self.say(N_("Enrol")), icons.KEY, name="recovery.enrol")
        go.clicked.connect(lambda: self.wanted.emit("enrolment"))
        words = self.say(N_("Not yet: its recovery keys come with its card, at enrolment."))
        return card.add(Message(words, theme.CHECK_TONE), layout.row(go, STRETCH))

    def _day(self, at: datetime) -> str:
        return self.language.day(at.date())

    # What it does

    def _make_sheet(self) -> None:
        self._ask(
            NewSheetDialog(self.session, over=self), N_("The new sheet counts from now on. Destroy the former one.")
        )

    def _rehearse(self) -> None:
        self._ask(RehearsalDialog(self.session, over=self), N_("The code opened everything. Nothing was changed."))

    def _ask(self, dialog: QDialog, told: str) -> None:
        if dialog.exec():
            self.told.emit(self.say(told))
        dialog.deleteLater()
        self.show_again()
