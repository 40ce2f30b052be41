"""Importing an old register: its file, what its columns and words mean, what it becomes, and the one act that writes it.

Reading, previewing and writing run off the window's thread, over connections of their own, and can be stopped: a
stopped import leaves nothing behind. The mapping is remembered with the import, for the next file of that centre.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QStackedWidget

from centre_app.backups import making
from centre_app.choices.keys import BackupReason
from centre_app.importing import importing, mapping
from centre_app.importing.importing import Preview, Written
from centre_app.importing.mapping import Mapping
from centre_app.importing.reading import OldRegister, read_old_register
from centre_app.importing.vocabulary import Term
from centre_app.language import N_
from centre_app.problems import Problem
from ui import background, icons, theme
from ui.backup_keeper import told_of
from ui.beside import stoppable
from ui.file_dialogs import file_dialog
from ui.kit import buttons, layout
from ui.kit.facts import Facts
from ui.kit.layout import STRETCH
from ui.kit.panel import Card, icon_tile, note
from ui.kit.scroll import Scroll
from ui.kit.steps import Steps
from ui.page import BACK, Destination, Page
from ui.pages.import_steps import DoneStep, FileStep, PreviewStep, TablesStep
from ui.session import Session

CHOOSE, TABLES, LOOK, DONE = range(4)
_ICONS = (icons.DOCUMENTS, icons.TABLE, icons.CHECKS, icons.DONE)
_ABOUT = (
    N_("A spreadsheet (.xlsx) or a text file (.csv), one line per person."),
    N_("Correct what is not right. The register remembers it for the next file."),
    N_("Nothing has been written yet. Before the lines are, a backup is made."),
    "",
)


class ImportRegisterPage(Page):
    belongs_to = "settings"

    def __init__(self, session: Session) -> None:
        say = session.say
        super().__init__(session, name="import_register", title=say(N_("Import an old register")), dense=True)
        self._old: OldRegister | None = None
        self._mapping: Mapping | None = None
        self._preview: Preview | None = None
        self._at = CHOOSE
        self._names = [say(N_("File")), say(N_("Columns and words")), say(N_("Check")), say(N_("Imported"))]
        self._file_step = FileStep(session.language)
        self._tables_step = TablesStep(session.language)
        self._preview_step = PreviewStep(session.language)
        self._done_step = DoneStep(session.language, self._see_residents, self._start_again)
        self._leave = buttons.button(say(N_("Leave without importing")), icons.CLOSE, name="leave_import")
        self.put_actions(self._leave)
        self._lay_out()
        self._connect()
        self._go_to(CHOOSE)

    def _lay_out(self) -> None:
        self._trail = Steps(self._names)
        self._tile = layout.column()
        self._heading = theme.plain_label("", theme.SUB_TITLE, theme.MEDIUM, name="step_title")
        self._about = note("", wraps=True, name="step_about")
        self._stack = QStackedWidget()
        for step in (self._file_step, self._tables_step, self._preview_step, self._done_step):
            self._stack.addWidget(Scroll(layout.column(step, margins=(0, 0, 12, 0)), ground=theme.CARD))
        head = layout.row(gap=16)
        head.addLayout(self._tile)
        head.addLayout(layout.column(self._heading, self._about, gap=2), 1)
        card = Card(gap=12, margins=(24, 16, 12, 12), name="step_card")
        card.add(head, _rule())
        card.body.addWidget(self._stack, 1)
        self._foot_line = layout.boxed(layout.column(_rule(), self._foot_buttons(), gap=12), name="step_foot")
        card.add(self._foot_line)
        self._facts = Facts(answers_at_end=True, name="file_facts")
        self._file_card = Card(self.say(N_("In the file")), icons.DOCUMENT, name="file_card")
        self._file_card.add(self._facts, STRETCH)
        self._file_card.setFixedWidth(theme.size(288))
        side = layout.column(self._file_card, STRETCH)
        whole = layout.row(gap=16)
        whole.addWidget(card, 1)
        whole.addLayout(side)
        layout.add(self.body, self._trail)
        self.body.addLayout(whole, 1)

    def _foot_buttons(self) -> layout.QHBoxLayout:
        self._hint = note("", name="hint")
        self._back = buttons.button(self.say(N_("Back")), icons.BACK, name="back")
        self._next = buttons.filled("", icons.NEXT, name="next")
        return layout.row(self._hint, STRETCH, self._back, self._next, margins=(0, 0, 12, 0))

    def _connect(self) -> None:
        self._leave.clicked.connect(lambda: self.went.emit(BACK))
        self._file_step.asked.connect(self._choose_file)
        self._tables_step.column_meant.connect(self._mean_column)
        self._tables_step.word_meant.connect(self._mean_word)
        self._back.clicked.connect(lambda: self._go_to(self._at - 1))
        self._next.clicked.connect(self._go_on)

    # --- where one is ------------------------------------------------------------------------------------------

    def arrive(self, destination: Destination) -> None:
        if self._at == DONE:
            self._start_again()

    def _start_again(self) -> None:
        self._old = self._mapping = self._preview = None
        self._go_to(CHOOSE)

    def _go_to(self, at: int) -> None:
        self._at = at
        self._trail.go_to(len(self._names) if at == DONE else at)
        self._stack.setCurrentIndex(at)
        self._heading.setText(f"{at + 1} · {self._names[at]}")
        self._about.setText(self.say(_ABOUT[at]) if _ABOUT[at] else "")
        layout.clear(self._tile)
        self._tile.addWidget(icon_tile(_ICONS[at]))
        self._leave.setVisible(at != DONE)
        self._file_card.setVisible(self._old is not None)
        self._show_foot()
        self._show_facts()

    def _show_foot(self) -> None:
        self._foot_line.setVisible(self._at in (TABLES, LOOK))
        self._hint.setText("")
        self._next.setEnabled(True)
        if self._at == TABLES:
            self._next.setText(self.say(N_("Check the lines")))
            self._next.show_icon(icons.NEXT)
        elif self._at == LOOK and self._preview is not None:
            new = self._preview.residents
            self._next.setText(self.language.say_n(N_("Import {n} line"), N_("Import {n} lines"), new))
            self._next.show_icon(icons.SAVE)
            self._next.setEnabled(new > 0)
            self._hint.setText("" if new else self.say(N_("Every line is in the register already.")))

    def _show_facts(self) -> None:
        old, found, number = self._old, self._preview, self.language.number
        if old is None:
            return
        facts = [(self.say(N_("Lines")), number(len(old.lines))), (self.say(N_("Columns")), number(len(old.columns)))]
        if found is not None and self._at in (LOOK, DONE):
            facts += [
                (self.say(N_("New")), number(found.residents)),
                (self.say(N_("Their children")), number(found.children)),
                (self.say(N_("Of whom born here")), number(found.births)),
                (self.say(N_("Imported before")), number(found.known)),
                (self.say(N_("Changed since")), number(found.changed)),
                (self.say(N_("Lines to check")), number(found.lines_with_remarks)),
            ]
        self._facts.show_facts(facts)

    def _go_on(self) -> None:
        if self._at == TABLES:
            self._look()
        elif self._at == LOOK:
            self._import()

    # --- the file ----------------------------------------------------------------------------------------------

    def _choose_file(self) -> None:
        say = self.say
        kinds = f"{say(N_('Registers'))} (*.csv *.txt *.xlsx)"
        title = say(N_("Choose the file of the old register"))
        dialog = file_dialog(self, self.language, title=title, kinds=kinds, name="choose_old_register")
        dialog.fileSelected.connect(lambda chosen: self.read_file(Path(chosen)))
        dialog.open()

    def read_file(self, path: Path) -> None:
        """Read a file and go on to its columns, or say why it cannot be read."""

        def read(progress: background.Progress) -> OldRegister:
            progress(path.name)
            return read_old_register(path)

        self._run(read, self.say(N_("The file is being read")), self._on_read, merely_reads=True)

    def _on_read(self, old: OldRegister) -> None:
        self.result.hide()
        self._old, self._preview = old, None
        self._mapping = importing.mapping_for(self.session.register, old)
        self._show_tables(old, self._mapping)
        self._go_to(TABLES)

    # --- columns and words -------------------------------------------------------------------------------------

    def _mean_column(self, column: str, meaning: str) -> None:
        if self._old is not None and self._mapping is not None:
            self._mapping = self._mapping.with_column(column, meaning)
            self._show_tables(self._old, self._mapping)

    def _mean_word(self, meaning: str, word: str, term: Term) -> None:
        if self._mapping is not None:
            self._mapping = self._mapping.with_word(meaning, word, term)

    def _show_tables(self, old: OldRegister, chosen: Mapping) -> None:
        self._tables_step.show_columns(mapping.columns_table(old, chosen))
        self._tables_step.show_words(mapping.words_table(old, chosen))

    # --- looking and importing ---------------------------------------------------------------------------------

    def _look(self) -> None:
        old, chosen, register = self._old, self._mapping, self.session.register
        if old is None or chosen is None:
            return

        def look(progress: background.Progress) -> Preview:
            with register.in_this_thread() as beside:
                return importing.preview_of(
                    beside, old, chosen, progress=lambda done, of: progress(old.name, done=done, total=of)
                )

        self._run(look, self.say(N_("The lines are being understood")), self._on_looked, merely_reads=True)

    def _on_looked(self, found: Preview) -> None:
        self.result.hide()
        self._preview = found
        self._preview_step.show_preview(found)
        self._go_to(LOOK)

    def _import(self) -> None:
        found, register, language = self._preview, self.session.register, self.language
        writes = self.say(N_("The lines are being written"))
        if found is None:
            return

        def write(progress: background.Progress) -> Written:
            with stoppable(register, progress) as beside:
                making.before(beside, BackupReason.BEFORE_IMPORT, told=told_of(progress, language))
                progress(writes)
                return importing.write(beside, found)

        task = self._run(write, self.say(N_("Import of the old register")), self._on_written)
        task.ended.connect(lambda: self._look_again() if task.progress.is_stopped else None)

    def _on_written(self, written: Written) -> None:
        self.session.register.catch_up()
        self._done_step.show_done(written)
        self._go_to(DONE)
        self.session.tell_changed()

    def _look_again(self) -> None:
        """Stopped in the last moment it may be written all the same: what stands on the page must be so."""
        self.session.register.catch_up()
        self._look()

    def _run(
        self,
        work: Callable[[background.Progress], Any],
        title: str,
        then: Callable[[Any], None],
        *,
        merely_reads: bool = False,
    ) -> background.Task:
        self._next.setEnabled(False)
        task = background.run_with_card(
            work,
            owner=self,
            title=title,
            cancel=self.say(N_("Stop")),
            then=then,
            otherwise=self._on_failed,
            merely_reads=merely_reads,
        )
        task.ended.connect(self._show_foot)
        return task

    def _on_failed(self, problem: BaseException) -> None:
        if not isinstance(problem, Problem):
            raise problem
        self.tell_problem(problem)

    def _see_residents(self) -> None:
        self.go("residents")

    def help_lines(self) -> list[str]:
        return [
            self.say(N_("Choose the file, look at its columns and words, then import. Nothing is written before.")),
            self.say(N_("A file can be imported again when lines were added to it: only the new ones come in.")),
        ]


def _rule() -> layout.QHBoxLayout:
    """A line as wide as the step, which leaves room for its scroll bar."""
    return layout.row(layout.rule(), margins=(0, 0, 12, 0))
