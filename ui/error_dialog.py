"""The box for what nobody expected: what happened in plain words, what was kept, and a report that names nobody.

The report holds the kind of error, where in the program it happened and the versions: no message of the error, no values,
no paths. A person can copy it and send it to whoever looks after the program; it also waits beside the log, until she has
decided about it (report_dialog.py).
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import TracebackType
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from centre_app import crashes, logs
from centre_app.language import N_, Language
from centre_app.problems import Problem
from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.panel import Panel, icon_tile


class ErrorDialog(QDialog):
    """Says that this is a fault of the program, not of the person."""

    def __init__(self, error: BaseException, language: Language, *, over: QWidget | None = None) -> None:
        super().__init__(over)
        say = language.say
        self.setObjectName("error")
        self.setWindowTitle(say(N_("The program made a mistake")))
        self.setMinimumWidth(theme.size(560))
        self._report = crashes.text_of(error)
        self._copied = theme.plain_label("", theme.SECOND, colour=theme.ACCENT, name="error.copied")
        self._copied_text = say(N_("Copied. You can paste it into a message."))
        sentences = (
            N_("The mistake is the program’s, not yours. What was saved is kept."),
            N_("Close this box and try again. If it comes back, call the person who helps you with the program."),
        )
        words = layout.column(theme.plain_label(self.windowTitle(), theme.SUB_TITLE, theme.MEDIUM), gap=6)
        for sentence in sentences:
            words.addWidget(theme.plain_label(say(sentence), wraps=True))
        code = say(N_("Say this code on the phone: {code}"), code=crashes.code_of(error))
        words.addWidget(theme.plain_label(code, theme.BODY, theme.SEMI_BOLD, name="error.code"))
        head = layout.row(gap=16)
        head.addWidget(icon_tile(icons.FAULT, ground=theme.LATE_TINT, colour=theme.LATE), 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        copy = buttons.button(say(N_("Copy the report")), icons.COPY, name="copy_report")
        close = buttons.filled(say(N_("Close")), name="close_error")
        copy.clicked.connect(self.copy)
        close.clicked.connect(self.accept)
        foot = layout.row(self._copied, layout.STRETCH, copy, close)
        self.setLayout(layout.column(head, self._shown_report(), foot, gap=16, margins=(24, 20, 24, 16)))
        close.setDefault(True)

    def copy(self) -> None:
        """Put the report on the clipboard."""
        QGuiApplication.clipboard().setText(self._report)
        self._copied.setText(self._copied_text)

    def _shown_report(self) -> Panel:
        """The last lines of the report, so that the person sees that no name is in it."""
        box = Panel(ground=theme.SHUT_TINT, line=None, radius=theme.RADIUS)
        lines = self._report.splitlines()
        shown = lines if len(lines) <= 6 else [lines[0], "…", *lines[-4:]]
        box.setLayout(
            layout.column(theme.plain_label("\n".join(shown), theme.CAPTION, colour=theme.SHUT), margins=(12, 8, 12, 8))
        )
        return box


def catch_the_unexpected(language: Language) -> None:
    """Show the box for every exception that nobody caught, instead of a program that goes away."""

    def show(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        page = page_in_front() if isinstance(error, Problem) else None
        if page is not None:  # no mistake of the program: the disk did not answer while the page read something
            page.tell_problem(error)
            return
        _note(error)
        if QApplication.instance() is not None:
            dialog = ErrorDialog(error, language, over=QApplication.activeWindow())
            dialog.exec()
            dialog.deleteLater()

    sys.excepthook = show


def page_in_front() -> Any:
    """Return the page of the open register; None at the door."""
    frames = (window.findChild(QWidget, "main_window") for window in QApplication.topLevelWidgets())
    return next((frame.page for frame in frames if frame is not None and hasattr(frame, "page")), None)


def do_each(*acts: Callable[[], object]) -> None:
    """Do each act, though one before it fails; what fails goes into the log, and no box waits for somebody to read it.

    For locking: no mistake of the program may keep a register open.
    """
    with _only_noting():
        for act in acts:
            try:
                act()
            except Exception as error:
                _note(error)


@contextmanager
def _only_noting() -> Iterator[None]:
    """Meanwhile the same holds for what goes wrong in answer to a signal."""
    before, sys.excepthook = sys.excepthook, lambda _kind, error, _trace: _note(error)
    try:
        yield
    finally:
        sys.excepthook = before


def _note(error: BaseException) -> None:
    with suppress(OSError):  # where no log can be written, the program goes on all the same
        logs.note_crash(error)
        crashes.keep_report_of(error)
