"""A part of the page that scrolls, and fades over 32 points where it goes on."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QLayout, QScrollArea, QWidget

from ui import theme

FADE = 32
LAID_OUT_MS = 40  # layouts in layouts take some rounds of events


class Scroll(QScrollArea):
    """Scrolls up and down only; the head and the save bar of a page stay outside it."""

    def __init__(
        self, content: QWidget | QLayout | None = None, *, ground: str = theme.GROUND, name: str = "scroll"
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        self._fade = _Fade(self, ground)
        self.verticalScrollBar().valueChanged.connect(self._place_fade)
        self.verticalScrollBar().rangeChanged.connect(self._place_fade)
        if content is not None:
            self.show_content(content)
        QApplication.instance().focusChanged.connect(self._follow_keyboard)

    def show_content(self, content: QWidget | QLayout) -> None:
        if isinstance(content, QLayout):
            inner = QWidget()
            inner.setLayout(content)
            content = inner
        # Room for the scroll bar beside the cards, always, so that cards do not jump when it comes.
        self.setWidget(content)
        content.setAutoFillBackground(False)  # after: setWidget turns it on

    def reveal(self, widget: QWidget) -> None:
        """Scroll until a widget is in view, with some room around it."""
        self.ensureWidgetVisible(widget, 0, theme.size(FADE + 16))

    def reveal_new(self, widget: QWidget) -> None:
        """Scroll to a part that was put in just now, once it is laid out and its size is known."""
        QTimer.singleShot(LAID_OUT_MS, widget, lambda: self.reveal(widget))

    def reveal_cut(self, widget: QWidget | None) -> None:
        """Bring a line into sight that is hidden or half faded, once it is laid out; one that can be read stays where it is."""
        if widget is not None:
            QTimer.singleShot(LAID_OUT_MS, widget, lambda: self.reveal(widget) if self._is_cut(widget) else None)

    def _is_cut(self, widget: QWidget) -> bool:
        top = widget.mapTo(self.viewport(), QPoint(0, 0)).y()
        return top < 0 or top + widget.height() > self.viewport().height() - self._faded()

    def _faded(self) -> int:
        bar = self.verticalScrollBar()
        return theme.size(FADE) if bar.value() < bar.maximum() else 0

    def _follow_keyboard(self, _left: QWidget | None, entered: QWidget | None) -> None:
        """Qt scrolls when Tab goes on; where the program itself puts the cursor elsewhere, it is brought into sight too."""
        if entered is not None and self.isVisible() and self.isAncestorOf(entered):
            QTimer.singleShot(LAID_OUT_MS, entered, lambda: self._reveal_hidden(entered))

    def _reveal_hidden(self, widget: QWidget) -> None:
        """Never move what can be seen: it may be under the mouse."""
        if self.isAncestorOf(widget) and widget.hasFocus() and widget.visibleRegion().isEmpty():
            self.reveal(widget)

    def resizeEvent(self, event: QEvent) -> None:
        super().resizeEvent(event)
        self._place_fade()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        seen = super().eventFilter(watched, event)
        if event.type() == QEvent.Type.Resize and watched is self.widget():
            self._place_fade()
        return seen

    def _place_fade(self) -> None:
        bar = self.verticalScrollBar()
        goes_on = bar.value() < bar.maximum()
        self._fade.setVisible(goes_on)
        if goes_on:
            view, height = self.viewport().geometry(), theme.size(FADE)
            self._fade.setGeometry(view.left(), view.bottom() + 1 - height, view.width(), height)
            self._fade.raise_()


class _Fade(QWidget):
    def __init__(self, parent: QWidget, ground: str) -> None:
        super().__init__(parent)
        self._ground = ground
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        fade = QLinearGradient(0, 0, 0, self.height())
        clear = QColor(self._ground)
        clear.setAlpha(0)
        fade.setColorAt(0, clear)
        fade.setColorAt(1, QColor(self._ground))
        QPainter(self).fillRect(self.rect(), fade)
