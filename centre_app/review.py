"""What is missing, what cannot be right, what stops a save: the rules of the house as findings.

Each rule is a plain function named after its number in the domain's list (V1, V2 …) and yields findings. Few block;
nothing is raised because a person mistyped. The rules stand in `rules/`, by the part of a stay they watch.
"""

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from centre_app.questions import Record
from centre_app.reader import Reader
from centre_app.rules import (
    answers,
    belongings,
    break_glass,
    case,
    common,
    consent,
    family,
    groups,
    health,
    house_rules,
    housing,
    leaves,
    legal,
    lifecycle,
    lists,
    meals,
    merging,
    person,
    plan,
    protection,
    psychosocial,
    referrals,
    reporting,
    retention,
    roll_call,
    safety,
    stock,
    training,
    withdrawing,
    without_file,
)
from centre_app.rules.around import Around
from centre_app.rules.findings import BLOCKS, INFORMS, WARNS, Finding

__all__ = ["BLOCKS", "INFORMS", "WARNS", "Finding", "review"]

Rule = Callable[[Any, Around], Iterator[Finding]]

# Which rules watch which record: read off the first parameter's annotation would be shorter, and hidden.
_RULES: tuple[Rule, ...] = (
    *common.RULES,
    *answers.RULES,
    *person.RULES,
    *case.RULES,
    *lifecycle.RULES,
    *leaves.RULES,
    *family.RULES,
    *referrals.RULES,
    *consent.RULES,
    *merging.RULES,
    *housing.RULES,
    *roll_call.RULES,
    *meals.RULES,
    *belongings.RULES,
    *house_rules.RULES,
    *health.RULES,
    *psychosocial.RULES,
    *groups.RULES,
    *training.RULES,
    *plan.RULES,
    *protection.RULES,
    *safety.RULES,
    *legal.RULES,
    *stock.RULES,
    *reporting.RULES,
    *retention.RULES,
    *without_file.RULES,
    *lists.RULES,
    *break_glass.RULES,
)


def review(register: Reader, records: Iterable[Record]) -> list[Finding]:
    """Return what is to be said of records about to be saved together, the gravest first.

    The rules see the register as it would stand after the save. Where an answer cannot be kept at all, nothing else is
    said until it is mended: a rule may count days and compare numbers without asking whether it can.
    """
    pending = list(records)
    around = Around(register, pending)
    found = list(_asked(pending, around, (common.answers_can_be_kept,), (common.words_beside_answers_can_be_kept,)))
    if not found:
        found = list(_asked(pending, around, _RULES, withdrawing.RULES))
    if not any(finding.blocks for finding in found):
        found += _asked(pending, around, (common.a_new_record_says_something,), ())
    return sorted(found, key=lambda finding: finding.gravity)


def _asked(
    pending: Iterable[Record], around: Around, of_standing: Sequence[Rule], of_taken_back: Sequence[Rule]
) -> Iterator[Finding]:
    """Yield what rules say: some of records that stand, others of those that are taken back."""
    for record in pending:
        for rule in of_taken_back if record.is_void else of_standing:
            for finding in rule(record, around):
                yield dataclasses.replace(finding, sex=around.sex_of(record))
