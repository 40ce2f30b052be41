"""What an arrival opens: the check-up, the entry kit, a first look at risk and needs, the answers that were left open."""

from collections.abc import Iterator
from datetime import timedelta

from centre_app.agenda.due import Due
from centre_app.agenda.emergency import is_emergency
from centre_app.agenda.files import CHILDREN_ALONG, Files
from centre_app.choices.keys import UserRole
from centre_app.records import HouseRules, Intake, MedicalVisit, NeedsAssessment, RiskAssessment, Stay
from centre_app.risk import FIRST_WITHIN
from centre_app.rules.house_rules import accepted, in_force_among

# records.md, §3.5b: what "registered → admitted" creates
CHECK_UP_WITHIN = timedelta(days=2)
KIT_WITHIN = timedelta(days=1)
REST_WITHIN = timedelta(days=3)  # features.md §1.1: what an arrival left open is asked within 72 h
RULES_WITHIN = timedelta(days=3)  # once she has slept, and has seen what they are about
NEEDS_WITHIN = timedelta(days=7)  # before the plan of the 14th day, which answers them
BEFOREHAND = timedelta(days=7)  # what was done in the week before she came counts
WRITTEN_WITHIN = timedelta(days=30)  # a stay written down later comes from an old register
ENTRY_CHECK_UP = "admission_check"


def check_ups(files: Files) -> Iterator[Due]:
    """Whoever arrives is seen by a nurse within 48 hours, children too."""
    asked = {case_id: stay for case_id, stay in files.asked_of(MedicalVisit) if _is_new(stay)}
    if not asked:
        return
    seen = {visit.case_id: visit for visit in files.as_stored(MedicalVisit, visit_type=ENTRY_CHECK_UP)}
    for case_id, stay in asked.items():
        visit, came = seen.get(case_id), stay.admitted_on
        if came and not (visit and visit.seen_on and visit.seen_on >= came - BEFOREHAND):
            yield files.due("entry_checkup", came + CHECK_UP_WITHIN, case_id, section="health", role=UserRole.NURSE)


def first_risks(files: Files) -> Iterator[Due]:
    """The risk is looked at within 24 hours, at once where danger was told at the door; again when somebody comes back."""
    at_once = {intake.case_id for intake in files.of(Intake) if intake.in_danger}
    newest = files.newest(RiskAssessment, by="assessed_on")
    for case_id, stay in files.asked_of(RiskAssessment):
        known, came = newest.get(case_id), stay.admitted_on
        is_known = known and came and known.assessed_on and known.assessed_on >= came - BEFOREHAND
        if came and not is_known and stay.admission_type not in CHILDREN_ALONG:
            within = timedelta(0) if case_id in at_once and is_emergency(stay) else FIRST_WITHIN
            yield files.due("risk_due", came + within, case_id, section="safety")


def first_needs(files: Files) -> Iterator[Due]:
    """What she needs is asked once in a stay at the least; from then on the assessment says when it is asked again."""
    newest = files.newest(NeedsAssessment, by="assessed_on")
    for case_id, stay in files.asked_of(NeedsAssessment):
        known, came = newest.get(case_id), stay.admitted_on
        is_known = known and came and known.assessed_on and known.assessed_on >= came - BEFOREHAND
        if _is_new(stay) and came and not is_known and stay.admission_type not in CHILDREN_ALONG:
            yield files.due("needs_due", came + NEEDS_WITHIN, case_id, section="safety")


def kits(files: Files) -> Iterator[Due]:
    """Soap, clothes, a mat: until somebody says that it was given, or why not."""
    for case_id, stay in files.asked_of(Stay):
        is_answered = stay.entry_kit_done or "entry_kit_done" in stay.missing
        if _is_new(stay) and stay.admitted_on and not is_answered and stay.admission_type not in CHILDREN_ALONG:
            yield files.due(
                "entry_kit", stay.admitted_on + KIT_WITHIN, case_id, section="housing", who_id=stay.admitted_by
            )


def rules(files: Files) -> Iterator[Due]:
    """The rules of the house are explained and accepted; new ones again, by whoever is here."""
    written = files.register.find_open(HouseRules) if files.register.can_open(HouseRules) else []
    now = in_force_among(written, files.today)
    if now is None or now.from_on is None:
        return
    for case_id, stay in files.asked_of(Stay):
        is_answered = "rules_signed_on" in stay.missing or accepted(stay, written) == now
        if stay.admitted_on and not is_answered and stay.admission_type not in CHILDREN_ALONG:
            yield files.due("rules_due", max(stay.admitted_on, now.from_on) + RULES_WITHIN, case_id, section="housing")


def open_arrivals(files: Files) -> Iterator[Due]:
    """What an arrival left unanswered is asked within three days, gently; one at night is asked for by the hour."""
    own = {
        case_id
        for case_id, stay in files.stays.items()
        if stay.admission_type not in CHILDREN_ALONG and not is_emergency(stay)
    }
    for intake in files.of(Intake):
        if intake.case_id in own and intake.contact_on and _is_unanswered(intake):
            yield files.due("data_quality", intake.contact_on + REST_WITHIN, intake.case_id, section="identity")


def _is_unanswered(intake: Intake) -> bool:
    required = (question.name for question in intake.questions.values() if question.required)
    return any(getattr(intake, name) is None and name not in intake.missing for name in required)


def _is_new(stay: Stay) -> bool:
    """Say whether a stay was written down when it began: nobody is asked today for a check-up of years ago."""
    if stay.admitted_on is None or stay.created_at is None:
        return False
    return stay.created_at.date() - stay.admitted_on <= WRITTEN_WITHIN


SOURCES = (check_ups, first_risks, first_needs, kits, rules, open_arrivals)
