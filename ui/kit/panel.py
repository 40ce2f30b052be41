"""Rounded boxes: the card with a title, and the plain panel that tiles, chips and messages are made of."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ui import icons, theme
from ui.kit import layout
from ui.kit.layout import STRETCH, Part


class Panel(QFrame):
    """A box with a ground and a line, both from the tokens; it draws itself so that no style sheet is needed."""

    def __init__(
        self,
        *,
        ground: str | None = theme.CARD,
        line: str | None = theme.CARD_BORDER,
        width: float = 1,
        radius: float = theme.CARD_RADIUS,
        dashed: bool = False,
        hatched: bool = False,
        name: str = "",
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self._box_ground, self._box_line, self._box_width = ground, line, width
        self._box_radius, self._box_dashed, self._box_hatched = theme.size(radius), dashed, hatched

    def paint_as(self, *, ground: str | None, line: str | None, width: float = 1, dashed: bool = False) -> None:
        """Change the box's colours, for instance when it is chosen or faulty."""
        self._box_ground, self._box_line, self._box_width, self._box_dashed = ground, line, width, dashed
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect())
        theme.draw_box(painter, box, ground=self._box_ground, radius=self._box_radius)
        if self._box_hatched:
            theme.draw_hatch(painter, box, radius=self._box_radius)
        if self._box_line:
            theme.draw_box(
                painter,
                box,
                line=self._box_line,
                width=self._box_width,
                radius=self._box_radius,
                dashed=self._box_dashed,
            )


class Card(Panel):
    """A white card: a head with icon, title and at most one quiet action or note, and a body under it."""

    def __init__(
        self,
        title: str = "",
        icon: str = "",
        *,
        beside_title: str = "",
        head_end: QWidget | None = None,
        gap: float = 8,
        head_gap: float = 6,
        margins: layout.Margins = (16, 12, 16, 12),
        name: str = "",
    ) -> None:
        super().__init__(name=name)
        self.body = QVBoxLayout()
        self.body.setSpacing(theme.size(gap))
        self.body.setContentsMargins(0, 0, 0, 0)
        self._outer = layout.column(gap=head_gap, margins=margins)
        self.title: QLabel | None = None
        if title:
            self._outer.addWidget(self._head(title, icon, beside_title, head_end))
            self.setAccessibleName(title)
        self._outer.addLayout(self.body, 1)
        self.setLayout(self._outer)

    def retitle(self, title: str) -> None:
        """Say its title in other words."""
        if self.title is not None:
            self.title.setText(title)
            self.setAccessibleName(title)

    def add(self, *parts: Part) -> "Card":
        """Put parts into the body, one under the other."""
        for part in parts:
            layout.add(self.body, part)
        return self

    def clear(self) -> None:
        layout.clear(self.body)

    def _head(self, title: str, icon: str, beside_title: str, head_end: QWidget | None) -> QWidget:
        self.title = theme.plain_label(title, theme.CARD_TITLE, theme.MEDIUM)
        head = layout.row(gap=8)
        if icon:
            head.addWidget(icons.label(icon, icons.HEAD, theme.ACCENT))
        head.addWidget(self.title)
        if beside_title:
            head.addWidget(theme.plain_label(beside_title, theme.SECOND, colour=theme.MUTED))
        layout.add(head, STRETCH)
        if head_end is not None:
            head.addWidget(head_end)
        head.addStrut(theme.size(22))
        return layout.boxed(head)


def page_title(text: str, *, name: str = "page_title") -> QLabel:
    """The large title of a page."""
    title = theme.plain_label(text, theme.PAGE_TITLE, theme.MEDIUM, name=name)
    title.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
    return title


def note(text: str, *, wraps: bool = False, name: str = "") -> QLabel:
    """A second, muted line."""
    return theme.plain_label(text, theme.SECOND, colour=theme.MUTED, wraps=wraps, name=name)


def icon_tile(icon: str, *, points: float = 48, ground: str = theme.ACCENT_TINT, colour: str = theme.ACCENT) -> Panel:
    """An icon in a tinted square: 48 in messages and empty states, 32 in rows."""
    tile = Panel(ground=ground, line=None, radius=theme.RADIUS)
    tile.setFixedSize(theme.size(points), theme.size(points))
    inner = layout.column()
    inner.addWidget(
        icons.label(icon, icons.TILE if points >= 40 else icons.ROW, colour), 0, Qt.AlignmentFlag.AlignCenter
    )
    tile.setLayout(inner)
    return tile
