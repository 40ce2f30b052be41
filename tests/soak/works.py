"""The long works of the real program, each in a process of its own, and whether what it said of them is true.

A `Work` is a command of main.py on a shelf (shelf.py), or this module itself where no command does it:

    python -m tests.soak.works save|rekey FOLDER

What a work says on its standard output it must have done; what it could not do it must say in words, and never hang.
"""

import json
import os
import random
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from centre_app import accounts
from centre_app.backups import restoring, second_place
from centre_app.commands.terminal import Terminal
from centre_app.exchange import receive, refusals
from centre_app.language import Language
from centre_app.opening import open_register, unlock_keys
from centre_app.problems import Problem
from centre_app.records import Bundle, CaseFile, ImportedLine, StaffMember
from db import backup_checks, backups, kept_registers
from tests.makers import DIRECTOR, PASSPHRASE, reopened
from tests.soak import life
from tests.soak.shelf import LINES_IN_IT, MONTH, OLD, OTHER_STICK, PAPERS, PLANNED, ROOT, STICK, WORDS, Saved, World

ACTS_A_SAVE = 6
TRIES = 3  # of one act: "try again" is what each of these problems advises
PATIENCE_SECONDS = 120.0
NEW = "NEW.register"
BUG = "Something unexpected happened"  # what main.py says of an error that nobody had expected
Holds = Callable[[World], Iterator[str]]


@dataclass
class Outcome:
    """What a work said and how it ended; `ended` is None where it had to be stopped, for it hung."""

    told: str
    complained: str
    ended: int | None
    acknowledged: list[Saved] = field(default_factory=list)

    @property
    def claims(self) -> bool:
        """Whether it said that it had done what it was to do."""
        return self.ended == 0


@dataclass(frozen=True, slots=True)
class Work:
    """One work: its program, and what must be true once it said that it was done."""

    program: Callable[[World], Sequence[str | Path]]
    holds: Holds
    again: bool = True  # it can be asked for a second time
    has_threads: bool = False  # then only the calls of databases are alike from one time to the next


