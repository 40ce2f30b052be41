"""The words that registers use: heads of columns, and what stands in the cells, each with the choice it stands for.

A choice is named by its list and its key, "exit_reason/runaway". A word is looked for among the words that are known
here (words.csv), then among the labels of the list itself; accents, case and signs do not matter. The lists are those
of `choices`, and two of places, "region" and "cercle".

    words.csv    list,word,key,exact: "no" in the last column where the key says more, or less, than the word
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from centre_app import places
from centre_app.choices import choices
from centre_app.folding import fold
from centre_app.language import N_, Language

_FOLDER = Path(__file__).resolve().parent
_COLUMN = "column"  # the list of words.csv that names meanings of columns


@dataclass(frozen=True, slots=True)
class Term:
    """A choice: a list and a key of it. `is_exact` is False where the word said more or less than the choice."""

    list: str
    key: str
    is_exact: bool = True

    def __str__(self) -> str:
        return f"{self.list}/{self.key}"

    @classmethod
    def of(cls, written: str) -> "Term":
        """Return the choice that str() wrote."""
        name, _, key = written.partition("/")
        return cls(name, key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What a column may mean. `lists` are those of which its cells are words; without any, cells are free text."""

    key: str
    label: str
    lists: tuple[str, ...] = ()


MEANINGS = {
    meaning.key: meaning
    for meaning in (
        Meaning(key="number", label=N_("Number in the register")),
        Meaning(key="arrived", label=N_("Day of arrival")),
        Meaning(key="name", label=N_("Family name and first name")),
        Meaning(key="family", label=N_("Family name")),
        Meaning(key="given", label=N_("First name")),
        Meaning(key="sex", label=N_("Sex"), lists=("sex",)),
        Meaning(key="birth", label=N_("Age or birth")),
        Meaning(key="nationality", label=N_("Nationality"), lists=("nationality",)),
        Meaning(key="country", label=N_("Country she comes from"), lists=("country",)),
        Meaning(key="region", label=N_("Region she comes from"), lists=("region", "country")),
        Meaning(key="cercle", label=N_("Cercle"), lists=("cercle",)),
        Meaning(key="village", label=N_("Village")),
        Meaning(key="reason", label=N_("Reason for admission"), lists=("admission_reason",)),
        Meaning(key="source", label=N_("Who sent her"), lists=("identification_source",)),
        Meaning(key="school_level", label=N_("Level on arrival"), lists=("school_level",)),
        Meaning(key="children", label=N_("Children who came along")),
        Meaning(key="room", label=N_("Room")),
        Meaning(key="activity", label=N_("Training or literacy class"), lists=("trade", "education_provision")),
        Meaning(key="left", label=N_("Day of the exit")),
        Meaning(key="exit_reason", label=N_("Why she leaves"), lists=("exit_reason",)),
        Meaning(key="kit", label=N_("Kit"), lists=("kit_type",)),
        Meaning(key="kit_value", label=N_("Value of the kit")),
        Meaning(key="notes", label=N_("Remarks")),
    )
}


_SMALL_WORDS = frozenset({"de", "d", "du", "des", "la", "le", "les", "l", "of", "the"})


def meaning_of_head(head: str) -> str | None:
    """Return which meaning the head of a column has, by its words; None when it is not known."""
    said = fold(head)
    if not said:
        return None
    exact = _words(_COLUMN).get(said)
    if exact:
        return exact.key
    heads, short = _short_heads(), _shortened(said)
    longer = [known for known in heads if short == known or (len(known) > 3 and short.startswith(f"{known} "))]
    return heads[max(longer, key=len)].key if longer else None


def term_for(meaning: Meaning, word: str) -> Term | None:
    """Return the choice that a word of such a column stands for, or None."""
    return next((term for name in meaning.lists if (term := _find(name, word))), None)


def offered(meaning: Meaning, language: Language) -> list[tuple[Term, str]]:
    """Return the choices a person may give to a word of such a column, with their labels."""
    return [(Term(name, key), label_of(Term(name, key), language)) for name in meaning.lists for key in _keys(name)]


def label_of(term: Term, language: Language) -> str:
    """Return how a choice is called."""
    return places.place_name(term.key) if _is_place(term.list) else choices(term.list).label(term.key, language)


def phrases_in(text: str, name: str) -> list[Term]:
    """Return the choices of a list whose words stand somewhere in a text, in the order of words.csv."""
    return [term for phrase, term in _words(name).items() if holds(text, phrase)]


def holds(text: str, phrase: str) -> bool:
    """Say whether whole words stand one after the other in a text; the phrase comes folded."""
    return f" {phrase} " in f" {fold(text)} "


def _find(name: str, word: str) -> Term | None:
    known = _words(name).get(fold(word))
    if known:
        return known
    key = places.find(word, name) if _is_place(name) else choices(name).find(word)
    return Term(name, key) if key else None


def _keys(name: str) -> tuple[str, ...]:
    return tuple(one.slug for one in places.places(name)) if _is_place(name) else choices(name).keys


def _is_place(name: str) -> bool:
    return name in (places.REGION, places.CERCLE)


@cache
def _short_heads() -> dict[str, Term]:
    return {_shortened(known): term for known, term in reversed(_words(_COLUMN).items())}


def _shortened(words: str) -> str:
    """Return words without the small ones that one register writes and the next leaves out: "date sortie"."""
    return " ".join(word for word in words.split() if word not in _SMALL_WORDS) or words


@cache
def _words(name: str) -> dict[str, Term]:
    return {fold(row["word"]): _term(row) for row in _rows() if row["list"] == name}


def _term(row: dict[str, str]) -> Term:
    return Term(row["list"], row["key"], is_exact=row["exact"] != "no")


def _rows() -> Iterator[dict[str, str]]:
    with (_FOLDER / "words.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
