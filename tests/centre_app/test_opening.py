"""Making and opening a register: every refusal its own sentence, and nothing written."""

import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from centre_app import integrity, problems
from centre_app.door import folder_for, registers_in
from centre_app.language import Language
from centre_app.opening import STEPS, Beginning, create_register, open_register
from centre_app.records import Centre, StaffMember
from centre_app.register import AT_A_CENTRE, AT_HEADQUARTERS
from db import schema
from db.connection import open_alone
from db.files import made_whole
from tests.db.disks import read_only, small_disk
from tests.db.vaults import bytes_of
from tests.makers import CHEAP, DIRECTOR, PASSPHRASE, SettableClock, a_folder, a_register, an_admission, reopened

COMPARTMENTS = ("centre", "identity", "care", "health", "protection")  # the notes are made for the first psychologist
BEGINNING = Beginning(
    kind=AT_A_CENTRE,
    code="KAY",
    name="Kayes",
    person=DIRECTOR,
    roles=frozenset({"director"}),
    passphrase=PASSPHRASE,
)


@pytest.fixture
def folder(tmp_path):
    return a_folder(tmp_path)


def refuses(folder, problem, *, person=DIRECTOR, passphrase=PASSPHRASE):
    """Assert that opening is refused with exactly this problem and that nothing was written; return its sentence."""
    before = register_in(folder)
    with pytest.raises(problems.Problem) as refused:
        open_register(folder, person, passphrase, clock=SettableClock())
    assert type(refused.value) is problem
    assert register_in(folder) == before
    return refused.value.said_in(Language.of("en"))


def register_in(folder):
    """The bytes of a folder but for the count of wrong tries, which stands outside the register's own files."""
    return {name: octets for name, octets in bytes_of(folder).items() if name != "tries.json"}


def changed(folder, compartment, *statements):
    """Change a database as another program with the key could."""
    with reopened(folder) as register:
        key = register.keys.sqlcipher_keys()[compartment]
    with closing(open_alone(folder / f"{compartment}.db", key, compartment)) as alone:
        for statement in statements:
            alone.execute(statement)


# --- opening ---------------------------------------------------------------------------------------------------


def test_the_director_opens_by_her_name_however_she_types_it_and_by_her_id(folder):
    for person in (DIRECTOR, "awa diarra", "  AWA  DIARRA "):
        with open_register(folder, person, PASSPHRASE) as register:
            who = register.who
    with open_register(folder, who, PASSPHRASE) as register:
        assert register.get(StaffMember, who).name == DIRECTOR


def test_a_wrong_passphrase_is_said_and_changes_nothing(folder):
    assert refuses(folder, problems.WrongPassphrase, passphrase="a wrong one").startswith("This passphrase does not")


def test_after_five_wrong_passphrases_there_is_a_wait_which_a_restart_does_not_shorten(folder):
    for _ in range(5):
        refuses(folder, problems.WrongPassphrase, passphrase="a wrong one")
    assert "wait 5 seconds" in refuses(folder, problems.MustWait, passphrase="a wrong one")
    assert "wait 5 seconds" in refuses(folder, problems.MustWait)


def test_after_the_wait_the_right_passphrase_opens_and_history_knows_of_the_wrong_ones(folder):
    clock = SettableClock()
    for _ in range(5):
        with pytest.raises(problems.WrongPassphrase):
            open_register(folder, DIRECTOR, "a wrong one", clock=clock)
    clock.move(seconds=5)
    with open_register(folder, DIRECTOR, PASSPHRASE, clock=clock) as register:
        told = register.vault.ask("SELECT action, record_id FROM main.history WHERE action = 'wrong_passphrase'")
        assert [row["record_id"] for row in told] == [register.who] * 5


def test_nobody_of_that_name_has_a_key(folder):
    refuses(folder, problems.NoSuchPerson, person="Fanta Keita")


def test_a_folder_of_something_else_is_no_register(tmp_path):
    (tmp_path / "letter.odt").write_bytes(b"PK")
    refuses(tmp_path, problems.NotARegisterFolder)


def test_a_register_that_is_open_already_is_not_opened_again(folder):
    with reopened(folder):
        refuses(folder, problems.RegisterAlreadyOpen)
    reopened(folder).close()


