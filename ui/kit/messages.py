"""What the page says: under a field, across a card, as the result of an act, across the window."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.panel import Panel
from ui.theme import Tone

RESULT_SECONDS = 6
UNDO_SECONDS = 10


class FieldMessage(QWidget):
    """Icon and sentence under a field, saying what to do: red for a fault, amber for what should be checked."""

    def __init__(self, text: str, tone: Tone, *, name: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        words = theme.plain_label(text, theme.SECOND, theme.MEDIUM, colour=tone.ink, wraps=True)
        line = layout.row(gap=6, margins=(0, 2, 0, 0))
        line.addWidget(icons.label(tone.icon, icons.SMALL, tone.ink), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(words, 1)
        self.setLayout(line)
        self.setAccessibleName(text)


class Message(Panel):
    """A tinted line with an icon: information, a warning, the read-back of a birth."""

    def __init__(
        self, text: str, tone: Tone = theme.NEUTRAL_TONE, *, strong: str = "", icon: str = "", name: str = ""
    ) -> None:
        super().__init__(ground=tone.tint, line=None, radius=theme.RADIUS, name=name)
        self._tone = tone
        self._icon = icons.label(icon or tone.icon, icons.ROW, tone.ink)
        self._strong = theme.plain_label("", theme.BODY, theme.SEMI_BOLD, colour=tone.ink)
        ink = tone.ink if tone is theme.DONE_TONE else theme.INK
        self._text = theme.plain_label("", theme.BODY, colour=ink, wraps=True)
        self._line = layout.row(self._icon, self._strong, gap=8, margins=(12, 6, 12, 6))
        self._line.addWidget(self._text, 1)
        self.setMinimumHeight(theme.size(34))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setLayout(self._line)
        self.show_text(text, strong=strong)

    def show_text(self, text: str, *, strong: str = "") -> None:
        self._strong.setText(strong)
        self._strong.setVisible(bool(strong))
        self._text.setText(text)
        self.setAccessibleName(f"{strong} {text}".strip())

    def add_button(self, button: QWidget) -> None:
        self._line.addWidget(button)


class ResultBar(Panel):
    """How an act ended, in the page: a good end goes away after six seconds, a bad one stays until it is closed.

    An act that can be taken back shows its button while the bar is there. On a page it lies over the title, so that
    nothing moves under the mouse when it comes or goes.
    """

    taken_back = Signal()

    def __init__(self, close: str, *, name: str = "result") -> None:
        super().__init__(ground=theme.ACCENT_TINT, line=theme.ACCENT, radius=theme.RADIUS, name=name)
        self._icon = QLabel()
        self._text = theme.plain_label("", theme.BODY, theme.MEDIUM, wraps=True, name=f"{name}.text")
        self._advice = theme.plain_label("", theme.SECOND, wraps=True, name=f"{name}.advice")
        self._undo = buttons.quiet("", icons.UNDO, name=f"{name}.undo")
        self._close = buttons.icon_button(icons.CLOSE, close, name=f"{name}.close")
        self._undo.clicked.connect(self._take_back)
        self._close.clicked.connect(self.hide)
        words = layout.column(self._text, self._advice, gap=2)
        line = layout.row(self._icon, gap=10, margins=(12, 6, 8, 6))
        line.addLayout(words, 1)
        layout.add(line, self._undo)
        layout.add(line, self._close)
        self.setLayout(line)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.hide)
        self._place: Callable[[], QRect] | None = None
        self._words_end: Callable[[], int] = int
        self.hide()

    def lie_over(self, page: QWidget, place: Callable[[], QRect], words_end: Callable[[], int]) -> None:
        """Lie over a page instead of in it, at the right end of a place where there is nothing to press.

        `words_end` says how far the words reach that stand there: they are covered whole, or not at all.
        """
        self.setParent(page)
        self._place, self._words_end = place, words_end
        page.installEventFilter(self)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in its place when the page is laid out anew."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest) and self.isVisible():
            self._settle()
        return super().eventFilter(watched, event)

    def tell_done(self, text: str, *, undo: str = "", seconds: float | None = None) -> None:
        """Say that it is done; `undo` names the button that takes it back, and gives it a little longer."""
        self._show(text, "", theme.DONE_TONE, icons.DONE)
        self._undo.setText(undo)
        self._undo.setVisible(bool(undo))
        self._timer.start(round((seconds or (UNDO_SECONDS if undo else RESULT_SECONDS)) * 1000))

    def tell_problem(self, text: str, advice: str = "") -> None:
        """Say what went wrong and what to do next; it stays until somebody has read it."""
        self._timer.stop()
        self._undo.hide()
        self._show(text, advice, theme.FAULT_TONE, icons.FAULT)

    def _show(self, text: str, advice: str, tone: Tone, icon: str) -> None:
        self.paint_as(ground=tone.tint, line=tone.ink)
        self._icon.setPixmap(icons.pixmap(icon, icons.HEAD, tone.ink))
        self._text.setText(text)
        theme.colour_text(self._text, tone.ink)
        self._advice.setText(advice)
        self._advice.setVisible(bool(advice))
        self.setAccessibleName(f"{text} {advice}".strip())
        self._settle()
        self.show()
        self.raise_()

    def _settle(self) -> None:
        """Take the width that the words need, or the whole place where that saves a line."""
        if self._place is None:
            return
        place, lines = self._place(), self.layout()
        lines.activate()
        width = min(self.sizeHint().width(), place.width())
        if lines.totalHeightForWidth(place.width()) < lines.totalHeightForWidth(width):
            width = place.width()
        least = theme.size(40)
        if place.right() + 1 - width < self._words_end():
            width, least = place.width(), place.height()
        height = max(lines.totalHeightForWidth(width), least)
        top = max(theme.size(4), place.center().y() - height // 2)
        self.setGeometry(place.right() + 1 - width, top, width, height)

    def _take_back(self) -> None:
        self.hide()
        self.taken_back.emit()


class WindowBar(Panel):
    """A bar across the whole window: the file is read-only, the disk is full, the clock is wrong.

    Red, or quiet where it can wait until tomorrow. It may offer one thing to do about it.
    """

    acted = Signal()

    def __init__(self, *, name: str = "window_bar") -> None:
        super().__init__(ground=theme.LATE, line=None, radius=0, name=name)
        self._text = theme.plain_label("", theme.BODY, theme.MEDIUM, colour=theme.CARD, wraps=True)
        self._icon = icons.label(icons.LATE, icons.HEAD, theme.CARD)
        line = layout.row(self._icon, gap=10, margins=(16, 6, 16, 6))
        line.addWidget(self._text, 1)
        self._act = buttons.button("", name=f"{name}.act", in_row=True)
        self._act.clicked.connect(self.acted)
        line.addWidget(self._act)
        self.setLayout(line)
        self.hide()

    def tell(self, text: str, *, offer: str = "", can_wait: bool = False) -> None:
        """Show the sentence, and a button that says what it `offer`s; an empty sentence takes the bar away."""
        self.paint_as(ground=theme.SOON_TINT if can_wait else theme.LATE, line=None)
        theme.colour_text(self._text, theme.INK if can_wait else theme.CARD)
        self._icon.setPixmap(icons.pixmap(icons.LATE, icons.HEAD, theme.SOON if can_wait else theme.CARD))
        self._text.setText(text)
        self._act.setText(offer)
        self._act.setVisible(bool(offer))
        self.setAccessibleName(text)
        self.setVisible(bool(text))


class EmptyState(QWidget):
    """Nothing here yet: an icon, one sentence, one button that changes it."""

    acted = Signal()

    def __init__(self, icon: str, sentence: str, action: str = "", action_icon: str = icons.ADD, *, name: str) -> None:
        from ui.kit.panel import icon_tile

        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(sentence)
        words = theme.plain_label(sentence, theme.BODY, colour=theme.MUTED, wraps=True)
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        stack = layout.column(layout.STRETCH, gap=12, margins=(16, 24, 16, 24))
        stack.addWidget(icon_tile(icon), 0, Qt.AlignmentFlag.AlignHCenter)
        stack.addWidget(words)
        if action:
            button = buttons.button(action, action_icon, name=f"{name}.act")
            button.clicked.connect(self.acted)
            stack.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.add(stack, layout.STRETCH)
        self.setLayout(stack)
