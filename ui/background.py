"""All the threading there is: slow work off the window's thread, its result back on it.

`run(work, owner=page, then=show)` calls `work(progress)` in a thread of its own. Whatever it returns reaches `then` on the
window's thread, and what it raises reaches `otherwise`; if the owner has gone by then, nobody is told. Work opens its own
connection: those of SQLCipher stay in the thread that opened them.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCursor, QGuiApplication
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from centre_app.problems import as_problems

if TYPE_CHECKING:
    from ui.kit.progress_card import ProgressCard

BUSY_AFTER_MS = 300
CARD_AFTER_MS = 2000


class Cancelled(Exception):
    """The person asked to stop; raised inside the work at its next step."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """How far the work is: a sentence, and parts done of parts in all; `total` 0 when nobody can say."""

    sentence: str = ""
    done: int = 0
    total: int = 0

    @property
    def share(self) -> float:
        return self.done / self.total if self.total else 0.0


class Progress:
    """Handed to the work: tell how far it is; raises Cancelled there when the person asked to stop."""

    def __init__(self, tell: Callable[[Step], None]) -> None:
        self._tell, self._stop = tell, threading.Event()
        self._deciding = threading.Lock()
        self.may_stop = True

    def __call__(self, sentence: str = "", *, done: int = 0, total: int = 0) -> None:
        self.check()
        self._tell(Step(sentence=sentence, done=done, total=total))

    def check(self) -> None:
        """Raise Cancelled when the person asked to stop; long loops call it."""
        if self._stop.is_set():
            raise Cancelled

    def stop(self) -> None:
        with self._deciding:
            if self.may_stop:
                self._stop.set()

    def go_to_the_end(self) -> None:
        """From here on nobody stops the work, for what it changes cannot be taken back. Raises Cancelled a last time."""
        with self._deciding:
            self.check()
            self.may_stop = False

    @property
    def is_stopped(self) -> bool:
        return self._stop.is_set()


class Task(QObject):
    """Work under way. `cancel` asks it to stop; what it had to undo it undoes itself.

    `what` says in the person's words what is done; work that merely reads does not hold the window when it closes.
    """

    stepped = Signal(object)  # a Step, on the window's thread
    ended = Signal()
    _told = Signal(object)
    _finished = Signal(object, object)

    def __init__(
        self, work: Callable[[Progress], Any], owner: QObject, *, what: str = "", merely_reads: bool = False
    ) -> None:
        super().__init__()
        self._work, self._owner = work, owner
        self.what, self.merely_reads = what, merely_reads
        self._then: Callable[[Any], object] | None = None
        self._otherwise: Callable[[BaseException], object] | None = None
        self.progress = Progress(self._told.emit)
        self.is_running = True
        self._told.connect(self._on_told, Qt.ConnectionType.QueuedConnection)
        self._finished.connect(self._on_finished, Qt.ConnectionType.QueuedConnection)
        self._busy = _BusyCursor()
        self._thread = threading.Thread(target=self._run, name="background", daemon=True)

    def start(self, then: Callable[[Any], object] | None, otherwise: Callable[[BaseException], object] | None) -> None:
        self._then, self._otherwise = then, otherwise
        _running.add(self)
        self._thread.start()

    def cancel(self) -> None:
        """Ask the work to stop at its next step; nobody is told of a result after that. What goes to its end goes on."""
        self.progress.stop()

    def wait(self, seconds: float) -> None:
        """Wait for the work to end, at most so long, and let what it leaves behind be noted at once.

        What goes to its end is waited for as long as it takes: it uses keys and files that are about to be shut.
        """
        self._thread.join(seconds if self.progress.may_stop else None)
        QCoreApplication.sendPostedEvents(self)

    def _run(self) -> None:
        try:
            with as_problems():
                result, problem = self._work(self.progress), None
        except BaseException as raised:
            result, problem = None, raised
        self._finished.emit(result, problem)

    def _on_told(self, step: Step) -> None:
        if isValid(self._owner) and not self.progress.is_stopped:
            self.stepped.emit(step)

    def _on_finished(self, result: Any, problem: BaseException | None) -> None:
        self.is_running = False
        self._busy.end()
        _running.discard(self)
        self.ended.emit()
        if not isValid(self._owner) or isinstance(problem, Cancelled):
            return
        if problem is None:
            if self._then is not None and not self.progress.is_stopped:
                self._then(result)
        elif self._otherwise is not None:
            self._otherwise(problem)
        else:
            raise problem


_running: set[Task] = set()  # keeps tasks alive until they have answered


def run(
    work: Callable[[Progress], Any],
    *,
    owner: QObject,
    then: Callable[[Any], object] | None = None,
    otherwise: Callable[[BaseException], object] | None = None,
    progress: Callable[[Step], object] | None = None,
    what: str = "",
    merely_reads: bool = False,
    to_its_end: bool = False,
) -> Task:
    """Do slow work in a thread; see the module. `progress` is called with each Step on the window's thread.

    `what` is said to whoever closes the window meanwhile; over work that merely reads it closes without a word. Work that goes `to_its_end` cannot be stopped. Without `otherwise`, an exception of the work is raised on the window's thread and reaches the crash box.
    """
    task = Task(work, owner, what=what, merely_reads=merely_reads)
    task.progress.may_stop = not to_its_end
    if progress is not None:
        task.stepped.connect(progress)
    task.start(then, otherwise)
    return task


def run_with_card(
    work: Callable[[Progress], Any],
    *,
    owner: QWidget,
    title: str,
    cancel: str,
    then: Callable[[Any], object] | None = None,
    otherwise: Callable[[BaseException], object] | None = None,
    merely_reads: bool = False,
) -> Task:
    """Do slow work and, after two seconds, show a card over the owner with its steps and a button to stop it."""
    from ui.kit.progress_card import ProgressCard

    task = run(work, owner=owner, then=then, otherwise=otherwise, what=title, merely_reads=merely_reads)
    card = ProgressCard(owner, title, cancel)
    card.cancelled.connect(task.cancel)
    task.stepped.connect(card.show_step)
    task.ended.connect(card.finish)
    timer = QTimer(card, singleShot=True, interval=CARD_AFTER_MS)
    timer.timeout.connect(lambda: card.open() if task.is_running else None)
    timer.start()
    return task


def run_and_wait(
    work: Callable[[Progress], Any],
    *,
    over: QWidget,
    title: str,
    cancel: str = "",
    note: str = "",
    progress: Callable[[Step], object] | None = None,
    afterwards: Callable[[], object] = lambda: None,
) -> Any:
    """Do slow work and return its result; meanwhile the window is painted and nothing in it can be pressed.

    After two seconds the card stands over it, with `cancel` on its button; without, the work
    goes to its end, and `note` says why.
    `afterwards` is done in any case, as soon as it has ended: also where that is waited for to lock the register. Raises
    what the work raises, and Cancelled where it was stopped.
    """
    from ui.kit.progress_card import ProgressCard

    ended: list[tuple[Any, BaseException | None]] = []

    def end(result: Any, problem: BaseException | None) -> None:
        try:
            afterwards()
        except BaseException as raised:
            problem = problem or raised
        ended.append((result, problem))

    card = ProgressCard(over, title, cancel, note=note)
    task = run(
        work,
        owner=QCoreApplication.instance(),
        then=lambda result: end(result, None),
        otherwise=lambda problem: end(None, problem),
        progress=progress,
        what=title,
        to_its_end=not cancel,
    )
    card.cancelled.connect(task.cancel)
    task.stepped.connect(card.show_step)
    _wait_with(card, task)
    if not ended:
        raise Cancelled
    result, problem = ended[0]
    if problem is not None:
        raise problem
    return result


def _wait_with(card: "ProgressCard", task: Task) -> None:
    loop = QEventLoop()
    task.ended.connect(loop.quit)
    QTimer.singleShot(CARD_AFTER_MS, loop, loop.quit)
    if task.is_running:
        loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    if task.is_running:
        task.ended.connect(card.accept)
        card.exec()
    card.deleteLater()


def is_busy() -> bool:
    """Say whether any work is under way."""
    return bool(_running)


def under_way() -> list[Task]:
    """Return the work that the program does not close over without asking: all but what merely reads."""
    return [task for task in _running if not task.merely_reads]


def goes_to_its_end() -> bool:
    """Say whether work is under way that cannot be stopped any more: nothing else uses the register meanwhile."""
    return any(not task.progress.may_stop for task in _running)


def stop_all(*, within: float) -> None:
    """Ask all work to stop and wait for it, at most so many seconds altogether; whoever began it notes how it ended.

    What has not stopped by then ends with the process: what it was writing is rolled back, as after a power cut.
    """
    until = time.monotonic() + within
    under_way = tuple(_running)
    for task in under_way:
        task.cancel()
    for task in under_way:
        task.wait(max(0.0, until - time.monotonic()))


class _BusyCursor(QObject):
    """The waiting cursor, shown only when work takes longer than a moment."""

    def __init__(self) -> None:
        super().__init__()
        self._shown = False
        self._timer = QTimer(self, singleShot=True, interval=BUSY_AFTER_MS)
        self._timer.timeout.connect(self._show)
        self._timer.start()

    def end(self) -> None:
        self._timer.stop()
        if self._shown:
            QGuiApplication.restoreOverrideCursor()
            self._shown = False

    def _show(self) -> None:
        QGuiApplication.setOverrideCursor(QCursor(Qt.CursorShape.BusyCursor))
        self._shown = True
