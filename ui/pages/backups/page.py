"""The page of backups: where they stand, one more now, one onto the stick, and each with a look at it and the way back."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from centre_app.backups import making, restoring, second_place
from centre_app.backups.standing import Shown, backups, standing
from centre_app.choices.keys import BackupReason
from centre_app.language import N_
from centre_app.problems import Problem
from centre_app.register import Register
from ui import background, icons
from ui.background import Progress
from ui.backup_keeper import told_of
from ui.kit import buttons, layout
from ui.kit.chip import state
from ui.kit.facts import Facts
from ui.kit.messages import EmptyState, Message
from ui.kit.panel import Card
from ui.kit.rows import Row, RowList, sign_tile
from ui.kit.scroll import Scroll
from ui.page import Destination, Page
from ui.pages.backups import words
from ui.pages.backups.restore import RestoreDialog
from ui.session import Session
from ui.stick_choice import StickDialog

STATE_WIDTH = 232


class BackupsPage(Page):
    def __init__(self, session: Session) -> None:
        super().__init__(
            session,
            name="backups",
            title=session.say(N_("Backups")),
            subtitle=session.say(
                N_("A copy of the whole register, encrypted: here by itself, and on a stick by your hand")
            ),
            dense=True,
        )
        self._make = buttons.button(self.say(N_("Back up now")), icons.SAVE, name="make_backup")
        self._copy = buttons.filled(self.say(N_("Copy to the backup stick")), icons.STICK, name="copy_backup")
        self._make.clicked.connect(self._make_one)
        self._copy.clicked.connect(self._copy_one)
        self.put_actions(self._make, self._copy)
        self._warnings = layout.column(gap=8)
        self._facts = Facts(label_width=264, name="backups.facts")
        self._list = Card(self.say(N_("Backups on this laptop")), icons.ARCHIVE, name="backups.list")
        parts = layout.column(gap=12)
        parts.addLayout(self._warnings)
        layout.add(parts, Card(self.say(N_("How they stand")), icons.CHECKS, name="backups.standing").add(self._facts))
        layout.add(parts, self._list)
        layout.add(parts, layout.STRETCH)
        self.body.addWidget(Scroll(parts, name="backups.scroll"), 1)

    def arrive(self, destination: Destination) -> None:
        self.refresh()

    def refresh(self) -> None:
        try:
            self._show_standing()
            self._show_list()
        except Problem as problem:
            self.tell_problem(problem)

    def help_lines(self) -> list[str]:
        return [
            self.say(
                N_(
                    "The program makes a backup each day and before it closes, reads it back, and keeps 14 days, 8 weeks and 12 months."
                )
            ),
            self.say(
                N_("A stolen or broken laptop takes its own backups along: only the stick brings the register back.")
            ),
            self.say(N_("Keep the stick away from the laptop, and the recovery sheet away from both.")),
            self.say(
                N_("Once a month the program tries a restore by itself: the way back is walked before it is needed.")
            ),
        ]

    # What it shows

    def _show_standing(self) -> None:
        language, found = self.session.language, standing(self.session.register)
        layout.clear(self._warnings)
        for sentence, tone in words.warnings(found, language):
            self._warnings.addWidget(Message(sentence, tone))
        self._facts.show_facts(
            [
                (self.say(N_("Off the laptop, on a stick")), words.off_laptop(found, language)),
                (self.say(N_("Last backup")), words.moment(found.last_made, language)),
                (self.say(N_("Last one read back and found whole")), words.last_read(found, language)),
                (self.say(N_("Last restore tried")), words.moment(found.last_rehearsal, language)),
            ],
            strong=frozenset({self.say(N_("Off the laptop, on a stick"))}),
        )

    def _show_list(self) -> None:
        self._list.clear()
        found = backups(self.session.register)
        if not found:
            none = EmptyState(
                icons.ARCHIVE, self.say(N_("No backup yet.")), self.say(N_("Back up now")), name="no_backups"
            )
            none.acted.connect(self._make_one)
            self._list.add(none)
            return
        rows = RowList(name="backups.rows")
        rows.show_rows([self._row(one) for one in found])
        self._list.add(rows)

    def _row(self, one: Shown) -> Row:
        language = self.session.language
        check = buttons.button(self.say(N_("Verify")), icons.CHECKS, name=f"check.{one.number}", in_row=True)
        check.clicked.connect(partial(self._check_one, one))
        acts = [check]
        if restoring.may_restore(self.session.register.keys):
            back = buttons.button(self.say(N_("Put back…")), icons.UNDO, name=f"restore.{one.number}", in_row=True)
            back.clicked.connect(partial(self._restore_one, one))
            acts.append(back)
        said, tone = words.state(one, language)
        made = self.say(N_("No. {number} of {moment}"), number=one.number, moment=language.moment(one.made_at))
        return Row(
            made,
            " · ".join((words.reason(one, language), language.size(one.size))),
            sign=sign_tile(icons.ARCHIVE),
            columns=[(state(said, tone), STATE_WIDTH)],
            action=layout.boxed(layout.row(*acts)),
            name=f"backup.{one.number}",
        )

    # What it does

    def _make_one(self) -> None:
        self._work(
            lambda twin, told: making.make(twin, BackupReason.BY_HAND, told=told),
            title=self.say(N_("A backup is being made")),
            done=self.say(N_("The backup is made, and was read back.")),
        )

    def _copy_one(self) -> None:
        dialog = StickDialog(
            self.session,
            title=self.say(N_("Copy a backup to a stick")),
            about=self.say(
                N_("Take a stick that is used for nothing else. What is on it opens with the recovery sheet alone.")
            ),
            act=self.say(N_("Copy to this stick")),
            over=self,
        )
        folder = dialog.folder if dialog.exec() else None
        dialog.deleteLater()
        if folder is not None:
            self.copy_to(folder)

    def copy_to(self, stick: Path) -> None:
        """Write the newest backup on a stick, and say when it can be pulled out."""
        self._work(
            lambda twin, told: second_place.copy(twin, stick, told=told),
            title=self.say(N_("The backup is being written to the stick")),
            done=self.say(N_("The backup is on the stick, and was read back. You can remove the stick.")),
        )

    def _check_one(self, one: Shown, _checked: bool = False) -> None:
        self._work(
            lambda twin, told: making.check(twin, one.backup, told=told),
            title=self.say(N_("The backup is being read through")),
            done=self.say(N_("Backup no. {number} is whole, as far as your key opens it."), number=one.number),
        )

    def _restore_one(self, one: Shown, _checked: bool = False) -> None:
        dialog = RestoreDialog(self.session, one, over=self)
        dialog.exec()
        dialog.deleteLater()
        if not dialog.is_taken:  # else the register is shut by now
            self.refresh()

    def _work(
        self, act: Callable[[Register, Callable[[str, int, int], object]], object], *, title: str, done: str
    ) -> None:
        """Do one of these in a thread, with a card that can stop it; what is stopped leaves no trace."""
        session = self.session
        self.result.hide()

        def work(progress: Progress) -> None:
            with session.register.in_this_thread() as twin:
                act(twin, told_of(progress, session.language))

        background.run_with_card(
            work,
            owner=self,
            title=title,
            cancel=self.say(N_("Stop")),
            then=lambda _outcome: self._on_done(done),
            otherwise=self._on_problem,
        )

    def _on_done(self, done: str) -> None:
        self._look_again()
        self.result.tell_done(done)

    def _on_problem(self, problem: BaseException) -> None:
        if not isinstance(problem, Problem):
            raise problem
        self._look_again()
        self.session.disk_doubted.emit()
        self.tell_problem(problem)

    def _look_again(self) -> None:
        self.session.register.catch_up()
        self.session.tell_changed()
        self.refresh()
