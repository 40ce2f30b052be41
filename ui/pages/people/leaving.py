"""Taking somebody's keys back for good: her name typed, because this cannot be undone, and every key she has had changed."""

from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QWidget

from centre_app import accounts
from centre_app.accounts import Account
from centre_app.folding import fold
from centre_app.language import N_
from centre_app.problems import Problem
from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.messages import Message, ResultBar
from ui.kit.panel import Card
from ui.kit.rows import CheckLine, Elided
from ui.pages.people.new_keys import TURN, change_keys
from ui.pages.people.words import compartment, short, still_to_change
from ui.session import Session

WIDTH, LABEL = 600, 200


class KeyLine(QWidget):
    """One compartment's key: to be changed, being changed, changed, or waiting for somebody else."""

    def __init__(self, called: str, *, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._sign = QLabel()
        self._called = theme.plain_label(called, wraps=True)
        line = layout.row(self._sign, gap=12, margins=(0, 2, 0, 2))
        line.addWidget(self._called, 1)
        self.setLayout(line)
        self.show_state("to_do", called)

    def show_state(self, state: str, said: str) -> None:
        icon, colour = CheckLine.ICONS[state]
        self._sign.setPixmap(icons.pixmap(icon, icons.HEAD, colour))
        self._called.setText(said)
        self.setAccessibleName(said)


class RevokeDialog(QDialog):
    """Asks, does it before one's eyes, and says what is left to be done by whom."""

    def __init__(self, session: Session, account: Account, *, over: QWidget) -> None:
        super().__init__(over.window())
        say = session.say
        self._session, self._account, self._turn = session, account, ""
        self.is_done = self._is_busy = False
        self.setObjectName("revoke_person")
        self.setWindowTitle(say(N_("Take the keys back")))
        self.setModal(True)
        self._name = short(account.member.name).rstrip("…")
        self.result = ResultBar(say(N_("Close")))
        self._revoke = buttons.filled(say(N_("Take the keys back")), icons.LOCK, name="revoke")
        self._cancel = buttons.button(say(N_("Cancel")), icons.CLOSE, name="cancel")
        self._revoke.clicked.connect(self._do)
        self._cancel.clicked.connect(self.reject)
        self._typed = QLineEdit()
        self._typed.setObjectName("name_to_revoke")
        self._typed.textChanged.connect(lambda _text: self._on_typed())
        self._lines = self._key_lines()
        self._asked = layout.boxed(self._question())
        self._left = layout.column(gap=6)
        self._card = Card(say(N_("Keys that are changed for everybody")), icons.KEY, gap=2)
        self._card.add(*self._lines.values(), self._left)
        title = say(N_("Take back the keys of {name}"), name=short(account.member.name))
        self.setLayout(
            layout.column(
                Elided(title, theme.PAGE_TITLE, theme.MEDIUM),
                self.result,
                self._what(),
                self._card,
                self._asked,
                layout.row(layout.STRETCH, self._cancel, self._revoke),
                gap=10,
                margins=(24, 14, 24, 14),
            )
        )
        width = theme.size(WIDTH)
        self.resize(width, self.layout().totalHeightForWidth(width))
        self._on_typed()
        self._typed.setFocus()

    def _what(self) -> Message:
        return Message(
            self._session.say(
                N_(
                    "After this, no passphrase of this person and no old copy of the key file opens anything. "
                    "What was written stays, under the same name. It cannot be undone; a new key can be given."
                )
            ),
            theme.CHECK_TONE,
        )

    def _key_lines(self) -> dict[str, KeyLine]:
        names = self._account.slot.compartments if self._account.slot else ()
        return {name: KeyLine(compartment(name, self._session.language), name=f"key.{name}") for name in names}

    def _question(self) -> layout.QHBoxLayout:
        asked = self._session.say(N_("Type “{name}” to confirm"), name=self._name)
        label = theme.plain_label(asked, wraps=True)
        label.setFixedWidth(theme.size(LABEL))
        label.setBuddy(self._typed)
        self._typed.setAccessibleName(asked)
        return layout.row(label, self._typed)

    def _on_typed(self) -> None:
        self._revoke.setEnabled(_same(self._typed.text(), self._name))

    def _do(self) -> None:
        self._be_busy(True)
        try:
            change_keys(
                self._session,
                lambda register: accounts.begin_to_revoke(register, self._account.member.id),
                over=self,
                turn=self._show_turn,
            )
        except Problem as problem:
            self.result.tell_problem(*problem.told_in(self._session.language))
        else:
            if self.isVisible():  # else the register was locked meanwhile
                self._show_done()
        finally:
            self._be_busy(False)

    def _be_busy(self, busy: bool) -> None:
        self._is_busy = busy
        self._typed.setReadOnly(busy)
        self._cancel.setEnabled(not busy)
        self._revoke.setEnabled(not busy and _same(self._typed.text(), self._name))

    def _show_turn(self, name: str) -> None:
        """A compartment's turn has come, or goes on."""
        if self._turn == name:
            return
        if self._turn in self._lines:
            self._say_changed(self._turn)
        self._turn = name
        if name in self._lines:
            called = compartment(name, self._session.language)
            self._lines[name].show_state("running", self._session.say(TURN, compartment=called))

    def _say_changed(self, name: str) -> None:
        called = compartment(name, self._session.language)
        said = self._session.say(N_("{compartment}: the key is changed"), compartment=called)
        self._lines[name].show_state("done", said)

    def _show_done(self) -> None:
        self.is_done = True
        register, language = self._session.register, self._session.language
        waiting = [name for name in accounts.keys_still_to_change(register) if name in self._lines]
        said = still_to_change(accounts.accounts(register), waiting, language)
        for name, words in zip(waiting, said, strict=True):
            self._lines[name].show_state("check", words)
        for name in self._lines:
            if name not in waiting:
                self._say_changed(name)
        self._asked.hide()
        self._revoke.hide()
        self._cancel.setEnabled(True)
        self._cancel.setText(self._session.say(N_("Close")))
        self._cancel.setFocus()
        self.result.tell_done(
            self._session.say(N_("The keys are taken back. What was printed or copied by hand stays outside."))
        )

    def reject(self) -> None:
        """Esc goes, before and after; while keys are being changed it stays."""
        if not self._is_busy:
            self.done(int(self.is_done))


def _same(typed: str, wanted: str) -> bool:
    """Whether a name was typed; accents and capitals do not matter, where the name has letters that fold."""
    typed = " ".join(typed.split())
    return bool(typed) and (typed.casefold() == wanted.casefold() or bool(fold(wanted)) and fold(typed) == fold(wanted))


def take_keys_back(session: Session, account: Account, *, over: QWidget) -> bool:
    """Ask, and take somebody's keys back; say whether it was done."""
    dialog = RevokeDialog(session, account, over=over)
    done = bool(dialog.exec())
    dialog.deleteLater()
    return done
