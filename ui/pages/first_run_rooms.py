"""The step of the first run that furnishes the house: one line a room, and how its beds will be called.

Nothing is made that nobody typed: a house without a room is a house whose rooms come later.
"""

from collections.abc import Callable

from PySide6.QtCore import QRegularExpression, Qt, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from centre_app.casework.rooms import MOTHER_AND_BABY, RoomPlan, letters_for
from centre_app.choices import choices
from centre_app.language import N_, Language
from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.fields import PickList
from ui.kit.layout import STRETCH
from ui.kit.messages import FieldMessage
from ui.pages.first_run_steps import Answers, RoomAnswers, Step

HEADS = (
    (N_("Name of the room"), 3),
    (N_("Kind"), 3),
    (N_("For whom"), 3),
    (N_("Ages"), 0),
    (N_("Beds"), 0),
    (N_("Cots"), 0),
    (N_("Called"), 2),
)
MOST_BEDS = 99


class RoomLine:
    """The fields of one room; the step lays them into its grid."""

    def __init__(self, number: int, room: RoomAnswers, language: Language, changed: Callable[[], object]) -> None:
        self._language, self._room = language, room
        self.name = self._field(f"room.{number}.name", N_("Name of the room"), changed, text=room.name)
        self.kind = self._list(f"room.{number}.kind", "room_type", room.room_type, changed)
        self.sex_rule = self._list(f"room.{number}.sex_rule", "sex_rule", room.sex_rule, changed)
        self.age_min = self._number(f"room.{number}.age_min", N_("Youngest age"), changed, room.age_min)
        self.age_max = self._number(f"room.{number}.age_max", N_("Oldest age"), changed, room.age_max)
        self.beds = self._number(f"room.{number}.beds", N_("Number of beds"), changed, room.beds)
        self.cots = self._number(f"room.{number}.cots", N_("Number of cots"), changed, room.cots)
        self.called = theme.plain_label("", theme.SECOND, colour=theme.MUTED, name=f"room.{number}.called")
        self.remove = buttons.icon_button(
            icons.REMOVE, language.say(N_("Take this line away")), name=f"room.{number}.remove"
        )
        self.show_cots()

    def cells(self) -> list[QWidget]:
        """Return what stands in the columns, from the left."""
        ages = layout.boxed(layout.row(self.age_min, theme.plain_label("–", colour=theme.MUTED), self.age_max, gap=4))
        return [self.name, self.kind, self.sex_rule, ages, self.beds, self.cots, self.called, self.remove]

    def answers(self) -> RoomAnswers:
        return RoomAnswers(
            name=self.name.text().strip(),
            room_type=self._key(self.kind),
            sex_rule=self._key(self.sex_rule),
            age_min=self.age_min.text(),
            age_max=self.age_max.text(),
            beds=self.beds.text(),
            cots=self.cots.text(),
        )

    def show_cots(self) -> None:
        """Cots stand where mothers and babies sleep; elsewhere there is nothing to fill in."""
        self.cots.setEnabled(self._key(self.kind) == MOTHER_AND_BABY)
        if not self.cots.isEnabled():
            self.cots.clear()

    def _key(self, listed: PickList) -> str | None:
        key = listed.key()
        return key if isinstance(key, str) else None

    def _field(
        self, name: str, spoken: str, changed: Callable[[], object], *, text: str, width: float | None = None
    ) -> QLineEdit:
        made = QLineEdit(text)
        made.setObjectName(name)
        made.setAccessibleName(self._language.say(spoken))
        made.textEdited.connect(lambda _text: changed())
        if width is not None:
            made.setFixedWidth(theme.size(width))
        return made

    def _number(self, name: str, spoken: str, changed: Callable[[], object], text: str) -> QLineEdit:
        made = self._field(name, spoken, changed, text=text, width=46)
        made.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9]{0,2}"), made))
        return made

    def _list(self, name: str, choice: str, key: str | None, changed: Callable[[], object]) -> PickList:
        made = PickList(choices(choice).offered(self._language), placeholder="…", name=name)
        made.show_key(key)
        made.picked.connect(lambda _key: (self.show_cots(), changed()))
        return made


