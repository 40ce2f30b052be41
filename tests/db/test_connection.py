"""Files that are not what they should be, and the settings that keep a save through a power cut."""

import re
import sqlite3
from contextlib import closing

import pytest
import sqlcipher3

from db import connection, errors, schema
from db.vault import MAIN, Vault
from tests.db.vaults import COMPARTMENTS, a_vault, bytes_of, some_keys, write_a_person

TRUNCATE, EXTRA = "truncate", 3


@pytest.fixture
def keys():
    return some_keys()


@pytest.fixture
def folder(tmp_path, keys):
    """A register's databases with one person in them, closed."""
    with a_vault(tmp_path, keys) as vault:
        write_a_person(vault)
    return tmp_path


def refuses(folder, keys, problem):
    """Assert that opening is refused with exactly this error, and that not one byte was written."""
    before = bytes_of(folder)
    with pytest.raises(errors.StorageError) as refused:
        Vault(folder, keys)
    assert type(refused.value) is problem
    assert bytes_of(folder) == before
    return refused.value


# --- wrong keys ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("compartment", COMPARTMENTS)
def test_a_wrong_key_opens_no_compartment(folder, keys, compartment):
    refused = refuses(folder, {**keys, compartment: some_keys()[compartment]}, errors.DamagedCompartment)
    assert refused.compartment == compartment


@pytest.mark.parametrize("compartment", COMPARTMENTS[1:])
def test_the_key_that_everyone_has_opens_no_other_compartment(folder, keys, compartment):
    refuses(folder, {**keys, compartment: keys["centre"]}, errors.DamagedCompartment)


def test_keys_changed_about_open_nothing(folder, keys):
    refuses(folder, {**keys, "care": keys["health"], "health": keys["care"]}, errors.DamagedCompartment)


@pytest.mark.parametrize(
    "key",
    [b"", b"secret", b"x'" + b"0" * 95 + b"'", b"x'" + b"0" * 64 + b"'", b"x'" + b"G" * 96 + b"'", b"0" * 96],
)
def test_what_is_not_exactly_a_key_is_never_taken_for_a_passphrase(folder, keys, key):
    before = bytes_of(folder)
    for compartment in ("centre", "care"):
        with pytest.raises(ValueError, match="not a database key"):
            Vault(folder, {**keys, compartment: key})
    with pytest.raises(ValueError, match="not a database key"):
        connection.create_database(folder / "new.db", key, "care")
    assert bytes_of(folder) == before


# --- files that are something else -----------------------------------------------------------------------------


@pytest.mark.parametrize("compartment", COMPARTMENTS)
def test_an_empty_file_is_damage_and_not_an_empty_register(folder, keys, compartment):
    (folder / f"{compartment}.db").write_bytes(b"")
    assert refuses(folder, keys, errors.DamagedCompartment).compartment == compartment


@pytest.mark.parametrize("compartment", COMPARTMENTS)
def test_a_database_in_the_clear_is_not_ours(folder, keys, compartment):
    path = folder / f"{compartment}.db"
    path.unlink()
    with closing(sqlite3.connect(path)) as plain:
        plain.execute(f"PRAGMA application_id = {connection.APPLICATION_ID}")
        plain.execute("CREATE TABLE persons (id TEXT)")
    refuses(folder, keys, errors.NotARegister)


@pytest.mark.parametrize("compartment", COMPARTMENTS)
def test_a_foreign_database_under_the_right_key_is_not_ours(folder, keys, compartment):
    with closing(connection.open_alone(folder / f"{compartment}.db", keys[compartment], compartment)) as alone:
        alone.execute("PRAGMA application_id = 7")
    refuses(folder, keys, errors.NotARegister)


@pytest.mark.parametrize("compartment", COMPARTMENTS)
def test_a_newer_program_s_database_is_left_as_it_is(folder, keys, compartment):
    with closing(connection.open_alone(folder / f"{compartment}.db", keys[compartment], compartment)) as alone:
        alone.execute(f"PRAGMA user_version = {schema.newest(compartment) + 1}")
    refuses(folder, keys, errors.NewerRegister)


@pytest.mark.parametrize("number", [0, -1])
@pytest.mark.parametrize("compartment", COMPARTMENTS)
def test_tables_without_the_number_of_a_schema_are_damage(folder, keys, compartment, number):
    # after: the program began to make the tables that were there
    with closing(connection.open_alone(folder / f"{compartment}.db", keys[compartment], compartment)) as alone:
        alone.execute(f"PRAGMA user_version = {number}")
    refuses(folder, keys, errors.DamagedCompartment)


