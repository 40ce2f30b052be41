"""Incidents: read and written by those who follow protection, reported under seal by everybody else."""

from centre_app import letterbox
from centre_app.areas import INCIDENTS
from centre_app.case_view import CaseView
from centre_app.choices import choices
from centre_app.drafts import Kept
from centre_app.forms.protection import INCIDENT
from centre_app.language import N_
from centre_app.records import AllegedPerpetrator, Incident
from centre_app.wording import partial_day
from ui import icons, theme
from ui.incident_form import report
from ui.kit import layout
from ui.kit.chip import state
from ui.kit.scroll import Scroll
from ui.kit.shut import ShutSection
from ui.letters_card import LettersCard
from ui.pages.case.file_dialog import FileDialog, perpetrator_said
from ui.pages.case.incident_care import IncidentCare
from ui.pages.case.records import Line, RecordsCard, joined
from ui.pages.case.section import CaseSection
from ui.pages.case.told_notice import ToldNotice
from ui.session import Session


class IncidentsSection(CaseSection):
    def __init__(self, session: Session) -> None:
        super().__init__(session, name="incidents")
        say = self.say
        self._file: CaseView | None = None
        self._perpetrators: dict[str, AllegedPerpetrator] = {}
        self._letters = LettersCard(session)
        self._letters.told.connect(self.told)
        self._letters.failed.connect(self.failed)
        self._incidents: RecordsCard[Incident] = RecordsCard(
            session,
            title=say(N_("Incidents")),
            icon=icons.INCIDENT,
            add=say(N_("Report an incident")),
            empty=say(N_("No incident.")),
            form_title=say(N_("Incident")),
            lines=INCIDENT,
            shown=self._incident,
            name="incidents",
            dialog=FileDialog,
        )
        self._told = ToldNotice(session, "sexual_violence", "violence")
        self._care = IncidentCare(session)
        self._care.section_asked.connect(self.section_asked)
        self._incidents.saved.connect(lambda: self.told.emit(self.say(N_("Saved."))))
        kept_for = say(N_("Kept for the case manager, the psychologist, the legal officer and the director"))
        self._shut = ShutSection(say(N_("Incidents")), kept_for, say(N_("Report an incident")), name="incidents_shut")
        self._shut.asked.connect(self.report)
        everything = layout.column(
            self._letters, self._shut, self._told, self._care, self._incidents, layout.STRETCH, gap=12
        )
        self.setLayout(layout.column(Scroll(everything, name="incidents.scroll"), gap=0))

    def show_file(self, file: CaseView) -> None:
        self._file = file
        shut = file.is_shut(INCIDENTS)
        may_write = letterbox.may_send(self.session.register, Incident)
        self._shut.setVisible(shut)
        self._shut.offer(may_write)
        self._incidents.setVisible(not shut)
        self._perpetrators = {} if shut else {one.id: one for one in file.of(AllegedPerpetrator)}
        self._told.show_file(file)
        self._care.show_file(file)
        self._letters.show_letters(letterbox.to_file(self.session.register, case_id=file.case.id))
        self._incidents.show_records(
            sorted(
                file.incidents, key=lambda one: (one.occurred.first if one.occurred else self.session.today, one.id)
            ),
            blank=self._blank if may_write and not shut else None,
            sex=file.person.sex,
        )

    def report(self, *, kept: Kept | None = None) -> None:
        """Write one: over the list where it can be read, under seal where it cannot."""
        if self._file is None:
            return
        if not self._file.is_shut(INCIDENTS):
            self._incidents.add_one()
        elif told := report(self.session, self._blank(), over=self, sex=self._file.person.sex, kept=kept):
            self.told.emit(told)

    def resume(self, kept: Kept) -> None:
        if self._file is not None and self._file.is_shut(INCIDENTS):
            self.report(kept=kept)
            return
        super().resume(kept)

    def _blank(self) -> Incident:
        assert self._file is not None
        return Incident(case_id=self._file.case.id, reported_on=self.session.today)

    def _incident(self, incident: Incident) -> Line:
        kind = choices("incident_type").label(incident.incident_type, self.language)
        when = partial_day(incident.occurred, self.language) if incident.occurred else ""
        place = choices("incident_place").label(incident.place, self.language)
        danger = state(self.say(N_("Danger still there")), theme.LATE_TONE) if incident.still_in_danger else None
        told = self._perpetrators.get(incident.perpetrator_id or "")
        by = perpetrator_said(self.session, told) if told else incident.who_did_it
        return Line(title=joined(when, kind), second=joined(place, by, incident.description), state=danger)
