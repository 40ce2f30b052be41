"""The projects of the house: rows, each opened to be changed; what has ended stands under the rest."""

from datetime import date

from centre_app.language import N_
from centre_app.questions import Record
from centre_app.records import Project
from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.layout import STRETCH
from ui.kit.messages import EmptyState
from ui.kit.panel import Card
from ui.kit.rows import Row, RowList, sign_tile
from ui.pages.settings.part import Part
from ui.session import Session

PROJECT_LINES = ("code", "donor", "title", ("from_on", "to_on"), "budget_fcfa")


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
