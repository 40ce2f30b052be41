"""`demo`: a centre and a headquarters with invented people, lived through for a month, and pictures of every page.

Pictures and the window belong to the screen, which this package knows nothing of: main.py hands in what shows them.
"""

import argparse
from collections.abc import Callable
from pathlib import Path

from centre_app.commands.parser import Commands
from centre_app.commands.terminal import Terminal
from centre_app.dates import utc_now
from centre_app.demo import house, scene
from centre_app.language import N_
from centre_app.problems import AlreadyARegister

USUAL_FOLDER = Path("demo")
USUAL_RESIDENTS, MOST_RESIDENTS = 24, 30
USUAL_SEED = 7

# Draws the pages of a demonstration and returns the pictures; opens the window on it and returns the exit code.
Pictures = Callable[[scene.Made, str], list[Path]]
Window = Callable[[Path], int]


def add_to(commands: Commands) -> None:
    say = commands.language.say
    demo = commands.add("demo", N_("make a demonstration with invented people, and open the window on it"), run_demo)
    demo.add_argument(
        "--into",
        type=Path,
        default=USUAL_FOLDER,
        metavar=say(N_("FOLDER")),
        help=say(N_("where; ./demo when left out")),
    )
    demo.add_argument(
        "--residents",
        type=int,
        default=USUAL_RESIDENTS,
        choices=range(1, MOST_RESIDENTS + 1),
        metavar=f"1–{MOST_RESIDENTS}",
        help=say(N_("how many are there when the month begins")),
    )
    demo.add_argument(
        "--seed", type=int, default=USUAL_SEED, metavar="7", help=say(N_("the same number makes the same month"))
    )
    demo.add_argument("--no-window", action="store_true", help=say(N_("leave the files and open nothing")))


def run_demo(asked: argparse.Namespace, terminal: Terminal) -> int:
    into: Path = asked.into.resolve()
    if into.exists() and any(into.iterdir()):
        raise AlreadyARegister
    language = terminal.language
    made = scene.make(
        into,
        residents=asked.residents,
        seed=asked.seed,
        today=utc_now().date(),
        language=language,
        tell=terminal.tell,
    )
    terminal.say(N_("Every page is drawn, at two sizes of window."))
    pictures = asked.pictures(made, language.code) if asked.pictures else []
    _tell_what_was_made(made, pictures, terminal)
    if asked.no_window or asked.window is None:
        return 0
    code: int = asked.window(made.centre)
    return code


def _tell_what_was_made(made: scene.Made, pictures: list[Path], terminal: Terminal) -> None:
    terminal.say(N_("Made in {folder}, with {n} people present:"), folder=made.into, n=made.present)
    terminal.tell(f"  {made.centre.name}/  {made.headquarters.name}/")
    for file in made.files:
        terminal.tell(f"  {file.relative_to(made.into)}")
    if pictures:
        terminal.say(
            N_("  {folder}: {n} pictures"), folder=f"{pictures[0].parent.relative_to(made.into)}/", n=len(pictures)
        )
    for folder, person, passphrase in (
        (made.centre, house.DIRECTOR, scene.DIRECTOR_PASSPHRASE),
        (made.headquarters, house.SUPERVISOR, scene.SUPERVISOR_PASSPHRASE),
    ):
        terminal.say(
            N_("{register} opens for {person} with the passphrase: {passphrase}"),
            register=folder.name,
            person=person,
            passphrase=passphrase,
        )
