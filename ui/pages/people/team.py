"""The rows of the team: who, which roles, how it stands with the key, since when, and what can be done."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from centre_app.accounts import Account, keepers
from centre_app.language import N_
from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.avatar import Initials
from ui.kit.chip import state
from ui.kit.layout import STRETCH
from ui.kit.messages import Message
from ui.kit.panel import Card
from ui.kit.rows import Row, RowList
from ui.pages.people.acts import Acts
from ui.pages.people.words import has_left, roles_said, short, state_of, still_to_change
from ui.session import Session

STATE, SINCE = 196, 140


class Team(QWidget):
    """Everybody of the house. Only who may write about people is offered to do something."""

    def __init__(self, session: Session, acts: Acts, *, may_write: bool) -> None:
        super().__init__()
        self.setObjectName("team")
        self._session, self._acts, self._may_write = session, acts, may_write
        self._say, self._language = session.say, session.language
        self._stack = layout.column(gap=12)
        self.setLayout(self._stack)

    def show_people(self, people: Sequence[Account], still: Sequence[str]) -> None:
        layout.clear(self._stack)
        for notice in self._notices(people, still):
            self._stack.addWidget(notice)
        here = [one for one in people if not self._has_left(one)]
        left = [one for one in people if self._has_left(one)]
        self._stack.addWidget(self._card(N_("They work here"), icons.RESIDENTS, here))
        if left:
            self._stack.addWidget(self._card(N_("They have left"), icons.EXIT, left))
        layout.add(self._stack, STRETCH)

    # --- what stands above -------------------------------------------------------------------------------------

    def _notices(self, people: Sequence[Account], still: Sequence[str]) -> list[Message]:
        notices = [self._still(still_to_change(people, still, self._language))] if still else []
        if self._may_write and len(keepers(people)) == 1:
            notices.append(self._deputy())
        return notices

    def _still(self, said: Sequence[str]) -> Message:
        strong = self._say(N_("Somebody who left has known keys that still open."))
        return Message(" ".join(said), theme.SOON_TONE, strong=strong, name="keys_still_to_change")

    def _deputy(self) -> Message:
        register = self._session.register
        notice = Message(
            self._say(N_("Only one person lets others in. A deputy helps when that passphrase is forgotten.")),
            theme.NEUTRAL_TONE,
            name="deputy",
        )
        role = "hq_supervisor" if register.is_headquarters else "director"
        add = buttons.button(self._say(N_("Add a deputy")), icons.NEW_PERSON, name="add_deputy", in_row=True)
        add.clicked.connect(lambda: self._acts.add(frozenset({role})))
        notice.add_button(add)
        return notice

    # --- rows --------------------------------------------------------------------------------------------------

    def _has_left(self, one: Account) -> bool:
        """Whoever had the keys taken back today has left today; others have tomorrow."""
        today = self._session.today
        return has_left(one.member, today) or (one.slot is None and one.member.active_to == today)

    def _card(self, title: str, icon: str, people: Sequence[Account]) -> Card:
        rows = RowList()
        rows.show_rows([self._row(one) for one in people])
        return Card(self._say(title), icon, beside_title=self._language.number(len(people))).add(rows)

    def _row(self, one: Account) -> Row:
        how = state_of(one, self._language, today=self._session.today)
        member = one.member
        who = member.name or ""
        if member.id == self._session.register.who:
            who = self._say(N_("{name} (you)"), name=who)
        second = [*roles_said(member, self._language), member.staff_code or ""]
        row = Row(
            who,
            " · ".join(words for words in second if words) or self._say(N_("No role yet")),
            sign=Initials(member.name or "", points=32),
            columns=[
                (state(how.words, how.tone, how.icon, name=f"state.{member.id}"), STATE),
                (theme.plain_label(self._since(one), theme.SECOND, colour=theme.MUTED), SINCE),
            ],
            action=self._button(one) if self._may_write else None,
            name=f"row.{member.id}",
        )
        row.setAccessibleDescription(f"{how.words}. {self._since(one)}")
        return row

    def _since(self, one: Account) -> str:
        member = one.member
        if member.active_to is not None:
            return self._say(N_("until {day}"), day=member.active_to)
        return self._say(N_("since {day}"), day=member.active_from) if member.active_from else ""

    # --- what can be done --------------------------------------------------------------------------------------

    def _button(self, one: Account) -> buttons.Button:
        button = buttons.button(self._say(N_("Options")), icons.UNFOLD, name=f"acts.{one.member.id}", in_row=True)
        button.setAccessibleName(self._say(N_("Options for {name}"), name=short(one.member.name)))
        button.clicked.connect(lambda: self._open_menu(one, button))
        return button

    def _open_menu(self, one: Account, button: buttons.Button) -> None:
        menu = QMenu(self)
        menu.setObjectName("person_menu")
        acts = self._acts
        self._offer(menu, "change_sheet", icons.EDIT, N_("Change the sheet and the roles"), partial(acts.change, one))
        if one.slot is None:
            self._offer(menu, "give_key", icons.KEY, N_("Give a key"), partial(acts.give_key, one))
        else:
            self._offer_of_key(menu, one)
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _offer_of_key(self, menu: QMenu, one: Account) -> None:
        acts = self._acts
        if one.member.id == self._session.register.who:
            self._offer(menu, "change_own", icons.KEY, N_("Change my passphrase"), acts.change_own)
        else:
            self._offer(menu, "reset", icons.RUNNING, N_("The passphrase is forgotten"), partial(acts.reset, one))
        if one.is_suspended:
            self._offer(menu, "let_in_again", icons.UNLOCK, N_("Let in again"), partial(acts.let_in_again, one))
        else:
            self._offer(menu, "suspend", icons.SOON, N_("Keep out for a time"), partial(acts.suspend, one))
        menu.addSeparator()
        self._offer(menu, "revoke", icons.LOCK, N_("Take the keys back for good…"), partial(acts.revoke, one))

    def _offer(self, menu: QMenu, name: str, icon: str, words: str, act: Callable[[], None]) -> None:
        action = menu.addAction(icons.icon(icon), self._say(words))
        action.setObjectName(name)
        action.triggered.connect(lambda _checked=False: act())
