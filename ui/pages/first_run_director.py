"""The step of the first run in which the first person says who she is and chooses her passphrase."""

import dataclasses

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from centre_app import passphrases
from centre_app.choices.keys import Sex
from centre_app.language import N_, Language
from centre_app.records import StaffMember
from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.layout import STRETCH
from ui.kit.messages import FieldMessage
from ui.kit.panel import Panel, note
from ui.kit.pills import Segments
from ui.pages.first_run_steps import Answers, BeforeASession, Step, asked, fault, nothing_wrong
from ui.pages.unlock_parts import PassphraseField
from ui.record_form import RecordForm

JUDGE_AFTER_MS = 400
NOT_THE_SAME = N_("The two are not the same. Type the passphrase once more.")


class DirectorStep(Step):
    title = N_("You")
    about = N_("You are the first person who can open the register.")
    icon = icons.KEY

    def __init__(self, answers: Answers, language: Language) -> None:
        super().__init__(answers, language)
        self.setObjectName("step.director")
        self.form = RecordForm(StaffMember, BeforeASession(language=language), parent=self)
        name = self.form.line("name")
        self._sex = Segments({Sex.FEMALE: self.say(N_("a woman")), Sex.MALE: self.say(N_("a man"))}, name="staff.sex")
        self._sex.show_key(answers.director.sex)
        self.form.show_record(answers.director)
        self._words = theme.plain_label(answers.proposed, theme.SUB_TITLE, theme.SEMI_BOLD, name="proposed", wraps=True)
        others = buttons.quiet(self.say(N_("Other words")), icons.RUNNING, name="propose_others")
        others.clicked.connect(self._propose_others)
        self._first = PassphraseField(language, name="passphrase")
        self._first.call(self.say(N_("Passphrase")))
        self._first.field.setText(answers.passphrase)
        self._again = PassphraseField(language, name="passphrase_again")
        self._again.call(self.say(N_("Once more")))
        self._again.field.setText(answers.again)
        self._strength = layout.column()
        self._judging = QTimer(self, singleShot=True, interval=JUDGE_AFTER_MS)
        self._judging.timeout.connect(self._judge)
        for typed in (self._first, self._again):
            typed.changed.connect(lambda _text: self._judging.start())
        self.setLayout(
            layout.column(
                name,
                asked(self.say(N_("You are")), self._sex),
                self._proposal(others),
                asked(self.say(N_("Passphrase")), self._first),
                asked(self.say(N_("Once more")), self._again),
                asked("", layout.boxed(self._strength)),
                STRETCH,
                gap=10,
            )
        )

        QWidget.setTabOrder(self._again.eye, others)  # on the way from answer to answer nobody asks for other words

    def begin(self) -> None:
        self.form.editor("name").setFocus()

    def keep(self) -> None:
        self.answers.director = dataclasses.replace(self.form.record(), sex=self._sex.key())
        self.answers.passphrase, self.answers.again = self._first.text(), self._again.text()

    def check(self) -> bool:
        self.keep()
        director = self.answers.director
        named = bool((director.name or "").strip())
        faults = [] if named else [fault(director, "name", N_("Write your first name and your name."))]
        if not nothing_wrong(self.form, faults):
            return False
        self._judge()
        weakness = self._weakness()
        if weakness:
            self._say_strength(weakness, theme.FAULT_TONE)
            typed = self._again if self._first.text() and not self._first_weakness() else self._first
            typed.field.setFocus()
        return not weakness

    def _proposal(self, others: QWidget) -> Panel:
        box = Panel(ground=theme.ACCENT_TINT, line=None, radius=theme.RADIUS, name="proposal")
        line = layout.row(gap=8)
        line.addWidget(self._words, 1)
        line.addWidget(others)
        advice = note(
            self.say(
                N_(
                    "Write these five words on paper, then type them twice. "
                    "Your own sentence is good too, from 12 characters on."
                )
            ),
            wraps=True,
        )
        box.setLayout(layout.column(line, advice, gap=2, margins=(16, 8, 8, 10)))
        return box

    def _propose_others(self) -> None:
        self.answers.proposed = passphrases.propose()
        self._words.setText(self.answers.proposed)

    def _judge(self) -> None:
        """Say in words how good the passphrase is, once something is typed."""
        self.keep()
        typed, again = self.answers.passphrase, self.answers.again
        if not typed:
            layout.clear(self._strength)
            return
        weakness = self._first_weakness()
        if weakness:
            self._say_strength(weakness, theme.CHECK_TONE)
        elif again and again != typed:
            self._say_strength(NOT_THE_SAME, theme.CHECK_TONE)
        elif again:
            self._say_strength(N_("Both are the same. Is it on paper?"), theme.DONE_TONE)
        else:
            self._say_strength(N_("It is strong enough. Type it once more."), theme.DONE_TONE)

    def _first_weakness(self) -> str | None:
        if not self._first.text():
            return N_("Type a passphrase.")
        if self._first.text() == self.answers.proposed:
            return None  # five words drawn by lot need no judge
        known = (self.answers.centre.name or "", self.answers.centre.code or "", self.answers.director.name or "")
        return passphrases.weakness_of(self._first.text(), known=known)

    def _weakness(self) -> str | None:
        weakness = self._first_weakness()
        if weakness:
            return weakness
        return None if self._first.text() == self._again.text() else NOT_THE_SAME

    def _say_strength(self, message: str, tone: theme.Tone) -> None:
        layout.clear(self._strength)
        self._strength.addWidget(FieldMessage(self.say(message), tone, name="strength"))
