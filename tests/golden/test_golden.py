"""What was released stays readable: each golden register is migrated whole or not at all, each bundle received."""

import json
import os
import shutil
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from centre_app import integrity
from centre_app.drafts import all_kept
from centre_app.exchange import bundle, receive
from centre_app.exchange.merge import merge
from centre_app.language import Language
from centre_app.opening import unlock_keys
from centre_app.problems import RegisterOfANewerProgram
from centre_app.questions import CENTRE_COMPARTMENTS
from centre_app.records import CaseFile, Incident, PersonName
from db import connection, migrating, schema
from db.backups import inside, listed
from db.errors import DamagedCompartment, DiskFailing, DiskFull
from db.vault import Vault
from tests.golden import CENTRE_FOLDER, HEADQUARTERS_FOLDER, NOT_RELEASED, ROWS, STEPS, folder_of, kept_numbers
from tests.golden.__main__ import newest_number
from tests.golden.house import NAMES
from tests.golden.making import MONTH, digests_of_steps, opened, rows_of, unpacked
from tests.makers import DIRECTOR, PASSPHRASE

KEPT = kept_numbers()


@pytest.fixture(params=KEPT, ids=lambda number: f"{number:03}")
def number(request):
    return request.param


@pytest.fixture
def centre(number, tmp_path):
    """A copy of a golden register, as it came from its time."""
    return Path(shutil.copytree(folder_of(number) / CENTRE_FOLDER, tmp_path / CENTRE_FOLDER))


def keys_of(folder):
    return unlock_keys(folder, DIRECTOR, PASSPHRASE).sqlcipher_keys()


def numbers_in(folder):
    """Return the schema number of each database, read over a connection that migrates nothing."""
    numbers = {}
    for compartment, key in keys_of(folder).items():
        with closing(connection.open_alone(folder / f"{compartment}.db", key, compartment)) as alone:
            (numbers[compartment],) = alone.execute("PRAGMA user_version").fetchone()
    return numbers


def bytes_of(folder):
    """Return what stands in the databases of a folder; a journal that was emptied is none."""
    return {
        file.name: file.read_bytes() for file in folder.iterdir() if file.stat().st_size and "lock" not in file.name
    }


# --- kept for ever ---------------------------------------------------------------------------------------------


def test_the_newest_released_schema_number_has_its_golden_register_and_bundle():
    """`python -m tests.golden make` makes it; NOT_RELEASED names the first number that may still change."""
    assert KEPT[:3] == [1, 2, 3]
    assert (None if KEPT[-1] == newest_number() else KEPT[-1] + 1) == NOT_RELEASED


def test_a_step_that_is_kept_nowhere_is_one_that_may_still_change():
    kept = json.loads((folder_of(KEPT[-1]) / STEPS).read_text("utf-8"))
    unkept = [file for file in digests_of_steps() if file not in kept]
    assert [file for file in unkept if NOT_RELEASED is None or int(Path(file).name[:3]) < NOT_RELEASED] == []


def test_what_was_released_is_never_changed(number):
    """A laptop in a centre has run these steps already: a change here would reach only new registers."""
    kept = json.loads((folder_of(number) / STEPS).read_text("utf-8"))
    assert {file: digests_of_steps().get(file) for file in kept} == kept


def test_a_golden_register_holds_every_compartment_and_is_of_its_number(number, centre):
    found = numbers_in(centre)
    assert set(found) == set(CENTRE_COMPARTMENTS)
    assert max(found.values()) == number


# --- migrated --------------------------------------------------------------------------------------------------


def test_every_row_of_an_older_program_is_there_after_the_migration(number, centre):
    before = unpacked((folder_of(number) / ROWS).read_bytes())
    with Vault(centre, keys_of(centre)) as vault:
        after = rows_of(vault)
    for compartment, tables in before.items():
        for table, rows in tables.items():
            columns = set(rows[0]) if rows else set()
            now = [{name: row[name] for name in columns} for row in after[compartment][table]]
            assert in_order(now) == in_order(rows) if rows else not now, f"{compartment}.{table}"
    assert numbers_in(centre) == {compartment: schema.newest(compartment) for compartment in before}


