"""An imagined year written into registers, month by month, and carried to headquarters as sticks arrive in truth.

One centre sends late, one leaves out months; of one the laptop was copied and both copies wrote on; of one it was stolen,
with a month's work on it, and a backup was enrolled anew. Sticks come the newest bundle first, some of them twice, and
some receipts are lost on their way back.
"""

import random
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

from centre_app import accounts
from centre_app.casework import exits
from centre_app.exchange import acknowledgement, bundle, inbox, line, partners, refusals
from centre_app.exchange.transfers import checking, letter, receipt, sending, taking
from centre_app.records import Bundle, CaseFile, StaffMember
from centre_app.register import AT_HEADQUARTERS, Register
from tests.centre_app.exchange.conftest import enrol
from tests.makers import SettableClock, a_register, a_transfer, an_admission, reopened
from tests.network.world import File, World, typing_day
from tests.network.writing import Scribe, Written, exit_of, settle

_ARRIVES = timedelta(days=3)  # after the day of typing
DEPUTY = "deputy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Troubles:
    """Which centre has which trouble; months are counted from nought. "" is none."""

    late: str = "KAY"
    gaps: str = "SIK"
    cloned: str = "MOP"
    cloned_in: int = 4
    stolen: str = "KOU"
    stolen_in: int = 6


@dataclass
class Centre:
    """A centre's register, and how far the facts are written in it."""

    scribe: Scribe
    clock: SettableClock

    @property
    def register(self) -> Register:
        return self.scribe.register


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of a register's folder, and how far the facts were written in it."""

    folder: Path
    written: Written


