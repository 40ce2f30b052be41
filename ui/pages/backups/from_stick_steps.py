"""The steps of a way back from a stick: the code, who still works there, the register, and the slips of those."""

from dataclasses import dataclass, field
from functools import partial

from PySide6.QtWidgets import QWidget

from centre_app.backups import restoring
from centre_app.backups.restoring import OneTime
from centre_app.backups.second_place import OnStick
from centre_app.choices import choices
from centre_app.dates import utc_now
from centre_app.door import PersonAtTheDoor
from centre_app.language import N_, Language
from ui import icons, theme
from ui.background import Progress
from ui.backup_keeper import told_of
from ui.kit import buttons, layout
from ui.kit.check_box import CheckBox
from ui.kit.layout import STRETCH
from ui.kit.messages import Message
from ui.kit.rows import RowList, sign_tile
from ui.kit.scroll import Scroll
from ui.pages.recovery import door_steps as steps
from ui.pages.recovery.paper import show_secret

ROW_HEIGHT = 56  # a name, and under it five words that are copied by hand


@dataclass(repr=False)
class BackFromStick(steps.Back):
    """What somebody has said on her way back, and the backup that she chose; `folder` is where the register will stand."""

    backup: OnStick | None = None
    still_here: set[str] = field(default_factory=set)  # who else still works there, as she said of each
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
            people=back.still_here,
            told=told_of(progress, self.language),
        )


class StillHereStep(steps.BackStep):
    """Who still works there: the stick knows who had a key on its day, and not who has left since."""

    title = N_("Still there?")
    about = N_("Tick each person who still works there today. Nobody else gets a passphrase.")
    icon = icons.TEAM
    answers: BackFromStick

    def __init__(self, answers: BackFromStick, language: Language) -> None:
        super().__init__(answers, language)
        self._asked = layout.column(gap=2)
        self.setLayout(layout.column(Scroll(layout.boxed(self._asked), name="still_here.scroll")))

    def begin(self) -> None:
        """Ask of everybody but herself; nobody is ticked unasked."""
        layout.clear(self._asked)
        people = [one for one in restoring.waiting_to_enter(self.answers.chosen) if one.id != self.answers.person_id]
        self.answers.still_here &= {one.id for one in people}
        left = N_("Whoever has left since this backup must stay unticked. You can give a key later, under “The team”.")
        nobody = N_("Nobody else entered this register on the day of this backup.")
        self._asked.addWidget(Message(self.say(left if people else nobody), theme.CHECK_TONE))
        for one in people:
            self._asked.addWidget(self._box(one))
        self._asked.addStretch(1)

    def _box(self, one: PersonAtTheDoor) -> CheckBox:
        said = N_("{name} still works there: {roles}")
        roles = self.language.list_of([choices("user_role").label(role, self.language) for role in one.roles])
        box = CheckBox(self.say(said, name=one.name, roles=roles), name=f"still_here.{one.id}")
        box.setChecked(one.id in self.answers.still_here)
        box.toggled.connect(partial(self._say_of, one.id))
        return box

    def _say_of(self, person_id: str, is_here: bool) -> None:
        (self.answers.still_here.add if is_here else self.answers.still_here.discard)(person_id)


class OthersStep(steps.BackStep):
    """The first passphrases of those who still work there: shown here once, printed on slips, and kept nowhere."""

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
            self._shown.addWidget(
                Message(
                    self.say(N_("Nobody else enters this register yet. You give keys under “The team”.")),
                    theme.DONE_TONE,
                )
            )
            return
        warning = N_("They are shown here once. Print the slips, or write the words down, before you go on.")
        rows = RowList(name="others.passphrases")
        rows.show_rows([self._row(one) for one in self.answers.others])
        for part in (Message(self.say(warning), theme.CHECK_TONE), rows):
            layout.add(self._shown, part)

    def _row(self, one: OneTime) -> QWidget:
        """Return a name and, large enough to be copied by hand, the words that open the register for her once."""
        printed = buttons.button(
            self.say(N_("Print the slip")), icons.PRINT, name=f"print_slip.{one.person_id}", in_row=True
        )
        printed.clicked.connect(partial(self._print, one))
        words = theme.plain_label(one.passphrase, theme.SUB_TITLE, theme.SEMI_BOLD, wraps=True)
        words.setObjectName(f"passphrase.{one.person_id}")
        said = layout.column(STRETCH, theme.plain_label(one.name, theme.BODY, theme.MEDIUM), words, STRETCH, gap=2)
        line = layout.row(sign_tile(icons.KEY), gap=12, margins=(0, 4, 0, 4))
        line.addLayout(said, 1)
        line.addWidget(printed)
        row = layout.boxed(line, name=f"other.{one.person_id}")
        row.setMinimumHeight(theme.size(ROW_HEIGHT))
        row.setAccessibleName(f"{one.name}. {one.passphrase}")
        return row

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
    title = N_("It is here again")
    about = N_("Your new passphrase opens it, and the new sheet is the one that counts.")
    tone = theme.CHECK_TONE  # each is something to do

    def lines(self) -> list[str]:
        return [
            N_("Destroy the former recovery sheet: it opens nothing here."),
            N_("Whoever has a slip enters with it, and chooses a passphrase of their own."),
            N_("Call headquarters: it will ask before it takes the next export, because the register was put back."),
            N_(
                "Whatever was written after this backup is not here. If the old laptop comes back, do not go on with it."
            ),
        ]
