"""What can be changed in a key file, each change as a function from one content to the next.

Who is to open what is *said* in a person's slot, under the authority's signature; what is *wrapped* to her follows from
it in one place, `handed_out`. So adding somebody, giving her another role, taking a key back and setting up recovery are
all the same two steps: say it, then hand out. Whoever holds a key can hand it out to those who are signed; only the
authority says who they are.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from db.key_content import (
    SALT_BYTES,
    Authority,
    ComingKey,
    CompartmentEntry,
    Content,
    FormerKey,
    KeyAct,
    OwnKey,
    PersonSlot,
    RecoverySlot,
    RegisterEntry,
    Succession,
    Wrapped,
    WrappedKey,
    context,
    signed_part_of_key,
    signed_part_of_person,
    signed_part_of_recovery,
    signed_part_of_succession,
)
from db.key_ring import AUTHORITY, CompartmentKey, KeyRing
from db.locks import is_signed, random_bytes, random_key, shut, wrap

MOST_ACTS = 200  # far more than can be done to keys between two openings


# --- saying who may open what ------------------------------------------------------------------------------------


def with_person(content: Content, person: PersonSlot, authority: Ed25519PrivateKey) -> Content:
    """Return the content with this person in it, signed: a new one last, one known before in her place."""
    signed = replace(person, signature=authority.sign(signed_part_of_person(content.register.id, person)))
    return with_slot(content, signed)


def with_slot(content: Content, slot: PersonSlot) -> Content:
    """Return the content with a slot as it is: what nobody signs has changed in it."""
    if all(each.id != slot.id for each in content.people):
        return replace(content, people=(*content.people, slot))
    return replace(content, people=tuple(slot if each.id == slot.id else each for each in content.people))


def with_register(content: Content, register: RegisterEntry, authority: Ed25519PrivateKey) -> Content:
    """Return the content with another entry of the register."""
    return _signed(replace(content, register=register), authority)


def recovery_slot(content: Content, slot_id: str, public: bytes, authority: Ed25519PrivateKey) -> RecoverySlot:
    """Return a way to recover, signed; the keys are wrapped to it when they are handed out."""
    return _signed_recovery(content, RecoverySlot(id=slot_id, agreement=public), authority)


def _signed_recovery(content: Content, slot: RecoverySlot, authority: Ed25519PrivateKey) -> RecoverySlot:
    return replace(slot, signature=authority.sign(signed_part_of_recovery(content.register.id, slot)))


def _with_each_recovery(content: Content, changed: Callable[[RecoverySlot], RecoverySlot]) -> Content:
    recovery = replace(
        content.recovery,
        paper=tuple(map(changed, content.recovery.paper)),
        headquarters=tuple(map(changed, content.recovery.headquarters)),
    )
    return replace(content, recovery=recovery)


def is_trusted(content: Content, slot: PersonSlot | RecoverySlot) -> bool:
    """Whether the authority signed these public keys: ones put in by hand are never wrapped to."""
    register_id, public = content.register.id, content.authority.public
    part = (
        signed_part_of_person(register_id, slot)
        if isinstance(slot, PersonSlot)
        else signed_part_of_recovery(register_id, slot)
    )
    return is_signed(part, slot.signature, public)


# --- handing out -------------------------------------------------------------------------------------------------


def handed_out(content: Content, ring: KeyRing) -> Content:
    """Return the content in which each slot has what it is to have, as far as this ring holds it, and nothing else."""
    people = tuple(_person_given(content, person, ring) for person in content.people)
    return replace(_with_each_recovery(content, lambda slot: _recovery_given(content, slot, ring)), people=people)


def _person_given(content: Content, person: PersonSlot, ring: KeyRing) -> PersonSlot:
    if not person.may_enter or not is_trusted(content, person):
        return replace(person, wrapped={}, own={})
    wrapped = _wrapped_to(content, person.agreement, person.compartments, person.wrapped, ring)
    own = _own_wrapped_to(content, person.agreement, person.own, ring) if person.keeps_own else {}
    return replace(person, wrapped=wrapped, own=own)


def _recovery_given(content: Content, slot: RecoverySlot, ring: KeyRing) -> RecoverySlot:
    if not is_trusted(content, slot):
        return replace(slot, wrapped={}, own={})
    wrapped = _wrapped_to(content, slot.agreement, content.compartments, slot.wrapped, ring)
    return replace(slot, wrapped=wrapped, own=_own_wrapped_to(content, slot.agreement, slot.own, ring))


def _wrapped_to(content: Content, public: bytes, names: Iterable[str], before: Wrapped, ring: KeyRing) -> Wrapped:
    """Wrap the present key and those coming of each name, as far as they are held; keep what was wrapped before."""
    wrapped = {}
    for name in names:
        if name not in content.compartments:
            continue
        entry = content.compartments[name]
        needed = {entry.generation, *(key.generation for key in entry.coming)}
        kept = {each.generation: each for each in before.get(name, ()) if each.generation in needed}
        for key in ring.all_of(name) if name in ring.present else ():
            if key.generation in needed and key.generation not in kept:
                purpose = context(content.register.id, "compartment", name, key.generation)
                kept[key.generation] = WrappedKey(generation=key.generation, sealed=wrap(key.raw, public, purpose))
        if entry.generation in kept:  # a coming key alone opens nothing yet
            wrapped[name] = tuple(kept[generation] for generation in sorted(kept))
    return wrapped


def _own_wrapped_to(content: Content, public: bytes, before: Wrapped, ring: KeyRing) -> Wrapped:
    wrapped = {}
    for name, own in content.own.items():
        kept = tuple(each for each in before.get(name, ()) if each.generation == own.generation)
        if not kept and name in ring.own_secrets:
            purpose = context(content.register.id, "own", name, own.generation)
            sealed = wrap(ring.own_secrets[name], public, purpose)
            kept = (WrappedKey(generation=own.generation, sealed=sealed),)
        if kept:
            wrapped[name] = kept
    return wrapped


# --- keys of compartments ----------------------------------------------------------------------------------------


def with_new_compartment(content: Content, ring: KeyRing, name: str, authority: Ed25519PrivateKey) -> Content:
    """Return the content with a compartment's first key, which the ring holds from now on."""
    salt = random_bytes(SALT_BYTES)
    key, coming = _new_key(content.register.id, name, 1, salt, authority)
    ring.take(key)
    entry = CompartmentEntry(
        generation=1,
        salt=salt,
        letterbox=coming.letterbox,
        letterbox_box=coming.letterbox_box,
        signature=coming.signature,
    )
    return replace(content, compartments={**content.compartments, name: entry})


