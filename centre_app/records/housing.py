"""Where she sleeps, and whether she was there."""

from datetime import date, datetime

from centre_app.language import N_
from centre_app.questions import CARE, Choice, ask, ask_one, ask_text, record, refer
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
