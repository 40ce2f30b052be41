"""A person's hands and eyes at the program: she moves the mouse, presses keys and reads. Nothing else touches a window.

All of it waits until it can be done, as a person does; only words and numbers come back from the window's thread. What
is covered, shut or behind a dialog cannot be clicked.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from centre_app.folding import fold
from tests.journeys import fingers
from tests.journeys.fingers import Place
from tests.journeys.turns import Turns
from ui.how_left import AS_FOUND, HowLeft
from ui.laptop import Laptop
from ui.shell import Shell

Answer = TypeVar("Answer")
PATIENCE_SECONDS = 30.0  # before she says that it does not come
LOOK_AGAIN_SECONDS = 0.02
STILL_SECONDS = 2.0  # until what is in front of her is laid out; a cursor may blink on
MOST_TABS = 100
START_MS = 50  # a new start takes its time; meanwhile the keys that locked are let go


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


class Program:
    """The program on one laptop: its window, and the new start that follows each lock, as `ui.app` makes it."""

    def __init__(self, home: Path, *, folder: Path | None = None, size: tuple[int, int] | None = None) -> None:
        self.home, self._size = home, size
        self.shell = self._start(folder)

    def _start(self, folder: Path | None, *, left: HowLeft = AS_FOUND) -> Shell:
        shell = Shell(Laptop(), home=self.home)
        if self._size is not None:
            shell.resize(*self._size)
        shell.locked.connect(lambda: QTimer.singleShot(START_MS, self._start_again))
        shell.go_to_door(folder, left=left)
        shell.show()
        return shell

    def _start_again(self) -> None:
        """The old window goes, with all that it has read; the door is shown."""
        before = self.shell
        assert before.close(), "the window did not close after locking"
        before.deleteLater()
        self.shell = self._start(before.folder, left=before.left)
        self.shell.activateWindow()


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
        words = words.translate(fingers.PLAIN_SPACES)
        self._until(lambda: any(words in shown for shown in self._words()), lambda: f"{words!r} is not to be seen")

    def sees_no(self, words: str) -> None:
        words = words.translate(fingers.PLAIN_SPACES)
        self._until(
            lambda: not any(words in shown for shown in self._words()), lambda: f"{words!r} is still to be seen"
        )

    def sees_part(self, name: str) -> None:
        """Wait until the part of that name is there."""
        self._until(lambda: bool(self._parts(name)), lambda: f"there is no {name!r}")

    def sees_no_part(self, name: str) -> None:
        """Wait until no part of that name is there."""
        self._until(lambda: not self._parts(name), lambda: f"{name!r} is still there")

    def reads(self, name: str) -> str:
        """Wait for the part of that name and return what stands in it."""
        return self._until(lambda: self._read(name), lambda: f"nothing stands in {name!r}")

    def sees_in_table(self, name: str, *words: str) -> None:
        """Wait until one cell of a table says all of these words."""
        wanted = [one.translate(fingers.PLAIN_SPACES) for one in words]

        def is_there() -> bool:
            said = [cell for table in self._parts(name) for cell in fingers.cells_of(table)]
            return any(all(one in cell for one in wanted) for cell in said)

        self._until(is_there, lambda: f"no cell of {name!r} says {words}")

    def counts(self, name: str) -> int:
        """Return how many parts of that name are there now."""
        return self._ask(lambda: len(self._parts(name)))

    def photographs(self, file: Path) -> None:
        """Keep a picture of what is in front of her, once it looks the same twice: nothing is being laid out any more."""
        before, seen = None, self._ask(lambda: self._front().grab().toImage())
        patience = time.monotonic() + STILL_SECONDS
        while before != seen and time.monotonic() < patience:
            time.sleep(LOOK_AGAIN_SECONDS)
            before, seen = seen, self._ask(lambda: self._front().grab().toImage())
        seen.save(str(file))

    # --- the mouse ---------------------------------------------------------------------------------------------

    def click(self, name: str, *, within: str = "") -> None:
        """Click on the part of that name once it can be clicked; "*" in a name stands for anything."""
        self._click_when_there(lambda: self._place_of(name, within), lambda: self._why_not(name, within))

    def choose_in_menu(self, words: str) -> None:
        """Click on a line of the menu that is open."""
        self._click_when_there(lambda: fingers.line_of_menu(words), lambda: f"no menu offers {words!r}")

    def closes_the_window(self) -> None:
        """Press the cross of its frame, which is the system's; while work is under way the window stays."""
        self._until(self.program.shell.close, lambda: "the window does not close")

    # --- the keys ----------------------------------------------------------------------------------------------

    def press(self, *keys: str) -> None:
        """Press keys by their names: "Return", "Ctrl+L"."""
        for key in keys:
            self._takes_the_keyboard()
            self.effort.keys += 1
            self._act(lambda key=key: fingers.press(key))

    def writes(self, words: str) -> None:
        """Type into whatever has the keyboard."""
        self._takes_the_keyboard()
        self.effort.keys += len(words)
        self._act(lambda: fingers.type_words(words))

    def fills(self, name: str, words: str, *, within: str = "") -> None:
        """Click into a field, take out what stands in it, and type."""
        self.click(name, within=within)
        self._takes_the_keyboard()
        if self._ask(lambda: bool(fingers.text_at_keyboard())):
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
                    if fingers.words_on(part).startswith(typed)
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

    def _click_when_there(self, look: Callable[[], Place | None], told: Callable[[], str]) -> None:
        self._until(lambda: look() is not None, told)
        self.effort.clicks += 1
        self._act(lambda: fingers.click_at(look()))

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
        return [words for part in [front, *shown] if (words := fingers.words_on(part))]

    def _read(self, name: str, within: str = "") -> str:
        return next((words for part in self._parts(name, within) if (words := fingers.words_on(part))), "")

    def _place_of(self, name: str, within: str) -> Place | None:
        """Return where to click; None while it is not there, shut, covered or out of sight."""
        parts = [part for part in self._parts(name, within) if part.isEnabled()]
        if len(parts) != 1:
            return None
        if not fingers.is_in_sight(parts[0]):
            self.effort.wheel += fingers.scroll_to(parts[0])
        return fingers.place_on(parts[0])

    def _why_not(self, name: str, within: str) -> str:
        parts = self._parts(name, within)
        if not parts:
            return f"there is no {name!r} to click"
        if len(parts) > 1:
            return f"there are {len(parts)} parts called {name!r}"
        return f"{name!r} is shut" if not parts[0].isEnabled() else f"{name!r} is covered or out of sight"
