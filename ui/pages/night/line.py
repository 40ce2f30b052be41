"""One person of the roll call: her bed, her name, the signs to choose from, and what is answered in a word.

It draws itself: two hundred of them are on the page as soon as a table would be. With what an answer begins is drawn
dashed and grey, and is none until somebody makes one of it.
"""

from PySide6.QtCore import QObject, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from centre_app.language import N_, Language
from ui import icons, theme
from ui.kit.buttons import KEYBOARD_REASONS
from ui.pages.night.marks import MARKS, PRESENT, RARE, SHOWN, letters, said

HEIGHT, BED, CELL, STATE = 25, 44, 28, 120  # points
NEXT, BEFORE = 1, -1
_FORWARD = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_TAKEN_BACK = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class Measures:
    """Sizes, letters and signs of a line, worked out once for a sheet: to ask for each anew takes longer than drawing."""

    def __init__(self, language: Language) -> None:
        self.letters = letters(language)
        self.height, self.bed, self.cell, self.state = (theme.size(one) for one in (HEIGHT, BED, CELL, STATE))
        self.side, self.sign, self.radius = theme.size(HEIGHT - 3), theme.size(icons.SMALL), theme.size(5)
        self.gap, self.narrow = theme.size(4), theme.size(2)
        self.fonts = {points: theme.font(points, theme.MEDIUM) for points in (theme.CAPTION, theme.SECOND, theme.BODY)}
        self.strong = theme.font(theme.SECOND, theme.SEMI_BOLD)
        self._metrics = {id(font): QFontMetrics(font) for font in (self.strong, *self.fonts.values())}
        self._signs: dict[tuple[str, str], QPixmap] = {}
        self.signs = self._all_signs()

    def fitting(self, text: str, font: QFont, room: int) -> str:
        """Return words as far as there is room for them."""
        return self._metrics[id(font)].elidedText(text, Qt.TextElideMode.ElideRight, room)

    def draw_sign(self, painter: QPainter, icon: str, colour: str, left: float) -> None:
        """Draw a sign in the middle of the cell that begins there."""
        if (icon, colour) not in self._signs:
            self._signs[icon, colour] = icons.pixmap(icon, icons.SMALL, colour)
        x, y = left + (self.cell - self.sign) / 2, (self.height - self.sign) / 2
        painter.drawPixmap(round(x), round(y), self._signs[icon, colour])

    def _all_signs(self) -> QPixmap:
        """Return the signs of a line of which nothing is chosen, in one picture: most lines draw nothing else."""
        offered = [MARKS[key].icon for key in SHOWN] + [icons.MORE]
        scale = icons.pixmap(icons.MORE, icons.SMALL, theme.SCROLL_HANDLE).devicePixelRatio()
        drawn = QPixmap(round(self.cell * len(offered) * scale), round(self.height * scale))
        drawn.setDevicePixelRatio(scale)
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        for number, icon in enumerate(offered):
            self.draw_sign(painter, icon, theme.SCROLL_HANDLE, number * self.cell)
        painter.end()
        return drawn


class Told(QObject):
    """What the lines of a sheet tell, by stay: one for all, for to listen to each of hundreds takes as long as to draw it.

    `chosen` tells what was answered, None when an answer was taken back; `left` that one goes on, +1 or -1.
    """

    chosen = Signal(str, object)
    left = Signal(str, int)


