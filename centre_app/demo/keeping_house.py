"""What keeps the demonstration house going: its rules, the store, what residents hand in, who goes out for some days.

Drawn apart from all else, so that the rest of the house stays as it is whatever is added here.
"""

import dataclasses
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from centre_app.casework import belongings, exits, house_rules, lifecycle, meals
from centre_app.casework.nights import here_on
from centre_app.casework.stock import catalogue, handing_out, kits, movements
from centre_app.casework.stock.handing_out import Gift
from centre_app.choices.keys import AbsenceType, KitKind, StockMovementKind
from centre_app.demo.house import House
from centre_app.language import Language
from centre_app.records import Belonging, CaseFile, HouseRules, Item, Leave, Organisation, Stay, StockMovement
from centre_app.register import Register

FRENCH = Language.of("fr")  # the house speaks it, whatever whoever asks for it speaks
GIVER = "Les Amies de Koro"
IN_THE_STORE = (
    "soap", "toothbrush", "toothpaste", "pads", "underwear", "wrap", "outfit", "sandals", "mat", "net", "bag",
    "baby_clothes", "nappies", "milk", "rice", "oil", "sugar", "exercise_book",
)  # fmt: skip
PLENTY, SOME = 260, 30
FEW = {"milk": 4, "sandals": 21}  # what presses in the list
SATURDAY = 5
EATERS_A_KILO = 4  # of rice, at lunch
HANDED_IN = (
    ("phone", "Téléphone à touches, sans carte", None),
    ("money", "Billets", 7_500),
    ("papers", "Carnet de santé", None),
    ("clothing", "Pagne et foulard", None),
)
A_LEAVE = 6  # every so many days somebody goes out
OUT = (("family_visit", "Bankass", "sa tante"), (AbsenceType.COURT, "Tribunal de Mopti", "l’assistante juridique"))


def write_rules(house: House) -> HouseRules:
    """Write the house's first rules, in force before anybody comes."""
    offered = house_rules.next_version(house.register, FRENCH)
    return house_rules.write_rules(house.register, offered)


def fill_the_store(house: House) -> None:
    """Take over the first list, and what came with the first lorry; of some things there are few."""
    register = house.register
    (giver,) = register.save(Organisation(name=GIVER, org_type="ngo"))
    items = catalogue.take_over(register, IN_THE_STORE, FRENCH)
    few = {FRENCH.say(one.name): FEW[one.key] for one in catalogue.FIRST_LIST if one.key in FEW}
    movements.write(register, [_came(house, item, few.get(item.name or "", PLENTY), giver) for item in items])


def _came(house: House, item: Item, quantity: int, giver: Organisation) -> StockMovement:
    today = house.register.today
    return StockMovement(
        item_id=item.id,
        kind=StockMovementKind.RECEIPT,
        quantity=quantity,
        moved_on=today,
        donor_id=giver.id,
        project_id=house.projects[0].id,
        unit_cost_fcfa=350,
        reference="BL-041",
        expires_on=today + timedelta(days=160) if item.is_perishable else None,
    )


def keep(house: House, day: date) -> None:
    """Keep house for a day: kits for who came, soap on Saturdays, what the kitchen took, who goes out and comes back."""
    chance = Random(f"{house.register.code} {day}")
    house.clock.set(day, 15)
    _come_back(house, chance)
    _give_kits(house)
    if day.weekday() == SATURDAY:
        _give_soap(house)
    _cook(house)
    if day.toordinal() % A_LEAVE == 0:
        _go_out(house, chance)


def _give_kits(house: House) -> None:
    """Hand out entry kits as far as the shelf goes; what is lacking is asked for on the page of the kits."""
    register = house.register
    for her in kits.who_lacks(register, KitKind.ENTRY):
        ticked = {(one.item.id, one.kit): one.lacking for one in her.things if one.lacking}
        kits.hand_kit(register, her, ticked, on=register.today, by=register.who, receipt_mode="signature")


