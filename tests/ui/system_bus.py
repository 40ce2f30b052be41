"""A system bus of a test's own, with a logind on it that does what it is told."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>system</type><listen>unix:dir={folder}</listen><auth>EXTERNAL</auth><policy context="default">
<allow user="*"/><allow own="*"/><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/>
</policy></busconfig>"""


def is_there() -> bool:
    return shutil.which("dbus-daemon") is not None


@contextmanager
def a_bus(folder: Path) -> Iterator[Mapping[str, str]]:
    """Yield the environment in which an empty bus is the only one."""
    (folder / "bus.conf").write_text(BUS.format(folder=folder), encoding="utf-8")
    daemon = subprocess.Popen(
        ["dbus-daemon", f"--config-file={folder / 'bus.conf'}", "--print-address", "--nofork"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        yield {**os.environ, "DBUS_SYSTEM_BUS_ADDRESS": daemon.stdout.readline().strip()}
    finally:
        daemon.terminate()
        daemon.wait()


class FakeLogind:
    """`happens` lets something happen, `hears` waits until it was asked something or told of something."""

    def __init__(self, environment: Mapping[str, str], *how: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.ui.fake_logind", *how],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.hears("ready")

    def happens(self, what: str) -> None:
        self._process.stdin.write(f"{what}\n")
        self._process.stdin.flush()

    def hears(self, words: str) -> None:
        assert any(line.startswith(words) for line in self._process.stdout), f"nobody said {words!r}"

    def hears_who_works(self) -> None:
        """Wait until a program has asked for all that it asks for in the beginning."""
        self.hears("Inhibit sleep Registre")
        self.hears("GetSession 7")
        for _ in ("Active", "LockedHint"):
            self.hears("Get org.freedesktop.login1.Session")

    def end(self) -> None:
        self._process.kill()
        self._process.wait()
