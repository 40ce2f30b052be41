"""What the house keeps for her: what she handed in, what of it she has back, and the receipts for both."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from centre_app.case_view import CaseView
from centre_app.casework import belongings
from centre_app.drafts import Kept
from centre_app.forms.house import BELONGINGS
from centre_app.language import N_
from centre_app.records import Belonging
from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.chip import state
from ui.kit.messages import Message
from ui.kit.panel import Card, note
from ui.kit.rows import Row, RowList
from ui.pages.case.belongings_dialogs import GiveBackDialog, HandInDialog
from ui.pages.case.records import joined
from ui.record_dialog import RecordDialog
from ui.session import Session


class BelongingsCard(Card):
    """The things of the stay in sight; those of earlier stays as long as they are still kept."""

    saved = Signal()

    def __init__(self, session: Session) -> None:
        say = session.say
        self._hand_in = buttons.quiet(say(N_("Hand something in")), icons.ADD, name="hand_in")
        super().__init__(" ", icons.ARCHIVE, head_end=self._hand_in, name="things")
        self._session, self._say, self._language = session, session.say, session.language
        self._file: CaseView | None = None
        self._hand_in.clicked.connect(lambda: self.hand_in())

    def show_file(self, file: CaseView) -> None:
        self._file = file
        things = self._things()
        self.retitle(self._say(N_("What the house keeps for her"), sex=file.person.sex))
        self._hand_in.setVisible(self._may_write() and file.stay is not None and file.stay.ended_on is None)
        self.setVisible(file.stay is not None and (bool(things) or self._hand_in.isVisibleTo(self)))
        self.clear()
        if not things:
            self.add(note(self._say(N_("Nothing was handed in."))))
            return
        self._say_what_is_left(things)
        rows = RowList(name="things.rows")
        rows.show_rows([self._row(thing) for thing in things])
        self.add(rows, self._foot(things))

    def _things(self) -> list[Belonging]:
        """Return the things of her stay, what is still kept first."""
        if self._file is None:
            return []
        stay = self._file.stay
        found = [
            one
            for one in self._file.of(Belonging)
            if (stay is not None and one.stay_id == stay.id) or belongings.is_kept(one)
        ]
        return sorted(found, key=lambda one: (not belongings.is_kept(one), one.id))

    def _may_write(self) -> bool:
        stay = self._file.stay if self._file else None
        return stay is not None and self._session.register.may_write(Belonging(case_id=stay.case_id, stay_id=stay.id))

    def _say_what_is_left(self, things: Sequence[Belonging]) -> None:
        kept = belongings.still_kept(things)
        stay = self._file.stay if self._file else None
        if kept and stay is not None and stay.ended_on is not None:
            words = self._language.say_n(
                N_("She has left, and {n} thing of hers is still here."),
                N_("She has left, and {n} things of hers are still here."),
                len(kept),
                sex=self._sex,
            )
            self.add(Message(words, theme.CHECK_TONE, name="things.left_behind"))
        money = belongings.money_in(kept)
        if money:
            self.add(note(self._say(N_("Money kept: {amount}"), amount=self._language.amount(money)), name="money"))

    # --- one row -----------------------------------------------------------------------------------------------

    def _row(self, thing: Belonging) -> Row:
        since = self._say(N_("handed in on {day}"), day=thing.deposited_on) if thing.deposited_on else ""
        go = buttons.button(self._say(N_("Open")), name=f"open.{thing.id}", in_row=True)
        go.clicked.connect(lambda: self.open_thing(thing))
        return Row(
            belongings.thing_said(thing, self._language),
            joined(since, thing.kept_where if belongings.is_kept(thing) else "", thing.not_returned),
            columns=[(self._state(thing), theme.size(170))],
            action=go,
            name=f"thing.{thing.id}",
        )

    def _state(self, thing: Belonging) -> QWidget:
        if belongings.is_kept(thing):
            return state(self._say(N_("Kept")), theme.NEUTRAL_TONE, icons.ARCHIVE)
        if thing.returned_on is None:
            return state(self._say(N_("Not given back")), theme.CHECK_TONE)
        return state(self._say(N_("Back on {day}"), day=thing.returned_on), theme.DONE_TONE)

    def _foot(self, things: Sequence[Belonging]) -> QWidget:
        back = buttons.button(self._say(N_("Give back")), icons.EXIT, name="give_back", in_row=True)
        back.clicked.connect(lambda: self.give_back())
        back.setVisible(self._may_write() and bool(belongings.still_kept(things)))
        handed_in = buttons.quiet(self._say(N_("Deposit receipt")), icons.PRINT, name="print_deposit")
        handed_in.clicked.connect(lambda: self._print(given_back=False))
        given_back = buttons.quiet(self._say(N_("Return receipt")), icons.PRINT, name="print_return")
        given_back.clicked.connect(lambda: self._print(given_back=True))
        given_back.setVisible(any(not belongings.is_kept(one) for one in things))
        return layout.boxed(layout.row(back, handed_in, given_back, layout.STRETCH, gap=12))

    # --- acts --------------------------------------------------------------------------------------------------

    @property
    def _sex(self) -> str | None:
        return self._file.person.sex if self._file else None

    def hand_in(self, *, begun: Belonging | None = None, kept: Kept | None = None) -> None:
        """Write down what she hands in: one list, which she confirms once."""
        stay = self._file.stay if self._file else None
        if stay is None:
            return
        first = Belonging(case_id=stay.case_id, stay_id=stay.id, deposited_on=self._session.today)
        self._run(HandInDialog(self._session, begun or first, over=self, sex=self._sex, kept=kept))

    def give_back(self, *, kept: Kept | None = None) -> None:
        still = belongings.still_kept(self._things())
        if still:
            self._run(GiveBackDialog(self._session, still, over=self, sex=self._sex, kept=kept))

    def open_thing(self, thing: Belonging, *, kept: Kept | None = None) -> None:
        """Put right what is written of one thing."""
        self._run(
            RecordDialog(
                self._session,
                thing,
                BELONGINGS,
                title=self._say(N_("A thing that she handed in"), sex=self._sex),
                write=lambda changed: self._session.do(belongings.write_down, [changed]),
                over=self,
                sex=self._sex,
                with_reasons=False,
                close_words=self._say(N_("Close")),
                kept=kept,
            )
        )

    def _run(self, dialog: RecordDialog) -> None:
        if dialog.exec():
            self.saved.emit()
        dialog.deleteLater()

    def resume(self, kept: Kept) -> bool:
        """Open the form in which things were typed and kept: a list begun, what was given back, or one of them."""
        draft = kept.drafts[0]
        if not isinstance(draft.typed, Belonging):
            return False
        known = self._session.register.get(Belonging, draft.typed.id)
        if known is None:
            self.hand_in(begun=draft.begun if isinstance(draft.begun, Belonging) else None, kept=kept)
        elif draft.part == Belonging.table:
            self.open_thing(known, kept=kept)
        else:
            self.give_back(kept=kept)
        return True

    def _print(self, *, given_back: bool) -> None:
        from centre_app.documents.belongings_receipt import preview_receipt, print_receipt
        from ui.preview import preview

        stay = self._file.stay if self._file else None
        if stay is None:
            return
        register, language = self._session.register, self._language
        preview(
            self._session,
            title=self._say(N_("Receipt")),
            shown=preview_receipt(register, stay, language, given_back=given_back),
            final=lambda: print_receipt(register, stay, language, given_back=given_back),
            file_name="recu.pdf",
            over=self,
        )
