"""The next session with the psychologist. That there was one is known to those who follow her; what was said is not here."""

from collections.abc import Iterator

from centre_app.agenda.due import Due
from centre_app.agenda.files import Files, still_to_come
from centre_app.choices.keys import UserRole
from centre_app.records import PsychosocialSession


def sessions(files: Files) -> Iterator[Due]:
    for session, day in still_to_come(files.of(PsychosocialSession), held="held_on", alike="session_type"):
        if session.case_id in files.in_care:
            yield files.due(
                "session_due",
                day,
                session.case_id,
                section="psychosocial",
                record_id=session.id,
                who_id=session.held_by,
                role=UserRole.PSYCHOLOGIST,
            )


SOURCES = (sessions,)
