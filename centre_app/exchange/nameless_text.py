"""Who did not agree to be named and is named all the same in words that leave (rule V27): said before the export.

Of her own file no words leave (withheld.py). What leaves is what is written of others, who agreed, and the few words of
the house; whom people name there no gate can know. Here her name is looked for. It warns, and a person decides.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from centre_app.exchange.consent import Gate, gate_of
from centre_app.exchange.manifest import travels
from centre_app.exchange.withheld import MISSING, WHY_VOID, withheld_of
from centre_app.folding import fold
from centre_app.language import N_
from centre_app.named_in_words import Pair, pairs_of
from centre_app.questions import IDENTITY, Phone, Record, Words
from centre_app.records import RECORD_TYPES, CaseFile, PersonName, SealedReport, StaffMember
from centre_app.register import Register, as_problems
from centre_app.review import WARNS, Finding

RULE = "V27"
NO_TEXT = (SealedReport, StaffMember)  # a cipher; and the staff may have any name

NAMES_SOMEBODY = N_("Somebody who did not agree to be named may be named in it. Take the name out.")


@dataclass(frozen=True, slots=True, repr=False)
class _Names:
    """Full names as two words in either order: those of each person, and of those who are not to be named whose each is."""

    own: Mapping[str, frozenset[Pair]]
    bearers: Mapping[Pair, frozenset[str]]


def telling_words(register: Register) -> dict[str, list[Finding]]:
    """Return where somebody may be named who is not to be, by the file in which it stands: of the house's words, by hers."""
    with as_problems():
        gate = gate_of(register.vault, on=register.as_stored.latest_day)
    names, shown_in = _names(register, gate), _files(register)
    found: dict[str, list[Finding]] = {}
    for record_type in _kinds_that_leave(register) if names.bearers else ():
        for row, question, bearers in _telling(register, record_type, gate, names):
            owners = {row["case_id"]} if row.get("case_id") else gate.persons_of(record_type, row) or bearers
            for file in {shown_in[owner] for owner in owners if owner in shown_in}:
                found.setdefault(file, []).append(_finding(record_type, row, question))
    return found


def _kinds_that_leave(register: Register) -> Iterator[type[Record]]:
    for record_type in RECORD_TYPES:
        leaves = travels(record_type) and record_type.compartment != IDENTITY and record_type not in NO_TEXT
        if leaves and register.can_open(record_type):
            yield record_type


def _telling(
    register: Register, record_type: type[Record], gate: Gate, names: _Names
) -> Iterator[tuple[Mapping[str, Any], str, frozenset[str]]]:
    """Yield each row and question in which a name stands, with those who bear it and are not to be named."""
    texts = [
        one for one in record_type.questions.values() if type(one.kind) is not Phone and isinstance(one.kind, Words)
    ]
    asked = ("id", WHY_VOID, MISSING, *withheld_of(record_type).tells_of, *(one.name for one in texts))
    for row in register.rows(record_type, tuple(dict.fromkeys(asked))) if texts else ():
        is_whole = gate.lets_through(record_type, row)
        owners = gate.persons_of(record_type, row) if is_whole else ()
        known = {pair for owner in owners for pair in names.own.get(owner or "", ())}  # whose file it is may be named
        for one in texts:
            if row[one.name] and (is_whole or one.harmless):
                words = fold(row[one.name]).split()
                said = names.bearers.keys() & set(zip(words, words[1:], strict=False)) - known
                if said:
                    yield row, one.name, frozenset().union(*(names.bearers[pair] for pair in said))


def _names(register: Register, gate: Gate) -> _Names:
    own: dict[str, frozenset[Pair]] = {}
    bearers: dict[Pair, frozenset[str]] = {}
    if register.can_open(PersonName):
        for row in register.rows(PersonName, ("person_id", "family", "given")):
            pairs = frozenset(pairs_of(row["given"], row["family"]))
            own[row["person_id"]] = own.get(row["person_id"], frozenset()) | pairs
    for person_id in own.keys() - gate.named:
        for pair in own[person_id]:
            bearers[pair] = bearers.get(pair, frozenset()) | {person_id}
    return _Names(own, bearers)


def _files(register: Register) -> dict[str, str]:
    """Return for each file, and for each person the newest one, the file in which it is shown: what was merged, in the other."""
    cases = register.rows(CaseFile, ("id", "person_id", "opened_on", "merged_into_id"))
    shown_in = {case["id"]: case["merged_into_id"] or case["id"] for case in cases}
    in_order = sorted(cases, key=lambda case: (case["opened_on"] or "", case["id"]))
    return shown_in | {case["person_id"]: shown_in[case["id"]] for case in in_order}


def _finding(record_type: type[Record], row: Mapping[str, Any], question: str) -> Finding:
    return Finding(
        rule=RULE,
        severity=WARNS,
        record_type=record_type.__name__,
        record_id=str(row["id"]),
        question=question,
        message=NAMES_SOMEBODY,
    )
