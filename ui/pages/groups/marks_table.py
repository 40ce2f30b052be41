"""The lines of a session: a name, and what can be said of her beside it. One key marks her and goes on to the next.

One painter draws them all, so that two hundred lines open as quickly as ten. Letters go to a name, Ctrl+A marks whoever
is not marked yet as present.
"""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFontMetrics, QKeyEvent, QKeySequence, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QStyledItemDelegate, QTableView, QWidget

from centre_app.choices import choices
from centre_app.folding import fold
from centre_app.language import Language
from centre_app.review import BLOCKS
from ui import icons, theme
from ui.pages.groups.mark import Mark

Index = QModelIndex | QPersistentModelIndex
LINE, WITH_WORDS = 34, 66  # points: a line, and one under whose name something is said
NAME_AT_LEAST = 150
SIDE, GAP = 11, 6


class MarksModel(QAbstractTableModel):
    """One row a mark: its name, then a column for each status."""

    def __init__(self, language: Language, parent: QWidget) -> None:
        super().__init__(parent)
        self._language = language
        self.statuses = tuple(choices("attendance").keys)
        self.marks: list[Mark] = []

    def show_marks(self, marks: Sequence[Mark]) -> None:
        self.beginResetModel()
        self.marks = list(marks)
        self.endResetModel()

    def words_of(self, mark: Mark, column: int) -> str:
        return choices("attendance").label(self.statuses[column - 1], self._language, mark.sex)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.marks)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 1 + len(self.statuses)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        mark = self.marks[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return mark.name if index.column() == 0 else self.words_of(mark, index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(mark, index.column())
        if role == Qt.ItemDataRole.ToolTipRole and mark.said:
            return " ".join(words for _, words in mark.said)
        return None

    def _spoken(self, mark: Mark, column: int) -> str:
        if column == 0:
            return ", ".join([mark.name, *(words for _, words in mark.said)])
        sign = " ✓" if mark.status == self.statuses[column - 1] else ""
        return f"{mark.name}, {self.words_of(mark, column)}{sign}"

    def look_again(self, row: int) -> None:
        self.dataChanged.emit(self.index(row, 0), self.index(row, self.columnCount() - 1))


class MarksTable(QTableView):
    """As high as its lines: what scrolls is the form in which it stands."""

    reached = Signal(QRectF)  # where the cursor is now, to be brought into sight
    all_asked = Signal()

    def __init__(self, language: Language) -> None:
        super().__init__()
        self.setObjectName("marks.table")
        self._lines = MarksModel(language, self)
        self.is_shut = False
        self.setModel(self._lines)
        self.setItemDelegate(MarkPainter(self))
        self._settle_looks()
        self.selectionModel().currentChanged.connect(lambda now, _before: self._reach(now))
        self.clicked.connect(self._on_click)

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Show these lines; the cursor stays on whom it was on."""
        at = self.current
        self._lines.show_marks(marks)
        self._fit()
        rows = [mark for mark in self._lines.marks if mark is at]
        self.setCurrentIndex(self._lines.index(self._lines.marks.index(rows[0]) if rows else 0, 1))

    @property
    def marks(self) -> Sequence[Mark]:
        return self._lines.marks

    @property
    def statuses(self) -> Sequence[str]:
        return self._lines.statuses

    @property
    def current(self) -> Mark | None:
        row = self.currentIndex().row()
        return self._lines.marks[row] if 0 <= row < len(self._lines.marks) else None

    def look_again(self, mark: Mark) -> None:
        """Paint a line again: it is marked otherwise, or something is said of it."""
        if mark in self._lines.marks:
            row = self._lines.marks.index(mark)
            height = theme.size(WITH_WORDS if mark.said else LINE)
            if self.rowHeight(row) != height:
                self.setRowHeight(row, height)
                self._fit_height()
            self._lines.look_again(row)

    def go_to(self, mark: Mark) -> None:
        if mark in self._lines.marks:
            self.setCurrentIndex(self._lines.index(self._lines.marks.index(mark), 1))
            self.setFocus(Qt.FocusReason.TabFocusReason)

    # --- keys and mouse ----------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.SelectAll):
            self.all_asked.emit()
        elif event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._mark_and_go_on(self.currentIndex())
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._choose(self.currentIndex().row(), None)
        elif event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Go to the next name that begins with a letter, its given name or its family's."""
        wanted, marks, row = fold(search), self._lines.marks, self.currentIndex().row()
        for step in range(1, len(marks) + 1):
            at = (row + step) % len(marks)
            if any(word.startswith(wanted) for word in fold(marks[at].name).split()):
                self.setCurrentIndex(self._lines.index(at, max(self.currentIndex().column(), 1)))
                return

    def _mark_and_go_on(self, index: Index) -> None:
        if index.isValid():
            self._choose(index.row(), self.statuses[max(index.column(), 1) - 1])
            if index.row() + 1 < self._lines.rowCount():
                self.setCurrentIndex(self._lines.index(index.row() + 1, 1))

    def _on_click(self, index: Index) -> None:
        if index.column() > 0:
            status = self.statuses[index.column() - 1]
            is_taken_back = self._lines.marks[index.row()].status == status
            self._choose(index.row(), None if is_taken_back else status)

    def _choose(self, row: int, status: str | None) -> None:
        if not self.is_shut and 0 <= row < self._lines.rowCount():
            self._lines.marks[row].choose(status)

    def _reach(self, index: Index) -> None:
        if index.isValid() and self.hasFocus():
            self.reached.emit(QRectF(self.visualRect(index)))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._reach(self.currentIndex())

    def wheelEvent(self, event: QEvent) -> None:
        event.ignore()

    # --- laying out --------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def _settle_looks(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet("QTableView { border: 0; background: transparent; }")
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAutoScroll(False)
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(theme.size(LINE))

    def _fit(self) -> None:
        for row, mark in enumerate(self._lines.marks):
            if mark.said:
                self.setRowHeight(row, theme.size(WITH_WORDS))
        self._fit_height()
        self._fit_columns()

    def _fit_height(self) -> None:
        self.setFixedHeight(max(self.verticalHeader().length(), theme.size(LINE)))

    def _fit_columns(self) -> None:
        letters = QFontMetrics(theme.font(theme.SECOND, theme.MEDIUM))
        room = theme.size(2 * SIDE + GAP + icons.SMALL + 4)
        widths = [
            max((letters.horizontalAdvance(words) for words in self._wordings(column)), default=0) + room
            for column in range(1, self._lines.columnCount())
        ]
        self.setColumnWidth(0, max(self.viewport().width() - sum(widths), theme.size(NAME_AT_LEAST)))
        for column, width in enumerate(widths, 1):
            self.setColumnWidth(column, width)

    def _wordings(self, column: int) -> set[str]:
        by_sex = {mark.sex: mark for mark in self._lines.marks}
        return {self._lines.words_of(mark, column) for mark in by_sex.values()}


class MarkPainter(QStyledItemDelegate):
    """Paints a name with what is said of it, and each status as a pill: tinted and ticked where it is hers."""

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        table: MarksTable = self.parent()
        mark, words = table.marks[index.row()], index.data(Qt.ItemDataRole.DisplayRole)
        painter.save()
        if index.column() == 0:
            self._paint_name(painter, option.rect, mark)
        else:
            is_hers = mark.status == table.statuses[index.column() - 1]
            has_keys = table.hasFocus() and index == table.currentIndex()
            self._paint_pill(painter, QRectF(option.rect), words, is_hers=is_hers, has_keys=has_keys)
        painter.restore()

    def _paint_name(self, painter: QPainter, box: Any, mark: Mark) -> None:
        first = box.adjusted(0, 0, -theme.size(GAP), 0)
        first.setHeight(theme.size(LINE))
        painter.setFont(theme.font(theme.BODY, theme.MEDIUM if mark.status else theme.REGULAR))
        painter.setPen(QColor(theme.INK))
        name = painter.fontMetrics().elidedText(mark.name, Qt.TextElideMode.ElideRight, first.width())
        painter.drawText(first, int(Qt.AlignmentFlag.AlignVCenter), name)
        if mark.said:
            tone = theme.LATE_TONE if any(grave == BLOCKS for grave, _ in mark.said) else theme.CHECK_TONE
            painter.setFont(theme.font(theme.SECOND, theme.MEDIUM))
            painter.setPen(QColor(tone.ink))
            under = box.adjusted(0, theme.size(LINE - 4), -theme.size(GAP), 0)
            painter.drawText(under, int(Qt.TextFlag.TextWordWrap), " ".join(words for _, words in mark.said))

    def _paint_pill(self, painter: QPainter, cell: QRectF, words: str, *, is_hers: bool, has_keys: bool) -> None:
        height = theme.size(28)
        box = QRectF(
            cell.left() + 1, cell.top() + (theme.size(LINE) - height) / 2, cell.width() - theme.size(GAP), height
        )
        heavy = is_hers or has_keys
        theme.draw_box(
            painter,
            box,
            ground=theme.ACCENT_TINT if is_hers else theme.CARD,
            line=theme.ACCENT if heavy else theme.FIELD_BORDER,
            width=2 if heavy else 1,
            radius=height / 2,
        )
        left = box.left() + theme.size(SIDE)
        if is_hers:
            size = theme.size(icons.SMALL)
            icons.draw(painter, icons.TICK, left, box.top() + (height - size) / 2, icons.SMALL, theme.ACCENT)
            left += theme.size(icons.SMALL + 4)
        painter.setFont(theme.font(theme.SECOND, theme.MEDIUM))
        painter.setPen(QColor(theme.ACCENT_DARK if is_hers else theme.INK))
        room = QRectF(left, box.top(), box.right() - left, height)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), words)
