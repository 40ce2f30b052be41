"""Previewing and printing a version: first which copy, for whom, then its pages; only printing makes a numbered copy."""

from PySide6.QtWidgets import QWidget

from centre_app.documents.care_plan_printing import preview_care_plan, print_care_plan
from centre_app.language import N_
from centre_app.records import CarePlan, CaseFile
from ui.pages.plan.which_copy import WhichCopy, WhichCopyDialog
from ui.preview import preview
from ui.session import Session


def preview_plan(session: Session, case: CaseFile, plan: CarePlan, *, sex: str | None, over: QWidget) -> None:
    """Ask which copy is wanted and show it as it will be printed; printing or saving it makes a numbered copy."""
    made: list[bytes] = []

    def make(which: WhichCopy) -> None:
        made[:] = [
            preview_care_plan(
                session.register,
                plan,
                copy_level=which.level,
                recipient=which.recipient,
                large=which.large,
                language=session.language,
            )
        ]

    dialog = WhichCopyDialog(session, plan, sex=sex, make=make, over=over)
    wanted = dialog.exec()
    which = dialog.which()
    dialog.deleteLater()
    if not wanted:
        return
    preview(
        session,
        title=session.say(N_("Care plan")),
        shown=made[0],
        final=lambda: session.do(
            print_care_plan,
            case,
            plan=plan,
            copy_level=which.level,
            recipient=which.recipient,
            large=which.large,
            language=session.language,
        ),
        file_name=f"{case.code}-v{plan.version}-{which.level.letter}.pdf",
        over=over,
    )
