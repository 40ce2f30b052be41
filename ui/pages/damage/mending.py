"""At the door, before a register that does not open because files of it are damaged: which, and the way back.

Looking changes nothing. Only when somebody says so are the damaged files set aside and a backup's put in their place;
then the door opens as always.
"""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from centre_app.damage import looking, putting_back
from centre_app.damage.looking import FileState, Found, State
from centre_app.language import N_, Language
from centre_app.problems import Problem
from ui import background, icons, theme
from ui.background import Progress
from ui.kit import buttons, layout
from ui.kit.layout import STRETCH
from ui.kit.messages import Message, ResultBar
from ui.kit.panel import Card, page_title
from ui.kit.scroll import Scroll
from ui.pages.people.words import COMPARTMENTS
from ui.pages.unlock_parts import DarkSide
from ui.stick_choice import StickChoice

# What is wrong with a file, in words that fit behind its name.
STATES = {
    State.WHOLE: N_("whole"),
    State.DAMAGED: N_("damaged"),
    State.EMPTY: N_("empty: nothing is in it any more"),
    State.MISSING: N_("gone"),
    State.FOREIGN: N_("another file stands in its place"),
    State.SHUT: N_("not looked at: your key does not open it"),
}


class MendingPage(QWidget):
    """`ended` carries the id of whoever was at the door, so that it knows her again."""

    ended = Signal(str)

    def __init__(self, folder: Path, language: Language, *, person: str, passphrase: str) -> None:
        super().__init__()
        self.setObjectName("mending")
        self._folder, self.language, self.say = folder, language, language.say
        self._person, self._passphrase = person, passphrase
        self._found: Found | None = None
        self._stick: Path | None = None
        self.result = ResultBar(self.say(N_("Close")))
        self._inside: QVBoxLayout = layout.column(gap=12)
        self._foot = layout.row(gap=12)
        side = DarkSide(
            self.say(N_("After a damage")),
            "",
            [self.say(N_("Your passphrase is right.")), self.say(N_("Nothing is deleted."))],
        )
        side.take(theme.size(264), low=False)
        right = layout.column(page_title(self.say(N_("What is damaged, and the way back"))), self.result, gap=12)
        right.addWidget(Scroll(self._inside, name="mending.scroll"), 1)
        layout.add(right, self._foot)
        right.setContentsMargins(*(theme.size(24),) * 4)
        whole = layout.row(side, gap=0)
        whole.addLayout(right, 1)
        self.setLayout(whole)
        self._look()

    # Looking

    def _look(self) -> None:
        self._show([Message(self.say(N_("Every page of every file is being looked at. This takes a moment.")))], [])
        background.run(
            self._find,
            owner=self,
            then=self._on_found,
            otherwise=self._on_problem,
            what=self.say(N_("The files of the register are being looked at")),
            merely_reads=True,
        )

    def _find(self, progress: Progress) -> Found:
        return looking.find_way_back(
            self._folder,
            self._person,
            self._passphrase,
            stick=self._stick,
            told=lambda step, done, total: progress.check(),
        )

    def _on_found(self, found: object) -> None:
        if not isinstance(found, Found):
            raise TypeError("not what was looked for")
        self._found = found
        if not found.damaged:
            sound = Message(
                self.say(N_("Every file that your key opens is whole. Open the register again.")),
                theme.DONE_TONE,
                name="all_whole",
            )
            self._show([sound], [self._back_button(filled=True)])
            return
        actions = [self._back_button()]
        if found.way.is_possible:
            actions.append(self._mend_button())
        self._show([self._files_card(found), self._way_card(found), self._stick_card()], actions)

    def _files_card(self, found: Found) -> Card:
        card = Card(self.say(N_("The files")), icons.FOLDER, gap=6, name="files_card")
        for file in found.files:
            card.add(self._file_line(file))
        return card

    def _file_line(self, file: FileState) -> Message:
        name, what = (self.say(words) for words in COMPARTMENTS[file.compartment])
        tone = (
            theme.FAULT_TONE if file.is_damaged else theme.DONE_TONE if file.state is State.WHOLE else theme.SHUT_TONE
        )
        said = f"{self.say(STATES[file.state])} · {what}"
        return Message(said, tone, strong=f"{name} ({file.name})", name=f"file.{file.compartment}")

    def _way_card(self, found: Found) -> Card:
        card = Card(self.say(N_("The way back")), icons.ARCHIVE, gap=8, name="way_card")
        for words in self._way_said(found):
            card.add(theme.plain_label(words, wraps=True))
        return card

    def _way_said(self, found: Found) -> list[str]:
        way = found.way
        if way.made_at is not None:
            newest = N_("Backup no. {number} of {moment} has these files whole. It was read through just now.")
            return [
                self.say(newest, number=way.number, moment=self.language.moment(way.made_at)),
                self.say(
                    N_(
                        "The damaged files are set aside as they are, and the backup’s are put in their place. What was written "
                        "since and can still be read is kept for you: once inside, you look at it and put it back."
                    )
                ),
                self.say(N_("Then you are told exactly what is missing, on screen and on paper.")),
            ]
        if way.is_possible:
            return [
                self.say(
                    N_("No backup on this laptop has these files whole. If there is a backup stick, plug it in first.")
                ),
                self.say(
                    N_(
                        "Without one, an empty file takes the place of the damaged one, and what can still be read of that is kept "
                        "for you to put back."
                    )
                ),
            ]
        return [
            self.say(putting_back.NoWayBack.message),
            self.say(putting_back.NoWayBack.advice),
        ]

    # Mending

    def _mend(self) -> None:
        found = self._found
        if found is None:
            return
        self.result.hide()
        background.run_with_card(
            lambda progress: putting_back.put_back(
                self._folder,
                found.keys,
                found.way,
                told=lambda step, done, of: progress(self.say(step), done=done, total=of),
            ),
            owner=self,
            title=self.say(N_("The backup is being put back")),
            cancel=self.say(N_("Stop")),
            then=lambda _aside: self._on_mended(),
            otherwise=self._on_problem,
        )

    def _on_mended(self) -> None:
        done = Message(
            self.say(N_("The register is whole again. The damaged files are kept beside it; nothing was deleted.")),
            theme.DONE_TONE,
            name="mended",
        )
        after = N_("Open it now. What could be read and what is missing waits for you on the page After a damage.")
        self._show([done, Message(self.say(after), icon=icons.INFO)], [self._back_button(filled=True)])

    def _on_problem(self, problem: BaseException) -> None:
        if not isinstance(problem, Problem):
            raise problem
        self.result.tell_problem(*problem.told_in(self.language))
        if self._found is None:
            self._show([], [self._back_button()])

    # What it shows

    def _show(self, parts: Sequence[QWidget], actions: Sequence[QPushButton]) -> None:
        layout.clear(self._inside)
        layout.clear(self._foot)
        for part in (*parts, STRETCH):
            layout.add(self._inside, part)
        for part in (STRETCH, *actions):
            layout.add(self._foot, part)
        if actions:
            actions[-1].setFocus()

    def _back_button(self, *, filled: bool = False) -> QPushButton:
        if filled:
            back = buttons.filled(self.say(N_("Open the register")), icons.LOCK, name="back_to_door")
        else:
            back = buttons.button(self.say(N_("Back to the door")), icons.BACK, name="back_to_door")
        back.clicked.connect(lambda: self.ended.emit(self._person))
        return back

    def _stick_card(self) -> Card:
        """A backup stick may have a newer one, or the only one."""
        card = Card(self.say(N_("A backup stick")), icons.STICK, gap=8, name="stick_card")
        choice = StickChoice(self.language, name="mending.sticks")
        look = buttons.button(self.say(N_("Look on this stick")), icons.SEARCH, name="look_on_stick")
        look.setEnabled(False)
        choice.chosen.connect(lambda drive: look.setEnabled(drive is not None))
        look.clicked.connect(lambda: self._look_on(choice.drive.folder))
        return card.add(choice, layout.row(look, STRETCH))

    def _look_on(self, stick: Path) -> None:
        self._stick = stick
        self._look()

    def _mend_button(self) -> QPushButton:
        words = (
            N_("Put the backup back") if self._found and self._found.way.backup else N_("Go on with what can be read")
        )
        mend = buttons.filled(self.say(words), icons.ARCHIVE, name="mend")
        mend.clicked.connect(self._mend)
        return mend
