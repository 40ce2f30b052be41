"""What is missing, what cannot be right, what stops a save: the rules of the house as findings.

Each rule is a plain function named after its number in the domain's list (V1, V2 …) and yields findings. Few block;
nothing is raised because a person mistyped. The rules stand in `rules/`, by the part of a stay they watch.
"""

import dataclasses
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from centre_app.questions import Record
from centre_app.reader import Reader
from centre_app.rules import (
    answers,
    break_glass,
    case,
    common,
    consent,
    family,
    groups,
    health,
    housing,
    legal,
    lifecycle,
    merging,
    person,
    plan,
    protection,
    psychosocial,
    referrals,
    safety,
    training,
)
from centre_app.rules.around import Around
from centre_app.rules.findings import BLOCKS, INFORMS, WARNS, Finding

__all__ = ["BLOCKS", "INFORMS", "WARNS", "Finding", "review"]

# Which rules watch which record: read off the first parameter's annotation would be shorter, and hidden.
_RULES: tuple[Callable[[Any, Around], Iterator[Finding]], ...] = (
    *common.RULES,
    *answers.RULES,
    *person.RULES,
    *case.RULES,
    *lifecycle.RULES,
    *family.RULES,
    *referrals.RULES,
    *consent.RULES,
    *merging.RULES,
    *housing.RULES,
    *health.RULES,
    *psychosocial.RULES,
    *groups.RULES,
    *training.RULES,
    *plan.RULES,
    *protection.RULES,
    *safety.RULES,
    *legal.RULES,
    *break_glass.RULES,
)


def review(register: Reader, records: Iterable[Record]) -> list[Finding]:
    """Return what is to be said of records about to be saved together, the gravest first.

    The rules see the register as it would stand after the save.
    """
    pending = list(records)
    around = Around(register, pending)
    found = [
        dataclasses.replace(finding, sex=around.sex_of(record))
        for record in pending
        if not record.is_void
        for rule in _RULES
        for finding in rule(record, around)
    ]
    return sorted(found, key=lambda finding: finding.gravity)
