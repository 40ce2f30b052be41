"""Every sentence that a person sees when something goes wrong, grouped by where it is met, to be read beforehand.

There is no list of problems: the sentences are their own, found by looking through the program. So a problem that is added
tomorrow stands on the page, and on the sheet beside the laptop, by itself. BESIDE lists what is said in lines and bars.
"""

import importlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from centre_app import disk, endings, problems
from centre_app.damage import said as damage_said
from centre_app.folding import fold
from centre_app.language import N_, Language
from centre_app.problems import Problem

TITLE = N_("When something goes wrong")
ABOUT = N_("Look for the sentence that is on the screen: below it stands what to do. What was saved is kept.")
IN_BRACKETS = N_("Where something stands in brackets, the screen shows a number or a name.")

OPENING, SAVING, DISK, BACKUPS, EXCHANGE, KEYS, FILES, PAPERS, NUMBERS, COMMANDS, OTHER = GROUPS = (
    N_("Opening the register"),
    N_("Saving and changing"),
    N_("The disk and the stick"),
    N_("Backups and damage"),
    N_("Export, receiving, moving to another centre"),
    N_("Passphrases, keys and ways back in"),
    N_("Merging, keeping and erasing files"),
    N_("Documents and papers"),
    N_("Old register, reports and data"),
    N_("Typed commands"),
    N_("Everywhere"),
)

# Where a problem is met is told by the kind of problem that it is, or by the part of the program that it belongs to.
_OF_KIND: dict[type[Problem], str] = {
    problems.UnlockProblem: OPENING,
    problems.RegisterProblem: OPENING,
    problems.SectionShut: SAVING,
    problems.ReadOnlyForYou: SAVING,
    problems.NotSaved: SAVING,
    problems.NotFound: SAVING,
    problems.DiskProblem: DISK,
    problems.BackupIsDamaged: BACKUPS,
    problems.BackupOfOtherKeys: BACKUPS,
    problems.TooWeak: KEYS,
    problems.OnlyTheDirector: KEYS,
    problems.NotAPaperCode: KEYS,
    problems.WrongPaperCode: KEYS,
    problems.NoWayToRecover: KEYS,
}
_OF_PART = {
    "accounts": KEYS,
    "backups": BACKUPS,
    "case_data": NUMBERS,
    "casework": SAVING,
    "casework.merging": FILES,
    "casework.papers": PAPERS,
    "commands": COMMANDS,
    "corrections": SAVING,
    "damage": BACKUPS,
    "documents": PAPERS,
    "exchange": EXCHANGE,
    "importing": NUMBERS,
    "indicators": NUMBERS,
    "letterbox": EXCHANGE,
    "papers": PAPERS,
    "publishing": NUMBERS,
    "recovery": KEYS,
    "retention": FILES,
}

# What stands where a sentence leaves room, in words.
_A_NUMBER = N_("a number")
STANDS_FOR = {
    "asked": N_("what was asked for"),
    "code": N_("the number or the code"),
    "compartment": N_("the name of the file"),
    "day": N_("the day"),
    "days": N_("the days"),
    "first": N_("the first"),
    "label": N_("the bed"),
    "last": N_("the last"),
    "level": N_("the level"),
    "moment": N_("the moment"),
    "month": N_("the month"),
    "name": N_("the name"),
    "names": N_("the names"),
    "purpose": N_("the purpose"),
    "standard": N_("the standard"),
    "status": N_("the answer"),
    "why": N_("the reason"),
    "year": N_("the year"),
    **dict.fromkeys(("free", "height", "largest", "line", "missing", "most", "n"), _A_NUMBER),
    **dict.fromkeys(("needed", "seconds", "seq", "width"), _A_NUMBER),
}

