"""Kits: what belongs to one, what of it is for her, and checking it off as one act."""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from centre_app.agenda import CHILDREN_ALONG
from centre_app.casework.house import check_filled
from centre_app.casework.stock.handing_out import Gift, HandedOut, hand_out
from centre_app.casework.stock.recipients import Recipient, in_the_house, may_be_of
from centre_app.choices.keys import KitKind
from centre_app.records import Distribution, Item, KitLine, PersonLink, Stay
from centre_app.register import Register

BABY_UNTIL = 2  # years; whose mother gets what a baby needs
_SEX_OF_RULE = {"girls": "female", "boys": "male"}


@dataclass(frozen=True, slots=True, kw_only=True)
class KitThing:
    """One thing of a kit as it concerns her: how many are hers, how many of them she has."""

    item: Item
    kit: str
    wanted: int
    handed: int

    @property
    def lacking(self) -> int:
        return max(self.wanted - self.handed, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class HerKit:
    """Somebody of the house and her kit."""

    recipient: Recipient
    things: Sequence[KitThing]

    @property
    def is_complete(self) -> bool:
        return all(not thing.lacking for thing in self.things)


def contents(register: Register, kit: str) -> list[KitLine]:
    """Return the lines of a kit, whose things are still in the catalogue."""
    items = {item.id for item in register.find_open(Item)}
    return [line for line in register.find_open(KitLine, kit=kit) if line.item_id in items]


def keep_line(register: Register, line: KitLine) -> KitLine:
    """Save a line of a kit. Raises NotSaved without a kit, a thing and a number."""
    check_filled(line)
    return register.save(line, action="stock")[0]


def take_out(register: Register, line: KitLine) -> None:
    """Let a thing belong to a kit no longer."""
    register.void(line, reason="no longer in the kit")


def is_for(line: KitLine, recipient: Recipient, *, on: date) -> bool:
    """Say whether a line of a kit is for somebody; who is of no known age or sex gets what anybody may get."""
    sex = _SEX_OF_RULE.get(line.sex_rule or "")
    if sex is not None and recipient.sex not in (None, sex):
        return False
    return may_be_of(recipient.birth, line.age_min, line.age_max, on=on)


def kits_of(
    register: Register, kit: str, recipients: Sequence[Recipient], *, among: Sequence[Recipient]
) -> list[HerKit]:
    """Return the kit of each of these, with what she was given of it since she came; their babies are `among` the house."""
    items = {item.id: item for item in register.find_open(Item)}
    lines = contents(register, kit)
    for_babies = contents(register, KitKind.BABY) if kit == KitKind.ENTRY else []
    babies = _babies(register, among) if for_babies else {}
    given = _given(register, recipients)
    found = []
    for one in recipients:
        wanted: dict[tuple[str, str], int] = {}
        for line in lines:
            if is_for(line, one, on=register.today):
                wanted[line.item_id, kit] = wanted.get((line.item_id, kit), 0) + (line.quantity or 1)
        for line in for_babies if babies.get(one.case_id) else ():
            wanted[line.item_id, KitKind.BABY] = (line.quantity or 1) * babies[one.case_id]
        things = [
            KitThing(item=items[item_id], kit=of_kit, wanted=n, handed=given.get((one.case_id, item_id, of_kit), 0))
            for (item_id, of_kit), n in wanted.items()
        ]
        found.append(HerKit(recipient=one, things=things))
    return found


def _given(register: Register, recipients: Sequence[Recipient]) -> dict[tuple[str, str, str], int]:
    """Return how many of each thing they got as part of a kit since they came."""
    since = {one.case_id: one.stay.admitted_on for one in recipients}
    given: dict[tuple[str, str, str], int] = {}
    for one in register.find_open(Distribution, case_id=list(since)) if since else []:
        came = since[one.case_id]
        if one.kit and one.given_on and came and one.given_on >= came:
            key = (one.case_id, one.item_id, one.kit)
            given[key] = given.get(key, 0) + (one.quantity or 0)
    return given


def _babies(register: Register, recipients: Sequence[Recipient]) -> dict[str, int]:
    """Return how many babies each mother has with her in the house."""
    small = {
        one.stay.person_id
        for one in recipients
        if one.stay.admission_type in CHILDREN_ALONG
        and one.birth is not None
        and may_be_of(one.birth, None, BABY_UNTIL, on=register.today)
    }
    case_of = {one.stay.person_id: one.case_id for one in recipients}
    links = register.find_open(PersonLink, to_person_id=list(small), relation="mother") if small else []
    babies: dict[str, int] = {}
    for link in links:
        if link.from_person_id in case_of:
            mother = case_of[link.from_person_id]
            babies[mother] = babies.get(mother, 0) + 1
    return babies


def kit_of(register: Register, kit: str, case_id: str) -> HerKit | None:
    """Return the kit of one of the house; None where she is not in it."""
    everybody = in_the_house(register, register.today)
    hers = [one for one in everybody if one.case_id == case_id]
    return next(iter(kits_of(register, kit, hers, among=everybody)), None)


def who_lacks(register: Register, kit: str = KitKind.ENTRY) -> list[HerKit]:
    """Return who of the house still lacks something of a kit, those who came first on top.

    Of the entry kit: whoever is not answered for in her stay. What small children need stands in their mother's kit.
    """
    everybody = in_the_house(register, register.today)
    asked = [
        one
        for one in everybody
        if one.stay.admission_type not in CHILDREN_ALONG and (kit != KitKind.ENTRY or not _is_answered(one.stay))
    ]
    own = kits_of(register, kit, asked, among=everybody)
    waiting = [her for her in own if not her.is_complete or (kit == KitKind.ENTRY and not her.things)]
    return sorted(waiting, key=lambda her: her.recipient.stay.admitted_on or date.max)


def _is_answered(stay: Stay) -> bool:
    return bool(stay.entry_kit_done) or "entry_kit_done" in stay.missing


def _with_its_kit(stay: Stay) -> Stay:
    """Return a stay of which the entry kit was given; why it was not is no question any more."""
    reasons = {name: why for name, why in stay.missing.items() if name != "entry_kit_done"}
    return dataclasses.replace(stay, entry_kit_done=True, missing=reasons)


def hand_kit(
    register: Register,
    her: HerKit,
    ticked: Mapping[tuple[str, str], int],
    *,
    on: date,
    by: str | None,
    receipt_mode: str | None,
    is_all: bool = False,
) -> HandedOut | None:
    """Write what she was given of a kit as one act; `ticked` says how many by (thing, kit).

    Once nothing of it is lacking, or when `is_all` says that she gets no more, her stay says that the entry kit was given.
    """
    case_id = her.recipient.case_id
    gifts = [
        Gift(case_id=case_id, item_id=item_id, quantity=n, receipt_mode=receipt_mode, kit=kit)
        for (item_id, kit), n in ticked.items()
        if n
    ]
    lacking = any(thing.lacking > ticked.get((thing.item.id, thing.kit), 0) for thing in her.things)
    stay = _with_its_kit(her.recipient.stay)
    is_done = not her.recipient.stay.entry_kit_done and (is_all or not lacking)
    follows = [stay] if is_done and any(thing.kit == KitKind.ENTRY for thing in her.things) else []
    if not gifts:
        if follows:
            register.save(stay, action="hand_out")
        return None
    return hand_out(register, gifts, on=on, by=by, with_them=follows)


def hand_whole_kits(register: Register, kits: Mapping[str, str], *, kit: str, on: date, by: str | None) -> HandedOut:
    """Give all that is lacking of a kit to several, as one act; `kits` says by case how each confirmed it."""
    everybody = in_the_house(register, on)
    chosen = kits_of(register, kit, [one for one in everybody if one.case_id in kits], among=everybody)
    gifts = [
        Gift(
            case_id=her.recipient.case_id,
            item_id=thing.item.id,
            quantity=thing.lacking,
            receipt_mode=kits[her.recipient.case_id],
            kit=thing.kit,
        )
        for her in chosen
        for thing in her.things
        if thing.lacking
    ]
    stays = [_with_its_kit(her.recipient.stay) for her in chosen]
    return hand_out(register, gifts, on=on, by=by, with_them=stays if kit == KitKind.ENTRY else ())
