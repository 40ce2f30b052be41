"""Rules about health: V15 a pregnancy that is probably a slip, V16 the hours after rape, measures that cannot be.

None refuses: what the nurse saw is written down, and she is asked to look once more.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType

from centre_app.dates import ages_on
from centre_app.language import N_
from centre_app.questions import Record
from centre_app.records import (
    CareAfterRape,
    CaseFile,
    Delivery,
    Dose,
    GrowthMeasure,
    HealthProfile,
    Intake,
    Person,
    Pregnancy,
    Prescription,
)
from centre_app.rules.around import Around, say
from centre_app.rules.findings import INFORMS, WARNS, Finding
from centre_app.windows import TOO_LATE, is_too_late, too_late_for, waited

YOUNGEST_PREGNANT = 9
MALE = "male"
PREGNANT = "pregnant"

# What no measure here goes beyond: the lightest living newborn to the heaviest adult, and the same of arms and heights.
WEIGHT_KG = (Decimal("0.3"), Decimal(250))
HEIGHT_CM = (25, 230)
MUAC_MM = (50, 500)
BIRTH_WEIGHT_G = (300, 7000)

_TOO_LATE: Mapping[str, str] = MappingProxyType(
    {
        "pep": N_("More than 72 hours: probably too late to prevent HIV. The test and all other care are still due."),
        "emergency_contraception": N_(
            "More than 120 hours: probably too late to prevent a pregnancy. A test and all other care are still due."
        ),
    }
)


def v15_a_pregnancy_of_a_boy_or_a_small_child_is_checked(record: Record, around: Around) -> Iterator[Finding]:
    """It asks to check and never refuses. A pregnancy is written by the nurse, or is why she was admitted."""
    match record:
        case HealthProfile(is_pregnant=True):
            question = "is_pregnant"
        case Intake(reason=reason) if reason == PREGNANT:
            question = "reason"
        case Pregnancy():
            question = "noted_on"
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


def v16_too_late_is_proposed_and_the_visit_never_hidden(care: Record, around: Around) -> Iterator[Finding]:
    """Counted to the minute from what happened to when she was first seen, or to now."""
    if not isinstance(care, CareAfterRape):
        return
    person = _person_of(care, around)
    for question in too_late_for(care, now=around.now):
        if question == "emergency_contraception" and person is not None and person.sex == MALE:
            continue
        yield say(care, "V16", INFORMS, question, _TOO_LATE[question])
    for question in _TOO_LATE if care.happened_at else ():
        if getattr(care, question) == TOO_LATE and not is_too_late(care, question, now=around.now):
            yield say(care, "V16", WARNS, question, N_("By the hours written here it was not too late. Check them."))


def v16_she_is_seen_after_it_happened(care: Record, around: Around) -> Iterator[Finding]:
    if not isinstance(care, CareAfterRape) or care.happened_at is None:
        return
    took = waited(care, now=around.now)
    if care.happened_at > around.now:
        yield say(care, "V25", WARNS, "happened_at", N_("This hour has not come yet. Check it."))
    elif care.seen_at is not None and took is not None and took.total_seconds() < 0:
        yield say(care, "V16", WARNS, "seen_at", N_("She would have been seen before it happened. Check both hours."))


def a_dose_lies_within_its_treatment(dose: Record, around: Around) -> Iterator[Finding]:
    if not isinstance(dose, Dose) or dose.due_on is None:
        return
    prescription = around.get(Prescription, dose.prescription_id)
    if prescription is None:
        return
    if prescription.to_on is not None and dose.due_on > prescription.to_on:
        yield say(dose, "", WARNS, "due_on", N_("This treatment had ended before this day. Check both dates."))
    if prescription.from_on is not None and dose.due_on < prescription.from_on:
        yield say(dose, "", WARNS, "due_on", N_("This treatment had not begun on this day. Check both dates."))


def a_treatment_ends_after_it_began(prescription: Record, around: Around) -> Iterator[Finding]:
    match prescription:
        case Prescription(from_on=begun, to_on=ended) if begun and ended and ended < begun:
            yield say(prescription, "", WARNS, "to_on", N_("It would end before it began. Check both dates."))


def measures_are_those_of_somebody(record: Record, around: Around) -> Iterator[Finding]:
    """A comma in the wrong place is found while whoever measured is still there."""
    match record:
        case GrowthMeasure():
            bounds: Mapping[str, tuple[Decimal | int, Decimal | int]] = {
                "weight_kg": WEIGHT_KG, "height_cm": HEIGHT_CM, "muac_mm": MUAC_MM,
            }  # fmt: skip
        case HealthProfile():
            bounds = {"height_cm": HEIGHT_CM, "muac_mm": MUAC_MM}
        case Delivery():
            bounds = {"weight_g": BIRTH_WEIGHT_G}
        case _:
            return
    for question, (least, most) in bounds.items():
        measured = getattr(record, question)
        if measured is not None and not least <= measured <= most:
            yield say(
                record, "", WARNS, question, N_("This measure is hardly possible. Check the number and its unit.")
            )


def _person_of(record: CareAfterRape, around: Around) -> Person | None:
    case = around.get(CaseFile, record.case_id)
    return around.get(Person, case.person_id) if case else None


RULES = (
    v15_a_pregnancy_of_a_boy_or_a_small_child_is_checked,
    v16_too_late_is_proposed_and_the_visit_never_hidden,
    v16_she_is_seen_after_it_happened,
    a_dose_lies_within_its_treatment,
    a_treatment_ends_after_it_began,
    measures_are_those_of_somebody,
)
