"""Psychosocial care: sessions, wellbeing and talk groups. That a session was held is a fact; what was said is kept apart."""

import dataclasses

from centre_app.areas import GROUPS, NOTES, PSYCHOSOCIAL
from centre_app.case_view import CaseView
from centre_app.casework import groups
from centre_app.choices import choices
from centre_app.choices.keys import Attendance
from centre_app.drafts import Kept
from centre_app.forms.wellbeing import SESSION
from centre_app.language import N_
from centre_app.records import GroupAttendance, GroupSession, PsychosocialSession, SessionObservation, TalkGroup
from ui import icons, theme
from ui.dates_said import due_said
from ui.kit import layout
from ui.kit.chip import Chip, state
from ui.kit.panel import Card, note
from ui.kit.rows import Row, RowList
from ui.kit.scroll import Scroll
from ui.kit.shut import ShutSection
from ui.pages.case.records import Line, RecordsCard, joined
from ui.pages.case.section import CaseSection
from ui.pages.case.session_dialog import SessionDialog
from ui.pages.case.wellbeing_card import HIGHEST_STEP, WellbeingCard, ladder_points, trend_of
from ui.session import Session


class SessionsCard(RecordsCard[PsychosocialSession]):
    def __init__(self, session: Session) -> None:
        say = session.say
        super().__init__(
            session,
            title=say(N_("Sessions")),
            icon=icons.PSYCHOSOCIAL,
            add=say(N_("Add a session")),
            empty=say(N_("No session yet.")),
            form_title=say(N_("Session")),
            lines=SESSION,
            shown=self._line,
            name="sessions",
            dialog=SessionDialog,
        )

    def show_file(self, file: CaseView) -> None:
        case_id, today, who = file.case.id, self._session.today, self._session.register.acts_for
        held = sorted(file.of(PsychosocialSession), key=lambda one: (one.held_on or today, one.id))
        self.show_records(
            held,
            blank=lambda: PsychosocialSession(case_id=case_id, held_on=today, held_by=who),
            sex=file.person.sex,
        )
        points = ladder_points(held)
        if len(points) > 1:
            first, last = int(points[0][1]), int(points[-1][1])
            told = self._session.say(N_("On the ladder: {first} at first, {last} now."), first=first, last=last)
            self.body.insertWidget(0, note(told, name="ladder.told"))
            self.body.insertWidget(
                1, trend_of(self._session, points, most=HIGHEST_STEP, spoken=told, name="ladder.trend")
            )

    def resume(self, kept: Kept) -> bool:
        """Where only the note of a session was begun, the form of that session is opened."""
        typed = kept.drafts[0].typed
        if not isinstance(typed, SessionObservation):
            return super().resume(kept)
        session = self._session.register.get(PsychosocialSession, typed.session_id)
        if session is None and self._blank is not None:
            session = dataclasses.replace(self._blank(), id=typed.session_id)
        if session is not None:
            self.open_record(session, kept=kept)
        return session is not None

    def _line(self, held: PsychosocialSession) -> Line:
        language, say = self._session.language, self._session.say
        kind = choices("psychosocial_type").label(held.session_type, language)
        day = language.day(held.held_on) if held.held_on else ""
        minutes = say(N_("{n} min"), n=held.minutes) if held.minutes else ""
        theme_said = choices("group_theme").label(held.theme, language)
        ladder = say(N_("ladder {n}"), n=held.ladder) if held.ladder is not None else ""
        by = self._session.staff_name(held.held_by)
        return Line(title=joined(day, kind), second=joined(by, minutes, theme_said, ladder), state=self._state(held))

    def _state(self, held: PsychosocialSession) -> Chip | None:
        session = self._session
        if held.attended not in (None, Attendance.PRESENT):
            words = choices("attendance").label(held.attended, session.language, self._sex)
            return state(words, theme.NEUTRAL_TONE, icons.AWAY)
        if held.next_on is None or held.next_on < session.today:
            return None
        return state(*due_said(held.next_on, today=session.today, language=session.language))


class AttendedCard(Card):
    """The groups she came to: read here, written on the page of the groups."""

    def __init__(self, session: Session) -> None:
        super().__init__(session.say(N_("Groups")), icons.RESIDENTS, name="attended")
        self._session = session

    def show_file(self, file: CaseView) -> None:
        self.clear()
        rows = [self._row(group, attended) for group, attended in self._by_group(file)]
        if not rows:
            self.add(note(self._session.say(N_("In no group yet."))))
            return
        shown = RowList(name="attended.rows")
        shown.show_rows(rows)
        self.add(shown)

    def _by_group(self, file: CaseView) -> list[tuple[TalkGroup, list[GroupSession]]]:
        """Return the groups with the sessions to which she came, the group she came to last on top."""
        register = self._session.register
        came = [one.group_session_id for one in file.of(GroupAttendance) if one.status in groups.CAME]
        held = register.find(GroupSession, id=came, centre_id=file.case.centre_id) if came else []
        of_group: dict[str, list[GroupSession]] = {}
        for session in sorted(held, key=lambda one: (one.held_on or register.today, one.id), reverse=True):
            of_group.setdefault(session.group_id, []).append(session)
        found = ((register.get(TalkGroup, group_id), sessions) for group_id, sessions in of_group.items())
        return [(group, sessions) for group, sessions in found if group is not None]

    def _row(self, group: TalkGroup, came_to: list[GroupSession]) -> Row:
        language, say = self._session.language, self._session.say
        cycle = say(N_("cycle {n}"), n=group.cycle) if group.cycle else ""
        last = say(N_("last on {day}"), day=came_to[0].held_on) if came_to[0].held_on else ""
        times = language.say_n(N_("{n} session attended"), N_("{n} sessions attended"), len(came_to))
        kind, about = (choices(f"group_{name}").label(getattr(group, name), language) for name in ("kind", "theme"))
        return Row(joined(group.name, cycle), joined(kind, about, times, last), name=f"row.{group.id}")


class PsychosocialSection(CaseSection):
    def __init__(self, session: Session) -> None:
        super().__init__(session, name="psychosocial")
        say = self.say
        self._sessions, self._wellbeing = SessionsCard(session), WellbeingCard(session)
        self._attended = AttendedCard(session)
        kept_for = say(N_("Kept for the psychologist, the case manager and the director"))
        self._shut = ShutSection(say(N_("Sessions and wellbeing")), kept_for, name="psychosocial_shut")
        self._notes_shut = ShutSection(
            say(N_("What was said in the sessions")), say(N_("Kept for the psychologist")), name="notes_shut"
        )
        everything = layout.column(
            self._shut, self._sessions, self._notes_shut, self._wellbeing, self._attended, layout.STRETCH, gap=12
        )
        self.setLayout(layout.column(Scroll(everything, name="psychosocial.scroll"), gap=0))
        for card in (self._sessions, self._wellbeing):
            card.saved.connect(lambda: self.told.emit(self.say(N_("Saved."))))

    def show_file(self, file: CaseView) -> None:
        shut = file.is_shut(PSYCHOSOCIAL)
        self._shut.setVisible(shut)
        self._notes_shut.setVisible(not shut and file.is_shut(NOTES))
        self._attended.setVisible(not file.is_shut(GROUPS))
        for card in (self._sessions, self._wellbeing):
            card.setVisible(not shut)
            if not shut:
                card.show_file(file)
        if not file.is_shut(GROUPS):
            self._attended.show_file(file)
