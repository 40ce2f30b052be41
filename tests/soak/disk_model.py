"""A disk that forgets: what a program asked of it, what it must have kept, and what may be left of the rest.

A file's content is kept once that file was synced, a name once its folder was. Until then every block of every write,
every change of length and every name may have reached the disk or not, each by itself, and a block may be torn between
two sectors: so `left_after_a_cut` chooses. That is what POSIX allows, and more than most file systems do; one that keeps
its names in order (ext4, NTFS) is the other `Kind`.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path, PurePath

BLOCK, SECTOR = 4096, 512
TORN = 0.2  # of the blocks that reached the disk at all
GREW = 0.5  # how often a file has grown though what made it longer was lost
ROOT = 0  # the number of the watched folder itself

Left = dict[str, bytes | None]  # by path under the watched folder; None for a folder


class Kind(Enum):
    """What a disk makes of names that no sync has reached."""

    STRICT = "every name by itself, kept by a sync of its folder alone"
    ORDERED = "names in their order, kept by any sync"


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One thing that was asked of the disk: made, folder, write, cut, sync, rename, remove. "told" stands among them."""

    what: str
    path: str = ""
    onto: str = ""
    at: int = 0
    octets: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mood:
    """How likely what was not yet kept has reached the disk all the same."""

    names: float
    blocks: float


MOODS = [Mood(names=names, blocks=blocks) for names in (0, 0.5, 1) for blocks in (0, 0.1, 0.5, 0.9, 1)]


@dataclass(slots=True)
class File:
    """What a program reads of a file, what the disk has kept of it, and what came since: (place, octets) or a length."""

    now: bytearray = field(default_factory=bytearray)
    kept: bytes = b""
    waiting: list[tuple[int, bytes] | int] = field(default_factory=list)

    def write(self, at: int, octets: bytes) -> None:
        _put(self.now, at, octets)
        self.waiting.append((at, octets))

    def cut(self, length: int) -> None:
        _cut(self.now, length)
        self.waiting.append(length)

    def sync(self) -> None:
        self.kept, self.waiting = bytes(self.now), []

    def left(self, mood: Mood, chance: random.Random) -> bytes:
        """Return what a power cut leaves of it."""
        content = bytearray(self.kept)
        for change in self.waiting:
            if isinstance(change, int):
                if chance.random() < mood.blocks:
                    _cut(content, change)
                continue
            for at, block in _in_blocks(*change):
                if chance.random() < mood.blocks:
                    _put_torn(content, at, block, chance)
                elif at + len(block) > len(content) and chance.random() < GREW:
                    _cut(content, at)
                    content += chance.choice((bytes(len(block)), chance.randbytes(len(block))))
        return bytes(content)


def _put(content: bytearray, at: int, octets: bytes) -> None:
    _cut(content, max(len(content), at))
    content[at : at + len(octets)] = octets


def _cut(content: bytearray, length: int) -> None:
    """Give a content this length, with nothing in what is new."""
    del content[length:]
    content.extend(bytes(length - len(content)))


def _in_blocks(at: int, octets: bytes) -> Iterator[tuple[int, bytes]]:
    return _in_pieces(at, octets, BLOCK)


def _in_pieces(at: int, octets: bytes, size: int) -> Iterator[tuple[int, bytes]]:
    """Yield what a write is on a disk that knows only pieces of this size."""
    begin = 0
    while begin < len(octets):
        end = min(len(octets), begin + size - (at + begin) % size)
        yield at + begin, octets[begin:end]
        begin = end


def _put_torn(content: bytearray, at: int, block: bytes, chance: random.Random) -> None:
    is_torn = chance.random() < TORN
    for place, sector in _in_pieces(at, block, SECTOR):
        if not is_torn or chance.random() < 0.5:
            _put(content, place, sector)


# --- names ---------------------------------------------------------------------------------------------------------

