"""How great the danger is, what to do about it, what she needs, and what is hard for her."""

from datetime import date

from centre_app.language import N_
from centre_app.questions import CARE, Choice, ask, ask_one, ask_text, record, refer
from centre_app.records.base import CaseRecord


@record(table="risk_assessments", compartment=CARE)
class RiskAssessment(CaseRecord):
    """What drives the risk is told in protection (`RiskDrivers`)."""

    assessed_on: date | None = ask(N_("Assessed on"), required=True)
    assessed_by: str | None = refer("staff", N_("Assessed by"))
    level: Choice | None = ask_one("risk_level", N_("Level of risk"), required=True)
    protective_factors: str | None = ask_text(N_("What protects her"), identifies=True)
    done_at_once: str | None = ask_text(N_("What was done at once"), identifies=True)
    next_on: date | None = ask(N_("To be assessed again on"), required=True)


@record(table="safety_plans", compartment=CARE)
class SafetyPlan(CaseRecord):
    drawn_up_on: date | None = ask(N_("Written on"), required=True)
    triggers: str | None = ask_text(N_("What brings the danger"), identifies=True)
    signs: str | None = ask_text(N_("How one notices it"), identifies=True)
    what_to_do: str | None = ask_text(N_("What she does, and what we do"), required=True, identifies=True)
    safe_places: str | None = ask_text(N_("Safe places"), identifies=True)
    trusted_people: str | None = ask_text(N_("People she trusts"), identifies=True)
    phone_numbers: str | None = ask_text(N_("Numbers to call"), identifies=True)
    agreed_on: date | None = ask(N_("Agreed together on"))
    next_on: date | None = ask(N_("To be looked at again on"))


@record(table="needs_assessments", compartment=CARE)
class NeedsAssessment(CaseRecord):
    assessed_on: date | None = ask(N_("Assessed on"), required=True)
    assessed_by: str | None = refer("staff", N_("Assessed by"))
    strengths: str | None = ask_text(N_("Strengths"), identifies=True)
    next_on: date | None = ask(N_("To be assessed again on"))


@record(table="domain_needs", compartment=CARE)
class DomainNeed(CaseRecord):
    """One domain of a needs assessment: how urgent, what is needed, what is already there."""

    assessment_id: str = refer("needs_assessments", required=True)
    domain: Choice | None = ask_one("care_domain", N_("Domain"), required=True)
    score: Choice | None = ask_one("need_score", N_("How urgent"))
    need: str | None = ask(N_("What is needed"), identifies=True)
    strength: str | None = ask(N_("What is already there"), identifies=True)


@record(table="functional_difficulties", compartment=CARE)
class FunctionalDifficulties(CaseRecord):
    """The six questions of the Washington Group (short set): from 3 in any of them one speaks of a disability."""

    asked_on: date | None = ask(N_("Asked on"), required=True)
    seeing: Choice | None = ask_one("difficulty", N_("Seeing, even with glasses"))
    hearing: Choice | None = ask_one("difficulty", N_("Hearing, even with a hearing aid"))
    walking: Choice | None = ask_one("difficulty", N_("Walking or climbing steps"))
    remembering: Choice | None = ask_one("difficulty", N_("Remembering or concentrating"))
    selfcare: Choice | None = ask_one("difficulty", N_("Washing or dressing"))
    communicating: Choice | None = ask_one("difficulty", N_("Understanding and being understood"))
    aids: str | None = ask(N_("What helps"))
