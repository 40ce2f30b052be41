"""What is being typed, kept beside the records until it is saved or let go; outside history, which tells of acts.

A draft stands in the compartment of the record it will become, so whoever has no key to that reads none of it, and it
belongs to its author: no question here answers with somebody else's. Where its author herself has no key to that, it
stands in the main one, and is no text then but a box of hers.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from db.vault import Vault

MAIN_DRAFTS = "main.drafts"
Key = tuple[str, str]  # the table and the id of the record that is being typed


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredDraft:
    """One row of `drafts` without its author. `answers` is text that this module does not read, or a box (`is_box`)."""

    record_table: str
    record_id: str
    case_id: str | None
    at: str
    answers: str
    is_box: bool = False

    @property
    def key(self) -> Key:
        return self.record_table, self.record_id


def put(vault: Vault, who: str, drafts: Iterable[StoredDraft], *, instead_of: Iterable[Key] = ()) -> None:
    """Keep drafts in place of earlier ones, as one act over every compartment that it touches.

    Raises CompartmentShut for one of a compartment that is shut, unless it is a box.
    """
    with vault.transaction():
        remove_within(vault, who, instead_of)
        for draft in drafts:
            vault.connection.execute(
                f"INSERT INTO {MAIN_DRAFTS if draft.is_box else _drafts_beside(vault, draft.record_table)}"
                " (who, record_table, record_id, case_id, at, answers)"
                " VALUES (:who, :record_table, :record_id, :case_id, :at, :answers)"
                " ON CONFLICT (who, record_table, record_id) DO UPDATE"
                " SET case_id = excluded.case_id, at = excluded.at, answers = excluded.answers",
                {
                    "who": who,
                    "record_table": draft.record_table,
                    "record_id": draft.record_id,
                    "case_id": draft.case_id,
                    "at": draft.at,
                    "answers": draft.answers,
                },
            )


def get(vault: Vault, who: str, key: Key) -> StoredDraft | None:
    """Return the draft that its author keeps of a record."""
    table, record_id = key
    found = vault.ask(
        f"SELECT record_table, record_id, case_id, at, answers FROM {_place_of_draft(vault, table)}"
        " WHERE who = :who AND record_table = :table AND record_id = :id",
        {"who": who, "table": table, "id": record_id},
    )
    return StoredDraft(**dict(found[0])) if found else None


def kept_by(vault: Vault, who: str) -> list[StoredDraft]:
    """Return all that its author keeps in the compartments that are open, in no order."""
    return [
        StoredDraft(**dict(row))
        for compartment in vault.compartments
        for row in vault.ask(
            "SELECT record_table, record_id, case_id, at, answers"
            f" FROM {vault.schema_name(compartment)}.drafts WHERE who = :who",
            {"who": who},
        )
    ]


def remove(vault: Vault, who: str, keys: Iterable[Key]) -> None:
    """Let go of drafts, as one act."""
    with vault.transaction():
        remove_within(vault, who, keys)


def remove_within(vault: Vault, who: str, keys: Iterable[Key]) -> None:
    """Do the same inside the caller's transaction, such as the one that saves the records."""
    for table, record_id in keys:
        vault.connection.execute(
            f"DELETE FROM {_place_of_draft(vault, table)} WHERE who = :who AND record_table = :table AND record_id = :id",
            {"who": who, "table": table, "id": record_id},
        )


def _place_of_draft(vault: Vault, table: str) -> str:
    """Return where a draft of a table stands: beside it, or in the main compartment where that one is shut."""
    return _drafts_beside(vault, table) if vault.has_table(table) else MAIN_DRAFTS


def _drafts_beside(vault: Vault, table: str) -> str:
    """Return the table of drafts that stands in the same compartment as a table of records."""
    schema, _, _ = vault.place_of(table).partition(".")
    return f"{schema}.drafts"
