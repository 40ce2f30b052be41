"""Eight words, large enough to be read aloud over the telephone, and the question whether they are the same."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QDialog, QGridLayout, QWidget

from centre_app.language import N_, Language
from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.check_box import CheckBox
from ui.kit.messages import Message
from ui.kit.panel import Panel, note, page_title
from ui.session import Session

IN_A_ROW, WIDTH = 4, 860


class EightWords(QWidget):
    """The words in two rows of four, each with its number, so that nobody loses the place."""

    def __init__(self, words: Sequence[str], *, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(", ".join(words))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.size(8))
        for place, word in enumerate(words):
            grid.addWidget(_word(place + 1, word), place // IN_A_ROW, place % IN_A_ROW)


def _word(number: int, word: str) -> QWidget:
    tile = Panel(ground=theme.BAND, line=theme.CARD_BORDER, radius=theme.RADIUS)
    count = theme.plain_label(str(number), theme.CAPTION, colour=theme.MUTED)
    written = theme.plain_label(word, theme.SUB_TITLE, theme.SEMI_BOLD)
    tile.setLayout(layout.row(count, written, layout.STRETCH, gap=8, margins=(12, 8, 12, 8)))
    return tile


class CompareWords(QWidget):
    """Shows the words of the other side's paper. Trusting it needs a tick: nobody presses that by the way."""

    same = Signal()
    differ = Signal()

    def __init__(self, words: Sequence[str], language: Language) -> None:
        super().__init__()
        self.setObjectName("compare_words")
        say = language.say
        how = Message(
            say(N_("Call the number that you know, not one that came with the stick. The other side reads its words.")),
            icon=icons.PHONE,
        )
        self._same = CheckBox(
            say(N_("We read them to each other: the same eight words, in the same order")), name="same_words"
        )
        self._trust = buttons.filled(say(N_("Trust it from today")), icons.KEY, name="trust")
        differ = buttons.button(say(N_("The words differ")), icons.CLOSE, name="words_differ")
        self._trust.setEnabled(False)
        self._same.toggled.connect(self._trust.setEnabled)
        self._trust.clicked.connect(self.same)
        differ.clicked.connect(self.differ)
        foot = layout.row(self._same, layout.STRETCH, differ, self._trust)
        self.setLayout(layout.column(how, EightWords(words, name="words_to_compare"), foot, gap=12))


class WordsDialog(QDialog):
    """The words of one centre, over the list: to compare, or only to read out."""

    SAME, DIFFER = 2, 3  # besides Qt's own 0 for closing it

    def __init__(
        self, session: Session, words: Sequence[str], *, title: str, about: str, to_compare: bool, over: QWidget
    ) -> None:
        super().__init__(over.window())
        self.setObjectName("words_dialog")
        self.setWindowTitle(QApplication.applicationName())  # the title names a centre: other programs read this
        self.setAccessibleName(title)
        self.setModal(True)
        close = buttons.button(session.say(N_("Close")), icons.CLOSE, name="close_words")
        close.clicked.connect(self.reject)
        if to_compare:
            inside: QWidget = CompareWords(words, session.language)
            inside.same.connect(lambda: self.done(self.SAME))
            inside.differ.connect(lambda: self.done(self.DIFFER))
        else:
            inside = EightWords(words, name="words_to_read")
        head = layout.row(gap=12)
        head.addWidget(page_title(title), 1)
        head.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self.setLayout(layout.column(head, note(about, wraps=True), inside, gap=12, margins=(24, 16, 24, 20)))
        width = max(theme.size(WIDTH), self.minimumSizeHint().width())
        self.resize(width, self.layout().totalHeightForWidth(width))
