"""Forgotten passphrase: the three ways back into a register, in plain words, and the steps of each.

Nothing is opened here. Each way ends at the door, with a new passphrase.
"""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from centre_app import recovery
from centre_app.language import N_, Language
from centre_app.problems import Problem
from centre_app.register import AT_HEADQUARTERS
from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.layout import STRETCH
from ui.kit.messages import Message, ResultBar
from ui.kit.panel import Card, page_title
from ui.kit.scroll import Scroll
from ui.pages.recovery import door_steps as steps
from ui.pages.recovery import headquarters_steps as through
from ui.pages.recovery.wizard import Wizard
from ui.pages.unlock_parts import DarkSide
from ui.short_clipboard import ShortClipboard

LOW = 650


class WaysBackPage(QWidget):
    """`ended` carries the id of whoever came back, or "" when the door is asked for."""

    ended = Signal(str)

    def __init__(self, folder: Path, language: Language) -> None:
        super().__init__()
        self.setObjectName("ways_back")
        self._folder, self.language, self.say = folder, language, language.say
        self._clipboard = ShortClipboard(self)
        self._side = DarkSide(
            self.say(N_("Forgotten passphrase")),
            "",
            [self.say(N_("Nothing is lost.")), self.say(N_("There are ways back in."))],
            is_training=self._is_training(),
        )
        self._inside: QVBoxLayout = layout.column()
        self._title = page_title(self.say(N_("How to come back in")))
        right = self._right = layout.column(self._title, gap=12)
        right.addLayout(self._inside, 1)
        whole = layout.row(self._side, gap=0)
        whole.addLayout(right, 1)
        self.setLayout(whole)
        self.show_ways()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a narrow window the steps take the room of the dark side, on a low one that of the title."""
        super().resizeEvent(event)
        low = self.height() < theme.size(LOW)
        self._side.setVisible(self.width() >= theme.size(theme.SMALL_WIDTH))
        self._side.take(theme.size(264), low=False)
        self._title.setVisible(not low)
        self._right.setContentsMargins(*(theme.size(each) for each in ((24, 12, 24, 12) if low else (24, 16, 24, 16))))

    def _is_training(self) -> bool:
        try:
            return recovery.ways_back(self._folder).is_training
        except Problem:
            return False  # what is wrong is said beside it

    # The three ways

    def show_ways(self) -> None:
        """Say which ways there are for this register."""
        cards = layout.column(gap=12)
        try:
            self._ways = recovery.ways_back(self._folder)
        except Problem as problem:
            trouble = ResultBar(self.say(N_("Close")))
            trouble.tell_problem(self.say(problem.message, **problem.parts), self.say(problem.advice or ""))
            layout.add(cards, trouble)
        else:
            for card in self._cards():
                layout.add(cards, card)
        layout.add(cards, STRETCH)
        back = buttons.button(self.say(N_("Back to the door")), icons.BACK, name="back_to_door")
        back.clicked.connect(lambda: self.ended.emit(""))
        page = layout.column(gap=12)
        page.addWidget(Scroll(cards, name="ways.scroll"), 1)
        layout.add(page, layout.row(back, STRETCH))
        self._put(layout.boxed(page))

    def _cards(self) -> list[QWidget]:
        cards = [self._deputy(), self._sheet()]
        if self._ways.kind != AT_HEADQUARTERS:
            cards.append(self._headquarters())
        return cards

    def _deputy(self) -> Card:
        card = Card(self.say(N_("Another director lets you in")), icons.RESIDENTS, gap=8, name="way.deputy")
        how = N_(
            "The other opens the register under their own name and gives you a new first passphrase, on the page of the team. "
            "It takes a minute, and is the same for everybody who works here."
        )
        card.add(theme.plain_label(self.say(how), wraps=True))
        if len(self._ways.directors) < 2:
            alone = N_("Nobody else is director here: a director who has forgotten takes one of the other ways.")
            return card.add(Message(self.say(alone), name="way.directors"))
        names = " · ".join(one.name for one in self._ways.directors)
        return card.add(Message(names, icon=icons.PERSON, strong=self.say(N_("Who can:")), name="way.directors"))

    def _sheet(self) -> Card:
        card = Card(self.say(N_("With the recovery sheet")), icons.KEY, gap=8, name="way.sheet")
        if not self._ways.has_sheet:
            none = N_("No sheet was made for this register yet. Once inside, make one under Administration.")
            return card.add(Message(self.say(none), theme.CHECK_TONE))
        how = N_(
            "For a director: fetch the closed envelope from the safe. You type its seven groups, choose a new passphrase, "
            "and put a new sheet on paper."
        )
        go = buttons.filled(self.say(N_("I have the sheet")), icons.NEXT, name="with_sheet")
        go.clicked.connect(self.begin_with_sheet)
        return card.add(theme.plain_label(self.say(how), wraps=True), layout.row(go, STRETCH))

    def _headquarters(self) -> Card:
        card = Card(self.say(N_("Through headquarters")), icons.HEADQUARTERS, gap=8, name="way.headquarters")
        if not self._ways.has_headquarters:
            none = N_("Headquarters cannot open this register: its recovery keys come with its card, at enrolment.")
            return card.add(Message(self.say(none), theme.CHECK_TONE))
        how = N_(
            "For a director: a request goes to headquarters on a stick, you read eight words to each other over the "
            "telephone, and its answer opens the register. It takes days."
        )
        card.add(theme.plain_label(self.say(how), wraps=True))
        before = recovery.asked_before(self._folder)
        ask_words = N_("Ask headquarters again") if before else N_("Ask headquarters")
        ask = buttons.button(self.say(ask_words), icons.HEADQUARTERS, name="ask_headquarters")
        ask.clicked.connect(self.begin_asking)
        if before is None:
            return card.add(layout.row(ask, STRETCH))
        take = buttons.button(self.say(N_("The answer is here")), icons.RECEIVE, name="with_answer")
        take.clicked.connect(self.begin_with_answer)
        asked = Message(
            " · ".join(before[1]), icon=icons.PHONE, strong=self.say(N_("Asked, with these words:")), name="way.asked"
        )
        return card.add(asked, layout.row(take, ask, STRETCH, gap=12))

    # Each of them

    def begin_with_sheet(self) -> None:
        back = self._back()
        kinds = (steps.CodeStep, steps.WhoStep, steps.SheetStep, steps.WithPaper, steps.DoneStep)
        self._begin([kind(back, self.language) for kind in kinds], back)

    def begin_asking(self) -> None:
        back = self._back()
        kinds = (steps.WhoStep, through.RequestStep, through.WordsStep)
        self._begin([kind(back, self.language) for kind in kinds], back, comes_back=False)

    def begin_with_answer(self) -> None:
        before = recovery.asked_before(self._folder)
        back = self._back()
        back.person_id = before[0] if before else ""
        kinds = (through.AnswerStep, steps.SheetStep, through.WithAnswer, steps.DoneStep)
        self._begin([kind(back, self.language) for kind in kinds], back)

    def _back(self) -> steps.Back:
        return steps.Back(folder=self._folder, ways=self._ways)

    def _begin(self, way: list[steps.BackStep], back: steps.Back, *, comes_back: bool = True) -> None:
        self.wizard = Wizard(way, self.language)
        self.wizard.left.connect(self.show_ways)
        self.wizard.finished.connect(lambda: self.ended.emit(back.person_id if comes_back else ""))
        self._put(self.wizard)
        self.wizard.step.begin()

    def _put(self, shown: QWidget) -> None:
        layout.clear(self._inside)
        self._inside.addWidget(shown)
