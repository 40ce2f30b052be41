"""`publish`: the coded tables of headquarters into PostgreSQL, for analysts with tools of their own."""

import argparse

from centre_app.commands.opening import open_asked
from centre_app.commands.parser import Commands
from centre_app.commands.terminal import Terminal
from centre_app.language import N_


def add_to(commands: Commands) -> None:
    say = commands.language.say
    publishing = commands.add_on_a_register(
        "publish", N_("load headquarters’ coded tables into PostgreSQL, without names and without words"), run_publish
    )
    publishing.add_argument(
        "--to",
        required=True,
        metavar="postgresql://…",
        help=say(N_("the database; its password stands in PostgreSQL’s own password file")),
    )


def run_publish(asked: argparse.Namespace, terminal: Terminal) -> int:
    from centre_app.publishing.publication import publish  # the driver is loaded where it is used

    with open_asked(asked, terminal) as register:
        done = publish(register, asked.to)
    terminal.say(
        N_("Published: centres {centres}, rows {rows}. Unchanged since the last time: centres {unchanged}."),
        centres=len(done.loaded),
        rows=sum(done.loaded.values()),
        unchanged=done.unchanged,
    )
    return 0
