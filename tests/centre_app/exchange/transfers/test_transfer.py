"""A resident moves to another centre: what goes, what arrives, what is kept, and what is refused."""

import dataclasses
from dataclasses import replace
from types import SimpleNamespace

import pytest

from centre_app import integrity
from centre_app.casework import lifecycle
from centre_app.drafts import Draft, Spot, keep
from centre_app.exchange import bundle, envelope, partners, receive, refusals
from centre_app.exchange.transfers import checking, letter, receipt, sending
from centre_app.finding import find_persons
from centre_app.problems import NotEnoughRoom
from centre_app.records import (
    Bundle,
    CaseFile,
    CaseNote,
    Exit,
    HealthProfile,
    Intake,
    Person,
    PersonName,
    Stay,
    Transfer,
)
from db import plain, room
from tests.centre_app.exchange.conftest import MONTH, enrol
from tests.centre_app.exchange.transfers.conftest import WORDS
from tests.makers import TODAY, a_person, a_register


def words_in(register):
    """Everything that anybody could read in the open databases, whatever table it stands in."""
    said = []
    for compartment in register.vault.compartments:
        place = register.vault.schema_name(compartment)
        tables = register.vault.ask(f"SELECT name FROM {place}.sqlite_master WHERE type = 'table'")
        for (table,) in tables:
            for row in register.vault.ask(f'SELECT * FROM {place}."{table}"'):
                said += [value if isinstance(value, bytes) else str(value).encode() for value in row]
    return b"\n".join(said).lower()


HERS = (b"djibril", b"markala", b"sangar", b"kadidia", b"bla")


def bytes_of(register):
    return {file.name: file.read_bytes() for file in register.folder.iterdir() if file.is_file()}


def refused(register, content, refusal):
    before = bytes_of(register)
    with pytest.raises(refusal):
        checking.open_file(register, content)
    assert bytes_of(register) == before


# --- there and back --------------------------------------------------------------------------------------------


def test_she_arrives_with_all_that_was_written(journey):
    case = journey.gone()
    received = journey.taken(journey.sealed(case))
    file = journey.there.get(CaseFile, received.case_id)
    assert (file.code, file.status, file.centre_id) == ("SEG-26-0001", "registered", journey.there.centre_id)
    (name,) = journey.there.find(PersonName, person_id=file.person_id)
    assert (name.family, name.centre_id) == ("Sangaré", journey.there.centre_id)
    assert journey.there.only(HealthProfile, case_id=file.id).chronic == WORDS
    assert find_persons(journey.there, "sangare") == [file.person_id]


def test_what_was_lived_in_the_other_house_is_read_and_never_counted_as_this_ones(journey):
    case = journey.gone()
    journey.taken(journey.sealed(case))
    theirs = {"centre_id": journey.here.centre_id, "case_id": case.id}
    assert journey.there.find(Intake, **theirs)[0].note == WORDS
    assert [left.reason for left in journey.there.find(Exit, **theirs)] == ["transfer_centre"]
    assert journey.there.find(Stay) == journey.there.find(Exit) == []


def test_the_sender_keeps_only_the_trace(journey):
    case, stay = journey.admitted()
    blank = CaseNote(case_id=case.id)
    spot = Spot(page="case", case_id=case.id)
    keep(journey.here, spot, [Draft(begun=blank, typed=replace(blank, text=WORDS))])
    case = journey.transferred(case, stay)
    received = journey.taken(journey.sealed(case))
    said = words_in(journey.here)
    assert all(word in said for word in HERS[:4])
    journey.arrived(received)
    said = words_in(journey.here)
    assert not [word for word in HERS if word in said]
    kept = journey.here.get(CaseFile, case.id)
    assert (kept.code, kept.status) == ("SEG-26-0001", "transferred")
    moved = journey.here.only(Transfer, case_id=case.id)
    assert moved.received_on == TODAY
    assert moved.receipt.startswith("KAT-")
    assert journey.here.get(Stay, stay.id).ended_on == TODAY
    assert journey.here.find(Person, id=case.person_id)[0].sex == "female"


