"""`import`: an old admission register becomes files, or shows what it would become."""

import argparse
from pathlib import Path

from centre_app.backups import making
from centre_app.choices.keys import BackupReason
from centre_app.commands.opening import open_asked
from centre_app.commands.parser import Commands
from centre_app.commands.terminal import Terminal
from centre_app.language import N_
from centre_app.review import WARNS


def add_to(commands: Commands) -> None:
    say = commands.language.say
    importing = commands.add_on_a_register("import", N_("read an old admission register, .csv or .xlsx"), run_import)
    importing.add_argument("file", type=Path, metavar=say(N_("FILE")), help=say(N_("the old register")))
    importing.add_argument(
        "--dry-run", action="store_true", help=say(N_("show what it would become, write nothing, tell every remark"))
    )


def run_import(asked: argparse.Namespace, terminal: Terminal) -> int:
    # Here, because its vocabulary and the spreadsheet reader are of no use to other commands.
    from centre_app.importing.importing import import_register

    with open_asked(asked, terminal) as register:
        if not asked.dry_run:
            making.before(register, BackupReason.BEFORE_IMPORT)
        found = import_register(register, asked.file, dry_run=asked.dry_run)
    for remark in found.remarks:
        if asked.dry_run or remark.severity == WARNS:
            terminal.say(
                N_("{place}: {remark}"),
                place=remark.place_in(terminal.language),
                remark=remark.said_in(terminal.language),
            )
    done = (
        N_("Residents to write: {residents}; children along or born there: {children}. Nothing was written.")
        if asked.dry_run
        else N_("Residents written: {residents}; children along or born there: {children}.")
    )
    terminal.say(done, residents=found.residents, children=found.children)
    terminal.say(
        N_("Lines imported before: {known}. Changed since: {changed}. To look at: {remarked}."),
        known=found.known,
        changed=found.changed,
        remarked=found.lines_with_remarks,
    )
    return 0
