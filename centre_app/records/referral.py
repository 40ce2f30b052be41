"""Whom she is sent to or came from, whether the service was received, and every service counted."""

from datetime import date

from centre_app.language import N_
from centre_app.questions import CARE, Choice, ask, ask_amount, ask_one, ask_text, record, refer
from centre_app.records.base import CaseRecord


@record(table="referrals", compartment=CARE)
class Referral(CaseRecord):
    direction: Choice | None = ask_one("referral_direction", N_("Who sends"), start="outgoing", required=True)
    referral_type: Choice | None = ask_one("referral_type", N_("Which service"), required=True)
    organisation_id: str | None = refer("organisations", N_("Organisation"))
    organisation_in_words: str | None = ask(N_("Or in words"), identifies=True)
    contact: str | None = ask(N_("Contact person"), identifies=True)
    reason: Choice | None = ask_one("referral_reason", N_("Reason for sending"), required=True)
    needs: str | None = ask_text(N_("What is asked for"), hint=N_("Only what they need to know."), identifies=True)
    urgency: Choice | None = ask_one("urgency", N_("How urgent"), start="normal")
    consent_id: str | None = refer("consents", N_("Her consent"))
    legal_basis: Choice | None = ask_one("legal_basis", N_("Legal basis without consent"))
    basis_reason: str | None = ask_text(N_("Why this basis applies"), identifies=True)
    sent_on: date | None = ask(N_("Sent on"), hint=N_("With a day it counts as sent."))
    status: Choice | None = ask_one("referral_status", N_("State"), start="draft", required=True)
    answered_on: date | None = ask(N_("Answered on"))
    answer: str | None = ask_text(N_("What they answered"), identifies=True)
    service_received_on: date | None = ask(N_("Service received on"))
    accompanied_by: str | None = ask(N_("Accompanied by"), identifies=True)
    cost_fcfa: int | None = ask_amount(N_("Cost"))
    confidentiality: Choice | None = ask_one("confidentiality", N_("Confidentiality"), start="standard")


@record(table="service_records", compartment=CARE)
class ServiceRecord(CaseRecord):
    """One service that was given once: what every figure of services is counted from."""

    domain: Choice | None = ask_one("care_domain", N_("Domain"), required=True)
    service: Choice | None = ask_one("referral_type", N_("Kind of service"))
    what: str | None = ask(N_("What was done"))
    given_on: date | None = ask(N_("Service given on"), required=True)
    given_by: str | None = refer("staff", N_("Service given by"))
    organisation_id: str | None = refer("organisations", N_("By the organisation"))
    action_id: str | None = refer("plan_actions", N_("For the action of the plan"))
    project_id: str | None = refer("projects", N_("Paid by the project"))
