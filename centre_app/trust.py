"""Whether a register stands as its history tells: the chains, where they end, and each row against its last line.

What somebody with a key changes past the program shows in one of three ways. A line that was altered, added, taken out or
moved breaks the chain or bears a signature that is not its author's. A row that was altered is not the one its last line
committed to. A history whose end was cut off, or written anew by those who hold the keys to it, ends otherwise than the
others say that were open beside it, or otherwise than what went to headquarters. Cut off in all compartments at once,
since the last bundle, nothing on this laptop can tell: headquarters can, at the next one, and the last printed page.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from centre_app.faults import Fault, shown
from centre_app.from_headquarters import PUBLISHER
from centre_app.language import N_
from centre_app.psea import signing_keys_with_house
from centre_app.questions import CARE, CENTRE, Record
from centre_app.records import Bundle, Card, CaseFile
from centre_app.register import Register
from db import integrity
from db.vault import Row

_A_CODE = re.compile(r"[A-Z0-9]{2,8}-\d\d-\d{4,}", re.ASCII).fullmatch  # whatever else stands there could be a name


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What headquarters has of one centre: its lineages, the one heard last at the end, and its last bundle."""

    code: str
    lineages: tuple[str, ...]
    position: Mapping[str, int]
    heads: Mapping[str, bytes]

    @property
    def is_whole(self) -> bool:
        """Whether its last bundle is all there: one in several files has its rows before its lines."""
        return bool(self.heads)


def broken_chain(register: Register, compartment: str) -> Fault | None:
    """Return the first line of a compartment's history that does not hold."""
    broken = integrity.first_broken_line(register.vault, compartment)
    unsigned = integrity.first_unsigned_line(register.vault, compartment, signing_keys_with_house(register))
    parts = {"name": f"{compartment}.db"}
    if broken is not None and (unsigned is None or broken <= unsigned):
        message = N_("In the history of {name}, line {line} does not follow from the one before it.")
        return Fault(message=message, parts={**parts, "line": broken})
    if unsigned is not None:
        message = N_("In the history of {name}, line {line} is not signed by the person it names.")
        return Fault(message=message, parts={**parts, "line": unsigned})
    return None


def broken_received_chains(register: Register, compartment: str, heard: Mapping[str, Heard]) -> Iterator[Fault]:
    """Yield the first line that does not hold of each history that came in bundles."""
    for centre_id, line in integrity.broken_received_lines(register.vault, compartment):
        code = heard[centre_id].code if centre_id in heard else shown(centre_id)
        yield Fault(
            message=N_("In the history of {name} that came from {code}, line {line} does not follow."),
            parts={"name": f"{compartment}.db", "code": code, "line": line},
        )


# --- where the histories end -----------------------------------------------------------------------------------


def cut_at_a_bundle(register: Register, compartments: Sequence[str]) -> Iterator[Fault]:
    """What went to headquarters ended with a line of history: a history that ends before it was cut or put back."""
    sent: dict[str, tuple[int, bytes | None]] = {}
    for bundle in _bundles(register, from_centre_id=register.centre_id, lineage=register.vault.meta().get("lineage")):
        heads = _heads_in(bundle)
        for compartment, seq in _position_in(bundle).items():
            sent[compartment] = max(
                (seq, heads.get(compartment)), sent.get(compartment, (0, None)), key=lambda end: end[0]
            )
    for compartment in compartments:
        seq, head = sent.get(compartment, (0, None))
        if seq > integrity.lines_of_history(register.vault, compartment):
            yield Fault(
                message=N_("The history of {name} ends before line {line}, which went to headquarters."),
                parts={"name": f"{compartment}.db", "line": seq},
            )
        elif seq and head and integrity.line_at(register.vault, compartment, seq) != head:
            yield Fault(
                message=N_("In the history of {name}, line {line} is not the one that went to headquarters."),
                parts={"name": f"{compartment}.db", "line": seq},
            )


def cut_beside_another(register: Register, compartments: Sequence[str]) -> Iterator[Fault]:
    """Yield, for each history, the first end of it that another one names and that it does not have.

    One that was put back after a damage goes on from its backup; what others knew of it until then, it has lost openly.
    """
    vault = register.vault
    put_back = {name: integrity.put_back(vault, name) for name in compartments}
    told: set[str] = set()
    for teller in compartments:
        for said_at, name, (seq, head) in integrity.named_ends(vault, teller):
            if name in told or name not in compartments or integrity.line_at(vault, name, seq) == head:
                continue
            if any(from_line < seq and said_at <= ends.get(teller, (0, b""))[0] for from_line, ends in put_back[name]):
                continue
            told.add(name)
            yield Fault(
                message=N_("The history of {name} does not have line {line} as the history of {other} knows it."),
                parts={"name": f"{name}.db", "line": seq, "other": f"{teller}.db"},
            )


def cut_after_receiving(register: Register, compartments: Sequence[str], heard: Mapping[str, Heard]) -> Iterator[Fault]:
    """Yield the histories of centres that do not end as their last bundle did."""
    for centre_id, one in heard.items():
        for compartment in compartments:
            head, seq = one.heads.get(compartment), one.position.get(compartment, 0)
            end = integrity.end_received(register.vault, compartment, centre_id, one.lineages[-1], seq)
            if head and seq and end != head:
                yield Fault(
                    message=N_("The history of {name} that came from {code} does not end as its last bundle did."),
                    parts={"name": f"{compartment}.db", "code": one.code},
                )


