"""Stating the right time when the laptop's clock is wrong."""

from datetime import datetime

from centre_app.questions import CENTRE, moment_of, moment_text
from centre_app.register import Register, as_problems
from centre_app.right_time import Statement
from db.history import Entry

STATED = "clock_stated"  # the line of history


def state_the_time(register: Register, right: datetime) -> None:
    """Take this for the right time from now on, whatever the laptop says. Raises OnlyTheDirector.

    What was written under the wrong clock stays as it is, marked; what comes now follows it by number.
    """
    with as_problems():
        _ = register.keys.authority
        laptop = register.clock.laptop()
        stated = Statement(right=right, clock=laptop, over=register.vault.last_entry_at() or "")
        line = Entry(action=STATED, was={"clock": moment_text(laptop), "stated": moment_text(right)})
        with register.vault.transaction():
            register.vault.note_within(CENTRE, line, by=register.author, at=moment_text(right))
            register.vault.put_meta(stated.to_meta())
        register.clock.stated = stated


def may_state(register: Register) -> bool:
    """Say whether whoever is at the laptop may state the right time: a director or deputy."""
    return register.keys.slot.keeps_own


def whom_to_ask(register: Register) -> list[str]:
    """Return the ids of those who may state it."""
    return [slot.id for slot in register.keys.key_file.people if slot.keeps_own and not slot.is_suspended]


def last_written(register: Register) -> datetime | None:
    """Return when something was last written by a clock that nobody doubted."""
    at = register.vault.last_entry_at()
    return moment_of(at) if at else None
