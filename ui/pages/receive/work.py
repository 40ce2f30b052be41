"""What receiving does off the window's thread, with the register over connections of its own."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from centre_app.backups import making
from centre_app.choices.keys import BackupReason
from centre_app.exchange import inbox
from centre_app.exchange.inbox import Arrived
from centre_app.indicators import coded_copy
from centre_app.language import Language
from centre_app.problems import Problem
from centre_app.register import Register
from ui.background import Progress
from ui.backup_keeper import told_of
from ui.beside import stoppable


def looking(
    register: Register, files: Sequence[Path], *, agreed: Collection[Path]
) -> Callable[[Progress], list[Arrived]]:
    """Look at files in the order given; those in `agreed` may begin a new line of their centre."""

    def look(progress: Progress) -> list[Arrived]:
        found = []
        with stoppable(register, progress) as beside:
            for number, file in enumerate(files):
                progress(file.name, done=number, total=len(files))
                found.append(inbox.look_at(beside, file, new_line_agreed=file in agreed))
        return found

    return look


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """How receiving one file ended: `receipt` is the name of its acknowledgement, or `not_given` why there is none."""

    arrived: Arrived
    receipt: str = ""
    not_given: Problem | None = None


class Receiving:
    """Takes files in one after the other, each as one act; `taken` says how far it came, also when it was stopped.

    A backup is made before the first.
    """

    def __init__(self, register: Register, wanted: Sequence[Arrived], language: Language) -> None:
        self.taken: list[Taken] = []
        self._register, self._wanted, self._language = register, wanted, language

    def __call__(self, progress: Progress) -> None:
        with stoppable(self._register, progress) as beside:
            making.before(beside, BackupReason.BEFORE_RECEIVING, told=told_of(progress, self._language))
            for number, arrived in enumerate(self._wanted):
                progress(arrived.file.name, done=number, total=len(self._wanted))
                taken = inbox.take(beside, arrived)
                if taken.problem:
                    progress.check()  # stopped by hand it was not refused
                beside.vault.stop_when(lambda: False)  # what is received gets its receipt
                self.taken.append(Taken(arrived=taken) if taken.problem else given(beside, taken, taken.file.parent))
                followers = inbox.followers(beside, taken)  # their receipts go with the stick that let them follow
                self.taken += [given(beside, one, taken.file.parent) for one in followers]
                beside.vault.stop_when(lambda: progress.is_stopped)
            beside.vault.stop_when(lambda: False)
            if any(each.arrived.received for each in self.taken):
                coded_copy.renew_all(beside)


def writing(register: Register, arrived: Arrived, folder: Path) -> Callable[[Progress], Taken]:
    """Write the acknowledgement of what was received before, on another stick."""

    def write(progress: Progress) -> Taken:
        with register.in_this_thread() as beside:
            return given(beside, arrived, folder)

    return write


def given(register: Register, arrived: Arrived, folder: Path) -> Taken:
    """Write the acknowledgement of what was received, or say why it could not be written."""
    try:
        return Taken(arrived=arrived, receipt=inbox.give_receipt(register, arrived, folder))
    except Problem as problem:
        return Taken(arrived=arrived, not_given=problem)
