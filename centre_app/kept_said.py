"""For whom an answer or a part of the file is kept, in words: whoever finds it shut knows whom to ask."""

from collections.abc import Iterable

from centre_app.choices import choices
from centre_app.language import N_, Language
from centre_app.questions import Record
from centre_app.rights import TABLE, Rights, readers_of
from centre_app.roles import AT_HEADQUARTERS_ONLY


def answer_kept_for(record_type: type[Record], question: str, language: Language) -> str:
    """Return for whom the answer to a question is kept: "Kept for: Nurse"."""
    rights = ((role, Rights([role]).of(record_type)) for role in TABLE)
    return _kept_for((role for role, right in rights if right.reads and question not in right.kept), language)


def area_kept_for(area: str, language: Language) -> str:
    """Return for whom a part of the file is kept."""
    return _kept_for(readers_of(area), language)


def written_by(record_type: type[Record], language: Language) -> str:
    """Return whose work it is to write what somebody else may only read."""
    writers = (role for role in TABLE if Rights([role]).writes(record_type))
    return language.say(N_("You read this and do not write it. It is written by: {who}"), who=_named(writers, language))


def _kept_for(roles: Iterable[str], language: Language) -> str:
    who = _named(roles, language)
    return language.say(N_("Kept for: {who}"), who=who) if who else language.say(N_("Kept for others"))


def _named(roles: Iterable[str], language: Language) -> str:
    at_the_centre = frozenset(roles) - AT_HEADQUARTERS_ONLY
    labels = choices("user_role").labels(at_the_centre, language)
    return ", ".join(label.partition(" / ")[0].lower() for label in labels)
