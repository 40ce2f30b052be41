"""Telephone numbers as people write them, and as they are kept: E.164, "+22370123456".

Mali's numbers have eight digits and no area code (UIT, plan national E.164 du Mali); a foreign one begins with its country.
"""

import re

from centre_app.answers import NotUnderstood
from centre_app.language import N_

NOT_A_PHONE = NotUnderstood(
    message=N_("This is not a phone number. Write the eight digits, or + and the country’s code first.")
)
MALI = "223"
_EIGHT = 8
_SHORTEST, _LONGEST = 8, 15  # digits of an international number, its country included (ITU-T E.164)
_IN_WORDS = re.compile(r"\+?\d(?:[\s.\-–/()\u00a0\u202f]?\d){7,14}")
_SIGNS = re.compile(r"[\s.\-–/()\u00a0\u202f]")


def phone(typed: str) -> str | NotUnderstood:
    """Return a typed number as it is kept, or why it is none (rule V24)."""
    return as_e164(typed) or NOT_A_PHONE


def phone_numbers_in(words: str) -> list[str]:
    """Return what may be a phone number in free text, as it is written there: eight digits or more, however they are parted."""
    return [found.group() for found in _IN_WORDS.finditer(words) if len(_SIGNS.sub("", found.group())) >= _SHORTEST]


def as_e164(typed: str) -> str | None:
    """Return a typed number as it is kept: "76 12 34 56" is "+22376123456"; None where it is no phone number.

    A number of another country begins with + or 00 and its code; without them nobody can tell which one it is of.
    """
    bare = _SIGNS.sub("", typed)
    is_foreign = bare.startswith(("+", "00"))
    digits = bare.removeprefix("+").removeprefix("00") if is_foreign else bare
    if not (digits.isascii() and digits.isdigit()):
        return None
    if is_foreign:
        return f"+{digits}" if _SHORTEST <= len(digits) <= _LONGEST and digits[0] != "0" and _fits(digits) else None
    if len(digits) == _EIGHT and digits[0] not in "01":
        return f"+{MALI}{digits}"
    is_whole = len(digits) == len(MALI) + _EIGHT and digits.startswith(MALI)
    return f"+{digits}" if is_whole else None


def _fits(digits: str) -> bool:
    """Say whether a number of Mali has its eight digits; of other countries it is not known here."""
    return not digits.startswith(MALI) or len(digits) == len(MALI) + _EIGHT


def phone_said(kept: str) -> str:
    """Return a number as people read it: "76 12 34 56" of Mali, "+225 07 08 09 10 11" of another country."""
    if kept.startswith(f"+{MALI}") and len(kept) == 1 + len(MALI) + _EIGHT:
        return _in_pairs(kept[1 + len(MALI) :])
    return f"{kept[:4]} {_in_pairs(kept[4:])}" if kept.startswith("+") and kept[1:].isdigit() else kept


def _in_pairs(digits: str) -> str:
    odd = len(digits) % 2
    pairs = [digits[: 2 + odd], *(digits[at : at + 2] for at in range(2 + odd, len(digits), 2))]
    return "\u00a0".join(pairs)


def ways_to_type(kept: str) -> list[str]:
    """Return the digits by which a number may be looked for, with its country and without; [] for no number."""
    number = as_e164(kept)
    if number is None:
        return []
    digits = number[1:]
    return [digits, digits.removeprefix(MALI)] if digits.startswith(MALI) else [digits]
