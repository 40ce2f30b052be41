"""Names as Malians spell them: what sounds alike, who may be the same person, what to search for.

Spelling is open: Coulibaly is Kulibali, Djénéba is Jeneba or Zeinabou. English phonetics will not do (Double Metaphone
merges Diarra with Touré), so names meet by a key of our own, by groups of first names that are forms of one, and by
nearness of spelling. The rules of the key are those of our experiment on Malian names; the tests measure them again.

Nothing here decides. Homonyms are ordinary, two girls of one name are two girls, and only a person who looks at both
files may say that they are one.
"""

import re
from collections.abc import Iterable
from datetime import date
from functools import cache, lru_cache
from itertools import product
from typing import NamedTuple

from centre_app.folding import fold
from centre_app.language import N_

# First names that are forms of one another, and family names whose spellings the key cannot bring together.
_SAME_NAMES = (
    "Traoré Tarawele Taraore",
    "Fatoumata Fatimata Fatima Fanta Fatou Fati",
    "Mamadou Mohamed Mahamadou",
    "Kadidia Khadija Kadiatou",
    "Djénéba Zeinabou Zénab",
    "Rokia Rokiatou",
    "Boubacar Aboubacar Bakary",
    "Abdoulaye Abdullahi",
    "Aïssata Aïcha Assétou",
    "Sékou Cheick Cheikh",
    "Hawa Awa",
    "Haïdara Aïdara",
)
MOST_WORDS = 20  # of one search; SQLite weighs no condition of a thousand
# Parts of a name that many share (son of, daughter of, called): two names are not alike because both have them.
_PARTICLES = frozenset({"ag", "walet", "welet", "ould", "mint", "ben", "bint", "dit", "dite", "el", "al"})

# The rules of the key, in this order. ñ is written q, and the sound of "tié" is written c: neither is otherwise used.
_RULES = [
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"ph", "f"),
        (r"sh|ch", "s"),
        (r"ck|kh|q|x", "k"),
        (r"h", ""),
        (r"c(?=[eiy])", "s"),
        (r"c", "k"),
        (r"gu(?=[ei])", "g"),
        (r"dj|dy|di(?=[aeou])", "j"),
        (r"gn|ny|ni(?=[aeou])", "q"),
        (r"t[iy](?=[aeou])", "c"),
        (r"ou", "u"),
        (r"u(?=[aeio])", "w"),
        (r"z", "s"),
        (r"v", "f"),
        (r"m(?=[bp])", "n"),
        # Y is heard between two vowels (Kouyaté, Bagaïoko); after i and before a consonant it only spells one (Keyta).
        (r"(?<=[aeou])[iy](?=[aeou])", "Y"),
        (r"(?<=.)y", "i"),
        (r"(.)\1+", r"\1"),
    )
]
_VOWEL_CLASSES = str.maketrans("eou", "iuu")  # what is kept of a first vowel: e and i are one, o and u are one
_VOWELS = re.compile(r"(?<=.)[aeiou]")

_NEAR = 0.85  # Jaro-Winkler, as measured: lower finds little more and merges much more
_KEY_MARK = "zz"  # begins a key among the searched words; no name begins so
_GROUP_MARK = "zy"

WORTH_SHOWING = 60
MUST_BE_JUDGED = 85

SAME_NAME = N_("Same name")
OTHER_FORM = N_("Another form of the same name")
SOUNDS_ALIKE = N_("Name that sounds the same")
NEAR_SPELLING = N_("Name spelt nearly the same")
AGE_AGREES = N_("The ages agree")
AGE_DIFFERS = N_("The ages differ")
SAME_ORIGIN = N_("Same place of origin")
OTHER_ORIGIN = N_("Another place of origin")
OTHER_SEX = N_("Not the same sex")
SAME_MOTHER = N_("Mother of the same name")
OTHER_MOTHER = N_("Mother of another name")


class Someone(NamedTuple):
    """What is compared of a person. Several names, in any order of their parts; None and () where it is not known."""

    id: str
    names: tuple[str, ...]
    sex: str | None = None
    born: tuple[date, date] | None = None  # the first and the last day she may have been born on
    origin: tuple[str | None, ...] = ()  # region, cercle, village: slugs or words, the widest first
    mother: str | None = None

    def __repr__(self) -> str:
        return f"<Someone {self.id[-8:]}>"


class Twin(NamedTuple):
    """Someone who may be the same person: how likely, out of 100, what speaks for it and what against."""

    id: str
    score: int
    reasons: tuple[str, ...]
    doubts: tuple[str, ...]


