"""More than a hundred alterations of a history, each by somebody who holds the keys: `check` finds every one.

What it cannot find alone is a register put back whole to an earlier state, all histories cut at once. Headquarters does,
at the next bundle (exchange/test_received_history.py), and so does whoever holds a page that was printed since.
"""

import shutil
from dataclasses import replace
from itertools import combinations

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from centre_app import commands, integrity
from centre_app.records import Stay
from db import history
from db.open_keys import sealed
from tests.centre_app.altered import ENGLISH, MOUSSA, chained_anew, keeps, lived, signed_by, with_line
from tests.makers import PASSPHRASE, a_folder, a_register, an_admission, reopened

STRANGERS_KEY = Ed25519PrivateKey.generate()

OTHER = {
    "at": "2026-11-20T09:00:00",
    "clock_suspect": 1,
    "who": MOUSSA,
    "action": "view",
    "record_table": "exits",
    "record_id": "0192-somebody-else",
    "rev": 7,
    "was": '{"sex": "unknown"}',
    "salt": b"s" * 16,
    "commitment": b"c" * 32,
    "row_salt": b"r" * 16,
    "row_commitment": b"w" * 32,
    "heads": '{"identity":[1,"00"]}',
}
IN_THE_CHAIN = {"previous": b"p" * 32, "hash": b"h" * 32, "signature": b"f" * 64}
HASHED = {name: value for name, value in OTHER.items() if name not in ("was", "salt", "row_salt")}
COMPARTMENTS = ("centre", "identity", "care", "health")
LINES = {"centre": 5, "identity": 3, "care": 11, "health": 4}
EDITED = {"centre": 1, "identity": 0, "care": 4, "health": 2}  # a line of Awa's with a row, others behind it


@pytest.fixture(scope="module")
def altered(tmp_path_factory):
    with a_register(tmp_path_factory.mktemp("altered")) as register:
        yield lived(register)


@pytest.fixture(autouse=True)
def as_it_was(altered):
    with altered.put_back_afterwards():
        yield


def test_a_register_that_was_lived_in_has_no_faults(altered):
    assert {name: len(altered.lines(name)) for name in COMPARTMENTS} == LINES
    assert altered.faults() == []


def does_not_follow(compartment, line):
    return f"In the history of {compartment}.db, line {line} does not follow from the one before it."


def is_not_signed(compartment, line):
    return f"In the history of {compartment}.db, line {line} is not signed by the person it names."


# --- edited: 4 compartments x 16 columns, 10 columns x 4 ways to hide it ---------------------------------------


@pytest.mark.parametrize("column", [*OTHER, *IN_THE_CHAIN])
@pytest.mark.parametrize("compartment", COMPARTMENTS)
def test_an_edited_line_is_named(altered, compartment, column):
    place = EDITED[compartment]
    lines = altered.lines(compartment)
    value = {**OTHER, **IN_THE_CHAIN}[column]
    assert lines[place][column] != value
    altered.write(compartment, with_line(lines, place, {column: value}))
    said = is_not_signed if column == "signature" else does_not_follow
    assert altered.faults()[0] == said(compartment, place + 1)


@pytest.mark.parametrize("column", HASHED)
@pytest.mark.parametrize("signs", [keeps, signed_by(STRANGERS_KEY)], ids=["not signed anew", "by a stranger"])
def test_an_edited_line_with_every_hash_made_right_again_is_named(altered, column, signs):
    lines = with_line(altered.lines("care"), 4, _with_its_commitment(column, altered.lines("care")[4]))
    altered.write("care", chained_anew(lines, since=4, signs=signs))
    assert altered.faults()[0] == is_not_signed("care", 5)


@pytest.mark.parametrize("column", HASHED)
def test_a_line_that_another_person_of_the_register_signs_is_not_the_authors(altered, column):
    lines = with_line(altered.lines("care"), 4, _with_its_commitment(column, altered.lines("care")[4]))
    altered.write("care", chained_anew(lines, since=4, signs=signed_by(altered.his_key)))
    # a line that he signs in his own name is his; the next one, which was hers, is not
    assert altered.faults()[0] == is_not_signed("care", 6 if column == "who" else 5)


@pytest.mark.parametrize("column", [name for name in HASHED if name != "commitment"])
def test_the_directors_line_edited_by_somebody_who_signs_all_his_own_again(altered, column):
    def signs(line):
        return altered.his_key.sign(line["hash"]) if line["who"] == MOUSSA else line["signature"]

    lines = with_line(altered.lines("identity"), 0, {column: OTHER[column]})
    altered.write("identity", chained_anew(lines, since=0, signs=signs))
    assert altered.faults()[0].startswith("In the history of identity.db, line ")


