"""The foot of the export: what can be done at each step, and why it cannot be done yet."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from centre_app.language import N_, Language
from ui import icons
from ui.kit import buttons, layout
from ui.kit.panel import note
from ui.pages.export.steps import At


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """How far the export is: what the foot needs to know of it."""

    at: At
    may_export: bool  # the register was looked through, and this centre is enrolled
    is_enrolled: bool
    has_stick: bool
    is_sealed: bool
    is_running: bool
    is_good: bool

    @property
    def failed(self) -> bool:
        return self.at == At.WRITE and not self.is_running and not self.is_good


class Foot(QWidget):
    backed = Signal()
    went_on = Signal()
    stopped = Signal()
    other_stick_asked = Signal()
    again_asked = Signal()
    print_asked = Signal()

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._say = say = language.say
        self._hint = note("", wraps=True, name="hint")
        self._back = buttons.button(say(N_("Back")), icons.BACK, name="back")
        self._stop = buttons.button(say(N_("Stop")), icons.CLOSE, name="stop_writing")
        self._other = buttons.button(say(N_("Another stick")), icons.STICK, name="other_stick")
        self._again = buttons.filled(say(N_("Start again")), icons.RUNNING, name="write_again")
        self._print = buttons.filled(say(N_("Print the slip")), icons.PRINT, name="print_slip")
        self._next = buttons.filled(say(N_("Next")), icons.NEXT, name="next")
        line = layout.row(gap=8, margins=(0, 0, 12, 0))
        line.addWidget(self._hint, 1)
        for button, told in (
            (self._back, self.backed),
            (self._stop, self.stopped),
            (self._other, self.other_stick_asked),
            (self._again, self.again_asked),
            (self._print, self.print_asked),
            (self._next, self.went_on),
        ):
            button.clicked.connect(told)
            line.addWidget(button)
        self.setLayout(line)

    def show_stand(self, stand: Stand) -> None:
        at = stand.at
        self._back.setVisible(at in (At.STICK, At.SEAL) and not stand.is_sealed)
        self._back.setEnabled(not stand.is_running)
        self._stop.setVisible(at == At.WRITE and stand.is_running)
        self._stop.setEnabled(True)
        self._other.setVisible(stand.failed)
        self._again.setVisible(stand.failed)
        self._print.setVisible(at == At.SLIP)
        self._next.setVisible(at != At.SLIP and not stand.failed)
        self._next.setEnabled(not stand.is_running and _may_go_on(stand))
        self._next.setText(self._say(N_("Encrypt and write")) if at == At.SEAL else self._say(N_("Next")))
        self._next.show_icon(icons.LOCK if at == At.SEAL else icons.NEXT)
        self._hint.setText(self._say(_hint_of(stand)))

    def take_focus(self) -> None:
        """Put the keyboard on the button that leads on."""
        for button in (self._print, self._again, self._next):
            if not button.isHidden() and button.isEnabled():
                button.setFocus()

    def show_stopping(self) -> None:
        self._stop.setEnabled(False)


def _may_go_on(stand: Stand) -> bool:
    match stand.at:
        case At.CHECK:
            return stand.may_export
        case At.STICK:
            return stand.has_stick
        case At.WRITE:
            return stand.is_good
    return True


def _hint_of(stand: Stand) -> str:
    match stand.at:
        case At.CHECK if not stand.is_enrolled:
            return N_("“Next” opens when this centre is enrolled.")
        case At.STICK if not stand.has_stick:
            return N_("“Next” opens when a stick is chosen.")
        case At.WRITE if stand.is_running:
            return N_("“Next” opens when reading back is finished.")
        case At.WRITE if stand.is_good:
            return N_("What is on the stick is good.")
        case At.WRITE:
            return N_("Nothing new is on the stick.")
        case At.SLIP:
            return N_("Hand the stick and the slip to the carrier, today.")
    return N_("Nothing has been written yet.")
