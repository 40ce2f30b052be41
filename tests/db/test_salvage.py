"""What is still read of a damaged database: every row whose page is whole, and by id those whose page is not."""

import dataclasses
import random
import shutil
from contextlib import closing

import pytest
import sqlcipher3

from centre_app.records import IdentityPaper, Person
from db import connection, history, salvage
from db.rows import Content
from db.salvage import Salvaged
from tests.makers import a_case, a_name, a_person

PAGE = 4096


@pytest.fixture
def people(register):
    """A register of 150 people with their files, closed; their ids, and the keys and folder."""
    made = [a_person() for _ in range(150)]
    register.save(
        *[record for person in made for record in (person, a_name(person), a_case(person))], heed_findings=False
    )
    return {person.id for person in made}


def salvaged_from(register, tmp_path, spoil) -> Salvaged:
    path, key = register.folder / "care.db", register.keys.sqlcipher_keys()["care"]
    register.vault.close()
    octets = bytearray(path.read_bytes())
    spoil(octets)
    path.write_bytes(octets)
    scratch = made(tmp_path)
    found = salvage.read(path, key, "care", scratch=scratch)
    assert path.read_bytes() == octets, "what is damaged stays as it was found"
    assert not list(scratch.iterdir()), "and no copy of it is left"
    return found


def ids_in(found, table):
    return {row["id"] for row in found.rows.get(table, ())}


def test_of_a_whole_file_everything_comes(register, people, tmp_path):
    found = salvaged_from(register, tmp_path, lambda octets: None)
    assert ids_in(found, "persons") == people
    assert len(found.rows["case_files"]) == 150
    assert not found.lost
    assert not found.unreadable
    assert next(history.faults_in(found.lines), None) is None


@pytest.mark.parametrize("seed", range(8))
def test_each_row_comes_or_is_named_as_lost_or_its_table_as_unreadable(register, people, tmp_path, seed):
    chance = random.Random(seed)

    def spoil(octets):
        for _ in range(1 + seed // 2):
            octets[chance.randrange(1, len(octets) // PAGE) * PAGE + chance.randrange(PAGE)] ^= 1

    found = salvaged_from(register, tmp_path, spoil)
    lost = set(found.lost.get("persons", ()))
    assert not lost & ids_in(found, "persons")
    assert ids_in(found, "persons") | lost == people or "persons" in found.unreadable


def test_what_lies_between_two_spoilt_pages_comes_too(register, people, tmp_path):
    """A table read from both ends alone would lose its middle."""
    places = pages_of(register, "persons")

    def spoil(octets):
        for page in (places[1], places[-2]):
            octets[page * PAGE + 100] ^= 1

    found = salvaged_from(register, tmp_path, spoil)
    lost = set(found.lost["persons"])
    assert 0 < len(lost) < 60
    assert ids_in(found, "persons") == people - lost


def pages_of(register, table) -> list[int]:
    """Return the pages, from 0, on which a table's rows lie, found by spoiling each in turn."""
    path, key = register.folder / "care.db", register.keys.sqlcipher_keys()["care"]
    whole, spoilt = path.read_bytes(), path.with_name("tried.db")
    found = []
    for page in range(1, len(whole) // PAGE):
        octets = bytearray(whole)
        octets[page * PAGE + 100] ^= 1
        spoilt.write_bytes(octets)
        with closing(connection.open_unchecked(spoilt, key)) as alone:
            if answers(alone, "SELECT name FROM sqlite_master") and not answers(
                alone, f"SELECT * FROM {table} NOT INDEXED"
            ):
                found.append(page)
    spoilt.unlink()
    return found


def answers(alone, sql) -> bool:
    try:
        alone.execute(sql).fetchall()
    except sqlcipher3.DatabaseError:
        return False
    return True


def test_a_file_that_is_gone_gives_nothing_and_says_so(register, tmp_path):
    key = register.keys.sqlcipher_keys()["care"]
    found = salvage.read(tmp_path / "care.db", key, "care", scratch=tmp_path)
    assert not found.rows
    assert "persons" in found.unreadable
    assert "history" in found.unreadable


def test_a_file_of_which_nothing_can_be_read_gives_nothing(register, people, tmp_path):
    found = salvaged_from(
        register, tmp_path, lambda octets: octets.__setitem__(slice(0, len(octets)), bytes(len(octets)))
    )
    assert not found.rows
    assert "persons" in found.unreadable


def test_a_row_altered_past_the_seal_never_comes(register, people, tmp_path):
    """Each page is sealed: one flipped bit takes the page away, it never changes an answer."""
    before = {row["id"]: row for row in register.vault.select("persons")}

    def spoil(octets):
        for page in range(5, len(octets) // PAGE, 3):
            octets[page * PAGE + 2000] ^= 4

    found = salvaged_from(register, tmp_path, spoil)
    assert all(before[row["id"]] == row for row in found.rows.get("persons", ()))


def test_only_what_is_newer_than_a_backup_comes(register, people, tmp_path):
    key = register.keys.sqlcipher_keys()["care"]
    backup = tmp_path / "care.db"
    shutil.copyfile(register.folder / "care.db", backup)
    one = register.get(Person, min(people))
    register.save(dataclasses.replace(one, children_stated=2), heed_findings=False)
    late = a_person()
    register.save(late, heed_findings=False)
    register.vault.close()
    found = salvage.read(
        register.folder / "care.db", key, "care", scratch=made(tmp_path), known=salvage.known_in(backup, key, "care")
    )
    assert ids_in(found, "persons") == {one.id, late.id}
    assert [line["record_id"] for line in found.lines] == [one.id, late.id]


def test_the_contents_of_a_paper_come_whole(register, tmp_path):
    case = a_case()
    paper = IdentityPaper(case_id=case.id, sha256="a", picture_sha256="b")
    register.save(case, heed_findings=False)
    content = Content(table=IdentityPaper.table, paper_id=paper.id, whole=b"p" * 3_000_000, picture=b"small")
    register.save(paper, heed_findings=False, contents=[content])
    key = register.keys.sqlcipher_keys()["identity"]
    register.vault.close()
    found = salvage.read(register.folder / "identity.db", key, "identity", scratch=made(tmp_path))
    small, *parts = found.contents[paper.id]
    assert small == b"small"
    assert b"".join(parts) == b"p" * 3_000_000


def made(tmp_path):
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    return scratch
