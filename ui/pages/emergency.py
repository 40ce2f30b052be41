"""Somebody is brought at night: a number, a bed and a few answers within a minute, by keyboard alone and without her name.

What an arrival by day asks besides is asked within 72 hours; so is whether she has a file already (agenda/emergency.py).
"""

from centre_app.casework import emergencies
from centre_app.casework.codes import next_codes
from centre_app.drafts import Kept, Spot
from centre_app.forms.arrival import EMERGENCY
from centre_app.language import N_
from centre_app.problems import NotSaved, Problem, SectionShut
from centre_app.questions import Record
from centre_app.records import CaseFile
from centre_app.review import BLOCKS, WARNS, Finding, review
from ui import icons
from ui.draft_keeper import DraftKeeper
from ui.form_printing import number_forms, paper_button
from ui.form_sheet import FormSheet
from ui.kit.messages import Message
from ui.kit.panel import Card, note
from ui.page import Destination, Page
from ui.pages.emergency_forms import EmergencyForms
from ui.session import Session

_AT_THE_DOOR, _IF_KNOWN = N_("At the door"), N_("If it is known")
WHY_NOBODY_WAS_ASKED = N_("Brought at night and in danger: nobody could be asked whether she may stay.")


class EmergencyPage(Page):
    """One card to answer at the door, one for what may be known; Ctrl+S writes all of it as one act."""

    belongs_to = "residents"

    def __init__(self, session: Session) -> None:
        say = session.say
        super().__init__(session, name="emergency", title=say(N_("Emergency arrival")), dense=True)
        self._is_leaving = False
        self.forms = EmergencyForms(session, parent=self)
        self.sheet = FormSheet(session, save=say(N_("Save the arrival")), name="emergency_sheet", sides=0)
        self._later = Message(
            say(N_("All the rest is asked by day, within 72 hours: the list of what is to be done says what.")),
            icon=icons.CLOCK,
            name="asked_later",
        )
        self._lay_out()
        self.put_actions(paper_button(session, EMERGENCY, over=self))
        self._keeper = DraftKeeper(session, self.sheet, spot=self.spot)
        self.forms.changed.connect(self._show_what_is_asked)
        self.sheet.undone.connect(self._begin)
        self.put_foot(self.sheet.bar)

    def _lay_out(self) -> None:
        say, forms = self.say, self.forms
        number_forms(EMERGENCY, forms.all)
        self._reason = forms.bed.line("reason", label=say(N_("Why this bed")))
        door = Card(say(_AT_THE_DOOR), icons.INCIDENT, head_end=note(say(N_("* to fill in"))), name="at_the_door")
        door.add(
            forms.person.line("sex"),
            forms.person.line("birth", label=say(N_("Age"))),
            forms.bed.line("bed_id", label=say(N_("Bed for tonight"))),
            self._reason,
            forms.intake.line("brought_by"),
            forms.intake.line("in_danger"),
        )
        known = Card(say(_IF_KNOWN), icons.PERSON, name="if_known")
        known.add(
            forms.name.line("family", "given"),
            forms.description.line("description"),
            forms.stay.line("arrived_at"),
        )
        for part in (door, known, self._later):
            self.sheet.body.addWidget(part)
        self.sheet.watch(*forms.all)
        self.sheet.review = self._review
        self.sheet.write = self._write
        self.body.addWidget(self.sheet, 1)

    # --- what every page does ----------------------------------------------------------------------------------

    def arrive(self, destination: Destination) -> None:
        """Begin with the minute it is now, unless somebody is being written down already.

        Raises SectionShut where whoever is at the laptop takes nobody in.
        """
        if not self.session.register.rights.writes(CaseFile):
            raise SectionShut
        if self.sheet.has_changed:
            self.forms.offer_places()
        else:
            self._begin()
        self.forms.person.go_to("sex")

    def refresh(self) -> None:
        """What was written elsewhere may have taken the bed that is proposed."""
        if not self.sheet.has_changed:
            self._begin()
        else:
            self.forms.offer_places()

    def may_leave(self) -> bool:
        self._is_leaving = True
        try:
            return self.sheet.may_leave()
        finally:
            self._is_leaving = False

    def keep_draft(self) -> None:
        self.sheet.keep_draft()

    def spot(self) -> Spot:
        return Spot(page="emergency")

    def resume(self, kept: Kept) -> None:
        self._keeper.show(kept)
        self._show_what_is_asked()

    def save(self) -> None:
        self.sheet.save()

    def take_keyboard(self) -> None:
        self.forms.person.go_to("sex")

    def fold(self, small: bool) -> None:
        super().fold(small)
        if self.findChild(FormSheet) is not None:
            self.sheet.fold(small)

    def help_lines(self) -> list[str]:
        return [
            self.say(N_("Space chooses, Enter goes on to the next answer, Ctrl+S saves: no mouse is needed.")),
            self.say(
                N_("No name is needed tonight. The best bed is chosen already; where none is free, a mat is laid.")
            ),
            self.say(N_("What nobody could ask at the door is asked within 72 hours.")),
        ]

    # --- one arrival -------------------------------------------------------------------------------------------

    def _begin(self) -> None:
        self._keeper.let_go()
        self.forms.begin()
        self._show_what_is_asked()
        code = next_codes(self.session.register, self.session.today.year)[0]
        came = self.language.moment(self.forms.arrival().stay.arrived_at or self.session.register.now)
        self.set_title(
            self.say(N_("Emergency arrival")), self.say(N_("File {code} · {moment}"), code=code, moment=came)
        )

    def _show_what_is_asked(self) -> None:
        """Ask why only where something speaks against the bed."""
        place = self.forms.place
        self._reason.setVisible(bool(self.forms.bed_reason) or (place is not None and not place.fits))

    def _why(self) -> str:
        return self.say(WHY_NOBODY_WAS_ASKED, sex=self.forms.arrival().person.sex)

    def _review(self) -> list[Finding]:
        arrival = self.forms.arrival()
        records = emergencies.admission(self.session.register, arrival, basis_reason=self._why())
        found = review(self.session.register, records)
        return [*self.forms.placed(found, records), *self._about_the_bed(), *self._about_her()]

    def _about_the_bed(self) -> list[Finding]:
        """Return what speaks against the bed, until a reason is given."""
        place, bed = self.forms.place, self.forms.bed.saved_record
        if place is None or place.fits or self.forms.bed_reason:
            return []
        return [_finding("V7", WARNS, bed, "bed_id", said, self.forms.person.sex) for said in place.offered.objections]

    def _about_her(self) -> list[Finding]:
        """Return that her sex is to be chosen: it decides the room, and nobody is written down by a slip of the hand."""
        person = self.forms.person.record()
        message = N_("Choose what you see, or that it is not known.")
        return [] if person.sex else [_finding("", BLOCKS, person, "sex", message)]

    def _write(self) -> bool:
        """Write it, and go to her file; whoever was about to go elsewhere goes there."""
        forms = self.forms
        try:
            taken = self.session.do(
                emergencies.take_in, forms.arrival(), forms.place, reason=forms.bed_reason, basis_reason=self._why()
            )
        except NotSaved as problem:
            records = emergencies.admission(self.session.register, forms.arrival())
            for form in forms.all:
                form.show_findings(forms.placed(problem.findings, records))
            self.tell_problem(problem)
            return False
        except Problem as problem:
            self.tell_problem(problem)
            return False
        told = self._told(taken)
        self._begin()
        if not self._is_leaving:
            self.went.emit(Destination(page="case", case_id=taken.case.id, told=told))
        return True

    def _told(self, taken: emergencies.TakenIn) -> str:
        code = taken.case.code or ""
        if taken.about_the_bed:
            return self.say(
                N_("File {code} is open. Somebody else has this bed by now: choose another one."), code=code
            )
        return self.say(N_("File {code} is open. The rest is asked within 72 hours."), code=code)


def _finding(rule: str, severity: str, record: Record, question: str, message: str, sex: str | None = None) -> Finding:
    return Finding(
        rule=rule,
        severity=severity,
        record_type=type(record).__name__,
        record_id=record.id,
        question=question,
        message=message,
        sex=sex,
    )
