"""What the unlock page is made of: the dark side with the house's name, who one is, the passphrase, what went wrong."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from centre_app.door import SUFFIX, Door, PersonAtTheDoor
from centre_app.language import N_, Language, available
from centre_app.problems import CannotWriteThere, Problem, RegisterDamaged
from centre_app.roles_said import work_of
from ui import icons, theme
from ui.how_left import HowLeft
from ui.kit import buttons, layout
from ui.kit.fields import PickList
from ui.kit.layout import STRETCH
from ui.kit.messages import Message
from ui.kit.panel import Panel
from ui.kit.people import PersonTile, WovenGround
from ui.kit.rows import Elided

# What is said elsewhere of these does not help here: of sticks where a register lies, of the door before the door.
AT_THE_DOOR = {
    CannotWriteThere: (
        N_("The folder of this register can be read but not written to."),
        N_("Ask whoever looks after this laptop to allow writing there. Nothing was changed."),
    ),
    RegisterDamaged: (
        N_("A part of this register is damaged: {compartment}."),
        N_(
            "Your passphrase is right, and nothing was changed. The button below shows what is damaged, and the way back."
        ),
    ),
}

FORGOTTEN_SECONDS = 120  # what is typed at the door and not sent


def said_at_the_door(problem: Problem, language: Language) -> tuple[str, str]:
    """Return what is said of a problem here, and what to do."""
    message, advice = AT_THE_DOOR.get(type(problem), (problem.message, problem.advice))
    told = {**problem.parts, **(_part_said(problem, language) if isinstance(problem, RegisterDamaged) else {})}
    return language.say(message, **told), language.say(advice, **told) if advice else ""


def _part_said(problem: RegisterDamaged, language: Language) -> dict[str, str]:
    """Return what a damaged file holds, in words before its name."""
    from ui.pages.people.words import COMPARTMENTS  # late: hardly any door needs it

    file = str(problem.parts["compartment"])
    called = COMPARTMENTS.get(file.removesuffix(".db"))
    return {"compartment": f"{language.say(called[0])} ({file})" if called else file}


def in_order(people: Sequence[PersonAtTheDoor], left: HowLeft) -> list[PersonAtTheDoor]:
    """Return who may come in; where another takes over, whoever has just left comes last."""
    return sorted(people, key=lambda one: left.for_another and one.id == left.by)


def chosen_at_first(people: Sequence[PersonAtTheDoor], left: HowLeft) -> PersonAtTheDoor | None:
    """Return who most likely comes: whoever locked; nobody where another takes over, for she says herself who she is."""
    if left.for_another and len(people) > 1:
        return None
    return next((one for one in people if one.id == left.by), people[0] if people else None)


class DarkSide(WovenGround):
    """The woven ground with the program's sign, whose register it is, and a few sentences."""

    def __init__(self, title: str, second: str, lines: Sequence[str], *, is_training: bool = False) -> None:
        super().__init__(theme.TRAINING if is_training else theme.REAL)
        sign = Panel(ground=theme.ACCENT, line=None, radius=8)
        sign.setFixedSize(theme.size(48), theme.size(48))
        inside = layout.column(icons.label(icons.CENTRE, 28, theme.CARD))
        inside.setAlignment(Qt.AlignmentFlag.AlignCenter)
        sign.setLayout(inside)
        words = layout.column(gap=2)
        words.addWidget(theme.plain_label(title, theme.HERO, theme.MEDIUM, colour=theme.CARD, wraps=True))
        words.addWidget(theme.plain_label(second, theme.PAGE_TITLE, colour=theme.RAIL_SECOND, wraps=True, name="whose"))
        layout.add(words, 20)
        for line in lines:
            words.addWidget(theme.plain_label(line, theme.CARD_TITLE, colour=theme.RAIL_TEXT, wraps=True))
        self._stack = layout.column(sign, 24, words, STRETCH, gap=0)
        self.setLayout(self._stack)

    def take(self, width: int, *, low: bool) -> None:
        """Take so much width; in a low window the words stand higher, above the woven rows."""
        self.setFixedWidth(width)
        side = theme.size(32 if width < theme.size(400) else 48)
        self._stack.setContentsMargins(side, theme.size(56 if low else 120), theme.size(24), theme.size(24))


