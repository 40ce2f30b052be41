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
from ui.kit.bed_tile import AWAY, CLOSED, FREE, HOSPITAL, NOT_CHECKED, THERE, BedTile, BedView, MotherAndBaby
from ui.kit.chip import Chip
from ui.kit.panel import Card

WIDE_ROOM = 5  # beds in a row of a large room, in a large window
MOTHERS = "mother_baby"
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
        self._grid = layout.column(gap=12)
        self.setLayout(self._grid)

    def show_rooms(
        self, rooms: Sequence[RoomCard], names: Mapping[str, ShownName], *, on: date, columns: int = 2
    ) -> None:
        """Draw the rooms anew, `columns` beside each other."""
        focused = next((bed_id for bed_id, tile in self._tiles.items() if tile.hasFocus()), None)
        layout.clear(self._grid)
        self._tiles = {}
        for start in range(0, len(rooms), columns):
            line = layout.row(gap=12)
            for room in rooms[start : start + columns]:
                line.addWidget(self._room(room, names, on), max(2, min(len(room.tiles), WIDE_ROOM)))
            self._grid.addLayout(line)
        self._grid.addStretch(1)
        if focused in self._tiles:
            self._tiles[focused].setFocus()

    def mark(self, bed_id: str | None) -> None:
        """Show which bed is being moved from; None for no bed."""
        for known, tile in self._tiles.items():
            tile.mark_chosen(known == bed_id)

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
        card = Card(
            room.room.name or "",
            _ROOM_ICONS.get(room.room.room_type or "", icons.BED),
            beside_title=self._for_whom(room),
            head_end=layout.boxed(layout.row(*parts)),
            margins=(12, 12, 12, 12),
            name=f"room.{room.room.id}",
        )
        grid = QGridLayout()
        grid.setSpacing(theme.size(8))
        drawn = self._drawn(room, names, on)
        across = 2 if room.room.room_type == MOTHERS else min(WIDE_ROOM, max(1, len(drawn)))
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
            is_cot=bed.kind == "cot",
        )

    def _state(self, sleeper: Sleeper) -> tuple[str, str]:
        if sleeper.present is None:
            return NOT_CHECKED, self._say(N_("Not yet marked tonight"))
        if sleeper.present:
            return THERE, self._say(N_("Marked present"), sex=sleeper.sex)
        away = choices("absence_type").label(sleeper.absence_type, self._language, sleeper.sex)
        return (HOSPITAL if sleeper.absence_type == "hospital" else AWAY), away

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
