"""What must be true of a register after a power cut: who gets in, who does not, and what stands in it.

A `World` is what opens a register and what was saved in it, as far as it was told. A power cut within an act may leave the
world from before it or the one after it, whole; `faults_in` says what is neither.
"""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from centre_app import integrity
from centre_app.language import Language
from centre_app.opening import open_register
from centre_app.problems import Problem
from centre_app.records import BY_TABLE
from centre_app.register import Register
from db import recovery
from db.errors import StorageError, UnknownPerson, WrongPaperCode, WrongPassphrase
from db.key_file import KeyFile, from_bytes, read_key_file
from db.keys import unlock
from tests.makers import SettableClock
from tests.soak.key_changes import opens, shut_files

KEY_ACTS = ("passphrase", "let_in", "reset", "revoke", "paper")
TOLD_IN_HISTORY = {
    "passphrase": "change_passphrase",
    "let_in": "add_person",
    "reset": "reset",
    "revoke": "revoke",
    "paper": "recover_with_paper",
}
Credential = tuple[str, str]  # somebody's id and her passphrase, or PAPER and a code
PAPER = "paper"


@dataclass
class Act:
    """One act as it was told. `begun` and `done` are its places among the calls; `answer` is what it gave back."""

    kind: str
    told: Any
    begun: int
    done: int | None = None
    answer: Any = None
    key_file: bytes = b""  # as it was before


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Who may enter with which words, what was saved, and what whoever was sent away has kept."""

    people: Mapping[str, str]
    code: str
    director: str
    psychologist: str
    saved: tuple[list[tuple[str, str]], ...] = ()  # of each act, the table and the id of each record
    lines: Mapping[str, int] = field(default_factory=dict)
    gone: tuple[tuple[bytes, str, str], ...] = ()  # a key file from before, a person, and her passphrase of then

    @property
    def credentials(self) -> frozenset[Credential]:
        return frozenset([*self.people.items(), (PAPER, self.code)])

    def after(self, act: Act) -> "World":
        """Return the world in which this act has been done."""
        people, code, gone = dict(self.people), self.code, self.gone
        match act.kind, act.told:
            case "save", records:
                return replace(self, saved=(*self.saved, [(table, each) for table, each in records]))
            case "passphrase", (person, new):
                people[person] = new
            case (("let_in" | "reset"), person):
                people[person] = act.answer
            case "revoke", person:
                gone = (*gone, (act.key_file, person, people.pop(person)))
            case "paper", (person, new, code):
                gone = (*gone, (act.key_file, person, people[person]))
                people[person] = new
        line = TOLD_IN_HISTORY[act.kind]
        lines = {**self.lines, line: self.lines.get(line, 0) + 1}
        return replace(self, people=people, code=code, gone=gone, lines=lines)


class NeitherNorBoth(Exception):
    """The register stands on neither side of an act, or on both."""


def world_left(folder: Path, before: World, act: Act | None, known: frozenset[Credential]) -> World:
    """Return on which side of an act that was cut short the keys stand. Raises NeitherNorBoth, or a Problem.

    `known` is all that ever opened the register, or will.
    """
    after = before.after(act) if act and act.kind in KEY_ACTS else before
    key_file = read_key_file(folder)
    opening = {credential for credential in known if lets_in(key_file, credential)}
    for world in (before, after):
        if opening == world.credentials:
            return world
    raise NeitherNorBoth


def lets_in(key_file: KeyFile, credential: Credential) -> bool:
    who, words = credential
    try:
        if who == PAPER:
            recovery.open_with_paper(key_file, words).wipe()
        else:
            unlock(key_file, who, words).wipe()
    except (WrongPassphrase, UnknownPerson, WrongPaperCode):
        return False
    return True


def faults_in(folder: Path, world: World, unsure: Act | None, chance: random.Random) -> Iterator[str]:
    """Let everybody in who may, in any order, and say what is not as it should be.

    `unsure` is a save that was not acknowledged: whole or not there at all.
    """
    for person in chance.sample(sorted(world.people), len(world.people)):
        try:
            open_register(folder, person, world.people[person], clock=SettableClock()).close()
        except (Problem, StorageError) as problem:
            yield f"somebody does not get in: {type(problem).__name__}"
            return
    with _opened(folder, world, world.director) as register:
        yield from _losses(register, world, unsure)
        yield from shut_files(folder, register.keys)
    with _opened(folder, world, world.psychologist) as register:
        yield from shut_files(folder, register.keys)
        content = register.keys.key_file.content
        if any(entry.coming for entry in content.compartments.values()):
            yield "a change of keys waits although everybody was there"
    with _opened(folder, world, chance.choice((world.director, world.psychologist))) as register:
        yield from said_by_check(register)
    for kept in world.gone:
        yield from _what_opens_with(folder, *kept)


def said_by_check(register: Register) -> Iterator[str]:
    """Say what `main.py check` does not like, chain and signatures of history among it."""
    yield from (fault.said_in(Language.of("en")) for fault in integrity.check(register).faults)


def _opened(folder: Path, world: World, person: str) -> Register:
    return open_register(folder, person, world.people[person], clock=SettableClock())


def _losses(register: Register, world: World, unsure: Act | None) -> Iterator[str]:
    for records in world.saved:
        if _there(register, records) != len(records):
            yield f"LOST: {_there(register, records)} of {len(records)} acknowledged records are there"
    if unsure is not None and unsure.kind == "save":
        found = _there(register, unsure.told)
        if found not in (0, len(unsure.told)):
            yield f"HALF: {found} of {len(unsure.told)} records of one save are there"
    lines = register.vault.ask("SELECT action, count(*) AS lines FROM main.history GROUP BY action")
    told = {line["action"]: line["lines"] for line in lines}
    for action in TOLD_IN_HISTORY.values():
        if told.get(action, 0) != world.lines.get(action, 0):
            yield f"{action}: {told.get(action, 0)} lines of history for {world.lines.get(action, 0)} acts"


def _there(register: Register, records: list[tuple[str, str]]) -> int:
    return sum(register.get(BY_TABLE[table], each) is not None for table, each in records)


def _what_opens_with(folder: Path, kept: bytes, person: str, passphrase: str) -> Iterator[str]:
    """Name the files that a key file and a passphrase from before still open."""
    keys = unlock(KeyFile(folder=folder, content=from_bytes(kept)), person, passphrase)
    for name, key in keys.sqlcipher_keys().items():
        for path in folder.glob(f"**/{name}.db"):
            if opens(path, key, name):
                yield f"{path.relative_to(folder)} opens with a key that was taken back"
