"""Fields of the kit: the search, the list to pick from. They look alike and never change by the wheel."""

from collections.abc import Iterable

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QSizePolicy

from ui import icons, theme


class SearchField(QLineEdit):
    """Search as you type; `searched` carries the words a moment after the last key."""

    searched = Signal(str)
    WAIT_MS = 60

    def __init__(self, placeholder: str, *, hint: str = "Ctrl+F", name: str = "search") -> None:
        super().__init__()
        self.setObjectName(name)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setClearButtonEnabled(False)
        self._hint = hint
        self.addAction(icons.icon(icons.SEARCH, icons.ROW, theme.MUTED), QLineEdit.ActionPosition.LeadingPosition)
        self._timer = QTimer(self, singleShot=True, interval=self.WAIT_MS)
        self._timer.timeout.connect(lambda: self.searched.emit(self.text().strip()))
        self.textChanged.connect(lambda _text: self._timer.start())
        self.textChanged.connect(self._keep_off_the_hint)
        self._keep_off_the_hint("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc empties the field."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def _keep_off_the_hint(self, text: str) -> None:
        """End what the empty field proposes before the hint; what is typed has all the room."""
        wide = QFontMetrics(theme.font(theme.SECOND)).horizontalAdvance(self._hint) + theme.size(14)
        self.setTextMargins(0, 0, 0 if text or not self._hint else wide, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.text() or not self._hint:
            return
        painter = QPainter(self)
        painter.setFont(theme.font(theme.SECOND))
        painter.setPen(QColor(theme.MUTED))
        room = self.rect().adjusted(0, 0, -theme.size(14), 0)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), self._hint)


class PickList(QComboBox):
    """A list that opens; `picked` tells only what a person did, never what the program showed."""

    picked = Signal(object)

    def __init__(
        self, choices: Iterable[tuple[object, str]] = (), *, placeholder: str = "", icon: str = "", name: str
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setMaxVisibleItems(12)
        self.setPlaceholderText(placeholder)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._mark, self._icon_name, self._has_view = "", icon, False
        self.show_choices(choices)
        self.activated.connect(lambda index: self.picked.emit(self.itemData(index)))

    def show_choices(self, choices: Iterable[tuple[object, str]]) -> None:
        """Replace what can be picked: (key, words)."""
        blocked = self.blockSignals(True)
        self.clear()
        for key, text in choices:
            self.addItem(text, key)
        self.setCurrentIndex(-1)
        self.blockSignals(blocked)
        self.update()

    def key(self) -> object:
        return self.currentData()

    def show_key(self, key: object) -> None:
        """Show a choice without telling anybody."""
        blocked = self.blockSignals(True)
        self.setCurrentIndex(self.findData(key) if key is not None else -1)
        self.blockSignals(blocked)
        self.update()

    def mark(self, mark: str) -> None:
        """Frame it as "fault", "check", "missing" or "" (nothing to say)."""
        self._mark = mark
        self.update()

    def showPopup(self) -> None:
        """Open the list, in a view that the style sheet dresses; it is made when the list is first opened.

        It is dressed before it opens: Qt measures the rows then, and would make room for lower ones.
        """
        if not self._has_view:
            from PySide6.QtWidgets import QListView

            self._has_view = True
            view = QListView()
            self.setView(view)
            view.ensurePolished()
            view.doItemsLayout()
        super().showPopup()
        self.view().setCurrentIndex(self.model().index(self.currentIndex(), 0))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page: an answer never changes by accident."""
        event.ignore()

    def sizeHint(self) -> QSize:
        widest = max((self.fontMetrics().horizontalAdvance(self.itemText(i)) for i in range(self.count())), default=0)
        widest = max(widest, self.fontMetrics().horizontalAdvance(self.placeholderText()))
        icon = theme.size(icons.SMALL + 6) if self._icon_name else 0
        return QSize(min(widest, theme.size(280)) + icon + theme.size(46), theme.size(32))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), theme.size(96)), theme.size(32))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        line, width, ground, dashed = self._frame()
        theme.draw_box(
            painter,
            QRectF(self.rect()),
            ground=ground,
            line=line,
            width=width,
            radius=theme.size(theme.RADIUS),
            dashed=dashed,
        )
        left, chevron = theme.size(13), theme.size(icons.SMALL)
        middle = (self.height() - chevron) / 2
        ink = theme.INK if self.isEnabled() else theme.DISABLED_TEXT
        icons.draw(painter, icons.UNFOLD, self.width() - chevron - theme.size(8), middle, icons.SMALL, ink)
        if self._icon_name:
            icons.draw(painter, self._icon_name, left, middle, icons.SMALL, theme.MUTED)
            left += chevron + theme.size(6)
        if self.isEditable():
            return
        text = self.currentText()
        painter.setPen(QColor(ink if text else theme.MUTED))
        painter.setFont(self.font())
        room = self.rect().adjusted(left, 0, -chevron - theme.size(14), 0)
        shown = self.fontMetrics().elidedText(text or self.placeholderText(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), shown)

    def _frame(self) -> tuple[str, float, str, bool]:
        """Return line, its width, ground and whether dashed."""
        if not self.isEnabled():
            return theme.CARD_BORDER, 1, theme.DISABLED_GROUND, False
        has_focus = self.hasFocus() or (self.isEditable() and self.lineEdit().hasFocus())
        match self._mark:
            case "fault":
                return theme.LATE, 2, theme.CARD, False
            case "check":
                return theme.SOON, 2, theme.CARD, False
            case "missing":
                return theme.FIELD_BORDER, 1, theme.SHUT_TINT, True
            case _:
                return (theme.ACCENT, 2, theme.CARD, False) if has_focus else (theme.FIELD_BORDER, 1, theme.CARD, False)
