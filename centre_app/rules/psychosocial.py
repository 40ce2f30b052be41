"""Rules about sessions and wellbeing: the ladder has ten steps."""

from collections.abc import Iterator

from centre_app.language import N_
from centre_app.questions import Record
from centre_app.records import PsychosocialSession
from centre_app.rules.around import Around, say
from centre_app.rules.findings import BLOCKS, WARNS, Finding

LADDER = range(11)
MINUTES = range(1, 481)  # a working day


def the_ladder_goes_from_0_to_10(session: Record, around: Around) -> Iterator[Finding]:
    if isinstance(session, PsychosocialSession) and session.ladder is not None and session.ladder not in LADDER:
        yield say(session, "", BLOCKS, "ladder", N_("The ladder goes from 0 to 10."))


def a_session_takes_minutes(session: Record, around: Around) -> Iterator[Finding]:
    if isinstance(session, PsychosocialSession) and session.minutes is not None and session.minutes not in MINUTES:
        yield say(session, "", WARNS, "minutes", N_("So long is unlikely. Check the minutes."))


RULES = (the_ladder_goes_from_0_to_10, a_session_takes_minutes)
