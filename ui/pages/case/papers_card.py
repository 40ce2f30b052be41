"""The documents of a file: what each is, a small picture of it, and a button to look at it."""

from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from centre_app import drafts
from centre_app.case_view import CaseView
from centre_app.casework import papers
from centre_app.choices import choices
from centre_app.drafts import Kept
from centre_app.kept_for_others import CONFIDENTIAL
from centre_app.language import N_
from centre_app.papers import Clean
from centre_app.problems import Problem
from centre_app.records import IdentityPaper
from centre_app.records.papers import Paper
from centre_app.register import Register
from centre_app.retention.dossier import ANONYMISED
from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.chip import state
from ui.kit.messages import EmptyState
from ui.kit.panel import Card, icon_tile
from ui.kit.rows import Row, RowList
from ui.pages.case.paper_dialog import PaperDialog, framed_picture, paper_size
from ui.pages.case.records import joined
from ui.pages.case.take_back_dialog import TakeBackDialog
from ui.paper_viewer import PaperViewer
from ui.record_dialog import RecordDialog
from ui.session import Session

CHANGED = ("title", "dated", "expires_on", "confidentiality")
PICTURE = 40


class PapersCard(Card):
    """The newest on top; what it writes goes through the verbs of casework/papers.py."""

    told = Signal(str)
    failed = Signal(object)

    def __init__(self, session: Session) -> None:
        self._add = buttons.quiet(session.say(N_("Add a document")), icons.ADD, name="add_paper")
        super().__init__(session.say(N_("Documents")), icons.DOCUMENTS, head_end=self._add, name="papers")
        self._session, self._say, self._language = session, session.say, session.language
        self._file: CaseView | None = None
        self._add.clicked.connect(lambda: self.add_one())

    def show_file(self, file: CaseView) -> None:
        self._file = file
        kept = sorted((one for kind in papers.PAPER_TYPES for one in file.of(kind)), key=lambda one: one.id)
        may_add = any(self._session.register.rights.writes(kind) for kind in papers.PAPER_TYPES)
        may_add = may_add and file.case.status != ANONYMISED
        self.clear()
        self._add.setVisible(may_add and bool(kept))
        if not kept:
            words = self._say(N_("Add a document")) if may_add else ""
            empty = EmptyState(icons.DOCUMENTS, self._say(N_("No document yet.")), words, name="papers.empty")
            empty.acted.connect(self.add_one)
            self.add(empty)
            return
        rows = RowList(name="papers.rows")
        rows.show_rows([self._row(paper) for paper in reversed(kept)])
        self.add(rows)

    # --- one row -----------------------------------------------------------------------------------------------

    def _row(self, paper: Paper) -> Row:
        dated = self._language.day(paper.dated) if paper.dated else ""
        return Row(
            self._name(paper),
            joined(dated, paper_size(self._session, paper.pages, paper.size_bytes), self._kept_closer(paper)),
            sign=self._picture(paper),
            columns=[(chip, theme.size(190))] if (chip := self._state(paper)) else [],
            action=self._actions(paper),
            name=f"paper.{paper.id}",
        )

    def _kept_closer(self, paper: Paper) -> str:
        is_kept = paper.confidentiality in CONFIDENTIAL
        return choices("confidentiality").label(paper.confidentiality, self._language) if is_kept else ""

    def _name(self, paper: Paper) -> str:
        return joined(choices("document_type").label(paper.document_type, self._language), paper.title)

    def _state(self, paper: Paper) -> QWidget | None:
        if paper.expires_on is None:
            return None
        if paper.expires_on < self._session.today:
            return state(self._say(N_("Ran out on {day}"), day=paper.expires_on), theme.LATE_TONE)
        return state(self._say(N_("until {day}"), day=paper.expires_on), theme.NEUTRAL_TONE, icons.CALENDAR)

    def _picture(self, paper: Paper) -> QWidget:
        small = papers.picture_of(self._session.register, paper)
        if small is None:
            return icon_tile(icons.DOCUMENT, points=PICTURE, ground=theme.CIRCLE, colour=theme.MUTED)
        return framed_picture(small, PICTURE)

    def _actions(self, paper: Paper) -> QWidget:
        look = buttons.button(self._say(N_("Look at it")), icons.PREVIEW, name=f"look.{paper.id}", in_row=True)
        look.clicked.connect(partial(self._look, paper))
        line = layout.row(look, gap=8)
        if self._session.register.may_write(paper):
            more = buttons.icon_button(icons.MORE, self._say(N_("More")), name=f"more.{paper.id}")
            more.clicked.connect(lambda: self._open_menu(more, paper))
            line.addWidget(more)
        return layout.boxed(line)

    def _open_menu(self, button: QWidget, paper: Paper) -> None:
        menu = QMenu(button)
        menu.setObjectName("paper_menu")
        for words, act in ((N_("Change"), self._change), (N_("Take back"), self._take_back)):
            chosen = menu.addAction(self._say(words))
            chosen.triggered.connect(partial(act, paper))
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    # --- acts --------------------------------------------------------------------------------------------------

    @property
    def _sex(self) -> str | None:
        return self._file.person.sex if self._file else None

    def add_one(self, *, begun: Paper | None = None, kept: Kept | None = None) -> None:
        if self._file is None:
            return
        blank = IdentityPaper(case_id=self._file.case.id, dated=None)
        dialog = PaperDialog(self._session, begun or blank, keep=self._keep, over=self, sex=self._sex, kept=kept)
        if dialog.exec():
            self.told.emit(self._say(N_("The document is kept, encrypted.")))
        dialog.deleteLater()

    def _keep(self, paper: Paper, clean: Clean) -> None:
        self._session.do(papers.take_in, paper, clean)

    def resume(self, kept: Kept) -> bool:
        """Open the form with what was typed earlier; False where that was no document."""
        draft = kept.drafts[0]
        if not isinstance(draft.typed, Paper):
            return False
        begun = drafts.stands_now(self._session.register, draft)
        assert isinstance(begun, Paper)
        if begun.rev:
            self._change(begun, kept=kept)
        else:
            self.add_one(begun=begun, kept=kept)
        return True

    def _change(self, paper: Paper, _checked: bool = False, *, kept: Kept | None = None) -> None:
        dialog = RecordDialog(
            self._session,
            paper,
            CHANGED,
            title=self._name(paper),
            write=lambda changed: self._session.do(Register.save, changed),
            over=self,
            sex=self._sex,
            with_reasons=False,
            close_words=self._say(N_("Close")),
            kept=kept,
        )
        if dialog.exec():
            self.told.emit(self._say(N_("Saved.")))
        dialog.deleteLater()

    def _look(self, paper: Paper, _checked: bool = False) -> None:
        try:
            content = papers.content_of(self._session.register, paper)
        except Problem as problem:
            self.failed.emit(problem)
            return
        viewer = PaperViewer(
            self._session,
            title=self._name(paper),
            content=content,
            media_type=paper.media_type,
            pages=paper.pages or 1,
            over=self,
        )
        viewer.exec()
        viewer.deleteLater()

    def _take_back(self, paper: Paper, _checked: bool = False) -> None:
        dialog = TakeBackDialog(self._session, self._name(paper), over=self)
        is_meant, reason = dialog.exec(), dialog.reason
        dialog.deleteLater()
        if not is_meant:
            return
        try:
            self._session.do(papers.take_back, paper, reason=reason)
        except Problem as problem:
            self.failed.emit(problem)
            return
        self.told.emit(self._say(N_("The document is taken back.")))
