"""The door: who one is, the passphrase, and what stands in the way when it does not open.

The page asks for nothing but the register's folder. Deriving the keys runs off the window's thread; the databases are
then opened here, because their connections stay in the thread that opened them. `opened` carries the open register.
"""

from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from centre_app.door import Door, PersonAtTheDoor, at_the_door, check_nobody_is_inside, seconds_to_wait
from centre_app.language import N_, Language
from centre_app.problems import MustWait, Problem, RegisterDamaged, UnlockProblem, WrongPassphrase
from ui import icons, theme
from ui.how_left import AS_FOUND, HowLeft
from ui.kit import buttons, layout
from ui.kit.layout import STRETCH
from ui.pages import unlock_parts as parts
from ui.pages.unlock_foot import foot, help_button, mending_button, passphrase_line

COLUMN = 592
SECOND_MS = 1000
LOW = 650
MOST_WITHOUT_SCROLLING = 4  # people, two lines of them


class UnlockPage(QWidget):
    """One register's door. Another language or another folder makes another page."""

    opened = Signal(object)  # a Register
    language_asked = Signal(object, str)  # a Language, and what was typed so far
    other_asked = Signal(object)  # the folder of another register
    new_asked = Signal()
    stick_asked = Signal()  # a backup stick is at hand
    recovery_asked, help_asked = Signal(), Signal()
    mending_asked = Signal(str, str)  # who, and her passphrase: files of the register are damaged

    def __init__(self, folder: Path, language: Language, *, left: HowLeft = AS_FOUND) -> None:
        super().__init__()
        self.setObjectName("unlock")
        self.language, self.say = language, language.say
        self.folder, self._left = folder, left
        self.person: PersonAtTheDoor | None = None
        self._register_problem: Problem | None = None
        self._was_painted = False
        self.has_looked = False
        self.door = self._look()
        self._is_training = self.door is not None and self.door.is_training
        self._side = parts.side_of(self.door, self.language)
        self._form = self._make_form()
        self._waiting = QTimer(self, interval=SECOND_MS)
        self._waiting.timeout.connect(self._count_down)
        self._lay_out()
        self._show_first_state()

    def _look(self) -> Door | None:
        """Read the door; a problem is shown on the page."""
        try:
            return at_the_door(self.folder)
        except Problem as problem:
            self._register_problem = problem
            return None

    def go_to(self, folder: Path | None) -> None:
        """Leave for another register, or for the first run where there is none."""
        self.other_asked.emit(folder)

    def typed(self) -> str:
        return self.passphrase.text()

    def show_typed(self, typed: str) -> None:
        """Put back what was typed before the language was changed."""
        self.passphrase.field.setText(typed)

    # Laying out

    def _make_form(self) -> QWidget:
        self.passphrase = parts.PassphraseField(self.language, name="passphrase", forgets=True)
        self.passphrase.entered.connect(self.open)
        self.passphrase.changed.connect(self._on_typed)
        self.trouble = parts.Trouble()
        self._mend = mending_button(self)
        self._button = buttons.filled(self.say(N_("Open the register")), icons.LOCK, name="open", height=44)
        self._button.clicked.connect(self.open)
        self._whose = theme.plain_label("", theme.BODY, theme.MEDIUM, name="whose_passphrase")
        self._whose.setBuddy(self.passphrase.field)
        column = self._column = layout.column()
        column.addWidget(theme.plain_label(self._greeting(), theme.HERO, name="greeting"))
        if self.door is not None:
            self.people = parts.People(parts.in_order(self.door.people, self._left), self.language)
            self.people.chosen.connect(self._on_chosen)
            layout.add(column, self.people)
            layout.add(column, 8)
            layout.add(column, layout.column(self._whose, self.passphrase, gap=6))
            if self._is_training:
                layout.add(column, passphrase_line(self.language))
        for part in (self.trouble, self._mend, self._button):
            layout.add(column, part)
        if self._left.kept_at:
            self._kept = parts.kept_line(self._left.kept_at, self.language)
            layout.add(column, self._kept)
        form = QWidget()
        form.setLayout(column)
        form.setMaximumWidth(theme.size(COLUMN))
        return form

    def _greeting(self) -> str:
        if self.door is None:
            return self.say(N_("This register does not open."))
        return self.say(N_("Hello. Who are you?"))

    def _lay_out(self) -> None:
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self._form, 100)
        middle.addStretch(1)
        centred: QVBoxLayout | QWidget = layout.column(STRETCH, middle, STRETCH, STRETCH, gap=0)
        if self.door is not None and len(self.door.people) > MOST_WITHOUT_SCROLLING:
            from ui.kit.scroll import Scroll  # late: Qt's scroll areas cost the first page a tenth of its time

            centred = Scroll(centred)
        right = layout.column(self._languages())
        right.addWidget(centred, 1) if isinstance(centred, QWidget) else right.addLayout(centred, 1)
        layout.add(right, layout.rule())
        layout.add(right, foot(self))
        self._right = right
        whole = layout.row(self._side, gap=0)
        whole.addLayout(right, 1)
        if self._is_training:
            from ui.kit.training_band import under_training_band  # late: most doors have none

            whole = under_training_band(whole, self.language)
        self.setLayout(whole)

    def _languages(self) -> QHBoxLayout:
        languages = parts.language_list(self.language)
        languages.picked.connect(lambda code: self.language_asked.emit(Language.of(str(code)), self.typed()))
        return layout.row(STRETCH, help_button(self), languages)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the dark side its share, a third of a wide window, less of a narrow one; in a low one, leave out air."""
        low, narrow = self.height() < theme.size(LOW), self.width() < theme.size(theme.SMALL_WIDTH)
        share = 0.28 if narrow else 0.322
        self._side.take(min(theme.size(440), round(self.width() * share)), low=low)
        self._column.setSpacing(theme.size(8 if low else 12))
        self._right.setSpacing(theme.size(4 if low else 12))
        top, foot = (12, 8) if low else (24, 16)
        self._right.setContentsMargins(theme.size(40), theme.size(top), theme.size(32), theme.size(foot))
        super().resizeEvent(event)

    # What it shows

    def _show_first_state(self) -> None:
        if self.door is not None:
            self._on_chosen(parts.chosen_at_first(self.door.people, self._left))
        if self._register_problem is not None:
            self._tell_register_problem(self._register_problem)

    def showEvent(self, event: QShowEvent) -> None:
        """Whoever comes to the door types at once: a stack of pages would give the keyboard to the first field."""
        super().showEvent(event)
        if self.person is not None:
            self.passphrase.field.setFocus()
        elif self.door is not None:
            self.people.setFocus()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Once the page is seen, look whether somebody is inside and whether one has to wait."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self, self._look_closer)

    def _look_closer(self) -> None:
        self.has_looked = True
        if self.door is None:
            return
        try:
            check_nobody_is_inside(self.folder)
        except Problem as problem:
            self._tell_register_problem(problem)
        else:
            self._wait_if_needed()

    def _tell_register_problem(self, problem: Problem) -> None:
        """Say what keeps the register shut; the button looks at it again."""
        self._register_problem = problem
        self.tell(problem)
        self._button.setText(self.say(N_("Try again")))
        self._button.show_icon(icons.RUNNING)
        self._button.setEnabled(True)

    def _on_chosen(self, person: PersonAtTheDoor | None) -> None:
        """Ask for the passphrase of one of them; None before anybody said who she is."""
        self.person = person
        self.people.choose(person)
        whose = self.say(N_("Passphrase of {name}"), name=person.name) if person else self.say(N_("Choose your name."))
        self._whose.setText(whose)
        self.passphrase.call(whose)
        self.passphrase.setEnabled(person is not None)
        self._button.setEnabled(person is not None and not self._waiting.isActive())
        self.passphrase.field.setFocus()
        if self._left.kept_at:  # of another she is told nothing
            self._kept.setVisible(person is not None and person.id == self._left.by)

    def _on_typed(self, typed: str) -> None:
        """A new try begins: the fault of the last one goes away."""
        if typed and not self._waiting.isActive() and self._register_problem is None:
            self.trouble.hide()
            self.passphrase.mark("")

    def tell(self, problem: Problem) -> None:
        self.trouble.tell(*parts.said_at_the_door(problem, self.language))

    # Opening

    def open(self) -> None:
        """Try the passphrase; where the register itself was the trouble, look at it again instead."""
        if self._register_problem is not None:
            self.other_asked.emit(self.folder)
            return
        if self.person is None or not self._button.isEnabled():
            return
        if not self.typed():
            self.passphrase.mark("fault")
            self.trouble.tell(self.say(N_("Type your passphrase first.")))
            self.passphrase.field.setFocus()
            return
        self._be_busy(True)
        from ui import background
        from ui.pages.unlocking import deriving

        background.run(
            deriving(self.folder, self.person.id, self.typed(), self.language),
            owner=self,
            then=self._open_with,
            otherwise=self._on_refused,
            progress=lambda step: self.trouble.tell(step.sentence),
            merely_reads=True,
        )

    def _open_with(self, keys: object) -> None:
        from centre_app.opening import open_with

        try:
            register = open_with(self.folder, keys)
        except Problem as problem:
            self._on_refused(problem)
            return
        self.passphrase.clear()
        self.opened.emit(register)

    def _on_refused(self, problem: BaseException) -> None:
        self._be_busy(False)
        if not isinstance(problem, Problem):
            raise problem
        if isinstance(problem, MustWait):
            self._wait_if_needed()
            return
        self.tell(problem)
        self._mend.setVisible(isinstance(problem, RegisterDamaged))
        if isinstance(problem, UnlockProblem):
            self.passphrase.mark("fault")
            self.passphrase.field.selectAll()
            self.passphrase.field.setFocus()
        if isinstance(problem, WrongPassphrase):
            self._wait_if_needed()

    def _be_busy(self, busy: bool) -> None:
        self._form.setEnabled(not busy)
        self._button.setText(self.say(N_("Opening…")) if busy else self.say(N_("Open the register")))
        if busy:
            self.trouble.hide()
            self._mend.hide()
            self.passphrase.mark("")

    # Waiting

    def _wait_if_needed(self) -> None:
        if seconds_to_wait(self.folder):
            self._waiting.start()
            self._count_down()

    def _count_down(self) -> None:
        """Say every second how long it still takes; then let her try again."""
        seconds = seconds_to_wait(self.folder)
        self._button.setEnabled(not seconds and self.person is not None)
        if seconds:
            left = self.language.say_n(
                N_("Too many wrong tries: wait {n} more second."),
                N_("Too many wrong tries: wait {n} more seconds."),
                seconds,
            )
            self.trouble.tell(left, self.say(MustWait.advice))
            return
        self._waiting.stop()
        self.trouble.tell(self.say(N_("You may try again now.")), self.say(WrongPassphrase.advice))
        self.passphrase.field.setFocus()
