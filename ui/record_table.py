"""A table of records: it knows ids, and asks for the rows it is about to show.

Sorting and filtering are the page's business (in SQL, over ids); the table only says which column head was clicked. Cells
are painted by one delegate: words, a second line, a state with its icon. Low columns go away where the window is small.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QStyle, QStyledItemDelegate, QTableView, QWidget

from ui import icons, theme
from ui.kit.avatar import initials_of
from ui.theme import Tone

Index = QModelIndex | QPersistentModelIndex
ROWS_AT_ONCE = 64
CELL = Qt.ItemDataRole.UserRole
ONE_LINE, TWO_LINES, HEAD = 32, 44, 36


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: its width in points, or `stretch` to take the rest; `low` ones go first where room is short.

    What is too long for a column that `wraps` goes on in a second line, in a row as high as two; for short lists alone.
    """

    key: str
    title: str
    width: float = 0
    stretch: bool = False
    low: bool = False
    sorts: bool = True
    at_end: bool = False
    wraps: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What stands in a cell. A `tone` colours it and brings its icon; `initials` puts a circle before a name."""

    text: str
    second: str = ""
    tone: Tone | None = None
    icon: str | None = None
    strong: bool = False
    muted: bool = False
    initials: bool = False

    @property
    def spoken(self) -> str:
        return f"{self.text}, {self.second}" if self.second else self.text


Row = Mapping[str, Cell | str]
RowsOf = Callable[[Sequence[str]], Mapping[str, Row]]


class RecordModel(QAbstractTableModel):
    """Ids in their order; rows are fetched by the screenful when they come into sight."""

    def __init__(self, columns: Sequence[Column], rows_of: RowsOf, parent: QWidget) -> None:
        super().__init__(parent)
        self._columns, self._rows_of = list(columns), rows_of
        self._ids: list[str] = []
        self._rows: dict[str, Row] = {}

    def show_ids(self, ids: Sequence[str]) -> None:
        self.beginResetModel()
        self._ids, self._rows = list(ids), {}
        self.endResetModel()

    def add_ids(self, ids: Sequence[str]) -> None:
        first = len(self._ids)
        self.beginInsertRows(QModelIndex(), first, first + len(ids) - 1)
        self._ids += ids
        self.endInsertRows()

    def id_at(self, row: int) -> str | None:
        return self._ids[row] if 0 <= row < len(self._ids) else None

    def row_of(self, record_id: str) -> int:
        """Return where an id stands, or -1."""
        return self._ids.index(record_id) if record_id in self._ids else -1

    def cell(self, row: int, column: int) -> Cell:
        found = self._row(row).get(self._columns[column].key, "")
        return found if isinstance(found, Cell) else Cell(text=found)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return self.cell(index.row(), index.column()).text
        if role == CELL:
            return self.cell(index.row(), index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._columns[index.column()].title} : {self.cell(index.row(), index.column()).spoken}"
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].title
        return None

    def _row(self, row: int) -> Row:
        record_id = self._ids[row]
        if record_id not in self._rows:
            start = row - row % ROWS_AT_ONCE
            self._rows.update(self._rows_of(self._ids[start : start + ROWS_AT_ONCE]))
            # A row that could not be read is shown empty rather than asked for at every painting.
            self._rows.setdefault(record_id, {})
        return self._rows[record_id]


class RecordTable(QTableView):
    """Emits what a person does: opened by Enter or double click, chosen by moving, a head clicked."""

    opened = Signal(str)
    chosen = Signal(str)
    sort_asked = Signal(str, bool)  # column key, descending

    def __init__(self, columns: Sequence[Column], rows_of: RowsOf, *, two_lines: bool = False, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._columns = list(columns)
        self._records = RecordModel(columns, rows_of, self)
        self._sorted_by: tuple[str, bool] = ("", False)
        self._left_out: frozenset[str] = frozenset()
        self.setModel(self._records)
        self.setItemDelegate(CellPainter(self))
        self._settle_looks(TWO_LINES if two_lines else ONE_LINE)
        self._settle_head()
        self.doubleClicked.connect(lambda index: self._open(index.row()))
        self.selectionModel().currentRowChanged.connect(lambda now, _before: self._choose(now.row()))

    def show_ids(self, ids: Sequence[str]) -> None:
        """Show these records in this order; the row one was on stays chosen when it is still there."""
        before = self.current_id
        self._records.show_ids(ids)
        self._fit_rows()
        row = self._records.row_of(before) if before else -1
        if row >= 0:
            self.choose_id(before or "")

    def leave_out(self, *columns: str) -> None:
        """Show the table without these columns: nothing stands in them now."""
        self._left_out = frozenset(columns)
        self._fit_columns()

    def add_ids(self, ids: Sequence[str]) -> None:
        """Show these records under the others, for a list that is read a part at a time."""
        if ids:
            self._records.add_ids(ids)

    def show_sort(self, key: str, *, descending: bool) -> None:
        """Mark the column that the ids are sorted by."""
        self._sorted_by = (key, descending)
        self.horizontalHeader().viewport().update()

    def choose_id(self, record_id: str) -> None:
        """Put the cursor on a record and bring it into sight."""
        row = self._records.row_of(record_id)
        if row >= 0:
            index = self._records.index(row, 0)
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def choose_first(self) -> None:
        """Put the cursor on the first row: what Down in the search field does."""
        if self._records.rowCount():
            self.setCurrentIndex(self._records.index(0, 0))
            self.setFocus(Qt.FocusReason.TabFocusReason)

    @property
    def current_id(self) -> str | None:
        return self._records.id_at(self.currentIndex().row())

    @property
    def count(self) -> int:
        return self._records.rowCount()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex().row())
        elif event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def _open(self, row: int) -> None:
        if (record_id := self._records.id_at(row)) is not None:
            self.opened.emit(record_id)

    def _choose(self, row: int) -> None:
        if (record_id := self._records.id_at(row)) is not None:
            self.chosen.emit(record_id)

    def _settle_looks(self, row_height: float) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet("QTableView { border: 0; background: transparent; }")
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(theme.size(row_height))
        rows.hide()

    def _settle_head(self) -> None:
        head = TableHead(self)
        self.setHorizontalHeader(head)
        head.sectionClicked.connect(self._on_head)

    def _on_head(self, section: int) -> None:
        column = self._columns[section]
        if column.sorts:
            descending = self._sorted_by == (column.key, False)
            self.show_sort(column.key, descending=descending)
            self.sort_asked.emit(column.key, descending)

    def _fit_columns(self) -> None:
        """Hide low columns while the window is small or the room too short, and give the rest to the one that stretches."""
        room = self.viewport().width()
        small = self.window().width() < theme.size(theme.SMALL_WIDTH)
        here = [column for column in self._columns if column.key not in self._left_out]
        shown = [column for column in here if not (column.low and small)]
        while _room_taken(shown) > room and any(column.low for column in shown):
            shown.remove(next(column for column in reversed(shown) if column.low))
        taking = next((column for column in shown if column.stretch), shown[-1])
        spare = room - _room_taken([column for column in shown if column is not taking])
        for section, column in enumerate(self._columns):
            self.setColumnHidden(section, column not in shown)
            width = theme.size(column.width)
            self.setColumnWidth(section, max(spare, width) if column is taking else width)

        self._fit_rows()

    def _fit_rows(self) -> None:
        """Make those rows higher whose words need a second line."""
        letters = QFontMetrics(theme.font(theme.BODY, theme.MEDIUM))
        for section, column in enumerate(self._columns):
            room = self.columnWidth(section) - 2 * theme.size(8)
            for row in range(self._records.rowCount()) if column.wraps else ():
                is_long = letters.horizontalAdvance(self._records.cell(row, section).text) > room
                self.setRowHeight(row, theme.size(TWO_LINES if is_long else ONE_LINE))

    # The head reads these.

    @property
    def sorted_by(self) -> tuple[str, bool]:
        return self._sorted_by

    @property
    def columns(self) -> list[Column]:
        return self._columns


def _room_taken(columns: Sequence[Column]) -> int:
    return sum(theme.size(column.width) for column in columns)


class TableHead(QHeaderView):
    """Column heads: muted words, a small arrow where the table is sorted, a rule under all."""

    def __init__(self, table: RecordTable) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._table = table
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(theme.size(24))

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme.size(HEAD))

    def paintSection(self, painter: QPainter, box: QRect, section: int) -> None:
        column = self._table.columns[section]
        painter.fillRect(box, QColor(theme.CARD))
        painter.fillRect(box.left(), box.bottom() - 1, box.width(), 2, QColor(theme.CARD_BORDER))
        painter.setFont(theme.font(theme.SECOND, theme.MEDIUM))
        key, descending = self._table.sorted_by
        painter.setPen(QColor(theme.INK if column.key == key else theme.MUTED))
        room = box.adjusted(theme.size(8), 0, -theme.size(8), 0)
        side = Qt.AlignmentFlag.AlignRight if column.at_end else Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, int(side | Qt.AlignmentFlag.AlignVCenter), column.title)
        if column.key == key:
            arrow = icons.SORT_DOWN if descending else icons.SORT_UP
            words = painter.fontMetrics().horizontalAdvance(column.title)
            x = room.right() - words - theme.size(18) if column.at_end else room.left() + words + theme.size(4)
            icons.draw(painter, arrow, x, box.top() + (box.height() - theme.size(14)) / 2, 14, theme.INK)


class CellPainter(QStyledItemDelegate):
    """Paints every cell: tint where chosen, words, a second line, a state with its icon, a rule under the row."""

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        painter.save()
        cell: Cell = index.data(CELL)
        table: RecordTable = self.parent()
        column = table.columns[index.column()]
        box = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        self._paint_ground(painter, box, index, chosen=chosen, has_focus=table.hasFocus())
        room = box.adjusted(theme.size(8), 0, -theme.size(8), 0)
        if cell.initials:
            room = self._paint_initials(painter, room, cell.text)
        elif cell.tone is not None and cell.text:
            room = self._paint_icon(painter, room, cell)
        self._paint_words(painter, room, cell, column, chosen=chosen)
        painter.restore()

    def _paint_ground(self, painter: QPainter, box: QRect, index: Index, *, chosen: bool, has_focus: bool) -> None:
        if chosen:
            painter.fillRect(box, QColor(theme.ACCENT_TINT))
            if index.column() == 0 and has_focus:
                painter.fillRect(box.left(), box.top(), theme.size(4), box.height(), QColor(theme.ACCENT))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, QColor(theme.ROW_RULE))

    def _paint_initials(self, painter: QPainter, room: QRect, name: str) -> QRect:
        side = theme.size(24)
        circle = QRectF(room.left(), room.center().y() - side / 2 + 1, side, side)
        theme.draw_box(painter, circle, ground=theme.CIRCLE, radius=side / 2)
        painter.setFont(theme.font(8, theme.SEMI_BOLD))
        painter.setPen(QColor(theme.INK))
        painter.drawText(circle, int(Qt.AlignmentFlag.AlignCenter), initials_of(name))
        return room.adjusted(side + theme.size(8), 0, 0, 0)

    def _paint_icon(self, painter: QPainter, room: QRect, cell: Cell) -> QRect:
        name = cell.tone.icon if cell.icon is None and cell.tone else cell.icon
        if not name or cell.tone is None:
            return room
        top = room.center().y() - theme.size(icons.SMALL) / 2 + 1
        icons.draw(painter, name, room.left(), top, icons.SMALL, cell.tone.ink)
        return room.adjusted(theme.size(icons.SMALL + 6), 0, 0, 0)

    def _paint_words(self, painter: QPainter, room: QRect, cell: Cell, column: Column, *, chosen: bool) -> None:
        ink = cell.tone.ink if cell.tone else theme.MUTED if cell.muted else theme.INK
        weight = theme.MEDIUM if cell.strong or cell.tone else theme.REGULAR
        points = theme.SECOND if cell.tone else theme.BODY
        side = Qt.AlignmentFlag.AlignRight if column.at_end else Qt.AlignmentFlag.AlignLeft
        if column.wraps:
            painter.setFont(theme.font(points, weight))
            painter.setPen(QColor(ink))
            painter.drawText(room, int(Qt.TextFlag.TextWordWrap | side | Qt.AlignmentFlag.AlignVCenter), cell.text)
            return
        if not cell.second:
            _draw_line(painter, room, cell.text, theme.font(points, weight), ink, side | Qt.AlignmentFlag.AlignVCenter)
            return
        half = room.height() // 2
        upper, lower = room.adjusted(0, 4, 0, -half), room.adjusted(0, half, 0, -4)
        _draw_line(painter, upper, cell.text, theme.font(points, weight), ink, side | Qt.AlignmentFlag.AlignVCenter)
        small = theme.font(theme.SECOND)
        _draw_line(painter, lower, cell.second, small, theme.MUTED, side | Qt.AlignmentFlag.AlignVCenter)


def _draw_line(painter: QPainter, room: QRect, text: str, letters: Any, ink: str, flags: Qt.AlignmentFlag) -> None:
    painter.setFont(letters)
    painter.setPen(QColor(ink))
    shown = QFontMetrics(letters).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, int(flags), shown)
