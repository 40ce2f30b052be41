"""What a centre sends to headquarters: everything that changed since the last acknowledged bundle.

A bundle is cumulative, so a lost stick loses nothing. It is made in four steps, which the page of the month's export
shows: `prepare` says what would go, `seal` numbers and encrypts it, `put_on_stick` writes it and reads it back (it
needs no register, so it can run beside the window), `mark_written` remembers it.
"""

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from centre_app import disk, psea
from centre_app.dates import months_after
from centre_app.exchange import envelope
from centre_app.exchange.consent import Gate, gate_of
from centre_app.exchange.manifest import FIRST_PREVIOUS, MONTHLY, Head, Manifest, made_at, travels
from centre_app.exchange.naming import Naming, as_text, naming_of
from centre_app.exchange.partners import must_be_real, must_have_headquarters, signing_key
from centre_app.exchange.transfers.moved import passed_on, taken_over
from centre_app.exchange.transfers.trace import erased_ids
from centre_app.exchange.withheld import CASES, MISSING, PERSONS, WHY_VOID, withheld_of
from centre_app.passphrases import words_of
from centre_app.questions import IDENTITY, NOTES, Record
from centre_app.records import (
    RECORD_TYPES,
    Bundle,
    Exit,
    MedicalVisit,
    PresenceNight,
    Stay,
)
from centre_app.register import Register, as_problems
from db import bundles, plain
from db.drives import Progress, no_progress, write_to_stick

PREPARED = "prepared"
WRITTEN = "written"
ACKNOWLEDGED = "acknowledged"
ALWAYS_FITS = 60 * 1024 * 1024  # lines that are not longer than this together need no measuring

Lines = Mapping[str, Sequence[bytes]]  # lines of a bundle by the table or compartment that they stand in


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What a bundle says in numbers: the cases in it, how many of them without a name, and the month's life."""

    cases: int
    withheld: int
    arrivals: int
    exits: int
    nights: int
    visits: int
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """What would go if the bundle were made now."""

    month: date
    base_seq: int
    summary: Summary
    rows: Lines = field(repr=False)
    lines: Lines = field(repr=False)
    heads: Mapping[str, Head] = field(repr=False)
    starts: Mapping[str, int] = field(repr=False)
    naming: Naming = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """A numbered bundle, encrypted; `digest` is its file's SHA-256, for the slip."""

    bundle: Bundle
    name: str
    content: bytes = field(repr=False)

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.content).hexdigest()

    @property
    def words(self) -> tuple[str, ...]:
        """The digest as eight words, to read over the telephone."""
        return words_of(bytes.fromhex(self.digest))


# --- the four steps --------------------------------------------------------------------------------------------


def prepare(register: Register, *, month: date) -> Prepared:
    """Gather what changed since the last acknowledged bundle. Nothing is written."""
    base = last_acknowledged(register)
    starts = json.loads(base.position or "{}") if base else {}
    compartments = [compartment for compartment in register.vault.compartments if compartment != NOTES]
    since = {name: starts.get(name, 0) for name in compartments}
    with as_problems():
        gate = gate_of(register.vault, on=register.as_stored.latest_day)
        naming = naming_of(register, gate, _since(register, base))
        gathered = _gather(register, gate, since, naming.opened)
        lines = {name: _history_of(register, name, seq, gathered) for name, seq in since.items()}
        heads = {name: Head(seq=seq, hash=head) for name in compartments for seq, head in [_head(register, name)]}
    return Prepared(
        month=month.replace(day=1),
        base_seq=base.seq or 0 if base else 0,
        summary=_summary(register, gate, gathered, month),
        rows=gathered.rows,
        lines=lines,
        heads=heads,
        starts=starts,
        naming=naming,
    )


