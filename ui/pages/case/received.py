"""At headquarters: every record of a centre's file that may be read, each opened to be read, or to ask for a correction.

The list tells what is chosen, counted and dated. What somebody wrote (a relative's telephone, a village) came with her
consent to be named and stands in compartments that the supervisor opens; but it is read only of a record that somebody
opens, and the journal says so. Names alone stand in the list: by them she is known.
"""

from collections.abc import Iterator, Sequence

from centre_app.acts import KINDS
from centre_app.answers_said import answer_said
from centre_app.case_view import CaseView
from centre_app.corrections.proposing import may_propose
from centre_app.corrections.saying import may_be_corrected
from centre_app.kept_for_others import ASKED, CONFIDENTIAL
from centre_app.language import N_
from centre_app.questions import OneOf, Record, Reference
from centre_app.records import Dose, PersonName, PresenceNight
from ui import icons
from ui.correction_dialog import ask_for_correction
from ui.kit import buttons, layout
from ui.kit.panel import Card, note
from ui.pages.case.section import CaseSection
from ui.record_table import Cell, Column, RecordTable, Row
from ui.session import Session

FACTS = 3  # told of a record in its line
_DAY_BY_DAY = (PresenceNight, Dose)  # too many to be looked through one by one


class ReceivedSection(CaseSection):
    def __init__(self, session: Session) -> None:
        super().__init__(session, name="received")
        self._sex: str | None = None
        self._records: dict[str, Record] = {}
        self._ask = buttons.quiet(self.say(N_("Ask for a correction")), icons.EDIT, name="ask_for_correction")
        self._ask.clicked.connect(lambda: self._correct(self._table.current_id))
        self._table = RecordTable(
            [
                Column(key="kind", title=self.say(N_("Record")), width=200, sorts=False),
                Column(key="said", title=self.say(N_("What it says")), width=300, stretch=True, sorts=False),
            ],
            self._rows,
            name="received.table",
        )
        self._table.opened.connect(self._correct)
        self._table.chosen.connect(self._on_chosen)
        card = Card(self.say(N_("Records of this file")), icons.DOCUMENTS, gap=4, head_end=self._ask, name="received")
        self._hint = note("", wraps=True, name="received.hint")
        card.body.addWidget(self._table, 1)
        card.add(self._hint)
        self.setLayout(layout.column(gap=0))
        self.layout().addWidget(card)

    def show_file(self, file: CaseView) -> None:
        self._sex = file.person.sex
        self._records = {record.id: record for record in _shown(file)}
        self._table.show_ids(list(self._records))
        self._on_chosen(self._table.current_id)

    def _on_chosen(self, record_id: str | None) -> None:
        """Say beside the button when it opens."""
        record = self._records.get(record_id or "")
        may_ask = record is not None and may_propose(self.session.register, record)
        self._ask.setEnabled(may_ask)
        if record is None:
            said = N_(
                "Choose a record, then ask for its correction. Opened, it is read whole, and the journal says so."
            )
        elif may_ask:
            said = N_("Opened, it is read whole, and the journal says so.")
        else:
            said = N_("You may not ask for a correction of this record.")
        self._hint.setText(self.say(said))

    # --- what a line tells -------------------------------------------------------------------------------------

    def _rows(self, ids: Sequence[str]) -> dict[str, Row]:
        records = [self._records[one] for one in ids]
        return {
            record.id: {
                "kind": Cell(text=self.say(KINDS[record.table]), strong=True),
                "said": Cell(text=" · ".join(self._facts(record)), muted=True),
            }
            for record in records
        }

    def _facts(self, record: Record) -> list[str]:
        """Tell the first answers of a record; nothing of one that is not for everybody."""
        if getattr(record, ASKED, None) in CONFIDENTIAL:
            return [self.say(N_("Not for everybody"))]
        told = [name for name in record.questions if answer_said(record, name, self.language, sex=self._sex)]
        open_ones = [name for name in told if _is_told(record, name)]
        if told and not open_ones:
            return [self.say(N_("In words: read when it is opened"))]
        return [self._fact(record, name, is_first=name == open_ones[0]) for name in open_ones[:FACTS]]

    def _fact(self, record: Record, name: str, *, is_first: bool) -> str:
        """Tell an answer with its question; a choice that comes first says what the record is."""
        question = record.questions[name]
        answer = " ".join(answer_said(record, name, self.language, sex=self._sex).split())
        if is_first and isinstance(question.kind, OneOf):
            return answer
        return self.say(N_("{what}: {how}"), what=self.say(question.label, sex=self._sex), how=answer)

    def _correct(self, record_id: str | None) -> None:
        record = self._records.get(record_id or "")
        if record is None or not may_propose(self.session.register, record):
            return
        self.session.register.note("view", record)  # whatever it is: it was read of another house
        asked = [one.name for one in record.questions.values() if not isinstance(one.kind, Reference)]
        title = self.say(KINDS[record.table])
        if ask_for_correction(self.session, record, asked, title=title, over=self, sex=self._sex):
            self.told.emit(self.say(N_("Asked. It goes out with the next exchange.")))


def _is_told(record: Record, name: str) -> bool:
    return isinstance(record, PersonName) or not record.questions[name].may_identify


def _shown(file: CaseView) -> Iterator[Record]:
    for record in file.records():
        may_be = any(may_be_corrected(type(record), question) for question in record.questions)
        if may_be and record.table in KINDS and not isinstance(record, _DAY_BY_DAY):
            yield record
