"""The program cut short while somebody types: by the power, by the system. Her words are there when she comes back."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from centre_app import drafts
from tests.makers import a_folder, reopened
from tests.ui.typing_program import FAMILY, GIVEN

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE_SECONDS = 60


@pytest.fixture
def folder(tmp_path):
    return a_folder(tmp_path)


@pytest.fixture
def typist(folder, tmp_path):
    """The real program, in French, with somebody typing in it."""
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "LANG": "fr_FR.UTF-8",
        "LANGUAGE": "fr",
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
    }
    program = subprocess.Popen(
        [sys.executable, "-m", "tests.ui.typing_program", str(folder)],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    yield program
    program.kill()
    program.wait(PATIENCE_SECONDS)


def wait_for(program: subprocess.Popen, word: str) -> None:
    assert program.stdout is not None
    for line in program.stdout:
        if line.strip() == word:
            return
    pytest.fail(f"the program ended before it said {word!r}")


def names_kept(folder: Path) -> list[tuple[str, str]]:
    with reopened(folder) as register:
        typed = [draft.typed for kept in drafts.all_kept(register) for draft in kept.drafts]
        return [(name.family.rstrip("x"), name.given) for name in typed if hasattr(name, "family")]


def test_a_kill_in_the_middle_of_typing_costs_no_word_that_was_said_to_be_kept(typist, folder):
    wait_for(typist, "kept")
    typist.send_signal(signal.SIGKILL)
    assert typist.wait(PATIENCE_SECONDS) == -signal.SIGKILL
    assert names_kept(folder) == [(FAMILY, GIVEN)]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends programs in another way")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_asked_to_end_by_the_system_it_keeps_what_was_just_typed(typist, folder, number):
    wait_for(typist, "typing")
    typist.send_signal(number)
    assert typist.wait(PATIENCE_SECONDS) == 0
    assert names_kept(folder) == [(FAMILY, GIVEN)]
