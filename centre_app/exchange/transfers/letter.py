"""The first lines of a transfer's two files, their names on a stick, and the centres to which one can be written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from centre_app.exchange import enrolment, refusals
from centre_app.exchange.envelope import Signer, key_id
from centre_app.exchange.manifest import FORMAT, PROGRAM
from centre_app.exchange.partners import must_have_headquarters
from centre_app.language import N_
from centre_app.problems import ExchangeProblem
from centre_app.questions import CARE, HEALTH, IDENTITY, PROTECTION, Record, Row
from centre_app.records import (
    BY_TABLE,
    Card,
    Person,
    PersonContact,
    PersonDescription,
    PersonIdentifier,
    PersonLanguage,
    PersonLink,
    PersonName,
    PersonNationality,
)
from centre_app.register import Register
from db import bundles, plain

TRANSFER = "transfer"  # of the list bundle_type, and the kind of a transfer's first line
RECEIPT = "transfer_receipt"
NEEDED = (IDENTITY, CARE, HEALTH, PROTECTION)  # the compartments that her file stands in

# Who she is: of these alone ownership moves. All the rest is what was lived in one house, and stays that house's.
OF_A_PERSON: tuple[type[Record], ...] = (
    Person,
    PersonName,
    PersonDescription,
    PersonNationality,
    PersonLanguage,
    PersonLink,
    PersonIdentifier,
    PersonContact,
)
TABLES_OF_A_PERSON = frozenset(kind.table for kind in OF_A_PERSON)


class CentreNotKnown(ExchangeProblem):
    message = N_("This register does not know that centre’s keys: no file can be written to it.")
    advice = N_("They come with headquarters’ acknowledgement. Read the latest one, then write the file.")


class CentreRevoked(ExchangeProblem):
    message = N_("The keys of centre {name} are no longer trusted, after a loss or a theft.")
    advice = N_("Call headquarters. Once the centre is enrolled anew, its new keys come with the acknowledgement.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """The first line of a transfer. `transfers` are the ids of its Transfer records by the id of the file they move.

    `cases` are the files in the order in which they are shown, the one she leaves by first; `contents` how many papers
    come with what they hold. `earlier` are her files of houses before that one, each with the house whose it is; `returned` those that the
    house to which she goes once wrote itself.
    """

    format: int = FORMAT
    kind: str = TRANSFER
    program: str = PROGRAM
    schema: Mapping[str, int]
    least_reader: Mapping[str, int]
    centre: str
    code: str
    name: str
    to_centre: str
    headquarters: str
    recipients: tuple[str, ...]
    transfers: Mapping[str, str]
    cases: tuple[str, ...]
    made_at: str
    rows: Mapping[str, int]
    contents: int
    earlier: Mapping[str, str] = field(default_factory=dict)
    returned: tuple[str, ...] = ()
    training: bool = False

    @property
    def heads(self) -> Mapping[str, Any]:
        return {}

    @property
    def lines(self) -> Mapping[str, int]:
        return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """The one line that goes back: which transfers were taken in, when, under which number."""

    format: int = FORMAT
    kind: str = RECEIPT
    program: str = PROGRAM
    least_reader: Mapping[str, int] = field(default_factory=dict)
    centre: str
    to_centre: str
    transfers: tuple[str, ...]
    manifest_hash: str
    received_on: str
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """Another centre, as headquarters' acknowledgement introduced it."""

    centre_id: str
    code: str
    name: str
    recipient: str
    signing: bytes = field(repr=False)
    is_revoked: bool


def neighbours(register: Register) -> list[Neighbour]:
    """Return the other centres whose keys headquarters has handed on, by their codes; the newest keys of each."""
    headquarters = must_have_headquarters(register).headquarters_id
    found = {}
    for row in register.vault.select(Card.table, {"centre_id": headquarters}):
        request = enrolment.read_request(str(row["text"]).encode())
        found[request.centre_id] = _neighbour(request, row["revoked_from"], register)
    return sorted((one for one in found.values() if one.centre_id != register.centre_id), key=lambda one: one.code)


