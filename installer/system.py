"""What the program needs of a Linux system, which pip cannot bring: the libraries Qt loads, and the tests' own tools.

A missing xcb library makes Qt abort the process, which Python cannot catch; so each library is tried with
`ctypes.CDLL` before any window. What is missing comes from one `apt-get` line: run here as root or when told to,
otherwise printed for a person to run. On Windows and macOS there is nothing to bring.
"""

import ctypes
import importlib.util
import os
import shlex
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from installer.problems import CannotSetUp
from installer.words import Voice

# Each library by the name the loader knows it under, and the Debian package that has it.
# Source: `objdump -p` over PySide6 6.11's Qt6Core, Qt6Gui and its offscreen platform.
OFFSCREEN = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libX11.so.6": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
}
# The same over its xcb platform and its printing plugin.
SCREEN = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libcups.so.2": "libcups2",
}
# What the tests run: a screen in memory and keys for it, the readers of our paper, the tool that opens our bundles, and
# the server that headquarters publishes to.
TEST_TOOLS = {
    "Xvfb": "xvfb",
    "xdotool": "xdotool",
    "pdftotext": "poppler-utils",
    "age": "age",
    "strace": "strace",
    "pg_ctlcluster": "postgresql",
}

OLDEST_GLIBC = (2, 34)  # that of the wheels: Debian 12, Ubuntu 22.04


def provide(sets: set[str], *, may_install: bool, voice: Voice) -> None:
    """See that every set is there, installing what is missing where allowed; raise CannotSetUp otherwise."""
    if not sets:
        return  # not Linux
    _check_glibc()
    packages = missing_packages(sets)
    if not packages:
        return
    if not shutil.which("apt-get"):
        raise CannotSetUp(
            "Il manque des bibliothèques du système. Installez ce qui correspond à ces paquets de Debian :",
            "Some system libraries are missing. Install what corresponds to these Debian packages:",
            detail="    " + " ".join(packages),
        )
    if not (_is_root() or (may_install and shutil.which("sudo"))):
        raise CannotSetUp(
            "Il manque des bibliothèques du système. Lancez cette ligne, puis recommencez :",
            "Some system libraries are missing. Run this line, then start again:",
            detail="    " + apt_line(packages),
        )
    _install(packages, voice)
    if still := missing_packages(sets):
        raise CannotSetUp(
            "apt-get a terminé, mais ces paquets manquent encore :",
            "apt-get has finished, but these packages are still missing:",
            detail="    " + " ".join(still),
        )


def missing_packages(sets: Iterable[str]) -> list[str]:
    """Return the Debian packages to install, each once, in the order of the tables above."""
    packages: list[str] = []
    if "offscreen" in sets:
        packages += [package for library, package in OFFSCREEN.items() if not _loads(library)]
        if not importlib.util.find_spec("ensurepip"):
            packages.append("python3-venv")  # Debian parts `venv` from Python
    if "screen" in sets:
        packages += [package for library, package in SCREEN.items() if not _loads(library)]
    if "tests" in sets:
        packages += [package for program, package in TEST_TOOLS.items() if not shutil.which(program)]
    return list(dict.fromkeys(packages))


def apt_line(packages: Iterable[str]) -> str:
    """Return the line to install packages, ready to be copied into a terminal; a Debian may come without sudo."""
    verbs = [("install", *packages)] if _has_package_lists() else [("update",), ("install", *packages)]
    if _is_root() or shutil.which("sudo"):
        return " && ".join(shlex.join(_apt_get(*verb)) for verb in verbs)
    return f"su -c {shlex.quote(' && '.join(shlex.join(_as_root_runs(*verb)) for verb in verbs))}"


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _install(packages: list[str], voice: Voice) -> None:
    voice.say(
        f"Installation de {len(packages)} paquets du système avec apt-get : {' '.join(packages)}",
        f"Installing {len(packages)} system packages with apt-get: {' '.join(packages)}",
    )
    with voice:
        if not _has_package_lists():
            _run_apt_get("update", voice=voice)
        result = _run_apt_get("install", *packages, voice=voice)
        if result.returncode:  # lists that are too old name files which are gone
            _run_apt_get("update", voice=voice)
            result = _run_apt_get("install", *packages, voice=voice)
    if result.returncode:
        raise CannotSetUp(
            "apt-get n’a pas pu installer les bibliothèques du système. Voici ses derniers mots :",
            "apt-get could not install the system libraries. These were its last words:",
            detail="\n".join(result.stdout.splitlines()[-8:]),
        )


def _run_apt_get(*arguments: str, voice: Voice) -> subprocess.CompletedProcess[str]:
    voice.step(f"apt-get {arguments[0]}…", f"apt-get {arguments[0]}…")
    return subprocess.run(
        _apt_get(*arguments),
        env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
        # sudo asks for its password on the terminal itself, not here.
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )


def _apt_get(verb: str, *packages: str) -> list[str]:
    return _as_root_runs(verb, *packages) if _is_root() else ["sudo", *_as_root_runs(verb, *packages)]


def _as_root_runs(verb: str, *packages: str) -> list[str]:
    options = ["--yes", "--no-install-recommends"] if verb == "install" else []
    return ["apt-get", verb, *options, *packages]


def _has_package_lists() -> bool:
    return any(Path("/var/lib/apt/lists").glob("*_Packages*"))


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _check_glibc() -> None:
    name, _, version = (os.confstr("CS_GNU_LIBC_VERSION") or "").partition(" ")
    if name == "glibc" and tuple(map(int, version.split("."))) < OLDEST_GLIBC:
        raise CannotSetUp(
            "Ce système Linux est trop ancien pour Registre : il faut Debian 12, Ubuntu 22.04 ou plus récent.",
            "This Linux system is too old for Registre: it takes Debian 12, Ubuntu 22.04 or newer.",
        )
