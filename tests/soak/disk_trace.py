"""Recording what a program asks of the disk: every call on a folder, in its order, as strace sees it.

What the program tells on its standard output stands among the calls: so it is known what was acknowledged before which.
"""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.soak.disk_model import Call, Disk, Kind

ROOT = Path(__file__).resolve().parents[2]
CALLS = (
    "open,openat,creat,write,pwrite64,ftruncate,truncate,rename,renameat,renameat2,link,linkat,symlink,symlinkat,"
    "unlink,unlinkat,mkdir,mkdirat,rmdir,fsync,fdatasync"
)
MOST_OCTETS = 4_000_000  # of one call

_CALL = re.compile(r"^\d+ +(?P<name>\w+)\((?P<asked>.*)\) += (?P<answer>\d+)(?:<(?P<path>[^>]*)>)?$")
_NAMED = re.compile(r'(?:\w+<(?P<folder>[^>]*)>, )?"(?P<name>[^"]*)"')
_HANDLE = re.compile(r"^(?P<handle>\d+)<(?P<path>[^>]*)>")
_WRITTEN = re.compile(r'^(?P<handle>\d+)<(?P<path>[^>]*)>, "(?P<octets>[^"]*)"(?P<cut>\.\.\.)?, \d+(?:, (?P<at>\d+))?$')
TOLD = "1"  # the handle of standard output


def is_possible() -> bool:
    return sys.platform == "linux" and shutil.which("strace") is not None


def record(folder: Path, program: Sequence[str], trace: Path, *, told: str) -> list[Call]:
    """Run a program of Python that hears `told` on its standard input, and return its calls on a folder.

    Where what these calls make of the folder is not what stands there afterwards, a call was missed: AssertionError.
    """
    disk = Disk(folder, Kind.STRICT)
    strace = ["strace", "-f", "-qq", "-y", "-xx", "-s", str(MOST_OCTETS), "--seccomp-bpf", "-e", f"trace={CALLS}"]
    subprocess.run(
        [*strace, "-o", str(trace), sys.executable, *program],
        cwd=ROOT,
        input=told,
        text=True,
        stdout=subprocess.DEVNULL,
        check=True,
    )
    with trace.open(encoding="ascii") as lines:
        calls = list(calls_in(lines, folder))
    for call in calls:
        disk.take(call)
    there = {str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None for path in folder.rglob("*")}
    assert disk.as_read() == there, "strace did not see all that was written"
    return calls


def calls_in(lines: Iterator[str], folder: Path) -> Iterator[Call]:
    """Yield what was asked of a folder, and what was told."""
    reached: dict[str, int] = {}  # how far a handle has been written to
    for line in lines:
        assert "unfinished" not in line, "two threads wrote at the same time"
        match = _CALL.match(line.rstrip("\n"))
        if match is None:
            continue  # a call that failed changes nothing
        if match["name"] in ("open", "openat", "creat"):
            reached[match["answer"]] = 0
        for call in _calls_of(match, reached):
            if call.what == "told" or Path(call.path).is_relative_to(folder):
                yield call


def _calls_of(match: re.Match[str], reached: dict[str, int]) -> Iterator[Call]:
    asked = match["asked"]
    match match["name"]:
        case "open" | "openat" | "creat":
            if "O_CREAT" in asked or match["name"] == "creat":
                yield Call(what="made", path=plain(match["path"]))
            if "O_TRUNC" in asked or match["name"] == "creat":
                yield Call(what="cut", path=plain(match["path"]), at=0)
        case "write" | "pwrite64":
            yield from _written(asked, reached)
        case "ftruncate":
            yield Call(what="cut", path=plain(_HANDLE.match(asked)["path"]), at=int(asked.rpartition(", ")[2]))
        case "fsync" | "fdatasync":
            yield Call(what="sync", path=plain(_HANDLE.match(asked)["path"]))
        case "rename" | "renameat" | "renameat2":
            path, onto = names_in(asked)
            yield Call(what="rename", path=path, onto=onto)
        case "unlink" | "unlinkat" | "rmdir":
            yield Call(what="remove", path=names_in(asked)[0])
        case "mkdir" | "mkdirat":
            yield Call(what="folder", path=names_in(asked)[0])
        case other:
            for path in names_in(asked):
                yield Call(what=other, path=path)


def _written(asked: str, reached: dict[str, int]) -> Iterator[Call]:
    """Yield a write, at its own place or where the one before it on the same handle ended."""
    match = _WRITTEN.match(asked)
    assert match is not None, "strace wrote a call in another way than it used to"
    assert not match["cut"], "a call wrote more than strace was told to keep"
    octets = bytes.fromhex(match["octets"].replace("\\x", ""))
    if match["handle"] == TOLD:
        yield Call(what="told", octets=octets)
    elif match["at"]:
        yield Call(what="write", path=plain(match["path"]), at=int(match["at"]), octets=octets)
    else:
        at = reached.get(match["handle"], 0)
        reached[match["handle"]] = at + len(octets)
        yield Call(what="write", path=plain(match["path"]), at=at, octets=octets)


def names_in(asked: str) -> list[str]:
    """Return the whole paths that a call names; a name alone stands in the folder that is open before it."""
    return [str(Path(plain(match["folder"] or "/"), plain(match["name"]))) for match in _NAMED.finditer(asked)]


def plain(path: str) -> str:
    """Return a path as it is, which strace writes in hexadecimal."""
    return re.sub(r"\\x([0-9a-f]{2})", lambda sign: chr(int(sign[1], 16)), path).encode("latin-1").decode("utf-8")