def side_of(door: Door | None, language: Language) -> DarkSide:
    """Return the dark side of a door; of one that cannot be read it says what is true of each."""
    title, lines = N_("The centre’s register"), (N_("The files are locked."), N_("They open with your passphrase."))
    if door is not None and door.is_headquarters:
        title = N_("Headquarters’ register")
    is_training = door is not None and door.is_training
    if is_training:
        title, lines = N_("Training register"), (N_("Everybody here is invented."), N_("Try everything out."))
    words = [language.say(line) for line in lines]
    return DarkSide(language.say(title), door.name if door else "", words, is_training=is_training)


class People(QWidget):
    """Everybody who may open the register, in two columns; `chosen` carries the person."""

    chosen = Signal(object)

    def __init__(self, people: Sequence[PersonAtTheDoor], language: Language) -> None:
        super().__init__()
        self.setObjectName("people")
        self._people = {person.id: person for person in people}
        self._tiles = [PersonTile(person.id, person.name, work_of(person.roles, language)) for person in people]
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.size(12))
        # Somebody alone has the whole width; two columns with one of them empty would look like a fault.
        columns = min(2, len(people))
        for place, tile in enumerate(self._tiles):
            tile.clicked.connect(lambda _checked, key=tile.key: self.chosen.emit(self._people[key]))
            grid.addWidget(tile, place // columns, place % columns)
        self.setLayout(grid)
        self.setFocusProxy(self._tiles[0] if self._tiles else None)

    def choose(self, person: PersonAtTheDoor | None) -> None:
        """Show somebody as chosen without telling anybody."""
        for tile in self._tiles:
            tile.setChecked(person is not None and tile.key == person.id)


def language_list(language: Language) -> PickList:
    """The list of languages, each by its own name; `picked` carries the code."""
    languages = PickList([(one.code, one.name) for one in available()], icon=icons.LANGUAGE, name="language")
    languages.setAccessibleName(language.say(N_("Language")))
    languages.show_key(language.code)
    languages.setFixedWidth(theme.size(152))
    return languages


def folder_name(folder: Path) -> Elided:
    """Which of several registers it is, small, at the foot."""
    name = Elided(folder.name, theme.SECOND, colour=theme.MUTED, name="folder")
    name.setMaximumWidth(theme.size(200))
    return name


def ask_for_register(over: QWidget, near: Path, language: Language, then: Callable[[Path], object]) -> None:
    """Let somebody choose the folder of another register; nothing happens where she thinks better of it."""
    from ui.file_dialogs import folder_dialog  # late: the door must not wait for it

    title = language.say(N_("Choose the folder whose name ends in {suffix}"), suffix=SUFFIX)
    dialog = folder_dialog(over, language, title=title, near=near.parent, name="choose_register")
    dialog.fileSelected.connect(lambda chosen: then(Path(chosen)))
    dialog.open()


def kept_line(kept_at: str, language: Language) -> QWidget:
    """What somebody finds again after a lock: her words are kept."""
    words = language.say(N_("What you were typing at {time} is kept. You will find it again."), time=kept_at)
    line = layout.row(icons.label(icons.TICK, icons.ROW, theme.ACCENT), gap=8)
    line.addWidget(theme.plain_label(words, wraps=True), 1)
    return layout.boxed(line, name="kept")


class PassphraseField(QWidget):
    """A field that hides what is typed, a button that shows it, and a warning while capitals are locked.

    One that `forgets` is emptied where somebody types into it and goes away.
    """

    entered = Signal()
    changed = Signal(str)

    def __init__(self, language: Language, *, name: str, forgets: bool = False) -> None:
        super().__init__()
        self._say = language.say
        self._forgetting = QTimer(self, singleShot=True, interval=round(FORGOTTEN_SECONDS * 1000))
        self._forgetting.timeout.connect(self._forget)
        self.field = QLineEdit()
        self.field.setObjectName(name)
        self.field.setProperty("tall", True)
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setMaxLength(1024)
        self.field.returnPressed.connect(self.entered)
        self.field.textChanged.connect(self.changed)
        if forgets:
            self.field.textChanged.connect(lambda _typed: self._forgetting.start())
        self.field.installEventFilter(self)
        self.eye = buttons.button(self._say(N_("Show")), icons.PREVIEW, name=f"{name}.show", height=38)
        self.eye.setMinimumWidth(theme.size(96))
        self.eye.setCheckable(True)
        self.eye.toggled.connect(self._show_or_hide)
        self._capitals: Message | None = None
        line = layout.row(gap=8)
        line.addWidget(self.field, 1)
        line.addWidget(self.eye)
        self._stack = layout.column(line, gap=8)
        self.setLayout(self._stack)

    def text(self) -> str:
        return self.field.text()

    def clear(self) -> None:
        self.field.clear()

    def _forget(self) -> None:
        self.eye.setChecked(False)
        self.clear()

    def call(self, spoken: str) -> None:
        """Give the field the name by which a screen reader reads it."""
        self.field.setAccessibleName(spoken)

    def mark(self, mark: str) -> None:
        """Frame it as "fault" or "" (nothing to say)."""
        self.field.setProperty("mark", mark)
        self.field.style().polish(self.field)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Learn from the keys whether capitals are locked: no system tells it in the same way."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            locked = capitals_locked(event)
            if event.key() == Qt.Key.Key_CapsLock:
                locked = False if self._capitals is not None and self._capitals.isVisible() else None
            if locked is not None:
                self._warn_of_capitals(locked)
        return super().eventFilter(watched, event)

    def _warn_of_capitals(self, locked: bool) -> None:
        """Show or hide the warning; it is made when it is first needed, for the page is to be painted soon."""
        if locked and self._capitals is None:
            self._capitals = Message(
                self._say(N_("Press the Caps Lock key once.")),
                theme.CHECK_TONE,
                strong=self._say(N_("Capitals are locked.")),
                icon=icons.CAPS_LOCK,
                name=f"{self.field.objectName()}.capitals",
            )
            self._stack.addWidget(self._capitals)
        if self._capitals is not None:
            self._capitals.setVisible(locked)

    def _show_or_hide(self, shown: bool) -> None:
        self.field.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self.eye.setText(self._say(N_("Hide")) if shown else self._say(N_("Show")))
        self.eye.show_icon(icons.HIDE if shown else icons.PREVIEW)
        self.field.setFocus()


def capitals_locked(event: QKeyEvent) -> bool | None:
    """Return whether a key tells that capitals are locked; None where it tells nothing (a digit, a space)."""
    typed = event.text()
    if len(typed) != 1 or not typed.isalpha() or typed.upper() == typed.lower():
        return None
    with_shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    return typed.isupper() != with_shift


class Trouble(Panel):
    """What went wrong, and under it what to do next; both may change while they are read."""

    def __init__(self, *, name: str = "trouble") -> None:
        super().__init__(ground=theme.LATE_TINT, line=theme.LATE, radius=theme.RADIUS, name=name)
        self.hide()

    def _lay_out(self) -> None:
        """Make what is inside, when there is something to tell for the first time."""
        name = self.objectName()
        self._message = theme.plain_label("", theme.BODY, theme.SEMI_BOLD, colour=theme.LATE, wraps=True)
        self._message.setObjectName(f"{name}.message")
        self._advice = theme.plain_label("", theme.BODY, wraps=True, name=f"{name}.advice")
        words = layout.column(self._message, self._advice, gap=2)
        line = layout.row(gap=10, margins=(12, 8, 12, 8))
        line.addWidget(icons.label(icons.FAULT, icons.HEAD, theme.LATE), 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        self.setLayout(line)

    def tell(self, message: str, advice: str = "") -> None:
        if self.accessibleName() == "":
            self._lay_out()
        self._message.setText(message)
        self._advice.setText(advice)
        self._advice.setVisible(bool(advice))
        self.setAccessibleName(f"{message} {advice}".strip())
        self.show()
