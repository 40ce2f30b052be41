"""What a room and a bed say on the board, in words and signs."""

from collections.abc import Mapping, Sequence
from datetime import date

from centre_app.ages import age_in_short
from centre_app.casework.beds import BedTile, RoomCard, Sleeper
from centre_app.choices import choices
from centre_app.language import N_, Language
from centre_app.naming import ShownName
from centre_app.records import BedHold
from ui import icons
from ui.kit.bed_room import RoomView
from ui.kit.bed_tile import AWAY, CLOSED, FREE, HOSPITAL, KEPT, MISSING, NOT_CHECKED, THERE, BedView

MOTHERS = "mother_baby"
COT, MAT = "cot", "mat"
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
LEGEND = {
    THERE: N_("Marked present"),
    NOT_CHECKED: N_("Not yet marked"),
    AWAY: N_("Out with leave"),
    HOSPITAL: N_("At hospital"),
    FREE: N_("Free bed"),
}
RARE = {  # told where there is one
    MISSING: N_("Out without leave"),
    KEPT: N_("Kept free"),
    CLOSED: N_("Out of service"),
}
_ROOM_ICONS = {MOTHERS: icons.BABY, "emergency": icons.INCIDENT, "isolation": icons.HEALTH}


class BoardWords:
    """Says the house on one night, with the names of those who sleep in it."""

    def __init__(self, language: Language, names: Mapping[str, ShownName], *, on: date) -> None:
        self._language, self._say, self._names, self._on = language, language.say, names, on

    def room(self, card: RoomCard, *, across: int) -> RoomView:
        """Return a room as it is drawn, each cot with the bed it stands beside."""
        beds = [tile for tile in card.tiles if tile.bed.kind != COT]
        taken, free = sum(tile.sleeper is not None for tile in beds), sum(tile.is_free for tile in beds)
        own = sum(tile.bed.kind != MAT for tile in beds)  # somebody on a mat makes a room fuller than it is
        return RoomView(
            room_id=card.room.id,
            name=card.room.name or "",
            icon=_ROOM_ICONS.get(card.room.room_type or "", icons.BED),
            beside_name=self._for_whom(card),
            count=self._say(N_("{taken} of {total}"), taken=taken, total=own),
            free=self._language.say_n(N_("{n} free"), N_("{n} free"), free) if free else "",
            places=self._places(card.tiles),
            across=2 if card.room.room_type == MOTHERS else across,
        )

    def _places(self, tiles: Sequence[BedTile]) -> list[tuple[BedView, BedView | None]]:
        cots = {tile.bed.beside_bed_id: tile for tile in tiles if tile.bed.kind == COT and tile.bed.beside_bed_id}
        return [
            (self.bed(tile), self.bed(cots[tile.bed.id]) if tile.bed.id in cots else None)
            for tile in tiles
            if tile.bed.kind != COT or not tile.bed.beside_bed_id or tile not in cots.values()
        ]

    def bed(self, tile: BedTile) -> BedView:
        bed, sleeper = tile.bed, tile.sleeper
        if sleeper is None:
            return self._empty(tile)
        name = self._names.get(sleeper.person_id, ShownName())
        who = name.given if sleeper.is_child_of_resident and name.given else name.initials
        state, words = self._state(sleeper)
        others = self._language.say_n(N_("and {n} more"), N_("and {n} more"), len(tile.others)) if tile.others else ""
        return BedView(
            bed_id=bed.id,
            label=bed.label or "",
            who=who or sleeper.code,
            age=age_in_short(sleeper.birth, on=self._on, language=self._language),
            state=state,
            state_text=words,
            word=others or self._word(sleeper),
            note=self._say(N_("mat")) if bed.kind == MAT else "",
            is_cot=bed.kind == COT,
        )

    def _empty(self, tile: BedTile) -> BedView:
        bed, hold = tile.bed, tile.hold
        if bed.out_of_service_from is not None:
            state, words = CLOSED, self._say(N_("Out of service"))
        elif hold is not None:
            state, words = KEPT, self._say(N_("Kept free"))
        else:
            state, words = FREE, self._say(N_("Free"))
        is_kept = state == KEPT and hold is not None
        return BedView(
            bed_id=bed.id,
            label=bed.label or "",
            state=state,
            state_text=words,
            why=choices("hold_reason").label(hold.why, self._language) if is_kept and hold else "",
            word=self._until(hold) if is_kept and hold else "",
            note=self._say(N_("mat")) if bed.kind == MAT else "",
            is_cot=bed.kind == COT,
        )

    def _until(self, hold: BedHold) -> str:
        """Return until when it is kept; without a day, why."""
        if hold.to_on is None:
            return choices("hold_reason").label(hold.why, self._language)
        return self._say(N_("until {day}"), day=self._language.day_and_month(hold.to_on))

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

    def _for_whom(self, card: RoomCard) -> str:
        match card.room.age_min, card.room.age_max:
            case (int(least), int(most)):
                return self._say(N_("{least} to {most} years"), least=least, most=most)
            case (int(least), None):
                return self._say(N_("from {least} years"), least=least)
            case (None, int(most)):
                return self._say(N_("up to {most} years"), most=most)
        if card.room.room_type == MOTHERS:
            return self._say(N_("mothers and babies"))
        return choices("sex_rule").label(card.room.sex_rule, self._language) if card.room.sex_rule else ""
