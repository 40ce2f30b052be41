"""Buttons: a verb with its icon. One filled button a page; the others have a line, or are quiet."""

from enum import Enum

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from ui import icons, theme

KEYBOARD_REASONS = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class Kind(Enum):
    OUTLINE = "outline"
    FILLED = "filled"
    QUIET = "quiet"
    MISSING = "missing"  # quiet and amber: what is to be chosen is not chosen yet


class Button(QPushButton):
    """A button that draws itself: 34 high, 28 in rows, with a ring while the keyboard is on it."""

    def __init__(
        self,
        text: str,
        icon: str = "",
        *,
        kind: Kind = Kind.OUTLINE,
        in_row: bool = False,
        height: float | None = None,
        name: str = "",
        tip: str = "",
    ) -> None:
        super().__init__(text)
        self.setObjectName(name)
        self.setAccessibleName(text.replace("&", "") or tip)
        self.setToolTip(tip)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        letters = theme.SECOND if in_row else theme.CARD_TITLE if height and height > 40 else theme.BODY
        self.setFont(theme.font(letters, theme.MEDIUM))
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self._icon_name, self._kind, self._in_row = icon, kind, in_row
        self._height = theme.size(height or (28 if in_row or kind is Kind.QUIET else 34))
        self._ring = False
        self.setAutoDefault(False)  # in a dialog Enter presses no button that nobody chose

    @property
    def icon_name(self) -> str:
        return self._icon_name

    def show_icon(self, icon: str) -> None:
        self._icon_name = icon
        self.updateGeometry()
        self.update()

    def become(self, kind: Kind) -> None:
        """Fill it or empty it: in a list only the most urgent row's button is filled."""
        self._kind = kind
        self.update()

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setAccessibleName(text.replace("&", ""))

    def sizeHint(self) -> QSize:
        side = self._side_room()
        return QSize(self._content_width() + 2 * side, self._height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the keyboard, as space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = event.reason() in KEYBOARD_REASONS
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._ring = False
        super().focusOutEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.HoverEnter, QEvent.Type.HoverLeave):
            self.update()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ground, line, ink = self._colours()
        box, radius = QRectF(self.rect()), theme.size(theme.RADIUS)
        theme.draw_box(painter, box, ground=ground, line=line, radius=radius)
        if self._ring:
            self._draw_ring(painter, box, radius)
        self._draw_content(painter, ink)

    def _colours(self) -> tuple[str | None, str | None, str]:
        """Return ground, line and ink for the state it is in."""
        over = self.underMouse() and self.isEnabled()
        if not self.isEnabled():
            quiet = self._kind is Kind.QUIET
            return (
                (None if quiet else theme.DISABLED_GROUND),
                (None if quiet else theme.CARD_BORDER),
                theme.DISABLED_TEXT,
            )
        if self.isChecked():
            return theme.ACCENT_TINT, theme.ACCENT, theme.ACCENT_DARK
        if self._kind is Kind.FILLED:
            return (theme.ACCENT_DARK if over or self.isDown() else theme.ACCENT), None, theme.CARD
        if self._kind is Kind.QUIET:
            return (theme.ACCENT_TINT if over or self.isDown() else None), None, theme.ACCENT
        if self._kind is Kind.MISSING:
            return (theme.SOON_TONE.tint if over or self.isDown() else None), None, theme.SOON
        return (
            (theme.ROW_RULE if self.isDown() else theme.GROUND if over else theme.CARD),
            theme.FIELD_BORDER,
            theme.INK,
        )

    def _draw_ring(self, painter: QPainter, box: QRectF, radius: float) -> None:
        if self._kind is Kind.FILLED:
            theme.draw_box(painter, box, line=theme.ACCENT_DARK, width=2, radius=radius)
            theme.draw_box(painter, box.adjusted(2, 2, -2, -2), line=theme.CARD, width=2, radius=radius - 2)
        else:
            theme.draw_box(painter, box, line=theme.ACCENT, width=2, radius=radius)

    def _draw_content(self, painter: QPainter, ink: str) -> None:
        x = (self.width() - self._content_width()) / 2
        if self._icon_name:
            points = icons.SMALL if self._in_row else icons.ROW
            icons.draw(painter, self._icon_name, x, (self.height() - theme.size(points)) / 2, points, ink)
            x += theme.size(points) + (self._gap() if self.text() else 0)
        painter.setFont(self.font())
        painter.setPen(QColor(ink))
        flags = Qt.AlignmentFlag.AlignVCenter | self._mnemonic_flag()
        painter.drawText(QRectF(x, 0, self.width() - x, self.height()), int(flags), self.text())

    def _mnemonic_flag(self) -> Qt.TextFlag:
        """Underline the mnemonic only where the desktop does."""
        if "&" not in self.text():
            return Qt.TextFlag.TextHideMnemonic
        from PySide6.QtWidgets import QStyle, QStyleOptionButton  # rarely: making QStyle takes 5 ms of the start

        option = QStyleOptionButton()
        option.initFrom(self)
        shown = self.style().styleHint(QStyle.StyleHint.SH_UnderlineShortcut, option, self)
        return Qt.TextFlag.TextShowMnemonic if shown else Qt.TextFlag.TextHideMnemonic

    def _gap(self) -> int:
        return theme.size(7)

    def _side_room(self) -> int:
        if not self.text():
            return theme.size(7)
        return theme.size(12 if self._in_row else 10 if self._kind is Kind.QUIET else 15)

    def _content_width(self) -> int:
        text = QFontMetrics(self.font()).horizontalAdvance(self.text().replace("&", ""))
        if not self._icon_name:
            return text
        points = theme.size(icons.SMALL if self._in_row else icons.ROW)
        return points + (self._gap() + text if self.text() else 0)


def button(
    text: str, icon: str = "", *, name: str, in_row: bool = False, height: float | None = None, tip: str = ""
) -> Button:
    """A button with a line around it."""
    return Button(text, icon, name=name, in_row=in_row, height=height, tip=tip)


def filled(
    text: str, icon: str = "", *, name: str, in_row: bool = False, height: float | None = None, tip: str = ""
) -> Button:
    """The one button a page is for."""
    return Button(text, icon, kind=Kind.FILLED, name=name, in_row=in_row, height=height, tip=tip)


def quiet(text: str, icon: str = "", *, name: str, tip: str = "") -> Button:
    """A second thing to do: accent words without a line."""
    return Button(text, icon, kind=Kind.QUIET, name=name, tip=tip)


def icon_button(icon: str, spoken: str, *, name: str) -> Button:
    """A button that is only an icon, for the three dots of a row; its words are its tip and its accessible name."""
    return Button("", icon, kind=Kind.QUIET, name=name, in_row=True, height=24, tip=spoken)
