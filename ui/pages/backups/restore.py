"""Putting a backup back: it is brought into a new folder first and compared with today; then somebody decides.

Taking its place shuts the register: the program begins again at the door. The register of today is kept beside it.
"""

import shutil
from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QDialog, QWidget

from centre_app.acts import KINDS, act_said
from centre_app.backups import making, restoring
from centre_app.backups.restoring import Restored, TableDifference, folder_beside
from centre_app.backups.standing import Shown
from centre_app.choices.keys import BackupReason
from centre_app.language import N_
from centre_app.problems import Problem
from centre_app.questions import moment_of
from ui import background, icons, theme
from ui.background import Progress
from ui.backup_keeper import told_of
from ui.kit import buttons, layout
from ui.kit.check_box import CheckBox
from ui.kit.messages import Message, ResultBar
from ui.kit.panel import Card, note, page_title
from ui.kit.rows import Row, RowList
from ui.kit.scroll import Scroll
from ui.pages.people.words import COMPARTMENTS
from ui.session import Session

MOST_LINES = 40


class RestoreDialog(QDialog):
    """Shows what of today is not in a backup, and lets it take the register's place."""

    def __init__(self, session: Session, shown: Shown, *, over: QWidget) -> None:
        super().__init__(over.window())
        self.session, self.say = session, session.say
        self._shown, self.is_taken = shown, False
        self._to = folder_beside(session.register.folder)
        self.setObjectName("restore")
        title = self.say(
            N_("Put back backup no. {number} of {moment}"),
            number=shown.number,
            moment=session.language.moment(shown.made_at),
        )
        self.setWindowTitle(self.say(N_("Put back a backup")))
        self.setModal(True)
        self.resize(theme.size(760), theme.size(520))
        self.result = ResultBar(self.say(N_("Close")))
        self._task: background.Task | None = None
        self._how_far = note("", name="restore.how_far")
        self._inside = layout.column(gap=12)
        self._sure = CheckBox(
            self.say(N_("I have read what is not in it, and want to go on with this backup")), name="restore.sure"
        )
        self._take = buttons.filled(self.say(N_("Let it take the register’s place")), icons.UNDO, name="restore.take")
        self._leave = buttons.button(self.say(N_("Leave everything as it is")), icons.CLOSE, name="restore.leave")
        self._sure.setEnabled(False)
        self._take.setEnabled(False)
        self._sure.toggled.connect(self._take.setEnabled)
        self._take.clicked.connect(self._back_up_first)
        self._leave.clicked.connect(self.reject)
        self.finished.connect(self._take_away)
        outer = layout.column(page_title(title), self.result, gap=12, margins=(24, 16, 24, 16))
        outer.addWidget(Scroll(self._inside, name="restore.scroll"), 1)
        after = N_("Today’s register is backed up first and stays beside this one, shut: only the recovery sheet opens it. Nothing is deleted. Headquarters will ask before it takes the next export.")  # fmt: skip
        layout.add(outer, note(self.say(after), wraps=True))
        layout.add(outer, self._sure)
        layout.add(outer, layout.row(self._how_far, layout.STRETCH, self._leave, self._take, gap=12))
        self.setLayout(outer)
        self._bring()

    def reject(self) -> None:
        """Leave everything as it is, once nobody writes beside the register any more."""
        if self._task is not None and self._task.is_running:
            self._task.cancel()
            self._leave.setEnabled(False)
            return
        super().reject()

    def _take_away(self) -> None:
        """Let what was brought go away again, however this was left: locking closes it in the middle of the work.

        It opens with everybody's passphrase, so that none may stand beside the register unasked.
        """
        if self.is_taken:
            return
        to = self._to
        if self._task is not None and self._task.is_running:
            self._task.cancel()
            self._task.ended.connect(lambda: shutil.rmtree(to, ignore_errors=True))
        else:
            shutil.rmtree(to, ignore_errors=True)

    def _work(self, work: Callable[[Progress], Any], then: Callable[[Any], None], *, what: str) -> None:
        """Do it in a thread and say how far it is; who leaves meanwhile goes as soon as it has stopped."""
        self._task = background.run(
            work, owner=self, then=then, otherwise=self._on_problem, progress=self._show_step, what=self.say(what)
        )
        self._task.ended.connect(self._on_ended)

    def _show_step(self, step: background.Step) -> None:
        self._how_far.setText(f"{step.sentence} · {step.done} / {step.total}" if step.total else step.sentence)

    def _on_ended(self) -> None:
        self._how_far.setText("")
        if self._task is not None and self._task.progress.is_stopped:
            self.reject()

    # Looking

    def _bring(self) -> None:
        self._inside.addWidget(Message(self.say(N_("The backup is brought beside the register and compared with it."))))
        register, language, to, backup = self.session.register, self.session.language, self._to, self._shown.backup

        def work(progress: Progress) -> Restored:
            shutil.rmtree(to, ignore_errors=True)  # of a time before that was cut short
            with register.in_this_thread() as twin:
                return restoring.restore(twin, backup, to, told=told_of(progress, language))

        self._work(work, self._on_brought, what=N_("A backup is being compared"))

    def _on_brought(self, found: object) -> None:
        if not isinstance(found, Restored):
            raise TypeError("not a restored backup")
        layout.clear(self._inside)
        for part in (*self._differences(found), *self._lines(found), layout.STRETCH):
            layout.add(self._inside, part)
        self._sure.setEnabled(True)

    def _differences(self, found: Restored) -> list[QWidget]:
        parts: list[QWidget] = []
        if found.not_compared:
            names = self.session.language.list_of([self.say(COMPARTMENTS[name][0]) for name in found.not_compared])
            unseen = N_("Not compared, for your key does not open it: {names}.")
            parts.append(Message(self.say(unseen, names=names), theme.CHECK_TONE))
        tables = [table for table in found.difference.tables if not table.is_alike] if found.difference else []
        if not tables:
            same = N_("Nothing of today is missing in this backup, as far as it could be compared.")
            return [*parts, Message(self.say(same), theme.DONE_TONE)]
        card = Card(self.say(N_("What is not in this backup")), icons.COMPARE, gap=2, name="restore.differences")
        rows = RowList(name="restore.rows")
        rows.show_rows([Row(self.say(KINDS.get(one.table, N_("Another line"))), self._said(one)) for one in tables])
        return [*parts, card.add(rows)]

    def _said(self, table: TableDifference) -> str:
        language = self.session.language
        counted = (
            (table.only_now, language.say_n(N_("{n} written since"), N_("{n} written since"), table.only_now)),
            (table.changed, language.say_n(N_("{n} changed since"), N_("{n} changed since"), table.changed)),
            (table.only_then, language.say_n(N_("{n} gone since"), N_("{n} gone since"), table.only_then)),
            (table.altered, language.say_n(N_("{n} unexplained"), N_("{n} unexplained"), table.altered)),
        )
        return " · ".join(words for count, words in counted if count)

    def _lines(self, found: Restored) -> list[QWidget]:
        language, lines = self.session.language, found.difference.lines[:MOST_LINES] if found.difference else ()
        if not lines or found.difference is None:
            return []
        card = Card(self.say(N_("The last things done since")), icons.HISTORY, gap=2, name="restore.lines")
        rows = RowList(name="restore.last_lines")
        rows.show_rows(
            [
                Row(
                    act_said(line.action, line.record_table or "", language),
                    " · ".join(
                        part
                        for part in (language.moment(moment_of(line.at)), self.session.staff_name(line.who))
                        if part
                    ),
                    strong=False,
                )
                for line in lines
            ]
        )
        card.add(rows)
        if found.difference.lines_since > len(lines):
            more = language.say_n(N_("and {n} more"), N_("and {n} more"), found.difference.lines_since - len(lines))
            card.add(note(more))
        return [card]

    # Deciding

    def _back_up_first(self) -> None:
        """Keep today as a backup of its own; then shut the register and let the other take its place."""
        self._take.setEnabled(False)
        self._sure.setEnabled(False)
        register, language = self.session.register, self.session.language

        def work(progress: Progress) -> None:
            with register.in_this_thread() as twin:
                making.make(twin, BackupReason.BEFORE_RESTORE, told=told_of(progress, language))

        self._work(work, lambda _none: self._change_places(), what=N_("A backup is being made"))

    def _change_places(self) -> None:
        folder, restored = self.session.register.folder, self._to
        self.is_taken = True
        self.session.when_shut = lambda: restoring.swap(folder, restored)
        self.accept()
        self.session.lock_asked.emit()

    def _on_problem(self, problem: BaseException) -> None:
        if not isinstance(problem, Problem):
            raise problem
        layout.clear(self._inside)
        self.result.tell_problem(*problem.told_in(self.session.language))
