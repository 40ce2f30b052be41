"""Showing and printing the list of a session: with what is written, or to be filled in by hand."""

from PySide6.QtWidgets import QWidget

from centre_app.language import N_
from centre_app.records import GroupSession, TalkGroup
from ui.session import Session


def show_list(session: Session, group: TalkGroup, *, over: QWidget, held: GroupSession | None = None) -> None:
    """Show the list of a session, of the next one where none is named, and let it be printed."""
    from centre_app.documents.attendance_sheet import preview_attendance, print_attendance
    from ui.preview import preview

    preview(
        session,
        title=session.say(N_("Attendance list")),
        shown=preview_attendance(session.register, group, session.language, session=held),
        final=lambda: print_attendance(session.register, group, session.language, session=held),
        file_name="presences.pdf",
        over=over,
    )
