"""The whole house on one sheet: its rooms in two columns, a line for everybody, and the answers given so far."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QLabel, QToolTip, QVBoxLayout, QWidget

from centre_app.casework.roll_call import Answer, Called, CalledRoom, RollSheet
from centre_app.language import N_, Language
from centre_app.naming import ShownName
from ui import theme
from ui.kit import layout
from ui.kit.panel import Panel
from ui.pages.night.line import Measures, RollLine, Told
from ui.pages.night.marks import key_of

_HEAD_IN_LINES = 2  # how much room the head of a room takes, in lines
_EVEN_ENOUGH, _FEWEST_LINES = 4, 2


class RollSheetView(QWidget):
    """`changed` tells that an answer was given or taken back, `passed` that one went on after the last line."""

    changed = Signal()
    passed = Signal()

    def __init__(self, language: Language) -> None:
        super().__init__()
        self.setObjectName("roll_sheet")
        self._language = language
        self._told = Told(self)
        self._told.chosen.connect(self._on_chosen)
        self._told.left.connect(self._go_on)
        self.lines: dict[str, RollLine] = {}
        self.called: dict[str, Called] = {}
        self._answers: dict[str, str] = {}
        self._counts: list[tuple[QLabel, CalledRoom]] = []
        self._columns = layout.row(gap=12)
        self.setLayout(self._columns)

    # --- showing -----------------------------------------------------------------------------------------------

    def show_sheet(self, sheet: RollSheet, names: Mapping[str, ShownName], *, is_shut: bool) -> None:
        """Draw the sheet anew, with the answers that stand in the register."""
        layout.clear(self._columns)
        self._measures = Measures(self._language)
        self.lines, self._counts = {}, []
        self.called = {one.stay_id: one for one in sheet.called}
        stands = ((one.stay_id, key_of(one.answer)) for one in sheet.called)
        self._answers = {stay_id: key for stay_id, key in stands if key is not None}
        for rooms in _in_two(sheet.rooms):
            column = layout.column(gap=8)
            for room in rooms:
                column.addWidget(self._room(room, names, sheet, is_shut))
            column.addStretch(1)
            self._columns.addLayout(column, 1)
        self._show_counts()

    def _room(self, room: CalledRoom, names: Mapping[str, ShownName], sheet: RollSheet, is_shut: bool) -> Panel:
        title = room.name or self._language.say(N_("Without a bed"))
        count = theme.plain_label("", theme.SECOND, colour=theme.MUTED)
        self._counts.append((count, room))
        head = layout.row(theme.plain_label(title, theme.BODY, theme.BOLD), layout.STRETCH, count, gap=8)
        card = Panel(name=f"roll_room.{room.name}")
        card.setAccessibleName(title)
        lines: QVBoxLayout = layout.column(layout.boxed(head), gap=0, margins=(10, 4, 8, 6))
        for one in room.called:
            lines.addWidget(self._line(one, names, sheet, is_shut))
        card.setLayout(lines)
        return card

    def _line(self, one: Called, names: Mapping[str, ShownName], sheet: RollSheet, is_shut: bool) -> RollLine:
        who = names.get(one.person_id, ShownName()).in_text or one.code
        line = RollLine(
            one.stay_id,
            bed=one.bed or "–",
            who=who,
            sex=one.sex,
            language=self._language,
            measures=self._measures,
            told=self._told,
        )
        is_late = one.away is not None and one.away.is_late(sheet.night)
        line.show_start(key_of(one.start), self._known(one, is_late=is_late), is_late=is_late)
        line.show_answer(self._answers.get(one.stay_id))
        line.shut(is_shut)
        self.lines[one.stay_id] = line
        return line

    def _known(self, one: Called, *, is_late: bool) -> str:
        """Return where the beginning is known from, as short as the end of a line."""
        say = self._language.say
        if one.away is None:
            return say(N_("as last night")) if one.before is not None else ""
        back = one.away.expected_back_on
        if back is None:
            return say(N_("away, no return day"), sex=one.sex)
        shown = self._language.day_and_month(back)
        return say(N_("due back {day}") if is_late else N_("away until {day}"), sex=one.sex, day=shown)

    def _show_counts(self) -> None:
        for label, room in self._counts:
            done = sum(one.stay_id in self._answers for one in room.called)
            label.setText(self._language.say(N_("{taken} of {total}"), taken=done, total=len(room.called)))

    def event(self, event: QEvent) -> bool:
        """Say what lies under the mouse, for all lines here: a line that were asked of each event would be slow to draw."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            line = self.childAt(event.pos())
            if isinstance(line, RollLine):
                QToolTip.showText(event.globalPos(), line.tip_at(line.mapFrom(self, event.pos())), line)
                return True
        return super().event(event)

    # --- answering ---------------------------------------------------------------------------------------------

    @property
    def answers(self) -> dict[str, str]:
        """What is answered, by stay: as it stands in the register, with what was answered here since."""
        return dict(self._answers)

    def changed_answers(self) -> dict[str, str | None]:
        """Return what is answered otherwise than in the register; None where an answer was taken back."""
        stands = {stay_id: key_of(one.answer) for stay_id, one in self.called.items()}
        return {
            stay_id: self._answers.get(stay_id)
            for stay_id in self.called
            if self._answers.get(stay_id) != stands[stay_id]
        }

    def answer(self, answers: Mapping[str, str | None]) -> None:
        """Show answers, as if each had been given here."""
        for stay_id, key in answers.items():
            if stay_id in self.lines:
                self.lines[stay_id].show_answer(key)
                self._note(stay_id, key)
        self._show_counts()
        self.changed.emit()

    def answer_all(self, answers: Mapping[str, Answer]) -> None:
        """Show answers that were made for many at once."""
        self.answer({stay_id: key_of(answer) for stay_id, answer in answers.items()})

    def _on_chosen(self, stay_id: str, key: str | None) -> None:
        self._note(stay_id, key)
        self._show_counts()
        self.changed.emit()

    def _note(self, stay_id: str, key: str | None) -> None:
        if key is None:
            self._answers.pop(stay_id, None)
        else:
            self._answers[stay_id] = key

    # --- going about -------------------------------------------------------------------------------------------

    def focus_first(self) -> None:
        """Put the keyboard on the first who has no answer yet."""
        waiting = (line for stay_id, line in self.lines.items() if stay_id not in self._answers)
        line = next(waiting, next(iter(self.lines.values()), None))
        if line is not None:
            line.setFocus(Qt.FocusReason.TabFocusReason)

    def _go_on(self, stay_id: str, step: int) -> None:
        shown = list(self.lines)
        at = shown.index(stay_id) + step
        if at >= len(shown):
            self.passed.emit()
        elif at >= 0:
            self.lines[shown[at]].setFocus(Qt.FocusReason.TabFocusReason)


