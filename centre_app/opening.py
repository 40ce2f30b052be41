"""Making a register and opening one: the key file first, then the databases.

A wrong passphrase costs a growing wait, kept beside the register so that a restart does not forget it. What failed
before anybody could write history is written there at the next unlocking.
"""

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from centre_app import psea
from centre_app.backups import restoring
from centre_app.casework.rooms import RoomPlan, add_rooms
from centre_app.damage import SET_ASIDE
from centre_app.dates import utc_now
from centre_app.exchange.transfers import trace
from centre_app.folding import fold
from centre_app.ids import new_id
from centre_app.language import N_
from centre_app.problems import AlreadyARegister, DiskProblem
from centre_app.questions import CENTRE, moment_text
from centre_app.records import Centre, StaffMember
from centre_app.register import Clock, Register, as_problems
from centre_app.retention import erasing
from centre_app.roles import compartments_of
from db import leftovers, making, tries
from db.errors import UnknownPerson, WrongPassphrase
from db.files import made_whole
from db.history import Entry
from db.keys import Argon2Cost, KeyFile, OpenKeys, calibrate, create_keys, read_key_file, unlock
from db.recovery import put_paper


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """What a new register is made from; `kind` is AT_A_CENTRE or AT_HEADQUARTERS."""

    kind: str
    code: str
    name: str
    person: str
    roles: frozenset[str]
    passphrase: str = field(repr=False)
    sex: str | None = None
    region: str | None = None
    rooms: tuple[RoomPlan, ...] = ()
    is_training: bool = False  # everybody in it is invented; see training.py
    paper_code: str = field(default="", repr=False)  # of the recovery sheet, printed and typed back; see recovery.py


LOGIN, LOCK = "login", "lock"  # lines of history

# What creating does, in its order, as whoever waits for it is told.
STEPS = (
    N_("Measuring how long a guess at the passphrase takes here"),
    N_("Making the keys"),
    N_("Making the databases"),
    N_("Writing down the house"),
)
MEASURING, MAKING_KEYS, MAKING_DATABASES, WRITING = STEPS


def create_register(
    folder: Path,
    beginning: Beginning,
    *,
    clock: Clock = utc_now,
    cost: Argon2Cost | None = None,
    told: Callable[[str], object] = lambda step: None,
) -> None:
    """Make a register in a folder that does not exist yet, with its first person.

    The key derivation is measured to about one second on this machine unless a cost is given. `told` hears each of
    STEPS as it begins and may raise to stop. Raises AlreadyARegister or a DiskProblem; no register
    stands there then, nor after a power cut.
    """
    if os.path.lexists(folder):
        raise AlreadyARegister
    with as_problems(), made_whole(folder) as unfinished:
        told(MEASURING)
        _fill(unfinished, beginning, clock, cost or calibrate(), told)


def _fill(folder: Path, beginning: Beginning, clock: Clock, cost: Argon2Cost, told: Callable[[str], object]) -> None:
    person_id, centre_id = new_id(), new_id()
    told(MAKING_KEYS)
    keys = create_keys(
        folder,
        register_id=new_id(),
        kind=beginning.kind,
        code=beginning.code,
        name=beginning.name,
        compartments=compartments_of(beginning.roles),
        person_id=person_id,
        person_name=beginning.person,
        roles=sorted(beginning.roles),
        passphrase=beginning.passphrase,
        cost=cost,
        is_training=beginning.is_training,
    )
    if beginning.paper_code:
        put_paper(keys, beginning.paper_code, at=moment_text(clock()))
    meta = {"centre_id": centre_id, "kind": beginning.kind, "code": beginning.code, "lineage": new_id()}
    told(MAKING_DATABASES)
    making.create(folder, keys.sqlcipher_keys(), meta)
    told(WRITING)
    with Register(folder, keys, clock=clock) as register:
        register.save(
            Centre(id=centre_id, name=beginning.name, code=beginning.code, region=beginning.region),
            StaffMember(
                id=person_id,
                name=beginning.person,
                sex=beginning.sex,
                roles=beginning.roles,
                active_from=register.today,
            ),
        )
        add_rooms(register, *beginning.rooms)


def open_register(folder: Path, person: str, passphrase: str, *, clock: Clock = utc_now) -> Register:
    """Open a register for one person, named by her id or by the name shown on the unlock page.

    Raises an UnlockProblem or a RegisterProblem; nothing in the register is written when it does.
    """
    return open_with(folder, unlock_keys(folder, person, passphrase, clock=clock), clock=clock)


def unlock_keys(folder: Path, person: str, passphrase: str, *, clock: Clock = utc_now) -> OpenKeys:
    """Return one person's keys: the slow half of opening, which may run in any thread. Raises an UnlockProblem."""
    with as_problems():
        now = clock().timestamp()
        key_file = read_key_file(folder)
        person_id = _person_id(key_file, person)
        tries.check_may_try(folder, now=now)
        try:
            keys = unlock(key_file, person_id, passphrase)
        except WrongPassphrase:
            tries.remember_failure(folder, person_id, now=now)
            raise
        tries.remember_success(folder)
        return keys


def open_with(folder: Path, keys: OpenKeys, *, clock: Clock = utc_now) -> Register:
    """Open the databases with a person's keys, in the thread that will use them. Raises a RegisterProblem."""
    with as_problems():
        try:
            register = Register(folder, keys, clock=clock)
        except BaseException:
            keys.wipe()
            raise
        restoring.settle_place(folder)
        leftovers.sweep(folder)
        _write_down_who_came(register, tries.failures(folder))
        with suppress(DiskProblem):  # they go on waiting; what she opens the register for tells her of the disk
            restoring.tell_of_restore(register)
            psea.enter_those_of_other_days(register)
            trace.finish(register)  # of who moved away while only she could open what there was
            if (folder / SET_ASIDE).is_dir():
                _tell_what_was_put_back(register)
            erasing.finish(register)  # and of whom two people decided to forget
        return register


def _tell_what_was_put_back(register: Register) -> None:
    from centre_app.damage import findings  # late: most registers are never damaged

    findings.tell(register)


def lock(register: Register) -> None:
    """Tell history that she leaves, and shut the register. A disk that takes no line keeps nothing open."""
    try:
        with suppress(DiskProblem):
            register.leave_line(CENTRE, Entry(action=LOCK, record_table="staff", record_id=register.who))
    finally:
        register.close()


def _person_id(key_file: KeyFile, person: str) -> str:
    matching = [one.id for one in key_file.people if person == one.id or fold(person) == fold(one.shown)]
    if len(matching) != 1:
        raise UnknownPerson
    return matching[0]


def _write_down_who_came(register: Register, failed: Sequence[tries.Failure]) -> None:
    """Tell history of the wrong tries that came before any key, and of this login.

    A disk that takes no line keeps nobody out: she may be here to make room on it. The wrong tries go on waiting then.
    """
    lines = [
        Entry(
            action="wrong_passphrase",
            record_table="staff",
            record_id=failure.person_id,
            was={"at": moment_text(datetime.fromtimestamp(failure.at, UTC))},
        )
        for failure in failed
    ]
    with suppress(DiskProblem):
        register.leave_line(CENTRE, *lines, Entry(action=LOGIN, record_table="staff", record_id=register.who))
        if failed:
            tries.forget(register.folder, failed)
