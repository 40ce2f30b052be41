"""The form of a birth: the day and the outcome, and a panel for each child that a file is opened for."""

import dataclasses
from collections.abc import Iterable, Iterator

from PySide6.QtWidgets import QWidget

from centre_app.casework import arrivals, beds, births
from centre_app.casework.arrivals import Arrival
from centre_app.casework.beds import OfferedBed
from centre_app.casework.exits import open_stay_of
from centre_app.forms.stay import BIRTH
from centre_app.language import N_
from centre_app.questions import Record
from centre_app.records import BirthAtCentre, CaseFile
from centre_app.residents import lines
from centre_app.review import BLOCKS, INFORMS, Finding, review
from ui import icons, theme
from ui.form_printing import number_forms
from ui.form_sheet import FormSheet
from ui.kit import buttons, layout
from ui.kit.panel import Card, Panel, note
from ui.pages.arrival.forms import ArrivalForms
from ui.record_form import RecordForm
from ui.session import Session

MOST_BABIES = 3


class BabyPanel(Panel):
    """One child: its name, which may wait, its sex, its cot."""

    def __init__(self, session: Session, number: int, arrival: Arrival, mothers_bed: str | None) -> None:
        super().__init__(ground=theme.GROUND, line=theme.CARD_BORDER, name=f"baby.{number}")
        say = session.say
        self._register, self._mothers_bed = session.register, mothers_bed
        self.forms = ArrivalForms(session, arrival, offer=self._cots, parent=self)
        number_forms(BIRTH, self.forms.all)
        lines: tuple[QWidget, ...] = (
            self.forms.name.line("family", "given"),
            self.forms.person.line("sex"),
            self.forms.bed.line("bed_id", label=say(N_("Cot"))),
        )
        self.forms.show_arrival(arrival)
        head = layout.row(
            icons.label(icons.BABY, icons.ROW, theme.ACCENT),
            theme.plain_label(say(N_("Child {n}"), n=number), theme.BODY, theme.MEDIUM),
            layout.STRETCH,
        )
        self.setLayout(layout.column(head, *lines, gap=8, margins=(12, 8, 12, 12)))

    def propose_cot(self, taken: set[str | None]) -> None:
        """Choose a cot beside the mother's bed that no other child of this birth has."""
        for offered in self._cots():
            if offered.bed.beside_bed_id == self._mothers_bed and offered.bed.id not in taken:
                self.forms.bed.editor("bed_id").show_answer(offered.bed.id)
                return

    def _cots(self) -> list[OfferedBed]:
        return beds.cots_for(self._register, self._mothers_bed)


