"""The histories of centres at headquarters: kept as they came, compared with the rows that came beside them."""

import shutil
from dataclasses import replace

import pytest
import sqlcipher3
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from centre_app import integrity
from centre_app.exchange import bundle, receive, refusals
from centre_app.exchange.merge import merge
from centre_app.ids import new_id
from centre_app.questions import to_row
from centre_app.records import CaseFile, Intake, PersonName
from db import history
from tests.centre_app.altered import ENGLISH, Altered, chained_anew, with_line
from tests.centre_app.exchange.conftest import MONTH, Pair, enrol
from tests.makers import a_project, a_register, a_stay, an_admission, reopened


def admit(register, *, share_hq=True, **named):
    person, name, case, intake, stay = an_admission(**named)
    return register.save(person, name, replace(case, share_hq=share_hq), intake, stay)


def faults_of(register):
    register.vault._drop_connection()
    return [fault.said_in(ENGLISH) for fault in integrity.check(register).faults]


def run(register, compartment, *statements):
    Altered(register=register, his_key=None).run(compartment, *statements)


@pytest.fixture
def told(pair):
    """Two residents came to headquarters, one of them without her name."""
    admit(pair.centre)
    admit(pair.centre, share_hq=False, family="Keita")
    pair.exchange()
    return pair


def received_lines(register, compartment):
    return [dict(line) for line in register.vault.ask(f"SELECT * FROM {compartment}.received_history ORDER BY seq")]


def put_received(register, compartment, lines):
    columns = ("centre_id", "lineage", *history.COLUMNS)
    marks = ", ".join(f":{column}" for column in columns)
    insert = f"INSERT INTO received_history ({', '.join(columns)}) VALUES ({marks})"
    run(register, compartment, "DELETE FROM received_history", (insert, lines))


# --- as it came ------------------------------------------------------------------------------------------------


def test_what_came_in_bundles_stands_as_its_lines_tell(told):
    assert faults_of(told.headquarters) == []
    assert faults_of(told.centre) == []


def test_the_salt_of_a_row_that_came_without_a_name_stays_at_the_centre(told):
    # with it, names could be tried until the commitment holds
    kept = {line["record_id"]: line for line in received_lines(told.headquarters, "identity")}
    there = {name.id for name in told.headquarters.find(PersonName)}
    for record_id, line in kept.items():
        assert (line["row_salt"] is not None) == (record_id in there)
    assert {record_id in there for record_id in kept} == {True, False}


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    turns=st.lists(
        st.sampled_from(["save", "correct", "consent", "no consent", "void", "lost", "received", "acknowledged"]),
        min_size=2,
        max_size=9,
    )
)
def test_whatever_is_written_and_lost_on_the_way_headquarters_finds_nothing_altered(pair, turns):
    for turn in [*turns, "received"]:
        cases = pair.centre.find(CaseFile)
        match turn:
            case "save":
                admit(pair.centre, share_hq=False)
            case "correct" if cases:
                pair.centre.save(replace(pair.centre.find(PersonName)[-1], family=new_id()))
            case "consent" if cases:
                pair.centre.save(replace(cases[-1], share_hq=True))
            case "no consent" if cases:
                pair.centre.save(replace(cases[-1], share_hq=False))
            case "void" if cases:
                pair.centre.void(*pair.centre.find(Intake)[:1], reason="a mistake")
            case "lost":
                pair.sealed()
            case "received":
                pair.received(pair.sealed())
            case "acknowledged":
                pair.exchange()
    assert faults_of(pair.headquarters) == []


def test_a_bundle_in_several_files_is_no_fault_while_the_second_is_on_its_way(pair, monkeypatch):
    admit(pair.centre)
    monkeypatch.setattr(bundle, "ALWAYS_FITS", 10_000)
    sealed = bundle.seal(pair.centre, bundle.prepare(pair.centre, month=MONTH))
    assert len(sealed) > 1
    for each in sealed:
        pair.received(each)
        assert faults_of(pair.headquarters) == []


def test_a_new_line_of_a_restored_centre_is_no_fault(told):
    told.centre.vault.set_meta({"lineage": new_id()})
    admit(told.centre, family="Maïga")
    incoming = receive.open_file(told.headquarters, told.sealed().content, new_line_agreed=True)
    merge(told.headquarters, incoming)
    assert faults_of(told.headquarters) == []


# --- altered at headquarters -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("compartment", "alteration"),
    [
        ("identity", "UPDATE person_names SET family = 'Keita'"),
        ("care", "UPDATE persons SET sex = 'male'"),
        ("care", "UPDATE stays SET admitted_on = '2026-03-03'"),
        ("care", "UPDATE persons SET rev = rev + 1"),
    ],
)
def test_a_centres_row_that_was_altered_at_headquarters_is_found(told, compartment, alteration):
    run(told.headquarters, compartment, alteration)
    (fault,) = [fault for fault in faults_of(told.headquarters) if "otherwise than" in fault]
    assert f"of {alteration.split()[1]} " in fault


