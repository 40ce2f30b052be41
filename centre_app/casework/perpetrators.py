"""Somebody accused in several files: how often a name comes up, and never in whose file."""

from collections.abc import Sequence

from centre_app.folding import fold
from centre_app.records import AllegedPerpetrator
from centre_app.register import Register


def named_elsewhere(register: Register, perpetrators: Sequence[AllegedPerpetrator]) -> dict[str, int]:
    """Return in how many other files the same name was told, by the id of each of these; only where it was in some.

    A name is the same when its words are, whatever their order, accents or case. Which files they are is not said: who
    has a right to read them finds them.
    """
    if not any(one.name for one in perpetrators):
        return {}
    files: dict[frozenset[str], set[str]] = {}
    for one in register.find_open(AllegedPerpetrator):
        files.setdefault(_words(one), set()).add(one.case_id)
    counts = {one.id: len(files.get(_words(one), set()) - {one.case_id}) for one in perpetrators if one.name}
    return {record_id: count for record_id, count in counts.items() if count}


def _words(one: AllegedPerpetrator) -> frozenset[str]:
    return frozenset(fold(one.name or "").split())
