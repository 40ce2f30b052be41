"""Choosing a stick: those that are plugged in are shown as they come and go, and any folder may be taken instead."""

from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QWidget

from centre_app.exchange import sticks
from centre_app.exchange.sticks import Drive
from centre_app.language import N_, Language
from centre_app.problems import CannotWriteThere, Problem
from ui import icons, theme
from ui.file_dialogs import folder_dialog
from ui.kit import buttons, layout
from ui.kit.messages import FieldMessage, Message
from ui.kit.panel import note, page_title
from ui.kit.scroll import Scroll
from ui.kit.stick_tile import StickTile
from ui.session import Session

LOOK_EVERY_MS = 2000


class StickChoice(QWidget):
    """`chosen` carries the Drive that somebody chose, or None when it was pulled out."""

    chosen = Signal(object)

    def __init__(self, language: Language, *, name: str = "sticks") -> None:
        super().__init__()
        self.setObjectName(name)
        self._language, self._say = language, language.say
        self._shown: list[Drive] = []
        self._other: Drive | None = None
        self.drive: Drive | None = None
        self._tiles = layout.column(gap=8)
        self._none = Message(
            self._say(N_("Plug in a USB stick: it appears here by itself.")),
            icon=icons.STICK,
            name=f"{name}.none",
        )
        self._gone = FieldMessage(
            self._say(N_("The stick was pulled out. Plug it in again, or choose another one.")),
            theme.CHECK_TONE,
            name=f"{name}.gone",
        )
        self._gone.hide()
        other = buttons.quiet(self._say(N_("Choose another folder…")), icons.FOLDER, name=f"{name}.other_folder")
        other.clicked.connect(self._ask_for_folder)
        self.setLayout(layout.column(self._none, self._tiles, self._gone, layout.row(other, layout.STRETCH), gap=8))
        self._timer = QTimer(self, interval=LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._show_tiles()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.look()
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()

    def look(self) -> None:
        """See what is plugged in now. A single stick is chosen by itself; one that was pulled is not chosen any more."""
        found = sticks.plugged_in()
        if self._other is not None and all(drive.folder != self._other.folder for drive in found):
            found.append(self._other)
        if found != self._shown:
            self._shown = found
            self._show_tiles()
        if self.drive is not None and all(drive.folder != self.drive.folder for drive in found):
            self._gone.show()
            self._take(None)
        usable = [drive for drive in found if not drive.is_read_only]
        if self.drive is None and len(usable) == 1:
            self._take(usable[0])

    def take_folder(self, folder: Path) -> None:
        """Choose a folder that is no stick. What is wrong with it stands in its tile."""
        try:
            self._other = sticks.at(folder)
        except Problem:
            self._gone.show()
            return
        self.look()
        if not self._other.is_read_only:
            self._take(self._other)

    def _take(self, drive: Drive | None) -> None:
        self.drive = drive
        if drive is not None:
            self._gone.hide()
        for tile in self.findChildren(StickTile):
            tile.setAutoExclusive(False)
            tile.setChecked(drive is not None and tile.objectName() == self._name_of(drive))
            tile.setAutoExclusive(True)
        self.chosen.emit(drive)

    def _show_tiles(self) -> None:
        layout.clear(self._tiles)
        for drive in self._shown:
            tile = self._tile(drive)
            tile.setChecked(self.drive is not None and self.drive.folder == drive.folder)
            tile.clicked.connect(lambda _checked, drive=drive: self._take(drive))
            self._tiles.addWidget(tile)
        self._none.setVisible(not self._shown)

    def _tile(self, drive: Drive) -> StickTile:
        language = self._language
        room = self._say(
            N_("{free} free of {total}"), free=language.size(drive.free_bytes), total=language.size(drive.total_bytes)
        )
        is_folder = self._other is not None and drive.folder == self._other.folder
        return StickTile(
            called(drive, language),
            f"{room} · {drive.folder}",
            icon=icons.FOLDER if is_folder else icons.STICK,
            trouble=self._say(CannotWriteThere.message) if drive.is_read_only else "",
            name=self._name_of(drive),
        )

    def _name_of(self, drive: Drive) -> str:
        return f"{self.objectName()}.{drive.folder}"

    def _ask_for_folder(self) -> None:
        dialog = folder_dialog(self, self._language)
        dialog.fileSelected.connect(lambda chosen: self.take_folder(Path(chosen)))
        dialog.open()


def called(drive: Drive, language: Language) -> str:
    """Return the name a stick bears, or that it bears none."""
    return drive.label or language.say(N_("USB stick without a name"))


class StickDialog(QDialog):
    """Asks for the stick that something small shall be written to: a request, a card, a key."""

    def __init__(self, session: Session, *, title: str, about: str, act: str, over: QWidget) -> None:
        super().__init__(over.window())
        say = session.say
        self.setObjectName("stick_dialog")
        self.setWindowTitle(title)
        self.setModal(True)
        self.setMinimumWidth(theme.size(560))
        self.choice = StickChoice(session.language, name="stick_dialog.sticks")
        self._write = buttons.filled(act, icons.STICK, name="write_here")
        cancel = buttons.button(say(N_("Cancel")), icons.CLOSE, name="cancel_stick")
        self._write.clicked.connect(self.accept)
        cancel.clicked.connect(self.reject)
        self._write.setEnabled(False)
        self.choice.chosen.connect(lambda drive: self._write.setEnabled(drive is not None))
        outer = layout.column(page_title(title), note(about, wraps=True), gap=12, margins=(24, 16, 24, 16))
        outer.addWidget(Scroll(layout.column(self.choice, layout.STRETCH)), 1)
        layout.add(outer, layout.row(layout.STRETCH, cancel, self._write))
        self.setLayout(outer)
        self.resize(theme.size(560), theme.size(400))

    @property
    def folder(self) -> Path | None:
        return self.choice.drive.folder if self.choice.drive else None
