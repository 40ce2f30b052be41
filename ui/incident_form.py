"""The form of an incident: saved by whoever may read it back, sealed to others by whoever may not."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from centre_app import letterbox
from centre_app.drafts import Kept
from centre_app.forms.protection import INCIDENT
from centre_app.language import N_
from centre_app.records import CaseFile, Incident
from centre_app.register import Register
from ui import icons, theme
from ui.choice_field import Choices
from ui.kit.messages import Message
from ui.record_dialog import RecordDialog, options_of
from ui.record_form import RecordForm
from ui.session import Session

SEALED = N_("It is passed on. You will not be able to read it again.")


class IncidentDialog(RecordDialog):
    """Reports an incident, and asks of which file unless it is known. `told` is what to say once it is done."""

    def __init__(
        self, session: Session, incident: Incident, *, over: QWidget, sex: str | None = None, kept: Kept | None = None
    ) -> None:
        self._is_sealed = not session.register.can_open(Incident)
        asked: Sequence[str] = () if incident.case_id else ("case_id",)
        super().__init__(
            session,
            incident,
            (*asked, *INCIDENT.without({"perpetrator_id"})),
            paper=INCIDENT,
            title=session.say(N_("Report an incident")),
            write=self._put,
            over=over,
            sex=sex,
            with_reasons=False,
            close_words=session.say(N_("Close")),
            kept=kept,
        )
        self.told = session.say(SEALED) if self._is_sealed else session.say(N_("Saved."))
        if self._is_sealed:
            self.sheet.body.insertWidget(0, _what_happens_to_it(session))
            self.sheet.bar.save.setText(session.say(N_("Pass it on")))
            self.sheet.bar.save.show_icon(icons.REFERRAL)

    def make_form(self, record: Incident, sex: str | None) -> RecordForm:
        options = {**options_of(self._session), "case_id": lambda: files_of_the_house(self._session)}
        return RecordForm(Incident, self._session, parent=self, sex=sex, options=options)

    def _put(self, incident: Incident) -> None:
        self._session.do(letterbox.send if self._is_sealed else Register.save, incident)


def files_of_the_house(session: Session) -> Choices:
    """Return the files of those who are here, by their names."""
    cases = session.register.find(CaseFile, status=["admitted", "absent"])
    named = [(case.id, f"{session.name_of(case.person_id).in_text} · {case.code or ''}") for case in cases]
    return sorted(named, key=lambda one: one[1])


def _what_happens_to_it(session: Session) -> Message:
    text = session.say(
        N_("What you write is sealed for those who follow protection. Read it once more before you pass it on.")
    )
    return Message(text, theme.SHUT_TONE, icon=icons.LOCK, name="sealed_for")


def report(
    session: Session, incident: Incident, *, over: QWidget, sex: str | None = None, kept: Kept | None = None
) -> str:
    """Let somebody fill in an incident over a page; return what to say of it, "" where it was let go."""
    dialog = IncidentDialog(session, incident, over=over, sex=sex, kept=kept)
    told = dialog.told if dialog.exec() else ""
    dialog.deleteLater()
    return told