def in_order(rows):
    return sorted(rows, key=lambda row: json.dumps(row, sort_keys=True))


def test_an_older_register_opens_whole_and_its_history_verifies(centre):
    with opened(centre) as register:
        assert integrity.check(register).faults == ()
        shown = {(name.family, name.given) for name in register.find(PersonName)}
        assert set(NAMES) <= shown
        assert {case.code for case in register.find(CaseFile)} == {f"SEG-26-{n:04}" for n in (1, 2, 3)}


def test_words_that_were_typed_before_the_program_was_replaced_are_offered(centre):
    with opened(centre) as register:
        (kept,) = all_kept(register)
        (draft,) = kept.drafts
        assert isinstance(draft.typed, Incident)
        assert draft.changed == {"description": "Mots inventés, pas encore enregistrés"}


def test_an_older_headquarters_opens_whole(number, tmp_path):
    folder = shutil.copytree(folder_of(number) / HEADQUARTERS_FOLDER, tmp_path / HEADQUARTERS_FOLDER)
    with opened(Path(folder)) as register:
        assert integrity.check(register).faults == ()


def test_a_bundle_of_an_older_program_is_received(number, tmp_path):
    """By headquarters of its own time once it is migrated: the laptops of a country are not replaced on one day."""
    folder = shutil.copytree(folder_of(number) / HEADQUARTERS_FOLDER, tmp_path / HEADQUARTERS_FOLDER)
    (file,) = folder_of(number).glob("*.age")
    with opened(Path(folder)) as headquarters:
        received = merge(headquarters, receive.open_file(headquarters, file.read_bytes()))
        assert received.seq == 1
        assert {case.code for case in headquarters.find(CaseFile)} == {f"SEG-26-{n:04}" for n in (1, 2, 3)}
        assert {(name.family, name.given) for name in headquarters.find(PersonName)} >= set(NAMES)
        assert integrity.check(headquarters).faults == ()


def test_a_migrated_centre_goes_on_sending_to_its_headquarters(number, tmp_path):
    for name in (CENTRE_FOLDER, HEADQUARTERS_FOLDER):
        shutil.copytree(folder_of(number) / name, tmp_path / name)
    (file,) = folder_of(number).glob("*.age")
    with opened(tmp_path / CENTRE_FOLDER) as centre, opened(tmp_path / HEADQUARTERS_FOLDER) as headquarters:
        merge(headquarters, receive.open_file(headquarters, file.read_bytes()))
        (name, *_) = [one for one in centre.find(PersonName) if one.family == "Ɲaré"]
        centre.save(replace(name, given="Sɛbɛ Awa"), heed_findings=False)
        (sealed,) = bundle.seal(centre, bundle.prepare(centre, month=MONTH))
        received = merge(headquarters, receive.open_file(headquarters, sealed.content))
        assert received.seq == 2
        assert headquarters.get(PersonName, name.id).given == "Sɛbɛ Awa"


# --- or not at all ---------------------------------------------------------------------------------------------


def broken_in(compartment, monkeypatch, *, by):
    """Let the migration of one compartment be cut after its last step, before it is one with its number."""
    whole = schema._check_whole
    monkeypatch.setattr(schema, "_check_whole", lambda alone: by() if is_of(alone, compartment) else whole(alone))


def is_of(alone, compartment):
    (_, _, file), *_ = alone.execute("PRAGMA database_list").fetchall()
    return Path(file).stem == compartment


def fails(error):
    def fail():
        raise error

    return fail


