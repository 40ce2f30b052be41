"""What came in, what went out without a name, and a movement put right."""

import dataclasses

from PySide6.QtWidgets import QWidget

from centre_app.casework.stock import movements
from centre_app.choices.keys import StockMovementKind
from centre_app.drafts import Kept
from centre_app.language import N_
from centre_app.questions import Record
from centre_app.records import Item, StockMovement
from centre_app.review import Finding, review
from ui.editors import Editor
from ui.kit.panel import Card
from ui.open_choices import OpenEditor, OpenForm
from ui.pages.stock.several import SeveralThings
from ui.pages.stock.words import options
from ui.record_dialog import RecordDialog
from ui.record_form import RecordForm
from ui.session import Session

CAME_IN, WENT_OUT = "came_in", "went_out"
SLIP = (("moved_on", "reference"), ("donor_id", "project_id"))
_OF_A_KIND = {
    StockMovementKind.RECEIPT: (
        ("item_id", "quantity"), ("moved_on", "reference"), ("donor_id", "project_id"), ("unit_cost_fcfa", "expires_on"),
    ),
    StockMovementKind.ISSUE: (("item_id", "quantity"), ("moved_on", "project_id"), "reason"),
}  # fmt: skip
_OTHERS = (("item_id", "quantity"), "moved_on", "reason")


class CameIn(SeveralThings):
    """One delivery: who gave it and under which slip, and each thing of it."""

    of_thing = (("item_id", "quantity"), ("unit_cost_fcfa", "expires_on"))
    act = CAME_IN

    def __init__(
        self, session: Session, *, over: QWidget, first: StockMovement | None = None, kept: Kept | None = None
    ) -> None:
        first = first or movements.receipt(session.register)
        super().__init__(session, first, SLIP, title=session.say(N_("What came in")), over=over, kept=kept)

    def put(self) -> None:
        self._session.do(movements.write, self._received())

    def _received(self) -> list[StockMovement]:
        """Return the things of the delivery, each with what is said of the whole."""
        said = {name: getattr(self.form.record(), name) for line in SLIP for name in line}
        written = [form.record() for form in self.thing_forms()]
        return [dataclasses.replace(one, **said) for one in written if isinstance(one, StockMovement)]

    def _review(self) -> list[Finding]:
        return review(self._session.register, self._received())


class WayOutForm(OpenForm):
    """A form in which the ways out lie in sight, and what is no way out is not offered."""

    def editor(self, name: str) -> Editor:
        is_new = name not in self._editors
        made = super().editor(name)
        if name == "kind" and is_new and isinstance(made, OpenEditor):
            say = self._language.say
            made.offer_only(
                {
                    StockMovementKind.LOSS: say(N_("Lost or spoilt")),
                    StockMovementKind.ISSUE: say(N_("Used by the house")),
                    StockMovementKind.TRANSFER: say(N_("Sent to another centre")),
                }
            )
        return made


class WentOut(RecordDialog):
    """A thing that was lost, sent on, or used by the house: nobody's name stands beside it, so a reason does."""

    def __init__(
        self,
        session: Session,
        *,
        over: QWidget,
        item: Item | None = None,
        first: StockMovement | None = None,
        kept: Kept | None = None,
    ) -> None:
        first = first or movements.blank(session.register, StockMovementKind.LOSS, item)
        super().__init__(
            session,
            first,
            ("kind", ("item_id", "quantity"), "moved_on", "reason"),
            title=session.say(N_("Went out without a name")),
            write=lambda movement: session.do(movements.write, [movement]),
            over=over,
            with_reasons=False,
            close_words=session.say(N_("Close")),
            kept=kept,
        )
        self.form.go_to("quantity" if item else "item_id")

    def make_form(self, record: Record, sex: str | None) -> RecordForm:
        return WayOutForm(type(record), self._session, parent=self, sex=sex, options=options(self._session))

    def parts(self) -> dict[str, RecordForm]:
        return {WENT_OUT: self.form}


class MovementDialog(RecordDialog):
    """A movement as it was written, to be put right; what stands beside names is put right name by name."""

    def __init__(self, session: Session, movement: StockMovement, *, over: QWidget, kept: Kept | None = None) -> None:
        super().__init__(
            session,
            movement,
            _OF_A_KIND.get(movement.kind or "", _OTHERS),
            title=session.say(N_("Movement of the stock")),
            write=lambda changed: session.do(movements.write, [changed]),
            over=over,
            with_reasons=False,
            close_words=session.say(N_("Close")),
            kept=kept,
        )

    def make_form(self, record: Record, sex: str | None) -> RecordForm:
        return RecordForm(type(record), self._session, parent=self, sex=sex, options=options(self._session))

    def add_more(self, card: Card) -> None:
        """A movement stands alone."""
