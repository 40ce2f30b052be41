"""A short run of the backups; the long one is `python -m tests.soak.backups --restore 50 --damage 200`."""

import pytest

from db import backups
from tests.soak import backups as soak
from tests.soak.backups import Tally


@pytest.fixture(scope="module")
def tally():
    return soak.run(7, 19, seed=20261122)


def test_every_row_of_every_backup_is_as_it_was(tally):
    assert tally.wrong == []
    assert (tally.restored, tally.from_stick, tally.shut_then) == (7, 2, 1)
    assert tally.tables > 700
    assert tally.rows > 300


def test_no_damaged_one_is_offered_or_restored(tally):
    assert sum(tally.damages.values()) == 19


# --- the search must be able to fail -----------------------------------------------------------------------------------


def test_a_damaged_backup_that_is_offered_and_a_row_that_is_lost_would_be_told(monkeypatch):
    monkeypatch.setattr(backups, "bytes_hold", lambda backup: True)
    monkeypatch.setattr(soak, "rows_of", lambda vault, tally: {"care.persons": str(id(vault))})
    wrong = soak.run(1, 2, seed=1).wrong
    assert any(what.endswith("care.persons differs") for what in wrong)
    assert any(what.endswith("offered") for what in wrong)


def test_the_summary_says_how_much_was_done():
    tally = Tally(restored=50, rows=12_345, tables=6_000, from_stick=16)
    tally.damages["a cut"] = 200
    assert "50 backups restored, 12,345 rows" in tally.summary()
    assert "200 damaged, none offered" in tally.summary()
