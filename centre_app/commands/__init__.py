"""The commands of main.py, for headquarters' scheduled work and for tests: the same services as the window.

One small module a group; each adds its commands to the parser and runs them. Exit codes: 0 done, 1 refused with a
reason on stderr, 2 wrong usage. There is never a traceback: an unexpected error is one sentence and a line in the log.
"""

import sys
from collections.abc import Sequence
from io import TextIOWrapper

from centre_app.commands import (
    backing_up,
    case_data,
    counting,
    demonstration,
    exchanging,
    keeping,
    old_registers,
    paper,
    proving,
    publishing,
    reporting,
)
from centre_app.commands.parser import Commands, Parser, add_language_to, argparse_speaking
from centre_app.commands.terminal import Terminal, forget_unwritten
from centre_app.language import N_, Language
from centre_app.logs import note_crash
from centre_app.problems import Problem, as_problems

GROUPS = (
    demonstration,
    keeping,
    backing_up,
    old_registers,
    paper,
    exchanging,
    counting,
    reporting,
    case_data,
    publishing,
    proving,
)  # in the order of --help

DONE, REFUSED = 0, 1
STOPPED = 130  # what a shell makes of Ctrl+C


def main(arguments: Sequence[str], *, language: str) -> int:
    """Run the command that the arguments name and return the exit code."""
    if arguments[:1] == ["test"]:  # what follows is pytest's, options and all
        return proving.run_module("tests", arguments[1:])
    speak_utf_8()
    terminal = Terminal(Language.of(language))
    with argparse_speaking(terminal.language):
        asked = parser_in(terminal.language).parse_args(arguments)
    try:
        with as_problems():  # what the disk does not let itself be asked
            code: int = asked.run(asked, terminal)
    except Problem as problem:
        terminal.warn(problem.said_in(terminal.language))
        return REFUSED
    except KeyboardInterrupt:
        return STOPPED
    except BrokenPipeError:  # whoever was reading has read enough
        forget_unwritten(sys.stdout)
        return DONE
    except Exception as error:  # a bug: the person gets a sentence, the log gets the rest
        terminal.warn(sentence_about(error, terminal.language))
        return REFUSED
    return code


def parser_in(language: Language) -> Parser:
    """Return the parser of the whole command line, in one language."""
    parser = Parser(
        prog="main.py",
        language=language,
        description=language.say(
            N_("Registre, the register of a reception centre. Without a command it opens its window.")
        ),
    )
    add_language_to(parser)
    parser.add_argument(  # main.py has opened the window where this comes first
        "--register",
        metavar=language.say(N_("FOLDER")),
        help=language.say(N_("without a command: open the window at this register")),
    )
    parser.add_argument(
        "--system",
        action="store_true",
        help=language.say(N_("at the first start, install what the system lacks (apt-get, through sudo)")),
    )
    commands = Commands(parser)
    for group in GROUPS:
        group.add_to(commands)
    return parser


def speak_utf_8() -> None:
    """Read and write UTF-8 whatever the locale; what no text can hold (a bad file name) is written with its number."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(
                encoding="utf-8", errors="surrogateescape" if stream is sys.stdin else "backslashreplace"
            )


def sentence_about(error: Exception, language: Language) -> str:
    """Note an unexpected error in the log, and return what to tell the person."""
    kind = type(error).__name__
    try:
        file = note_crash(error)
    except OSError:
        return language.say(N_("Something unexpected happened ({kind}); nothing half-done was kept."), kind=kind)
    return language.say(
        N_(
            "Something unexpected happened ({kind}); nothing half-done was kept. Send this file, which names nobody: {file}"
        ),
        kind=kind,
        file=file,
    )
