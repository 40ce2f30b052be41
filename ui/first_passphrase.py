"""The step between the door and the house, for whoever came in with a passphrase that somebody else has chosen.

Nobody passes it by: there is nothing to do here but to choose a passphrase of one's own, or to lock.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from centre_app import accounts
from centre_app.language import N_
from centre_app.problems import Problem, TooWeak
from ui import icons, theme
from ui.busy import busy
from ui.kit import buttons, layout
from ui.kit.layout import STRETCH
from ui.kit.panel import Card
from ui.kit.scroll import Scroll
from ui.kit.training_band import under_training_band
from ui.pages.unlock_parts import DarkSide, Trouble
from ui.passphrase_choice import PassphraseChoice
from ui.session import Session

COLUMN = 640
THE_SAME = N_("Not the words of the slip: whoever wrote it knows them.")


class FirstPassphrase(QWidget):
    """Stands in the window's place; `chosen` when she goes on, `locked` when she does not."""

    chosen = Signal()
    locked = Signal()

    is_for_another = False  # what the window reads of whatever is locked

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("first_passphrase")
        self._session, say = session, session.say
        self._is_locked = False
        session.setParent(self)
        self._choice = PassphraseChoice(session.language, known=accounts.names_around(session.register))
        self._choice.entered.connect(self._choose)
        self.trouble = Trouble()
        self._side = DarkSide(
            say(N_("The centre’s register")),
            session.centre.name or "" if session.centre else "",
            [say(N_("Only you know your passphrase.")), say(N_("Not even the director can read it."))],
            is_training=session.register.is_training,
        )
        go = buttons.filled(say(N_("Keep this passphrase and go on")), icons.KEY, name="choose", height=44)
        go.clicked.connect(self._choose)
        lock = buttons.quiet(say(N_("Lock")), icons.LOCK, name="lock")
        lock.clicked.connect(self.lock)
        self._lay_out(go, lock)

    def _lay_out(self, go: QWidget, lock: QWidget) -> None:
        agent, say = self._session.agent, self._session.say
        name, sex = (agent.name or "", agent.sex) if agent else ("", None)
        card = Card(say(N_("Choose your own passphrase")), icons.KEY, gap=12)
        card.add(
            theme.plain_label(
                say(
                    N_(
                        "The words on your slip were good for this one time. From now on this passphrase opens the "
                        "register for you, and everything written under it bears your name."
                    )
                ),
                wraps=True,
            ),
            self._choice,
        )
        hello = theme.plain_label(say(N_("Welcome, {name}."), sex=sex, name=name), theme.HERO, wraps=True, name="hello")
        form = layout.boxed(layout.column(hello, card, self.trouble, go, gap=12))
        form.setMaximumWidth(theme.size(COLUMN))
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(form, 100)
        middle.addStretch(1)
        right = layout.column(gap=8, margins=(40, 16, 32, 12))
        right.addWidget(Scroll(layout.column(STRETCH, middle, STRETCH, gap=0)), 1)
        layout.add(right, layout.row(STRETCH, lock))
        whole = layout.row(self._side, gap=0)
        whole.addLayout(right, 1)
        is_training = self._session.register.is_training
        self.setLayout(under_training_band(whole, self._session.language) if is_training else whole)

    def resizeEvent(self, event: QResizeEvent) -> None:
        low = self.height() < theme.size(650)
        self._side.take(min(theme.size(360), round(self.width() * 0.26)), low=low)
        super().resizeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._choice.first.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.lock()
        event.accept()

    def lock(self) -> None:
        """Leave without having chosen: the words of the slip are good for another time."""
        if not self._is_locked:
            self._is_locked = True
            self.locked.emit()

    def keep_drafts(self) -> None:
        """Nothing typed here is kept: it is a passphrase."""

    def _choose(self) -> None:
        new = self._choice.chosen()
        if new is None:
            return
        try:
            with busy():
                self._session.do(accounts.choose_own_passphrase, new)
        except TooWeak:
            self._choice.tell(THE_SAME, theme.FAULT_TONE)
        except Problem as problem:
            self.trouble.tell(*problem.told_in(self._session.language))
        else:
            self._choice.clear()
            self.chosen.emit()
