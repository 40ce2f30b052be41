"""A screen in memory for the program itself: Xvfb shows it, xdotool presses its keys, and its pictures are read here.

Nothing of the program runs in this process; it is seen from outside, as a person sees it.
"""

import os
import shutil
import struct
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtGui import QColor, QImage

TOOLS = ("Xvfb", "xdotool")
SIZE = (1366, 768)
PATIENCE_SECONDS = 60.0
LOOK_AGAIN_SECONDS = 0.2
KEY_MS = 15
XWD_HEAD = struct.Struct(">25I")  # X11/XWDFile.h
HEADER_SIZE, WIDTH, HEIGHT, BYTES_PER_LINE, COLOURS = 0, 4, 5, 12, 19
COLOUR_BYTES = 12


def is_there() -> bool:
    """Say whether this machine has what is needed."""
    return all(shutil.which(tool) for tool in TOOLS)


class Screen:
    def __init__(self, display: str, memory: Path) -> None:
        self._memory = memory
        self.environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}

    def picture(self) -> QImage:
        """Return what is on the screen now."""
        raw = self._memory.read_bytes()
        head = XWD_HEAD.unpack_from(raw)
        begin = head[HEADER_SIZE] + COLOUR_BYTES * head[COLOURS]
        seen = QImage(raw[begin:], head[WIDTH], head[HEIGHT], head[BYTES_PER_LINE], QImage.Format.Format_RGB32)
        return seen.copy()

    def wait_for(self, looks_so: Callable[[QImage], bool], what: str, keep: Path) -> QImage:
        """Wait until the picture is as expected, and the same twice: nothing is being painted any more."""
        patience, before = time.monotonic() + PATIENCE_SECONDS, QImage()
        while time.monotonic() < patience:
            seen = self.picture()
            if looks_so(seen) and seen == before:
                return seen
            before = seen
            time.sleep(LOOK_AGAIN_SECONDS)
        before.save(str(keep))
        raise AssertionError(f"{what} does not appear; what is there instead: {keep}")

    def take_the_keyboard(self) -> None:
        """Hand the keyboard to the program's window: there is no window manager that would."""
        window = self._xdotool("search", "--sync", "--onlyvisible", "--name", "^Registre$").split()[0]
        self._xdotool("windowfocus", "--sync", window)

    def write(self, words: str) -> None:
        self._xdotool("type", "--delay", str(KEY_MS), words)

    def press(self, key: str) -> None:
        self._xdotool("key", "--clearmodifiers", key)

    def _xdotool(self, *arguments: str) -> str:
        done = subprocess.run(
            ["xdotool", *arguments],
            env=self.environment,
            capture_output=True,
            encoding="utf-8",
            timeout=PATIENCE_SECONDS,
            check=True,
        )
        return done.stdout


@contextmanager
def a_screen(folder: Path) -> Iterator[Screen]:
    """Yield a screen of the size of a small laptop's."""
    reading, writing = os.pipe()
    size = "{}x{}x24".format(*SIZE)
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", size, "-fbdir", str(folder), "-nolisten", "tcp"],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            display = told.readline().strip()
        assert display, "the screen did not begin"
        yield Screen(f":{display}", folder / "Xvfb_screen0")
    finally:
        server.terminate()
        server.wait()


def colours_in(picture: QImage, *, every: int = 4) -> int:
    """Return how many colours there are, looking at every fourth point of every fourth line."""
    return len(
        {picture.pixel(x, y) for x in range(0, picture.width(), every) for y in range(0, picture.height(), every)}
    )


def is_coloured(picture: QImage, x: int, y: int, colour: str) -> bool:
    return picture.pixelColor(x, y) == QColor(colour)
