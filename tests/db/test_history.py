"""History: whatever somebody alters, cuts, moves or adds is noticed; what is erased by right is not."""

import pytest
import sqlcipher3
from hypothesis import given
from hypothesis import strategies as st

from db import history
from db.locks import is_signed
from tests.db.vaults import AWA, SIGNING, TEN, a_name_row, a_row, a_vault, creates, lines, write

PUBLIC = SIGNING.public_key().public_bytes_raw()
ERASABLE = ("was", "salt", "row_salt")


@pytest.fixture
def vault(tmp_path):
    """A vault whose care history has six lines: two people, each changed twice."""
    with a_vault(tmp_path) as opened:
        for record_id in ("p1", "p2"):
            (row,) = write(opened, creates("persons", a_row(record_id)))
            for sex in ("male", "unknown"):
                (row,) = write(opened, creates("persons", {**row, "sex": sex}, "save"), at=TEN)
        yield opened


@pytest.fixture
def chain(vault):
    return lines(vault, "care")


def faults(chain, **after):
    return list(history.faults_in(chain, **after))


# --- a chain that is whole -------------------------------------------------------------------------------------


def test_a_chain_as_it_was_written_has_no_faults(chain):
    assert len(chain) == 6
    assert faults(chain) == []


def test_every_line_carries_its_authors_signature(chain):
    assert all(is_signed(line["hash"], line["signature"], PUBLIC) for line in chain)


def test_a_line_of_what_is_seen_or_leaves_the_house_names_where_the_other_histories_end(vault):
    care, identity = history.head(vault.connection, "care"), history.head(vault.connection, "identity")
    assert all(line["heads"] is None for line in lines(vault, "care"))
    vault.note("centre", history.Entry(action="view"), history.Entry(action="lock"), by=AWA, at=TEN)
    seen, locked = lines(vault, "centre")
    assert seen["heads"] is None
    assert history.heads_in(locked["heads"]) == {"care": care}
    assert identity == (0, history.FIRST)  # a history that has no line yet has no end to name
    write(vault, creates("person_names", a_name_row(), "export"))
    assert history.heads_in(lines(vault, "identity")[0]["heads"]).keys() == {"centre", "care"}


def test_a_line_commits_to_the_row_as_it_stands(vault):
    (row,) = [found for found in vault.select("persons") if found["id"] == "p1"]
    last = lines(vault, "care")[2]
    assert history.holds_row(row, last["row_salt"], last["row_commitment"])
    for column in row:
        other = 7 if isinstance(row[column], int) else "another" if row[column] is None else None
        assert not history.holds_row({**row, column: other}, last["row_salt"], last["row_commitment"])
    assert history.holds_row({**row, "a column of a later schema": None}, last["row_salt"], last["row_commitment"])
    assert not history.holds_row(row, None, last["row_commitment"])


def test_a_number_and_the_text_that_it_is_written_as_are_two_values():
    salt = b"s" * history.SALT_BYTES
    assert history.commitment_to_row({"rev": 1}, salt) != history.commitment_to_row({"rev": "1"}, salt)


def test_an_empty_history_has_no_faults_and_a_head_of_noughts(vault):
    assert faults([]) == []
    assert history.head(vault.connection, "health") == (0, bytes(32))


def test_the_head_is_the_last_line(vault, chain):
    assert history.head(vault.connection, "care") == (6, chain[-1]["hash"])


def test_a_part_of_a_chain_is_checked_from_the_line_before_it(chain):
    assert faults(chain[3:], after=(3, chain[2]["hash"])) == []
    assert faults(chain[3:], after=(3, chain[1]["hash"])) == [4]
    assert faults(chain[3:], after=(2, chain[2]["hash"])) == [4]


def test_erased_values_still_verify(vault):
    vault.connection.execute("UPDATE care.history SET was = NULL, salt = NULL WHERE seq IN (2, 5)")
    assert faults(lines(vault, "care")) == []


def test_the_same_values_are_committed_to_under_another_salt_each_time(chain):
    assert chain[0]["was"] == chain[3]["was"]
    assert chain[0]["commitment"] != chain[3]["commitment"]


# --- a chain that somebody was at ------------------------------------------------------------------------------

