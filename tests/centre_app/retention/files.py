"""Files of somebody who left long ago, filled with words that must be found nowhere afterwards."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

from centre_app import accounts
from centre_app.dates import Birth
from centre_app.exchange.withheld import CASES, PERSONS, withheld_of
from centre_app.kinds import Place, Reference, Words
from centre_app.opening import open_register, unlock_keys
from centre_app.questions import Record
from centre_app.records import (
    RECORD_TYPES,
    CaseFile,
    Consent,
    Exit,
    LegalCase,
    Letter,
    Person,
    RetentionEvent,
    RetentionHold,
    StaffMember,
    Stay,
)
from centre_app.records.papers import Paper
from centre_app.register import Register
from centre_app.retention import asking
from centre_app.retention.standing import ANONYMISE
from centre_app.rights import TABLE, Rights
from db.rows import Content
from tests.makers import SettableClock, an_admission, an_exit

LEFT_ON = date(2016, 5, 4)
# What would keep a file, if it stood open.
SETTLED: dict[type[Record], dict[str, Any]] = {
    LegalCase: {"status": "won"},
    RetentionHold: {"why": "inquiry", "from_on": LEFT_ON, "lifted_on": LEFT_ON},
    Letter: {"filed_at": datetime(2016, 5, 4, 9, tzinfo=UTC)},
}
MARK = "Zqxjwv"  # stands in no word of the program, nor by chance among the bytes of signatures
PAGE, RESERVED, SALT = 4096, 80, 16


def gone(
    register: Register,
    *,
    left_on: date = LEFT_ON,
    code: str = "SEG-16-0007",
    because: str = "family_reunified",
    **born: Any,
) -> CaseFile:
    """Somebody who stayed for two months and left; her file is closed."""
    person, name, case, intake, stay = an_admission()
    arrived = left_on.replace(month=left_on.month - 2)
    birth = born.get("birth", Birth.exact(date(1990, 7, 14)))
    stay = replace(stay, admitted_on=arrived, ended_on=left_on)
    case = replace(case, code=code, status="closed", opened_on=arrived, closed_on=left_on, closed_because=because)
    person = replace(person, birth=birth, age_basis="birth_certificate")
    intake = replace(intake, contact_on=arrived)
    left = an_exit(stay, left_on=left_on)
    saved = register.save(person, name, case, intake, stay, left, heed_findings=False)
    return next(record for record in saved if isinstance(record, CaseFile))


def as_everybody(register: Register) -> None:
    """Let whoever is at the laptop write what every role of a centre writes, in what is open to her."""
    register._act_for(register.who, Rights(role for role in TABLE if not role.startswith("hq_")))


def another(register: Register, *roles: str, who: str = "the-deputy") -> str:
    """Let somebody else in; return her passphrase. A director has it from a third person, so that she is a second one."""
    passphrase = accounts.add_person(register, StaffMember(id=who, name=f"Somebody {who}", roles=frozenset(roles)))
    return given_by_a_third(register, who) if "director" in roles else passphrase


def given_by_a_third(register: Register, who: str) -> str:
    """Let a third person give somebody a new passphrase, and return it."""
    third, own = f"a-third-for-{who}", register.keys
    known = any(slot.id == third for slot in own.key_file.people)
    member = StaffMember(id=third, name="Somebody else", roles=frozenset({"director"}))
    passphrase = accounts.reset(register, third) if known else accounts.add_person(register, member)
    register.keys = unlock_keys(register.folder, third, passphrase, clock=register.clock)
    try:
        return accounts.reset(register, who)
    finally:
        register.keys, own.key_file = own, register.keys.key_file


def erase(register: Register, case: CaseFile, act: str = ANONYMISE) -> RetentionEvent:
    """Whoever is at the laptop asks, the deputy decides beside her."""
    known = any(slot.id == "the-deputy" for slot in register.keys.key_file.people)
    passphrase = given_by_a_third(register, "the-deputy") if known else another(register, "director")
    event = asking.ask(register, case.id, act, reason="Her time has come")
    return asking.decide_beside(register, event.id, "the-deputy", passphrase)


# --- every word of a file --------------------------------------------------------------------------------------


def fill(register: Register, case: CaseFile, *, only: frozenset[str] = frozenset()) -> list[str]:
    """Write a marker into every answer in words of every kind of record of a file, twice, and return all markers."""
    numbers, markers = count(1), []

    def marker(kind: type[Record], name: str) -> str:
        markers.append(f"{MARK}{next(numbers)}{kind.__name__}{name}".replace("_", ""))
        return markers[-1]

    for kind in kinds_about_somebody(register):
        if only and kind.compartment not in only:
            continue
        first = filled(kind, case, marker)
        contents = _contents(first, marker) if issubclass(kind, Paper) else []
        (saved,) = register.save(first, heed_findings=False, contents=contents)
        if kind is not Consent:  # a line of the ledger stays as it is
            (saved,) = register.save(replace(saved, **answers(kind, marker)), heed_findings=False)
            register.void(saved, reason=marker(kind, "why void"))
        if not contents:
            register.save(filled(kind, case, marker), heed_findings=False)
    for kind in (Person, Stay, Exit) if not only else ():
        (standing,) = register.as_stored.find(
            kind, **{"id": case.person_id} if kind is Person else {"case_id": case.id}
        )
        register.save(replace(standing, **answers(kind, marker)), heed_findings=False)
    return markers


def _contents(paper: Record, marker: Any) -> list[Content]:
    whole, picture = (marker(type(paper), part).encode() for part in ("whole", "picture"))
    return [Content(table=paper.table, paper_id=paper.id, whole=whole, picture=picture)]


def kinds_about_somebody(register: Register) -> Iterator[type[Record]]:
    for kind in RECORD_TYPES:
        is_hers = withheld_of(kind).tells_of and kind not in (CaseFile, Person, Stay, Exit, RetentionEvent)
        if is_hers and kind.compartment in register.vault.compartments:
            yield kind


def filled(kind: type[Record], case: CaseFile, marker: Any) -> Record:
    hangs: dict[str, Any] = {}
    for name, question in kind.questions.items():
        if isinstance(question.kind, Reference) and question.kind.table == CASES:
            hangs[name] = case.id
        elif isinstance(question.kind, Reference) and question.kind.table == PERSONS:
            hangs[name] = case.person_id
        elif isinstance(question.kind, Reference) and question.required:
            hangs[name] = "018f0000-0000-7000-8000-000000000000"
    return kind(**hangs, **answers(kind, marker), **SETTLED.get(kind, {}))


def answers(kind: type[Record], marker: Any) -> dict[str, str]:
    """Return a marker for every answer in words, places included; what cannot identify anybody is left out."""
    told = {
        name: marker(kind, name)
        for name, question in kind.questions.items()
        if isinstance(question.kind, (Words, Place)) and not question.harmless
    }
    return {name: word for name, word in told.items() if name not in ("sha256", "picture_sha256")}


# --- every byte of a register ----------------------------------------------------------------------------------


def bytes_of(folder: Path, keys: dict[str, bytes]) -> bytes:
    """Return every page of every database, decrypted: free pages as well."""
    return b"".join(_pages(folder / f"{name}.db", key) for name, key in keys.items())


def _pages(path: Path, key: bytes) -> bytes:
    content, plain = path.read_bytes(), []
    for at in range(0, len(content), PAGE):
        page = content[at : at + PAGE]
        sealed = page[SALT if at == 0 else 0 : PAGE - RESERVED]
        iv = page[PAGE - RESERVED : PAGE - RESERVED + 16]
        reader = Cipher(AES(bytes.fromhex(key[2:66].decode())), CBC(iv)).decryptor()
        plain.append(reader.update(sealed) + reader.finalize())
    return b"".join(plain)


def marks_in(content: bytes) -> list[str]:
    """Return the markers that stand in some bytes, in whichever case the search has folded them to."""
    low, mark, found = content.lower(), MARK.lower().encode(), []
    at = low.find(mark)
    while at >= 0 and len(found) < 20:
        found.append(content[at : at + 40].decode("utf-8", "replace"))
        at = low.find(mark, at + 1)
    return found


def opened(folder: Path, who: str, passphrase: str) -> Register:
    """Open a register as somebody who was let in, in the clock of these tests."""
    return open_register(folder, who, passphrase, clock=SettableClock())