Name = tuple[int, str]  # the number of a folder, and how something is called in it


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """A change of names: a file or a folder has gone from one, or come to one, or both at once."""

    number: int
    gone: Name | None = None
    come: Name | None = None

    @property
    def folder(self) -> int:
        """The folder that must be synced before this is kept."""
        name = self.come or self.gone
        assert name is not None
        return name[0]

    def on(self, names: dict[Name, int]) -> None:
        if self.gone is not None and names.get(self.gone) == self.number:
            del names[self.gone]
        if self.come is not None:
            names[self.come] = self.number


class Disk:
    """A folder as it lies on a disk; whatever stands in it at the beginning is kept."""

    def __init__(self, folder: Path, kind: Kind) -> None:
        self._folder, self._kind = PurePath(folder), kind
        self.files: dict[int, File | None] = {ROOT: None}  # None for a folder
        self._now: dict[Name, int] = {}
        self._kept: dict[Name, int] = {}
        self._waiting: list[Naming] = []
        for path in sorted(folder.rglob("*")):
            content = None if path.is_dir() else path.read_bytes()
            self._name(str(path), None if content is None else File(now=bytearray(content), kept=content))
        self._kept, self._waiting = dict(self._now), []

    def take(self, call: Call) -> None:
        """Do what was asked."""
        match call.what:
            case "made" if self._find(call.path) is None:
                self._name(call.path, File())
            case "folder":
                self._name(call.path, None)
            case "write":
                if file := self._file(call.path):
                    file.write(call.at, call.octets)
            case "cut":
                if file := self._file(call.path):
                    file.cut(call.at)
            case "sync":
                self._sync(call.path)
            case "rename":
                self._change(Naming(number=self._number(call.path), gone=self._at(call.path), come=self._at(call.onto)))
            case "remove":
                self._change(Naming(number=self._number(call.path), gone=self._at(call.path)))

    def _name(self, path: str, file: File | None) -> None:
        number = len(self.files)
        self.files[number] = file
        self._change(Naming(number=number, come=self._at(path)))

    def _change(self, naming: Naming) -> None:
        naming.on(self._now)
        self._waiting.append(naming)

    def _sync(self, path: str) -> None:
        number = self._find(path)  # None where the file has lost its name meanwhile
        if number is not None and (file := self.files[number]) is not None:
            file.sync()
        for naming in list(self._waiting):
            if self._kind is Kind.ORDERED or naming.folder == number:
                naming.on(self._kept)
                self._waiting.remove(naming)

    def _find(self, path: str) -> int | None:
        number: int | None = ROOT
        for part in PurePath(path).relative_to(self._folder).parts:
            number = None if number is None else self._now.get((number, part))
        return number

    def _number(self, path: str) -> int:
        number = self._find(path)
        assert number is not None, "the program named a file that this disk does not know"
        return number

    def _file(self, path: str) -> File | None:
        """Return a file; None for one that has no name any more, which nobody will read."""
        number = self._find(path)
        return None if number is None else self.files[number]

    def _at(self, path: str) -> Name:
        whole = PurePath(path)
        return self._number(str(whole.parent)), whole.name

    # --- looking ----------------------------------------------------------------------------------------------

    def as_read(self) -> Left:
        """Return what the program itself reads."""
        return self._walk(self._now, lambda file: bytes(file.now))

    def left_after_a_cut(self, mood: Mood, chance: random.Random) -> Left:
        """Return what the next start finds."""
        names, waiting = dict(self._kept), self._waiting
        if self._kind is Kind.ORDERED:
            waiting = waiting[: sum(chance.random() < mood.names for _ in waiting)]
        for naming in waiting:
            if self._kind is Kind.ORDERED or chance.random() < mood.names:
                naming.on(names)
        return self._walk(names, lambda file: file.left(mood, chance))

    def _walk(self, names: dict[Name, int], content_of: Callable[[File], bytes]) -> Left:
        left: Left = {}

        def walk(folder: int, path: PurePath) -> None:
            for (place, name), number in sorted(names.items()):
                if place == folder:
                    file = self.files[number]
                    left[str(path / name)] = None if file is None else content_of(file)
                    if file is None:
                        walk(number, path / name)

        walk(ROOT, PurePath())
        return left
