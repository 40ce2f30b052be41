"""She comes back to a house where only the trace of her was kept: its file gets its words again, and no month changes."""

from contextlib import suppress
from dataclasses import replace
from itertools import permutations

import pytest

from centre_app import integrity
from centre_app.casework import lifecycle
from centre_app.casework.papers import content_of, take_in
from centre_app.exchange import bundle, receive, refusals
from centre_app.exchange.transfers import checking, coming_back, sending, taking
from centre_app.exchange.transfers.moved import WaitsForSender
from centre_app.exchange.transfers.sending import NobodyAgreed
from centre_app.finding import find_persons
from centre_app.indicators.month import Period, count
from centre_app.records import CaseFile, HealthProfile, IdentityPaper, Intake, Person, PersonName, Transfer
from tests.centre_app.casework.test_papers import SMALL, a_clean
from tests.centre_app.exchange.conftest import enrol
from tests.centre_app.exchange.transfers.conftest import WORDS, Journey
from tests.centre_app.exchange.transfers.test_at_headquarters import received, sealed
from tests.centre_app.exchange.transfers.test_transfer import HERS, forged, words_in
from tests.makers import TODAY, a_register, a_transfer


def between(journey, here, there):
    return Journey(here, there, journey.headquarters, journey.clock)


def moved_to(way, case, name):
    """Her file once she has left by it for the other house."""
    return lifecycle.transfer(way.here, way.here.get(CaseFile, case), a_transfer_of(way, case, name))


def a_transfer_of(way, case, name):
    return a_transfer(way.here.get(CaseFile, case), organisation_in_words=name, decided_by=way.here.who)


def goes(way, case, name):
    """A whole transfer, some days later; the file that begins there."""
    way.clock.move(days=3)
    taken = way.taken(way.sealed(moved_to(way, case, name)))
    way.arrived(taken)
    return taken.case_id


@pytest.fixture
def first(journey):
    """Her first file in Ségou, of which only the trace is left, and the paper in it; she is in Kati."""
    case, stay = journey.admitted()
    (paper,) = [
        take_in(journey.here, IdentityPaper(case_id=case.id, document_type="birth_certificate", title=WORDS), a_clean())
    ]
    taken = journey.taken(journey.sealed(journey.transferred(case, stay)))
    journey.arrived(taken)
    assert not [word for word in HERS if word in words_in(journey.here)]
    return case, taken.case_id, paper.id


@pytest.fixture
def back(journey):
    return between(journey, journey.there, journey.here)


def _learn_of_the_third(journey, third):
    """Both other houses hear from headquarters of a third one, without a bundle: those of her come afterwards."""
    for house in (journey.here, journey.there):
        cards = journey.headquarters.vault.select("cards", {"of_centre_id": third.centre_id})
        with house.vault.transaction():
            house.vault.upsert("cards", cards)


def stands_again(journey, case, paper):
    """Hold every word of the first file in Ségou against what was written there."""
    (intake,) = journey.here.find(Intake, case_id=case.id)
    (profile,) = journey.here.find(HealthProfile, case_id=case.id)
    found = journey.here.get(IdentityPaper, paper)
    assert (intake.note, profile.chronic, found.title, content_of(journey.here, found)) == (WORDS, WORDS, WORDS, SMALL)
    assert {intake.centre_id, profile.centre_id, found.centre_id} == {journey.here.centre_id}
    assert integrity.check(journey.here).faults == ()


def test_the_words_of_her_first_stay_stand_again_in_the_house_that_wrote_them(journey, back, first):
    case, theirs, paper = first
    (trace_of_it,) = journey.here.find(Intake, case_id=case.id)
    gone = moved_to(back, theirs, "Ségou")
    assert [file.id for file in sending.returned_files(back.here, gone, back.to())] == [case.id]
    assert not sending.stays_out(back.here, gone, back.to())
    assert sending.earlier_files(back.here, gone, back.to()) == []
    incoming = checking.open_file(back.there, back.sealed(gone).content)
    preview = taking.preview_of(back.there, incoming)
    assert (preview.returned > 3, preview.unproven) == (True, 0)
    back.arrived(taking.take(back.there, incoming))
    stands_again(journey, case, paper)
    (intake,) = journey.here.find(Intake, case_id=case.id)
    assert (intake.id, intake.rev) == (trace_of_it.id, trace_of_it.rev + 1)
    lines = journey.here.vault.ask("SELECT action FROM care.history WHERE record_id = ? ORDER BY seq", (intake.id,))
    assert [line[0] for line in lines][-2:] == ["hand_over", "words_back"]
    assert not [word for word in HERS if word in words_in(back.here)]
    assert integrity.check(back.here).faults == ()


