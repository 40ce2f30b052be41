"""What the system tells of the person going away, on a bus of the test's own; and where there is no bus, nothing."""

import ctypes
import os
import shutil
import subprocess
import sys
from ctypes import wintypes
from pathlib import Path

import pytest

from ui import windows_session
from ui.windows_session import WindowsSession, lid_is_closed, tells_to_leave

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE_SECONDS = 20
BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>system</type><listen>unix:dir={folder}</listen><auth>EXTERNAL</auth><policy context="default">
<allow user="*"/><allow own="*"/><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/>
</policy></busconfig>"""
# Somebody at work: she says "left" each time the system tells that nobody is there.
PERSON = """
import sys
from PySide6.QtCore import QCoreApplication, QTimer
from ui.logind import Logind

app = QCoreApplication([])
logind = Logind(lambda: print("left", flush=True), app, why="The register is being locked.")
QTimer.singleShot(int(sys.argv[1]), app.quit)
app.exec()
print("end", flush=True)
"""

needs_bus = pytest.mark.skipif(not shutil.which("dbus-daemon"), reason="needs dbus-daemon")


@pytest.fixture
def bus(tmp_path):
    """An empty system bus; yields the environment in which it is the only one."""
    (tmp_path / "bus.conf").write_text(BUS.format(folder=tmp_path), encoding="utf-8")
    daemon = subprocess.Popen(
        ["dbus-daemon", f"--config-file={tmp_path / 'bus.conf'}", "--print-address", "--nofork"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    yield {**os.environ, "DBUS_SYSTEM_BUS_ADDRESS": daemon.stdout.readline().strip()}
    daemon.terminate()
    daemon.wait()


class System:
    """The fake logind, and a person's program that listens to it."""

    def __init__(self, environment, *how):
        self._environment = environment
        self.logind = self._start("-m", "tests.ui.fake_logind", *how)
        self._until(self.logind, "ready")

    def somebody_works(self):
        self.person = self._start("-c", PERSON, "60000")
        for asked in ("Inhibit sleep Registre", "GetSession 7"):
            self._until(self.logind, asked)
        for _ in range(2):  # Active and LockedHint; the lid was asked for before
            self._until(self.logind, "Get org.freedesktop.login1.Session")

    def happens(self, what):
        self.logind.stdin.write(f"{what}\n")
        self.logind.stdin.flush()

    def is_left(self):
        return self.person.stdout.readline() == "left\n"

    def hears(self, words):
        self._until(self.logind, words)

    def _start(self, *arguments):
        return subprocess.Popen(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=self._environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def _until(self, program, words):
        for line in program.stdout:
            if line.startswith(words):
                return
        pytest.fail(f"nobody said {words!r}")

    def end(self):
        for program in (self.person, self.logind):
            program.kill()
            program.wait()


@pytest.fixture
def system(bus):
    system = System(bus)
    system.somebody_works()
    yield system
    system.end()


@needs_bus
@pytest.mark.parametrize("what", ["sleep", "lock", "another", "hide", "lid"])
def test_whatever_takes_the_screen_away_is_told_once(system, what):
    system.happens(what)
    assert system.is_left()


@needs_bus
def test_the_system_waits_with_its_sleep_until_we_are_done(system):
    system.happens("sleep")
    assert system.is_left()
    system.hears("released")


@needs_bus
def test_what_ends_lets_the_system_sleep(system):
    system.person.kill()
    system.hears("released")


@needs_bus
def test_coming_back_and_waking_are_no_leaving(system):
    for what in ("wake", "back", "power"):
        system.happens(what)
    system.happens("lock")  # the first that is told is this one
    assert system.is_left()
    system.person.terminate()
    assert system.person.stdout.read() == ""


@needs_bus
def test_whoever_works_with_a_shut_lid_is_not_told_to_leave_when_the_plug_is_drawn(bus):
    system = System(bus, "closed")
    system.somebody_works()
    system.happens("power")
    system.hears("Get org.freedesktop.UPower")
    system.happens("lock")
    assert system.is_left()
    system.person.terminate()
    assert system.person.stdout.read() == ""
    system.end()


@needs_bus
def test_a_bus_without_logind_is_no_obstacle(bus):
    done = subprocess.run(
        [sys.executable, "-c", PERSON, "300"],
        cwd=ROOT,
        env=bus,
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
    )
    assert (done.stdout, done.returncode) == ("end\n", 0)


def test_no_bus_at_all_is_no_obstacle():
    environment = {**os.environ, "DBUS_SYSTEM_BUS_ADDRESS": "unix:path=/nowhere"}
    done = subprocess.run(
        [sys.executable, "-c", PERSON, "300"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
    )
    assert (done.stdout, done.returncode) == ("end\n", 0)


# Windows, as far as its messages can be read anywhere


def message(number, word=0, setting=None):
    told = wintypes.MSG()
    told.message, told.wParam = number, word
    told.lParam = ctypes.addressof(setting) if setting is not None else 0
    return told


def lid(value, which=windows_session.LID):
    setting = windows_session.PowerSetting(which, 4, value)
    told = message(windows_session.WM_POWERBROADCAST, windows_session.PBT_POWERSETTINGCHANGE, setting)
    told.kept = setting
    return told


@pytest.mark.parametrize(
    ("number", "word", "leaves"),
    [
        (windows_session.WM_POWERBROADCAST, windows_session.PBT_APMSUSPEND, True),
        (windows_session.WM_POWERBROADCAST, 0x0012, False),  # PBT_APMRESUMEAUTOMATIC
        (windows_session.WM_WTSSESSION_CHANGE, windows_session.WTS_SESSION_LOCK, True),
        (windows_session.WM_WTSSESSION_CHANGE, windows_session.WTS_CONSOLE_DISCONNECT, True),
        (windows_session.WM_WTSSESSION_CHANGE, 8, False),  # WTS_SESSION_UNLOCK
        (0x0100, windows_session.PBT_APMSUSPEND, False),  # WM_KEYDOWN
    ],
)
def test_what_windows_tells(number, word, leaves):
    assert tells_to_leave(message(number, word)) is leaves


def test_how_the_lid_stands():
    assert lid_is_closed(lid(0)) is True
    assert lid_is_closed(lid(1)) is False
    assert lid_is_closed(lid(0, windows_session.Guid(1, 2, 3))) is None
    assert lid_is_closed(message(windows_session.WM_POWERBROADCAST, windows_session.PBT_POWERSETTINGCHANGE)) is None


def test_a_lid_that_closes_is_left_and_one_that_was_shut_is_not():
    left = []
    session = WindowsSession.__new__(WindowsSession)  # without Windows there is nothing to register with
    session._leave, session._was_closed = lambda: left.append("left"), None
    session.hear(lid(0))
    assert left == []
    session.hear(lid(1))
    session.hear(lid(0))
    session.hear(lid(0))
    assert left == ["left"]
