"""A passphrase that somebody else must learn: on screen once, on a slip for her, and nowhere else."""

from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from centre_app.documents.person_slip import person_slip_pdf, print_person_slip, slip_of
from centre_app.language import N_
from centre_app.records import StaffMember
from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.messages import Message
from ui.kit.panel import Panel, note
from ui.kit.rows import Elided
from ui.pages.people.words import short
from ui.preview import PreviewDialog
from ui.session import Session

WIDTH = 560


class SlipDialog(QDialog):
    """Esc does not close it: words that are gone before they were written down would have to be made again."""

    def __init__(self, session: Session, member: StaffMember, passphrase: str, *, over: QWidget) -> None:
        super().__init__(over.window())
        say = session.say
        self._session, self._member, self._passphrase = session, member, passphrase
        self.setObjectName("slip_dialog")
        self.setWindowTitle(say(N_("First passphrase")))
        self.setModal(True)
        self._print = buttons.filled(say(N_("Print the slip")), icons.PRINT, name="print_slip")
        self._print.clicked.connect(self.print_slip)
        done = buttons.button(say(N_("It is handed over")), icons.TICK, name="handed_over")
        done.clicked.connect(self.accept)
        title = Elided(
            say(N_("First passphrase of {name}"), name=short(member.name)), theme.PAGE_TITLE, theme.MEDIUM, name="title"
        )
        about = note(
            say(
                N_(
                    "Nobody can show these words again. They open the register once: then the program asks for a "
                    "passphrase that nobody else knows."
                )
            ),
            wraps=True,
        )
        message = Message(say(N_("Print the slip, or write the words down, and hand them over.")), theme.CHECK_TONE)
        self.setLayout(
            layout.column(
                title,
                about,
                self._words(),
                message,
                layout.row(layout.STRETCH, done, self._print),
                gap=12,
                margins=(24, 16, 24, 16),
            )
        )
        width = theme.size(WIDTH)
        self.resize(width, self.layout().totalHeightForWidth(width))
        self._print.setFocus()

    def _words(self) -> Panel:
        box = Panel(ground=theme.ACCENT_TINT, line=theme.ACCENT, radius=theme.RADIUS)
        words = theme.plain_label(
            self._passphrase, theme.HERO, theme.SEMI_BOLD, name="first_passphrase_words", wraps=True
        )
        words.setAccessibleName(self._passphrase)
        box.setLayout(layout.column(words, margins=(20, 14, 20, 14)))
        return box

    def print_slip(self) -> None:
        """Show the slip as it will be on paper; it prints and is not saved: what opens the register lies in no file."""
        session, member, passphrase = self._session, self._member, self._passphrase
        shown = PreviewDialog(
            session,
            title=session.say(N_("The slip")),
            preview=person_slip_pdf(slip_of(session.register, member, passphrase), session.language),
            final=lambda: print_person_slip(session.register, member, passphrase, session.language),
            file_name="",
            over=self.parentWidget(),
        )
        for name in ("save_pdf", "readable_by_anyone"):
            shown.findChild(QPushButton if name == "save_pdf" else QWidget, name).hide()
        shown.exec()
        shown.deleteLater()

    def reject(self) -> None:
        """Only the button closes it."""


def show_slip(session: Session, member: StaffMember, passphrase: str, *, over: QWidget) -> None:
    """Show somebody's first passphrase until it is handed over."""
    dialog = SlipDialog(session, member, passphrase, over=over)
    dialog.exec()
    dialog.deleteLater()
