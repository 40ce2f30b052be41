"""What a save writes of a record: its row, and what history calls the change."""

from centre_app.questions import Record, moment_text, to_row
from db.strict_json import TOO_LARGE
from db.vault import Change, Row


def change_of(record: Record, *, action: str, keep_author: bool) -> Change:
    """Return the change that a save of a record is; one that is saved as somebody wrote it first may keep her name."""
    return Change(
        table=record.table,
        row=_storable(to_row(record)),
        action=action or ("save" if record.rev else "create"),
        created_by=record.created_by if keep_author else "",
        created_at=moment_text(record.created_at) if keep_author and record.created_at else "",
    )


def _storable(row: Row) -> Row:
    """Refuse what SQLite would choke on, or no bundle could carry: lone surrogates, whole numbers from 2^53 on."""
    for value in row.values():
        if isinstance(value, str):
            value.encode("utf-8")
        elif isinstance(value, int) and not -TOO_LARGE < value < TOO_LARGE:
            raise OverflowError("a whole number does not fit the register")
    return row