def test_a_register_whose_program_crashed_opens_again(folder):
    crash = (
        "import os; from tests.makers import reopened; from pathlib import Path;"
        f"register = reopened(Path({str(folder)!r})); os._exit(9)"
    )
    root = Path(__file__).resolve().parents[2]
    assert subprocess.run([sys.executable, "-c", crash], cwd=root).returncode == 9
    reopened(folder).close()


@pytest.mark.parametrize("compartment", COMPARTMENTS)
def test_a_damaged_file_is_named(folder, compartment):
    (folder / f"{compartment}.db").write_bytes(b"\x00" * 20_000)
    assert f"{compartment}.db" in refuses(folder, problems.RegisterDamaged)
    (folder / f"{compartment}.db").unlink()
    assert f"{compartment}.db" in refuses(folder, problems.RegisterDamaged)


@pytest.mark.parametrize("compartment", COMPARTMENTS)
def test_a_register_of_a_newer_program_is_left_untouched(folder, compartment):
    changed(folder, compartment, f"PRAGMA user_version = {schema.newest(compartment) + 1}")
    refuses(folder, problems.RegisterOfANewerProgram)


@pytest.mark.parametrize(
    ("compartment", "spoilt"),
    [
        ("centre", "DELETE FROM meta"),
        ("centre", "DELETE FROM meta WHERE key = 'kind'"),
        ("centre", "DELETE FROM meta WHERE key = 'lineage'"),
        ("centre", "UPDATE meta SET value = '' WHERE key = 'centre_id'"),
        ("centre", "INSERT OR REPLACE INTO meta VALUES ('key_file', 'x')"),
        ("centre", "INSERT OR REPLACE INTO meta VALUES ('key_file', '-1')"),
        ("centre", "DROP TABLE meta"),
        ("centre", "DROP TABLE staff"),
        ("identity", "DROP TABLE name_search"),
        ("centre", "DROP TABLE history"),
        ("care", "DROP TABLE history"),
        ("health", "ALTER TABLE history DROP COLUMN heads"),
        ("care", "DROP TABLE received_history"),
        ("protection", "ALTER TABLE history RENAME TO another"),
    ],
)
def test_what_somebody_with_the_key_spoilt_is_said_to_be_damaged_and_never_unexpected(folder, compartment, spoilt):
    changed(folder, compartment, spoilt)
    assert f"{compartment}.db" in refuses(folder, problems.RegisterDamaged)


@pytest.mark.parametrize(
    "spoilt",
    [
        "UPDATE history SET record_table = 'nowhere'",
        "UPDATE history SET record_table = 'persons'",
        "UPDATE history SET record_id = 'nobody'",
        "UPDATE history SET at = 'once'",
        "UPDATE history SET heads = 'x'",
        "UPDATE staff SET hlc = 'x#y'",
        "UPDATE staff SET active_from = 'once'",
        "DELETE FROM staff",
    ],
)
def test_a_line_or_a_row_that_somebody_spoilt_keeps_nobody_out_and_check_finds_it(folder, spoilt):
    changed(folder, "centre", "DROP TRIGGER history_is_not_rewritten", spoilt)
    with reopened(folder) as register:
        assert not register.clock_is_suspect
        faults = [fault.said_in(Language.of("en")) for fault in integrity.check(register).faults]
    assert any("history" in fault for fault in faults if "history_is_not_rewritten" not in fault)


def test_an_older_key_file_put_back_is_noticed(folder):
    old = {name: (folder / name).read_bytes() for name in ("keys.json", "keys.json.2")}
    with reopened(folder) as register:
        register.keys.change_passphrase(old=PASSPHRASE, new="another long passphrase", cost=CHEAP)
    open_register(folder, DIRECTOR, "another long passphrase").close()
    for name, octets in old.items():
        (folder / name).write_bytes(octets)
    with pytest.raises(problems.KeysOfAnotherDay):
        open_register(folder, DIRECTOR, PASSPHRASE)


def test_a_refusal_leaves_the_register_free_for_the_next_try(folder):
    whole = (folder / "care.db").read_bytes()
    (folder / "care.db").write_bytes(b"")
    refuses(folder, problems.RegisterDamaged)
    (folder / "care.db").write_bytes(whole)
    reopened(folder).close()


def test_a_read_only_disk_is_said_so(folder):
    with read_only(folder):
        assert "cannot be written to" in refuses(folder, problems.CannotWriteThere)


