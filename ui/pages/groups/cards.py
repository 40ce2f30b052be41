"""The cards of the page: all groups, and one of them with its sessions."""

import dataclasses
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from centre_app.casework import groups
from centre_app.choices import choices
from centre_app.drafts import Kept
from centre_app.forms.house import GROUP_SESSION, TALK_GROUP
from centre_app.language import N_
from centre_app.records import GroupAttendance, GroupSession, TalkGroup
from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.chip import Chip
from ui.kit.panel import Card, note
from ui.kit.rows import Row, RowList
from ui.pages.case.records import Line, RecordsCard, joined
from ui.pages.groups.list_sheet import show_list
from ui.pages.groups.session_dialog import GroupSessionDialog
from ui.record_dialog import RecordDialog
from ui.session import Session


def title_of(group: TalkGroup, session: Session) -> str:
    """Return the name of a group; at headquarters, where no names of groups come, its kind."""
    return group.name or choices("group_kind").label(group.kind, session.language)


def kind_said(group: TalkGroup, session: Session) -> str:
    """Return the kind of a group, in words; "" where its name says it already."""
    kind = choices("group_kind").label(group.kind, session.language)
    return "" if kind == title_of(group, session) else kind


def is_running(group: TalkGroup, session: Session) -> bool:
    return group.to_on is None or group.to_on >= session.today


def reached_said(reached: groups.Reached, session: Session) -> str:
    """Return "12 different people · 48 attendances · 3 from outside": persons and contacts are never one number."""
    language = session.language
    outside = language.say_n(N_("{n} from outside"), N_("{n} from outside"), reached.visitors)
    return joined(
        language.say_n(N_("{n} different person"), N_("{n} different people"), reached.persons),
        language.say_n(N_("{n} attendance"), N_("{n} attendances"), reached.contacts),
        outside if reached.visitors else "",
    )


class GroupsCard(Card):
    """All groups, those that are running first; one is chosen by its button."""

    chosen = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__(session.say(N_("All groups")), icons.RESIDENTS, name="all_groups")
        self._session = session

    def show_groups(self, shown: list[TalkGroup], *, at: str | None) -> None:
        self.clear()
        rows = RowList(name="all_groups.rows")
        rows.show_rows([self._row(group, is_shown=group.id == at) for group in shown])
        self.add(rows)

    def _row(self, group: TalkGroup, *, is_shown: bool) -> Row:
        say = self._session.say
        cycle = say(N_("cycle {n}"), n=group.cycle) if group.cycle else ""
        kind, about = kind_said(group, self._session), choices("group_theme").label(group.theme, self._session.language)
        ended = "" if is_running(group, self._session) else say(N_("ended"))
        go = buttons.button(say(N_("Open")), name=f"group.{group.id}", in_row=True)
        go.setEnabled(not is_shown)
        go.clicked.connect(lambda: self.chosen.emit(group.id))
        return Row(title_of(group, self._session), joined(kind, cycle, about, ended), action=go, name=f"row.{group.id}")


