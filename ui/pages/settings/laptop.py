"""This laptop: the language it speaks and the size of its letters. Both take effect at once."""

from PySide6.QtWidgets import QWidget

from centre_app import VERSION
from centre_app.language import N_, Language, available
from ui import icons, theme
from ui.kit import layout
from ui.kit.facts import Facts
from ui.kit.layout import STRETCH
from ui.kit.panel import Card, note
from ui.kit.pills import Segments
from ui.laptop import Laptop
from ui.pages.settings.part import Part
from ui.session import Session

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
        about = Facts(label_width=152)
        about.show_facts(
            [(self.say(N_("Program")), f"Registre {VERSION}"), (self.say(N_("Register")), str(session.register.folder))]
        )
        for card in (
            self._card(
                N_("Language"),
                icons.LANGUAGE,
                languages,
                N_("Every page changes at once; what was written stays as it is."),
            ),
            self._card(
                N_("Text size"), icons.LETTERS, sizes, N_("For tired eyes, and for a screen far away.")
            ),
            Card(self.say(N_("About this register")), icons.INFO, name="about").add(about),
        ):
            self.body.addWidget(card)
        layout.add(self.body, STRETCH)

    def _card(self, title: str, icon: str, switch: QWidget, about: str) -> Card:
        return Card(self.say(title), icon, gap=6).add(layout.row(switch, STRETCH), note(self.say(about), wraps=True))

    def _speak(self, code: str) -> None:
        self._laptop.keep_language(Language.of(code))
        self.session.look_changed.emit()

    def _write_in(self, text_size: str) -> None:
        assert text_size in theme.TEXT_SIZES
        self._laptop.keep_text_size(text_size)
        self.session.look_changed.emit()
