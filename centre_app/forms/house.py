"""The forms of the house itself: groups and their sessions, activities."""

from centre_app.forms.form import Group, Line, ask_of, form
from centre_app.language import N_
from centre_app.records import (
    Activity,
    Belonging,
    Distribution,
    GroupAttendance,
    GroupSession,
    Item,
    MealDay,
    PresenceNight,
    RollCall,
    StockMovement,
    TalkGroup,
)

TALK_GROUP = form(
    53, N_("Group"), TalkGroup,
    "name", "kind", "theme", "cycle", "sessions_planned", "max_size", "facilitator_id", "second_facilitator_id",
    "from_on", "to_on", "project_id",
)  # fmt: skip
GROUP_SESSION = form(
    54, N_("Session of the group"), GroupSession,
    "held_on", "theme", "minutes", "place", "facilitator_id", "visitors", "collective_note",
    also=(Group(head=N_("Who came"), lines=(Line(GroupAttendance, ("status",)),), rows=15),),
)  # fmt: skip
ACTIVITY = form(
    105, N_("Activity"), Activity,
    ("kind", "held_on"), "title", ("place", "project_id"), ("women", "men"), ("girls", "boys"), "note",
)  # fmt: skip

BELONGINGS = form(
    37, N_("Belongings kept by the house"), Belonging,
    "kind", "description", ("quantity", "value_fcfa"), "deposited_on", "deposit_mode", "kept_where",
    "returned_on", "not_returned", "return_mode",
    with_reasons=False,
)  # fmt: skip
ROLL_CALL = form(
    38, N_("Roll call"), RollCall, "night", "taken_by", "note",
    also=(
        Group(
            head=N_("Who is there"), rows=30,
            lines=ask_of(PresenceNight, "present", "absence_type", with_reasons=False),
        ),
    ),
    with_reasons=False,
)  # fmt: skip

THING = form(
    101, N_("Thing in the stock room"), Item, "name", "category", ("unit", "min_stock"), "is_perishable",
    with_reasons=False,
)  # fmt: skip
MOVEMENT = form(
    102, N_("Movement of the stock"), StockMovement,
    "kind", ("item_id", "quantity"), ("moved_on", "reference"), ("donor_id", "project_id"),
    ("unit_cost_fcfa", "expires_on"), "reason",
    with_reasons=False,
)  # fmt: skip
HANDED_OUT = form(
    103, N_("Handed out"), Distribution, "item_id", "given_on", "given_by", "project_id",
    also=(
        Group(
            head=N_("To whom"), rows=12,
            lines=ask_of(Distribution, "quantity", "receipt_mode", "note", with_reasons=False),
        ),
    ),
    with_reasons=False,
)  # fmt: skip
MEALS = form(
    104, N_("Meals"), MealDay, "held_on", "breakfast", "lunch", "dinner", "infants", "staff", "visitors",
    with_reasons=False,
)  # fmt: skip
