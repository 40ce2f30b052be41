"""What there may be several of: names, numbers, ways to reach her, nationalities, languages; each in a small form of its own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from centre_app import drafts
from centre_app.answers_said import answer_said
from centre_app.case_view import CaseView
from centre_app.casework import identities
from centre_app.drafts import Kept
from centre_app.forms import arrival as forms
from centre_app.language import N_
from centre_app.naming import PROTECTED
from centre_app.phones import phone_said
from centre_app.questions import Record
from centre_app.records import PersonContact, PersonIdentifier, PersonLanguage, PersonName, PersonNationality
from centre_app.register import Register
from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.chip import Chip
from ui.kit.panel import Card, note
from ui.kit.rows import Row, RowList, group_head
from ui.record_dialog import Lines, RecordDialog
from ui.session import Session


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of record in the card: what it is called, what its form asks, how it is saved."""

    record_type: type[Record]
    icon: str
    title: str
    add: str
    lines: Lines
    write: Callable[[Register, Record], object] = Register.save


KINDS = (
    Kind(
        PersonName,
        icons.PERSON,
        N_("Other names"),
        N_("Another name"),
        forms.NAME,
        identities.keep_name,  # type: ignore[arg-type]  # it is given the records of its own kind
    ),
    Kind(
        PersonIdentifier,
        icons.TEAM,
        N_("Numbers and papers"),
        N_("A number"),
        forms.IDENTIFIER,
    ),
    Kind(
        PersonContact,
        icons.PHONE,
        N_("Ways to reach her"),
        N_("A contact"),
        forms.CONTACT,
        identities.keep_contact,  # type: ignore[arg-type]  # as above
    ),
    Kind(
        PersonNationality,
        icons.LANGUAGE,
        N_("Other nationalities"),
        N_("Another nationality"),
        forms.NATIONALITY,
    ),
    Kind(
        PersonLanguage,
        icons.PSYCHOSOCIAL,
        N_("Other languages"),
        N_("Another language"),
        forms.LANGUAGE,
    ),
)


class MoreOfHerCard(Card):
    """The records of all kinds that the form over it does not show, and a button for one more of each."""

    def __init__(self, session: Session) -> None:
        super().__init__(session.say(N_("Names, numbers, contacts")), icons.TEAM, gap=8, name="more_of_her")
        self._session, self._say = session, session.say
        self._file: CaseView | None = None
        self._in_form: set[str] = set()

    def show_file(self, file: CaseView, *, shown: Sequence[Record]) -> None:
        """Show what there is of a file besides the records that the form shows already."""
        self._file = file
        self.retitle(self._say(N_("Names, numbers, contacts"), sex=file.person.sex))
        self.clear()
        self._in_form = {record.id for record in shown}
        found = [(kind, [one for one in file.of(kind.record_type) if one.id not in self._in_form]) for kind in KINDS]
        for kind, records in found:
            if records:
                self._add_list(kind, records)
        if not any(records for _, records in found):
            self.add(note(self._say(N_("Nothing more is written yet."))))
        self._add_buttons()

    def resume(self, kept: Kept) -> bool:
        """Open the form in which something was typed and kept; False where that was a record of another kind.

        What the form over it shows, the form takes up itself.
        """
        draft = kept.drafts[0]
        kind = next((kind for kind in KINDS if kind.record_type is type(draft.typed)), None)
        if kind is None or self._file is None or draft.typed.id in self._in_form:
            return False
        self._open(kind, drafts.stands_now(self._session.register, draft), kept=kept)
        return True

    def _add_list(self, kind: Kind, records: Sequence[Record]) -> None:
        sex = self._file.person.sex if self._file else None
        self.add(group_head(kind.icon, self._say(kind.title, sex=sex), str(len(records))))
        rows = RowList(name=f"{kind.record_type.table}.rows")
        rows.show_rows([self._row(kind, record) for record in records])
        self.add(rows)

    def _row(self, kind: Kind, record: Record) -> Row:
        go = buttons.button(self._say(N_("Open")), name=f"open.{record.id}", in_row=True)
        go.clicked.connect(lambda: self._open(kind, record))
        title, second, state = self._said(record)
        columns = [(layout.boxed(layout.row(state, layout.STRETCH)), theme.size(170))] if state else []
        return Row(title, second, columns=columns, action=go, name=f"row.{record.id}")

    def _said(self, record: Record) -> tuple[str, str, Chip | None]:
        def said(name: str) -> str:
            return answer_said(record, name, self._session.language, sex=self._file.person.sex if self._file else None)

        def joined(*names: str) -> str:
            return " · ".join(filter(None, map(said, names)))

        match record:
            case PersonName():
                whole = " ".join(filter(None, (record.family, record.middle, record.given)))
                is_shown = record.name_type == PROTECTED or record.is_display
                return whole, said("name_type"), Chip(self._say(N_("Shown")), theme.DONE_TONE) if is_shown else None
            case PersonIdentifier():
                return record.value or "", joined("identifier_type", "issued_by"), None
            case PersonContact():
                number = phone_said(record.value or "") if record.kind in identities.BY_PHONE else record.value or ""
                return number, joined("belongs_to", "whose", "best_time"), self._safety(record)
            case PersonNationality():
                return said("nationality"), said("basis"), None
        return said("language"), said("level"), None

    def _safety(self, contact: PersonContact) -> Chip:
        """Say before anybody calls whether one may."""
        words = {
            "yes": (N_("Safe to call"), theme.DONE_TONE),
            "with_care": (N_("With care"), theme.SOON_TONE),
            "no": (N_("Do not call"), theme.LATE_TONE),
        }
        said, tone = words.get(contact.safe_to_call or "", (N_("Safe to call? Not known"), theme.SOON_TONE))
        return Chip(self._say(said), tone)

    def _add_buttons(self) -> None:
        added = []
        for kind in KINDS:
            if self._file is not None and self._session.register.may_write(self._blank(kind)):
                button = buttons.quiet(self._say(kind.add), icons.ADD, name=f"add_{kind.record_type.table}")
                button.clicked.connect(lambda _checked=False, kind=kind: self._open(kind, self._blank(kind)))
                added.append(button)
        if added:
            self.add(layout.flow_of(*added))

    def _blank(self, kind: Kind) -> Record:
        assert self._file is not None
        return kind.record_type(person_id=self._file.person.id)  # type: ignore[call-arg]  # every kind here has it

    def _open(self, kind: Kind, record: Record, *, kept: Kept | None = None) -> None:
        dialog = RecordDialog(
            self._session,
            record,
            kind.lines,
            title=self._say(kind.add),
            write=lambda changed: self._session.do(kind.write, changed),
            over=self,
            sex=self._file.person.sex if self._file else None,
            close_words=self._say(N_("Close")),
            kept=kept,
        )
        dialog.exec()
        dialog.deleteLater()
