"""Each kind of happening as the record that a register keeps of it."""

from collections.abc import Callable
from datetime import timedelta

from centre_app.dates import PartialDate
from centre_app.questions import Record
from centre_app.records import (
    CarePlan,
    FollowUp,
    Incident,
    LegalCase,
    LegalStep,
    MedicalVisit,
    PsychosocialSession,
    Referral,
    RiskAssessment,
    SafetyPlan,
    SchoolEnrolment,
    TraffickingProfile,
    TrainingEnrolment,
)
from tests.network.world import Happening

_REVIEW_AFTER = timedelta(days=90)


def lesson_of(told: Happening, case_id: str) -> SchoolEnrolment | TrainingEnrolment:
    if told.what == "school":
        return SchoolEnrolment(case_id=case_id, provision=told.key, level=told.detail or None, from_on=told.day)
    return TrainingEnrolment(case_id=case_id, trade=told.key, mode=told.detail, from_on=told.day)


def incident_of(told: Happening, case_id: str | None) -> Incident:
    return Incident(
        case_id=case_id,
        incident_type=told.key,
        occurred=PartialDate.exact(told.day),
        place=told.detail,
        description="Une invention.",
        reported_on=told.day,
    )


def _plan(case_id: str, told: Happening) -> CarePlan:
    return CarePlan(
        case_id=case_id,
        version=1,
        status="agreed",
        drafted_on=told.day,
        agreed_on=told.day,
        review_on=told.day + _REVIEW_AFTER,
    )


def _referral(case_id: str, told: Happening) -> Referral:
    return Referral(
        case_id=case_id,
        referral_type=told.key,
        reason="care",
        organisation_in_words="Un service inventé",
        sent_on=told.day,
        status=told.how,
        answered_on=told.answered,
        service_received_on=told.received,
    )


MAKERS: dict[str, Callable[[str, Happening], Record]] = {
    "visit": lambda case_id, told: MedicalVisit(case_id=case_id, visit_type=told.key, seen_on=told.day),
    "session": lambda case_id, told: PsychosocialSession(
        case_id=case_id, session_type=told.key, held_on=told.day, attended=told.how
    ),
    "step": lambda case_id, told: LegalStep(case_id=case_id, action=told.key, done_on=told.day),
    "decision": lambda case_id, told: LegalCase(
        case_id=case_id, kind="criminal", opened_on=told.day, closed_on=told.day, status=told.key
    ),
    "risk": lambda case_id, told: RiskAssessment(
        case_id=case_id, assessed_on=told.day, level=told.key, next_on=told.day + _REVIEW_AFTER
    ),
    "safety": lambda case_id, told: SafetyPlan(case_id=case_id, drawn_up_on=told.day, what_to_do="Une invention."),
    "trafficking": lambda case_id, told: TraffickingProfile(
        case_id=case_id, status=told.key, status_by=told.detail, status_on=told.day
    ),
    "plan": _plan,
    "referral": _referral,
    "follow_up": lambda case_id, told: FollowUp(
        case_id=case_id,
        milestone=told.key,
        follow_up_type="after_reunification",
        done_on=told.day,
        via=told.detail,
        result=told.how,
    ),
}