def with_coming_keys(content: Content, ring: KeyRing, names: Iterable[str], authority: Ed25519PrivateKey) -> Content:
    """Return the content with a next key for each of these compartments, whether the ring opens them or not.

    A key that the ring cannot use itself is handed out with the others to those who can, and they finish the change.
    """
    entries = dict(content.compartments)
    for name in names:
        entry = entries[name]
        generation = max([entry.generation, *(key.generation for key in entry.coming)]) + 1
        key, coming = _new_key(content.register.id, name, generation, entry.salt, authority)
        entries[name] = replace(entry, coming=(*entry.coming, coming))
        ring.take(key)
    return replace(content, compartments=entries)


def with_key_arrived(content: Content, ring: KeyRing, name: str) -> Content:
    """Return the content in which the last coming key of a compartment is its present one, the others former ones."""
    entry = content.compartments[name]
    newest = entry.coming[-1]
    passed = [key for key in ring.all_of(name) if entry.generation <= key.generation < newest.generation]
    boxes = {entry.generation: entry.letterbox_box, **{key.generation: key.letterbox_box for key in entry.coming}}
    later = ring.newest(name)
    former = list(entry.former)
    for key in sorted(passed, key=lambda each: each.generation, reverse=True):
        purpose = context(content.register.id, "former", name, key.generation)
        former.append(
            FormerKey(
                generation=key.generation,
                box=shut(later.raw, key.raw, purpose),
                letterbox=key.letterbox.public_key().public_bytes_raw(),
                letterbox_box=boxes[key.generation],
            )
        )
        later = key
    arrived = replace(
        entry,
        generation=newest.generation,
        letterbox=newest.letterbox,
        letterbox_box=newest.letterbox_box,
        signature=newest.signature,
        coming=(),
        former=tuple(sorted(former, key=lambda each: each.generation)),
    )
    return replace(content, compartments={**content.compartments, name: arrived})


