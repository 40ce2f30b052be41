"""The register's disk: room in words, large work refused before it begins, failures remembered without the disk."""

import time
from datetime import UTC, datetime, timedelta

import pytest

from centre_app import disk, logs
from centre_app.disk import FINE, FULL, LOW, NO_ROOM
from centre_app.problems import NotEnoughRoom, StickGone
from db import connection, disk_health, room
from db.errors import DiskFailing

NOW = datetime.now(UTC)


@pytest.fixture(autouse=True)
def a_healthy_disk(tmp_path, monkeypatch):
    monkeypatch.setattr(logs, "log_file", lambda: tmp_path / "state" / "registre.log")
    disk_health.forget()
    yield
    disk_health.forget()


@pytest.fixture
def free(monkeypatch):
    def have(free_bytes):
        usage = type("Usage", (), {"free": free_bytes, "total": 10**12})
        monkeypatch.setattr(room.shutil, "disk_usage", lambda folder: usage)

    return have


@pytest.mark.parametrize(
    ("free_bytes", "found"),
    [
        (10**12, FINE),
        (10**9, FINE),
        (10**9 - 1, LOW),
        (2 * 10**8, LOW),
        (2 * 10**8 - 1, FULL),
        (2 * 10**6, FULL),
        (0, NO_ROOM),
    ],
)
def test_under_a_thousand_million_bytes_it_is_low_and_under_two_hundred_it_is_full(tmp_path, free, free_bytes, found):
    free(free_bytes)
    assert disk.look_at(tmp_path, now=NOW).room == found


def test_a_disk_that_does_not_say_is_no_full_one(tmp_path):
    assert disk.look_at(tmp_path / "gone", now=NOW).room == FINE


def test_what_is_large_is_refused_before_it_begins_and_in_words(tmp_path, free):
    free(250_000_000)
    disk.must_fit(tmp_path, 40_000_000)
    with pytest.raises(NotEnoughRoom) as refused:
        disk.must_fit(tmp_path, 50_000_000)
    assert refused.value.parts == {"needed": 260, "free": 250}


def test_a_stick_need_keep_nothing_free(tmp_path, free):
    free(100_000_000)
    disk.must_fit_on_a_stick(tmp_path, 80_000_000)
    with pytest.raises(NotEnoughRoom):
        disk.must_fit_on_a_stick(tmp_path, 90_000_000)
    with pytest.raises(NotEnoughRoom):
        disk.must_fit(tmp_path, 0)


def test_a_stick_that_is_gone_is_said_so(tmp_path):
    with pytest.raises(StickGone):
        disk.must_fit_on_a_stick(tmp_path / "gone", 1)


# --- failing ---------------------------------------------------------------------------------------------------


@pytest.fixture
def fails(monkeypatch):
    """Let the disk fail, each time an hour after the last time; `at_once` lets the same failure be met again."""
    now = [time.time() - 4 * 3600]

    def fail(*, at_once=False):
        now[0] += 1 if at_once else 3600
        monkeypatch.setattr(disk_health.time, "time", lambda: now[0])
        met()

    return fail


def met():
    error = connection.sqlcipher3.OperationalError("disk I/O error")
    error.sqlite_errorcode = 10
    with pytest.raises(DiskFailing), connection.translated_errors():
        raise error


def test_two_failures_within_a_day_are_a_failing_disk_and_one_is_not(tmp_path, fails):
    fails()
    fails(at_once=True)
    assert not disk.look_at(tmp_path, now=datetime.now(UTC)).is_failing
    fails()
    assert disk.look_at(tmp_path, now=datetime.now(UTC)).is_failing
    assert not disk.look_at(tmp_path, now=datetime.now(UTC) + timedelta(days=1, minutes=1)).is_failing


def test_one_failure_stays_one_however_often_it_is_looked_at(tmp_path, monkeypatch):
    monkeypatch.setattr(disk_health.time, "time", lambda: 1_700_000_000.7)
    met()
    now = datetime.fromtimestamp(1_700_000_001, UTC)
    assert not disk.look_at(tmp_path, now=now).is_failing
    assert not disk.look_at(tmp_path, now=now).is_failing
    assert len(disk_health.failures()) == 1


def test_the_next_process_knows_by_word_of_the_one_before(tmp_path, monkeypatch, fails):
    """As the register locks: the process ends, and the failing disk is asked for nothing."""
    monkeypatch.setattr(logs, "log_file", lambda: tmp_path / "a file" / "registre.log")
    (tmp_path / "a file").write_text("where no folder can be made")
    fails()
    fails()
    said = disk.failures_as_text()
    disk_health.forget()
    assert not disk.look_at(tmp_path, now=datetime.now(UTC)).is_failing
    disk.remember_failures(said)
    assert disk.look_at(tmp_path, now=datetime.now(UTC)).is_failing


def test_a_program_that_was_killed_is_followed_by_one_that_finds_the_file(tmp_path, fails):
    fails()
    fails()
    disk.look_at(tmp_path, now=datetime.now(UTC))
    disk_health.forget()
    assert disk.look_at(tmp_path, now=datetime.now(UTC)).is_failing


@pytest.mark.parametrize("said", ["", "x", "1e9", "²³", "9" * 400, "-4", ",,,", "12,Kadidia"])
def test_what_is_no_number_of_seconds_is_passed_over(tmp_path, said):
    disk.remember_failures(said)
    assert not disk.look_at(tmp_path, now=datetime.now(UTC)).is_failing
