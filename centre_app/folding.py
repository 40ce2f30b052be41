"""Letters laid flat: text without accents, case or apostrophes, for finding and for sorting.

What is folded is never shown and never stored in place of what was said; it only meets other folded text.
"""

import re
import unicodedata

# Letters that are no "letter + accent" for Unicode, so that taking the accents off leaves them as they are.
# Left: Bambara, Soninke and Fulfulde (ɛ ɔ ɲ ŋ, ɓ ɗ ƴ) with the Latin letter a person without that keyboard types.
_PLAIN_LETTERS = str.maketrans(
    {
        "ɛ": "e",
        "ɔ": "o",
        "ɲ": "ny",
        "ŋ": "ng",
        "ɓ": "b",
        "ɗ": "d",
        "ƴ": "y",
        "œ": "oe",
        "æ": "ae",
        "ø": "o",
        "ı": "i",
        "ł": "l",
    }
)
_APOSTROPHES = "'’‘ʼʻ`´′ʾʿ"
_NO_APOSTROPHES = str.maketrans("", "", _APOSTROPHES)
_BETWEEN_WORDS = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """Return text in plain small letters, one space between words: "N’Diaye  Sɛbɛ" becomes "ndiaye sebe".

    Hyphens and other signs part words as a space does; apostrophes do not, because N’Diaye is one name.
    """
    # Apostrophes go twice: some of them fall apart into a space and an accent, and one comes out of a letter (ŉ).
    letters = without_accents(text.translate(_NO_APOSTROPHES)).translate(_NO_APOSTROPHES)
    return _BETWEEN_WORDS.sub(" ", letters).strip()


def without_accents(text: str) -> str:
    """Return text without accents and case, signs kept: for sorting, where "L’an" and "Lan" differ in the end."""
    if text.isascii():
        return text.lower()
    # Taken apart twice: a capital of mathematics is a letter only after the first time.
    small = unicodedata.normalize("NFKD", text).casefold().translate(_PLAIN_LETTERS)
    return "".join(sign for sign in unicodedata.normalize("NFKD", small) if not unicodedata.combining(sign))