@pytest.mark.parametrize("compartment", COMPARTMENTS)
def test_a_file_of_something_else_is_damage(folder, keys, compartment):
    (folder / f"{compartment}.db").write_bytes(b"%PDF-1.7\n" + bytes(range(256)) * 64)
    refuses(folder, keys, errors.DamagedCompartment)


@pytest.mark.parametrize("compartment", COMPARTMENTS)
def test_a_file_that_is_not_there_is_missed_and_not_made(folder, keys, compartment):
    (folder / f"{compartment}.db").unlink()
    assert refuses(folder, keys, errors.MissingCompartment).compartment == compartment
    assert not (folder / f"{compartment}.db").exists()


def test_a_folder_in_place_of_a_file_is_an_error_without_its_path(folder, keys):
    (folder / "care.db").unlink()
    (folder / "care.db").mkdir()
    with pytest.raises(errors.DiskProblem) as refused:
        Vault(folder, keys)
    assert str(folder) not in str(refused.value)


@pytest.mark.parametrize("kept", [1, 100, 4095, 4096, 5000, -4096, -1])
def test_a_cut_file_is_damage(folder, keys, kept):
    path = folder / "care.db"
    path.write_bytes(path.read_bytes()[:kept])
    refuses(folder, keys, errors.DamagedCompartment)


def test_a_destroyed_first_page_is_damage_of_that_compartment(folder, keys):
    path = folder / "identity.db"
    octets = bytearray(path.read_bytes())
    octets[:4096] = bytes(4096)
    path.write_bytes(octets)
    assert refuses(folder, keys, errors.DamagedCompartment).compartment == "identity"


def test_beside_a_damaged_compartment_no_other_is_migrated(tmp_path, keys, monkeypatch):
    for compartment, key in keys.items():
        connection.create_database(tmp_path / f"{compartment}.db", key, compartment)
    (tmp_path / "health.db").write_bytes(b"")
    steps = schema.steps
    monkeypatch.setattr(schema, "steps", lambda name: (*steps(name), "CREATE TABLE added (id TEXT) STRICT;\n"))
    refuses(tmp_path, keys, errors.DamagedCompartment)


def test_no_page_can_be_changed_unnoticed(folder, keys):
    """Every page carries its own seal: a flipped byte is damage when the page is read, whatever it held."""
    path = folder / "care.db"
    whole = path.read_bytes()
    for page in range(0, len(whole), 4096):
        octets = bytearray(whole)
        octets[page + 1000] ^= 1
        path.write_bytes(octets)
        assert connection.is_damaged(path, keys["care"], "care"), f"page {page // 4096 + 1}"
    path.write_bytes(whole)
    assert not connection.is_damaged(path, keys["care"], "care")


def test_a_damage_that_no_question_has_met_yet_is_found_before_anything_is_written(folder, keys):
    path = folder / "health.db"
    octets = bytearray(path.read_bytes())
    octets[-1000] ^= 1  # a page of a table that opening does not read
    path.write_bytes(octets)
    assert refuses(folder, keys, errors.DamagedCompartment).compartment == "health"


