"""Making a training register: a house with invented people and a month of their life, and a key for everybody there."""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from centre_app import training
from centre_app.demo import house, month
from centre_app.language import N_, Language
from centre_app.opening import Beginning, create_register, open_register
from centre_app.problems import AlreadyARegister
from centre_app.questions import moment_text
from centre_app.records import StaffMember
from centre_app.register import AT_A_CENTRE, Clock, Register, as_problems
from centre_app.roles import compartments_of, keeps_own
from db import making
from db.files import made_whole
from db.key_content import Argon2Cost

CODE = "ENT"
NAME = N_("Training centre")
RESIDENTS, SEED = 12, 7
DAYS = RESIDENTS + (month.NIGHTS_BEFORE + month.MONTH).days + 1  # as `month.live` tells them

# It protects nobody: the passphrase stands on the door. So it opens at once, on the oldest laptop too.
COST = Argon2Cost(memory_kib=1024, passes=1, lanes=1)

# What making does, in its order, as whoever waits for it is told.
KEYS = N_("Making the keys and the databases")
LIVING = N_("Inventing residents and a month of their life")
PEOPLE = N_("Giving a key to everybody who works there")

Told = Callable[[str, int, int], object]


def make(folder: Path, language: Language, *, clock: Clock, told: Told = lambda step, done, total: None) -> None:
    """Make a training register in a folder that does not exist yet; it stands there whole or not at all.

    `told` hears each step with how much of it is done and how much there is; it may raise to stop.
    Raises AlreadyARegister or a DiskProblem.
    """
    if os.path.lexists(folder):
        raise AlreadyARegister
    today = month.last_whole_day(clock())
    invented = house.SettableClock(month.founding_day(today))
    told(KEYS, 0, DAYS)
    with as_problems(), made_whole(folder) as unfinished:
        unfinished.rmdir()  # a register is made where nothing stands
        create_register(unfinished, _beginning(language), clock=invented, cost=COST)
        with open_register(unfinished, house.DIRECTOR, training.PASSPHRASE, clock=invented) as register:
            days = iter(range(1, DAYS + 1))
            month.live(
                register,
                invented,
                today=today,
                residents=RESIDENTS,
                seed=SEED,
                name=language.say(NAME),
                told=lambda _day: told(LIVING, next(days, DAYS), DAYS),
            )
            told(PEOPLE, DAYS, DAYS)
            _let_everybody_in(register)


def _beginning(language: Language) -> Beginning:
    return Beginning(
        kind=AT_A_CENTRE,
        code=CODE,
        name=language.say(NAME),
        person=house.DIRECTOR,
        roles=frozenset({"director"}),
        passphrase=training.PASSPHRASE,
        is_training=True,
    )


def _let_everybody_in(register: Register) -> None:
    """Give each of the others a key that the same passphrase opens, for it stands on the door."""
    for member in register.find(StaffMember):
        if member.id != register.who:
            _give_key(register, member)


def _give_key(register: Register, member: StaffMember) -> None:
    roles = sorted(member.roles or ())
    with as_problems():
        slot = register.keys.new_person(
            member.id,
            shown=member.name or "",
            roles=roles,
            compartments=compartments_of(roles),
            keeps_own=keeps_own(roles),
            passphrase=training.PASSPHRASE,
            cost=COST,
        )
        register.keys.put_person(
            replace(slot, must_change=False),
            action="add_person",
            at=moment_text(register.now),
            made=lambda key: making.create_compartment(register.folder, key.name, key.sqlcipher),
        )
        register.remember_key_file()
