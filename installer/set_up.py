"""Making the environment: system libraries, `.venv`, the locked parts with their hashes; and saying so meanwhile.

One set-up at a time: a second start waits for the first, and a killed one leaves nothing locked. Where pip finds the
parts is the machine's business (its own configuration); nothing here names an address.
"""

import contextlib
import os
import re
import shutil
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from installer import environment, system
from installer.problems import CannotSetUp
from installer.words import Voice, language_asked

ROOM_MB = 900  # the environment complete, and the largest part once more while pip unpacks it
LAST_WORDS = 6  # lines of pip worth showing when it fails


def set_up_or_say_why(sets: set[str], arguments: Sequence[str], *, may_install: bool) -> Path | None:
    """Return the environment made for these sets, or None after saying what stands in the way."""
    voice = Voice(language_asked(arguments))
    try:
        return set_up(sets, may_install=may_install, voice=voice)
    except CannotSetUp as problem:
        voice.say(problem.french, problem.english)
        if problem.detail:
            voice.say_plain(problem.detail)
    except OSError as error:
        voice.say(
            f"La préparation s’est arrêtée : le disque a refusé ({error.strerror}).",
            f"Getting ready has stopped: the disk refused ({error.strerror}).",
        )
    except KeyboardInterrupt:
        voice.say("Arrêté. Relancez la même commande pour finir.", "Stopped. Run the same command again to finish.")
    return None


def set_up(sets: set[str], *, may_install: bool, voice: Voice) -> Path:
    """Make or mend the environment and return it; raise CannotSetUp with the reason where that cannot be done."""
    place = _writable_place()
    with _alone(voice) as held:
        if environment.is_ready(place, sets):  # the start that this one waited for has made it
            return place
        started = time.monotonic()
        voice.say(
            "Registre prépare cet ordinateur. La première fois, cela prend quelques minutes.",
            "Registre is getting this computer ready. The first time, this takes a few minutes.",
        )
        system.provide(sets, may_install=may_install, voice=voice)
        if not environment.is_ready(place, set()):
            _make(place, held, voice)
        environment.write_note(place, sets | environment.sets_noted(place))
        seconds = round(time.monotonic() - started)
        voice.say(f"C’est prêt, en {seconds} s.", f"Ready, in {seconds} s.")
    return place


def _make(place: Path, held: BinaryIO, voice: Voice) -> None:
    """Create the environment where there is none to build on, then install the parts."""
    _check_room(place)
    with voice:
        if environment.is_whole(place):
            environment.forget_note(place)  # half-made from here on
        else:
            voice.step("Environnement Python…", "Python environment…")
            _create(place, held)
        _install_parts(place, held, voice)


def _create(place: Path, held: BinaryIO) -> None:
    with _running([sys.executable, "-m", "venv", "--clear", str(place)], held) as creation:
        last_words = creation.communicate()[0].splitlines()[-LAST_WORDS:]
    if creation.returncode:
        raise CannotSetUp(
            "L’environnement Python n’a pas pu être créé. Les derniers mots de Python :",
            "The Python environment could not be made. Python's last words:",
            detail="\n".join(last_words),
        )


def _install_parts(place: Path, held: BinaryIO, voice: Voice) -> None:
    total = len(re.findall(r"^\S+==", environment.LOCK.read_text(encoding="utf-8"), re.MULTILINE))
    begun, last_words = 0, deque[str](maxlen=LAST_WORDS)
    with _running(_pip_over_the_lock(place), held) as pip:
        for line in map(str.strip, pip.stdout or ()):
            last_words.append(line)
            match line.split():
                case ["Ignoring", *_]:  # of another system
                    total -= 1
                case ["Collecting", part, *_] | ["Requirement", "already", "satisfied:", part, *_]:
                    begun += 1
                    voice.step(f"Composant {begun} sur {total} : {part}", f"Part {begun} of {total}: {part}")
                case ["Processing", wheel, *_]:  # a file that this machine has: name-version-…whl
                    begun += 1
                    part = "==".join(Path(wheel).name.split("-")[:2])
                    voice.step(f"Composant {begun} sur {total} : {part}", f"Part {begun} of {total}: {part}")
                case ["Installing", "collected", *_]:
                    voice.step("Mise en place des composants…", "Putting the parts in place…")
    if pip.returncode:
        raise CannotSetUp(
            "Les composants n’ont pas pu être installés. Vérifiez la connexion, puis relancez la même commande : "
            "ce qui est déjà téléchargé est gardé. Les derniers mots de pip :",
            "The parts could not be installed. Check the connection, then run the same command again: "
            "what has been downloaded is kept. pip's last words:",
            detail="\n".join(last_words),
        )


def _pip_over_the_lock(place: Path) -> list[str]:
    pip = [str(environment.python_of(place)), "-X", "utf8", "-m", "pip", "install", "--progress-bar=off", "--no-input"]
    pip += ["--disable-pip-version-check", "--no-warn-script-location"]
    return [*pip, "--require-hashes", "--only-binary=:all:", "--requirement", str(environment.LOCK)]


@contextlib.contextmanager
def _running(command: list[str], held: BinaryIO) -> Iterator[subprocess.Popen[str]]:
    """Run a part of set-up, and end it when this start ends.

    It holds the lock as well: should this start be killed, the next one waits for what still runs.
    """
    running = subprocess.Popen(
        command,
        env=os.environ
        | {"PIP_USER": "0", "PIP_QUIET": "0"},  # a person's own pip may install elsewhere, or say nothing
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        pass_fds=() if os.name == "nt" else (held.fileno(),),
    )
    try:
        yield running
        running.wait()
    finally:
        if running.poll() is None:
            running.terminate()
            running.wait()


def _writable_place() -> Path:
    for place in environment.places():
        if _can_write(place):
            return place
    raise CannotSetUp(
        "Registre ne peut écrire ni dans son dossier ni dans le vôtre. Copiez le dossier dans un lieu où vous pouvez écrire.",
        "Registre can write neither to its own folder nor to yours. Copy the folder to a place where you can write.",
    )


def _can_write(place: Path) -> bool:
    """Try, because Windows and mounted disks do not tell the truth when asked."""
    try:
        place.mkdir(parents=True, exist_ok=True)
        probe = place / "writable"
        probe.touch()
        probe.unlink()
    except OSError:
        return False
    return True


def _check_room(place: Path) -> None:
    free_mb = shutil.disk_usage(place).free // 1_000_000
    if free_mb < ROOM_MB:
        raise CannotSetUp(
            f"Le disque n’a plus que {free_mb} Mo libres ; il en faut {ROOM_MB} pour installer Registre.",
            f"The disk has only {free_mb} MB left; it takes {ROOM_MB} to install Registre.",
        )


@contextlib.contextmanager
def _alone(voice: Voice) -> Iterator[BinaryIO]:
    """Hold the list of parts itself, so that no other file is needed; the system lets go of it if this start dies."""
    with environment.LOCK.open("rb") as held:
        if not _try_to_hold(held):
            voice.say(
                "Une autre fenêtre prépare déjà Registre ; celle-ci attend.",
                "Another window is already getting Registre ready; this one waits.",
            )
            while not _try_to_hold(held):
                time.sleep(0.5)
        yield held


def _try_to_hold(file: BinaryIO) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt  # only Windows has it

            file.seek(1 << 30)  # past the end: Windows lets nobody read what is locked
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # only the others have it

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