def test_both_registers_are_whole_afterwards(journey):
    journey.whole()
    assert integrity.check(journey.here).faults == ()
    assert integrity.check(journey.there).faults == ()


def test_a_lost_stick_is_written_again_and_only_one_of_the_two_files_is_received(journey):
    case = journey.gone()
    first = journey.sealed(case)
    second = journey.sealed(case)
    assert first.name != second.name or first.content != second.content
    received = journey.taken(second)
    refused(journey.there, first.content, checking.AlreadyHere)
    journey.arrived(received)
    assert {one.status for one in journey.here.find(Bundle, bundle_type=letter.TRANSFER)} == {bundle.ACKNOWLEDGED}


def test_the_same_file_twice_is_received_once(journey):
    sealed = journey.sealed(journey.gone())
    journey.taken(sealed)
    refused(journey.there, sealed.content, checking.AlreadyHere)


def test_a_second_receipt_changes_nothing(journey):
    case = journey.gone()
    received = journey.taken(journey.sealed(case))
    journey.arrived(received)
    journey.clock.move(days=1)
    before = journey.here.only(Transfer, case_id=case.id)
    journey.arrived(received)
    assert journey.here.only(Transfer, case_id=case.id) == before


def test_whoever_is_refused_there_is_kept_whole_here(journey):
    case = journey.gone()
    journey.sealed(case)
    back = lifecycle.register_only(journey.here, case)
    assert back.status == "registered"
    assert b"sangar" in words_in(journey.here)


# --- what keeps a file from being written ----------------------------------------------------------------------


def test_nobody_is_written_to_whose_keys_are_not_known(journey):
    with pytest.raises(letter.CentreNotKnown):
        letter.neighbour(journey.here, "somewhere else")


def test_a_file_that_is_not_transferred_is_not_written(journey):
    case, _ = journey.admitted()
    with pytest.raises(sending.NotTransferred):
        journey.sealed(case)


def test_a_yes_that_was_taken_back_keeps_her_file_here(journey):
    case, stay = journey.admitted()
    case = journey.transferred(case, stay)
    moved = journey.here.only(Transfer, case_id=case.id)
    journey.here.save(replace(moved, legal_basis=None, basis_reason=None), heed_findings=False)
    with pytest.raises(sending.NobodyAgreed):
        journey.sealed(case)


def test_a_file_that_was_written_for_one_centre_is_not_written_for_another(journey):
    case = journey.gone()
    journey.sealed(case)
    other = dataclasses.replace(journey.to(), centre_id="another")
    with pytest.raises(sending.WrittenForAnother):
        sending.make(journey.here, case, other)


def test_a_centre_whose_keys_were_revoked_gets_nothing(journey):
    case = journey.gone()
    with pytest.raises(letter.CentreRevoked):
        sending.make(journey.here, case, dataclasses.replace(journey.to(), is_revoked=True))


def test_once_received_it_is_not_written_again(journey):
    ours, _ = journey.whole()
    with pytest.raises(sending.TransferReceived):
        journey.sealed(ours)


# --- what is refused -------------------------------------------------------------------------------------------


def test_a_transfer_is_for_one_centre_alone(journey, tmp_path):
    sealed = journey.sealed(journey.gone())
    (tmp_path / "third").mkdir()
    with a_register(tmp_path / "third", code="MOP", clock=journey.clock) as third:
        enrol(third, journey.headquarters)
        refused(third, sealed.content, refusals.NotForUs)


def test_a_transfer_that_was_changed_on_its_way_is_refused(journey):
    content = bytearray(journey.sealed(journey.gone()).content)
    content[-20] ^= 1
    refused(journey.there, bytes(content), refusals.Altered)


