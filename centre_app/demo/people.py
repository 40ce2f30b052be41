"""The people of the demonstration who have a key: who they are, and the passphrases that are printed for whoever tries it.

They are let in as the page of people lets anybody in: by the director, on a slip, and each chooses her own at her first
login. One has not come yet; whoever opens the register with that slip sees the first login.
"""

import dataclasses
from collections.abc import Mapping
from pathlib import Path

from centre_app import accounts
from centre_app.choices.keys import UserRole
from centre_app.demo.house import SettableClock
from centre_app.opening import open_register
from centre_app.records import StaffMember
from centre_app.register import Register

DEPUTY = "AD"
NOT_YET_HERE = "BK"
# By staff code. Printed on the screen of whoever asks for a demonstration: they protect nobody.
CHOSEN: Mapping[str, str] = {
    DEPUTY: "baobab lanterne tissage corde matin",
    "MT": "tamarin pirogue cahier sable lune",
    "OM": "bassine fleuve natte jardin pintade",
    "RD": "calao foulard argile chemin hibou",
}

Slips = dict[str, tuple[StaffMember, str]]  # by staff code: who, and her first passphrase


def let_in(register: Register) -> Slips:
    """Give the team its keys: deputy, case manager, nurse, psychologist, night supervisor."""
    slips: Slips = {}
    for code in (*CHOSEN, NOT_YET_HERE):
        member = register.only(StaffMember, staff_code=code)
        assert member is not None, code
        if code == DEPUTY:
            member = dataclasses.replace(member, roles=member.roles | {UserRole.DIRECTOR})
        slips[code] = (member, accounts.add_person(register, member))
    return slips


def come_in(folder: Path, slips: Slips, clock: SettableClock) -> list[tuple[str, str]]:
    """Let everybody but one choose a passphrase of her own; return names and passphrases, as they open the register now."""
    known = []
    for code, (member, first) in slips.items():
        passphrase = CHOSEN.get(code, first)
        if code in CHOSEN:
            with open_register(folder, member.id, first, clock=clock) as register:
                accounts.choose_own_passphrase(register, passphrase)
        known.append((member.name or "", passphrase))
    return known
