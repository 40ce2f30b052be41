"""What can be wrong with a translation: missing, not sure, other {parts}, or badly set in type."""

import re
from string import Formatter

from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as Entry

from centre_app.language import NARROW_NO_BREAK, NO_BREAK

_BEFORE_SIGN = re.compile(r" (?=[:;!?»]|%(?![\w(]))")
_AFTER_GUILLEMET = re.compile(r"(?<=«) ")
# A sign that follows a word directly; a colon only where a space follows it, because of 14:32 and file:///.
_LOOSE_SIGN = re.compile(rf"[^\s{NO_BREAK}{NARROW_NO_BREAK};!?.…](?:[;!?»]|:(?=\s|$))")
_PERCENT_PART = re.compile(r"%(?:\(\w+\))?[sdr]\b")  # in the sentences of argparse, which speaks through our catalogue
_SHE = re.compile(r"\b(?:she|hers?|herself)\b", re.IGNORECASE)
_LOOSE_GUILLEMET = re.compile(rf"«[^{NO_BREAK}{NARROW_NO_BREAK}]")


def sentences(entry: Entry) -> list[str]:
    """Return the sentence of an entry, or the two (one, many) of a count."""
    return [entry.id] if isinstance(entry.id, str) else list(entry.id)


def wordings(entry: Entry) -> list[str]:
    """Return the translation of an entry, or all those of a count; "" stands for a missing one."""
    return [entry.string or ""] if isinstance(entry.string, str | None) else list(entry.string)


def says_she(*said: str | None) -> bool:
    """Say whether an English sentence, or one of the two of a count, speaks of somebody as of a girl or a woman."""
    return any(_SHE.search(sentence) for sentence in said if sentence)


def findings(catalogue: Catalog, code: str) -> list[str]:
    """Return every fault of a catalogue, a line each; none when the language is complete."""
    return [f"{_named(entry)}: {fault}" for entry in catalogue if entry.id for fault in _faults(entry, catalogue, code)]


def is_sound(entry: Entry) -> bool:
    """Say whether a translation names the same {parts} as its sentence: any other would fail, or leave something out.

    The first wordings of a count may do without the number, as its English singular may: "a bed", "un lit".
    """
    one, *_, many = [_parts(sentence) for sentence in (sentences(entry)[0], sentences(entry)[-1])]
    *first, last = [_parts(wording) for wording in wordings(entry)]
    return last == many and all(wording in (one, many) for wording in first)


def set_well(text: str, code: str) -> str:
    """Return a translation with the signs of its language: in French ’ for ' and no line break before : ; ! ? »."""
    if code != "fr":
        return text
    text = text.replace("'", "’")
    return _AFTER_GUILLEMET.sub(NO_BREAK, _BEFORE_SIGN.sub(NO_BREAK, text))


def is_set_well(text: str) -> bool:
    """Say whether a French text has its apostrophes, and its unbreakable spaces where French wants them."""
    filled = re.sub(r"\{[^{}]*\}", "x", text)
    faults = (_BEFORE_SIGN, _AFTER_GUILLEMET, _LOOSE_SIGN, _LOOSE_GUILLEMET)
    return "'" not in text and not any(fault.search(filled) for fault in faults)


def _faults(entry: Entry, catalogue: Catalog, code: str) -> list[str]:
    forms = wordings(entry)
    if not any(forms):
        return ["not translated"]
    if not all(forms) or len(forms) != (catalogue.num_plurals if entry.pluralizable else 1):
        return ["a plural form is missing"]
    faults = ["marked as not sure (fuzzy)"] if entry.fuzzy else []
    if not is_sound(entry):
        faults.append("the translation does not name the same {parts}")
    if code == "fr" and not all(is_set_well(form) for form in forms):
        faults.append("needs ’ for ', and an unbreakable space before : ; ! ? and inside « »")
    return faults


def _parts(text: str) -> frozenset[str]:
    """Return the names in braces and those after %; a text with broken braces has one that nothing else has."""
    try:
        braces = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
        return frozenset(braces | set(_PERCENT_PART.findall(text)))
    except ValueError:
        return frozenset({text})


def _named(entry: Entry) -> str:
    sentence = sentences(entry)[0]
    return f"{sentence!r} ({entry.context})" if entry.context else repr(sentence)