def test_a_months_bundle_is_no_transfer_and_the_other_way_round(journey):
    case = journey.gone()
    sealed = journey.sealed(case)
    with pytest.raises(refusals.Refusal):
        receive.open_file(journey.headquarters, sealed.content)
    (month,) = bundle.seal(journey.here, bundle.prepare(journey.here, month=MONTH))
    refused(journey.there, month.content, refusals.NotForUs)


def forged(journey, case, *, altered=None, **said):
    """A transfer that the other house's own key signs, saying whatever a hostile program could say."""
    going = sending.who_goes(journey.here, case)
    going = sending._named_the_centre(journey.here, going, journey.to())
    earlier = {file.id: file.centre_id for file in sending.earlier_files(journey.here, case, journey.to())}
    back = {file.id: file.centre_id for file in sending.returned_files(journey.here, case, journey.to())}
    gathered = sending.gathering.gather(journey.here, {case.id}, {case.person_id}, earlier, back)
    gathered = replace(gathered, rows=altered(gathered.rows)) if altered else gathered
    headquarters = partners.must_have_headquarters(journey.here)
    recipients = (journey.to().recipient, *headquarters.recipients)
    manifest = sending._manifest(journey.here, going, journey.to(), gathered, recipients)
    manifest = replace(manifest, earlier=earlier, returned=tuple(back))
    return envelope.seal_bundle(
        {**plain.to_plain(manifest), **said},
        gathered.lines(),
        signing_key=partners.signing_key(journey.here),
        recipients=recipients,
    )


def test_a_transfer_of_somebody_who_stands_here_is_refused(journey):
    case = journey.gone()
    (mine,) = journey.there.save(a_person())

    def stolen(rows):
        of_hers = {
            table: [{**row, "person_id": mine.id} if "person_id" in row else row for row in of_table]
            for table, of_table in rows.items()
        }
        return {**of_hers, "persons": [{**row, "id": mine.id} for row in rows["persons"]]}

    refused(journey.there, forged(journey, case, altered=stolen), refusals.OtherCentre)


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"to_centre": "another"}, checking.ForAnotherCentre),
        ({"centre": "another"}, refusals.OtherCentre),
        ({"code": "KAT"}, refusals.OtherCentre),
        ({"headquarters": "another"}, refusals.OtherHeadquarters),
        ({"training": True}, refusals.FromTraining),
        ({"format": 2}, refusals.NewerProgram),
        ({"least_reader": {"care": 99}}, refusals.NewerProgram),
        ({"kind": "bundle"}, refusals.NotABundle),
        ({"cases": []}, refusals.BadContent),
        ({"contents": 3}, refusals.BadContent),
        ({"rows": {}}, refusals.BadContent),
        ({"transfers": {}, "surprise": 1}, refusals.BadContent),
    ],
)
def test_what_a_transfer_says_of_itself_must_be_so(journey, said, refusal):
    refused(journey.there, forged(journey, journey.gone(), **said), refusal)


def test_a_receipt_of_another_centre_takes_nothing_out(journey):
    case = journey.gone()
    received = journey.taken(journey.sealed(case))
    moved = journey.here.only(Transfer, case_id=case.id)
    journey.here.save(replace(moved, to_centre_id="another"), heed_findings=False)
    content = receipt.write(journey.there, received).content
    with pytest.raises(receipt.NoSuchTransfer):
        receipt.read(journey.here, content)
    assert b"sangar" in words_in(journey.here)


def test_without_room_on_the_laptop_no_file_is_made_and_none_taken_in(journey, monkeypatch):
    case = journey.gone()
    sealed = journey.sealed(case)
    with monkeypatch.context() as full:
        full.setattr(room.shutil, "disk_usage", lambda _folder: SimpleNamespace(free=1_000, total=10**12))
        with pytest.raises(NotEnoughRoom):
            journey.taken(sealed)
        with pytest.raises(NotEnoughRoom):
            journey.sealed(case)
    assert journey.there.find(CaseFile) == []
    journey.taken(sealed)
