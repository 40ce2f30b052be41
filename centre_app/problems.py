"""Everything expected that can go wrong, each with a message and advice in the person's words.

What is not in this tree is a bug and reaches the crash box untouched; what was mistyped is a `Finding` (review.py).

    Problem
    ├── UnlockProblem: WrongPassphrase · MustWait · NoSuchPerson · KeysDamaged · KeysGone
    ├── RegisterProblem
    │   ├── RegisterDamaged · RegisterOfANewerProgram · RegisterAlreadyOpen · NotARegisterFolder · AlreadyARegister
    │   ├── SaveCutShort · BackupIsDamaged
    │   ├── SectionShut: FileRestricted · FileSealed
    │   └── ReadOnlyForYou: NotYours · LineStands
    ├── DiskProblem
    │   ├── NotEnoughRoom · NoRoomLeft · CannotWriteThere · StickGone · DiskNotAnswering · CopyDiffers
    │   └── TooLargeForThisStick · HalfLeftThere
    ├── NotSaved: SavedBySomebodyElse · OfAnotherCentre
    └── NotFound · ImportProblem (importing/) · ExchangeProblem (exchange/)
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from centre_app.language import N_, Language
from centre_app.rules.findings import Finding
from db import errors


class Problem(Exception):
    """An expected problem. `parts` fill the message; they never hold a person's words or name."""

    message: str = N_("That was not possible.")
    advice: str = N_("What was saved is kept. Try again; if it comes back, call headquarters.")

    def __init__(self, **parts: Any) -> None:
        super().__init__(type(self).__name__)
        self.parts = parts

    def told_in(self, language: Language) -> tuple[str, str]:
        """Return the message and, apart from it, what to do next; "" where nothing is advised."""
        advice = language.say(self.advice, **self.parts) if self.advice else ""
        return language.say(self.message, **self.parts), advice

    def said_in(self, language: Language) -> str:
        """Return message and advice as one or two sentences."""
        return " ".join(said for said in self.told_in(language) if said)


# --- opening ---------------------------------------------------------------------------------------------------


class UnlockProblem(Problem):
    """The register did not open for this person."""


class WrongPassphrase(UnlockProblem):
    message = N_("This passphrase does not open this register.")
    advice = N_(
        "Check Caps Lock and the keyboard’s language, then type it again. After five tries there is a short wait."
    )


class MustWait(UnlockProblem):
    message = N_("Too many wrong tries: wait {seconds} seconds.")
    advice = N_("Nothing is lost and nobody is locked out. Look for the sheet with the passphrase meanwhile.")


class NoSuchPerson(UnlockProblem):
    message = N_("Nobody of that name has a key to this register.")
    advice = N_("Check the spelling, or ask the director to add the person.")


class KeysDamaged(UnlockProblem):
    message = N_("The key file of this register cannot be read.")
    advice = N_(
        "Nothing written in the register is lost, but nobody opens it without that file. Touch nothing in the folder and call "
        "headquarters; or bring the last backup back with your backup stick and the recovery sheet."
    )


class KeysGone(UnlockProblem):
    message = N_("The key file of this register is gone: neither keys.json nor keys.json.2 is in its folder.")
    advice = N_(
        "Nothing in the register is lost, but nobody opens it without that file, not even with the recovery sheet. "
        "Look for it where the folder was copied or moved, put it back, and then your passphrase or the sheet opens. "
        "Touch nothing else, and call headquarters."
    )


class TooWeak(UnlockProblem):
    message = N_("The passphrase is too easy to guess.")
    advice = N_("Take the five words that are proposed, or at least 12 characters that nobody would think of.")


class KeysOfAnotherDay(UnlockProblem):
    message = N_("The key file in this folder is older than the register.")
    advice = N_(
        "Somebody has put an old copy of it back. Nothing was changed, and nothing is lost. Put today’s copy back, or call "
        "headquarters."
    )


class BackupOfOtherKeys(UnlockProblem):
    message = N_("Your keys do not open this backup: it is another register’s, or was made with keys that came later.")
    advice = N_(
        "The register was not touched. Take another backup, or bring this one back as on another laptop, with the recovery "
        "sheet that was in force on its day."
    )


class OnlyTheDirector(UnlockProblem):
    message = N_("Only the director or the deputy says who may open what.")
    advice = N_("Ask one of them to do it under their own name.")


class NotAPaperCode(UnlockProblem):
    message = N_("This is not a whole recovery code, or one of its signs was read wrong.")
    advice = N_(
        "It has seven groups of four signs. Look at each group again: 0 is a zero, 1 a one, and there is no O, I, L or U."
    )


class WrongPaperCode(UnlockProblem):
    message = N_("This code is not the one of this register’s latest recovery sheet.")
    advice = N_(
        "Look for the latest sheet: the day it was printed stands at its top. Each new sheet ends the one before."
    )


class NoWayToRecover(UnlockProblem):
    message = N_("This register cannot be recovered that way.")
    advice = N_("Try another way: the other director, the recovery sheet, or headquarters.")


