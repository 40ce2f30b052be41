"""Cut the power while keys are changed, on a disk that forgets what it was not told to keep, and open what is left.

    python -m tests.soak.power_cuts [--count 2000] [--seed N]

A program that changes passphrases, resets, revokes and recovers, and saves in between (power_life.py), is recorded with
every call that it makes on the disk. Then the power goes at the edge of every sync and at moments between: what was
synced is there, of the rest each name and each block is there, lost or torn, in any order (disk_model.py), and the real
program opens what is left, as everybody who may. It must stand before an act or after it, never between; what was
acknowledged is there; and nothing opens with what was taken back (power_world.py). Where an opening has to finish what was
interrupted, that opening is recorded and cut too. A register that is being made is there whole or not at all.
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
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import cycle, islice, pairwise
from pathlib import Path

from centre_app import accounts, recovery
from centre_app.opening import open_register
from centre_app.problems import Problem
from centre_app.records import StaffMember
from db.errors import StorageError
from db.key_file import read_key_file
from tests.makers import DIRECTOR, PASSPHRASE, SettableClock, a_folder, reopened
from tests.soak.disk_model import MOODS, Call, Disk, Kind, Left
from tests.soak.disk_trace import is_possible, record
from tests.soak.power_life import kept_before, make
from tests.soak.power_world import Act, NeitherNorBoth, World, faults_in, said_by_check, world_left

NAME = "SEG.register"
IN_MEMORY = Path("/dev/shm")
CUTS_A_RECORDING = 2000  # enough for every edge of a sync there is, and as many moments between
FINISHED_AGAIN = 12  # one in so many openings that finish a change of keys is recorded and cut itself
CUTS_OF_A_FINISH = 8
LAST_CALLS = 12  # among which a register that was made comes to its name
BEGINNINGS = 0.1  # for so many of the cuts, as many again fall while a register is being made


@dataclass
class Tally:
    """What the cuts showed; `faults` must stay empty, and says each with the act and the kind of disk."""

    cuts: int = 0
    states: int = 0
    within: Counter[str] = field(default_factory=Counter)
    taken_hold: Counter[str] = field(default_factory=Counter)
    cut_short: int = 0
    cut_again: int = 0
    acknowledged: int = 0
    edges: int = 0
    all_edges: int = 0
    recordings: int = 0
    beginnings: int = 0
    begun: int = 0
    faults: Counter[str] = field(default_factory=Counter)

    def summary(self) -> str:
        acts = ", ".join(
            f"{kind} {count} ({self.taken_hold[kind]} stood after it)" for kind, count in self.within.items()
        )
        return (
            f"{self.cuts} power cuts in {self.recordings} recordings, at {self.edges} of their {self.all_edges} edges"
            f" of a sync and between them; {self.states} different disks were left and opened, which held"
            f" {self.acknowledged} acknowledged acts: {sum(self.faults.values())} faults. Within an act: {acts};"
            f" {self.cut_short} left databases between two keys, which the next opening finished,"
            f" {self.cut_again} cuts fell within such an opening. {self.beginnings} cuts while a register was made left"
            f" {self.begun} whole ones and otherwise none."
        )


@dataclass
class Recording:
    """A life that was recorded: what lay on the disk before, every call, and every act."""

    disk: Path
    before: Path  # a copy of the disk
    calls: list[Call]
    acts: list[Act]
    world: World

    @property
    def folder(self) -> Path:
        return self.disk / NAME

    def at(self, place: int) -> tuple[World, Act | None]:
        """Return the world that was acknowledged when so many calls were done, and the act that was on its way."""
        world, now = self.world, None
        for act in self.acts:
            if act.done is not None and act.done < place:
                world = world.after(act)
            elif act.begun < place:
                now = act
        return world, now

    @property
    def credentials(self) -> frozenset[tuple[str, str]]:
        """All that ever opens the register."""
        world, known = self.world, set(self.world.credentials)
        for act in self.acts:
            world = world.after(act)
            known |= world.credentials
        return frozenset(known)


# --- recording -------------------------------------------------------------------------------------------------------


def a_house(disk: Path) -> World:
    """Make a register with a sheet, a deputy, a psychologist, and a backup under today's keys."""
    folder, sheet = a_folder(disk), recovery.new_sheet()
    with reopened(folder) as register:
        director, people = register.who, {register.who: PASSPHRASE}
        recovery.keep_sheet(register, sheet)
        for role in ("director", "psychologist"):
            member = StaffMember(name=f"Somebody {role}", roles=frozenset({role}))
            people[member.id] = accounts.add_person(register, member)
    for person, passphrase in people.items():  # who is owed a key has it by then, and history knows
        open_register(folder, person, passphrase, clock=SettableClock()).close()
    (folder / "backups" / "2026-11-21").mkdir(parents=True)
    for path in folder.glob("*.db"):
        shutil.copy(path, folder / "backups" / "2026-11-21")
    lines = {"add_person": len(people) - 1}
    return World(people=people, code=sheet.code, director=director, psychologist=[*people][-1], lines=lines)