def test_a_centres_row_that_was_deleted_at_headquarters_is_found(told):
    run(told.headquarters, "care", "DELETE FROM stays")
    assert (
        sum("of stays stands in the history and is not there" in fault for fault in faults_of(told.headquarters)) == 2
    )


def test_a_row_of_a_centre_that_was_never_heard_is_found(told):
    stay = to_row(a_stay(centre_id=new_id(), rev=1))
    with told.headquarters.vault.transaction():
        told.headquarters.vault.upsert("stays", [stay])
    assert f"Record {stay['id'][-8:]} of stays stands otherwise than its history tells." in faults_of(told.headquarters)


def test_a_row_given_to_another_centre_by_hand_is_found(told, tmp_path):
    (tmp_path / "other").mkdir()
    with a_register(tmp_path / "other", code="MOP", clock=told.clock) as other:
        enrol(other, told.headquarters)
        Pair(other, told.headquarters, told.clock).exchange()
        assert faults_of(told.headquarters) == []
        run(told.headquarters, "care", f"UPDATE stays SET centre_id = '{other.centre_id}'")
    assert any("of stays" in fault and "otherwise than" in fault for fault in faults_of(told.headquarters))


@pytest.mark.parametrize("column", ["at", "who", "action", "record_id", "rev", "was", "row_commitment", "hash"])
def test_a_received_line_that_was_altered_is_found(told, column):
    lines = received_lines(told.headquarters, "care")
    other = b"x" * 32 if isinstance(lines[2][column], bytes) else 7 if column == "rev" else "2026-01-01T00:00:00"
    put_received(told.headquarters, "care", with_line(lines, 2, {column: other}))
    expected = "In the history of care.db that came from SEG, line 3 does not follow."
    assert faults_of(told.headquarters)[0] == expected


def test_a_received_history_written_anew_does_not_end_as_the_bundle_did(told):
    lines = with_line(received_lines(told.headquarters, "care"), 2, {"at": "2026-01-01T00:00:00"})
    put_received(told.headquarters, "care", chained_anew(lines, since=2))
    expected = "The history of care.db that came from SEG does not end as its last bundle did."
    assert faults_of(told.headquarters) == [expected]


@pytest.mark.parametrize("left", range(3))
def test_a_received_history_whose_end_was_cut_off_does_not_end_as_the_bundle_did(told, left):
    put_received(told.headquarters, "care", received_lines(told.headquarters, "care")[:left])
    expected = "The history of care.db that came from SEG does not end as its last bundle did."
    assert expected in faults_of(told.headquarters)


@pytest.mark.parametrize(
    "attempt",
    [
        "DELETE FROM care.received_history",
        "UPDATE care.received_history SET who = 'x'",
        "UPDATE care.received_history SET centre_id = 'x'",
        "UPDATE care.received_history SET lineage = 'x'",
        "UPDATE care.received_history SET was = '{}'",
        "UPDATE care.received_history SET salt = NULL WHERE was IS NOT NULL",
        "UPDATE care.received_history SET row_commitment = NULL",
        "INSERT OR REPLACE INTO care.received_history SELECT * FROM care.received_history",
    ],
)
def test_received_history_is_append_only(told, attempt):
    before = received_lines(told.headquarters, "care")
    with pytest.raises(sqlcipher3.IntegrityError, match="history"):
        told.headquarters.vault.connection.execute(attempt)
    assert received_lines(told.headquarters, "care") == before


# --- altered at the centre -------------------------------------------------------------------------------------


def test_a_history_written_anew_by_its_author_is_not_the_one_that_went_to_headquarters(told):
    """Whoever wrote every line alone can sign them all again: what left the house before cannot be called back."""
    centre = Altered(register=told.centre, his_key=None)
    lines = with_line(centre.lines("identity"), 1, {"at": "2026-01-01T00:00:00"})
    centre.write("identity", chained_anew(lines, since=1, signs=lambda line: told.centre.keys.sign(line["hash"])))
    faults = faults_of(told.centre)
    assert "In the history of identity.db, line 2 is not the one that went to headquarters." in faults
    told.centre.save(*an_admission(family="Maïga"))
    with pytest.raises(refusals.BrokenLine):
        told.received(told.sealed())


def test_a_register_put_back_whole_to_what_it_was_is_found_at_the_next_bundle(pair, copied, tmp_path):
    """The same person, the same keys, every history cut at once: at the centre nothing tells of it any more."""
    earlier = tmp_path / "earlier.register"
    folder = pair.centre.folder
    later = copied(pair.centre, tmp_path / "later.register")
    shutil.copytree(folder, earlier)
    later.save(a_project())
    Pair(later, pair.headquarters, pair.clock).exchange()
    with reopened(earlier) as put_back:
        assert faults_of(put_back) == []
        put_back.save(a_project())
        sealed = Pair(put_back, pair.headquarters, pair.clock).sealed()
    with pytest.raises(refusals.SameNumberOtherContent):
        receive.open_file(pair.headquarters, sealed.content)
