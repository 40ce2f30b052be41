"""logind and UPower on a bus of a test's own: `python -m tests.ui.fake_logind`, with DBUS_SYSTEM_BUS_ADDRESS.

It says "ready", and then each thing asked of it. What it is told on its standard input happens: "sleep", "wake", "lock",
"another" (the session of another person is in front), "back", "hide", "lid".
"""

import os
import sys

from PySide6.QtCore import QCoreApplication, QSocketNotifier
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusObjectPath,
    QDBusUnixFileDescriptor,
    QDBusVariant,
    QDBusVirtualObject,
)

from ui.logind import LOGIND, MANAGER, MANAGER_PATH, PROPERTIES, SESSION, UPOWER, UPOWER_PATH

OWN = "/org/freedesktop/login1/session/_37"
stands = {"Id": "7", "Active": True, "LockedHint": False, "LidIsClosed": "closed" in sys.argv}


def tell(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


class Answers(QDBusVirtualObject):
    def __init__(self) -> None:
        super().__init__()
        self._reading, self._writing = os.pipe()  # what logind hands out is one end of a pipe

    def introspect(self, _path: str) -> str:
        return ""

    def handleMessage(self, message: QDBusMessage, connection: QDBusConnection) -> bool:
        tell(f"{message.member()} {' '.join(map(str, message.arguments()[:2]))}")
        match message.member():
            case "Get":
                connection.send(message.createReply(QDBusVariant(stands[message.arguments()[1]])))
            case "GetSession":
                connection.send(message.createReply(QDBusObjectPath(OWN)))
            case "Inhibit":
                os.set_blocking(self._reading, False)
                connection.send(message.createReply(QDBusUnixFileDescriptor(self._writing)))
                os.close(self._writing)
                self._gone = QSocketNotifier(self._reading, QSocketNotifier.Type.Read)
                self._gone.activated.connect(self._let_go)
            case _:
                return False
        return True

    def _let_go(self) -> None:
        self._gone.setEnabled(False)
        tell("released")


def happen(what: str) -> None:
    match what:
        case "sleep" | "wake":
            signal(MANAGER_PATH, MANAGER, "PrepareForSleep", what == "sleep")
        case "lock":
            signal(OWN, SESSION, "Lock")
        case "another" | "back":
            stands["Active"] = what == "back"
            signal(OWN, PROPERTIES, "PropertiesChanged", SESSION)
        case "hide":
            stands["LockedHint"] = True
            signal(OWN, PROPERTIES, "PropertiesChanged", SESSION)
        case "lid":
            stands["LidIsClosed"] = True
            signal(UPOWER_PATH, PROPERTIES, "PropertiesChanged", UPOWER)
        case "power":
            signal(UPOWER_PATH, PROPERTIES, "PropertiesChanged", UPOWER)


def hear() -> None:
    """Do what it is told; end with the test that speaks to it, also where that one was killed."""
    told = os.read(sys.stdin.fileno(), 1000)
    if not told:
        QCoreApplication.quit()
    for what in told.decode().split():
        happen(what)


def signal(path: str, interface: str, name: str, *given: object) -> None:
    message = QDBusMessage.createSignal(path, interface, name)
    message.setArguments(list(given))
    QDBusConnection.systemBus().send(message)


if __name__ == "__main__":
    app = QCoreApplication([])
    bus, answers = QDBusConnection.systemBus(), Answers()
    for path in (MANAGER_PATH, UPOWER_PATH):
        assert bus.registerVirtualObject(path, answers, QDBusConnection.VirtualObjectRegisterOption.SubPath)
    assert bus.registerService(LOGIND)
    assert bus.registerService(UPOWER)
    told = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    told.activated.connect(hear)
    tell("ready")
    app.exec()
