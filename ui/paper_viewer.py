"""A paper on screen: its pages one at a time, larger or smaller, drawn in memory and nowhere else.

There is no "open with" and no "save as": what is kept encrypted leaves the register only on paper that is counted.
"""

from PySide6.QtCore import QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QKeySequence, QPixmap, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QScrollArea, QWidget

from centre_app.documents import foreign_pdf
from centre_app.documents.preview import PageImage
from centre_app.language import N_
from centre_app.papers import PDF
from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.panel import note, page_title
from ui.session import Session

LARGER, LARGEST, SMALLEST = 1.25, 4.0, 0.25
READABLE, ROOM_OF_BAR = 760, 24


class PaperViewer(QDialog):
    """PgUp and PgDn turn pages, + and − change the size, Esc closes."""

    def __init__(
        self, session: Session, *, title: str, content: bytes, media_type: str | None, pages: int, over: QWidget
    ) -> None:
        super().__init__(over.window())
        say = session.say
        self.setObjectName("paper_viewer")
        self.setWindowTitle(QApplication.applicationName())  # other programs read it
        self.setAccessibleName(title)
        self.setModal(True)
        self._session, self._content, self._is_pdf, self._pages = session, content, media_type == PDF, pages
        self._number, self._zoom = 0, 1.0
        self._at = note("", name="paper_page")
        self._before = buttons.icon_button(icons.BACK, say(N_("Page before")), name="page_before")
        self._after = buttons.icon_button(icons.NEXT, say(N_("Next page")), name="page_after")
        smaller = buttons.icon_button(icons.SMALLER, say(N_("Smaller")), name="smaller")
        larger = buttons.icon_button(icons.ADD, say(N_("Larger")), name="larger")
        close = buttons.filled(say(N_("Close")), icons.CLOSE, name="close_paper")
        head = layout.row(page_title(title), layout.STRETCH, gap=8)
        for widget in (self._before, self._at, self._after, smaller, larger, close):
            head.addWidget(widget)
        self._sheet = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self._area = QScrollArea(alignment=Qt.AlignmentFlag.AlignCenter)
        self._area.setObjectName("paper.scroll")
        self._area.setWidget(self._sheet)
        stack = layout.column(head, gap=12, margins=(24, 16, 24, 16))
        stack.addWidget(self._area, 1)
        self.setLayout(stack)
        self._before.clicked.connect(lambda: self.turn_to(self._number - 1))
        self._after.clicked.connect(lambda: self.turn_to(self._number + 1))
        smaller.clicked.connect(lambda: self.zoom(1 / LARGER))
        larger.clicked.connect(lambda: self.zoom(LARGER))
        close.clicked.connect(self.accept)
        self._take_keys()
        self._page = self._drawn(0)
        self.resize(over.window().size())
        self.turn_to(0)
        self._area.setFocus()

    def _take_keys(self) -> None:
        for keys, act in (
            (QKeySequence(Qt.Key.Key_PageUp), lambda: self.turn_to(self._number - 1)),
            (QKeySequence(Qt.Key.Key_PageDown), lambda: self.turn_to(self._number + 1)),
            (QKeySequence(Qt.Key.Key_Plus), lambda: self.zoom(LARGER)),
            (QKeySequence(Qt.Key.Key_Minus), lambda: self.zoom(1 / LARGER)),
        ):
            QShortcut(keys, self, act)

    @property
    def page_size(self) -> QSize:
        """How large the page is shown, in dots of the screen."""
        return self._sheet.size()

    def turn_to(self, number: int) -> None:
        """Show a page, counted from 0; there is none before the first and none behind the last."""
        number = max(0, min(number, self._pages - 1))
        if number != self._number:
            self._page = self._drawn(number)
        self._number = number
        self._at.setText(self._session.say(N_("Page {done} of {total}"), done=number + 1, total=self._pages))
        for button, is_there in ((self._before, number > 0), (self._after, number < self._pages - 1)):
            button.setEnabled(is_there)
        self._show()
        self._area.verticalScrollBar().setValue(0)

    def zoom(self, by: float) -> None:
        """Show the page larger or smaller."""
        self._zoom = max(SMALLEST, min(self._zoom * by, LARGEST))
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show()

    def _show(self) -> None:
        """Lay the page out: as wide as one reads it, or as the window is, times what was asked for."""
        width = min(theme.size(READABLE), self._area.width() - theme.size(ROOM_OF_BAR))
        wanted = QSizeF(self._page.size()) * (max(width, 1) / self._page.width() * self._zoom)
        shown = self._page.scaled(
            (wanted * self.devicePixelRatioF()).toSize(),
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        shown.setDevicePixelRatio(self.devicePixelRatioF())
        self._sheet.setPixmap(QPixmap.fromImage(shown))
        self._sheet.resize(wanted.toSize())

    def _drawn(self, number: int) -> QImage:
        if self._is_pdf:
            return image_of(foreign_pdf.page_at(self._content, number))
        return QImage.fromData(self._content, "JPEG")


def image_of(page: PageImage) -> QImage:
    """Return a drawn page as Qt's own picture."""
    drawn = QImage(page.pixels, page.width, page.height, page.bytes_per_line, QImage.Format.Format_RGB32)
    return drawn.copy()  # the dots belong to the page, which goes away
