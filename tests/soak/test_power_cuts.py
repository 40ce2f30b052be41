"""A short run of the power cuts over changes of keys; the long one is `python3 main.py soak power_cuts`."""

import random
from collections.abc import Iterator
from dataclasses import replace
from fnmatch import fnmatch
from pathlib import Path

import pytest

from tests.soak import disk_trace, power_cuts
from tests.soak.disk_model import Call, Disk, Kind, Mood
from tests.soak.power_cuts import Recording, Tally

needs_strace = pytest.mark.skipif(not disk_trace.is_possible(), reason="needs Linux and strace")
NOTHING, EVERYTHING = Mood(names=0, blocks=0), Mood(names=1, blocks=1)


@pytest.fixture(scope="module")
def recording() -> Iterator[Recording]:
    with power_cuts.a_disk() as disk:
        yield power_cuts.recorded(disk, power_cuts.a_house(disk), "keys")


@needs_strace
def test_whenever_the_power_goes_the_register_opens_before_or_after_and_nothing_acknowledged_is_lost(recording):
    tally = Tally()
    power_cuts.cut(recording, 30, random.Random(20261123), tally)
    assert not tally.faults, tally.summary()
    assert tally.cuts == 30
    assert tally.acknowledged
    assert set(tally.within) >= {"save", "passphrase", "reset", "revoke", "paper"}
    assert tally.cut_again


@needs_strace
def test_a_power_cut_while_a_register_is_made_leaves_none_or_a_whole_one():
    tally = Tally()
    with power_cuts.a_disk() as disk:
        power_cuts.cut_a_beginning(disk, 20, random.Random(20261124), tally)
    assert not tally.faults, tally.summary()
    assert 0 < tally.begun < tally.beginnings == 20


@needs_strace
@pytest.mark.parametrize("forgotten", ["*", "*/SEG.register", "*.db", "*-journal", "*/.keys.json*"])
def test_a_sync_that_the_program_would_leave_out_is_found(recording, forgotten):
    """The search must be able to fail: without the syncs of folders, of databases, of journals or of the key file."""
    heard = [
        replace(call, what="nothing") if call.what == "sync" and fnmatch(call.path, forgotten) else call
        for call in recording.calls
    ]
    chance, tally = random.Random(20261125), Tally()
    while not tally.faults and tally.states < 200:
        power_cuts.cut(recording, 4, chance, tally, calls=heard, again=True)
    assert tally.faults


# --- the disk ----------------------------------------------------------------------------------------------------


@pytest.fixture
def chance() -> random.Random:
    return random.Random(0)


def written(tmp_path: Path, kind: Kind, *calls: Call) -> Disk:
    (tmp_path / "old").write_bytes(b"old")
    disk = Disk(tmp_path, kind)
    for call in calls:
        disk.take(call)
    return disk


def asked(tmp_path: Path, what: str, name: str = "", onto: str = "", at: int = 0, octets: bytes = b"") -> Call:
    return Call(what=what, path=str(tmp_path / name), onto=str(tmp_path / onto), at=at, octets=octets)


@pytest.mark.parametrize("kind", Kind)
def test_what_no_sync_has_reached_may_be_there_or_not(tmp_path, kind, chance):
    new = [asked(tmp_path, "made", "new"), asked(tmp_path, "write", "new", octets=b"new")]
    disk = written(tmp_path, kind, *new, asked(tmp_path, "write", "old", at=1, octets=b"ther"))
    assert disk.as_read() == {"old": b"other", "new": b"new"}
    assert disk.left_after_a_cut(EVERYTHING, chance)["new"] is not None
    lefts = [disk.left_after_a_cut(NOTHING, chance)["old"] for _ in range(20)]
    assert b"old" in lefts
    assert b"other" not in lefts


def test_a_strict_disk_keeps_a_file_by_its_own_sync_and_its_name_by_its_folders(tmp_path, chance):
    calls = [
        asked(tmp_path, "made", "new"),
        asked(tmp_path, "write", "new", octets=b"new"),
        asked(tmp_path, "sync", "new"),
    ]
    disk = written(tmp_path, Kind.STRICT, *calls)
    assert disk.left_after_a_cut(NOTHING, chance) == {"old": b"old"}
    disk.take(asked(tmp_path, "sync"))
    assert disk.left_after_a_cut(NOTHING, chance) == {"old": b"old", "new": b"new"}


def test_a_disk_that_keeps_its_names_in_order_keeps_them_by_any_sync(tmp_path, chance):
    calls = [asked(tmp_path, "made", "new"), asked(tmp_path, "sync", "old")]
    disk = written(tmp_path, Kind.ORDERED, *calls)
    assert disk.left_after_a_cut(NOTHING, chance) == {"old": b"old", "new": b""}


@pytest.mark.parametrize("kind", Kind)
def test_a_name_that_was_taken_over_leads_to_the_old_file_or_to_the_new_one(tmp_path, kind, chance):
    calls = [
        asked(tmp_path, "made", "new"),
        asked(tmp_path, "write", "new", octets=b"new"),
        asked(tmp_path, "sync", "new"),
        asked(tmp_path, "rename", "new", onto="old"),
    ]
    disk = written(tmp_path, kind, *calls)
    found = {disk.left_after_a_cut(Mood(names=0.5, blocks=0.5), chance)["old"] for _ in range(50)}
    assert found == {b"old", b"new"}
    disk.take(asked(tmp_path, "sync"))
    assert disk.left_after_a_cut(NOTHING, chance) == {"old": b"new"}


def test_a_block_can_be_torn_between_two_sectors_and_blocks_come_in_any_order(tmp_path, chance):
    disk = written(tmp_path, Kind.STRICT, asked(tmp_path, "write", "old", octets=b"x" * 4096 * 3))
    lefts = [disk.left_after_a_cut(Mood(names=1, blocks=0.5), chance)["old"] for _ in range(200)]
    assert any(left[:4096] != b"x" * 4096 and left[8192:] == b"x" * 4096 for left in lefts if left)
    assert any(left[:512] == b"x" * 512 and left[512:1024] != b"x" * 512 for left in lefts if left)
