"""Ways on for whoever does not come in at the door, and the training register beside the real one."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from centre_app import training
from centre_app.door import registers_in
from centre_app.language import N_, Language
from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.layout import STRETCH
from ui.pages.unlock_parts import ask_for_register, folder_name

if TYPE_CHECKING:
    from ui.pages.unlock import UnlockPage


def foot(page: "UnlockPage") -> QHBoxLayout:
    """Return the buttons at the foot of a door, and at their end which register it is."""
    say, door = page.say, page.door
    found: list[QPushButton] = []
    if door is not None:
        found.append(_button(say(N_("Forgotten passphrase")), icons.KEY, "forgotten", page.recovery_asked.emit))
    other = _button(say(N_("Open another register")), icons.FOLDER, "open_another", lambda: _ask_for_other(page))
    found.append(other)
    if door is None:
        found.append(_button(say(N_("I have a backup stick")), icons.STICK, "from_stick", page.stick_asked.emit))
        found.append(_button(say(N_("Make a new register")), icons.ADD, "make_new", page.new_asked.emit))
    elif door.is_training:
        found = list(_of_training(page))
    elif not door.is_headquarters:
        found.append(_button(say(N_("Training register")), icons.PRACTICE, "training", lambda: _practise(page)))
    return layout.row(*found, STRETCH, folder_name(page.folder), gap=16)


def passphrase_line(language: Language) -> QWidget:
    """Return the passphrase of a training register in plain: it protects nobody."""
    words = language.say(N_("Training passphrase: {passphrase}"), passphrase=training.PASSPHRASE)
    line = layout.row(icons.label(icons.PRACTICE, icons.ROW, theme.ACCENT), gap=8)
    line.addWidget(theme.plain_label(words, weight=theme.MEDIUM, wraps=True, name="training_passphrase.words"), 1)
    return layout.boxed(line, name="training_passphrase")


def help_button(page: "UnlockPage") -> QPushButton:
    """Return the way to what helps while the register is shut; F1 leads there too."""
    return _button(page.say(N_("Help (F1)")), icons.INFO, "help_at_the_door", page.help_asked.emit)


def mending_button(page: "UnlockPage") -> QPushButton:
    """Return the way on for whoever finds the register damaged; it is shown where that is so."""
    mend = buttons.button(page.say(N_("See what is damaged, and the way back")), icons.ARCHIVE, name="mend")
    mend.clicked.connect(lambda: page.mending_asked.emit(page.person.id, page.typed()) if page.person else None)
    mend.hide()
    return mend


def _of_training(page: "UnlockPage") -> Iterator[QPushButton]:
    """Out of a training register one goes back to work, or throws it away; nobody forgets its passphrase."""
    say, real = page.say, training.real_registers(page.folder.parent)
    if real:
        yield _button(say(N_("Back to the real register")), icons.BACK, "back_to_real", lambda: page.go_to(real[0]))
    else:
        yield _button(say(N_("Make a new register")), icons.ADD, "make_new", page.new_asked.emit)
    yield _button(say(N_("Open another register")), icons.FOLDER, "open_another", lambda: _ask_for_other(page))
    yield _button(say(N_("Delete this training register")), icons.ERASE, "delete_training", lambda: _delete(page))


def _button(words: str, icon: str, name: str, act: Callable[[], object]) -> QPushButton:
    button = buttons.quiet(words, icon, name=name)
    button.clicked.connect(lambda: act())
    return button


def _ask_for_other(page: "UnlockPage") -> None:
    ask_for_register(page, page.folder, page.language, page.go_to)


def _practise(page: "UnlockPage") -> None:
    from ui.training_register import practise  # late: most never practise

    practise(page.folder.parent, page.language, over=page, then=page.go_to, otherwise=page.tell)


def _delete(page: "UnlockPage") -> None:
    from ui.training_register import ask_to_delete

    if ask_to_delete(page.folder, page.language, over=page):
        page.go_to(next(iter(registers_in(page.folder.parent)), None))
