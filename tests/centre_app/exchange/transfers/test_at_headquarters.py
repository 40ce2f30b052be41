"""Headquarters sees one person in two houses, whichever of their bundles comes first."""

from dataclasses import replace

import pytest

from centre_app import integrity
from centre_app.exchange import bundle, inbox, manifest, receive, refusals, sticks
from centre_app.exchange.merge import merge
from centre_app.exchange.transfers import receipt
from centre_app.exchange.transfers.moved import WaitsForSender
from centre_app.finding import find_persons
from centre_app.indicators.month import Period, count
from centre_app.indicators.monthly import a_flows
from centre_app.records import RECORD_TYPES, CaseFile, Exit, Intake, Person, PersonName, Stay
from tests.centre_app.exchange.conftest import MONTH
from tests.centre_app.exchange.transfers.test_transfer import HERS, words_in
from tests.makers import TODAY


def sealed(centre):
    (only,) = bundle.seal(centre, bundle.prepare(centre, month=MONTH))
    return only.content


def received(journey, content):
    return merge(journey.headquarters, receive.open_file(journey.headquarters, content))


def all_rows(register):
    return {
        kind.table: register.vault.select(kind.table, with_void=True) for kind in RECORD_TYPES if manifest.travels(kind)
    }


@pytest.fixture
def known(journey):
    """Headquarters knows her in Ségou; then she moves to Kati, which admits her."""
    case, stay = journey.admitted()
    journey.from_here.exchange()
    case = journey.transferred(case, stay)
    taken = journey.taken(journey.sealed(case))
    file = journey.there.get(CaseFile, taken.case_id)
    new = Stay(case_id=file.id, person_id=file.person_id, admission_type="transfer_in", admitted_on=TODAY)
    journey.there.save(new, replace(file, status="admitted"))
    (name,) = journey.there.find(PersonName, person_id=file.person_id)
    journey.there.save(replace(name, middle="Awa"))
    journey.arrived(taken)
    return file


def test_the_receivers_bundle_waits_for_the_senders(journey, known):
    theirs = sealed(journey.there)
    with pytest.raises(WaitsForSender):
        receive.open_file(journey.headquarters, theirs)
    received(journey, sealed(journey.here))
    received(journey, theirs)


def test_a_transfer_and_its_receipt_are_no_bundles(journey, tmp_path):
    case = journey.gone()
    made = journey.sealed(case)
    back = receipt.write(journey.there, journey.taken(made))
    for file in (made, back):
        (tmp_path / file.name).write_bytes(file.content)
    assert sticks.arrivals_in(tmp_path) == []
    renamed = tmp_path / "SEG-202611-000001.age"
    renamed.write_bytes(made.content)
    arrived = inbox.look_at(journey.headquarters, renamed)
    assert isinstance(arrived.problem, refusals.IsATransfer)
    assert not arrived.is_kept_aside  # somebody's whole file, that was not written for headquarters to keep


@pytest.mark.parametrize("sender_again", [False, True])
def test_headquarters_sees_one_person_with_the_time_in_both_houses(journey, known, sender_again):
    received(journey, sealed(journey.here))
    received(journey, sealed(journey.there))
    if sender_again:
        received(journey, sealed(journey.here))
    register = journey.headquarters
    assert [person.id for person in register.find(Person)] == [known.person_id]
    assert find_persons(register, "sangare") == find_persons(register, "awa") == [known.person_id]
    (name,) = register.find(PersonName)
    assert (name.middle, name.centre_id) == ("Awa", journey.there.centre_id)
    files = register.find(CaseFile, person_id=known.person_id)
    assert {file.code for file in files} == {"SEG-26-0001"}
    assert {(file.centre_id, file.status) for file in files} == {
        (journey.here.centre_id, "transferred"),
        (journey.there.centre_id, "admitted"),
    }
    stays = {stay.centre_id: stay for stay in register.find(Stay)}
    assert stays[journey.here.centre_id].ended_on == TODAY
    assert stays[journey.there.centre_id].ended_on is None
    assert [left.centre_id for left in register.find(Exit)] == [journey.here.centre_id]


def test_what_headquarters_heard_before_is_not_taken_out_by_the_trace(journey, known):
    note = journey.headquarters.find(Intake)[0].note
    received(journey, sealed(journey.here))
    assert note
    assert [intake.note for intake in journey.headquarters.find(Intake)] == [note]


def test_what_the_former_house_says_later_of_who_she_is_changes_nothing(journey, known):
    received(journey, sealed(journey.here))
    received(journey, sealed(journey.there))
    person = journey.here.get(Person, known.person_id)
    journey.here.save(replace(person, marital_status="married"), heed_findings=False)
    received(journey, sealed(journey.here))
    assert journey.headquarters.get(Person, known.person_id).marital_status is None


def test_a_centre_does_not_take_over_whom_nobody_sent_to_it(journey):
    case, _ = journey.admitted()
    journey.from_here.exchange()
    person = journey.here.get(Person, case.person_id)
    stolen = replace(person, centre_id=journey.there.centre_id)
    journey.there.save(replace(stolen, rev=0))
    with pytest.raises(refusals.OtherCentre):
        receive.open_file(journey.headquarters, sealed(journey.there))


def test_what_waits_follows_by_itself(journey, known, tmp_path):
    theirs, ours = tmp_path / "KAT-202611-000002.age", tmp_path / "SEG-202611-000003.age"
    theirs.write_bytes(sealed(journey.there))
    ours.write_bytes(sealed(journey.here))
    early = inbox.look_at(journey.headquarters, theirs)
    assert early.waits
    taken = inbox.take(journey.headquarters, inbox.look_at(journey.headquarters, ours))
    (follower,) = inbox.followers(journey.headquarters, taken)
    assert follower.received.from_centre_id == journey.there.centre_id
    assert journey.headquarters.find(PersonName)[0].middle == "Awa"


def flows(register, *centre_ids):
    """Present before, arrivals, exits, present at the end."""
    month = count(register, Period.month_of(TODAY), centre_ids=centre_ids, indicators=a_flows.INDICATORS)
    return [month.number(code) for code in ("A1", "A2", "A4", "A5")]


def test_she_is_counted_in_each_house_for_its_own_time_there_and_at_headquarters(journey, known):
    received(journey, sealed(journey.here))
    received(journey, sealed(journey.there))
    assert flows(journey.here) == flows(journey.headquarters, journey.here.centre_id) == [1, 0, 1, 0]
    assert flows(journey.there) == flows(journey.headquarters, journey.there.centre_id) == [0, 1, 0, 1]
    assert flows(journey.headquarters) == [1, 1, 1, 1]


def test_without_her_consent_only_codes_reach_headquarters_from_either_house(journey):
    case, stay = journey.admitted(share_hq=False)
    taken = journey.taken(journey.sealed(journey.transferred(case, stay)))
    received(journey, sealed(journey.here))
    received(journey, sealed(journey.there))
    assert journey.headquarters.find(PersonName) == []
    assert not [word for word in HERS[:4] if word in words_in(journey.headquarters)]
    assert journey.headquarters.get(CaseFile, taken.case_id).code == "SEG-26-0001"


def test_headquarters_register_is_whole_afterwards(journey, known):
    for centre in (journey.here, journey.there, journey.here):
        received(journey, sealed(centre))
    assert integrity.check(journey.headquarters).faults == ()
