"""She comes back to a house where only the trace of her was kept: its own file gets its words again.

Whoever has the words of another house has the salts of that house's history with them (db/returning.py). They go along to
every next house, and home. There each row is held against what history committed to before the words were taken out: the
words that left are the only ones that come back, in the same record, of the same owner, in a revision of its own. What
was chosen, counted or dated was never away and stays as it stands here, so no past month changes.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from centre_app.exchange import refusals
from centre_app.exchange.transfers.letter import TABLES_OF_A_PERSON
from centre_app.exchange.transfers.trace import may_go
from centre_app.language import N_
from centre_app.questions import CARE, Reference, Row
from centre_app.records import BY_TABLE, CaseFile
from centre_app.register import Register
from db import bundles, returning, strict_json
from db.history import SALT_BYTES
from db.returning import Salt

Salts = Mapping[str, Mapping[str, Salt]]  # by table and id


class OtherWords(refusals.Refusal):
    reason = "other_words"
    message = N_("What this house once wrote comes back otherwise than it left.")
    advice = N_("Nothing was changed here. Ask the other centre to write the transfer again, and tell headquarters.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """The rows of this house that get their words again, by table; `unproven` come without what they could be held against."""

    rows: Mapping[str, Sequence[Row]] = field(default_factory=dict, repr=False)
    unproven: int = 0

    def ids(self) -> set[str]:
        return {str(row["id"]) for of_table in self.rows.values() for row in of_table}


# --- at the house that she leaves ------------------------------------------------------------------------------


def has_salts(register: Register, file: CaseFile) -> bool:
    """Say whether a file of another house came with what its words can be held against there."""
    return bool(returning.kept_salts(register.vault, CaseFile.table, [file.id]))


def former_files(register: Register, case: CaseFile) -> list[CaseFile]:
    """Return the files that this house had of her before she came back, with their words."""
    found = register.as_stored.find(CaseFile, person_id=case.person_id, status="transferred")
    ours = [file for file in found if file.centre_id == register.centre_id and file.id != case.id]
    emptied = returning.emptied_ids(register.vault, CARE) if ours else frozenset()
    return [file for file in ours if file.id not in emptied]


def has_its_words(register: Register, file: CaseFile) -> bool:
    """Say whether a file that another house has received stands here with its words: she has come back since."""
    return any(file.id == one.id for one in former_files(register, CaseFile(person_id=file.person_id)))


def salt_lines(register: Register, rows: Mapping[str, Sequence[Row]]) -> list[bytes]:
    """Write, of rows that leave, by what their house will know them again."""
    return [
        strict_json.write({"salt": salt.hex(), "of": table, "id": record_id, "rev": rev})
        for table, of_table in rows.items()
        if table not in TABLES_OF_A_PERSON
        for record_id, (rev, salt) in _salts_of(register, table, of_table).items()
    ]


def _salts_of(register: Register, table: str, rows: Sequence[Row]) -> dict[str, Salt]:
    ours = [str(row["id"]) for row in rows if row["centre_id"] == register.centre_id]
    others = [str(row["id"]) for row in rows if row["centre_id"] != register.centre_id]
    found = returning.own_salts(register.vault, table, ours) | returning.kept_salts(register.vault, table, others)
    revisions = {str(row["id"]): row["rev"] for row in rows}
    return {one: (rev, salt) for one, (rev, salt) in found.items() if revisions[one] == rev}


# --- at the house that receives her ----------------------------------------------------------------------------


def read_salt(said: Mapping[str, Any], salts: dict[str, dict[str, Salt]]) -> None:
    """Keep what one line of a transfer says of a row. Raises ValueError, KeyError or TypeError for what is none."""
    salt, of_table = bytes.fromhex(said["salt"]), salts.setdefault(str(said["of"]), {})
    is_sound = len(salt) == SALT_BYTES and type(said["rev"]) is int and said.keys() == {"salt", "of", "id", "rev"}
    if not is_sound or said["id"] in of_table:
        raise ValueError("no salt of a row")
    of_table[str(said["id"])] = said["rev"], salt


def check_salts(rows: Mapping[str, Sequence[Row]], salts: Salts) -> None:
    """Refuse salts of rows that do not come along."""
    for table, of_table in salts.items():
        revisions = {str(row["id"]): row["rev"] for row in rows.get(table, ())}
        if table in TABLES_OF_A_PERSON or any(revisions.get(one) != rev for one, (rev, _) in of_table.items()):
            raise refusals.BadContent(line=0, why="salt")


def returned(register: Register, rows: Mapping[str, Sequence[Row]], salts: Salts) -> Returned:
    """Return what of this house's own gets its words again. Raises OtherWords, or OtherCentre for what was never ours.

    The line of the file itself is there even when it has no words: by it the file is whole again.
    """
    found: dict[str, list[Row]] = {}
    unproven = 0
    for table, of_table in rows.items():
        for row, stands in _emptied_here(register, table, of_table):
            whole = _with_words(table, row, stands)
            salt = salts.get(table, {}).get(str(row["id"]))
            if salt is None:
                unproven += whole != stands
            elif _is_as_it_left(register, table, row, stands, salt[1]) and (whole != stands or table == CaseFile.table):
                found.setdefault(table, []).append(whole)
    return Returned(rows=found, unproven=unproven)


def _emptied_here(register: Register, table: str, rows: Sequence[Row]) -> Iterator[tuple[Row, Row]]:
    """Yield each row of ours that is only a trace here, as it comes and as it stands; what kept its words keeps them."""
    own = [row for row in rows if row["centre_id"] == register.centre_id]
    if not own:
        return
    ids = [str(row["id"]) for row in own]
    standing = bundles.standing(register.vault, table, ids)
    if any(standing.get(one, (0, ""))[1] != register.centre_id for one in ids):
        raise refusals.OtherCentre
    emptied = returning.emptied_ids(register.vault, BY_TABLE[table].compartment)
    stands = {row["id"]: row for row in register.vault.select(table, {"id": ids}, with_void=True)}
    yield from ((row, stands[row["id"]]) for row in own if row["id"] in emptied)


def _with_words(table: str, row: Row, stands: Row) -> Row:
    """Return a row as it stands here, with the words that come back."""
    gone = may_go(BY_TABLE[table])
    return {column: row[column] if value is None and column in gone else value for column, value in stands.items()}


def _is_as_it_left(register: Register, table: str, row: Row, stands: Row, salt: bytes) -> bool:
    """Hold what comes back against what left. Raises OtherWords.

    A row that was changed here while the file was on its way came to the other house in the revision before: where that
    one cannot be told any more, it stays a trace.
    """
    if row["rev"] == stands["rev"]:
        if returning.left_as(register.vault, table, [_with_words(table, row, stands)], salt):
            return True
        raise OtherWords
    if int(row["rev"] or 0) > int(stands["rev"] or 0):
        raise OtherWords
    return returning.left_as(register.vault, table, [row, _with_what_stayed(table, row, stands)], salt)


def _with_what_stayed(table: str, row: Row, stands: Row) -> Row:
    """Return a row that names again whoever did not go along."""
    asked: Collection[str] = [
        name for name, question in BY_TABLE[table].questions.items() if isinstance(question.kind, Reference)
    ]
    return {**row, **{name: stands[name] for name in asked if row[name] is None}}
