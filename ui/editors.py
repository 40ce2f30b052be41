"""One editor per kind of answer. Widgets hold no truth: an editor shows an answer and gives one back.

`show_answer` never emits; `changed` tells what a person did, `left` that she went on to the next field. What was typed and
cannot be understood is a `problem()` in words, and its answer None. What is typed as text is here, days and births are in
`day_editors.py`, what is chosen in `choice_editors.py`; `editor_for` makes the right one for a question.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from centre_app import answers
from centre_app.answers import NotUnderstood
from centre_app.choices import choices
from centre_app.language import Language
from centre_app.phones import phone, phone_said
from centre_app.questions import (
    BirthDay,
    Day,
    DecimalNumber,
    Francs,
    Kind,
    Moment,
    OneOf,
    PartialDay,
    Phone,
    Place,
    Question,
    Reference,
    SomeOf,
    WholeNumber,
    Words,
    YesNo,
)
from ui import theme
from ui.choice_field import Choices
from ui.kit import layout


@dataclass(slots=True, kw_only=True)
class Setting:
    """What editors need to know of where they are: the language, the day, who is spoken about, what may be referred to.

    Only `sex` ever changes: somebody who types "Masculin" turns the words of the whole form.

    `recent_choices` holds the keys last chosen, by list: a long list shows them first.
    """

    language: Language
    today: date
    is_on_paper: bool = False  # then `today` is the day on which the sheet was written
    sex: str | None = None
    options: dict[str, Callable[[], Choices]] = field(default_factory=dict)
    recent_choices: dict[str, list[str]] = field(default_factory=dict)


class Editor(QWidget):
    """What every editor does."""

    changed = Signal()
    left = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)

    def answer(self) -> Any:
        """Return the answer shown, None when there is none or it cannot be understood."""
        raise NotImplementedError

    def show_answer(self, answer: Any) -> None:
        """Show an answer without telling anybody."""
        raise NotImplementedError

    def problem(self) -> str:
        """Return why what was typed is no answer, "" when it is one."""
        return ""

    def typed(self) -> dict[str, str]:
        """Return what stands in its boxes, letter for letter, so that what cannot be understood is not lost."""
        return {box.objectName(): box.text() for box in self.boxes()}

    def show_typed(self, typed: Mapping[str, str]) -> None:
        """Show what stood in its boxes, without telling anybody."""
        for box in self.boxes():
            box.setText(typed.get(box.objectName(), ""))

    def boxes(self) -> "Sequence[TextField]":
        """Return the boxes to type into, where what is typed may be no answer yet."""
        return ()

    def mark(self, mark: str) -> None:
        """Frame it as "fault", "check" or ""."""

    def say_again(self) -> None:
        """Say it anew where its words depend on who is spoken about: the setting says now who that is."""

    def name_for_readers(self, name: str) -> None:
        """Tell screen readers the question it answers."""
        self.setAccessibleName(name)
        if self.focusProxy() is not None:
            self.focusProxy().setAccessibleName(name)

    def describe(self, words: str) -> None:
        """Tell screen readers more than the name of the question."""
        self.setAccessibleDescription(words)
        if self.focusProxy() is not None:
            self.focusProxy().setAccessibleDescription(words)

    def rows(self) -> list[tuple[str | QLabel, QWidget]]:
        """Return the lines it takes in a form: a label of its own ("" for the question's) and what stands beside it."""
        return [("", self)]


class TextField(QLineEdit):
    """A line to type in; `left` is emitted when one goes on."""

    left = Signal()

    def __init__(self, *, width: float | None = None, name: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        if width is not None:
            self.setFixedWidth(theme.size(width))

    def mark(self, mark: str) -> None:
        set_mark(self, mark)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on to the next field, as on paper; it never saves by surprise."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.focusNextPrevChild(True)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


def set_mark(widget: QWidget, mark: str) -> None:
    """Give a field its frame; the style sheet reads the property."""
    if widget.property("mark") != mark:
        widget.setProperty("mark", mark)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


class TypedEditor(Editor):
    """An answer typed into one line: `read` understands it and `write` shows it."""

    def __init__(
        self,
        name: str,
        setting: Setting,
        *,
        read: Callable[[str], Any],
        write: Callable[[Any], str],
        width: float | None = None,
        after: str = "",
    ) -> None:
        super().__init__(name)
        self._setting, self._read, self._write = setting, read, write
        self._shown: tuple[str, Any] = ("", None)
        self.field = TextField(width=width, name=f"{name}.field")
        self.setFocusProxy(self.field)
        parts: list[layout.Part] = [self.field]
        if after:
            parts.append(theme.plain_label(after, colour=theme.MUTED))
        if width is not None:
            parts.append(layout.STRETCH)
        self.line = layout.row(*parts)
        self.setLayout(self.line)
        self.field.textEdited.connect(lambda _text: self.changed.emit())
        self.field.left.connect(self._on_left)

    def answer(self) -> Any:
        understood = self._understood()
        return None if isinstance(understood, NotUnderstood) else understood

    def show_answer(self, answer: Any) -> None:
        text = "" if answer is None else self._write(answer)
        self._shown = (text, answer)
        self.field.setText(text)

    def problem(self) -> str:
        understood = self._understood()
        if not isinstance(understood, NotUnderstood):
            return ""
        return self._setting.language.say(understood.message, **understood.parts)

    def boxes(self) -> Sequence[TextField]:
        return (self.field,)

    def mark(self, mark: str) -> None:
        self.field.mark(mark)

    def _understood(self) -> Any:
        """Return what is typed as an answer; what was shown and not touched is given back as it was."""
        text = self.field.text().strip()
        if text == self._shown[0].strip():
            return self._shown[1]
        return self._read(text) if text else None

    def _on_left(self) -> None:
        answer = self.answer()
        if answer is not None:
            self.field.setText(self._write(answer))
        self.left.emit()


class LongTextEditor(Editor):
    """Several lines of a person's words; the box grows with them, up to a third of a small screen."""

    LEAST_LINES, MOST_LINES = 2, 9

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.field = _GrowingText(self.LEAST_LINES, self.MOST_LINES)
        self.field.setObjectName(f"{name}.field")
        self.setFocusProxy(self.field)
        self.setLayout(layout.column(self.field))
        self._is_showing = False
        self._shown: tuple[str, str | None] = ("", None)
        self.field.textChanged.connect(self._on_text)
        self.field.left.connect(self.left)

    def answer(self) -> str | None:
        """Return what is typed; what was shown and not touched is given back as it was."""
        text = self.field.text()
        return self._shown[1] if text == self._shown[0] else text.strip() or None

    def show_answer(self, answer: str | None) -> None:
        self._is_showing = True
        self.field.setPlainText(answer or "")
        self._shown = (self.field.text(), answer)
        self._is_showing = False

    def mark(self, mark: str) -> None:
        set_mark(self.field, mark)

    def _on_text(self) -> None:
        if not self._is_showing:
            self.changed.emit()


class _GrowingText(QPlainTextEdit):
    left = Signal()

    def __init__(self, least: int, most: int) -> None:
        super().__init__()
        self._least, self._most = least, most
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)

    def text(self) -> str:
        """Return what stands in it, sign for sign: `toPlainText` would make plain spaces of those that do not break."""
        return self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    def sizeHint(self) -> QSize:
        lines = min(max(self._lines, self._least), self._most)
        return QSize(theme.size(200), lines * self.fontMetrics().lineSpacing() + theme.size(24))

    @property
    def _lines(self) -> int:
        return int(self.document().size().height())

    def _grow(self) -> None:
        """A scroll bar comes only where it grows no more: beside fewer lines it would break them anew."""
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if self._lines > self._most else policy.ScrollBarAlwaysOff
        )
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.size(120), self.sizeHint().height())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


