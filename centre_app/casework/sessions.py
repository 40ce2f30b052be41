"""A session with the psychologist: that it was held, and beside it, for herself alone, what was said. One act."""

from centre_app.questions import Record
from centre_app.records import PsychosocialSession, SessionObservation
from centre_app.register import Register


def write_session(
    register: Register, session: PsychosocialSession, observation: SessionObservation | None = None
) -> PsychosocialSession:
    """Write a session with what was observed in it: two records in two compartments, together or not at all.

    An observation in which nothing was written is none. Raises NotSaved.
    """
    written: list[Record] = [session]
    if observation is not None and (observation.rev or says_something(observation)):
        written.append(observation)
    saved = register.save(*written, action="psychosocial_session")
    return next(record for record in saved if isinstance(record, PsychosocialSession))


def says_something(observation: SessionObservation) -> bool:
    return any((observation.aims, observation.observation, observation.next_steps, dict(observation.missing)))


def observation_of(register: Register, session: PsychosocialSession) -> SessionObservation | None:
    """Return what is noted of a session, a blank one where nothing is yet; None for whoever keeps no such notes."""
    if not register.can_open(SessionObservation):
        return None
    known = register.only(SessionObservation, session_id=session.id) if session.rev else None
    return known or SessionObservation(case_id=session.case_id, session_id=session.id)