def _in_two(rooms: Iterable[CalledRoom]) -> list[list[CalledRoom]]:
    """Part the rooms into two columns of nearly the same height, in their order; a long room goes over both if it must."""
    rooms = list(rooms)
    heights = [_HEAD_IN_LINES + len(room.called) for room in rooms]

    def unevenness(cut: int) -> int:
        return abs(sum(heights[:cut]) - sum(heights[cut:]))

    cut = min(range(len(rooms) + 1), key=unevenness, default=0)
    if unevenness(cut) <= _EVEN_ENOUGH:
        return [rooms[:cut], rooms[cut:]]
    half = (sum(heights) + _HEAD_IN_LINES) / 2
    at = next(number for number in range(len(rooms)) if sum(heights[: number + 1]) > half)
    above, below = _parted(rooms[at], round(half - sum(heights[:at])) - _HEAD_IN_LINES)
    return [[*rooms[:at], *above], [*below, *rooms[at + 1 :]]]


def _parted(room: CalledRoom, lines: int) -> tuple[list[CalledRoom], list[CalledRoom]]:
    """Return a room in two, none of them with fewer than two lines, and a baby in the part of its mother."""
    while 0 < lines < len(room.called) and room.called[lines].is_child_of_resident:
        lines += 1
    if lines < _FEWEST_LINES:
        return [], [room]
    if len(room.called) - lines < _FEWEST_LINES:
        return [room], []
    return [replace(room, called=room.called[:lines])], [replace(room, called=room.called[lines:])]
