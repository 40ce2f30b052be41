"""What a centre has forgotten, headquarters forgets with the next bundle; the figures of both stay as they were."""

from dataclasses import replace
from datetime import date

import pytest

from centre_app import integrity
from centre_app.backups import making, restoring, standing
from centre_app.choices.keys import BackupReason
from centre_app.exchange import bundle, receive
from centre_app.exchange.merge import merge
from centre_app.indicators import figures
from centre_app.records import CaseFile, Exit, PersonName, RetentionEvent
from centre_app.retention.standing import ANONYMISE, DESTROY
from tests.centre_app.exchange.conftest import MONTH
from tests.centre_app.retention import files
from tests.centre_app.retention.files import bytes_of, marks_in
from tests.makers import reopened


def counted(register):
    """Return every figure; a place that was written in words has no name any more, and is counted as before."""
    every = figures.count(register, date(2016, 1, 1), date(2016, 12, 31)).figures
    return [(each.definition.key, sorted((each.counts or {}).values())) for each in every]


def left_at(headquarters):
    return marks_in(bytes_of(headquarters.folder, headquarters.keys.sqlcipher_keys()))


def whole(register):
    return [one for one in integrity.check(register).faults if "other" not in one.parts]


@pytest.mark.parametrize(("act", "because"), [(ANONYMISE, "family_reunified"), (DESTROY, "case_error")])
def test_headquarters_holds_no_word_of_whom_a_centre_has_forgotten(pair, act, because):
    case = files.gone(pair.centre, because=because)
    (case,) = pair.centre.save(replace(case, share_hq=True), heed_findings=False)
    files.as_everybody(pair.centre)
    files.fill(pair.centre, case)
    pair.exchange()
    assert left_at(pair.headquarters)
    before = counted(pair.headquarters)
    files.erase(pair.centre, case, act)
    pair.exchange()
    assert left_at(pair.headquarters) == []
    if act == ANONYMISE:
        assert counted(pair.headquarters) == before
    assert whole(pair.headquarters) == []
    assert whole(pair.centre) == []


def test_the_sign_for_words_that_a_figure_asks_for_arrives(pair):
    case = files.gone(pair.centre)
    left = pair.centre.as_stored.find(Exit)[0]
    pair.centre.save(
        replace(case, share_hq=True), replace(left, no_follow_up_reason="Her uncle would see us"), heed_findings=False
    )
    pair.exchange()
    files.erase(pair.centre, case)
    pair.exchange()
    (there,) = pair.headquarters.as_stored.find(Exit)
    assert there.no_follow_up_reason == "…"
    assert pair.headquarters.as_stored.get(CaseFile, case.id).status == "anonymised"
    assert all(name.family is None for name in pair.headquarters.as_stored.find(PersonName))


@pytest.mark.parametrize(("act", "because"), [(ANONYMISE, "family_reunified"), (DESTROY, "case_error")])
def test_a_centre_put_back_to_before_an_erasing_brings_headquarters_no_word_again(pair, tmp_path, act, because):
    case = files.gone(pair.centre, because=because)
    (case,) = pair.centre.save(replace(case, share_hq=True), heed_findings=False)
    files.as_everybody(pair.centre)
    files.fill(pair.centre, case)
    pair.exchange()
    making.make(pair.centre, BackupReason.BY_HAND)
    backup = standing.backups(pair.centre)[0].backup
    files.erase(pair.centre, case, act)
    pair.exchange()
    restored = restoring.restore(pair.centre, backup, tmp_path / "back.register")
    folder = pair.centre.folder
    pair.centre.close()
    restoring.swap(folder, restored.folder, clock=pair.clock)
    pair.centre = reopened(folder, clock=pair.clock)
    content = bundle.seal(pair.centre, bundle.prepare(pair.centre, month=MONTH))[0].content
    merge(pair.headquarters, receive.open_file(pair.headquarters, content, new_line_agreed=True))
    assert left_at(pair.headquarters) == []
    assert [event.state for event in pair.headquarters.find(RetentionEvent)] == ["done"]
    assert whole(pair.headquarters) == []
