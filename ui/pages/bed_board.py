"""The rooms of the house drawn as cards: tiles of beds, a mother's bed and its cot in one frame."""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from centre_app.ages import age_in_short
from centre_app.casework.beds import BedTile as Place
from centre_app.casework.beds import RoomCard, Sleeper
from centre_app.choices import choices
from centre_app.language import N_, Language
from centre_app.naming import ShownName
from ui import icons, theme
from ui.kit import layout
from ui.kit.bed_tile import (
    AWAY,
    CLOSED,
    FREE,
    HOSPITAL,
    MISSING,
    NOT_CHECKED,
    STATE_ICONS,
    THERE,
    BedTile,
    BedView,
    MotherAndBaby,
)
from ui.kit.chip import Chip
from ui.kit.panel import Card

WIDE_ROOM, NARROW_ROOM = 5, 4  # beds in a row of a large room, in a large window and in a small one
WIDE_BOARD, NARROW_BOARD = 1040, 800  # points; a narrow one has no room for two large rooms beside each other
BED_WIDTH = 106  # points, with the gap beside it
MOTHERS = "mother_baby"
# Why somebody is away, as short as a tile: these are the keys of `absence_type`.
_AWAY_IN_SHORT = {
    "permission": N_("on leave"),
    "family_visit": N_("with family"),
    "hospital": N_("at hospital"),
    "court": N_("at court"),
    "school_trip": N_("for school"),
    "unauthorised": N_("without leave"),
    "runaway": N_("run away"),
}
_WITHOUT_LEAVE = ("unauthorised", "runaway")
_LEGEND = {
    THERE: N_("Marked present"),
    NOT_CHECKED: N_("Not yet marked"),
    AWAY: N_("Out with leave"),
    HOSPITAL: N_("At hospital"),
    FREE: N_("Free bed"),
}
_RARE = {MISSING: N_("Out without leave"), CLOSED: N_("Out of service")}  # told where there is one
_ROOM_ICONS = {MOTHERS: icons.BABY, "emergency": icons.INCIDENT, "isolation": icons.HEALTH}


