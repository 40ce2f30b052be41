"""Who sleeps where: the board of the house, and moving somebody by mouse or by keyboard.

A bed with somebody in it is chosen first, then the bed to go to: a free one takes her, a taken one exchanges the two.
What speaks against a bed is said and asks for a reason; it never keeps anybody from sleeping.
"""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLineEdit

from centre_app.casework import beds
from centre_app.language import N_
from centre_app.naming import ShownName, names_of
from centre_app.problems import Problem
from centre_app.records import Stay
from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.figure import CountedBar, SmallFigure
from ui.kit.messages import Message
from ui.page import Destination, Page
from ui.pages.bed_board import NARROW_BOARD, BedBoard
from ui.session import Session


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
        self._sleepers: dict[str, beds.Sleeper] = {}
        self._names: dict[str, ShownName] = {}
        self._chosen: beds.Sleeper | None = None
        self._chosen_bed: str | None = None
        self._waiting: Stay | None = None
        self._asked: tuple[Stay, str] | None = None
        self._shown_width = 0
        self._present = SmallFigure(icons.RESIDENTS, name="present")
        self._free = SmallFigure(icons.BED, name="free_beds")
        self._cots = SmallFigure(icons.BABY, name="cots")
        self._roll = CountedBar(icons.NIGHT, name="roll_call")
        self._move = Message("", theme.DONE_TONE, icon=icons.MOVE, name="move")
        self._open = buttons.button(say(N_("Open the file")), icons.OPEN, name="open_case", in_row=True)
        self._release = buttons.button(say(N_("Free the bed")), name="free_bed", in_row=True)
        self._forget = buttons.button(say(N_("Cancel")), icons.CLOSE, name="cancel_move", in_row=True)
        self._doubt = Message("", theme.CHECK_TONE, name="doubt")
        self._reason = QLineEdit()
        self._reason.setObjectName("bed_assignments.reason")
        self._anyway = buttons.button(say(N_("Give this bed")), name="give_bed", in_row=True)
        self._waiting_line = Message("", theme.CHECK_TONE, icon=icons.BED, name="without_bed")
        self._place = buttons.button(say(N_("Choose a bed")), name="place", in_row=True)
        self.board = BedBoard(session.language)
        self._print = buttons.button(say(N_("Print the plan")), icons.PRINT, name="print_beds")
        self.put_actions(self._print)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._figures = layout.row(layout.row(self._present, self._free, self._cots, gap=12), gap=12)
        self._figures.addWidget(self._roll, 1)
        for button in (self._open, self._release, self._forget):
            self._move.add_button(button)
        self._reason.setPlaceholderText(self.say(N_("The reason, in a few words")))
        self._reason.setAccessibleName(self.say(N_("Reason")))
        self._doubt.add_button(self._reason)
        self._doubt.add_button(self._anyway)
        self._waiting_line.add_button(self._place)
        for part in (self._figures, self._waiting_line, self._move, self._doubt, self.board):
            layout.add(self.body, part)

    def _connect(self) -> None:
        self.board.chosen.connect(self._on_chosen)
        self.board.dropped.connect(self._on_dropped)
        self._open.clicked.connect(self._open_chosen)
        self._release.clicked.connect(self._free_chosen)
        self._forget.clicked.connect(self._let_go)
        self._anyway.clicked.connect(self._give_with_reason)
        self._reason.returnPressed.connect(self._give_with_reason)
        self._place.clicked.connect(self._place_next)
        self._print.clicked.connect(self.print_page)

    # --- showing -----------------------------------------------------------------------------------------------

    def arrive(self, destination: Destination) -> None:
        """Show the house; with somebody's stay named, only the bed to go to is still to be chosen."""
        self._let_go()
        self.refresh()
        stay = self.session.register.get(Stay, destination.record_id)
        if stay is not None and stay.ended_on is None:
            self._begin_with(stay)

    def refresh(self) -> None:
        register = self.session.register
        rooms = beds.board(register)
        tiles = [tile for room in rooms for tile in room.tiles]
        self._sleepers = {tile.bed.id: tile.sleeper for tile in tiles if tile.sleeper is not None}
        waiting = beds.without_a_bed(register)
        persons = [sleeper.person_id for sleeper in self._sleepers.values()] + [stay.person_id for stay in waiting]
        self._names = names_of(register, persons)
        self._shown_width = self._board_width()
        self.board.show_rooms(rooms, self._names, on=self.session.today, width=self._shown_width)
        self._show_figures(tiles)
        self._show_waiting(waiting)
        self.board.mark(self._chosen_bed)

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

    def _show_figures(self, tiles: list[beds.BedTile]) -> None:
        own = [tile for tile in tiles if tile.bed.kind != "cot"]
        cots = [tile for tile in tiles if tile.bed.kind == "cot"]
        taken = sum(tile.sleeper is not None for tile in own)
        free = sum(tile.is_free for tile in own)
        say = self.say
        self._present.show_figure(f"{taken} / {len(own)}", say(N_("beds taken")))
        self._free.show_figure(str(free), self.language.say_n(N_("free bed"), N_("free beds"), free))
        self._cots.show_figure(f"{sum(tile.sleeper is not None for tile in cots)} / {len(cots)}", say(N_("cots")))
        self._cots.setVisible(bool(cots))
        marked = sum(sleeper.present is not None for sleeper in self._sleepers.values())
        total = len(self._sleepers)
        count = say(N_("{marked} of {total} marked"), marked=marked, total=total)
        self._roll.show_count(say(N_("Tonight’s roll call")), marked / total if total else 0.0, count)

    def _show_waiting(self, waiting: list[Stay]) -> None:
        self._waiting_line.setVisible(bool(waiting))
        if waiting:
            said = self.language.say_n(N_("{n} person has no bed."), N_("{n} people have no bed."), len(waiting))
            self._waiting_line.show_text(self._called(waiting[0].person_id), strong=said)

    def _called(self, person_id: str) -> str:
        return self._names.get(person_id, ShownName()).in_text

    # --- moving ------------------------------------------------------------------------------------------------

    def _on_chosen(self, bed_id: str) -> None:
        if self._asked is not None:
            self._let_go()
        if self._waiting is not None:
            self._give(self._waiting, bed_id)
        elif self._chosen is None:
            self._choose(bed_id)
        elif bed_id == self._chosen_bed:
            self._let_go()
        else:
            self._move_to(bed_id)

    def _on_dropped(self, from_bed: str, to_bed: str) -> None:
        self._choose(from_bed)
        if self._chosen is not None:
            self._move_to(to_bed)

    def _choose(self, bed_id: str) -> None:
        sleeper = self._sleepers.get(bed_id)
        if sleeper is None:
            return
        self._chosen, self._chosen_bed = sleeper, bed_id
        self._show_move(self._called(sleeper.person_id))
        self._open.show()
        self._release.show()
        self.board.mark(bed_id)

    def _show_move(self, name: str) -> None:
        self._move.show_text(self.say(N_("Choose the bed to go to, or press Esc.")), strong=name)
        self._move.show()

    def _place_next(self) -> None:
        waiting = beds.without_a_bed(self.session.register)
        if waiting:
            self._let_go()
            self._take_up(waiting[0])

    def _begin_with(self, stay: Stay) -> None:
        beds_of_hers = (bed_id for bed_id, sleeper in self._sleepers.items() if sleeper.stay_id == stay.id)
        bed_id = next(beds_of_hers, None)
        if bed_id is None:
            self._take_up(stay)
        else:
            self._choose(bed_id)

    def _take_up(self, stay: Stay) -> None:
        self._waiting = stay
        self._show_move(self._called(self._waiting.person_id))
        self._open.hide()
        self._release.hide()

    def _move_to(self, bed_id: str) -> None:
        stay = self._stay_of(self._chosen)
        other = self._sleepers.get(bed_id)
        if stay is None:
            return
        if other is None:
            self._give(stay, bed_id)
            return
        other_stay = self._stay_of(other)
        if other_stay is not None:
            done = self.say(N_("The two beds are exchanged."))
            self._try(lambda: self.session.do(beds.exchange_beds, stay, other_stay, on=self.session.today), done)

    def _give(self, stay: Stay, bed_id: str, reason: str | None = None) -> None:
        if bed_id in self._sleepers:
            self.result.tell_problem(self.say(N_("Somebody sleeps in this bed.")), self.say(N_("Choose a free one.")))
            return
        found = [] if reason else beds.doubts(self.session.register, stay, bed_id, on=self.session.today)
        if found:
            self._ask_reason(stay, bed_id, " ".join(finding.said_in(self.language) for finding in found))
            return
        done = self.say(N_("The bed is given."))
        self._try(lambda: self.session.do(beds.put_to_bed, stay, bed_id, on=self.session.today, reason=reason), done)

    def _ask_reason(self, stay: Stay, bed_id: str, doubt: str) -> None:
        self._asked = (stay, bed_id)
        self._doubt.show_text(doubt)
        self._doubt.show()
        self._reason.clear()
        self._reason.setFocus()

    def _give_with_reason(self) -> None:
        if self._asked is not None and self._reason.text().strip():
            stay, bed_id = self._asked
            self._give(stay, bed_id, self._reason.text().strip())

    def _free_chosen(self) -> None:
        stay = self._stay_of(self._chosen)
        if stay is not None:
            done = self.say(N_("The bed is free."))
            self._try(lambda: self.session.do(beds.free_bed, stay, on=self.session.today), done)

    def _try(self, act: Callable[[], object], done: str) -> None:
        try:
            act()
        except Problem as problem:
            self.tell_problem(problem)
        else:
            self.result.tell_done(done)
        self._let_go()
        self.refresh()

    def _let_go(self) -> None:
        self._chosen = self._chosen_bed = self._waiting = self._asked = None
        self._move.hide()
        self._doubt.hide()
        self.board.mark(None)

    def _stay_of(self, sleeper: beds.Sleeper | None) -> Stay | None:
        return self.session.register.get(Stay, sleeper.stay_id) if sleeper else None

    def _open_chosen(self) -> None:
        if self._chosen is not None:
            self.go("case", case_id=self._chosen.case_id, section="housing")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._let_go()
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
            self.say(
                N_("Choose a bed with somebody in it, then the bed to go to. Tab and Enter do the same as the mouse.")
            ),
            self.say(N_("Two beds that are taken are exchanged.")),
        ]
