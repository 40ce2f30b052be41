"""Where she sleeps, and whether she was there."""

from datetime import date

from centre_app.language import N_
from centre_app.questions import CARE, Choice, ask, ask_one, record, refer
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
