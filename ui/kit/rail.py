"""The dark rail at the left: pages, the person at work, the lock. On a small screen it folds to icons."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui import icons, theme
from ui.kit import layout
from ui.kit.avatar import Initials
from ui.kit.buttons import KEYBOARD_REASONS
from ui.kit.panel import Panel
from ui.kit.rows import Elided

WIDE, FOLDED = 208, 56


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A page one can go to from the rail."""

    key: str
    icon: str
    text: str


class RailButton(QAbstractButton):
    """One line of the rail; the page one is on is white with dark text."""

    def __init__(self, icon: str, text: str, *, end: str = "", name: str, dark: theme.Dark = theme.REAL) -> None:
        super().__init__()
        self._dark = dark
        self.setObjectName(name)
        self.setText(text)
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        # in a low window the lines move together, and what stands above and under them stays whole
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._icon, self._end, self._badge, self._is_folded, self._ring = icon, end, "", False, False

    def show_badge(self, badge: str, spoken: str = "") -> None:
        self._badge = badge
        self.setAccessibleName(f"{self.text()} · {spoken}" if spoken else self.text())
        self.update()

    def fold(self, folded: bool) -> None:
        self._is_folded = folded
        self.setToolTip(self.text() if folded else "")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.size(40), theme.size(40))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.size(40), theme.size(icons.HEAD + 4))

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Enter, QEvent.Type.Leave):
            self.update()
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = event.reason() in KEYBOARD_REASONS
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._ring = False
        super().focusOutEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        chosen = self.isChecked()
        ground = theme.CARD if chosen else self._dark.hover if self.underMouse() else None
        ink = self._dark.ground if chosen else theme.RAIL_TEXT
        box, radius = QRectF(self.rect()), theme.size(theme.RADIUS)
        line = (theme.ACCENT if chosen else theme.CARD) if self._ring else None
        theme.draw_box(painter, box, ground=ground, line=line, width=2, radius=radius)
        top = (self.height() - theme.size(icons.HEAD)) / 2
        if self._is_folded:
            icons.draw(painter, self._icon, (self.width() - theme.size(icons.HEAD)) / 2, top, icons.HEAD, ink)
            return
        icons.draw(painter, self._icon, theme.size(12), top, icons.HEAD, ink)
        painter.setFont(theme.font(theme.BODY, theme.MEDIUM if chosen else theme.REGULAR))
        painter.setPen(QColor(ink))
        words = self.rect().adjusted(theme.size(44), 0, -theme.size(8), 0)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), self.text())
        self._draw_end(painter, chosen)

    def _draw_end(self, painter: QPainter, chosen: bool) -> None:
        if self._badge:
            width = max(theme.size(30), painter.fontMetrics().horizontalAdvance(self._badge) + theme.size(16))
            badge = QRectF(
                self.width() - width - theme.size(12), (self.height() - theme.size(22)) / 2, width, theme.size(22)
            )
            theme.draw_box(
                painter, badge, ground=theme.ACCENT_TINT if chosen else self._dark.hover, radius=badge.height() / 2
            )
            painter.setFont(theme.font(theme.SECOND, theme.MEDIUM))
            painter.setPen(QColor(theme.ACCENT_DARK if chosen else theme.RAIL_TEXT))
            painter.drawText(badge, int(Qt.AlignmentFlag.AlignCenter), self._badge)
        elif self._end:
            painter.setFont(theme.font(theme.CAPTION))
            painter.setPen(QColor(theme.RAIL_SECOND))
            room = self.rect().adjusted(0, 0, -theme.size(8), 0)
            painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), self._end)


class AgentButton(QAbstractButton):
    """Who is at work: initials, name and role. What a click offers, the window decides."""

    def __init__(self, name: str, dark: theme.Dark = theme.REAL) -> None:
        super().__init__()
        self._dark = dark
        self.setObjectName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._name = Elided("", theme.SECOND, theme.MEDIUM, colour=theme.CARD, name="rail.agent")
        self._role = Elided("", theme.CAPTION, colour=theme.RAIL_SECOND)
        self._initials = Initials("", points=32, ground=dark.hover, ink=theme.RAIL_TEXT)
        self._words = layout.boxed(layout.column(self._name, self._role, gap=1))
        self._unfold = icons.label(icons.UNFOLD, icons.SMALL, theme.RAIL_SECOND)
        for part in (self._initials, self._words, self._unfold):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        line = layout.row(self._initials, gap=8, margins=(4, 8, 4, 8))
        line.addWidget(self._words, 1)
        line.addWidget(self._unfold)
        self.setLayout(line)
        self.setBackgroundRole(QPalette.ColorRole.Window)  # of a button's own ground the words would take their colour
        self._ring = False

    def show_agent(self, name: str, role: str) -> None:
        """Show who is at work; of several roles, parted by dots, the first one and how many more there are."""
        first, *more = role.split(" · ")
        self._name.setText(name)
        self._role.setText(f"{first} +{len(more)}" if more else first)
        self._initials.show_name(name)
        self.setToolTip(f"{name} · {role}")
        self.setAccessibleName(f"{name} · {role}")

    def fold(self, folded: bool) -> None:
        self._words.setVisible(not folded)
        self._unfold.setVisible(not folded)
        above = theme.size(2 if folded else 8)
        self.layout().setContentsMargins(theme.size(4), above, theme.size(4), above)

    def sizeHint(self) -> QSize:
        return self.layout().sizeHint()

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Enter, QEvent.Type.Leave):
            self.update()
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = event.reason() in KEYBOARD_REASONS
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._ring = False
        super().focusOutEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        ground = self._dark.hover if self.underMouse() else None
        line = theme.CARD if self._ring else None
        theme.draw_box(
            QPainter(self), QRectF(self.rect()), ground=ground, line=line, width=2, radius=theme.size(theme.RADIUS)
        )


