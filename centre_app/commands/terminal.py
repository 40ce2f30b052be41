"""The terminal a command talks to: what it says, what it refuses, and how it is given a passphrase.

Answers go to standard output, everything else to standard error. A passphrase comes from a file or from the keyboard
without echo; never from the command line or the environment, which other programs can read.
"""

import getpass
import os
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from centre_app.language import N_, Language
from centre_app.problems import Problem

LONGEST_PASSPHRASE_FILE = 4096  # a file with more in it is another file


class PassphraseFileProblem(Problem):
    message = N_("The file with the passphrase cannot be read.")
    advice = N_("It is a text file (UTF-8) with the passphrase on its first line.")


class NoKeyboard(Problem):
    message = N_("There is no keyboard here to type a passphrase on.")
    advice = N_("Put it on the first line of a file, and name the file after --passphrase-file.")


class PassphrasesDiffer(Problem):
    message = N_("The two passphrases are not the same.")
    advice = N_("Start the command again; nothing was made.")


class AnswerNotWritten(Problem):
    message = N_("The answer could not be written where it was to go.")
    advice = N_("Look whether that disk is full. What the register was to keep is kept.")


@dataclass(frozen=True, slots=True)
class Terminal:
    """Where one command speaks, and in which language."""

    language: Language

    def tell(self, text: str) -> None:
        """Give an answer. Raises AnswerNotWritten, or BrokenPipeError when whoever was reading has read enough."""
        try:
            _write(sys.stdout, text)
        except BrokenPipeError:
            raise
        except OSError:
            forget_unwritten(sys.stdout)
            raise AnswerNotWritten from None

    def warn(self, text: str) -> None:
        """Say something beside the answer, if anybody can hear it: the exit code says it too."""
        try:
            _write(sys.stderr, text)
        except OSError:
            with suppress(OSError):
                forget_unwritten(sys.stderr)

    def say(self, message: str, **parts: Any) -> None:
        """Give an answer as a sentence in the person's language; mark the message with `N_`."""
        self.tell(self.language.say(message, **parts))

    def passphrase(self, file: Path | None) -> str:
        """Return the passphrase from its file, or typed without echo. Raises a Problem where neither is possible."""
        return read_passphrase(file) if file else self._typed(self.language.say(N_("Passphrase:")))

    def new_passphrase(self, file: Path | None) -> str:
        """Return a passphrase to begin with, typed twice. Raises a Problem."""
        if file:
            return read_passphrase(file)
        chosen = self._typed(self.language.say(N_("New passphrase:")))
        if self._typed(self.language.say(N_("The same once more:"))) != chosen:
            raise PassphrasesDiffer
        return chosen

    def _typed(self, prompt: str) -> str:
        if not sys.stdin or not sys.stdin.isatty():
            raise NoKeyboard
        return getpass.getpass(f"{prompt} ")


def _write(stream: TextIO | None, text: str) -> None:
    if stream is not None:  # as when the shell has closed it
        stream.write(text + "\n")
        stream.flush()


def forget_unwritten(stream: TextIO) -> None:
    """Let what a stream could not write go nowhere: else Python tries again as it ends, and complains."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def read_passphrase(file: Path) -> str:
    """Return the first line of a file. Raises PassphraseFileProblem where it is not a short text."""
    try:
        with file.open("rb") as opened:
            lines = opened.read(LONGEST_PASSPHRASE_FILE).decode("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        raise PassphraseFileProblem from None
    if not lines or not lines[0]:
        raise PassphraseFileProblem
    return lines[0]
