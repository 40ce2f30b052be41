"""The growing wait after wrong passphrases: it survives a restart, and never locks a centre out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db import errors, tries

NOW = 1_790_000_000


def fail(folder, times, *, now=NOW):
    for _ in range(times):
        tries.remember_failure(folder, "0192-awa", now=now)


def test_the_first_wrong_tries_cost_nothing(tmp_path):
    fail(tmp_path, 4)
    assert tries.seconds_to_wait(tmp_path, now=NOW) == 0
    tries.check_may_try(tmp_path, now=NOW)


@pytest.mark.parametrize(
    ("times", "seconds"), [(5, 5), (6, 10), (7, 20), (8, 40), (9, 80), (10, 160), (11, 300), (12, 300), (100, 300)]
)
def test_the_wait_doubles_up_to_five_minutes(tmp_path, times, seconds):
    fail(tmp_path, times)
    with pytest.raises(errors.WaitBeforeTrying) as wait:
        tries.check_may_try(tmp_path, now=NOW)
    assert wait.value.seconds == seconds
    assert tries.seconds_to_wait(tmp_path, now=NOW + seconds) == 0


def test_waiting_counts_down(tmp_path):
    fail(tmp_path, 6)
    assert tries.seconds_to_wait(tmp_path, now=NOW + 7) == 3


def test_a_right_passphrase_ends_the_row_and_keeps_the_failures_for_history(tmp_path):
    fail(tmp_path, 6)
    tries.remember_success(tmp_path)
    assert tries.seconds_to_wait(tmp_path, now=NOW) == 0
    assert len(tries.failures(tmp_path)) == 6


def test_history_is_told_of_each_failure_once(tmp_path):
    fail(tmp_path, 2)
    told = tries.failures(tmp_path)
    assert told[0] == tries.Failure(person_id="0192-awa", at=NOW)
    tries.remember_failure(tmp_path, "0192-oumou", now=NOW + 1)
    tries.forget(tmp_path, told)
    assert [failure.person_id for failure in tries.failures(tmp_path)] == ["0192-oumou"]


@pytest.mark.parametrize("back_seconds", [1, 3600, 10 * 365 * 24 * 3600])
def test_a_clock_set_back_locks_nobody_out_for_more_than_five_minutes(tmp_path, back_seconds):
    fail(tmp_path, 20)
    back = NOW - back_seconds
    assert tries.seconds_to_wait(tmp_path, now=back) <= 300
    assert tries.seconds_to_wait(tmp_path, now=back + 300) == 0


def test_a_clock_set_back_on_a_disk_that_cannot_be_written_locks_nobody_out(tmp_path, monkeypatch):
    fail(tmp_path, 20)

    def read_only(_path, _content):
        raise errors.ReadOnlyDisk

    monkeypatch.setattr(tries, "atomic_write", read_only)
    assert tries.seconds_to_wait(tmp_path, now=NOW - 3600) == 0
    tries.remember_failure(tmp_path, "0192-awa", now=NOW)


@pytest.mark.parametrize(
    "spoilt",
    [
        b"",
        b"torn",
        b"[]",
        b'{"in_a_row":-1,"last_at":0,"failures":[]}',
        b'{"in_a_row":9,"last_at":"never","failures":[]}',
        b'{"in_a_row":1e99,"last_at":0,"failures":[]}',
        b"x" * (tries.LARGEST_FILE + 1),
    ],
)
def test_a_spoilt_file_means_no_wait(tmp_path, spoilt):
    (tmp_path / tries.NAME).write_bytes(spoilt)
    assert tries.seconds_to_wait(tmp_path, now=NOW) == 0
    fail(tmp_path, 5)
    assert tries.seconds_to_wait(tmp_path, now=NOW) == 5


def test_a_file_that_asks_for_a_wait_without_end_gets_five_minutes(tmp_path):
    (tmp_path / tries.NAME).write_bytes(b'{"failures":[],"in_a_row":9007199254740991,"last_at":9007199254740991}')
    assert tries.seconds_to_wait(tmp_path, now=NOW) == 300
    assert tries.seconds_to_wait(tmp_path, now=NOW + 300) == 0


def test_the_file_never_grows_beyond_what_is_read(tmp_path):
    fail(tmp_path, tries.MOST_KEPT + 50)
    assert len(tries.failures(tmp_path)) == tries.MOST_KEPT
    assert tries.seconds_to_wait(tmp_path, now=NOW) == 300


@given(tried=st.integers(0, 10_000))
def test_no_row_of_tries_waits_more_than_five_minutes(tried):
    assert 0 <= tries._wait_after(tried) <= 300


def test_a_try_at_a_moment_that_no_calendar_has_is_a_spoilt_file(tmp_path):
    # after: history could not be told of it, so that nobody got in any more
    tries.remember_failure(tmp_path, "0192-awa", now=tries.LATEST)
    assert len(tries.failures(tmp_path)) == 1
    tries.remember_failure(tmp_path, "0192-awa", now=2**53)
    assert tries.failures(tmp_path) == ()
    assert tries.seconds_to_wait(tmp_path, now=NOW) == 0
