"""Somebody comes in who must not see: one key puts a calendar before everything, the same key takes it away again.

Whatever is open stays open behind it, and each of our windows is covered besides, for a second screen and for the small
pictures by which one goes from window to window. What is hidden for a minute is locked.
"""

from calendar import Calendar
from collections.abc import Callable
from datetime import date, datetime, timedelta

from PySide6.QtCore import QObject, QRectF, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from shiboken6 import isValid

from centre_app.language import Language
from ui import theme

HIDDEN_SECONDS = 60
WEEKS, DAYS = 6, 7
MONDAY = date(2024, 1, 1)
MOST_WIDE, MOST_HIGH = 900, 640


class QuickHide(QObject):
    """`turn` hides and shows again; `lock` is called when nobody has come back within a minute, or closes the calendar."""

    def __init__(self, shell: QWidget, language: Callable[[], Language], *, lock: Callable[[], object]) -> None:
        super().__init__(shell)
        self._shell, self._language, self._lock = shell, language, lock
        self._calendar: CalendarPage | None = None
        self._in_front = shell
        self._covers: dict[QWidget, QWidget] = {}
        self._timer = QTimer(self, singleShot=True, interval=round(HIDDEN_SECONDS * 1000))
        self._timer.timeout.connect(lock)
        QApplication.instance().focusWindowChanged.connect(self._stay_before)

    @property
    def is_hidden(self) -> bool:
        return self._calendar is not None

    def turn(self) -> None:
        if self.is_hidden:
            self._show_again()
        else:
            self._hide()

    def _hide(self) -> None:
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        over = QApplication.activeModalWidget() or self._shell
        self._in_front = QApplication.activeWindow() or self._shell
        self._cover_all()
        today = datetime.now().astimezone().date()
        self._calendar = CalendarPage(self._language(), today=today, over=over, closed=self._lock)
        self._calendar.come_before()
        self._timer.start()

    def _show_again(self) -> None:
        self._timer.stop()
        calendar, self._calendar = self._calendar, None
        calendar.hide()
        calendar.deleteLater()
        for cover in filter(isValid, self._covers.values()):
            cover.hide()
            cover.deleteLater()
        self._covers.clear()
        (self._in_front if isValid(self._in_front) else self._shell).activateWindow()

    def _cover_all(self) -> None:
        for window in QApplication.topLevelWidgets():
            if window.isVisible() and window is not self._calendar and window not in self._covers:
                self._covers[window] = _cover(window)

    def _stay_before(self) -> None:
        """A window that opens by itself meanwhile, when some work has ended, is hidden too."""
        if self._calendar is not None and not self._calendar.isActiveWindow():
            self._cover_all()
            self._calendar.raise_()


def _cover(window: QWidget) -> QWidget:
    cover = QWidget(window)
    cover.setAutoFillBackground(True)
    cover.setGeometry(window.rect())
    cover.show()
    cover.raise_()
    return cover


class CalendarPage(QDialog):
    """The month on the whole screen, with the day it is; nothing on it can be pressed."""

    def __init__(self, language: Language, *, today: date, over: QWidget, closed: Callable[[], object]) -> None:
        super().__init__(over)
        self.setObjectName("calendar")
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self._today, self._closed = today, closed
        month = language.month(today)
        self._title = month[0].upper() + month[1:]
        self._week = [language.weekday_short(MONDAY + timedelta(days=day)) for day in range(DAYS)]
        self.setWindowTitle(self._title)
        self.setAccessibleName(self._title)

    def come_before(self) -> None:
        """Fill the screen on which one works; without a window manager nobody else sees to that."""
        self.setGeometry(self.parentWidget().screen().geometry())
        self.showFullScreen()
        self.raise_()
        self.activateWindow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """No key closes it: Esc is what a stranger tries first."""
        event.accept()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Whoever closes it, instead of taking it away, gets nothing to see."""
        event.ignore()
        self._closed()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.CARD))
        width = min(self.width() * 0.9, theme.size(MOST_WIDE))
        height = min(self.height() * 0.9, theme.size(MOST_HIGH))
        left, top = (self.width() - width) / 2, (self.height() - height) / 2
        column, row = width / DAYS, height / (WEEKS + 2)
        _write(painter, QRectF(left, top, width, row), self._title, theme.HERO, theme.INK)
        for place, name in enumerate(self._week):
            _write(painter, QRectF(left + place * column, top + row, column, row), name, theme.BODY, theme.MUTED)
        weeks = Calendar().monthdatescalendar(self._today.year, self._today.month)
        for number, week in enumerate(weeks, start=2):
            for place, day in enumerate(week):
                self._draw_day(painter, QRectF(left + place * column, top + number * row, column, row), day)

    def _draw_day(self, painter: QPainter, box: QRectF, day: date) -> None:
        gap = theme.size(3)
        is_today = day == self._today
        ground = theme.ACCENT_TINT if is_today else theme.CARD
        line = theme.ACCENT if is_today else theme.CARD_BORDER
        theme.draw_box(
            painter, box.adjusted(gap, gap, -gap, -gap), ground=ground, line=line, radius=theme.size(theme.RADIUS)
        )
        _write(
            painter, box, str(day.day), theme.SUB_TITLE, theme.INK if day.month == self._today.month else theme.TRACK
        )


def _write(painter: QPainter, box: QRectF, words: str, points: float, colour: str) -> None:
    painter.setFont(theme.font(points, theme.MEDIUM))
    painter.setPen(QColor(colour))
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), words)
