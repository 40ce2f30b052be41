"""Choosing one of a few by a click: pills side by side, and the joined segments of a switch.

Tab stops once at each of them, at what is chosen; arrows go from one to the next, space chooses, Enter goes on.
"""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui import icons, theme
from ui.kit import layout

BEFORE, AFTER = (Qt.Key.Key_Left, Qt.Key.Key_Up), (Qt.Key.Key_Right, Qt.Key.Key_Down)


class OneStop(QObject):
    """Makes one stop of the Tab key out of buttons that stand side by side."""

    def __init__(self, over: QWidget, buttons: Sequence[QAbstractButton]) -> None:
        super().__init__(over)
        self._buttons: tuple[QAbstractButton, ...] = ()
        self._went_to: QAbstractButton | None = None
        for button in buttons:
            self.add(button)
        self.settle()

    def add(self, button: QAbstractButton) -> None:
        self._buttons += (button,)
        button.installEventFilter(self)

    def settle(self) -> None:
        """Let Tab come to what has the keyboard, else to what is chosen, else to the first."""
        held = next((button for button in self._buttons if button.hasFocus()), None)
        chosen = next((button for button in self._buttons if button.isChecked()), None)
        self._stop_at(held or chosen or next(iter(self._buttons), None))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        match event.type():
            case QEvent.Type.FocusIn:
                self._stop_at(watched)
            case QEvent.Type.FocusOut:
                self._went_to = None
                self.settle()
            case QEvent.Type.KeyPress if isinstance(event, QKeyEvent) and isinstance(watched, QAbstractButton):
                return self._press(watched, Qt.Key(event.key()))
        return False

    def _press(self, button: QAbstractButton, key: Qt.Key) -> bool:
        """Say whether the key was one for going about. Enter takes only what somebody went to by arrows."""
        if key in BEFORE or key in AFTER:
            at = self._buttons.index(button) + (1 if key in AFTER else -1)
            following = self._buttons[at % len(self._buttons)]
            following.setFocus(Qt.FocusReason.TabFocusReason)
            self._went_to = following
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._went_to is button and not button.isChecked():
                button.click()
            button.focusNextChild()
        else:
            return False
        return True

    def _stop_at(self, stop: QObject | None) -> None:
        for button in self._buttons:
            is_stop = button is stop
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_stop else Qt.FocusPolicy.ClickFocus)


class Pill(QAbstractButton):
    """A choice in a rounded box; the chosen one is tinted and ticked."""

    def __init__(self, text: str, *, name: str) -> None:
        super().__init__()
        self.setText(text)
        self.setObjectName(name)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFont(theme.font(theme.SECOND, theme.MEDIUM))

    def sizeHint(self) -> QSize:
        text = QFontMetrics(self.font()).horizontalAdvance(self.text())
        tick = theme.size(icons.SMALL + 4) if self.isChecked() else 0
        return QSize(text + tick + 2 * theme.size(11), theme.size(28))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def checkStateSet(self) -> None:
        self.updateGeometry()

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.HoverEnter, QEvent.Type.HoverLeave, QEvent.Type.Enter, QEvent.Type.Leave):
            self.update()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        chosen = self.isChecked()
        ground = theme.ACCENT_TINT if chosen else theme.GROUND if self.underMouse() else theme.CARD
        heavy = chosen or self.hasFocus()
        line = theme.ACCENT if heavy else theme.FIELD_BORDER
        if not self.isEnabled():
            ground, line = theme.DISABLED_GROUND, theme.CARD_BORDER
        theme.draw_box(
            painter, QRectF(self.rect()), ground=ground, line=line, width=2 if heavy else 1, radius=self.height() / 2
        )
        left = theme.size(11)
        if chosen:
            icons.draw(
                painter, icons.TICK, left, (self.height() - theme.size(icons.SMALL)) / 2, icons.SMALL, theme.ACCENT
            )
            left += theme.size(icons.SMALL + 4)
        painter.setFont(self.font())
        painter.setPen(QColor(theme.ACCENT_DARK if chosen else theme.INK if self.isEnabled() else theme.DISABLED_TEXT))
        painter.drawText(self.rect().adjusted(left, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), self.text())