class RollLine(QWidget):
    """One person's line. What is done on it, `told` tells.

    It shows and says nothing until `show_start` was told it with what an answer begins.
    """

    def __init__(
        self, stay_id: str, *, bed: str, who: str, sex: str | None, language: Language, measures: Measures, told: Told
    ) -> None:
        super().__init__()
        self._measures, self._told = measures, told
        self.stay_id, self.sex, self.who = stay_id, sex, who
        self._bed, self._language = bed, language
        self._answer: str | None = None
        self._start: str | None = None
        self._known, self._is_late, self._is_shut, self._ring = "", False, False, False
        self.setObjectName(f"roll.{stay_id}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(measures.height)

    def sizeHint(self) -> QSize:
        taken = self._measures
        return QSize(3 * taken.bed + taken.cell * (len(SHOWN) + 1) + taken.state, taken.height)

    # --- what it shows -----------------------------------------------------------------------------------------

    @property
    def answer(self) -> str | None:
        return self._answer

    def show_answer(self, answer: str | None) -> None:
        """Show an answer, by its mark; nobody is told."""
        if answer != self._answer:
            self._answer = answer
            self._speak()

    def show_start(self, start: str | None, known: str, *, is_late: bool = False) -> None:
        """Show with what an answer begins; `known` says where that is known from, `is_late` that she should be back."""
        self._start, self._known, self._is_late = start, known, is_late
        self._speak()

    def shut(self, is_shut: bool) -> None:
        """Let nothing be answered here."""
        self._is_shut = is_shut

    def _speak(self) -> None:
        answered = said(self._answer, self._language, sex=self.sex)
        state = answered or self._language.say(N_("no answer yet"))
        self.setAccessibleName(
            " · ".join(part for part in (self._bed, self.who, state, self._beside(answered)) if part)
        )
        self.update()

    def _beside(self, answered: str) -> str:
        """Return what is said besides the answer: from where a beginning is known, or that she should be back."""
        return self._known if not answered or self._is_late else ""

    # --- keys and mouse ----------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, shown = event.key(), (*SHOWN, *RARE)
        is_plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        is_letter = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        if is_letter and (mark := self._measures.letters.get(event.text().upper())):
            self._choose(mark, goes_on=True)
        elif is_plain and key in _FORWARD:
            self._choose(PRESENT, goes_on=True)
        elif is_plain and key in _TAKEN_BACK:
            self._choose(None)
        elif is_plain and key in (Qt.Key.Key_Right, Qt.Key.Key_Left):
            step = 1 if key == Qt.Key.Key_Right else -1
            at = shown.index(self._answer) + step if self._answer in shown else 0 if step > 0 else -1
            self._choose(shown[at % len(shown)])
        elif is_plain and key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._told.left.emit(self.stay_id, NEXT if key == Qt.Key.Key_Down else BEFORE)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        cell = self._cell_at(event.position().toPoint())
        if cell == len(SHOWN) and not self._is_shut:
            self._offer_rare()
        elif cell is not None and cell < len(SHOWN):
            self._choose(None if SHOWN[cell] == self._answer else SHOWN[cell])

    def tip_at(self, place: QPoint) -> str:
        """Return what a place of the line says to whoever rests on it."""
        cell = self._cell_at(place)
        if cell is None:
            return self.accessibleName()
        if cell == len(SHOWN):
            return self._language.say(N_("Other reasons"))
        return said(SHOWN[cell], self._language, sex=self.sex)

    def _offer_rare(self) -> None:
        menu = QMenu(self)
        menu.setObjectName("rare_marks")
        for key in RARE:
            mark = MARKS[key]
            words = self._language.say(mark.called, sex=self.sex)
            act = menu.addAction(icons.icon(mark.icon, icons.ROW, mark.tone.ink), words)
            act.triggered.connect(lambda _checked=False, key=key: self._choose(key))
        left = round(self._cells().left()) + len(SHOWN) * self._measures.cell
        menu.popup(self.mapToGlobal(QPoint(left, self.height())))

    def _choose(self, key: str | None, *, goes_on: bool = False) -> None:
        if not self._is_shut and key != self._answer:
            self.show_answer(key)
            self._told.chosen.emit(self.stay_id, key)
        if goes_on:
            self._told.left.emit(self.stay_id, NEXT)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = event.reason() in (*KEYBOARD_REASONS, Qt.FocusReason.OtherFocusReason)
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._ring = False
        super().focusOutEvent(event)
        self.update()

    # --- drawing -----------------------------------------------------------------------------------------------

    def _cells(self) -> QRectF:
        width = self._measures.cell * (len(SHOWN) + 1)
        return QRectF(self.width() - width - self._measures.state, 0, width, self.height())

    def _cell_at(self, place: QPoint) -> int | None:
        cells = self._cells()
        return int((place.x() - cells.left()) // self._measures.cell) if cells.contains(place) else None

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, taken = QPainter(self), self._measures
        if self._ring:
            box = QRectF(self.rect())
            theme.draw_box(painter, box, ground=theme.ACCENT_TINT, line=theme.ACCENT, width=2, radius=taken.gap)
        else:
            painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(theme.ROW_RULE))
        cells, left = self._cells(), taken.gap
        self._words(painter, self._bed, left, taken.bed - left, taken.fonts[theme.SECOND], theme.MUTED)
        name_left = taken.bed + left
        name_room = round(cells.left()) - name_left - left
        self._words(painter, self.who, name_left, name_room, taken.fonts[theme.BODY], theme.INK)
        painter.drawPixmap(round(cells.left()), 0, taken.signs)
        if self._answer is not None or self._start is not None:
            for number, key in enumerate((*SHOWN, "")):
                self._draw_cell(painter, key, cells.left() + number * taken.cell)
        self._draw_state(painter, round(cells.right()) + taken.gap)

    def _draw_cell(self, painter: QPainter, key: str, left: float) -> None:
        taken, mark, is_rare = self._measures, MARKS.get(key), key == ""
        is_answer = self._answer in RARE if is_rare else key == self._answer
        is_start = self._answer is None and (self._start in RARE if is_rare else key == self._start)
        if not is_answer and not is_start:
            return
        tone = MARKS[self._answer].tone if is_answer and self._answer in MARKS else theme.NEUTRAL_TONE
        box = QRectF(left + (taken.cell - taken.side) / 2, (taken.height - taken.side) / 2, taken.side, taken.side)
        ground, line = (tone.tint, tone.ink) if is_answer else (theme.CARD, theme.MUTED)
        theme.draw_box(painter, box, ground=ground, line=line, radius=taken.radius, dashed=is_start)
        taken.draw_sign(painter, mark.icon if mark else icons.MORE, tone.ink if is_answer else theme.MUTED, left)

    def _draw_state(self, painter: QPainter, left: int) -> None:
        room = self.width() - left - self._measures.narrow
        answered = said(self._answer, self._language, sex=self.sex)
        if answered:
            ink = MARKS[self._answer].tone.ink if self._answer in MARKS else theme.SOON
            self._words(painter, answered, left, room, self._measures.strong, ink)
        elif self._known:
            ink = theme.LATE if self._is_late else theme.MUTED
            self._words(painter, self._known, left, room, self._measures.fonts[theme.CAPTION], ink)

    def _words(self, painter: QPainter, text: str, left: int, room: int, font: QFont, ink: str) -> None:
        painter.setFont(font)
        painter.setPen(QColor(ink))
        fitting = self._measures.fitting(text, font, room)
        painter.drawText(left, 0, room, self.height(), int(Qt.AlignmentFlag.AlignVCenter), fitting)
