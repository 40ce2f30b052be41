"""Whose paper sheets the data officer types: what she writes then stays inside the rights of that person."""

from functools import partial

from PySide6.QtWidgets import QWidget

from centre_app.choices import choices
from centre_app.language import N_
from centre_app.problems import Problem
from centre_app.records import StaffMember
from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.chip import state
from ui.kit.panel import Card, note
from ui.kit.rows import Row, RowList, sign_tile
from ui.kit.scroll import Scroll
from ui.page import Destination, Page
from ui.session import Session


class TypingForPage(Page):
    """The team, a button each; a sheet is typed for one person at a time."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, name="typing_for", title=session.say(N_("Sheets on paper")))
        say = self.say
        self._nobody = buttons.button(say(N_("I have finished")), icons.TICK, name="type_for_nobody")
        self._nobody.clicked.connect(lambda: self._choose(None))
        self.put_actions(self._nobody)
        self._card = Card(say(N_("Whose sheets do you type?")), icons.EDIT, name="authors")
        about = note(
            say(N_("You write what this person may write, and no more. Your own name stands beside it.")), wraps=True
        )
        self.body.addWidget(about)
        self.body.addWidget(Scroll(layout.column(self._card, layout.STRETCH), name="authors.scroll"), 1)

    def arrive(self, destination: Destination) -> None:
        self.refresh()

    def refresh(self) -> None:
        register = self.session.register
        team = [one for one in register.find(StaffMember) if one.active_to is None and one.id != register.who]
        rows = RowList(name="authors.rows")
        rows.show_rows([self._row(member) for member in sorted(team, key=lambda one: one.name or "")])
        self._card.clear()
        self._card.add(rows)
        self._nobody.setVisible(register.acts_for != register.who)

    def _row(self, member: StaffMember) -> Row:
        language = self.language
        roles = language.list_of(choices("user_role").labels(member.roles, language, member.sex))
        is_chosen = self.session.register.acts_for == member.id
        go = buttons.button(self.say(N_("Type")), icons.EDIT, name=f"type_for.{member.id}", in_row=True)
        go.setVisible(not is_chosen)
        go.clicked.connect(partial(self._choose, member.id))
        columns: list[tuple[QWidget, int]] = []
        if is_chosen:
            columns.append((state(self.say(N_("You are typing")), theme.DONE_TONE), 180))
        return Row(member.name or "", roles, sign=sign_tile(icons.PERSON), columns=columns, action=go)

    def _choose(self, author_id: str | None, _checked: bool = False) -> None:
        try:
            self.session.register.type_for(author_id)
        except Problem as problem:
            self.tell_problem(problem)
            return
        self.session.tell_changed()
        self.refresh()
