"""Taking a document back: nothing is erased, and it is said why."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget

from centre_app.language import N_
from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.panel import icon_tile, note
from ui.session import Session

WIDTH = 520


class TakeBackDialog(QDialog):
    """Asks why; without a word about it nothing can be taken back. Esc leads back."""

    def __init__(self, session: Session, title: str, *, over: QWidget) -> None:
        super().__init__(over.window())
        say = session.say
        self.setObjectName("take_back")
        self.setWindowTitle(QApplication.applicationName())
        self.setModal(True)
        self._why = QLineEdit()
        self._why.setObjectName("take_back.why")
        self._why.setAccessibleName(say(N_("Why")))
        self._why.setPlaceholderText(say(N_("For instance: in the wrong file, or kept twice")))
        words = layout.column(
            theme.plain_label(say(N_("Take back: {title}"), title=title), theme.SUB_TITLE, theme.MEDIUM, wraps=True),
            note(
                say(N_("It is not shown any more. What it was, and why it was taken back, stays in the history.")),
                wraps=True,
            ),
            self._why,
            gap=8,
        )
        head = layout.row(gap=16)
        head.addWidget(icon_tile(icons.ARCHIVE), 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        keep = buttons.button(say(N_("Keep it")), name="keep_paper")
        self._go = buttons.filled(say(N_("Take back")), icons.ARCHIVE, name="confirm_take_back")
        keep.clicked.connect(self.reject)
        self._go.clicked.connect(self.accept)
        self._go.setEnabled(False)
        self._why.textChanged.connect(lambda text: self._go.setEnabled(bool(text.strip())))
        whole = layout.column(head, layout.row(keep, layout.STRETCH, self._go), gap=20, margins=(24, 20, 24, 16))
        self.setLayout(whole)
        width = min(theme.size(WIDTH), over.window().width())
        self.setFixedSize(width, whole.totalHeightForWidth(width))
        self._why.setFocus()

    @property
    def reason(self) -> str:
        return self._why.text().strip()
