"""What travels behind an acknowledgement: headquarters' own rows for one centre.

Corrections that the centre has not answered, answers to what it asked itself, the lists, places, organisations and
projects that headquarters publishes, and the requests of the other centres, revoked ones marked. All of them are headquarters'
own and stay so: a centre puts them in as they are, never edits them, and never sends them back. They are cumulative, so
a lost acknowledgement loses nothing, and an old one read late takes nothing back.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from centre_app.corrections.standing import all_by_us, is_sound
from centre_app.exchange import enrolment, reading, refusals
from centre_app.exchange.envelope import OpenedBundle
from centre_app.exchange.manifest import Receipt
from centre_app.from_headquarters import CORRECTIONS, PUBLISHED, PUBLISHER
from centre_app.published_lists import are_sound
from centre_app.questions import Record, Row, from_row
from centre_app.records import BY_TABLE, Card, CorrectionAnswer, ListEntry
from centre_app.register import Register
from db import bundles

_KIND_OF = {kind.table: kind for kind in CORRECTIONS}
_OF_CORRECTIONS = frozenset(_KIND_OF)
TABLES = frozenset({*(kind.table for kind in PUBLISHED), *_OF_CORRECTIONS, CorrectionAnswer.table, Card.table})

RowsByTable = Mapping[str, Sequence[Row]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """The lines behind a receipt, how many of each table, and the schema numbers that reading them takes."""

    lines: Sequence[bytes] = field(default=(), repr=False)
    rows: Mapping[str, int] = field(default_factory=dict)
    schema: Mapping[str, int] = field(default_factory=dict)

    def counted(self, kinds: frozenset[str]) -> int:
        return sum(count for table, count in self.rows.items() if table in kinds)

    @property
    def corrections(self) -> int:
        return self.counted(_OF_CORRECTIONS | {CorrectionAnswer.table})

    @property
    def published(self) -> int:
        return self.counted(TABLES - _OF_CORRECTIONS - {CorrectionAnswer.table, Card.table})

    @property
    def cards(self) -> int:
        return self.counted(frozenset({Card.table}))


# --- at headquarters -------------------------------------------------------------------------------------------


def for_centre(register: Register, centre_id: str) -> Behind:
    """Return what headquarters has to say to a centre now."""
    lines: list[bytes] = []
    rows: dict[str, int] = {}
    schema: dict[str, int] = {}
    for kind, ids in _ids_for(register, centre_id).items():
        written = bundles.rows_as_lines(register.vault, kind.table, ids)
        if written:
            lines += [line for _, line in written]
            rows[kind.table] = len(written)
            schema[kind.compartment] = bundles.newest_schema(kind.compartment)
    return Behind(lines=lines, rows=rows, schema=schema)


def _ids_for(register: Register, centre_id: str) -> dict[type[Record], list[str]]:
    own = {"centre_id": register.centre_id}
    found: dict[type[Record], list[str]] = {kind: _ids(register, kind, own) for kind in PUBLISHED}
    asked = [one.correction for one in all_by_us(register) if one.is_open or one.correction.is_void]
    for kind in CORRECTIONS:
        found[kind] = [one.id for one in asked if type(one) is kind and one.for_centre_id == centre_id]
    theirs = [
        row["id"]
        for kind in CORRECTIONS
        if kind.compartment in register.vault.compartments
        for row in register.vault.select(kind.table, {"centre_id": centre_id}, with_void=True, columns=("id",))
    ]
    found[CorrectionAnswer] = _ids(register, CorrectionAnswer, {**own, "correction_id": theirs})
    found[Card] = [
        card.id for card in register.find(Card) if card.words_checked_on and card.of_centre_id not in (centre_id, None)
    ]
    return found


def _ids(register: Register, kind: type[Record], where: Mapping[str, object]) -> list[str]:
    return [row["id"] for row in register.vault.select(kind.table, where, with_void=True, columns=("id",))]


# --- at the centre ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Announced:
    """What a receipt says of the lines behind it, as `reading` asks for it."""

    centre: str
    schema: Mapping[str, int]
    rows: Mapping[str, int]
    heads: Mapping[str, int] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)


def read(register: Register, opened: OpenedBundle, receipt: Receipt) -> RowsByTable:
    """Read and check every line behind a receipt; nothing is written. Raises the Refusal of the first that cannot be."""
    behind = Behind(rows=receipt.behind)
    told = (receipt.corrections, receipt.code_lists, receipt.key_changes)
    if not set(receipt.behind) <= TABLES or told != (behind.corrections, behind.published, behind.cards):
        raise refusals.BadContent(line=1, why="table")
    announced = _Announced(centre=receipt.headquarters, schema=receipt.schema, rows=receipt.behind)
    rows = reading.read(opened.rows(), announced, remarks_on=lambda record: 0).rows
    for table, of_table in rows.items():
        _check_owner(register, table, of_table, receipt.headquarters)
        for row in of_table:
            _check_row(register, table, row)
    _check_lists(rows.get(ListEntry.table, ()))
    return rows


def put_within(register: Register, rows: RowsByTable, publisher: str) -> None:
    """Put headquarters' rows in where they are newer than ours, inside the caller's transaction.

    What stands in a compartment that is shut here is left out: it comes again until it is answered.
    """
    for table, of_table in rows.items():
        if BY_TABLE[table].compartment in register.vault.compartments:
            standing = bundles.standing(register.vault, table, [str(row["id"]) for row in of_table])
            newer = [row for row in of_table if int(row["rev"] or 0) > standing.get(str(row["id"]), (0, ""))[0]]
            bundles.put_rows(register.vault, table, newer)
    register.vault.put_meta({PUBLISHER: publisher})


def shut_here(register: Register, rows: RowsByTable) -> int:
    """Return how many corrections wait for somebody who opens their compartment."""
    compartments = register.vault.compartments
    return sum(len(of_table) for table, of_table in rows.items() if BY_TABLE[table].compartment not in compartments)


def _check_owner(register: Register, table: str, rows: Sequence[Row], headquarters: str) -> None:
    """Refuse a row under an id that is somebody else's here: headquarters changes its own alone."""
    if BY_TABLE[table].compartment in register.vault.compartments:
        standing = bundles.standing(register.vault, table, [str(row["id"]) for row in rows])
        if any(owner != headquarters for _, owner in standing.values()):
            raise refusals.OtherCentre


