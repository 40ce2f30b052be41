"""`demo`: a centre and a headquarters with invented people, a month of their life, and everything it leaves behind."""

import argparse
import os
from datetime import UTC, datetime
from pathlib import Path

from centre_app.commands.parser import Commands, a_count
from centre_app.commands.proving import run_main, run_module
from centre_app.commands.terminal import Terminal
from centre_app.language import N_
from centre_app.problems import AlreadyARegister

DEFAULT_FOLDER = "demo"
RESIDENTS, SEED = 24, 7


def add_to(commands: Commands) -> None:
    say = commands.language.say
    demo = commands.add("demo", N_("make a demonstration with invented people, and open the window on it"), run_demo)
    demo.add_argument(
        "--into",
        type=Path,
        metavar=say(N_("FOLDER")),
        help=say(N_("where to make it; a new folder called demo when left out")),
    )
    demo.add_argument(
        "--residents",
        type=a_count(commands.language),
        default=RESIDENTS,
        metavar="N",
        help=say(N_("how many residents are there as the month begins")),
    )
    demo.add_argument(
        "--seed", type=int, default=SEED, metavar="S", help=say(N_("the same number invents the same people"))
    )
    demo.add_argument("--no-window", action="store_true", help=say(N_("open no window afterwards")))


def run_demo(asked: argparse.Namespace, terminal: Terminal) -> int:
    # Here, because it takes paper, bundles and figures together, which no other command does.
    from centre_app.demo import house, month, scene

    into = asked.into or new_folder(Path.cwd())
    if into.exists() and any(into.iterdir()):
        raise AlreadyARegister
    made = scene.make(
        into,
        residents=asked.residents,
        seed=asked.seed,
        today=month.last_whole_day(datetime.now(UTC)),
        language=terminal.language,
        tell=terminal.tell,
    )
    terminal.say(
        N_("Residents present today: {n}. All of them are invented. In {folder}:"), n=made.present, folder=into
    )
    for path in (made.centre, made.headquarters, *made.files):
        terminal.tell(f"    {path.relative_to(into)}")
    # A process of its own draws the pages: nothing here knows the screen. The people in them are invented in French.
    failed = run_module("ui.gallery", [str(into.resolve()), *dict.fromkeys(("fr", terminal.language.code))])
    if failed:
        terminal.warn(terminal.language.say(N_("The pictures of the pages could not be drawn.")))
    door = N_("{register}: {person}, passphrase “{passphrase}”")
    for register, person, passphrase in (
        (made.centre.name, house.DIRECTOR, scene.DIRECTOR_PASSPHRASE),
        *((made.centre.name, name, passphrase) for name, passphrase in made.people),
        (made.headquarters.name, house.SUPERVISOR, scene.SUPERVISOR_PASSPHRASE),
    ):
        terminal.say(door, register=register, person=person, passphrase=passphrase)
    if asked.no_window or not has_screen():
        return failed
    return run_main("--register", str(made.centre))


def new_folder(inside: Path) -> Path:
    """Return a folder that is not there yet: demo, demo-2, demo-3… Nobody's demonstration is made over."""
    folder, number = inside / DEFAULT_FOLDER, 1
    while folder.exists():
        number += 1
        folder = inside / f"{DEFAULT_FOLDER}-{number}"
    return folder


def has_screen() -> bool:
    """Tell whether a window would be seen: main.py lets Qt draw in memory where it would not."""
    return os.environ.get("QT_QPA_PLATFORM") != "offscreen"
