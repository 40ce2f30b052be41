"""A form in which every choice lies in sight, however many there are: for what is asked line by line, one key each."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from centre_app.choices import choices
from centre_app.questions import OneOf
from ui.editors import Editor, Setting
from ui.kit import layout
from ui.kit.pills import Pill, Pills
from ui.record_form import RecordForm


class OpenEditor(Editor):
    """Pills side by side. Space takes the one in focus, and then it is `passed`: the next line has its turn."""

    passed = Signal()

    def __init__(self, name: str, setting: Setting, listed: str) -> None:
        super().__init__(name)
        offered = choices(listed).offered(setting.language, setting.sex)
        self._offered = dict(offered)
        self._pills = Pills(self._offered, name=f"{name}.pills")
        self._pills.chosen.connect(lambda _key: (self.changed.emit(), self.left.emit()))
        for pill in self._pills.findChildren(Pill):
            pill.installEventFilter(self)
        self.setFocusProxy(self._pills.pill(offered[0][0]))
        self.setLayout(layout.column(self._pills, margins=(0, 2, 0, 2)))

    def answer(self) -> str | None:
        return self._pills.key()

    def show_answer(self, answer: str | None) -> None:
        self._pills.show_key(answer)

    def offer_only(self, choices_said: Mapping[str, str]) -> None:
        """Offer some of the choices alone, each in words of its own."""
        for key in self._offered:
            self._pills.pill(key).setVisible(key in choices_said)
        self._offered = dict(choices_said)
        for key, words in choices_said.items():
            self._pills.retitle(key, words)
        self.setFocusProxy(self._pills.pill(next(iter(choices_said))))

    def name_for_readers(self, name: str) -> None:
        """Let a reader say at each pill whose it is, and then what it means."""
        self.setAccessibleName(name)
        for key, words in self._offered.items():
            self._pills.pill(key).setAccessibleName(f"{name}, {words}")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() != Qt.Key.Key_Space or not isinstance(watched, Pill):
            return False
        watched.click()
        self.passed.emit()
        return True


class OpenForm(RecordForm):
    """A form whose choices all lie open."""

    def editor(self, name: str) -> Editor:
        kind = self.record_type.questions[name].kind
        if name in self._editors or not isinstance(kind, OneOf):
            return super().editor(name)
        made = OpenEditor(f"{self.record_type.table}.{name}", self._setting, kind.choices)
        made.name_for_readers(self._language.say(self.record_type.questions[name].label, sex=self.sex))
        made.changed.connect(self._on_changed)
        made.left.connect(lambda: self.left.emit(name))
        made.passed.connect(lambda: self._go_on_from(name))
        self._editors[name] = made
        return made

    def _go_on_from(self, name: str) -> None:
        """Go to the next question of this form; what comes after the last one, whoever laid it out knows."""
        following = self.questions[self.questions.index(name) + 1 :]
        if following:
            self._editors[following[0]].setFocus(Qt.FocusReason.TabFocusReason)
