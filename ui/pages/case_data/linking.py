"""To which file a line from elsewhere belongs: somebody types the number of the file, and it is looked up before it is taken."""

from PySide6.QtWidgets import QApplication, QDialog, QWidget

from centre_app.case_data.staging import with_code
from centre_app.language import N_
from centre_app.records import CaseFile
from ui import icons, theme
from ui.editors import TextField
from ui.kit import buttons, layout
from ui.kit.messages import FieldMessage
from ui.kit.panel import note, page_title
from ui.session import Session


class LinkDialog(QDialog):
    """`case` is the file that was found, once the dialog was accepted."""

    def __init__(self, session: Session, *, line: str, over: QWidget) -> None:
        super().__init__(over.window())
        say = session.say
        self.setObjectName("link_dialog")
        self.setWindowTitle(QApplication.applicationName())
        self.setModal(True)
        self.setMinimumWidth(theme.size(480))
        self._register = session.register
        self.case: CaseFile | None = None
        title = say(N_("To which file does this line belong?"))
        self.setAccessibleName(title)
        self.code = TextField(width=176, name="link.code")
        self.code.setPlaceholderText(say(N_("File number")))
        self.code.setAccessibleName(say(N_("File number")))
        self._none = FieldMessage(
            say(N_("No file of this number can be seen here.")), theme.CHECK_TONE, name="link.none"
        )
        self._none.hide()
        link = buttons.filled(say(N_("It belongs to this file")), icons.TICK, name="link_line")
        cancel = buttons.button(say(N_("Cancel")), icons.CLOSE, name="cancel_link")
        link.setDefault(True)
        link.clicked.connect(self._take)
        cancel.clicked.connect(self.reject)
        about = note(
            say(N_("Nothing of the line is carried over: people do that, with the file before them.")), wraps=True
        )
        self.setLayout(
            layout.column(
                page_title(title),
                note(line, wraps=True),
                layout.row(self.code, layout.STRETCH),
                self._none,
                about,
                layout.row(layout.STRETCH, cancel, link),
                gap=12,
                margins=(24, 16, 24, 16),
            )
        )
        self.code.setFocus()

    def _take(self) -> None:
        self.case = with_code(self._register, self.code.text())
        self._none.setVisible(self.case is None)
        if self.case is not None:
            self.accept()
