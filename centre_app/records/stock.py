"""The stock room: what is kept there, and everything that comes in or goes out."""

from datetime import date

from centre_app.language import N_
from centre_app.questions import CENTRE, Choice, Record, ask, ask_amount, ask_one, ask_text, record, refer

_THINGS = "what a thing is called and counted in"


@record(table="items", compartment=CENTRE)
class Item(Record):
    """One kind of thing, counted in one unit."""

    name: str | None = ask(N_("Name of the thing"), required=True, harmless=_THINGS)
    category: Choice | None = ask_one("item_category", N_("Kind of thing"), required=True)
    unit: str | None = ask(N_("Counted in"), hint=N_("Piece, kilo, packet…"), required=True, harmless=_THINGS)
    min_stock: int | None = ask(N_("Say so when fewer are left than"))
    is_perishable: bool | None = ask(N_("Does not keep"))


@record(table="stock_movements", compartment=CENTRE)
class StockMovement(Record):
    """So many came in or went out. Of a count, `quantity` is what was found on the shelf."""

    item_id: str = refer("items", N_("Thing"), required=True)
    kind: Choice | None = ask_one("stock_movement_kind", N_("What happened"), required=True)
    quantity: int | None = ask(N_("How many"), required=True)
    moved_on: date | None = ask(N_("On which day"), required=True)
    donor_id: str | None = refer("organisations", N_("Given by"))
    project_id: str | None = refer("projects", N_("Paid by the project"))
    unit_cost_fcfa: int | None = ask_amount(N_("Cost of one"))
    reference: str | None = ask(N_("Number of the slip"))
    reason: str | None = ask_text(N_("Why the count differs, or what was lost"))
