"""A person's hands and eyes at the program: she moves the mouse, presses keys and reads. Nothing else touches a window.

The story runs in a thread of its own, as a person does: while a dialog waits for an answer, she can give it. Whatever
touches Qt is handed to the window's thread, one turn after the other, and only words and numbers come back.
Events go to the window, as the system would send them: what is covered, shut or behind a dialog cannot be clicked.
"""

import queue
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QEventLoop, QObject, QPoint, QPointF, QRect, Qt, QThread, QTimer
from PySide6.QtGui import QGuiApplication, QKeySequence, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QWidget,
)

from centre_app.folding import fold
from ui.laptop import Laptop
from ui.shell import Shell

Answer = TypeVar("Answer")
Place = tuple[QWindow, QPoint]
PATIENCE_SECONDS = 10.0  # before she says that it does not come
LOOK_AGAIN_SECONDS = 0.02
TURN_MS = 1
MOST_TURNS_OF_THE_WHEEL = 60
PLAIN_SPACES = str.maketrans("\u00a0\u202f", "  ")
MOST_TABS = 100
START_MS = 50  # a new start takes its time; meanwhile the keys that locked are let go
UP, DOWN = QPoint(0, 120), QPoint(0, -120)


@dataclass
class Effort:
    """What it has cost her so far."""

    keys: int = 0
    clicks: int = 0
    wheel: int = 0

    def since(self, before: "Effort") -> "Effort":
        return Effort(self.keys - before.keys, self.clicks - before.clicks, self.wheel - before.wheel)

    def is_within(self, most: "Effort") -> bool:
        return self.keys <= most.keys and self.clicks <= most.clicks

    def copy(self) -> "Effort":
        return Effort(self.keys, self.clicks, self.wheel)


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


