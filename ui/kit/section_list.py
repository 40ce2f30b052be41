"""The sections of a file, in the order of a stay, each with how complete it is."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui import icons, theme
from ui.kit import layout
from ui.kit.completeness import SHUT, draw_completeness

LINE = 29  # so that the nineteen sections of a file stand in a window of 1366 × 768 at once


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A section: `share` from 0 to 1, SHUT with the sentence that says for whom it is kept, or None."""

    key: str
    icon: str
    title: str
    share: float | str | None = None
    spoken: str = ""
    kept_for: str = ""


class SectionButton(QAbstractButton):
    """One line of the list: icon, title, circle; a shut one is hatched and says who may open it."""

    def __init__(self, section: Section) -> None:
        super().__init__()
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_section(section)

    def show_section(self, section: Section) -> None:
        self.section = section
        self.setObjectName(f"section.{section.key}")
        self.setText(section.title)
        said = (section.title, section.kept_for or section.spoken)
        self.setAccessibleName(" · ".join(part for part in said if part))
        self.setToolTip(section.kept_for)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.size(180), theme.size(56 if self.section.share == SHUT else LINE))

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Enter, QEvent.Type.Leave):
            self.update()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        shut = self.section.share == SHUT
        self._draw_ground(painter, shut)
        ink = theme.SHUT if shut else theme.ACCENT_DARK if self.isChecked() else theme.INK
        quiet = theme.SHUT if shut else theme.ACCENT if self.isChecked() else theme.MUTED
        top = (self.height() - theme.size(icons.ROW)) / 2
        icons.draw(painter, self.section.icon, theme.size(10), top, icons.ROW, quiet)
        self._draw_words(painter, ink, shut)
        side = theme.size(18)
        circle = QRectF(self.width() - side - theme.size(10), (self.height() - side) / 2, side, side)
        draw_completeness(painter, circle, self.section.share)

    def _draw_ground(self, painter: QPainter, shut: bool) -> None:
        box, radius = QRectF(self.rect()), theme.size(theme.RADIUS)
        if shut:
            theme.draw_box(painter, box, ground=theme.SHUT_TINT, radius=radius)
            theme.draw_hatch(painter, box, radius=radius)
        elif self.isChecked():
            theme.draw_box(painter, box, ground=theme.ACCENT_TINT, radius=radius)
            theme.draw_box(
                painter, QRectF(0, 0, theme.size(4), box.height()), ground=theme.ACCENT, radius=theme.size(2)
            )
        elif self.underMouse():
            theme.draw_box(painter, box, ground=theme.GROUND, radius=radius)
        if self.hasFocus():
            theme.draw_box(painter, box, line=theme.ACCENT, width=2, radius=radius)

    def _draw_words(self, painter: QPainter, ink: str, shut: bool) -> None:
        left, end = theme.size(38), theme.size(36)
        painter.setFont(theme.font(theme.BODY, theme.MEDIUM if self.isChecked() else theme.REGULAR))
        painter.setPen(QColor(ink))
        middle = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        if not shut:
            painter.drawText(self.rect().adjusted(left, 0, -end, 0), middle, self.text())
            return
        painter.drawText(self.rect().adjusted(left, theme.size(4), -end, -theme.size(33)), middle, self.text())
        painter.setFont(theme.font(theme.CAPTION))
        wrapped = int(Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap)
        room = self.rect().adjusted(left, theme.size(24), -theme.size(34), 0)
        painter.drawText(room, wrapped, _fitting(self.section.kept_for, painter.fontMetrics(), room))


def _fitting(words: str, metrics: QFontMetrics, room: QRect) -> str:
    """Return words as far as whole lines have room for them; the tip says the rest."""
    shown = words
    while metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), shown).height() > room.height() and " " in words:
        words = words.rpartition(" ")[0]
        shown = f"{words.rstrip(',')}…"
    return shown


class SectionList(QWidget):
    """Emits the key of the section asked for; the page answers by `choose` when one may go there."""

    asked = Signal(str)

    def __init__(self, *, name: str = "sections") -> None:
        super().__init__()
        self.setObjectName(name)
        self._buttons: dict[str, SectionButton] = {}
        self._stack = layout.column(gap=1)
        self.setLayout(self._stack)

    def show_sections(self, sections: Sequence[Section]) -> None:
        if [section.key for section in sections] == list(self._buttons):
            for section in sections:
                self._buttons[section.key].show_section(section)
            return
        layout.clear(self._stack)
        self._buttons = {section.key: SectionButton(section) for section in sections}
        for key, button in self._buttons.items():
            button.clicked.connect(lambda _checked, key=key: self._ask(key))
            self._stack.addWidget(button)
        self._stack.addStretch(1)

    def choose(self, key: str) -> QWidget | None:
        """Mark the section that is shown; return its line, to be brought into sight."""
        for its_key, button in self._buttons.items():
            button.setChecked(its_key == key)
        return self._buttons.get(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down walk along the sections."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def _ask(self, key: str) -> None:
        self._buttons[key].setChecked(not self._buttons[key].isChecked())
        self.asked.emit(key)
