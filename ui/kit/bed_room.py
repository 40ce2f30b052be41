"""A room as a card: its head and its beds, drawn in one widget, with a mother's bed and its cot in one frame.

The keyboard stands on one bed of the room: arrows go from bed to bed and on to the next room, Enter or space chooses.
What a screen reader hears is the bed one stands on, and the room's name when one comes in.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QDrag,
    QDragEnterEvent,
    QDropEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ui import icons, theme
from ui.kit.bed_tile import (
    COT_GROUND,
    HEIGHT,
    LEAST_WIDTH,
    PAIR_HEIGHT,
    BedView,
    Letters,
    Look,
    colour_of,
    draw_bed,
    look,
)

MIME = "application/x-registre-bed"
MARGIN, HEAD, GAP, BETWEEN_PAIR = 12, 30, 8, 24
DRAG_FROM = 10  # pixels
ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomView:
    """What is drawn of a room. A place is a bed, or a bed and the cot beside it; `free` are the words of the chip."""

    room_id: str
    name: str
    icon: str
    beside_name: str = ""
    count: str = ""
    free: str = ""
    places: Sequence[tuple[BedView, BedView | None]] = ()
    across: int = 5

    @property
    def said(self) -> str:
        return " · ".join(part for part in (self.name, self.beside_name, self.count, self.free) if part)


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A bed with its box, and the frame that it shares with a cot where there is one."""

    bed: BedView
    box: QRectF
    frame: QRectF | None = None


