"""Children, papers, notes that the director cannot open, and somebody who comes back."""

from dataclasses import replace

import pytest

from centre_app import integrity
from centre_app.casework import lifecycle
from centre_app.casework.papers import content_of, take_in
from centre_app.exchange.transfers import checking, houses, taking
from centre_app.problems import NotSaved
from centre_app.records import (
    CaseFile,
    IdentityPaper,
    PersonLink,
    PersonName,
    PsychosocialSession,
    SessionObservation,
    Transfer,
)
from tests.centre_app.casework.test_papers import SMALL, a_clean
from tests.centre_app.exchange.transfers.conftest import WORDS, Journey
from tests.centre_app.exchange.transfers.test_transfer import HERS, words_in
from tests.makers import TODAY, a_person, a_transfer, an_admission, reopened, reopened_as


def test_her_child_goes_along_in_the_same_file(journey):
    case, stay = journey.admitted()
    mother = journey.here.find(PersonName)[0].person_id
    person, name, child, intake, its_stay = an_admission(
        a_person(birth=None), given="Moussa", admission_type="accompanying_child"
    )
    child = replace(child, code="SEG-26-0002")
    link = PersonLink(from_person_id=mother, to_person_id=person.id, relation="mother", is_in_same_stay=True)
    journey.here.save(person, name, child, intake, its_stay, link, heed_findings=False)
    case = journey.transferred(case, stay)
    sealed = journey.sealed(case)
    assert sealed.cases == 2
    incoming = checking.open_file(journey.there, sealed.content)
    assert [one.code for one in taking.preview_of(journey.there, incoming).people] == ["SEG-26-0001", "SEG-26-0002"]
    received = taking.take(journey.there, incoming)
    assert {file.code for file in journey.there.find(CaseFile)} == {"SEG-26-0001", "SEG-26-0002"}
    (link,) = journey.there.find(PersonLink)
    assert link.centre_id == journey.there.centre_id
    journey.arrived(received)
    assert all(moved.received_on for moved in journey.here.find(Transfer))
    assert b"moussa" not in words_in(journey.here)


def test_somebody_who_stays_is_named_nowhere_in_the_file(journey):
    case, stay = journey.admitted()
    person, name, other, intake, its_stay = an_admission(family="Coulibaly", given="Fanta")
    journey.here.save(person, name, replace(other, code="SEG-26-0002"), intake, its_stay)
    link = PersonLink(from_person_id=case.person_id, to_person_id=person.id, relation="sister")
    journey.here.save(link, heed_findings=False)
    received = journey.taken(journey.sealed(journey.transferred(case, stay)))
    said = words_in(journey.there)
    assert b"coulibaly" not in said
    assert journey.there.find(PersonLink) == []
    journey.arrived(received)
    assert b"coulibaly" in words_in(journey.here)


def test_papers_arrive_with_what_they_hold_and_leave_nothing_behind(journey):
    case, stay = journey.admitted()
    paper = IdentityPaper(case_id=case.id, document_type="birth_certificate", title=WORDS)
    kept = take_in(journey.here, paper, a_clean())
    received = journey.taken(journey.sealed(journey.transferred(case, stay)))
    there = journey.there.get(IdentityPaper, kept.id)
    assert content_of(journey.there, there) == SMALL
    assert SMALL.lower() in words_in(journey.here)
    journey.arrived(received)
    assert SMALL.lower() not in words_in(journey.here)
    assert integrity.check(journey.here).faults == ()
    assert integrity.check(journey.there).faults == ()


def test_notes_that_the_director_cannot_open_are_erased_once_the_psychologist_comes(journey):
    case, stay = journey.admitted()
    session = PsychosocialSession(case_id=case.id, held_on=TODAY, session_type="individual", held_by=journey.here.who)
    who = journey.here.who
    journey.here = reopened_as(journey.here, "psychologist", clock=journey.clock)
    (session,) = journey.here.save(session, heed_findings=False)
    note = SessionObservation(case_id=case.id, session_id=session.id, observation=WORDS)
    journey.here.save(note, heed_findings=False)
    folder = journey.here.folder
    journey.here.close()
    journey.here = reopened(folder, clock=journey.clock)
    assert journey.here.who == who
    journey.arrived(journey.taken(journey.sealed(journey.transferred(case, stay))))
    journey.here = reopened_as(journey.here, "psychologist", clock=journey.clock)
    assert not [word for word in HERS if word in words_in(journey.here)]
    assert integrity.check(journey.here).faults == ()
    journey.here.close()


def test_what_was_received_there_is_not_taken_up_here_again(journey):
    ours, _ = journey.whole()
    with pytest.raises(NotSaved):
        lifecycle.register_only(journey.here, ours)


def test_whoever_comes_back_has_a_file_here_again(journey):
    ours, theirs = journey.whole()
    journey.clock.move(days=10)
    back = Journey(journey.there, journey.here, journey.headquarters, journey.clock)
    theirs = lifecycle.transfer(
        back.here, theirs, a_transfer(theirs, organisation_in_words="Ségou", decided_by=back.here.who)
    )
    received = back.taken(back.sealed(theirs))
    again = journey.here.get(CaseFile, received.case_id)
    assert (again.code, again.status) == (ours.code, "registered")
    assert journey.here.find(PersonName, person_id=again.person_id)[0].family == "Sangaré"
    back.arrived(received)
    assert not [word for word in HERS if word in words_in(back.here)]
    journey.here.close()
    journey.here = reopened(journey.here.folder, clock=journey.clock)
    assert journey.here.find(PersonName, person_id=again.person_id)[0].family == "Sangaré"
    assert {file.id for file in houses.files_elsewhere(journey.here, again)} == {theirs.id}
    journey.here.close()