def _check_lists(rows: Sequence[Row]) -> None:
    """Refuse what can be no choice. Whether a name is another choice's, the register that publishes it asked."""
    if not are_sound([from_row(ListEntry, row) for row in rows]):
        raise refusals.BadContent(line=0, why=f"a row of {ListEntry.table}")


def _check_row(register: Register, table: str, row: Row) -> None:
    if table in _OF_CORRECTIONS:
        _check_correction(register, table, row)
    elif table == Card.table:
        _check_card(register, row)


def _check_correction(register: Register, table: str, row: Row) -> None:
    if row["for_centre_id"] != register.centre_id:
        raise refusals.OtherCentre
    if not is_sound(from_row(_KIND_OF[table], row)):
        raise refusals.BadContent(line=0, why=f"a row of {table}")


def _check_card(register: Register, row: Row) -> None:
    """Refuse a request that is not signed by the centre it names; ours comes from ourselves alone."""
    try:
        request = enrolment.read_request(str(row["text"]).encode())
    except refusals.NotAPaper:
        raise refusals.BadContent(line=0, why="a row of cards") from None
    said = (row["of_centre_id"], row["code"], row["fingerprint"])
    if said != (request.centre_id, request.code, enrolment.fingerprint_of(request).hex()):
        raise refusals.BadContent(line=0, why="a row of cards")
    if request.centre_id == register.centre_id:
        raise refusals.OtherCentre
