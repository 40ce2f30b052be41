"""The step of the first run in which the first person says who she is and chooses her passphrase."""

import dataclasses

from centre_app.choices.keys import Sex
from centre_app.language import N_, Language
from centre_app.records import StaffMember
from ui import icons
from ui.kit import layout
from ui.kit.layout import STRETCH
from ui.kit.pills import Segments
from ui.pages.first_run_steps import Answers, BeforeASession, Step, asked, fault, nothing_wrong
from ui.passphrase_choice import PassphraseChoice
from ui.record_form import RecordForm


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
        self._passphrase = PassphraseChoice(
            language,
            known=lambda: (answers.centre.name or "", answers.centre.code or "", answers.director.name or ""),
            proposed=answers.proposed,
            label=N_("Passphrase"),
            name="passphrase",
            in_a_wizard=True,
        )
        self._passphrase.first.field.setText(answers.passphrase)
        self._passphrase.again.field.setText(answers.again)
        self.setLayout(
            layout.column(name, asked(self.say(N_("You are")), self._sex), self._passphrase, STRETCH, gap=10)
        )

    def begin(self) -> None:
        self.form.editor("name").setFocus()

    def keep(self) -> None:
        self.answers.director = dataclasses.replace(self.form.record(), sex=self._sex.key())
        chosen = self._passphrase
        self.answers.proposed = chosen.proposed
        self.answers.passphrase, self.answers.again = chosen.first.text(), chosen.again.text()

    def check(self) -> bool:
        self.keep()
        director = self.answers.director
        named = bool((director.name or "").strip())
        faults = [] if named else [fault(director, "name", N_("Write your first name and your name."))]
        return nothing_wrong(self.form, faults) and self._passphrase.chosen() is not None
