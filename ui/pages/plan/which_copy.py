"""Which copy of a plan is wanted: hers, the house's, an excerpt for a partner, or one for an authority.

Each says in a sentence what it holds and for whom it is. What leaves the house names somebody, and does not come into
being without her consent or a basis in law: then the dialog stays and says so.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QButtonGroup, QDialog, QLineEdit, QWidget

from centre_app.casework import directory
from centre_app.choices import choices
from centre_app.documents.care_plan_sheet import CopyLevel
from centre_app.documents.sharing import Recipient
from centre_app.language import N_
from centre_app.problems import Problem
from centre_app.records import CarePlan, PlanGoal
from ui import icons, theme
from ui.choice_field import ChoiceField
from ui.kit import buttons, layout
from ui.kit.check_box import CheckBox
from ui.kit.messages import ResultBar
from ui.kit.panel import note, page_title
from ui.kit.pills import OneStop
from ui.kit.stick_tile import StickTile
from ui.session import Session

WIDTH, LABEL_WIDTH = 700, 150

TITLES = {
    CopyLevel.RESIDENT: N_("A · For the resident"),
    CopyLevel.CENTRE: N_("B · For the centre’s file"),
    CopyLevel.PARTNER: N_("C · Excerpt for a partner"),
    CopyLevel.AUTHORITIES: N_("D · For an authority"),
}
WHAT_IT_HOLDS = {
    CopyLevel.RESIDENT: N_("Her whole plan, without names of others, addresses, numbers of papers, or her room."),
    CopyLevel.CENTRE: N_("Everything that goes on paper. It stays in the locked cupboard and never leaves the house."),
    CopyLevel.PARTNER: N_("One domain: its goals, its actions, what is needed, and the consent. Nothing else."),
    CopyLevel.AUTHORITIES: N_(
        "Identity numbers and the legal part in full. Nothing of sessions or health, no other names."
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class WhichCopy:
    """What was chosen: the level, for whom if it leaves the house, and in which letters."""

    level: CopyLevel
    recipient: Recipient | None = None
    large: bool = False


class WhichCopyDialog(QDialog):
    """Four tiles and, under them, whom a copy that leaves is for. `make` is given the choice; a Problem keeps it open."""

    def __init__(
        self, session: Session, plan: CarePlan, *, sex: str | None, make: Callable[[WhichCopy], None], over: QWidget
    ) -> None:
        super().__init__(over.window())
        self._session, self._make = session, make
        say = session.say
        self.setObjectName("which_copy")
        self.setWindowTitle(say(N_("Which copy?")))
        self.setModal(True)
        self.result = ResultBar(say(N_("Close")))
        self._tiles = {level: self._tile(level, sex) for level in CopyLevel}
        self._group = QButtonGroup(self)
        for tile in self._tiles.values():
            self._group.addButton(tile)
        self._organisation = ChoiceField(
            _organisations(session), placeholder=say(N_("Choose…")), name="copy.organisation"
        )
        self._domain = ChoiceField(_domains(session, plan), placeholder=say(N_("Choose…")), name="copy.domain")
        self._authority = QLineEdit()
        self._authority.setObjectName("copy.authority")
        self._large = CheckBox(say(N_("In large letters")), name="copy.large")
        self._partner_lines = layout.boxed(
            layout.column(
                _line(say(N_("Organisation")), self._organisation), _line(say(N_("Domain")), self._domain), gap=8
            )
        )
        self._authority_lines = layout.boxed(layout.column(_line(say(N_("Which authority")), self._authority)))
        show = buttons.filled(say(N_("Preview")), icons.PREVIEW, name="preview_copy")
        cancel = buttons.button(say(N_("Cancel")), name="cancel_copy")
        show.clicked.connect(self._go_on)
        cancel.clicked.connect(self.reject)
        self.setLayout(
            layout.column(
                page_title(say(N_("Which copy?"))),
                self.result,
                layout.column(*self._tiles.values(), gap=8),
                self._partner_lines,
                self._authority_lines,
                note(say(N_("Each copy has a number, and who printed it and for whom is written down.")), wraps=True),
                layout.row(self._large, layout.STRETCH, cancel, show, gap=8),
                gap=12,
                margins=(24, 16, 24, 16),
            )
        )
        self._group.buttonToggled.connect(lambda *_: self._show_lines())
        self._tiles[CopyLevel.CENTRE].setChecked(True)
        self._stop = OneStop(self, tuple(self._tiles.values()))
        self._show_lines()
        self._tiles[CopyLevel.CENTRE].setFocus()

    def which(self) -> WhichCopy:
        """Return what is chosen."""
        level = next(level for level, tile in self._tiles.items() if tile.isChecked())
        recipient = None
        if level is CopyLevel.PARTNER:
            recipient = Recipient(organisation_id=self._organisation.currentData(), domain=self._domain.currentData())
        elif level is CopyLevel.AUTHORITIES:
            recipient = Recipient(in_words=self._authority.text())
        return WhichCopy(level=level, recipient=recipient, large=self._large.isChecked())

    def _tile(self, level: CopyLevel, sex: str | None) -> StickTile:
        title = self._session.language.say(TITLES[level], sex=sex)
        holds = self._session.language.say(WHAT_IT_HOLDS[level], sex=sex)
        return StickTile(title, holds, icon=_ICONS[level], name=f"copy.{level.value}")

    def _show_lines(self) -> None:
        """Ask for whom only where a copy leaves."""
        self._partner_lines.setVisible(self._tiles[CopyLevel.PARTNER].isChecked())
        self._authority_lines.setVisible(self._tiles[CopyLevel.AUTHORITIES].isChecked())
        self.result.hide()
        self._fit()

    def _fit(self) -> None:
        width = theme.size(WIDTH)
        self.resize(width, self.layout().totalHeightForWidth(width))

    def _go_on(self) -> None:
        try:
            self._make(self.which())
        except Problem as problem:
            self.result.tell_problem(problem.said_in(self._session.language))
            self._fit()
        else:
            self.accept()


_ICONS = {
    CopyLevel.RESIDENT: icons.PERSON,
    CopyLevel.CENTRE: icons.DOCUMENTS,
    CopyLevel.PARTNER: icons.DOCUMENT,
    CopyLevel.AUTHORITIES: icons.LEGAL,
}


def _organisations(session: Session) -> list[tuple[str, str]]:
    return [(one.id, one.name or "") for one in directory.organisations(session.register)]


def _domains(session: Session, plan: CarePlan) -> list[tuple[str, str]]:
    """Return the domains in which this version has goals: there is nothing to excerpt of the others."""
    used = {goal.domain for goal in session.register.find(PlanGoal, plan_id=plan.id)}
    return [choice for choice in choices("care_domain").offered(session.language) if choice[0] in used]


def _line(words: str, field: QWidget) -> layout.QHBoxLayout:
    label = theme.plain_label(words)
    label.setFixedWidth(theme.size(LABEL_WIDTH))
    label.setBuddy(field)
    field.setAccessibleName(words)
    made = layout.row(label, gap=12)
    made.addWidget(field, 1)
    return made
