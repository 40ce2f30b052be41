"""Reports of abuse by staff as the centre keeps them: sealed texts that nobody here can open, under nobody's name.

A report's line of history is not written together with it: between the logins and locks of that hour it would name the
author. The text waits, and is entered at the first unlocking of a later day, or when a bundle is sealed, whichever is
first. What still points at somebody: who alone was at the laptop since the last of these two moments.

Writing one, and reading it at headquarters, is exchange/abuse_reports.py.
"""

import uuid

from centre_app.questions import moment_text, to_row
from centre_app.records import SealedReport
from centre_app.register import Register, as_problems
from db import nameless
from db.nameless import HOUSE

__all__ = ["HOUSE", "enter_all", "enter_those_of_other_days", "signing_keys_with_house", "wait"]


def signing_keys_with_house(register: Register) -> dict[str, tuple[bytes, ...]]:
    """Return the keys that prove lines of history, by whom they name; the house among them once it wrote one."""
    of_house = nameless.public_key(register.vault)
    people = register.keys.trusted_signing_keys
    return {**people, HOUSE: (of_house,)} if of_house else dict(people)


def wait(register: Register, sealed: str) -> str:
    """Keep a sealed report until it is entered, and return its id, which is random: a dated one would tell the moment."""
    report_id = str(uuid.uuid4())
    with as_problems():
        nameless.put(register.vault, report_id, day=register.today.isoformat(), text=sealed)
    return report_id


def enter_those_of_other_days(register: Register) -> None:
    """Enter what was written on another day than today, whoever it is that opens the register."""
    _enter(register, but_of_day=register.today.isoformat())


def enter_all(register: Register) -> bool:
    """Enter all that waits, for a bundle is about to leave; say whether there was anything."""
    return _enter(register)


def _enter(register: Register, but_of_day: str = "") -> bool:
    if register.is_headquarters:
        return False
    with as_problems():
        waiting = nameless.waiting(register.vault, but_of_day=but_of_day)
        rows = [
            to_row(SealedReport(id=report_id, centre_id=register.centre_id, sealed=sealed))
            for report_id, sealed in waiting.items()
        ]
        if rows:
            nameless.enter(register.vault, rows, at=moment_text(register.now), clock_suspect=register.clock_is_suspect)
    return bool(rows)
