"""The rooms of the house drawn as cards, as many beside each other as have room."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from PySide6.QtCore import QPoint, QPointF, Signal
from PySide6.QtWidgets import QWidget

from centre_app.casework.beds import RoomCard as Room
from centre_app.language import N_, Language
from centre_app.naming import ShownName
from ui import icons, theme
from ui.kit import layout
from ui.kit.bed_room import RoomCard, RoomView, nearest
from ui.kit.bed_tile import STATE_ICONS
from ui.pages.beds.words import LEGEND, MOTHERS, RARE, BoardWords

WIDE_ROOM, NARROW_ROOM = 5, 4  # beds in a row of a large room, in a large window and in a small one
WIDE_BOARD, NARROW_BOARD = 1040, 800  # points; a narrow one has no room for two large rooms beside each other
BED_WIDTH = 106  # points, with the gap beside it


class BedBoard(QWidget):
    """Every room with its beds. A bed is chosen by click or Enter, and dropped onto another by mouse.

    Arrows lead from bed to bed, over the edge of a room into the next one.
    """

    chosen = Signal(str)
    dropped = Signal(str, str)

    def __init__(self, language: Language, *, beside_legend: QWidget | None = None) -> None:
        super().__init__()
        self.setObjectName("bed_board")
        self._language = language
        self._say = language.say
        self._rooms: list[RoomCard] = []
        self._drawn_for: object = None
        self._legend = layout.column(gap=0)
        self._grid = layout.column(gap=12)
        self._signs: object = None  # those that the legend tells
        top = layout.row(gap=16)
        top.addLayout(self._legend, 1)
        if beside_legend is not None:
            top.addWidget(beside_legend)
        self.setLayout(layout.column(top, self._grid, gap=12))

    def show_rooms(self, rooms: Sequence[Room], names: Mapping[str, ShownName], *, on: date, width: int) -> None:
        """Draw the rooms; where they stand as they stood, each only shows what has changed in it."""
        across, in_line = _beds_across(width)
        words = BoardWords(self._language, names, on=on)
        views = [words.room(room, across=across) for room in rooms]
        shape = width, [(view.room_id, view.said, len(view.places), view.across) for view in views]
        if shape == self._drawn_for:
            for card, view in zip(self._rooms, views, strict=True):
                card.show_room(view)
        else:
            self._drawn_for = shape
            self._draw_anew(views, [_share(room, across) for room in rooms], width, in_line)
        self._show_legend()

    def _draw_anew(self, views: Sequence[RoomView], shares: Sequence[int], width: int, in_line: int) -> None:
        at = next((card.at for card in self._rooms if card.hasFocus()), None)
        layout.clear(self._grid)
        self._rooms = [self._card(view) for view in views]
        for line in _in_lines(list(zip(self._rooms, shares, strict=True)), width):
            self._grid.addLayout(_line(line, in_line))
        self._grid.addStretch(1)
        if at is not None:
            self.go_to(at)

    def _card(self, view: RoomView) -> RoomCard:
        card = RoomCard(view)
        card.chosen.connect(self.chosen)
        card.dropped.connect(self.dropped)
        card.walked.connect(lambda step, here, card=card: self._walk_out(card, step, here))
        return card

    # --- beds --------------------------------------------------------------------------------------------------

    def room_of(self, bed_id: str) -> RoomCard | None:
        return next((card for card in self._rooms if bed_id in card.bed_ids), None)

    def go_to(self, bed_id: str) -> None:
        """Put the keyboard on a bed."""
        card = self.room_of(bed_id)
        if card is not None:
            card.go_to(bed_id)

    def go_to_first(self) -> None:
        """Put the keyboard on the board where it stood last in its first room."""
        if self._rooms and not any(card.hasFocus() for card in self._rooms):
            self._rooms[0].go_to(self._rooms[0].at)

    def mark(self, bed_id: str | None) -> None:
        """Show which bed is being moved from; None for no bed."""
        for card in self._rooms:
            card.mark(bed_id)

    def show_found(self, bed_ids: Collection[str]) -> None:
        """Frame the beds that were searched for."""
        for card in self._rooms:
            card.show_found(bed_ids)

    def _walk_out(self, card: RoomCard, step: tuple[int, int], here: QPoint) -> None:
        """Go on to the nearest bed that way in another room; along a line at its end to the next line."""
        start = QPointF(card.mapTo(self, here))
        beds = [
            (bed_id, QPointF(other.mapTo(self, other.box_of(bed_id).center())))
            for other in self._rooms
            if other is not card
            for bed_id in other.bed_ids
        ]
        following = nearest(start, step, beds) or self._next_room(card, step)
        if following:
            self.go_to(following)

    def _next_room(self, card: RoomCard, step: tuple[int, int]) -> str | None:
        """Return the first bed of the room after this one, or the last of the one before, for a step sideways."""
        with_beds = [one for one in self._rooms if one.bed_ids]
        at = with_beds.index(card) + step[0]
        if not step[0] or not 0 <= at < len(with_beds):
            return None
        return with_beds[at].bed_ids[0 if step[0] > 0 else -1]

    # --- the legend --------------------------------------------------------------------------------------------

    def _show_legend(self) -> None:
        """Say what the signs mean, in one line."""
        shown = {bed.state for card in self._rooms for place in card.room.places for bed in place if bed}
        told = LEGEND | {state: words for state, words in RARE.items() if state in shown}
        signs = [(*STATE_ICONS[state], words) for state, words in told.items()]
        signs.append((icons.BABY, theme.ACCENT, N_("Mother and baby together")))
        if signs == self._signs:
            return
        self._signs = signs
        layout.clear(self._legend)
        self._legend.addWidget(layout.flow_of(*(self._sign(*sign) for sign in signs), gap=20))

    def _sign(self, icon: str, colour: str, words: str) -> QWidget:
        said = theme.plain_label(self._say(words), theme.SECOND, colour=theme.MUTED)
        return layout.boxed(layout.row(icons.label(icon, icons.SMALL, colour), said, gap=8))


def _share(room: Room, across: int) -> int:
    """Return how many beds wide a room is drawn."""
    return across if room.room.room_type == MOTHERS else max(2, min(len(room.tiles), across))


def _in_lines(cards: Sequence[tuple[RoomCard, int]], width: int) -> list[list[tuple[RoomCard, int]]]:
    """Part the rooms into lines, in their order: those beside each other that together have room."""
    lines: list[list[tuple[RoomCard, int]]] = []
    taken = 0
    for card, share in cards:
        needed = card.minimumSizeHint().width()
        if not lines or taken + theme.size(12) + needed > width:
            lines.append([])
            taken = -theme.size(12)
        lines[-1].append((card, share))
        taken += theme.size(12) + needed
    return lines


def _line(cards: Sequence[tuple[RoomCard, int]], in_line: int) -> layout.QHBoxLayout:
    """Lay the rooms of a line side by side; few beds leave the end of the line free instead of growing wide."""
    line = layout.row(gap=12)
    for card, share in cards:
        line.addWidget(card, share)
    left_over = in_line - sum(share for _card, share in cards)
    if left_over > 0:
        line.addStretch(left_over)
    return line


def _beds_across(width: int) -> tuple[int, int]:
    """Return how many beds stand in a row of a large room, and how many in a whole line of rooms."""
    if width < theme.size(NARROW_BOARD):
        across = max(2, width // theme.size(BED_WIDTH))
        return across, across
    across = WIDE_ROOM if width >= theme.size(WIDE_BOARD) else NARROW_ROOM
    return across, 2 * across
