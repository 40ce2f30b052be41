"""Identifiers: unique, of the right version, in the order in which they were made."""

import time
import uuid

from centre_app.ids import new_id


def test_ids_made_in_one_millisecond_keep_their_order():
    made = [new_id() for _ in range(5_000)]
    assert made == sorted(made)
    assert len(set(made)) == len(made)


def test_ids_keep_their_order_when_the_clock_is_set_back(monkeypatch):
    before = new_id()
    monkeypatch.setattr(time, "time_ns", lambda: 1_700_000_000_000_000_000)
    assert new_id() > before


def test_an_id_is_a_uuid_of_version_7_that_tells_when_it_was_made():
    made = uuid.UUID(new_id())
    assert made.version == 7
    assert made.variant == uuid.RFC_4122
    assert abs((made.int >> 80) / 1000 - time.time()) < 60