# What is said in lines and bars, and by no problem: where it is met, what happened, what to do ("" where that says it).
LOOK_AT_PAPERS = N_(
    "Look through your papers of that time and enter again what is not there. Then nothing more is to be done."
)
BESIDE = (
    (OPENING, endings.CUT, endings.SAID[endings.WHOLE]),
    (OPENING, endings.FAILED, endings.SAID[endings.WHOLE]),
    (OPENING, endings.CUT, endings.SAID[endings.UNKNOWN]),
    (OPENING, endings.CUT, endings.SAID[endings.SHORT]),
    (OPENING, endings.CUT, endings.SAID[endings.DAMAGED]),
    (BACKUPS, damage_said.TORN_BESIDE_LOST, LOOK_AT_PAPERS),
    (BACKUPS, damage_said.TORN, LOOK_AT_PAPERS),
    (DISK, disk.FAILING, ""),
    (DISK, disk.IS_FULL, ""),
    (DISK, disk.NEARLY_FULL, ""),
    (DISK, disk.GETTING_FULL, ""),
)

_SAYS_SOMETHING = re.compile(r"^    (?:message|advice) = ", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """One problem as it is read: what happened, and what to do. `kind` is None of what no act has raised."""

    kind: type[Problem] | None
    message: str
    advice: str

    @property
    def is_about(self) -> str:
        """Return everything in it, folded, to be searched."""
        return fold(f"{self.message} {self.advice}")


def troubles(language: Language) -> list[tuple[str, list[Trouble]]]:
    """Return each group that has any with its problems, in the order of their sentences.

    The first time it looks through the whole program, which takes seconds: not in the window's thread.
    """
    found: dict[str, list[Trouble]] = {group: [] for group in GROUPS}
    for kind in kinds():
        found[met_at(kind)].append(said(kind, language))
    for group, message, advice in BESIDE:
        found[group].append(_in_words(None, message, advice, language))
    return [(group, sorted(each, key=lambda one: fold(one.message))) for group, each in found.items() if each]


def found_in(groups: Sequence[tuple[str, Sequence[Trouble]]], typed: str) -> list[tuple[str, list[Trouble]]]:
    """Return of these groups what holds every word that was typed."""
    words = fold(typed).split()
    kept = ((group, [one for one in each if all(word in one.is_about for word in words)]) for group, each in groups)
    return [(group, each) for group, each in kept if each]


def said(kind: type[Problem], language: Language) -> Trouble:
    """Return a problem with words where a number or a name will stand."""
    return _in_words(kind, kind.message, kind.advice, language)


def _in_words(kind: type[Problem] | None, message: str, advice: str, language: Language) -> Trouble:
    parts = {name: f"[{language.say(words)}]" for name, words in STANDS_FOR.items()}
    return Trouble(
        kind=kind,
        message=language.say(message, **parts),
        advice=language.say(advice, **parts) if advice else "",
    )


def kinds() -> list[type[Problem]]:
    """Return every problem that says something, each sentence once; what only groups others is left out."""
    _load_all()
    once: dict[tuple[str, str], type[Problem]] = {}
    every: list[type[Problem]] = [Problem, *_below(Problem)]
    for kind in every:
        if _says_something(kind):
            once.setdefault((kind.message, kind.advice), kind)
    return list(once.values())


def met_at(kind: type[Problem]) -> str:
    """Return the group that a problem belongs to."""
    if kind.__module__ == problems.__name__:
        return next((_OF_KIND[each] for each in kind.__mro__ if each in _OF_KIND), OTHER)
    parts = kind.__module__.split(".")[1:]
    prefixes = (".".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next((_OF_PART[prefix] for prefix in prefixes if prefix in _OF_PART), OTHER)


def _says_something(kind: type[Problem]) -> bool:
    """A group of problems has no sentence of its own; it may lend its advice to those in it."""
    return "message" in vars(kind) or ("advice" in vars(kind) and not kind.__subclasses__())


def _below(kind: type[Problem]) -> Iterator[type[Problem]]:
    for each in kind.__subclasses__():
        if each.__module__.startswith(f"{__package__}."):  # tests make problems of their own
            yield each
        yield from _below(each)


def _load_all() -> None:
    """Import whatever declares a sentence: a class is known once its module is."""
    home = Path(__file__).parent
    for path in sorted(home.rglob("*.py")):
        if _SAYS_SOMETHING.search(path.read_text("utf-8")):
            importlib.import_module(".".join((home.name, *path.relative_to(home).with_suffix("").parts)))
