"""What a damage left to decide: records that could be read and wait to be put back, and what nobody can read any more.

A record is sure where its last line of history commits to it as it was read. Putting it back is a save like any other,
under the name of whoever decides, with its first author beside it; history calls it "salvage".
"""

import dataclasses
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from centre_app.casework.codes import next_codes
from centre_app.damage.found_rows import FoundRows
from centre_app.damage.whose import Whose, forgotten, tells_of
from centre_app.exchange.line import begin_line
from centre_app.problems import DiskProblem, NotSaved, Problem, SavedBySomebodyElse, as_problems
from centre_app.questions import CENTRE, Record, from_row, moment_of, to_row
from centre_app.records import BY_TABLE, Bundle, CaseFile
from centre_app.register import Register
from db import history, integrity, set_aside
from db.errors import CompartmentShut, DoesNotOpen
from db.errors import DiskProblem as StorageDiskProblem
from db.history import Entry
from db.rows import Content, Row

SALVAGE, PUT_BACK = "salvage", "put_back"  # what history calls a record put back, and a whole compartment
TAKEN, LEFT = "taken", "left"
HISTORY = "history"


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundRecord:
    """One record newer than the backup, of which the backup holds `known_rev`; 0 where it holds none.

    `was_changed`: somebody has written it anew since, and hers stands.
    """

    record: Record = field(repr=False)
    aside: Path
    known_rev: int
    is_sure: bool
    was_changed: bool
    decided: str = ""
    contents: tuple[bytes, ...] = field(default=(), repr=False)

    @property
    def key(self) -> str:
        return f"{self.record.table}/{self.record.id}"

    @property
    def waits(self) -> bool:
        return not self.decided and not self.was_changed


@dataclass(frozen=True, slots=True, kw_only=True)
class LostRecord:
    """One record that stood in the file and that nobody can read: when and by whom it was written, where that is known."""

    table: str
    record_id: str
    at: str | None = None
    who: str | None = None

    @property
    def moment(self) -> datetime | None:
        return moment_of(self.at) if self.at else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage:
    """What is known of one compartment that was put back.

    `hidden` records are for others to read and decide.
    `lost_lines` counts those of its history that others name and nobody can read; where it `is_history_torn` there may
    have been more, and with them changes that nobody knows of.
    """

    compartment: str
    aside: Path
    backup_at: str
    found: tuple[FoundRecord, ...]
    hidden: int
    lost: tuple[LostRecord, ...]
    lost_lines: int
    is_history_torn: bool
    unreadable: tuple[str, ...]

    @property
    def made_at(self) -> datetime | None:
        """When the backup was made that took its place; None where there was none."""
        return moment_of(self.backup_at) if self.backup_at else None

    @property
    def waiting(self) -> tuple[FoundRecord, ...]:
        return tuple(one for one in self.found if one.waits)

    @property
    def is_decided(self) -> bool:
        """Whether nothing waits for anybody: not for her, and not for those who read what she does not."""
        return not self.waiting and not self.hidden


def damages(register: Register, *, undecided: bool = False) -> list[Damage]:
    """Return what was set aside of the compartments that are open to her, the first time first.

    `undecided` leaves out those of which it was seen that nothing waits any more.
    """
    found = []
    for aside in set_aside.folders(register.folder):
        for path in sorted(aside.glob(f"*{set_aside.FOUND}")):
            if undecided and set_aside.is_marked(aside, path.stem, set_aside.DONE):
                continue
            with suppress(CompartmentShut, DoesNotOpen), as_problems():
                rows = FoundRows.from_bytes(set_aside.open_found(path, register.keys.ring))
                found.append(_damage(register, aside, _let_go_of_the_forgotten(register, path, rows)))
    return found


def _let_go_of_the_forgotten(register: Register, path: Path, read: FoundRows) -> FoundRows:
    """Return what was read without those who were forgotten since; their words go out of the box as well."""
    left = Whose(register, read).without_forgotten(read)
    if left is not read:
        with suppress(StorageDiskProblem):  # the next look does it
            ring = register.keys.ring
            set_aside.put_box(path, left.as_bytes(), ring.newest(path.stem), ring.register_id)
    return left


