"""What she is given to begin with: each kit with its value, the project that pays and the signed receipt (rule V20)."""

import dataclasses

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from centre_app.forms.stay import EXIT
from centre_app.language import N_
from centre_app.records import CaseFile, Exit, KitGrant, Project
from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.messages import Message
from ui.kit.panel import Card, Panel, note
from ui.record_dialog import options_of
from ui.record_form import RecordForm
from ui.session import Session


class KitPanel(Panel):
    removed = Signal()

    def __init__(self, session: Session, case: CaseFile, number: int) -> None:
        super().__init__(ground=theme.GROUND, line=theme.CARD_BORDER, name=f"kit.{number}")
        say = session.say
        self.form = RecordForm(KitGrant, session, parent=self, options=options_of(session))
        remove = buttons.quiet(say(N_("Take away")), icons.REMOVE, name="remove_kit")
        remove.clicked.connect(self.removed)
        head = layout.row(
            icons.label(icons.KIT, icons.ROW, theme.ACCENT),
            theme.plain_label(say(N_("Kit {n}"), n=number), theme.BODY, theme.MEDIUM),
            layout.STRETCH,
            remove,
        )
        self.form.number_by(EXIT)
        lines: tuple[QWidget, ...] = (*(self.form.line(name) for name in EXIT.over(KitGrant)),)
        self.form.show_record(KitGrant(case_id=case.id))
        self.setLayout(layout.column(head, *lines, gap=8, margins=(12, 8, 12, 12)))


class KitsCard(Card):
    """The kits added so far, and the button that adds one more."""

    came = Signal(object)  # the RecordForm of a kit that was added
    went_away = Signal(object)

    def __init__(self, session: Session, case: CaseFile, *, sex: str | None) -> None:
        say = session.say
        self._add = buttons.quiet(say(N_("Add a kit")), icons.ADD, name="add_kit")
        super().__init__(say(N_("What she is given"), sex=sex), icons.KIT, head_end=self._add, gap=12, name="kits")
        self._session, self._case = session, case
        self.panels: list[KitPanel] = []
        self._nothing = note(say(N_("No kit given.")), name="no_kit")
        self.add(self._nothing)
        if not session.register.find(Project):
            self._add.setEnabled(False)
            words = say(N_("A kit is paid by a project, and none is written down yet: add it under Administration."))
            self.add(Message(words, theme.NEUTRAL_TONE, name="no_project"))
        self._add.clicked.connect(self.add_kit)

    def add_kit(self) -> None:
        panel = KitPanel(self._session, self._case, len(self.panels) + 1)
        panel.removed.connect(lambda: self._remove(panel))
        self.panels.append(panel)
        self.add(panel)
        self._nothing.hide()
        self.came.emit(panel.form)
        panel.form.go_to("kit")

    def grants(self, left: Exit) -> list[KitGrant]:
        """Return the kits as they stand in their forms, given on the day she leaves."""
        return [dataclasses.replace(panel.form.record(), given_on=left.left_on) for panel in self.panels]

    def clear_kits(self) -> None:
        for panel in list(self.panels):
            self._remove(panel)

    def _remove(self, panel: KitPanel) -> None:
        self.panels.remove(panel)
        self.body.removeWidget(panel)
        panel.hide()
        panel.deleteLater()
        self._nothing.setVisible(not self.panels)
        self.went_away.emit(panel.form)
