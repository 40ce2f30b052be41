"""The one window of the program: the door, the first run, or the frame of an open register.

Its title never carries a name. Once a register was open in this process there is no way back to the door: whoever
locks ends the process and starts another, because text in Qt and Python cannot be wiped (app.py does that).
"""

from collections.abc import Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, Qt, QTimer, QTranslator, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from centre_app.language import Language
from ui import icons, theme
from ui.how_left import AS_FOUND, HowLeft
from ui.laptop import Laptop

if TYPE_CHECKING:
    from centre_app.endings import CutOff
    from centre_app.problems import Problem
    from centre_app.register import Register
    from ui.locking import Locking

TITLE = "Registre"
FIRST_SIZE = (1366, 728)
SMALLEST = (800, 520)
CHOSEN_AT = "settings"  # the page where language and size of letters are chosen
# What opening needs, in the order in which it is needed: loaded between two keys while somebody types.
SOON_NEEDED = ("centre_app.opening", "ui.main_window", "ui.house", "ui.pages.today.page", "ui.locking")
LOAD_AFTER_MS = 50
STOPPING_SECONDS = 0.25  # what works in a thread has this long to clear up after itself when the register is locked


class Shell(QStackedWidget):
    """Shows one thing at a time and hands the language, the folder and the open register from one to the next."""

    painted = Signal()  # for the first time
    locked = Signal()  # the register is shut: the process must end and another begin

    def __init__(self, laptop: Laptop, *, home: Path) -> None:
        super().__init__()
        self.setObjectName("shell")
        self.setWindowTitle(TITLE)
        self.setMinimumSize(theme.size(SMALLEST[0]), theme.size(SMALLEST[1]))
        self.resize(theme.size(FIRST_SIZE[0]), theme.size(FIRST_SIZE[1]))
        self.laptop, self.home = laptop, home
        self.language = laptop.language
        self.folder: Path | None = None
        self.register: Register | None = None
        self.left = AS_FOUND
        self._locking: Locking | None = None
        self._cut: CutOff | None = None  # how the register was left before, until that is said
        self._words_of_qt = QTranslator(self)
        self._is_closing = False
        self._was_painted = False

    # The door

    def go_to_door(self, folder: Path | None, *, left: HowLeft = AS_FOUND, typed: str = "") -> None:
        """Show the door of a register, or the first run where there is none."""
        if folder is None:
            self.go_to_first_run()
            return
        from ui.pages.unlock import UnlockPage

        self.folder = folder
        page = UnlockPage(folder, self.language, left=left)
        page.show_typed(typed)
        page.opened.connect(self.go_inside)
        page.language_asked.connect(self._speak_at_door)
        page.other_asked.connect(self.go_to_door)
        page.new_asked.connect(self.go_to_first_run)
        page.recovery_asked.connect(self.go_to_ways_back)
        page.mending_asked.connect(self.go_to_mending)
        page.stick_asked.connect(self.go_to_backup_stick)
        page.help_asked.connect(self.show_help)
        self._show_alone(page)

    def go_to_ways_back(self) -> None:
        """Show how somebody comes back in who has forgotten her passphrase; it ends at the door."""
        from ui.pages.recovery.door import WaysBackPage

        folder = self.folder
        page = WaysBackPage(folder, self.language)
        page.ended.connect(lambda person: self.go_to_door(folder, left=HowLeft(by=person)))
        self._show_alone(page)

    def go_to_mending(self, person: str, passphrase: str) -> None:
        """Show what is damaged of a register that does not open, and the way back; it ends at the door."""
        from ui.pages.damage.mending import MendingPage

        folder = self.folder
        page = MendingPage(folder, self.language, person=person, passphrase=passphrase)
        page.ended.connect(lambda person: self.go_to_door(folder, left=HowLeft(by=person)))
        self._show_alone(page)

    def go_to_backup_stick(self) -> None:
        """Show how a register comes back from a backup stick and the recovery sheet; it ends at a door."""
        from ui.pages.backups.from_stick import FromStickPage

        folder = self.folder
        page = FromStickPage(self.home, self.language)
        page.restored.connect(lambda made, person: self.go_to_door(made, left=HowLeft(by=person)))
        page.left.connect(lambda: self.go_to_door(folder))
        self._show_alone(page)

    def go_to_first_run(self) -> None:
        """Show the first run, which makes a register and then leads to its door."""
        from ui.pages.first_run import FirstRunPage

        page = FirstRunPage(self.home, self.language)
        page.language_chosen.connect(self.speak)
        page.finished.connect(self.go_to_door)
        page.stick_asked.connect(self.go_to_backup_stick)
        self._show_alone(page)

    def speak(self, language: Language) -> None:
        """Speak another language from now on, and remember it."""
        self.language = language
        self.laptop.keep_language(language)
        self._teach_qt()

    def _speak_at_door(self, language: Language, typed: str) -> None:
        self.speak(language)
        self.go_to_door(self.folder, typed=typed)

    # Inside

    def go_inside(self, register: "Register") -> None:
        """Show the frame of an open register; before that, whoever has somebody else's passphrase chooses her own."""
        from centre_app import endings
        from centre_app.problems import Problem, as_problems
        from ui.locking import Locking

        self.register = register
        self._locking = Locking(
            self, lock=self.lock, minutes=lambda: self.laptop.idle_minutes, language=lambda: self.language
        )
        try:
            with as_problems():
                self._cut = endings.begin(register)
        except Problem as problem:
            self._stay_outside(problem)
            return
        if register.keys.slot.must_change:
            self._ask_for_own_passphrase()
        else:
            self._show_first_page()

    def _show_first_page(self) -> None:
        from centre_app.problems import Problem

        try:
            self._show_frame()
        except Problem as problem:
            self._stay_outside(problem)

    def _stay_outside(self, problem: "Problem") -> None:
        """Shut the register again, and say at its door why: the disk did not give what the first page shows.

        After: the door stood there with "Opening…" on it for ever, and nobody was told.
        """
        from centre_app import endings, opening
        from ui.error_dialog import do_each

        register, locking = self.register, self._locking
        if register is None or locking is None:
            return
        self.register = self._locking = self._cut = None
        locking.deleteLater()
        do_each(lambda: opening.lock(register), lambda: endings.end(register))
        self.go_to_door(register.folder, left=HowLeft(by=register.who))
        self.currentWidget().tell(problem)

    def lock(self) -> None:
        """Lock now, whatever is open; also where the frame failed to come, and the register is open behind its door."""
        if self.register is not None:
            getattr(self.currentWidget(), "lock", self._on_locked)()

    def _ask_for_own_passphrase(self) -> None:
        from ui.first_passphrase import FirstPassphrase
        from ui.session import Session

        step = FirstPassphrase(Session(self.register, self.language))
        step.chosen.connect(self._show_first_page)
        step.locked.connect(self._on_locked)
        self._show_alone(step)

    def _show_frame(self, *, at: str = "") -> None:
        from ui.house import open_house
        from ui.session import Session

        session = Session(self.register, self.language)
        session.look_changed.connect(self._on_look_changed, Qt.ConnectionType.QueuedConnection)
        session.sheet_changed.connect(lambda: self._show_frame(at="paper"), Qt.ConnectionType.QueuedConnection)
        frame = open_house(session, at=at, cut=self._cut)
        self._cut = None
        frame.locked.connect(self._on_locked)
        self._show_alone(frame)
        if not at:
            frame.page.take_keyboard()  # what is not on screen yet cannot take the keyboard when its page arrives

    def _on_look_changed(self) -> None:
        """Another language or size of letters was chosen: dress anew and come back to the page where that is done."""
        self.language = self.laptop.language
        self._teach_qt()
        theme.dress_in_letters(QApplication.instance(), text_size=self.laptop.text_size)
        self._show_frame(at=CHOSEN_AT)

    def _on_locked(self) -> None:
        """Hide everything, then shut the register, whatever fails on the way.

        Closing the window shuts it too, and nothing begins again after that. A change of keys under way goes to its end
        first, behind hidden windows: it uses the keys that are wiped here.
        """
        from centre_app import endings, opening
        from ui import background
        from ui.error_dialog import do_each
        from ui.short_clipboard import empty_clipboard

        register, frame = self.register, self.currentWidget()
        if register is None:
            return
        self.left = HowLeft(by=register.who, for_another=getattr(frame, "is_for_another", False))
        do_each(
            lambda: self.laptop.keep_geometry(self.saveGeometry()),
            *(window.hide for window in QApplication.topLevelWidgets() if not self._is_closing),
            lambda: background.stop_all(within=STOPPING_SECONDS),
            lambda: self._note_kept(register),
            lambda: opening.lock(register),
            lambda: endings.end(register),
            getattr(frame, "when_shut", lambda: None),
            empty_clipboard,
        )
        self.register = None
        if not self._is_closing:
            self.locked.emit()

    def _note_kept(self, register: "Register") -> None:
        """Note when something was last typed that is not saved but kept, so that the door can say so."""
        from centre_app.drafts import all_kept
        from centre_app.problems import Problem

        try:
            kept = all_kept(register)
        except Problem:
            return  # a disk that fails now is said when the register is opened
        if kept:
            self.left = replace(self.left, kept_at=self.language.clock(kept[0].at))

    def keep_drafts(self) -> None:
        """Keep what is typed: the session may end, and may be told not to."""
        shown = self.currentWidget()
        if self.register is not None and shown is not None:
            shown.keep_drafts()

    def leave_at_once(self) -> None:
        """End because the system says so: keep what is typed, shut the register, ask nothing."""
        self._is_closing = True
        try:
            self.lock()
        finally:
            QApplication.quit()

    # The window

    def _show_alone(self, widget: QWidget) -> None:
        before = self.currentWidget()
        if self.register is None:  # inside, the frame has keys of its own
            QShortcut(QKeySequence("F1"), widget, self.show_help)
        self.addWidget(widget)
        self.setCurrentWidget(widget)
        if before is not None:
            self.removeWidget(before)
            before.deleteLater()

    def show_help(self) -> None:
        """F1 while no register is open."""
        from ui.help_card import help_at_the_door  # late: the door must not wait for it

        help_at_the_door(self, self.language)

    def restore(self) -> None:
        """Stand where the window stood last time, where that is still on a screen."""
        self.restoreGeometry(self.laptop.geometry)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            self.painted.emit()
            QTimer.singleShot(LOAD_AFTER_MS, self, lambda: self._load_soon(SOON_NEEDED))

    def _dress_later(self) -> None:
        """Do what the first picture does not need: the sign in the task bar, and Qt's own few words."""
        self.setWindowIcon(icons.icon(icons.CENTRE, 32, theme.ACCENT))
        self._teach_qt()

    def _teach_qt(self) -> None:
        """Let Qt's file dialogs and field menus speak the language of the pages."""
        app = QApplication.instance()
        app.removeTranslator(self._words_of_qt)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if self._words_of_qt.load(f"qtbase_{self.language.code}", folder):
            app.installTranslator(self._words_of_qt)

    def _load_soon(self, modules: Sequence[str]) -> None:
        """Import what comes after the door, one module at a time between two keys."""
        if modules is SOON_NEEDED:
            self._dress_later()
        import_module(modules[0])
        if modules[1:]:
            QTimer.singleShot(0, self, lambda: self._load_soon(modules[1:]))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close once nothing is under way and the page in sight lets go."""
        from ui.closing import may_close

        if not may_close(self, self.language):
            event.ignore()
            return
        if self.register is not None:
            from ui.backup_keeper import back_up_before_closing  # late: the door closes without it

            back_up_before_closing(self.register, self.language, over=self)
        self._is_closing = True
        shown = self.currentWidget()
        if shown is not None and not shown.close():
            self._is_closing = False
            event.ignore()
            return
        self.laptop.keep_geometry(self.saveGeometry())
        event.accept()
