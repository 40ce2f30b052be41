"""What one does in the stock room: each act in its dialog, over whichever page asks for it."""

from PySide6.QtWidgets import QDialog

from centre_app.casework.stock import catalogue
from centre_app.drafts import Kept
from centre_app.forms.house import THING
from centre_app.language import N_
from centre_app.records import Distribution, Item, StockMovement
from ui.page import Page
from ui.pages.stock import counting, movement_dialogs
from ui.pages.stock.counting import CountDialog
from ui.pages.stock.hand_out import HAND_OUT, HandOut, told
from ui.pages.stock.movement_dialogs import CameIn, WentOut
from ui.record_dialog import RecordDialog


class Acts:
    """Opens the dialogs over a page, and says on it how it went."""

    def __init__(self, page: Page) -> None:
        self._page, self._session = page, page.session

    def hand_out(
        self, *, item_id: str = "", only: list[str] | None = None, first: Distribution | None = None,
        kept: Kept | None = None,
    ) -> None:  # fmt: skip
        dialog = HandOut(self._session, over=self._page, item_id=item_id, only=only, first=first, kept=kept)
        if dialog.exec():
            said = told(dialog.outcome, self._session)
            refused = dialog.outcome is not None and bool(dialog.outcome.refused)
            (self._page.result.tell_problem if refused else self._page.result.tell_done)(said)
        dialog.deleteLater()

    def came_in(self, *, first: StockMovement | None = None, kept: Kept | None = None) -> None:
        self._run(CameIn(self._session, over=self._page, first=first, kept=kept))

    def count(self, *, only: str | None = None, kept: Kept | None = None) -> None:
        self._run(CountDialog(self._session, over=self._page, only=only, kept=kept))

    def went_out(
        self, *, item: Item | None = None, first: StockMovement | None = None, kept: Kept | None = None
    ) -> None:
        self._run(WentOut(self._session, over=self._page, item=item, first=first, kept=kept))

    def new_thing(self) -> None:
        self.open_thing(Item())

    def open_thing(self, item: Item, *, kept: Kept | None = None) -> None:
        """Fill in a thing of the catalogue: a new one, or what is written of it."""
        self._run(
            RecordDialog(
                self._session,
                item,
                THING,
                title=self._session.say(N_("A thing of the store")),
                write=lambda written: self._session.do(catalogue.keep_thing, written),
                over=self._page,
                with_reasons=False,
                close_words=self._session.say(N_("Close")),
                kept=kept,
            )
        )

    def take_over(self) -> None:
        from ui.pages.stock.first_list import FirstList

        self._run(FirstList(self._session, over=self._page))

    def resume(self, kept: Kept, *, item_id: str = "") -> None:
        """Open the dialog in which something was typed and kept, from the page of a thing with that thing in it."""
        draft = kept.drafts[0]
        act, begun = draft.part.partition(".")[0], draft.begun
        if act == HAND_OUT:
            self.hand_out(
                item_id=item_id,
                first=begun if draft.part.endswith(".first") and isinstance(begun, Distribution) else None,
                kept=kept,
            )
        elif act == movement_dialogs.CAME_IN and isinstance(begun, StockMovement):
            self.came_in(first=begun if draft.part.endswith(".first") else None, kept=kept)
        elif act == movement_dialogs.WENT_OUT and isinstance(begun, StockMovement):
            self.went_out(first=begun, kept=kept)
        elif act == counting.COUNTED:
            self.count(kept=kept)
        elif isinstance(draft.typed, Item):
            self.open_thing(self._session.register.get(Item, draft.typed.id) or Item(), kept=kept)

    def _run(self, dialog: QDialog) -> None:
        if dialog.exec():
            self._page.result.tell_done(self._session.say(N_("Saved.")))
        dialog.deleteLater()
