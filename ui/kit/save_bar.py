"""Fixed under a form: when the draft was kept, how many faults there are, and the buttons to save or go back."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from centre_app.language import N_, Language
from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.chip import state
from ui.kit.layout import STRETCH
from ui.theme import Tone


class SaveBar(QWidget):
    """Nothing in it scrolls; it says what would be said in a pop-up elsewhere."""

    save_asked = Signal()
    undo_asked = Signal()
    fault_asked = Signal()

    def __init__(self, language: Language, *, save: str = "", name: str = "save_bar") -> None:
        super().__init__()
        self.setObjectName(name)
        self._language, say = language, language.say
        self._closes = False
        self.setFixedHeight(theme.size(55))
        self._draft = state("", theme.DONE_TONE, name=f"{name}.draft")
        self._faults = state("", theme.FAULT_TONE, name=f"{name}.faults")
        self._checks = state("", theme.CHECK_TONE, name=f"{name}.checks")
        self._go = buttons.quiet(say(N_("Go to the fault")), name="go_to_fault")
        self.undo = buttons.button(say(N_("Undo")), icons.UNDO, name="take_back")
        self.save = buttons.filled(save or say(N_("Save")), icons.SAVE, name="save", tip="Ctrl+S")
        self._go.clicked.connect(self.fault_asked)
        self.undo.clicked.connect(self.undo_asked)
        self.save.clicked.connect(self.save_asked)
        self._line = layout.row(
            self._draft, self._faults, self._checks, self._go, STRETCH, self.undo, self.save, gap=12
        )
        self.setLayout(self._line)
        self.fold(False)
        self.show_draft("")
        self.show_counts(faults=0, checks=0)

    def show_draft(self, sentence: str, tone: Tone = theme.DONE_TONE) -> None:
        """Say when the draft was kept, or that it was not; "" says nothing."""
        self._draft.show_state(sentence, tone)
        self._draft.setVisible(bool(sentence))

    def show_counts(self, *, faults: int, checks: int) -> None:
        """Say how many answers stop the save and how many should be looked at."""
        self._faults.show_state(self._language.say_n(N_("{n} fault"), N_("{n} faults"), faults), theme.FAULT_TONE)
        self._checks.show_state(self._language.say_n(N_("{n} to check"), N_("{n} to check"), checks), theme.CHECK_TONE)
        self._faults.setVisible(faults > 0)
        self._checks.setVisible(checks > 0)
        self._go.setVisible(faults + checks > 0)
        self._go.setText(self._language.say(N_("Go to the fault") if faults else N_("Go to the answer")))

    def show_changed(self, changed: bool) -> None:
        """There is nothing to take back while nothing was typed."""
        self.undo.setEnabled(changed or self._closes)

    def offer_to_close(self) -> None:
        """Let the button beside "save" close what the form stands in."""
        self._closes = True
        self.undo.setObjectName("cancel_form")
        self.undo.setText(self._language.say(N_("Cancel")))
        self.undo.show_icon(icons.CLOSE)
        self.undo.setEnabled(True)

    def fold(self, small: bool) -> None:
        side = theme.size(16 if small else 24)
        self._line.setContentsMargins(side, theme.size(1), side, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.CARD))
        painter.fillRect(0, 0, self.width(), 1, QColor(theme.CARD_BORDER))
