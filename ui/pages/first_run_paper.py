"""The two steps of the first run about the recovery sheet: it is put on paper, and some of it is typed back from there."""

from PySide6.QtCore import Signal

from centre_app.language import N_, Language
from ui import icons
from ui.kit import layout
from ui.kit.layout import STRETCH
from ui.pages.first_run_steps import Answers, Step
from ui.pages.recovery.paper import ShownSheet, TypedBack


class SheetStep(Step):
    title = N_("Recovery sheet")
    about = N_("It lets you in again when your passphrase is forgotten. It goes on paper now, and stays nowhere else.")
    icon = icons.PRINT

    print_asked = Signal()

    def __init__(self, answers: Answers, language: Language) -> None:
        super().__init__(answers, language)
        self.setObjectName("step.sheet")
        shown = ShownSheet(answers.sheet, language)
        shown.print_asked.connect(self.print_asked)
        self.setLayout(layout.column(shown, STRETCH))


class SheetCheckStep(Step):
    title = N_("Typed back")
    about = N_("Type these three groups as they stand on your paper: so you know that it can be read.")
    icon = icons.CHECKS

    def __init__(self, answers: Answers, language: Language) -> None:
        super().__init__(answers, language)
        self.setObjectName("step.sheet_check")
        self._typed = TypedBack(answers.sheet, language, answers.groups)
        self.setLayout(layout.column(self._typed, STRETCH))

    def begin(self) -> None:
        self._typed.begin()

    def keep(self) -> None:
        self.answers.groups = self._typed.typed()

    def check(self) -> bool:
        self.keep()
        return self._typed.check()
