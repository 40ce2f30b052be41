"""A short run of the power cuts over some days of a house; the long one is `python3 main.py soak house_cuts`."""

import random
from collections.abc import Iterator
from dataclasses import replace
from fnmatch import fnmatch

import pytest

from tests.soak import disk_trace, house_cuts, power_cuts
from tests.soak.house_cuts import Recording, Tally

pytestmark = pytest.mark.skipif(not disk_trace.is_possible(), reason="needs Linux and strace")


@pytest.fixture(scope="module")
def recording() -> Iterator[Recording]:
    with power_cuts.a_disk() as disk:
        yield house_cuts.recorded(disk)


def test_whenever_the_power_goes_what_was_saved_backed_up_and_exported_is_there(recording):
    tally = Tally()
    house_cuts.cut(recording, 8, random.Random(20261122), tally)
    assert not tally.faults, tally.summary()
    assert tally.cuts == 8
    assert {act.kind for act in recording.acts} == {"migrate", "save", "backup", "stick", "export", "restore"}
    assert all(act.done is not None for act in recording.acts)


@pytest.mark.parametrize("forgotten", ["*/stick/*", "*"])
def test_a_sync_that_the_program_would_leave_out_is_found(recording, forgotten):
    """The search must be able to fail: without the syncs of the stick, or without any."""
    heard = [
        replace(call, what="nothing") if call.what == "sync" and fnmatch(call.path, forgotten) else call
        for call in recording.calls
    ]
    chance, tally = random.Random(20261123), Tally()
    while not tally.faults and tally.cuts < 200:
        house_cuts.cut(recording, 4, chance, tally, calls=heard)
    assert tally.faults
