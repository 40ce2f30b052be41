"""The numbers on top of a page: large number, noun on its line, one sentence under it."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel

from ui import icons, theme
from ui.kit import layout
from ui.kit.bars import ProgressBar
from ui.kit.buttons import KEYBOARD_REASONS
from ui.kit.layout import STRETCH
from ui.kit.panel import Panel
from ui.theme import Tone


class Figure(Panel):
    """A card with one number: "27 / 30 présentes", and "2 en permission · 1 à l’hôpital" under it.

    One that `opens` something is pressed like a button, and then emits `asked`.
    """

    asked = Signal()

    def __init__(self, icon: str, *, name: str) -> None:
        super().__init__(name=name)
        self._icon_name = icon
        self._number = theme.plain_label("", theme.PAGE_TITLE, theme.MEDIUM, name=f"{name}.number")
        self._noun = theme.plain_label("", theme.BODY, name=f"{name}.noun")
        self._sentence = theme.plain_label("", theme.SECOND, colour=theme.MUTED, name=f"{name}.sentence")
        self._icon = icons.label(icon, icons.HEAD, theme.MUTED)
        self._bar = ProgressBar(points=6)
        self._bar.hide()
        self._opens, self._ring = "", False
        head = layout.row(self._number, self._noun, STRETCH, self._icon, gap=8)
        head.setAlignment(self._noun, Qt.AlignmentFlag.AlignBottom)
        self._noun.setContentsMargins(0, 0, 0, theme.size(3))
        self.setLayout(layout.column(head, self._bar, self._sentence, gap=5, margins=(15, 8, 15, 10)))

    def show_figure(
        self, number: str, noun: str, sentence: str = "", *, share: float | None = None, tone: Tone | None = None
    ) -> None:
        """Show a number; `tone` colours it when it asks for something, `share` adds a bar under it."""
        self._number.setText(number)
        self._noun.setText(noun)
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
        self._bar.setVisible(share is not None)
        self._bar.show_share(share or 0.0, spoken=f"{number} {noun}")
        theme.colour_text(self._number, tone.ink if tone else theme.INK)
        self._icon.setPixmap(icons.pixmap(self._icon_name, icons.HEAD, tone.ink if tone else theme.MUTED))
        self.setAccessibleName(" · ".join(part for part in (f"{number} {noun}", sentence) if part))

    def opens(self, what: str) -> None:
        """Make it a button that opens what its tip says; "" makes it a card again."""
        self._opens = what
        self.setToolTip(what)
        self.setAccessibleDescription(what)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if what else Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor if what else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._opens and self.rect().contains(event.position().toPoint()):
            self.asked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._opens and event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.asked.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = event.reason() in KEYBOARD_REASONS
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._ring = False
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._ring:
            theme.draw_box(QPainter(self), QRectF(self.rect()), line=theme.ACCENT, width=2, radius=theme.size(8))


class SmallFigure(Panel):
    """A number on one line with its icon, 38 high: "2 lits libres"."""

    def __init__(self, icon: str, *, name: str, end: Panel | ProgressBar | None = None) -> None:
        super().__init__(name=name)
        self._number = theme.plain_label("", theme.SUB_TITLE, theme.MEDIUM, name=f"{name}.number")
        self._noun = theme.plain_label("", theme.BODY, name=f"{name}.noun")
        self.setFixedHeight(theme.size(38))
        parts = (icons.label(icon, icons.HEAD, theme.MUTED), self._number, self._noun)
        self.setLayout(layout.row(*parts, *([end] if end else [STRETCH]), gap=8, margins=(15, 0, 12, 0)))

    def show_figure(self, number: str, noun: str) -> None:
        self._number.setText(number)
        self._noun.setText(noun)
        self.setAccessibleName(f"{number} {noun}")


class CountedBar(Panel):
    """One line with a bar: "Appel de ce soir ▬▬▬ 20 sur 27 pointées"."""

    def __init__(self, icon: str, *, name: str) -> None:
        super().__init__(name=name)
        self._what = theme.plain_label("", theme.BODY, theme.MEDIUM)
        self._count: QLabel = theme.plain_label("", theme.BODY, theme.MEDIUM, name=f"{name}.count")
        self._bar = ProgressBar()
        self.setFixedHeight(theme.size(38))
        self.setLayout(
            layout.row(
                icons.label(icon, icons.HEAD, theme.ACCENT), 4, self._what, 4, self._bar, 4, self._count,
                gap=8, margins=(15, 0, 15, 0),
            )
        )  # fmt: skip

    def show_count(self, what: str, share: float, count: str) -> None:
        self._what.setText(what)
        self._count.setText(count)
        self._bar.show_share(share, spoken=count)
        self.setAccessibleName(f"{what} : {count}")
