"""What she was given: kits and things of the store, the newest on top, and giving her something from here."""

from PySide6.QtCore import Signal

from centre_app.case_view import CaseView
from centre_app.casework.stock import handing_out, kits
from centre_app.choices import choices
from centre_app.choices.keys import KitKind
from centre_app.drafts import Kept
from centre_app.language import N_
from centre_app.records import Distribution, Item
from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.chip import state
from ui.kit.panel import Card, note
from ui.kit.rows import Row, RowList
from ui.pages.case.records import joined
from ui.pages.stock.hand_out import HAND_OUT, HandOut
from ui.pages.stock.kit_dialog import CHECKED_OFF, KitDialog
from ui.pages.stock.round_dialog import change_gift, take_gift_back
from ui.session import Session

SHOWN_AT_MOST = 8


class GivenCard(Card):
    """The kits and things of the file in sight."""

    saved = Signal()
    failed = Signal(object)  # a Problem

    def __init__(self, session: Session) -> None:
        say = session.say
        self._give = buttons.quiet(say(N_("Give something")), icons.ADD, name="give_something")
        super().__init__(say(N_("Kits and things given")), icons.KIT, head_end=self._give, name="given")
        self._session, self._say, self._language = session, session.say, session.language
        self._file: CaseView | None = None
        self._sees_all = False
        self._give.clicked.connect(lambda: self.give())

    def show_file(self, file: CaseView) -> None:
        self._file = file
        register = self._session.register
        self.setVisible(register.can_open(Distribution))
        if not register.can_open(Distribution):
            return
        self._give.setVisible(self._may_give)
        self.clear()
        given = handing_out.given_to(register, [file.case.id, *(one.id for one in file.merged)])
        self._add_kits(file)
        if not given:
            self.add(note(self._say(N_("Nothing was given to her yet."), sex=file.person.sex)))
            return
        items = {item.id: item for item in register.as_stored.find(Item, with_void=True)}
        shown = given if self._sees_all else given[:SHOWN_AT_MOST]
        rows = RowList(name="given.rows")
        rows.show_rows([self._row(one, items.get(one.item_id)) for one in shown])
        self.add(rows)
        if len(shown) < len(given):
            more = buttons.quiet(self._say(N_("Show everything")), icons.UNFOLD, name="given.all")
            more.clicked.connect(self._show_all)
            self.add(layout.row(more, layout.STRETCH))

    @property
    def _is_here(self) -> bool:
        stay = self._file.stay if self._file else None
        return stay is not None and stay.ended_on is None

    @property
    def _may_give(self) -> bool:
        case = self._file.case if self._file else None
        return self._is_here and case is not None and self._session.register.may_write(Distribution(case_id=case.id))

    def _show_all(self) -> None:
        self._sees_all = True
        if self._file is not None:
            self.show_file(self._file)

    def _add_kits(self, file: CaseView) -> None:
        """Offer the kits that have something for her: the arrival kit until she has it, the exit kit any time."""
        if not self._may_give:
            return
        line = layout.row(gap=12)
        for kit in (KitKind.ENTRY, KitKind.EXIT):
            her = kits.kit_of(self._session.register, kit, file.case.id)
            if her is None or not her.things or her.is_complete:
                continue
            label = choices("kit_kind").label(kit, self._language)
            lacking = sum(bool(thing.lacking) for thing in her.things)
            words = self._say(N_("{kit}: {n} still to give"), kit=label, n=lacking)
            button = buttons.button(words, icons.CHECKS, name=f"given.kit.{kit}", in_row=True)
            button.clicked.connect(lambda _checked=False, kit=kit: self.check_off(kit))
            line.addWidget(button)
        layout.add(line, layout.STRETCH)
        if line.count() > 1:
            self.add(line)

    def _row(self, given: Distribution, item: Item | None) -> Row:
        day = self._language.day(given.given_on) if given.given_on else ""
        mode = choices("consent_mode").label(given.receipt_mode, self._language)
        kit = choices("kit_kind").label(given.kit, self._language)
        may_write = self._session.register.may_write(given)
        change = buttons.icon_button(icons.EDIT, self._say(N_("Change")), name=f"change.{given.id}")
        back = buttons.icon_button(icons.UNDO, self._say(N_("Take back")), name=f"take_back.{given.id}")
        change.clicked.connect(lambda: change_gift(given, self._session, over=self) and self.saved.emit())
        back.clicked.connect(lambda: self._take_back(given))
        acts = layout.boxed(layout.row(change, back, gap=4))
        acts.setVisible(may_write)
        by = self._session.staff_name(given.given_by)
        name = item.name if item and item.name else self._say(N_("A thing that is no longer in the list"))
        return Row(
            self._say(N_("{n} × {thing}"), n=given.quantity or 0, thing=name),
            joined(day, mode, by, given.note),
            columns=[(state(kit, theme.NEUTRAL_TONE, icons.KIT if kit else ""), 150)],
            action=acts,
            name=f"given.{given.id}",
        )

    # --- acts --------------------------------------------------------------------------------------------------

    def give(self, *, first: Distribution | None = None, kept: Kept | None = None) -> None:
        """Give her one thing or several, outside a kit."""
        if self._file is None:
            return
        dialog = HandOut(self._session, over=self, only=[self._file.case.id], first=first, kept=kept)
        if dialog.exec():
            self.saved.emit()
        dialog.deleteLater()

    def check_off(self, kit: str, *, kept: Kept | None = None) -> bool:
        """Check off what she gets of a kit; False where nothing of it can be given to her here."""
        her = kits.kit_of(self._session.register, kit, self._file.case.id) if self._file else None
        if her is None or self._file is None or not her.things or not self._may_give:
            return False
        dialog = KitDialog(
            self._session,
            her,
            kit=kit,
            name=self._file.name.in_text or self._file.case.code or "",
            over=self,
            kept=kept,
        )
        if dialog.exec():
            self.saved.emit()
        dialog.deleteLater()
        return True

    def resume(self, kept: Kept) -> bool:
        """Open the dialog in which something was typed and kept."""
        draft = kept.drafts[0]
        act = draft.part.partition(".")[0]
        if act == HAND_OUT:
            begun = draft.begun if draft.part.endswith(".first") else None
            self.give(first=begun if isinstance(begun, Distribution) else None, kept=kept)
        elif act == CHECKED_OFF:
            self.check_off(draft.part.partition(".")[2], kept=kept)
        return act in (HAND_OUT, CHECKED_OFF)

    def _take_back(self, given: Distribution) -> None:
        if take_gift_back(given, self._session, over=self, tell=self.failed.emit):
            self.saved.emit()
