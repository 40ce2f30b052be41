"""What is done on the board: somebody is moved, exchanged, laid on a mat; an empty bed is kept, closed and opened again."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from centre_app.casework import beds, emergencies, holds, rooms
from centre_app.casework.beds import BedTile, Sleeper
from centre_app.language import N_
from centre_app.naming import ShownName
from centre_app.problems import Problem
from centre_app.records import Bed, BedHold, Person, Room, Stay
from ui.kit.messages import ResultBar
from ui.pages.beds.bars import DoubtBar, EmptyBar, MoveBar
from ui.pages.beds.words import BoardWords
from ui.session import Session


class Moving(QObject):
    """Knows which bed or who was chosen first, and what the second choice does. The page lays out its three `bars`."""

    marked = Signal(object)  # the bed that is being moved from, or None
    ended = Signal()  # something was done, or given up
    opened = Signal(object)  # the Sleeper whose file is asked for

    def __init__(self, session: Session, result: ResultBar, over: QWidget) -> None:
        super().__init__(over)
        self._session, self._result, self._over = session, result, over
        self._tiles: Mapping[str, BedTile] = {}
        self._names: Mapping[str, ShownName] = {}
        self._chosen: BedTile | None = None
        self._waiting: Stay | None = None
        self._asked: Callable[[str], None] | None = None  # what is done once a reason is given
        self.move, self.empty, self.doubt = MoveBar(session), EmptyBar(session), DoubtBar(session)
        self.bars = (self.move, self.empty, self.doubt)
        self._connect()
        self.let_go()

    def _connect(self) -> None:
        self.move.open.clicked.connect(lambda: self._sleeper and self.opened.emit(self._sleeper))
        self.move.release.clicked.connect(self._free)
        self.move.forget.clicked.connect(self.let_go)
        self.move.mat_asked.connect(self._on_mat)
        self.empty.hold.clicked.connect(self._hold)
        self.empty.lift.clicked.connect(self._lift)
        self.empty.close_bed.clicked.connect(self._close)
        self.empty.reopen.clicked.connect(self._reopen)
        self.empty.forget.clicked.connect(self.let_go)
        self.doubt.answered.connect(lambda reason: self._asked and self._asked(reason))

    def show_house(self, tiles: Sequence[BedTile], names: Mapping[str, ShownName]) -> None:
        """Know the house as it is now; what was chosen stays chosen."""
        self._tiles, self._names = {tile.bed.id: tile for tile in tiles}, names
        if self._chosen is not None:
            self._chosen = self._tiles.get(self._chosen.bed.id)

    @property
    def chosen_bed(self) -> str | None:
        return self._chosen.bed.id if self._chosen else None

    @property
    def _sleeper(self) -> Sleeper | None:
        return self._chosen.sleeper if self._chosen else None

    # --- choosing ----------------------------------------------------------------------------------------------

    def choose(self, bed_id: str) -> None:
        """Take a bed as the first choice, or as the one to go to."""
        tile = self._tiles[bed_id]
        if self._asked is not None or (self._chosen is not None and self._sleeper is None):
            self.let_go()
        if self._waiting is not None:
            self._give(self._waiting, tile)
        elif self._chosen is None:
            self._begin(tile)
        elif bed_id == self.chosen_bed:
            self.let_go()
        else:
            self._move_to(tile)

    def drop(self, from_bed: str, to_bed: str) -> None:
        self.let_go()
        self._begin(self._tiles[from_bed])
        if self._sleeper is not None:
            self._move_to(self._tiles[to_bed])

    def take_up(self, stay: Stay) -> None:
        """Have only the bed to go to still to be chosen."""
        self.let_go()
        tile = next((one for one in self._tiles.values() if one.sleeper and one.sleeper.stay_id == stay.id), None)
        if tile is not None:
            self._begin(tile)
            return
        self._waiting = stay
        self._show_somebody(stay.person_id, has_bed=False)

    def let_go(self) -> None:
        self._chosen = self._waiting = self._asked = None
        for bar in self.bars:
            bar.hide()
        self.marked.emit(None)

    def _begin(self, tile: BedTile) -> None:
        register = self._session.register
        if tile.sleeper is not None:
            self._chosen = tile
            self._show_somebody(tile.sleeper.person_id, has_bed=True)
        elif register.rights.writes(BedHold) and register.rights.writes(Bed):
            self._chosen = tile
            words = BoardWords(self._session.language, self._names, on=self._session.today)
            self.empty.show_bed(tile, words.bed(tile))
        self.marked.emit(self.chosen_bed)

    def _show_somebody(self, person_id: str, *, has_bed: bool) -> None:
        register = self._session.register
        person = register.get(Person, person_id)
        mats = emergencies.mats_for(register, person) if person else []
        self.move.show_somebody(self._names.get(person_id, ShownName()).in_text, mats, has_bed=has_bed)

    # --- moving ------------------------------------------------------------------------------------------------

    def _stay(self, sleeper: Sleeper | None) -> Stay | None:
        return self._session.register.get(Stay, sleeper.stay_id) if sleeper else self._waiting

    def _move_to(self, tile: BedTile) -> None:
        stay, other = self._stay(self._sleeper), tile.sleeper
        if stay is None:
            return
        if other is None:
            self._give(stay, tile)
            return
        other_stay, own = self._stay(other), self._chosen
        if other_stay is None or own is None:
            return
        against = dict.fromkeys([*self._against(stay, tile), *self._against(other_stay, own)])
        self._give_when_asked(
            " ".join(against),
            lambda reason: self._try(
                beds.exchange_beds,
                stay,
                other_stay,
                on=self._today,
                reason=reason,
                done=N_("The two beds are exchanged."),
            ),
        )

    def _give(self, stay: Stay, tile: BedTile) -> None:
        say = self._session.say
        if tile.sleeper is not None:
            self._result.tell_problem(say(N_("Somebody sleeps in this bed.")), say(N_("Choose a free one.")))
            return
        self._give_when_asked(
            " ".join(self._against(stay, tile)),
            lambda reason: self._try(
                beds.put_to_bed, stay, tile.bed.id, on=self._today, reason=reason, done=N_("The bed is given.")
            ),
        )

    def _against(self, stay: Stay, tile: BedTile) -> list[str]:
        found = beds.doubts(self._session.register, stay, tile.bed.id, on=self._today)
        return [one.said_in(self._session.language) for one in found]

    def _on_mat(self, room_id: str) -> None:
        stay, room = self._stay(self._sleeper), self._session.register.get(Room, room_id)
        person = self._session.register.get(Person, stay.person_id) if stay else None
        if stay is None or room is None or person is None:
            return
        mat = next(
            one for one in emergencies.mats_for(self._session.register, person) if one.offered.room.id == room_id
        )
        against = " ".join(self._session.say(one, sex=person.sex) for one in mat.offered.objections)
        self._give_when_asked(
            against,
            lambda reason: self._try(
                beds.put_on_mat, stay, room, on=self._today, reason=reason, done=N_("A mat is laid.")
            ),
        )

    def _give_when_asked(self, against: str, give: Callable[[str | None], None]) -> None:
        """Give it at once, or once somebody has said why although something speaks against it (rule V7)."""
        if against:
            self._asked = give
            self.doubt.ask(against)
        else:
            give(None)

    def _free(self) -> None:
        stay = self._stay(self._sleeper)
        if stay is not None:
            self._try(beds.free_bed, stay, on=self._today, done=N_("The bed is free."))

    # --- an empty bed ------------------------------------------------------------------------------------------

    def _hold(self) -> None:
        """Ask why and how long it is kept; where it is given up nothing happens."""
        from ui.record_dialog import RecordDialog  # late: most who come here move somebody

        if self._chosen is None:
            return
        session, bed = self._session, self._chosen.bed
        dialog = RecordDialog(
            session,
            BedHold(bed_id=bed.id, from_on=self._today),
            ("why", "from_on", "to_on"),
            title=session.say(N_("Keep the bed {label} free"), label=bed.label or ""),
            write=lambda hold: session.do(holds.keep_free, hold),
            over=self._over,
            with_reasons=False,
            close_words=session.say(N_("Close")),
        )
        if dialog.exec():
            self._result.tell_done(session.say(N_("The bed is kept free.")))
        dialog.deleteLater()
        self._end()

    def _lift(self) -> None:
        if self._chosen is not None and self._chosen.hold is not None:
            self._try(holds.lift_hold, self._chosen.hold, done=N_("The bed is kept no longer."))

    def _close(self) -> None:
        if self._chosen is not None:
            self._try(rooms.close_bed, self._chosen.bed, done=N_("The bed is out of use."))

    def _reopen(self) -> None:
        if self._chosen is not None:
            self._try(rooms.reopen_bed, self._chosen.bed, done=N_("The bed is in use again."))

    # --- doing -------------------------------------------------------------------------------------------------

    @property
    def _today(self) -> object:
        return self._session.today

    def _try(self, act: Callable[..., object], *given: object, done: str, **named: object) -> None:
        try:
            self._session.do(act, *given, **named)
        except Problem as problem:
            self._result.tell_problem(*problem.told_in(self._session.language))
        else:
            self._result.tell_done(self._session.say(done))
        self._end()

    def _end(self) -> None:
        self.let_go()
        self.ended.emit()
