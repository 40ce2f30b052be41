"""Who sleeps where: the board of the house, and moving somebody by mouse or by keyboard.

A bed with somebody in it is chosen first, then the bed to go to: a free one takes her, a taken one exchanges the two.
What speaks against a bed is said and asks for a reason; it never keeps anybody from sleeping.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout

from centre_app.casework import apart, beds, roll_call
from centre_app.casework.beds import BedTile, Sleeper
from centre_app.folding import fold
from centre_app.language import N_
from centre_app.naming import ShownName, names_of
from centre_app.records import CaseFile, Stay
from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.fields import SearchField
from ui.kit.figure import CountedBar, SmallFigure
from ui.kit.messages import Message
from ui.page import Destination, Page
from ui.pages.beds.below import FullCard, PointedLines
from ui.pages.beds.board import NARROW_BOARD, BedBoard
from ui.pages.beds.moving import Moving
from ui.pages.beds.words import COT, MAT
from ui.session import Session

SEARCH_WIDTH = 232


class BedsPage(Page):
    def __init__(self, session: Session) -> None:
        say = session.say
        super().__init__(
            session,
            name="beds",
            title=say(N_("Beds")),
            subtitle=say(N_("In each room: beds taken out of all its beds")),
            dense=True,
            scrolls=True,
        )
        self._tiles: list[BedTile] = []
        self._names: dict[str, ShownName] = {}
        self._shown_width = 0
        self._present = SmallFigure(icons.RESIDENTS, name="present")
        self._free = SmallFigure(icons.BED, name="free_beds")
        self._cots = SmallFigure(icons.BABY, name="cots")
        self._roll = CountedBar(icons.NIGHT, name="roll_call")
        self.search = SearchField(say(N_("Who, or which bed?")), name="search")
        self._waiting_line = Message("", theme.CHECK_TONE, icon=icons.BED, name="without_bed")
        self._place = buttons.button(say(N_("Choose a bed")), name="place", in_row=True)
        self.moving = Moving(session, self.result, self)
        self.board = BedBoard(session.language, beside_legend=self.search)
        self.pointed = PointedLines(session)
        self.full = FullCard(session)
        self._print = buttons.button(say(N_("Print the plan")), icons.PRINT, name="print_beds", tip="Ctrl+P")
        self._emergency = buttons.button(
            say(N_("Emergency arrival")), icons.INCIDENT, name="emergency_arrival", tip="F9"
        )
        self._call = buttons.button(say(N_("Call the roll")), icons.NIGHT, name="call_the_roll")
        self.put_actions(self._print, self._emergency)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.search.setFixedWidth(theme.size(SEARCH_WIDTH))
        self._figures = layout.row(layout.row(self._present, self._free, self._cots, gap=12), gap=12)
        roll = layout.row(gap=12)
        roll.addWidget(self._roll, 1)
        roll.addWidget(self._call)
        self._figures.addLayout(roll, 1)
        self._waiting_line.add_button(self._place)
        for bar in reversed(self.moving.bars):  # over what scrolls: whoever walked down the board still reads them
            self.put_notice(bar)
        for part in (self._figures, self._waiting_line, self.board, self.pointed, self.full):
            layout.add(self.body, part)

    def _connect(self) -> None:
        self.board.chosen.connect(self.moving.choose)
        self.board.dropped.connect(self.moving.drop)
        self.moving.marked.connect(self.board.mark)
        self.moving.ended.connect(self._go_on)
        self.moving.opened.connect(self._open)
        self.search.searched.connect(self._find)
        self.search.returnPressed.connect(self._go_to_found)
        self.pointed.asked.connect(self._see)
        self._place.clicked.connect(self._place_next)
        self._print.clicked.connect(self.print_page)
        self._call.clicked.connect(lambda: self.go("night"))
        self._emergency.clicked.connect(lambda: self.go("emergency"))

    # --- showing -----------------------------------------------------------------------------------------------

    def arrive(self, destination: Destination) -> None:
        """Show the house; with somebody's stay named, only the bed to go to is still to be chosen."""
        self.moving.let_go()
        self.refresh()
        stay = self.session.register.get(Stay, destination.record_id)
        if stay is not None and stay.ended_on is None:
            self.moving.take_up(stay)
        self.board.go_to_first()

    def take_keyboard(self) -> None:
        self.board.go_to_first()

    def focus_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def refresh(self) -> None:
        register = self.session.register
        rooms = beds.board(register)
        self._tiles = [tile for room in rooms for tile in room.tiles]
        waiting = beds.without_a_bed(register)
        persons = [one.person_id for tile in self._tiles for one in (tile.sleeper, *tile.others) if one is not None]
        self._names = names_of(register, [*persons, *(stay.person_id for stay in waiting)])
        self._shown_width = self._board_width()
        self.board.show_rooms(rooms, self._names, on=self.session.today, width=self._shown_width)
        self.moving.show_house(self._tiles, self._names)
        self._show_figures()
        self._show_waiting(waiting)
        self.pointed.show_pointed(apart.pointed_out(register, rooms), self._names)
        self.full.refresh()
        self._emergency.setVisible(register.rights.writes(CaseFile))
        self.board.mark(self.moving.chosen_bed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the rooms anew where others have room beside each other now."""
        super().resizeEvent(event)
        is_narrow = self._board_width() < theme.size(NARROW_BOARD)
        self._figures.setDirection(QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight)
        if self._shown_width and self._shown_width != self._board_width():
            self.refresh()

    def _board_width(self) -> int:
        """Return the width the rooms have beside a scroll bar, in steps: they are not drawn anew for every pixel."""
        sides, step = theme.size(16 if self.is_small else 24), theme.size(24)
        return (self.width() - 2 * sides - theme.size(18)) // step * step

    def _show_figures(self) -> None:
        """Say how full the house is tonight; a mat is no bed, and is counted only while somebody sleeps on it."""
        own = [tile for tile in self._tiles if tile.bed.kind not in (COT, MAT) and _is_in_use(tile)]
        cots = [tile for tile in self._tiles if tile.bed.kind == COT and _is_in_use(tile)]
        taken = sum(tile.sleeper is not None and tile.bed.kind != COT for tile in self._tiles)
        free = sum(tile.is_free for tile in own)
        say = self.say
        self._present.show_figure(f"{taken} / {len(own)}", say(N_("beds taken")))
        self._free.show_figure(str(free), self.language.say_n(N_("free bed"), N_("free beds"), free))
        self._cots.show_figure(f"{sum(tile.sleeper is not None for tile in cots)} / {len(cots)}", say(N_("cots")))
        self._cots.setVisible(bool(cots))
        called = roll_call.roll_sheet(self.session.register, self.session.today).called  # whoever has no bed too
        marked, total = sum(one.answer is not None for one in called), len(called)
        count = say(N_("{marked} of {total} marked"), marked=marked, total=total)
        self._roll.show_count(say(N_("Tonight’s roll call")), marked / total if total else 0.0, count)

    def _show_waiting(self, waiting: Sequence[Stay]) -> None:
        self._waiting_line.setVisible(bool(waiting))
        if waiting:
            said = self.language.say_n(N_("{n} person has no bed."), N_("{n} people have no bed."), len(waiting))
            self._waiting_line.show_text(self._names.get(waiting[0].person_id, ShownName()).in_text, strong=said)

    # --- finding -----------------------------------------------------------------------------------------------

    def _found(self, typed: str) -> list[str]:
        """Return the beds of whoever is called so, and those whose label begins so; a whole label alone before all."""
        asked = fold(typed)
        exact = [tile.bed.id for tile in self._tiles if asked and fold(tile.bed.label or "") == asked]
        return exact or [tile.bed.id for tile in self._tiles if asked and self._answers(tile, asked)]

    def _answers(self, tile: BedTile, asked: str) -> bool:
        called = [self._names.get(one.person_id, ShownName()) for one in (tile.sleeper, *tile.others) if one]
        words = [tile.bed.label or "", *(name.in_list for name in called), *(name.in_text for name in called)]
        codes = [one.code for one in (tile.sleeper, *tile.others) if one]
        return any(fold(word).startswith(asked) for word in words) or any(fold(one).endswith(asked) for one in codes)

    def _find(self, typed: str) -> None:
        found = self._found(typed)
        self.board.show_found(found)
        card = self.board.room_of(found[0]) if found else None
        if card is not None and self.scroll is not None:
            self.scroll.ensureWidgetVisible(card)

    def _go_to_found(self) -> None:
        """Put the keyboard on the first bed found, as if one had walked there: Enter then chooses it."""
        found = self._found(self.search.text().strip())
        if found:
            self.search.clear()
            self.board.show_found(())
            self._see(found[0])

    def _see(self, bed_id: str) -> None:
        self.board.go_to(bed_id)
        card = self.board.room_of(bed_id)
        if card is not None and self.scroll is not None:
            self.scroll.ensureWidgetVisible(card)

    # --- acting ------------------------------------------------------------------------------------------------

    def _go_on(self) -> None:
        """Show what was done, and let the arrows go on from where they stood."""
        self.refresh()
        self.board.go_to_first()

    def _place_next(self) -> None:
        waiting = beds.without_a_bed(self.session.register)
        if waiting:
            self.moving.take_up(waiting[0])
            self.board.go_to_first()

    def _open(self, sleeper: Sleeper) -> None:
        self.go("case", case_id=sleeper.case_id, section="housing")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.moving.let_go()
            self.board.go_to_first()
        else:
            super().keyPressEvent(event)

    def print_page(self) -> None:
        from centre_app.documents.house_lists import preview_bed_plan, print_bed_plan
        from ui.preview import preview

        register, language = self.session.register, self.language
        preview(
            self.session,
            title=self.say(N_("Plan of the beds")),
            shown=preview_bed_plan(register, language=language),
            final=lambda: print_bed_plan(register, language=language),
            file_name=f"{register.code}-lits.pdf",
            over=self,
        )

    def help_lines(self) -> list[str]:
        return [
            self.say(N_("Choose a bed with somebody in it, then the bed to go to. Two that are taken are exchanged.")),
            self.say(
                N_("By keyboard: the arrows walk from bed to bed, Enter chooses. Ctrl+F finds somebody or a bed.")
            ),
            self.say(N_("An empty bed that is chosen can be kept free, or taken out of use.")),
        ]


def _is_in_use(tile: BedTile) -> bool:
    return tile.sleeper is not None or tile.bed.out_of_service_from is None
