"""What could not be read for a copy, because it is kept for others than whoever prints it: the paper says so.

Only what the copy would have printed counts: an excerpt about school lacks nothing where the legal part is shut.
"""

from collections.abc import Iterator

from centre_app.documents.care_plan_levels import Part
from centre_app.documents.care_plan_reading.source import Source
from centre_app.language import N_
from centre_app.questions import HEALTH, Record
from centre_app.records import (
    CarePlan,
    Consent,
    CustodyOrder,
    DomainNeed,
    FamilyAssessment,
    HealthBrief,
    LegalCase,
    LegalStep,
    NeedsAssessment,
    Notification,
    PersonName,
    PlanGoal,
    PsychosocialSession,
    Relative,
    SafetyPlan,
    SchoolEnrolment,
    TracingAction,
)

# How a part is called, in which part of the table it stands, and the records it is read from.
_READ_FROM: tuple[tuple[str, Part | None, tuple[type[Record], ...]], ...] = (
    (N_("the names"), None, (PersonName,)),
    (N_("some parts of the plan itself"), None, (CarePlan, PlanGoal)),
    (N_("the consents"), Part.CONSENTS, (Consent,)),
    (N_("the needs"), Part.NEEDS, (NeedsAssessment, DomainNeed)),
    (N_("the safety plan"), Part.SAFETY, (SafetyPlan,)),
    (N_("the health part"), Part.HEALTH, (HealthBrief,)),
    (N_("the psychosocial part"), Part.PSYCHOSOCIAL, (PsychosocialSession,)),
    (N_("school and training"), Part.SCHOOL, (SchoolEnrolment,)),
    (N_("the legal part"), Part.LEGAL, (CustodyOrder, LegalCase, LegalStep, Notification)),
    (N_("the family part"), Part.FAMILY, (Relative, TracingAction, FamilyAssessment)),
)


def shut_parts(source: Source) -> Iterator[str]:
    """Give the parts that this copy lacks, in the words of the paper."""
    for said, part, types in _READ_FROM:
        if part is not None and not source.prints(part):
            continue
        if any(_is_kept(source, kind) for kind in types) or (part is Part.HEALTH and _health_is_shut(source)):
            yield source.language.say(said)


def _is_kept(source: Source, kind: type[Record]) -> bool:
    """Say whether records of a kind, or some answers in them, are kept for others."""
    right = source.register.rights.of(kind)
    return not source.register.can_open(kind) or bool(right.kept) or right.domains is not None


def _health_is_shut(source: Source) -> bool:
    """Whoever has no key to health at all does not know what the brief leaves out."""
    return HEALTH not in source.register.vault.compartments
