"""The documents of a file: photographs, civil papers, signed sheets, medical and legal papers, each for whom it is."""

from centre_app.case_view import CaseView
from centre_app.casework.papers import PAPER_TYPES
from centre_app.language import N_
from ui.kit import layout
from ui.kit.scroll import Scroll
from ui.kit.shut import ShutSection
from ui.pages.case.closed import ClosedRecords
from ui.pages.case.papers_card import PapersCard
from ui.pages.case.section import CaseSection
from ui.session import Session

KEPT_FOR = (
    N_("Civil papers and photographs: kept for those who follow the file"),
    N_("Medical papers: kept for the nurse"),
    N_("Legal papers: kept for the legal officer, the case manager and the director"),
)


class DocumentsSection(CaseSection):
    def __init__(self, session: Session) -> None:
        super().__init__(session, name="documents")
        self._papers = PapersCard(session)
        self._papers.told.connect(self.told)
        self._papers.failed.connect(self.failed)
        self._closed = {kind: ClosedRecords(session, kind, self.say(N_("Sealed document"))) for kind in PAPER_TYPES}
        say, names = self.say, ("papers_shut", "health_papers_shut", "protection_papers_shut")
        self._shut = {
            kind: ShutSection(say(N_("Documents")), say(words), name=name)
            for kind, words, name in zip(PAPER_TYPES, KEPT_FOR, names, strict=True)
        }
        everything = layout.column(*self._closed.values(), self._papers, *self._shut.values(), layout.STRETCH, gap=12)
        self.setLayout(layout.column(Scroll(everything, name="documents.scroll"), gap=0))

    def show_file(self, file: CaseView) -> None:
        register, case = self.session.register, file.case
        can_open = {kind: register.can_open(kind) for kind in PAPER_TYPES}
        for kind in PAPER_TYPES:
            self._shut[kind].setVisible(not can_open[kind])
            self._closed[kind].show_ids(register.closed(kind, centre_id=case.centre_id, case_id=case.id))
        self._papers.setVisible(any(can_open.values()))
        self._papers.show_file(file)