ALTERED = {
    "seq": 40,
    "at": "2026-11-21T09:00:01",
    "clock_suspect": 1,
    "who": "moussa",
    "action": "view",
    "record_table": "beds",
    "record_id": "p9",
    "rev": 9,
    "was": '{"sex": "intersex"}',
    "salt": b"s" * 16,
    "commitment": b"c" * 32,
    "row_salt": b"s" * 16,
    "row_commitment": b"c" * 32,
    "heads": '{"health":[1,"00"]}',
    "previous": b"p" * 32,
    "hash": b"h" * 32,
}


@pytest.mark.parametrize("column", ALTERED)
@pytest.mark.parametrize("place", [0, 2, 5])
def test_any_altered_value_is_noticed_on_its_line(chain, column, place):
    chain[place][column] = ALTERED[column]
    assert chain[place]["seq"] in faults(chain)


def test_every_column_of_a_line_is_covered_by_the_hash_or_by_the_signature():
    assert {*ALTERED, "signature"} == set(history.COLUMNS)


@pytest.mark.parametrize("column", ["was", "salt", "row_salt"])
def test_half_an_erasure_is_noticed(chain, column):
    chain[2][column] = None
    assert faults(chain) == [3]


def test_values_whose_beginning_was_moved_into_the_salt_are_noticed(chain):
    chain[2]["salt"] += chain[2]["was"][:4].encode()
    chain[2]["was"] = chain[2]["was"][4:]
    assert faults(chain) == [3]


@pytest.mark.parametrize("place", range(5))
def test_a_line_taken_out_is_noticed_on_the_next(chain, place):
    del chain[place]
    assert faults(chain) == [place + 2]


def test_a_cut_at_the_end_shows_in_the_head_alone(vault, chain):
    # The chain cannot tell: the head in the last bundle and on the last print can, and check counts rows by revision.
    assert faults(chain[:-1]) == []
    assert history.head(vault.connection, "care")[1] != chain[-2]["hash"]


@given(order=st.permutations(range(6)))
def test_any_other_order_is_noticed(tmp_path_factory, order):
    chain = _six_lines(tmp_path_factory)
    assert bool(faults([chain[place] for place in order])) == (list(order) != list(range(6)))


_made: list[list[dict]] = []


def _six_lines(tmp_path_factory):
    if not _made:
        with a_vault(tmp_path_factory.mktemp("six")) as vault:
            for number in range(6):
                write(vault, creates("persons", a_row(f"p{number}")))
            _made.append(lines(vault, "care"))
    return _made[0]


def test_a_line_told_twice_is_noticed(chain):
    assert faults([*chain[:3], chain[2], *chain[3:]]) != []


def test_a_line_moved_from_another_chain_is_noticed(vault, chain, tmp_path):
    (tmp_path / "other").mkdir()
    with a_vault(tmp_path / "other") as other:
        write(other, creates("persons", a_row("p1")))
        foreign = lines(other, "care")[0]
    assert faults([foreign, *chain[1:]]) == [2]


def test_a_line_forged_with_all_its_hashes_right_is_not_signed(chain):
    forged = {**chain[-1], "who": "moussa"}
    forged["hash"] = history.hash_of(forged)
    assert faults([*chain[:-1], forged]) == []
    assert not is_signed(forged["hash"], forged["signature"], PUBLIC)


# --- append-only -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "attempt",
    [
        "DELETE FROM care.history WHERE seq = 6",
        "DELETE FROM care.history",
        "UPDATE care.history SET who = 'moussa' WHERE seq = 6",
        "UPDATE care.history SET seq = 7 WHERE seq = 6",
        "UPDATE care.history SET was = '{}' WHERE seq = 6",
        "UPDATE care.history SET salt = NULL WHERE seq = 6",
        "UPDATE care.history SET was = NULL WHERE seq = 6",
        "UPDATE care.history SET row_salt = x'00' WHERE seq = 6",
        "UPDATE care.history SET signature = x'00' WHERE seq = 6",
        "INSERT OR REPLACE INTO care.history SELECT * FROM care.history WHERE seq = 6",
        "UPDATE OR REPLACE care.history SET seq = 5 WHERE seq = 6",
    ],
)
def test_history_is_append_only(vault, chain, attempt):
    with pytest.raises(sqlcipher3.IntegrityError, match="history"):
        vault.connection.execute(attempt)
    assert lines(vault, "care") == chain


@pytest.mark.parametrize("column", [name for name in history.COLUMNS if name not in ERASABLE])
def test_no_column_but_the_old_values_can_be_rewritten(vault, column):
    with pytest.raises(sqlcipher3.IntegrityError, match="rewritten"):
        vault.connection.execute(f"UPDATE care.history SET {column} = {column} WHERE seq = 6")
