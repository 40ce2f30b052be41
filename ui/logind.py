"""What Linux tells of the person going away: the laptop is about to sleep, its lid closes, the session is locked or left.

systemd's logind says it over D-Bus, and UPower tells of the lid, which need not put the laptop to sleep. Where neither is
there nothing is ever told, and nothing fails. Source: man org.freedesktop.login1; UPower's reference, LidIsClosed.
"""

from collections.abc import Callable

from PySide6.QtCore import SLOT, QObject, Slot
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusObjectPath,
    QDBusPendingCallWatcher,
    QDBusUnixFileDescriptor,
    QDBusVariant,
)

LOGIND, UPOWER = "org.freedesktop.login1", "org.freedesktop.UPower"
MANAGER, SESSION, PROPERTIES = f"{LOGIND}.Manager", f"{LOGIND}.Session", "org.freedesktop.DBus.Properties"
MANAGER_PATH, OWN_SESSION = "/org/freedesktop/login1", "/org/freedesktop/login1/session/auto"
UPOWER_PATH = "/org/freedesktop/UPower"


class Logind(QObject):
    """Calls `leave` when nobody is before the screen any more; `why` says to the system why it has to wait a moment."""

    def __init__(self, leave: Callable[[], object], parent: QObject, *, why: str) -> None:
        super().__init__(parent)
        self._leave, self._session = leave, ""
        self._known: dict[str, bool] = {}
        self._moment: QDBusUnixFileDescriptor | None = None  # while it is held, the system waits before it sleeps
        self._bus = QDBusConnection.systemBus()
        if not self._bus.isConnected():
            return
        self._hear(LOGIND, MANAGER_PATH, MANAGER, "PrepareForSleep", "on_sleep(bool)")
        self._hear(UPOWER, UPOWER_PATH, PROPERTIES, "PropertiesChanged", "on_power()")
        self._ask(LOGIND, MANAGER_PATH, MANAGER, "Inhibit", "sleep", "Registre", why, "delay", then=self._keep_moment)
        self._ask(LOGIND, OWN_SESSION, PROPERTIES, "Get", SESSION, "Id", then=self._find_session)
        self.on_power()

    @Slot(bool)
    def on_sleep(self, begins: bool) -> None:
        if begins:
            self._leave()
        self._moment = None

    @Slot()
    def on_lock(self) -> None:
        self._leave()

    @Slot()
    def on_session(self) -> None:
        """Something about our session changed: another person's is in front, or a screen saver hides it."""
        self._look(LOGIND, self._session, SESSION, "Active", left=False)
        self._look(LOGIND, self._session, SESSION, "LockedHint", left=True)

    @Slot()
    def on_power(self) -> None:
        self._look(UPOWER, UPOWER_PATH, UPOWER, "LidIsClosed", left=True)

    def _look(self, service: str, path: str, interface: str, name: str, *, left: bool) -> None:
        """Ask how something stands now; only where it has changed to `left` somebody has gone away.

        Whoever works at a screen of its own has the lid closed all day.
        """

        def compare(found: object) -> None:
            if not isinstance(found, QDBusVariant):
                return
            before, now = self._known.get(name), bool(found.variant())
            self._known[name] = now
            if now is left and before is (not left):
                self._leave()

        self._ask(service, path, PROPERTIES, "Get", interface, name, then=compare)

    def _keep_moment(self, given: object) -> None:
        if isinstance(given, QDBusUnixFileDescriptor):
            self._moment = given

    def _find_session(self, found: object) -> None:
        """The session's own signals come under its own path, not under the one by which anybody calls hers."""
        if isinstance(found, QDBusVariant):
            self._ask(LOGIND, MANAGER_PATH, MANAGER, "GetSession", found.variant(), then=self._hear_session)

    def _hear_session(self, found: object) -> None:
        if isinstance(found, QDBusObjectPath):
            self._session = found.path()
            self._hear(LOGIND, self._session, SESSION, "Lock", "on_lock()")
            self._hear(LOGIND, self._session, PROPERTIES, "PropertiesChanged", "on_session()")
            self.on_session()

    def _hear(self, service: str, path: str, interface: str, signal: str, slot: str) -> None:
        self._bus.connect(service, path, interface, signal, self, SLOT(slot))

    def _ask(
        self, service: str, path: str, interface: str, method: str, *given: str, then: Callable[[object], None]
    ) -> None:
        """Call without waiting; `then` is handed the first thing answered, and nothing where the answer is an error."""
        message = QDBusMessage.createMethodCall(service, path, interface, method)
        message.setAutoStartService(False)  # who is not there is not woken for our sake
        message.setArguments(list(given))
        watcher = QDBusPendingCallWatcher(self._bus.asyncCall(message), self)
        watcher.finished.connect(lambda answered: _hand_on(answered, then))


def _hand_on(answered: QDBusPendingCallWatcher, then: Callable[[object], None]) -> None:
    arguments = [] if answered.isError() else answered.reply().arguments()
    answered.deleteLater()
    if arguments:
        then(arguments[0])