def run(work: Work, world: World, *, through: Sequence[str] = (), patience: float = PATIENCE_SECONDS) -> Outcome:
    """Let a work be done, `through` another program where one is to watch it or stand in its way."""
    program = [*through, sys.executable, *map(str, work.program(world))]
    place = {
        "QT_QPA_PLATFORM": "offscreen",
        "QT_LOGGING_RULES": "*=false",
        "XDG_CONFIG_HOME": str(world.shelf / PAPERS),
    }
    with subprocess.Popen(
        program,
        cwd=ROOT,
        env={**os.environ, **place},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        try:
            told, complained = running.communicate(timeout=patience)
        except subprocess.TimeoutExpired:
            running.kill()
            told, complained = running.communicate()
            return Outcome(told=told, complained=complained, ended=None)
    return Outcome(told=told, complained=complained, ended=running.returncode, acknowledged=saves_in(told))


def saves_in(told: str) -> list[Saved]:
    """Return the saves that were acknowledged, each with its records."""
    begun: dict[int, Saved] = {}
    done: list[Saved] = []
    for line in told.splitlines():
        if line.startswith("["):
            what, number, records = json.loads(line)
            if what == "begin":
                begun[number] = [(table, each) for table, each, _ in records]
            elif what == "saved":
                done.append(begun[number])
    return done


def faults_of(work: Work, world: World, outcome: Outcome) -> Iterator[str]:
    """Say where a work hung, ended without words or with the wrong ones, or claimed what is not so."""
    if outcome.ended is None:
        yield "it hangs"
    elif outcome.ended not in (0, 1):
        yield f"it ended with {outcome.ended}: {outcome.complained.strip()[-300:]}"
    yield from told_by_the_window(outcome.told)
    if "Traceback" in outcome.complained or BUG in outcome.complained:
        yield f"no Problem but {outcome.complained.strip()[-300:]}"
    elif outcome.ended == 1 and not outcome.complained.strip():
        yield "it was refused without a word"
    if outcome.claims:
        yield from (f"FALSE: it said that it was done, and {fault}" for fault in work.holds(world))


def told_by_the_window(told: str) -> Iterator[str]:
    """Say where the window crashed, was stuck without saying why, or called saved what was not."""
    saved = shown = 0
    for what, _, of in (json.loads(line) for line in told.splitlines() if line.startswith("[")):
        saved, shown = saved + (what == "saved"), shown + (what == "shown")
        if what == "crash":
            yield f"nobody caught {of}"
        elif what == "stuck" and not of[1]:
            yield f"without a word of why: {of[0]}"
        elif what == "shown" and shown > saved:
            yield "FALSE: the screen says that it is saved"


# --- what each must have done ----------------------------------------------------------------------------------------


def nothing_more(world: World) -> Iterator[str]:
    """What it acknowledged is looked for anyhow."""
    yield from ()


def is_imported(world: World) -> Iterator[str]:
    with reopened(world.centre) as register:
        if (lines := len(register.find(ImportedLine))) != LINES_IN_IT:
            yield f"{lines} of {LINES_IN_IT} lines are imported"


def is_on_the_stick(world: World) -> Iterator[str]:
    """Headquarters must be able to read every file that bears a bundle's name, and there must be one."""
    files = sorted((world.shelf / OTHER_STICK).glob("*.age"))
    if not files:
        yield "nothing is on the stick"
    with reopened(world.headquarters) as headquarters:
        for file in files:
            try:
                receive.open_file(headquarters, file.read_bytes())
            except refusals.Gap:
                pass  # read whole: only its turn has not come
            except Problem as problem:
                yield f"{file.name} is refused: {type(problem).__name__}"


def is_received(world: World) -> Iterator[str]:
    with reopened(world.headquarters) as headquarters:
        if (len(headquarters.find(CaseFile)), len(headquarters.find(Bundle))) != (world.residents, 1):
            yield "headquarters has not what was received"
    if not list((world.shelf / STICK).glob("*-ACCUSE-*.age")):
        yield "no acknowledgement lies on the stick"


def is_reported(world: World) -> Iterator[str]:
    """The three files of a report must each be whole."""
    readers: Mapping[str, Callable[[Path], object]] = {".json": _json, ".xlsx": _zip, ".pdf": _pdf}
    for suffix, read in readers.items():
        files = list((world.shelf / PAPERS).glob(f"*{suffix}"))
        if not files:
            yield f"there is no {suffix}"
        for file in files:
            try:
                read(file)
            except (ValueError, zipfile.BadZipFile):
                yield f"the {suffix} is not whole"


def is_printed(world: World) -> Iterator[str]:
    try:
        _pdf(world.shelf / PAPERS / "plan.pdf")
    except (ValueError, OSError):
        yield "the plan is not there, or not whole"


def _json(file: Path) -> None:
    json.loads(file.read_bytes())


def _zip(file: Path) -> None:
    with zipfile.ZipFile(file) as workbook:
        if workbook.testzip() is not None:
            raise ValueError


def _pdf(file: Path) -> None:
    content = file.read_bytes()
    if not (content.startswith(b"%PDF") and content.rstrip().endswith(b"%%EOF")):
        raise ValueError


def is_revoked(world: World) -> Iterator[str]:
    with reopened(world.centre) as register:
        if sum(slot.passphrase is not None for slot in register.keys.key_file.people) != 1:
            yield "whoever was sent away still has her slot"
        if any(entry.coming for entry in register.keys.key_file.content.compartments.values()):
            yield "the keys are still to be changed"


def is_backed_up(world: World) -> Iterator[str]:
    """The newest backup, here and on the stick, must be whole, and hold every resident there is."""
    newest = backups.listed(world.centre / "backups")[-1]
    on_stick = second_place.on_stick(world.shelf / OTHER_STICK)
    if not on_stick:
        yield "nothing is on the stick"
    keys = unlock_keys(world.centre, DIRECTOR, PASSPHRASE)
    for backup in (newest, *on_stick):
        checked = backup_checks.verify(backup, keys.ring, at="")
        if checked.damaged:
            yield f"{backup.name} is damaged"


def is_restored(world: World) -> Iterator[str]:
    """The register of before is kept, where no passphrase opens it, and the one in its place began a new line."""
    kept = list(world.shelf.glob("SEG.register.2*"))
    if not kept:
        yield "the old register is not kept"
    with reopened(world.centre) as register:
        if not register.vault.ask("SELECT 1 FROM main.history WHERE action = ?", (restoring.RESTORED,)):
            yield "no line of history tells of it"
    if not all(map(kept_registers.is_shut, kept)):
        yield "a passphrase opens the old register"


def is_made(world: World) -> Iterator[str]:
    try:
        open_register(world.shelf / NEW, DIRECTOR, PASSPHRASE).close()
    except Problem as problem:
        yield f"the new register does not open: {type(problem).__name__}"


# --- the works -----------------------------------------------------------------------------------------------------


def command(name: str, *more: str, at: str = "centre") -> Callable[[World], list[str | Path]]:
    """Return a command of main.py; a name in braces stands for its place."""

    def program(world: World) -> list[str | Path]:
        who: list[str | Path] = ["--person", DIRECTOR, "--passphrase-file", world.shelf / WORDS]
        places = {"{shelf}": world.shelf, "{backup}": world.backup, "{back}": world.free("BACK")}
        words = list(more)
        for sign, place in places.items():
            words = [word.replace(sign, str(place)) for word in words]
        folder = world.shelf / NEW if name == "create" else getattr(world, at)
        return [ROOT / "main.py", "--language", "en", name, "--register", folder, *who, *words]

    return program


def own(name: str) -> Callable[[World], list[str | Path]]:
    return lambda world: ["-m", "tests.soak.works", name, world.centre]


def at_the_window(world: World) -> list[str | Path]:
    """Somebody works at the real window for a short day (month_life.py)."""
    return ["-m", "tests.soak.month_life", world.centre, "7", "0", "1", "3"]


WORKS: dict[str, Work] = {
    "opening": Work(command("check"), nothing_more),
    "save": Work(own("save"), nothing_more),
    "window": Work(at_the_window, nothing_more, has_threads=True),
    "import": Work(command("import", f"{{shelf}}/{OLD}"), is_imported),
    "export": Work(command("export", "--to", f"{{shelf}}/{OTHER_STICK}", "--month", f"{MONTH:%Y-%m}"), is_on_the_stick),
    "receive": Work(command("receive", f"{{shelf}}/{STICK}", at="headquarters"), is_received),
    "report": Work(command("report", "--month", f"{MONTH:%Y-%m}", "--to", f"{{shelf}}/{PAPERS}"), is_reported),
    "care-plan": Work(command("care-plan", "--case", PLANNED, "--to", f"{{shelf}}/{PAPERS}/plan.pdf"), is_printed),
    "rekey": Work(own("rekey"), is_revoked),
    "backup": Work(command("backup", "--to", f"{{shelf}}/{OTHER_STICK}"), is_backed_up),
    "restore": Work(command("restore", "--from", "{backup}", "--to", "{back}", "--swap"), is_restored),
    "create": Work(command("create", "--kind", "centre", "--code", "NEW", "--name", "Ségou"), is_made, again=False),
}


# --- those that no command does ----------------------------------------------------------------------------------------


def save(folder: Path, terminal: Terminal) -> int:
    """Live for some acts, each told before and after; one that is refused is tried again, as its words advise."""
    chance = random.Random(folder.name)
    with reopened(folder) as register:
        register.save = life.told(register, tell)  # type: ignore[method-assign]
        for _ in range(ACTS_A_SAVE):
            here = register.find(CaseFile, status="admitted")
            act = chance.choice([life.rename, life.treat, life.arrive, life.roll_call])
            again(lambda act=act, here=here: act(register, chance, here), terminal)  # type: ignore[misc]
    return 0


def again(act: Callable[[], object], terminal: Terminal) -> None:
    """Try an act until it is done, saying each time why it was not. Raises the Problem of the last try."""
    for left in reversed(range(TRIES)):
        try:
            act()
            return
        except Problem as problem:
            if not left:
                raise
            terminal.warn(problem.said_in(terminal.language))


def rekey(folder: Path, terminal: Terminal) -> int:
    """Let a nurse in, send her away, and change every key that she has had in her hands. Who is there already goes first."""
    member = StaffMember(name="Somebody", roles=frozenset({"nurse"}))
    with reopened(folder) as register:
        gone = [slot.id for slot in register.keys.key_file.people if slot.id != register.who]
        if not gone:
            accounts.add_person(register, member)
        for person in gone or [member.id]:
            accounts.revoke(register, person)
    return 0


def tell(what: str, number: int, records: Sequence[Any]) -> None:
    os.write(sys.stdout.fileno(), f"{json.dumps([what, number, records])}\n".encode())


def main(arguments: Sequence[str]) -> int:
    """Do one work as a command does; an error that is no Problem is a bug, and its traceback says which."""
    name, folder = arguments
    terminal = Terminal(Language.of("en"))
    terminal.language.say("Nothing was written.")  # its words are read by now in main.py too
    try:
        return {"save": save, "rekey": rekey}[name](Path(folder), terminal)
    except Problem as problem:
        terminal.warn(problem.said_in(terminal.language))
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
