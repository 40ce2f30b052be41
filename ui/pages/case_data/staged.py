"""Case data from elsewhere: a file is read, its columns are looked at, and its lines wait on a list for somebody to decide."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from centre_app.case_data import staging
from centre_app.case_data.mapping import HTCDS
from centre_app.case_data.staging import Read
from centre_app.importing.remarks import WARNS
from centre_app.language import N_
from centre_app.problems import Problem
from centre_app.records import CaseFile, StagedLine
from ui import icons, theme
from ui.file_dialogs import file_dialog
from ui.kit import buttons, layout, rows
from ui.kit.messages import EmptyState, Message
from ui.kit.panel import Card, note
from ui.kit.scroll import Scroll
from ui.page import BACK, Destination, Page
from ui.session import Session

CELLS_SHOWN = 4
LINES_SHOWN = 200


class StagedLinesPage(Page):
    belongs_to = "settings"

    def __init__(self, session: Session) -> None:
        say = session.say
        super().__init__(
            session,
            name="staged_lines",
            title=say(N_("Data from elsewhere")),
            subtitle=say(N_("Lines that wait for a decision. None of them is in the register.")),
            dense=True,
        )
        self._read: Read | None = None
        choose = buttons.filled(say(N_("Choose a file")), icons.DOCUMENTS, name="choose_case_data")
        back = buttons.button(say(N_("Back")), icons.BACK, name="back")
        self.put_actions(back, choose)
        back.clicked.connect(lambda: self.went.emit(BACK))
        choose.clicked.connect(self._choose)
        self._cards = layout.column(gap=12)
        whole = layout.column(self._cards, layout.STRETCH, gap=0)
        self.body.addWidget(Scroll(whole, name="staged_lines.scroll"), 1)

    def arrive(self, destination: Destination) -> None:
        self.refresh()

    def refresh(self) -> None:
        layout.clear(self._cards)
        if self._read is not None:
            self._cards.addWidget(self._columns(self._read))
        lines = staging.staged_lines(self.session.register)
        if lines:
            self._cards.addWidget(self._list(lines))
        elif self._read is None:
            about = self.say(
                N_("A table in the standard’s words, .csv or .xlsx. It is looked at before anything is kept.")
            )
            self._cards.addWidget(EmptyState(icons.IMPORT, about, name="staged_lines.empty"))

    def help_lines(self) -> list[str]:
        return [
            self.say(N_("Each line is kept as it was written. You say to which file it belongs, or put it aside.")),
            self.say(
                N_("A file of yours that comes back with corrections finds its own lines again by their numbers.")
            ),
        ]

    # --- a file ------------------------------------------------------------------------------------------------

    def _choose(self) -> None:
        dialog = file_dialog(
            self,
            self.language,
            title=self.say(N_("Case data from elsewhere")),
            kinds=self.say(N_("Table (*.csv *.xlsx)")),
            name="choose_case_data_file",
        )
        dialog.fileSelected.connect(lambda chosen: self.read_file(Path(chosen)))
        dialog.open()

    def read_file(self, path: Path) -> None:
        """Show how a file is understood."""
        try:
            self._read = staging.read(path, HTCDS)
        except Problem as problem:
            self.tell_problem(problem)
            return
        self.result.hide()
        self.refresh()

    def _columns(self, read: Read) -> Card:
        card = Card(self.say(N_("How the file is understood")), icons.TABLE, gap=4, name="staged_lines.columns")
        lines = self.language.say_n(N_("{n} line"), N_("{n} lines"), len(read.lines))
        known = [head for head in read.heads if head.field is not None]
        told = self.say(
            N_("{known} of {all} columns are fields of the standard."), known=len(known), all=len(read.heads)
        )
        message = Message("", theme.NEUTRAL_TONE, icon=icons.TABLE, name="staged_lines.count")
        message.show_text(told, strong=lines)
        card.add(message)
        for head, sentence in zip(read.heads, staging.columns_said(read, self.language), strict=True):
            if head.field is None or head.remarks:
                said = [sentence, *(one.said_in(self.language) for one in head.remarks)]
                card.add(rows.CheckLine("check", " ".join(said)))
        doubtful = len({one.line for one in read.remarks if one.line and one.severity == WARNS})
        if doubtful:
            message = self.language.say_n(
                N_("{n} line is to be checked."), N_("{n} lines are to be checked."), doubtful
            )
            card.add(rows.CheckLine("check", message))
        keep = buttons.filled(self.say(N_("Put the lines on the list")), icons.ARCHIVE, name="stage_lines")
        leave = buttons.button(self.say(N_("Leave this file")), icons.CLOSE, name="leave_file")
        keep.clicked.connect(self._stage)
        leave.clicked.connect(self._leave)
        return card.add(8, layout.row(keep, leave, layout.STRETCH))

    def _leave(self) -> None:
        self._read = None
        self.refresh()

    def _stage(self) -> None:
        if self._read is None:
            return
        try:
            staged = self.session.do(staging.stage, self._read)
        except Problem as problem:
            self.tell_problem(problem)
            return
        self._leave()
        self.result.tell_done(
            self.say(
                N_("Lines on the staging list: {staged}; there before: {known}. None of them is in the register."),
                staged=staged.lines,
                known=staged.known,
            )
        )

    # --- the list ----------------------------------------------------------------------------------------------

    def _list(self, lines: Sequence[StagedLine]) -> Card:
        count = self.language.say_n(N_("{n} line waits"), N_("{n} lines wait"), len(lines))
        card = Card(count, icons.ARCHIVE, name="staged_lines.list")
        listed = rows.RowList()
        codes = self._codes(lines)
        listed.show_rows([self._row(line, codes) for line in lines[:LINES_SHOWN]])
        card.add(listed)
        if len(lines) > LINES_SHOWN:
            card.add(note(self.say(N_("The first {n} are shown."), n=LINES_SHOWN)))
        return card

    def _codes(self, lines: Sequence[StagedLine]) -> dict[str, str]:
        ids = sorted({line.case_id for line in lines if line.case_id})
        return {case.id: case.code or "" for case in self.session.register.find_open(CaseFile, id=ids)} if ids else {}

    def _row(self, line: StagedLine, codes: dict[str, str]) -> QWidget:
        cells = [cell for name, cell in staging.cells_of(line).items() if not name.startswith("x_")][:CELLS_SHOWN]
        remarks = staging.remarks_said(line, self.language)
        second = [self.say(N_("{file}, line {line}"), file=line.source_name, line=str(line.line_number)), *remarks]
        aside = buttons.quiet(self.say(N_("Put aside")), icons.REMOVE, name=f"aside.{line.id}")
        aside.clicked.connect(lambda: self._put_aside(line))
        code = codes.get(line.case_id or "")
        action = aside
        if code:
            open_file = buttons.quiet(code, icons.DOCUMENTS, name=f"open.{line.id}")
            open_file.clicked.connect(lambda: self.go("case", case_id=line.case_id))
            action = layout.boxed(layout.row(open_file, aside))
        tone = theme.CHECK_TONE if remarks else None
        sign = rows.sign_tile(icons.TABLE, tone=tone)
        return rows.Row(" · ".join(cells), " · ".join(second), sign=sign, action=action, name=f"row.{line.id}")

    def _put_aside(self, line: StagedLine) -> None:
        reason = self.say(N_("Looked at and put aside"))
        try:
            self.session.do(staging.put_aside, [line], reason=reason)
        except Problem as problem:
            self.tell_problem(problem)
            return
        self.result.tell_done(self.say(N_("The line is put aside. The journal keeps it.")))
