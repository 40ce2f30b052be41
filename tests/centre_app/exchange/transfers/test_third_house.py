"""She moves on to a third house: what the first one wrote goes along, for the second one keeps no word of it."""

import pytest

from centre_app import integrity
from centre_app.casework import lifecycle
from centre_app.casework.papers import content_of, take_in
from centre_app.exchange import refusals
from centre_app.exchange.transfers import checking, houses, sending, taking
from centre_app.questions import from_row
from centre_app.records import IdentityPaper, Relative, StaffMember, Transfer
from tests.centre_app.casework.test_papers import SMALL, a_clean
from tests.centre_app.exchange.conftest import enrol
from tests.centre_app.exchange.transfers.conftest import WORDS, Journey
from tests.centre_app.exchange.transfers.test_at_headquarters import received, sealed
from tests.centre_app.exchange.transfers.test_transfer import HERS, forged, words_in
from tests.makers import a_register, a_transfer


@pytest.fixture
def on(journey, tmp_path):
    """The second journey of the same girl, who was in Ségou: from Kati to Mopti."""
    with a_register(tmp_path, code="MOP", clock=journey.clock) as third:
        enrol(third, journey.headquarters)
        then = Journey(journey.there, third, journey.headquarters, journey.clock)
        then.from_there.exchange()
        yield then


def moved_on(journey, on):
    """Her file of Ségou, that of Kati, from where she has left for Mopti."""
    case, stay = journey.admitted()
    paper = IdentityPaper(case_id=case.id, document_type="birth_certificate", title=WORDS)
    take_in(journey.here, paper, a_clean())
    taken = journey.taken(journey.sealed(journey.transferred(case, stay)))
    journey.arrived(taken)
    journey.from_here.exchange()  # headquarters hears of it from Ségou, then Kati is told of Mopti
    on.from_here.exchange()
    theirs = on.here.get(type(case), taken.case_id)
    moved = a_transfer(theirs, organisation_in_words="Mopti", decided_by=on.here.who)
    return case, lifecycle.transfer(on.here, theirs, moved)


def test_the_earlier_file_goes_along_with_its_papers_and_stays_the_first_houses(journey, on):
    first, second = moved_on(journey, on)
    assert [file.id for file in sending.earlier_files(on.here, second, on.to())] == [first.id]
    incoming = checking.open_file(on.there, on.sealed(second).content)
    assert taking.preview_of(on.there, incoming).earlier == ("Ségou",)
    mine = on.there.get(type(first), taking.take(on.there, incoming).case_id)
    elsewhere = {file.id: file.centre_id for file in houses.files_elsewhere(on.there, mine)}
    assert elsewhere == {first.id: journey.here.centre_id, second.id: on.here.centre_id}
    (intake,) = on.there.vault.select("intakes", {"case_id": first.id})
    (profile,) = on.there.vault.select("health_profiles", {"case_id": first.id})
    assert (intake["note"], profile["chronic"]) == (WORDS, WORDS)
    (row,) = on.there.vault.select(IdentityPaper.table, {"case_id": first.id})
    paper = from_row(IdentityPaper, row)
    assert (paper.centre_id, content_of(on.there, paper)) == (journey.here.centre_id, SMALL)
    assert integrity.check(on.there).faults == ()


def test_the_second_house_keeps_no_word_of_either_file(journey, on):
    first, second = moved_on(journey, on)
    assert [word for word in HERS if word in words_in(on.here)]
    on.arrived(on.taken(on.sealed(second)))
    assert not [word for word in HERS if word in words_in(on.here)]
    assert integrity.check(on.here).faults == ()


def test_what_holds_on_begins_from_the_house_she_left_last_alone(journey, on):
    _, second = moved_on(journey, on)
    mine = on.taken(on.sealed(second)).case_id
    assert len(on.there.find(Relative, case_id=mine)) == 1


def test_headquarters_hears_nothing_twice_by_it(journey, on):
    _, second = moved_on(journey, on)
    on.arrived(on.taken(on.sealed(second)))
    received(journey, sealed(on.here))
    received(journey, sealed(on.there))
    files = journey.headquarters.find(type(second), person_id=second.person_id)
    assert {file.centre_id for file in files} == {journey.here.centre_id, on.here.centre_id, on.there.centre_id}
    assert integrity.check(journey.headquarters).faults == ()


@pytest.mark.parametrize("what", ["owner of the file", "owner of a row", "nobody's file", "who she is"])
def test_an_earlier_file_that_is_not_told_of_or_is_of_another_is_refused(journey, on, what):
    first, second = moved_on(journey, on)
    strange = on.there.centre_id

    def altered(rows):
        every = {table: [dict(row) for row in of_table] for table, of_table in rows.items()}
        match what:
            case "owner of the file":
                _of(every["case_files"], first.id, "id")["centre_id"] = second.centre_id
            case "owner of a row":
                _of(every["intakes"], first.id, "case_id")["centre_id"] = second.centre_id
            case "nobody's file":
                _of(every["intakes"], first.id, "case_id")["case_id"] = "another"
            case _:
                every["persons"][0]["centre_id"] = first.centre_id
        return every

    content = forged(on, second, altered=altered)
    with pytest.raises((refusals.OtherCentre, refusals.BadContent)):
        checking.open_file(on.there, content)
    assert strange not in {one.centre_id for one in on.there.as_stored.find(Transfer)}


def test_rows_of_a_house_that_stands_here_are_not_written_over(journey, on):
    """Kati cannot write in the name of Mopti, nor of a house whose records Mopti has from somewhere else."""
    first, second = moved_on(journey, on)
    (mine,) = on.there.find(StaffMember)

    def stolen(rows):
        return {**rows, "staff": [{**row, "id": mine.id} for row in rows["staff"][:1]] + list(rows["staff"][1:])}

    with pytest.raises((refusals.OtherCentre, refusals.BadContent)):
        checking.open_file(on.there, forged(on, second, altered=stolen))


def _of(rows, value, column):
    return next(row for row in rows if row[column] == value)