class BirthSheet(FormSheet):
    """The form of a birth in the file of its mother. Panels for children come and go with the outcome."""

    def __init__(self, session: Session, mother: CaseFile) -> None:
        super().__init__(session, save=session.say(N_("Save the birth")), name="birth_sheet", sides=0)
        say = session.say
        self.mother, self._is_small, self._is_asked_for = mother, False, False
        self.birth = RecordForm(BirthAtCentre, session, parent=self)
        self.birth.number_by(BIRTH)
        self.panels: list[BabyPanel] = []
        self._babies = Card(say(N_("The child")), icons.BABY, gap=12, name="babies")
        self._no_baby = note(say(N_("No file is opened for a child with this outcome.")), wraps=True, name="no_baby")
        self._more = buttons.quiet(say(N_("One more child")), icons.ADD, name="add_baby")
        self._more.clicked.connect(self.add_part)
        self.body.addWidget(
            Card(say(N_("The birth")), icons.CALENDAR, name="birth").add(
                self.birth.line("born", label=say(N_("Day of the birth"))),
                self.birth.line("outcome"),
                self.birth.line("place"),
                self.birth.line("declared_on"),
            )
        )
        self._babies.add(self._no_baby, self._more)
        self.body.addWidget(self._babies)
        self.watch(self.birth)
        self.review = self.findings
        self.birth.changed.connect(self.follow_outcome)
        self.undone.connect(lambda: self._show_panels(1))
        self.birth.show_record(BirthAtCentre(case_id=mother.id))
        self._show_panels(1)

    def fold(self, small: bool) -> None:
        super().fold(small)
        self._is_small = small

    # --- the forms in sight ------------------------------------------------------------------------------------

    def own_forms(self) -> list[RecordForm]:
        return [self.birth]

    def added_forms(self) -> list[list[RecordForm]]:
        return [[panel.forms.name, panel.forms.person] for panel in self.panels]

    # --- children ----------------------------------------------------------------------------------------------

    def add_part(self) -> None:
        self._show_panels(len(self.panels) + 1)

    def follow_outcome(self) -> None:
        """Have a child in the form for each that this outcome brings."""
        outcome = self.birth.record().outcome
        wanted = 0 if outcome not in (None, *births.LIVING) else max(2 if outcome == "twins" else 1, 0)
        if outcome != "twins" or len(self.panels) < wanted:
            self._show_panels(wanted)

    def _show_panels(self, count: int) -> None:
        """Have so many children in the form; those that stay keep what was typed."""
        while len(self.panels) > count:
            panel = self.panels.pop()
            self.forget(*panel.forms.all)
            self._babies.body.removeWidget(panel)
            panel.hide()
            panel.deleteLater()
        while len(self.panels) < count:
            self._add_panel()
        self._no_baby.setVisible(count == 0)
        self._more.setVisible(self.birth.record().outcome == "twins" and count < MOST_BABIES)

    def _add_panel(self) -> None:
        register = self._session.register
        stay = open_stay_of(register, self.mother)
        given = beds.bed_of(register, stay) if stay else None
        blank = arrivals.begin(register)
        (line,) = lines(register, [self.mother.id])
        family = line.name.family or line.name.in_text or None
        blank = dataclasses.replace(blank, name=dataclasses.replace(blank.name, family=family))
        panel = BabyPanel(self._session, len(self.panels) + 1, blank, given.bed_id if given else None)
        panel.propose_cot({other.forms.bed.record().bed_id for other in self.panels})
        self.panels.append(panel)
        self._babies.body.insertWidget(self._babies.body.count() - 1, panel)
        for form in panel.forms.all:
            form.fold(self._is_small)
        self.watch(*panel.forms.all)

    # --- what is written ---------------------------------------------------------------------------------------

    @property
    def has_changed(self) -> bool:
        """A cot that the program proposed is nothing that somebody typed."""
        typed = (form for panel in self.panels for form in panel.forms.all if form is not panel.forms.bed)
        return self.birth.has_changed or any(form.has_changed for form in typed)

    def children_born(self) -> list[Arrival]:
        return [panel.forms.arrival() for panel in self.panels]

    def to_write(self) -> list[Record]:
        return births.birth_records(self._session.register, self.mother, self.birth.record(), self.children_born())

    def save(self) -> bool:
        """Save; from now on what is still to be given is said too."""
        self._is_asked_for = True
        return super().save()

    def findings(self) -> list[Finding]:
        """Return what is to be said. Without a day and an outcome nobody knows whether a file is to be opened."""
        records = self.to_write()
        gaps = list(self._gaps()) if self._is_asked_for else []
        return [*gaps, *self.placed(review(self._session.register, records), records)]

    def _gaps(self) -> Iterator[Finding]:
        told = self.birth.record()
        for question, message in (
            ("born", N_("Write the day of the birth, or at least its month.")),
            ("outcome", N_("Choose how the birth ended.")),
        ):
            if getattr(told, question) is None and question not in self.birth.problems():
                yield Finding(
                    rule="",
                    severity=BLOCKS,
                    record_type=BirthAtCentre.__name__,
                    record_id=told.id,
                    question=question,
                    message=message,
                )

    def placed(self, found: Iterable[Finding], records: Iterable[Record]) -> Iterator[Finding]:
        """Give the findings under questions of this form, each sentence once; a child's birth is its own."""
        records, found = list(records), list(found)
        asked = {form.saved_record.id for panel in self.panels for form in (panel.forms.name, panel.forms.bed)}
        seen: set[tuple[str, str]] = set()
        theirs = [one for panel in self.panels for one in panel.forms.placed(found, records)]
        ours = [one for one in found if one.record_type == BirthAtCentre.__name__]
        for finding in (*ours, *theirs):
            if finding.severity == INFORMS and not finding.rule:
                continue
            if finding.record_id not in asked and finding.question != "sex":
                question = finding.question if finding in ours else "born"
                finding = dataclasses.replace(finding, record_id=self.birth.saved_record.id, question=question)
            if (finding.record_id, finding.message) not in seen:
                seen.add((finding.record_id, finding.message))
                yield finding
