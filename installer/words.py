"""How set-up speaks: French unless the person asked for English, on stderr, a line or a line that counts the seconds.

Set-up runs before anything is compiled or installed, so its sentences stand here in pairs instead of in a catalogue.
Standard output stays free for what a command answers.
"""

import os
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from typing import Self, TextIO

FRENCH, ENGLISH = "fr", "en"
# gettext's order, less LC_CTYPE; LANG=C says nothing about a language.
LOCALE_VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


def language_asked(arguments: Sequence[str], environment: Mapping[str, str] = os.environ) -> str:
    """Return "fr" or "en": what `--language` says, else the locale, else French, the language of the centres."""
    for word, following in zip(arguments, [*arguments[1:], ""], strict=False):
        chosen = following if word == "--language" else word.removeprefix("--language=")
        if chosen in (FRENCH, ENGLISH) and word.startswith("--language"):
            return chosen
    return _language_of_locale(environment)


def _language_of_locale(environment: Mapping[str, str]) -> str:
    for variable in LOCALE_VARIABLES:
        code = environment.get(variable, "")[:2].lower()
        if code in (FRENCH, ENGLISH):
            return code
    return FRENCH


class Voice:
    """Says what set-up is doing. A step that takes long is one line that counts its seconds, where there is a terminal."""

    def __init__(self, language: str, stream: TextIO | None = None) -> None:
        self.language = language
        self.stream = stream or sys.stderr
        self._step = ""
        self._since = 0.0
        self._stop = threading.Event()
        self._ticker: threading.Thread | None = None

    def choose(self, french: str, english: str) -> str:
        """Return the sentence of the two that this person reads."""
        return english if self.language == ENGLISH else french

    def say(self, french: str, english: str) -> None:
        """Say one whole sentence on a line of its own."""
        self._write(self.choose(french, english) + "\n")

    def say_plain(self, text: str) -> None:
        """Show text that is nobody's sentence: a command to copy, the last lines of another program."""
        self._write(text + "\n")

    def step(self, french: str, english: str) -> None:
        """Say what is being done now; on a terminal it replaces the step before, elsewhere it is a line."""
        self._step, self._since = self.choose(french, english), time.monotonic()
        self._show_step() if self._on_terminal() else self._write(f"  {self._step}\n")

    def __enter__(self) -> Self:
        """Count the seconds of each step until the end of the block."""
        if self._on_terminal():
            self._stop.clear()
            self._ticker = threading.Thread(target=self._tick, daemon=True)
            self._ticker.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._ticker:
            self._stop.set()
            self._ticker.join()
            self._ticker = None
            self._write("\r\033[K")  # the line that counted is done with
        self._step = ""

    def _tick(self) -> None:
        while not self._stop.wait(1):
            self._show_step()

    def _show_step(self) -> None:
        width = os.get_terminal_size(self.stream.fileno()).columns or 80  # some terminals do not tell
        seconds = f"  {time.monotonic() - self._since:.0f} s"
        self._write("\r\033[K" + f"  {self._step}"[: width - len(seconds) - 1] + seconds)

    def _on_terminal(self) -> bool:
        return self.stream.isatty()

    def _write(self, text: str) -> None:
        self.stream.write(text)
        self.stream.flush()
