"""The page of the stock room: every thing with how many there are, what presses first, and what one does with them."""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt

from centre_app.agenda import month_end
from centre_app.casework.stock import catalogue, handing_out, kits, movements, shelf
from centre_app.casework.stock.shelf import ENOUGH, Balance
from centre_app.choices import choices
from centre_app.drafts import Kept, Spot
from centre_app.folding import fold
from centre_app.language import N_
from centre_app.records import Distribution, Item
from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.fields import PickList, SearchField
from ui.kit.figure import Figure
from ui.kit.messages import EmptyState
from ui.kit.panel import Card, note
from ui.page import Destination, Page
from ui.pages.stock.acts import Acts
from ui.pages.stock.words import category_of, state_of
from ui.record_table import Cell, Column, RecordTable, Row
from ui.session import Session

ANY, PRESSING = "any", "pressing"


class StockPage(Page):
    def __init__(self, session: Session) -> None:
        super().__init__(
            session,
            name="stock",
            title=session.say(N_("Stock room")),
            subtitle=session.say(N_("What is there, and to whom it goes.")),
            dense=True,
        )
        self._balances: dict[str, Balance] = {}
        self.acts = Acts(self)
        self._put_actions()
        self._figures = {
            name: Figure(icon, name=f"stock.{name}")
            for name, icon in (("pressing", icons.LATE), ("reached", icons.RESIDENTS), ("kits", icons.KIT))
        }
        self._figures["kits"].opens(self.say(N_("Open the kits")))
        self._figures["kits"].asked.connect(lambda: self.go("kits"))
        self.search = SearchField(self.say(N_("Search for a thing")), name="stock.search")
        self.search.searched.connect(lambda _typed: self._ask())
        self.search.returnPressed.connect(lambda: self.table.choose_first())
        self._category, self._state = self._picks()
        self.table = self._make_table()
        self._count = note("", name="stock.count")
        self._empty = self._make_empty()
        self._lay_out()

    def _put_actions(self) -> None:
        say, register = self.say, self.session.register
        given = buttons.filled(say(N_("Hand out")), icons.KIT, name="hand_out")
        came = buttons.button(say(N_("Came in")), icons.RECEIVE, name="came_in")
        count = buttons.button(say(N_("Count the shelf")), icons.CHECKS, name="count")
        out = buttons.button(say(N_("Loss, other use")), icons.ERASE, name="went_out")
        sheets = self._sheets = buttons.button(say(N_("Print")), icons.PRINT, name="print_stock")
        given.clicked.connect(lambda: self.acts.hand_out())
        came.clicked.connect(lambda: self.acts.came_in())
        count.clicked.connect(lambda: self.acts.count())
        out.clicked.connect(lambda: self.acts.went_out())
        sheets.clicked.connect(self.print_page)
        may_write = register.may_write(movements.receipt(register))
        for button in (came, count, out):
            button.setVisible(may_write)
        given.setVisible(register.rights.writes(Distribution))
        self.put_actions(sheets, out, count, came, given)

    def _picks(self) -> tuple[PickList, PickList]:
        say = self.say
        offered = [(ANY, say(N_("All kinds")))]
        offered += choices("item_category").offered(self.language)
        category = PickList(offered, icon=icons.FILTER, name="stock.category")
        category.setAccessibleName(say(N_("Kind of thing")))
        state = PickList(
            [(ANY, say(N_("Everything"))), (PRESSING, say(N_("What is to be done")))],
            icon=icons.LATE,
            name="stock.state",
        )
        state.setAccessibleName(say(N_("How it stands")))
        for pick in (category, state):
            pick.setSizePolicy(pick.sizePolicy().Policy.Fixed, pick.sizePolicy().Policy.Fixed)
            pick.show_key(ANY)
            pick.picked.connect(lambda _key: self._ask())
        return category, state

    def _make_table(self) -> RecordTable:
        say = self.say
        columns = [
            Column(key="name", title=say(N_("Thing")), width=200, stretch=True, sorts=False),
            Column(key="kind", title=say(N_("Kind")), width=190, low=True, sorts=False),
            Column(key="there", title=say(N_("There")), width=80, at_end=True, sorts=False),
            Column(key="unit", title=say(N_("Counted in")), width=110, sorts=False),
            Column(key="state", title=say(N_("State")), width=220, sorts=False),
            Column(key="keeps", title=say(N_("Keeps until")), width=130, sorts=False),
            Column(key="counted", title=say(N_("Counted on")), width=130, low=True, sorts=False),
        ]
        table = RecordTable(columns, self._rows, name="items")
        table.opened.connect(self._open)
        return table

    def _make_empty(self) -> EmptyState:
        may_write = self.session.register.may_write(Item())
        empty = EmptyState(
            icons.STOCK,
            self.say(N_("Nothing is in the list yet. Start with a list that every house can use.")),
            self.say(N_("Take over a first list")) if may_write else "",
            name="stock.empty",
        )
        empty.acted.connect(lambda: self.acts.take_over())
        return empty

    def _lay_out(self) -> None:
        figures = layout.row(gap=12)
        for figure in self._figures.values():
            figures.addWidget(figure, 1)
        self._new = buttons.quiet(self.say(N_("New thing")), icons.ADD, name="new_thing")
        self._first_list = buttons.quiet(self.say(N_("From the first list")), icons.ADD, name="first_list")
        self._new.clicked.connect(lambda: self.acts.new_thing())
        self._first_list.clicked.connect(lambda: self.acts.take_over())
        asked = layout.row(gap=12)
        asked.addWidget(self.search, 1)
        for part in (self._category, self._state):
            asked.addWidget(part)
        card = Card(margins=(8, 6, 8, 8), name="stock.list")
        card.body.addWidget(self.table, 1)
        card.add(layout.row(self._count, layout.STRETCH, self._first_list, self._new, gap=12, margins=(8, 0, 8, 0)))
        some = layout.column(layout.boxed(figures), layout.boxed(asked), gap=12)
        some.addWidget(card, 1)
        self._some = layout.boxed(some, name="stock.some")
        self._none = Card(name="stock.none").add(self._empty)
        self.body.addWidget(self._some, 1)
        layout.add(self.body, self._none)

    # --- going about -------------------------------------------------------------------------------------------

    def arrive(self, destination: Destination) -> None:
        self.refresh()
        (self.table if self.table.current_id else self.search).setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        register = self.session.register
        self._balances = {one.item.id: one for one in shelf.balances(register)}
        self._some.setVisible(bool(self._balances))
        self._none.setVisible(not self._balances)
        may_write = register.may_write(Item())
        self._new.setVisible(may_write)
        self._first_list.setVisible(may_write and bool(catalogue.not_there_yet(register)))
        self._show_figures()
        self._ask()

    def focus_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def spot(self) -> Spot:
        return Spot(page="stock")

    def resume(self, kept: Kept) -> None:
        self.acts.resume(kept)

    def print_page(self) -> None:
        from ui.pages.stock.printing import offer_sheets  # late: only who prints pays for it

        offer_sheets(self.session, under=self._sheets, over=self)

    def help_lines(self) -> list[str]:
        return [
            self.say(
                N_("What comes in is written with its slip; what is handed out, with who got it. The number follows.")
            ),
            self.say(
                N_("Count now and then: write what you find, and why it differs. The count is what holds from then on.")
            ),
            self.say(N_("Press Enter on a thing to see everything that came and went.")),
        ]

    # --- what is shown -----------------------------------------------------------------------------------------

    def _show_figures(self) -> None:
        language, today = self.language, self.session.today
        pressing = [one for one in self._balances.values() if one.state != ENOUGH]
        first = today.replace(day=1)
        people, pieces = handing_out.reached(self.session.register, first, month_end(first))
        lacking = len(kits.who_lacks(self.session.register))
        month = self.say(N_("in {month}"), month=language.month(first))
        self._figures["pressing"].show_figure(
            str(len(pressing)),
            language.say_n(N_("thing to look at"), N_("things to look at"), len(pressing)),
            self.say(N_("few, none, or soon out of date")),
            tone=theme.CHECK_TONE if pressing else None,
        )
        self._figures["reached"].show_figure(
            str(people),
            language.say_n(N_("person got something"), N_("people got something"), people),
            f"{language.say_n(N_('{n} piece'), N_('{n} pieces'), pieces)} · {month}",
        )
        self._figures["kits"].show_figure(
            str(lacking),
            language.say_n(N_("arrival kit to give"), N_("arrival kits to give"), lacking),
            self.say(N_("for those who are in the house")),
            tone=theme.CHECK_TONE if lacking else None,
        )

    def _ask(self) -> None:
        """Show the things that are asked for, what presses on top."""
        typed, category, state = fold(self.search.text().strip()), self._category.key(), self._state.key()
        shown = [
            item_id
            for item_id, one in self._balances.items()
            if typed in fold(one.item.name or "")
            and category in (ANY, one.item.category)
            and (state == ANY or one.state != ENOUGH)
        ]
        self.table.show_ids(shown)
        self._count.setText(self.language.say_n(N_("{n} thing"), N_("{n} things"), len(shown)))

    def _rows(self, ids: Sequence[str]) -> Mapping[str, Row]:
        return {item_id: self._row(self._balances[item_id]) for item_id in ids if item_id in self._balances}

    def _row(self, one: Balance) -> Row:
        words, tone, icon = state_of(one, self.session)
        return {
            "name": Cell(text=one.item.name or "", strong=True),
            "kind": Cell(text=category_of(one.item, self.session), muted=True),
            "there": Cell(text=self.language.number(one.there), strong=True),
            "unit": Cell(text=one.item.unit or "", muted=True),
            "state": Cell(text=words, tone=tone, icon=icon),
            "keeps": self._day(one.keeps_until),
            "counted": self._day(one.counted_on),
        }

    def _day(self, day: date | None) -> Cell:
        return Cell(text=self.language.day(day) if day else "", muted=True)

    def _open(self, item_id: str) -> None:
        self.went.emit(Destination(page="stock_thing", record_id=item_id))
