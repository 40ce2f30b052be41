"""The store room of the sixty days: what comes, what is handed out, lost and counted, with a notebook of the shelf."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from centre_app.casework.nights import here_on
from centre_app.casework.stock import catalogue, handing_out, kits, movements
from centre_app.casework.stock.handing_out import Gift
from centre_app.choices.keys import KitKind, StockMovementKind
from centre_app.language import Language
from centre_app.records import Item, Organisation, Project, StockMovement
from centre_app.register import Register

KEPT = (
    "soap",
    "toothbrush",
    "toothpaste",
    "pads",
    "underwear",
    "outfit",
    "sandals",
    "mat",
    "net",
    "bag",
    "rice",
    "oil",
)
FIRST_DELIVERY, DELIVERY = 400, 60  # of each thing
DELIVERIES_EVERY, SOAP_EVERY, COUNTS_EVERY = 20, 7, 15  # days
KITCHEN = {"rice": 6, "oil": 1}  # goes to the kitchen each day, to nobody by name


@dataclass
class Store:
    """The things by key, how many the notebook says are on the shelf, and to how many people something was given."""

    items: dict[str, Item] = field(default_factory=dict)
    shelf: dict[str, int] = field(default_factory=dict)
    each_evening: dict[date, dict[str, int]] = field(default_factory=dict)
    donor: Organisation | None = None
    done: dict[str, int] = field(default_factory=dict)

    def did(self, verb: str, count: int = 1) -> None:
        self.done[verb] = self.done.get(verb, 0) + count


def furnish(register: Register) -> Store:
    """Take a first list over, and know who gives."""
    (donor,) = register.save(Organisation(name="Les Amies de Koro", org_type="ngo"))
    language = Language.of("fr")
    store = Store(donor=donor)
    for key in KEPT:
        (store.items[key],) = catalogue.take_over(register, [key], language)
        store.shelf[key] = 0
    return store


def live_a_day(store: Store, register: Register, number: int, chance: Random) -> None:
    """What the storekeeper does in a day, in the order of the day."""
    if number % DELIVERIES_EVERY == 0:
        _receive(store, register, FIRST_DELIVERY if number == 0 else DELIVERY)
    _give_kits(store, register)
    if number % SOAP_EVERY == SOAP_EVERY - 1:
        _give_soap(store, register, chance)
    _feed(store, register)
    if number % COUNTS_EVERY == COUNTS_EVERY - 1:
        _lose_and_count(store, register, chance)
    store.each_evening[register.today] = dict(store.shelf)


def _receive(store: Store, register: Register, quantity: int) -> None:
    projects = register.find(Project)
    came = [
        StockMovement(
            item_id=item.id,
            kind=StockMovementKind.RECEIPT,
            quantity=quantity,
            moved_on=register.today,
            donor_id=store.donor.id if store.donor else None,
            project_id=projects[number % 2].id,
            unit_cost_fcfa=250,
            expires_on=register.today + timedelta(days=200) if item.is_perishable else None,
        )
        for number, item in enumerate(store.items.values())
    ]
    movements.write(register, came)
    for key in store.items:
        store.shelf[key] += quantity
    store.did("deliveries")


def _give_kits(store: Store, register: Register) -> None:
    """Whoever lacks her entry kit gets all of it, against her signature."""
    for her in kits.who_lacks(register, KitKind.ENTRY):
        ticked = {(thing.item.id, thing.kit): thing.lacking for thing in her.things if thing.lacking}
        kits.hand_kit(register, her, ticked, on=register.today, by=register.who, receipt_mode="signature")
        for (item_id, _), count in ticked.items():
            store.shelf[_key_of(store, item_id)] -= count
        store.did("kits")


def _give_soap(store: Store, register: Register, chance: Random) -> None:
    """Everybody who is there gets a soap; one who was written by mistake is taken back the same evening."""
    soap = store.items["soap"]
    stays = sorted(here_on(register, register.today), key=lambda stay: stay.created_at or register.now)
    gifts = [Gift(case_id=stay.case_id, item_id=soap.id, quantity=1, receipt_mode="thumbprint") for stay in stays]
    given = handing_out.hand_out(register, gifts, on=register.today, by=register.who)
    mistaken = given.distributions[chance.randrange(len(given.distributions))]
    handing_out.take_back(register, mistaken, reason="Écrit par erreur")
    store.shelf["soap"] -= len(gifts) - 1
    store.did("rounds")


def _feed(store: Store, register: Register) -> None:
    eaten = {key: min(count, store.shelf[key]) for key, count in KITCHEN.items()}
    used = [
        StockMovement(
            item_id=store.items[key].id,
            kind=StockMovementKind.ISSUE,
            quantity=count,
            moved_on=register.today,
            reason="Cuisine",
        )
        for key, count in eaten.items()
        if count
    ]
    if used:
        movements.write(register, used)
    for key, count in eaten.items():
        store.shelf[key] -= count


def _lose_and_count(store: Store, register: Register, chance: Random) -> None:
    """Some rice is spoilt; then everything is counted, and of one thing fewer are found than are written."""
    rice = store.items["rice"]
    lost = StockMovement(
        item_id=rice.id,
        kind=StockMovementKind.LOSS,
        quantity=3,
        moved_on=register.today,
        reason="Mouillé",
    )
    movements.write(register, [lost])
    store.shelf["rice"] -= 3
    missing = chance.choice(KEPT)
    store.shelf[missing] -= 1
    counted = [
        StockMovement(
            item_id=item.id,
            kind=StockMovementKind.COUNT,
            quantity=store.shelf[key],
            moved_on=register.today,
            reason="Un de moins sur l’étagère" if key == missing else None,
        )
        for key, item in store.items.items()
    ]
    movements.write(register, counted)
    store.did("counts")


def _key_of(store: Store, item_id: str) -> str:
    return next(key for key, item in store.items.items() if item.id == item_id)
