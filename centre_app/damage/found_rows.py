"""What was read of one damaged file that its backup does not hold, as it is kept beside the register, under seal."""

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from db.backups import Backup
from db.history import IN_BYTES
from db.rows import Row
from db.salvage import HISTORY, Known, Salvaged

_OF_A_LINE = (
    "seq", "at", "who", "action", "record_table", "record_id", "rev", "row_salt", "row_commitment",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundRows:
    """`seq` is the last line of history that the backup has; `lines` are those after it that could be read.

    `revs` are the revisions that the backup has of the records found, by table and id: whoever has changed one since
    must not have it overwritten.
    """

    compartment: str
    backup_number: int | None
    backup_at: str
    seq: int
    rows: Mapping[str, Sequence[Row]] = field(repr=False)
    revs: Mapping[str, Mapping[str, int]] = field(repr=False)
    lost: Mapping[str, Sequence[str]]
    lines: Sequence[Row] = field(repr=False)
    contents: Mapping[str, Sequence[bytes]] = field(repr=False)
    unreadable: tuple[str, ...]

    @classmethod
    def of(cls, compartment: str, read: Salvaged, known: Known, backup: Backup | None) -> "FoundRows":
        """Return what is worth keeping of a reading."""
        return cls(
            compartment=compartment,
            backup_number=backup.number if backup else None,
            backup_at=backup.made_at if backup else "",
            seq=known.seq,
            rows=read.rows,
            revs={
                table: {row["id"]: known.revs.get(table, {}).get(row["id"], 0) for row in rows}
                for table, rows in read.rows.items()
            },
            lost=read.lost,
            lines=[{name: line[name] for name in _OF_A_LINE} for line in read.lines],
            contents=read.contents,
            unreadable=read.unreadable,
        )

    @property
    def is_history_torn(self) -> bool:
        """Whether lines of history may have been written after the backup that nobody can read."""
        return HISTORY in self.unreadable

    def as_bytes(self) -> bytes:
        """Return all of it as JSON."""
        said = {name: getattr(self, name) for name in self.__slots__}
        return json.dumps(said, ensure_ascii=False, default=_plain).encode()

    @classmethod
    def from_bytes(cls, octets: bytes) -> "FoundRows":
        said: dict[str, Any] = json.loads(octets)
        said["lines"] = [_line(line) for line in said["lines"]]
        said["contents"] = {
            paper: [base64.b64decode(part) for part in parts] for paper, parts in said["contents"].items()
        }
        return cls(**{**said, "unreadable": tuple(said["unreadable"])})


def _plain(value: Any) -> str:
    """JSON has no bytes. Raises TypeError for anything else."""
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    raise TypeError("not plain")


def _line(said: Row) -> Row:
    return {
        name: base64.b64decode(value) if name in IN_BYTES and value is not None else value
        for name, value in said.items()
    }