@pytest.mark.parametrize("error", [DiskFull(), DiskFailing(), schema.NotWhole(), KeyboardInterrupt()], ids=repr)
def test_a_migration_that_is_cut_leaves_the_tables_and_rows_it_found(tmp_path, monkeypatch, error):
    folder = Path(shutil.copytree(folder_of(1) / CENTRE_FOLDER, tmp_path / CENTRE_FOLDER))
    before, keys = (folder / "centre.db").read_bytes(), keys_of(folder)
    with monkeypatch.context() as patch:
        broken_in("centre", patch, by=fails(error))
        with pytest.raises((type(error), DamagedCompartment)):
            Vault(folder, keys)
    assert (folder / "centre.db").read_bytes() == before
    with opened(folder) as register:
        assert integrity.check(register).faults == ()


def test_a_program_that_is_killed_while_it_migrates_leaves_the_old_state_or_the_new_one(tmp_path):
    """The process ends between a step and its commit, in each compartment in turn; the next opening goes on."""
    for compartment in ("centre", "care", "protection"):
        folder = Path(shutil.copytree(folder_of(1) / CENTRE_FOLDER, tmp_path / compartment / CENTRE_FOLDER))
        kept = (folder / f"{compartment}.db").read_bytes()
        if (child := os.fork()) == 0:
            schema._check_whole = lambda alone, name=compartment: os._exit(9) if is_of(alone, name) else None
            migrating.bring_up_to_date(folder, keys_of(folder))
            os._exit(0)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
        assert numbers_in(folder)[compartment] == 1  # a journal that was left is played back when it is opened
        assert (folder / f"{compartment}.db").read_bytes() == kept
        with opened(folder) as register:
            assert integrity.check(register).faults == ()


def test_nothing_is_migrated_where_what_must_come_first_fails(tmp_path):
    folder = Path(shutil.copytree(folder_of(1) / CENTRE_FOLDER, tmp_path / CENTRE_FOLDER))
    before = bytes_of(folder)
    with pytest.raises(DiskFull):
        Vault(folder, keys_of(folder), before_migrating=fails(DiskFull()))
    assert bytes_of(folder) == before


def test_before_a_migration_a_verified_backup_is_made_of_all_as_it_was(number, centre):
    with opened(centre) as register:
        made = listed(centre / "backups")
        said = [inside(backup, register.keys.ring) for backup in made]
    if all(schema.newest(name) <= number for name in CENTRE_COMPARTMENTS):
        assert made == []
        return
    ((backup, told),) = zip(made, said, strict=True)
    assert told.reason == "before_migration"
    assert told.is_verified
    assert {name: copied.contents.schema for name, copied in told.compartments.items()} == numbers_in_golden(number)
    assert backup.folder.is_dir()


def numbers_in_golden(number):
    """Return the schema number of each database of a golden register, over connections that migrate nothing."""
    with TemporaryDirectory() as copy:
        return numbers_in(Path(shutil.copytree(folder_of(number) / CENTRE_FOLDER, Path(copy) / CENTRE_FOLDER)))


def test_what_must_come_first_is_done_only_where_something_is_migrated(tmp_path):
    folder = Path(shutil.copytree(folder_of(1) / CENTRE_FOLDER, tmp_path / CENTRE_FOLDER))
    done = []
    for _ in range(2):
        Vault(folder, keys_of(folder), before_migrating=lambda: done.append(numbers_in(folder)["care"])).close()
    assert done == [1]


@pytest.mark.parametrize("compartment", CENTRE_COMPARTMENTS)
def test_a_register_of_a_newer_program_is_refused_untouched_and_said_so(tmp_path, compartment):
    folder = Path(shutil.copytree(folder_of(1) / CENTRE_FOLDER, tmp_path / CENTRE_FOLDER))
    newer = schema.newest(compartment) + 1
    key = keys_of(folder)[compartment]
    with closing(connection.open_alone(folder / f"{compartment}.db", key, compartment)) as alone:
        alone.execute(f"PRAGMA user_version = {newer}")
    before = bytes_of(folder)
    with pytest.raises(RegisterOfANewerProgram) as refused:
        opened(folder)
    assert bytes_of(folder) == before
    assert "plus récent" in Language("fr").say(refused.value.message)