def sound_key(word: str) -> str:
    """Return how a name sounds: the same for Coulibaly and Kulibali, another for Diarra and Touré; "" for none."""
    return _sound_key(fold(word).replace(" ", ""))


def sound_alike(one: str, other: str) -> bool:
    """Say whether two words are spellings or forms of one name."""
    return bool(_sounds(fold(one)) & _sounds(fold(other)))


def search_text(names: Iterable[str]) -> str:
    """Return the words by which a person is found, for the search index: as spelt, as they sound, as a form of."""
    words = sorted({word for name in names for word in fold(name).split()})
    sounds = sorted({mark for word in words for mark in _sounds(word)})
    return " ".join((*words, *sounds))


def query_terms(typed: str) -> list[tuple[str, ...]]:
    """Return what to look for in the words of `search_text`: one of each tuple must be there.

    A term that ends in * is the beginning of a word. The last word typed may not be finished yet, so neither is its
    sound; one sound alone would be the beginning of too many names. Of a whole page pasted by mistake the first words do.
    """
    *finished, last = run_together(typed).split()[:MOST_WORDS] or [""]
    terms = [(f"{word}*", *sorted(_sounds(word))) for word in finished]
    if last:
        terms.append((f"{last}*", *_begun_sound(last), *sorted(_sounds(last))))
    return terms


def forms_of(part: str) -> tuple[str, ...]:
    """Return what stands in the words of `search_text` for one part of a name: as spelt, as it sounds, as a form of."""
    folded = fold(part).replace(" ", "")
    return (folded, *sorted(_sounds(folded))) if folded else ()


def name_key(name: str) -> str:
    """Return a key that two spellings or forms of a whole name share, its parts in any order; "" for none."""
    heard = {part: _sound_key(part) for part in _parts(name)}
    return " ".join(
        sorted(_groups().get(part) or _groups().get(_as_heard(part, key)) or key for part, key in heard.items())
    )


def run_together(typed: str) -> str:
    """Return what was typed, folded, with numbers in one piece: "76 12 34 56" is "76123456", "+223 76…" without its sign."""
    return _BETWEEN_DIGITS.sub("", fold(typed))


_BETWEEN_DIGITS = re.compile(r"(?<=\d) (?=\d)")


def likely_twins(new: Someone, others: Iterable[Someone], *, at_least: int = WORTH_SHOWING) -> list[Twin]:
    """Return who among the others may be the new person, the likeliest first.

    Names are compared last: among thousands of homonyms nearly all are somebody else by their birth alone.
    """
    possible = (other for other in others if other.id != new.id and _at_most(new, other) >= at_least)
    twins = [twin for other in possible if (twin := _compare(new, other)).score >= at_least]
    return sorted(twins, key=lambda twin: (-twin.score, twin.id))


def _at_most(new: Someone, other: Someone) -> int:
    """Return the score of a pair if all but their births were the same: nothing makes it higher."""
    return round(100 * _birth(new, other)[0])


def _begun_sound(folded: str) -> tuple[str, ...]:
    key = _sound_key(folded)
    return (f"{_KEY_MARK}{key}*",) if folded.isalpha() and len(key) > 1 else ()


def _compare(new: Someone, other: Someone) -> Twin:
    """Judge one pair: the name says how likely, what else is known makes it more or less so."""
    likeness, reason = max((_names_alike(one, two) for one, two in product(new.names, other.names)), default=(0.0, ""))
    reasons: list[str] = [reason] if reason else []
    doubts: list[str] = []
    if likeness:
        for weight, remark in (_sex(new, other), _birth(new, other), _origin(new, other), _mother(new, other)):
            likeness *= weight
            if remark:
                (doubts if remark in _DOUBTS else reasons).append(remark)
    return Twin(other.id, round(100 * likeness), tuple(reasons), tuple(doubts))


_DOUBTS = frozenset({AGE_DIFFERS, OTHER_ORIGIN, OTHER_SEX, OTHER_MOTHER})


def _sex(new: Someone, other: Someone) -> tuple[float, str]:
    known = {new.sex, other.sex} - {None, "unknown"}
    return (0.5, OTHER_SEX) if len(known) == 2 else (1.0, "")


