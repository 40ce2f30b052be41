"""What can go wrong with keys, files and databases, as plain errors.

No message here carries a person's words, a name or a path: `centre_app.problems` turns each class into a
sentence with advice. An error that is not in this tree is a bug.

    StorageError
    ├── KeyProblem
    │   ├── WrongPassphrase              the slot did not open
    │   ├── WaitBeforeTrying             after five wrong tries
    │   ├── UnknownPerson                no such slot in the key file
    │   ├── NotEnoughMemory              the derivation needs more than the machine has
    │   ├── KeyFileMissing               neither copy is there
    │   │   └── KeyFileGone              … where databases are: somebody took it away
    │   ├── KeyFileDamaged               no copy can be read
    │   ├── KeyFileTooNew                written by a newer program
    │   ├── KeyFileAltered               read and unlocked, but not what the register sealed
    │   ├── KeyFileRolledBack            an older copy than the register remembers
    │   ├── NotTheAuthority              only director and deputy say who may open what
    │   ├── NotAPaperCode                what was typed is no code of a recovery sheet
    │   ├── WrongPaperCode               a code, but not that of this register's sheet
    │   ├── NoWayToRecover               nothing was set up that this could open
    │   └── BackupOfOtherKeys            a backup that none of one's keys opens, former ones included
    ├── DoesNotOpen                      a box or letter that was not shut for this key
    ├── CompartmentShut                  this person holds no key to it
    ├── RegisterProblem
    │   ├── NotARegister · NewerRegister · RegisterBusy · MissingCompartment · DamagedCompartment
    │   ├── BackupDamaged                what stands in a backup is not what was written
    │   └── UnfinishedSave               a save was cut short in a compartment that is shut: only its own key puts it right
    └── DiskProblem
        ├── DiskFull · ReadOnlyDisk · DriveGone · DiskFailing · NotAllowed
        ├── NotEnoughRoom                before anything large is begun
        └── FileTooLarge · TooLargeForStick · WrittenDiffers · BadFileName · FileAlreadyThere
"""

from __future__ import annotations


class StorageError(Exception):
    """The root of every expected error of `db`."""


class KeyProblem(StorageError):
    """Something about the key file or a passphrase."""


class WrongPassphrase(KeyProblem):
    """The passphrase does not open this person's slot."""


class WaitBeforeTrying(KeyProblem):
    """Too many wrong tries; the next one is allowed after `seconds`."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class UnknownPerson(KeyProblem):
    """The key file has no slot for this person."""


class NotEnoughMemory(KeyProblem):
    """The machine cannot give the memory that this slot's derivation asks for."""


class KeyFileMissing(KeyProblem):
    """Neither copy of the key file is in the folder."""


class KeyFileGone(KeyFileMissing):
    """Neither copy is there, and databases are: this was a register."""


class KeyFileDamaged(KeyProblem):
    """No copy of the key file can be read."""


class KeyFileTooNew(KeyProblem):
    """The key file was written by a newer program."""


class KeyFileAltered(KeyProblem):
    """The key file is well formed, but it is not the one that the register sealed."""


class KeyFileRolledBack(KeyProblem):
    """The key file is older than the register remembers."""


class KeysDoNotFit(KeyFileRolledBack):
    """The keys open none of the databases: the key file is of another day than they are."""


class NotTheAuthority(KeyProblem):
    """Only whoever keeps the register's own keys says who may open what."""


class NotAPaperCode(KeyProblem):
    """What was typed is not a recovery code: a sign is missing, or its check does not hold."""


class WrongPaperCode(KeyProblem):
    """It is a recovery code, but not the one of this register's present sheet."""


class NoWayToRecover(KeyProblem):
    """No recovery was set up that this paper, file or key could open."""


class BackupOfOtherKeys(KeyProblem):
    """None of the keys that this person holds, former ones included, opens the backup."""


class DoesNotOpen(StorageError):
    """The key, the context or the content is not the one that it was shut with."""


class CompartmentShut(StorageError):
    """The person who unlocked holds no key to this compartment."""

    def __init__(self, compartment: str) -> None:
        super().__init__(compartment)
        self.compartment = compartment


class RegisterProblem(StorageError):
    """Something about the register as a folder of databases."""


class NotARegister(RegisterProblem):
    """The folder, or a database in it, is not one of ours."""


class NewerRegister(RegisterProblem):
    """The register was written by a newer program; nothing was touched."""


class RegisterBusy(RegisterProblem):
    """Another program holds this register open."""


class MissingCompartment(RegisterProblem):
    """A compartment's database is not where it should be."""

    def __init__(self, compartment: str) -> None:
        super().__init__(compartment)
        self.compartment = compartment


class DamagedCompartment(RegisterProblem):
    """The key is right and the database is still not readable."""

    def __init__(self, compartment: str) -> None:
        super().__init__(compartment)
        self.compartment = compartment


class BackupDamaged(RegisterProblem):
    """A file of a backup is missing, cut, or not what was written."""


class UnfinishedSave(RegisterProblem):
    """A save was cut short in a compartment that is shut: it is put right when somebody opens it."""

    def __init__(self, compartment: str) -> None:
        super().__init__(compartment)
        self.compartment = compartment


class DiskProblem(StorageError):
    """A file could not be read or written as asked.

    `leaves_half`: what was begun there could not be taken away, and lies under a name that ends in `.part`.
    """

    leaves_half = False


class DiskFull(DiskProblem):
    """No room left on the disk or stick."""


class NotEnoughRoom(DiskFull):
    """Something large would not fit; nothing was begun. Both are numbers of bytes."""

    def __init__(self, *, needed: int, free: int) -> None:
        super().__init__(needed, free)
        self.needed = needed
        self.free = free


class ReadOnlyDisk(DiskProblem):
    """The disk or stick refuses every write."""


class NotAllowed(DiskProblem):
    """This user may not write there."""


class DriveGone(DiskProblem):
    """The stick was pulled, or the folder is not there any more."""


class DiskFailing(DiskProblem):
    """The disk reports that it cannot read or write."""


class FileTooLarge(DiskProblem):
    """The file is larger than anything the program would have written."""


class TooLargeForStick(DiskProblem):
    """The file has more bytes than a FAT stick can count, whatever room there is."""


class WrittenDiffers(DiskProblem):
    """What was read back from the stick is not what was written."""


class LeadsElsewhere(DiskProblem):
    """A folder on the stick is a link: what was written there would lie on another disk."""


class BadFileName(DiskProblem):
    """The name is not one that every stick and system keeps as it is."""


class FileAlreadyThere(DiskProblem):
    """A file of that name and other content is already on the stick."""
