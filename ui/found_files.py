"""Reading a file that came on a stick: those that fit are found by themselves, and any other can be chosen."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QWidget

from centre_app.exchange import sticks
from centre_app.language import N_
from centre_app.problems import Problem
from ui import icons, theme
from ui.file_dialogs import files_dialog
from ui.kit import buttons, layout
from ui.kit.messages import Message
from ui.kit.panel import note, page_title
from ui.kit.rows import Row, RowList, sign_tile
from ui.kit.scroll import Scroll
from ui.session import Session
from ui.stick_choice import LOOK_EVERY_MS, called

Find = Callable[[Path], list[Path]]


class FoundFilesDialog(QDialog):
    """Shows what lies on the sticks that are plugged in; `file` is what was chosen."""

    def __init__(self, session: Session, find: Find, *, title: str, about: str, over: QWidget) -> None:
        super().__init__(over.window())
        say = session.say
        self.setObjectName("found_files")
        self.setWindowTitle(title)
        self.setModal(True)
        self._language, self._find = session.language, find
        self._shown: list[tuple[str, Path]] | None = None
        self.file: Path | None = None
        self._rows = RowList(name="found_files.rows")
        self._none = Message(
            say(N_("No such file is on a stick. Plug in the stick: it appears here by itself.")),
            icon=icons.STICK,
            name="found_files.none",
        )
        other = buttons.button(say(N_("Choose a file…")), icons.DOCUMENTS, name="other_file")
        cancel = buttons.button(say(N_("Cancel")), icons.CLOSE, name="cancel_file")
        other.clicked.connect(self._ask_for_file)
        cancel.clicked.connect(self.reject)
        outer = layout.column(page_title(title), note(about, wraps=True), gap=12, margins=(24, 16, 24, 16))
        outer.addWidget(Scroll(layout.column(self._none, self._rows, layout.STRETCH)), 1)
        layout.add(outer, layout.row(other, layout.STRETCH, cancel))
        self.setLayout(outer)
        self.resize(theme.size(600), theme.size(400))
        self._timer = QTimer(self, interval=LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        self.look()

    def look(self) -> None:
        """See what lies on the sticks now."""
        found = [
            (called(drive, self._language), file)
            for drive in sticks.plugged_in()
            for file in _in(drive.folder, self._find)
        ]
        if found != self._shown:
            self._shown = found
            self._rows.show_rows([self._row(stick, file, first=file == found[0][1]) for stick, file in found])
            self._none.setVisible(not found)

    def _row(self, stick: str, file: Path, *, first: bool) -> Row:
        read = buttons.button(self._language.say(N_("Read")), icons.OPEN, name=f"read.{file.name}", in_row=True)
        if first:
            read.become(buttons.Kind.FILLED)
        read.clicked.connect(lambda: self._take(file))
        second = f"{stick} · {self._language.moment(written_at(file))}"
        return Row(file.name, second, sign=sign_tile(icons.DOCUMENT), action=read, name=f"found.{file.name}")

    def _take(self, file: Path) -> None:
        self.file = file
        self.accept()

    def _ask_for_file(self) -> None:
        dialog = files_dialog(self, self._language, several=False)
        dialog.fileSelected.connect(lambda chosen: self._take(Path(chosen)))
        dialog.open()


def ask_for_file(session: Session, find: Find, *, title: str, about: str, over: QWidget) -> Path | None:
    """Return the file that somebody chose to read, or None."""
    dialog = FoundFilesDialog(session, find, title=title, about=about, over=over)
    dialog.exec()
    dialog.deleteLater()
    return dialog.file


def written_at(file: Path) -> datetime:
    """Return when a file was written, as its stick says."""
    try:
        return datetime.fromtimestamp(file.stat().st_mtime, UTC)
    except OSError:  # pulled between listing and looking
        return datetime.fromtimestamp(0, UTC)


def _in(folder: Path, find: Find) -> list[Path]:
    try:
        return find(folder)
    except Problem:  # pulled between listing and looking
        return []
