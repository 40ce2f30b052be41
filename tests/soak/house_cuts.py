"""Cut the power over some days of a house: a new program, saves, backups, a stick, an export, and the way back.

    python -m tests.soak.house_cuts [--count 1000] [--seed N]

As power_cuts.py does it for changes of keys: house_life.py is recorded with every call that it makes on the laptop's disk
and on the stick; the power goes at the edges of syncs and between them; and what a disk that forgets would hold is looked
at by the program itself. The register is there and opens, an older one is migrated whole or not at all, a restored one has
taken the place or has not; every acknowledged save is there, in the register, or in the one that was kept when a backup
took its place, which no passphrase opens; every backup that is listed is whole, and the one that was acknowledged is listed; and on the stick every
file under its own name is whole, and what was called written is there.
"""

import argparse
import hashlib
import json
import random
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from centre_app.backups import restoring, second_place
from centre_app.door import registers_in
from centre_app.opening import open_register
from centre_app.problems import NoSuchPerson, Problem
from db import backups
from db.errors import StorageError
from db.vault import Vault
from tests.golden import CENTRE_FOLDER, folder_of
from tests.makers import DIRECTOR, PASSPHRASE, SettableClock
from tests.soak.disk_model import Call, Kind
from tests.soak.disk_trace import is_possible, record
from tests.soak.kills import Revision, revisions_in
from tests.soak.power_cuts import Recording, a_disk, digest, lefts, places_in, put
from tests.soak.power_cuts import Tally as KeyTally
from tests.soak.power_world import Act, World
from tests.soak.shelf import said_by_check

OLDEST = 1  # the schema number that the register comes with
HOME, STICK = "home", "stick"
NOBODY = World(people={}, code="", director="", psychologist="")


@dataclass
class Tally:
    """What the cuts showed; `faults` must stay empty, and says each with the act and the kind of disk."""

    cuts: int = 0
    states: int = 0
    acknowledged: int = 0
    edges: int = 0
    all_edges: int = 0
    within: Counter[str] = field(default_factory=Counter)
    taken_hold: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)

    def summary(self) -> str:
        acts = ", ".join(f"{kind} {n} ({self.taken_hold[kind]} stood after it)" for kind, n in self.within.items())
        return (
            f"{self.cuts} power cuts at {self.edges} of {self.all_edges} edges of a sync and between them; {self.states}"
            f" different disks were left and opened, which held {self.acknowledged} acknowledged saves:"
            f" {sum(self.faults.values())} faults. Within an act: {acts}."
        )


@dataclass(frozen=True, slots=True)
class Moment:
    """What was acknowledged when the power went, and what was on its way."""

    done: Sequence[Act]
    now: Act | None

    def of(self, kind: str) -> list[Act]:
        return [act for act in self.done if act.kind == kind]

    @property
    def has_gone_back(self) -> bool:
        return bool(self.of("restore"))

    @property
    def may_have_gone_back(self) -> bool:
        return self.has_gone_back or (self.now is not None and self.now.kind == "restore")


def run(cuts: int, *, seed: int = 0, show_progress: bool = False) -> Tally:
    """Record the days once, cut them so many times, and return what was found."""
    chance, tally = random.Random(seed), Tally()
    with a_disk() as disk:
        cut(recorded(disk), cuts, chance, tally, show_progress=show_progress)
    return tally


def recorded(disk: Path) -> Recording:
    """Let the days be lived on a disk, and return all that was asked of it."""
    folder, stick = disk / HOME / CENTRE_FOLDER, disk / STICK
    shutil.copytree(folder_of(OLDEST) / CENTRE_FOLDER, folder)
    stick.mkdir()
    before = Path(tempfile.mkdtemp(dir=disk.parent))
    shutil.copytree(disk, before, dirs_exist_ok=True)
    program = ["-m", "tests.soak.house_life", str(folder), str(stick)]
    calls = record(disk, program, disk.parent / "trace", told="")
    return Recording(disk=disk, before=before, calls=calls, acts=list(_acts_in(calls)), world=NOBODY)


def _acts_in(calls: Sequence[Call]) -> Iterator[Act]:
    begun: dict[int, Act] = {}
    for place, call in enumerate(calls):
        if call.what == "told":
            what, number, kind, told = json.loads(call.octets)
            if what == "begin":
                begun[number] = Act(kind=kind, told=told, begun=place)
            else:
                begun[number].done = place
    return iter(begun.values())


def cut(
    recording: Recording,
    cuts: int,
    chance: random.Random,
    tally: Tally,
    *,
    calls: Sequence[Call] | None = None,
    show_progress: bool = False,
) -> None:
    """Cut a recording so many times, half on each kind of disk. `calls` are those the disk heard, if not all."""
    edges = KeyTally()
    places = places_in(recording, cuts, chance, edges, counted=True)
    tally.edges, tally.all_edges = edges.edges, edges.all_edges
    seen: set[bytes] = set()
    for kind, its_places in ((Kind.STRICT, places[::2]), (Kind.ORDERED, places[1::2])):
        for place, left in lefts(recording, calls or recording.calls, kind, its_places, chance):
            tally.cuts += 1
            if (mark := digest(left) + bytes([_told_before(recording, place)])) not in seen:
                seen.add(mark)
                put(recording.disk, left)
                look_after(recording.disk, moment_at(recording, place), kind, tally)
            if show_progress:
                sys.stderr.write(f"\r{tally.cuts} cuts, {tally.states} states, {sum(tally.faults.values())} faults ")
                sys.stderr.flush()


