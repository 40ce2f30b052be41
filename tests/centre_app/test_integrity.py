"""What `check` finds in a register, each fault made by hand as a disk or a hand would make it."""

from contextlib import closing
from dataclasses import replace

import pytest

from centre_app import integrity
from centre_app.language import Language
from centre_app.records import Bundle, Person, Stay
from db.connection import open_alone
from tests.makers import SettableClock, a_case, a_folder, a_register, an_admission, reopened

ENGLISH = Language.of("en")


@pytest.fixture
def register(tmp_path):
    with a_register(tmp_path, clock=SettableClock()) as opened:
        opened.save(*an_admission())
        yield opened


def faults_of(register):
    return [fault.said_in(ENGLISH) for fault in integrity.check(register).faults]


def change(register, compartment, *statements):
    """Change a database past the program, as somebody with the key and a tool could, who puts the guards back."""
    key = register.keys.sqlcipher_keys()[compartment]
    with closing(open_alone(register.folder / f"{compartment}.db", key, compartment)) as alone:
        guards = dict(alone.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall())
        for statement in statements:
            alone.execute(statement)
        left = {row[0] for row in alone.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
        for name in guards.keys() - left:
            alone.execute(guards[name])


def test_a_register_that_is_whole_has_no_faults_and_is_counted(register):
    found = integrity.check(register)
    assert found.faults == ()
    assert found.records == 7  # the centre, the director, and the five of an admission
    assert found.lines == 8  # one each, and that the director came
    assert found.not_opened == ()


def test_a_line_of_history_that_was_altered_is_found(register):
    change(register, "care", "DROP TRIGGER history_is_not_rewritten", "UPDATE history SET who = 'x' WHERE seq = 2")
    assert faults_of(register) == [
        "In the history of care.db, line 2 does not follow from the one before it.",
    ]


def test_a_line_of_history_that_was_taken_out_is_found(register):
    change(register, "care", "DROP TRIGGER history_stays", "DELETE FROM history WHERE seq = 2")
    chain, row = faults_of(register)
    assert chain == "In the history of care.db, line 3 does not follow from the one before it."
    assert row.endswith("of case_files in file SEG-26-0001 stands otherwise than its history tells.")


def test_old_values_that_were_erased_are_no_fault(register):
    change(register, "care", "UPDATE history SET was = NULL, salt = NULL WHERE seq = 2")
    assert faults_of(register) == []


def test_a_record_of_somebody_who_is_not_there_is_found(register):
    case = a_case(code="SEG-26-0002")
    register.save(case, heed_findings=False)
    assert faults_of(register) == [f"Record {case.id[-8:]} of case_files belongs to one of persons that is not there."]


def test_a_damaged_page_is_found(tmp_path):
    folder = a_folder(tmp_path)
    with reopened(folder) as register:
        database = folder / "care.db"
        octets = bytearray(database.read_bytes())
        octets[-2000] ^= 1
        database.write_bytes(octets)
        assert any("care.db is damaged" in fault for fault in faults_of(register))


def test_a_damaged_file_does_not_keep_the_others_from_being_looked_at(register):
    register.save(a_case(code="SEG-26-0002"), heed_findings=False)
    change(register, "health", "CREATE TABLE large (octets BLOB)", "INSERT INTO large VALUES (zeroblob(100000))")
    database = register.folder / "health.db"
    octets = bytearray(database.read_bytes())
    for page in range(5, len(octets) // 4096):
        octets[page * 4096 + 7] ^= 1
    database.write_bytes(octets)
    damage, orphan = faults_of(register)
    assert "health.db is damaged" in damage
    assert "case_files belongs to one of persons" in orphan


def test_a_history_whose_end_was_cut_off_is_given_away_by_the_rows(register):
    (last,) = register.vault.ask("SELECT record_table, record_id FROM care.history ORDER BY seq DESC LIMIT 1")
    change(
        register, "care", "DROP TRIGGER history_stays", "DELETE FROM history WHERE seq = (SELECT max(seq) FROM history)"
    )
    assert faults_of(register) == [
        f"Record {last[1][-8:]} of {last[0]} in file SEG-26-0001 stands otherwise than its history tells."
    ]


def test_a_row_put_back_to_an_older_revision_is_found(register):
    person = register.find(Person)[0]
    change(register, "care", "UPDATE persons SET rev = 7, sex = 'male'")
    assert faults_of(register) == [f"Record {person.id[-8:]} of persons stands otherwise than its history tells."]


def test_a_name_that_no_search_finds_is_found(register):
    person = register.find(Person)[0]
    change(register, "identity", "DELETE FROM name_search")
    assert faults_of(register) == [f"The search does not know person {person.id[-8:]}."]


@pytest.mark.parametrize(
    ("compartment", "alteration"),
    [
        ("identity", "UPDATE person_names SET family = 'Keita'"),
        ("identity", "UPDATE person_names SET given = NULL"),
        ("identity", "UPDATE person_names SET given = ''"),
        ("identity", "UPDATE person_names SET family = given, given = family"),
        ("care", "UPDATE stays SET admitted_on = '2026-03-03'"),
        ("care", "UPDATE stays SET room_in_words = 'B'"),
        ("care", "UPDATE stays SET voided_at = '2026-11-21T09:00:00', voided_by = 'x', void_reason = 'x'"),
        ("care", "UPDATE case_files SET share_hq = 1"),
        ("care", "UPDATE persons SET updated_by = 'x'"),
        ("care", "UPDATE persons SET hlc = hlc || '0'"),
        ("care", "UPDATE persons SET id = 'x' || id"),
        ("care", "UPDATE persons SET birth_from = '2011-01-01'"),
        ("centre", "UPDATE staff SET roles = '[\"nurse\"]'"),
        ("centre", "UPDATE centres SET region = 'kayes'"),
    ],
)
def test_a_row_that_was_altered_past_the_program_is_found(register, compartment, alteration):
    change(register, compartment, alteration)
    assert any(
        f"of {alteration.split()[1]}" in fault and fault.endswith("stands otherwise than its history tells.")
        for fault in faults_of(register)
    )


def test_a_fault_names_the_file_by_its_number_and_never_a_word_that_somebody_wrote(register):
    change(register, "care", "UPDATE case_files SET code = 'Kadidia'")
    assert not any("Kadidia" in fault for fault in faults_of(register))
    (stay,) = register.find(Stay)
    change(register, "care", "UPDATE case_files SET code = 'SEG-26-0001'", "UPDATE stays SET room_in_words = 'Kadidia'")
    assert faults_of(register) == [
        f"Record {stay.id[-8:]} of stays in file SEG-26-0001 stands otherwise than its history tells."
    ]


def test_of_many_altered_rows_of_a_table_the_first_is_named_and_the_others_are_counted(register):
    for number in (2, 3):
        register.save(*an_admission(), a_case(code=f"SEG-26-000{number}"), heed_findings=False)
    change(register, "care", "UPDATE persons SET sex = 'male'")
    first = min(person.id for person in register.find(Person))
    (fault,) = [fault for fault in faults_of(register) if "persons and" in fault]
    assert fault == f"Record {first[-8:]} of persons and 2 more stand otherwise than their history tells."


def test_a_row_that_was_put_in_past_the_program_is_found(register):
    change(register, "care", "INSERT INTO persons SELECT * FROM (SELECT * FROM persons) WHERE FALSE")
    assert faults_of(register) == []
    columns = ", ".join(name for name in register.vault.columns_of("persons") if name != "id")
    change(register, "care", f"INSERT INTO persons (id, {columns}) SELECT 'put-in', {columns} FROM persons")
    assert faults_of(register) == ["Record put-in of persons stands otherwise than its history tells."]


def test_a_row_that_was_given_to_another_centre_by_hand_is_found(register):
    # after: it dropped out of every list, and out of the check
    register.vault.connection.execute("UPDATE care.persons SET centre_id = 'another centre'")
    person = register.vault.select("persons")[0]["id"]
    assert faults_of(register) == [f"Record {person[-8:]} of persons stands otherwise than its history tells."]


def test_a_row_altered_after_the_salt_of_its_last_line_was_erased_is_found(register):
    person = register.find(Person)[0]
    change(
        register, "care", "UPDATE history SET was = NULL, salt = NULL, row_salt = NULL WHERE record_table = 'persons'"
    )
    assert faults_of(register) == [f"Record {person.id[-8:]} of persons stands otherwise than its history tells."]


def test_old_answers_are_erased_and_the_row_is_still_held_to_its_line(register):
    change(register, "care", "UPDATE history SET was = NULL, salt = NULL")
    assert faults_of(register) == []
    change(register, "care", "UPDATE persons SET sex = 'male'")
    assert len(faults_of(register)) == 1


@pytest.mark.parametrize("day", ["", "soon", "2026-13-01", "9999-01-01", "21/11/2026"])
def test_a_day_that_cannot_be_read_is_found(register, day):
    change(register, "care", f"UPDATE stays SET admitted_on = '{day}'")
    (stay,) = register.vault.select(Stay.table)
    assert f"Record {stay['id'][-8:]} of stays holds something that cannot be read." in faults_of(register)


def test_a_register_that_forgot_which_bundles_are_its_own_is_found(register):
    change(register, "centre", "DELETE FROM meta WHERE key = 'lineage'")
    assert faults_of(register) == ["The database centre.db does not say which bundles are its own."]


@pytest.mark.parametrize("left_by", ["its row", "its row and its line"])
def test_a_row_that_was_deleted_is_found(register, left_by):
    (stay,) = register.find(Stay)
    register.save(replace(stay, room_in_words="Chambre 2"))
    statements = ["DELETE FROM stays"]
    if left_by == "its row and its line":
        cut = "DELETE FROM history WHERE seq = (SELECT max(seq) FROM history)"
        statements += ["DROP TRIGGER history_stays", cut]
    change(register, "care", *statements)
    assert faults_of(register) == [f"Record {stay.id[-8:]} of stays stands in the history and is not there any more."]


def test_a_guard_that_was_dropped_and_a_trigger_that_was_put_in_are_found(register):
    key = register.keys.sqlcipher_keys()["care"]
    with closing(open_alone(register.folder / "care.db", key, "care")) as alone:
        alone.execute("DROP TRIGGER history_stays")
        alone.execute("CREATE TRIGGER another AFTER INSERT ON history BEGIN DELETE FROM stays; END")
    assert faults_of(register) == [
        "In the database care.db, another is not as this program made it.",
        "In the database care.db, history_stays is not as this program made it.",
    ]


def test_a_table_that_was_dropped_is_damage(register):
    change(register, "care", "DROP TABLE stays")
    assert any("care.db is damaged" in fault for fault in faults_of(register))


@pytest.mark.parametrize("key", ["kind", "code", "centre_id"])
def test_a_database_that_says_it_is_another_register_is_found(register, key):
    change(register, "centre", f"UPDATE meta SET value = 'headquarters' WHERE key = '{key}'")
    folder = register.folder
    register.close()
    with reopened(folder) as again:
        assert "The database centre.db says that it is another register." in faults_of(again)


def test_a_history_that_ends_before_what_went_to_headquarters_is_found(register):
    lineage = register.vault.meta()["lineage"]
    sent = Bundle(from_centre_id=register.centre_id, lineage=lineage, seq=1, position='{"care": 5, "identity": 1}')
    register.save(sent, heed_findings=False)
    assert faults_of(register) == ["The history of care.db ends before line 5, which went to headquarters."]
