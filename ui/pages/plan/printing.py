"""Previewing and printing a version: for her (A) or for the centre's file (B), in large type when she needs it."""

from PySide6.QtWidgets import QWidget

from centre_app.documents.care_plan_printing import preview_care_plan, print_care_plan
from centre_app.documents.care_plan_sheet import CopyLevel
from centre_app.language import N_
from centre_app.records import CarePlan, CaseFile
from ui.preview import preview
from ui.session import Session


def preview_plan(session: Session, case: CaseFile, plan: CarePlan, *, over: QWidget) -> None:
    """Show the version as it will be printed; printing or saving it makes a numbered copy."""
    register, language = session.register, session.language
    level = CopyLevel.CENTRE
    shown = preview_care_plan(register, plan, copy_level=level, language=language)
    preview(
        session,
        title=session.say(N_("Care plan")),
        shown=shown,
        final=lambda: session.do(print_care_plan, case, copy_level=level, language=language),
        file_name=f"{case.code}-v{plan.version}.pdf",
        over=over,
    )
