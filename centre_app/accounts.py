"""The people at the laptop: adding one, her passphrase, her roles, and taking her keys back.

Who somebody is stands in a StaffMember record; what she can open stands in the key file. A verb here writes the key file
first where something is taken away and last where something is given, so that a power cut leaves nobody with more than
she should have. What was done is told in history with the same opening at the latest (register.remember_key_file).

A verb that gives somebody a passphrase returns it: five words, to be printed on a slip, handed over and changed at once.
"""

import dataclasses
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from centre_app import new_keys, passphrases
from centre_app.exchange.envelope import new_age_key
from centre_app.exchange.partners import AGE
from centre_app.language import N_
from centre_app.problems import Problem, TooWeak
from centre_app.questions import CENTRE_COMPARTMENTS, HEADQUARTERS_COMPARTMENTS, moment_text
from centre_app.records import StaffMember
from centre_app.register import Register, as_problems
from centre_app.roles import COMPARTMENTS_OF, compartments_of, keeps_own, roles_at
from db import making, rekeying, tries
from db.errors import WrongPassphrase
from db.key_content import PersonSlot
from db.key_ring import CompartmentKey
from db.keys import SIGNING, Argon2Cost, new_signing_key

SHOWN_AS = ("full", "first", "code")
FULL, FIRST, CODE = SHOWN_AS


class LastDirector(Problem):
    message = N_("The last director keeps the keys: without them, nobody could let anybody in any more.")
    advice = N_("Make somebody else director first.")


class NotOneself(Problem):
    message = N_("Nobody takes their own keys away.")
    advice = N_("Ask the other director to do it.")


class WhoAndWhat(Problem):
    message = N_("A name and at least one role are needed: they say what this person can open.")
    advice = N_("Fill in both, then go on.")


