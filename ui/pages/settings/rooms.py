"""Rooms and beds: a card a room, a button a bed. A bed is closed and put back, never taken away."""

from functools import partial

from PySide6.QtCore import QRegularExpression
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QLineEdit, QMenu

from centre_app.answers_said import answer_said
from centre_app.casework.rooms import (
    COT,
    MOTHER_AND_BABY,
    add_beds,
    add_cot,
    add_cots,
    close_bed,
    furnish,
    reopen_bed,
)
from centre_app.choices import choices
from centre_app.language import N_
from centre_app.problems import Problem
from centre_app.questions import Record
from centre_app.records import Bed, Room
from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.fields import PickList
from ui.kit.layout import STRETCH
from ui.kit.messages import EmptyState
from ui.kit.panel import Card
from ui.pages.settings.new_room import BEDS, COTS, NewRoomDialog
from ui.pages.settings.part import Part
from ui.session import Session

LINES = ("name", "room_type", "sex_rule", ("age_min", "age_max"))
ICONS = {"mother_baby": icons.BABY, "isolation": icons.HEALTH, "emergency": icons.INCIDENT}


class RoomsPart(Part):
    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.setObjectName("settings.rooms")

    def show_again(self) -> None:
        layout.clear(self.body)
        rooms = sorted(self.session.register.find(Room), key=lambda room: room.name or "")
        beds = self.session.register.find(Bed)
        if not rooms:
            empty = EmptyState(icons.BED, self.say(N_("No room yet.")), self.say(N_("Add a room")), name="no_rooms")
            empty.acted.connect(self.add_room)
            self.body.addWidget(Card().add(empty))
        for room in rooms:
            of_room = [bed for bed in beds if bed.room_id == room.id]
            self.body.addWidget(self._card(room, sorted(of_room, key=lambda bed: bed.label or "")))
        layout.add(self.body, STRETCH)

    def add_room(self) -> None:
        self._open_new(Room(room_type="dormitory"))

    def open_again(self, record: Record) -> None:
        match record:
            case Bed() as bed:
                self._change_bed(bed)
            case Room(rev=0) as room:
                self._open_new(room)
            case Room() as room:
                self._change_room(room)

    def _open_new(self, room: Room) -> None:
        dialog = NewRoomDialog(
            self.session,
            room,
            LINES,
            title=self.say(N_("A new room")),
            write=lambda new: self.session.do(furnish, new, beds=dialog.form.count(BEDS), cots=dialog.form.count(COTS)),
            over=self,
            with_reasons=False,
            close_words=self.say(N_("Close")),
        )
        if dialog.exec():
            self.told.emit(self.say(N_("The room is there.")))
        dialog.deleteLater()

    # A room

    def _card(self, room: Room, beds: list[Bed]) -> Card:
        change = buttons.quiet(self.say(N_("Change")), icons.EDIT, name=f"change_room.{room.id}")
        change.clicked.connect(partial(self._change_room, room))
        card = Card(
            room.name or "",
            ICONS.get(room.room_type or "", icons.BED),
            beside_title=self._about(room),
            head_end=change,
            gap=10,
            name=f"room.{room.id}",
        )
        if beds:
            card.add(layout.flow_of(*(self._bed(bed, beds) for bed in beds), gap=8, line_gap=8))
        return card.add(self._adding(room, has_beds=bool(beds)))

    def _about(self, room: Room) -> str:
        told = [answer_said(room, name, self.language) for name in ("room_type", "sex_rule")]
        return " · ".join(part for part in (*told, self._ages(room)) if part)

    def _ages(self, room: Room) -> str:
        match room.age_min, room.age_max:
            case None, None:
                return ""
            case None, oldest:
                return self.say(N_("up to {age} years"), age=oldest)
            case youngest, None:
                return self.say(N_("from {age} years"), age=youngest)
            case youngest, oldest:
                return self.say(N_("{youngest} to {oldest} years"), youngest=youngest, oldest=oldest)
        return ""

    def _change_room(self, room: Room) -> None:
        self.fill_in(room, LINES, title=room.name or "", told=self.say(N_("The room is saved.")))

    def _adding(self, room: Room, *, has_beds: bool) -> layout.QHBoxLayout:
        """A number, a kind of bed, and a button."""
        number = QLineEdit()
        number.setObjectName(f"how_many.{room.id}")
        number.setAccessibleName(self.say(N_("Number of beds")))
        number.setFixedWidth(theme.size(48))
        number.setValidator(QRegularExpressionValidator(QRegularExpression("[1-9][0-9]?"), number))
        kind = PickList(self._kinds_for(room), name=f"kind.{room.id}")
        kind.setAccessibleName(self.say(N_("Kind of bed")))
        kind.show_key(COT if room.room_type == MOTHER_AND_BABY and has_beds else "bed")
        kind.setFixedWidth(theme.size(200))
        add = buttons.button(self.say(N_("Add")), icons.ADD, name=f"add_beds.{room.id}", in_row=True)
        add.setEnabled(False)
        number.textChanged.connect(lambda typed: add.setEnabled(bool(typed)))
        add.clicked.connect(lambda: self._add(room, int(number.text()), str(kind.key())))
        number.returnPressed.connect(add.click)
        more = theme.plain_label(self.say(N_("More beds:")), theme.SECOND, colour=theme.MUTED)
        more.setBuddy(number)
        return layout.row(more, number, kind, add, STRETCH)

    def _kinds_for(self, room: Room) -> list[tuple[str, str]]:
        """Return the kinds of bed to add: cots where mothers sleep, and first there."""
        offered = choices("bed_kind").offered(self.language)
        cots = [(key, label) for key, label in offered if key == COT and room.room_type == MOTHER_AND_BABY]
        return [*cots, *((key, label) for key, label in offered if key != COT)]

    def _add(self, room: Room, count: int, kind: str) -> None:
        try:
            made = (
                self.session.do(add_cots, room, count) if kind == COT else self.session.do(add_beds, room, count, kind)
            )
        except Problem as problem:
            self.refused.emit(problem)
            return
        self.told.emit(self._added(len(made), kind))

    def _added(self, n: int, kind: str) -> str:
        if kind == COT:
            return self.language.say_n(N_("{n} cot was added."), N_("{n} cots were added."), n)
        return self.language.say_n(N_("{n} bed was added."), N_("{n} beds were added."), n)

    # A bed

    def _bed(self, bed: Bed, beds: list[Bed]) -> buttons.Button:
        """A button that opens what can be done with the bed; a closed one says so, with an icon and a word."""
        is_closed = bed.out_of_service_from is not None
        label = bed.label or ""
        words = self.say(N_("{label} closed"), label=label) if is_closed else label
        icon = icons.LOCK if is_closed else icons.BABY if bed.kind == COT else icons.BED
        button = buttons.button(
            words, icon, name=f"bed.{label}", in_row=True, tip=answer_said(bed, "kind", self.language)
        )
        button.clicked.connect(lambda: self._open_menu(bed, beds, button))
        return button

    def _open_menu(self, bed: Bed, beds: list[Bed], button: buttons.Button) -> None:
        menu = QMenu(self)
        menu.setObjectName("bed_menu")
        if bed.out_of_service_from is None:
            self._offer(menu, "close_bed", icons.LOCK, N_("Close this bed"), partial(self._close, bed))
        else:
            self._offer(menu, "reopen_bed", icons.UNLOCK, N_("Put it back into use"), partial(self._reopen, bed))
        if bed.kind != COT:
            self._offer(menu, "add_cot", icons.BABY, N_("Put a cot beside it"), partial(self._add_cot, bed))
        self._offer(menu, "note_bed", icons.EDIT, N_("Kind, since when, note"), partial(self._change_bed, bed))
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _offer(self, menu: QMenu, name: str, icon: str, words: str, act: partial[None]) -> None:
        action = menu.addAction(icons.icon(icon), self.say(words))
        action.setObjectName(name)
        action.triggered.connect(lambda _checked=False: act())

    def _close(self, bed: Bed) -> None:
        try:
            self.session.do(close_bed, bed)
        except Problem as problem:
            self.refused.emit(problem)
        else:
            self.told.emit(self.say(N_("The bed {label} is closed from today."), label=bed.label))

    def _reopen(self, bed: Bed) -> None:
        self.session.do(reopen_bed, bed)
        self.told.emit(self.say(N_("The bed {label} is in use again."), label=bed.label))

    def _add_cot(self, bed: Bed) -> None:
        cot = self.session.do(add_cot, bed)
        self.told.emit(self.say(N_("The cot {label} stands beside it."), label=cot.label))

    def _change_bed(self, bed: Bed) -> None:
        self.fill_in(
            bed, ("kind", "in_service_from", "note"), title=bed.label or "", told=self.say(N_("The bed is saved."))
        )