def seal(register: Register, prepared: Prepared, *, look: Callable[[], object] = lambda: None) -> list[Sealed]:
    """Number, sign and encrypt a bundle for headquarters: one file, or several when it is too large for one.

    The numbers are used up here, before anything is on a stick: the same number never goes out with other content.
    All are used up in one act, at the end; `look` may raise to stop until then, and no number is used up.
    Raises NotForTraining, NotEnrolled, WordsNotCompared, KeysChanged or NotEnoughRoom.
    """
    must_be_real(register)
    must_have_headquarters(register)
    key = signing_key(register)
    if psea.enter_all(register):
        prepared = prepare(register, month=prepared.month)  # a report written since it was prepared leaves too
    lines = [line for of_one in (*prepared.rows.values(), *prepared.lines.values()) for line in of_one]
    disk.must_fit(register.folder, sum(map(len, lines)))
    parts = list(_parts([len(line) for line in lines]))
    before, contents = own_bundles(register), []
    for number, part in enumerate(parts, start=1):
        look()
        manifest = _manifest(register, prepared, part, number=number, of=len(parts), before=before)
        content = envelope.seal_bundle(
            plain.to_plain(manifest), lines[part], signing_key=key, recipients=manifest.recipients
        )
        is_last = number == len(parts)
        position = {name: head.seq for name, head in prepared.heads.items()} if is_last else prepared.starts
        record = Bundle(
            from_centre_id=register.centre_id,
            bundle_type=MONTHLY,
            lineage=manifest.lineage,
            seq=manifest.seq,
            month=prepared.month,
            file_name=file_name(manifest),
            manifest_hash=envelope.hash_of_manifest(plain.to_plain(manifest)),
            base_seq=manifest.base_seq,
            position=json.dumps({**prepared.starts, **position}, sort_keys=True),
            heads=manifest.heads_as_text if is_last else None,
            counts=json.dumps({"cases": prepared.summary.cases, "rows": sum(manifest.rows.values())}),
            unnamed=as_text(prepared.naming.unnamed),
            status=PREPARED,
        )
        before.append(record)
        contents.append(content)
    look()
    saved = register.save(*before[-len(contents) :], action="export")
    return [
        Sealed(bundle=one, name=one.file_name or "", content=content)
        for one, content in zip(saved, contents, strict=True)
    ]


def put_on_stick(sealed: Iterable[Sealed], folder: Path, progress: Progress = no_progress) -> None:
    """Write bundles to a stick and read them back.

    Raises NotEnoughRoom or another DiskProblem, or what `progress` raises to stop; then none of them stands there, not
    even the first ones.
    """
    sealed, written = list(sealed), list[Path]()
    disk.must_fit_on_a_stick(folder, sum(len(each.content) for each in sealed))
    with as_problems():
        try:
            for each in sealed:
                written.append(write_to_stick(folder, each.name, each.content, progress))
        except BaseException:
            for file in written:
                with suppress(OSError):  # a stick that is gone cannot be tidied; the first error is the one to tell
                    file.unlink()
            raise


def mark_written(register: Register, sealed: Iterable[Sealed], *, carrier: str = "") -> list[Bundle]:
    """Remember that bundles are on the stick, and who carries it."""
    written = [
        replace(each.bundle, status=WRITTEN, written_at=register.now, carrier=carrier or None) for each in sealed
    ]
    return register.save(*written)


# --- what a centre knows of its bundles ------------------------------------------------------------------------


def own_bundles(register: Register) -> list[Bundle]:
    """Return the bundles of this register's present line, the first one first."""
    lineage = register.vault.meta()["lineage"]
    found = register.find(Bundle, from_centre_id=register.centre_id, lineage=lineage)
    return sorted(found, key=lambda bundle: bundle.seq or 0)


def last_acknowledged(register: Register) -> Bundle | None:
    """Return the newest bundle that headquarters says it has; None before the first one."""
    known = [bundle for bundle in own_bundles(register) if bundle.status == ACKNOWLEDGED]
    return known[-1] if known else None


def _since(register: Register, base: Bundle | None) -> list[Bundle]:
    """Return the acknowledged bundle and those after it; nothing before the first acknowledgement."""
    return [bundle for bundle in own_bundles(register) if base and (bundle.seq or 0) >= (base.seq or 0)]


