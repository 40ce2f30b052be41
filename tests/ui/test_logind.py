"""What the system tells of the person going away, on a bus of the test's own; and where there is no bus, nothing."""

import ctypes
import os
import subprocess
import sys
from ctypes import wintypes

import pytest

from tests.ui import system_bus
from tests.ui.system_bus import ROOT, FakeLogind, a_bus
from ui import windows_session
from ui.windows_session import WindowsSession, lid_is_closed, tells_to_leave

PATIENCE_SECONDS = 20
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

needs_bus = pytest.mark.skipif(not system_bus.is_there(), reason="needs dbus-daemon")


@pytest.fixture
def bus(tmp_path):
    with a_bus(tmp_path) as environment:
        yield environment


class System:
    """The fake logind, and a person's program that listens to it."""

    def __init__(self, environment, *how):
        self.logind = FakeLogind(environment, *how)
        self.person = subprocess.Popen(
            [sys.executable, "-c", PERSON, "60000"], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
        )
        self.logind.hears_who_works()
        self.happens, self.hears = self.logind.happens, self.logind.hears

    def is_left(self):
        return self.person.stdout.readline() == "left\n"

    def end(self):
        self.person.kill()
        self.person.wait()
        self.logind.end()


@pytest.fixture
def system(bus):
    system = System(bus)
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
