"""The first line of a bundle: what it is, where it comes from, where it belongs in its line, and what it carries.

Hashing it stands for the bundle: the next one names it, and so does the acknowledgement.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Annotated, Any

from centre_app.exchange import refusals
from centre_app.questions import CENTRE, HEADQUARTERS_COMPARTMENTS, NOTES, Record, moment_of, moment_text
from centre_app.records import (
    BY_TABLE,
    Bundle,
    Card,
    DataExport,
    DonorSheet,
    ExportedCase,
    ImportMapping,
    Letter,
    StagedLine,
    TypedSheet,
)
from db import bundles, plain

FORMAT = 1
KIND_BUNDLE = "bundle"
KIND_ACKNOWLEDGEMENT = "acknowledgement"
MONTHLY = "monthly"  # of the list bundle_type: the only one that goes to headquarters
LARGEST_SEQ = 999_999  # there are six digits for it in a file's name
PROGRAM = "0.1.0"
EARLIEST, LATEST = date(2000, 1, 1), date(2200, 1, 1)  # a clock may be wrong; nobody's is as wrong as this

# What a register keeps about exchanging is its own; a letter is sealed to somebody of the house.
# Who went out under which number in an export, and what came from elsewhere and is looked at, is nobody else's either.
STAYS_HOME = (Bundle, Card, DataExport, DonorSheet, ExportedCase, ImportMapping, Letter, StagedLine, TypedSheet)

_SINCE_CORRECTIONS = ("behind", "schema", "least_reader")  # what a receipt of the first program does not say

FIRST_PREVIOUS = ""  # what the first bundle of a line names as the one before it


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The last line of one compartment's history."""

    seq: int
    hash: Annotated[bytes, 32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """A bundle's first line. `schema` and `least_reader` are schema numbers by compartment.

    `lineage` is random and new after a restore; `seq` counts within it; `previous` is the hash of the manifest
    before; `base_seq` the last acknowledged number (0: none), behind which everything is in here. A bundle too
    large for one file is several of consecutive numbers, `part` of `parts`. `since` are the lines of history behind
    which everything is in here. `withheld` cases go under their code alone; `closed` are the persons who may not be
    named any more and were before, or may have been: headquarters forgets them. `training`: everybody in it is invented, which headquarters refuses. `writers` are the keys that prove each
    person's lines of history; `taken_over` the files of other houses from which somebody moved here, and is
    here still; `passed_on` the own files by which somebody went on who had come so.
    """

    format: int = FORMAT
    kind: str = KIND_BUNDLE
    type: str
    program: str = PROGRAM
    schema: Mapping[str, int]
    least_reader: Mapping[str, int]
    centre: str
    code: str
    headquarters: str
    recipients: tuple[str, ...]
    lineage: str
    seq: int
    part: int
    parts: int
    previous: str
    base_seq: int
    made_at: str
    month: str
    heads: Mapping[str, Head]
    rows: Mapping[str, int]
    lines: Mapping[str, int]
    since: Mapping[str, int]
    withheld: int
    closed: tuple[str, ...]
    attachments: tuple[str, ...] = ()
    training: bool = False
    writers: Mapping[str, tuple[Annotated[bytes, 32], ...]]
    taken_over: tuple[str, ...] = ()
    passed_on: tuple[str, ...] = ()

    @property
    def month_day(self) -> date:
        """The first day of the month that the bundle is for."""
        return date.fromisoformat(f"{self.month}-01")

    @property
    def heads_as_text(self) -> str:
        """The hashes of the last lines of history by compartment, as a register remembers them."""
        return json.dumps({name: head.hash.hex() for name, head in self.heads.items()}, sort_keys=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """The first line of an acknowledgement: which bundle headquarters has, and how much of it there is.

    `behind` counts headquarters' own rows behind this line, by table, and `schema` is of which program they are; of them
    `corrections`, `code_lists` (all that is published) and `key_changes` (cards of other centres) are told to people.
    """

    format: int = FORMAT
    kind: str = KIND_ACKNOWLEDGEMENT
    program: str = PROGRAM
    headquarters: str
    centre: str
    lineage: str
    seq: int
    manifest_hash: str
    received_at: str
    rows: Mapping[str, int]
    cases: int
    corrections: int = 0
    code_lists: int = 0
    key_changes: int = 0
    behind: Mapping[str, int] = field(default_factory=dict)
    schema: Mapping[str, int] = field(default_factory=dict)
    least_reader: Mapping[str, int] = field(default_factory=dict)

    def as_written(self) -> dict[str, Any]:
        """Return the line as it is written: a receipt with nothing behind it is one that older programs read."""
        said: dict[str, Any] = plain.to_plain(self)
        return said if self.behind else {name: said[name] for name in said if name not in _SINCE_CORRECTIONS}


def travels(record_type: type[Record]) -> bool:
    """Whether records of a kind go into bundles: psychosocial observations never do."""
    return record_type not in STAYS_HOME and record_type.compartment != NOTES


def read_manifest(said: Mapping[str, Any]) -> Manifest:
    """Return a bundle's manifest. Raises NewerProgram, or BadContent for what no program of ours wrote."""
    _check_not_newer(said)
    try:
        manifest = plain.from_plain(Manifest, {**_unsaid_before(said), **said})
    except plain.WrongShape:
        raise refusals.BadContent(line=1, why="manifest") from None
    if manifest.kind != KIND_BUNDLE or not _is_sound(manifest):
        raise refusals.BadContent(line=1, why="manifest")
    _check_its_time(manifest)
    return manifest


def _unsaid_before(said: Mapping[str, Any]) -> dict[str, Any]:
    """Return what older programs left unsaid: they named nobody whom headquarters forgets, and sent values once.

    With `since` at no line of history, no old value is taken for one that was told again.
    """
    heads = said.get("heads")
    since = dict.fromkeys(heads, 0) if isinstance(heads, dict) else {}
    return {"taken_over": [], "passed_on": [], "closed": [], "since": since}


def read_receipt(said: Mapping[str, Any]) -> Receipt:
    """Return an acknowledgement's first line. Raises NewerProgram or BadContent."""
    _check_not_newer(said)
    try:
        receipt = plain.from_plain(Receipt, {**dict.fromkeys(_SINCE_CORRECTIONS, {}), **said})
    except plain.WrongShape:
        raise refusals.BadContent(line=1, why="manifest") from None
    if receipt.kind != KIND_ACKNOWLEDGEMENT:
        raise refusals.BadContent(line=1, why="manifest")
    return receipt


def _check_its_time(manifest: Manifest) -> None:
    """Refuse a month or a moment that no clock shows, however wrong: boards and reports reckon from them."""
    try:
        made, month = moment_of(manifest.made_at), date.fromisoformat(f"{manifest.month}-01")
    except ValueError:
        raise refusals.BadContent(line=1, why="manifest") from None
    if month.isoformat()[:7] != manifest.month or moment_text(made) != manifest.made_at:
        raise refusals.BadContent(line=1, why="manifest")
    if not EARLIEST <= month < LATEST:
        raise refusals.NoSuchMonth(month=manifest.month)
    if not EARLIEST <= made.date() < LATEST:
        raise refusals.NoSuchDay(day=manifest.made_at)


def made_at(moment: datetime) -> str:
    """Return a moment as a manifest writes it."""
    return moment_text(moment)


def _check_not_newer(said: Mapping[str, Any]) -> None:
    """What a newer program says cannot be read, only recognised: so this looks before the shape is checked."""
    if isinstance(said.get("format"), int) and said["format"] > FORMAT:
        raise refusals.NewerProgram
    needed = said.get("least_reader")
    for compartment, number in needed.items() if isinstance(needed, dict) else ():
        known = compartment in HEADQUARTERS_COMPARTMENTS
        if not known or not isinstance(number, int) or number > bundles.newest_schema(compartment):
            raise refusals.NewerProgram


def _is_sound(manifest: Manifest) -> bool:
    compartments = set(manifest.schema)
    return (
        manifest.format == FORMAT
        and manifest.type == MONTHLY
        and CENTRE in compartments
        and NOTES not in compartments
        and compartments == set(manifest.least_reader) == set(manifest.heads) == set(manifest.since)
        and set(manifest.lines) <= compartments
        and all(number >= 1 for number in manifest.schema.values())
        and all(0 <= seq <= manifest.heads[name].seq for name, seq in manifest.since.items())
        and all(table in BY_TABLE and travels(BY_TABLE[table]) for table in manifest.rows)
        and all(BY_TABLE[table].compartment in compartments for table in manifest.rows)
        and 1 <= manifest.part <= manifest.parts
        and manifest.base_seq < manifest.seq <= LARGEST_SEQ
    )
