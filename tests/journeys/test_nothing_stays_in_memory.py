"""After locking nothing is left in the process's memory, nor on the clipboard: looked through from outside, byte by byte."""

import base64
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from centre_app.opening import Beginning, create_register, unlock_keys
from centre_app.register import AT_A_CENTRE
from tests import makers
from tests.journeys import screen
from tests.journeys.screen import Screen, a_screen
from tests.journeys.test_the_real_program import ROOT, is_inside, is_the_door

PASSPHRASE = "le zorgluff passe sous le ponctuwax"  # words that stand in no library
SEARCHED = "quivastrobe"  # typed inside, and copied
CHUNK = 16 * 1024 * 1024
MARGIN = 256  # what lies across two chunks

# Another program looks at what can be pasted.
PASTED = """
from PySide6.QtGui import QClipboard, QGuiApplication
app = QGuiApplication([])
clipboard = QGuiApplication.clipboard()
print(clipboard.text(), clipboard.text(QClipboard.Mode.Selection))
"""

pytestmark = [
    pytest.mark.skipif(not screen.is_there(), reason="needs Xvfb and xdotool"),
    pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="only root may read another's memory"),
]


@pytest.fixture
def folder(tmp_path) -> Path:
    folder = tmp_path / "Segou.register"
    director = Beginning(
        kind=AT_A_CENTRE,
        code="SEG",
        name="Ségou",
        person="Awa Diarra",
        roles=frozenset({"director"}),
        passphrase=PASSPHRASE,
    )
    create_register(folder, director, cost=makers.CHEAP)
    return folder


@pytest.fixture
def secrets(folder) -> dict[str, bytes]:
    """What must not stay: the passphrase, the databases' keys and what was typed, each in every form it might have."""
    keys = unlock_keys(folder, "Awa Diarra", PASSPHRASE)
    texts = {"passphrase": PASSPHRASE, "its last word": PASSPHRASE.split()[-1], "what was typed": SEARCHED}
    found = {f"{name}, {code}": text.encode(code) for name, text in texts.items() for code in ("utf-8", "utf-16-le")}
    for compartment, whole in keys.sqlcipher_keys().items():
        digits = re.search(rb"[0-9a-f]{64}", whole).group()
        raw = bytes.fromhex(digits.decode("ascii"))
        forms = {"raw": raw, "hex": digits, "HEX": digits.upper(), "base64": base64.b64encode(raw).rstrip(b"=")[:-1]}
        found |= {f"key of {compartment}, {form}": value for form, value in forms.items()}
        found[f"key of {compartment}, utf-16"] = digits.decode("ascii").encode("utf-16-le")
    return found


@pytest.fixture
def shown(tmp_path) -> Iterator[Screen]:
    memory = tmp_path / "screen"
    memory.mkdir()
    with a_screen(memory) as begun:
        yield begun


def in_memory(process: int, secrets: dict[str, bytes]) -> set[str]:
    """Return which secrets stand anywhere in what a process can read and write or only read."""
    found: set[str] = set()
    with open(f"/proc/{process}/maps", encoding="ascii", errors="replace") as maps:
        ranges = [line.split()[0] for line in maps if line.split()[1].startswith("r") and "[v" not in line]
    with open(f"/proc/{process}/mem", "rb", buffering=0) as memory:
        for one in ranges:
            begin, end = (int(edge, 16) for edge in one.split("-"))
            found |= _in_range(memory, begin, end, secrets)
    return found


def _in_range(memory, begin: int, end: int, secrets: dict[str, bytes]) -> set[str]:
    found: set[str] = set()
    for at in range(begin, end, CHUNK):
        try:
            part = os.pread(memory.fileno(), min(CHUNK + MARGIN, end - at), at)
        except OSError:
            continue  # a page of a device, or one that nobody has touched
        found |= {name for name, value in secrets.items() if value in part}
    return found


def test_after_locking_neither_passphrase_nor_key_nor_words_are_in_memory(shown, folder, secrets, tmp_path):
    stopped = tmp_path / "where it stopped.png"
    program = subprocess.Popen(
        [sys.executable, "main.py", "--register", str(folder)],
        cwd=ROOT,
        env={**shown.environment, "HOME": str(tmp_path)},
    )
    try:
        shown.wait_for(is_the_door, "the door", stopped)
        shown.take_the_keyboard()
        shown.write(PASSPHRASE)
        shown.press("Return")
        shown.wait_for(is_inside, "the day’s work", stopped)
        shown.press("ctrl+f")
        shown.write(SEARCHED)
        for keys in ("ctrl+a", "ctrl+c"):
            shown.press(keys)
        assert SEARCHED in can_be_pasted(shown)
        before = in_memory(program.pid, secrets)
        # this is how one sees that the looking sees: at work they are there, all but what is wiped
        assert {"what was typed, utf-16-le", "key of centre, hex"} <= before, before
        shown.press("ctrl+l")
        shown.wait_for(is_the_door, "the door after locking", stopped)
        assert program.poll() is None
        assert in_memory(program.pid, secrets) == set()
        assert can_be_pasted(shown).strip() == ""
    finally:
        program.send_signal(signal.SIGKILL)
        program.wait()


def can_be_pasted(shown: Screen) -> str:
    done = subprocess.run(
        [sys.executable, "-c", PASTED], env=shown.environment, capture_output=True, text=True, timeout=60, check=True
    )
    return done.stdout