class GroupHead(Card):
    """What is written of a group, and what can be done with it."""

    saved = Signal(str)  # the id of the group

    def __init__(self, session: Session) -> None:
        super().__init__(" ", icons.RESIDENTS, name="group_head")
        self._session = session
        self._group: TalkGroup | None = None

    def show_group(self, group: TalkGroup, held: list[GroupSession]) -> None:
        self._group = group
        session, say = self._session, self._session.say
        self.retitle(title_of(group, session))
        self.clear()
        tone = theme.DONE_TONE if is_running(group, session) else theme.NEUTRAL_TONE
        words = say(N_("Running")) if is_running(group, session) else say(N_("Ended"))
        cycle = say(N_("cycle {n}"), n=group.cycle) if group.cycle else ""
        since = say(N_("since {day}"), day=group.from_on) if group.from_on else ""
        leaders = session.language.list_of(
            name for one in (group.facilitator_id, group.second_facilitator_id) if (name := session.staff_name(one))
        )
        planned = session.language.say_n(N_("{n} session held"), N_("{n} sessions held"), len(held))
        if group.sessions_planned:
            planned = say(N_("{n} of {planned} sessions held"), n=len(held), planned=group.sessions_planned)
        line = layout.row(Chip(words, tone, "" if tone is theme.NEUTRAL_TONE else None), gap=12)
        line.addWidget(note(joined(kind_said(group, session), cycle, since, leaders), wraps=True), 1)
        reached = reached_said(groups.reached(session.register, held), session)
        self.add(line, note(joined(planned, reached), wraps=True, name="group.reached"), self._acts(group))

    def _acts(self, group: TalkGroup) -> QWidget:
        say = self._session.say
        change = buttons.quiet(say(N_("Change")), icons.EDIT, name="change_group")
        again = buttons.quiet(say(N_("Begin the next cycle")), icons.NEXT, name="next_cycle")
        change.clicked.connect(lambda: self.open_group(group))
        again.clicked.connect(lambda: self.open_group(groups.next_cycle(self._session.register, group)))
        sheet = buttons.quiet(say(N_("Print a list to fill in")), icons.PRINT, name="print_list")
        sheet.clicked.connect(lambda: show_list(self._session, group, over=self))
        for act in (change, again):
            act.setVisible(self._session.register.may_write(group))
        return layout.boxed(layout.row(change, again, sheet, layout.STRETCH, gap=12))

    def open_group(self, group: TalkGroup, *, kept: Kept | None = None) -> None:
        """Fill in a group over the page: a new one, its next cycle, or what is written of it."""
        dialog = RecordDialog(
            self._session,
            group,
            TALK_GROUP,
            title=self._session.say(N_("Group")),
            write=lambda written: self._session.do(groups.start_group, written),
            over=self,
            close_words=self._session.say(N_("Close")),
            kept=kept,
        )
        if dialog.exec():
            self.saved.emit(group.id)
        dialog.deleteLater()


class HeldCard(RecordsCard[GroupSession]):
    """The sessions of one group."""

    def __init__(self, session: Session) -> None:
        say = session.say
        super().__init__(
            session,
            title=say(N_("Sessions of the group")),
            icon=icons.CALENDAR,
            add=say(N_("Hold a session")),
            empty=say(N_("No session held yet.")),
            form_title=say(N_("Session of the group")),
            lines=GROUP_SESSION,
            shown=self._line,
            name="held",
            dialog=GroupSessionDialog,
        )
        self._came: dict[str, int] = {}
        self._group: TalkGroup | None = None

    def show_group(self, group: TalkGroup, held: list[GroupSession]) -> None:
        register = self._session.register
        self._came = groups.who_came(register, held)
        self._group = group
        self.show_records(
            list(reversed(held)),
            blank=lambda: GroupSession(
                group_id=group.id,
                held_on=register.today,
                theme=group.theme,
                minutes=held[0].minutes if held else None,
                place=held[0].place if held else None,
                facilitator_id=group.facilitator_id,
            ),
            sex=None,
        )

    def resume(self, kept: Kept) -> bool:
        """Where only marks were made, the form of their session is opened."""
        typed = kept.drafts[0].typed
        if not isinstance(typed, GroupAttendance):
            return super().resume(kept)
        session = self._session.register.get(GroupSession, typed.group_session_id)
        if session is None and self._blank is not None:
            session = dataclasses.replace(self._blank(), id=typed.group_session_id)
        if session is not None:
            self.open_record(session, kept=kept)
        return session is not None

    def row_acts(self, record: GroupSession) -> Sequence[QWidget]:
        sheet = buttons.icon_button(icons.PRINT, self._session.say(N_("Print the list")), name=f"print.{record.id}")
        sheet.clicked.connect(lambda: self._print(record))
        return [sheet]

    def _print(self, held: GroupSession) -> None:
        if self._group is not None:
            show_list(self._session, self._group, over=self, held=held)

    def _line(self, held: GroupSession) -> Line:
        language, say = self._session.language, self._session.say
        day = language.day(held.held_on) if held.held_on else ""
        about = choices("group_theme").label(held.theme, language)
        came = language.say_n(N_("{n} came"), N_("{n} came"), self._came.get(held.id, 0))
        outside = language.say_n(N_("{n} from outside"), N_("{n} from outside"), held.visitors) if held.visitors else ""
        minutes = say(N_("{n} min"), n=held.minutes) if held.minutes else ""
        return Line(title=joined(day, about), second=joined(came, outside, held.place, minutes))
