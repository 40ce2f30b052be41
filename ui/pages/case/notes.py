"""Free notes: a heading and what no question asks."""

from centre_app.case_view import CaseView
from centre_app.choices import choices
from centre_app.forms.care import NOTE
from centre_app.kept_for_others import CONFIDENTIAL
from centre_app.language import N_
from centre_app.records import CaseNote
from ui import icons, theme
from ui.kit import layout
from ui.kit.chip import state
from ui.kit.scroll import Scroll
from ui.pages.case.closed import ClosedRecords
from ui.pages.case.records import Line, RecordsCard, joined
from ui.pages.case.section import CaseSection
from ui.session import Session


class NotesSection(CaseSection):
    def __init__(self, session: Session) -> None:
        super().__init__(session, name="notes")
        say = self.say
        self._notes: RecordsCard[CaseNote] = RecordsCard(
            session,
            title=say(N_("Notes")),
            icon=icons.NOTE,
            add=say(N_("New note")),
            empty=say(N_("No note yet.")),
            form_title=say(N_("Note")),
            lines=NOTE,
            shown=self._note,
            name="notes",
        )
        self._notes.saved.connect(lambda: self.told.emit(self.say(N_("Saved."))))
        self._closed = ClosedRecords(session, CaseNote, say(N_("Sealed note")))
        everything = layout.column(self._closed, self._notes, layout.STRETCH, gap=12)
        self.setLayout(layout.column(Scroll(everything, name="notes.scroll"), gap=0))

    def show_file(self, file: CaseView) -> None:
        today, written = self.session.today, file.of(CaseNote)
        self.session.register.note_views(written)
        case = file.case
        self._closed.show_ids(self.session.register.closed(CaseNote, centre_id=case.centre_id, case_id=case.id))
        self._notes.show_records(
            sorted(written, key=lambda one: (one.noted_on or today, one.id)),
            blank=lambda: CaseNote(case_id=case.id, noted_on=today),
            sex=file.person.sex,
        )

    def _note(self, written: CaseNote) -> Line:
        day = self.language.day(written.noted_on) if written.noted_on else ""
        by = self.session.staff_name(written.created_by)
        how = choices("confidentiality").label(written.confidentiality, self.language)
        is_kept = written.confidentiality in CONFIDENTIAL
        return Line(
            title=written.heading or self.say(N_("Note")),
            second=joined(day, by, " ".join((written.text or "").split())),
            state=state(how, theme.NEUTRAL_TONE, icons.LOCK) if is_kept else None,
            state_width=260,
        )