class Program:
    """The program on one laptop: its window, and the new start that follows each lock, as `ui.app` makes it."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.shell = self._start(None)
        self.starts = 1

    def _start(self, folder: Path | None) -> Shell:
        shell = Shell(Laptop(), home=self.home)
        shell.locked.connect(lambda: QTimer.singleShot(START_MS, self._start_again))
        shell.go_to_door(folder)
        shell.show()
        return shell

    def _start_again(self) -> None:
        """The old window goes, with all that it has read; the door is shown."""
        before = self.shell
        assert before.close(), "the window did not close after locking"
        before.deleteLater()
        self.shell = self._start(before.folder)
        self.shell.activateWindow()
        self.starts += 1


class Hands:
    """What a person can do at the window in front of her. All of it waits until it can be done."""

    def __init__(self, turns: Turns, program: Program) -> None:
        self._turns, self.program = turns, program
        self.effort = Effort()

    def walks_to(self, home: Path) -> "Hands":
        """Start the program on another laptop and return the hands of whoever sits there."""
        return Hands(self._turns, self._ask(lambda: Program(home)))

    # --- looking -----------------------------------------------------------------------------------------------

    def sees(self, words: str) -> None:
        """Wait until these words stand somewhere in front of her."""
        self._until(lambda: any(words in shown for shown in self._words()), lambda: f"{words!r} is not to be seen")

    def sees_no(self, words: str) -> None:
        self._until(
            lambda: not any(words in shown for shown in self._words()), lambda: f"{words!r} is still to be seen"
        )

    def sees_part(self, name: str) -> None:
        """Wait until the part of that name is there."""
        self._until(lambda: bool(self._parts(name)), lambda: f"there is no {name!r}")

    def reads(self, name: str) -> str:
        """Wait for the part of that name and return what stands in it."""
        return self._until(lambda: self._read(name), lambda: f"nothing stands in {name!r}")

    def counts(self, name: str) -> int:
        """Return how many parts of that name are there now."""
        return self._ask(lambda: len(self._parts(name)))

    def photographs(self, file: Path) -> None:
        """Keep a picture of what is in front of her."""
        self._ask(lambda: self._front().grab().save(str(file)))

    # --- the mouse ---------------------------------------------------------------------------------------------

    def click(self, name: str, *, within: str = "") -> None:
        """Click on the part of that name once it can be clicked; "*" in a name stands for anything."""
        self._click_when_there(lambda: self._place_of(name, within), lambda: self._why_not(name, within))

    def choose_in_menu(self, words: str) -> None:
        """Click on a line of the menu that is open."""
        self._click_when_there(lambda: _menu_line(words), lambda: f"no menu offers {words!r}")

    def closes_the_window(self) -> None:
        """Press the cross of its frame, which is the system's; while work is under way the window stays."""
        self._until(self.program.shell.close, lambda: "the window does not close")

    # --- the keys ----------------------------------------------------------------------------------------------

    def press(self, *keys: str) -> None:
        """Press keys by their names: "Return", "Ctrl+L"."""
        for key in keys:
            self._takes_the_keyboard()
            self.effort.keys += 1
            self._act(lambda key=key: _press(key))

    def writes(self, words: str) -> None:
        """Type into whatever has the keyboard."""
        self._takes_the_keyboard()
        self.effort.keys += len(words)
        self._act(lambda: _type(words))

    def fills(self, name: str, words: str, *, within: str = "") -> None:
        """Click into a field, take out what stands in it, and type."""
        self.click(name, within=within)
        if self._ask(lambda: bool(_text_at_keyboard())):
            self.press("Ctrl+A", "Delete")
        self.writes(words)

    def picks(self, name: str, typed: str, *, within: str = "") -> None:
        """Open a list, type the beginning of an answer, and take it with Enter."""
        self.click(name, within=within)
        self._until(lambda: QApplication.activePopupWidget() is not None, lambda: f"{name!r} opens no list")
        self.writes(typed)
        self.press("Return")
        self._until(
            lambda: fold(typed) in fold(self._read(name, within)),
            lambda: f"{name!r} did not take {typed!r}, it has {self._read(name, within)!r}",
        )

    def answers(self, question: str, typed: str, *, within: str = "") -> None:
        """Give an answer of a list: press it where the list lies open, else open the list and type its beginning."""
        self._until(lambda: self._parts(f"{question}.*", within), lambda: f"nobody asks {question!r}")
        pill = self._ask(
            lambda: next(
                (
                    part.objectName()
                    for part in self._parts(f"{question}.pills.*", within)
                    if _words_on(part).startswith(typed)
                ),
                "",
            )
        )
        if pill:
            self.click(pill, within=within)
        else:
            self.picks(f"{question}.field", typed, within=within)

    def chooses_file(self, path: Path) -> None:
        """Type a path into the dialog that asks for one, and take it."""
        self.sees_part("fileNameEdit")
        self.fills("fileNameEdit", str(path))
        self.press("Return")
        self._until(lambda: not self._parts("fileNameEdit"), lambda: "the dialog of files stays open")

    def _takes_the_keyboard(self) -> None:
        """A screen in memory has no window manager that hands the keyboard on when a list closes; so it is done here."""

        def has_it() -> bool:
            front = QApplication.activePopupWidget() or QApplication.activeModalWidget() or self.program.shell
            if isinstance(front, QMenu) or front.windowType() == Qt.WindowType.Popup:
                return True
            if QGuiApplication.focusWindow() is not front.windowHandle():
                front.windowHandle().requestActivate()
            return QGuiApplication.focusWindow() is front.windowHandle()

        self._until(has_it, lambda: "the window in front of her has not the keyboard")

    def tabs_to(self, name: str) -> None:
        """Go from field to field with Tab until that part has the keyboard."""
        self.sees_part(name)
        for _ in range(MOST_TABS):
            if self._ask(lambda: any(part.hasFocus() for part in self._parts(name))):
                return
            self.press("Tab")
        raise AssertionError(f"Tab does not lead to {name!r}")

    # --- behind it ---------------------------------------------------------------------------------------------

    def _click_when_there(self, look: "Callable[[], Place | None]", told: Callable[[], str]) -> None:
        self._until(lambda: look() is not None, told)
        self.effort.clicks += 1
        self._act(lambda: _click(look()))

    def _ask(self, question: Callable[[], Answer]) -> Answer:
        return self._turns.ask(question).result(PATIENCE_SECONDS)

    def _act(self, act: Callable[[], object]) -> None:
        """Begin something and wait until the window has dealt with it, or has opened a dialog over it."""
        done = self._turns.ask(act)
        self._ask(lambda: None)
        if done.done():
            done.result()

    def _until(self, look: Callable[[], Answer], told: Callable[[], str]) -> Answer:
        """Look again and again until there is something; say what is there instead when it does not come."""
        patience = time.monotonic() + PATIENCE_SECONDS
        while True:
            found = self._ask(look)
            if found:
                return found
            if time.monotonic() > patience:
                shown = self._ask(lambda: " | ".join(self._words()))
                raise AssertionError(f"{self._ask(told)}. In front of her: {shown}")
            time.sleep(LOOK_AGAIN_SECONDS)

    def _front(self) -> QWidget:
        """What she has before her: the list or menu that is open, else the dialog, else the window."""
        popup = QApplication.activePopupWidget()
        if popup is not None and popup.focusProxy() is None:  # not what is only proposed under a field
            return popup
        return QApplication.activeModalWidget() or self.program.shell

    def _parts(self, name: str, within: str = "") -> list[QWidget]:
        front = self._front()
        rooms = [front] if not within else self._named(front, within)
        return [part for room in rooms for part in self._named(room, name)]

    def _named(self, room: QWidget, name: str) -> list[QWidget]:
        if "*" not in name:
            found = room.findChildren(QWidget, name)
        else:
            found = [part for part in room.findChildren(QWidget) if fnmatchcase(part.objectName(), name)]
        return [part for part in found if part.isVisible()]

    def _words(self) -> list[str]:
        """Everything that can be read now."""
        front = self._front()
        shown = [part for part in front.findChildren(QWidget) if part.isVisible()]
        return [words for part in [front, *shown] if (words := _words_on(part))]

    def _read(self, name: str, within: str = "") -> str:
        return next((words for part in self._parts(name, within) if (words := _words_on(part))), "")

    def _place_of(self, name: str, within: str) -> "Place | None":
        """Return where to click; None while it is not there, shut, covered or out of sight."""
        parts = [part for part in self._parts(name, within) if part.isEnabled()]
        if len(parts) != 1:
            return None
        if not _is_in_sight(parts[0]):
            self.effort.wheel += _scroll_to(parts[0])
        return _place_on(parts[0])

    def _why_not(self, name: str, within: str) -> str:
        parts = self._parts(name, within)
        if not parts:
            return f"there is no {name!r} to click"
        if len(parts) > 1:
            return f"there are {len(parts)} parts called {name!r}"
        return f"{name!r} is shut" if not parts[0].isEnabled() else f"{name!r} is covered or out of sight"


