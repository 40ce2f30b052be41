"""What can be done with a person's key: each verb asks what it must, does it, and says how it ended."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from centre_app import accounts
from centre_app.accounts import Account
from centre_app.casework.house import check_filled, keep
from centre_app.drafts import Kept
from centre_app.language import N_
from centre_app.problems import Problem
from centre_app.questions import Record
from centre_app.records import StaffMember
from ui import background, icons, theme
from ui.busy import busy
from ui.kit import buttons, layout
from ui.kit.rows import Elided
from ui.pages.people.leaving import take_keys_back
from ui.pages.people.new_keys import change_keys
from ui.pages.people.sheet import LINES, PersonDialog
from ui.pages.people.slip import show_slip
from ui.pages.people.words import short
from ui.session import Session

WIDTH = 520


class StillUnderWay(Problem):
    message = N_("Something is still being read or written in the background.")
    advice = N_("Wait a moment, then try again: keys are changed while nothing else is going on.")


class Acts(QObject):
    """`told` carries what was done, and the words and the act that take it back, where that is possible."""

    told = Signal(str, str, object)
    failed = Signal(object)  # a Problem
    wanted = Signal(str)  # the name of another page

    def __init__(self, session: Session, *, over: QWidget) -> None:
        super().__init__(over)
        self._session, self._over, self._say = session, over, session.say

    # --- the sheet ---------------------------------------------------------------------------------------------

    def add(self, roles: frozenset[str] = frozenset()) -> None:
        self.fill_in(StaffMember(roles=roles, active_from=self._session.today))

    def change(self, account: Account) -> None:
        self.fill_in(account.member)

    def fill_in(self, member: StaffMember, kept: Kept | None = None) -> None:
        """Open somebody's sheet; a passphrase that comes of it is shown once the sheet is saved."""
        given: list[tuple[StaffMember, str]] = []

        def write(typed: Record) -> None:
            assert isinstance(typed, StaffMember)
            given[:] = self._keep(typed, gives_key=dialog.gives_key)

        dialog = PersonDialog(
            self._session,
            member,
            LINES,
            title=short(member.name) or self._say(N_("Somebody new")),
            write=write,
            over=self._over,
            with_reasons=False,
            close_words=self._say(N_("Close")),
            kept=kept,
        )
        saved = dialog.exec()
        dialog.deleteLater()
        if saved:
            for one, passphrase in given:
                self._hand_over(one, passphrase)
            self._tell(N_("The sheet is saved."))

    def _keep(self, member: StaffMember, *, gives_key: bool) -> list[tuple[StaffMember, str]]:
        """Save a sheet, and what it says of keys."""
        check_filled(member)
        if gives_key:
            with busy():
                return [(member, self._session.do(accounts.add_person, member))]
        if not self._has_key(member):
            self._session.do(keep, member)
        elif accounts.loses_keys(self._session.register, member):
            _check_nothing_is_under_way()
            change_keys(
                self._session,
                lambda register: accounts.begin_to_change_roles(register, member),
                over=QApplication.activeModalWidget() or self._over,
            )
        else:
            with busy():
                self._session.do(accounts.change_roles, member)
        return []

    def _has_key(self, member: StaffMember) -> bool:
        people = self._session.register.keys.key_file.content.people
        return any(one.id == member.id and one.passphrase is not None for one in people)

    # --- passphrases -------------------------------------------------------------------------------------------

    def give_key(self, account: Account) -> None:
        question = N_("A key for {name}?")
        about = N_("Five words open the register once; then a passphrase of one’s own takes their place.")
        if self._agreed(account, question, about, N_("Give a key"), icons.KEY):
            self._give(account.member, lambda: self._session.do(accounts.add_person, account.member))

    def reset(self, account: Account) -> None:
        question = N_("Other words for {name}?")
        about = N_("The passphrase used until now opens nothing any more. What was written stays.")
        if self._agreed(account, question, about, N_("Give other words"), icons.KEY):
            self._give(account.member, lambda: self._session.do(accounts.reset, account.member.id))

    def change_own(self) -> None:
        """One's own passphrase is changed by typing it, not by getting other words."""
        self.wanted.emit("my_passphrase")

    def _give(self, member: StaffMember, make: Callable[[], str]) -> None:
        try:
            with busy():
                passphrase = make()
        except Problem as problem:
            self.failed.emit(problem)
            return
        self._hand_over(member, passphrase)
        self._tell(N_("There is a new passphrase. It must be changed at the first login."))

    def _hand_over(self, member: StaffMember, passphrase: str) -> None:
        now = self._session.register.get(StaffMember, member.id)
        show_slip(self._session, now or member, passphrase, over=self._over)

    # --- keeping out -------------------------------------------------------------------------------------------

    def suspend(self, account: Account) -> None:
        if self._done(accounts.suspend, account):
            said = self._say(N_("{name} does not come in until you say so."), name=short(account.member.name))
            self.told.emit(said, self._say(N_("Let in again")), lambda: self.let_in_again(account))

    def let_in_again(self, account: Account) -> None:
        if self._done(accounts.let_in_again, account):
            said = self._say(N_("{name} comes in again, with the same passphrase."), name=short(account.member.name))
            self.told.emit(said, "", None)

    def revoke(self, account: Account) -> None:
        try:
            _check_nothing_is_under_way()
            accounts.check_may_go(self._session.register, account.member.id)
        except Problem as problem:
            self.failed.emit(problem)
            return
        if take_keys_back(self._session, account, over=self._over):
            self._tell(N_("The keys are taken back and changed."))

    def _done(self, verb: Callable[..., object], account: Account) -> bool:
        try:
            self._session.do(verb, account.member.id)
        except Problem as problem:
            self.failed.emit(problem)
            return False
        return True

    def _tell(self, words: str) -> None:
        self.told.emit(self._say(words), "", None)

    def _agreed(self, account: Account, question: str, about: str, act: str, icon: str) -> bool:
        dialog = AskDialog(
            self._session,
            question=self._say(question, name=short(account.member.name)),
            about=self._say(about),
            act=buttons.filled(self._say(act), icon, name="agree"),
            over=self._over,
        )
        agreed = bool(dialog.exec())
        dialog.deleteLater()
        return agreed


def _check_nothing_is_under_way() -> None:
    """Raise StillUnderWay while work in a thread has databases open: they are about to get other keys."""
    if background.is_busy():
        raise StillUnderWay


class AskDialog(QDialog):
    """One question, what follows from it, and two buttons."""

    def __init__(self, session: Session, *, question: str, about: str, act: buttons.Button, over: QWidget) -> None:
        super().__init__(over.window())
        self.setObjectName("ask_dialog")
        self.setWindowTitle(session.say(N_("Passphrase")))
        self.setModal(True)
        cancel = buttons.button(session.say(N_("Cancel")), icons.CLOSE, name="cancel")
        cancel.clicked.connect(self.reject)
        act.clicked.connect(self.accept)
        self.setAccessibleDescription(about)
        self.setLayout(
            layout.column(
                Elided(question, theme.PAGE_TITLE, theme.MEDIUM),
                theme.plain_label(about, wraps=True),
                layout.row(layout.STRETCH, cancel, act),
                gap=16,
                margins=(24, 16, 24, 16),
            )
        )
        width = theme.size(WIDTH)
        self.resize(width, self.layout().totalHeightForWidth(width))
        act.setFocus()
