"""The page of one thing: how many there are, every movement with what was there after it, and putting one right."""

from PySide6.QtWidgets import QWidget

from centre_app.casework.stock import catalogue, movements, shelf
from centre_app.casework.stock.shelf import Balance, Step
from centre_app.choices import choices
from centre_app.choices.keys import StockMovementKind
from centre_app.drafts import Kept, Spot
from centre_app.language import N_
from centre_app.problems import Problem
from centre_app.records import Distribution, Item, StockMovement
from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.chip import Chip
from ui.kit.facts import Facts
from ui.kit.messages import EmptyState
from ui.kit.panel import Card, note
from ui.kit.rows import Row, RowList, sign_tile
from ui.page import Destination, Page
from ui.pages.case.records import joined
from ui.pages.case.take_back_dialog import TakeBackDialog
from ui.pages.stock.acts import Acts
from ui.pages.stock.movement_dialogs import MovementDialog
from ui.pages.stock.round_dialog import RoundDialog
from ui.pages.stock.words import category_of, changed_by, sign_of, state_of, story_of, title_of
from ui.session import Session

SHOWN_AT_MOST = 60
ACTS_WIDE = 180


class ThingPage(Page):
    belongs_to = "stock"

    def __init__(self, session: Session) -> None:
        super().__init__(session, name="stock_thing", title=" ", dense=True, scrolls=True)
        say = self.say
        self._item: Item | None = None
        self.acts = Acts(self)
        self._given = buttons.filled(say(N_("Hand out")), icons.KIT, name="hand_out")
        self._came = buttons.button(say(N_("Came in")), icons.RECEIVE, name="came_in")
        self._counted = buttons.button(say(N_("Count it")), icons.CHECKS, name="count")
        self._out = buttons.button(say(N_("Loss, other use")), icons.ERASE, name="went_out")
        back = buttons.button(say(N_("Back")), icons.BACK, name="stock_thing.back")
        self._connect(back)
        self.put_actions(back, self._out, self._counted, self._came, self._given)
        self._change = buttons.quiet(say(N_("Change")), icons.EDIT, name="change_thing")
        self._change.clicked.connect(lambda: self._item and self.acts.open_thing(self._item))
        self._head = Card(say(N_("How it stands")), icons.STOCK, head_end=self._change, name="thing.head")
        self._story = Card(say(N_("What came and went")), icons.HISTORY, name="thing.story")
        layout.add(self.body, self._head)
        layout.add(self.body, self._story)
        layout.add(self.body, layout.STRETCH)

    def _connect(self, back: buttons.Button) -> None:
        back.clicked.connect(lambda: self.go("stock"))
        self._given.clicked.connect(lambda: self._item and self.acts.hand_out(item_id=self._item.id))
        self._came.clicked.connect(self._come_in)
        self._counted.clicked.connect(lambda: self._item and self.acts.count(only=self._item.id))
        self._out.clicked.connect(lambda: self._item and self.acts.went_out(item=self._item))

    def _come_in(self) -> None:
        if self._item is not None:
            register = self.session.register
            self.acts.came_in(first=movements.blank(register, StockMovementKind.RECEIPT, self._item))

    # --- going about -------------------------------------------------------------------------------------------

    def arrive(self, destination: Destination) -> None:
        if destination.record_id:
            self._item = self.session.register.get(Item, destination.record_id)
        self.refresh()

    def spot(self) -> Spot:
        return Spot(page="stock_thing", record_id=self._item.id if self._item else None)

    def resume(self, kept: Kept) -> None:
        typed = kept.drafts[0].typed
        known = self.session.register.get(StockMovement, typed.id) if isinstance(typed, StockMovement) else None
        if known is not None and kept.drafts[0].part == StockMovement.table:
            self._open(known, kept=kept)
        else:
            self.acts.resume(kept, item_id=self._item.id if self._item else "")

    def refresh(self) -> None:
        register = self.session.register
        if self._item is None:
            return
        self._item = register.get(Item, self._item.id) or self._item
        self.set_title(title_of(self._item), category_of(self._item, self.session))
        may_write = register.may_write(movements.receipt(register)) and not self._item.is_void
        for button in (self._came, self._counted, self._out, self._change):
            button.setVisible(may_write)
        self._given.setVisible(register.rights.writes(Distribution) and not self._item.is_void)
        balance = next((one for one in shelf.balances(register) if one.item.id == self._item.id), None)
        self._show_head(balance)
        self._show_story(shelf.steps_of(register, self._item.id))

    def help_lines(self) -> list[str]:
        return [
            self.say(N_("Each line says what was there after it. What was handed out opens with the names.")),
            self.say(N_("Nothing is erased: what was written by mistake is taken back, with a reason.")),
        ]

    # --- what is shown -----------------------------------------------------------------------------------------

    def _show_head(self, balance: Balance | None) -> None:
        self._head.clear()
        if balance is None:
            self._head.add(note(self.say(N_("No longer in the list."))))
            return
        language, item = self.language, balance.item
        words, tone, icon = state_of(balance, self.session)
        there = theme.plain_label(language.number(balance.there), theme.PAGE_TITLE, theme.MEDIUM, name="thing.there")
        self._head.add(layout.row(there, note(item.unit or ""), Chip(words, tone, icon), layout.STRETCH, gap=12))
        facts = [
            (
                self.say(N_("Say so when fewer are left than")),
                language.number(item.min_stock) if item.min_stock else "",
            ),
            (self.say(N_("Keeps until")), language.day(balance.keeps_until) if balance.keeps_until else ""),
            (self.say(N_("Counted on")), language.day(balance.counted_on) if balance.counted_on else ""),
        ]
        shown = Facts(label_width=240, name="thing.facts")
        shown.show_facts(fact for fact in facts if fact[1])
        self._head.add(shown)
        gone = buttons.quiet(self.say(N_("Take it out of the list")), icons.ARCHIVE, name="give_up_thing")
        gone.clicked.connect(self._give_up)
        gone.setVisible(self.session.register.may_write(item) and balance.there == 0)
        self._head.add(layout.row(gone, layout.STRETCH))

    def _show_story(self, told: list[Step]) -> None:
        self._story.clear()
        if not told:
            self._story.add(EmptyState(icons.STOCK, self.say(N_("Nothing came or went yet.")), name="thing.no_story"))
            return
        rows = RowList(name="thing.rows")
        rows.show_rows([self._row(step) for step in reversed(told[-SHOWN_AT_MOST:])])
        self._story.add(rows)
        if len(told) > SHOWN_AT_MOST:
            older = len(told) - SHOWN_AT_MOST
            self._story.add(
                note(
                    self.language.say_n(N_("{n} older line is not shown."), N_("{n} older lines are not shown."), older)
                )
            )

    def _row(self, step: Step) -> Row:
        movement, language = step.movement, self.language
        names = movements.has_names(self.session.register, movement)
        kind = self.say(N_("Handed out")) if names else choices("stock_movement_kind").label(movement.kind, language)
        day = language.day(movement.moved_on) if movement.moved_on else ""
        changed = theme.plain_label(changed_by(step, self.session), theme.BODY, theme.SEMI_BOLD)
        after = note(self.say(N_("then {n}"), n=step.after))
        return Row(
            joined(day, kind),
            story_of(movement, self.session),
            sign=sign_tile(sign_of(movement)),
            columns=[(changed, 90), (after, 90)],
            action=self._acts_of(movement, names),
            name=f"movement.{movement.id}",
        )

    def _acts_of(self, movement: StockMovement, names: bool) -> QWidget:
        go = buttons.button(self.say(N_("Open")), name=f"open.{movement.id}", in_row=True)
        go.clicked.connect(lambda: self._open(movement))
        back = buttons.button(self.say(N_("Take back")), name=f"take_back.{movement.id}", in_row=True)
        back.clicked.connect(lambda: self._take_back(movement))
        back.setVisible(not names and self.session.register.may_write(movement))
        acts = layout.boxed(layout.row(layout.STRETCH, back, go, gap=8))
        acts.setFixedWidth(theme.size(ACTS_WIDE))
        return acts

    # --- acts --------------------------------------------------------------------------------------------------

    def _open(self, movement: StockMovement, *, kept: Kept | None = None) -> None:
        if movements.has_names(self.session.register, movement):
            shown = RoundDialog(self.session, movement, over=self)
            shown.exec()
            shown.deleteLater()
            return
        dialog = MovementDialog(self.session, movement, over=self, kept=kept)
        is_saved = bool(dialog.exec())
        dialog.deleteLater()
        if is_saved:
            self.result.tell_done(self.say(N_("Saved.")))

    def _take_back(self, movement: StockMovement) -> None:
        dialog = TakeBackDialog(self.session, title_of(self._item), over=self)
        is_meant = bool(dialog.exec())
        dialog.deleteLater()
        if is_meant:
            try:
                self.session.do(movements.take_back, movement, reason=dialog.reason)
            except Problem as problem:
                self.tell_problem(problem)

    def _give_up(self) -> None:
        dialog = TakeBackDialog(self.session, title_of(self._item), over=self)
        is_meant = self._item is not None and bool(dialog.exec())
        dialog.deleteLater()
        if self._item is not None and is_meant:
            try:
                self.session.do(catalogue.give_up, self._item, reason=dialog.reason)
            except Problem as problem:
                self.tell_problem(problem)
                return
            self.go("stock")