def tell(story: Callable[[], None]) -> None:
    """Run a story beside the window's own loop until it ends; raise what went wrong in it."""
    loop, ended = QEventLoop(), Future[None]()
    over = QTimer(interval=10)

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


# --- what the fingers do, in the window's thread -------------------------------------------------------------------


def _click(place: "Place | None") -> None:
    assert place is not None, "it went away under her hand"
    window, point = place
    QTest.mouseClick(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point)


def _press(key: str) -> None:
    pressed = QKeySequence(key)[0]
    QTest.keyClick(_window_at_keyboard(), pressed.key(), pressed.keyboardModifiers())


def _type(words: str) -> None:
    """Press a key for each sign, whatever keyboard has it: "ɛ" too."""
    for sign in words:
        key = Qt.Key(ord(sign.upper())) if sign.isascii() else Qt.Key.Key_unknown
        modifiers = Qt.KeyboardModifier.ShiftModifier if sign.isupper() else Qt.KeyboardModifier.NoModifier
        QTest.sendKeyEvent(QTest.KeyAction.Click, _window_at_keyboard(), key, sign, modifiers)


def _window_at_keyboard() -> QWindow:
    window = QGuiApplication.focusWindow()
    assert window is not None, "no window has the keyboard"
    return window


def _text_at_keyboard() -> str:
    field = QApplication.focusWidget()
    if isinstance(field, QPlainTextEdit):
        return field.toPlainText()
    return field.text() if isinstance(field, QLineEdit) else ""


# --- where things are ----------------------------------------------------------------------------------------------


def _place_on(part: QWidget) -> "Place | None":
    """Return the middle of what can be seen of a part; None where something else lies over it."""
    window = part.window()
    seen = part.visibleRegion().boundingRect()
    if seen.isEmpty():
        return None
    point = part.mapTo(window, seen.center())
    on_top = window.childAt(point)
    if on_top is not part and (on_top is None or not part.isAncestorOf(on_top)):
        return None
    return window.windowHandle(), point


def _is_in_sight(part: QWidget) -> bool:
    seen = part.visibleRegion().boundingRect()
    middle = QRect(part.rect().center(), part.rect().center())
    return seen.intersects(middle)


def _scroll_to(part: QWidget) -> int:
    """Turn the wheel over the page until a part is in sight; return how many turns it took."""
    area = _scrolled_by(part)
    if area is None:
        return 0
    window = area.window()
    middle = area.viewport().mapTo(window, area.viewport().rect().center())
    turns = 0
    while not _is_in_sight(part) and turns < MOST_TURNS_OF_THE_WHEEL:
        at = part.mapTo(area.viewport(), part.rect().center()).y()
        turn = UP if at < 0 else DOWN
        QTest.wheelEvent(window.windowHandle(), QPointF(middle), turn, QPoint())
        turns += 1
    return turns


def _scrolled_by(part: QWidget) -> QAbstractScrollArea | None:
    above = part.parentWidget()
    while above is not None and not isinstance(above, QAbstractScrollArea):
        above = above.parentWidget()
    return above


def _menu_line(words: str) -> "Place | None":
    menu = QApplication.activePopupWidget()
    if not isinstance(menu, QMenu):
        return None
    line = next((line for line in menu.actions() if line.text() == words and line.isEnabled()), None)
    return None if line is None else (menu.windowHandle(), menu.actionGeometry(line).center())


def _words_on(part: QWidget) -> str:
    """Return what can be read on a part, with plain spaces."""
    return _written_on(part).translate(PLAIN_SPACES)


def _written_on(part: QWidget) -> str:
    if isinstance(part, QLabel | QAbstractButton | QLineEdit):
        return part.text()
    if isinstance(part, QComboBox):
        return part.currentText()
    if isinstance(part, QPlainTextEdit):
        return part.toPlainText()
    return part.accessibleName()