def _told_before(recording: Recording, place: int) -> int:
    return sum(call.what == "told" for call in recording.calls[:place]) % 256


def moment_at(recording: Recording, place: int) -> Moment:
    done = [act for act in recording.acts if act.done is not None and act.done < place]
    now = [act for act in recording.acts if act.begun < place and (act.done is None or act.done >= place)]
    return Moment(done, now[0] if now else None)


# --- the morning after -------------------------------------------------------------------------------------------------


def look_after(disk: Path, moment: Moment, kind: Kind, tally: Tally) -> None:
    """Start on what is left and hold it to all that was told."""
    tally.states += 1
    tally.acknowledged += len(moment.of("save"))
    within = moment.now.kind if moment.now else "between acts"
    holds: list[bool] = []
    try:
        found = [*faults_in(disk, moment, holds)]
    except (Problem, StorageError) as problem:
        found = [f"nobody gets in: {type(problem).__name__}"]
    tally.faults.update(f"{within}, {kind.name}: {fault}" for fault in found)
    tally.within[within] += 1
    tally.taken_hold[within] += any(holds)


def faults_in(disk: Path, moment: Moment, holds: list[bool]) -> Iterator[str]:
    """Open the register as the next start does; `holds` hears whether what was on its way has taken hold."""
    folder = disk / HOME / CENTRE_FOLDER
    if folder not in registers_in(disk / HOME):
        yield "there is no register"
        return
    olds = sorted((disk / HOME).glob(f"{CENTRE_FOLDER}.2*"))
    if any(opens_by_a_passphrase(old) for old in olds):
        yield "a register that was kept opens by a passphrase"
    written, kept, went_back = what_stands_in(folder, olds)
    if went_back and not (moment.may_have_gone_back and olds):
        yield "a backup has taken the place, and the old register is not kept"
    if moment.has_gone_back and not went_back:
        yield "LOST: the restored register has not taken the place"
    for act in moment.of("save"):
        there = sum(tuple(each) in written | kept for each in act.told)
        if there != len(act.told):
            yield f"LOST: {there} of {len(act.told)} acknowledged records are there"
    if moment.now is not None and moment.now.kind == "save":
        there = sum(tuple(each) in written for each in moment.now.told)
        holds.append(bool(there))
        if there not in (0, len(moment.now.told)):
            yield f"HALF: {there} of {len(moment.now.told)} records of one save are there"
    holds.append(went_back and not moment.has_gone_back)
    yield from faults_in_backups(folder, moment)
    yield from faults_on_the_stick(disk / STICK, moment)
    with open_register(folder, DIRECTOR, PASSPHRASE, clock=SettableClock()) as register:
        yield from said_by_check(register)


def opens_by_a_passphrase(kept: Path) -> bool:
    try:
        open_register(kept, DIRECTOR, PASSPHRASE, clock=SettableClock()).close()
    except NoSuchPerson:
        return False
    return True


def what_stands_in(folder: Path, olds: Sequence[Path]) -> tuple[set[Revision], set[Revision], bool]:
    """Return every revision in a register, all in those that were kept, and whether history says that it was restored.

    No passphrase opens what was kept; the keys of the register that took its place do.
    """
    with open_register(folder, DIRECTOR, PASSPHRASE, clock=SettableClock()) as register:
        lines = register.vault.ask("SELECT 1 FROM main.history WHERE action = ?", (restoring.RESTORED,))
        written, kept = set(revisions_in(register.vault)), set[Revision]()
        for old in olds:
            with Vault(old, register.keys.sqlcipher_keys()) as vault:
                kept |= set(revisions_in(vault))
        return written, kept, bool(lines)


def faults_in_backups(folder: Path, moment: Moment) -> Iterator[str]:
    listed = backups.listed(folder / "backups")
    if (moment.of("backup") or moment.of("stick")) and not listed:
        yield "LOST: no backup is listed"
    for backup in listed:
        if not backups.bytes_hold(backup):
            yield "a backup is listed that is not whole"


def faults_on_the_stick(stick: Path, moment: Moment) -> Iterator[str]:
    copies = second_place.on_stick(stick)
    if moment.of("stick") and not copies:
        yield "LOST: the stick could be pulled out, and no backup is on it"
    for backup in copies:
        if not backups.bytes_hold(backup):
            yield "a backup on the stick is not whole"
    exports = [*moment.of("export"), *([moment.now] if moment.now and moment.now.kind == "export" else [])]
    digests = {name: told for act in exports for name, told in act.told.items()}
    for act in moment.of("export"):
        if any(not (stick / name).exists() for name in act.told):
            yield "LOST: the stick could be pulled out, and the bundle is not on it"
    for file in stick.glob("*.age"):
        if hashlib.sha256(file.read_bytes()).hexdigest() != digests.get(file.name):
            yield "a bundle stands under its name and is not whole"


def main(arguments: list[str]) -> int:
    """Run from the shell; return 0 when there was no fault."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak.house_cuts", description=__doc__)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args(arguments)
    if not is_possible():
        sys.stderr.write("This needs Linux and strace.\n")
        return 2
    tally = run(asked.count, seed=asked.seed, show_progress=True)
    faults = [f"{count} times: {fault}" for fault, count in tally.faults.most_common()]
    sys.stdout.write("\n".join(["", tally.summary(), *faults, ""]))
    return 1 if tally.faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
