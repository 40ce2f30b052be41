"""Adding a document: what it is, and the file, which is made harmless before anything of it is kept."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from centre_app.choices import choices
from centre_app.drafts import Kept
from centre_app.language import N_
from centre_app.papers import Clean, PaperRefused, paper_type
from centre_app.questions import Record
from centre_app.records.papers import Paper
from ui import background, icons, theme
from ui.background import Progress
from ui.choice_editors import ChoiceEditor
from ui.file_dialogs import file_dialog
from ui.kit import buttons, layout
from ui.kit.panel import Card, Panel, note
from ui.paper_intake import intake
from ui.record_dialog import Lines, RecordDialog
from ui.session import Session

ASKED: Lines = ("document_type", "title", "dated", "expires_on", "confidentiality")
KINDS = "(*.jpg *.jpeg *.png *.webp *.gif *.bmp *.pdf)"
PICTURE = 96


class NoFileChosen(PaperRefused):
    message = N_("Choose the file of the document first.")
    advice = N_("Nothing was kept yet, and what you typed is still here.")


class PaperDialog(RecordDialog):
    """A form over a paper that is new; `keep` is given the paper and its content."""

    def __init__(
        self,
        session: Session,
        paper: Paper,
        *,
        keep: Callable[[Paper, Clean], object],
        over: QWidget,
        sex: str | None,
        kept: Kept | None = None,
    ) -> None:
        self._keep, self._clean = keep, None
        super().__init__(
            session,
            paper,
            ASKED,
            title=session.say(N_("Document")),
            write=self._take_in,
            over=over,
            sex=sex,
            with_reasons=False,
            close_words=session.say(N_("Close")),
            kept=kept,
        )

    def add_more(self, card: Card) -> None:
        say = self._session.say
        self._offer_kinds()
        self._picture = layout.row()
        self._told = note(say(N_("A photograph or a PDF of at most 20 MB.")), wraps=True, name="paper_told")
        self._choose = buttons.button(say(N_("Choose the file")), icons.FOLDER, name="choose_paper")
        self._choose.clicked.connect(self.choose)
        line = layout.row(self._picture, gap=12)
        line.addLayout(
            layout.column(layout.STRETCH, self._told, layout.row(self._choose, layout.STRETCH), layout.STRETCH), 1
        )
        card.add(layout.rule(), line)

    def _offer_kinds(self) -> None:
        """Offer only what she may keep: a nurse files no court order."""
        editor, rights = self.form.editor("document_type"), self._session.register.rights
        assert isinstance(editor, ChoiceEditor)
        offered = choices("document_type").offered(self._session.language, self.form.sex)
        editor.offer([(key, words) for key, words in offered if rights.writes(paper_type(key))])

    # --- the file ----------------------------------------------------------------------------------------------

    def choose(self) -> None:
        say = self._session.say
        kinds = f"{say(N_('Pictures and PDF'))} {KINDS}"
        dialog = file_dialog(self, self._session.language, title=say(N_("Choose the file")), kinds=kinds, name="paper")
        dialog.fileSelected.connect(lambda path: self.take(Path(path)))
        dialog.open()

    def take(self, path: Path) -> None:
        """Read a file beside the window and show what would be kept of it, or say what is wrong with it."""
        say, language = self._session.say, self._session.language

        def work(progress: Progress) -> Clean:
            return intake(path, language, progress)

        self.result.hide()
        background.run_with_card(
            work,
            owner=self,
            title=say(N_("Reading the document")),
            cancel=say(N_("Cancel")),
            then=self._show,
            otherwise=self._refuse,
            merely_reads=True,
        )

    def _show(self, clean: Clean) -> None:
        self._clean = clean
        layout.clear(self._picture)
        self._picture.addWidget(framed_picture(clean.picture, PICTURE))
        self._told.setText(paper_size(self._session, clean.pages, len(clean.content)))
        self._choose.setText(self._session.say(N_("Choose another file")))

    def _refuse(self, problem: BaseException) -> None:
        if not isinstance(problem, PaperRefused):
            raise problem
        self.result.tell_problem(problem.said_in(self._session.language))

    def _take_in(self, paper: Record) -> None:
        assert isinstance(paper, Paper)
        if self._clean is None:
            raise NoFileChosen
        self._keep(paper, self._clean)


def framed_picture(small: bytes, points: float) -> Panel:
    """Return the small picture of a paper in a fine frame: a white sheet is seen on a white card."""
    frame, shown = Panel(line=theme.FIELD_BORDER, radius=2), QLabel()
    frame.setFixedSize(theme.size(points), theme.size(points))
    shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
    ratio = frame.devicePixelRatioF()
    drawn = QPixmap.fromImage(QImage.fromData(small, "JPEG")).scaled(
        (frame.size() - QSize(4, 4)) * ratio,
        Qt.AspectRatioMode.KeepAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    drawn.setDevicePixelRatio(ratio)
    shown.setPixmap(drawn)
    frame.setLayout(layout.column(shown, margins=(2, 2, 2, 2)))
    return frame


def paper_size(session: Session, pages: int | None, size_bytes: int | None) -> str:
    """Return "3 pages · 1.2 MB"."""
    told = session.language.say_n(N_("{n} page"), N_("{n} pages"), pages) if pages else ""
    size = session.language.size(size_bytes) if size_bytes else ""
    return " · ".join(part for part in (told, size) if part)