def test_past_months_are_counted_as_before(journey, back, first):
    _, theirs, _ = first
    month = Period.month_of(TODAY)
    journey.clock.move(days=30)
    before = journey.here.vault.select("stays", with_void=True), count(journey.here, month)
    goes(back, theirs, "Ségou")
    assert journey.here.vault.select("stays", with_void=True) == before[0]
    assert count(journey.here, month) == before[1]


def test_she_may_leave_again_with_all_of_it_and_come_back_once_more(journey, back, first):
    case, theirs, paper = first
    mine = goes(back, theirs, "Ségou")
    (again,) = coming_back.former_files(journey.here, journey.here.get(CaseFile, mine))
    assert again.id == case.id
    theirs = goes(journey, mine, "Kati")
    assert not [word for word in HERS if word in words_in(journey.here)]
    (intake,) = journey.there.vault.select("intakes", {"case_id": case.id})
    assert intake["note"] == WORDS
    goes(back, theirs, "Ségou")
    stands_again(journey, case, paper)


def test_by_a_third_house_the_words_come_home_too(journey, first, tmp_path):
    case, second, paper = first
    with a_register(tmp_path, code="MOP", clock=journey.clock) as third:
        enrol(third, journey.headquarters)
        on, home = between(journey, journey.there, third), between(journey, third, journey.here)
        home.from_here.exchange()
        _learn_of_the_third(journey, third)
        last = goes(on, second, "Mopti")
        assert not [word for word in HERS if word in words_in(journey.there)]
        mine = goes(home, last, "Ségou")
        stands_again(journey, case, paper)
        files = {file.id for file in journey.here.find(CaseFile, person_id=case.person_id)}
        assert {case.id, mine} <= files
        assert not [word for word in HERS if word in words_in(third)]


def test_without_consent_or_legal_basis_nothing_goes_back(journey, back, first):
    _, theirs, _ = first
    gone = moved_to(back, theirs, "Ségou")
    moved = back.here.only(Transfer, case_id=theirs)
    back.here.save(replace(moved, legal_basis=None, basis_reason=None), heed_findings=False)
    with pytest.raises(NobodyAgreed):
        back.sealed(gone)


# --- what is refused -------------------------------------------------------------------------------------------


def a_word_altered(rows, case):
    every = {table: [dict(row) for row in of_table] for table, of_table in rows.items()}
    next(row for row in every["intakes"] if row["case_id"] == case.id)["note"] = "She never said so"
    return every


def a_word_left_out(rows, case):
    every = {table: [dict(row) for row in of_table] for table, of_table in rows.items()}
    next(row for row in every["health_profiles"] if row["case_id"] == case.id)["chronic"] = None
    return every


def a_newer_revision(rows, case):
    every = {table: [dict(row) for row in of_table] for table, of_table in rows.items()}
    next(row for row in every["intakes"] if row["case_id"] == case.id)["rev"] += 1
    return every


def a_record_that_was_never_ours(rows, case):
    every = {table: [dict(row) for row in of_table] for table, of_table in rows.items()}
    (intake,) = [row for row in every["intakes"] if row["case_id"] == case.id]
    return {**every, "intakes": [*every["intakes"], {**intake, "id": "invented"}]}


@pytest.mark.parametrize(
    ("altered", "refusal"),
    [
        (a_word_altered, coming_back.OtherWords),
        (a_word_left_out, coming_back.OtherWords),
        (a_newer_revision, refusals.BadContent),  # its salt is of another one
        (a_record_that_was_never_ours, refusals.OtherCentre),
    ],
)
def test_words_that_are_not_those_that_left_are_refused(journey, back, first, altered, refusal):
    case, theirs, _ = first
    gone = moved_to(back, theirs, "Ségou")
    content = forged(back, gone, altered=lambda rows: altered(rows, case))
    with pytest.raises(refusal):
        checking.open_file(journey.here, content)
    assert not [word for word in HERS[:2] if word in words_in(journey.here)]


