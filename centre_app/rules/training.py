"""Rules about learning and being given things: V14 the age for a trade, V20 receipts, the days that reports count by."""

from collections.abc import Iterator

from centre_app.dates import ages_on
from centre_app.language import N_
from centre_app.questions import Record
from centre_app.records import CaseFile, KitGrant, Person, SchoolAttendance, SchoolEnrolment, TrainingEnrolment
from centre_app.rules.around import Around, say
from centre_app.rules.findings import BLOCKS, WARNS, Finding

ENDED = frozenset({"completed", "dropped", "transferred"})
LONGEST_MONTH = 31  # days
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


def what_ended_says_on_which_day(learning: Record, around: Around) -> Iterator[Finding]:
    """Without the day it would be counted as ended on the day it began: school and training last in the reports."""
    if not isinstance(learning, SchoolEnrolment | TrainingEnrolment):
        return
    if learning.status in ENDED and learning.to_on is None:
        yield say(learning, "", WARNS, "to_on", N_("Give the last day: the month’s report counts by it."))


def nobody_is_at_school_on_more_days_than_there_are(counted: Record, around: Around) -> Iterator[Finding]:
    if not isinstance(counted, SchoolAttendance) or counted.days_open is None:
        return
    if counted.days_open > LONGEST_MONTH:
        yield say(counted, "", BLOCKS, "days_open", N_("No month has so many days."))
    elif (counted.days_present or 0) > counted.days_open:
        yield say(counted, "", BLOCKS, "days_present", N_("That is more days than there was school."))


RULES = (
    v14_the_trade_suits_her_age,
    v20_a_kit_has_a_receipt_and_a_project,
    what_ended_says_on_which_day,
    nobody_is_at_school_on_more_days_than_there_are,
)
