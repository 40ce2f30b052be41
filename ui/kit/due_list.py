"""A long list of things to do under a few heads, painted as it comes into sight: a sign, what and whose, who, when, open.

Enter, space or a click opens a line; the same on a head that folds, unfolds it. It knows lines and heads, not records.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyle, QStyledItemDelegate

from ui import icons, theme
from ui.kit.avatar import initials_of
from ui.theme import Tone

Index = QModelIndex | QPersistentModelIndex
ITEM = Qt.ItemDataRole.UserRole
LINE_HEIGHT, HEAD_HEIGHT = 48, 38
# Who, when and the button: how wide where there is room, and where there is little.
WIDE, NARROW = (168, 148, 84), (116, 132, 72)
NARROW_BELOW = 720


@dataclass(frozen=True, slots=True, kw_only=True)
class DueHead:
    """The head of a part: "En retard 2". One that `folds` is opened and shut; `is_open` says which."""

    key: str
    icon: str
    title: str
    count: str
    tone: Tone | None = None
    folds: bool = False
    is_open: bool = True

    @property
    def spoken(self) -> str:
        return f"{self.title} {self.count}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class DueItem:
    """One thing to do, in words. `who_name` gives the circle its letters; a role has none."""

    key: str
    icon: str
    title: str
    second: str = ""
    who: str = ""
    who_short: str = ""
    who_name: str = ""
    when: str = ""
    tone: Tone
    when_icon: str | None = None
    is_first: bool = False  # the most urgent one, whose button is filled
    verb: str = ""  # on the button, instead of "Open"

    @property
    def spoken(self) -> str:
        return ". ".join(part for part in (self.title, self.second, self.who, self.when) if part)


ItemOf = Callable[[str], DueItem]


class _Model(QAbstractListModel):
    """Heads, and lines by their keys: the words of a line are asked for when it comes into sight."""

    def __init__(self, parent: QListView) -> None:
        super().__init__(parent)
        self.shown: list[DueHead | str] = []
        self._item_of: ItemOf | None = None
        self._items: dict[str, DueItem] = {}

    def show(self, shown: Sequence[DueHead | str], item_of: ItemOf) -> None:
        self.beginResetModel()
        self.shown, self._item_of, self._items = list(shown), item_of, {}
        self.endResetModel()

    def key(self, row: int) -> str:
        shown = self.shown[row]
        return shown.key if isinstance(shown, DueHead) else shown

    def item(self, row: int) -> DueHead | DueItem:
        shown = self.shown[row]
        if isinstance(shown, DueHead):
            return shown
        if shown not in self._items and self._item_of is not None:
            self._items[shown] = self._item_of(shown)
        return self._items[shown]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == ITEM:
            return self.item(index.row())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self.item(index.row()).spoken
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A head that does not fold is passed over by the keyboard."""
        shown = self.shown[index.row()]
        if isinstance(shown, DueHead) and not shown.folds:
            return Qt.ItemFlag.ItemNeverHasChildren
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren


