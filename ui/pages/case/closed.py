"""What stands in the place of a file or a record that is kept for others until somebody says why she opens it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from centre_app.case_view import CaseView
from centre_app.language import N_
from centre_app.questions import Record
from centre_app.records import CaseFile, MedicalVisit
from ui.break_glass_dialog import ask_for_reason
from ui.kit import layout
from ui.kit.section_list import Section
from ui.kit.shut import ShutSection
from ui.pages.case.section import CaseSection
from ui.session import Session


class ClosedSection(CaseSection):
    """The one section of a restricted file that is not hers to read."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, name="closed")
        kept_for = self.say(N_("Kept for those who follow the file, and for the director"))
        shut = ShutSection(
            self.say(N_("Restricted file")), kept_for, self.say(N_("Open with a reason")), name="file_shut"
        )
        shut.asked.connect(self._ask)
        self._case_id = ""
        self.setLayout(layout.column(shut, layout.STRETCH, gap=12))

    def show_file(self, file: CaseView) -> None:
        self._case_id = file.case.id

    def _ask(self) -> None:
        if ask_for_reason(self.session, CaseFile, self._case_id, over=self):
            self.told.emit(self.say(N_("The file is open until you lock.")))


class KeptSection(CaseSection):
    """A section of which nothing is for whoever reads: its name, and for whom it is kept."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, name="kept")
        self._column = layout.column(gap=0)
        self.setLayout(layout.column(self._column, layout.STRETCH))

    def show_sections(self, sections: Sequence[Section], *, at: str) -> None:
        layout.clear(self._column)
        for section in sections:
            if section.key == at:
                self._column.addWidget(ShutSection(section.title, section.kept_for, name=f"{at}_shut"))


class ClosedVisits(QWidget):
    """Visits of which no more is said than that they are there."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.setLayout(layout.column(gap=8))

    def show_visits(self, ids: Sequence[str]) -> None:
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        layout.clear(column)
        for record_id in ids:
            column.addWidget(_shut_record(self._session, MedicalVisit, record_id, over=self))
        self.setVisible(bool(ids))


def _shut_record(session: Session, record_type: type[Record], record_id: str, *, over: QWidget) -> ShutSection:
    say = session.say
    kept_for = say(N_("Kept for whoever wrote it, and for the director with a reason"))
    shut = ShutSection(say(N_("Sealed visit")), kept_for, say(N_("Open with a reason")), name=f"shut.{record_id}")
    shut.asked.connect(lambda: ask_for_reason(session, record_type, record_id, over=over))
    return shut
