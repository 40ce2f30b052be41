"""`figures`: what the centre counts over a period, for people, spreadsheets and programs."""

import argparse

from centre_app.commands.opening import open_asked
from centre_app.commands.parser import Commands, a_day
from centre_app.commands.terminal import Terminal
from centre_app.indicators import figures, writing
from centre_app.language import N_
from centre_app.problems import Problem

JSON, CSV, TEXT = "json", "csv", "text"


class EndsBeforeItBegins(Problem):
    message = N_("The period ends before it begins.")
    advice = N_("Give its first day after --from and its last after --to.")


def add_to(commands: Commands) -> None:
    say, day = commands.language.say, a_day(commands.language)
    counting = commands.add_on_a_register("figures", N_("count over a period, both days in it"), run_figures)
    first, last = say(N_("its first day")), say(N_("its last day"))
    counting.add_argument("--from", required=True, type=day, dest="first", metavar="2026-11-01", help=first)
    counting.add_argument("--to", required=True, type=day, dest="last", metavar="2026-11-30", help=last)
    counting.add_argument("--format", choices=(JSON, CSV, TEXT), default=TEXT, help=say(N_("text when left out")))


def run_figures(asked: argparse.Namespace, terminal: Terminal) -> int:
    if asked.last < asked.first:
        raise EndsBeforeItBegins
    with open_asked(asked, terminal) as register:
        counted = figures.count(register, asked.first, asked.last)
    match asked.format:
        case "json":
            terminal.tell(writing.as_json(counted))
        case "csv":  # the terminal ends its lines itself
            terminal.tell("\n".join(writing.as_csv(counted, terminal.language).splitlines()))
        case _:
            terminal.tell(writing.as_text(counted, terminal.language))
    return 0
