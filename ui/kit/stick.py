"""The USB stick beside the export: amber with a padlock while it must stay, teal with a tick when it may go."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui import icons, theme
from ui.kit import layout
from ui.kit.panel import Panel

STAYS, MAY_GO, NONE = "stays", "may_go", "none"


class StickCard(Panel):
    """Says whether the stick may be pulled, in words, in colour and in the drawing."""

    def __init__(self, *, name: str = "stick") -> None:
        super().__init__(name=name)
        self._drawing = _Drawing()
        self._icon = icons.label(icons.LATE, 22, theme.SOON)
        self._title = theme.plain_label("", theme.SUB_TITLE, theme.SEMI_BOLD, wraps=False, name=f"{name}.title")
        self._sentence = theme.plain_label("", theme.BODY, wraps=True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        title = layout.row(layout.STRETCH, self._icon, self._title, layout.STRETCH)
        self.setLayout(
            layout.column(self._drawing, 10, title, self._sentence, layout.STRETCH, gap=8, margins=(16, 26, 16, 16))
        )
        self.setMinimumHeight(theme.size(190))

    def show_stick(self, state: str, title: str, sentence: str) -> None:
        """Show STAYS, MAY_GO or NONE (no stick chosen yet)."""
        ink = {STAYS: theme.SOON, MAY_GO: theme.ACCENT, NONE: theme.MUTED}[state]
        icon = {STAYS: icons.LATE, MAY_GO: icons.DONE, NONE: icons.STICK}[state]
        if state == NONE:
            self.paint_as(ground=theme.CARD, line=theme.CARD_BORDER)
        else:
            amber = state == STAYS
            self.paint_as(
                ground=theme.SOON_TINT if amber else theme.ACCENT_TINT,
                line=theme.SOON_BORDER if amber else theme.ACCENT,
                width=1.5 if amber else 2,
            )
        self._drawing.show_state(state, ink)
        self._icon.setPixmap(icons.pixmap(icon, 22, ink))
        self._title.setText(title)
        theme.colour_text(self._title, ink)
        self._sentence.setText(sentence)
        self.setAccessibleName(f"{title}. {sentence}")


class _Drawing(QWidget):
    """A port at the left and the stick in it, or pulled away with an arrow."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(theme.size(86))
        self._state, self._ink = NONE, theme.MUTED

    def show_state(self, state: str, ink: str) -> None:
        self._state, self._ink = state, ink
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        unit = theme.size(100) / 100
        painter.translate((self.width() - 192 * unit) / 2, 4 * unit)
        painter.scale(unit, unit)
        out = 28 if self._state != STAYS else 0
        self._draw_port(painter)
        self._draw_stick(painter, 50 + out)
        if self._state == MAY_GO:
            self._draw_arrow(painter)

    def _draw_port(self, painter: QPainter) -> None:
        painter.setPen(QPen(QColor(theme.FIELD_BORDER), 2))
        painter.setBrush(QColor(theme.TRACK))
        painter.drawRoundedRect(QRectF(1, 1, 60, 72), 5, 5)
        painter.setBrush(QColor(theme.CARD))
        painter.drawRect(QRectF(45, 23, 16, 26))

    def _draw_stick(self, painter: QPainter, x: float) -> None:
        painter.setPen(QPen(QColor(self._ink), 2))
        painter.setBrush(QColor(theme.CARD))
        painter.drawRect(QRectF(x, 27, 30, 20))
        for pin in (10, 18):
            painter.drawLine(QPointF(x + pin, 32), QPointF(x + pin, 42))
        painter.setBrush(QColor(theme.SOON_TINT if self._state == STAYS else theme.ACCENT_TINT))
        painter.drawRoundedRect(QRectF(x + 30, 17, 84, 40), 6, 6)
        icon = {STAYS: icons.LOCK, MAY_GO: icons.TICK, NONE: icons.STICK}[self._state]
        painter.drawPixmap(QRectF(x + 61, 26, 22, 22).toRect(), icons.pixmap(icon, 22, self._ink))

    def _draw_arrow(self, painter: QPainter) -> None:
        painter.setPen(QPen(QColor(self._ink), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawLine(QPointF(84, 73), QPointF(160, 73))
        painter.drawLine(QPointF(160, 73), QPointF(153, 67))
        painter.drawLine(QPointF(160, 73), QPointF(153, 79))