def _neighbour(request: enrolment.Request, revoked_from: str | None, register: Register) -> Neighbour:
    return Neighbour(
        centre_id=request.centre_id,
        code=request.code,
        name=request.name,
        recipient=request.recipient,
        signing=request.signing,
        is_revoked=revoked_from is not None and revoked_from <= register.today.isoformat(),
    )


def neighbour(register: Register, centre_id: str) -> Neighbour:
    """Return the centre of that id. Raises CentreNotKnown."""
    for one in neighbours(register):
        if one.centre_id == centre_id:
            return one
    raise CentreNotKnown


def signers(known: Sequence[Neighbour]) -> dict[str, Signer]:
    """Return the keys by which other centres sign, by their id; revoked ones are among them, marked."""
    return {
        key_id(one.signing): Signer(centre_id=one.centre_id, public=one.signing, is_revoked=one.is_revoked)
        for one in known
    }


def persons_of(table: str, row: Row) -> set[str]:
    """Return of whom a row says who they are; nobody for any other row."""
    if table not in TABLES_OF_A_PERSON:
        return set()
    if table == Person.table:
        return {str(row["id"])}
    return {str(row[name]) for name in ("person_id", "from_person_id", "to_person_id") if row.get(name)}


def file_name(manifest_hash: str, code: str) -> str:
    """Return the name of a transfer's file on a stick: SEG-TRANSFERT-3FA29C.age."""
    return f"{code}-TRANSFERT-{manifest_hash[:6].upper()}.age"


def receipt_name(manifest_hash: str, code: str) -> str:
    """Return the name of its receipt: KAT-RECU-3FA29C.age."""
    return f"{code}-RECU-{manifest_hash[:6].upper()}.age"


_Line = TypeVar("_Line", Manifest, Receipt)


def read_manifest(said: Mapping[str, Any]) -> Manifest:
    """Return the first line of a transfer. Raises NewerProgram, or BadContent for what no program of ours wrote."""
    manifest = _read(Manifest, TRANSFER, {"earlier": {}, "returned": [], **said})
    tables = set(manifest.rows)
    is_sound = (
        set(manifest.schema) == set(manifest.least_reader)
        and tables <= set(BY_TABLE)
        and {BY_TABLE[table].compartment for table in tables} <= set(manifest.schema)
        and all(number >= 1 for number in manifest.schema.values())
        and bool(manifest.cases)
        and set(manifest.transfers) <= set(manifest.cases)
        and not set(manifest.earlier) & set(manifest.cases)
        and not {*manifest.earlier, *manifest.cases} & set(manifest.returned)
        and not {manifest.centre, manifest.to_centre, manifest.headquarters} & set(manifest.earlier.values())
    )
    if not is_sound:
        raise refusals.BadContent(line=1, why="manifest")
    return manifest


def read_receipt(said: Mapping[str, Any]) -> Receipt:
    """Return what a receipt says. Raises NewerProgram or BadContent."""
    return _read(Receipt, RECEIPT, said)


def _read(kind: type[_Line], called: str, said: Mapping[str, Any]) -> _Line:
    needed = said.get("least_reader")
    is_newer = isinstance(said.get("format"), int) and said["format"] > FORMAT
    for compartment, number in needed.items() if isinstance(needed, dict) else ():
        is_known = compartment in (*NEEDED, "centre") and isinstance(number, int)
        is_newer = is_newer or not is_known or number > bundles.newest_schema(compartment)
    if is_newer:
        raise refusals.NewerProgram
    if said.get("kind") != called:
        raise refusals.NotABundle
    try:
        line: _Line = plain.from_plain(kind, dict(said))
    except plain.WrongShape:
        raise refusals.BadContent(line=1, why="manifest") from None
    return line
