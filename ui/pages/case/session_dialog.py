"""The form of a session: the facts for those who follow her, and under them what its author keeps for herself."""

from collections.abc import Sequence
from typing import Any

from centre_app.casework import sessions
from centre_app.forms.wellbeing import SESSION
from centre_app.language import N_
from centre_app.records import PsychosocialSession, SessionObservation
from ui import icons, theme
from ui.kit import layout
from ui.kit.messages import Message
from ui.kit.panel import Card
from ui.record_dialog import RecordDialog
from ui.record_form import RecordForm
from ui.session import Session


class SessionDialog(RecordDialog):
    """Whoever keeps no such notes is not shown that there are any."""

    def __init__(self, session: Session, record: PsychosocialSession, *given: Any, **named: Any) -> None:
        self._noted = sessions.observation_of(session.register, record)
        self._notes: RecordForm | None = None
        named["write"] = self._put
        super().__init__(session, record, *given, **named)

    def add_more(self, card: Card) -> None:
        if self._noted is None:
            return
        self._notes = RecordForm(SessionObservation, self._session, parent=self, sex=self.form.sex)
        said = Message(
            self._session.say(N_("For yourself: no other role reads it, and it leaves the house in no bundle.")),
            theme.SHUT_TONE,
            icon=icons.LOCK,
            name="notes.kept_for",
        )
        card.add(layout.rule(), said, *(self._notes.line(name) for name in SESSION.names_of(SessionObservation)))
        self._notes.show_record(self._noted)
        self._notes.shut(not self._session.register.may_write(self._noted))

    def more_forms(self) -> Sequence[RecordForm]:
        return [self._notes] if self._notes is not None else []

    def _put(self, session: PsychosocialSession) -> None:
        has_notes = self._notes is not None and self._notes.has_changed
        self._session.do(sessions.write_session, session, self._notes.record() if has_notes and self._notes else None)