def file_name(manifest: Manifest) -> str:
    """Return a bundle's name on a stick: SEG-202611-000012.age."""
    return f"{manifest.code}-{manifest.month.replace('-', '')}-{manifest.seq:06d}.age"


# --- gathering -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Gathered:
    """The rows of a bundle, and the cases that they belong to.

    `whole` are the records of which all leaves, what stood in them before as well; `unchanged` the rows, each with its
    revision, of which something might have been left out and was not.
    """

    rows: Lines
    cases: frozenset[str]
    whole: Sequence[str]
    unchanged: Sequence[str]


def _gather(register: Register, gate: Gate, starts: Mapping[str, int], opened: Collection[str]) -> _Gathered:
    """Write every changed row as it leaves, and all that tells of who is named from now on, in the declarations' order."""
    changed: dict[str, list[str]] = {}
    for compartment, seq in starts.items():
        changed.update(bundles.changed_since(register.vault, compartment, seq))
    for table, ids in _newly_named(register, gate, opened).items():
        changed[table] = sorted({*changed.get(table, ()), *ids})
    rows: dict[str, list[bytes]] = {}
    cases: set[str | None] = set()
    leaving: list[str] = []
    unchanged: list[str] = []
    for record_type in RECORD_TYPES:
        if travels(record_type) and record_type.compartment in starts and record_type.table in changed:
            whole, blanked = _split(register, gate, record_type, changed[record_type.table])
            written = bundles.rows_as_lines(register.vault, record_type.table, whole)
            if blanked:
                words, listed = withheld_of(record_type).words, withheld_of(record_type).listed
                place = register.vault, record_type.table, blanked
                written += bundles.rows_as_lines(*place, blank=words, listed=listed)
                unchanged += bundles.with_nothing_left_out(*place, blank=words, listed=listed)
            rows[record_type.table] = [line for _, line in written]
            cases.update(case for case, _ in written)
            leaving += whole
    own = frozenset(case for case in cases if case)
    # of whom only a trace is kept, headquarters may hold more: its rows cannot be held against what is left here
    erased = erased_ids(register, starts)
    return _Gathered(
        rows=rows,
        cases=own,
        whole=[record_id for record_id in leaving if record_id not in erased],
        unchanged=[said for said in unchanged if said.partition(" ")[0] not in erased],
    )


def _split(
    register: Register, gate: Gate, record_type: type[Record], ids: Sequence[str]
) -> tuple[Sequence[str], Sequence[str]]:
    """Return which rows leave whole and which without words; of names, the others do not leave at all."""
    columns = ("id", WHY_VOID, MISSING, *withheld_of(record_type).tells_of)
    own = {"id": ids, "centre_id": register.centre_id}  # what came from headquarters is its own to send
    found = register.vault.select(record_type.table, own, with_void=True, columns=columns)
    whole = [row["id"] for row in found if gate.lets_through(record_type, row)]
    if record_type.compartment == IDENTITY:
        return whole, ()
    return whole, sorted({row["id"] for row in found}.difference(whole))


def _newly_named(register: Register, gate: Gate, persons: Collection[str]) -> dict[str, list[str]]:
    """What is told of people whose consent is new: it was withheld before, however long ago it was written."""
    vault = register.vault
    cases = [case for case, person in gate.person_of_case.items() if person in persons]
    theirs = {PERSONS: list(persons), CASES: cases}
    found: dict[str, list[str]] = {}
    for record_type in RECORD_TYPES if persons else ():
        if travels(record_type) and record_type.compartment in vault.compartments:
            withheld = withheld_of(record_type)
            for column, table in withheld.tells_of.items():
                where, columns = {column: theirs[table]}, ("id", *withheld.columns)
                rows = vault.select(record_type.table, where, with_void=True, columns=columns)
                told = [row["id"] for row in rows if withheld.is_in(row)]
                found.setdefault(record_type.table, []).extend(told)
    return found


