"""The last step of the first run: what has been made, where it lies, and what must not be lost."""

from pathlib import Path

from PySide6.QtCore import Signal

from centre_app.language import N_, Language
from centre_app.places import place_name
from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.facts import Facts
from ui.kit.layout import STRETCH
from ui.kit.messages import Message
from ui.pages.first_run_rooms import plan_of
from ui.pages.first_run_steps import Answers, Step


class ReadyStep(Step):
    title = N_("Ready")
    about = N_("The register is made. Its files are encrypted on this laptop.")
    icon = icons.DONE

    print_asked = Signal()
    training_asked = Signal()

    def __init__(self, answers: Answers, language: Language) -> None:
        super().__init__(answers, language)
        self.setObjectName("step.ready")
        self.folder: Path | None = None
        self._facts = Facts(label_width=152, name="ready.facts")
        paper = Message(
            self.say(
                N_(
                    "Learn it, or keep it on paper in the safe. When it is forgotten, only the recovery sheet "
                    "or another director opens the register, not even who made this program."
                )
            ),
            theme.CHECK_TONE,
            icon=icons.KEY,
            strong=self.say(N_("The passphrase:")),
            name="ready.paper",
        )
        deputy = Message(
            self.say(
                N_(
                    "Make somebody you trust director as well, on the page of the team: "
                    "whoever of you forgets a passphrase is let in again by the other in a minute."
                )
            ),
            icon=icons.NEW_PERSON,
            strong=self.say(N_("A deputy:")),
            name="ready.deputy",
        )
        printing = buttons.button(self.say(N_("Print the sheet with the passphrase")), icons.PRINT, name="print_sheet")
        printing.clicked.connect(self.print_asked)
        practise = buttons.button(self.say(N_("Make a training register")), icons.PRACTICE, name="make_training")
        practise.clicked.connect(self.training_asked)
        practise.setVisible(not answers.is_headquarters)
        below = layout.row(printing, practise, STRETCH)
        self.setLayout(layout.column(self._facts, paper, deputy, below, STRETCH, gap=16))

    def begin(self) -> None:
        self._facts.show_facts([(self.say(label), answer) for label, answer in self._made()])

    def _made(self) -> list[tuple[str, str]]:
        answers = self.answers
        made = [
            (N_("House"), f"{answers.centre.name} · {answers.centre.code}"),
            (N_("Region"), place_name(answers.centre.region)),
            (N_("First person"), answers.director.name or ""),
            (N_("Rooms and beds"), "" if answers.is_headquarters else self._rooms()),
            (N_("Folder"), str(self.folder or "")),
        ]
        return [(label, answer) for label, answer in made if answer]

    def _rooms(self) -> str:
        plans = [plan for plan in map(plan_of, self.answers.rooms) if plan]
        if not plans:
            return self.say(N_("None yet. Add them under Administration."))
        beds, cots = sum(plan.beds for plan in plans), sum(plan.cots for plan in plans)
        language = self.language
        said = [
            language.say_n(N_("{n} room"), N_("{n} rooms"), len(plans)),
            language.say_n(N_("{n} bed"), N_("{n} beds"), beds),
        ]
        return " · ".join([*said, language.say_n(N_("{n} cot"), N_("{n} cots"), cots)] if cots else said)