def recorded(disk: Path, world: World, chapter: str) -> Recording:
    """Let somebody live a chapter on a disk, and return all that she did."""
    before = Path(tempfile.mkdtemp(dir=disk.parent))
    shutil.copytree(disk, before, dirs_exist_ok=True)
    folder = disk / NAME
    deputy = next((one for one in world.people if one not in (world.director, world.psychologist)), world.director)
    secrets = {"people": world.people, "code": world.code, "director": world.director, "deputy": deputy}
    program = ["-m", "tests.soak.power_life", str(folder), chapter]
    calls = record(disk, program, disk.parent / "trace", told=json.dumps(secrets))
    acts = dict(_acts_in(calls, folder))
    return Recording(disk=disk, before=before, calls=calls, acts=list(acts.values()), world=world)


def _acts_in(calls: Sequence[Call], folder: Path) -> Iterator[tuple[int, Act]]:
    acts: dict[int, Act] = {}
    for place, call in enumerate(calls):
        if call.what != "told":
            continue
        what, number, kind, told = json.loads(call.octets)
        if what == "begin":
            kept = kept_before(folder, number)
            key_file = kept.read_bytes() if kept.exists() else b""
            acts[number] = Act(kind=kind, told=told, begun=place, key_file=key_file)
        else:
            acts[number].done, acts[number].answer = place, told
            yield number, acts[number]


# --- cutting ---------------------------------------------------------------------------------------------------------


def run(cuts: int, *, seed: int = 0, show_progress: bool = False) -> Tally:
    """Cut the power so many times, over as many recordings as that takes, and return what was found."""
    chance, tally = random.Random(seed), Tally()
    while tally.cuts < cuts and not len(tally.faults) > 20:
        with a_disk() as disk:
            recording = recorded(disk, a_house(disk), "keys")
            cut(recording, min(CUTS_A_RECORDING, cuts - tally.cuts), chance, tally, show_progress=show_progress)
    with a_disk() as disk:
        cut_a_beginning(disk, round(cuts * BEGINNINGS), chance, tally)
    return tally


@contextmanager
def a_disk() -> Iterator[Path]:
    """Give a folder that stands for a disk; in memory where there is such a place, for a sync costs nothing there."""
    place = IN_MEMORY if IN_MEMORY.is_dir() else None
    with tempfile.TemporaryDirectory(prefix="registre-power-", dir=place) as shelf:
        disk = Path(shelf).resolve() / "disk"
        disk.mkdir()
        yield disk


def cut(
    recording: Recording,
    cuts: int,
    chance: random.Random,
    tally: Tally,
    *,
    calls: Sequence[Call] | None = None,
    again: bool = False,
    show_progress: bool = False,
) -> None:
    """Cut a recording so many times, half on each kind of disk. `calls` are those the disk heard, if not all."""
    tally.recordings += not again
    places = places_in(recording, cuts, chance, tally, counted=not again)
    seen: set[tuple[bytes, int]] = set()
    for kind, its_places in ((Kind.STRICT, places[::2]), (Kind.ORDERED, places[1::2])):
        for place, left in lefts(recording, calls or recording.calls, kind, its_places, chance):
            tally.cuts += not again
            tally.cut_again += again
            told = sum(call.what == "told" for call in recording.calls[:place])
            if (mark := (digest(left), told)) not in seen:
                seen.add(mark)
                look_after(recording, place, left, kind, chance, tally, again=again)
            if show_progress:
                sys.stderr.write(f"\r{tally.cuts} cuts, {tally.states} states, {sum(tally.faults.values())} faults")
                sys.stderr.flush()


