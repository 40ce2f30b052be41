"""This laptop: its language, the size of its letters, and when it locks by itself. All of it takes effect at once."""

from PySide6.QtWidgets import QWidget

from centre_app import VERSION
from centre_app.language import N_, Language, available
from centre_app.whole_disk import Encryption, encryption_under
from ui import icons, theme
from ui.kit import layout
from ui.kit.facts import Facts
from ui.kit.fields import PickList
from ui.kit.layout import STRETCH
from ui.kit.panel import Card, note
from ui.kit.pills import Segments
from ui.laptop import Laptop
from ui.pages.settings.part import Part
from ui.session import Session

LOCKS_AFTER = (1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20, 25, 30)  # minutes
DISK = {
    Encryption.WHOLE: N_("Encrypted as a whole"),
    Encryption.NONE: N_("Not encrypted as a whole: what is printed and what sleeps may leave traces on it"),
    Encryption.UNKNOWN: N_("Whether it is encrypted as a whole cannot be seen from here"),
}
SIZES = {"normal": N_("Normal"), "large": N_("Large"), "larger": N_("Very large")}


class LaptopPart(Part):
    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.setObjectName("settings.laptop")
        self._laptop = Laptop()
        languages = Segments({each.code: each.name for each in available()}, name="language")
        languages.show_key(session.language.code)
        languages.chosen.connect(self._speak)
        sizes = Segments({key: self.say(words) for key, words in SIZES.items()}, name="text_size")
        sizes.show_key(self._laptop.text_size)
        sizes.chosen.connect(self._write_in)
        self._locks = PickList(name="idle_minutes")
        self._show_minutes()
        self._locks.picked.connect(self._lock_after)
        about = Facts(label_width=152)
        about.show_facts(
            [
                (self.say(N_("Program")), f"Registre {VERSION}"),
                (self.say(N_("Register")), str(session.register.folder)),
                (self.say(N_("Disk")), self.say(DISK[encryption_under(session.register.folder)])),
            ]
        )
        for card in (
            self._card(
                N_("Language"),
                icons.LANGUAGE,
                languages,
                N_("Every page changes at once; what was written stays as it is."),
            ),
            self._card(N_("Text size"), icons.LETTERS, sizes, N_("For tired eyes, and for a screen far away.")),
            self._card(
                N_("The register locks by itself"),
                icons.LOCK,
                self._locks,
                N_("When nobody has touched the laptop for so long. What was typed is kept."),
            ),
            Card(self.say(N_("About this register")), icons.INFO, name="about").add(about),
        ):
            self.body.addWidget(card)
        layout.add(self.body, STRETCH)

    def _card(self, title: str, icon: str, switch: QWidget, about: str) -> Card:
        return Card(self.say(title), icon, gap=6).add(layout.row(switch, STRETCH), note(self.say(about), wraps=True))

    def _show_minutes(self) -> None:
        """Show the choices, and one that stands in the laptop's own file though nobody is offered it here."""
        now = self._laptop.idle_minutes
        offered = sorted({*LOCKS_AFTER, now})
        self._locks.show_choices([(minutes, self._after(minutes)) for minutes in offered])
        self._locks.setFixedWidth(theme.size(176))
        self._locks.setAccessibleName(self.say(N_("The register locks by itself")))
        self._locks.show_key(now)

    def _after(self, minutes: int) -> str:
        return self.language.say_n(N_("After {n} minute"), N_("After {n} minutes"), minutes)

    def _lock_after(self, minutes: object) -> None:
        assert isinstance(minutes, int)
        self._laptop.keep_idle_minutes(minutes)

    def _speak(self, code: str) -> None:
        self._laptop.keep_language(Language.of(code))
        self.session.look_changed.emit()

    def _write_in(self, text_size: str) -> None:
        assert text_size in theme.TEXT_SIZES
        self._laptop.keep_text_size(text_size)
        self.session.look_changed.emit()
