"""The program itself, in a process and on a screen of its own: opened, locked, opened again and ended from outside."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from centre_app.opening import Beginning, create_register
from centre_app.register import AT_A_CENTRE
from tests import makers
from tests.journeys import screen
from tests.journeys.screen import Screen, a_screen, colours_in, is_coloured
from ui import theme

ROOT = Path(__file__).resolve().parent.parent.parent
PASSPHRASE = "le fleuve passe sous le pont"  # letters that every keyboard has
END_SECONDS = 30
FEWEST_COLOURS = 100  # letters have soft edges; an empty window has two or three colours

pytestmark = pytest.mark.skipif(not screen.is_there(), reason="needs Xvfb and xdotool")


@pytest.fixture
def folder(tmp_path) -> Path:
    """A register whose door stands for one person."""
    folder = tmp_path / "Segou.register"
    beginning = Beginning(
        kind=AT_A_CENTRE,
        code="SEG",
        name="Ségou",
        person="Awa Diarra",
        roles=frozenset({"director"}),
        passphrase=PASSPHRASE,
    )
    create_register(folder, beginning, cost=makers.CHEAP)
    return folder


@pytest.fixture
def shown(tmp_path) -> Iterator[Screen]:
    memory = tmp_path / "screen"
    memory.mkdir()
    with a_screen(memory) as begun:
        yield begun


@pytest.fixture
def program(folder, shown, tmp_path) -> Iterator[subprocess.Popen]:
    started = subprocess.Popen(
        [sys.executable, "main.py", "--register", str(folder)],
        cwd=ROOT,
        env={**shown.environment, "HOME": str(tmp_path)},
    )
    yield started
    if started.poll() is None:
        started.kill()
    started.wait()


def is_the_door(picture: QImage) -> bool:
    """The dark side takes a third of the window."""
    return is_the_rail(picture, 20) and is_the_rail(picture, 300) and colours_in(picture) > FEWEST_COLOURS


def is_inside(picture: QImage) -> bool:
    """The rail is narrow, and beside it is a page."""
    return (
        is_the_rail(picture, 4)
        and is_coloured(picture, 216, 300, theme.GROUND)
        and colours_in(picture) > FEWEST_COLOURS
    )


def is_the_rail(picture: QImage, x: int) -> bool:
    return is_coloured(picture, x, 380, theme.RAIL)


def test_the_program_opens_locks_and_opens_again(shown, program, tmp_path):
    stopped = tmp_path / "where it stopped.png"
    door = shown.wait_for(is_the_door, "the door", stopped)
    for _ in range(2):
        shown.take_the_keyboard()
        shown.write(PASSPHRASE)
        shown.press("Return")
        shown.wait_for(is_inside, "the day’s work", stopped)
        shown.press("ctrl+l")
        shown.wait_for(is_the_door, "the door after locking", stopped)
    assert program.poll() is None, "the program ended instead of starting anew"
    program.send_signal(signal.SIGTERM)
    assert program.wait(END_SECONDS) == 0
    assert door.size().width() == screen.SIZE[0]
