"""The things of the store: a first list that every house can start from, and what of it belongs to which kit.

Names and units are saved in the language in which somebody takes them over; from then on they are the house's own words.
"""

import dataclasses
from collections.abc import Collection
from dataclasses import dataclass

from centre_app.casework.house import check_filled
from centre_app.choices.keys import KitKind
from centre_app.folding import fold
from centre_app.language import N_, Language, available
from centre_app.records import Item, KitLine
from centre_app.register import Register

PIECE, PAIR, PACKET, KILO, LITRE, BOX = (
    N_("piece"), N_("pair"), N_("packet"), N_("kilo"), N_("litre"), N_("box"),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """One thing of the first list. `kits` says how many belong to which kit, for which sex and from which age on."""

    key: str
    name: str
    category: str
    unit: str = PIECE
    least: int | None = None
    is_perishable: bool = False
    kits: tuple[tuple[str, int, str | None, int | None], ...] = ()


ENTRY, BABY, DIGNITY, SCHOOL, EXIT = KitKind.ENTRY, KitKind.BABY, "dignity", "school", KitKind.EXIT
_WOMAN = ("girls", 11)  # for whom pads belong to a kit
_ALL = (None, None)

FIRST_LIST = (
    Offered(key="soap", name=N_("Soap"), category="soap", least=40, kits=((ENTRY, 2, *_ALL), (DIGNITY, 2, *_ALL), (EXIT, 2, *_ALL))),
    Offered(key="washing", name=N_("Washing soap"), category="soap", least=20, kits=((ENTRY, 1, *_ALL),)),
    Offered(key="bleach", name=N_("Bleach"), category="soap", unit=LITRE, least=5),
    Offered(key="toothbrush", name=N_("Toothbrush"), category="toothbrush", least=15, kits=((ENTRY, 1, *_ALL), (EXIT, 1, *_ALL))),
    Offered(key="toothpaste", name=N_("Toothpaste"), category="toothbrush", least=15, kits=((ENTRY, 1, *_ALL), (EXIT, 1, *_ALL))),
    Offered(key="lotion", name=N_("Body cream"), category="hygiene_kit", least=10, kits=((ENTRY, 1, *_ALL),)),
    Offered(key="comb", name=N_("Comb"), category="hygiene_kit", kits=((ENTRY, 1, *_ALL),)),
    Offered(key="bucket", name=N_("Bucket with a lid"), category="hygiene_kit", kits=((DIGNITY, 1, *_ALL),)),
    Offered(key="kettle", name=N_("Washing kettle"), category="hygiene_kit", kits=((DIGNITY, 1, *_ALL),)),
    Offered(key="pads", name=N_("Sanitary pads"), category="menstrual", unit=PACKET, least=30, kits=((ENTRY, 2, *_WOMAN), (DIGNITY, 3, *_WOMAN), (EXIT, 2, *_WOMAN))),
    Offered(key="pads_to_wash", name=N_("Sanitary pads that are washed"), category="menstrual", unit=PACKET, kits=((DIGNITY, 1, *_WOMAN),)),
    Offered(key="underwear", name=N_("Underpants"), category="underwear", least=20, kits=((ENTRY, 3, *_ALL), (DIGNITY, 3, *_WOMAN))),
    Offered(key="bra", name=N_("Bra"), category="underwear", kits=((ENTRY, 2, "girls", 12),)),
    Offered(key="wrap", name=N_("Wrap skirt"), category="clothing", least=10, kits=((ENTRY, 2, *_WOMAN), (EXIT, 1, *_WOMAN))),
    Offered(key="outfit", name=N_("Set of clothes"), category="clothing", least=10, kits=((ENTRY, 2, *_ALL), (EXIT, 1, *_ALL))),
    Offered(key="scarf", name=N_("Headscarf"), category="clothing"),
    Offered(key="sandals", name=N_("Sandals"), category="shoes", unit=PAIR, least=10, kits=((ENTRY, 1, *_ALL),)),
    Offered(key="mat", name=N_("Mat"), category="bedding", least=5, kits=((ENTRY, 1, *_ALL),)),
    Offered(key="sheets", name=N_("Pair of sheets"), category="bedding", unit=PAIR, least=5, kits=((ENTRY, 1, *_ALL),)),
    Offered(key="blanket", name=N_("Blanket"), category="bedding", least=5, kits=((ENTRY, 1, *_ALL),)),
    Offered(key="net", name=N_("Mosquito net"), category="mosquito_net", least=5, kits=((ENTRY, 1, *_ALL), (EXIT, 1, *_ALL))),
    Offered(key="bag", name=N_("Bag"), category="bag", least=5, kits=((ENTRY, 1, *_ALL), (EXIT, 1, *_ALL))),
    Offered(key="baby_clothes", name=N_("Set of baby clothes"), category="baby_kit", least=5, kits=((BABY, 3, *_ALL),)),
    Offered(key="baby_blanket", name=N_("Baby blanket"), category="baby_kit", least=3, kits=((BABY, 1, *_ALL),)),
    Offered(key="baby_basin", name=N_("Baby basin"), category="baby_kit", kits=((BABY, 1, *_ALL),)),
    Offered(key="carrying_cloth", name=N_("Cloth to carry a baby"), category="baby_kit", kits=((BABY, 1, *_ALL),)),
    Offered(key="nappies", name=N_("Nappies"), category="diapers", unit=PACKET, least=10, kits=((BABY, 2, *_ALL),)),
    Offered(key="milk", name=N_("Infant milk"), category="infant_milk", unit=BOX, least=6, is_perishable=True),
    Offered(key="porridge", name=N_("Enriched flour for porridge"), category="infant_milk", unit=KILO, least=10, is_perishable=True),
    Offered(key="rice", name=N_("Rice"), category="food_ration", unit=KILO, least=100, is_perishable=True),
    Offered(key="millet", name=N_("Millet"), category="food_ration", unit=KILO, least=50, is_perishable=True),
    Offered(key="oil", name=N_("Oil"), category="food_ration", unit=LITRE, least=20, is_perishable=True),
    Offered(key="sugar", name=N_("Sugar"), category="food_ration", unit=KILO, least=10, is_perishable=True),
    Offered(key="exercise_book", name=N_("Exercise book"), category="school_supplies", least=30, kits=((SCHOOL, 5, *_ALL),)),
    Offered(key="pens", name=N_("Pens and pencils"), category="school_supplies", unit=PACKET, least=10, kits=((SCHOOL, 1, *_ALL),)),
    Offered(key="satchel", name=N_("School bag"), category="school_supplies", kits=((SCHOOL, 1, *_ALL),)),
)  # fmt: skip


def not_there_yet(register: Register) -> list[Offered]:
    """Return what of the first list the house does not have under the same name, in whatever language it took it over."""
    known = {fold(item.name or "") for item in register.find_open(Item)}
    return [one for one in FIRST_LIST if known.isdisjoint(fold(spoken.say(one.name)) for spoken in available())]


def take_over(register: Register, keys: Collection[str], language: Language) -> list[Item]:
    """Add things of the first list, with their places in those kits that had nothing in them yet, as one act."""
    new = [one for one in not_there_yet(register) if one.key in keys]
    filled = {line.kit for line in register.find_open(KitLine)}
    items = {one.key: _item(one, language) for one in new}
    lines = [
        KitLine(kit=kit, item_id=items[one.key].id, quantity=n, sex_rule=sex, age_min=age)
        for one in new
        for kit, n, sex, age in one.kits
        if kit not in filled
    ]
    saved = register.save(*items.values(), *lines, action="stock") if items else []
    return [one for one in saved if isinstance(one, Item)]


def _item(one: Offered, language: Language) -> Item:
    return Item(
        name=language.say(one.name),
        category=one.category,
        unit=language.say(one.unit),
        min_stock=one.least,
        is_perishable=one.is_perishable,
    )


def keep_thing(register: Register, item: Item) -> Item:
    """Save a thing of the store. Raises NotSaved without a name, a kind and a unit."""
    check_filled(item)
    return register.save(item, action="stock")[0]


def give_up(register: Register, item: Item, *, reason: str) -> None:
    """Take a thing out of the catalogue, out of the kits too; what was written of it stays."""
    lines = register.find(KitLine, item_id=item.id)
    gone = [
        dataclasses.replace(one, voided_at=register.now, voided_by=register.who, void_reason=reason)
        for one in (item, *lines)
    ]
    register.save(*gone, action="void")