def waiting(register: Register) -> int:
    """Return how many records wait for her decision; quick where nothing was damaged, or all of it is decided."""
    count = 0
    for damage in damages(register, undecided=True):
        count += len(damage.waiting)
        if damage.is_decided:
            with suppress(StorageDiskProblem):  # it is looked at again next time
                set_aside.put_mark(damage.aside, damage.compartment, set_aside.DONE)
    return count


def _damage(register: Register, aside: Path, rows: FoundRows) -> Damage:
    last, whose = _last_lines(rows.lines), Whose(register, rows)
    decided = _decided(register, aside, rows.compartment)
    found = tuple(_found(register, aside, rows, last, decided, whose))
    have = {(one.record.table, one.record.id) for one in found} | {
        (table, row["id"]) for table, of_one in rows.rows.items() for row in of_one
    }
    return Damage(
        compartment=rows.compartment,
        aside=aside,
        backup_at=rows.backup_at,
        found=found,
        hidden=sum(1 for table, of_one in rows.rows.items() for row in of_one if not whose.is_hers(table, row)),
        lost=tuple(one for one in _lost(rows, last, have) if _is_hers(register, one.table)),
        lost_lines=_lost_lines(register, rows),
        is_history_torn=rows.is_history_torn,
        unreadable=tuple(table for table in rows.unreadable if table in BY_TABLE),
    )


def _last_lines(lines: Sequence[Row]) -> dict[tuple[str, str], Row]:
    """Return the last line about each record that was changed after the backup."""
    return {
        (line["record_table"], line["record_id"]): line
        for line in lines
        if line["row_commitment"] and line["record_id"]
    }


def _found(
    register: Register,
    aside: Path,
    rows: FoundRows,
    last: Mapping[tuple[str, str], Row],
    decided: Mapping[str, str],
    whose: Whose,
) -> Iterator[FoundRecord]:
    for table, of_one in rows.rows.items():
        for row in of_one:
            if not whose.is_hers(table, row):
                continue
            line = last.get((table, row["id"]))
            now = register.vault.get(table, row["id"])
            key = f"{table}/{row['id']}"
            yield FoundRecord(
                record=from_row(BY_TABLE[table], row),
                aside=aside,
                known_rev=rows.revs[table][row["id"]],
                is_sure=bool(line and history.holds_row(row, line["row_salt"], line["row_commitment"])),
                was_changed=key not in decided and now is not None and now["rev"] > rows.revs[table][row["id"]],
                decided=decided.get(key, ""),
                contents=tuple(rows.contents.get(row["id"], ())),
            )


def _is_hers(register: Register, table: str) -> bool:
    return table in BY_TABLE and register.can_open(BY_TABLE[table])


def _lost(rows: FoundRows, last: Mapping[tuple[str, str], Row], have: set[tuple[str, str]]) -> Iterator[LostRecord]:
    """Yield each record that a line or an index names and no page gives, the first written first."""
    for (table, record_id), line in last.items():
        if (table, record_id) not in have:
            yield LostRecord(table=table, record_id=record_id, at=line["at"], who=line["who"])
    for table, ids in rows.lost.items():
        for record_id in ids:
            if (table, record_id) not in last:
                yield LostRecord(table=table, record_id=record_id)


def _lost_lines(register: Register, rows: FoundRows) -> int:
    """Return how many lines of history are known to have stood after the backup and could not be read.

    The histories beside it, and what went to headquarters, name the last line that they knew of.
    """
    ends = [
        seq
        for teller in register.vault.compartments
        for _, name, (seq, _) in integrity.named_ends(register.vault, teller)
        if name == rows.compartment
    ]
    told = max([rows.seq, *ends, *(line["seq"] for line in rows.lines)])
    return int(told) - rows.seq - len(rows.lines)


# --- deciding --------------------------------------------------------------------------------------------------


def take(register: Register, found: Sequence[FoundRecord]) -> list[FoundRecord]:
    """Put records back as they were read, each as an act of its own; return those that could not be.

    Raises a DiskProblem; what was put back until then stays so.
    """
    refused = []
    for one in found:
        try:
            _put_back(register, one)
        except DiskProblem:
            raise
        except Problem:  # not hers to write, written anew since, or of somebody forgotten
            refused.append(one)
            continue
        _decide(register, [one], TAKEN)
    return refused


