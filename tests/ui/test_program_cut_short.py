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
def start(folder, tmp_path):
    """Start the real program, with somebody typing in it."""
    started = []

    def program(language="fr", *more):
        environment = {
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "LANG": {"fr": "fr_FR.UTF-8", "en": "en_GB.UTF-8"}[language],
            "LANGUAGE": language,
            "XDG_CONFIG_HOME": str(tmp_path / "config"),
            "XDG_STATE_HOME": str(tmp_path / "state"),
        }
        started.append(
            subprocess.Popen(
                [sys.executable, "-m", "tests.ui.typing_program", str(folder), *more],
                cwd=ROOT,
                env=environment,
                stdout=subprocess.PIPE,
                encoding="utf-8",
            )
        )
        return started[-1]

    yield program
    for one in started:
        one.kill()
        one.wait(PATIENCE_SECONDS)


@pytest.fixture
def typist(start):
    return start()


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


@pytest.mark.parametrize(
    ("language", "cut", "whole", "kept"),
    [
        ("fr", "Le programme a été coupé", "tout ce qui était enregistré est là", "est gardée"),
        ("en", "The program was cut off", "all that was saved is there", "is kept"),
    ],
)
def test_after_a_kill_the_next_start_says_what_happened_and_gives_the_words_back(start, language, cut, whole, kept):
    typist = start(language)
    wait_for(typist, "kept")
    typist.send_signal(signal.SIGKILL)
    assert typist.wait(PATIENCE_SECONDS) == -signal.SIGKILL
    output, _ = start(language, "look").communicate(timeout=PATIENCE_SECONDS)
    about_the_cut, about_the_words, in_the_form = output.splitlines()[:3]
    assert cut in about_the_cut
    assert whole in about_the_cut
    assert kept in about_the_words
    assert in_the_form.replace("x ", " ") == f"{FAMILY} {GIVEN}"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends programs in another way")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_asked_to_end_by_the_system_it_keeps_what_was_just_typed(typist, folder, number):
    wait_for(typist, "typing")
    typist.send_signal(number)
    assert typist.wait(PATIENCE_SECONDS) == 0
    assert names_kept(folder) == [(FAMILY, GIVEN)]
