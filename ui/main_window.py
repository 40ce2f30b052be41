"""The frame around the pages: rail, stack of pages, status line, keys. Nobody imports it but the start.

It owns no register and decides nothing about records: it is given a Session and how each page is made, and goes where
pages ask to go, once the page in sight lets go.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Protocol, runtime_checkable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QStackedWidget, QWidget

from centre_app.language import N_
from centre_app.problems import SectionShut
from ui import icons, theme
from ui.error_dialog import do_each
from ui.kit import layout
from ui.kit.messages import WindowBar
from ui.kit.rail import Place, Rail
from ui.kit.status_line import StatusLine
from ui.kit.training_band import under_training_band
from ui.page import BACK, Destination, Page
from ui.session import Session
from ui.shut_page import ShutPage

MakePage = Callable[[Session], Page]
MOST_STEPS_BACK = 50
SHORTCUTS = N_("F1 Help · Ctrl+F Search · Ctrl+S Save")


@runtime_checkable
class KeepsDraft(Protocol):
    """A dialog with a form: it keeps what was typed, asking nothing."""

    def keep_draft(self) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What the window shows around the pages, and where the keys lead."""

    title: str
    second: str
    code: str
    places: Sequence[Place]
    home: str
    arrival: str | None = None  # the page that Ctrl+N opens
    emergency: str | None = None  # and the one that F9 opens, from wherever one is
    is_training: bool = False


