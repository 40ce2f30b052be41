"""How great the danger is and what she needs, each written as one act."""

from collections.abc import Sequence

from centre_app.forms.wellbeing import SIX_QUESTIONS
from centre_app.questions import Record
from centre_app.records import DomainNeed, FunctionalDifficulties, NeedsAssessment, RiskAssessment, RiskDrivers
from centre_app.register import Register

DISABILITY_FROM = "3"  # "a lot of difficulty", Washington Group on Disability Statistics, short set


def assess_risk(register: Register, assessment: RiskAssessment, drivers: RiskDrivers | None = None) -> RiskAssessment:
    """Write how great the danger is, and where her keys open it what drives it, as one act. Raises NotSaved."""
    told: list[Record] = (
        [drivers] if drivers is not None and (drivers.drivers or drivers.in_words or drivers.rev) else []
    )
    saved: list[Record] = register.save(assessment, *told, action="assess_risk")
    return next(record for record in saved if isinstance(record, RiskAssessment))


def assess_needs(register: Register, assessment: NeedsAssessment, needs: Sequence[DomainNeed]) -> NeedsAssessment:
    """Write what she needs, domain by domain, as one act; a domain of which nothing is said is left out. Raises NotSaved."""
    said = [one for one in needs if one.rev or one.score or one.need or one.strength]
    saved: list[Record] = register.save(assessment, *said, action="assess_needs")
    return next(record for record in saved if isinstance(record, NeedsAssessment))


def has_disability(asked: FunctionalDifficulties) -> bool | None:
    """Say whether one speaks of a disability: a lot of difficulty in any of the six. None while it cannot be said.

    One answer of 3 is enough; that there is none is known once all six are answered.
    """
    answers = [getattr(asked, name) for name in SIX_QUESTIONS]
    if any(answer is not None and answer >= DISABILITY_FROM for answer in answers):
        return True
    return None if None in answers else False
