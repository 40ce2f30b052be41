"""Another laptop, with nothing but a backup stick and the recovery sheet: the register comes back, and its director in it.

Nothing is written before the new recovery sheet was typed back. Everybody else gets a first passphrase from the director
afterwards: none was on the stick.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from centre_app.backups import restoring, second_place
from centre_app.backups.restoring import OneTime
from centre_app.backups.second_place import OnStick
from centre_app.dates import utc_now
from centre_app.door import folder_for
from centre_app.language import N_, Language
from centre_app.problems import Problem
from centre_app.questions import moment_of
from ui import background, icons, theme
from ui.background import Progress
from ui.backup_keeper import told_of
from ui.kit import buttons, layout
from ui.kit.layout import STRETCH
from ui.kit.messages import Message, ResultBar
from ui.kit.panel import Card, page_title
from ui.kit.rows import Row, RowList, sign_tile
from ui.kit.scroll import Scroll
from ui.pages.recovery import door_steps as steps
from ui.pages.recovery.paper import show_secret
from ui.pages.recovery.wizard import Wizard
from ui.pages.unlock_parts import DarkSide
from ui.stick_choice import StickChoice


@dataclass(repr=False)
class BackFromStick(steps.Back):
    """What somebody has said on her way back, and the backup that she chose; `folder` is where the register will stand."""

    backup: OnStick | None = None
    others: tuple[OneTime, ...] = ()  # who else enters this register, each with a passphrase that is good for once

    @property
    def chosen(self) -> OnStick:
        if self.backup is None:
            raise AssertionError("no backup was chosen")
        return self.backup


class CodeStep(steps.CodeStep):
    about = N_("Type the seven groups of the recovery sheet that was in force when this backup was made.")
    right = N_("This is the code of this backup’s sheet.")
    answers: BackFromStick

    def check_code(self, code: str) -> None:
        restoring.check_paper(self.answers.chosen, code)


class RestoreStep(steps.TypedBackStep):
    about = N_("Type these three groups as they stand on your new paper. Then the register is brought here.")
    go_on = N_("Bring the register here")
    what = N_("The register is being brought here")
    answers: BackFromStick

    def work(self, progress: Progress) -> None:
        back = self.answers
        back.others = restoring.on_another_laptop(
            back.chosen,
            back.folder,
            back.person_id,
            back.code,
            passphrase=back.passphrase,
            sheet=back.sheet,
            told=told_of(progress, self.language),
        )


class OthersStep(steps.BackStep):
    """The first passphrases of everybody else: shown here once, printed on slips, and kept nowhere."""

    title = N_("The others")
    about = N_("Hand each of them their slip. The words are good for once: at the first login each chooses their own.")
    icon = icons.TEAM
    is_done = True
    answers: BackFromStick

    def __init__(self, answers: BackFromStick, language: Language) -> None:
        super().__init__(answers, language)
        self._shown = layout.column(gap=8)
        self.setLayout(layout.column(layout.boxed(self._shown), STRETCH))

    def begin(self) -> None:
        """Show who is to enter, once the register is here."""
        layout.clear(self._shown)
        if not self.answers.others:
            self._shown.addWidget(Message(self.say(N_("Nobody else enters this register.")), theme.DONE_TONE))
            return
        warning = N_("They are shown here once. Print the slips, or write the words down, before you go on.")
        rows = RowList(name="others.passphrases")
        rows.show_rows([self._row(one) for one in self.answers.others])
        for part in (Message(self.say(warning), theme.CHECK_TONE), rows):
            layout.add(self._shown, part)

    def _row(self, one: OneTime) -> Row:
        printed = buttons.button(
            self.say(N_("Print the slip")), icons.PRINT, name=f"print_slip.{one.person_id}", in_row=True
        )
        printed.clicked.connect(partial(self._print, one))
        return Row(one.name, one.passphrase, sign=sign_tile(icons.KEY), action=printed, name=f"other.{one.person_id}")

    def _print(self, one: OneTime, _checked: bool = False) -> None:
        from centre_app.documents.person_slip import PersonSlip, person_slip_pdf  # late: it loads ReportLab

        slip = PersonSlip(
            centre=self.answers.ways.name,
            name="",
            shown=one.name,
            staff_code="",
            passphrase=one.passphrase,
            printed_at=utc_now(),
            is_training=self.answers.ways.is_training,
        )
        pdf = person_slip_pdf(slip, self.language)
        show_secret(pdf, self.say(N_("The slip")), language=self.language, over=self)


class DoneStep(steps.DoneStep):
    title = N_("The register is here")
    about = N_("Your new passphrase opens it, and the new sheet is the one that counts.")
    tone = theme.CHECK_TONE  # each is something to do

    def lines(self) -> list[str]:
        return [
            N_("Destroy the former recovery sheet: it opens nothing here."),
            N_("Everybody else enters with their slip, and chooses a passphrase of their own."),
            N_("Call headquarters: it will ask before it takes the next export, because the register was put back."),
            N_(
                "Whatever was written after this backup is not here. If the old laptop comes back, do not go on with it."
            ),
        ]


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
        kinds = (CodeStep, steps.WhoStep, steps.SheetStep, RestoreStep, OthersStep, DoneStep)
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
        advice = self.say(problem.advice, **problem.parts) if problem.advice else ""
        self.result.tell_problem(self.say(problem.message, **problem.parts), advice)

    def _put(self, shown: QWidget) -> None:
        self._look_no_more()
        self.result.hide()
        layout.clear(self._inside)
        self._inside.addWidget(shown)
