"""Kill the program while keys are changed, and see that the register opens before or after, and never in between.

    python -m tests.soak.key_changes [--count 200] [--seed N]

A process of its own changes a passphrase, revokes somebody, or lets the director in again with the recovery sheet
(key_life.py), and is killed with SIGKILL at a moment within that act. Then: exactly one of the two passphrases and one of
the two sheets open, whoever was there can enter, and nobody else; `main.py check` finds the register sound; every act
that was acknowledged is there, in history too; keys kept from before an act that took hold open no file any more, backups
included.
"""

import argparse
import contextlib
import io
import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import sqlcipher3

from centre_app import accounts, commands, recovery
from centre_app.opening import open_register
from centre_app.problems import Problem, WrongPaperCode
from centre_app.records import Person, StaffMember
from db import connection
from db.errors import StorageError, WrongPassphrase
from db.key_file import KeyFile, from_bytes, read_key_file
from db.keys import OpenKeys, unlock
from tests.makers import DIRECTOR, PASSPHRASE, SettableClock, a_folder, reopened
from tests.soak.key_life import KEPT

ROOT = Path(__file__).resolve().parents[2]
ACTS = ("passphrase", "revoke", "paper")
TOLD_IN_HISTORY = {"passphrase": "change_passphrase", "revoke": "revoke", "paper": "recover_with_paper"}
KILLS_A_REGISTER = 15  # then a new one: what is checked after each kill stays small
MOST_SPARED = 2
FIRST_GUESS_SECONDS = 0.3
BEYOND = 1.2  # how far past the usual length of an act the kill may fall


@dataclass
class Act:
    """One act as it was told; `told` is what it was to change, `answer` what it gave back."""

    kind: str
    told: Any
    is_acknowledged: bool = False
    answer: Any = None


@dataclass
class Known:
    """What opens a register, as far as it was told: what the next life begins with."""

    folder: Path
    passphrase: str
    code: str
    psychologist: tuple[str, str]  # her id and her passphrase: she alone opens the notes
    former_passphrase: str = ""  # the director's, from before she last came back
    saved: set[str] = field(default_factory=set)
    lines: Counter[str] = field(default_factory=Counter)


@dataclass
class Tally:
    """What the kills showed; `lost`, `halves` and `faults` must stay empty."""

    kills: int = 0
    acknowledged: int = 0
    lost: int = 0
    halves: int = 0
    in_mid_act: Counter[str] = field(default_factory=Counter)
    taken_hold: Counter[str] = field(default_factory=Counter)
    changes_cut_short: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        return not (self.lost or self.halves or self.faults)

    def summary(self) -> str:
        """Return the result in one line."""
        acts = ", ".join(
            f"{kind} {self.in_mid_act[kind]} ({self.taken_hold[kind]} had taken hold)" for kind in self.in_mid_act
        )
        return (
            f"{self.kills} kills, {self.acknowledged} acknowledged changes: {self.lost} lost, {self.halves} by halves,"
            f" {len(self.faults)} faults. Kills within an act: {acts}; {self.changes_cut_short} left databases between"
            " two keys, which the next opening finished."
        )


def run(kills: int, *, seed: int = 0, show_progress: bool = False) -> Tally:
    """Kill so many times, each act in its turn, and return what was found."""
    chance, tally, lengths = random.Random(seed), Tally(), dict[str, list[float]]()
    while tally.kills < kills:
        with tempfile.TemporaryDirectory(prefix="registre-keys-") as shelf:
            known = a_house(Path(shelf))
            for _ in range(min(KILLS_A_REGISTER, kills - tally.kills)):
                life = live_and_die(known, ACTS[tally.kills % len(ACTS)], chance, lengths)
                look_after(known, life, tally, chance)
                if show_progress:
                    sys.stderr.write(f"\r{tally.kills} of {kills}")
                    sys.stderr.flush()
    return tally


def a_house(shelf: Path) -> Known:
    """Make a register with a sheet, a psychologist, and a backup under today's keys."""
    folder, sheet = a_folder(shelf), recovery.new_sheet()
    with reopened(folder) as register:
        recovery.keep_sheet(register, sheet)
        member = StaffMember(name="Rokia Dolo", roles=frozenset({"psychologist"}))
        passphrase = accounts.add_person(register, member)
    (folder / "backups" / "2026-11-21").mkdir(parents=True)
    for path in folder.glob("*.db"):
        shutil.copy(path, folder / "backups" / "2026-11-21")
    return Known(folder=folder, passphrase=PASSPHRASE, code=sheet.code, psychologist=(member.id, passphrase))


