"""The second step: on which stick, and who carries it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from centre_app.language import N_, Language
from ui import icons, theme
from ui.kit import layout
from ui.kit.layout import STRETCH
from ui.kit.messages import Message
from ui.stick_choice import StickChoice

LABEL_WIDTH = 152


class StickStep(QWidget):
    changed = Signal()

    def __init__(self, language: Language) -> None:
        super().__init__()
        say = language.say
        self.choice = StickChoice(language)
        self.choice.chosen.connect(lambda _drive: self.changed.emit())
        self._carrier = QLineEdit()
        self._carrier.setObjectName("bundles.carrier")
        self._carrier.setMaxLength(120)
        label = theme.plain_label(say(N_("Carried by")))
        label.setFixedWidth(theme.size(LABEL_WIDTH))
        label.setBuddy(self._carrier)
        self._carrier.setAccessibleName(label.text())
        self._carrier.setPlaceholderText(say(N_("Who takes the stick to headquarters")))
        self._carrier.textChanged.connect(lambda _text: self.changed.emit())
        line = layout.row(label, gap=8)
        line.addWidget(self._carrier, 1)
        kept = Message(say(N_("What is on the stick already stays there.")), icon=icons.STICK)
        self.setLayout(layout.column(self.choice, layout.rule(theme.ROW_RULE), line, kept, STRETCH, gap=12))

    @property
    def carrier(self) -> str:
        return self._carrier.text().strip()

    def clear(self) -> None:
        self._carrier.clear()
