"""The steps through headquarters: the request on a stick and its eight words, and later the answer."""

from centre_app import recovery
from centre_app.exchange import sticks
from centre_app.language import N_, Language
from centre_app.problems import Problem
from ui import icons, theme
from ui.background import Progress
from ui.found_files import ask_for_file
from ui.kit import buttons, layout
from ui.kit.layout import STRETCH
from ui.kit.messages import FieldMessage, Message
from ui.pages.enrolment.words import EightWords
from ui.pages.first_run_steps import asked
from ui.pages.recovery.door_steps import Back, BackStep, TypedBackStep
from ui.pages.recovery.paper import Speaker
from ui.pages.unlock_parts import PassphraseField
from ui.stick_choice import StickChoice


class RequestStep(BackStep):
    title = N_("The stick")
    about = N_(
        "A request goes to headquarters on a stick, or by any other way. It holds nothing that anybody can read."
    )
    icon = icons.STICK
    go_on = N_("Write the request")
    what = N_("A file is being written to the stick")

    def __init__(self, answers: Back, language: Language) -> None:
        super().__init__(answers, language)
        self._choice = StickChoice(language, name="request.sticks")
        self._said = layout.column()
        self.setLayout(layout.column(self._choice, layout.boxed(self._said), STRETCH))

    def check(self) -> bool:
        layout.clear(self._said)
        if self._choice.drive is None:
            self._said.addWidget(FieldMessage(self.say(N_("Choose a stick first.")), theme.FAULT_TONE))
        return self._choice.drive is not None

    def work(self, progress: Progress) -> None:
        back, drive = self.answers, self._choice.drive
        assert drive is not None
        name, content, words = recovery.ask_headquarters(back.folder, back.person_id, passphrase=back.passphrase)
        sticks.put(drive.folder, name, content)
        back.file_name, back.words = name, words


class WordsStep(BackStep):
    title = N_("Eight words")
    about = N_("Headquarters calls you, or you call the number you know. Read them these words, with their numbers.")
    icon = icons.PHONE
    go_on = N_("Go to the door")
    is_done = True

    def __init__(self, answers: Back, language: Language) -> None:
        super().__init__(answers, language)
        self._inside = layout.column(gap=12)
        self.setLayout(layout.column(self._inside, STRETCH))

    def begin(self) -> None:
        layout.clear(self._inside)
        if not self.answers.words:
            return
        written = self.say(N_("The request is on the stick: {name}."), name=self.answers.file_name)
        after = N_(
            "When its answer comes back, press “Forgotten passphrase” again and take it. Keep the new passphrase in mind: "
            "it is asked for then. Until then nothing has changed."
        )
        layout.add(self._inside, EightWords(self.answers.words, name="request_words"))
        layout.add(self._inside, Message(written, theme.DONE_TONE))
        layout.add(self._inside, Message(self.say(after)))


class AnswerStep(BackStep):
    title = N_("The answer")
    about = N_("Take headquarters’ answer, and type the passphrase that you chose when you asked.")
    icon = icons.RECEIVE

    def __init__(self, answers: Back, language: Language) -> None:
        super().__init__(answers, language)
        take = buttons.button(self.say(N_("Take the answer")), icons.RECEIVE, name="take_answer")
        take.clicked.connect(self._take)
        self._file = theme.plain_label("", name="answer_file")
        self._passphrase = PassphraseField(language, name="chosen_passphrase")
        self._passphrase.call(self.say(N_("Passphrase")))
        self._said = layout.column()
        line = layout.row(take, self._file, STRETCH, gap=12)
        self.setLayout(
            layout.column(
                line,
                asked(self.say(N_("Passphrase")), self._passphrase),
                layout.boxed(self._said),
                STRETCH,
                gap=12,
            )
        )

    def check(self) -> bool:
        layout.clear(self._said)
        self.answers.passphrase = self._passphrase.text()
        if not self.answers.answer:
            self._tell(self.say(N_("Take the answer first.")))
        elif not self.answers.passphrase:
            self._tell(self.say(N_("Type your passphrase first.")))
        return bool(self.answers.answer and self.answers.passphrase)

    def work(self, progress: Progress) -> None:
        recovery.check_answer(self.answers.folder, self.answers.answer, self.answers.passphrase)

    def _take(self) -> None:
        file = ask_for_file(
            Speaker(self.language),
            sticks.recovery_answers_in,
            title=self.say(N_("Headquarters’ answer")),
            about=self.say(N_("It came back on the stick, or another way.")),
            over=self,
        )
        if file is None:
            return
        layout.clear(self._said)
        try:
            self.answers.answer = sticks.content_of(file)
        except Problem as problem:
            self._tell(problem.said_in(self.language))
        else:
            self._file.setText(file.name)
            self._passphrase.field.setFocus()

    def _tell(self, words: str) -> None:
        self._said.addWidget(FieldMessage(words, theme.FAULT_TONE, name="answer.problem"))


class WithAnswer(TypedBackStep):
    def work(self, progress: Progress) -> None:
        back = self.answers
        recovery.come_back_with_answer(
            back.folder, back.answer, passphrase=back.passphrase, sheet=back.sheet, watching=self._watching(progress)
        )
