"""Seven fields for the code of a recovery sheet: forgiving while one types, and judged as a whole at once."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from centre_app.language import N_, Language
from centre_app.problems import Problem
from ui import theme
from ui.kit import layout
from ui.kit.messages import FieldMessage

GROUPS, SIGNS = 7, 4
READ_AS = str.maketrans("OIL", "011")  # no hand tells them apart, so the code has none of the three


class CodeField(QWidget):
    """`check` raises the Problem of a code that is not the one, as soon as the last sign is typed; else `right` is said."""

    changed = Signal()

    def __init__(self, language: Language, check: Callable[[str], object], *, right: str) -> None:
        super().__init__()
        self.setObjectName("code")
        self._language, self._say, self._check = language, language.say, check
        self._right = right
        self.is_right = False
        self.fields = [self._field(number) for number in range(1, GROUPS + 1)]
        self._said = layout.column()
        line = layout.flow_of(*self.fields, gap=8)
        self.setLayout(layout.column(line, layout.boxed(self._said), gap=8))

    @property
    def code(self) -> str:
        return "-".join(field.text() for field in self.fields)

    def begin(self) -> None:
        next((field for field in self.fields if len(field.text()) < SIGNS), self.fields[0]).setFocus()

    def clear(self) -> None:
        for field in self.fields:
            field.clear()

    def insist(self) -> bool:
        """Say whether the code is the one; say what is missing where it is not whole."""
        if not self.is_right and any(len(field.text()) < SIGNS for field in self.fields):
            self._tell(self._say(N_("Type all seven groups of the sheet, four signs each.")), theme.FAULT_TONE)
            self.begin()
        return self.is_right

    def _field(self, number: int) -> QLineEdit:
        field = QLineEdit()
        field.setObjectName(f"code.{number}")
        field.setAccessibleName(self._say(N_("Group {number}"), number=str(number)))
        field.setProperty("tall", True)
        field.setPlaceholderText(str(number))
        field.setFont(theme.font(theme.SUB_TITLE, theme.SEMI_BOLD))
        field.setFixedWidth(theme.size(96))
        field.textEdited.connect(lambda text, place=number - 1: self._on_edited(place, text))
        field.installEventFilter(self)
        return field

    def _on_edited(self, place: int, text: str) -> None:
        """Take the signs, and go on to the next group by itself once this one is full."""
        signs = "".join(sign for sign in text.upper() if sign.isascii() and sign.isalnum()).translate(READ_AS)
        cursor = self.fields[place].cursorPosition()
        last = self._spread(place, signs)
        self.fields[place].setCursorPosition(min(cursor, SIGNS))
        is_full = len(self.fields[last].text()) == SIGNS
        if is_full and last < GROUPS - 1 and (last > place or cursor >= SIGNS):
            self.fields[last + 1].setFocus()
        elif last > place:
            self.fields[last].setFocus()
        self._judge()

    def _spread(self, place: int, signs: str) -> int:
        """Write signs into a group; a whole code, or a sign too many before an empty group, runs over. Return the last."""
        following = self.fields[place + 1].text() if place < GROUPS - 1 else "full"
        if len(signs) < 2 * SIGNS and following:
            signs = signs[:SIGNS]
        for at in range(place, GROUPS):
            self.fields[at].setText(signs[:SIGNS])
            signs = signs[SIGNS:]
            if not signs:
                return at
        return GROUPS - 1

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Backspace in an empty group goes to the one before."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched in self.fields:
            place = self.fields.index(watched)
            if event.key() == Qt.Key.Key_Backspace and not self.fields[place].text() and place:
                self.fields[place - 1].setFocus()
                return True
        return super().eventFilter(watched, event)

    def _judge(self) -> None:
        self.is_right = False
        layout.clear(self._said)
        if all(len(field.text()) == SIGNS for field in self.fields):
            try:
                self._check(self.code)
            except Problem as problem:
                self._tell(problem.said_in(self._language), theme.FAULT_TONE)
            else:
                self.is_right = True
                self._tell(self._say(self._right), theme.DONE_TONE)
        self.changed.emit()

    def _tell(self, words: str, tone: theme.Tone) -> None:
        layout.clear(self._said)
        self._said.addWidget(FieldMessage(words, tone, name="code.said"))
