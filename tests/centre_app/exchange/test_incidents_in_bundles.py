"""Incidents in a bundle: what could name somebody leaves only with her consent, and letters never leave."""

from dataclasses import replace

import pytest

from centre_app import letterbox
from centre_app.exchange import bundle
from centre_app.integrity import check
from centre_app.records import Incident, Letter
from tests.centre_app.exchange.conftest import MONTH
from tests.makers import an_admission, an_incident

TELLING = ("description", "who_did_it", "also_concerned", "place_in_words", "done_at_once")
WORDS = dict.fromkeys(TELLING, "Kadidia")


@pytest.fixture
def case(pair):
    return pair.centre.save(*an_admission())[2]


def arrived(pair) -> Incident:
    pair.received(pair.sealed())
    (incident,) = pair.headquarters.find(Incident)
    return incident


def test_without_consent_headquarters_learns_that_it_happened_and_not_to_whom(pair, case):
    pair.centre.save(an_incident(case, **WORDS))
    incident = arrived(pair)
    assert (incident.incident_type, incident.place) == ("threat", "centre")
    assert {getattr(incident, name) for name in TELLING} == {None}
    assert check(pair.headquarters).faults == ()


def test_with_consent_it_arrives_whole(pair, case):
    pair.centre.save(replace(case, share_hq=True))
    pair.centre.save(an_incident(case, **WORDS))
    assert {getattr(arrived(pair), name) for name in TELLING} == {"Kadidia"}


def test_an_incident_of_the_house_may_name_anybody_and_leaves_without_its_words(pair):
    pair.centre.save(an_incident(**WORDS))
    assert {getattr(arrived(pair), name) for name in TELLING} == {None}


def test_a_letter_never_leaves_the_house(pair, case):
    letterbox.send(pair.centre, an_incident(case))
    prepared = bundle.prepare(pair.centre, month=MONTH)
    assert Letter.table not in prepared.rows
    pair.received(pair.sealed())
    assert pair.headquarters.find(Letter) == []
    assert check(pair.headquarters).faults == ()


def test_headquarters_files_no_letters(pair, case):
    letterbox.send(pair.centre, an_incident(case))
    assert letterbox.to_file(pair.headquarters) == []
    assert not letterbox.may_send(pair.headquarters, Incident)
