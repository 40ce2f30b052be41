"""The law: her cases in court, orders that name who cares for her, and what the authorities must be told in time."""

from datetime import date, datetime

from centre_app.language import N_
from centre_app.questions import PROTECTION, Choice, ask, ask_one, ask_text, record, refer
from centre_app.records.base import CaseRecord


@record(table="legal_cases", compartment=PROTECTION)
class LegalCase(CaseRecord):
    kind: Choice | None = ask_one("legal_case_kind", N_("What it is about"), required=True)
    court: str | None = ask(N_("Court or service"), identifies=True)
    reference: str | None = ask(N_("File number there"), identifies=True)
    opened_on: date | None = ask(N_("Opened on"), required=True)
    lawyer: str | None = ask(N_("Lawyer"), identifies=True)
    status: Choice | None = ask_one("legal_case_status", N_("State"), start="open")
    closed_on: date | None = ask(N_("Closed on"))
    outcome: str | None = ask_text(N_("What became of it"), identifies=True)


@record(table="legal_steps", compartment=PROTECTION)
class LegalStep(CaseRecord):
    legal_case_id: str | None = refer("legal_cases", N_("In the case"))
    action: Choice | None = ask_one("legal_action_type", N_("Step"), required=True)
    due_on: date | None = ask(N_("Due on"))
    done_on: date | None = ask(N_("Done on"))
    with_whom: str | None = ask(N_("With whom"), identifies=True)
    wanted: bool | None = ask(N_("The resident wants it"))
    result: str | None = ask_text(N_("Result"), identifies=True)


@record(table="custody_orders", compartment=PROTECTION)
class CustodyOrder(CaseRecord):
    """An order that entrusts her to the centre for a time, such as the ordonnance de garde provisoire."""

    kind: Choice | None = ask_one("custody_order_kind", N_("Kind of order"), required=True)
    authority: str | None = ask(N_("Who ordered it"), required=True)
    reference: str | None = ask(N_("Number of the order"), identifies=True)
    from_on: date | None = ask(N_("From"), required=True)
    to_on: date | None = ask(N_("Valid until"))
    ended_on: date | None = ask(N_("Lifted on"))
    note: str | None = ask_text(N_("Conditions"), identifies=True)


@record(table="notifications", compartment=PROTECTION)
class Notification(CaseRecord):
    """What an authority must be told of, by when, and its answer."""

    target: Choice | None = ask_one("notification_target", N_("Whom to tell"), required=True)
    event: Choice | None = ask_one("notification_event", N_("Of what"), required=True)
    happened_on: date | None = ask(N_("Day of the event"), required=True)
    legal_ground: str | None = ask(N_("Legal ground"))
    due_at: datetime | None = ask(N_("At the latest"), required=True)
    sent_at: datetime | None = ask(N_("Sent or said on"))
    mode: Choice | None = ask_one("notification_mode", N_("How"))
    received_by: str | None = ask(N_("Who received it there"), identifies=True)
    acknowledged_on: date | None = ask(N_("Receipt on"))
    acknowledgement: str | None = ask(N_("Number of the receipt"))
    status: Choice | None = ask_one("notification_status", N_("State"), start="to_do")
    waived_by: str | None = refer("staff", N_("Waived by"))
    waiver_reason: str | None = ask_text(N_("Why nobody is told"), identifies=True)