class RoomsStep(Step):
    title = N_("Rooms and beds")
    about = N_("Leave it empty when you do not know yet: rooms can be added later under Administration.")
    icon = icons.BED
    also_pressed = ("add_room",)

    changed = Signal()

    def __init__(self, answers: Answers, language: Language) -> None:
        super().__init__(answers, language)
        self.setObjectName("step.rooms")
        self._lines: list[RoomLine] = []
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.size(8))
        self._grid.setVerticalSpacing(theme.size(8))
        for place, (_head, stretch) in enumerate(HEADS):
            self._grid.setColumnStretch(place, stretch)
        add = buttons.button(self.say(N_("Add a room")), icons.ADD, name="add_room")
        add.clicked.connect(self._add)
        self._count = theme.plain_label("", theme.BODY, theme.MEDIUM, name="bed_count")
        self._said = layout.column()
        foot = layout.row(add, STRETCH, self._count)
        self.setLayout(layout.column(self._grid, layout.boxed(self._said), foot, STRETCH, gap=12))
        self._show(answers.rooms)

    def begin(self) -> None:
        self._lines[0].name.setFocus()

    def keep(self) -> None:
        self.answers.rooms = [line.answers() for line in self._lines]

    def check(self) -> bool:
        self.keep()
        layout.clear(self._said)
        for line, room in zip(self._lines, self.answers.rooms, strict=True):
            told = _trouble_with(room)
            line.name.setProperty("mark", "fault" if told else "")
            line.name.style().polish(line.name)
            if told:
                self._said.addWidget(FieldMessage(self.say(told), theme.FAULT_TONE, name="rooms.fault"))
                line.name.setFocus()
                return False
        return True

    def _show(self, rooms: list[RoomAnswers]) -> None:
        layout.clear(self._grid)
        self._lines = [
            RoomLine(number, room, self.language, self._on_changed)
            for number, room in enumerate(rooms or [RoomAnswers()], start=1)
        ]
        for place, (head, _stretch) in enumerate(HEADS):
            self._grid.addWidget(theme.plain_label(self.say(head), theme.CAPTION, colour=theme.MUTED), 0, place)
        for row, line in enumerate(self._lines, start=1):
            line.remove.clicked.connect(lambda _checked=False, line=line: self._remove(line))
            for place, cell in enumerate(line.cells()):
                self._grid.addWidget(cell, row, place, Qt.AlignmentFlag.AlignVCenter)
        self._on_changed()

    def _add(self) -> None:
        self.keep()
        kind = self.answers.rooms[-1].room_type if self.answers.rooms else None
        self._show([*self.answers.rooms, RoomAnswers(room_type=kind or "dormitory")])
        self._lines[-1].name.setFocus()

    def _remove(self, line: RoomLine) -> None:
        self.keep()
        place = self._lines.index(line)
        self._show(self.answers.rooms[:place] + self.answers.rooms[place + 1 :])
        self._lines[min(place, len(self._lines) - 1)].name.setFocus()

    def _on_changed(self) -> None:
        """Show how the beds will be called and how many there will be."""
        plans = [plan_of(line.answers()) for line in self._lines]
        letters = iter(letters_for([plan.name for plan in plans if plan is not None]))
        for line, plan in zip(self._lines, plans, strict=True):
            line.called.setText("" if plan is None else self._called(next(letters), plan.beds))
        made = [plan for plan in plans if plan is not None]
        beds, cots = sum(plan.beds for plan in made), sum(plan.cots for plan in made)
        said = [self.language.say_n(N_("{n} bed"), N_("{n} beds"), beds)]
        said += [self.language.say_n(N_("{n} cot"), N_("{n} cots"), cots)] if cots else []
        self._count.setText(" · ".join(said) if made else "")

    def _called(self, letter: str, beds: int) -> str:
        """Return how the beds of a room will be called: "A-01 to A-10"."""
        if beds < 2:
            return f"{letter}-01" if beds else ""
        return self.say(N_("{first} to {last}"), first=f"{letter}-01", last=f"{letter}-{beds:02d}")


def plan_of(room: RoomAnswers) -> RoomPlan | None:
    """Return the room that a line describes; None for a line nobody filled in."""
    if not room.name:
        return None
    return RoomPlan(
        name=room.name,
        room_type=room.room_type or "dormitory",
        sex_rule=room.sex_rule,
        age_min=_number_in(room.age_min),
        age_max=_number_in(room.age_max),
        beds=_number_in(room.beds) or 0,
        cots=_number_in(room.cots) or 0,
    )


def _trouble_with(room: RoomAnswers) -> str:
    if not room.name:
        typed = any((room.age_min, room.age_max, room.beds, room.cots))
        return N_("Give this room a name, or take its line away.") if typed else ""
    if room.cots and not _number_in(room.beds):
        return N_("A cot stands beside a bed: write how many beds there are.")
    youngest, oldest = _number_in(room.age_min), _number_in(room.age_max)
    if youngest is not None and oldest is not None and youngest > oldest:
        return N_("The youngest age is above the oldest. Change one of them.")
    return ""


def _number_in(typed: str) -> int | None:
    return int(typed) if typed else None
