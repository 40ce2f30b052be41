"""Another laptop, with nothing but a backup stick and the recovery sheet: the register comes back, and its director in it.

Nothing is written before the new recovery sheet was typed back. Whoever still works there gets a first passphrase from the
director afterwards: none was on the stick.
"""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from centre_app.backups import restoring, second_place
from centre_app.backups.second_place import OnStick
from centre_app.door import folder_for
from centre_app.language import N_, Language
from centre_app.problems import Problem
from centre_app.questions import moment_of
from ui import background, icons, theme
from ui.kit import buttons, layout
from ui.kit.layout import STRETCH
from ui.kit.messages import Message, ResultBar
from ui.kit.panel import Card, page_title
from ui.kit.rows import Row, RowList, sign_tile
from ui.kit.scroll import Scroll
from ui.pages.backups.from_stick_steps import BackFromStick, CodeStep, DoneStep, OthersStep, RestoreStep, StillHereStep
from ui.pages.recovery import door_steps as steps
from ui.pages.recovery.wizard import Wizard
from ui.pages.unlock_parts import DarkSide
from ui.stick_choice import StickChoice


class FromStickPage(QWidget):
    """`restored` carries the folder of the register and who came back; `left` when one goes back to where one was."""

    restored = Signal(object, str)
    left = Signal()

    def __init__(self, home: Path, language: Language) -> None:
        super().__init__()
        self.setObjectName("from_stick")
        self._home, self.language, self.say = home, language, language.say
        self._looking: background.Task | None = None
        side = DarkSide(
            self.say(N_("From a backup stick")),
            "",
            [self.say(N_("The stick and the recovery sheet:")), self.say(N_("nothing else is needed."))],
        )
        side.take(theme.size(264), low=False)
        self._inside = layout.column()
        self.result = ResultBar(self.say(N_("Close")))
        right = layout.column(page_title(self.say(N_("Bring the register back"))), self.result, gap=12)
        right.addLayout(self._inside, 1)
        right.setContentsMargins(*(theme.size(each) for each in (24, 16, 24, 16)))
        whole = layout.row(side, gap=0)
        whole.addLayout(right, 1)
        self.setLayout(whole)
        self.show_sticks()

    # Which backup

    def show_sticks(self) -> None:
        """Let somebody choose a stick, and a backup on it."""
        self._choice = StickChoice(self.language, name="from_stick.sticks")
        self._found = layout.column(gap=8)
        self._choice.chosen.connect(lambda drive: self.look_on(drive.folder if drive else None))
        parts = layout.column(
            Card(self.say(N_("The backup stick")), icons.STICK, name="stick_card").add(self._choice), gap=12
        )
        parts.addLayout(self._found)
        layout.add(parts, STRETCH)
        back = buttons.button(self.say(N_("Back")), icons.BACK, name="leave_stick")
        back.clicked.connect(self.left.emit)
        page = layout.column(gap=12)
        page.addWidget(Scroll(parts, name="from_stick.scroll"), 1)
        layout.add(page, layout.row(back, STRETCH))
        self._put(layout.boxed(page))

    def look_on(self, stick: Path | None) -> None:
        """Look for the backups of a stick, in a thread of its own: nobody knows what somebody put on it."""
        self._look_no_more()
        layout.clear(self._found)
        if stick is None:
            return
        self._found.addWidget(Message(self.say(N_("The stick is being looked at…")), name="looking"))
        self._looking = background.run(
            lambda progress: second_place.on_stick(stick),
            owner=self,
            then=self._show_found,
            otherwise=self._on_problem,
            merely_reads=True,
        )

    def _look_no_more(self) -> None:
        """What a look finds that somebody has gone away from is shown to nobody."""
        if self._looking is not None:
            self._looking.cancel()
            self._looking = None

    def _show_found(self, found: Sequence[OnStick]) -> None:
        """Show the backups of a stick, the newest first."""
        layout.clear(self._found)
        if not found:
            none = N_("No backup of a register is on this stick, or none that is whole.")
            self._found.addWidget(Message(self.say(none), theme.CHECK_TONE, name="no_backups"))
            return
        card = Card(self.say(N_("Which one?")), icons.ARCHIVE, gap=4, name="backups_on_stick")
        rows = RowList(name="from_stick.rows")
        rows.show_rows([self._row(one) for one in found])
        self._found.addWidget(card.add(rows))

    def _row(self, one: OnStick) -> Row:
        take = buttons.filled(self.say(N_("Take this one")), icons.NEXT, name=f"take.{one.number}", in_row=True)
        take.clicked.connect(partial(self._begin, one))
        said = N_("No. {number} of {moment}")
        title = self.say(said, number=one.number, moment=self.language.moment(moment_of(one.made_at)))
        return Row(
            f"{one.manifest.code} · {title}",
            self.language.size(one.size),
            sign=sign_tile(icons.ARCHIVE),
            action=take,
            name=f"on_stick.{one.number}",
        )

    # The way back

    def _begin(self, one: OnStick, _checked: bool = False) -> None:
        try:
            ways = restoring.ways_back(one)
        except Problem as problem:
            self._tell(problem)
            return
        back = BackFromStick(folder=folder_for(self._home, ways.name), ways=ways, backup=one)
        kinds = (CodeStep, steps.WhoStep, StillHereStep, steps.SheetStep, RestoreStep, OthersStep, DoneStep)
        self._go([kind(back, self.language) for kind in kinds], back)

    def _go(self, way: Sequence[steps.BackStep], back: BackFromStick) -> None:
        self.wizard = Wizard(way, self.language)
        self.wizard.left.connect(self.show_sticks)
        self.wizard.finished.connect(lambda: self.restored.emit(back.folder, back.person_id))
        self._put(self.wizard)
        self.wizard.step.begin()

    def _on_problem(self, problem: BaseException) -> None:
        if not isinstance(problem, Problem):
            raise problem
        layout.clear(self._found)
        self._tell(problem)

    def _tell(self, problem: Problem) -> None:
        self.result.tell_problem(*problem.told_in(self.language))

    def _put(self, shown: QWidget) -> None:
        self._look_no_more()
        self.result.hide()
        layout.clear(self._inside)
        self._inside.addWidget(shown)
