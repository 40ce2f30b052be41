"""A house with everything in it, made up by chance: every kind of record that an agenda looks at, half-filled as in life.

Nothing here is plausible, and that is the point: days lie before and after today, answers are missing, files are closed,
followed up, merged, kept for others.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from random import Random
from typing import Any, TypeVar

from centre_app.choices import choices
from centre_app.choices.keys import Confidentiality
from centre_app.dates import Birth, PartialDate
from centre_app.kinds import BirthDay, Day, DecimalNumber, Moment, OneOf, PartialDay, SomeOf, WholeNumber, Words, YesNo
from centre_app.questions import Record
from centre_app.records import (
    Belonging,
    CareAfterRape,
    CarePlan,
    CaseFile,
    Consent,
    CustodyOrder,
    Delivery,
    Exit,
    FollowUp,
    GrowthMeasure,
    HealthBrief,
    HealthPaper,
    HealthProfile,
    HouseRules,
    IdentityPaper,
    Incident,
    Intake,
    Leave,
    LegalCase,
    LegalStep,
    Mediation,
    MedicalVisit,
    NeedsAssessment,
    Notification,
    Person,
    PersonIdentifier,
    PersonNationality,
    PlanAction,
    PlanGoal,
    Pregnancy,
    Prescription,
    ProtectionPaper,
    PsychosocialSession,
    Referral,
    RiskAssessment,
    SafetyPlan,
    Stay,
    TracingAction,
    TraffickingProfile,
    Vaccination,
)
from tests.makers import TODAY, a_case, a_name

# Of each kind so many, at most, in a file.
IN_A_FILE: dict[type[Record], int] = {
    HealthBrief: 1, HealthProfile: 1, MedicalVisit: 4, Prescription: 2, Vaccination: 3, Pregnancy: 1, Delivery: 1,
    GrowthMeasure: 2, CareAfterRape: 1, Incident: 2, RiskAssessment: 3, SafetyPlan: 1, NeedsAssessment: 2,
    PsychosocialSession: 4, CustodyOrder: 2, Notification: 2, TracingAction: 3, Mediation: 2, Referral: 3, Consent: 4,
    IdentityPaper: 2, HealthPaper: 1, ProtectionPaper: 1, FollowUp: 3, TraffickingProfile: 1,
}  # fmt: skip
STATUSES = (
    *("admitted",) * 8, "absent", "missing", "external", "registered", "reopened", *("follow_up",) * 4, *("closed",) * 3,
    "merged", "transferred",
)  # fmt: skip
R = TypeVar("R", bound=Record)
HOUSED = frozenset({"admitted", "absent", "missing"})
WHO = ("WHO-1", "WHO-2", None)


def a_full_house(chance: Random, files: int) -> Iterator[Record]:
    """Yield the records of so many files; the files that are merged are merged into one that came before."""
    made: list[CaseFile] = []
    beside = Random(files)  # what came later is made up apart: the rest stays as it was
    rules = [
        made_up(HouseRules, beside, version=one, from_on=TODAY - timedelta(days=200 - 80 * one)) for one in (1, 2, 3)
    ]
    yield from rules
    for number in range(files):
        person = made_up(Person, chance, sex=chance.choice(("female", "male", None)))
        status = chance.choice(STATUSES) if made else "admitted"
        case = a_case(
            person,
            code=f"SEG-26-{number + 1:04}",
            status=status,
            referent_id=chance.choice(WHO),
            confidentiality=chance.choice((*("standard",) * 14, "restricted", "sealed")),
            merged_into_id=chance.choice(made).id if status == "merged" else None,
        )
        made.append(case)
        yield person
        yield a_name(person, given=f"N{number}")
        yield case
        yield from _in_file(case, chance, beside, rules)


def _in_file(case: CaseFile, chance: Random, beside: Random, rules: Sequence[HouseRules]) -> Iterator[Record]:
    of: dict[str, Any] = {"case_id": case.id}
    came = TODAY - timedelta(days=chance.choice((0, 1, 2, 5, 10, 13, 14, 15, 40, 200)))
    stay = made_up(
        Stay, chance, **of, person_id=case.person_id, admitted_on=came,
        ended_on=None if case.status in HOUSED else came + timedelta(days=chance.randrange(300)),
    )  # fmt: skip
    stay = replace(stay, rules_id=beside.choice((*(one.id for one in rules), None)))
    yield stay
    for _ in range(beside.randrange(3)):
        yield made_up(Belonging, beside, **of, stay_id=stay.id, not_returned=beside.choice(("Perdu", "", None)))
    yield made_up(Intake, chance, **of, contact_on=chance.choice((came, None)))
    if stay.ended_on:
        yield made_up(Exit, chance, **of, stay_id=stay.id, left_on=stay.ended_on)
    yield made_up(Leave, chance, **of, stay_id=stay.id)
    yield made_up(PersonIdentifier, chance, person_id=case.person_id)
    yield made_up(PersonNationality, chance, person_id=case.person_id)
    yield from _plans(of, chance)
    trial = made_up(LegalCase, chance, **of)
    yield trial
    for _ in range(3):
        yield made_up(LegalStep, chance, **of, legal_case_id=chance.choice((trial.id, None)))
    for record_type, at_most in IN_A_FILE.items():
        for _ in range(chance.randint(0, at_most)):
            yield made_up(record_type, chance, **of)


def _plans(of: dict[str, Any], chance: Random) -> Iterator[Record]:
    for version in range(chance.randint(0, 2)):
        plan = made_up(CarePlan, chance, **of, version=version + 1)
        goal = made_up(PlanGoal, chance, **of, plan_id=plan.id, domain=chance.choice(("medical", "schooling", "legal")))
        yield plan
        yield goal
        for _ in range(3):
            yield made_up(PlanAction, chance, **of, plan_id=plan.id, goal_id=goal.id, who_id=chance.choice(WHO))


def made_up(record_type: type[R], chance: Random, **fixed: Any) -> R:
    """Return a record with answers by chance, a quarter of them missing; what belongs to others is given."""
    answers = {
        question.name: _answer(question.kind, question.name, chance)
        for question in record_type.questions.values()
        if question.name not in fixed
    }
    return record_type(**{name: answer for name, answer in answers.items() if answer is not None}, **fixed)


def _answer(kind: object, name: str, chance: Random) -> Any:
    if name == "confidentiality":
        return chance.choice((Confidentiality.STANDARD,) * 4 + (Confidentiality.RESTRICTED, Confidentiality.SEALED))
    if chance.random() < 0.25:
        return None
    match kind:
        case OneOf():
            return chance.choice(_few(kind.choices, name))
        case SomeOf():
            return frozenset(chance.sample(choices(kind.choices).keys, 1))
        case Day():
            return _a_day(chance)
        case Moment():
            return datetime.combine(_a_day(chance), time(chance.randrange(24), 30), UTC)
        case BirthDay():
            return _a_birth(chance)
        case PartialDay():
            return PartialDate.exact(_a_day(chance))
        case YesNo():
            return chance.random() < 0.5
        case WholeNumber():
            return chance.randint(1, 9)
        case DecimalNumber():
            return Decimal(chance.randint(1, 99)) / 10
        case Words():
            return "À voir"
    return None  # a reference: only those that are given


def _few(name: str, question: str) -> tuple[str, ...]:
    """Return what is drawn from: where a source looks for a few keys of a long list, those come up often enough."""
    often = {
        "medical_visit_type": ("admission_check", "curative", "dental"),
        "consent_type": ("services", "photo", "share_partner"),
        "document_type": ("passport", "ogp"),
        "identifier_type": ("passport", "nina"),
        "vaccine": ("hpv", "td"),
        "incident_type": ("rape", "sexual_assault", "theft", "runaway"),
        "psychosocial_type": ("individual", "art"),
        "legal_action_type": ("court_hearing", "complaint"),
        "plan_status": ("draft", "agreed", "active", "review_due", "revised"),
    }
    return often.get(name) or choices(name).keys


def _a_day(chance: Random) -> date:
    return TODAY + timedelta(days=chance.choice((-400, -90, -30, *range(-16, 17), 30, 31, 60, 90)))


def _a_birth(chance: Random) -> Birth:
    year = chance.choice((2008, 2009, 2012))
    return chance.choice((Birth.exact(date(year, chance.randint(1, 12), 28)), Birth.in_year(year)))
