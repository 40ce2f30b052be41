"""What the signs of the roll call mean, with the key of each, in one line."""

from PySide6.QtWidgets import QWidget

from centre_app.language import N_, Language
from ui import icons, theme
from ui.kit import layout
from ui.pages.night.marks import MARKS


class Legend(QWidget):
    """One sign after the other, each with its letter."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self.setObjectName("roll_legend")
        signs = [self._sign(mark.icon, mark.letter(language), language.say(mark.called)) for mark in MARKS.values()]
        space = theme.plain_label(language.say(N_("Space: here, and next")), theme.SECOND, colour=theme.MUTED)
        line = layout.column(layout.flow_of(space, *signs, gap=14), gap=0)
        self.setLayout(line)

    def _sign(self, icon: str, letter: str, word: str) -> QWidget:
        key = theme.plain_label(letter, theme.SECOND, theme.BOLD, colour=theme.INK)
        said = theme.plain_label(word, theme.SECOND, colour=theme.MUTED)
        return layout.boxed(layout.row(icons.label(icon, icons.SMALL, theme.MUTED), key, said, gap=4))


def help_lines(language: Language) -> list[str]:
    """Return what F1 says of the keys."""
    say = language.say
    letters = [say(N_("{letter} {word}"), letter=mark.letter(language), word=say(mark.word)) for mark in MARKS.values()]
    return [
        say(N_("Space or Enter: present, and on to the next. Up and down go on without an answer.")),
        say(N_("A letter gives another answer: {letters}."), letters=language.list_of(letters)),
        say(N_("Delete takes an answer back. Who has no answer is neither here nor away.")),
        say(N_("F7 takes what is shown grey for an answer. F8 marks the others as here.")),
    ]