def _give_soap(house: House) -> None:
    register = house.register
    soap = _thing(register, "soap")
    gifts = [
        Gift(case_id=stay.case_id, item_id=soap.id, quantity=1, receipt_mode="thumbprint")
        for stay in here_on(register, register.today)
    ]
    handing_out.hand_out(register, gifts, on=register.today, by=register.who)


def _cook(house: House) -> None:
    """Note what was served, and take the rice and the oil for it from the shelf."""
    register = house.register
    served = meals.note_meals(register, dataclasses.replace(meals.meals_of(register, register.today), staff=1))
    rice = (served.lunch or 0) // EATERS_A_KILO
    movements.write(register, [_taken(register, "rice", rice), _taken(register, "oil", 1)])


def _taken(register: Register, key: str, quantity: int) -> StockMovement:
    return StockMovement(
        item_id=_thing(register, key).id,
        kind=StockMovementKind.ISSUE,
        quantity=quantity,
        moved_on=register.today,
        reason="Cuisine",
    )


def _thing(register: Register, key: str) -> Item:
    name = next(FRENCH.say(one.name) for one in catalogue.FIRST_LIST if one.key == key)
    (item,) = register.find(Item, name=name)
    return item


# --- what they hand in -----------------------------------------------------------------------------------------


def hand_in(house: House, case: CaseFile) -> None:
    """Let her hand in one thing, or two: the educator keeps it under her number."""
    register = house.register
    stay = exits.open_stay_of(register, case)
    if stay is None:
        return
    chance = Random(case.code)
    things = chance.sample(HANDED_IN, chance.choice((0, 1, 1, 2)))
    belongings.write_down(register, [_kept(register, stay, *thing) for thing in things])


def _kept(register: Register, stay: Stay, kind: str, description: str, value: int | None) -> Belonging:
    return Belonging(
        case_id=stay.case_id,
        stay_id=stay.id,
        kind=kind,
        description=description,
        value_fcfa=value,
        deposited_on=register.today,
        deposit_mode="thumbprint",
        kept_where="Armoire du bureau",
    )


def give_back(house: House, stay: Stay) -> None:
    """Give back all that is kept for her, before she leaves."""
    register = house.register
    kept = belongings.still_kept(belongings.things_of(register, stay))
    back = [dataclasses.replace(thing, returned_on=register.today, return_mode="signature") for thing in kept]
    belongings.write_down(register, back)


# --- going out -------------------------------------------------------------------------------------------------


def _go_out(house: House, chance: Random) -> None:
    """Somebody without a child goes for one to three nights, with whom and where is written."""
    register = house.register
    cases = register.find(CaseFile, status="admitted")
    able = [case for case in cases if not lifecycle.children_beside(register, case) and _is_grown(register, case)]
    if not able:
        return
    case = chance.choice(sorted(able, key=lambda one: one.code or ""))
    kind, place, whom = chance.choice(OUT)
    stay = exits.open_stay_of(register, case)
    assert stay is not None
    lifecycle.go_on_leave(
        register,
        case,
        Leave(
            case_id=case.id,
            stay_id=stay.id,
            absence_type=kind,
            out_at=datetime.combine(register.today, time(14, 0), UTC),
            expected_back_on=register.today + timedelta(days=chance.randint(1, 3)),
            place=place,
            accompanied_by=whom,
            despite_danger="Jamais seule, même en route" if lifecycle.is_in_danger(register, case) else None,
        ),
    )


def _is_grown(register: Register, case: CaseFile) -> bool:
    stay = exits.open_stay_of(register, case)
    return stay is not None and stay.admission_type not in ("accompanying_child", "born_in_centre")


def _come_back(house: House, chance: Random) -> None:
    """Whoever is expected comes back, now and then a day late."""
    register = house.register
    for case in sorted(register.find(CaseFile, status="absent"), key=lambda one: one.code or ""):
        leave = lifecycle.absence_of(register, case)
        is_due = leave is not None and leave.expected_back_on is not None and leave.expected_back_on <= register.today
        if leave is not None and is_due and chance.random() < 0.8:
            lifecycle.come_back(register, case, dataclasses.replace(leave, back_on=register.today))