def test_damage_met_while_reading_is_named_after_its_file(folder, keys):
    path = folder / "care.db"
    with Vault(folder, keys) as vault:
        octets = bytearray(path.read_bytes())
        for page in range(1, len(octets) // 4096):
            octets[page * 4096 + 1000] ^= 1
        path.write_bytes(octets)
        vault._drop_connection()  # else the page is still in memory
        with pytest.raises(errors.DamagedCompartment) as refused:
            vault.get("persons", "p1")
    assert refused.value.compartment == "care"


def test_a_page_that_reads_well_the_second_time_is_no_damage(folder, keys, monkeypatch):
    """A loose cable gives a bad page once."""
    with Vault(folder, keys) as vault:
        good = vault.connection

        class Loose:
            in_transaction = False

            def execute(self, *_):
                error = sqlcipher3.DatabaseError("database disk image is malformed")
                error.sqlite_errorcode = 11
                raise error

            def close(self):
                good.close()

        vault._connection = Loose()
        assert vault.get("persons", "p1")["sex"] == "female"


# --- durable settings ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["main", "identity", "care", "health"])
def test_every_compartment_has_its_own_durable_settings(folder, keys, name):
    with Vault(folder, keys) as vault:
        settings = {
            pragma: vault.connection.execute(f"PRAGMA {name}.{pragma}").fetchone()[0]
            for pragma in ("journal_mode", "synchronous", "secure_delete")
        }
    assert settings == {"journal_mode": TRUNCATE, "synchronous": EXTRA, "secure_delete": 1}


def test_the_settings_hold_again_after_the_connection_was_renewed(folder, keys):
    with Vault(folder, keys) as vault:
        vault._drop_connection()
        assert vault.connection.execute("PRAGMA care.synchronous").fetchone()[0] == EXTRA
        assert vault.connection.execute("PRAGMA care.journal_mode").fetchone()[0] == TRUNCATE


def test_the_connection_s_own_settings(folder, keys):
    with Vault(folder, keys) as vault:
        settings = {
            pragma: vault.connection.execute(f"PRAGMA {pragma}").fetchone()[0]
            for pragma in ("temp_store", "trusted_schema", "cell_size_check", "foreign_keys", "recursive_triggers")
        }
    assert settings == {
        "temp_store": 2,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "foreign_keys": 1,
        "recursive_triggers": 1,
    }


def test_a_disk_that_takes_no_durable_settings_is_refused(folder, keys, monkeypatch):
    make_durable = connection.make_durable

    class Wal:
        def __init__(self, real):
            self._real = real

        def execute(self, sql, *parameters):
            answer = self._real.execute(sql, *parameters)
            return self._real.execute("SELECT 'wal'") if sql.endswith("journal_mode") else answer

    monkeypatch.setattr(connection, "make_durable", lambda real, name: make_durable(Wal(real), name))
    with pytest.raises(errors.DiskFailing):
        Vault(folder, keys)


def test_an_sqlite_that_does_not_encrypt_is_refused(folder, keys, monkeypatch):
    before = bytes_of(folder)
    monkeypatch.setattr(connection.sqlcipher3, "connect", lambda *_, **__: sqlite3.connect(":memory:"))
    with pytest.raises(AssertionError, match="does not encrypt"):
        Vault(folder, keys)
    assert bytes_of(folder) == before


# --- the schema ------------------------------------------------------------------------------------------------


def test_a_step_that_fails_leaves_the_schema_before_it(folder, keys, monkeypatch):
    steps = schema.steps
    broken = "CREATE TABLE added (id TEXT) STRICT;\nINSERT INTO nowhere VALUES (1);\n"
    monkeypatch.setattr(schema, "steps", lambda name: (*steps(name), broken) if name == "care" else steps(name))
    before = bytes_of(folder)
    with pytest.raises(sqlcipher3.OperationalError, match="nowhere"):
        Vault(folder, keys)
    assert bytes_of(folder).keys() == before.keys()
    monkeypatch.undo()
    with Vault(folder, keys) as vault:
        assert vault.get("persons", "p1")
        assert vault.ask("SELECT count(*) FROM care.sqlite_master WHERE name = 'added'")[0][0] == 0


def test_a_step_is_run_once_and_remembered(folder, keys, monkeypatch):
    steps = schema.steps
    added = "ALTER TABLE persons ADD COLUMN shoe_size INTEGER;\n"
    monkeypatch.setattr(schema, "steps", lambda name: (*steps(name), added) if name == "care" else steps(name))
    for _ in range(2):
        with Vault(folder, keys) as vault:
            assert vault.get("persons", "p1")["shoe_size"] is None
            assert vault.connection.execute("PRAGMA care.user_version").fetchone()[0] == schema.newest("care")


def test_every_compartment_s_steps_are_numbered_without_a_gap_and_whole():
    for compartment in ("centre", "identity", "care", "health", "protection", "notes", "figures"):
        for step in schema.steps(compartment):
            assert step == "" or list(schema.statements(step)), "a number may ask nothing of a compartment"


def test_no_step_carries_a_key_or_imports_the_program():
    for path in schema.SCHEMA.glob("*/*.sql"):
        assert not re.search(r"\bKEY\s+[?:x']|ATTACH|PRAGMA", path.read_text("utf-8")), path.name


def test_a_new_register_is_made_at_the_newest_schema(folder, keys):
    for compartment, key in keys.items():
        with closing(connection.open_alone(folder / f"{compartment}.db", key, compartment)) as alone:
            assert alone.execute("PRAGMA user_version").fetchone()[0] == schema.newest(compartment)
            assert alone.execute("PRAGMA application_id").fetchone()[0] == connection.APPLICATION_ID


def test_the_vault_knows_its_tables_by_compartment(folder, keys):
    with Vault(folder, keys) as vault:
        assert vault.place_of("persons") == "care.persons"
        assert vault.place_of("beds") == "main.beds"
        assert MAIN == "centre"
