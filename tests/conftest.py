"""What every test needs: a screen in memory, a home of its own, sentences compiled, and windows that die in order."""

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from centre_app import logs
from centre_app.register import Register
from db import disk_health
from tests.makers import SettableClock, a_register
from translations import compile_stale

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before anything imports Qt; tests of a real screen start their own

# The machines that run this are shared: a slow example is not a wrong one.
settings.register_profile("registre", deadline=None)
settings.load_profile("registre")


def pytest_configure() -> None:
    compile_stale()


@pytest.fixture(autouse=True, scope="session")
def home_of_the_tests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep settings and logs of this person's own Registre out of the tests, and theirs out of hers."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "LOCALAPPDATA"):
            patch.setenv(variable, str(home / variable))
        yield


@pytest.fixture(autouse=True)
def windows_die_in_order(request: pytest.FixtureRequest) -> Iterator[None]:
    """During a window test collect nothing; after it, close, delete and collect while the application is alive.

    Without that, PySide6 now and then frees a widget from the collector in the middle of an event, and crashes.
    What stood before the test is frozen meanwhile: to walk all that thousands of tests left behind, after each of
    them, took longer than the tests.
    """
    if "qapp" not in request.fixturenames:
        yield
        return
    from PySide6.QtCore import QCoreApplication, QEvent  # here, so that the other tests never load Qt
    from PySide6.QtWidgets import QApplication

    gc.disable()
    gc.freeze()
    yield
    for window in QApplication.topLevelWidgets():
        window.close()
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    QCoreApplication.processEvents()
    gc.collect()
    gc.unfreeze()
    gc.enable()


@pytest.fixture(autouse=True)
def a_disk_that_never_failed() -> Iterator[None]:
    """No test hears of a disk that failed in another: it is remembered in memory, and beside the log."""
    yield
    disk_health.forget()
    logs.log_file().with_name("disk.txt").unlink(missing_ok=True)


@pytest.fixture
def clock() -> SettableClock:
    """The laptop's clock: Saturday 21 November 2026, 9 o'clock, until the test sets it."""
    return SettableClock()


@pytest.fixture
def register(tmp_path: Path, clock: SettableClock) -> Iterator[Register]:
    """A centre's new register, open for its director."""
    with a_register(tmp_path, clock=clock) as opened:
        yield opened
