"""Training registers: where they stand, the words by which they are known, and throwing one away.

A training register is like a real one, with invented people, and says so itself: its key file, under the authority's
signature from the first day (Register.is_training, Door.is_training). Nothing of it goes to headquarters, every page
and every sheet bears MARK, and its passphrase is no secret. demo/training.py makes one.

Nothing here needs cryptography or a database, because the door shows it.
"""

import os
import shutil
from pathlib import Path

from centre_app.door import SUFFIX, check_nobody_is_inside, folder_for, is_training, registers_in
from centre_app.folding import fold
from centre_app.language import N_, Language
from centre_app.problems import Problem, as_problems
from db.files import disk_problems

FOLDER_NAME = "Entrainement"
MARK = N_("TRAINING")
ABOUT = N_("Everybody here is invented. Nothing goes to headquarters.")

# Shown on the door to whoever stands before it: it protects nobody. Plain letters, so that any keyboard types it.
PASSPHRASE = "mangue soleil jardin lampe bateau"


class NotTraining(Problem):
    message = N_("This is a real register: it is not thrown away.")
    advice = N_("Only a training register can be deleted here.")


class NotItsName(Problem):
    message = N_("This is not the name of the training register. Nothing was deleted.")
    advice = N_("Type the name as it stands above the field.")


def registers_to_practise(home: Path) -> list[Path]:
    """Return the training registers of a folder, the one used last first."""
    return [folder for folder in registers_in(home) if is_training(folder)]


def real_registers(home: Path) -> list[Path]:
    """Return the other registers of a folder, the one used last first."""
    return [folder for folder in registers_in(home) if not is_training(folder)]


def new_folder(home: Path) -> Path:
    """Return a folder that does not exist yet: Entrainement.register, Entrainement-2.register…"""
    return folder_for(home, FOLDER_NAME)


def name_to_type(folder: Path) -> str:
    """Return what is typed to delete a training register: its folder's name without the end."""
    return folder.name.removesuffix(SUFFIX)


def delete(folder: Path, *, typed: str) -> None:
    """Delete a training register for good, once its name was typed.

    Raises NotTraining for a real register, NotItsName, RegisterAlreadyOpen while a program holds it, or a DiskProblem.
    """
    if not is_training(folder):
        raise NotTraining
    if fold(typed) != fold(name_to_type(folder)):
        raise NotItsName
    check_nobody_is_inside(folder)
    _throw_away(folder)


def put_in_place_of(old: Path, fresh: Path) -> Path:
    """Let a fresh training register stand under the name of an old one, which is deleted. Raises as `delete` does."""
    delete(old, typed=name_to_type(old))
    with as_problems(), disk_problems(fresh.parent):
        os.rename(fresh, old)
    return old


def marked(file_name: str, language: Language) -> str:
    """Return a file name that says that what is in it is invented: "ENTRAÎNEMENT-KOR-liste.pdf"."""
    mark = language.say(MARK)
    return f"{mark}-{file_name}" if file_name else mark


def _throw_away(folder: Path) -> None:
    """Rename first: what a power cut leaves half deleted is no register any more."""
    gone = folder.with_name(f"{folder.name}.deleted")
    with as_problems(), disk_problems(folder.parent):
        shutil.rmtree(gone, ignore_errors=True)
        os.rename(folder, gone)
        shutil.rmtree(gone)
