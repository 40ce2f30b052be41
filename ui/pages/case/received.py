"""At headquarters: every record of a centre's file that may be read, each opened to be read, or to ask for a correction."""

from collections.abc import Iterator, Sequence

from centre_app.acts import KINDS
from centre_app.answers_said import answer_said
from centre_app.case_view import CaseView
from centre_app.corrections.proposing import may_propose
from centre_app.corrections.saying import may_be_corrected
from centre_app.kept_for_others import ASKED, CONFIDENTIAL
from centre_app.language import N_
from centre_app.questions import Record, Reference
from centre_app.records import Dose, PresenceNight
from ui import icons
from ui.correction_dialog import ask_for_correction
from ui.kit import buttons, layout
from ui.kit.panel import Card
from ui.kit.rows import Row, RowList
from ui.kit.scroll import Scroll
from ui.pages.case.section import CaseSection
from ui.session import Session

FACTS = 3  # told of a record in its line
_DAY_BY_DAY = (PresenceNight, Dose)  # too many to be looked through one by one


class ReceivedSection(CaseSection):
    def __init__(self, session: Session) -> None:
        super().__init__(session, name="received")
        self._sex: str | None = None
        self._card = Card(self.say(N_("Records of this file")), icons.DOCUMENTS, gap=4, name="received")
        self.setLayout(layout.column(Scroll(layout.column(self._card, layout.STRETCH), name="received.scroll"), gap=0))

    def show_file(self, file: CaseView) -> None:
        self._sex = file.person.sex
        self._card.clear()
        rows = RowList(name="received.rows")
        rows.show_rows([self._row(record) for record in _shown(file)])
        self._card.add(rows)

    def _row(self, record: Record) -> Row:
        go = buttons.button(self.say(N_("Ask for a correction")), icons.EDIT, name=f"correct.{record.id}", in_row=True)
        go.clicked.connect(lambda: self._correct(record))
        go.setVisible(may_propose(self.session.register, record))
        return Row(self.say(KINDS[record.table]), " · ".join(self._facts(record)), action=go, name=f"row.{record.id}")

    def _facts(self, record: Record) -> Sequence[str]:
        """Tell the first answers of a record; nothing of one that is not for everybody."""
        if getattr(record, ASKED, None) in CONFIDENTIAL:
            return [self.say(N_("Not for everybody"))]
        told = (answer_said(record, name, self.language, sex=self._sex) for name in record.questions)
        return [" ".join(fact.split()) for fact in told if fact][:FACTS]

    def _correct(self, record: Record) -> None:
        self.session.register.note_views([record])
        asked = [one.name for one in record.questions.values() if not isinstance(one.kind, Reference)]
        title = self.say(KINDS[record.table])
        if ask_for_correction(self.session, record, asked, title=title, over=self, sex=self._sex):
            self.told.emit(self.say(N_("Asked. It goes out with the next exchange.")))


def _shown(file: CaseView) -> Iterator[Record]:
    for record in file.records():
        may_be = any(may_be_corrected(type(record), question) for question in record.questions)
        if may_be and record.table in KINDS and not isinstance(record, _DAY_BY_DAY):
            yield record