def _history_of(register: Register, compartment: str, seq: int, gathered: _Gathered) -> list[bytes]:
    """Return the lines of history behind `seq`; the old values of some stay here, for they could name somebody."""
    return bundles.history_as_lines(
        register.vault,
        compartment,
        seq,
        kept=[record_type.table for record_type in RECORD_TYPES if not travels(record_type)],
        leaving=gathered.whole,
        unchanged=gathered.unchanged,
    )


def _head(register: Register, compartment: str) -> tuple[int, bytes]:
    return bundles.head(register.vault, compartment)


def _summary(register: Register, gate: Gate, gathered: _Gathered, month: date) -> Summary:
    first = month.replace(day=1)
    days = (first.isoformat(), months_after(first, 1).isoformat())
    return Summary(
        cases=len(gathered.cases),
        withheld=sum(gate.person_of_case.get(case) not in gate.named for case in gathered.cases),
        arrivals=_in_month(register, Stay, "admitted_on", days),
        exits=_in_month(register, Exit, "left_on", days),
        nights=_in_month(register, PresenceNight, "night", days, present=1),
        visits=_in_month(register, MedicalVisit, "seen_on", days),
        rows=sum(map(len, gathered.rows.values())),
    )


def _in_month(register: Register, record_type: type[Record], column: str, days: tuple[str, str], **where: int) -> int:
    if not register.can_open(record_type):
        return 0
    own: dict[str, str | int] = {"centre_id": register.centre_id, **where}
    return bundles.count_between(register.vault, record_type.table, column, days, own)


# --- sealing ---------------------------------------------------------------------------------------------------


def _parts(sizes: Sequence[int], start: int = 0) -> Iterator[slice]:
    """Split lines of these sizes so that each part surely fits into one bundle; there is always one, be it empty."""
    if len(sizes) < 2 or sum(sizes) <= ALWAYS_FITS:
        yield slice(start, start + len(sizes))
        return
    middle = len(sizes) // 2
    yield from _parts(sizes[:middle], start)
    yield from _parts(sizes[middle:], start + middle)


def _manifest(
    register: Register, prepared: Prepared, part: slice, *, number: int, of: int, before: Sequence[Bundle] | None = None
) -> Manifest:
    card, before = must_have_headquarters(register), own_bundles(register) if before is None else before
    last = before[-1] if before else None
    schema = {name: bundles.newest_schema(name) for name in prepared.heads}
    return Manifest(
        type=MONTHLY,
        schema=schema,
        least_reader=schema,
        centre=register.centre_id,
        code=register.code,
        headquarters=card.headquarters_id,
        recipients=card.recipients,
        lineage=register.vault.meta()["lineage"],
        seq=(last.seq or 0) + 1 if last else 1,
        part=number,
        parts=of,
        previous=(last.manifest_hash or FIRST_PREVIOUS) if last else FIRST_PREVIOUS,
        # a later part stands on the part before it, the first one on what headquarters has acknowledged
        base_seq=prepared.base_seq if number == 1 else (last.seq or 0 if last else 0),
        made_at=made_at(register.now),
        month=f"{prepared.month:%Y-%m}",
        heads=prepared.heads,
        rows=_counted(prepared.rows, part),
        lines=_counted(prepared.lines, part, after=sum(map(len, prepared.rows.values()))),
        since={name: prepared.starts.get(name, 0) for name in prepared.heads},
        withheld=prepared.summary.withheld,
        closed=tuple(sorted(prepared.naming.closed)),
        training=register.is_training,
        writers=psea.signing_keys_with_house(register),
        taken_over=taken_over(register),
        passed_on=passed_on(register),
    )


def _counted(lines: Lines, part: slice, *, after: int = 0) -> dict[str, int]:
    """Return how many lines of each table or compartment a part holds; `after` is how many stand before all of these."""
    counts: dict[str, int] = {}
    for name, of_one in lines.items():
        within = range(after, after + len(of_one))[max(part.start - after, 0) : max(part.stop - after, 0)]
        if within:
            counts[name] = len(within)
        after += len(of_one)
    return counts
