"""`create` and `check`: a new register, and whether one is whole."""

import argparse
from pathlib import Path

from centre_app import integrity, trust
from centre_app.commands.opening import open_asked
from centre_app.commands.parser import Commands, a_code, a_name, a_printed_head, add_passphrase_to
from centre_app.commands.terminal import Terminal
from centre_app.language import N_
from centre_app.opening import Beginning, create_register
from centre_app.passphrases import TOO_EASY, weakness_of
from centre_app.problems import Problem
from centre_app.register import AT_A_CENTRE, AT_HEADQUARTERS

FIRST_ROLE = {AT_A_CENTRE: "director", AT_HEADQUARTERS: "hq_supervisor"}
FAULTS_SHOWN = 20


class WeakPassphrase(Problem):
    """A passphrase of one's own that is short or easily guessed; which of them is the message."""

    message = TOO_EASY
    advice = N_("Take five words that have nothing to do with each other, or 12 characters that nobody would think of.")

    def __init__(self, message: str = TOO_EASY) -> None:
        super().__init__()
        self.message = message


def add_to(commands: Commands) -> None:
    say = commands.language.say
    create = commands.add("create", N_("create a register"), run_create)
    create.add_argument(
        "--register",
        required=True,
        type=Path,
        metavar=say(N_("FOLDER")),
        help=say(N_("a folder that does not exist yet")),
    )
    create.add_argument(
        "--kind", required=True, choices=tuple(FIRST_ROLE), help=say(N_("a centre's register, or headquarters'"))
    )
    code, name = a_code(commands.language), a_name(commands.language)
    create.add_argument(
        "--code", required=True, type=code, metavar="SEG", help=say(N_("three letters that begin its case numbers"))
    )
    create.add_argument(
        "--name", required=True, type=name, metavar=say(N_("NAME")), help=say(N_("the name of the centre"))
    )
    create.add_argument(
        "--person",
        required=True,
        type=name,
        metavar=say(N_("NAME")),
        help=say(N_("its director, or headquarters' supervisor")),
    )
    add_passphrase_to(create)
    check = commands.add_on_a_register(
        "check", N_("check the databases, the history, and what points to nothing"), run_check
    )
    check.add_argument(
        "--printed",
        type=a_printed_head(commands.language),
        metavar="9C41 07B2",
        help=say(N_("what the foot of a printed plan says of the history: is that line still here?")),
    )


def run_create(asked: argparse.Namespace, terminal: Terminal) -> int:
    passphrase = terminal.new_passphrase(asked.passphrase_file)
    if weakness := weakness_of(passphrase, known=(asked.name, asked.person)):
        raise WeakPassphrase(weakness)
    beginning = Beginning(
        kind=asked.kind,
        code=asked.code,
        name=asked.name,
        person=asked.person,
        roles=frozenset({FIRST_ROLE[asked.kind]}),
        passphrase=passphrase,
    )
    create_register(asked.register, beginning)
    terminal.say(
        N_("The register {code} is made. Keep its passphrase: without it nobody can open it."), code=asked.code
    )
    # the code of a sheet belongs on paper: a terminal scrolls back, and a file stays
    terminal.say(N_("It has no recovery sheet yet. Open it in the window and make one: Administration, Ways back in."))
    return 0


def run_check(asked: argparse.Namespace, terminal: Terminal) -> int:
    with open_asked(asked, terminal) as register:
        found = integrity.check(register)
        is_missing = asked.printed is not None and not trust.is_on_record(register, asked.printed)
    language = terminal.language
    if is_missing:
        terminal.warn(
            language.say(
                N_("No line of the history begins with {printed}: it was cut off since that page, or put back."),
                printed=asked.printed,
            )
        )
    for fault in found.faults[:FAULTS_SHOWN]:
        terminal.warn(fault.said_in(language))
    if len(found.faults) > FAULTS_SHOWN:
        terminal.warn(language.say(N_("And {n} more of the same."), n=len(found.faults) - FAULTS_SHOWN))
    if found.not_opened:
        names = ", ".join(found.not_opened)
        terminal.warn(language.say(N_("Not looked at, because your key does not open it: {names}."), names=names))
    if found.faults or is_missing:
        terminal.warn(language.say(N_("Copy the whole folder as it is to a stick and call headquarters.")))
        return 1
    terminal.say(
        N_("The register is whole: {records} records and {lines} lines of history, all in order."),
        records=found.records,
        lines=found.lines,
    )
    return 0
