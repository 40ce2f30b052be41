"""The first steps of the first run, language and house, and what all steps have in common.

Each step shows the answers and writes them back when asked; `check` says in the step what is still missing.
"""

from dataclasses import dataclass, field
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from centre_app import passphrases
from centre_app.dates import utc_now
from centre_app.folding import without_accents
from centre_app.language import N_, Language, available
from centre_app.questions import Record
from centre_app.records import Centre, StaffMember
from centre_app.recovery import Sheet, new_sheet
from centre_app.register import AT_A_CENTRE, AT_HEADQUARTERS
from centre_app.review import BLOCKS, Finding
from ui import icons, theme
from ui.kit import layout
from ui.kit.layout import STRETCH
from ui.kit.messages import Message
from ui.kit.pills import Segments
from ui.kit.rows import CheckLine
from ui.record_form import RecordForm

CODE_LENGTH = 3


@dataclass
class RoomAnswers:
    """One line of the table of rooms, as it stands in its fields."""

    name: str = ""
    room_type: str | None = "dormitory"
    sex_rule: str | None = None
    age_min: str = ""
    age_max: str = ""
    beds: str = ""
    cots: str = ""


@dataclass(repr=False)  # it holds a passphrase and a recovery code
class Answers:
    """What was typed so far; it outlives going back and another language."""

    kind: str = AT_A_CENTRE
    centre: Centre = field(default_factory=Centre)
    director: StaffMember = field(default_factory=StaffMember)
    proposed: str = field(default_factory=passphrases.propose)
    passphrase: str = ""
    again: str = ""
    sheet: Sheet = field(default_factory=new_sheet)
    groups: list[str] = field(default_factory=list)  # those typed back, as they stand in their fields
    rooms: list[RoomAnswers] = field(default_factory=lambda: [RoomAnswers()])

    @property
    def is_headquarters(self) -> bool:
        return self.kind == AT_HEADQUARTERS


@dataclass(frozen=True, kw_only=True)
class BeforeASession:
    """What a form reads of a session, while there is no register to have one at."""

    language: Language
    today: date = field(default_factory=lambda: utc_now().date())
    recent_choices: dict[str, list[str]] = field(default_factory=dict)


class Step(QWidget):
    """One step: a title, what it is about, and its questions."""

    title = ""
    about = ""
    icon = icons.INFO
    also_pressed: tuple[str, ...] = ()  # buttons that Enter comes to between the answers

    def __init__(self, answers: Answers, language: Language) -> None:
        super().__init__()
        self.answers, self.language, self.say = answers, language, language.say

    @property
    def shown_title(self) -> str:
        return self.say(self.title)

    def begin(self) -> None:
        """Take up what another step may have changed, and put the cursor where one begins."""

    def keep(self) -> None:
        """Write what stands in the fields into the answers."""

    def check(self) -> bool:
        """Say whether one may go on; show in the step why not."""
        return True

    def answer_after(self, here: QWidget) -> QWidget | None:
        """Return what one answers next, in the order one reads; None after the last.

        The eye beside a passphrase and the cross behind a room are no answers: Enter passes them over.
        """
        after = self._place(here)
        stops = [part for part in self.findChildren(QWidget) if self._is_answered(part) and self._place(part) > after]
        return min(stops, key=self._place, default=None)

    def _is_answered(self, part: QWidget) -> bool:
        asks = isinstance(part, QLineEdit | QComboBox) or part.objectName() in self.also_pressed
        return asks and part.isVisible() and part.isEnabled()

    def _place(self, part: QWidget) -> tuple[int, int]:
        at = part.mapTo(self, part.rect().center())
        return at.y(), at.x()


class LanguageStep(Step):
    title = N_("Language")
    about = N_("The program speaks it from now on. It can be changed at every start.")
    icon = icons.LANGUAGE

    chosen = Signal(object)  # a Language

    def __init__(self, answers: Answers, language: Language) -> None:
        super().__init__(answers, language)
        self.setObjectName("step.language")
        self._languages = Segments({each.code: each.name for each in available()}, name="language")
        self._languages.show_key(language.code)
        self._languages.chosen.connect(lambda code: self.chosen.emit(Language.of(code)))
        what_comes = (
            N_("The house: its name, three letters for its case numbers, its region."),
            N_("You: your name, and the passphrase that opens the register."),
            N_("A recovery sheet, printed or copied by hand, for the day on which the passphrase is forgotten."),
            N_("The rooms and the beds; you can also do that later."),
        )
        lines = [CheckLine("to_do", self.say(line)) for line in what_comes]
        asked = theme.plain_label(self.say(N_("Then the program asks for:")), theme.BODY, theme.SEMI_BOLD)
        paper = Message(
            self.say(N_("Take a sheet of paper, a pen and an envelope. It takes ten minutes.")),
            theme.NEUTRAL_TONE,
            icon=icons.NOTE,
        )
        switch = layout.row(self._languages, STRETCH)
        self.setLayout(layout.column(switch, 8, asked, *lines, 4, paper, STRETCH, gap=8))

    def begin(self) -> None:
        self._languages.segment(self.language.code).setFocus()