class Pills(QWidget):
    """Pills of which one, or none, is chosen; clicking the chosen one takes the choice back."""

    chosen = Signal(object)

    def __init__(self, choices: Mapping[str, str], *, may_be_none: bool = True, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._may_be_none = may_be_none
        self._pills: dict[str, Pill] = {}
        self._stop = OneStop(self, ())
        self.setLayout(layout.Flow(gap=6, line_gap=6))
        for key, text in choices.items():
            self.add_choice(key, text)
        self._stop.settle()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add_choice(self, key: str, text: str) -> None:
        """Offer one more, unless it is there."""
        if key in self._pills:
            return
        pill = self._pills[key] = Pill(text, name=f"{self.objectName()}.{key}")
        pill.clicked.connect(lambda: self._click(key))
        self._stop.add(pill)
        self.layout().addWidget(pill)

    def key(self) -> str | None:
        return next((key for key, pill in self._pills.items() if pill.isChecked()), None)

    def show_key(self, key: str | None) -> None:
        """Show a choice without telling anybody."""
        for its_key, pill in self._pills.items():
            pill.setChecked(its_key == key)
            pill.updateGeometry()
        self._stop.settle()
        self.updateGeometry()

    def pill(self, key: str) -> Pill:
        return self._pills[key]

    def retitle(self, key: str, text: str) -> None:
        """Say one of its choices in other words, to readers too."""
        self._pills[key].setText(text)
        self._pills[key].setAccessibleName(text)

    def _click(self, key: str) -> None:
        taken_back = not self._pills[key].isChecked() and self._may_be_none
        self.show_key(None if taken_back else key)
        self.chosen.emit(None if taken_back else key)


class ManyPills(Pills):
    """Pills of which any number is chosen; `chosen` carries a frozenset."""

    def keys(self) -> frozenset[str]:
        return frozenset(key for key, pill in self._pills.items() if pill.isChecked())

    def show_keys(self, keys: frozenset[str]) -> None:
        for key, pill in self._pills.items():
            pill.setChecked(key in keys)
        self._stop.settle()
        self.updateGeometry()

    def _click(self, key: str) -> None:
        self._pills[key].updateGeometry()
        self.chosen.emit(self.keys())


class Segments(QWidget):
    """A switch of joined parts, one always chosen once chosen: Date exacte | Mois | Année | Âge déclaré."""

    chosen = Signal(str)

    def __init__(self, choices: Mapping[str, str], *, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._segments: dict[str, Segment] = {}
        line = layout.row(gap=0)
        for index, (key, text) in enumerate(choices.items()):
            segment = Segment(text, first=index == 0, last=index == len(choices) - 1, name=f"{name}.{key}")
            segment.clicked.connect(lambda _checked, key=key: self._click(key))
            self._segments[key] = segment
            line.addWidget(segment)
        self._stop = OneStop(self, tuple(self._segments.values()))
        self.setLayout(line)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def segment(self, key: str) -> "Segment":
        return self._segments[key]

    def key(self) -> str | None:
        return next((key for key, segment in self._segments.items() if segment.isChecked()), None)

    def show_key(self, key: str | None) -> None:
        for its_key, segment in self._segments.items():
            segment.setChecked(its_key == key)
            segment.updateGeometry()
        self._stop.settle()

    def _click(self, key: str) -> None:
        self.show_key(key)
        self.chosen.emit(key)


class Segment(QAbstractButton):
    """One part of a switch; the chosen one is filled and ticked."""

    def __init__(self, text: str, *, first: bool, last: bool, name: str) -> None:
        super().__init__()
        self.setText(text)
        self.setObjectName(name)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setFont(theme.font(theme.BODY, theme.REGULAR))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._first, self._last = first, last

    def sizeHint(self) -> QSize:
        text = QFontMetrics(self.font()).horizontalAdvance(self.text())
        tick = theme.size(icons.SMALL + 3) if self.isChecked() else 0
        return QSize(text + tick + 2 * theme.size(11), theme.size(32))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        shape = self._shape()
        painter.fillPath(shape, QColor(theme.ACCENT if chosen else theme.CARD))
        painter.setPen(QColor(theme.ACCENT if chosen else theme.FIELD_BORDER))
        painter.drawPath(shape)
        if self.hasFocus():
            inner = QRectF(self.rect()).adjusted(2, 2, -2, -2)
            theme.draw_box(painter, inner, line=theme.CARD if chosen else theme.ACCENT, width=2, radius=theme.size(4))
        left, ink = theme.size(11), theme.CARD if chosen else theme.INK
        if chosen:
            icons.draw(painter, icons.TICK, left - 2, (self.height() - theme.size(icons.SMALL)) / 2, icons.SMALL, ink)
            left += theme.size(icons.SMALL + 3)
        painter.setFont(self.font())
        painter.setPen(QColor(ink))
        painter.drawText(self.rect().adjusted(left, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), self.text())

    def _shape(self) -> QPainterPath:
        """A box that is round only at the ends of the switch; neighbours share a line."""
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5 if self._last else 0.5, -0.5)
        radius = theme.size(theme.RADIUS)
        shape = QPainterPath()
        shape.addRoundedRect(box, radius, radius)
        square = QPainterPath()
        if not self._first:
            square.addRect(QRectF(box.left(), box.top(), box.width() / 2, box.height()))
        if not self._last:
            square.addRect(QRectF(box.center().x(), box.top(), box.width() / 2, box.height()))
        return shape.united(square)
