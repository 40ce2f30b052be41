"""Is there a second file of this person? Those that look alike, and a search for the other one; without a file, all pairs."""

from collections.abc import Iterable

from PySide6.QtWidgets import QWidget

from centre_app import residents
from centre_app.ages import age_said, girl_or_woman
from centre_app.case_view import gather
from centre_app.casework import twins
from centre_app.casework.twins import TwinFile
from centre_app.language import N_
from centre_app.problems import Problem
from centre_app.records import CaseFile
from centre_app.residents import ResidentLine, Wanted
from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.chip import Chip
from ui.kit.fields import SearchField
from ui.kit.messages import FieldMessage
from ui.kit.panel import Card, Panel
from ui.kit.rows import Elided, Row, RowList
from ui.page import Destination, Page
from ui.pages.twins.compare import DIFFERENT, decide
from ui.session import Session
from ui.settled_search import SettledSearch

SHOWN_AT_MOST = 8


class TwinsPage(Page):
    """Of one file, or of no file in particular: then of everybody who looks alike."""

    belongs_to = "residents"

    def __init__(self, session: Session) -> None:
        say = session.say
        super().__init__(session, name="twins", title=say(N_("Is there a second file?")), scrolls=True)
        self._case: CaseFile | None = None
        self._alike = Card(say(N_("Files that look alike")), icons.COMPARE, gap=8, name="alike")
        self._other = Card(say(N_("Or look for the other file")), icons.SEARCH, gap=8, name="other_file")
        self.search = SearchField(say(N_("Name, number, village, phone")), name="other_file.search")
        self._found = RowList(name="other_file.found")
        self._other.add(self.search, self._found, layout.STRETCH)
        self._settled = SettledSearch(session, self)
        self._settled.failed.connect(self.tell_problem)
        self.search.searched.connect(self._look)
        self._columns = layout.row(gap=16)
        self._columns.addWidget(self._alike, 1)
        self._columns.addWidget(self._other, 1)
        self.body.addLayout(self._columns)
        layout.add(self.body, layout.STRETCH)

    def arrive(self, destination: Destination) -> None:
        self._case = self.session.register.get(CaseFile, destination.case_id)
        self.search.clear()
        self.refresh()

    def refresh(self) -> None:
        self._other.setVisible(self._case is not None)
        try:
            self.set_title(self.say(N_("Is there a second file?")), self._of_whom())
            self._show_alike()
            self._look(self.search.text())
        except Problem as problem:
            self.tell_problem(problem)

    def focus_search(self) -> None:
        self.search.setFocus()

    def help_lines(self) -> list[str]:
        return [
            self.say(N_("Two people may well have the same name. Age, village and mother tell them apart.")),
            self.say(N_("What you decide is remembered: two people who were told apart are not proposed again.")),
            self.say(N_("Nothing is erased by a merge. It can be undone for 90 days.")),
        ]

    def _of_whom(self) -> str:
        if self._case is None:
            return self.say(N_("Everybody who looks alike, the likeliest first"))
        file = gather(self.session.register, self._case.id)
        return " · ".join(filter(None, (file.name.in_list, file.case.code)))

    # --- what looks alike --------------------------------------------------------------------------------------

    def _show_alike(self) -> None:
        self._alike.clear()
        pairs = self._pairs()
        lines = self._lines(case.id for case, twin in pairs for case in (case, twin.case))
        for case, twin in pairs:
            if {case.id, twin.case.id} <= lines.keys():
                self._alike.add(self._panel(case, twin, lines))
        if not pairs:
            self._alike.add(Chip(self.say(N_("No similar file")), theme.DONE_TONE, name="no_twin"))
        self._alike.add(layout.STRETCH)

    def _pairs(self) -> list[tuple[CaseFile, TwinFile]]:
        register = self.session.register
        if self._case is not None:
            return [(self._case, twin) for twin in twins.twins_of(register, self._case)[:SHOWN_AT_MOST]]
        return [(pair.case, pair.twin) for pair in twins.pairs(register)][: 3 * SHOWN_AT_MOST]

    def _panel(self, case: CaseFile, twin: TwinFile, lines: dict[str, ResidentLine]) -> Panel:
        line = lines[twin.case.id]
        panel = Panel(
            line=theme.SOON if twin.must_be_judged else theme.CARD_BORDER,
            width=2 if twin.must_be_judged else 1,
            name=f"twin.{line.code}",
        )
        shown = [line] if self._case is not None else [lines[case.id], line]
        compare = self._compare_button(case, twin.case, twin)
        panel.setLayout(
            layout.column(
                *(self._who(one) for one in shown),
                *(FieldMessage(self.say(reason), theme.DONE_TONE) for reason in twin.reasons),
                *(FieldMessage(self.say(doubt), theme.CHECK_TONE) for doubt in twin.doubts),
                layout.row(compare, layout.STRETCH),
                gap=6,
                margins=(12, 10, 12, 10),
            )
        )
        return panel

    def _who(self, line: ResidentLine) -> QWidget:
        return layout.boxed(
            layout.column(
                Elided(line.name.in_list or line.code, theme.BODY, theme.SEMI_BOLD, name="twin_name"),
                Elided(self._said(line), theme.SECOND, colour=theme.MUTED),
                gap=1,
            )
        )

    def _said(self, line: ResidentLine) -> str:
        today, language = self.session.today, self.language
        who = girl_or_woman(line.sex, line.birth, on=today, language=language)
        left = self.say(N_("Left on {day}"), day=line.ended_on, sex=line.sex) if line.ended_on else ""
        here = self.say(N_("Here now")) if line.admitted_on and not left else ""
        parts = (line.code, who, age_said(line.birth, on=today, language=language), left or here)
        return " · ".join(filter(None, parts))

    # --- the other file ----------------------------------------------------------------------------------------

    def _look(self, typed: str) -> None:
        self._settled.hear(typed)
        own = {self._case.id} if self._case else set()
        wanted = Wanted(typed=typed, scope="all")
        ids = residents.wanted_ids(self.session.register, wanted) if typed.strip() and own else []
        lines = self._lines([one for one in ids if one not in own][:SHOWN_AT_MOST])
        self._found.show_rows([self._row(line) for line in lines.values()])
        self._found.setVisible(bool(lines))

    def _row(self, line: ResidentLine) -> Row:
        assert self._case is not None
        other = self.session.register.get(CaseFile, line.case_id) or self._case
        return Row(
            line.name.in_list or line.code,
            self._said(line),
            action=self._compare_button(self._case, other),
            name=f"row.{line.code}",
        )

    def _compare_button(self, case: CaseFile, other: CaseFile, twin: TwinFile | None = None) -> buttons.Button:
        button = buttons.button(self.say(N_("Compare")), icons.COMPARE, name=f"compare.{other.code}", in_row=True)
        button.clicked.connect(lambda: self._compare(case, other, twin))
        return button

    def _compare(self, case: CaseFile, other: CaseFile, twin: TwinFile | None) -> None:
        self._settled.settle()
        try:
            decided = decide(
                self.session,
                (case, other),
                score=twin.score if twin else 0,
                reasons=twin.reasons if twin else (),
                doubts=twin.doubts if twin else (),
                over=self,
            )
        except Problem as problem:
            self.tell_problem(problem)
            return
        if isinstance(decided, CaseFile):
            told = self.say(N_("The two files are one now: {code}."), code=decided.code or "")
            self.went.emit(Destination(page="case", case_id=decided.id, told=told))
        elif decided == DIFFERENT:
            self.result.tell_done(self.say(N_("Remembered: these are two people.")))

    def _lines(self, case_ids: Iterable[str]) -> dict[str, ResidentLine]:
        found = residents.lines(self.session.register, list(dict.fromkeys(case_ids)))
        return {line.case_id: line for line in found}
