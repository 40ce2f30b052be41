"""The steps back into a register: the sheet's code, who one is and her new passphrase, the new sheet, headquarters."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from centre_app import recovery
from centre_app.language import N_, Language
from centre_app.new_keys import Watching
from centre_app.recovery import Sheet, WaysBack, new_sheet
from ui import icons, theme
from ui.background import Progress
from ui.backup_keeper import told_of
from ui.kit import layout
from ui.kit.layout import STRETCH
from ui.kit.messages import FieldMessage, Message
from ui.pages.recovery.code_field import CodeField
from ui.pages.recovery.paper import ShownSheet, TypedBack, show_before_printing
from ui.pages.recovery.wizard import WayStep
from ui.pages.unlock_parts import People
from ui.passphrase_choice import PassphraseChoice

CHANGING = N_("The keys of the register are being changed")


@dataclass(repr=False)  # it holds a passphrase and two codes
class Back:
    """What somebody has said on her way back in."""

    folder: Path
    ways: WaysBack
    person_id: str = ""
    passphrase: str = ""
    code: str = ""
    sheet: Sheet = field(default_factory=new_sheet)
    answer: bytes = b""
    words: tuple[str, ...] = ()
    file_name: str = ""

    @property
    def known(self) -> Iterable[str]:
        return (self.ways.name, self.ways.code, *(one.name for one in self.ways.directors))


class BackStep(WayStep):
    """One of these steps; `answers` is a Back."""

    answers: Back

    def __init__(self, answers: Back, language: Language) -> None:
        super().__init__(answers, language)  # type: ignore[arg-type]


class CodeStep(BackStep):
    title = N_("The code")
    about = N_("Type the seven groups of the latest recovery sheet. Capitals or not, O or 0: the program understands.")
    icon = icons.KEY
    right = N_("This is the code of the latest sheet.")

    def __init__(self, answers: Back, language: Language) -> None:
        super().__init__(answers, language)
        self._code = CodeField(
            language,
            self.check_code,
            right=self.right,
        )
        self.setLayout(layout.column(self._code, STRETCH))

    def check_code(self, code: str) -> None:
        """Raise the problem of a code that is not the one of the latest sheet."""
        recovery.check_paper(self.answers.folder, code)

    def begin(self) -> None:
        self._code.begin()

    def check(self) -> bool:
        self.answers.code = self._code.code
        return self._code.insist()


class WhoStep(BackStep):
    title = N_("You")
    about = N_("Say who you are, and choose your new passphrase. The former one will open nothing any more.")
    icon = icons.PERSON

    def __init__(self, answers: Back, language: Language) -> None:
        super().__init__(answers, language)
        self._people = People(answers.ways.directors, language)
        self._people.chosen.connect(self._choose)
        self._said = layout.column()
        self._passphrase = PassphraseChoice(language, known=lambda: answers.known, in_a_wizard=True)
        self.setLayout(layout.column(self._people, layout.boxed(self._said), self._passphrase, STRETCH, gap=10))
        if len(answers.ways.directors) == 1:
            self._choose(answers.ways.directors[0])

    def begin(self) -> None:
        if self.answers.person_id:
            self._passphrase.first.field.setFocus()
        else:
            self._people.setFocus()

    def check(self) -> bool:
        layout.clear(self._said)
        if not self.answers.person_id:
            self._said.addWidget(FieldMessage(self.say(N_("Choose your name.")), theme.FAULT_TONE, name="who.problem"))
            self._people.setFocus()
            return False
        chosen = self._passphrase.chosen()
        self.answers.passphrase = chosen or ""
        return chosen is not None

    def _choose(self, person: object) -> None:
        self.answers.person_id = getattr(person, "id", "")
        self._people.choose(person)  # type: ignore[arg-type]
        layout.clear(self._said)


class SheetStep(BackStep):
    title = N_("New sheet")
    about = N_("The former sheet ends with its use. Put this one on paper, for a closed envelope in the safe.")
    icon = icons.PRINT

    def __init__(self, answers: Back, language: Language) -> None:
        super().__init__(answers, language)
        shown = ShownSheet(answers.sheet, language)
        shown.print_asked.connect(self._print)
        self.setLayout(layout.column(shown, STRETCH))

    def _print(self) -> None:
        ways = self.answers.ways
        show_before_printing(
            self.answers.sheet,
            centre=ways.name,
            code=ways.code,
            language=self.language,
            over=self,
            is_training=ways.is_training,
        )


class TypedBackStep(BackStep):
    """The last step before anything is written."""

    title = N_("Typed back")
    about = N_("Type these three groups as they stand on your new paper. Then everything is changed in one go.")
    icon = icons.CHECKS
    go_on = N_("Change the keys")
    what = CHANGING

    def __init__(self, answers: Back, language: Language) -> None:
        super().__init__(answers, language)
        self._typed = TypedBack(answers.sheet, language)
        self.setLayout(layout.column(self._typed, STRETCH))

    def begin(self) -> None:
        self._typed.begin()

    def check(self) -> bool:
        return self._typed.check()

    def _watching(self, progress: Progress) -> Watching:
        return _Watching(progress, self.language)


class WithPaper(TypedBackStep):
    def work(self, progress: Progress) -> None:
        back = self.answers
        recovery.come_back_with_paper(
            back.folder,
            back.person_id,
            back.code,
            passphrase=back.passphrase,
            sheet=back.sheet,
            watching=self._watching(progress),
        )


class _Watching(Watching):
    """Says how far it is; until keys are changed it can be stopped."""

    def __init__(self, progress: Progress, language: Language) -> None:
        self._progress, self._language, self._changed = progress, language, list[str]()

    def backing_up(self, sentence: str, done: int, total: int) -> None:
        told_of(self._progress, self._language)(sentence, done, total)

    def begins(self) -> None:
        self._progress.go_to_the_end()

    def changing(self, compartment: str, done: int, total: int) -> None:
        if compartment not in self._changed:
            self._changed.append(compartment)
        self._progress(self._language.say(N_("Changing key no. {number}…"), number=str(len(self._changed))))


class DoneStep(BackStep):
    title = N_("You are back")
    about = N_("Your new passphrase opens the register, and the new sheet is the one that counts.")
    icon = icons.DONE
    go_on = N_("Go to the door")
    is_done = True
    tone = theme.DONE_TONE

    def __init__(self, answers: Back, language: Language) -> None:
        super().__init__(answers, language)
        self.setObjectName("step.done")
        done = [Message(self.say(line), self.tone) for line in self.lines()]
        self.setLayout(layout.column(*done, STRETCH, gap=8))

    def lines(self) -> list[str]:
        """Return what is to be known now."""
        said = [
            N_("Destroy the former recovery sheet: it opens nothing any more."),
            N_("Everybody else keeps the same passphrase. Nothing that was written is lost."),
        ]
        if self.answers.ways.has_headquarters:
            said.append(N_("It stands in the history, and headquarters sees it with the next export."))
        return said
