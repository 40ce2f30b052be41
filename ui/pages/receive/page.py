"""The page where headquarters receives: look at what came, say which of it shall be received, see what is missing.

Looking writes nothing. Each bundle is then taken in as one act, and its acknowledgement is written beside it.
"""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent

from centre_app.exchange import partners, sticks
from centre_app.exchange.inbox import Arrived
from centre_app.language import N_
from centre_app.problems import Problem
from ui import background, icons
from ui.file_dialogs import files_dialog, folder_dialog
from ui.kit import buttons, layout
from ui.kit.layout import STRETCH
from ui.kit.messages import EmptyState, Message
from ui.kit.panel import Card, Panel, note
from ui.kit.rows import RowList
from ui.kit.scroll import Scroll
from ui.page import Page
from ui.pages.receive import work
from ui.pages.receive.arrival import ArrivalLine
from ui.pages.receive.board import Board
from ui.pages.receive.listed import Listed
from ui.pages.receive.work import Taken
from ui.session import Session
from ui.stick_choice import LOOK_EVERY_MS, StickDialog, called


class ReceivePage(Page):
    def __init__(self, session: Session) -> None:
        say = session.say
        super().__init__(
            session,
            name="receive",
            title=say(N_("Month’s arrivals")),
            subtitle=say(N_("What the centres sent, and what is missing")),
            dense=True,
        )
        self._listed = Listed()
        self._agreed: set[Path] = set()  # files of which a person said that their centre's register was restored
        self._left: set[Path] = set()  # files of which a person said that they shall not be received
        self._on_sticks: list[Path] = []
        self._is_busy = False
        self._folder = buttons.button(say(N_("Choose a folder…")), icons.FOLDER, name="choose_folder")
        self._files = buttons.button(say(N_("Choose files…")), icons.DOCUMENTS, name="choose_files")
        self.put_actions(self._folder, self._files)
        self._stick_line = Message("", icon=icons.STICK, name="on_the_stick")
        self._read_stick = buttons.filled(say(N_("Read the stick")), icons.RECEIVE, name="read_stick", in_row=True)
        self._stick_line.add_button(self._read_stick)
        self._lines = RowList(name="arrived_files")
        self._empty = EmptyState(
            icons.RECEIVE,
            say(N_("Plug in a centre’s stick, or choose the files that it sent.")),
            name="nothing_arrived",
        )
        self._hint = note("", name="hint")
        self._clear = buttons.button(say(N_("Clear the list")), icons.CLOSE, name="clear_list")
        self._receive = buttons.filled("", icons.RECEIVE, name="receive_bundles")
        self._nobody = EmptyState(
            icons.KEY,
            say(N_("No centre is enrolled yet. A bundle can only be trusted once its centre is.")),
            say(N_("To the enrolment")),
            icons.KEY,
            name="no_centre",
        )
        self.board = Board(session.language, session.today)
        self._timer = QTimer(self, interval=LOOK_EVERY_MS)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._arrivals = Card(self.say(N_("What came")), icons.RECEIVE, gap=8, name="arrivals_card")
        self._arrivals.add(self._stick_line, self._empty, self._lines)
        self._bar = Panel(radius=0, name="receive_bar")
        self._bar.setParent(self)
        self._bar.hide()
        self._bar.setLayout(layout.row(self._hint, STRETCH, self._clear, self._receive, margins=(24, 8, 24, 8)))
        self.body.addWidget(Scroll(layout.column(self._nobody, self._arrivals, self.board, STRETCH, gap=12)), 1)

    def _connect(self) -> None:
        self.board.enrolment_asked.connect(lambda: self.go("enrolment"))
        self._nobody.acted.connect(lambda: self.go("enrolment"))
        self._folder.clicked.connect(self._ask_for_folder)
        self._files.clicked.connect(self._ask_for_files)
        self._read_stick.clicked.connect(lambda: self.look_at(self._on_sticks))
        self._clear.clicked.connect(self._clear_list)
        self._receive.clicked.connect(lambda: self._take(self._listed.ready))
        self._timer.timeout.connect(self._look_at_sticks)

    # --- showing -----------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        has_centres = bool(partners.centres_of(self.session.register))
        self._nobody.setVisible(not has_centres)
        for part in (self._arrivals, self.board, self._folder, self._files):
            part.setVisible(has_centres)
        self.board.show_centres(self.session.register)
        self._look_at_sticks()
        self._show_lines()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()

    def _look_at_sticks(self) -> None:
        """Offer what lies on the sticks that are plugged in and is not in the list yet."""
        found: dict[str, list[Path]] = {}
        for drive in sticks.plugged_in():
            try:
                found.setdefault(called(drive, self.language), []).extend(sticks.bundles_in(drive.folder))
            except Problem:  # pulled between listing and looking
                continue
        self._on_sticks = [file for files in found.values() for file in files if file not in self._listed]
        self._stick_line.setVisible(bool(self._on_sticks))
        if self._on_sticks:
            named = self.language.list_of(stick for stick, files in found.items() if files)
            count = len(self._on_sticks)
            said = self.language.say_n(N_("{n} bundle on {stick}"), N_("{n} bundles on {stick}"), count, stick=named)
            self._stick_line.show_text("", strong=said)

    def _show_lines(self) -> None:
        self._lines.show_rows([self._line(taken) for taken in self._listed])
        self._empty.setVisible(not self._listed and not self._on_sticks)
        self.put_foot(self._bar if self._listed else None)
        ready = len(self._listed.ready)
        self._receive.setText(self.language.say_n(N_("Receive {n} bundle"), N_("Receive {n} bundles"), ready))
        self._receive.setVisible(ready > 0)
        for button in (self._receive, self._clear, self._read_stick, self._files, self._folder):
            button.setEnabled(not self._is_busy)
        self._hint.setText(self._listed.said(self.language))

    def _line(self, taken: Taken) -> ArrivalLine:
        file, is_alone = taken.arrived.file, len(self._listed.ready) < 2
        same_as = self._listed.same_as(file)
        line = ArrivalLine(taken, self.language, was_left=file in self._left, is_alone=is_alone, same_as=same_as)
        line.restored.connect(self._on_restored)
        line.copied.connect(self._on_copied)
        line.wanted_alone.connect(lambda file: self._take([self._listed.arrived(file)]))
        line.receipt_wanted.connect(self._write_receipt)
        return line

    # --- choosing and looking ----------------------------------------------------------------------------------

    def _ask_for_files(self) -> None:
        dialog = files_dialog(self, self.language, several=True)
        dialog.filesSelected.connect(lambda chosen: self.look_at([Path(file) for file in chosen]))
        dialog.open()

    def _ask_for_folder(self) -> None:
        dialog = folder_dialog(self, self.language)
        dialog.fileSelected.connect(lambda chosen: self._look_into(Path(chosen)))
        dialog.open()

    def _look_into(self, folder: Path) -> None:
        try:
            files = sticks.arrivals_in(folder)
        except Problem as problem:
            self.tell_problem(problem)
            return
        if files:
            self.look_at(files)
        else:
            self.result.tell_problem(
                self.say(N_("There is no bundle in this folder.")),
                self.say(N_("The name of a bundle ends in .age, such as KOR-202611-000012.age.")),
            )

    def look_at(self, files: Sequence[Path]) -> None:
        """Check files that somebody chose."""
        if not self._is_busy:
            self.result.hide()
        self._look_again(files)

    def _look_again(self, files: Sequence[Path]) -> None:
        """Check files, in the order of their names: that of their numbers. What was said before stands."""
        wanted = sorted({*files}, key=lambda file: file.name)
        if not wanted or self._is_busy:
            return
        self._begin()
        task = background.run_with_card(
            work.looking(self.session.register, wanted, agreed=frozenset(self._agreed)),
            owner=self,
            title=self.say(N_("The files are being checked")),
            cancel=self.say(N_("Stop")),
            then=self._on_looked,
            otherwise=self._on_problem,
            merely_reads=True,
        )
        task.ended.connect(self._end)

    def _on_looked(self, found: Sequence[Arrived]) -> None:
        for arrived in found:
            self._listed.put(Taken(arrived=arrived))
        self.board.show_centres(self.session.register)
        self._look_at_sticks()
        self._show_lines()

    def _begin(self) -> None:
        self._is_busy = True
        self._show_lines()

    def _end(self) -> None:
        self._is_busy = False
        self._show_lines()

    def _on_problem(self, problem: BaseException) -> None:
        if not isinstance(problem, Problem):
            raise problem
        self.tell_problem(problem)

    def _clear_list(self) -> None:
        self._listed.clear()
        self._agreed.clear()
        self._left.clear()
        self.refresh()

    # --- deciding ----------------------------------------------------------------------------------------------

    def _on_restored(self, file: Path) -> None:
        self._agreed.add(file)
        self.look_at([file])

    def _on_copied(self, file: Path) -> None:
        self._left.add(file)
        self._show_lines()

    # --- receiving ---------------------------------------------------------------------------------------------

    def _take(self, wanted: Sequence[Arrived]) -> None:
        if self._is_busy:
            return
        receiving = work.Receiving(self.session.register, wanted, self.language)
        self._begin()
        task = background.run_with_card(
            receiving,
            owner=self,
            title=self.say(N_("The bundles are being received")),
            cancel=self.say(N_("Stop")),
            otherwise=self._on_problem,
        )
        task.ended.connect(lambda: self._on_taken(receiving.taken))

    def _on_taken(self, taken: Sequence[Taken]) -> None:
        """Show what was received, and look again at what waited for it."""
        self._end()
        shown = [self._listed.put_received(one) for one in taken]
        received = [one for one in shown if one.arrived.received is not None]
        if received:
            self.session.register.catch_up()
            self.session.tell_changed()
            said = self.language.say_n(N_("{n} bundle is received."), N_("{n} bundles are received."), len(received))
            self.result.tell_done(said)
        self.refresh()
        self._clear.setFocus()
        self._look_again(self._listed.to_look_at_again(received) if received else [])

    def _write_receipt(self, file: Path) -> None:
        arrived = self._listed.arrived(file)
        dialog = StickDialog(
            self.session,
            title=self.say(N_("Write the acknowledgement")),
            about=self.say(N_("On the stick that goes back to the centre.")),
            act=self.say(N_("Write it here")),
            over=self,
        )
        if dialog.exec() and dialog.folder is not None:
            background.run(
                work.writing(self.session.register, arrived, dialog.folder),
                owner=self,
                then=self._on_receipt,
                otherwise=self._on_problem,
                what=self.say(N_("The acknowledgement is being written")),
            )
        dialog.deleteLater()

    def _on_receipt(self, taken: Taken) -> None:
        self._listed.put(taken)
        self._show_lines()

    def help_lines(self) -> list[str]:
        return [
            self.say(N_("Each file is checked first: who signed it, whether it is whole, where it belongs.")),
            self.say(N_("A file that is refused changes nothing. Its line says what to do.")),
            self.say(N_("Before the first one is received, a backup is made.")),
            self.say(
                N_(
                    "A transfer (TRANSFERT in its name) is not read here: give it to the centre that it was written for."
                )
            ),
            self.say(N_("Give the stick back with the acknowledgement: the centre reads it on its export page.")),
        ]
