"""Printing a care plan from an open register: every copy has a number, and a line in history before it is handed out."""

from centre_app.casework.plans import current
from centre_app.documents.care_plan import care_plan_pdf
from centre_app.documents.care_plan_reading import care_plan_sheet
from centre_app.documents.care_plan_sheet import Copy, CopyLevel
from centre_app.language import Language
from centre_app.problems import NotFound
from centre_app.records import CarePlan, CaseFile, PrintedCopy
from centre_app.register import Register


def print_care_plan(
    register: Register,
    case: CaseFile,
    *,
    copy_level: CopyLevel,
    language: Language,
    total: int | None = None,
    large: bool = False,
) -> bytes:
    """Return the newest version of a plan as a numbered copy, written down before it is handed out.

    `total` says of how many copies this is one, where they are printed together. Raises NotFound without a plan.
    """
    plan = current(register, case)
    if plan is None:
        raise NotFound
    number = next_copy_number(register, plan)
    register.save(
        PrintedCopy(
            case_id=case.id,
            plan_id=plan.id,
            document="care_plan",
            version=plan.version,
            copy_number=number,
            level=copy_level.value,
            printed_on=register.today,
        ),
        action="print",
    )
    sheet = care_plan_sheet(register, plan, copy=Copy(level=copy_level, number=number, total=total), language=language)
    return care_plan_pdf(sheet, language, large=large)


def preview_care_plan(
    register: Register, plan: CarePlan, *, copy_level: CopyLevel, language: Language, large: bool = False
) -> bytes:
    """Return a version as it would be printed next, for the screen alone: no number is given out, no line written."""
    copy = Copy(level=copy_level, number=next_copy_number(register, plan))
    return care_plan_pdf(care_plan_sheet(register, plan, copy=copy, language=language), language, large=large)


def next_copy_number(register: Register, plan: CarePlan) -> int:
    """Return the number of the next copy of a version; a number once given is not given again."""
    return 1 + len(register.find(PrintedCopy, plan_id=plan.id, document="care_plan", with_void=True))
