"""Finds what does not fit: words cut off, widgets squeezed, buttons outside their page.

`cut_widgets(page, 1092, 580)` lays a page out at that size and returns a line for each fault. What scrolls may be longer
than its window, never wider; words that end in "…" by design (`Elided`, table cells) are no fault.
"""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QScrollBar,
    QWidget,
)

from ui.kit.chip import Chip
from ui.kit.rows import Elided

SMALL = (1092, 580)
LARGE = (1366, 728)


def cut_widgets(page: QWidget, width: int, height: int) -> list[str]:
    """Lay the page out at a size; return what is cut there, as "name: what is wrong"."""
    _lay_out(page, width, height)
    faults = []
    if page.width() > width or page.height() > height:
        faults.append(f"{_name(page)}: needs {page.width()}×{page.height()}, has {width}×{height}")
    for widget in page.findChildren(QWidget):
        if _is_looked_at(widget, page):
            faults += _faults_of(widget, page)
    return faults


def _lay_out(page: QWidget, width: int, height: int) -> None:
    page.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    page.resize(width, height)
    page.show()
    for _ in range(3):  # a folded rail, a scroll bar that comes: each round may move the others
        QApplication.processEvents()
        page.resize(width, height)


def _is_looked_at(widget: QWidget, page: QWidget) -> bool:
    if not widget.isVisibleTo(page) or widget.isWindow() or widget.objectName().startswith("qt_"):
        return False
    parents = _parents(widget, page)
    inside = any(isinstance(parent, QAbstractItemView | QComboBox | QLineEdit | QScrollBar) for parent in parents)
    return not inside and not isinstance(widget, QScrollBar)


def _faults_of(widget: QWidget, page: QWidget) -> list[str]:
    faults = []
    if (missing := _lacking_room(widget)) is not None:
        faults.append(f"{_name(widget)}: {missing}")
    if (outside := _outside(widget, page)) is not None:
        faults.append(f"{_name(widget)}: {outside}")
    return faults


def _lacking_room(widget: QWidget) -> str | None:
    """Return what a widget that shows words lacks to show them all."""
    if isinstance(widget, QLabel) and not widget.text():
        return None
    if isinstance(widget, QLabel) and widget.wordWrap():
        needed = widget.heightForWidth(widget.width())
        return f"words need {needed} in height, have {widget.height()}" if widget.height() < needed - 1 else None
    if isinstance(widget, Elided):
        return None
    if isinstance(widget, QLabel | QAbstractButton | Chip):
        needed = widget.minimumSizeHint()
        if widget.width() < needed.width() - 1:
            return f"words need {needed.width()} in width, have {widget.width()}"
        if widget.height() < needed.height() - 1:
            return f"words need {needed.height()} in height, have {widget.height()}"
    return None


def _outside(widget: QWidget, page: QWidget) -> str | None:
    """Return where a widget sticks out of what holds it; down and up do not count where one can scroll."""
    box = QRect(widget.mapTo(page, QPoint(0, 0)), widget.size())
    scrolls = [parent for parent in _parents(widget, page) if isinstance(parent, QAbstractScrollArea)]
    for area in scrolls:
        view = area.viewport()
        seen = QRect(view.mapTo(page, QPoint(0, 0)), view.size())
        if box.left() < seen.left() - 1 or box.right() > seen.right() + 1:
            return "is wider than the part that scrolls"
    whole = page.rect()
    if box.left() < -1 or box.right() > whole.right() + 1:
        return "sticks out at the side"
    if not scrolls and (box.top() < -1 or box.bottom() > whole.bottom() + 1):
        return "sticks out at the top or the foot"
    return None


def _parents(widget: QWidget, page: QWidget) -> list[QWidget]:
    found = []
    parent = widget.parentWidget()
    while parent is not None and parent is not page:
        found.append(parent)
        parent = parent.parentWidget()
    return found


def _name(widget: QWidget) -> str:
    text = widget.text()[:30] if isinstance(widget, QLabel | QAbstractButton) else widget.accessibleName()[:30]
    return " ".join(part for part in (type(widget).__name__, widget.objectName(), repr(text) if text else "") if part)
