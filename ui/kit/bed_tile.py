"""A bed as a tile: its label, who sleeps in it, and tonight's state. No health words here."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy

from ui import icons, theme
from ui.kit import layout

FREE, THERE, NOT_CHECKED, AWAY, HOSPITAL, CLOSED = "free", "there", "not_checked", "away", "hospital", "closed"
MISSING = "missing"  # away, and nobody gave leave

STATE_ICONS = {
    FREE: (icons.ADD, theme.ACCENT),
    THERE: (icons.DONE, theme.ACCENT),
    NOT_CHECKED: (icons.TO_DO, theme.MUTED),
    AWAY: (icons.AWAY, theme.SOON),
    HOSPITAL: (icons.HOSPITAL, theme.SOON),
    MISSING: (icons.LATE, theme.SOON),
    CLOSED: (icons.LOCK, theme.SHUT),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class BedView:
    """What a tile shows of a bed: "A-03", "Ɲ.C.", "14", the state, and a short note such as "24/11" or "lit bas".

    Who is away has a word under her name, "en famille"; `state_text` says it in full for readers and for the tip.
    """

    bed_id: str
    label: str
    who: str = ""
    age: str = ""
    state: str = FREE
    state_text: str = ""
    word: str = ""
    note: str = ""
    is_cot: bool = False


class BedTile(QAbstractButton):
    """One bed. Click or Enter chooses it; a chosen tile asks for the place to move to; tiles take drops of other beds."""

    chosen = Signal(str)
    dropped = Signal(str, str)
    MIME = "application/x-registre-bed"

    def __init__(self, bed: BedView) -> None:
        super().__init__()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAcceptDrops(True)
        self._pressed_at = None
        self._framed = True
        self.clicked.connect(lambda: self.chosen.emit(self.bed.bed_id))
        self.show_bed(bed)

    def show_bed(self, bed: BedView) -> None:
        self.bed = bed
        self.setObjectName(f"bed.{bed.label}")
        said = (bed.label, bed.who, bed.age, bed.state_text, bed.note)
        self.setAccessibleName(" · ".join(part for part in said if part))
        self.setToolTip(" · ".join(part for part in (bed.label, bed.state_text, bed.note) if part))
        self.update()

    def mark_chosen(self, chosen: bool) -> None:
        """Show that this bed is being moved from."""
        self.setCheckable(True)
        self.setChecked(chosen)

    def sizeHint(self) -> QSize:
        return QSize(theme.size(98), theme.size(60 if self._framed else 58))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.size(90), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Enter, QEvent.Type.Leave):
            self.update()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._draw_ground(painter)
        ink, quiet, x = theme.INK, theme.MUTED, theme.size(8)
        painter.setFont(theme.font(theme.CAPTION))
        painter.setPen(QColor(theme.SOON if self._is_away else quiet))
        painter.drawText(x, theme.size(17 if self._has_third_line else 20), self.bed.label)
        icon, colour = STATE_ICONS[self.bed.state]
        icons.draw(painter, icon, self.width() - theme.size(22), theme.size(7), icons.SMALL, colour)
        self._draw_who(painter, x, ink)
        if self._has_third_line:
            self._draw_third_line(painter, x)

    @property
    def _is_away(self) -> bool:
        return self.bed.state in (AWAY, HOSPITAL, MISSING)

    def _draw_ground(self, painter: QPainter) -> None:
        heavy = self.hasFocus() or self.isChecked()
        if not self._framed and not heavy:
            if self._is_away:
                theme.draw_box(
                    painter, QRectF(self.rect()), ground=theme.SOON_TINT, radius=theme.size(theme.RADIUS) - 2
                )
            return
        ground = theme.SOON_TINT if self._is_away else theme.ACCENT_TINT if self.isChecked() else theme.CARD
        if not self._framed and not self._is_away:
            ground = None
        free = self.bed.state in (FREE, CLOSED)
        line = theme.ACCENT if heavy else theme.FIELD_BORDER if free else "#c9d1da"
        theme.draw_box(
            painter,
            QRectF(self.rect()),
            ground=theme.GROUND if self.underMouse() and ground == theme.CARD else ground,
            line=line,
            width=2 if heavy else 1,
            radius=theme.size(theme.RADIUS),
            dashed=free and not heavy,
        )

    def _draw_who(self, painter: QPainter, x: int, ink: str) -> None:
        who, age = self.bed.who or self.bed.state_text, self.bed.age
        base = theme.size(35 if self._has_third_line else 42)
        painter.setFont(theme.font(theme.BODY, theme.MEDIUM))
        painter.setPen(QColor(ink if self.bed.who else theme.ACCENT if self.bed.state == FREE else theme.SHUT))
        if self._is_age_below:
            age = ""
        metrics = QFontMetrics(painter.font())
        age_room = metrics.horizontalAdvance(f" {age}") if age else 0
        shown = metrics.elidedText(who, Qt.TextElideMode.ElideRight, self._room_for_who() - age_room)
        painter.drawText(x, base, shown)
        if age:
            painter.setFont(theme.font(theme.BODY))
            painter.setPen(QColor(theme.INK))
            painter.drawText(x + metrics.horizontalAdvance(shown + " "), base, age)
        if self.bed.note:
            painter.setFont(theme.font(theme.CAPTION, theme.MEDIUM))
            painter.setPen(QColor(theme.SOON))
            painter.drawText(self.width() - theme.size(6) - self._note_width() + theme.size(4), base, self.bed.note)

    def _room_for_who(self) -> int:
        return self.width() - 2 * theme.size(8) - self._note_width()

    @property
    def _is_age_below(self) -> bool:
        """Where a name and an age are too long for one line, "Fatoumata 10 months", the age goes under it."""
        if self.bed.word or not self.bed.age:
            return False
        metrics = QFontMetrics(theme.font(theme.BODY, theme.MEDIUM))
        return metrics.horizontalAdvance(f"{self.bed.who} {self.bed.age}") > self._room_for_who()

    @property
    def _has_third_line(self) -> bool:
        return bool(self.bed.word) or self._is_age_below

    def _draw_third_line(self, painter: QPainter, x: int) -> None:
        painter.setFont(theme.font(theme.CAPTION, theme.MEDIUM if self.bed.word else theme.REGULAR))
        painter.setPen(QColor(theme.SOON if self.bed.word else theme.INK))
        metrics = QFontMetrics(painter.font())
        shown = metrics.elidedText(
            self.bed.word or self.bed.age, Qt.TextElideMode.ElideRight, self.width() - x - theme.size(4)
        )
        painter.drawText(x, theme.size(52), shown)

    def _note_width(self) -> int:
        if not self.bed.note:
            return 0
        return QFontMetrics(theme.font(theme.CAPTION, theme.MEDIUM)).horizontalAdvance(self.bed.note) + theme.size(4)

    # Dragging a bed's sleeper onto another bed.

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        far = self._pressed_at and (event.position().toPoint() - self._pressed_at).manhattanLength() > 10
        if not (far and self.bed.who and event.buttons() & Qt.MouseButton.LeftButton):
            return
        from PySide6.QtCore import QMimeData
        from PySide6.QtGui import QDrag

        carried = QMimeData()
        carried.setData(self.MIME, self.bed.bed_id.encode())
        drag = QDrag(self)
        drag.setMimeData(carried)
        drag.setPixmap(self.grab())
        self.setDown(False)
        self._pressed_at = None
        drag.exec(Qt.DropAction.MoveAction)

    def dragEnterEvent(self, event) -> None:  # noqa: ANN001
        if event.mimeData().hasFormat(self.MIME):
            event.acceptProposedAction()

    def dropEvent(self, event) -> None:  # noqa: ANN001
        taken = bytes(event.mimeData().data(self.MIME)).decode()
        event.acceptProposedAction()
        if taken != self.bed.bed_id:
            self.dropped.emit(taken, self.bed.bed_id)


class MotherAndBaby(QFrame):
    """A mother's bed and the cot beside it, in one accent frame; the baby's half is tinted."""

    def __init__(self, mother: BedTile, baby: BedTile) -> None:
        super().__init__()
        self.setObjectName(f"pair.{mother.bed.label}")
        self.setFixedHeight(theme.size(62))
        self._baby = baby
        for tile in (mother, baby):
            tile._framed = False
            tile.setMinimumWidth(theme.size(90))
        line = layout.row(gap=24, margins=(2, 2, 2, 2))
        line.addWidget(mother, 1)
        line.addWidget(baby, 1)
        self.setLayout(line)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        radius = theme.size(theme.RADIUS)
        box = QRectF(self.rect())
        theme.draw_box(painter, box, ground=theme.CARD, radius=radius)
        half = QRectF(self._baby.geometry()).adjusted(0, 2, -1, -2)
        theme.draw_box(painter, half, ground="#eef6f5", radius=radius - 2)
        theme.draw_box(painter, box, line=theme.ACCENT, width=2, radius=radius)
        side = theme.size(icons.SMALL + 1)
        middle = half.left() - theme.size(12) - side / 2
        icons.draw(painter, icons.BABY, middle, (self.height() - side) / 2, icons.SMALL + 1, theme.ACCENT)
