"""Whom a backup from before her erasing has brought back: two people had decided that nothing of her stays.

When a register is put back, the one that gives up its place tells which erasings the backup knows nothing of. History keeps
their certificates, and each is asked for again until her file is erased once more. Nobody does it by herself: it takes two.
"""

import json
from collections.abc import Iterator, Mapping

from centre_app.backups.standing import RESTORED
from centre_app.faults import Fault
from centre_app.language import N_
from centre_app.questions import CARE, CENTRE
from centre_app.records import CaseFile, RetentionEvent
from centre_app.register import Register
from centre_app.retention.standing import DONE

CAME_BACK = N_("The file of certificate {number} was erased, and a backup from before has brought it back: have it erased again.")  # fmt: skip


def known_erasings(register: Register) -> Mapping[str, str] | None:
    """Return the certificate of each file that was erased, and of those that came back; None where none can be known."""
    if CARE not in register.vault.compartments:
        return None
    done = {event.case_id: event.certificate or "" for event in register.as_stored.find(RetentionEvent, state=DONE)}
    return {**come_back(register), **done}


def come_back(register: Register) -> dict[str, str]:
    """Return the certificates, by file, of those who stand in the register again since it was put back."""
    if CARE not in register.vault.compartments:
        return {}
    told = _told(register) or {}
    again = {event.case_id for event in register.as_stored.find(RetentionEvent, state=DONE)} if told else set()
    return {
        case_id: number
        for case_id, number in told.items()
        if case_id not in again and register.as_stored.get(CaseFile, case_id) is not None
    }


def is_unknown(register: Register) -> bool:
    """Say whether it was put back without the register that was there: on another laptop, or after a damage."""
    return register.vault.last_line(CENTRE, RESTORED) is not None and _told(register) is None


def faults_of_come_back(register: Register) -> Iterator[Fault]:
    """Yield each for `check`."""
    for number in sorted(come_back(register).values()):
        yield Fault(message=CAME_BACK, parts={"number": number})


def _told(register: Register) -> Mapping[str, str] | None:
    line = register.vault.last_line(CENTRE, RESTORED)
    erased = json.loads(line["was"]).get("erased") if line is not None and line["was"] else None
    return erased if isinstance(erased, dict) else None