def _new_key(
    register_id: str, name: str, generation: int, salt: bytes, authority: Ed25519PrivateKey
) -> tuple[CompartmentKey, ComingKey]:
    raw, letterbox = random_key(), X25519PrivateKey.generate()
    key = ComingKey(
        generation=generation,
        letterbox=letterbox.public_key().public_bytes_raw(),
        letterbox_box=shut(raw, letterbox.private_bytes_raw(), context(register_id, "letterbox", name, generation)),
        signature=bytes(64),
    )
    key = replace(key, signature=authority.sign(signed_part_of_key(register_id, name, key, salt)))
    return CompartmentKey(name=name, generation=generation, raw=raw, salt=salt, letterbox=letterbox), key


# --- the register's own keys -------------------------------------------------------------------------------------


def with_own_secrets(
    content: Content, ring: KeyRing, secrets: Mapping[str, tuple[str, bytes]], authority: Ed25519PrivateKey
) -> Content:
    """Return the content with new secrets of the register itself, each with its public half as its user writes it."""
    own = dict(content.own)
    for name, (public, secret) in secrets.items():
        generation = own[name].generation + 1 if name in own else 1
        own[name] = OwnKey(generation=generation, public=public)
        ring.own_secrets[name] = bytearray(secret)
    return _signed(replace(content, own=own), authority)


def with_new_authority(content: Content, ring: KeyRing, authority: Ed25519PrivateKey) -> Content:
    """Return the content under a new authority, signed by the one before: whoever held that is no director any more."""
    new = Ed25519PrivateKey.generate()
    public = new.public_key().public_bytes_raw()
    signature = authority.sign(signed_part_of_succession(content.register.id, public))
    later = (*content.authority.later, Succession(authority=public, signature=signature))
    trusted = [person for person in content.people if is_trusted(content, person)]
    ways_back = {slot.id for slot in content.recovery_slots if is_trusted(content, slot)}
    content = replace(content, authority=Authority(first=content.authority.first, later=later))
    content = with_own_secrets(content, ring, {AUTHORITY: (public.hex(), new.private_bytes_raw())}, new)
    for person in trusted:
        content = with_person(content, person, new)
    content = _with_each_recovery(
        content, lambda slot: _signed_recovery(content, slot, new) if slot.id in ways_back else slot
    )
    entries = {name: _entry_signed(content, name, entry, new) for name, entry in content.compartments.items()}
    return replace(content, compartments=entries)


def _entry_signed(
    content: Content, name: str, entry: CompartmentEntry, authority: Ed25519PrivateKey
) -> CompartmentEntry:
    def sign(key: CompartmentEntry | ComingKey) -> bytes:
        return authority.sign(signed_part_of_key(content.register.id, name, key, entry.salt))

    coming = tuple(replace(key, signature=sign(key)) for key in entry.coming)
    return replace(entry, signature=sign(entry), coming=coming)


def _signed(content: Content, authority: Ed25519PrivateKey) -> Content:
    return replace(content, signature=authority.sign(content.signed_part()))


def with_act(content: Content, *, action: str, person: str, by: str, at: str) -> Content:
    """Return the content that remembers what was done, until history has been told."""
    act = KeyAct(counter=content.counter + 1, action=action, person=person, by=by, at=at)
    return replace(content, acts=(*content.acts, act)[-MOST_ACTS:])
