"""Long work that is stopped, at whichever step it tells, leaves the register and the folder it writes to as they were."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from centre_app.backups import making, rehearsal, restoring, second_place
from centre_app.choices.keys import BackupReason
from centre_app.exchange.sticks import put
from centre_app.register import Register
from db import leftovers
from tests import makers

MOST_STEPS = 12  # of hundreds that copying tells, spread over all


class Stopped(Exception):
    """What the window's Cancelled is: not a problem, and nobody's fault."""


Work = Callable[[Register, Path, Callable[..., object]], object]


def back_up(register: Register, stick: Path, told: Callable[..., object]) -> object:
    return making.make(register, BackupReason.BY_HAND, told=told)


def copy_to_a_stick(register: Register, stick: Path, told: Callable[..., object]) -> object:
    return second_place.copy(register, stick, told=told)


def restore(register: Register, stick: Path, told: Callable[..., object]) -> object:
    backup, _ = making.newest_of(register)
    return restoring.restore(register, backup, restoring.folder_beside(register.folder), told=told)


def rehearse(register: Register, stick: Path, told: Callable[..., object]) -> object:
    return rehearsal.rehearse(register, told=told)


def verify(register: Register, stick: Path, told: Callable[..., object]) -> object:
    backup, _ = making.newest_of(register)
    return making.check(register, backup, told=told)


def write_an_export(register: Register, stick: Path, told: Callable[..., object]) -> object:
    return put(stick, "SEG-202611-000001.age", bytes(200_000), told)


EVERY: list[Work] = [back_up, copy_to_a_stick, restore, rehearse, verify, write_an_export]


@pytest.fixture
def stick(tmp_path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def register(tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    with makers.a_register(home) as register:
        making.make(register, BackupReason.BY_HAND)
        yield register


@pytest.mark.parametrize("work", EVERY, ids=lambda work: work.__name__)
def test_stopped_at_any_step_it_leaves_everything_as_it_was_and_can_be_done_again(register, stick, tmp_path, work):
    stood = standing(tmp_path)
    for number in steps_of(work, tmp_path):
        with pytest.raises(Stopped):
            work(register, stick, stopping_at(number))
        assert standing(tmp_path) == stood, f"step {number}"
    work(register, stick, lambda *told: None)
    assert [path for path in tmp_path.rglob("*") if path.suffix in (".part", ".tmp", ".unfinished")] == []


def steps_of(work: Work, tmp_path: Path) -> list[int]:
    """Return at which of the steps it is stopped: the first, the last, and some between, counted over another register."""
    heard: list[object] = []
    other, stick = tmp_path.parent / f"{tmp_path.name}-other", tmp_path.parent / f"{tmp_path.name}-other-stick"
    other.mkdir()
    stick.mkdir()
    with makers.a_register(other) as register:
        making.make(register, BackupReason.BY_HAND)
        work(register, stick, lambda *told: heard.append(told))
    assert heard, "it tells nothing"
    apart = max(1, len(heard) // MOST_STEPS)
    return sorted({*range(1, len(heard), apart), len(heard)})


def stopping_at(number: int) -> Callable[..., None]:
    heard = 0

    def told(*_: object) -> None:
        nonlocal heard
        heard += 1
        if heard == number:
            raise Stopped

    return told


def standing(folder: Path) -> dict[str, str]:
    """Return every file with what is in it."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
        if path.name != "register.lock"
    } | {f"{path.relative_to(folder)}/": "" for path in folder.rglob("*") if path.is_dir()}


class TestAfterACut:
    def test_what_is_left_goes_at_the_next_opening(self, tmp_path):
        folder = makers.a_folder(tmp_path)
        left = [
            folder / ".keys.json.0123456789abcdef.tmp",
            folder / "backups" / ".keys.json.0123456789abcdef.tmp",
            folder / "backups" / "000009-20261122-100512.unfinished" / "centre.db",
            folder.with_name(f"{folder.name}.restored") / "centre.db",
            folder.with_name(f"{folder.name}.restored.unfinished") / "centre.db",
            folder.with_name(f".{folder.name}.swap.0123456789abcdef.tmp"),
        ]
        others = [folder.parent / "photo.tmp", folder / "notes.tmp", folder.parent / "Other.register.restored" / "a"]
        for path in (*left, *others):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(b"half")
        with makers.reopened(folder):
            assert [path for path in left if path.exists()] == []
            assert all(path.exists() for path in others)

    def test_what_is_about_to_take_the_registers_place_stays(self, tmp_path):
        folder = makers.a_folder(tmp_path)
        restored = folder.with_name(f"{folder.name}.restored")
        restored.mkdir()
        folder.with_name(f"{folder.name}.swap").write_bytes(b"{}")
        leftovers.sweep(folder)
        assert restored.is_dir()

    def test_half_an_export_on_a_stick_goes_with_the_next_one_whatever_its_number(self, stick):
        half, hers = stick / "SEG-202611-000001.age.part", stick / "film.mkv.part"
        half.write_bytes(b"half")
        hers.write_bytes(b"hers")
        put(stick, "SEG-202611-000002.age", b"whole")
        assert sorted(path.name for path in stick.iterdir()) == ["SEG-202611-000002.age", "film.mkv.part"]
