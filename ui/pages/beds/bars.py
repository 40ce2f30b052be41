"""The lines over the board: who is being moved, what may be done with an empty bed, what speaks against one, who has none."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QSizePolicy

from centre_app.casework.beds import BedTile
from centre_app.casework.emergencies import Place
from centre_app.language import N_
from ui import icons, theme
from ui.kit import buttons
from ui.kit.bed_tile import BedView
from ui.kit.fields import PickList
from ui.kit.messages import Message
from ui.session import Session

REASON_WIDTH = 260


class MoveBar(Message):
    """Who is being moved, with what may be done besides choosing a bed for her."""

    mat_asked = Signal(str)  # a room

    def __init__(self, session: Session) -> None:
        say = session.say
        super().__init__("", theme.DONE_TONE, icon=icons.MOVE, name="move")
        self._say = say
        self.open = buttons.button(say(N_("Open the file")), icons.OPEN, name="open_case", in_row=True)
        self.release = buttons.button(say(N_("Free the bed")), name="free_bed", in_row=True)
        self.forget = buttons.button(say(N_("Cancel")), icons.CLOSE, name="cancel_move", in_row=True)
        self.mat = PickList(placeholder=say(N_("A mat in…")), icon=icons.ADD, name="mat_in")
        self.mat.setAccessibleName(say(N_("Lay a mat in a room")))
        self.mat.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        for part in (self.mat, self.open, self.release, self.forget):
            self.add_button(part)
        self.mat.picked.connect(lambda room: self.mat_asked.emit(str(room)))

    def show_somebody(self, name: str, mats: Sequence[Place], *, has_bed: bool) -> None:
        """Say who is to be moved; who has no bed yet has none to free, and her file is not open on this board."""
        self.show_text(self._say(N_("Choose the bed to go to, or press Esc.")), strong=name)
        self.mat.show_choices([(one.offered.room.id, one.offered.room.name or "") for one in mats])
        self.open.setVisible(has_bed)
        self.release.setVisible(has_bed)
        self.show()


class EmptyBar(Message):
    """A bed in which nobody sleeps: keep it free, or take it out of use, and both back."""

    def __init__(self, session: Session) -> None:
        say = session.say
        super().__init__("", theme.NEUTRAL_TONE, icon=icons.BED, name="empty_bed")
        self._say = say
        self.hold = buttons.button(say(N_("Keep it free…")), icons.SOON, name="hold_bed", in_row=True)
        self.lift = buttons.button(say(N_("Keep it no longer")), icons.UNDO, name="lift_hold", in_row=True)
        self.close_bed = buttons.button(say(N_("Take it out of use")), icons.LOCK, name="close_bed", in_row=True)
        self.reopen = buttons.button(say(N_("Put it back into use")), icons.UNLOCK, name="reopen_bed", in_row=True)
        self.forget = buttons.button(say(N_("Cancel")), icons.CLOSE, name="cancel_bed", in_row=True)
        for part in (self.hold, self.lift, self.close_bed, self.reopen, self.forget):
            self.add_button(part)

    def show_bed(self, tile: BedTile, view: BedView) -> None:
        """Say which bed, and offer what is to be done with it as it is."""
        is_in_use = tile.bed.out_of_service_from is None
        self.show_text(view.state_text, strong=view.label)
        self.hold.setVisible(is_in_use and tile.hold is None)
        self.lift.setVisible(tile.hold is not None)
        self.close_bed.setVisible(is_in_use)
        self.reopen.setVisible(not is_in_use)
        self.show()
        first = self.lift if tile.hold is not None else self.hold if is_in_use else self.reopen
        first.setFocus()


class DoubtBar(Message):
    """What speaks against a bed for somebody, and the reason why she gets it all the same."""

    answered = Signal(str)

    def __init__(self, session: Session) -> None:
        say = session.say
        super().__init__("", theme.CHECK_TONE, name="doubt")
        self._reason = QLineEdit()
        self._reason.setObjectName("bed_assignments.reason")
        self._reason.setPlaceholderText(say(N_("The reason, in a few words")))
        self._reason.setAccessibleName(say(N_("Reason")))
        self._reason.setMinimumWidth(theme.size(REASON_WIDTH))
        anyway = buttons.button(say(N_("Give this bed")), name="give_bed", in_row=True)
        self.add_button(self._reason)
        self.add_button(anyway)
        anyway.clicked.connect(self._answer)
        self._reason.returnPressed.connect(self._answer)

    def ask(self, doubt: str) -> None:
        self.show_text(doubt)
        self.show()
        self._reason.clear()
        self._reason.setFocus()

    def _answer(self) -> None:
        if self._reason.text().strip():
            self.answered.emit(self._reason.text().strip())
