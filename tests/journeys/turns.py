"""How a story runs beside the window: in a thread of its own, as a person does, who can answer while a dialog waits.

Whatever touches Qt is handed to the window's thread, one turn after the other.
"""

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

from PySide6.QtCore import QEventLoop, QObject, QThread, QTimer
from PySide6.QtWidgets import QApplication, QDialog

Answer = TypeVar("Answer")
TURN_MS = 1
LOOK_MS = 10


class Turns(QObject):
    """Runs what the story wants done, in the window's thread, one thing at a time.

    While something is under way nothing else begins, unless it waits in an event loop of its own: a dialog is open.
    """

    def __init__(self) -> None:
        super().__init__()
        self._wanted: queue.Queue[tuple[Callable[[], Any], Future[Any]]] = queue.Queue()
        self._under_way: list[int] = []
        self._timer = QTimer(self, interval=TURN_MS)
        self._timer.timeout.connect(self._take_turn)
        self._timer.start()

    def ask(self, work: Callable[[], Answer]) -> "Future[Answer]":
        """Have something done when it is its turn. May be called in any thread."""
        answer: Future[Answer] = Future()
        self._wanted.put((work, answer))
        return answer

    def _take_turn(self) -> None:
        level = QThread.currentThread().loopLevel()
        if self._under_way and level <= self._under_way[-1]:
            return
        if not self._wanted.empty():
            self._under_way.append(level)
            QTimer.singleShot(0, self._do_next)  # by itself: Qt lets no timer run inside its own turn

    def _do_next(self) -> None:
        work, answer = self._wanted.get_nowait()
        try:
            answer.set_result(work())
        except BaseException as problem:
            answer.set_exception(problem)
        finally:
            self._under_way.pop()


def tell(story: Callable[[], None]) -> None:
    """Run a story beside the window's own loop until it ends; raise what went wrong in it."""
    loop, ended = QEventLoop(), Future[None]()
    over = QTimer(interval=LOOK_MS)

    def run() -> None:
        try:
            story()
        except BaseException as problem:
            ended.set_exception(problem)
        else:
            ended.set_result(None)

    def end() -> None:
        if not ended.done():
            return
        dialog = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if isinstance(dialog, QDialog):
            QDialog.done(dialog, QDialog.DialogCode.Rejected)
        elif dialog is not None:
            dialog.close()
        else:
            loop.quit()

    over.timeout.connect(end)
    over.start()
    threading.Thread(target=run, name="story", daemon=True).start()
    loop.exec()
    ended.result()