class MainWindow(QWidget):
    """One unlocked register. Pages are made when one first goes there, and kept."""

    locked = Signal()

    def __init__(self, session: Session, frame: Frame, pages: Mapping[str, MakePage]) -> None:
        super().__init__()
        self.setObjectName("main_window")
        self.setMinimumSize(theme.size(800), theme.size(520))
        self._session, self._frame, self._make_page = session, frame, pages
        self._pages: dict[str, Page] = {}
        self._came_from: list[Destination] = []
        self._at: Destination | None = None
        self._is_locked = False
        self.is_for_another = False  # locked because somebody else takes over
        say = session.language.say
        dark = theme.TRAINING if frame.is_training else theme.REAL
        self.rail = Rail(frame.title, frame.second, frame.code, frame.places, say(N_("Lock")), dark=dark)
        self.bar = WindowBar()
        self.status = StatusLine(say(SHORTCUTS))
        self._stack = QStackedWidget()
        self.rail.asked.connect(lambda key: self.go_to(Destination(page=key)))
        self.rail.lock_asked.connect(self.lock)
        self.rail.agent_asked.connect(self._offer_to_hand_over)
        session.lock_asked.connect(self.lock)
        session.keep_asked.connect(self.keep_drafts)
        session.changed.connect(self._on_changed)
        self._lay_out()
        self._bind_keys()
        self.fold()

    # Going about

    def go_to(self, destination: Destination) -> bool:
        """Go there if the page in sight lets go; say whether one is there now."""
        if destination == BACK:
            return self.go_back()
        before = self._at
        if not self._arrive(destination):
            return False
        if before is not None and before != destination:
            self._came_from = [*self._came_from[-MOST_STEPS_BACK:], before]
        return True

    def go_back(self) -> bool:
        """Go to where one came from."""
        while self._came_from and self._came_from[-1] == self._at:
            self._came_from.pop()
        if not self._came_from or not self._arrive(self._came_from[-1]):
            return False
        self._came_from.pop()
        return True

    @property
    def page(self) -> Page | None:
        """The page in sight."""
        shown = self._stack.currentWidget()
        return shown if isinstance(shown, Page) else None

    def when_shut(self) -> object:
        """Do what somebody wanted done once the register is shut."""
        return self._session.when_shut()

    def lock(self) -> None:
        """Keep what was typed, then let go of everything: works at any moment, from any dialog, and asks nothing."""
        if not self._is_locked:
            self._is_locked = True
            do_each(*self._to_keep(), *self._to_close(), self.locked.emit)

    def hand_over(self) -> None:
        """Lock, because somebody else takes over."""
        self.is_for_another = True
        self.lock()

    def keep_drafts(self) -> None:
        """Keep what is typed on every page and in every form over it."""
        for keep in self._to_keep():
            keep()

    def _to_keep(self) -> list[Callable[[], object]]:
        forms = (dialog for dialog in self._dialogs() if isinstance(dialog, KeepsDraft))
        return [each.keep_draft for each in (*self._pages.values(), *forms)]

    def _to_close(self) -> list[Callable[[], object]]:
        """Close dialogs without their own reject, which may ask something."""
        return [partial(QDialog.done, dialog, QDialog.DialogCode.Rejected) for dialog in self._dialogs()]

    def _dialogs(self) -> list[QDialog]:
        """Return the dialogs in sight. They belong to the outermost window, of which this may be a part."""
        return [dialog for dialog in self.window().findChildren(QDialog) if dialog.isVisible()]

    # The frame

    def fold(self) -> None:
        """Fold the rail and the pages where the window is small."""
        small = self.width() < theme.size(theme.SMALL_WIDTH)
        self.rail.fold(small)
        for page in self._pages.values():
            if page.is_small != small:
                page.fold(small)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fold()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close only when the page in sight lets go; a locked window has kept what was typed and asks nothing."""
        if self._is_locked:
            event.accept()
            return
        if self.page is not None and not self.page.may_leave():
            event.ignore()
            return
        self.lock()
        event.accept()

    def _lay_out(self) -> None:
        right = self._right = layout.column(self.bar, gap=0)
        right.addWidget(self._stack, 1)
        right.addWidget(self.status)
        whole = layout.row(self.rail, gap=0)
        whole.addLayout(right, 1)
        self.setLayout(under_training_band(whole, self._session.language) if self._frame.is_training else whole)

    def put_band(self, band: QWidget) -> None:
        """Let something stand over every page."""
        self._right.insertWidget(0, band)

    def _bind_keys(self) -> None:
        """Letters and function keys only: Ctrl with a digit does not work on a French keyboard."""
        keys: tuple[tuple[str, Callable[[], object]], ...] = (
            ("Alt+Left", self.go_back),
            ("Ctrl+L", self.lock),
            ("Ctrl+N", self._new_arrival),
            ("Ctrl+F", lambda: self.page and self.page.focus_search()),
            ("Ctrl+S", lambda: self.page and self.page.save()),
            ("Ctrl+P", lambda: self.page and self.page.print_page()),
            ("F5", lambda: self.page and self.page.refresh()),
            ("F1", self._show_help),
            ("F9", self._emergency),
        )
        for key, act in keys:
            QShortcut(QKeySequence(key), self).activated.connect(act)
        QApplication.instance().focusChanged.connect(self._stay_on_page)

    def _stay_on_page(self, before: QWidget | None, now: QWidget | None) -> None:
        """When a page hides or shuts the part one is in, Qt goes on to the rail; the keyboard stays on the page instead."""
        page = self.page
        if page is None or before is None or now is None or not self.rail.isAncestorOf(now):
            return
        if page.isAncestorOf(before) and not (before.isVisibleTo(page) and before.isEnabled()):
            page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer_to_hand_over(self) -> None:
        """Under the name of who is at work: somebody else takes over."""
        say = self._session.say
        menu = QMenu(self)
        menu.setObjectName("agent_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        acts = (
            (icons.RESIDENTS, N_("Somebody else takes over"), self.hand_over),
            (icons.KEY, N_("Change my passphrase"), partial(self.go_to, Destination(page="my_passphrase"))),
            (icons.LOCK, N_("Lock"), self.lock),
        )
        for icon, words, act in acts:
            offered = menu.addAction(icons.icon(icon, icons.ROW, theme.ACCENT), say(words))
            offered.triggered.connect(lambda _checked=False, act=act: act())
        menu.popup(self.rail.above_agent(menu.sizeHint()))

    def _new_arrival(self) -> None:
        if self._frame.arrival is not None:
            self.go_to(Destination(page=self._frame.arrival))

    def _emergency(self) -> None:
        if self._frame.emergency is not None:
            self.go_to(Destination(page=self._frame.emergency))

    def _show_help(self) -> None:
        from ui.help_card import HelpCard

        card = HelpCard(self, self._session.language, self.page.help_lines() if self.page else [])
        card.troubles_asked.connect(lambda: self.go_to(Destination(page="settings", section="troubles")))
        card.open_over()

    # Pages

    def _arrive(self, destination: Destination) -> bool:
        if self._at is not None and self.page is not None and destination != self._at and not self.page.may_leave():
            self.rail.choose(self._place_of(self._at.page))
            return False
        self._at = replace(destination, told="", kept=None, due=None)  # coming back later is no news
        try:
            page = self._page(destination.page)
            self._show(page)
            page.is_stale = False
            page.arrive(destination)
        except SectionShut as problem:
            page = ShutPage(self._session, problem)
            page.went.connect(self.go_to)
            self._stack.addWidget(page)
            self._show(page)
        if not page.isAncestorOf(self.focusWidget()):
            page.setFocus(Qt.FocusReason.OtherFocusReason)  # else the keyboard would be back at the rail
        if destination.told:
            page.result.tell_done(destination.told)
        if destination.kept is not None:
            QTimer.singleShot(0, page, partial(page.resume, destination.kept))  # it may open a form and wait there
        elif destination.due is not None:
            QTimer.singleShot(0, page, partial(page.begin, destination.due))  # as above
        return True

    def _show(self, page: Page) -> None:
        for before in self._stack.findChildren(ShutPage):
            if before is not page:
                before.deleteLater()
        self._stack.setCurrentWidget(page)
        assert self._at is not None
        self.rail.choose(self._place_of(self._at.page))

    def _place_of(self, page: str) -> str:
        """Return the rail's place to mark: the page itself, or the place it says it belongs to."""
        if any(place.key == page for place in self._frame.places):
            return page
        return self._pages[page].belongs_to if page in self._pages else ""

    def _page(self, name: str) -> Page:
        if name not in self._pages:
            page = self._make_page[name](self._session)
            page.went.connect(self.go_to)
            page.left_off.connect(self._note_where)
            page.fold(self.width() < theme.size(theme.SMALL_WIDTH))
            self._pages[name] = page
            self._stack.addWidget(page)
        return self._pages[name]

    def _note_where(self, destination: Destination) -> None:
        """A page moved on within itself: back leads to where it was."""
        if self._at is not None and self._at != destination:
            self._came_from = [*self._came_from[-MOST_STEPS_BACK:], self._at]
        self._at = destination

    def _on_changed(self) -> None:
        """Something was written: the page in sight reads again at once, the others when one comes back."""
        for page in self._pages.values():
            page.is_stale = page is not self.page
        if self.page is not None:
            QTimer.singleShot(0, self.page, partial(self._refresh, self.page))

    def _refresh(self, page: Page) -> None:
        """Read again, unless one has gone on since: what one arrived at is just read."""
        if page is self.page:
            page.refresh()