class BedBoard(QWidget):
    """Every room with its beds. A bed is chosen by click or Enter, and dropped onto another by mouse."""

    chosen = Signal(str)
    dropped = Signal(str, str)

    def __init__(self, language: Language) -> None:
        super().__init__()
        self.setObjectName("bed_board")
        self._language = language
        self._say = language.say
        self._tiles: dict[str, BedTile] = {}
        self._legend = layout.column(gap=0)
        self._grid = layout.column(gap=12)
        self.setLayout(layout.column(self._legend, self._grid, gap=12))

    def show_rooms(self, rooms: Sequence[RoomCard], names: Mapping[str, ShownName], *, on: date, width: int) -> None:
        """Draw the rooms anew, as many beside each other as have room in that width."""
        focused = next((bed_id for bed_id, tile in self._tiles.items() if tile.hasFocus()), None)
        layout.clear(self._grid)
        self._tiles = {}
        self._across, self._in_line = _beds_across(width)
        for line in self._in_lines([(self._room(room, names, on), self._share(room)) for room in rooms], width):
            self._grid.addLayout(self._line(line))
        self._grid.addStretch(1)
        self._show_legend()
        if focused in self._tiles:
            self._tiles[focused].setFocus()

    def mark(self, bed_id: str | None) -> None:
        """Show which bed is being moved from; None for no bed."""
        for known, tile in self._tiles.items():
            tile.mark_chosen(known == bed_id)

    def _share(self, room: RoomCard) -> int:
        """Return how many beds wide a room is drawn."""
        if room.room.room_type == MOTHERS:
            return self._across
        return max(2, min(len(room.tiles), self._across))

    def _in_lines(self, cards: Sequence[tuple[Card, int]], width: int) -> list[list[tuple[Card, int]]]:
        """Part the rooms into lines, in their order: those beside each other that together have room."""
        lines: list[list[tuple[Card, int]]] = []
        taken = 0
        for card, share in cards:
            needed = card.minimumSizeHint().width()
            if not lines or taken + theme.size(12) + needed > width:
                lines.append([])
                taken = -theme.size(12)
            lines[-1].append((card, share))
            taken += theme.size(12) + needed
        return lines

    def _line(self, cards: Sequence[tuple[Card, int]]) -> layout.QHBoxLayout:
        """Lay the rooms of a line side by side; few beds leave the end of the line free instead of growing wide."""
        line = layout.row(gap=12)
        for card, share in cards:
            line.addWidget(card, share)
        left_over = self._in_line - sum(share for _card, share in cards)
        if left_over > 0:
            line.addStretch(left_over)
        return line

    def _show_legend(self) -> None:
        """Say what the signs mean, in one line."""
        shown = {tile.bed.state for tile in self._tiles.values()}
        told = _LEGEND | {state: words for state, words in _RARE.items() if state in shown}
        signs = [(*STATE_ICONS[state], words) for state, words in told.items()]
        signs.append((icons.BABY, theme.ACCENT, N_("Mother and baby together")))
        layout.clear(self._legend)
        self._legend.addWidget(layout.flow_of(*(self._sign(*sign) for sign in signs), gap=20))

    def _sign(self, icon: str, colour: str, words: str) -> QWidget:
        said = theme.plain_label(self._say(words), theme.SECOND, colour=theme.MUTED)
        return layout.boxed(layout.row(icons.label(icon, icons.SMALL, colour), said, gap=8))

    def _room(self, room: RoomCard, names: Mapping[str, ShownName], on: date) -> Card:
        free = sum(tile.is_free and tile.bed.kind != "cot" for tile in room.tiles)
        beds = [tile for tile in room.tiles if tile.bed.kind != "cot"]
        taken = sum(tile.sleeper is not None for tile in beds)
        count = self._say(N_("{taken} of {total}"), taken=taken, total=len(beds))
        parts: list[QWidget] = [theme.plain_label(count, theme.CARD_TITLE, theme.MEDIUM)]
        if free:
            parts.insert(
                0, Chip(self._language.say_n(N_("{n} free"), N_("{n} free"), free), theme.DONE_TONE, icons.ADD)
            )
        head_end = layout.row(*parts)
        head_end.addStrut(theme.size(24))  # as high as the chip, so that rooms beside each other stand level
        card = Card(
            room.room.name or "",
            _ROOM_ICONS.get(room.room.room_type or "", icons.BED),
            beside_title=self._for_whom(room),
            head_end=layout.boxed(head_end),
            margins=(12, 12, 12, 12),
            name=f"room.{room.room.id}",
        )
        grid = QGridLayout()
        grid.setSpacing(theme.size(8))
        drawn = self._drawn(room, names, on)
        across = 2 if room.room.room_type == MOTHERS else min(self._across, max(1, len(drawn)))
        for index, tile in enumerate(drawn):
            grid.addWidget(tile, index // across, index % across)
        card.add(grid, layout.STRETCH)
        return card

    def _drawn(self, room: RoomCard, names: Mapping[str, ShownName], on: date) -> list[QWidget]:
        """Beds in order, each cot in one frame with the bed it stands beside when somebody sleeps in it."""
        cots = {tile.bed.beside_bed_id: tile for tile in room.tiles if tile.bed.kind == "cot"}
        drawn: list[QWidget] = []
        for place in room.tiles:
            if place.bed.kind == "cot" and place.bed.beside_bed_id:
                continue
            tile = self._tile(place, names, on)
            cot = cots.get(place.bed.id)
            drawn.append(MotherAndBaby(tile, self._tile(cot, names, on)) if cot else tile)
        return drawn

    def _tile(self, place: Place, names: Mapping[str, ShownName], on: date) -> BedTile:
        tile = BedTile(self._view(place, names, on))
        tile.chosen.connect(self.chosen)
        tile.dropped.connect(self.dropped)
        self._tiles[place.bed.id] = tile
        return tile

    def _view(self, place: Place, names: Mapping[str, ShownName], on: date) -> BedView:
        bed, sleeper = place.bed, place.sleeper
        if sleeper is None:
            closed = bed.out_of_service_from is not None
            words = self._say(N_("Out of service")) if closed else self._say(N_("Free"))
            return BedView(bed_id=bed.id, label=bed.label or "", state=CLOSED if closed else FREE, state_text=words)
        name = names.get(sleeper.person_id, ShownName())
        who = name.given if sleeper.is_child_of_resident and name.given else name.initials
        state, words = self._state(sleeper)
        return BedView(
            bed_id=bed.id,
            label=bed.label or "",
            who=who or sleeper.code,
            age=age_in_short(sleeper.birth, on=on, language=self._language),
            state=state,
            state_text=words,
            word=self._word(sleeper),
            is_cot=bed.kind == "cot",
        )

    def _state(self, sleeper: Sleeper) -> tuple[str, str]:
        if sleeper.present is None:
            return NOT_CHECKED, self._say(N_("Not yet marked tonight"))
        if sleeper.present:
            return THERE, self._say(N_("Marked present"), sex=sleeper.sex)
        away = choices("absence_type").label(sleeper.absence_type, self._language, sleeper.sex)
        if sleeper.absence_type in _WITHOUT_LEAVE:
            return MISSING, away
        return (HOSPITAL if sleeper.absence_type == "hospital" else AWAY), away

    def _word(self, sleeper: Sleeper) -> str:
        if sleeper.present is not False:
            return ""
        return self._say(_AWAY_IN_SHORT.get(sleeper.absence_type or "", N_("away")), sex=sleeper.sex)

    def _for_whom(self, room: RoomCard) -> str:
        ages = room.room.age_min, room.room.age_max
        match ages:
            case (int(least), int(most)):
                return self._say(N_("{least} to {most} years"), least=least, most=most)
            case (int(least), None):
                return self._say(N_("from {least} years"), least=least)
            case (None, int(most)):
                return self._say(N_("up to {most} years"), most=most)
        if room.room.room_type == MOTHERS:
            return self._say(N_("mothers and babies"))
        return choices("sex_rule").label(room.room.sex_rule, self._language) if room.room.sex_rule else ""


def _beds_across(width: int) -> tuple[int, int]:
    """Return how many beds stand in a row of a large room, and how many in a whole line of rooms."""
    if width < theme.size(NARROW_BOARD):
        across = max(2, width // theme.size(BED_WIDTH))
        return across, across
    across = WIDE_ROOM if width >= theme.size(WIDE_BOARD) else NARROW_ROOM
    return across, 2 * across
