"""A line of the journal in words, for the screen and for paper."""

from collections.abc import Callable

from centre_app.acts import KINDS_OF_ACT, act_said
from centre_app.journal import Asked, Line
from centre_app.language import N_, Language

NameOf = Callable[[str], str]
UNDER_A_WRONG_CLOCK = N_("under a wrong clock")
WRITTEN_ON_PAPER = N_("written on paper on {day}")


def said(line: Line, language: Language) -> str:
    """Return what was done."""
    return act_said(line.action, line.table, language)


def beside(line: Line, language: Language, name_of: NameOf) -> str:
    """Return what is told besides: what was searched for, whom it is about, which questions changed; and the paper's day."""
    told = _beside(line, language, name_of)
    on_paper = language.say(WRITTEN_ON_PAPER, day=line.on_paper) if line.on_paper else ""
    return " · ".join(part for part in (on_paper, told) if part)


def _beside(line: Line, language: Language, name_of: NameOf) -> str:
    if line.count > 1:
        return language.say_n(N_("{n} night"), N_("{n} nights"), line.count)
    if line.words:
        return language.say(N_("“{words}”"), words=line.words)
    if line.about:
        return name_of(line.about)
    return language.list_of([language.say(label) for label in line.labels])


def asked_said(asked: Asked, language: Language, name_of: NameOf) -> str:
    """Return in a line what is asked for: "Awa Diarra · since 01/11/2026"."""
    parts = [
        name_of(asked.who) if asked.who else "",
        language.say(KINDS_OF_ACT[asked.kind]) if asked.kind else "",
        language.say(N_("File {code}"), code=asked.case_words) if asked.case_words else "",
        language.say(N_("from {day}"), day=asked.since) if asked.since else "",
        language.say(N_("until {day}"), day=asked.until) if asked.until else "",
    ]
    return " · ".join(part for part in parts if part) or language.say(N_("Everything"))
