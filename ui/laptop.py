"""What this laptop remembers between two starts: language, size of letters, minutes to the lock, where the window stood.

Nothing else is ever kept here, for it lies in the clear: no register, no person, no path.
"""

from PySide6.QtCore import QByteArray, QSettings

from centre_app.language import SPEECHES, Language
from ui.theme import TEXT_SIZES

FRENCH, ENGLISH = "fr", "en"
NORMAL = "normal"
FEWEST_MINUTES, USUAL_MINUTES, MOST_MINUTES = 1, 5, 30  # without anybody, before the register locks


class Laptop:
    """Reads and writes those few things; one that was never chosen, or is spoilt, has a sensible start."""

    def __init__(self) -> None:
        self._kept = QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "Registre", "Registre")

    @property
    def language(self) -> Language:
        kept = self._kept.value("language")
        if kept in SPEECHES:
            return Language.of(kept)
        # late: it knows 700 languages and countries, and is asked once in a laptop's life
        from PySide6.QtCore import QLocale

        speaks_english = QLocale.system().language() == QLocale.Language.English
        return Language.of(ENGLISH if speaks_english else FRENCH)

    def keep_language(self, language: Language) -> None:
        self._kept.setValue("language", language.code)

    @property
    def text_size(self) -> str:
        kept = self._kept.value("text_size")
        return kept if kept in TEXT_SIZES else NORMAL

    def keep_text_size(self, text_size: str) -> None:
        self._kept.setValue("text_size", text_size)

    @property
    def idle_minutes(self) -> int:
        """After how many minutes without anybody the register locks; never not at all, whatever stands in the file."""
        kept = str(self._kept.value("idle_minutes", ""))
        minutes = int(kept) if kept.isascii() and kept.isdecimal() else USUAL_MINUTES
        return min(max(minutes, FEWEST_MINUTES), MOST_MINUTES)

    def keep_idle_minutes(self, minutes: int) -> None:
        self._kept.setValue("idle_minutes", minutes)

    @property
    def geometry(self) -> QByteArray:
        """Where the window stood; empty where it never stood."""
        kept = self._kept.value("geometry")
        return kept if isinstance(kept, QByteArray) else QByteArray()

    def keep_geometry(self, geometry: QByteArray) -> None:
        self._kept.setValue("geometry", geometry)
        self._kept.sync()  # locking leaves no time for what is written later
