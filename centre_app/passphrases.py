"""Passphrases that the program proposes, what it accepts of one's own, and eight words that stand for a key.

The 2,048 words are plain French, four to nine letters long, without accents, and no two of them are one letter apart,
so that they survive a telephone, a hurried hand and any keyboard. Each is worth 11 bits.
"""

import secrets
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from centre_app.language import N_

WORDS = Path(__file__).with_name("passphrase_words.txt")
WORDS_IN_A_PASSPHRASE = 5
WORDS_IN_A_FINGERPRINT = 8
BITS_IN_A_WORD = 11

SHORTEST = 12
WEAKEST_SCORE = 3  # of zxcvbn's 0 to 4: safe against somebody who has the file and guesses offline, slowly
LONGEST_LOOKED_AT = 72  # zxcvbn takes no more

TOO_SHORT = N_("The passphrase is too short: it needs at least 12 characters.")
TOO_EASY = N_("This passphrase is too easy to guess. Add words that have nothing to do with each other.")


@cache
def words() -> tuple[str, ...]:
    """Return the 2,048 words in the order of the alphabet."""
    return tuple(WORDS.read_text("ascii").split())


def propose() -> str:
    """Return a new passphrase of five words, 55 bits."""
    return " ".join(secrets.choice(words()) for _ in range(WORDS_IN_A_PASSPHRASE))


def weakness_of(passphrase: str, *, known: Iterable[str] = ()) -> str | None:
    """Return the message that says why a passphrase of one's own is too weak, or None when it is strong enough.

    `known` are words that whoever guesses would try first: the names of the centre and of the person.
    """
    if len(passphrase) < SHORTEST:
        return TOO_SHORT
    from zxcvbn import zxcvbn  # late: 0.1 s, and only when somebody chooses a passphrase

    together = "".join(passphrase.split())  # it takes a space between words for a surprise
    score = zxcvbn(together[:LONGEST_LOOKED_AT], user_inputs=[*known, *words()])["score"]
    return TOO_EASY if score < WEAKEST_SCORE else None


def words_of(digest: bytes) -> tuple[str, ...]:
    """Return the eight words that two people read to each other: the first 88 bits of a key's digest."""
    bits = int.from_bytes(digest[: WORDS_IN_A_FINGERPRINT * BITS_IN_A_WORD // 8], "big")
    last = WORDS_IN_A_FINGERPRINT - 1
    numbers = (bits >> BITS_IN_A_WORD * (last - place) & 0x7FF for place in range(WORDS_IN_A_FINGERPRINT))
    return tuple(words()[number] for number in numbers)