def test_words_without_proof_stay_out_and_are_told(journey, back, first):
    case, theirs, _ = first
    gone = moved_to(back, theirs, "Ségou")
    (intake,) = back.here.vault.select("intakes", {"case_id": case.id})
    with back.here.vault.transaction():
        back.here.vault.connection.execute("DELETE FROM care.return_salts WHERE record_id = ?", (intake["id"],))
    incoming = checking.open_file(journey.here, back.sealed(gone).content)
    assert taking.preview_of(journey.here, incoming).unproven == 1
    taking.take(journey.here, incoming)
    assert journey.here.find(Intake, case_id=case.id)[0].note is None
    assert journey.here.find(HealthProfile, case_id=case.id)[0].chronic == WORDS


def test_a_file_that_came_without_any_proof_stays_out_and_the_page_can_say_so(journey, back, first):
    case, theirs, _ = first
    with back.here.vault.transaction():
        back.here.vault.connection.execute("DELETE FROM care.return_salts")
    gone = moved_to(back, theirs, "Ségou")
    assert sending.stays_out(back.here, gone, back.to())
    back.taken(back.sealed(gone))
    assert journey.here.find(Intake, case_id=case.id)[0].note is None


def test_the_house_of_the_trace_cannot_test_a_guess_for_want_of_the_salt(journey, first):
    case, _, _ = first
    salts = journey.here.vault.ask(
        "SELECT row_salt FROM care.history WHERE record_id = ? AND action <> 'hand_over'", (case.id,)
    )
    assert {row[0] for row in salts} == {None}


# --- headquarters ----------------------------------------------------------------------------------------------


def heard(journey, bundles):
    """Headquarters gets bundles in an order, twice over: what waits comes again, as it does from the stick or the shelf."""
    for content in (*bundles, *bundles):
        with suppress(WaitsForSender, refusals.AlreadyReceived, refusals.Gap):
            received(journey, content)


def one_person(journey, case, owner, files):
    register = journey.headquarters
    assert [(person.id, person.centre_id) for person in register.find(Person)] == [(case.person_id, owner.centre_id)]
    (name,) = register.find(PersonName, person_id=case.person_id)
    assert (name.family, name.centre_id) == ("Sangaré", owner.centre_id)
    assert {file.id for file in register.find(CaseFile, person_id=case.person_id)} == files
    assert find_persons(register, "sangare") == [case.person_id]
    assert integrity.check(register).faults == ()


@pytest.mark.parametrize("is_known", [False, True])
@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_headquarters_sees_one_person_whichever_bundle_comes_first(journey, back, order, is_known):
    case, stay = journey.admitted()
    if is_known:
        journey.from_here.exchange()
    theirs = journey.taken(journey.sealed(journey.transferred(case, stay)))
    journey.arrived(theirs)
    mine = goes(back, theirs.case_id, "Ségou")
    bundles = [sealed(journey.here), sealed(journey.there)]
    heard(journey, [bundles[number] for number in order])
    one_person(journey, case, journey.here, {case.id, theirs.case_id, mine})
    assert journey.headquarters.find(Intake, case_id=case.id)[0].note == WORDS


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_headquarters_sees_one_person_whatever_the_order_of_three_houses(journey, first, tmp_path, order):
    case, second, _ = first
    with a_register(tmp_path, code="MOP", clock=journey.clock) as third:
        enrol(third, journey.headquarters)
        on, home = between(journey, journey.there, third), between(journey, third, journey.here)
        home.from_here.exchange()
        _learn_of_the_third(journey, third)
        last = goes(on, second, "Mopti")
        mine = goes(home, last, "Ségou")
        bundles = [sealed(journey.here), sealed(journey.there), sealed(third)]
        heard(journey, [bundles[number] for number in order])
        one_person(journey, case, journey.here, {case.id, second, last, mine})


def test_a_bundle_that_says_somebody_went_on_needs_the_transfer_to_be_believed(journey, back, first, monkeypatch):
    case, theirs, _ = first
    monkeypatch.setattr(bundle, "passed_on", lambda register: (theirs,))
    monkeypatch.setattr(bundle, "taken_over", lambda register: ())
    with pytest.raises(refusals.NumberOfAnotherCentre):
        receive.open_file(journey.headquarters, sealed(journey.there))