def is_on_record(register: Register, printed: str) -> bool:
    """Say whether the beginning of a hash, as it stands at the foot of a print, is that of a line that is still here."""
    digits = printed.replace(" ", "")
    return any(integrity.lines_beginning(register.vault, name, digits) for name in register.vault.compartments)


# --- the rows --------------------------------------------------------------------------------------------------


def untold_rows(
    register: Register, compartment: str, types: Sequence[type[Record]], heard: Mapping[str, Heard]
) -> Iterator[Fault]:
    """Yield, for each kind of record, the first one that does not stand as its last line left it, and how many more.

    Then those that lines tell of and that are gone.
    """
    of_owner = dict(_told(register, compartment, types, heard))
    publisher = None if register.is_headquarters else register.vault.meta().get(PUBLISHER)
    for table in (record_type.table for record_type in types):
        otherwise: list[Row] = []
        gone: list[str] = []
        for owner, told in of_owner.items():
            foreign = owner != register.centre_id
            of_table = told.get(table, {})
            found = integrity.standing_otherwise(register.vault, table, owner, of_table, salt_may_be_gone=foreign)
            # what headquarters published came signed by it, and stands here without a line
            otherwise += [row for row in found if owner != publisher or row["id"] in of_table]
            if register.is_headquarters or not foreign:
                gone += integrity.vanished(register.vault, table, of_table, salt_may_be_gone=foreign)
        if otherwise:
            yield _standing_otherwise(register, table, otherwise)
        for record_id in gone:
            yield Fault(
                message=N_("Record {id} of {table} stands in the history and is not there any more."),
                parts={"id": shown(record_id), "table": table},
            )


def _told(
    register: Register, compartment: str, types: Sequence[type[Record]], heard: Mapping[str, Heard]
) -> Iterator[tuple[str, integrity.ToldRows]]:
    """Yield whose rows stand in a compartment, and what the lines about them hold of each; {} of whom none are heard."""
    vault, owners = register.vault, integrity.owners(register.vault, [record_type.table for record_type in types])
    for owner in sorted({register.centre_id, *owners, *heard}):
        if owner == register.centre_id or not register.is_headquarters:
            yield owner, integrity.told_rows(vault, compartment)
        elif owner not in heard:
            yield owner, {}
        elif heard[owner].is_whole:
            yield owner, integrity.told_rows(vault, compartment, centre_id=owner, lineages=heard[owner].lineages)


def _standing_otherwise(register: Register, table: str, found: Sequence[Row]) -> Fault:
    first, code = found[0], _code_of(register, table, found[0])
    parts = {"id": shown(first["id"]), "table": table, "n": len(found) - 1}
    if code and len(found) == 1:
        message = N_("Record {id} of {table} in file {code} stands otherwise than its history tells.")
    elif code:
        message = N_("Record {id} of {table} in file {code} and {n} more stand otherwise than their history tells.")
    elif len(found) == 1:
        message = N_("Record {id} of {table} stands otherwise than its history tells.")
    else:
        message = N_("Record {id} of {table} and {n} more stand otherwise than their history tells.")
    return Fault(message=message, parts={**parts, "code": code})


def _code_of(register: Register, table: str, row: Row) -> str:
    """Return the number of the file that a record belongs to, "" where it has none or none that is a number."""
    if CARE not in register.vault.compartments:
        return ""
    case = row if table == CaseFile.table else register.vault.get(CaseFile.table, row.get("case_id") or "")
    code = str(case["code"]) if case else ""
    return code if _A_CODE(code) else ""


# --- what bundles say ------------------------------------------------------------------------------------------


def heard_centres(register: Register) -> dict[str, Heard]:
    """Return what headquarters has heard of each centre, by its id; nothing at a centre."""
    if not register.is_headquarters or CENTRE not in register.vault.compartments:
        return {}
    codes = {card["of_centre_id"]: card["code"] for card in register.vault.select(Card.table)}
    received: dict[str, list[Row]] = {}
    for bundle in _bundles(register):
        if bundle["from_centre_id"] and bundle["lineage"]:
            received.setdefault(bundle["from_centre_id"], []).append(bundle)
    return {
        centre_id: _heard(codes.get(centre_id) or shown(centre_id), of_one) for centre_id, of_one in received.items()
    }


def _heard(code: str, received: Sequence[Row]) -> Heard:
    """Return what was heard in these bundles, in the order in which they came: one with a lower number came late."""
    lineages = tuple(dict.fromkeys(bundle["lineage"] for bundle in received))
    last = max((one for one in received if one["lineage"] == lineages[-1]), key=lambda one: one["seq"] or 0)
    return Heard(code=code, lineages=lineages, position=_position_in(last), heads=_heads_in(last))


def _bundles(register: Register, **where: str | None) -> list[Row]:
    """Return bundles as rows: one that cannot be read as a record must not keep the rest from being looked at."""
    return register.vault.select(Bundle.table, where, columns=("from_centre_id", "lineage", "seq", "position", "heads"))


def _position_in(bundle: Row) -> dict[str, int]:
    return {name: seq for name, seq in _said_in(bundle["position"]).items() if isinstance(seq, int)}


def _heads_in(bundle: Row) -> dict[str, bytes]:
    said = _said_in(bundle["heads"])
    return {name: bytes.fromhex(head) for name, head in said.items() if isinstance(head, str) and _A_HASH(head)}


_A_HASH = re.compile(r"[0-9a-f]{64}", re.ASCII).fullmatch


def _said_in(text: str | None) -> dict[str, object]:
    try:
        said = json.loads(text or "{}")
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}
