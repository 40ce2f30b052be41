"""A stick pulled at any moment of any kind of writing: it ends in words, and no half file bears the final name."""

import errno
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from centre_app.backups import second_place
from centre_app.case_data import export, writing
from centre_app.documents.keeping import keep_pdf
from centre_app.exchange import acknowledgement, bundle, sticks
from centre_app.language import Language
from centre_app.problems import DiskProblem
from tests.centre_app.case_data.cases import a_counted_case
from tests.makers import an_admission

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Linux tells to which file a handle belongs")

BY_HANDLE = ("write", "read", "fsync")
BY_NAME = ("open", "mkdir", "rename", "replace", "unlink", "rmdir", "scandir", "listdir", "stat", "statvfs")
MOST_PULLS = 14  # of each kind of writing, spread over all its calls


class Stick:
    """A folder that counts the calls upon it and answers none from one of them on, as a stick that was pulled."""

    def __init__(self, folder: Path, pulled_at: int | None) -> None:
        self.folder, self.calls, self._pulled_at = folder, 0, pulled_at

    @property
    def is_pulled(self) -> bool:
        return self._pulled_at is not None and self.calls >= self._pulled_at

    def touch(self) -> None:
        if self.is_pulled:
            raise OSError(errno.EIO, "pulled")
        self.calls += 1

    def holds(self, path: object) -> bool:
        if isinstance(path, int):
            try:
                path = os.readlink(f"/proc/self/fd/{path}")
            except OSError:
                return False
        return isinstance(path, str | os.PathLike) and os.fspath(path).startswith(str(self.folder))


@contextmanager
def plugged_in(folder: Path, *, pulled_at: int | None) -> Iterator[Stick]:
    stick = Stick(folder, pulled_at)
    with pytest.MonkeyPatch.context() as patch:
        for name in (*BY_HANDLE, *BY_NAME):
            patch.setattr(os, name, _watched(getattr(os, name), stick))
        yield stick


def _watched(really: Callable, stick: Stick) -> Callable:
    def call(first=".", *rest, **named):
        if stick.holds(first):
            stick.touch()
        return really(first, *rest, **named)

    return call


def an_export(pair, stick):
    bundle.put_on_stick(pair.written, stick)


def a_receipt(pair, stick):
    sticks.put(stick, pair.receipt.name, pair.receipt.content)


def case_data(pair, stick):
    wanted = export.Wanted(
        purpose=export.PARTNER,
        level="pseudonymised",
        language=Language.of("en"),
        first=date(2026, 1, 1),
        last=date(2026, 12, 31),
    )
    writing.write(pair.centre, export.prepare(pair.centre, wanted), stick)


def a_paper(pair, stick):
    keep_pdf(stick / "PLAN.pdf", b"%PDF-1.7 " + b"x" * 200_000)


def a_backup(pair, stick):
    second_place.copy(pair.centre, stick)


@pytest.fixture
def ready(pair):
    """A centre with something to write of every kind."""
    pair.centre.save(*an_admission(), heed_findings=False)
    a_counted_case(pair.centre, 7)
    pair.written = bundle.seal(pair.centre, bundle.prepare(pair.centre, month=date(2026, 11, 1)))
    received = pair.received(pair.written[0])
    pair.receipt = acknowledgement.acknowledge(pair.headquarters, received)
    return pair


@pytest.mark.parametrize("write", [an_export, a_receipt, case_data, a_paper, a_backup], ids=lambda one: one.__name__)
def test_a_stick_pulled_at_any_moment_leaves_no_half_file_under_its_name(ready, tmp_path, write):
    whole = tmp_path / "whole"
    whole.mkdir()
    with plugged_in(whole, pulled_at=None) as counted:
        write(ready, whole)
    assert counted.calls > 5
    for at in sorted({counted.calls * step // MOST_PULLS for step in range(MOST_PULLS)}):
        stick = tmp_path / f"stick-{at}"
        stick.mkdir()
        with plugged_in(stick, pulled_at=at):
            said = problem_of(lambda stick=stick: write(ready, stick))
        is_there = len(files_with_a_name(stick)) == len(files_with_a_name(whole))
        assert said or is_there, f"pulled at call {at}, and nothing was said"
        assert not [path for path in files_with_a_name(stick) if not is_whole(path, whole)], f"pulled at call {at}"


def problem_of(act: Callable[[], object]) -> str:
    """Return what is said when an act fails as it may; "" where it does not fail."""
    try:
        act()
    except DiskProblem as problem:
        return problem.said_in(Language.of("fr"))
    return ""


def files_with_a_name(stick: Path) -> list[Path]:
    """Return the files that somebody would take for what they are called: not those that are being written."""
    parts = (".part", ".tmp")
    return [
        path
        for path in stick.rglob("*")
        if path.is_file() and not any(name.endswith(parts) for name in path.relative_to(stick).parts)
    ]


def is_whole(path: Path, whole: Path) -> bool:
    """Say whether a file is as large as one of those that were written to the end; they are encrypted anew each time."""
    sizes = {one.stat().st_size for one in whole.rglob("*") if one.is_file() and one.suffix == path.suffix}
    return path.stat().st_size in sizes
