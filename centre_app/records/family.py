"""Her family: who they are, whether they may be called, how they were looked for, and the way back to them."""

from datetime import date

from centre_app.language import N_
from centre_app.questions import (
    IDENTITY,
    Choice,
    Choices,
    ask,
    ask_amount,
    ask_one,
    ask_phone,
    ask_place,
    ask_some,
    ask_text,
    record,
    refer,
)
from centre_app.records.base import CaseRecord


@record(table="relatives", compartment=IDENTITY)
class Relative(CaseRecord):
    name: str | None = ask(N_("Name"), required=True, identifies=True)
    relation: Choice | None = ask_one("family_relationship", N_("Relation"), required=True)
    alive: Choice | None = ask_one("relative_alive", N_("Alive"))
    safe_to_contact: Choice | None = ask_one(
        "safe_to_contact",
        N_("Safe to contact"),
        hint=N_("Ask her first. A wrong call can lead somebody here."),
        required=True,
    )
    why_unsafe: str | None = ask_text(N_("Why it is not safe"), identifies=True)
    phone: str | None = ask_phone(N_("Telephone"), identifies=True)
    place: str | None = ask(N_("Where"), identifies=True)
    region: str | None = ask_place("region", N_("Region"))
    occupation: str | None = ask(N_("Occupation"), identifies=True)
    looks_after_child: bool | None = ask(N_("Looks after a child of hers"))
    may_take_her_in: bool | None = ask(N_("Could take her in"))
    note: str | None = ask_text(N_("Note"), identifies=True)


@record(table="tracing_actions", compartment=IDENTITY)
class TracingAction(CaseRecord):
    """Nobody is looked for without consent."""

    method: Choice | None = ask_one("tracing_method", N_("How"), required=True)
    acted_on: date | None = ask(N_("On"), required=True)
    by_id: str | None = refer("staff", N_("Done by"))
    relative_id: str | None = refer("relatives", N_("Who was looked for"))
    despite_danger: str | None = ask_text(N_("Why contact is sought in spite of the danger"), identifies=True)
    result: str | None = ask_text(N_("Result"), identifies=True)
    status: Choice | None = ask_one("tracing_status", N_("State of the search"), required=True)
    cost_fcfa: int | None = ask_amount(N_("Cost"))
    next_on: date | None = ask(N_("Next step on"))


@record(table="family_assessments", compartment=IDENTITY)
class FamilyAssessment(CaseRecord):
    assessed_on: date | None = ask(N_("Visited on"), required=True)
    by_id: str | None = refer("staff", N_("Done by"))
    relative_id: str | None = refer("relatives", N_("Whom"))
    household: str | None = ask_text(N_("Who lives there"), identifies=True)
    housing: str | None = ask_text(N_("Housing"), identifies=True)
    income: str | None = ask_text(N_("What they live on"), identifies=True)
    attitude: str | None = ask_text(N_("How they speak of her return"), identifies=True)
    dangers: str | None = ask_text(N_("Dangers there"), identifies=True)
    siblings_at_risk: bool | None = ask(N_("Other children there are at risk"))
    resident_opinion: str | None = ask_text(N_("What she says about it"), required=True, identifies=True)
    opinion: Choice | None = ask_one("family_opinion", N_("Opinion"), required=True)
    conditions: str | None = ask_text(N_("Conditions"), identifies=True)


@record(table="mediations", compartment=IDENTITY)
class Mediation(CaseRecord):
    held_on: date | None = ask(N_("Held on"), required=True)
    mediator: str | None = ask(N_("Led by"))
    relatives_there: str | None = ask(N_("Who was there"), identifies=True)
    place: str | None = ask(N_("Where"), identifies=True)
    outcome: Choice | None = ask_one("mediation_outcome", N_("Outcome"), required=True)
    agreement: str | None = ask_text(N_("What was agreed"), identifies=True)
    resident_view: str | None = ask_text(N_("What she says about it"), identifies=True)
    next_on: date | None = ask(N_("Next meeting"))


@record(table="reunifications", compartment=IDENTITY)
class Reunification(CaseRecord):
    relative_id: str | None = refer("relatives", N_("To whom"))
    resident_agrees: bool | None = ask(N_("She wants to return"), required=True)
    resident_view: str | None = ask_text(N_("What she says about it"), identifies=True)
    returned_on: date | None = ask(N_("Returned on"))
    place: str | None = ask(N_("Where"), identifies=True)
    accompanied_by: str | None = ask(N_("Accompanied by"), identifies=True)
    travel_cost_fcfa: int | None = ask_amount(N_("Travel cost"))
    commitment_signed_on: date | None = ask(N_("Family’s commitment signed on"))
    authorities_present: Choices = ask_some("notification_target", N_("Authorities who were there"))
    best_interest: str | None = ask_text(N_("Why it is good for her"), identifies=True)
    decided_by: str | None = refer("staff", N_("Decided by"))
