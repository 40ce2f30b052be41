"""What stands in the lines of the page, in words: what, whose, who, when."""

from collections.abc import Mapping
from datetime import datetime

from centre_app.agenda import Due
from centre_app.agenda.said import SEPARATOR, due_in_words
from centre_app.agenda.urgency import Urgency
from centre_app.choices import choices
from centre_app.language import N_
from centre_app.naming import short_name
from centre_app.today import DANGER, LATE, LATER, THIS_WEEK, TODAY, DueLine
from ui import icons, theme
from ui.dates_said import due_said
from ui.due_words import VERBS, icon_of
from ui.kit.due_list import DueHead, DueItem
from ui.session import Session
from ui.theme import Tone

HEADS: Mapping[str, tuple[str, str, Tone | None]] = {
    DANGER: (icons.PROTECTION, N_("In danger now"), theme.LATE_TONE),
    LATE: (icons.LATE, N_("Overdue"), theme.LATE_TONE),
    TODAY: (icons.SUN, N_("Today"), theme.SOON_TONE),
    THIS_WEEK: (icons.CALENDAR, N_("This week"), None),
    LATER: (icons.DATE, N_("Later"), None),
}


class LineWords:
    """Turns what is due into lines, at a moment and for whoever is at work."""

    def __init__(self, session: Session) -> None:
        self._session, self._language = session, session.language
        self._now = session.register.now
        self._names: dict[str, str] = {}

    def head(self, part: str, count: int, *, is_open: bool) -> DueHead:
        icon, title, tone = HEADS[part]
        return DueHead(
            key=part,
            icon=icon,
            title=self._language.say(title),
            count=self._language.number(count),
            tone=tone,
            folds=part == LATER,
            is_open=is_open,
        )

    def more(self, key: str, hidden: int, *, is_open: bool) -> DueHead:
        """Return the line that unfolds the rest of a part, or folds it again."""
        said = self._language.say_n(N_("{n} more"), N_("{n} more"), hidden)
        title = self._language.say(N_("Show fewer")) if is_open else said
        return DueHead(
            key=key, icon=icons.LATE, title=title, count="", tone=theme.LATE_TONE, folds=True, is_open=is_open
        )

    def verb(self, due: Due) -> str:
        """Return the verb where one form is all that it takes and she may write it; else "" (the section is opened)."""
        verb, record_type = VERBS.get(due.task, ("", None))
        if record_type is None or not self._session.register.rights.writes(record_type):
            return ""
        return self._language.say(verb)

    def item(self, line: DueLine, key: str, *, is_first: bool) -> DueItem:
        due = line.due
        when, tone, icon = self.when(line)
        who_name = self._name(due.who_id)
        who = self._who(due.who_id, due.role)
        # In a small window a line ends early: what is to be done and for whom is read whole, the number is cut.
        what, _, more = due_in_words(due, self._language, sex=line.sex).partition(SEPARATOR)
        return DueItem(
            key=key,
            icon=icon_of(due.task, due.section),
            title=what,
            second=SEPARATOR.join(part for part in (line.name.in_text, more, line.code) if part),
            who=who,
            who_short=short_name(who) if who == who_name else who.partition(" / ")[0],
            who_name=who_name,
            when=when,
            tone=tone,
            when_icon=icon,
            is_first=is_first,
            verb=self.verb(due),
        )

    def when(self, line: DueLine) -> tuple[str, Tone, str | None]:
        """Return when it is due; where hours count, until when."""
        due, now = line.due, self._now
        if due.urgency is Urgency.DANGER:
            when, _tone, icon = due_said(due.due_on, today=now.date(), language=self._language)
            return when, theme.LATE_TONE, icon
        if due.due_at is None or due.due_on > now.date():
            return due_said(due.due_on, today=now.date(), language=self._language)
        if not due.is_late(now):
            return self._by_the_hour(N_("Before {time}"), due.due_at, theme.SOON_TONE)
        if due.due_on == now.date():
            return self._by_the_hour(N_("Late since {time}"), due.due_at, theme.LATE_TONE)
        return due_said(due.due_on, today=now.date(), language=self._language)

    def _by_the_hour(self, sentence: str, moment: datetime, tone: Tone) -> tuple[str, Tone, str | None]:
        return self._language.say(sentence, time=self._language.clock(moment)), tone, icons.CLOCK

    def _who(self, who_id: str | None, role: str) -> str:
        if who_id == self._session.register.acts_for:
            return self._language.say(N_("You"))
        if who_id:
            return self._name(who_id)
        return choices("user_role").label(role, self._language) if role else ""

    def _name(self, who_id: str | None) -> str:
        if not who_id:
            return ""
        if who_id not in self._names:
            self._names[who_id] = self._session.staff_name(who_id)
        return self._names[who_id]
