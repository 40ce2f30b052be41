"""The system's ways of choosing a folder, a file, or where to save: made in one place, every word of them ours.

Where no desktop lends its own dialog Qt shows its own, whose French catalogue leaves some labels in English.
"""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from centre_app.language import N_, Language

_WORDS = {
    QFileDialog.DialogLabel.LookIn: N_("Look in:"),
    QFileDialog.DialogLabel.FileName: N_("Name:"),
    QFileDialog.DialogLabel.FileType: N_("Kind of file:"),
    QFileDialog.DialogLabel.Reject: N_("Cancel"),
}


def folder_dialog(
    over: QWidget, language: Language, *, title: str = "", near: Path | None = None, name: str = "choose_folder"
) -> QFileDialog:
    """Return what asks for a folder; `fileSelected` tells which."""
    dialog = _dialog(over, language, title or language.say(N_("Choose a folder")), near, name, N_("Choose"))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return dialog


def file_dialog(over: QWidget, language: Language, *, title: str, kinds: str, name: str) -> QFileDialog:
    """Return what asks for one file of some kinds ("Table (*.csv)"); `fileSelected` tells which."""
    dialog = _dialog(over, language, title, None, name, N_("Choose"))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilter(kinds)
    return dialog


def files_dialog(over: QWidget, language: Language, *, several: bool) -> QFileDialog:
    """Return what asks for a file, or for several; `filesSelected` tells which."""
    dialog = _dialog(over, language, language.say(N_("Choose a file")), None, "choose_files", N_("Choose"))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles if several else QFileDialog.FileMode.ExistingFile)
    return dialog


def ask_where_to_save(over: QWidget, language: Language, *, title: str, file_name: str, kind: str) -> Path | None:
    """Ask where to write a file of a kind ("PDF (*.pdf)"), or of one of several; None where the person thought better of it.

    Of several kinds the chosen one makes the name's ending, unless another of them was typed.
    """
    dialog = _dialog(over, language, title, None, "save_as", N_("Save"))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)  # it is asked what was chosen once it has closed
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter(kind)
    dialog.selectFile(file_name)
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, language.say(N_("Save")))
    chosen = dialog.selectedFiles() if dialog.exec() else []
    dialog.deleteLater()
    if not chosen:
        return None
    return ending_in(Path(chosen[0]), dialog.selectedNameFilter(), proposed=Path(file_name).suffix, kinds=kind)


def ending_in(path: Path, chosen: str, *, proposed: str, kinds: str) -> Path:
    """Return a path with the ending of the kind that was chosen, or with another that was typed."""
    endings = [_ending_of(kind) for kind in kinds.split(";;")]
    if len(endings) == 1 or (path.suffix in endings and path.suffix != proposed):
        return path
    bare = path.with_suffix("") if path.suffix in endings else path
    return bare.with_name(bare.name + _ending_of(chosen))


def _ending_of(kind: str) -> str:
    """Return ".pdf" of "PDF (*.pdf)"."""
    return kind.rpartition("*")[2].rstrip(")")


def _dialog(over: QWidget, language: Language, title: str, near: Path | None, name: str, accept: str) -> QFileDialog:
    dialog = QFileDialog(over, title, str(near or Path.home()))
    dialog.setObjectName(name)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setViewMode(QFileDialog.ViewMode.List)  # Qt's columns beside the names speak English: "Folder", "KiB"
    for label, words in {**_WORDS, QFileDialog.DialogLabel.Accept: accept}.items():
        dialog.setLabelText(label, language.say(words))
    return dialog
