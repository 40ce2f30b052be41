"""A short run of the month; the long one is `python3 main.py soak a_month`."""

import json
import os
import subprocess
import sys

import pytest

from tests.makers import a_folder
from tests.soak import a_month
from tests.soak.a_month import Act, Day, Tally
from tests.soak.shelf import ROOT

ASKED_TWICE = """
import sys
from pathlib import Path
from centre_app.problems import DiskNotAnswering
from tests.soak import month_life

def ask(register=None):
    raise DiskNotAnswering

def lives(she, day, acts):
    month_life.say("went on", 0, she.has_done(she.somebody_comes_or_leaves))
    ask()

month_life.residents_of, month_life.Somebody.lives = ask, lives
month_life.live(Path(sys.argv[1]), "1", 0, 1, 1)
"""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")


def test_a_day_at_the_window_loses_nothing_and_what_it_takes_is_told():
    tally = a_month.run(1, seed=20261122, acts=1)
    assert not tally.wrong, tally.summary()
    (day,) = tally.measured
    assert (tally.days, day.mib > 30, len(day.files) > 3) == (2, True, True)


def test_growth_and_files_that_stay_open_are_found():
    grown = Tally(measured=[Day(number=day, mib=150 + 4 * day, files=["care.db"], widgets=900) for day in range(30)])
    grown.heed_growth()
    assert grown.wrong == ["memory grew by 76 MiB"]
    opened = Tally(
        measured=[Day(number=day, mib=150, files=["care.db"] * (1 + day // 20), widgets=900) for day in range(30)]
    )
    opened.heed_growth()
    assert opened.wrong == ["after 21 days these are open that were not: ['care.db']"]
    steady = Tally(
        measured=[Day(number=day, mib=150 + min(day, 6), files=["care.db"], widgets=900) for day in range(30)]
    )
    steady.heed_growth()
    assert not steady.wrong


def test_a_save_that_was_called_saved_and_is_not_there_is_found(tmp_path):
    acts = [Act(revisions=[("persons", "nobody", 1)], is_acknowledged=True)]
    assert list(a_month.faults_in(a_folder(tmp_path), acts, day=0)) == ["LOST: 1 of 1 records of an acknowledged save"]


def test_a_problem_that_a_page_tells_is_no_crash_and_one_that_ends_the_story_is(tmp_path):
    ended = subprocess.run(
        [sys.executable, "-c", ASKED_TWICE, a_folder(tmp_path)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
    )
    first, second = map(json.loads, ended.stdout.splitlines())
    assert first == ["went on", 0, False]
    assert (second[0], "DiskNotAnswering" in second[2], ended.returncode) == ("crash", True, 1)
