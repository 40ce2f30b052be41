"""The letterbox: records written by somebody who may not read them, sealed for those who may.

Whoever lacks the key to a compartment seals to its public half; the next person who can open it files the letter with
one click, and it becomes the record it was meant to be, under its author's name. Nothing here knows a kind of record.
"""

from contextlib import suppress
from typing import Any

from centre_app.language import N_
from centre_app.problems import NotSaved, RegisterProblem, SavedBySomebodyElse, SectionShut
from centre_app.questions import Record, from_row, moment_text, to_row
from centre_app.records import BY_TABLE, Letter
from centre_app.register import Register, as_problems
from centre_app.review import review
from centre_app.rights import NOWHERE
from db import strict_json
from db.errors import CompartmentShut, DoesNotOpen
from db.locks import is_signed_by_one_of
from db.vault import Change, StaleRow

SEALED, FILED = "letter_sealed", "letter_filed"  # what history calls the two acts
FORMAT = 1


class LetterDoesNotOpen(RegisterProblem):
    message = N_("This letter does not open: it is damaged, or was not sealed for this register.")
    advice = N_("It stays where it is. Ask its author to write it once more.")


# --- writing ---------------------------------------------------------------------------------------------------


def may_send(register: Register, record_type: type[Record]) -> bool:
    """Say whether this person's work is to write such records, be it for others to read."""
    return not register.is_headquarters and register.rights.of(record_type).writes != NOWHERE


def send(register: Register, record: Record) -> Letter:
    """Seal a record for those who may read it, as one act with its line of history. Raises SectionShut or NotSaved.

    Afterwards nobody who cannot open the compartment reads it, its author least of all.
    """
    (saved,) = register.save(sealed(register, record), action=SEALED)
    return saved


def sealed(register: Register, record: Record) -> Letter:
    """Return the letter that `send` would save, for an act that writes more than the letter. Raises as `send` does."""
    if not may_send(register, type(record)):
        raise SectionShut
    blocking = [found for found in review(register, [record]) if found.blocks]
    if blocking:
        raise NotSaved(blocking)
    with as_problems():
        words = register.keys.seal(record.compartment, _written(register, record))
    return Letter(
        id=record.id,
        for_compartment=record.compartment,
        case_id=getattr(record, "case_id", None),
        sealed=words.hex(),
    )


def _written(register: Register, record: Record) -> bytes:
    said: dict[str, Any] = {"format": FORMAT, "by": register.who, "table": record.table, "row": to_row(record)}
    return strict_json.write({**said, "signature": register.keys.sign(_signed_part(said)).hex()})


def _signed_part(said: dict[str, Any]) -> bytes:
    """What the author signs. It says that it is a letter: no signature of hers fits anything else."""
    return b"letter\n" + strict_json.write({name: part for name, part in said.items() if name != "signature"})


# --- filing ----------------------------------------------------------------------------------------------------


def to_file(register: Register, *, case_id: str | None = None) -> list[Letter]:
    """Return the letters that this person can open and nobody has filed, the oldest first; of one case, or of all."""
    if register.is_headquarters:
        return []
    of_one: dict[str, Any] = {"case_id": case_id} if case_id else {}
    waiting = register.find_open(Letter, filed_at=None, for_compartment=list(register.vault.compartments), **of_one)
    return sorted(waiting, key=lambda letter: (letter.created_at or register.now, letter.id))


def file(register: Register, letter: Letter) -> Record:
    """Put a letter where it belongs, under its author's name and the moment she wrote it, as one act.

    Raises SectionShut, also where the compartment opens to her and such records do not; LetterDoesNotOpen; or
    SavedBySomebodyElse for one that is filed already.
    """
    record = read(register, letter)
    changes = [
        Change(
            table=record.table,
            row={**to_row(record), "centre_id": register.centre_id},
            action=FILED,
            created_at=moment_text(letter.created_at or register.now),
            created_by=letter.created_by,
        ),
        Change(table=Letter.table, row=_filed(register, letter), action=FILED),
    ]
    with as_problems():
        try:
            row, _ = register.vault.write(
                changes, by=register.author, at=moment_text(register.now), clock_suspect=register.clock_is_suspect
            )
        except StaleRow:
            raise SavedBySomebodyElse from None
    return from_row(type(record), row)


def _filed(register: Register, letter: Letter) -> dict[str, Any]:
    return {**to_row(letter), "filed_at": moment_text(register.now), "filed_by": register.who}


def read(register: Register, letter: Letter) -> Record:
    """Return the record that is in a letter, with its author's signature checked. Raises as `file` does."""
    with as_problems():
        try:
            written = register.keys.open_sealed(letter.for_compartment or "", bytes.fromhex(letter.sealed or ""))
        except CompartmentShut:
            raise
        except (DoesNotOpen, ValueError):
            raise LetterDoesNotOpen from None
    record = _record_in(register, letter, written)
    if record is None:
        raise LetterDoesNotOpen
    if not register.can_open(type(record)):
        raise SectionShut
    return record


def _record_in(register: Register, letter: Letter, written: bytes) -> Record | None:
    """Return what a letter's content says, or None where it is not what its author sealed for this place."""
    with suppress(strict_json.BadJson, KeyError, ValueError, TypeError):
        said = strict_json.read_object(written)
        record_type = BY_TABLE[said["table"]]
        record = from_row(record_type, {**to_row(record_type()), **said["row"]})  # asked only since then: no answer
        is_its_own = (
            said["by"] == letter.created_by
            and record.id == letter.id
            and record_type.compartment == letter.for_compartment
            and getattr(record, "case_id", None) == letter.case_id
        )
        if is_its_own and _is_by(register, said):
            return record
    return None


def _is_by(register: Register, said: dict[str, Any]) -> bool:
    signature = bytes.fromhex(said["signature"])
    keys = register.keys.trusted_signing_keys.get(said["by"], ())
    return is_signed_by_one_of(_signed_part(said), signature, keys)
