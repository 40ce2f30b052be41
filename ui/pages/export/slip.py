"""The slip on screen before it is printed; printing or saving it leaves a line in history."""

from PySide6.QtWidgets import QWidget

from centre_app.documents.export_slip import print_slip, slip_of
from centre_app.exchange.bundle import Prepared, Sealed
from centre_app.language import N_
from ui.preview import PreviewDialog
from ui.session import Session


def preview_slip(session: Session, prepared: Prepared, sealed: Sealed, *, carrier: str, over: QWidget) -> None:
    """Show the slip of a bundle that is on its stick."""
    language = session.language
    dialog = PreviewDialog(
        session,
        title=session.say(N_("Export slip")),
        preview=slip_of(session.register, prepared, sealed, carrier=carrier, language=language),
        final=lambda: session.do(print_slip, prepared, sealed, carrier=carrier, language=language),
        file_name=sealed.name.replace(".age", ".pdf"),
        over=over,
    )
    dialog.exec()
    dialog.deleteLater()
