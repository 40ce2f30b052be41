"""What the groups of each kind reached in a month: sessions, different people, attendances, and from outside."""

from collections.abc import Sequence
from datetime import timedelta

from PySide6.QtCore import Signal

from centre_app.agenda import month_end
from centre_app.casework import groups
from centre_app.choices import choices
from centre_app.language import N_
from centre_app.records import GroupSession
from ui import icons
from ui.kit import buttons, layout
from ui.kit.panel import Card, note
from ui.kit.rows import Row, RowList
from ui.pages.case.records import joined
from ui.session import Session


class MonthCard(Card):
    """Begins with this month; the arrows go to the ones before."""

    moved = Signal()

    def __init__(self, session: Session) -> None:
        say = session.say
        back = buttons.icon_button(icons.BACK, say(N_("The month before")), name="month_before")
        self._on = buttons.icon_button(icons.NEXT, say(N_("The month after")), name="month_after")
        head_end = layout.boxed(layout.row(back, self._on, gap=4))
        super().__init__(" ", icons.CALENDAR, head_end=head_end, name="groups_month")
        self._session = session
        self.first = session.today.replace(day=1)
        back.clicked.connect(lambda: self._go_to(-1))
        self._on.clicked.connect(lambda: self._go_to(1))

    def show_month(self, held: Sequence[GroupSession]) -> None:
        session = self._session
        self.retitle(session.language.month(self.first))
        self._on.setEnabled(month_end(self.first) < session.today)
        self.clear()
        by_kind = groups.reached_by_kind(session.register, held)
        if not by_kind:
            self.add(note(session.say(N_("No session in this month."))))
            return
        rows = RowList(name="groups_month.rows")
        rows.show_rows([self._row(kind, reached) for kind, reached in by_kind.items()])
        self.add(rows)

    def _row(self, kind: str, reached: groups.Reached) -> Row:
        language = self._session.language
        sessions = language.say_n(N_("{n} session"), N_("{n} sessions"), reached.sessions)
        told = joined(
            language.say_n(N_("{n} person"), N_("{n} people"), reached.persons),
            language.say_n(N_("{n} attendance"), N_("{n} attendances"), reached.contacts),
            language.say_n(N_("{n} from outside"), N_("{n} from outside"), reached.visitors)
            if reached.visitors
            else "",
        )
        return Row(joined(choices("group_kind").label(kind, language), sessions), told, name=f"kind.{kind}")

    def _go_to(self, step: int) -> None:
        day = month_end(self.first) + timedelta(days=1) if step > 0 else self.first - timedelta(days=1)
        self.first = day.replace(day=1)
        self.moved.emit()