class RoomCard(QWidget):
    """One room. It asks for `walked` when the arrows lead out of it: in which direction, and from where on it."""

    chosen = Signal(str)
    dropped = Signal(str, str)
    walked = Signal(object, object)  # (dx, dy) and a point of this widget

    def __init__(self, room: RoomView) -> None:
        super().__init__()
        self.setObjectName(f"room.{room.room_id}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setMouseTracking(True)
        self.setAcceptDrops(True)
        self._drawn: list[_Drawn] = []
        self._at = self._under_mouse = self._marked = ""
        self._found: Collection[str] = ()
        self._pressed_at: QPoint | None = None
        self.show_room(room)

    def show_room(self, room: RoomView) -> None:
        """Show the room as it is now; the keyboard stays on its bed."""
        self.room = room
        beds = self.bed_ids
        if self._at not in beds:
            self._at = beds[0] if beds else ""
        self._drawn = []
        self._speak()
        self.updateGeometry()
        self.update()

    @property
    def bed_ids(self) -> list[str]:
        return [bed.bed_id for place in self.room.places for bed in place if bed is not None]

    def mark(self, bed_id: str | None) -> None:
        """Show that a bed is being moved from."""
        self._marked = bed_id or ""
        self.update()

    def show_found(self, bed_ids: Collection[str]) -> None:
        """Frame what was searched for."""
        self._found = bed_ids
        self.update()

    def go_to(self, bed_id: str) -> None:
        """Put the keyboard on a bed."""
        self._at = bed_id
        self._speak()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.update()

    @property
    def at(self) -> str:
        """The bed on which the keyboard stands when it is in this room."""
        return self._at

    def said(self, bed_id: str) -> str:
        """Return what is heard of a bed."""
        return next(one.bed.said for one in self._places() if one.bed.bed_id == bed_id)

    def box_of(self, bed_id: str) -> QRect:
        return next(one.box.toRect() for one in self._places() if one.bed.bed_id == bed_id)

    # --- sizes -------------------------------------------------------------------------------------------------

    @property
    def _has_pairs(self) -> bool:
        return any(cot is not None for _bed, cot in self.room.places)

    def _columns(self) -> int:
        return max(1, min(self.room.across, len(self.room.places)))

    def minimumSizeHint(self) -> QSize:
        columns, size = self._columns(), theme.size
        of_place = 2 * size(LEAST_WIDTH) + size(BETWEEN_PAIR) if self._has_pairs else size(LEAST_WIDTH)
        beds = columns * of_place + (columns - 1) * size(GAP)
        return QSize(max(beds, self._head_width()) + 2 * size(MARGIN), self._height())

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def _height(self) -> int:
        rows = -(-len(self.room.places) // self._columns()) if self.room.places else 0
        of_row = theme.size(PAIR_HEIGHT if self._has_pairs else HEIGHT)
        beds = rows * of_row + max(0, rows - 1) * theme.size(GAP)
        return 2 * theme.size(MARGIN) + theme.size(HEAD) + beds

    def _head_width(self) -> int:
        title, second, room = look().title.metrics, look().second_medium.metrics, self.room
        words = title.horizontalAdvance(room.name) + title.horizontalAdvance(room.count)
        quiet = second.horizontalAdvance(room.beside_name)
        chip = second.horizontalAdvance(room.free) + theme.size(icons.SMALL + 30) if room.free else 0
        return words + quiet + chip + theme.size(icons.HEAD + 32)

    def _places(self) -> list[_Drawn]:
        """Return the beds with their boxes, worked out when the width is known."""
        if not self._drawn:
            self._drawn = [one for number in range(len(self.room.places)) for one in self._place(number)]
        return self._drawn

    def _place(self, number: int) -> list[_Drawn]:
        size, columns = theme.size, self._columns()
        gap, row_height = size(GAP), size(PAIR_HEIGHT if self._has_pairs else HEIGHT)
        whole = self.width() - 2 * size(MARGIN)
        wide = (whole - (columns - 1) * gap) / columns
        left = size(MARGIN) + (number % columns) * (wide + gap)
        top = size(MARGIN) + size(HEAD) + (number // columns) * (row_height + gap)
        frame = QRectF(round(left), top, round(left + wide) - round(left), row_height)
        bed, cot = self.room.places[number]
        if cot is None:
            return [_Drawn(bed, frame)]
        inner = frame.adjusted(2, 2, -2, -2)
        half = round((inner.width() - size(BETWEEN_PAIR)) / 2)
        own = QRectF(inner.left(), inner.top(), half, inner.height())
        beside = QRectF(inner.right() - half, inner.top(), half, inner.height())
        return [_Drawn(bed, own, frame), _Drawn(cot, beside, frame)]

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._drawn = []
        super().resizeEvent(event)

    # --- drawing -----------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, looks, seen = QPainter(self), look(), QRectF(event.rect())
        whole = QRectF(self.rect())
        theme.draw_box(painter, whole, ground=theme.CARD, line=theme.CARD_BORDER, radius=theme.size(theme.CARD_RADIUS))
        self._draw_head(painter, looks)
        for one in self._places():
            if one.box.intersects(seen):
                self._draw_place(painter, one, looks)

    def _draw_place(self, painter: QPainter, one: _Drawn, looks: Look) -> None:
        if one.frame is not None and one.bed.is_cot:
            theme.draw_box(painter, one.box.adjusted(0, 0, -1, 0), ground=COT_GROUND, radius=looks.radius - 2)
            theme.draw_box(painter, one.frame, line=theme.ACCENT, width=2, radius=looks.radius)
            side = theme.size(icons.SMALL + 1)
            left, top = one.box.left() - theme.size(12) - side / 2, one.frame.center().y() - side / 2
            icons.draw(painter, icons.BABY, left, top, icons.SMALL + 1, theme.ACCENT)
        bed_id = one.bed.bed_id
        is_chosen = bed_id == self._marked
        draw_bed(
            painter,
            one.box,
            one.bed,
            looks,
            is_heavy=is_chosen or bed_id in self._found or (self.hasFocus() and bed_id == self._at),
            is_chosen=is_chosen,
            is_under_mouse=bed_id == self._under_mouse,
            is_framed=one.frame is None,
        )

    def _draw_head(self, painter: QPainter, looks: Look) -> None:
        size, room = theme.size, self.room
        line = QRect(size(MARGIN), size(MARGIN), self.width() - 2 * size(MARGIN), size(24))
        icons.draw(painter, room.icon, line.left(), line.top() + size(2), icons.HEAD, theme.ACCENT)
        left = line.left() + size(icons.HEAD + 8)
        right = line.right() - _write(painter, line, room.count, looks.title, at_end=True)
        if room.free:
            right = self._draw_chip(painter, looks, line, right - size(8))
        inner = line.adjusted(left - line.left(), 0, right - line.right() - size(8), 0)
        taken = _write(painter, inner, room.name, looks.title)
        if room.beside_name:
            _write(painter, inner.adjusted(taken + size(8), 0, 0, 0), room.beside_name, looks.second, theme.MUTED)

    def _draw_chip(self, painter: QPainter, looks: Look, line: QRect, right: int) -> int:
        """Draw how many beds are free, ending there; return where it begins."""
        size, tone = theme.size, theme.DONE_TONE
        wide = looks.second_medium.metrics.horizontalAdvance(self.room.free) + size(icons.SMALL + 6 + 18)
        box = QRectF(right - wide, line.top(), wide, size(24))
        theme.draw_box(painter, box, ground=tone.tint, radius=box.height() / 2)
        icons.draw(painter, icons.ADD, box.left() + size(9), box.top() + size(4), icons.SMALL, tone.ink)
        inside = box.toRect().adjusted(size(icons.SMALL + 15), 0, 0, 0)
        _write(painter, inside, self.room.free, looks.second_medium, tone.ink)
        return int(box.left())

    # --- the keyboard ------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._at:
            self.chosen.emit(self._at)
        elif key in ARROWS and self._at:
            self._walk(ARROWS[key])
        else:
            super().keyPressEvent(event)

    def _walk(self, step: tuple[int, int]) -> None:
        """Go to the nearest bed that way, in this room or out of it."""
        here = QRectF(self.box_of(self._at)).center()
        following = nearest(here, step, [(one.bed.bed_id, one.box.center()) for one in self._places()])
        if following is not None:
            self.go_to(following)
        else:
            self.walked.emit(step, here.toPoint())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def _speak(self) -> None:
        """Say which bed one stands on; a screen reader hears it as the name of what has the keyboard."""
        here = next((bed for place in self.room.places for bed in place if bed and bed.bed_id == self._at), None)
        self.setAccessibleName(f"{here.said} · {self.room.said}" if here else self.room.said)
        if self.hasFocus():
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))

    # --- the mouse ---------------------------------------------------------------------------------------------

    def _bed_at(self, point: QPoint) -> BedView | None:
        return next((one.bed for one in self._places() if one.box.contains(point.toPointF())), None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = event.position().toPoint()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed_at = self._pressed_at, None
        bed = self._bed_at(event.position().toPoint())
        if pressed is None or bed is None or self._bed_at(pressed) != bed:
            return
        self.go_to(bed.bed_id)
        self.chosen.emit(bed.bed_id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        bed = self._bed_at(place)
        if (bed.bed_id if bed else "") != self._under_mouse:
            self._under_mouse = bed.bed_id if bed else ""
            self.setCursor(Qt.CursorShape.PointingHandCursor if bed else Qt.CursorShape.ArrowCursor)
            self.update()
        if self._pressed_at is not None and event.buttons() & Qt.MouseButton.LeftButton:
            self._drag_from(self._pressed_at, place)

    def leaveEvent(self, event: QEvent) -> None:
        self._under_mouse = ""
        self.update()
        super().leaveEvent(event)

    def _drag_from(self, pressed: QPoint, now: QPoint) -> None:
        """Take who sleeps in a bed along to another one."""
        bed = self._bed_at(pressed)
        if bed is None or not bed.who or (now - pressed).manhattanLength() <= DRAG_FROM:
            return
        carried = QMimeData()
        carried.setData(MIME, bed.bed_id.encode())
        drag = QDrag(self)
        drag.setMimeData(carried)
        drag.setPixmap(self.grab(self.box_of(bed.bed_id)))
        self._pressed_at = None
        drag.exec(Qt.DropAction.MoveAction)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(MIME):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        taken, bed = bytes(event.mimeData().data(MIME)).decode(), self._bed_at(event.position().toPoint())
        event.acceptProposedAction()
        if bed is not None and taken != bed.bed_id:
            self.dropped.emit(taken, bed.bed_id)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            bed = self._bed_at(event.pos())
            QToolTip.showText(event.globalPos(), bed.tip if bed else "", self)
            return True
        return super().event(event)


def _write(
    painter: QPainter, room: QRect, words: str, letters: Letters, colour: str = theme.INK, *, at_end: bool = False
) -> int:
    """Write words into a line and return how wide they are; what has no room ends in "…"."""
    shown = letters.metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width())
    painter.setFont(letters.font)
    painter.setPen(colour_of(colour))
    side = Qt.AlignmentFlag.AlignRight if at_end else Qt.AlignmentFlag.AlignLeft
    painter.drawText(room, int(side | Qt.AlignmentFlag.AlignVCenter), shown)
    return letters.metrics.horizontalAdvance(shown)


def nearest(here: QPointF, step: tuple[int, int], places: Sequence[tuple[str, QPointF]]) -> str | None:
    """Return what lies nearest that way: sideways in the same row, else in the next row. None at the edge."""
    along_x, along_y = step
    found = []
    for key, centre in places:
        x, y = centre.x() - here.x(), centre.y() - here.y()
        ahead, beside = x * along_x + y * along_y, abs(x * along_y) + abs(y * along_x)
        if ahead > 1 and (along_y or beside < theme.size(HEIGHT) / 2):
            found.append((round(ahead), beside, key))
    return min(found)[2] if found else None