def _with_its_commitment(column, line):
    """Other old values under a commitment of their own: the hash alone would not give them away."""
    if column != "commitment":
        return {column: OTHER[column]}
    was = OTHER["was"]
    return {"was": was, "commitment": history.commitment_to(was, line["salt"])}


@pytest.mark.parametrize("column", ["was", "salt", "row_salt"])
def test_half_an_erasure_is_named(altered, column):
    altered.write("care", with_line(altered.lines("care"), 4, {column: None}))
    assert altered.faults()[0] == does_not_follow("care", 5)


# --- deleted, moved, put in ------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", range(LINES["care"] - 1))
def test_a_deleted_line_is_missed_by_the_next(altered, place):
    lines = altered.lines("care")
    altered.write("care", lines[:place] + lines[place + 1 :])
    assert altered.faults()[0] == does_not_follow("care", place + 2)


@pytest.mark.parametrize("place", range(LINES["care"] - 1))
def test_a_deleted_line_is_missed_when_the_rest_is_chained_anew(altered, place):
    lines = altered.lines("care")
    altered.write("care", chained_anew(lines[:place] + lines[place + 1 :], since=place))
    assert altered.faults()[0] == is_not_signed("care", place + 1)


@pytest.mark.parametrize("place", range(LINES["care"] - 1))
@pytest.mark.parametrize("signs", [None, keeps], ids=["renumbered", "chained anew"])
def test_two_lines_in_the_other_order_are_named(altered, place, signs):
    lines = altered.lines("care")
    lines[place], lines[place + 1] = lines[place + 1], lines[place]
    chained = [{**line, "seq": number} for number, line in enumerate(lines, start=1)]
    altered.write("care", chained_anew(chained, since=place, signs=signs) if signs else chained)
    said = is_not_signed if signs else does_not_follow
    assert altered.faults()[0] == said("care", place + 1)


@pytest.mark.parametrize("order", [slice(None, None, -1), slice(3, None), slice(1, None, 2)], ids=str)
def test_a_history_in_another_order_is_named(altered, order):
    lines = altered.lines("care")[order]
    altered.write("care", [{**line, "seq": number} for number, line in enumerate(lines, start=1)])
    assert altered.faults()[0] == does_not_follow("care", 1)


@pytest.mark.parametrize("place", [0, 4, LINES["care"]])
@pytest.mark.parametrize("who", ["Awa", "Moussa", "nobody"])
def test_a_line_put_in_is_named(altered, place, who):
    """Whoever puts it in signs with a key that he has; only what he writes at the end, in his own name, would be his."""
    lines = altered.lines("care")
    author = {"Awa": altered.register.who, "Moussa": MOUSSA, "nobody": "0192-nobody"}[who]
    salt = b"s" * 16
    put_in = {**lines[4], "who": author, "salt": salt, "commitment": history.commitment_to(lines[4]["was"], salt)}
    put_in["row_salt"] = history.salt_for_row(salt)
    signs = signed_by(STRANGERS_KEY if who == "Moussa" else altered.his_key)
    altered.write("care", chained_anew([*lines[:place], put_in, *lines[place:]], since=place, signs=signs))
    assert altered.faults()[0] == is_not_signed("care", place + 1)


@pytest.mark.parametrize("place", range(LINES["care"]))
def test_a_line_told_twice_is_named(altered, place):
    lines = altered.lines("care")
    altered.write("care", [*lines, {**lines[place], "seq": len(lines) + 1}])
    assert altered.faults()[0] == does_not_follow("care", len(lines) + 1)


@pytest.mark.parametrize("origin", ["centre", "identity", "health"])
@pytest.mark.parametrize("place", [0, 2])
def test_a_line_of_another_compartment_is_named(altered, origin, place):
    foreign = altered.lines(origin)[place]
    altered.write("care", with_line(altered.lines("care"), place, foreign))
    # the first line of every history follows from nothing: there the one behind it gives it away
    assert altered.faults()[0] in (does_not_follow("care", place + 1), does_not_follow("care", place + 2))


