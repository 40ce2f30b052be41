"""The code lists: what may be chosen, in which order, and how each choice is called.

One CSV a list stands beside this file. A key is stored and sent, and never changes its meaning; labels are shown and never
stored. A key that is given up is not taken out but dated in the column `retired`: it is no longer offered, and what
was written with it stays readable. French labels that speak of a person are feminine; `label_fr_m` is the masculine.

    key         stored: stable, English, never used again for something else (ISO codes for languages and countries)
    label_fr    label_fr_m, label_en: as people read it; a further language adds its own columns
    htcds       the value of the Human Trafficking Case Data Standard, where it has one
    note        for whoever looks after the list
    retired     the day since when it is no longer offered; empty while it is

What headquarters publishes stands over these files while a register is open: it adds, renames and retires, and nothing that
was ever chosen is lost (`publish`).

The names of countries are those of CLDR; the nationalities begin with the countries around Mali.
"""

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from centre_app.choices.keys import Sex
from centre_app.folding import fold
from centre_app.language import Language

_FOLDER = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of a list, as it stands in its file."""

    key: str
    labels: MappingProxyType[str, str]  # by column without "label_": "fr", "fr_m", "en"; no empty ones
    htcds: str
    note: str
    is_retired: bool


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ChoiceList:
    """One list, in the order in which it is offered. `choices("sex")` gives one."""

    name: str
    entries: MappingProxyType[str, Entry]
    _by_word: MappingProxyType[str, str]

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys a person may choose now."""
        return tuple(key for key, entry in self.entries.items() if not entry.is_retired)

    @property
    def all_keys(self) -> tuple[str, ...]:
        """Every key ever used, the retired ones too."""
        return tuple(self.entries)

    def __contains__(self, key: object) -> bool:
        return key in self.entries

    def label(self, key: str | None, language: Language, sex: str | None = None) -> str:
        """Return how a choice is called, in the masculine when the person it speaks of is male; "" for no answer.

        A key that the list does not have is shown as it is: a damaged word must not keep a whole file from opening.
        """
        if key is None:
            return ""
        entry = self.entries.get(key)
        if entry is None:
            return key
        labels = entry.labels
        masculine = labels.get(f"{language.code}_m") if sex == Sex.MALE else None
        return masculine or labels.get(language.code) or labels["en"]

    def labels(self, keys: frozenset[str], language: Language, sex: str | None = None) -> list[str]:
        """Return how several choices are called, in the order of the list."""
        known = [key for key in self.entries if key in keys]
        return [self.label(key, language, sex) for key in (*known, *sorted(keys - set(known)))]

    def offered(self, language: Language, sex: str | None = None) -> list[tuple[str, str]]:
        """Return (key, label) of each choice a person may make now, in the order of the list."""
        return [(key, self.label(key, language, sex)) for key in self.keys]

    def find(self, text: str) -> str | None:
        """Return the key that a word from outside stands for, or None: its label in any language, or the key itself.

        Accents, case and signs do not matter, nor what stands in parentheses, as long as only one choice is then meant:
        "congolaise" is nobody's, and so is "A", which is a blood group with + or with -.
        """
        return self._by_word.get(text.strip().casefold()) or self._by_word.get(fold(text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A choice of a list as headquarters publishes it: a new one, or one of the list by another name, or retired."""

    key: str
    labels: Mapping[str, str]
    is_retired: bool = False


_published: dict[str, tuple[Published, ...]] = {}


def publish(entries: Mapping[str, Sequence[Published]]) -> None:
    """Let these stand over the lists from now on, in place of what was published before; {} takes them away."""
    if entries != _published:
        _published.clear()
        _published.update({name: tuple(of_list) for name, of_list in entries.items()})
        choices.cache_clear()


@cache
def choices(name: str) -> ChoiceList:
    """Return a list by its name; raise LookupError when there is none of that name."""
    entries = {entry.key: entry for entry in own_entries(name)}
    for one in _published.get(name, ()):
        entries[one.key] = _as_published(one, entries.get(one.key))
    return ChoiceList(
        name=name,
        entries=MappingProxyType(entries),
        _by_word=MappingProxyType(_by_word(list(entries.values()))),
    )


def _as_published(one: Published, own: Entry | None) -> Entry:
    return Entry(
        key=one.key,
        labels=MappingProxyType(
            {**(own.labels if own else {}), **{name: text for name, text in one.labels.items() if text}}
        ),
        htcds=own.htcds if own else "",
        note=own.note if own else "",
        is_retired=one.is_retired or (own is not None and own.is_retired),
    )


def own_entries(name: str) -> list[Entry]:
    """Return a list as this program brings it; raise LookupError when there is none of that name."""
    path = _FOLDER / f"{name}.csv"
    if not path.exists():
        raise LookupError(f"there is no list of choices called {name!r}")
    with path.open(encoding="utf-8", newline="") as file:
        return [_entry(row) for row in csv.DictReader(file)]


def list_names() -> list[str]:
    """Return the names of all lists, for the checks that walk them."""
    return sorted(path.stem for path in _FOLDER.glob("*.csv"))


def _entry(row: dict[str, str]) -> Entry:
    labels = {
        column.removeprefix("label_"): text for column, text in row.items() if column.startswith("label_") and text
    }
    return Entry(
        key=row["key"],
        labels=MappingProxyType(labels),
        htcds=row["htcds"],
        note=row["note"],
        is_retired=bool(row["retired"]),
    )


def _by_word(entries: list[Entry]) -> dict[str, str]:
    """Return the key of each word that stands for one choice alone; the ways of writing it go from loose to exact.

    A later way overrules an earlier one, and what is still offered overrules what is retired.
    """
    found: dict[str, str] = {}
    for write in (_without_parentheses, fold, str.casefold):
        for retired in (True, False):
            found |= _unambiguous((entry for entry in entries if entry.is_retired == retired), write)
    return found | {entry.key.casefold(): entry.key for entry in entries}


def _unambiguous(entries: Iterable[Entry], write: Callable[[str], str]) -> dict[str, str]:
    meant: dict[str, set[str]] = {}
    for entry in entries:
        for label in entry.labels.values():
            meant.setdefault(write(label), set()).add(entry.key)
    return {word: keys.pop() for word, keys in meant.items() if word and len(keys) == 1}


def _without_parentheses(label: str) -> str:
    before, parenthesis, _ = label.partition("(")
    return fold(before) if parenthesis else ""
