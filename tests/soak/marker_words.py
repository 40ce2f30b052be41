"""Write forty invented words into every field of the real program, and look for them wherever it has left anything.

    python -m tests.soak.marker_words [page…]      all pages, or these

Two runs on a screen in memory, each seen by strace: one in which somebody writes on every page, keeps a plan as PDF,
carries a bundle to a stick, meets an error and locks; one that is killed while she writes. Then every octet that was
written to any file is looked through, also of files that are gone, and all files of her home, her temporary folder and
the register; in plain, UTF-16, hexadecimal, base64 and inside whatever is compressed; names of files and titles of
windows too, and after locking the memory of the program. Only the PDF that was asked for may hold a word.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from centre_app.casework.rooms import RoomPlan, add_rooms
from centre_app.exchange import partners
from centre_app.opening import unlock_keys
from centre_app.register import AT_HEADQUARTERS
from tests import makers
from tests.centre_app.exchange.conftest import enrol
from tests.journeys import screen
from tests.journeys.screen import Screen, a_screen
from tests.journeys.test_nothing_stays_in_memory import in_memory
from tests.journeys.test_the_real_program import is_the_door
from tests.soak.marker_session import OLD_REGISTER, STAYS
from tests.soak.traces import WORDS, forms_of, found_among

ROOT = Path(__file__).resolve().parents[2]
CALLS = "trace=open,openat,creat,rename,renameat,renameat2,link,linkat,write,pwrite64"
MOST_OCTETS = 4_000_000  # of one call
PATIENCE_SECONDS = 600.0
LOOK_AGAIN_SECONDS = 0.3
TYPED_WHEN_KILLED = (20, 7)  # words: one on the way, or the last one, which stays in its field
KILLED_AFTER_FIELDS = "arrival"

# A table as somebody else has made it: its words are in the clear there, and nowhere else afterwards.
HEADS = "N°;Date d'entrée;Nom et prénom;Sexe;Âge ou naissance;Nationalité;Région;Cercle;Motif d'accueil;Observations"
LINE = f"1;10/01/2011;{WORDS[8]} {WORDS[9]};F;16 ans;Malienne;Koulikoro;Nara;Maltraitance;{WORDS[10]}"

_CALL = re.compile(r"^\d+ +(?P<name>\w+)\((?P<rest>.*)$")
_OPENED = re.compile(r"= \d+<(?P<path>[^>]*)>")
_NAMED = re.compile(r'"(?P<path>[^"]*)"')  # another thread's call came between this one and its end
_WRITTEN = re.compile(r'^\d+<(?P<path>[^>]*)>, "(?P<octets>(?:\\x[0-9a-f]{2})*)"(?P<cut>\.\.\.)?')
_FOR_WRITING = re.compile(r"O_(?:WRONLY|RDWR|CREAT)")


def is_possible() -> bool:
    """Say whether this machine has what is needed: a screen in memory, strace, and the right to look into a process."""
    return screen.is_there() and sys.platform == "linux" and os.geteuid() == 0 and shutil.which("strace") is not None


@dataclass
class Seen:
    """What two runs left behind; `leaks` says where a word stood that should not, and `done` what was done."""

    done: dict[str, object] = field(default_factory=dict)
    files_written: set[str] = field(default_factory=set)
    octets_written: int = 0
    files_scanned: int = 0
    titles: set[str] = field(default_factory=set)
    leaks: dict[str, set[str]] = field(default_factory=dict)
    in_the_pdf: int = 0

    def summary(self) -> str:
        return (
            f"{json.dumps(self.done)}\n{len(self.files_written)} files opened for writing, {self.octets_written} octets "
            f"written, {self.files_scanned} files scanned, {len(self.titles)} window titles, "
            f"{self.in_the_pdf} octets of PDF asked for, {len(self.leaks)} leaks"
        )


@dataclass
class Laptop:
    """A folder that stands for a laptop: a register that headquarters knows, a home, a stick."""

    folder: Path

    def __post_init__(self) -> None:
        self.home, self.stick, self.register = (self.folder / name for name in ("home", "stick", "SEG.register"))
        self.pdf = self.folder / "asked for" / "plan.pdf"
        self.trace = self.folder / "trace"
        for folder in (self.home, self.stick, self.pdf.parent, self.home / "tmp", self.folder / "screen"):
            folder.mkdir()
        (self.folder / OLD_REGISTER).write_text(f"{HEADS}\n{LINE}\n", encoding="utf-8")
        clock = makers.SettableClock(datetime.now(UTC))
        other = makers.a_register(self.folder, kind=AT_HEADQUARTERS, code="BKO", clock=clock)
        with other, makers.a_register(self.folder, clock=clock) as centre:
            partners.make_offline_keys(other)
            enrol(centre, other)
            add_rooms(centre, RoomPlan(name="Dortoir A", room_type="dormitory", beds=4))
        shutil.rmtree(other.folder)

    def secrets(self) -> dict[str, bytes]:
        """What must not stay in memory: passphrase, keys and words, in the forms in which they stood there."""
        keys = unlock_keys(self.register, makers.DIRECTOR, makers.PASSPHRASE)
        texts = {word: word for word in WORDS} | {"passphrase": makers.PASSPHRASE}
        found = {
            f"{name}, {code}": text.encode(code) for name, text in texts.items() for code in ("utf-8", "utf-16-le")
        }
        for name, key in keys.compartments.items():
            found |= {f"key of {name}": bytes(key.raw), f"key of {name}, hex": key.raw.hex().encode()}
        keys.wipe()
        return found


def run(wanted: Sequence[str] = ()) -> Seen:
    """Do both runs and look."""
    seen = Seen()
    for ends in (locked, killed):
        with tempfile.TemporaryDirectory(prefix="registre-words-") as folder:
            laptop = Laptop(Path(folder))
            secrets = laptop.secrets()
            with (
                a_screen(laptop.folder / "screen") as shown,
                _session(laptop, shown, wanted, stays=ends is killed) as program,
            ):
                ends(laptop, shown, program, secrets, seen)
            look_everywhere(laptop, seen)
    return seen


@contextmanager
def _session(laptop: Laptop, shown: Screen, wanted: Sequence[str], *, stays: bool) -> Iterator[subprocess.Popen[str]]:
    """Run it under strace; where she `stays`, she does not lock at the end, and waits for what comes."""
    home = str(laptop.home)
    environment = {name: text for name, text in shown.environment.items() if not name.startswith("XDG_")}
    environment |= {"HOME": home, "TMPDIR": f"{home}/tmp", "LANG": "fr_FR.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"}
    environment |= {STAYS: "1"} if stays else {}
    program = subprocess.Popen(
        ["strace", "-f", "-qq", "-y", "-xx", "-s", str(MOST_OCTETS), "--seccomp-bpf", "-e", CALLS, "-o",
         str(laptop.trace), sys.executable, "-m", "tests.soak.marker_session", str(laptop.register), makers.PASSPHRASE,
         str(laptop.stick), str(laptop.pdf), *wanted],
        cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        yield program
    finally:
        kill_the_traced(program)


def kill_the_traced(program: "subprocess.Popen[str]") -> None:
    """SIGKILL to the program itself; strace ends with it, having written down all it saw.

    Again and again: the list of a process's children may leave one out while another comes or goes.
    """
    patience = time.monotonic() + PATIENCE_SECONDS
    while program.poll() is None and time.monotonic() < patience:
        for process in traced_by(program):
            with suppress(ProcessLookupError):
                os.kill(process, 9)
        time.sleep(LOOK_AGAIN_SECONDS)
    program.kill()
    program.wait()


def traced_by(program: "subprocess.Popen[str]") -> list[int]:
    children = Path(f"/proc/{program.pid}/task/{program.pid}/children")
    return [int(number) for number in children.read_text("ascii").split()] if children.exists() else []


def locked(
    laptop: Laptop, shown: Screen, program: "subprocess.Popen[str]", secrets: dict[str, bytes], seen: Seen
) -> None:
    """Let her do everything; when she has locked, look into the memory of what stands at the door."""
    with _titles_read(shown, seen):
        assert program.stdout is not None
        line = program.stdout.readline()
        seen.done |= json.loads(line or '{"stopped": "the program ended"}')
        if "stopped" in seen.done:
            return
        shown.wait_for(is_the_door, "the door after locking", laptop.folder / "stopped.png")
    (process,) = traced_by(program)
    if stays := in_memory(process, secrets):
        seen.leaks["memory after locking"] = stays


def killed(
    laptop: Laptop, shown: Screen, program: "subprocess.Popen[str]", secrets: dict[str, bytes], seen: Seen
) -> None:
    """Wait until words that she has typed by then stand in a field, then take the ground from under her."""
    typed = {f"{WORDS[number]}, utf-16-le" for number in TYPED_WHEN_KILLED}  # as Qt keeps them; the list is Python's
    patience = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < patience:
        if any(in_memory(process, {form: secrets[form] for form in typed}) for process in traced_by(program)):
            seen.done["killed"] = 1
            return
        time.sleep(LOOK_AGAIN_SECONDS)


@contextmanager
def _titles_read(shown: Screen, seen: Seen) -> Iterator[None]:
    """Read the title of every window there is, again and again."""
    over = threading.Event()

    def read() -> None:
        while not over.wait(LOOK_AGAIN_SECONDS):
            told = subprocess.run(
                ["xdotool", "search", "--name", "", "getwindowname", "%@"],
                env=shown.environment, capture_output=True, encoding="utf-8", errors="replace",
            )  # fmt: skip
            seen.titles |= set(told.stdout.splitlines())

    reader = threading.Thread(target=read)
    reader.start()
    try:
        yield
    finally:
        over.set()
        reader.join()


# --- looking -----------------------------------------------------------------------------------------------------


def look_everywhere(laptop: Laptop, seen: Seen) -> None:
    """Look through what was written, what lies there now, and what it is called."""
    forms = forms_of((*WORDS, makers.PASSPHRASE))
    written, names = traced(laptop.trace)
    asked_for = str(laptop.pdf.parent.resolve())  # it is written under another name there, and named at the end
    seen.in_the_pdf += sum(len(octets) for path, octets in written.items() if path.startswith(asked_for))
    others = {path: octets for path, octets in written.items() if not path.startswith(asked_for)}
    seen.files_written |= names
    seen.octets_written += sum(map(len, written.values()))
    given = {laptop.trace, laptop.pdf, laptop.folder / OLD_REGISTER}
    lying = {path for path in laptop.folder.rglob("*") if path.is_file() and path not in given}
    seen.files_scanned += len(lying)
    seen.leaks |= found_among(
        {f"written to {path}": lambda octets=octets: bytes(octets) for path, octets in others.items()}, forms
    )
    seen.leaks |= found_among({f"lies in {path}": path.read_bytes for path in lying}, forms)
    for kind, called in (("file called", [*names, *map(str, lying)]), ("window titled", seen.titles)):
        seen.leaks |= found_among({f"{kind} {each}": lambda each=each: each.encode("utf-8") for each in called}, forms)


def traced(trace: Path) -> tuple[dict[str, bytearray], set[str]]:
    """Return what was written to each path, one call after the other, and every name that was opened for writing."""
    written: dict[str, bytearray] = {}
    names: set[str] = set()
    with trace.open(encoding="ascii", errors="replace") as lines:
        for line in lines:
            call = _CALL.match(line)
            if call is None:
                continue
            name, rest = call["name"], call["rest"]
            if name in ("write", "pwrite64"):
                if (told := _WRITTEN.match(rest)) and plain(told["path"]).startswith("/"):
                    assert not told["cut"], "a call wrote more than strace was told to keep"
                    octets = bytes.fromhex(told["octets"].replace("\\x", ""))
                    written.setdefault(plain(told["path"]), bytearray()).extend(octets)
            elif name.startswith(("rename", "link")):
                names |= {plain(each) for each in re.findall(r'"([^"]*)"', rest)}
            elif _FOR_WRITING.search(rest) or name == "creat":
                opened = _OPENED.search(rest) or _NAMED.search(rest)
                names |= {plain(opened["path"])} if opened else set()
    return written, names


def plain(path: str) -> str:
    """Return a path as it is, which strace writes in hexadecimal."""
    return re.sub(rb"\\x([0-9a-f]{2})", lambda sign: bytes.fromhex(sign[1].decode()), path.encode()).decode(
        "utf-8", "replace"
    )


def main(arguments: Sequence[str]) -> int:
    if not is_possible():
        sys.stderr.write("This needs Linux, root, strace, Xvfb and xdotool.\n")
        return 2
    seen = run(arguments)
    sys.stdout.write(f"{seen.summary()}\n")
    for place, leaks in sorted(seen.leaks.items()):
        sys.stdout.write(f"LEAK {place}: {', '.join(sorted(leaks)[:5])}\n")
    return 1 if seen.leaks or "stopped" in seen.done else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
