"""Choosing a passphrase: five words are proposed, one's own is good too, typed twice, and judged in words."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from centre_app import passphrases
from centre_app.language import N_, Language
from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.messages import FieldMessage
from ui.kit.panel import Panel, note
from ui.pages.first_run_steps import asked
from ui.pages.unlock_parts import PassphraseField

JUDGE_AFTER_MS = 400
NOT_THE_SAME = N_("The two are not the same. Type the passphrase once more.")


class NewPassphrase(QWidget):
    """`known` returns what whoever guesses would try first: the names of the house and of the person."""

    def __init__(
        self,
        language: Language,
        *,
        known: Callable[[], Iterable[str]],
        proposed: str = "",
        typed: str = "",
        again: str = "",
    ) -> None:
        super().__init__()
        self._say, self._known = language.say, known
        self.proposed = proposed or passphrases.propose()
        self._words = theme.plain_label(self.proposed, theme.SUB_TITLE, theme.SEMI_BOLD, name="proposed", wraps=True)
        others = buttons.quiet(self._say(N_("Other words")), icons.RUNNING, name="propose_others")
        others.clicked.connect(self._propose_others)
        self._first = self._field(language, N_("Passphrase"), "passphrase", typed)
        self._again = self._field(language, N_("Once more"), "passphrase_again", again)
        self._strength = layout.column()
        self._judging = QTimer(self, singleShot=True, interval=JUDGE_AFTER_MS)
        self._judging.timeout.connect(self._judge)
        for field in (self._first, self._again):
            field.changed.connect(lambda _text: self._judging.start())
        self.setLayout(
            layout.column(
                self._proposal(others),
                asked(self._say(N_("Passphrase")), self._first),
                asked(self._say(N_("Once more")), self._again),
                asked("", layout.boxed(self._strength)),
                gap=10,
            )
        )
        self._others = others

    @property
    def typed(self) -> str:
        return self._first.text()

    @property
    def again(self) -> str:
        return self._again.text()

    def check(self) -> bool:
        """Say whether the passphrase can be taken; say under the fields why not, and go there."""
        self._judge()
        weakness = self._weakness_of_first() or (None if self.typed == self.again else NOT_THE_SAME)
        if weakness:
            self._say_strength(weakness, theme.FAULT_TONE)
            first_is_good = bool(self.typed) and not self._weakness_of_first()
            (self._again if first_is_good else self._first).field.setFocus()
        return not weakness

    def clear(self) -> None:
        """Take out what was typed."""
        self._first.clear()
        self._again.clear()
        layout.clear(self._strength)

    def showEvent(self, event: QShowEvent) -> None:
        """On the way from answer to answer nobody asks for other words; the order is lost when a page takes this in."""
        super().showEvent(event)
        QWidget.setTabOrder(self._again.eye, self._others)

    def begin(self) -> None:
        self._first.field.setFocus()

    def _field(self, language: Language, label: str, name: str, typed: str) -> PassphraseField:
        field = PassphraseField(language, name=name)
        field.call(self._say(label))
        field.field.setText(typed)
        return field

    def _proposal(self, others: QWidget) -> Panel:
        box = Panel(ground=theme.ACCENT_TINT, line=None, radius=theme.RADIUS, name="proposal")
        line = layout.row(gap=8)
        line.addWidget(self._words, 1)
        line.addWidget(others)
        advice = note(
            self._say(
                N_(
                    "Write these five words on paper, then type them twice. "
                    "Your own sentence is good too, from 12 characters on."
                )
            ),
            wraps=True,
        )
        box.setLayout(layout.column(line, advice, gap=2, margins=(16, 8, 8, 10)))
        return box

    def _propose_others(self) -> None:
        self.proposed = passphrases.propose()
        self._words.setText(self.proposed)

    def _judge(self) -> None:
        """Say in words how good the passphrase is, once something is typed."""
        if not self.typed:
            layout.clear(self._strength)
            return
        weakness = self._weakness_of_first()
        if weakness:
            self._say_strength(weakness, theme.CHECK_TONE)
        elif self.again and self.again != self.typed:
            self._say_strength(NOT_THE_SAME, theme.CHECK_TONE)
        elif self.again:
            self._say_strength(N_("Both are the same. Is it on paper?"), theme.DONE_TONE)
        else:
            self._say_strength(N_("It is strong enough. Type it once more."), theme.DONE_TONE)

    def _weakness_of_first(self) -> str | None:
        if not self.typed:
            return N_("Type a passphrase.")
        if self.typed == self.proposed:
            return None  # five words drawn by lot need no judge
        return passphrases.weakness_of(self.typed, known=self._known())

    def _say_strength(self, message: str, tone: theme.Tone) -> None:
        layout.clear(self._strength)
        self._strength.addWidget(FieldMessage(self._say(message), tone, name="strength"))
