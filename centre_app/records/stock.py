"""The stock room: what is kept there, everything that comes in or goes out, and to whom it was given."""

from datetime import date

from centre_app.language import N_
from centre_app.questions import CARE, CENTRE, Choice, Record, ask, ask_amount, ask_one, ask_text, record, refer
from centre_app.records.base import CaseRecord

_THINGS = "what a thing is called and counted in"


@record(table="items", compartment=CENTRE)
class Item(Record):
    """One kind of thing, counted in one unit."""

    name: str | None = ask(N_("Name of the thing"), required=True, harmless=_THINGS)
    category: Choice | None = ask_one("item_category", N_("Kind of thing"), required=True)
    unit: str | None = ask(N_("Counted in"), hint=N_("Piece, kilo, packet…"), required=True, harmless=_THINGS)
    min_stock: int | None = ask(N_("Say so when fewer are left than"))
    is_perishable: bool | None = ask(N_("Does not keep"))


@record(table="kit_lines", compartment=CENTRE)
class KitLine(Record):
    """So many of one thing belong to a kit; a line without sex and ages is for everybody who gets it."""

    kit: Choice | None = ask_one("kit_kind", N_("Kit"), required=True)
    item_id: str = refer("items", N_("Thing"), required=True)
    quantity: int | None = ask(N_("How many"), required=True, start=1)
    sex_rule: Choice | None = ask_one("sex_rule", N_("For whom"))
    age_min: int | None = ask(N_("Youngest age"))
    age_max: int | None = ask(N_("Oldest age"))


@record(table="stock_movements", compartment=CENTRE)
class StockMovement(Record):
    """So many came in or went out. Of a count, `quantity` is what was found on the shelf.

    What was handed out to residents is one movement, with a Distribution for each of them that names it.
    """

    item_id: str = refer("items", N_("Thing"), required=True)
    kind: Choice | None = ask_one("stock_movement_kind", N_("What happened"), required=True)
    quantity: int | None = ask(N_("How many"), required=True)
    moved_on: date | None = ask(N_("On which day"), required=True)
    donor_id: str | None = refer("organisations", N_("Who gave it"))
    project_id: str | None = refer("projects", N_("Paid by the project"))
    unit_cost_fcfa: int | None = ask_amount(N_("Cost of one"))
    reference: str | None = ask(N_("Number of the slip"))
    reason: str | None = ask_text(N_("Why the count differs, or what was lost"))
    expires_on: date | None = ask(N_("Keeps until"))


@record(table="distributions", compartment=CARE)
class Distribution(CaseRecord):
    """So many of one thing were given to her, alone or in a round with others: then they share one movement."""

    item_id: str = refer("items", N_("Thing"), required=True)
    quantity: int | None = ask(N_("How many"), required=True, start=1)
    given_on: date | None = ask(N_("Given on"), required=True)
    given_by: str | None = refer("staff", N_("Given out by"))
    receipt_mode: Choice | None = ask_one("consent_mode", N_("How she confirmed it"))
    kit: Choice | None = ask_one("kit_kind", N_("Part of the kit"))
    movement_id: str | None = refer("stock_movements")
    project_id: str | None = refer("projects", N_("Paid by the project"))
    note: str | None = ask(N_("Note"), identifies=True)
