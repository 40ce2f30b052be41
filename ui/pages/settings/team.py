"""The team, from Administration: the way to the page of people, and how they are named before anybody unlocks."""

from collections import Counter

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from centre_app import accounts
from centre_app.accounts import CODE, FIRST, FULL, Account, shown_name
from centre_app.language import N_
from centre_app.problems import Problem
from centre_app.records import StaffMember
from centre_app.roles_said import work_of
from ui import icons, theme
from ui.busy import busy
from ui.kit import buttons, layout
from ui.kit.layout import STRETCH
from ui.kit.messages import Message
from ui.kit.panel import Card, note
from ui.kit.people import PersonTile
from ui.kit.pills import Segments
from ui.pages.settings.part import Part
from ui.session import Session

WAYS = {FULL: N_("Full name"), FIRST: N_("First name"), CODE: N_("Staff code")}
COLUMNS = 2


class TeamPart(Part):
    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.setObjectName("settings.team")
        self._may_choose = session.register.rights.writes(StaffMember)

    def show_again(self) -> None:
        layout.clear(self.body)
        people = accounts.accounts(self.session.register)
        self.body.addWidget(self._way_there(people))
        self.body.addWidget(self._at_the_door(self._in_the_order_of_the_door(people)))
        layout.add(self.body, STRETCH)

    def _way_there(self, people: list[Account]) -> Card:
        enter = sum(one.may_enter for one in people)
        said = self.language.say_n(N_("{n} person opens the register"), N_("{n} people open the register"), enter)
        go = buttons.filled(self.say(N_("Go to the team")), icons.RESIDENTS, name="go_to_people")
        go.clicked.connect(lambda: self.wanted.emit("people"))
        own = buttons.button(self.say(N_("Change my passphrase")), icons.KEY, name="go_to_my_passphrase")
        own.clicked.connect(lambda: self.wanted.emit("my_passphrase"))
        about = note(
            self.say(N_("Who works here, with which roles; who opens what; passphrases, given and taken back.")),
            wraps=True,
        )
        card = Card(self.say(N_("The people and their keys")), icons.KEY, beside_title=said, gap=10)
        return card.add(about, layout.row(go, own, STRETCH))

    # --- at the door -------------------------------------------------------------------------------------------

    def _in_the_order_of_the_door(self, people: list[Account]) -> list[Account]:
        by_id = {one.member.id: one for one in people}
        return [by_id[slot.id] for slot in self.session.register.keys.key_file.people if slot.id in by_id]

    def _at_the_door(self, people: list[Account]) -> Card:
        now = self.session.register.keys.key_file.register.shown_as
        ways = Segments({key: self.say(words) for key, words in WAYS.items()}, name="shown_as")
        ways.show_key(now)
        ways.setEnabled(self._may_choose)
        ways.chosen.connect(self._choose)
        about = (
            N_("Whoever opens this laptop reads these names before any passphrase. Show as little as the team needs.")
            if self._may_choose
            else N_("The director chooses how people are named before any passphrase is typed.")
        )
        card = Card(self.say(N_("At the door, people are named by")), icons.LOCK, gap=8, name="door_names")
        card.add(layout.row(ways, STRETCH), note(self.say(about), wraps=True))
        for warning in self._warnings(people, now):
            card.add(Message(warning, theme.CHECK_TONE, name="door_warning"))
        return card.add(self._preview(people, now))

    def _warnings(self, people: list[Account], now: str) -> list[str]:
        shown = Counter(shown_name(one.member, now) for one in people)
        twice = [name for name, times in shown.items() if times > 1]
        warnings = []
        if twice:
            names = self.language.list_of(twice)
            warnings.append(
                self.say(N_("Two people have the same name here: {names}. Their work tells them apart."), names=names)
            )
        uncoded = [one.member.name or "" for one in people if not one.member.staff_code]
        if now == CODE and uncoded:
            names = self.language.list_of(uncoded)
            warnings.append(self.say(N_("No staff code yet, the name is shown instead: {names}."), names=names))
        return warnings

    def _preview(self, people: list[Account], now: str) -> QGridLayout:
        """The tiles of the door, to be looked at only."""
        grid = QGridLayout()
        grid.setSpacing(theme.size(8))
        for number, one in enumerate(people):
            roles = one.slot.roles if one.slot else ()
            tile = PersonTile(f"preview.{one.member.id}", shown_name(one.member, now), work_of(roles, self.language))
            tile.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            tile.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            grid.addWidget(tile, number // COLUMNS, number % COLUMNS)
        return grid

    def _choose(self, key: str) -> None:
        try:
            with busy():
                self.session.do(accounts.show_people_as, key)
        except Problem as problem:
            self.refused.emit(problem)
            self.show_again()
        else:
            self.told.emit(self.say(N_("From now on the door shows people so.")))
