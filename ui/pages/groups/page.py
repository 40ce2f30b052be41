"""The page of the groups: the numbers of a month, by kind too, all groups, and one of them with its sessions."""

from centre_app.agenda import month_end
from centre_app.casework import groups
from centre_app.drafts import Kept, Spot
from centre_app.language import N_
from centre_app.records import TalkGroup
from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.figure import Figure
from ui.kit.messages import EmptyState
from ui.kit.panel import Card
from ui.page import Destination, Page
from ui.pages.groups.cards import GroupHead, GroupsCard, HeldCard, is_running
from ui.pages.groups.month import MonthCard
from ui.session import Session

LIST_WIDTH, SMALL_LIST_WIDTH = 380, 320


class GroupsPage(Page):
    def __init__(self, session: Session) -> None:
        super().__init__(
            session,
            name="groups",
            title=session.say(N_("Groups")),
            subtitle=session.say(N_("Who came, not what was said.")),
            dense=True,
            scrolls=True,
        )
        say = self.say
        self._at: str | None = None  # the group in sight
        self._start = buttons.filled(say(N_("Start a group")), icons.ADD, name="start_group")
        self._start.clicked.connect(lambda: self._head.open_group(self._blank()))
        activities = buttons.button(say(N_("Activities")), icons.REPORTS, name="activities")
        activities.clicked.connect(lambda: self.go("activities"))
        self.put_actions(activities, self._start)
        self._figures = [
            Figure(icon, name=f"groups.{name}")
            for icon, name in (
                (icons.CALENDAR, "sessions"), (icons.RESIDENTS, "persons"), (icons.CHECKS, "contacts"),
            )
        ]  # fmt: skip
        self._month = MonthCard(session)
        self._month.moved.connect(self.refresh)
        self._all, self._head, self._held = GroupsCard(session), GroupHead(session), HeldCard(session)
        self._none = Card(name="no_group").add(self._make_empty())
        self._all.chosen.connect(self._choose)
        self._head.saved.connect(self._on_saved)
        self._held.saved.connect(lambda: self.result.tell_done(self.say(N_("Saved."))))
        self._lay_out()

    def _make_empty(self) -> EmptyState:
        may_start = self.session.register.may_write(self._blank())
        empty = EmptyState(
            icons.RESIDENTS,
            self.say(N_("No group yet.")),
            self.say(N_("Start a group")) if may_start else "",
            name="no_group.empty",
        )
        empty.acted.connect(lambda: self._head.open_group(self._blank()))
        return empty

    def _lay_out(self) -> None:
        figures = layout.row(gap=12)
        for figure in self._figures:
            figures.addWidget(figure, 1)
        left = layout.column(self._all, self._month, layout.STRETCH, gap=12)
        self._left = layout.boxed(left)
        right = layout.column(self._head, self._held, layout.STRETCH, gap=12)
        both = layout.row(self._left, gap=12)
        both.addLayout(right, 1)
        self._some = layout.boxed(layout.column(layout.boxed(figures), both, gap=12), name="some_groups")
        layout.add(self.body, self._some)
        layout.add(self.body, self._none)
        layout.add(self.body, layout.STRETCH)
        self.fold(self.is_small)

    # --- going about -------------------------------------------------------------------------------------------

    def arrive(self, destination: Destination) -> None:
        self._at = destination.record_id or self._at
        self.refresh()

    def refresh(self) -> None:
        register = self.session.register
        found = sorted(
            register.find_open(TalkGroup),
            key=lambda group: (is_running(group, self.session), group.from_on or register.today, group.id),
            reverse=True,
        )
        self._some.setVisible(bool(found))
        self._none.setVisible(not found)
        self._start.setVisible(bool(found) and register.may_write(self._blank()))
        if not found:
            return
        shown = next((group for group in found if group.id == self._at), found[0])
        self._at = shown.id
        held = groups.sessions_of(register, shown)
        self._show_figures()
        self._all.show_groups(found, at=shown.id)
        self._head.show_group(shown, held)
        self._held.show_group(shown, held)

    def fold(self, small: bool) -> None:
        super().fold(small)
        if hasattr(self, "_left"):  # a page folds first of all, before there is anything on it
            self._left.setFixedWidth(theme.size(SMALL_LIST_WIDTH if small else LIST_WIDTH))

    def spot(self) -> Spot:
        return Spot(page="groups", record_id=self._at)

    def resume(self, kept: Kept) -> None:
        typed = kept.drafts[0].typed
        if isinstance(typed, TalkGroup):
            self._head.open_group(self.session.register.get(TalkGroup, typed.id) or kept.drafts[0].begun, kept=kept)
            return
        self._held.resume(kept)

    def help_lines(self) -> list[str]:
        return [
            self.say(N_("A session is written with everybody who came, in one go. Nobody is counted twice in it.")),
            self.say(N_("People and attendances are two numbers: who came six times is one person.")),
            self.say(N_("The note is about the group as a whole. What one of them told stands nowhere.")),
        ]

    # --- what is shown -----------------------------------------------------------------------------------------

    def _show_figures(self) -> None:
        """Show the numbers of the month in sight, of all groups together and by kind."""
        register, language = self.session.register, self.language
        first = self._month.first
        held = groups.held_in(register, first, month_end(first))
        self._month.show_month(held)
        month = self.say(N_("in {month}"), month=language.month(first))
        reached = groups.reached(register, held)
        outside = language.say_n(N_("{n} from outside"), N_("{n} from outside"), reached.visitors)
        sessions, persons, contacts = self._figures
        sessions.show_figure(
            str(reached.sessions), language.say_n(N_("session"), N_("sessions"), reached.sessions), month
        )
        persons.show_figure(
            str(reached.persons), language.say_n(N_("person"), N_("different people"), reached.persons), month
        )
        contacts.show_figure(
            str(reached.contacts),
            language.say_n(N_("attendance"), N_("attendances"), reached.contacts),
            outside if reached.visitors else month,
        )

    def _choose(self, group_id: str) -> None:
        self._at = group_id
        self.left_off.emit(Destination(page="groups", record_id=group_id))
        self.refresh()

    def _on_saved(self, group_id: str) -> None:
        self._at = group_id
        self.refresh()
        self.result.tell_done(self.say(N_("Saved.")))

    def _blank(self) -> TalkGroup:
        register = self.session.register
        return TalkGroup(from_on=register.today, facilitator_id=register.acts_for)
