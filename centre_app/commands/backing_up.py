"""`backup` and `restore`: another copy of a register, here and on a stick, and the way back from one."""

import argparse
from contextlib import suppress
from pathlib import Path

from centre_app.acts import KINDS
from centre_app.backups import making, restoring, second_place
from centre_app.choices.keys import BackupReason
from centre_app.commands.opening import open_asked
from centre_app.commands.parser import Commands
from centre_app.commands.terminal import Terminal
from centre_app.door import at_the_door
from centre_app.language import N_
from centre_app.opening import open_register, unlock_keys
from centre_app.problems import Problem, RegisterDamaged, as_problems
from db import backups as stored
from db import drives
from db.kept_registers import is_shut


class MustLieBeside(Problem):
    message = N_("The restored register can take the place of the other one only from the same folder.")
    advice = N_("Name a folder after --to that lies beside the register.")


class NotOnAStick(Problem):
    message = N_("A register is not put onto a stick: with a passphrase it would open there for whoever finds it.")
    advice = N_("Name a folder after --to that lies beside the register. On the stick the backup itself stays.")


def add_to(commands: Commands) -> None:
    say = commands.language.say
    folder = say(N_("FOLDER"))
    backup = commands.add_on_a_register(
        "backup", N_("make a backup of a register and check it; copy it to a stick"), run_backup
    )
    backup.add_argument("--to", type=Path, metavar=folder, help=say(N_("a stick that is kept away from the laptop")))
    restore = commands.add_on_a_register(
        "restore", N_("put a backup back into a new folder, and say what is not in it"), run_restore
    )
    restore.add_argument(
        "--from",
        dest="backup",
        required=True,
        type=Path,
        metavar=folder,
        help=say(N_("the backup: a folder under backups, or on a stick")),
    )
    restore.add_argument(
        "--to", required=True, type=Path, metavar=folder, help=say(N_("a folder that does not exist yet"))
    )
    restore.add_argument(
        "--swap",
        action="store_true",
        help=say(N_("let the restored register take the place of the other one, which is kept beside it")),
    )


def run_backup(asked: argparse.Namespace, terminal: Terminal) -> int:
    with open_asked(asked, terminal) as register:
        making.verify_waiting(register)
        made, said = making.make_here(register, BackupReason.BY_HAND)
        terminal.say(N_("Backup {n} is made and was read back: {folder}"), n=made.number, folder=made.folder)
        if not said.is_verified:
            terminal.say(N_("A part that your key does not open is verified when somebody who opens it unlocks."))
        if asked.to is not None:
            second_place.copy(register, asked.to)
            terminal.say(N_("It is on the stick and was read back from there. You can pull the stick out."))
    return 0


def run_restore(asked: argparse.Namespace, terminal: Terminal) -> int:
    if asked.swap and asked.to.resolve().parent != asked.register.resolve().parent:
        raise MustLieBeside
    if (stick := _stick_of(asked.to)) is not None and stick != _stick_of(asked.register):
        raise NotOnAStick
    at_the_door(asked.register)
    with as_problems():
        backup = stored.read(asked.backup)
    restored = _restored(asked, terminal.passphrase(asked.passphrase_file), backup)
    _tell(restored, terminal)
    if asked.swap:
        kept = restoring.swap(asked.register, restored.folder)
        terminal.say(N_("It has taken the register’s place. The old one is kept: {folder}"), folder=kept)
        if is_shut(kept):
            terminal.say(N_("Nobody’s passphrase opens it any more; the recovery sheet does."))
        terminal.say(N_("At its first opening a new line of bundles begins, about which headquarters will ask you."))
    return 0


def _stick_of(folder: Path) -> Path | None:
    """Return the stick on which a folder lies, or would lie."""
    roots = (drive.folder.resolve() for drive in drives.removable_drives())
    return next((root for root in roots if folder.resolve().is_relative_to(root)), None)


def _restored(asked: argparse.Namespace, passphrase: str, backup: stored.Backup) -> restoring.Restored:
    """Restore beside the register; one that is damaged is not compared with."""
    try:
        with open_register(asked.register, asked.person, passphrase) as register:
            restored = restoring.restore(register, backup, asked.to)
            if asked.swap:
                with suppress(RegisterDamaged):  # then it is kept as it is, in the folder beside
                    making.make(register, BackupReason.BEFORE_RESTORE)
            return restored
    except RegisterDamaged:
        keys = unlock_keys(asked.register, asked.person, passphrase)
        try:
            return restoring.from_keys(keys, backup, asked.to)
        finally:
            keys.wipe()


def _tell(restored: restoring.Restored, terminal: Terminal) -> None:
    terminal.say(
        N_("Backup {n} of {moment} (UTC) is restored and was read back: {folder}"),
        n=restored.origin.number,
        moment=restored.origin.made_at.replace("T", " "),
        folder=restored.folder,
    )
    if restored.difference is None:
        terminal.say(N_("It could not be compared with the register, which does not open."))
        return
    terminal.say(N_("Lines of history written since that backup: {n}."), n=restored.difference.lines_since)
    for table in restored.difference.tables:
        if not table.is_alike:
            terminal.say(
                N_("{kind}: {now} in the register, {then} in the backup, {changed} changed since."),
                kind=terminal.language.say(KINDS.get(table.table, table.table)),
                now=table.now,
                then=table.then,
                changed=table.changed + table.altered,
            )