def test_opening_writes_nothing_but_that_she_came(folder):
    before = bytes_of(folder)
    reopened(folder).close()
    after = bytes_of(folder)
    assert {name for name in before | after if before.get(name) != after.get(name)} == {"centre.db"}


# --- making ----------------------------------------------------------------------------------------------------


def test_a_new_register_knows_its_centre_and_its_director(tmp_path):
    folder = tmp_path / "Kayes" / "Kayes.register"
    create_register(folder, BEGINNING, cost=CHEAP)
    with reopened(folder) as register:
        assert (register.code, register.kind, register.is_headquarters) == ("KAY", "centre", False)
        assert register.get(Centre, register.centre_id).name == "Kayes"
        assert register.find(StaffMember)[0].roles == frozenset({"director"})
        assert set(register.vault.compartments) == set(COMPARTMENTS)


def test_headquarters_has_a_compartment_more(tmp_path):
    beginning = replace(BEGINNING, kind=AT_HEADQUARTERS, roles=frozenset({"hq_supervisor"}))
    create_register(tmp_path / "HQ.register", beginning, cost=CHEAP)
    with reopened(tmp_path / "HQ.register") as register:
        assert register.is_headquarters
        assert set(register.vault.compartments) == {*COMPARTMENTS, "figures"}


@pytest.mark.parametrize("standing", ["folder", "file", "broken link"])
def test_what_stands_already_is_not_written_over(tmp_path, standing):
    folder = tmp_path / "Kayes.register"
    {
        "folder": folder.mkdir,
        "file": lambda: folder.write_bytes(b"mine"),
        "broken link": lambda: folder.symlink_to(tmp_path / "nowhere"),
    }[standing]()
    with pytest.raises(problems.AlreadyARegister):
        create_register(folder, BEGINNING, cost=CHEAP)
    assert [path.name for path in tmp_path.iterdir()] == ["Kayes.register"]


def test_a_full_disk_leaves_no_half_register(tmp_path):
    with small_disk(tmp_path, kib=300) as disk:
        with pytest.raises(problems.NoRoomLeft):
            create_register(disk / "Kayes.register", BEGINNING, cost=CHEAP)
        assert list(disk.iterdir()) == []


@pytest.mark.parametrize("step", STEPS)
def test_power_that_goes_while_a_register_is_made_leaves_no_register_and_it_is_made_anew(tmp_path, step):
    folder = tmp_path / "Kayes.register"
    cut = (
        "import os; from pathlib import Path; from tests.centre_app.test_opening import *;"
        f"create_register(Path({str(folder)!r}), BEGINNING, cost=CHEAP,"
        f" told=lambda step: os._exit(9) if step == {step!r} else None)"
    )
    root = Path(__file__).resolve().parents[2]
    assert subprocess.run([sys.executable, "-c", cut], cwd=root).returncode == 9
    assert registers_in(tmp_path) == []
    assert [path.name for path in tmp_path.iterdir()] == ["Kayes.register.unfinished"]
    create_register(folder_for(tmp_path, "Kayes"), BEGINNING, cost=CHEAP)
    assert [path.name for path in tmp_path.iterdir()] == ["Kayes.register"]
    with reopened(folder) as register:
        assert integrity.check(register).faults == ()


def test_a_register_that_another_program_is_making_is_left_to_it(tmp_path):
    folder = tmp_path / "Kayes.register"
    with made_whole(folder) as unfinished:
        (unfinished / "half").write_bytes(b"a register")
        with pytest.raises(problems.RegisterAlreadyOpen):
            create_register(folder, BEGINNING, cost=CHEAP)
    assert (folder / "half").read_bytes() == b"a register"


def test_a_read_only_disk_takes_no_register(tmp_path):
    with read_only(tmp_path) as disk, pytest.raises(problems.CannotWriteThere):
        create_register(disk / "new" / "Kayes.register", BEGINNING, cost=CHEAP)


def test_a_full_disk_is_said_when_a_save_meets_it_and_nothing_is_lost(tmp_path):
    with small_disk(tmp_path, kib=3_000) as disk, a_register(disk) as register:
        saved = saves_until_there_is_no_room(register)
        for place in ("care.persons", "identity.person_names"):
            assert register.vault.ask(f"SELECT count(*) FROM {place}")[0][0] == saved > 10


def saves_until_there_is_no_room(register):
    for saved in range(5_000):
        try:
            register.save(*an_admission())
        except problems.NoRoomLeft:
            return saved
    raise AssertionError("the disk was never full")
