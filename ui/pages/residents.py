"""The residents: four numbers, a search, filters, and one line for each file."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedLayout

from centre_app.agenda import Due, agenda_of_files
from centre_app.language import N_
from centre_app.records import CaseFile, Centre, PlaceRequest
from centre_app.residents import (
    LATE,
    Wanted,
    house_today,
    lines,
    nearest_dues,
    wanted_ids,
    whole_agenda,
)
from ui import icons
from ui.kit import buttons, layout
from ui.kit.fields import SearchField
from ui.kit.messages import EmptyState
from ui.kit.panel import Card, note
from ui.openings import OpeningsLine
from ui.page import Destination, Page
from ui.pages.resident_cells import AT_HEADQUARTERS, COLUMNS, ResidentCells
from ui.pages.resident_figures import Figures
from ui.pages.resident_filters import Filters
from ui.record_table import Column, RecordTable, Row
from ui.session import Session
from ui.settled_search import SettledSearch


class ResidentsPage(Page):
    """The list of residents. A row opens the file; coming back leads to the same row."""

    def __init__(self, session: Session) -> None:
        say = session.say
        super().__init__(session, name="residents", title=say(N_("Residents")), dense=True)
        self._wanted = Wanted()
        self._dues: dict[str, Due] = {}
        self.figures = Figures(session.language)
        self._openings = OpeningsLine(session)
        self.search = SearchField(say(N_("Search for a name, a number, a bed, a village, a phone…")), name="search")
        self._settled = SettledSearch(session, self)
        self.filters = Filters(session.language)
        self.table = self._make_table()
        self._count = note("", name="count")
        self._empty = layout.column(gap=0)
        self._new = buttons.filled(say(N_("New arrival")), icons.NEW_PERSON, name="new_arrival", tip="Ctrl+N")
        self._emergency = buttons.button(
            say(N_("Emergency arrival")), icons.INCIDENT, name="emergency_arrival", tip="F9"
        )
        self._print = buttons.button(say(N_("Print the list")), icons.PRINT, name="print_list", tip="Ctrl+P")
        self._requests = buttons.button(say(N_("Requests for a place")), icons.BED, name="place_requests")
        self.put_actions(self._requests, self._print)
        if not session.register.is_headquarters:
            self.put_actions(self._emergency, self._new)
        self._lay_out()
        self._connect()

    def _make_table(self) -> RecordTable:
        say = self.say
        sorted_by = {key for key, *_, sorts in COLUMNS if sorts}
        at_headquarters = self.session.register.is_headquarters
        if at_headquarters:
            sorted_by -= {"next"}  # of 80,000 files nobody asks at once what is due
        columns = [
            Column(key=key, title=say(title), width=width, stretch=key == "name", low=low, sorts=key in sorted_by)
            for key, title, width, low, _ in (AT_HEADQUARTERS if at_headquarters else COLUMNS)
        ]
        return RecordTable(columns, self._rows, name="case_files")

    def _lay_out(self) -> None:
        card = Card(margins=(8, 6, 8, 8), name="list")
        self._stack = QStackedLayout()
        self._stack.addWidget(self.table)
        self._stack.addWidget(layout.boxed(self._empty))
        card.body.addLayout(self._stack, 1)
        foot = layout.row(self._count, layout.STRETCH, margins=(8, 0, 8, 0))
        card.add(foot)
        asked = layout.row(gap=12)
        asked.addWidget(self.search, 1)
        for pick in self.filters.picks:
            asked.addWidget(pick)
        layout.add(self.body, self._openings)
        if not self.session.register.is_headquarters:
            layout.add(self.body, self.figures)
        self.body.addLayout(asked)
        layout.add(self.body, self.filters.chips)
        self.body.addWidget(card, 1)

    def _connect(self) -> None:
        self._new.clicked.connect(lambda: self.go("arrival"))
        self._emergency.clicked.connect(lambda: self.go("emergency"))
        self._requests.clicked.connect(lambda: self.go("place_requests"))
        self._print.clicked.connect(self.print_page)
        self.search.searched.connect(lambda _typed: self.window().isVisible() and self._ask())  # not once locked
        self.search.returnPressed.connect(self._go_into_list)
        self.filters.changed.connect(self._ask)
        self.filters.cleared.connect(self.clear)
        self.search.textChanged.connect(self._settled.hear)
        self._settled.failed.connect(self.tell_problem)
        self.table.opened.connect(self._open)
        self.table.sort_asked.connect(self._sort)
        self.figures.plans_asked.connect(self._show_late_plans)
        self.figures.dues_asked.connect(lambda: self._sort("next", False))
        self.figures.beds_asked.connect(lambda: self.go("beds"))
        self.figures.export_asked.connect(lambda: self.go("export"))

    # --- what every page does ----------------------------------------------------------------------------------

    def arrive(self, destination: Destination) -> None:
        self.refresh()
        if destination.section == "search":
            self.focus_search()
        elif self.table.current_id is not None:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        register = self.session.register
        self._openings.refresh()
        for button in (self._new, self._emergency):
            button.setVisible(register.rights.writes(CaseFile))
        self._requests.setVisible(register.can_open(PlaceRequest))
        due = [] if register.is_headquarters else whole_agenda(register)
        self._dues = nearest_dues(due)
        if not register.is_headquarters:
            self.figures.show_house(house_today(register, due), today=self.session.today)
        self._ask()

    def focus_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def clear(self) -> None:
        """Take every filter away, and what was typed."""
        self.filters.clear()
        self.search.clear()
        self._ask()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def print_page(self) -> None:
        from centre_app.documents.house_lists import preview_resident_list, print_resident_list
        from ui.preview import preview

        register, language = self.session.register, self.language
        ids = wanted_ids(register, self._wanted, dues=self._dues)
        asked = " · ".join(part for part in (self.filters.said(), self._wanted.typed) if part)
        preview(
            self.session,
            title=self.say(N_("List of residents")),
            shown=preview_resident_list(register, ids, shown=asked, language=language),
            final=lambda: print_resident_list(register, ids, shown=asked, language=language),
            file_name=f"{register.code}-liste.pdf",
            over=self,
        )

    def help_lines(self) -> list[str]:
        return [
            self.say(N_("Type a name as you hear it: the spelling and the accents do not matter.")),
            self.say(N_("A bed (C-03), a case number or only its last digits (17) are found too.")),
            self.say(N_("The down arrow goes into the list, Enter opens the file, Alt and the left arrow come back.")),
        ]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and self.search.hasFocus():
            self._ask()  # who types fast is ahead of the list
            self.table.choose_first()
        else:
            super().keyPressEvent(event)

    # --- the list ----------------------------------------------------------------------------------------------

    def _ask(self) -> None:
        """Read the ids of who is asked for; the table reads the rows it shows."""
        self._wanted = self.filters.wanted(self._wanted, typed=self.search.text().strip())
        ids = wanted_ids(self.session.register, self._wanted, dues=self._dues)
        self.table.show_ids(ids)
        has_order = bool(self._wanted.order or self._wanted.typed)
        self.table.show_sort(self._wanted.order if has_order else "code", descending=self._wanted.descending)
        self.filters.show_chips(typed=self._wanted.typed)
        self._count.setText(self.language.say_n(N_("{n} file shown"), N_("{n} files shown"), len(ids)))
        self._count.setVisible(bool(ids))
        self._stack.setCurrentIndex(0 if ids else 1)
        if not ids:
            self._show_empty()

    def _rows(self, ids: Sequence[str]) -> dict[str, Row]:
        register = self.session.register
        # after: headquarters read of no file what is due, and its list said that nothing was
        dues = nearest_dues(agenda_of_files(register, ids)) if register.is_headquarters else self._dues
        houses = (
            {one.id: one.name or one.code or "" for one in register.find(Centre)} if register.is_headquarters else {}
        )
        cells = ResidentCells(self.language, self.session.today, dues, houses=houses)
        return {line.case_id: cells.of(line) for line in lines(self.session.register, ids)}

    def _sort(self, key: str, descending: bool) -> None:
        self._wanted = self.filters.wanted(self._wanted, order=key, descending=descending)
        self._ask()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_late_plans(self) -> None:
        self.filters.show_plan(LATE)
        self._ask()

    def _go_into_list(self) -> None:
        """Enter in the search: open the only file found, or go into the list."""
        self._ask()
        if self.table.count == 1:
            self.table.choose_first()
            self._open(self.table.current_id or "")
        else:
            self.table.choose_first()

    def _open(self, case_id: str) -> None:
        self._settled.settle()
        self.go("case", case_id=case_id)

    # --- nobody ------------------------------------------------------------------------------------------------

    def _show_empty(self) -> None:
        layout.clear(self._empty)
        self._empty.addWidget(self._nobody())

    def _nobody(self) -> EmptyState:
        """Say why the list is empty and what to do about it."""
        elsewhere = self._found_elsewhere()
        if elsewhere:
            sentence = self.language.say_n(
                N_("Nobody here matches this. Among all files there is {n}."),
                N_("Nobody here matches this. Among all files there are {n}."),
                elsewhere,
            )
            state = EmptyState(
                icons.SEARCH, sentence, self.say(N_("Show all files")), icons.RESIDENTS, name="found_elsewhere"
            )
            state.acted.connect(self._widen)
        elif self._wanted.typed or self.filters.is_narrow:
            sentence = self.say(N_("Nobody matches this. Try another spelling, or fewer filters."))
            state = EmptyState(icons.SEARCH, sentence, self.say(N_("Clear all")), icons.REMOVE, name="nobody_found")
            state.acted.connect(self.clear)
        else:
            sentence = self.say(N_("No resident yet. Write down the first arrival."))
            action = "" if self.session.register.is_headquarters else self.say(N_("New arrival"))
            state = EmptyState(icons.RESIDENTS, sentence, action, icons.NEW_PERSON, name="no_resident")
            state.acted.connect(lambda: self.go("arrival"))
        return state

    def _found_elsewhere(self) -> int:
        """Return how many of all files answer to what was typed, when those here do not."""
        if not self._wanted.typed:
            return 0
        return len(wanted_ids(self.session.register, Wanted(typed=self._wanted.typed, scope="all")))

    def _widen(self) -> None:
        self.filters.clear(scope="all")
        self._ask()
        self.table.choose_first()
