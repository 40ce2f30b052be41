"""When something goes wrong: every sentence that the program says then, to be searched, read beforehand and printed."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from centre_app import troubles
from centre_app.language import N_
from centre_app.problems import Problem
from centre_app.troubles import ABOUT, IN_BRACKETS, TITLE, Trouble
from ui import background, icons, theme
from ui.kit import buttons, layout
from ui.kit.fields import SearchField
from ui.kit.messages import EmptyState
from ui.kit.panel import Card, note
from ui.pages.settings.part import Part
from ui.session import Session


class TroublesPart(Part):
    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.setObjectName("settings.troubles")
        say = self.say
        self._groups: list[tuple[str, list[Trouble]]] = []
        self._is_asked = False
        self._boxes: dict[type[Problem], QWidget] = {}
        self._cards: dict[str, Card] = {}
        self._search = SearchField(say(N_("A word of the sentence on the screen…")), name="search_troubles")
        self._search.searched.connect(lambda _typed: self._show_found())
        self._print = buttons.button(say(N_("Print")), icons.PRINT, name="print_troubles", tip="Ctrl+P")
        self._print.clicked.connect(self.print_part)
        self._print.setEnabled(False)
        self._count = note(say(N_("One moment…")), name="troubles.count")
        self._none = EmptyState(icons.CHECKS, say(N_("No sentence has these words.")), name="no_trouble")
        self._none.hide()
        head = Card(say(TITLE), icons.FAULT, head_end=self._print, name="troubles.head")
        head.add(theme.plain_label(say(ABOUT), wraps=True), self._search, self._count, self._none)
        self._found = layout.column(gap=12)
        layout.add(self.body, head)
        self.body.addLayout(self._found)
        layout.add(self.body, layout.STRETCH)

    def show_again(self) -> None:
        """Look through the program once, beside the window: the sentences do not change while it runs."""
        if self._is_asked:
            return
        self._is_asked = True
        background.run(
            lambda progress: troubles.troubles(self.language), owner=self, then=self._on_read, merely_reads=True
        )

    def focus_search(self) -> None:
        self._search.setFocus()
        self._search.selectAll()

    def print_part(self) -> None:
        """Show the sheet to keep beside the laptop, of what is in sight."""
        from centre_app.documents.trouble_sheet import preview_troubles, print_troubles  # late: only who prints pays
        from ui.preview import preview

        register, language, shown = self.session.register, self.language, self._in_sight()
        if not shown:
            return
        preview(
            self.session,
            title=self.say(TITLE),
            shown=preview_troubles(register, shown, language=language),
            final=partial(print_troubles, register, shown, language=language),
            file_name=f"{register.code}-sos.pdf",
            over=self,
        )

    # What it shows

    def _on_read(self, groups: list[tuple[str, list[Trouble]]]) -> None:
        self._groups = groups
        for number, (title, each) in enumerate(groups):
            self._boxes.update({one.kind: _box(one) for one in each})
            self._cards[title] = Card(self.say(title), icons.INFO, gap=12, name=f"troubles.{number}")
            self._found.addWidget(self._cards[title].add(*(self._boxes[one.kind] for one in each)))
        self._show_found()

    def _show_found(self) -> None:
        """Leave in sight what has the words that are searched for."""
        found = dict(self._in_sight())
        kinds = {one.kind for each in found.values() for one in each}
        for title, card in self._cards.items():
            card.setVisible(title in found)
        for kind, box in self._boxes.items():
            box.setVisible(kind in kinds)
        self._none.setVisible(bool(self._groups) and not kinds)
        self._print.setEnabled(bool(kinds))
        if self._groups:
            said = self.language.say_n(N_("{n} sentence."), N_("{n} sentences."), len(kinds))
            self._count.setText(f"{said} {self.say(IN_BRACKETS)}" if kinds else "")

    def _in_sight(self) -> Sequence[tuple[str, Sequence[Trouble]]]:
        return troubles.found_in(self._groups, self._search.text())


def _box(one: Trouble) -> QWidget:
    """Return a sentence and what to do then, to be read together."""
    message = theme.plain_label(one.message, theme.BODY, theme.SEMI_BOLD, wraps=True)
    box = layout.boxed(layout.column(message, theme.plain_label(one.advice, wraps=True), gap=2), name="trouble")
    box.setAccessibleName(f"{one.message} {one.advice}")
    return box