class HouseStep(Step):
    title = N_("The centre")
    about = N_("Whose register this is.")
    icon = icons.CENTRE

    kind_chosen = Signal()

    def __init__(self, answers: Answers, language: Language) -> None:
        super().__init__(answers, language)
        self.setObjectName("step.house")
        self._kind = Segments(
            {AT_A_CENTRE: self.say(N_("A centre that takes people in")), AT_HEADQUARTERS: self.say(N_("Headquarters"))},
            name="kind",
        )
        self._kind.show_key(answers.kind)
        self._kind.chosen.connect(self._on_kind)
        self.form = RecordForm(Centre, BeforeASession(language=language), parent=self)
        lines = [self.form.line(name) for name in ("name", "code", "region")]
        self._numbers = Message("", theme.DONE_TONE, icon=icons.DOCUMENT, name="numbers")
        self._code_is_own = bool(answers.centre.code)
        self.form.show_record(answers.centre)
        self.form.changed.connect(self._on_changed)
        self.setLayout(
            layout.column(asked(self.say(N_("This is")), self._kind), *lines, self._numbers, STRETCH, gap=12)
        )
        self._show_numbers()

    def begin(self) -> None:
        self.form.editor("name").setFocus()

    @property
    def shown_title(self) -> str:
        return self.say(N_("Headquarters")) if self.answers.is_headquarters else super().shown_title

    def keep(self) -> None:
        self.answers.centre = self.form.record()

    def check(self) -> bool:
        self.keep()
        centre, faults = self.answers.centre, []
        if not (centre.name or "").strip():
            faults.append(fault(centre, "name", N_("Write the name of the house.")))
        if not is_a_code(centre.code or ""):
            faults.append(fault(centre, "code", N_("Write three letters from A to Z, such as SEG.")))
        return nothing_wrong(self.form, faults)

    def _on_kind(self, kind: str) -> None:
        self.answers.kind = kind
        self.kind_chosen.emit()

    def _on_changed(self) -> None:
        """Propose the first letters of the name until somebody has written her own."""
        centre = self.form.record()
        proposed = code_of(centre.name or "")
        code = self.form.editor("code")
        if code.isAncestorOf(self.focusWidget() or self):
            self._code_is_own = True
            typed = (centre.code or "").upper()
            if typed != centre.code:
                code.show_answer(typed or None)
        elif not self._code_is_own:
            code.show_answer(proposed or None)
        self._show_numbers()

    def _show_numbers(self) -> None:
        code = self.form.record().code or ""
        self._numbers.setVisible(is_a_code(code))
        year = f"{utc_now().year % 100:02d}"
        self._numbers.show_text(
            self.say(
                N_("{first}, then {second}, and so on"), first=f"{code}-{year}-0001", second=f"{code}-{year}-0002"
            ),
            strong=self.say(N_("The case numbers will be:")),
        )


def is_a_code(code: str) -> bool:
    """Say whether a code is three letters from A to Z."""
    return len(code) == CODE_LENGTH and code.isascii() and code.isalpha() and code.isupper()


def code_of(name: str) -> str:
    """Return the code that a name suggests: "Ségou" gives SEG; "" where it has too few letters."""
    letters = [sign for sign in without_accents(name).upper() if sign.isascii() and sign.isalpha()]
    return "".join(letters[:CODE_LENGTH]) if len(letters) >= CODE_LENGTH else ""


def asked(label: str, answer: QWidget) -> QHBoxLayout:
    """A line as forms have it: the label at the left, level with the first field."""
    words = theme.plain_label(label, wraps=True)
    words.setFixedWidth(theme.size(152))
    words.setContentsMargins(0, theme.size(7), 0, 0)
    words.setBuddy(answer)
    line = layout.row(gap=8)
    line.addWidget(words, 0, Qt.AlignmentFlag.AlignTop)
    if answer.sizePolicy().horizontalPolicy() == QSizePolicy.Policy.Fixed:
        line.addWidget(answer)
        line.addStretch(1)
    else:
        line.addWidget(answer, 1, Qt.AlignmentFlag.AlignTop)
    return line


def fault(record: Record, question: str, message: str) -> Finding:
    return Finding(
        rule="",
        severity=BLOCKS,
        record_type=type(record).__name__,
        record_id=record.id,
        question=question,
        message=message,
    )


def nothing_wrong(form: RecordForm, faults: list[Finding]) -> bool:
    """Show the faults under their questions and go to the first."""
    form.show_findings(faults)
    if faults:
        form.go_to(faults[0].question)
    return not faults
