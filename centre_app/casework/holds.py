"""Beds that are kept free for a time: somebody is announced, or it must not be slept in.

As with a bed that is given, it is kept from the evening of one day to the morning of another; without a last day, until
somebody lifts it. Whoever gives such a bed all the same says why (rule V7): it never keeps anybody from sleeping.
"""

import dataclasses
from datetime import date

from centre_app.records import BedHold
from centre_app.register import Register
from centre_app.rules.housing import keeps

HOLD = "hold_bed"  # what history calls it


def hold_bed(register: Register, bed_id: str, *, why: str | None, from_on: date, to_on: date | None = None) -> BedHold:
    """Keep a bed free. Raises NotSaved where no reason is given, the days are wrong, or it is kept already."""
    return keep_free(register, BedHold(bed_id=bed_id, why=why, from_on=from_on, to_on=to_on))


def keep_free(register: Register, hold: BedHold) -> BedHold:
    """Write a hold as a form gives it back. Raises NotSaved."""
    return register.save(hold, action=HOLD)[0]


def lift_hold(register: Register, hold: BedHold) -> BedHold:
    """Let a bed be slept in again from this evening on; a hold that had not begun is taken back."""
    if hold.from_on is not None and hold.from_on >= register.today:
        gone = dataclasses.replace(
            hold, voided_at=register.now, voided_by=register.who, void_reason="lifted before its first night"
        )
        return register.save(gone, action=HOLD)[0]
    return register.save(dataclasses.replace(hold, to_on=register.today), action=HOLD)[0]


def holds_on(register: Register, night: date) -> dict[str, BedHold]:
    """Return the beds that are kept free on a night, each with its hold."""
    if not register.can_open(BedHold):
        return {}
    return {hold.bed_id: hold for hold in register.find(BedHold) if keeps(hold, night)}