class Rail(QWidget):
    """Emits the key of the page asked for; the window decides whether one may go there."""

    asked = Signal(str)
    lock_asked = Signal()
    agent_asked = Signal()

    def __init__(
        self,
        title: str,
        second: str,
        code: str,
        places: Sequence[Place],
        lock: str,
        *,
        name: str = "rail",
        dark: theme.Dark = theme.REAL,
    ) -> None:
        super().__init__()
        self.dark = dark
        self.setObjectName(name)
        self.setAutoFillBackground(True)
        colours = self.palette()
        colours.setColor(self.backgroundRole(), QColor(dark.ground))
        self.setPalette(colours)
        self._head = self._make_head(title, second)
        self._mark = self._make_mark(code, title)
        self._buttons = {place.key: self._make_button(place) for place in places}
        self._lock = RailButton(icons.LOCK, lock, end="Ctrl+L", name=f"{name}.lock", dark=dark)
        self._lock.clicked.connect(self.lock_asked)
        self._agent = AgentButton(f"{name}.who", dark)
        self._agent.clicked.connect(self.agent_asked)
        self._stack = layout.column(self._head, self._mark, *self._buttons.values(), layout.STRETCH, gap=4)
        layout.add(self._stack, layout.rule(dark.hover))
        layout.add(self._stack, self._agent)
        layout.add(self._stack, 4)
        layout.add(self._stack, self._lock)
        self.setLayout(self._stack)
        self.fold(False)

    def fold(self, folded: bool) -> None:
        """Show icons only, or icons and words."""
        self.is_folded = folded
        self.setFixedWidth(theme.size(FOLDED if folded else WIDE))
        self._stack.setContentsMargins(theme.size(8), theme.size(12), theme.size(8), theme.size(8))
        self._stack.setSpacing(theme.size(2 if folded else 4))  # a small window folds the rail and is low as well
        self._head.setVisible(not folded)
        self._mark.setVisible(folded)
        for button in (*self._buttons.values(), self._agent, self._lock):
            button.fold(folded)

    def choose(self, key: str) -> None:
        """Mark the page one is on; a key that is no place marks none."""
        for its_key, button in self._buttons.items():
            button.setChecked(its_key == key)

    def show_badge(self, key: str, badge: str, spoken: str = "") -> None:
        if key in self._buttons:  # not everybody goes everywhere
            self._buttons[key].show_badge(badge, spoken)

    def show_house(self, second: str) -> None:
        """Say of the house what is new: its name, how many places it has."""
        self._second.setText(second)

    def show_agent(self, name: str, role: str) -> None:
        """Say who is at work; a folded rail shows her initials."""
        self._agent.show_agent(name, role)

    def above_agent(self, size: QSize) -> QPoint:
        """Return where on the screen something of that size stands right above who is at work."""
        return self._agent.mapToGlobal(QPoint(0, -size.height()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down walk along the rail."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def _make_head(self, title: str, second: str) -> QWidget:
        self._second = theme.plain_label(
            second, theme.SECOND, colour=theme.RAIL_SECOND, name=f"{self.objectName()}.second"
        )
        words = layout.column(
            theme.plain_label(
                title, theme.CARD_TITLE, theme.MEDIUM, colour=theme.CARD, name=f"{self.objectName()}.title"
            ),
            self._second,
            gap=1,
        )
        head = layout.boxed(words)
        words.setContentsMargins(theme.size(12), 0, 0, theme.size(10))
        return head

    def _make_mark(self, code: str, title: str) -> QWidget:
        mark = Panel(ground=theme.ACCENT, line=None, radius=theme.RADIUS)
        mark.setFixedSize(theme.size(32), theme.size(32))
        mark.setToolTip(title)
        label = theme.plain_label(code, theme.CAPTION, theme.SEMI_BOLD, colour=theme.CARD)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        mark.setLayout(layout.column(label))
        line = layout.row(mark)
        box = layout.boxed(line)
        line.setContentsMargins(theme.size(4), 0, theme.size(4), theme.size(16))
        return box

    def _make_button(self, place: Place) -> RailButton:
        button = RailButton(place.icon, place.text, name=f"{self.objectName()}.{place.key}", dark=self.dark)
        button.setCheckable(True)
        # The window answers by `choose`: until then the mark stays on the page one is on.
        button.clicked.connect(lambda _checked, key=place.key: self._ask(key))
        return button

    def _ask(self, key: str) -> None:
        self._buttons[key].setChecked(not self._buttons[key].isChecked())
        self.asked.emit(key)
