"""One line of a form: label, field, "Pas de réponse" with its reasons under it, and what is to be said of the answer.

Tab goes from field to field; F2 says in a field that there is no answer, and why. The buttons for that and for the letters
of Bambara stand beside the one field that somebody is in, or points at: a form is read as its questions.
"""

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QLabel, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from centre_app.language import N_, NO_BREAK
from centre_app.questions import Question, Words
from centre_app.review import BLOCKS, WARNS
from ui import icons, theme
from ui.editors import Editor, Setting
from ui.kit import buttons, layout
from ui.kit.messages import FieldMessage
from ui.kit.panel import Panel, note
from ui.kit.pills import Pills

LABEL, SMALL_LABEL = 152, 136
LETTERS = "ɛɔɲŋ"
NO_ANSWER_KEY = Qt.Key.Key_F2

# Each reason for no answer (a key of `missing_reason`) as a pill says it, and as the field keeps it.
REASONS = {
    "not_asked": (N_("Not asked yet"), N_("Answer kept: not asked yet")),
    "unknown": (N_("She does not know"), N_("Answer kept: she does not know")),
    "refused": (N_("She declines"), N_("Answer kept: she declines")),
    "not_safe": (N_("Too sensitive now"), N_("Answer kept: too sensitive now")),
    "not_applicable": (N_("Does not apply"), N_("Answer kept: does not apply")),
    "not_legible": (N_("Cannot be read on the paper"), N_("Answer kept: cannot be read on the paper")),
}
_TONES = {BLOCKS: theme.FAULT_TONE, WARNS: theme.CHECK_TONE}
_MARKS = {BLOCKS: "fault", WARNS: "check"}


