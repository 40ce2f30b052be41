"""Headquarters answers a centre whose director has forgotten: the request, its eight words, the offline keys, the answer.

Whoever is answered opens that register whole: hence the words, a voice that is known, and the keys from the safe.
"""

from collections.abc import Callable
from pathlib import Path

from centre_app import recovery
from centre_app.exchange import sticks
from centre_app.language import N_
from centre_app.problems import Problem
from ui import background, icons
from ui.found_files import ask_for_file
from ui.kit import buttons, layout
from ui.kit.check_box import CheckBox
from ui.kit.layout import STRETCH
from ui.kit.messages import EmptyState, Message
from ui.kit.panel import Card
from ui.page import BACK, Destination, Page
from ui.pages.enrolment.words import EightWords
from ui.session import Session
from ui.stick_choice import StickDialog


class AnswerPage(Page):
    belongs_to = "receive"

    def __init__(self, session: Session) -> None:
        say = session.say
        super().__init__(
            session,
            name="answer_recovery",
            title=say(N_("A centre that has forgotten")),
            subtitle=say(N_("Let its director in again, with the offline keys from the safe")),
            dense=True,
            scrolls=True,
        )
        back = buttons.button(say(N_("Back")), icons.BACK, name="back")
        back.clicked.connect(lambda: self.went.emit(BACK))
        self.put_actions(back)
        self._request = b""
        self._inside = layout.column(gap=12)
        layout.add(self.body, self._inside)
        layout.add(self.body, STRETCH)

    def arrive(self, destination: Destination) -> None:
        self._show("", ())

    def help_lines(self) -> list[str]:
        return [
            self.say(
                N_("Whoever is answered opens that register whole. Call the number you know, and know the voice.")
            ),
            self.say(N_("The offline keys come from the safe for this, and go back there.")),
        ]

    # What it shows

    def _show(self, code: str, words: tuple[str, ...]) -> None:
        layout.clear(self._inside)
        if not code:
            self._request = b""
            empty = EmptyState(
                icons.KEY,
                self.say(N_("A centre’s request comes on a stick, or another way.")),
                action=self.say(N_("Read the request")),
                name="no_request",
            )
            empty.acted.connect(self._read_request)
            self._inside.addWidget(empty)
            return
        card = Card(self.say(N_("Request of {code}"), code=code), icons.CENTRE, gap=12, name="request_card")
        how = N_(
            "Call the number that you know, not one that came with the request. Each side reads the words in turn."
        )
        self._same = CheckBox(
            self.say(N_("We read them to each other: the same eight words, in the same order")), name="same_words"
        )
        self._known = CheckBox(
            self.say(N_("I called {code} myself, and the director whose voice I know asks for this"), code=code),
            name="known_voice",
        )
        self._answer = buttons.filled(self.say(N_("Answer with the offline keys")), icons.KEY, name="answer")
        self._answer.setEnabled(False)
        for box in (self._same, self._known):
            box.toggled.connect(lambda _on: self._answer.setEnabled(self._same.isChecked() and self._known.isChecked()))
        self._answer.clicked.connect(self._write_answer)
        differ = buttons.button(self.say(N_("The words differ")), icons.CLOSE, name="words_differ")
        differ.clicked.connect(self._reject)
        card.add(
            Message(self.say(how), icon=icons.PHONE),
            EightWords(words, name="words_to_compare"),
            self._same,
            self._known,
            layout.row(STRETCH, differ, self._answer),
        )
        self._inside.addWidget(card)

    # What it does

    def _read_request(self) -> None:
        content = self._content(
            sticks.recovery_requests_in, N_("A centre’s request"), N_("It came on the centre’s stick.")
        )
        if content is None:
            return
        try:
            code, words = recovery.read_request(content[1])
        except Problem as problem:
            self.tell_problem(problem)
            return
        self.result.hide()
        self._request = content[1]
        self._show(code, words)

    def _reject(self) -> None:
        self._show("", ())
        self.result.tell_problem(
            self.say(N_("The words differ: this request is not answered.")),
            self.say(N_("Somebody may have changed it on its way. Ask for it again, on another stick.")),
        )

    def _write_answer(self) -> None:
        keys = self._content(
            sticks.offline_keys_in,
            N_("The offline keys"),
            N_("Plug in one of the two sticks from the safes. Nothing of it is kept on this laptop."),
        )
        if keys is None:
            return
        try:
            text = keys[1].decode("ascii", errors="replace")
            name, answer = self.session.do(recovery.answer_request, self._request, text)
        except Problem as problem:
            self.tell_problem(problem)
            return
        folder = self._ask_for_stick(not_on=keys[0].parent)
        if folder is not None:
            background.run(
                lambda progress: sticks.put(folder, name, answer),
                owner=self,
                then=lambda _file: self._on_written(name),
                otherwise=self._on_problem,
                what=self.say(N_("A file is being written to the stick")),
            )

    def _ask_for_stick(self, *, not_on: Path) -> Path | None:
        """Ask for the stick of the centre, which is never the one with the keys."""
        dialog = StickDialog(
            self.session,
            title=self.say(N_("Write the answer")),
            about=self.say(N_("Pull out the stick with the keys first. This one goes to the centre.")),
            act=self.say(N_("Write it here")),
            over=self,
        )
        folder = dialog.folder if dialog.exec() else None
        dialog.deleteLater()
        if folder != not_on:
            return folder
        self.result.tell_problem(
            self.say(N_("This is the stick with the offline keys: it never leaves your hands.")),
            self.say(N_("Pull it out, plug in the centre’s stick, and answer again.")),
        )
        return None

    def _on_written(self, name: str) -> None:
        self._show("", ())
        told = N_("The answer is on the stick: {name}. Send it to the centre, and put the keys back into the safe.")
        self.result.tell_done(self.say(told, name=name))

    def _on_problem(self, problem: BaseException) -> None:
        if not isinstance(problem, Problem):
            raise problem
        self.tell_problem(problem)

    def _content(self, find: Callable[[Path], list[Path]], title: str, about: str) -> tuple[Path, bytes] | None:
        """Let somebody choose a file; return it and what is in it."""
        file = ask_for_file(self.session, find, title=self.say(title), about=self.say(about), over=self)
        if file is None:
            return None
        try:
            return file, sticks.content_of(file)
        except Problem as problem:
            self.tell_problem(problem)
            return None
