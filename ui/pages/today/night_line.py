"""The line of the first page that asks for last night’s roll call, in the morning, where nobody made it."""

from PySide6.QtCore import Signal

from centre_app.casework.roll_call import night_not_called
from centre_app.language import N_
from ui import icons, theme
from ui.kit import buttons
from ui.kit.messages import Message
from ui.session import Session


class NightLine(Message):
    """There only while last night can be called and was not; its button leads to the roll call."""

    asked = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__("", theme.NEUTRAL_TONE, icon=icons.NIGHT, name="night_not_called")
        self._session = session
        call = buttons.button(session.say(N_("Call the roll")), icons.OPEN, name="call_last_night", in_row=True)
        call.clicked.connect(self.asked)
        self.add_button(call)

    def refresh(self) -> None:
        """Look again whether the night was called."""
        night = night_not_called(self._session.register)
        if night is not None:
            self.show_text(self._session.say(N_("The roll was not called last night, {day}."), day=night))
        self.setVisible(night is not None)
