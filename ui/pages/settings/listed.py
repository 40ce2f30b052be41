"""The people of the house and its projects: rows, each opened to be changed; what has ended stands under the rest."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from centre_app.choices import choices
from centre_app.language import N_
from centre_app.questions import Record
from centre_app.records import Project, StaffMember
from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.avatar import Initials
from ui.kit.chip import state
from ui.kit.layout import STRETCH
from ui.kit.messages import EmptyState, Message
from ui.kit.panel import Card
from ui.kit.rows import Row, RowList, sign_tile
from ui.pages.settings.part import Part
from ui.session import Session

MEMBER_LINES = ("name", "sex", "roles", "languages", ("active_from", "active_to"))
PROJECT_LINES = ("code", "donor", "title", ("from_on", "to_on"), "budget_fcfa")


class StaffPart(Part):
    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.setObjectName("settings.staff")

    def show_again(self) -> None:
        layout.clear(self.body)
        members = sorted(self.session.register.find(StaffMember), key=lambda member: member.name or "")
        here = [member for member in members if not _has_ended(member.active_to, self.session.today)]
        left = [member for member in members if member not in here]
        self.body.addWidget(
            Message(
                self.say(
                    N_(
                        "Who works here can be named in plans and visits. "
                        "A sheet opens nothing: only a passphrase opens the register."
                    )
                ),
                theme.NEUTRAL_TONE,
            )
        )
        self.body.addWidget(self._card(N_("They work here"), icons.RESIDENTS, here))
        if left:
            self.body.addWidget(self._card(N_("They have left"), icons.EXIT, left))
        layout.add(self.body, STRETCH)

    def add(self) -> None:
        blank = StaffMember(active_from=self.session.today)
        self._open(blank, self.say(N_("Somebody new")))

    def open_again(self, record: Record) -> None:
        assert isinstance(record, StaffMember)
        self._open(record, record.name or self.say(N_("Somebody new")))

    def _card(self, title: str, icon: str, members: Sequence[StaffMember]) -> Card:
        rows = RowList()
        rows.show_rows([self._row(member) for member in members])
        return Card(self.say(title), icon).add(rows)

    def _row(self, member: StaffMember) -> Row:
        roles = " · ".join(choices("user_role").labels(member.roles, self.language, member.sex))
        holds_key = any(person.id == member.id for person in self.session.register.keys.key_file.people)
        key = (
            state(self.say(N_("Opens the register")), theme.DONE_TONE, icons.KEY, name="opens_register")
            if holds_key
            else QWidget()
        )
        return Row(
            member.name or "",
            roles,
            sign=Initials(member.name or "", points=32),
            columns=[(key, 140), (theme.plain_label(self._since(member), theme.SECOND, colour=theme.MUTED), 172)],
            action=self._change_button(member),
            name=f"row.{member.id}",
        )

    def _since(self, member: StaffMember) -> str:
        if member.active_to is not None:
            return self.say(N_("until {day}"), day=member.active_to)
        return self.say(N_("since {day}"), day=member.active_from) if member.active_from else ""

    def _change_button(self, member: StaffMember) -> buttons.Button:
        button = buttons.button(self.say(N_("Change")), icons.EDIT, name=f"change.{member.id}", in_row=True)
        button.clicked.connect(lambda: self._open(member, member.name or ""))
        return button

    def _open(self, member: Record, title: str) -> None:
        self.fill_in(member, MEMBER_LINES, title=title, told=self.say(N_("The sheet is saved.")))


class ProjectsPart(Part):
    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.setObjectName("settings.projects")

    def show_again(self) -> None:
        layout.clear(self.body)
        projects = sorted(self.session.register.find(Project), key=lambda one: one.code or "")
        running = [one for one in projects if not _has_ended(one.to_on, self.session.today)]
        ended = [one for one in projects if one not in running]
        if not projects:
            sentence = self.say(N_("No project yet. Kits and costs are counted by project."))
            empty = EmptyState(icons.MONEY, sentence, self.say(N_("Add a project")), name="no_projects")
            empty.acted.connect(self.add)
            self.body.addWidget(Card().add(empty))
        for title, icon, some in (
            (N_("Projects under way"), icons.MONEY, running),
            (N_("Projects that have ended"), icons.ARCHIVE, ended),
        ):
            if some:
                rows = RowList()
                rows.show_rows([self._row(one) for one in some])
                self.body.addWidget(Card(self.say(title), icon).add(rows))
        layout.add(self.body, STRETCH)

    def add(self) -> None:
        self._open(Project(), self.say(N_("A new project")))

    def open_again(self, record: Record) -> None:
        assert isinstance(record, Project)
        self._open(record, record.code or self.say(N_("A new project")))

    def _row(self, one: Project) -> Row:
        change = buttons.button(self.say(N_("Change")), icons.EDIT, name=f"change.{one.id}", in_row=True)
        change.clicked.connect(lambda: self._open(one, one.code or ""))
        budget = self.language.amount(one.budget_fcfa) if one.budget_fcfa is not None else ""
        return Row(
            " · ".join(part for part in (one.code, one.donor) if part),
            one.title or "",
            sign=sign_tile(icons.MONEY),
            columns=[
                (theme.plain_label(budget, theme.SECOND), 132),
                (theme.plain_label(self._dates(one), theme.SECOND, colour=theme.MUTED), 172),
            ],
            action=change,
            name=f"row.{one.id}",
        )

    def _dates(self, one: Project) -> str:
        match one.from_on, one.to_on:
            case date() as first, date() as last:
                return f"{self.language.day(first)} – {self.language.day(last)}"
            case date() as first, None:
                return self.say(N_("since {day}"), day=first)
            case None, date() as last:
                return self.say(N_("until {day}"), day=last)
        return ""

    def _open(self, one: Record, title: str) -> None:
        self.fill_in(one, PROJECT_LINES, title=title, told=self.say(N_("The project is saved.")))


def _has_ended(last: date | None, today: date) -> bool:
    return last is not None and last < today
