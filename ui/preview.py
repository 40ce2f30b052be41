"""A document on screen before it is printed, and printing it: pages as pictures in memory, never a file in the clear.

What is shown is a preview; the numbered copy is made when "print" or "save" is pressed, so that looking leaves no copy
behind. The print job is called "Document" and nothing else, because spoolers and printers keep names.
"""

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QKeySequence, QPainter, QPixmap, QShortcut
from PySide6.QtWidgets import QDialog, QLabel, QWidget

from centre_app.documents.keeping import keep_pdf
from centre_app.documents.preview import PageImage, pages_as_images
from centre_app.language import N_
from centre_app.problems import Problem
from centre_app.training import marked
from ui import icons, theme
from ui.file_dialogs import ask_where_to_save
from ui.kit import buttons, layout
from ui.kit.messages import Message, ResultBar
from ui.kit.panel import note, page_title
from ui.kit.scroll import Scroll
from ui.session import Session

SCREEN_DPI = 96
PRINTER_DPI = 300
MakeDocument = Callable[[], bytes]


class PreviewDialog(QDialog):
    """Pages under each other, and two ways out: paper, or a PDF of which it is said that anyone can read it."""

    def __init__(
        self, session: Session, *, title: str, preview: bytes, final: MakeDocument, file_name: str, over: QWidget
    ) -> None:
        super().__init__(over.window())
        say = session.say
        self._session, self._final, self._file_name = session, final, file_name
        self.setObjectName("preview")
        self.setWindowTitle(say(N_("Preview")))
        self.setModal(True)
        self.result = ResultBar(say(N_("Close")))
        self._print = buttons.filled(say(N_("Print")), icons.PRINT, name="print")
        self._keep = buttons.button(say(N_("Save as PDF")), icons.DOCUMENT, name="save_pdf")
        self._close = buttons.button(say(N_("Close")), icons.CLOSE, name="close_preview")
        self._print.clicked.connect(self.print_now)
        self._keep.clicked.connect(self.save_pdf)
        self._close.clicked.connect(self.reject)
        images = list(pages_as_images(preview, SCREEN_DPI * self.devicePixelRatioF()))
        pages = layout.column(
            *(self._page(image) for image in images), layout.STRETCH, gap=16, margins=(16, 16, 16, 16)
        )
        count = session.language.say_n(N_("{n} page"), N_("{n} pages"), len(images))
        head = layout.row(page_title(title), note(count), layout.STRETCH, self._close, self._keep, self._print, gap=12)
        warning = Message(
            say(
                N_("A PDF or a sheet of paper can be read by anyone who finds it. Each copy is written in the history.")
            ),
            theme.CHECK_TONE,
            name="readable_by_anyone",
        )
        outer = layout.column(head, warning, self.result, gap=12, margins=(24, 16, 24, 16))
        outer.addWidget(Scroll(pages, name="preview.scroll"), 1)
        self.setLayout(outer)
        self.resize(over.window().size())
        QShortcut(QKeySequence(QKeySequence.StandardKey.Print), self, self.print_now)
        self._print.setFocus()

    def _page(self, image: PageImage) -> QLabel:
        page = QLabel()
        picture = QPixmap.fromImage(_picture(image))
        picture.setDevicePixelRatio(self.devicePixelRatioF())
        page.setPixmap(picture)
        page.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        return page

    def print_now(self) -> None:
        """Ask for the printer, then print a numbered copy."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # late: only who prints pays for it

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName("Document")
        printer.setResolution(PRINTER_DPI)
        asked = QPrintDialog(printer, self)
        is_wanted = asked.exec() == QDialog.DialogCode.Accepted
        asked.deleteLater()
        if not is_wanted:
            return
        document = self._made()
        if document is None:
            return
        painter = QPainter(printer)
        for number, image in enumerate(pages_as_images(document, PRINTER_DPI)):
            if number:
                printer.newPage()
            painter.drawImage(QRectF(painter.viewport()), _picture(image))
        painter.end()
        self.result.tell_done(self._session.say(N_("Sent to the printer.")))

    def save_pdf(self) -> None:
        """Ask where, then write a numbered copy there."""
        say = self._session.say
        title = say(N_("Save as PDF"))
        chosen = ask_where_to_save(
            self, self._session.language, title=title, file_name=self._file_name, kind="PDF (*.pdf)"
        )
        if chosen is None:
            return
        document = self._made()
        if document is None:
            return
        try:
            keep_pdf(chosen, document)
        except Problem as problem:
            self.result.tell_problem(problem.said_in(self._session.language))
        else:
            self.result.tell_done(say(N_("The PDF is written.")))

    def _made(self) -> bytes | None:
        try:
            return self._final()
        except Problem as problem:
            self.result.tell_problem(problem.said_in(self._session.language))
            return None


def _picture(image: PageImage) -> QImage:
    picture = QImage(image.pixels, image.width, image.height, image.bytes_per_line, QImage.Format.Format_RGB32)
    return picture.copy()  # the pixels belong to the page, which goes away


def preview(session: Session, *, title: str, shown: bytes, final: MakeDocument, file_name: str, over: QWidget) -> None:
    """Show a document over a page until it is closed; out of a training register its file's name says so."""
    if session.register.is_training:
        file_name = marked(file_name, session.language)
    dialog = PreviewDialog(session, title=title, preview=shown, final=final, file_name=file_name, over=over)
    dialog.exec()
    dialog.deleteLater()