class FormLine(QWidget):
    """Label at the left, field level with it; messages and reasons under the field. Several questions may share a line."""

    reason_changed = Signal()

    def __init__(
        self,
        questions: Sequence[Question],
        editors: Sequence[Editor],
        setting: Setting,
        *,
        may_be_missing: bool = False,
        label: str = "",
        letters: bool | None = None,
        needed: Collection[str] = (),
        starred: bool = True,
    ) -> None:
        super().__init__()
        self._needed, self._is_starred = needed, starred
        self._setting, self._say = setting, setting.language.say
        self._questions = list(questions)
        self._names = [question.name for question in questions]
        self._editors = dict(zip(self._names, editors, strict=True))
        self.setObjectName(f"line.{editors[0].objectName()}")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.size(8))
        self._grid.setVerticalSpacing(theme.size(8))
        self._grid.setColumnStretch(1, 1)
        self._labels: list[QLabel] = []
        self._asked: list[tuple[QLabel, Question, str]] = []  # those that bear their question's own words
        self._label_of: dict[str, QLabel] = {}
        self._own_words: dict[str, str] = {}  # of labels that bear others than their question
        self._numbers: Mapping[str, str] = {}  # as on the paper form
        self._numbers_in_sight = False
        self._no_answer = self._make_no_answer() if may_be_missing else None
        self._beside: list[QWidget] = []  # the buttons that come and go
        self._is_in, self._is_shut = False, False
        self._kept = self._make_kept()
        self._reasons = self._make_reasons() if may_be_missing else None
        self._below = layout.column(gap=2)
        self._rows_of_first = self._lay_out(questions, editors, label, letters)
        self._messages: dict[str, list[FieldMessage]] = {}
        self._kept_notes: dict[str, QLabel] = {}
        self.fold(False)
        self._show_beside()
        QApplication.instance().focusChanged.connect(self._follow_keyboard)

    # Why there is no answer

    def reason(self, name: str) -> str | None:
        """Return why the first question of the line has no answer."""
        return self._reasons.key() if self._reasons and name == self._names[0] else None

    def show_reason(self, name: str, reason: str | None) -> None:
        """Show why there is no answer, without telling anybody."""
        if self._reasons is None or name != self._names[0]:
            return
        self._reasons.show_key(reason)
        self._unfold(reason is not None)
        self._show_kept()

    def keep_for_others(self, name: str, kept_for: str) -> None:
        """Shut a question whose answer is not for whoever reads, and say for whom it is; "" opens it again."""
        is_kept = bool(kept_for)
        if is_kept == (name in self._kept_notes):
            return
        self.shut(name, is_kept)
        if is_kept:
            self._kept_notes[name] = note(kept_for)
            self._below.addWidget(self._kept_notes[name])
        else:
            layout.discard(self._kept_notes.pop(name))

    def shut(self, name: str, is_shut: bool) -> None:
        """Let nothing be typed into the answer of a question."""
        for _label, widget in self._editors[name].rows():
            widget.setEnabled(not is_shut)
        if name == self._names[0]:
            self._is_shut = is_shut
            self._show_beside()

    # What is to be said

    def show_findings(self, name: str, said: Sequence[tuple[str, str]]) -> None:
        """Show sentences under a question, each with its severity; none clears them."""
        for message in self._messages.pop(name, []):
            self._below.removeWidget(message)
            layout.discard(message)
        shown = [FieldMessage(text, _TONES.get(severity, theme.NEUTRAL_TONE)) for severity, text in said]
        for message in shown:
            self._below.addWidget(message)
        self._messages[name] = shown
        gravest = said[0][0] if said else ""
        self._editors[name].mark(_MARKS.get(gravest, ""))

    def say_again(self) -> None:
        """Say the questions and reasons anew: it has become known who is spoken about."""
        sex = self._setting.sex
        for label, question, star in self._asked:
            label.setText(f"{self._number_in_sight(question.name)}{self._say(question.label, sex=sex)}{star}")
            self._explain(label, question)
        if self._reasons is not None:
            for key, (pill, _kept) in REASONS.items():
                self._reasons.retitle(key, self._say(pill, sex=sex))
            self._reasons.show_key(self._reasons.key())
            self._say_kept()

    def mark_needed(self, needed: Collection[str]) -> None:
        """Star those questions without whose answer nothing can be saved as the other answers stand."""
        if set(needed) == set(self._needed):
            return
        self._needed = needed
        self._asked = [(label, question, self._star(question)) for label, question, _star in self._asked]
        self.say_again()

    def number(self, numbers: Mapping[str, str], *, in_sight: bool) -> None:
        """Know the number of each question on the paper form; while such a form is typed, show it before the words."""
        self._numbers, self._numbers_in_sight = numbers, in_sight
        own = [label for label, _question, _star in self._asked]
        for question in self._questions:
            label = self._label_of.get(question.name)
            if label is not None and label not in own:
                words = self._own_words.setdefault(question.name, label.text())
                label.setText(f"{self._number_in_sight(question.name)}{words}")
                self._explain(label, question)
        self.say_again()

    @property
    def numbers(self) -> list[str]:
        """The numbers of its questions on the paper form; "" where there is none."""
        return [self._numbers.get(name, "") for name in self._names]

    def _number_in_sight(self, name: str) -> str:
        number = self._numbers.get(name, "")
        return f"{number}{NO_BREAK}" if number and self._numbers_in_sight else ""

    def _explain(self, label: QLabel, question: Question) -> None:
        """Say beside a question what it means, and under which number it stands on paper; also to who listens."""
        hint = self._say(question.hint, sex=self._setting.sex) if question.hint else ""
        number = self._numbers.get(question.name, "")
        on_paper = self._say(N_("On paper: {number}"), number=number) if number else ""
        label.setToolTip("\n".join(part for part in (hint, on_paper) if part))
        self._editors[question.name].describe(on_paper)

    def fold(self, small: bool) -> None:
        for label in self._labels:
            label.setFixedWidth(theme.size(SMALL_LABEL if small else LABEL))

    # Laying out

    def _lay_out(
        self, questions: Sequence[Question], editors: Sequence[Editor], label: str, letters: bool | None
    ) -> list[QWidget]:
        """Put the rows of the first editor under each other; further questions go beside its first row."""
        first_rows = editors[0].rows()
        shown = [widget for _label, widget in first_rows]
        for line, (own_label, widget) in enumerate(first_rows):
            words = own_label or label or self._say(questions[0].label, sex=self._setting.sex)
            asked = self._label(words, questions[0], editors[0], starred=line == 0)
            self._grid.addWidget(asked, line, 0, Qt.AlignmentFlag.AlignTop)
            beside = layout.row(widget, *([self._kept] if line == 0 else []), gap=8)
            if line == 0:
                self._add_others(beside, questions[1:], editors[1:])
                if widget.sizePolicy().horizontalPolicy() == QSizePolicy.Policy.Fixed:
                    layout.add(beside, layout.STRETCH)
                self._add_end(beside, questions, letters)
            under = [self._reasons] if line == 0 and self._reasons else []
            last = [self._below] if line == len(first_rows) - 1 else []
            self._grid.addLayout(layout.column(beside, *under, *last, gap=4), line, 1)
        if shown != [editors[0]]:
            editors[0].setParent(self)  # it is not laid out itself, only its parts are
            editors[0].hide()
        return shown

    def _add_others(self, beside: layout.QHBoxLayout, questions: Sequence[Question], editors: Sequence[Editor]) -> None:
        for question, editor in zip(questions, editors, strict=True):
            asked = self._label(self._say(question.label, sex=self._setting.sex), question, editor, starred=True)
            self._labels.remove(asked)
            asked.setWordWrap(False)
            asked.setMinimumWidth(theme.size(56))
            beside.addSpacing(theme.size(8))
            beside.addWidget(asked, 0, Qt.AlignmentFlag.AlignTop)
            beside.addWidget(editor, 1)
        if questions:
            beside.setStretch(0, 1)

    def _add_end(self, beside: layout.QHBoxLayout, questions: Sequence[Question], letters: bool | None) -> None:
        typed = [question for question in questions if isinstance(question.kind, Words)]
        wanted = any(question.identifies for question in typed) if letters is None else letters
        if wanted and typed:
            self._beside.append(LetterStrip(self, self._say(N_("Letters of Bambara"))))
        if self._no_answer is not None:
            self._beside.append(self._no_answer)
        for button in self._beside:
            policy = button.sizePolicy()
            policy.setRetainSizeWhenHidden(True)  # nothing moves when one comes to the field
            button.setSizePolicy(policy)
            beside.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)

    def _label(self, words: str | QLabel, question: Question, editor: Editor, *, starred: bool) -> QLabel:
        if isinstance(words, QLabel):
            made = words
        else:
            star = self._star(question) if starred else ""
            made = theme.plain_label(f"{words}{star}", wraps=True)
            if words == self._say(question.label, sex=self._setting.sex):
                self._asked.append((made, question, star))
        made.setBuddy(editor.focusProxy() or editor)
        self._label_of.setdefault(question.name, made)
        self._explain(made, question)
        made.setAlignment(Qt.AlignmentFlag.AlignTop)
        made.setContentsMargins(0, theme.size(7), 0, 0)
        made.setMinimumHeight(theme.size(32))
        self._labels.append(made)
        return made

    def _star(self, question: Question) -> str:
        is_needed = question.required or question.name in self._needed
        return f"{NO_BREAK}*" if self._is_starred and is_needed else ""

    def _make_no_answer(self) -> buttons.Button:
        button = buttons.Button(
            self._say(N_("No answer")),
            icons.NO_ANSWER,
            in_row=True,
            height=32,
            name=f"no_answer.{self.objectName()[5:]}",
            tip="F2",
        )
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        button.clicked.connect(self._on_no_answer)
        return button

    def _make_kept(self) -> Panel:
        box = Panel(ground=theme.SHUT_TINT, line=theme.FIELD_BORDER, radius=theme.RADIUS, dashed=True)
        box.setFixedHeight(theme.size(32))
        self._kept_words = theme.plain_label("", colour=theme.MUTED, name="kept")
        box.setLayout(layout.row(self._kept_words, layout.STRETCH, margins=(12, 0, 12, 0)))
        box.hide()
        return box

    def _make_reasons(self) -> Pills:
        said = {key: self._say(pill, sex=self._setting.sex) for key, (pill, _kept) in REASONS.items()}
        pills = Pills(said, name=f"reason.{self.objectName()[5:]}")
        pills.chosen.connect(self._on_reason)
        pills.hide()
        return pills

    # What a person does

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._show_beside()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._show_beside()

    def _follow_keyboard(self, _left: QWidget | None, entered: QWidget | None) -> None:
        """A list that unfolds over the field, or another window, is no other field."""
        if entered is not None and entered.window() is self.window():
            is_in = self.isAncestorOf(entered)
            if is_in != self._is_in:
                self._is_in = is_in
                self._show_beside()

    def _show_beside(self) -> None:
        has_reason = self._no_answer is not None and self._no_answer.isChecked()
        for button in self._beside:
            is_asked_for = self._is_in or self.underMouse() or (has_reason and button is self._no_answer)
            button.setVisible(is_asked_for and not self._is_shut)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != NO_ANSWER_KEY or self._no_answer is None or self._reasons is None:
            super().keyPressEvent(event)
            return
        self._no_answer.click()
        if self._no_answer.isChecked():
            self._reasons.pill(next(iter(REASONS))).setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._editors[self._names[0]].setFocus(Qt.FocusReason.TabFocusReason)

    def _on_no_answer(self, wanted: bool) -> None:
        had_reason = self.reason(self._names[0]) is not None
        self._unfold(wanted)
        if not wanted and self._reasons is not None:
            self._reasons.show_key(None)
        self._show_kept()
        if had_reason:
            self.reason_changed.emit()

    def _on_reason(self, _key: object) -> None:
        self._show_kept()
        self.reason_changed.emit()

    def _unfold(self, wanted: bool) -> None:
        if self._reasons is not None and self._no_answer is not None:
            self._no_answer.setChecked(wanted)
            self._show_beside()
            self._reasons.setVisible(wanted)

    def _show_kept(self) -> None:
        """Show the reason in the field's place, or the field."""
        reason = self.reason(self._names[0])
        for widget in self._rows_of_first:
            widget.setVisible(reason is None)
        for label in self._labels[1 : len(self._rows_of_first)]:
            label.setVisible(reason is None)
        self._kept.setVisible(reason is not None)
        self._say_kept()

    def _say_kept(self) -> None:
        reason = self.reason(self._names[0])
        self._kept_words.setText(self._say(REASONS[reason][1], sex=self._setting.sex) if reason in REASONS else "")


class LetterStrip(QWidget):
    """ɛ ɔ ɲ ŋ, which a French keyboard does not have; a click writes into the field one is in."""

    def __init__(self, line: QWidget, spoken: str) -> None:
        super().__init__()
        self.setAccessibleName(spoken)
        self._line = line
        keys = layout.row(gap=4)
        for letter in LETTERS:
            key = buttons.Button(letter, in_row=True, height=32, name=f"letter.{letter}")
            key.setFixedWidth(theme.size(32))
            key.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            key.clicked.connect(lambda _checked=False, letter=letter: self._write(letter))
            keys.addWidget(key)
        self.setLayout(keys)

    def _write(self, letter: str) -> None:
        field = QApplication.focusWidget()
        if not isinstance(field, QLineEdit | QPlainTextEdit) or not self._line.isAncestorOf(field):
            field = self._line.findChild(QLineEdit) or self._line.findChild(QPlainTextEdit)
        if isinstance(field, QPlainTextEdit):
            field.insertPlainText(letter)
        elif isinstance(field, QLineEdit):
            field.insert(letter)
            field.textEdited.emit(field.text())
        if field is not None:
            field.setFocus()
