"""Where she sleeps, whether she was there, what she left with the house, and what the house ate."""

from datetime import date, datetime

from centre_app.language import N_
from centre_app.questions import CARE, CENTRE, Choice, Record, ask, ask_amount, ask_one, ask_text, record, refer
from centre_app.records.base import CaseRecord


@record(table="bed_assignments", compartment=CARE)
class BedAssignment(CaseRecord):
    """From the evening of `from_on` to the morning of `to_on`; None means that it is still hers."""

    stay_id: str = refer("stays", required=True)
    bed_id: str = refer("beds", N_("Bed"), required=True)
    from_on: date | None = ask(N_("From"), required=True)
    to_on: date | None = ask(N_("To"))
    event: Choice | None = ask_one("bed_event", N_("What happened"), start="assign")
    reason: str | None = ask(N_("Reason"))


@record(table="presence_nights", compartment=CARE)
class PresenceNight(CaseRecord):
    """One night of one stay; the night of the 3rd is the one that begins on the evening of the 3rd."""

    stay_id: str = refer("stays", required=True)
    night: date | None = ask(N_("Night of"), required=True)
    present: bool | None = ask(N_("Present"))
    absence_type: Choice | None = ask_one("absence_type", N_("Why she is away"))
    note: str | None = ask(N_("Note"))


@record(table="leaves", compartment=CARE)
class Leave(CaseRecord):
    """Away from the house for a time: with leave and an expected return, or missing."""

    stay_id: str = refer("stays", required=True)
    absence_type: Choice | None = ask_one("absence_type", N_("Why she is away"), required=True)
    out_at: datetime | None = ask(N_("Left at"), required=True)
    expected_back_on: date | None = ask(N_("Expected back on"))
    accompanied_by: str | None = ask(N_("Accompanied by"), identifies=True)
    place: str | None = ask(N_("Where"), identifies=True)
    last_seen: str | None = ask(N_("Last seen by, and where"), identifies=True)
    told_to: str | None = ask(N_("Who was told, and when"), identifies=True)
    despite_danger: str | None = ask_text(
        N_("Why she goes out all the same"), hint=N_("And what protects her on the way and there."), identifies=True
    )
    back_on: date | None = ask(N_("Back on"))
    note: str | None = ask_text(N_("Note"), identifies=True)


@record(table="roll_calls", compartment=CARE)
class RollCall(Record):
    """That the house was gone through one night: who did it, and when by the laptop's clock."""

    night: date | None = ask(N_("Night of"), required=True)
    taken_at: datetime | None = ask(N_("Taken at"))
    taken_by: str | None = refer("staff", N_("Taken by"))
    note: str | None = ask_text(
        N_("What happened in the night"),
        hint=N_("The house as a whole. No names: an incident is reported."),
        identifies=True,
    )


@record(table="bed_holds", compartment=CENTRE)
class BedHold(Record):
    """A bed kept free for a time: somebody is announced, or it must not be slept in."""

    bed_id: str = refer("beds", N_("Bed"), required=True)
    why: Choice | None = ask_one("hold_reason", N_("Why it is kept"), required=True)
    from_on: date | None = ask(N_("From"), required=True)
    to_on: date | None = ask(
        N_("Free again on"), hint=N_("The morning of that day. Without a day: until somebody lifts it.")
    )


@record(table="belongings", compartment=CARE)
class Belonging(CaseRecord):
    """One thing of hers that the house keeps for her, until she has it back."""

    stay_id: str = refer("stays", required=True)
    kind: Choice | None = ask_one("belonging_kind", N_("What kind of thing"), required=True)
    description: str | None = ask(N_("What it is"), required=True, identifies=True)
    quantity: int | None = ask(N_("How many"), start=1)
    value_fcfa: int | None = ask_amount(N_("Value"))
    deposited_on: date | None = ask(N_("Handed in on"), required=True)
    deposit_mode: Choice | None = ask_one("consent_mode", N_("How she confirmed it"))
    kept_where: str | None = ask(N_("Kept where"), identifies=True)
    returned_on: date | None = ask(N_("Given back on"))
    return_mode: Choice | None = ask_one("consent_mode", N_("How she confirmed that she has it back"))
    not_returned: str | None = ask(N_("Why it was not given back"), identifies=True)


@record(table="meal_days", compartment=CENTRE)
class MealDay(Record):
    """What the kitchen served one day; how many were expected follows from who was there."""

    held_on: date | None = ask(N_("Day"), required=True)
    breakfast: int | None = ask(N_("Breakfasts served"))
    lunch: int | None = ask(N_("Lunches served"))
    dinner: int | None = ask(N_("Dinners served"))
    infants: int | None = ask(N_("Meals for infants"))
    staff: int | None = ask(N_("Staff who ate"))
    visitors: int | None = ask(N_("Visitors who ate"))
