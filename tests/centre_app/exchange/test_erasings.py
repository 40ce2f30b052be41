"""What a centre has forgotten, headquarters forgets with the next bundle; the figures of both stay as they were."""

from dataclasses import replace
from datetime import date

import pytest

from centre_app import integrity
from centre_app.indicators import figures
from centre_app.records import CaseFile, Exit, PersonName
from centre_app.retention.standing import ANONYMISE, DESTROY
from tests.centre_app.retention import files
from tests.centre_app.retention.files import bytes_of, marks_in


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
