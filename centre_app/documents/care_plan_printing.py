"""Printing a care plan from an open register: every copy has a number, and a line in history before it is handed out.

A copy that leaves the house says to whom it goes, and comes into being only with a consent or a basis in law (V10).
"""

from centre_app.casework.plans import current
from centre_app.documents.care_plan import care_plan_pdf
from centre_app.documents.care_plan_reading import care_plan_sheet
from centre_app.documents.care_plan_sheet import Copy, CopyLevel
from centre_app.documents.sharing import Recipient, refuse_to_share
from centre_app.language import Language
from centre_app.merged_files import family_of
from centre_app.problems import NotFound
from centre_app.records import CarePlan, CaseFile, PrintedCopy
from centre_app.register import Register


def print_care_plan(
    register: Register,
    case: CaseFile,
    *,
    copy_level: CopyLevel,
    language: Language,
    plan: CarePlan | None = None,
    recipient: Recipient | None = None,
    total: int | None = None,
    large: bool = False,
) -> bytes:
    """Return a version of a plan, the newest when left out, as a numbered copy, written down before it is handed out.

    `total` says of how many copies this is one, where they are printed together. Raises NotFound without a plan; for a
    copy that leaves NobodyNamed without a recipient, NoConsent without her agreement or a legal basis.
    """
    plan = plan or current(register, case)
    if plan is None:
        raise NotFound
    if case.id not in family_of(register, plan.case_id):  # what she agreed to is hers, not that of another file
        raise NotFound
    refuse_to_share(register, plan.case_id, copy_level, recipient)
    copy = _next_copy(register, plan, copy_level, recipient, total=total)
    register.save(
        PrintedCopy(
            case_id=case.id,
            plan_id=plan.id,
            document="care_plan",
            version=plan.version,
            copy_number=copy.number,
            level=copy_level.value,
            to_whom=copy.to_whom or None,
            organisation_id=copy.organisation_id,
            domain=copy.domain,
            printed_on=register.today,
        ),
        action="print",
    )
    sheet = care_plan_sheet(register, plan, copy=copy, language=language)
    return care_plan_pdf(sheet, language, large=large)


def preview_care_plan(
    register: Register,
    plan: CarePlan,
    *,
    copy_level: CopyLevel,
    language: Language,
    recipient: Recipient | None = None,
    large: bool = False,
) -> bytes:
    """Return a version as it would be printed next, for the screen alone: no number is given out, no line written.

    Raises the same where it may not leave.
    """
    if register.get(CaseFile, plan.case_id) is None:
        raise NotFound
    refuse_to_share(register, plan.case_id, copy_level, recipient)
    copy = _next_copy(register, plan, copy_level, recipient)
    return care_plan_pdf(care_plan_sheet(register, plan, copy=copy, language=language), language, large=large)


def next_copy_number(register: Register, plan: CarePlan) -> int:
    """Return the number of the next copy of a version; a number once given is not given again."""
    return 1 + len(register.find(PrintedCopy, plan_id=plan.id, document="care_plan", with_void=True))


def _next_copy(
    register: Register, plan: CarePlan, level: CopyLevel, recipient: Recipient | None, *, total: int | None = None
) -> Copy:
    """Return which copy comes next; only one that leaves names somebody."""
    number = next_copy_number(register, plan)
    if recipient is None or not level.leaves:
        return Copy(level=level, number=number, total=total)
    return Copy(
        level=level,
        number=number,
        total=total,
        to_whom=recipient.name(register),
        organisation_id=recipient.organisation_id,
        domain=recipient.domain if level is CopyLevel.PARTNER else None,
    )
