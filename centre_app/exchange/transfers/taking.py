"""The centre to which she goes: see who comes, and take her in as one act.

checking.open_file(register, content)      every check; nothing is written
preview_of(register, incoming)             who comes, what comes, who may be here already
take(register, incoming)                   one transaction; she has a file here, registered

Who she is becomes this house's own, under the same ids. Her file at the other house comes as that house wrote it, and
stays that house's: to be read, never counted here. A file of this house begins beside it, under the same number, with
what holds on: what she agreed to, what she told once, her health in short, her family. What this house itself wrote
of her when she was here before gets its words again.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from centre_app import disk, finding
from centre_app.casework import twins
from centre_app.exchange.merge import BYTES_OF_A_LINE, RECEIVED
from centre_app.exchange.transfers import houses, letter
from centre_app.exchange.transfers.checking import Incoming
from centre_app.exchange.transfers.letter import TABLES_OF_A_PERSON
from centre_app.questions import Record, Row, copy_of, from_row, moment_text, to_row
from centre_app.records import (
    RECORD_TYPES,
    Bundle,
    CaseFile,
    Consent,
    EducationProfile,
    Exploitation,
    FunctionalDifficulties,
    HealthBrief,
    HealthProfile,
    Intake,
    Person,
    PersonDescription,
    PersonName,
    Relative,
    ToldTopic,
    TraffickingProfile,
    Vulnerability,
)
from centre_app.register import Register, as_problems
from db import bundles, handing_over, returning
from db.vault import Change

# What holds on in the new house. Whatever has a day of its own is what was done in the other one.
HOLDS_ON: tuple[type[Record], ...] = (
    Consent,
    ToldTopic,
    HealthBrief,
    HealthProfile,
    FunctionalDifficulties,
    EducationProfile,
    Vulnerability,
    Exploitation,
    TraffickingProfile,
    Relative,
)
OTHER_CENTRE = "other_centre"  # who sent her, of the list identification_source


@dataclass(frozen=True, slots=True, kw_only=True)
class Comes:
    """Somebody who comes, as the page shows her; `twins` are numbers of files here that may be hers."""

    code: str
    name: str = field(repr=False)
    sex: str | None
    twins: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """Who comes, and how much: records of the file, papers with what they hold.

    `earlier` are the names of the houses before that one whose files come along; `returned` counts the lines of this
    house that get their words again, `unproven` those that stay without for want of what they could be held against.
    """

    from_name: str
    earlier: tuple[str, ...]
    people: tuple[Comes, ...]
    rows: int
    papers: int
    returned: int
    unproven: int


# --- showing ---------------------------------------------------------------------------------------------------


def preview_of(register: Register, incoming: Incoming) -> Preview:
    """Return who comes and who may be here already. Nothing is written."""
    coming: list[Record] = [
        from_row(kind, row)
        for kind in (Person, PersonName, PersonDescription)
        for row in incoming.rows.get(kind.table, ())
        if row["voided_at"] is None
    ]
    found = twins.known_already(register, coming)
    return Preview(
        from_name=incoming.sender.name,
        earlier=_earlier_houses(register, incoming),
        people=tuple(_comes(file, coming, found) for file in _files(incoming)),
        rows=sum(map(len, incoming.rows.values())),
        papers=incoming.manifest.contents,
        returned=len(incoming.returned.ids()),
        unproven=incoming.returned.unproven,
    )


def _earlier_houses(register: Register, incoming: Incoming) -> tuple[str, ...]:
    files = (from_row(CaseFile, row) for row in incoming.rows[CaseFile.table] if row["id"] in incoming.manifest.earlier)
    return tuple(dict.fromkeys(houses.name_of_house(register, file) for file in files))


def _files(incoming: Incoming) -> list[CaseFile]:
    """Return the files that are transferred, hers first."""
    files = {str(row["id"]): from_row(CaseFile, row) for row in incoming.rows[CaseFile.table]}
    return [files[case_id] for case_id in incoming.manifest.cases if case_id in incoming.manifest.transfers]


def _comes(file: CaseFile, coming: Sequence[Record], found: Mapping[str, twins.TwinFile]) -> Comes:
    names = [one for one in coming if isinstance(one, PersonName) and one.person_id == file.person_id]
    shown = next((one for one in names if one.is_display), names[-1] if names else None)
    twin = found.get(file.person_id)
    return Comes(
        code=file.code or "",
        name=" ".join(filter(None, (shown.given, shown.family))) if shown else "",
        sex=next((one.sex for one in coming if isinstance(one, Person) and one.id == file.person_id), None),
        twins=(twin.case.code or "",) if twin else (),
    )


# --- taking in -------------------------------------------------------------------------------------------------


def _size_of(incoming: Incoming) -> int:
    """Return about how many bytes a transfer takes here."""
    contents = (part for of_table in incoming.contents.values() for parts in of_table.values() for part in parts)
    return BYTES_OF_A_LINE * sum(map(len, incoming.rows.values())) + sum(map(len, contents))


def take(register: Register, incoming: Incoming) -> Bundle:
    """Put everything in as one act, open her file here, and return what is remembered of the transfer.

    Raises NotEnoughRoom before anything is written.
    """
    disk.must_fit(register.folder, _size_of(incoming))
    vault, now = register.vault, moment_text(register.now)
    told: dict[str, Any] = {"by": register.author, "at": now, "clock_suspect": register.clock_is_suspect}
    opened = [record for file in _files(incoming) for record in _begun(register, incoming, file)]
    remembered = _remembered(register, incoming, opened)
    with as_problems(), vault.transaction():
        for kind in RECORD_TYPES:
            rows = [_as_it_stands_here(register, kind.table, row) for row in incoming.rows.get(kind.table, ())]
            handing_over.put_rows(vault, kind.table, rows, **told)
        for table, salts in incoming.salts.items():
            theirs = {str(row["id"]) for row in incoming.rows.get(table, ())}
            returning.keep_salts(vault, table, {one: salt for one, salt in salts.items() if one in theirs})
        for table, of_table in incoming.contents.items():
            handing_over.put_contents(vault, table, of_table)
        records = [*opened, remembered]
        changes = [
            Change(table=one.table, row=to_row(one), action="receive" if one is remembered else handing_over.TAKEN)
            for one in records
        ]
        changes += [
            Change(table=table, row=row, action=handing_over.RETURNED)
            for table, of_table in incoming.returned.rows.items()
            for row in of_table
        ]
        vault.write_within(changes, **told)
        persons = {file.person_id for file in _files(incoming)}
        bundles.put_searchable(vault, finding.entries_of(vault, register.centre_id, persons))
    register.kept.look_again()
    saved = register.get(Bundle, remembered.id)
    if saved is None:
        raise AssertionError("a transfer that was just received is not there")
    return saved


def _as_it_stands_here(register: Register, table: str, row: Row) -> Row:
    """Return a row as the other house wrote it; who she is, as ours from now on, in a revision above all before."""
    if table not in TABLES_OF_A_PERSON:
        return dict(row)
    mine = register.vault.get(table, str(row["id"]))
    newest = max(int(row["rev"] or 0), int(mine["rev"]) if mine else 0)
    return {**row, "centre_id": register.centre_id, "rev": newest + 1}


def _begun(register: Register, incoming: Incoming, theirs: CaseFile) -> list[Record]:
    """Return the file that begins here, with what holds on from the one that she had."""
    new: Callable[..., Any] = copy_of
    own = register.centre_id
    file = replace(
        CaseFile(person_id=theirs.person_id, code=theirs.code),
        centre_id=own,
        status="registered",
        opened_on=register.today,
        confidentiality=theirs.confidentiality,
        share_hq=theirs.share_hq,
        share_hq_basis=theirs.share_hq_basis,
    )
    came = [from_row(Intake, row) for row in incoming.rows.get(Intake.table, ()) if row["case_id"] == theirs.id]
    intake = Intake(
        centre_id=own,
        case_id=file.id,
        contact_on=register.today,
        source=OTHER_CENTRE,
        source_in_words=incoming.sender.name,
        reason=came[-1].reason if came else None,
    )
    family = {theirs.id} | {
        str(row["id"]) for row in incoming.rows[CaseFile.table] if row["merged_into_id"] == theirs.id
    }
    carried_on = [
        new(from_row(kind, row), centre_id=own, case_id=file.id)
        for kind in HOLDS_ON
        for row in incoming.rows.get(kind.table, ())
        if row["case_id"] in family and row["voided_at"] is None
    ]
    return [file, intake, *carried_on]


def _remembered(register: Register, incoming: Incoming, opened: Sequence[Record]) -> Bundle:
    files = [record for record in opened if isinstance(record, CaseFile)]
    return Bundle(
        centre_id=register.centre_id,
        from_centre_id=incoming.manifest.centre,
        to_centre_id=register.centre_id,
        case_id=files[0].id,
        bundle_type=letter.TRANSFER,
        manifest_hash=incoming.manifest_hash,
        position=json.dumps(sorted(incoming.manifest.transfers.values())),
        counts=json.dumps({"cases": len(files), "rows": sum(map(len, incoming.rows.values()))}),
        status=RECEIVED,
        received_at=register.now,
    )
