"""What the house keeps for her: handed in when she comes, given back when she asks for it or leaves, or why not."""

import dataclasses
from collections.abc import Iterable, Sequence

from centre_app.choices import choices
from centre_app.language import N_, Language
from centre_app.records import Belonging, Exit, Stay
from centre_app.register import Register

MONEY = "money"
ACT = "belongings"  # what history calls it


def write_down(register: Register, things: Sequence[Belonging]) -> list[Belonging]:
    """Write what she handed in, or what became of it, as one act. Raises NotSaved."""
    saved = register.save(*things, action=ACT) if things else []
    return [one for one in saved if isinstance(one, Belonging)]


def things_of(register: Register, stay: Stay) -> list[Belonging]:
    """Return everything handed in during a stay, the oldest first."""
    return register.find_open(Belonging, stay_id=stay.id)


def is_kept(thing: Belonging) -> bool:
    """Say whether the house still has a thing: neither given back nor given up with a reason."""
    return thing.returned_on is None and not (thing.not_returned or "").strip()


def still_kept(things: Iterable[Belonging]) -> list[Belonging]:
    return [thing for thing in things if is_kept(thing)]


def money_in(things: Iterable[Belonging]) -> int:
    """Return how much money is among things, in francs."""
    return sum(thing.value_fcfa or 0 for thing in things if thing.kind == MONEY)


def confirmed_alike(things: Sequence[Belonging], *, mode: str | None) -> list[Belonging]:
    """Return things as they are given back together: she confirms once for all that she has now."""
    return [dataclasses.replace(thing, return_mode=mode if thing.returned_on is not None else None) for thing in things]


def said_on_exit(left: Exit, things: Iterable[Belonging]) -> Exit:
    """Return an exit that says whether she has everything back; of a stay without things, what somebody answered."""
    of_stay = [thing for thing in things if thing.stay_id == left.stay_id]
    if not of_stay:
        return left
    has_all = all(thing.returned_on is not None for thing in of_stay)
    missing = {name: why for name, why in left.missing.items() if name != "belongings_returned"}
    return dataclasses.replace(left, belongings_returned=has_all, missing=missing)


def thing_said(thing: Belonging, language: Language) -> str:
    """Return "Téléphone · Nokia noir", "Argent · 25 000 FCFA", "Vêtements · 3 × pagne"."""
    kind = choices("belonging_kind").label(thing.kind, language)
    what = thing.description or ""
    if thing.kind != MONEY and (thing.quantity or 1) != 1 and what:
        what = language.say(N_("{n} × {what}"), n=thing.quantity, what=what)
    worth = language.amount(thing.value_fcfa) if thing.value_fcfa is not None else ""
    return " · ".join(part for part in (kind, what, worth) if part)
