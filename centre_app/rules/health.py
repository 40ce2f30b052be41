"""Rules about health: V15 a pregnancy that is probably a slip."""

from collections.abc import Iterator

from centre_app.dates import ages_on
from centre_app.language import N_
from centre_app.questions import Record
from centre_app.records import CaseFile, HealthProfile, Intake, Person
from centre_app.rules.around import Around, say
from centre_app.rules.findings import WARNS, Finding

YOUNGEST_PREGNANT = 9
MALE = "male"
PREGNANT = "pregnant"


def v15_a_pregnancy_of_a_boy_or_a_small_child_is_checked(record: Record, around: Around) -> Iterator[Finding]:
    """It asks to check and never refuses. A pregnancy is written by the nurse, or is why she was admitted."""
    match record:
        case HealthProfile(is_pregnant=True):
            question = "is_pregnant"
        case Intake(reason=reason) if reason == PREGNANT:
            question = "reason"
        case _:
            return
    case = around.get(CaseFile, record.case_id)
    person = around.get(Person, case.person_id) if case else None
    if person is None:
        return
    if person.sex == MALE:
        yield say(record, "V15", WARNS, question, N_("The file says that this is a boy or a man. Check both answers."))
    if person.birth and ages_on(person.birth, around.today)[1] < YOUNGEST_PREGNANT:
        yield say(record, "V15", WARNS, question, N_("The file says that she is under 9. Check both answers."))


RULES = (v15_a_pregnancy_of_a_boy_or_a_small_child_is_checked,)
