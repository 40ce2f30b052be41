"""What is copied in our windows stays on the clipboard for half a minute, and out of what systems remember of it.

Windows keeps a history of the clipboard and may send it to other devices; desktops on Linux have programs that do the
same. Both leave alone what is marked as a secret. Source: Microsoft's reference, "Clipboard formats"; KeePassXC marks its
passwords in the same way.
"""

import sys

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication

SECONDS = 30
_WINDOWS = 'application/x-qt-windows-mime;value="{}"'
MARKS = (
    {
        _WINDOWS.format("ExcludeClipboardContentFromMonitorProcessing"): b"1",
        _WINDOWS.format("CanIncludeInClipboardHistory"): b"\0\0\0\0",
        _WINDOWS.format("CanUploadToCloudClipboard"): b"\0\0\0\0",
    }
    if sys.platform == "win32"
    else {"x-kde-passwordManagerHint": b"secret"}
)


class ShortClipboard(QObject):
    """Lives as long as a register is open."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._clipboard = QGuiApplication.clipboard()
        self._timer = QTimer(self, singleShot=True, interval=round(SECONDS * 1000))
        self._timer.timeout.connect(self._take_back)
        self._clipboard.dataChanged.connect(self._on_copied)

    def _on_copied(self) -> None:
        """Mark what was copied here, as plain text; what another program copied is that program's."""
        if not self._clipboard.ownsClipboard():
            self._timer.stop()
            return
        copied = self._clipboard.mimeData()
        if copied is None or not copied.hasText():
            return
        if all(copied.hasFormat(mark) for mark in MARKS):
            return  # this is what was put there a moment ago, below
        self._timer.start()
        marked = QMimeData()
        marked.setText(copied.text())
        for mark, value in MARKS.items():
            marked.setData(mark, value)
        self._clipboard.setMimeData(marked)

    def _take_back(self) -> None:
        if self._clipboard.ownsClipboard():
            empty_clipboard()


def empty_clipboard() -> None:
    """Leave nothing to paste, whoever copied it; nor what X11 takes for copied because it is marked with the mouse.

    An empty text of our own comes first: else Qt would ask the program whose it is what it holds, and wait for it.
    """
    clipboard = QGuiApplication.clipboard()
    for mode in (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection):
        if mode == QClipboard.Mode.Clipboard or clipboard.supportsSelection():
            clipboard.setText("", mode)
            clipboard.clear(mode)