# --- one life ----------------------------------------------------------------------------------------------------


def live_and_die(known: Known, act: str, chance: random.Random, lengths: dict[str, list[float]]) -> list[Act]:
    """Let the director act, kill her program within an act of that kind, and return all that it told."""
    program = [sys.executable, "-m", "tests.soak.key_life", str(known.folder), act]
    acts: dict[int, Act] = {}
    with subprocess.Popen(program, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as life:
        assert life.stdin is not None
        assert life.stdout is not None
        json.dump({"passphrase": known.passphrase, "code": known.code}, life.stdin)
        life.stdin.close()
        _wait_into(act, life.stdout, acts, chance, lengths.setdefault(act, []))
        life.kill()
        for line in life.stdout:  # what it had still told when it died
            _note(line, acts)
    assert acts, "the program did not begin to live"
    return list(acts.values())


def _wait_into(
    act: str, told: Iterator[str], acts: dict[int, Act], chance: random.Random, lengths: list[float]
) -> None:
    """Return at some moment within an act of that kind, or just behind it."""
    spared, began = chance.randint(0, MOST_SPARED), 0.0
    for line in told:
        match _note(line, acts):
            case ("begin", kind) if kind == act and not spared:
                usual = sorted(lengths)[len(lengths) // 2] if lengths else FIRST_GUESS_SECONDS
                time.sleep(chance.uniform(0, BEYOND * usual))
                return
            case ("begin", kind) if kind == act:
                spared, began = spared - 1, time.perf_counter()
            case ("done", kind) if kind == act:
                lengths.append(time.perf_counter() - began)


def _note(line: str, acts: dict[int, Act]) -> tuple[str, str]:
    """Write down one line of what the program tells; a line that it died in says nothing."""
    if not line.endswith("\n"):
        return "", ""
    what, number, kind, told = json.loads(line)
    if what == "begin":
        acts[number] = Act(kind=kind, told=told)
    else:
        acts[number].is_acknowledged, acts[number].answer = True, told
    return what, kind


# --- the morning after -------------------------------------------------------------------------------------------


def look_after(known: Known, life: list[Act], tally: Tally, chance: random.Random) -> None:
    """Hold the register to every act that was told, and note in `known` what opens it now."""
    tally.kills += 1
    tally.acknowledged += sum(act.is_acknowledged for act in life)
    key_file = read_key_file(known.folder)
    tally.changes_cut_short += any(entry.coming for entry in key_file.content.compartments.values())
    *done, last = life
    for act in done:
        take_hold(known, act)
    holds = has_taken_hold(known, last, key_file, tally)
    tally.lost += last.is_acknowledged and last.kind in ACTS and not holds
    if holds or last.is_acknowledged:
        take_hold(known, last)
    if not last.is_acknowledged:
        tally.in_mid_act[last.kind] += 1
        tally.taken_hold[last.kind] += holds
    tally.faults += faults_in(known, tally, chance)
    if holds and last.kind in ("revoke", "paper"):
        tally.faults += what_kept_keys_open(known, last, life)


def take_hold(known: Known, act: Act) -> None:
    """What opens the register once this act is done, and what its history must tell."""
    if act.kind in TOLD_IN_HISTORY:
        known.lines[TOLD_IN_HISTORY[act.kind]] += 1
    match act.kind:
        case "save":
            known.saved |= set(act.told)
        case "passphrase":
            known.passphrase = act.told
        case "paper":
            known.former_passphrase = known.passphrase
            known.passphrase, known.code = act.told


def has_taken_hold(known: Known, act: Act, key_file: KeyFile, tally: Tally) -> bool:
    """Say on which side of an act that was cut short the register stands; count it when it stands on neither or both."""
    match act.kind:
        case "passphrase":
            before, after = (unlocks(key_file, DIRECTOR, one) for one in (known.passphrase, act.told))
        case "paper":
            new, code = act.told
            before = unlocks(key_file, DIRECTOR, known.passphrase) and is_the_sheet(known.folder, known.code)
            after = unlocks(key_file, DIRECTOR, new) and is_the_sheet(known.folder, code)
        case "revoke":
            before = any(one.id == act.told for one in key_file.people)
            after = not before
        case _:
            return False  # a save, or somebody let in: looked for in the register itself
    tally.halves += before == after
    return after


def unlocks(key_file: KeyFile, person: str, passphrase: str) -> bool:
    try:
        unlock(key_file, key_file.person(person).id, passphrase).wipe()
    except WrongPassphrase:
        return False
    return True


def is_the_sheet(folder: Path, code: str) -> bool:
    try:
        recovery.check_paper(folder, code)
    except WrongPaperCode:
        return False
    return True


def faults_in(known: Known, tally: Tally, chance: random.Random) -> Iterator[str]:
    """Open the register as everybody who can, in any order, and say what is not as it was told."""
    openings = [(DIRECTOR, known.passphrase), known.psychologist]
    chance.shuffle(openings)
    for person, passphrase in openings:
        try:
            open_register(known.folder, person, passphrase, clock=SettableClock()).close()
        except Problem as problem:
            yield f"{person} does not get in: {type(problem).__name__}"
            return
    with open_register(known.folder, DIRECTOR, known.passphrase, clock=SettableClock()) as register:
        tally.lost += len(known.saved - {person.id for person in register.find(Person)})
        lines = register.vault.ask("SELECT action, count(*) AS lines FROM main.history GROUP BY action")
        told = {line["action"]: line["lines"] for line in lines}
        for action, expected in known.lines.items():
            if told.get(action) != expected:
                yield f"{action}: {told.get(action)} lines of history for {expected} acts"
        yield from shut_files(known.folder, register.keys)
    with open_register(known.folder, *known.psychologist, clock=SettableClock()) as register:
        yield from shut_files(known.folder, register.keys)
        if any(entry.coming for entry in register.keys.key_file.content.compartments.values()):
            yield "a change of keys waits although everybody was there"
    yield from said_by_check(known)


def shut_files(folder: Path, keys: OpenKeys) -> Iterator[str]:
    """Name the files, backups too, that these keys should open and do not."""
    for name, key in keys.sqlcipher_keys().items():
        for path in folder.glob(f"**/{name}.db"):
            if not opens(path, key, name):
                yield f"{path.relative_to(folder)} does not open with today's key"


def what_kept_keys_open(known: Known, act: Act, life: list[Act]) -> Iterator[str]:
    """Name the files that whoever kept the key file and the passphrase of the day before can still open."""
    kept = from_bytes((known.folder.parent / KEPT).read_bytes())
    key_file = KeyFile(folder=known.folder.parent / "nowhere", content=kept)
    if act.kind == "revoke":
        person, passphrase = act.told, [one for one in life if one.kind == "let_in"][-1].answer
    else:
        person, passphrase = DIRECTOR, known.former_passphrase
    keys = unlock(key_file, key_file.person(person).id, passphrase)
    for name, key in keys.sqlcipher_keys().items():
        for path in known.folder.glob(f"**/{name}.db"):
            if opens(path, key, name):
                yield f"{path.relative_to(known.folder)} opens with a key from before {act.kind}"


def opens(path: Path, key: bytes, name: str) -> bool:
    try:
        with contextlib.closing(connection.open_alone(path, key, name)):
            return True
    except (StorageError, sqlcipher3.dbapi2.Error):
        return False


def said_by_check(known: Known) -> Iterator[str]:
    """Run `main.py check` on the register and return what it does not like."""
    file, said = known.folder.parent / "passphrase", io.StringIO()
    file.write_text(known.passphrase, encoding="utf-8")
    arguments = ["check", "--register", str(known.folder), "--person", DIRECTOR, "--passphrase-file", str(file)]
    with contextlib.redirect_stderr(said), contextlib.redirect_stdout(io.StringIO()):
        if commands.main(arguments, language="en"):
            yield f"check: {said.getvalue().strip()}"


def main(arguments: list[str]) -> int:
    """Run from the shell; return 0 when nothing was lost."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak.key_changes", description=__doc__)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args(arguments)
    tally = run(asked.count, seed=asked.seed, show_progress=True)
    sys.stdout.write("\n".join(["", tally.summary(), *tally.faults, ""]))
    return 0 if tally.is_clean else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
