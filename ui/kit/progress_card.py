"""What is being done, how far it is, and a button to stop it: shown when work takes longer than two seconds."""

from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.bars import ProgressBar


class _Step(Protocol):
    @property
    def sentence(self) -> str: ...
    @property
    def done(self) -> int: ...
    @property
    def total(self) -> int: ...
    @property
    def share(self) -> float: ...


class ProgressCard(QDialog):
    """Esc and the button ask to stop; the card stays until the work has stopped.

    Without words for the button nothing stops it; `note` says why.
    """

    cancelled = Signal()

    def __init__(self, over: QWidget, title: str, cancel: str, *, note: str = "") -> None:
        super().__init__(over)
        self.setObjectName("progress")
        self.setWindowTitle(title)
        self.setWindowFlag(Qt.WindowType.WindowCloseButtonHint, False)
        self.setMinimumWidth(theme.size(460))
        self._sentence = theme.plain_label("", wraps=True, name="progress.sentence")
        self._bar = ProgressBar(points=12, name="progress.bar")
        self._count = theme.plain_label("", theme.SECOND, colour=theme.MUTED)
        self._cancel = buttons.button(cancel, icons.CLOSE, name="progress.cancel")
        self._cancel.clicked.connect(self.reject)
        head = layout.row(
            icons.label(icons.RUNNING, icons.HEAD, theme.ACCENT),
            theme.plain_label(title, theme.SUB_TITLE, theme.MEDIUM),
        )
        layout.add(head, layout.STRETCH)
        foot = layout.row(self._count, layout.STRETCH, self._cancel)
        why = theme.plain_label(note, theme.SECOND, colour=theme.MUTED, wraps=True, name="progress.note")
        self.setLayout(layout.column(head, self._sentence, self._bar, why, foot, gap=12, margins=(24, 16, 24, 16)))
        # only now: shown before it lies in the card, a widget is a window of its own, and takes the keyboard
        self._cancel.setVisible(bool(cancel))
        why.setVisible(bool(note))

    def show_step(self, step: _Step) -> None:
        self._sentence.setText(step.sentence)
        self._bar.setVisible(step.total > 0)
        self._bar.show_share(step.share, spoken=step.sentence)
        self._count.setText(f"{step.done} / {step.total}" if step.total else "")

    def reject(self) -> None:
        """Ask the work to stop; it closes the card itself when it has."""
        if not self._cancel.isEnabled() or self._cancel.isHidden():
            return
        self._cancel.setEnabled(False)
        self.cancelled.emit()

    def finish(self) -> None:
        self.accept()
        self.deleteLater()