@pytest.mark.parametrize(("one", "other"), [*combinations((*COMPARTMENTS, "protection"), 2)])
def test_whole_histories_that_changed_places_are_found(altered, one, other):
    mine, theirs = altered.lines(one), altered.lines(other)
    altered.write(one, theirs)
    altered.write(other, mine)
    assert any(f"{one}.db" in fault or f"{other}.db" in fault for fault in altered.faults())


def test_the_history_of_another_register_is_not_signed_by_anybody_here(altered, tmp_path):
    with a_register(tmp_path, code="MOP") as other:
        altered.write("care", lived(other).lines("care"))
    assert altered.faults()[0] == is_not_signed("care", 1)


def test_a_key_put_under_the_directors_name_by_hand_signs_nothing_for_her(tmp_path):
    """Whoever opens `centre` can seal the key file anew; whose key is whose, the authority alone can sign."""
    with a_register(tmp_path) as register:
        altered = lived(register)
        content = register.keys.key_file.content
        theirs = tuple(
            replace(person, signing=STRANGERS_KEY.public_key().public_bytes_raw()) if person.id != MOUSSA else person
            for person in content.people
        )
        resealed = sealed(replace(content, people=theirs), altered.his_key.ring.newest("centre").raw)
        lines = with_line(altered.lines("identity"), 0, {"at": OTHER["at"]})
        altered.write("identity", chained_anew(lines, since=0, signs=signed_by(STRANGERS_KEY)))
        register.keys.key_file = replace(register.keys.key_file, content=resealed)
        assert is_not_signed("identity", 1) in altered.faults()


# --- cut off ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("left", range(LINES["care"]))
def test_an_end_that_was_cut_off_is_known_to_the_other_histories(altered, left):
    altered.write("care", altered.lines("care")[:left])
    ends = f"The history of care.db does not have line {LINES['care']} as the history of centre.db knows it."
    assert ends in altered.faults()


@pytest.mark.parametrize("compartment", ["centre", "identity", "health"])
def test_an_end_that_was_cut_off_is_given_away_by_the_rows(altered, compartment):
    altered.write(compartment, altered.lines(compartment)[:1])
    assert any("otherwise than" in fault or "not there any more" in fault for fault in altered.faults())


def test_a_compartment_put_back_to_what_it_was_is_known_to_the_others(tmp_path):
    folder = a_folder(tmp_path)
    with reopened(folder) as register:
        register.save(*an_admission())
    earlier = (folder / "care.db").read_bytes()
    with reopened(folder) as register:
        (stay,) = register.find(Stay)
        register.save(replace(stay, room_in_words="Chambre 2"))
        register.leave_line("centre", history.Entry(action="lock"))
    (folder / "care.db").write_bytes(earlier)
    with reopened(folder) as register:
        (fault,) = [fault.said_in(ENGLISH) for fault in integrity.check(register).faults]
    assert fault == "The history of care.db does not have line 5 as the history of centre.db knows it."


def check_says(folder, tmp_path, capsys, *more):
    """Run `main.py check`; return its exit code and what it said."""
    phrase = tmp_path / "phrase"
    phrase.write_text(PASSPHRASE, encoding="utf-8")
    asked = ["check", "--register", str(folder), "--person", "Awa Diarra", "--passphrase-file", str(phrase), *more]
    code = commands.main(asked, language="en")
    said = capsys.readouterr()
    return code, said.out + said.err


def test_a_register_put_back_whole_is_found_by_a_page_that_was_printed_since(tmp_path, capsys):
    folder, earlier = a_folder(tmp_path), tmp_path / "earlier.register"
    shutil.copytree(folder, earlier)
    with reopened(folder) as register:
        register.save(*an_admission())
        _, head = history.head(register.vault.connection, "care")
    printed = f"{head.hex()[:4]} {head.hex()[4:8]}".upper()
    assert check_says(folder, tmp_path, capsys, "--printed", printed)[0] == 0
    assert check_says(earlier, tmp_path, capsys)[0] == 0
    code, said = check_says(earlier, tmp_path, capsys, "--printed", printed)
    assert code == 1
    assert f"No line of the history begins with {printed}" in said


def test_the_command_names_the_first_line_that_does_not_hold(altered, tmp_path, capsys):
    copy = tmp_path / "copy.register"
    altered.write("care", with_line(altered.lines("care"), 6, {"at": OTHER["at"]}))
    altered.register.vault._drop_connection()
    shutil.copytree(altered.register.folder, copy)
    code, said = check_says(copy, tmp_path, capsys)
    assert code == 1
    assert does_not_follow("care", 7) in said
