"""What stands in the place of a file or a record that is kept for others until somebody says why she opens it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from centre_app.case_view import CaseView
from centre_app.language import N_
from centre_app.questions import Record
from centre_app.records import CaseFile
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


class ClosedRecords(QWidget):
    """Records of one kind of which no more is said than that they are there: `words` names one of them."""

    def __init__(self, session: Session, record_type: type[Record], words: str) -> None:
        super().__init__()
        self._session, self._type, self._words = session, record_type, words
        self._column = layout.column(gap=8)
        self.setLayout(self._column)

    def show_ids(self, ids: Sequence[str]) -> None:
        layout.clear(self._column)
        for record_id in ids:
            self._column.addWidget(self._shut(record_id))
        self.setVisible(bool(ids))

    def _shut(self, record_id: str) -> ShutSection:
        say = self._session.say
        kept_for = say(N_("Kept for whoever wrote it, and for the director with a reason"))
        shut = ShutSection(self._words, kept_for, say(N_("Open with a reason")), name=f"shut.{record_id}")
        shut.asked.connect(lambda: ask_for_reason(self._session, self._type, record_id, over=self))
        return shut