class NotEnoughMemory(UnlockProblem):
    message = N_("This computer does not have enough free memory to open the register.")
    advice = N_("Nothing is lost. Close the other programs and try again.")


# --- the register ----------------------------------------------------------------------------------------------


class RegisterProblem(Problem):
    """The folder is not a register that can be opened now."""


class RegisterDamaged(RegisterProblem):
    message = N_("A file of this register is damaged: {compartment}.")
    advice = N_(
        "Your passphrase is right, and nothing was changed. At the door, “See what is damaged, and the way back” leads on."
    )


class RegisterOfANewerProgram(RegisterProblem):
    message = N_("This register was written by a newer version of the program.")
    advice = N_("Nothing was changed, and nothing is lost. Install the newer version, then open the register again.")


class RegisterAlreadyOpen(RegisterProblem):
    message = N_("This register is already open in another window or by another program.")
    advice = N_("Nothing is lost: what is saved there is kept. Go to that window, or close it, then try again.")


class NotARegisterFolder(RegisterProblem):
    message = N_("This folder is not a register, or one of its files is not the register’s own.")
    advice = N_("Nothing was changed. Choose the folder whose name ends in .register.")


class AlreadyARegister(RegisterProblem):
    message = N_("There is already something in this folder.")
    advice = N_("Nothing was written over. Choose a folder that does not exist yet.")


class SaveCutShort(RegisterProblem):
    message = N_("A save was cut short in a part of the register that is closed to you: {compartment}.")
    advice = N_("Nothing is lost: it is put right as soon as somebody who opens that part unlocks. Then try again.")


class BackupIsDamaged(RegisterProblem):
    message = N_("This backup is damaged: it is not what was written.")
    advice = N_("Take another one. The register itself was not touched.")


class SectionShut(RegisterProblem):
    message = N_("This part of the file is kept for others.")
    advice = N_("Ask the person whose work it is.")


class FileRestricted(SectionShut):
    message = N_("This is restricted: it is kept for those who follow the file.")
    advice = N_("You can open it with a reason. The director is told.")


class FileSealed(SectionShut):
    message = N_("This file is sealed: it is kept for the director and for whoever wrote it.")


class ReadOnlyForYou(RegisterProblem):
    message = N_("Not saved: you may read this and not change it.")
    advice = N_("Ask the person whose work it is.")


class NotYours(ReadOnlyForYou):
    message = N_("Not saved: somebody else follows this file.")
    advice = N_("Ask the case manager to write it, or to name you in the plan.")


class LineStands(ReadOnlyForYou):
    message = N_("Not saved: what was written about a consent is never changed or taken back.")
    advice = N_("Write a new line with the answer of today.")


# --- disks and sticks ------------------------------------------------------------------------------------------


class DiskProblem(Problem):
    """A file could not be read or written. `leaves_half`: what was begun there did not let itself be taken away."""

    leaves_half = False

    def told_in(self, language: Language) -> tuple[str, str]:
        message, advice = super().told_in(language)
        return message, " ".join([advice, *HalfLeftThere().told_in(language)] if self.leaves_half else [advice])


class HalfLeftThere(DiskProblem):
    message = N_("What was begun could not be taken away from there: its name ends in “.part” or “.tmp”.")
    advice = N_("Nobody takes it for whole, and it goes by itself the next time you write there.")


class NotEnoughRoom(DiskProblem):
    message = N_("There is not enough room on this disk or stick: {needed} MB are needed, and {free} MB are free.")
    advice = N_(
        "Make room or take another one, then try again. Nothing was begun, and what is in the register is safe."
    )


class NoRoomLeft(DiskProblem):
    message = N_("There is no room left on this disk or stick.")
    advice = N_("Make room or take another one, then try again. Nothing was lost.")


class TooLargeForThisStick(DiskProblem):
    message = N_("A file is too large for this stick: it is laid out as FAT32, which holds files of 4 GB at most.")
    advice = N_("Take a stick that is laid out as exFAT. Nothing was lost, and this stick is as it was.")


class CannotWriteThere(DiskProblem):
    message = N_("This disk or stick cannot be written to.")
    advice = N_("Check the small lock on the stick, or take another one. Nothing was changed.")


class StickLeadsElsewhere(DiskProblem):
    message = N_("A folder on this stick leads to another disk: nothing would be kept on the stick itself.")
    advice = N_("Take another stick. Nothing was written.")


class StickGone(DiskProblem):
    message = N_("The stick was pulled out, or the folder is not there any more.")
    advice = N_("Plug it in again and start once more. Nothing was lost.")


class DiskNotAnswering(DiskProblem):
    message = N_("The disk does not answer as it should.")
    advice = N_(
        "What was saved before is kept. Try again; if it happens twice, copy a backup to a stick and call headquarters: the "
        "disk may be failing."
    )


class CopyDiffers(DiskProblem):
    message = N_("What was read back from the stick is not what was written.")
    advice = N_("The register is whole. Do not use this stick any more: take another one and start again.")


# --- saving and finding ----------------------------------------------------------------------------------------


