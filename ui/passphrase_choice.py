"""Choosing a passphrase of one's own: five words that are proposed, two fields, and how strong what is typed is."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from centre_app import passphrases
from centre_app.language import N_, Language
from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.messages import FieldMessage
from ui.kit.panel import Panel, note
from ui.pages.unlock_parts import PassphraseField

JUDGE_AFTER_MS = 400
LABEL = 152
NOT_THE_SAME = N_("The two are not the same. Type the passphrase once more.")


class PassphraseChoice(QWidget):
    """`known` is what whoever guesses would try first, or says it when it is asked.

    `entered` when Enter is pressed in the last field; in a wizard, which goes on from field to field itself, neither
    field heeds Enter. `name` begins the names of the two fields.
    """

    entered = Signal()

    def __init__(
        self,
        language: Language,
        *,
        known: Iterable[str] | Callable[[], Iterable[str]] = (),
        proposed: str = "",
        label: str = N_("New passphrase"),
        name: str = "new_passphrase",
        in_a_wizard: bool = False,
    ) -> None:
        super().__init__()
        self.setObjectName("passphrase_choice")
        self._language, self._say = language, language.say
        self._known: Callable[[], Iterable[str]] = known if callable(known) else lambda: known
        self.proposed = proposed or passphrases.propose()
        self._words = theme.plain_label(self.proposed, theme.SUB_TITLE, theme.SEMI_BOLD, name="proposed", wraps=True)
        self.first = PassphraseField(language, name=name)
        self.again = PassphraseField(language, name=f"{name}_again")
        self._strength = layout.column()
        self._judging = QTimer(self, singleShot=True, interval=JUDGE_AFTER_MS)
        self._judging.timeout.connect(self.judge)
        for typed in (self.first, self.again):
            typed.changed.connect(lambda _text: self._judging.start())
        if not in_a_wizard:
            self.first.entered.connect(self.again.field.setFocus)
            self.again.entered.connect(self.entered)
        others = buttons.quiet(self._say(N_("Other words")), icons.RUNNING, name="propose_others")
        others.clicked.connect(self._propose_others)
        self.setLayout(
            layout.column(
                self._proposal(others),
                line(self._say(label), self.first),
                line(self._say(N_("Once more")), self.again),
                line("", layout.boxed(self._strength)),
                gap=10,
            )
        )
        self._others = others

    def showEvent(self, event: QShowEvent) -> None:
        """On the way from field to field nobody asks for other words; a page that takes this in forgets the order."""
        super().showEvent(event)
        QWidget.setTabOrder(self.again.eye, self._others)

    def chosen(self) -> str | None:
        """Return what was chosen, or None after saying what is wrong with it, with the cursor where it is put right."""
        self._judging.stop()
        weakness = self._weakness_of_first()
        wrong = weakness or (None if self.first.text() == self.again.text() else NOT_THE_SAME)
        if wrong is None:
            return self.first.text()
        self.tell(wrong, theme.FAULT_TONE)
        (self.first if weakness else self.again).field.setFocus()
        return None

    def judge(self) -> None:
        """Say in words how good it is, once something is typed."""
        typed, again = self.first.text(), self.again.text()
        weakness = self._weakness_of_first()
        if not typed:
            layout.clear(self._strength)
        elif weakness:
            self.tell(weakness, theme.CHECK_TONE)
        elif again and again != typed:
            self.tell(NOT_THE_SAME, theme.CHECK_TONE)
        elif again:
            self.tell(N_("Both are the same. Do you know it by heart, or is it on paper?"), theme.DONE_TONE)
        else:
            self.tell(N_("It is strong enough. Type it once more."), theme.DONE_TONE)

    def tell(self, message: str, tone: theme.Tone) -> None:
        """Say something of what is typed, under the fields."""
        layout.clear(self._strength)
        self._strength.addWidget(FieldMessage(self._say(message), tone, name="strength"))

    def clear(self) -> None:
        """Forget what was typed, and the words that were proposed."""
        self._judging.stop()
        for field in (self.first, self.again):
            field.clear()
        layout.clear(self._strength)
        self._propose_others()

    def _weakness_of_first(self) -> str | None:
        typed = self.first.text()
        if not typed:
            return N_("Type a passphrase.")
        if typed == self.proposed:
            return None  # five words drawn by lot need no judge
        return passphrases.weakness_of(typed, known=self._known())

    def _proposal(self, others: QWidget) -> Panel:
        box = Panel(ground=theme.ACCENT_TINT, line=None, radius=theme.RADIUS, name="proposal")
        words = layout.row(gap=8)
        words.addWidget(self._words, 1)
        words.addWidget(others)
        advice = note(
            self._say(
                N_(
                    "Learn these five words, or write them on paper that you keep, and type them twice. "
                    "A sentence of your own is good too, from 12 characters on."
                )
            ),
            wraps=True,
        )
        box.setLayout(layout.column(words, advice, gap=2, margins=(16, 8, 8, 10)))
        return box

    def _propose_others(self) -> None:
        self.proposed = passphrases.propose()
        self._words.setText(self.proposed)


def line(words: str, field: QWidget) -> layout.QHBoxLayout:
    """Return a field with its label at the left, which names it for readers too."""
    label = theme.plain_label(words, wraps=True)
    label.setFixedWidth(theme.size(LABEL))
    if isinstance(field, PassphraseField):
        label.setBuddy(field.field)
        field.call(words)
    both = layout.row(label, gap=8)
    both.addWidget(field, 1)
    return both
