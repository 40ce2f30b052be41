"""The large sheets of the house painted: each beside a bare Qt table that shows the same rows.

Both sides begin with what was read from the register and end with every row on screen. The table is what a program gets
for nothing: items of text in a QTableWidget, without our style sheet; it has no groups, signs or states. Measured is the
processor's time, which other programs on the machine do not stretch.
"""

import os
import time
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QTableWidget, QTableWidgetItem, QWidget

from centre_app.casework import beds, roll_call
from centre_app.casework.beds import RoomCard
from centre_app.casework.roll_call import RollSheet
from centre_app.language import Language
from centre_app.naming import ShownName, names_of
from centre_app.records import Bed, Room
from centre_app.register import Register
from tests import makers
from tests.benchmarks.measuring import Comparison, Measure, compare
from tests.benchmarks.registers import fill, opened
from tests.benchmarks.shelf import Shelf
from tests.makers import TODAY
from ui import theme
from ui.pages.beds.board import BedBoard
from ui.pages.night.sheet import RollSheetView

ROOMS, BEDS_EACH, EMPTY_EACH = 20, 10, 1
WIDTH, ROW_HEIGHT = 1158, 30
BARE = "bare QTableWidget, the same rows"
FRENCH = Language.of("fr")


def a_house_of(register: Register, rooms: int, beds_each: int, *, empty: int = EMPTY_EACH) -> None:
    """Furnish a house in which somebody sleeps in all but a few beds of each room."""
    records = []
    for number in range(rooms):
        room = Room(name=f"Chambre {chr(65 + number)}", room_type="dormitory", sex_rule="girls")
        made = [
            Bed(room_id=room.id, label=f"{chr(65 + number)}-{bed:02}", kind="bed") for bed in range(1, beds_each + 1)
        ]
        records += [room, *made]
        for bed in made[: beds_each - empty]:
            *file, stay = makers.an_admission(admitted_on=TODAY)
            records += [*file, stay, makers.an_assignment(stay, bed, from_on=TODAY)]
    fill(register, records)


def board_of_beds(shelf: Shelf, *, rounds: int = 15) -> Comparison:
    """Two hundred beds."""
    with opened(_house(shelf)) as register:
        rooms = beds.board(register)
        names = names_of(register, [one.sleeper.person_id for room in rooms for one in room.tiles if one.sleeper])
    rows = [_of_bed(room, number, names) for room in rooms for number in range(len(room.tiles))]
    return _compared("board of {n} beds painted", rows, lambda: _board(rooms, names), at_most=1.5, rounds=rounds)


def roll_call_sheet(shelf: Shelf, *, rounds: int = 15) -> Comparison:
    """A roll call of the same house, with every bed taken: two hundred lines."""
    with opened(_house(shelf, empty=0)) as register:
        sheet = roll_call.roll_sheet(register, TODAY)
        names = names_of(register, [one.person_id for one in sheet.called])
    rows = [
        (one.bed, room.name, names[one.person_id].in_text, one.code, "", "")
        for room in sheet.rooms
        for one in room.called
    ]
    return _compared("roll call of {n} painted", rows, lambda: _sheet(sheet, names), at_most=1.5, rounds=rounds)


def _compared(
    operation: str, rows: Sequence[Sequence[str]], ours: Callable[[], QWidget], *, at_most: float, rounds: int
) -> Comparison:
    return compare(
        operation.format(n=len(rows)),
        _dressed(ours),
        BARE,
        _bare(lambda: _table(rows)),
        at_most=at_most,
        rounds=rounds,
    )


# --- both sides ------------------------------------------------------------------------------------------------


def _board(rooms: Sequence[RoomCard], names: dict[str, ShownName]) -> QWidget:
    board = BedBoard(FRENCH)
    board.show_rooms(rooms, names, on=TODAY, width=WIDTH)
    return board


def _sheet(sheet: RollSheet, names: dict[str, ShownName]) -> QWidget:
    view = RollSheetView(FRENCH)
    view.show_sheet(sheet, names, is_shut=False)
    return view


def _table(rows: Sequence[Sequence[str]]) -> QWidget:
    table = QTableWidget(len(rows), len(rows[0]))
    for line, row in enumerate(rows):
        for column, words in enumerate(row):
            table.setItem(line, column, QTableWidgetItem(words))
    table.resize(WIDTH, (len(rows) + 1) * ROW_HEIGHT + 8)
    return table


def _of_bed(room: RoomCard, number: int, names: dict[str, ShownName]) -> tuple[str, ...]:
    tile = room.tiles[number]
    if tile.sleeper is None:
        return tile.bed.label or "", room.room.name or "", "", "", "Libre"
    who = names[tile.sleeper.person_id].initials
    return tile.bed.label or "", room.room.name or "", who, "16", "Pas encore pointée ce soir"


# --- painting --------------------------------------------------------------------------------------------------


def _dressed(make: Callable[[], QWidget]) -> Measure:
    return lambda: _painted(make, dress=lambda app: theme.dress_in_letters(app, text_size="normal"))


def _bare(make: Callable[[], QWidget]) -> Measure:
    return lambda: _painted(make, dress=lambda app: app.setStyleSheet(""))


def _painted(make: Callable[[], QWidget], *, dress: Callable[[QApplication], object]) -> float:
    """Return the processor's seconds from the data to the whole widget on screen."""
    app = _application()
    dress(app)
    app.processEvents()
    began = time.process_time()
    widget = make()
    widget.resize(WIDTH, max(widget.height(), widget.sizeHint().height()))
    seen = _Seen(widget)
    widget.show()
    while not seen.painted:
        app.processEvents()
    took = time.process_time() - began
    widget.close()
    widget.deleteLater()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return took


class _Seen(QObject):
    """Remembers that a widget and all that lies on it was painted: it is told of once the window's picture is whole."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.painted = False
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        # the picture of a window is painted in the turn of the event loop in which it was asked for
        self.painted = self.painted or event.type() == QEvent.Type.UpdateRequest
        return False


@cache
def _application() -> QApplication:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance()
    made = app if isinstance(app, QApplication) else QApplication(["painting"])
    theme.dress(made)
    return made


def _house(shelf: Shelf, *, empty: int = EMPTY_EACH) -> Path:
    folder = makers.a_folder(shelf.new_folder())
    with opened(folder) as register:
        a_house_of(register, ROOMS, BEDS_EACH, empty=empty)
    return folder