def places_in(recording: Recording, cuts: int, chance: random.Random, tally: Tally, *, counted: bool) -> list[int]:
    """Return after how many calls the power goes: half on the edges of syncs, half as often in one act as in another."""
    begun = [0, *(act.begun for act in recording.acts), len(recording.calls) + 1]
    spans = [range(first, after) for first, after in pairwise(begun) if first < after]
    spread = [chance.choice(span) for _, span in zip(range(cuts // 2), cycle(spans), strict=False)]
    syncs = {place for place, call in enumerate(recording.calls) if call.what == "sync"}
    edges = syncs | {place + 1 for place in syncs}
    on_edges = list(islice(cycle(chance.sample(sorted(edges), len(edges))), cuts - len(spread)))
    if counted:
        tally.all_edges += len(edges)
        tally.edges += len(edges & {*spread, *on_edges})
    return chance.sample(spread + on_edges, cuts)


def lefts(
    recording: Recording, calls: Sequence[Call], kind: Kind, places: Sequence[int], chance: random.Random
) -> Iterator[tuple[int, Left]]:
    """Yield what each cut leaves, in the order of the calls."""
    put(recording.disk, recording.before)
    disk, wanted = Disk(recording.disk, kind), Counter(places)
    for place in range(len(calls) + 1):
        for _ in range(wanted[place]):
            yield place, disk.left_after_a_cut(chance.choice(MOODS), chance)
        if place < len(calls):
            disk.take(calls[place])


def digest(left: Left) -> bytes:
    whole = hashlib.blake2b()
    for name, content in left.items():
        whole.update(json.dumps([name, None if content is None else len(content)]).encode())
        whole.update(content or b"")
    return whole.digest()


def put(disk: Path, what: Path | Left) -> None:
    """Let a folder hold this and nothing else. Its path stays: journals name each other by it."""
    shutil.rmtree(disk)
    if isinstance(what, Path):
        shutil.copytree(what, disk)
        return
    disk.mkdir()
    for name, content in what.items():
        if content is None:
            (disk / name).mkdir()
        else:
            (disk / name).write_bytes(content)


# --- the morning after -------------------------------------------------------------------------------------------------


def look_after(
    recording: Recording, place: int, left: Left, kind: Kind, chance: random.Random, tally: Tally, *, again: bool
) -> None:
    """Start on what is left, hold it to all that was told, and now and then cut the power once more."""
    tally.states += 1
    put(recording.disk, left)
    before, act = recording.at(place)
    within = ("finishing, then " if again else "") + (act.kind if act else "between acts")
    tally.acknowledged += len(before.saved) + sum(before.lines.values())
    try:
        key_file = read_key_file(recording.folder)
        is_cut_short = any(entry.coming for entry in key_file.content.compartments.values())
        world = world_left(recording.folder, before, act, recording.credentials)
        found = list(faults_in(recording.folder, world, act, chance))
    except NeitherNorBoth:
        found = ["HALF: the keys are neither those from before nor those from after"]
    except (Problem, StorageError) as problem:
        found = [f"nobody gets in: {type(problem).__name__}"]
    tally.faults.update(f"{within}, {kind.name}: {fault}" for fault in found)
    if found:
        return
    tally.within[within] += 1
    tally.taken_hold[within] += world is not before
    tally.cut_short += is_cut_short
    if is_cut_short and not again and (tally.cut_short - 1) % FINISHED_AGAIN == 0:
        put(recording.disk, left)
        cut(recorded(recording.disk, world, "finish"), CUTS_OF_A_FINISH, chance, tally, again=True)


# --- a register that is being made -----------------------------------------------------------------------------------


def cut_a_beginning(disk: Path, cuts: int, chance: random.Random, tally: Tally) -> None:
    """Make a register and cut the power meanwhile: none stands there then and it can be made, or a whole one."""
    code = recovery.new_sheet().code
    world = World(people={DIRECTOR: PASSPHRASE}, code=code, director=DIRECTOR, psychologist="")
    recording = recorded(disk, world, "create")
    (act,) = recording.acts
    assert act.done is not None
    for kind in Kind:
        calls = range(act.begun, len(recording.calls) + 1)
        places = [chance.choice(chance.choice((calls, calls[-LAST_CALLS:]))) for _ in range(cuts // len(Kind))]
        for place, left in lefts(recording, recording.calls, kind, places, chance):
            put(disk, left)
            tally.beginnings += 1
            tally.begun += recording.folder.exists()
            found = what_is_wrong_with(recording.folder, code, is_acknowledged=act.done < place)
            tally.faults.update(f"a beginning, {kind.name}: {fault}" for fault in found)


def what_is_wrong_with(folder: Path, code: str, *, is_acknowledged: bool) -> Iterator[str]:
    if not folder.exists():
        if is_acknowledged:
            yield "LOST: there is no register"
        make(folder, PASSPHRASE, code)
    try:
        recovery.check_paper(folder, code)
        with reopened(folder) as register:
            yield from said_by_check(register)
    except (Problem, StorageError) as problem:
        yield f"nobody gets in: {type(problem).__name__}"


def main(arguments: list[str]) -> int:
    """Run from the shell; return 0 when there was no fault."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak.power_cuts", description=__doc__)
    parser.add_argument("--count", type=int, default=2000)
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
