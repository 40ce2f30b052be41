"""The care plan: to be written, to be reviewed, what was promised in it."""

from collections.abc import Iterator
from datetime import timedelta

from centre_app.agenda.due import Due
from centre_app.agenda.files import CHILDREN_ALONG, Files
from centre_app.casework.plans import OPEN_ACTIONS, SIGNED
from centre_app.records import CarePlan, PlanAction

PLAN_WITHIN = timedelta(days=14)  # rule V18; the humanitarian indicator P1-PC1-1


def plans_to_write(files: Files) -> Iterator[Due]:
    """V18: a resident has an agreed plan 14 days after admission. Children who came along have their mother's."""
    agreed = {plan.case_id for plan in files.of(CarePlan) if plan.agreed_on}
    for case_id, stay in files.asked_of(CarePlan):
        if stay.admitted_on and case_id not in agreed and stay.admission_type not in CHILDREN_ALONG:
            yield files.due("plan_due", stay.admitted_on + PLAN_WITHIN, case_id, section="plan")


def plans_to_review(files: Files) -> Iterator[Due]:
    """The version that is signed, also while the next one is being drafted."""
    for plan in _signed(files):
        if plan.review_on:
            yield files.due("plan_review", plan.review_on, plan.case_id, section="plan", record_id=plan.id)


def actions(files: Files) -> Iterator[Due]:
    """Actions of signed plans; those of a draft are nobody's duty yet."""
    file_of = {plan.id: plan.case_id for plan in _signed(files)}
    for action in files.of_any_file(PlanAction, plan_id=set(file_of), status=OPEN_ACTIONS):
        if action.due_on:
            yield Due(
                task="action_due",
                due_on=action.due_on,
                case_id=file_of[action.plan_id],
                section="plan",
                record_id=action.id,
                who_id=action.who_id,
                what=action.what or "",
            )


def _signed(files: Files) -> list[CarePlan]:
    return [plan for plan in files.of(CarePlan) if plan.status in SIGNED and plan.case_id in files.in_care]


SOURCES = (plans_to_write, plans_to_review, actions)
