"""The children who come with her: each a person of its own, with a cot beside her bed."""

import dataclasses
from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from centre_app.casework import arrivals, beds
from centre_app.casework.arrivals import Arrival
from centre_app.casework.beds import OfferedBed
from centre_app.language import N_
from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.panel import Card, Panel, note
from ui.pages.arrival.forms import ArrivalForms
from ui.session import Session

_TITLE, _NOBODY = N_("Children who come with her"), N_("No child with her.")


class ChildPanel(Panel):
    """One child: first name, sex, birth, cot."""

    removed = Signal()

    def __init__(self, session: Session, number: int, arrival: Arrival, offer: Callable[[], list[OfferedBed]]) -> None:
        super().__init__(ground=theme.GROUND, line=theme.CARD_BORDER, name=f"child.{number}")
        say = session.say
        self.forms = ArrivalForms(session, arrival, offer=offer, parent=self)
        remove = buttons.quiet(say(N_("Take away")), icons.REMOVE, name="remove_child")
        remove.clicked.connect(self.removed)
        head = layout.row(
            icons.label(icons.BABY, icons.ROW, theme.ACCENT),
            theme.plain_label(say(N_("Child {n}"), n=number), theme.BODY, theme.MEDIUM),
            layout.STRETCH,
            remove,
        )
        lines: tuple[QWidget, ...] = (
            self.forms.name.line("family", "given"),
            self.forms.person.line("sex"),
            self.forms.person.line("birth", may_be_missing=True),
            self.forms.bed.line("bed_id", label=say(N_("Cot"))),
        )
        self.forms.show_arrival(arrival)
        self.setLayout(layout.column(head, *lines, gap=8, margins=(12, 8, 12, 12)))


class ChildrenCard(Card):
    """The children added so far, and the button that adds one more."""

    came = Signal(object)  # the ArrivalForms of a child that was added
    went_away = Signal(object)

    def __init__(self, session: Session, mother: ArrivalForms) -> None:
        say = session.say
        self._add = buttons.quiet(say(N_("Add a child")), icons.ADD, name="add_child")
        super().__init__(say(_TITLE), icons.BABY, head_end=self._add, gap=12, name="children")
        mother.spoken_of.connect(self._speak_of)
        self._session, self._mother = session, mother
        self.panels: list[ChildPanel] = []
        self._nobody = note(say(_NOBODY), name="no_child")
        self.add(self._nobody)
        self._add.clicked.connect(self.add_child)

    def _speak_of(self, sex: str | None) -> None:
        self.retitle(self._session.say(_TITLE, sex=sex))
        self._nobody.setText(self._session.say(_NOBODY, sex=sex))

    def add_child(self) -> None:
        """Add a child that bears its mother's family name until somebody writes another."""
        blank = arrivals.begin(self._session.register, on=self._mother.arrival().stay.admitted_on)
        family = self._mother.name.record().family
        child = dataclasses.replace(blank, name=dataclasses.replace(blank.name, family=family))
        panel = ChildPanel(self._session, len(self.panels) + 1, child, self._cots)
        panel.removed.connect(lambda: self._remove(panel))
        self.panels.append(panel)
        self.add(panel)
        self._nobody.hide()
        self._propose_cot(panel)
        self.came.emit(panel.forms)
        panel.forms.name.go_to("given")

    def arrivals(self) -> list[Arrival]:
        """Return the children as they stand in their forms, come on the same day as she."""
        came = self._mother.arrival().stay.admitted_on
        return [_come_on(panel.forms.arrival(), came) for panel in self.panels]

    def clear_children(self) -> None:
        for panel in list(self.panels):
            self._remove(panel)

    def offer_cots(self) -> None:
        for panel in self.panels:
            panel.forms.offer_beds()

    def _cots(self) -> list[OfferedBed]:
        """Return free cots, those beside her bed first; what another child of hers got is not offered."""
        return beds.cots_for(self._session.register, self._mother.bed.record().bed_id)

    def _propose_cot(self, panel: ChildPanel) -> None:
        """Choose the cot beside her bed where one is free."""
        her_bed = self._mother.bed.record().bed_id
        taken = {other.forms.bed.record().bed_id for other in self.panels if other is not panel}
        for offered in self._cots() if her_bed else ():
            if offered.bed.beside_bed_id == her_bed and offered.bed.id not in taken:
                panel.forms.bed.editor("bed_id").show_answer(offered.bed.id)
                return

    def _remove(self, panel: ChildPanel) -> None:
        self.panels.remove(panel)
        self.body.removeWidget(panel)
        panel.hide()
        panel.deleteLater()
        self._nobody.setVisible(not self.panels)
        self.went_away.emit(panel.forms)


def _come_on(child: Arrival, day: object) -> Arrival:
    stay = dataclasses.replace(child.stay, admitted_on=day)
    return dataclasses.replace(
        child,
        stay=stay,
        case=dataclasses.replace(child.case, opened_on=day),
        intake=dataclasses.replace(child.intake, contact_on=day),
    )
