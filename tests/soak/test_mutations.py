"""A short run of the spoilt bundles, for every push; the long one is `python -m tests.soak.mutations --count 2500`."""

import pytest

from tests.soak import mutations
from tests.soak.mutation_kinds import KINDS


@pytest.fixture(scope="module")
def tally():
    return mutations.run(len(KINDS), seed=20261122)


def test_spoilt_bundles_are_refused_or_reviewed_in_words_and_the_register_stays_as_it_was(tally):
    assert tally.faults == []
    assert {kind: outcome.number for kind, outcome in tally.outcomes.items()} == dict.fromkeys(KINDS, 1)


def test_what_no_honest_program_writes_is_refused(tally):
    surely_refused = set(KINDS) - {"replayed", "unknown choices", "SQL, paths, formulas", "SQL in all words"}
    became = {kind: set(tally.outcomes[kind].times) for kind in surely_refused}
    assert {kind for kind, found in became.items() if mutations.REVIEWED in found} <= {"values of another kind"}


def test_a_register_that_changes_and_a_mutation_that_goes_through_would_be_told(monkeypatch):
    def lets_through(register, file, *, dry_run=False):
        (register.folder / "care.db").write_bytes(b"spoilt")
        return 1, "", "Traceback (most recent call last)"

    outcome = mutations.Outcome("cut short")
    assert list(mutations._faults(mutations.REFUSED, "", "Traceback", outcome)) == ["no words: 'Traceback'"]
    outcome.seconds, outcome.mb = mutations.MOST_SECONDS + 1, mutations.MOST_MB + 1
    assert len(list(mutations._faults(mutations.REVIEWED, "Vu.", "", outcome))) == 2
