"""What somebody wants headquarters to know of the program's faults goes with the next bundle, as it was read."""

from datetime import UTC, datetime

from centre_app.records import ProgramReport


def test_a_report_reaches_headquarters_with_the_next_bundle(pair):
    at = datetime(2026, 11, 20, 14, 32, tzinfo=UTC)
    (sent,) = pair.centre.save(ProgramReport(happened_at=at, code="AB12CD", text="Registre 0.1.0\nbuiltins.KeyError"))
    pair.exchange()
    there = pair.headquarters.get(ProgramReport, sent.id)
    assert (there.code, there.text, there.happened_at) == (sent.code, sent.text, at)
    assert there.centre_id == pair.centre.centre_id