class HasNoKey(Problem):
    message = N_("This person has no key to the register.")
    advice = N_("Give them one first.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """Whether somebody can open a compartment, and the roles that give it to her.

    `is_owed`: her roles need it, and nobody who holds the key has been here since to hand it on.
    """

    compartment: str
    because: tuple[str, ...]
    is_open: bool

    @property
    def is_owed(self) -> bool:
        return bool(self.because) and not self.is_open


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One person as the page of people shows her. `slot` is None for somebody who never had a key, or has none left."""

    member: StaffMember
    slot: PersonSlot | None
    openings: tuple[Opening, ...]

    @property
    def may_enter(self) -> bool:
        return self.slot is not None and self.slot.may_enter

    @property
    def is_suspended(self) -> bool:
        return self.slot is not None and self.slot.is_suspended


def accounts(register: Register) -> list[Account]:
    """Return everybody of this house with what she can open and why, those who may enter first, then by name."""
    slots = {slot.id: slot for slot in register.keys.key_file.content.people}
    found = [_account(register, member, slots.get(member.id)) for member in register.find(StaffMember)]
    return sorted(found, key=lambda one: (not one.may_enter, one.member.name or ""))


def who_opens(people: Iterable[Account], compartment: str) -> list[StaffMember]:
    """Return those who can open a compartment today: they hand its key on, and change it, when they unlock."""
    return [
        one.member
        for one in people
        if any(opening.compartment == compartment and opening.is_open for opening in one.openings)
    ]


def keepers(people: Iterable[Account]) -> list[StaffMember]:
    """Return those who keep the register's own keys and can enter: the director, and the deputy where there is one."""
    return [one.member for one in people if one.may_enter and one.slot is not None and one.slot.keeps_own]


def _account(register: Register, member: StaffMember, slot: PersonSlot | None) -> Account:
    slot = slot if slot is not None and slot.passphrase is not None else None
    roles = slot.roles if slot else tuple(sorted(member.roles or ()))
    openings = tuple(
        Opening(
            compartment=compartment,
            because=tuple(role for role in roles if compartment in COMPARTMENTS_OF[role]) if slot else (),
            is_open=slot is not None and slot.may_enter and compartment in slot.wrapped,
        )
        for compartment in _all_compartments(register)
    )
    return Account(member=member, slot=slot, openings=openings)


def _all_compartments(register: Register) -> tuple[str, ...]:
    return HEADQUARTERS_COMPARTMENTS if register.is_headquarters else CENTRE_COMPARTMENTS


# --- letting in --------------------------------------------------------------------------------------------------


def add_person(register: Register, member: StaffMember) -> str:
    """Write down somebody new, or somebody who has no key yet, and give her one. Return her first passphrase.

    Raises WhoAndWhat, OnlyTheDirector, NotSaved or a DiskProblem.
    """
    _check_complete(register, member)
    with as_problems():
        _ = register.keys.authority
    (saved,) = register.save(member)
    return _give_keys(register, saved, action="add_person")


def reset(register: Register, staff_id: str) -> str:
    """Give somebody who has forgotten her passphrase new keys under a new one, which is returned.

    Also how a deputy lets the director in again. Raises OnlyTheDirector, HasNoKey or NotOneself.
    """
    if staff_id == register.who:
        raise NotOneself
    _slot(register, staff_id)
    return _give_keys(register, _member(register, staff_id), action="reset")


def _check_complete(register: Register, member: StaffMember) -> None:
    known = set(roles_at(headquarters=register.is_headquarters))
    if not (member.name or "").strip() or not member.roles or not member.roles <= known:
        raise WhoAndWhat


def _give_keys(register: Register, member: StaffMember, *, action: str) -> str:
    passphrase, keys = passphrases.propose(), register.keys
    roles = sorted(member.roles or ())
    former = next((slot for slot in keys.key_file.content.people if slot.id == member.id), None)
    with as_problems():
        slot = keys.new_person(
            member.id,
            shown=shown_name(member, keys.key_file.register.shown_as),
            roles=roles,
            compartments=compartments_of(roles),
            keeps_own=keeps_own(roles),
            passphrase=passphrase,
            cost=cost_here(register),
            former=former,
        )
    _put(register, slot, action=action)
    return passphrase


def _database_made(folder: Path) -> Callable[[CompartmentKey], object]:
    return lambda key: making.create_compartment(folder, key.name, key.sqlcipher)


def cost_here(register: Register) -> Argon2Cost:
    """Return what a guess at a passphrase costs here: what was measured for whoever is at the laptop."""
    slot = register.keys.slot.passphrase
    return slot.cost if slot else Argon2Cost()


# --- one's own passphrase ----------------------------------------------------------------------------------------


def change_own_passphrase(register: Register, old: str, new: str) -> None:
    """Change the passphrase of who is at the laptop. Raises WrongPassphrase for the old one, TooWeak for the new.

    Wrong ones cost a growing wait, as at the door: MustWait.
    """
    if old == new:
        raise TooWeak
    _check_strong(register, new)
    now = register.now.timestamp()
    with as_problems():
        tries.check_may_try(register.folder, now=now)
        try:
            register.keys.change_passphrase(old=old, new=new, cost=cost_here(register), at=moment_text(register.now))
        except WrongPassphrase:  # somebody may be guessing at a laptop that was left open
            tries.remember_failure(register.folder, register.who, now=now)
            raise
        tries.remember_success(register.folder)
        register.remember_key_file()


def choose_own_passphrase(register: Register, new: str) -> None:
    """Put a passphrase of one's own in the place of the one from the slip, which it must not be. Raises TooWeak.

    Only whoever must change hers is let do so without the present one: she has typed it a moment ago.
    """
    _check_strong(register, new)
    with as_problems():
        if register.keys.is_passphrase(new):
            raise TooWeak
        register.keys.choose_passphrase(new, cost_here(register), at=moment_text(register.now))
        register.remember_key_file()


def names_around(register: Register) -> list[str]:
    """Return what whoever guesses at the passphrase of who is here would try first."""
    member = register.get(StaffMember, register.who)
    return [register.keys.key_file.register.name, (member.name or "") if member else ""]


def _check_strong(register: Register, new: str) -> None:
    if passphrases.weakness_of(new, known=names_around(register)):
        raise TooWeak


# --- taking away -------------------------------------------------------------------------------------------------


def suspend(register: Register, staff_id: str) -> None:
    """Keep somebody out until she is let in again; her passphrase stays. Raises LastDirector or NotOneself."""
    slot = _slot_of_another(register, staff_id)
    _put(register, dataclasses.replace(slot, is_suspended=True), action="suspend")


def let_in_again(register: Register, staff_id: str) -> None:
    """End a suspension."""
    _put(register, dataclasses.replace(_slot(register, staff_id), is_suspended=False), action="let_in_again")


def change_roles(register: Register, member: StaffMember, *, told: rekeying.Told = rekeying.nobody) -> None:
    """Save what somebody does here now. Keys that her roles need no more are changed, as when she leaves."""
    try:
        begin_to_change_roles(register, member)
    finally:
        new_keys.bring_to_new_keys(register, told)


def begin_to_change_roles(register: Register, member: StaffMember) -> None:
    """Do all of that but encrypt the databases anew, where that is owed (new_keys.py)."""
    _check_complete(register, member)
    slot, roles = _slot(register, member.id), sorted(member.roles)
    changed = dataclasses.replace(
        slot,
        roles=tuple(roles),
        compartments=compartments_of(roles),
        keeps_own=keeps_own(roles),
        shown=shown_name(member, register.keys.key_file.register.shown_as),
    )
    lost = set(slot.compartments) - set(changed.compartments)
    had_own = slot.keeps_own > changed.keeps_own
    if had_own:
        _check_not_the_last(register, member.id)
    if lost or had_own:
        _take_back(register, changed, lost, had_own=had_own, action="change_roles")
    else:
        _put(register, changed, action="change_roles")
    register.save(member)


def loses_keys(register: Register, member: StaffMember) -> bool:
    """Say whether what somebody does here now needs fewer keys than she has: these are changed then."""
    slot, roles = _slot(register, member.id), sorted(member.roles)
    return bool(set(slot.compartments) - set(compartments_of(roles))) or slot.keeps_own > keeps_own(roles)


def revoke(register: Register, staff_id: str, *, told: rekeying.Told = rekeying.nobody) -> None:
    """Take somebody's keys for good, and change every key that she has had in her hands.

    `told` hears the name of each compartment while it is encrypted anew. What nobody here can open is changed by the
    next who can; until then the page of people says so. Raises LastDirector, NotOneself, OnlyTheDirector or HasNoKey.
    """
    try:
        begin_to_revoke(register, staff_id)
    finally:
        new_keys.bring_to_new_keys(register, told)


def begin_to_revoke(register: Register, staff_id: str) -> None:
    """Do all of that but encrypt the databases anew, which is owed afterwards (new_keys.py).

    That she left is written down before: a cut in that long part must not leave her among those who work here.
    """
    slot = _slot_of_another(register, staff_id)
    gone = dataclasses.replace(
        slot, passphrase=None, is_suspended=False, roles=(), compartments=(), keeps_own=False, must_change=False
    )
    _take_back(register, gone, slot.compartments, had_own=slot.keeps_own, action="revoke")
    member = register.get(StaffMember, staff_id)
    if member is not None and (member.active_to is None or member.active_to > register.today):
        register.save(dataclasses.replace(member, active_to=register.today))


def check_may_go(register: Register, staff_id: str) -> None:
    """Raise what `revoke` and `suspend` would: LastDirector, NotOneself or HasNoKey."""
    _slot_of_another(register, staff_id)


def keys_still_to_change(register: Register) -> tuple[str, ...]:
    """Return the compartments whose key was known to somebody who left, and waits for somebody who can change it."""
    entries = register.keys.key_file.content.compartments
    return tuple(name for name, entry in entries.items() if entry.coming)


def _take_back(
    register: Register, slot: PersonSlot, compartments: Collection[str], *, had_own: bool, action: str
) -> None:
    with as_problems():
        rekeying.check_room(register.folder, compartments)
        register.keys.take_back(
            slot,
            compartments,
            own=_new_own_secrets(register) if had_own else None,
            action=action,
            at=moment_text(register.now),
        )


def _new_own_secrets(register: Register) -> dict[str, tuple[str, bytes]]:
    """Make new keys for what the register signs and reads, because a director has had the present ones in her hands."""
    secrets = {SIGNING: new_signing_key()}
    if AGE in register.keys.key_file.content.own:
        made = new_age_key()
        secrets[AGE] = (made.recipient, made.identity.encode("ascii"))
    return secrets


def _put(register: Register, slot: PersonSlot, *, action: str) -> None:
    with as_problems():
        register.keys.put_person(
            slot, action=action, at=moment_text(register.now), made=_database_made(register.folder)
        )
        register.remember_key_file()


def _slot(register: Register, staff_id: str) -> PersonSlot:
    for slot in register.keys.key_file.content.people:
        if slot.id == staff_id and slot.passphrase is not None:
            return slot
    raise HasNoKey


def _slot_of_another(register: Register, staff_id: str) -> PersonSlot:
    slot = _slot(register, staff_id)
    if slot.keeps_own:
        _check_not_the_last(register, staff_id)
    if staff_id == register.who:
        raise NotOneself
    return slot


def _check_not_the_last(register: Register, staff_id: str) -> None:
    others = [one for one in register.keys.key_file.people if one.keeps_own and one.id != staff_id]
    if not others:
        raise LastDirector


def _member(register: Register, staff_id: str) -> StaffMember:
    member = register.get(StaffMember, staff_id)
    if member is None:
        raise HasNoKey
    return member


# --- how people are named at the door ----------------------------------------------------------------------------


def shown_name(member: StaffMember, shown_as: str) -> str:
    """Return how somebody is named before anybody unlocks: nothing else of her stands outside the register."""
    name = (member.name or "").strip()
    if shown_as == CODE and member.staff_code:
        return member.staff_code
    if shown_as == FIRST and name:
        return name.split()[0]
    return name or (member.staff_code or "")


def show_people_as(register: Register, shown_as: str) -> None:
    """Choose between full name, first name and staff code at the door. Raises OnlyTheDirector."""
    names = {member.id: shown_name(member, shown_as) for member in register.find(StaffMember)}
    with as_problems():
        register.keys.put_shown(shown_as, names, at=moment_text(register.now))
        register.remember_key_file()