def editor_for(question: Question, name: str, setting: Setting) -> Editor:
    """Make the editor for a question; its object name is `<table>.<question>`."""
    editor = _made(question, question.kind, name, setting)
    editor.name_for_readers(setting.language.say(question.label, sex=setting.sex))
    return editor


def _made(question: Question, kind: Kind, name: str, setting: Setting) -> Editor:
    from ui import choice_editors, day_editors

    language = setting.language
    match kind:
        case Words(several_lines=True):
            return LongTextEditor(name)
        case Phone():
            return TypedEditor(name, setting, read=phone, write=phone_said, width=208)
        case Words() if question.name in setting.options:
            return choice_editors.ProposedEditor(name, setting, setting.options[question.name])
        case Words():
            return TypedEditor(name, setting, read=str, write=str)
        case WholeNumber(unit=unit):
            read, write = answers.whole_number, language.number
            return TypedEditor(name, setting, read=read, write=write, width=96, after=unit)
        case DecimalNumber():
            return TypedEditor(name, setting, read=answers.decimal, write=language.number, width=96)
        case Francs():
            return TypedEditor(name, setting, read=answers.amount, write=language.number, width=128, after="F CFA")
        case YesNo():
            return choice_editors.YesNoEditor(name, setting)
        case OneOf(choices=list_name):
            offered = choices(list_name).offered(language, setting.sex)
            words_of = _label_of(list_name, setting)
            return choice_editors.ChoiceEditor(
                name,
                setting,
                offered,
                words_of=words_of,
                again=lambda: choices(list_name).offered(language, setting.sex),
                recent=setting.recent_choices.setdefault(list_name, []),
            )
        case SomeOf(choices=list_name):
            offered = choices(list_name).offered(language, setting.sex)
            return choice_editors.SomeChoicesEditor(
                name,
                setting,
                offered,
                words_of=_label_of(list_name, setting),
                again=lambda: choices(list_name).offered(language, setting.sex),
            )
        case Place(level=level):
            return choice_editors.PlaceEditor(name, setting, level)
        case Reference():
            # A list even where it is short: what may be referred to grows while the form is open.
            offer = setting.options.get(question.name, list)
            return choice_editors.ChoiceEditor(
                name, setting, offer(), words_of=lambda key: dict(offer()).get(key, ""), may_lie_open=False
            )
        case BirthDay():
            return day_editors.BirthEditor(name, setting)
        case PartialDay():
            return day_editors.PartialDayEditor(name, setting)
        case Day():
            return day_editors.DayEditor(name, setting)
        case Moment():
            return day_editors.MomentEditor(name, setting)
        case _:
            raise TypeError(f"no editor for {kind!r}")


def _label_of(list_name: str, setting: Setting) -> Callable[[Any], str]:
    return lambda key: choices(list_name).label(key, setting.language, setting.sex)
