"""A short run of the faults; the long one is `python3 main.py soak faults`."""

import shutil

import pytest

from centre_app.problems import HalfLeftThere
from tests.soak import disk_trace, faults, works
from tests.soak.shelf import OTHER_STICK, STICK, World, a_world, faults_on
from tests.soak.works import WORKS, Outcome, saves_in

needs_strace = pytest.mark.skipif(not disk_trace.is_possible(), reason="needs Linux and strace")


@needs_strace
def test_whichever_call_fails_the_program_says_so_and_loses_nothing_that_it_acknowledged():
    tally = faults.run(1, seed=20261122, only=["save"])
    assert not tally.wrong, [tally.summary(), *tally.wrong]
    assert tally.faults == 1
    assert tally.acknowledged


# --- the search must be able to fail -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def world(tmp_path_factory) -> World:
    return a_world(tmp_path_factory.mktemp("shelf"), residents=2)


def said(work, world, **outcome):
    return list(works.faults_of(WORKS[work], world, Outcome(**{"told": "", "complained": "", "ended": 0, **outcome})))


def test_what_hangs_ends_without_words_or_is_not_a_problem_is_found(world):
    assert said("opening", world, ended=None) == ["it hangs"]
    assert said("opening", world, ended=1) == ["it was refused without a word"]
    assert said("opening", world, ended=-11)
    assert said("opening", world, ended=1, complained="Traceback (most recent call last)")
    assert said("opening", world, ended=1, complained=f"{works.BUG} (OSError).")
    assert not said("opening", world, ended=1, complained="There is no room left on this disk or stick.")


@pytest.mark.parametrize("work", ["import", "export", "receive", "report", "care-plan", "create"])
def test_work_that_only_says_it_was_done_is_found(world, work):
    assert said(work, world)[0].startswith("FALSE")


def test_a_bundle_of_which_a_piece_is_missing_is_no_bundle(world):
    (whole,) = (world.shelf / STICK).glob("*.age")
    torn = world.shelf / OTHER_STICK / whole.name
    shutil.copy(whole, torn)
    assert not said("export", world)
    torn.write_bytes(whole.read_bytes()[:-100])
    assert said("export", world)[0].startswith("FALSE")
    torn.unlink()


def test_a_half_on_a_stick_of_which_nobody_is_told_is_found(world):
    half = world.shelf / OTHER_STICK / "SEG-202611-000001.age.part"
    half.touch()
    silent, told = (Outcome(told="", complained=words, ended=1) for words in ("", HalfLeftThere.message))
    assert list(faults.halves_untold(world, silent))
    assert not list(faults.halves_untold(world, told))
    half.unlink()
    assert not list(faults.halves_untold(world, silent))


def test_an_acknowledged_save_that_is_not_there_is_found(world):
    told = '["begin", 1, [["persons", "nobody", 1]]]\n["saved", 1, []]\n["begin", 2, [["persons", "she", 1]]]\n'
    assert saves_in(told) == [[("persons", "nobody")]]
    assert list(faults_on(world, saves_in(told))) == ["LOST: 0 of 1 records of an acknowledged save are there"]
    assert list(faults_on(world, [])) == []
