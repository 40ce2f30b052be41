"""Her care plan: versions, goals by domain, actions, reviews, signatures, and the copies that were printed."""

from datetime import date

from centre_app.language import N_
from centre_app.questions import CARE, Choice, ask, ask_amount, ask_one, ask_text, record, refer
from centre_app.records.base import CaseRecord


@record(table="care_plans", compartment=CARE)
class CarePlan(CaseRecord):
    """One version. Once signed it does not change any more: the next change makes the next version."""

    version: int | None = ask(N_("Version"), required=True)
    status: Choice | None = ask_one("plan_status", N_("State"), start="draft", required=True)
    drafted_on: date | None = ask(N_("Drafted on"), required=True)
    agreed_on: date | None = ask(N_("Accepted on"))
    situation: str | None = ask_text(
        N_("Her situation"),
        hint=N_("A few neutral lines, written for the person who reads. Never what she went through."),
    )
    wishes: str | None = ask_text(N_("What she wants, in her own words"))
    wishes_in_french: str | None = ask_text(N_("The same in French"))
    worries: str | None = ask_text(N_("What worries her"))
    worries_in_french: str | None = ask_text(N_("The same in French"))
    strengths: str | None = ask_text(N_("Her strengths"))
    strengths_in_french: str | None = ask_text(N_("The same in French"))
    explained_in: Choice | None = ask_one("language", N_("Explained in"))
    interpreter: str | None = ask(N_("Interpreter"))
    exit_preparation: str | None = ask_text(N_("Preparing the exit"))
    review_on: date | None = ask(N_("Next review"), required=True)
    previous_id: str | None = refer("care_plans", N_("Previous version"))
    copy_choice: Choice | None = ask_one("copy_choice", N_("Her copy"))


@record(table="plan_goals", compartment=CARE)
class PlanGoal(CaseRecord):
    plan_id: str = refer("care_plans", required=True)
    domain: Choice | None = ask_one("care_domain", N_("Domain"), required=True)
    need: str | None = ask_text(N_("What she needs"))
    objective: str | None = ask(N_("Goal"), required=True)
    priority: Choice | None = ask_one("priority", N_("Priority"))
    due_on: date | None = ask(N_("To be reached by"), required=True)
    status: Choice | None = ask_one("goal_status", N_("State"), start="not_started")
    closed_on: date | None = ask(N_("Closed on"))
    outcome: str | None = ask_text(N_("What became of it"))


@record(table="plan_actions", compartment=CARE)
class PlanAction(CaseRecord):
    plan_id: str = refer("care_plans", required=True)
    goal_id: str = refer("plan_goals", required=True)
    what: str | None = ask(N_("Action"), required=True)
    who_id: str | None = refer("staff", N_("Who"))
    who_in_words: str | None = ask(N_("Or somebody else"))
    due_on: date | None = ask(N_("By"))
    rhythm: str | None = ask(N_("Or how often"), hint=N_("For example: every morning."))
    status: Choice | None = ask_one("action_status", N_("State"), start="planned")
    done_on: date | None = ask(N_("Done on"))
    blocker: Choice | None = ask_one("action_blocker", N_("What stands in the way"))
    cost_fcfa: int | None = ask_amount(N_("Cost"))
    paid_by: str | None = ask(N_("Paid by"))
    project_id: str | None = refer("projects", N_("Paid by the project"))


@record(table="plan_reviews", compartment=CARE)
class PlanReview(CaseRecord):
    plan_id: str = refer("care_plans", required=True)
    reviewed_on: date | None = ask(N_("Reviewed on"), required=True)
    due_on: date | None = ask(N_("Was due on"))
    participants: str | None = ask(N_("Who was there"))
    resident_view: str | None = ask_text(N_("What she says about it"))
    decisions: str | None = ask_text(N_("What was decided"))
    next_on: date | None = ask(N_("Next review"), required=True)


@record(table="signatures", compartment=CARE)
class Signature(CaseRecord):
    plan_id: str = refer("care_plans", required=True)
    role: Choice | None = ask_one("signature_role", N_("Who signs"), required=True)
    name: str | None = ask(N_("Name"), identifies=True)
    mode: Choice | None = ask_one("consent_mode", N_("How"), required=True)
    signed_on: date | None = ask(N_("Signed on"), required=True)


@record(table="printed_copies", compartment=CARE)
class PrintedCopy(CaseRecord):
    """One copy of one document, numbered before it left the printer; what leaves the house says to whom it goes."""

    plan_id: str | None = refer("care_plans", N_("Version"))
    document: Choice | None = ask_one("printed_document", N_("Document"), required=True)
    version: int | None = ask(N_("Version"))
    copy_number: int | None = ask(N_("Copy"))
    level: Choice | None = ask_one("copy_level", N_("Meant for"))
    to_whom: str | None = ask(N_("Handed to"), identifies=True)
    organisation_id: str | None = refer("organisations", N_("For the organisation"))
    domain: Choice | None = ask_one("care_domain", N_("Domain"))
    printed_on: date | None = ask(N_("Printed on"))
