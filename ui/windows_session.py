"""What Windows tells of the person going away: the laptop is about to sleep, its lid closes, the session is locked or left.

The messages come to our own window; `tells_to_leave` reads them. Source: Microsoft's reference, WM_POWERBROADCAST,
WM_WTSSESSION_CHANGE and GUID_LIDSWITCH_STATE_CHANGE.
"""

import ctypes
from collections.abc import Callable
from ctypes import wintypes

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication

WM_POWERBROADCAST, WM_WTSSESSION_CHANGE = 0x0218, 0x02B1
PBT_APMSUSPEND, PBT_POWERSETTINGCHANGE = 0x0004, 0x8013
WTS_CONSOLE_DISCONNECT, WTS_REMOTE_DISCONNECT, WTS_SESSION_LOGOFF, WTS_SESSION_LOCK = 2, 4, 6, 7
LEFT_BY = frozenset({WTS_CONSOLE_DISCONNECT, WTS_REMOTE_DISCONNECT, WTS_SESSION_LOGOFF, WTS_SESSION_LOCK})
NOTIFY_FOR_THIS_SESSION = DEVICE_NOTIFY_WINDOW_HANDLE = 0


class Guid(ctypes.Structure):
    _fields_ = (("a", wintypes.DWORD), ("b", wintypes.WORD), ("c", wintypes.WORD), ("d", ctypes.c_ubyte * 8))


class PowerSetting(ctypes.Structure):
    """POWERBROADCAST_SETTING: which setting changed, and to what."""

    _fields_ = (("which", Guid), ("length", wintypes.DWORD), ("value", wintypes.DWORD))


LID = Guid(0xBA3E0F4D, 0xB817, 0x4094, (ctypes.c_ubyte * 8)(0xA2, 0xD1, 0xD5, 0x63, 0x79, 0xE6, 0xA0, 0xF3))
LID_CLOSED = 0


def tells_to_leave(message: wintypes.MSG) -> bool:
    """Say whether a message means that the laptop goes to sleep, or that another screen hides ours."""
    if message.message == WM_WTSSESSION_CHANGE:
        return message.wParam in LEFT_BY
    return bool(message.message == WM_POWERBROADCAST and message.wParam == PBT_APMSUSPEND)


def lid_is_closed(message: wintypes.MSG) -> bool | None:
    """Return what a message says of the lid; None where it speaks of something else."""
    if (message.message, message.wParam) != (WM_POWERBROADCAST, PBT_POWERSETTINGCHANGE) or not message.lParam:
        return None
    setting = PowerSetting.from_address(message.lParam)
    return bool(setting.value == LID_CLOSED) if bytes(setting.which) == bytes(LID) else None


class WindowsSession(QAbstractNativeEventFilter):
    """Calls `leave` when Windows says so. `window` is the number by which Windows knows ours."""

    def __init__(self, leave: Callable[[], object], window: int) -> None:
        super().__init__()
        self._leave = leave
        self._was_closed: bool | None = None  # Windows says at once how the lid stands: that is no news
        ctypes.windll.wtsapi32.WTSRegisterSessionNotification(wintypes.HWND(window), NOTIFY_FOR_THIS_SESSION)
        register = ctypes.windll.user32.RegisterPowerSettingNotification
        register.restype = wintypes.HANDLE
        register(wintypes.HANDLE(window), ctypes.byref(LID), DEVICE_NOTIFY_WINDOW_HANDLE)
        QCoreApplication.instance().installNativeEventFilter(self)

    def nativeEventFilter(self, kind: QByteArray, message: int) -> tuple[bool, int]:
        if kind == b"windows_generic_MSG":
            self.hear(wintypes.MSG.from_address(int(message)))
        return False, 0

    def hear(self, message: wintypes.MSG) -> None:
        closed = lid_is_closed(message)
        if tells_to_leave(message) or (closed and self._was_closed is False):
            self._leave()
        self._was_closed = self._was_closed if closed is None else closed
