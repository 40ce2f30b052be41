"""`export` and `receive`: bundles to headquarters, and what comes back.

At headquarters `receive` takes bundles and writes the acknowledgement beside each; at a centre it reads acknowledgements.
"""

import argparse
from pathlib import Path

from centre_app.commands.opening import open_asked
from centre_app.commands.parser import Commands, a_month
from centre_app.commands.terminal import Terminal
from centre_app.exchange import acknowledgement, bundle, receive, sticks
from centre_app.exchange.merge import merge
from centre_app.exchange.preview import preview_of
from centre_app.exchange.refusals import AlreadyReceived
from centre_app.indicators import coded_copy
from centre_app.language import N_
from centre_app.problems import Problem
from centre_app.register import Register


class NothingToTry(Problem):
    message = N_("At a centre there is nothing to try: an acknowledgement only says what headquarters has.")
    advice = N_("Read it without --dry-run.")


class NothingToExport(Problem):
    message = N_("Headquarters sends no bundle: it receives those of the centres.")
    advice = N_("Open the register of a centre.")


def add_to(commands: Commands) -> None:
    say = commands.language.say
    export = commands.add_on_a_register("export", N_("write the bundle for headquarters"), run_export)
    export.add_argument(
        "--to", required=True, type=Path, metavar=say(N_("FOLDER")), help=say(N_("the stick, or a folder on it"))
    )
    export.add_argument(
        "--month",
        type=a_month(commands.language),
        metavar="2026-11",
        help=say(N_("the month that the bundle closes; this month when left out")),
    )
    receiving = commands.add_on_a_register(
        "receive", N_("read bundles at headquarters, or an acknowledgement at a centre"), run_receive
    )
    receiving.add_argument(
        "files", nargs="+", type=Path, metavar=say(N_("FILE")), help=say(N_("what came on the stick"))
    )
    receiving.add_argument("--dry-run", action="store_true", help=say(N_("show what would change, write nothing")))


def run_export(asked: argparse.Namespace, terminal: Terminal) -> int:
    with open_asked(asked, terminal) as register:
        if register.is_headquarters:
            raise NothingToExport
        prepared = bundle.prepare(register, month=asked.month or register.today)
        sealed = bundle.seal(register, prepared)
        bundle.put_on_stick(sealed, asked.to)
        bundle.mark_written(register, sealed)
    for each in sealed:
        terminal.say(
            N_("{name} is written and was read back. Its words: {words}."), name=each.name, words=" ".join(each.words)
        )
    summary = prepared.summary
    terminal.say(
        N_("Files in it: {cases}; without a name: {withheld}. Arrivals: {arrivals}; exits: {exits}; nights: {nights}."),
        cases=summary.cases,
        withheld=summary.withheld,
        arrivals=summary.arrivals,
        exits=summary.exits,
        nights=summary.nights,
    )
    return 0


def run_receive(asked: argparse.Namespace, terminal: Terminal) -> int:
    """Take each file by itself, in the order of their names, which is that of their numbers.

    One that is refused stops no other and stays where it is: nothing of it enters the register, not even its refusal.
    """
    take = _preview if asked.dry_run else _take
    refused = 0
    with open_asked(asked, terminal) as register:
        for file in sorted(asked.files, key=lambda file: file.name):
            try:
                take(register, file, terminal)
            except AlreadyReceived as known:
                terminal.tell(f"{file.name}: {known.said_in(terminal.language)}")
            except Problem as problem:
                terminal.warn(f"{file.name}: {problem.said_in(terminal.language)}")
                refused += 1
        if refused < len(asked.files) and not asked.dry_run:
            coded_copy.renew_all(register)
    return 1 if refused else 0


def _take(register: Register, file: Path, terminal: Terminal) -> None:
    content = sticks.content_of(file)
    if not register.is_headquarters:
        said = acknowledgement.read_acknowledgement(register, content)
        terminal.say(
            N_("Headquarters has received no. {seq} (files: {cases})."), seq=str(said.bundle.seq), cases=said.cases
        )
        return
    received = merge(register, receive.open_file(register, content))
    terminal.say(N_("{file}: received."), file=file.name)
    receipt = acknowledgement.acknowledge(register, received)
    sticks.put(file.parent, receipt.name, receipt.content)
    terminal.say(N_("The acknowledgement for the centre is beside it: {name}"), name=receipt.name)


def _preview(register: Register, file: Path, terminal: Terminal) -> None:
    if not register.is_headquarters:
        raise NothingToTry
    would = preview_of(register, receive.open_file(register, sticks.content_of(file)))
    terminal.say(
        N_("{file}: new files: {new}; changed: {changed}; without a name: {withheld}. Nothing was written."),
        file=file.name,
        new=would.new_cases,
        changed=would.changed_cases,
        withheld=would.withheld,
    )
