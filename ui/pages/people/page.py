"""The page of the people at the laptop: the team with its keys, and who opens what and why.

Who may write about people lets in, keeps out and takes back here; everybody else who comes reads.
"""

from collections.abc import Callable

from PySide6.QtWidgets import QStackedWidget

from centre_app import accounts, drafts
from centre_app.drafts import Kept
from centre_app.language import N_
from centre_app.problems import SectionShut
from centre_app.records import StaffMember
from ui import icons
from ui.kit import buttons
from ui.kit.pills import Segments
from ui.kit.scroll import Scroll
from ui.page import Destination, Page
from ui.pages.people.acts import Acts
from ui.pages.people.openings import Openings
from ui.pages.people.team import Team
from ui.session import Session

TEAM, OPENINGS = "team", "openings"


class PeoplePage(Page):
    def __init__(self, session: Session) -> None:
        super().__init__(session, name="people", title=session.say(N_("The team")), subtitle=" ", dense=True)
        may_write = session.register.rights.writes(StaffMember)
        self._at = TEAM
        self._take_back: Callable[[], object] | None = None
        acts = self._acts = Acts(session, over=self)
        acts.told.connect(self._on_told)
        acts.failed.connect(self.tell_problem)
        acts.wanted.connect(self.go)
        self.result.taken_back.connect(self._on_taken_back)
        self._parts = Segments(
            {TEAM: self.say(N_("The people")), OPENINGS: self.say(N_("Who opens what"))}, name="part"
        )
        self._parts.chosen.connect(self._go_to)
        add = buttons.filled(self.say(N_("Add somebody")), icons.NEW_PERSON, name="add_person")
        add.clicked.connect(lambda: acts.add())
        add.setVisible(may_write)
        self.put_actions(self._parts, add)
        self._team = Team(session, acts, may_write=may_write)
        self._openings = Openings(session)
        self._stack = QStackedWidget()
        self._stack.addWidget(Scroll(self._team, name="team.scroll"))
        self._stack.addWidget(self._openings)
        self.body.addWidget(self._stack, 1)

    def arrive(self, destination: Destination) -> None:
        if destination.section in (TEAM, OPENINGS):
            self._at = destination.section
        self.refresh()

    def refresh(self) -> None:
        register = self.session.register
        if not register.can_open(StaffMember):
            raise SectionShut
        people = accounts.accounts(register)
        enter = sum(one.may_enter for one in people)
        said = self.language.say_n(N_("{n} person opens the register"), N_("{n} people open the register"), enter)
        self.set_title(self.say(N_("The team")), said)
        self._parts.show_key(self._at)
        self._stack.setCurrentIndex((TEAM, OPENINGS).index(self._at))
        if self._at == TEAM:
            self._team.show_people(people, accounts.keys_still_to_change(register))
        else:
            self._openings.show_people(people)

    def resume(self, kept: Kept) -> None:
        member = drafts.stands_now(self.session.register, kept.drafts[0])
        assert isinstance(member, StaffMember)
        self._acts.fill_in(member, kept)

    def help_lines(self) -> list[str]:
        return [
            self.say(N_("Everybody has a key of their own: what they open follows from their roles.")),
            self.say(N_("Who has left and whose keys were taken back opens nothing, not even with an old copy.")),
        ]

    def _go_to(self, part: str) -> None:
        if part != self._at:
            self._at = part
            self.left_off.emit(Destination(page="people", section=part))
        self.result.hide()
        self.refresh()

    def _on_told(self, said: str, undo: str, take_back: Callable[[], object] | None) -> None:
        self._take_back = take_back
        self.result.tell_done(said, undo=undo)

    def _on_taken_back(self) -> None:
        if self._take_back is not None:
            self._take_back()