class DueList(QListView):
    """Emits the key of the line that was opened, or of the head that was folded or unfolded."""

    opened = Signal(str)
    folded = Signal(str)

    def __init__(self, open_word: str, *, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._model = _Model(self)
        self.setModel(self._model)
        self.setItemDelegate(_Painter(self, open_word))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet("QListView { border: 0; background: transparent; }")
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_items(self, shown: Sequence[DueHead | str], item_of: ItemOf) -> None:
        """Show heads and lines; the line one was on stays chosen when it is still there."""
        before = self.current_key
        self._model.show(shown, item_of)
        if before is not None:
            self.choose(before)

    @property
    def items(self) -> list[DueHead | DueItem]:
        """Everything that is shown, in words."""
        return [self._model.item(row) for row in range(self._model.rowCount())]

    @property
    def current_key(self) -> str | None:
        index = self.currentIndex()
        return self._model.key(index.row()) if index.isValid() else None

    def choose(self, key: str) -> None:
        """Put the cursor on a line, if it is there."""
        row = next((row for row in range(self._model.rowCount()) if self._model.key(row) == key), -1)
        if row >= 0:
            self.setCurrentIndex(self._model.index(row))

    def choose_first(self) -> None:
        """Put the cursor on the first thing to do."""
        row = next((row for row, shown in enumerate(self._model.shown) if isinstance(shown, str)), -1)
        if row >= 0:
            self.setCurrentIndex(self._model.index(row))

    def is_head(self, row: int) -> bool:
        return isinstance(self._model.shown[row], DueHead)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._act(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._act(self.indexAt(event.position().toPoint()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        acts = self.indexAt(event.position().toPoint()).flags() & Qt.ItemFlag.ItemIsEnabled
        self.setCursor(Qt.CursorShape.PointingHandCursor if acts else Qt.CursorShape.ArrowCursor)

    def _act(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        shown = self._model.shown[index.row()]
        if isinstance(shown, str):
            self.opened.emit(shown)
        elif shown.folds:
            self.folded.emit(shown.key)


class _Painter(QStyledItemDelegate):
    """Paints heads and lines; columns at the right keep their width, the words take the rest."""

    def __init__(self, parent: DueList, open_word: str) -> None:
        super().__init__(parent)
        self._open_word = open_word

    def sizeHint(self, option: Any, index: Index) -> QSize:
        view: DueList = self.parent()
        is_head = view.is_head(index.row())
        return QSize(theme.size(200), theme.size(HEAD_HEIGHT if is_head else LINE_HEIGHT))

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        painter.save()
        item: DueHead | DueItem = index.data(ITEM)
        view: DueList = self.parent()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected) and view.hasFocus()
        if isinstance(item, DueHead):
            self._paint_head(painter, option.rect, item, chosen=chosen, is_top=index.row() == 0)
        else:
            over = bool(option.state & QStyle.StateFlag.State_MouseOver)
            self._paint_line(painter, option.rect, item, chosen=chosen, over=over)
        painter.restore()

    def _paint_head(self, painter: QPainter, box: QRect, head: DueHead, *, chosen: bool, is_top: bool) -> None:
        if not is_top:
            painter.fillRect(box.left(), box.top(), box.width(), 1, QColor(theme.CARD_BORDER))
        if chosen:
            _mark_chosen(painter, box)
        ink = head.tone.ink if head.tone else theme.MUTED
        room = box.adjusted(theme.size(16), 0, -theme.size(16), 0)
        room = _icon(painter, head.icon, room, ink, icons.ROW)
        letters = theme.font(theme.BODY, theme.BOLD)
        words = head.spoken
        _words(painter, room, words, letters, ink)
        if head.folds:
            left = room.left() + QFontMetrics(letters).horizontalAdvance(words) + theme.size(8)
            sign = icons.UNFOLD if head.is_open else icons.OPEN
            icons.draw(painter, sign, left, box.center().y() - theme.size(icons.SMALL) / 2 + 1, icons.SMALL, ink)

    def _paint_line(self, painter: QPainter, box: QRect, item: DueItem, *, chosen: bool, over: bool) -> None:
        if chosen:
            _mark_chosen(painter, box)
        elif over:
            painter.fillRect(box, QColor(theme.GROUND))
        room = box.adjusted(theme.size(16), 0, -theme.size(16), 0)
        is_narrow = box.width() < theme.size(NARROW_BELOW)
        who, when, button = NARROW if is_narrow else WIDE
        room = self._paint_button(painter, room, item, button, over=over or chosen)
        room = self._paint_when(painter, room, item, when)
        room = self._paint_who(painter, room, item.who_short if is_narrow else item.who, item.who_name, who)
        self._paint_what(painter, room, item)

    def _paint_button(self, painter: QPainter, room: QRect, item: DueItem, points: float, *, over: bool) -> QRect:
        width, height = theme.size(points), theme.size(28)
        box = QRectF(room.right() - width, room.center().y() - height / 2 + 1, width, height)
        ground = theme.ACCENT if item.is_first else theme.CARD
        line = None if item.is_first else theme.ACCENT if over else theme.FIELD_BORDER
        theme.draw_box(painter, box, ground=ground, line=line, radius=theme.size(theme.RADIUS))
        painter.setFont(theme.font(theme.SECOND, theme.MEDIUM))
        painter.setPen(QColor(theme.CARD if item.is_first else theme.INK))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), item.verb or self._open_word)
        return room.adjusted(0, 0, -width - theme.size(12), 0)

    def _paint_when(self, painter: QPainter, room: QRect, item: DueItem, points: float) -> QRect:
        cell = _at_end(room, points)
        sign = item.when_icon or item.tone.icon
        words = _icon(painter, sign, cell, item.tone.ink, icons.SMALL, gap=6)
        _words(painter, words, item.when, theme.font(theme.SECOND, theme.MEDIUM), item.tone.ink)
        return room.adjusted(0, 0, -cell.width() - theme.size(12), 0)

    def _paint_who(self, painter: QPainter, room: QRect, said: str, name: str, points: float) -> QRect:
        cell = words = _at_end(room, points)
        if name:
            side = theme.size(24)
            circle = QRectF(cell.left(), cell.center().y() - side / 2 + 1, side, side)
            theme.draw_box(painter, circle, ground=theme.CIRCLE, radius=side / 2)
            painter.setFont(theme.font(8, theme.SEMI_BOLD))
            painter.setPen(QColor(theme.INK))
            painter.drawText(circle, int(Qt.AlignmentFlag.AlignCenter), initials_of(name))
            words = cell.adjusted(side + theme.size(8), 0, 0, 0)
        _words(painter, words, said, theme.font(), theme.INK if name else theme.MUTED)
        return room.adjusted(0, 0, -cell.width() - theme.size(12), 0)

    def _paint_what(self, painter: QPainter, room: QRect, item: DueItem) -> None:
        side = theme.size(32)
        tile = QRectF(room.left(), room.center().y() - side / 2 + 1, side, side)
        is_late = item.tone is theme.LATE_TONE
        ground, ink = (theme.LATE_TINT, theme.LATE) if is_late else (theme.SHUT_TINT, theme.MUTED)
        theme.draw_box(painter, tile, ground=ground, radius=theme.size(theme.RADIUS))
        inset = (side - theme.size(icons.ROW)) / 2
        icons.draw(painter, item.icon, tile.left() + inset, tile.top() + inset, icons.ROW, ink)
        words = room.adjusted(side + theme.size(12), 0, 0, 0)
        strong = theme.font(theme.BODY, theme.MEDIUM)
        if not item.second:
            _words(painter, words, item.title, strong, theme.INK)
            return
        half = words.height() // 2
        _words(painter, words.adjusted(0, 5, 0, -half), item.title, strong, theme.INK)
        _words(painter, words.adjusted(0, half, 0, -5), item.second, theme.font(theme.SECOND), theme.MUTED)


def _mark_chosen(painter: QPainter, box: QRect) -> None:
    painter.fillRect(box, QColor(theme.ACCENT_TINT))
    painter.fillRect(box.left(), box.top(), theme.size(4), box.height(), QColor(theme.ACCENT))


def _at_end(room: QRect, width: float) -> QRect:
    return QRect(room.right() - theme.size(width), room.top(), theme.size(width), room.height())


def _icon(painter: QPainter, name: str, room: QRect, ink: str, points: float, *, gap: float = 8) -> QRect:
    """Draw an icon at the left of the room and return what is left of it."""
    icons.draw(painter, name, room.left(), room.center().y() - theme.size(points) / 2 + 1, points, ink)
    return room.adjusted(theme.size(points + gap), 0, 0, 0)


def _words(painter: QPainter, room: QRect, text: str, letters: Any, ink: str) -> None:
    painter.setFont(letters)
    painter.setPen(QColor(ink))
    shown = QFontMetrics(letters).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)
