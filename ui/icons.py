"""Lucide's line icons, drawn in the colour asked for.

The same icon always means the same thing: what an icon stands for is named here once (`RESIDENTS`, `BED`…) and pages use
those names. Icons are read from the package's zip as they are first needed and kept as pixmaps.
"""

import zlib
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPixmap
from PySide6.QtWidgets import QLabel

from ui import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

# --- What each icon stands for. --------------------------------------------------------------------------------------
HOME = "house"
RESIDENTS = "users"
PERSON = "user"
NEW_PERSON = "user-plus"
BED = "bed-double"
CALENDAR = "calendar-days"
DATE = "calendar-clock"
REPORTS = "chart-column"
EXPORT = "upload"
RECEIVE = "download"
IMPORT = "file-input"
SETTINGS = "settings"
LOCK = "lock"
UNLOCK = "lock-open"
SUMMARY = "circle-user-round"
GOAL = "target"
HEALTH = "stethoscope"
MEDICINE = "pill"
VACCINE = "syringe"
PSYCHOSOCIAL = "message-circle"
SCHOOL = "graduation-cap"
TRAINING = "hammer"
PRACTICE = "graduation-cap"
KIT = "package"
STOCK = "warehouse"
MONEY = "banknote"
LEGAL = "scale"
FAMILY = "house-heart"
PROTECTION = "shield"
INCIDENT = "siren"
LETTER = "mail"
REFERRAL = "send"
DOCUMENTS = "folder-open"
DOCUMENT = "file-text"
FOLLOW_UP = "footprints"
HISTORY = "history"
BABY = "baby"
GIRL = "venus"
BOY = "mars"
ARRIVAL = "log-in"
EXIT = "log-out"
ALLERGY = "pill"
PLACE = "map-pin"
PHONE = "phone"
NIGHT = "moon"
MEALS = "utensils"
SUN = "sun"
HOSPITAL = "heart-pulse"
AWAY = "door-open"
NOTE = "notebook-pen"
WORDS = "quote"
EDIT = "pencil"
SIGN = "pen-line"
SAVE = "save"
UNDO = "undo-2"
PRINT = "printer"
PREVIEW = "eye"
HIDE = "eye-off"
SEARCH = "search"
FILTER = "funnel"
ADD = "plus"
REMOVE = "x"
SMALLER = "minus"
ERASE = "trash-2"
CLOSE = "x"
MORE = "ellipsis"
BACK = "arrow-left"
NEXT = "arrow-right"
OPEN = "chevron-right"
UNFOLD = "chevron-down"
CHECKS = "list-checks"
TICK = "check"
DONE = "circle-check"
TO_DO = "circle-dashed"
RUNNING = "refresh-cw"
LATE = "triangle-alert"
FAULT = "circle-alert"
SOON = "hourglass"
CLOCK = "clock"
INFO = "info"
NO_ANSWER = "message-circle-question-mark"
CAPS_LOCK = "arrow-big-up-dash"
LANGUAGE = "globe"
LETTERS = "a-large-small"
KEY = "key-round"
TEAM = "id-card"
STICK = "usb"
ARCHIVE = "archive"
COMPARE = "copy-check"
COPY = "copy"
BOOK = "book-open"
CENTRE = "house-heart"
HEADQUARTERS = "building-2"
MOVE = "arrow-right-left"
SORT_UP = "chevron-up"
SORT_DOWN = "chevron-down"
TABLE = "table-2"
FOLDER = "folder"
VERSIONS = "layers"

SMALL, ROW, HEAD, TILE = 16, 18, 20, 24


def pixmap(name: str, points: float = ROW, colour: str = theme.INK) -> QPixmap:
    """An icon, sharp on the screen in use."""
    screen = QGuiApplication.primaryScreen()
    return _drawn(name, theme.size(points), colour, screen.devicePixelRatio() if screen else 1.0)


def icon(name: str, points: float = ROW, colour: str = theme.INK) -> "QIcon":
    """An icon for Qt's own buttons, menus and fields."""
    from PySide6.QtGui import QIcon  # late: the unlock page has none, and Qt's classes cost when first named

    made = QIcon(pixmap(name, points, colour))
    made.addPixmap(pixmap(name, points, theme.DISABLED_TEXT), QIcon.Mode.Disabled)
    return made


def label(name: str, points: float = ROW, colour: str = theme.INK) -> QLabel:
    """An icon that stands beside words; a screen reader reads the words."""
    shown = QLabel()
    shown.setPixmap(pixmap(name, points, colour))
    shown.setFixedSize(theme.size(points), theme.size(points))
    shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return shown


def draw(painter: QPainter, name: str, x: float, y: float, points: float, colour: str) -> None:
    """Draw an icon with its top left corner at x, y."""
    painter.drawPixmap(round(x), round(y), pixmap(name, points, colour))


@lru_cache(maxsize=1024)
def _drawn(name: str, pixels: int, colour: str, ratio: float) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer

    drawn = QPixmap(round(pixels * ratio), round(pixels * ratio))
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour).encode())).render(
        painter, QRectF(0, 0, drawn.width(), drawn.height())
    )
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    return drawn


@lru_cache(maxsize=256)
def _source(name: str) -> str:
    """Return an icon's SVG out of the package's zip.

    Read by hand, because opening 1,688 entries with zipfile takes as long as painting the first window (10 of 116 ms):
    the central directory is searched for the one name wanted. Layout: PKWARE APPNOTE 6.3, sections 4.3.7 and 4.3.12.
    """
    data = _archive()
    wanted = f"{name}.svg".encode()
    found = data.find(wanted, data.rfind(b"PK\x05\x06") - _directory_size(data))
    while data[found - 46 : found - 42] != b"PK\x01\x02" or _number(data, found - 18, 2) != len(wanted):
        if found < 0:
            raise LookupError(f"there is no icon called {name!r}")
        found = data.find(wanted, found + 1)
    method, packed_size, start = (
        _number(data, found - 36, 2),
        _number(data, found - 26, 4),
        _number(data, found - 4, 4),
    )
    start += 30 + _number(data, start + 26, 2) + _number(data, start + 28, 2)
    packed = data[start : start + packed_size]
    return (zlib.decompress(packed, -zlib.MAX_WBITS) if method else packed).decode()


@lru_cache(maxsize=1)
def _archive() -> bytes:
    # Only found, not imported: the package's own code takes as long to import as a window takes to paint.
    package = find_spec("justmyresource_lucide")
    if package is None or not package.submodule_search_locations:
        raise ModuleNotFoundError("justmyresource-lucide is not installed")
    return (Path(package.submodule_search_locations[0]) / "icons.zip").read_bytes()


def _directory_size(data: bytes) -> int:
    return _number(data, data.rfind(b"PK\x05\x06") + 12, 4)


def _number(data: bytes, at: int, size: int) -> int:
    return int.from_bytes(data[at : at + size], "little")
