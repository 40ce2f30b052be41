"""What an incident asks for at once: care while it is of most use, by the hour (rule V16), and word to the authorities."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from centre_app import incident_hours
from centre_app.case_view import CaseView
from centre_app.casework.notifications import DEATH, RUNAWAY, VIOLENCE, owed_notifications
from centre_app.choices import choices
from centre_app.language import N_
from centre_app.records import CareAfterRape, Incident
from centre_app.windows import Window
from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.messages import Message
from ui.session import Session

SHOWN_FOR = timedelta(days=30)
A_HOUR = timedelta(hours=1)
EVENTS = frozenset({VIOLENCE, RUNAWAY, DEATH})
OVER = {
    "pep": N_("The 72 hours are over."),
    "emergency_contraception": N_("The 120 hours are over."),
}


class IncidentCare(QWidget):
    """Not there while nothing is asked for."""

    section_asked = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session, self._say, self._language = session, session.say, session.language
        self._column = layout.column(gap=8)
        self.setLayout(self._column)

    def show_file(self, file: CaseView) -> None:
        layout.clear(self._column)
        cared_for = {care.incident_id for care in file.of(CareAfterRape)}
        messages = [
            self._care(one, file.person.sex) for one in self._waiting(file.incidents) if one.id not in cared_for
        ]
        told = self._to_tell(file)
        if told is not None:
            messages.append(told)
        for message in messages:
            self._column.addWidget(message)
        self.setVisible(bool(messages))

    def _waiting(self, incidents: Iterable[Incident]) -> list[Incident]:
        since = self._session.today - SHOWN_FOR
        return [one for one in incidents if incident_hours.asks_for_care(one) and (one.reported_on or since) >= since]

    def _care(self, incident: Incident, sex: str | None) -> Message:
        now = self._session.register.now
        windows = incident_hours.windows_of(incident, sex=sex)
        said = [self._window(window, now) for window in windows]
        if not windows:
            said.append(self._say(N_("The day is not known well enough to count the hours.")))
        if not any(window.is_open(now) for window in windows):
            said.append(self._say(N_("Care is due all the same.")))
        kind = choices("incident_type").label(incident.incident_type, self._language)
        tone = theme.LATE_TONE if any(window.is_open(now) for window in windows) else theme.CHECK_TONE
        message = Message(" ".join(said), tone, strong=kind, icon=icons.HOSPITAL, name=f"care.{incident.id}")
        go = buttons.button(self._say(N_("To health")), icons.HEALTH, name=f"to_health.{incident.id}", in_row=True)
        go.clicked.connect(lambda: self.section_asked.emit("health"))
        message.add_button(go)
        return message

    def _window(self, window: Window, now: datetime) -> str:
        if not window.is_open(now):
            return self._say(OVER[window.question])
        left, moment = (window.shuts_at - now) // A_HOUR, self._language.moment(window.shuts_at)
        if window.question == incident_hours.CONTRACEPTION:
            return self._language.say_n(
                N_("A pregnancy can be prevented until {moment}: {n} hour left."),
                N_("A pregnancy can be prevented until {moment}: {n} hours left."),
                left,
                moment=moment,
            )
        return self._language.say_n(
            N_("HIV can be prevented until {moment}: {n} hour left."),
            N_("HIV can be prevented until {moment}: {n} hours left."),
            left,
            moment=moment,
        )

    def _to_tell(self, file: CaseView) -> Message | None:
        owed = [one for one in owed_notifications(self._session.register, [file.case]) if one.event in EVENTS]
        if not owed:
            return None
        targets = dict.fromkeys(choices("notification_target").label(one.target, self._language) for one in owed)
        text = self._say(N_("To be told: {targets}."), targets=self._language.list_of(targets))
        message = Message(text, theme.SOON_TONE, icon=icons.LETTER, name="to_tell")
        go = buttons.button(self._say(N_("To legal")), icons.LEGAL, name="to_legal", in_row=True)
        go.clicked.connect(lambda: self.section_asked.emit("legal"))
        message.add_button(go)
        return message