def _birth(new: Someone, other: Someone) -> tuple[float, str]:
    """Weigh two births: intervals that meet agree; ages are said roughly, so two years apart is no contradiction."""
    if new.born is None or other.born is None:
        return 0.85, ""
    days_apart = (max(new.born[0], other.born[0]) - min(new.born[1], other.born[1])).days
    if days_apart <= 0:
        return 1.0, AGE_AGREES
    return (0.85, "") if days_apart <= 2 * 366 else (0.6, AGE_DIFFERS)


def _origin(new: Someone, other: Someone) -> tuple[float, str]:
    """Weigh two origins by the narrowest place that both name."""
    shared = [(one, two) for one, two in zip(new.origin, other.origin, strict=False) if one and two]
    if not shared:
        return 0.95, ""
    return (1.0, SAME_ORIGIN) if _folded(shared[-1][0]) == _folded(shared[-1][1]) else (0.8, OTHER_ORIGIN)


def _mother(new: Someone, other: Someone) -> tuple[float, str]:
    """Weigh the names of two mothers: with age and village, what tells homonyms apart."""
    if not new.mother or not other.mother:
        return 1.0, ""
    likeness, _ = _names_alike(new.mother, other.mother)
    return (1.0, SAME_MOTHER) if likeness >= _NEAR else (0.75, OTHER_MOTHER)


def _names_alike(one: str, other: str) -> tuple[float, str]:
    """Return how alike two names are (0 to 1), their parts in any order, and what makes them so."""
    first, second = sorted((_parts(one), _parts(other)), key=lambda parts: (len(parts), parts))
    if not first:
        return 0.0, ""
    if set(first) == set(second):
        return 1.0, SAME_NAME
    likeness, weakest, left = 0.0, SAME_NAME, list(second)
    for word in first:
        best, reason, partner = max((*_words_alike(word, candidate), candidate) for candidate in left)
        if best:
            left.remove(partner)
            likeness += best
            weakest = max(weakest, reason, key=_STRENGTH.index)
    return likeness / len(second), weakest if likeness else ""


_STRENGTH = (SAME_NAME, SOUNDS_ALIKE, OTHER_FORM, NEAR_SPELLING)


@lru_cache(maxsize=50_000)
def _words_alike(one: str, other: str) -> tuple[float, str]:
    if one == other:
        return 1.0, SAME_NAME
    if _sound_key(one) == _sound_key(other):
        return 0.95, SOUNDS_ALIKE
    if _sounds(one) & _sounds(other):
        return 0.9, OTHER_FORM
    # A late import: the window opens without it, and nobody is compared before someone arrives.
    from rapidfuzz.distance import JaroWinkler

    near = JaroWinkler.similarity(one, other)
    return (0.7 * near, NEAR_SPELLING) if near >= _NEAR else (0.0, "")


@lru_cache(maxsize=50_000)
def _folded(place: str) -> str:
    return fold(place)


@lru_cache(maxsize=50_000)
def _parts(name: str) -> tuple[str, ...]:
    words = fold(name).split()
    return tuple(sorted(word for word in words if word not in _PARTICLES)) or tuple(sorted(words))


@lru_cache(maxsize=50_000)
def _sounds(folded: str) -> frozenset[str]:
    """Return the marked key of a word and of the group it belongs to, as they stand among the searched words."""
    key = _sound_key(folded)
    marks = {f"{_KEY_MARK}{key}"} if key and folded.isalpha() else set()
    group = _groups().get(folded) or _groups().get(_as_heard(folded, key))
    return frozenset(marks | {f"{_GROUP_MARK}{group}"} if group else marks)


@cache
def _groups() -> dict[str, str]:
    """Return the group of each name in it, by spelling and as heard: a further spelling of Fatoumata is one, too."""
    found = {}
    for group in _SAME_NAMES:
        names = [fold(name) for name in group.split()]
        for name in names:
            found[name] = found[_as_heard(name, _sound_key(name))] = names[0]
    return found


def _as_heard(folded: str, key: str) -> str:
    """Return a key by which other spellings join a group: with the first letter, or Sanaba would be Zeinabou.

    Short keys say too little: many names sound like Fatou or Awa.
    """
    return f"{folded[0]} {key}" if len(key) > 2 else folded


@lru_cache(maxsize=50_000)
def _sound_key(folded: str) -> str:
    sounded = folded
    for pattern, replacement in _RULES:
        sounded = pattern.sub(replacement, sounded)
    first, rest = sounded[:1].translate(_VOWEL_CLASSES), sounded[1:]
    return (first + _VOWELS.sub("", "." + rest)[1:]).lower()
