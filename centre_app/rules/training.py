"""Rules about learning a trade and being given things: V14 the age for it, V20 receipts."""

from collections.abc import Iterator

from centre_app.dates import ages_on
from centre_app.language import N_
from centre_app.questions import Record
from centre_app.records import CaseFile, KitGrant, Person, TrainingEnrolment
from centre_app.rules.around import Around, say
from centre_app.rules.findings import BLOCKS, WARNS, Finding

WORKING_AGE = 15
FULL_AGE = 18
IN_THE_CENTRE = "centre"
# Machines, heights, current, hot metal, roads: what ILO conventions 138 and 182 keep from those under 18 unless the
# director answers for it. To be held against Mali's own list of hazardous work.
HAZARDOUS = frozenset(
    {"mechanics", "moto_mechanics", "electricity", "solar", "plumbing", "masonry", "carpentry", "metalwork", "driving"}
)

TOO_YOUNG = N_("She may be under 15: only an introduction at the centre is allowed.")
TOO_YOUNG_FOR_ALL_WE_KNOW = N_(
    "Her age is not known: treat her as a child until it is. Only an introduction at the centre is allowed."
)
DANGEROUS = N_("This trade is hazardous under 18. The director must write why.")
DANGEROUS_FOR_ALL_WE_KNOW = N_(
    "Her age is not known: treat her as a child until it is. This trade is hazardous: the director must write why."
)


def v14_the_trade_suits_her_age(training: Record, around: Around) -> Iterator[Finding]:
    """Whose age nobody knows is protected as the youngest whom the rule protects."""
    if not isinstance(training, TrainingEnrolment) or training.to_on is not None:
        return
    case = around.get(CaseFile, training.case_id)
    person = around.get(Person, case.person_id) if case else None
    if person is None:
        return
    youngest = ages_on(person.birth, training.from_on or around.today)[0] if person.birth else None
    if (youngest or 0) < WORKING_AGE and training.mode not in (None, IN_THE_CENTRE):
        yield say(training, "V14", WARNS, "mode", TOO_YOUNG if youngest is not None else TOO_YOUNG_FOR_ALL_WE_KNOW)
    if (youngest or 0) < FULL_AGE and training.trade in HAZARDOUS and not (training.director_reason or "").strip():
        message = DANGEROUS if youngest is not None else DANGEROUS_FOR_ALL_WE_KNOW
        yield say(training, "V14", WARNS, "director_reason", message)


def v20_a_kit_has_a_receipt_and_a_project(grant: Record, around: Around) -> Iterator[Finding]:
    if not isinstance(grant, KitGrant):
        return
    if not (grant.receipt or "").strip():
        yield say(grant, "V20", BLOCKS, "receipt", N_("Write the number of the signed receipt."))
    if not grant.project_id:
        yield say(grant, "V20", BLOCKS, "project_id", N_("Choose the project that pays for it."))


RULES = (v14_the_trade_suits_her_age, v20_a_kit_has_a_receipt_and_a_project)
