"""The words of the command line: its parser, in French or English, argparse's own sentences included.

A command's module gives the parser its options and the function that runs it (`Commands.add`); which commands there
are is listed in the package.
"""

import argparse
import gettext
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, NoReturn, TypeVar
from unicodedata import category

from centre_app.commands.terminal import Terminal
from centre_app.language import DOMAIN, N_, NO_BREAK, TRANSLATIONS, Language

Run = Callable[[argparse.Namespace, Terminal], int]
Read = TypeVar("Read")

WRONG_USAGE = 2
LONGEST_NAME = 200

# What argparse itself says, which it looks up in the catalogue while it works. Source: Python 3.11 to 3.13, argparse.py.
ARGPARSE_SAYS = (
    N_("options"),
    N_("positional arguments"),
    N_("show this help message and exit"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("the following arguments are required: %s"),
    N_("unrecognized arguments: %s"),
    N_("expected one argument"),
    N_("expected at least one argument"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("invalid %(type)s value: %(value)r"),
    N_("ambiguous option: %(option)s could match %(matches)s"),
    N_("ignored explicit argument %r"),
)


class Parser(argparse.ArgumentParser):
    """A parser that speaks one language; wrong usage is told in it, with exit code 2."""

    def __init__(self, *, language: Language, **options: Any) -> None:
        super().__init__(formatter_class=partial(_Formatter, language=language), allow_abbrev=False, **options)
        self.language = language

    def error(self, message: str) -> NoReturn:
        """Say how the command is used and what was wrong, and end."""
        self.print_usage(sys.stderr)
        advice = self.language.say(N_("--help tells more."))
        self.exit(WRONG_USAGE, f"{self.prog}: {message}. {advice}\n")


class _Formatter(argparse.RawDescriptionHelpFormatter):
    """Help in one language. "usage:" is argparse's, and would lose its space in a catalogue."""

    def __init__(self, prog: str, *, language: Language) -> None:
        super().__init__(prog, max_help_position=30, width=min(100, shutil.get_terminal_size((100, 24)).columns))
        self._usage = language.say(N_("Usage:"))
        self._before_colon = NO_BREAK if language.code == "fr" else ""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, f"{self._usage} " if prefix is None else prefix)

    def start_section(self, heading: str | None) -> None:
        super().start_section(f"{heading}{self._before_colon}")


class Commands:
    """The commands of the program, as their modules add them."""

    def __init__(self, parser: Parser) -> None:
        self.language = parser.language
        self._parsers = parser.add_subparsers(
            title=self.language.say(N_("commands")),
            dest="command",
            metavar=self.language.say(N_("COMMAND")),
            required=True,
            parser_class=partial(Parser, language=parser.language),  # type: ignore[call-overload]
        )

    def add(self, name: str, does: str, run: Run) -> Parser:
        """Add a command that does what the sentence says; give it its options."""
        said = self.language.say(does)
        parser: Parser = self._parsers.add_parser(name, help=said, description=said)
        parser.set_defaults(run=run)
        add_language_to(parser)
        return parser

    def add_on_a_register(self, name: str, does: str, run: Run) -> Parser:
        """Add a command that opens a register: which, who, and where her passphrase is."""
        parser = self.add(name, does, run)
        say = self.language.say
        folder, person = say(N_("FOLDER")), say(N_("NAME"))
        parser.add_argument("--register", required=True, type=Path, metavar=folder, help=say(N_("the register")))
        named = a_name(self.language)
        parser.add_argument("--person", required=True, type=named, metavar=person, help=say(N_("who opens it")))
        add_passphrase_to(parser)
        return parser


def add_language_to(parser: Parser) -> None:
    """Let the language be chosen, before or after the command; main.py has read it already, to speak before this."""
    parser.add_argument(
        "--language",
        choices=("fr", "en"),
        default=argparse.SUPPRESS,
        help=parser.language.say(N_("speak French or English")),
    )


def add_passphrase_to(parser: Parser) -> None:
    """Let the passphrase come from a file; without it, it is asked for without echo."""
    parser.add_argument(
        "--passphrase-file",
        type=Path,
        metavar=parser.language.say(N_("FILE")),
        help=parser.language.say(
            N_("a file with the passphrase on its first line; asked for without echo when left out")
        ),
    )


def a_day(language: Language) -> Callable[[str], date]:
    """Return how a day is read on the command line: 2026-11-01 or 01/11/2026."""

    def read(text: str) -> date:
        year, month, day = text.split("-") if "-" in text else reversed(text.split("/"))
        return date(int(year), int(month), int(day))

    return _read_or_refuse(read, language, N_("“{text}” is no day; write it as 2026-11-01 or 01/11/2026"))


def a_month(language: Language) -> Callable[[str], date]:
    """Return how a month is read on the command line: 2026-11 or 11/2026; its first day stands for it."""

    def read(text: str) -> date:
        year, month = text.split("-") if "-" in text else reversed(text.split("/"))
        if not 1900 <= int(year) < 2100:
            raise ValueError("no year of a register")
        return date(int(year), int(month), 1)

    return _read_or_refuse(read, language, N_("“{text}” is no month; write it as 2026-11 or 11/2026"))


def a_name(language: Language) -> Callable[[str], str]:
    """Return how a name or a number of a file is read: words on one line, whatever the locale takes their bytes for."""

    def read(text: str) -> str:
        said = os.fsencode(text).decode("utf-8")
        if not said.strip() or len(said) > LONGEST_NAME or any(category(sign) == "Cc" for sign in said):
            raise ValueError("not words on one line")
        return said

    return _read_or_refuse(read, language, N_("this is no name; write words, on one line"))


def a_code(language: Language) -> Callable[[str], str]:
    """Return how a centre's code is read: three letters, which begin its case numbers and the names of its files."""

    def read(text: str) -> str:
        code = text.upper()
        if not (len(code) == 3 and code.isascii() and code.isalpha()):
            raise ValueError("no code")
        return code

    return _read_or_refuse(read, language, N_("this is no code; write three letters from A to Z, such as SEG"))


def a_printed_head(language: Language) -> Callable[[str], str]:
    """Return how the sign of a history is read from the foot of a printed page: "9C41 07B2"."""

    def read(text: str) -> str:
        if not re.fullmatch(r"[0-9A-Fa-f]{4} ?[0-9A-Fa-f]{4}", text):
            raise ValueError("no head")
        return text

    return _read_or_refuse(
        read, language, N_("“{text}” is not what stands at the foot of a page; write it as 9C41 07B2")
    )


def a_count(language: Language) -> Callable[[str], int]:
    """Return how a number from one up is read."""

    def read(text: str) -> int:
        if int(text) < 1:
            raise ValueError("too few")
        return int(text)

    return _read_or_refuse(read, language, N_("“{text}” is no number from 1 up"))


def _read_or_refuse(read: Callable[[str], Read], language: Language, advice: str) -> Callable[[str], Read]:
    def read_or_refuse(text: str) -> Read:
        try:
            return read(text)
        except ValueError:
            raise argparse.ArgumentTypeError(language.say(advice, text=text)) from None

    return read_or_refuse


@contextmanager
def argparse_speaking(language: Language) -> Iterator[None]:
    """Let argparse find its own sentences in our catalogue, through gettext's default domain, for a while."""
    domain, spoken = gettext.textdomain(), os.environ.get("LANGUAGE")
    gettext.bindtextdomain(DOMAIN, TRANSLATIONS)
    gettext.textdomain(DOMAIN)
    os.environ["LANGUAGE"] = language.code
    try:
        yield
    finally:
        gettext.textdomain(domain)
        os.environ.pop("LANGUAGE")
        if spoken is not None:
            os.environ["LANGUAGE"] = spoken
