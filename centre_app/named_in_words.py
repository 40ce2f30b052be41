"""People of the register named in words that will leave with everybody's numbers, whether they agreed to be named or not (V27)."""

from collections.abc import Iterable, Iterator

from centre_app.as_stored import AsStored
from centre_app.folding import fold
from centre_app.phones import phone_numbers_in
from centre_app.records import PersonName

FEWEST_LETTERS = 3  # shorter names are words as well

Pair = tuple[str, str]  # two folded words that stand side by side


def people_named_in(stored: AsStored, words: str) -> frozenset[str]:
    """Return the persons whose full names stand in words."""
    if not words or not stored.can_open(PersonName):
        return frozenset()
    said = fold(words).split()
    pairs = set(zip(said, said[1:], strict=False))
    rows = stored.rows(PersonName, ("person_id", "given", "family"))
    return frozenset(row["person_id"] for row in rows if not pairs.isdisjoint(pairs_of(row["given"], row["family"])))


def may_point_at_somebody(stored: AsStored, words: str | None) -> bool:
    """Say whether words name somebody of the register, or hold a phone number."""
    return bool(phone_numbers_in(words or "") or people_named_in(stored, words or ""))


def pairs_of(given: str | None, family: str | None) -> Iterator[Pair]:
    """Yield a full name as two words, in either order."""
    for one in _words(given):
        for other in _words(family):
            yield from ((one, other), (other, one))


def _words(name: str | None) -> Iterable[str]:
    return (word for word in fold(name or "").split() if len(word) >= FEWEST_LETTERS)
