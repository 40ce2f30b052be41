"""A PostgreSQL of its own for tests: in a temporary folder, reachable through a socket in it, run by nobody of importance."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ADMIN, DATABASE = "admin", "registre"


def programs() -> Path | None:
    """Return the folder with PostgreSQL's programs; Debian keeps them out of the way. None where it is not installed."""
    found = shutil.which("initdb")
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return Path(found).resolve().parent if found else debian[-1].parent if debian else None


@contextmanager
def running() -> Iterator[str]:
    """Start a server, make a database in it, and give the address to be filled with a user; stopped at the end."""
    bin_, user = programs(), _user()
    assert bin_ is not None
    folder = Path(tempfile.mkdtemp(prefix="registre-pg-"))
    try:
        if user:
            os.chown(folder, user.pw_uid, user.pw_gid)
        as_user = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}
        data = folder / "data"
        _run(
            [bin_ / "initdb", "-D", data, "-U", ADMIN, "-A", "trust", "--no-sync", "-E", "UTF8", "--no-locale"], as_user
        )
        server = subprocess.Popen(
            [bin_ / "postgres", "-D", data, "-k", folder, "-c", "listen_addresses=", "-c", "fsync=off"],
            cwd="/",
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            **as_user,
        )
        try:
            _run([bin_ / "pg_ctl", "status", "-D", data], as_user, tries=1)
            _wait(bin_, folder)
            _run([bin_ / "createdb", "-h", folder, "-U", ADMIN, DATABASE], {})
            yield f"postgresql://{{user}}@/{DATABASE}?host={folder}"
        finally:
            server.terminate()
            server.wait(timeout=30)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _user() -> pwd.struct_passwd | None:
    """PostgreSQL refuses to be run by root."""
    return pwd.getpwnam("nobody") if os.geteuid() == 0 else None


def _wait(bin_: Path, folder: Path) -> None:
    subprocess.run([bin_ / "pg_isready", "-h", folder, "-U", ADMIN, "-t", "30", "-q"], check=False)
    for _ in range(200):
        if subprocess.run([bin_ / "pg_isready", "-h", folder, "-U", ADMIN, "-q"], check=False).returncode == 0:
            return
        subprocess.run(["sleep", "0.05"], check=True)
    raise AssertionError("PostgreSQL does not answer")


def _run(command: list[object], as_user: dict[str, object], *, tries: int = 0) -> None:
    done = subprocess.run([str(part) for part in command], cwd="/", capture_output=True, text=True, **as_user)
    if done.returncode and not tries:
        raise AssertionError(done.stderr)