class NotSaved(Problem):
    """Nothing was written; `findings` say which answers stand in the way."""

    message = N_("Not saved yet: something must be put right first.")
    advice = N_("Go to the answer marked in red.")

    def __init__(self, findings: Sequence[Finding] = ()) -> None:
        super().__init__()
        self.findings = tuple(findings)

    def said_in(self, language: Language) -> str:
        """Return the message, then every finding that stands in the way, once, with the questions that it stands at.

        What is said of a mother and of the child who goes along is said of her.
        """
        alike: dict[str, list[Finding]] = {}
        for finding in self.findings:
            alike.setdefault(finding.message, []).append(finding)
        return " ".join([language.say(self.message), *(_said_once(found, language) for found in alike.values())])


def _said_once(alike: Sequence[Finding], language: Language) -> str:
    asked = {one.label: language.say(one.label, sex=one.sex) for one in reversed(alike) if one.label}
    said, questions = alike[0].said_in(language), ", ".join(reversed(asked.values()))
    return language.say(N_("{questions}: {what}"), questions=questions, what=said) if asked else said


class SavedBySomebodyElse(NotSaved):
    message = N_("Somebody else has saved this in the meantime.")
    advice = N_("Your words are still here. Open the file again beside them and compare.")


class OfAnotherCentre(NotSaved):
    message = N_("This file belongs to its centre, and is changed there.")
    advice = N_("Call the centre: the change comes with its next bundle.")


class NotFound(Problem):
    message = N_("There is no file with the number {code}.")
    advice = N_("Check the number: three letters, the year, four digits.")


class ImportProblem(Problem):
    """An old register could not be read (importing/)."""


class ExchangeProblem(Problem):
    """A bundle, a card or an acknowledgement was refused (exchange/)."""


# --- from db's errors ------------------------------------------------------------------------------------------

MEGABYTE = 1_000_000

_OF_STORAGE: dict[type[errors.StorageError], type[Problem]] = {
    errors.WrongPassphrase: WrongPassphrase,
    errors.UnknownPerson: NoSuchPerson,
    errors.NotEnoughMemory: NotEnoughMemory,
    errors.KeyFileGone: KeysGone,
    errors.KeyFileMissing: NotARegisterFolder,
    errors.KeyFileTooNew: RegisterOfANewerProgram,
    errors.KeyFileRolledBack: KeysOfAnotherDay,
    errors.NotTheAuthority: OnlyTheDirector,
    errors.NotAPaperCode: NotAPaperCode,
    errors.WrongPaperCode: WrongPaperCode,
    errors.NoWayToRecover: NoWayToRecover,
    errors.BackupOfOtherKeys: BackupOfOtherKeys,
    errors.KeyProblem: KeysDamaged,
    errors.CompartmentShut: SectionShut,
    errors.NewerRegister: RegisterOfANewerProgram,
    errors.RegisterBusy: RegisterAlreadyOpen,
    errors.NotARegister: NotARegisterFolder,
    errors.BackupDamaged: BackupIsDamaged,
    errors.DiskFull: NoRoomLeft,
    errors.ReadOnlyDisk: CannotWriteThere,
    errors.NotAllowed: CannotWriteThere,
    errors.DriveGone: StickGone,
    errors.WrittenDiffers: CopyDiffers,
    errors.LeadsElsewhere: StickLeadsElsewhere,
    errors.TooLargeForStick: TooLargeForThisStick,
    errors.FileAlreadyThere: AlreadyARegister,
    errors.DiskProblem: DiskNotAnswering,
}


def problem_of(error: errors.StorageError) -> Problem:
    """Return the problem that a storage error is for the person at the desk."""
    if isinstance(error, errors.WaitBeforeTrying):
        return MustWait(seconds=error.seconds)
    if isinstance(error, errors.NotEnoughRoom):
        return NotEnoughRoom(needed=-(-error.needed // MEGABYTE), free=error.free // MEGABYTE)
    if isinstance(error, errors.UnfinishedSave):
        return SaveCutShort(compartment=f"{error.compartment}.db")
    if isinstance(error, (errors.DamagedCompartment, errors.MissingCompartment)):
        return RegisterDamaged(compartment=f"{error.compartment}.db")
    problem = next((_OF_STORAGE[kind] for kind in type(error).__mro__ if kind in _OF_STORAGE), Problem)()
    if isinstance(problem, DiskProblem):
        problem.leaves_half = isinstance(error, errors.DiskProblem) and error.leaves_half
    return problem


@contextmanager
def as_problems() -> Iterator[None]:
    """Turn the storage's errors into problems that a person can read."""
    try:
        yield
    except errors.StorageError as error:
        raise problem_of(error) from None
    except Exception as error:
        told = _told_by_sqlite(error)
        if told is None:
            raise
        raise problem_of(told) from None


def _told_by_sqlite(error: Exception) -> errors.StorageError | None:
    """Return what SQLite said of the disk where nothing below had translated it; None for any other error."""
    if not hasattr(error, "sqlite_errorcode"):
        return None
    from db import connection  # late: the door reads problems, and no database

    told = connection.told_by_sqlite(error)
    return told if isinstance(told, errors.StorageError) else None
