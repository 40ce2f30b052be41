"""Full, read-only and failing disks: each its own error, nothing half-written, and the next save works again."""

import pytest

from db import errors
from db.vault import Vault
from tests.db.disks import files_that_may_not_grow, read_only, small_disk
from tests.db.vaults import a_row, a_vault, bytes_of, creates, lines, some_keys, write, write_a_person

LONG = "She was seen today. " * 2_000


@pytest.fixture
def keys():
    return some_keys()


@pytest.fixture
def vault(tmp_path, keys):
    with a_vault(tmp_path, keys) as opened:
        write_a_person(opened)
        yield opened


def write_until_refused(vault, *, at_most=2_000):
    """Write people until the disk refuses; return how many saves were acknowledged, and the refusal."""
    for number in range(at_most):
        try:
            write_a_person(vault, f"q{number:04}")
        except errors.DiskProblem as problem:
            return number, problem
    raise AssertionError("the disk never refused")


def people_and_names(vault):
    found = vault.ask(
        "SELECT p.id, n.id FROM care.persons AS p FULL OUTER JOIN identity.person_names AS n ON n.person_id = p.id"
    )
    return [tuple(row) for row in found]


def is_whole(vault, acknowledged):
    """Assert that every acknowledged act is there and no act by halves, with as many lines as rows."""
    pairs = people_and_names(vault)
    assert len(pairs) == acknowledged
    assert all(None not in pair for pair in pairs)
    assert len(lines(vault, "care")) == len(lines(vault, "identity")) == acknowledged


@pytest.mark.parametrize("compartment", ["care", "identity"])
def test_a_full_database_in_one_compartment_leaves_no_half_of_the_act_in_the_other(vault, compartment):
    (pages,) = vault.connection.execute(f"PRAGMA {compartment}.page_count").fetchone()
    vault.connection.execute(f"PRAGMA {compartment}.max_page_count = {pages + 3}")
    acknowledged, problem = write_until_refused(vault)
    assert type(problem) is errors.DiskFull
    is_whole(vault, acknowledged + 1)
    vault.connection.execute(f"PRAGMA {compartment}.max_page_count = 1000000")
    write_a_person(vault, "after")
    is_whole(vault, acknowledged + 2)


def test_an_io_error_is_said_and_the_next_save_goes_over_a_new_connection(vault, keys):
    before = vault.connection
    largest = max(path.stat().st_size for path in vault.folder.iterdir())
    with files_that_may_not_grow(largest), pytest.raises(errors.DiskFailing):
        write(vault, creates("persons", a_row("q1", origin_region=LONG)))
    assert vault.get("persons", "q1") is None
    assert vault.connection is not before
    write_a_person(vault, "q2")
    vault.close()
    with Vault(vault.folder, keys) as again:
        is_whole(again, 2)


def test_an_io_error_in_the_last_of_several_compartments_undoes_the_first(vault):
    with files_that_may_not_grow(max(path.stat().st_size for path in vault.folder.iterdir())):
        acknowledged, problem = write_until_refused(vault)
    assert type(problem) is errors.DiskFailing
    is_whole(vault, acknowledged + 1)


def test_a_full_disk_loses_nothing_that_was_acknowledged(tmp_path, keys):
    with small_disk(tmp_path, kib=2_048) as disk:
        vault = a_vault(disk, keys)
        acknowledged, problem = write_until_refused(vault)
        assert type(problem) is errors.DiskFull
        assert acknowledged > 10
        is_whole(vault, acknowledged)
        vault.close()
        with Vault(disk, keys) as again:
            is_whole(again, acknowledged)


def test_after_room_was_made_saving_works_again(tmp_path, keys):
    with small_disk(tmp_path, kib=3_072) as disk:
        ballast = disk / "film.avi"
        with a_vault(disk, keys) as vault:
            ballast.write_bytes(bytes(400 * 1024))
            acknowledged, _ = write_until_refused(vault)
            ballast.unlink()
            write_a_person(vault, "after")
            is_whole(vault, acknowledged + 1)


def test_no_register_is_made_on_a_disk_without_room(tmp_path, keys):
    with small_disk(tmp_path, kib=64) as disk, pytest.raises(errors.DiskFull):
        a_vault(disk, keys)


def test_a_read_only_disk_can_be_read_and_refuses_each_save(tmp_path, keys):
    with a_vault(tmp_path, keys) as vault:
        write_a_person(vault)
    before = bytes_of(tmp_path)
    with read_only(tmp_path) as disk:
        with Vault(disk, keys) as vault:
            assert vault.get("persons", "p1")
            with pytest.raises(errors.ReadOnlyDisk):
                write_a_person(vault, "q1")
            is_whole(vault, 1)
        assert bytes_of(disk) == before


def test_no_register_is_made_on_a_read_only_disk(tmp_path, keys):
    with read_only(tmp_path) as disk, pytest.raises(errors.ReadOnlyDisk):
        a_vault(disk, keys)
    assert bytes_of(tmp_path) == {}