@dataclass
class Network:
    """Headquarters and its centres. `told` counts what headquarters said of each file that it was given."""

    headquarters: Register
    clock: SettableClock
    folder: Path
    troubles: Troubles
    chance: random.Random
    centres: dict[str, Centre] = field(default_factory=dict)
    on_the_way: dict[str, list[Path]] = field(default_factory=dict)
    told: Counter[tuple[str, str]] = field(default_factory=Counter)
    made: int = 0
    backup: Backup | None = None
    clone: Centre | None = None

    @classmethod
    def founded(cls, folder: Path, world: World, troubles: Troubles, *, seed: int) -> "Network":
        """Return a headquarters and its centres, enrolled, with nobody in them."""
        clock = SettableClock()
        headquarters = a_register(folder, kind=AT_HEADQUARTERS, code="BKO", clock=clock)
        partners.make_offline_keys(headquarters)
        network = cls(headquarters, clock, folder, troubles, random.Random(seed))
        for code in world.codes:
            own = SettableClock()
            register = a_register(folder, code=code, clock=own)
            if code == troubles.stolen:
                deputy = StaffMember(id=DEPUTY, name="Quelqu’un d’inventé", roles=frozenset({"director"}))
                accounts.add_person(register, deputy)
            network.centres[code] = Centre(Scribe(code, register, Written()), own)
            enrol(register, headquarters)
        network._hear_of_each_other(world.first_day)
        return network

    def _hear_of_each_other(self, month: date) -> None:
        """Let each centre send what it has, which is nobody, and get the cards of the others with the receipt."""
        for code, centre in self.centres.items():
            self._send(code, centre, month)
            for received in self._given(code, self.on_the_way.pop(code)[0]):
                written = acknowledgement.acknowledge(self.headquarters, received)
                acknowledgement.read_acknowledgement(centre.register, written.content)

    @property
    def houses(self) -> dict[str, Register]:
        """Return the registers of the centres that hold, by their codes."""
        return {code: centre.register for code, centre in self.centres.items()}

    def close(self) -> None:
        """Close every register."""
        self.headquarters.close()
        for centre in [*self.centres.values(), *([self.clone] if self.clone else [])]:
            centre.register.close()

    # --- the months --------------------------------------------------------------------------------------------

    def live(self, world: World) -> None:
        """Live all months; afterwards everything that holds has come to headquarters."""
        for number, first in enumerate(world.months):
            today = typing_day(first)
            for centre in self.centres.values():
                centre.clock.set(today)
                centre.scribe.write(world, first)
            for file in (one for one in world.files if one.comes_from and one.opened == today):
                self._move(file)
            self._clones_and_backups(number)
            for code, centre in self.centres.items():
                if code != self.troubles.gaps or number % 3 != 1:
                    self._send(code, centre, first)
            self._clone_goes_on(number, first)
            self.clock.set(today + _ARRIVES)
            self._sticks_arrive(except_=self.troubles.late if number % 2 == 0 else "")
            if number == self.troubles.stolen_in and self.troubles.stolen in self.centres:
                self._stolen_and_enrolled_anew(world, first)
        for code, centre in self.centres.items():
            centre.clock.move(days=7)
            self._send(code, centre, world.months[-1])
        self.clock.move(days=7)
        self._sticks_arrive()
        self._sticks_arrive()  # whoever waited for another centre

    # --- sticks ------------------------------------------------------------------------------------------------

    def _send(self, code: str, centre: Centre, month: date) -> None:
        files = bundle.seal(centre.register, bundle.prepare(centre.register, month=month))
        bundle.mark_written(centre.register, files)
        for sealed in files:
            self.made += 1
            stick = self.folder / "sticks" / str(self.made)
            stick.mkdir(parents=True)
            (stick / sealed.name).write_bytes(sealed.content)
            self.on_the_way.setdefault(code, []).append(stick / sealed.name)

    def _sticks_arrive(self, *, except_: str = "") -> None:
        """Give headquarters what is on the way, the newest first, and some of it once more."""
        for code in [code for code in self.on_the_way if code != except_]:
            carried = self.on_the_way.pop(code)
            again = [file for file in carried if self.chance.random() < 0.4]
            for file in [*reversed(carried), *again]:
                for received in self._given(code, file):
                    self._bring_back(received)

    def _given(self, code: str, file: Path) -> Iterator[Bundle]:
        """Do with a file what the page of receiving does, and yield what was received: it, and what had waited for it."""
        arrived = inbox.look_at(self.headquarters, file)
        if arrived.asks_about_a_new_line and code == self.troubles.stolen:
            self.told[code, "asked"] += 1
            arrived = inbox.look_at(self.headquarters, file, new_line_agreed=True)
        if not arrived.may_be_received:
            self.told[code, _why(arrived)] += 1
            return
        taken = inbox.take(self.headquarters, arrived)
        for one in (taken, *inbox.followers(self.headquarters, taken)):
            sender = self._code_of(one.received) if one.received else code
            self.told[sender, "received" if one.received else _why(one)] += 1
            if one.received:
                yield one.received

    def _code_of(self, received: Bundle) -> str:
        return next(code for code, one in self.centres.items() if one.register.centre_id == received.from_centre_id)

    def _bring_back(self, received: Bundle) -> None:
        """Carry the receipt to the centre; one of four is lost, and the next bundle holds everything once more."""
        code = self._code_of(received)
        if self.chance.random() < 0.25:
            self.told[code, "receipt lost"] += 1
            return
        content = acknowledgement.acknowledge(self.headquarters, received).content
        acknowledgement.read_acknowledgement(self.centres[code].register, content)

    # --- whoever moves -----------------------------------------------------------------------------------------

    def _move(self, file: File) -> None:
        """Let a girl leave one house for another, her file on a stick, and the receipt come back."""
        before = file.comes_from
        assert before is not None
        here, there = self.centres[before.centre], self.centres[file.centre]
        moved = a_transfer(
            here.scribe.case(before),
            transferred_on=before.stays[-1].left,
            decided_by=here.register.who,
            organisation_in_words=file.centre,
        )
        left = exit_of(here.scribe, before, before.stays[-1])
        exits.leave(here.register, here.scribe.case(before), left, transfer=moved)
        to = letter.neighbour(here.register, there.register.centre_id)
        sealed = sending.make(here.register, here.scribe.case(before), to)
        received = taking.take(there.register, checking.open_file(there.register, sealed.content))
        receipt.read(here.register, receipt.write(there.register, received).content)
        settle(there.scribe, file, str(received.case_id))

    # --- what goes wrong ---------------------------------------------------------------------------------------

    def _clones_and_backups(self, number: int) -> None:
        """Copy the laptop that has two lives from here on, and the one whose backup will be needed a month later."""
        code = self.troubles.cloned
        if code in self.centres and number == self.troubles.cloned_in:
            copied = self._copied(code, "clone")
            clock = SettableClock(self.centres[code].clock.moment)
            register = reopened(copied.folder, clock=clock)
            self.clone = Centre(Scribe(code, register, copied.written), clock)
        code = self.troubles.stolen
        if code in self.centres and number == self.troubles.stolen_in - 1:
            self.backup = self._copied(code, "backup")

    def _copied(self, code: str, name: str) -> Backup:
        centre = self.centres[code]
        folder = centre.register.folder
        centre.register.close()
        shutil.copytree(folder, self.folder / f"{code}.{name}")
        centre.scribe.register = reopened(folder, clock=centre.clock)
        return Backup(self.folder / f"{code}.{name}", centre.scribe.written.as_it_is())

    def _clone_goes_on(self, number: int, first: date) -> None:
        """The copy writes of somebody who stands in no other register, and sends: in its month and in the next one."""
        code = self.troubles.cloned
        if self.clone is None or number > self.troubles.cloned_in + 1:
            return
        self.clone.clock.set(typing_day(first))
        person, name, case, intake, stay = an_admission(family=f"Double{number}", admitted_on=first)
        assert isinstance(case, CaseFile)
        case = replace(case, code=f"{code}-26-9{number:03d}", opened_on=first)
        self.clone.register.save(person, name, case, intake, stay, heed_findings=False)
        carried = self.on_the_way.pop(code, [])
        self._send(code, self.clone, first)
        copies = self.on_the_way[code]
        self.on_the_way[code] = [*copies, *carried]  # what is carried first is given last

    def _stolen_and_enrolled_anew(self, world: World, first: date) -> None:
        """Their laptop is gone with a month's work: the backup goes on under new keys, and the month is typed again."""
        code = self.troubles.stolen
        centre, backup = self.centres[code], self.backup
        assert backup is not None
        (card,) = [one for one in partners.centres_of(self.headquarters) if one.code == code]
        partners.revoke(self.headquarters, card, since=self.headquarters.today)
        self._send(code, centre, first)  # by whoever has the laptop now
        self._sticks_arrive(except_=self.troubles.late)
        centre.register.close()
        centre.clock.set(self.headquarters.today)
        centre.scribe = Scribe(code, reopened(backup.folder, clock=centre.clock), backup.written.as_it_is())
        accounts.revoke(centre.register, DEPUTY)  # who had the keys in their hands; so the register gets new ones
        line.begin_new_line(centre.register)
        enrol(centre.register, self.headquarters)
        centre.scribe.write(world, first)
        self._send(code, centre, first)
        self._sticks_arrive(except_=self.troubles.late)


def _why(arrived: inbox.Arrived) -> str:
    problem = arrived.problem
    return problem.reason if isinstance(problem, refusals.Refusal) else type(problem).__name__
