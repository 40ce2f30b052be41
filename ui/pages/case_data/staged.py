"""Case data from elsewhere: a file is read, its columns are looked at, and its lines wait on a list for somebody to decide."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from centre_app.case_data import staging
from centre_app.case_data.heads import Head
from centre_app.case_data.mapping import HTCDS
from centre_app.case_data.staging import Read
from centre_app.importing.remarks import WARNS
from centre_app.language import N_
from centre_app.problems import Problem
from centre_app.records import CaseFile, StagedLine
from ui import icons, theme
from ui.file_dialogs import file_dialog
from ui.kit import buttons, layout, rows
from ui.kit.fields import PickList
from ui.kit.messages import EmptyState, Message
from ui.kit.panel import Card, note
from ui.kit.scroll import Scroll
from ui.page import BACK, Destination, Page
from ui.pages.case_data.linking import LinkDialog
from ui.session import Session

CELLS_SHOWN = 4
LINES_SHOWN = 200
COLUMNS_SHOWN = 40
SAMPLES, PICK_WIDTH = 3, 320


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
        self._path: Path | None = None
        self._chosen: dict[str, str] = {}  # what somebody says that columns mean
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

    def read_file(self, path: Path, *, chosen: dict[str, str] | None = None) -> None:
        """Show how a file is understood; `chosen` is what somebody says that columns mean."""
        self._path, self._chosen = path, chosen or {}
        try:
            self._read = staging.read(path, HTCDS, chosen=self._chosen)
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
        card.add(message, self._to_look_at(read))
        doubtful = len({one.line for one in read.remarks if one.line and one.severity == WARNS})
        if doubtful:
            said = self.language.say_n(N_("{n} line is to be checked."), N_("{n} lines are to be checked."), doubtful)
            card.add(rows.CheckLine("check", said))
        keep = buttons.filled(self.say(N_("Put the lines on the list")), icons.ARCHIVE, name="stage_lines")
        leave = buttons.button(self.say(N_("Leave this file")), icons.CLOSE, name="leave_file")
        keep.clicked.connect(self._stage)
        leave.clicked.connect(self._leave)
        return card.add(8, layout.row(keep, leave, layout.STRETCH))

    def _to_look_at(self, read: Read) -> rows.RowList:
        """Return the columns that are not understood, or not by their name, each with what it may mean."""
        fields = {one.name: " · ".join(filter(None, (one.name, one.label))) for one in read.mapping.fields}
        offered = [("", self.say(N_("Kept as it is written"))), *fields.items()]
        doubtful = [one for one in read.heads if one.field is None or one.remarks or one.column in self._chosen]
        listed = rows.RowList(name="staged_lines.doubtful")
        listed.show_rows([self._column(read, head, offered) for head in doubtful[:COLUMNS_SHOWN]])
        return listed

    def _column(self, read: Read, head: Head, offered: Sequence[tuple[object, str]]) -> rows.Row:
        pick = PickList(offered, name=f"column.{head.column}")
        pick.setAccessibleName(head.column)
        pick.show_key(head.field.name if head.field else "")
        pick.mark("" if head.field else "check")
        pick.picked.connect(lambda name: self._choose_meaning(head.column, str(name)))
        samples = [cell for line in read.lines[:SAMPLES] if (cell := line.text(head.column))]
        remarks = [one.said_in(self.language) for one in head.remarks]
        return rows.Row(head.column, " · ".join((*remarks, *samples)) or " ", columns=[(pick, PICK_WIDTH)])

    def _choose_meaning(self, column: str, name: str) -> None:
        if self._path is not None:
            self._chosen[column] = name
            self.read_file(self._path, chosen=self._chosen)

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
        if code:
            whose = buttons.quiet(code, icons.DOCUMENTS, name=f"open.{line.id}")
            whose.clicked.connect(lambda: self.go("case", case_id=line.case_id))
        else:
            whose = buttons.quiet(self.say(N_("To a file…")), icons.RESIDENTS, name=f"link.{line.id}")
            whose.clicked.connect(lambda: self._link(line, " · ".join(cells)))
        action = layout.boxed(layout.row(whose, aside))
        tone = theme.CHECK_TONE if remarks else None
        sign = rows.sign_tile(icons.TABLE, tone=tone)
        return rows.Row(" · ".join(cells), " · ".join(second), sign=sign, action=action, name=f"row.{line.id}")

    def _link(self, line: StagedLine, said: str) -> None:
        dialog = LinkDialog(self.session, line=said, over=self)
        case = dialog.case if dialog.exec() else None
        dialog.deleteLater()
        if case is None:
            return
        try:
            self.session.do(staging.link, line, case)
        except Problem as problem:
            self.tell_problem(problem)
            return
        self.result.tell_done(self.say(N_("The line belongs to file {code}."), code=case.code))

    def _put_aside(self, line: StagedLine) -> None:
        reason = self.say(N_("Looked at and put aside"))
        try:
            self.session.do(staging.put_aside, [line], reason=reason)
        except Problem as problem:
            self.tell_problem(problem)
            return
        self.result.tell_done(self.say(N_("The line is put aside. The journal keeps it.")))