def leave(register: Register, found: Sequence[FoundRecord]) -> None:
    """Leave records where they were set aside: they are not asked after again, and not deleted. Raises a DiskProblem."""
    _decide(register, found, LEFT)


def _put_back(register: Register, one: FoundRecord) -> None:
    if tells_of(type(one.record), to_row(one.record), forgotten(register)):
        raise NotSaved
    now = register.vault.get(one.record.table, one.record.id)
    if now is not None and now["rev"] != one.known_rev:
        raise SavedBySomebodyElse
    record = dataclasses.replace(one.record, rev=now["rev"] if now else 0)
    if isinstance(record, CaseFile) and record.code and _is_given(register, record):
        year = (record.opened_on or register.today).year
        record = dataclasses.replace(record, code=next_codes(register, year)[0])
    contents = []
    if one.contents:
        picture, *parts = one.contents
        contents.append(Content(table=record.table, paper_id=record.id, whole=b"".join(parts), picture=picture))
    register.save(record, action=SALVAGE, heed_findings=False, contents=contents, keep_author=True)


def _is_given(register: Register, case: CaseFile) -> bool:
    """Say whether somebody else was given the number since: no number stands for two."""
    same = register.vault.select(CaseFile.table, {"code": case.code}, with_void=True, columns=("id",))
    return any(row["id"] != case.id for row in same)


def _decided(register: Register, aside: Path, compartment: str) -> dict[str, str]:
    try:
        said = json.loads(set_aside.open_found(aside / f"{compartment}{set_aside.DECIDED}", register.keys.ring))
    except (DoesNotOpen, CompartmentShut):
        return {}
    return {str(key): str(what) for key, what in said.items()}


def _decide(register: Register, found: Sequence[FoundRecord], what: str) -> None:
    with as_problems():
        for aside, compartment in {(one.aside, one.record.compartment) for one in found}:
            keys = [one.key for one in found if (one.aside, one.record.compartment) == (aside, compartment)]
            decided = {**_decided(register, aside, compartment), **dict.fromkeys(keys, what)}
            set_aside.put_box(
                aside / f"{compartment}{set_aside.DECIDED}",
                json.dumps(decided).encode(),
                register.keys.ring.newest(compartment),
                register.keys.ring.register_id,
            )


# --- told to history -------------------------------------------------------------------------------------------


def tell(register: Register) -> None:
    """Tell history of each compartment that was put back, once, and begin a new line of bundles where one must.

    Called at each opening; quick for a register that never was damaged. Raises a DiskProblem: the next opening tells.
    """
    for aside in set_aside.folders(register.folder):
        for path in sorted(aside.glob(f"*{set_aside.FOUND}")):
            if path.stem in register.vault.compartments and not set_aside.is_marked(aside, path.stem, set_aside.TOLD):
                with suppress(DoesNotOpen), as_problems():
                    rows = FoundRows.from_bytes(set_aside.open_found(path, register.keys.ring))
                    _tell_of(register, aside, rows)


def _tell_of(register: Register, aside: Path, rows: FoundRows) -> None:
    entry = Entry(action=PUT_BACK, record_table=HISTORY, record_id=aside.name, rev=rows.seq)
    register.leave_line(rows.compartment, entry)
    if _has_sent_more(register, rows):
        begin_line(register)
    set_aside.put_mark(aside, rows.compartment, set_aside.TOLD)


def _has_sent_more(register: Register, rows: FoundRows) -> bool:
    """Say whether headquarters may hold lines that are gone here: then nothing that follows would fit to them.

    What was sent stands in the compartment that everyone opens: with that one put back, nobody can say.
    """
    if register.is_headquarters:
        return False
    sent = register.vault.select(Bundle.table, {"from_centre_id": register.centre_id}, columns=("position",))
    positions = (json.loads(bundle["position"] or "{}") for bundle in sent)
    return rows.compartment == CENTRE or any(one.get(rows.compartment, 0) > rows.seq for one in positions)
