"""Every sentence that the program says when something goes wrong, to be searched: inside, and at the door as well."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from centre_app import troubles
from centre_app.language import N_, Language
from centre_app.troubles import ABOUT, IN_BRACKETS, TITLE, Trouble
from ui import background, icons, theme
from ui.kit import buttons, layout
from ui.kit.fields import SearchField
from ui.kit.messages import EmptyState
from ui.kit.panel import Card, note
from ui.kit.scroll import Scroll

WIDTH, HEIGHT = 860, 620


class TroublesList(QWidget):
    """Looks through the program once, beside the window: the sentences do not change while it runs."""

    found = Signal(bool)  # whether any is in sight

    def __init__(self, language: Language, head_end: QPushButton | None = None) -> None:
        super().__init__()
        say = language.say
        self._language = language
        self._groups: list[tuple[str, list[Trouble]]] = []
        self._is_asked = False
        self._boxes: dict[Trouble, QWidget] = {}
        self._cards: dict[str, Card] = {}
        self._search = SearchField(say(N_("A word of the sentence on the screen…")), name="search_troubles")
        self._search.searched.connect(lambda _typed: self._show_found())
        self._count = note(say(N_("One moment…")), name="troubles.count")
        none = N_("No sentence has these words. Try one word alone, or call the person who helps you with the program.")
        self._none = EmptyState(icons.CHECKS, say(none), name="no_trouble")
        self._none.hide()
        head = Card(say(TITLE), icons.FAULT, head_end=head_end, name="troubles.head")
        head.add(theme.plain_label(say(ABOUT), wraps=True), self._search, self._count, self._none)
        self._listed = layout.column(gap=12)
        self.setLayout(layout.column(head, self._listed, gap=12))

    def read(self) -> None:
        if self._is_asked:
            return
        self._is_asked = True
        background.run(
            lambda progress: troubles.troubles(self._language), owner=self, then=self._on_read, merely_reads=True
        )

    def take_keyboard(self) -> None:
        self._search.setFocus()
        self._search.selectAll()

    def in_sight(self) -> Sequence[tuple[str, Sequence[Trouble]]]:
        return troubles.found_in(self._groups, self._search.text())

    def _on_read(self, groups: list[tuple[str, list[Trouble]]]) -> None:
        self._groups = groups
        for number, (title, each) in enumerate(groups):
            self._boxes.update({one: _box(one) for one in each})
            self._cards[title] = Card(self._language.say(title), icons.INFO, gap=12, name=f"troubles.{number}")
            self._listed.addWidget(self._cards[title].add(*(self._boxes[one] for one in each)))
        self._show_found()

    def _show_found(self) -> None:
        """Leave in sight what has the words that are searched for."""
        found = dict(self.in_sight())
        shown = {one for each in found.values() for one in each}
        for title, card in self._cards.items():
            card.setVisible(title in found)
        for one, box in self._boxes.items():
            box.setVisible(one in shown)
        self._none.setVisible(bool(self._groups) and not shown)
        self.found.emit(bool(shown))
        if self._groups:
            said = self._language.say_n(N_("{n} sentence."), N_("{n} sentences."), len(shown))
            self._count.setText(f"{said} {self._language.say(IN_BRACKETS)}" if shown else "")


class TroublesDialog(QDialog):
    """The same over the door, where no register is open yet: that is when it is needed most. Esc closes it."""

    def __init__(self, over: QWidget, language: Language) -> None:
        super().__init__(over.window())
        self.setObjectName("troubles_dialog")
        self.setWindowTitle(language.say(TITLE))
        self.setModal(True)
        self.finished.connect(self.deleteLater)
        listed = TroublesList(language)
        close = buttons.filled(language.say(N_("Close")), name="close_troubles")
        close.setAutoDefault(False)
        close.clicked.connect(self.accept)
        whole = layout.column(gap=12, margins=(16, 16, 16, 16))
        whole.addWidget(Scroll(layout.column(listed, layout.STRETCH, gap=0), name="troubles.scroll"), 1)
        layout.add(whole, layout.row(layout.STRETCH, close))
        self.setLayout(whole)
        room = over.window().size()
        self.resize(min(theme.size(WIDTH), room.width()), min(theme.size(HEIGHT), room.height()))
        listed.read()
        listed.take_keyboard()


def _box(one: Trouble) -> QWidget:
    """Return a sentence and what to do then, to be read together."""
    words = [theme.plain_label(one.message, theme.BODY, theme.SEMI_BOLD, wraps=True)]
    if one.advice:
        words.append(theme.plain_label(one.advice, wraps=True))
    box = layout.boxed(layout.column(*words, gap=2), name="trouble")
    box.setAccessibleName(f"{one.message} {one.advice}".strip())
    return box
