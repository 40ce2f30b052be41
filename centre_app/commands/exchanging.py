"""`export` and `receive`: bundles to headquarters, and what comes back.

At headquarters `receive` takes bundles and writes the acknowledgement beside each; at a centre it reads acknowledgements.
"""

import argparse
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

from centre_app.backups import making
from centre_app.choices.keys import BackupReason
from centre_app.commands.opening import open_asked
from centre_app.commands.parser import Commands, a_month
from centre_app.commands.terminal import Terminal
from centre_app.exchange import acknowledgement, bundle, inbox, line, receive, sticks, waiting
from centre_app.exchange.merge import merge
from centre_app.exchange.notices import notices_of
from centre_app.exchange.preview import preview_of
from centre_app.exchange.refusals import AlreadyReceived, Gap, OtherLine
from centre_app.indicators import coded_copy
from centre_app.language import N_
from centre_app.problems import Problem
from centre_app.records import Bundle
from centre_app.register import Register


class NothingToTry(Problem):
    message = N_("At a centre there is nothing to try: an acknowledgement only says what headquarters has.")
    advice = N_("Read it without --dry-run.")


class NothingToExport(Problem):
    message = N_("Headquarters sends no bundle: it receives those of the centres.")
    advice = N_("Open the register of a centre.")


class NothingToReceive(Problem):
    message = N_("There is nothing to receive in what you named.")
    advice = N_("Name files that end in .age, or a folder in which they lie.")


class NoLineOfItsOwn(Problem):
    message = N_("Headquarters has no line of bundles: only a centre begins a new one.")
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
        "files", nargs="+", type=Path, metavar=say(N_("FILE")), help=say(N_("what came on the stick: files or folders"))
    )
    receiving.add_argument(
        "--restored",
        action="append",
        default=[],
        metavar=say(N_("CODE")),
        help=say(N_("a centre whose register was put back from a backup, as it said by telephone")),
    )
    receiving.add_argument("--dry-run", action="store_true", help=say(N_("show what would change, write nothing")))
    commands.add_on_a_register(
        "begin-line", N_("begin a new line of bundles, after a restore or a copy of the laptop"), run_begin_line
    )


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
    refused = known_already = 0
    with open_asked(asked, terminal) as register:
        files = _files_in(register, asked.files)
        if not files:
            raise NothingToReceive
        first = cache(partial(making.before, register, BackupReason.BEFORE_RECEIVING))  # once, whatever comes
        for file in files:
            try:
                if asked.dry_run:
                    _preview(register, file, terminal)
                elif register.is_headquarters:
                    _receive(register, file, terminal, restored=asked.restored, first=first)
                else:
                    _read_receipt(register, file, terminal)
            except (AlreadyReceived, Gap) as known:
                terminal.tell(f"{file.name}: {known.said_in(terminal.language)}")
                known_already += 1
            except Problem as problem:
                terminal.warn(f"{file.name}: {problem.said_in(terminal.language)}")
                refused += 1
        if refused + known_already < len(files) and not asked.dry_run:
            coded_copy.renew_all(register)
    return 1 if refused else 0


def _files_in(register: Register, asked: list[Path]) -> list[Path]:
    """Return the files that were named, and of folders what may be meant for this register."""
    found: list[Path] = []
    for path in asked:
        if path.is_dir():
            found += (sticks.arrivals_in if register.is_headquarters else sticks.acknowledgements_in)(path)
        else:
            found.append(path)
    return sorted(found, key=lambda file: file.name)


def _read_receipt(register: Register, file: Path, terminal: Terminal) -> None:
    said = acknowledgement.read_acknowledgement(register, sticks.content_of(file))
    terminal.say(
        N_("Headquarters has received no. {seq} (files: {cases})."), seq=str(said.bundle.seq), cases=said.cases
    )


def _receive(
    register: Register, file: Path, terminal: Terminal, *, restored: list[str], first: Callable[[], object]
) -> None:
    """Receive a file, and what had waited for it. One that comes too early waits beside the register.

    `first` is done before anything changes: a backup.
    """
    content = sticks.content_of(file)
    try:
        incoming = _checked(register, content, restored)
    except AlreadyReceived:
        _give_missing_receipt(register, content, file.parent, terminal)
        raise
    except Gap as gap:
        waiting.keep(register, content, gap)
        raise
    for notice in notices_of(register, incoming):
        terminal.tell(f"{file.name}: {notice.said_in(terminal.language)}")
    first()
    received = merge(register, incoming)
    terminal.say(N_("{file}: received."), file=file.name)
    _give_receipt(register, received, file.parent, terminal)
    for one, follower in waiting.follow(register, incoming.manifest.code):
        said = N_("No. {seq} of {centre} had waited for it, and is received.")
        terminal.say(said, seq=str(one.seq), centre=one.code)
        _give_receipt(register, follower, file.parent, terminal)


def _checked(register: Register, content: bytes, restored: list[str]) -> receive.Incoming:
    try:
        return receive.open_file(register, content)
    except OtherLine as other:
        if other.parts["code"] not in restored:
            raise
        return receive.open_file(register, content, new_line_agreed=True)


def _give_receipt(register: Register, received: Bundle, folder: Path, terminal: Terminal) -> None:
    receipt = acknowledgement.acknowledge(register, received)
    sticks.put(folder, receipt.name, receipt.content)
    terminal.say(N_("The acknowledgement for the centre is beside it: {name}"), name=receipt.name)


def _give_missing_receipt(register: Register, content: bytes, folder: Path, terminal: Terminal) -> None:
    """Write the acknowledgement that the stick had no room for when its bundle was received, or that was lost since."""
    received = inbox.received_as(register, content)
    if received is not None and not (folder / acknowledgement.acknowledge(register, received).name).exists():
        _give_receipt(register, received, folder, terminal)


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
    for notice in would.notices:
        terminal.tell(notice.said_in(terminal.language))


def run_begin_line(asked: argparse.Namespace, terminal: Terminal) -> int:
    with open_asked(asked, terminal) as register:
        if register.is_headquarters:
            raise NoLineOfItsOwn
        line.begin_new_line(register)
    terminal.say(N_("A new line is begun. The next bundle is number 1 and holds everything: call headquarters before."))
    return 0
