"""A short run of the full disks; the long one is `python3 main.py soak full_disks`."""

import subprocess
import sys

import pytest

from tests.soak import full_disks
from tests.soak.full_disks import Tally
from tests.soak.shelf import ROOT

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="disks are mounted on Linux only")


def test_a_full_disk_is_told_of_and_takes_nothing_with_it():
    program = [sys.executable, "-m", "tests.soak.full_disks", "--count", "1", "--seed", "20261122"]
    done = subprocess.run(program, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 full disks" in done.stdout
    assert "0 things went wrong" in done.stdout


def test_where_no_disk_can_be_mounted_the_summary_says_that_the_proof_is_weaker():
    assert "weaker" not in Tally().summary()
    assert "a weaker proof" in Tally(is_weaker=True).summary()


def test_every_work_has_a_place_that_can_get_full():
    assert set(full_disks.DISKS) == set(full_disks.WORKS)
