"""The band over everything in a training register: the word, and that everybody is invented. Never the colour alone."""

from PySide6.QtWidgets import QLayout

from centre_app.language import N_, Language
from centre_app.training import ABOUT, MARK
from ui import icons, theme
from ui.kit import layout
from ui.kit.panel import Panel
from ui.kit.rows import Elided


class TrainingBand(Panel):
    """Stands at the upper edge of the window and of the door."""

    def __init__(self, language: Language, *, name: str = "training_band") -> None:
        super().__init__(ground=theme.TRAINING_BAND, line=None, radius=0, name=name)
        mark, about = language.say(MARK), language.say(ABOUT)
        word = theme.plain_label(mark, theme.BODY, theme.BOLD, colour=theme.TRAINING_INK, name=f"{name}.word")
        line = layout.row(
            icons.label(icons.PRACTICE, icons.HEAD, theme.TRAINING_INK), word, gap=10, margins=(16, 3, 16, 3)
        )
        line.addWidget(Elided(about, theme.BODY, theme.MEDIUM, colour=theme.TRAINING_INK, name=f"{name}.about"), 1)
        self.setLayout(line)
        self.setAccessibleName(language.say(N_("{training}: {about}"), training=mark, about=about))


def under_training_band(whole: QLayout, language: Language) -> QLayout:
    """Return a layout with the band over all that is in another."""
    column = layout.column(TrainingBand(language), gap=0)
    column.addLayout(whole, 1)
    return column
