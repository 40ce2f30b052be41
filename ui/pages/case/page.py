"""The page of one file: who she is on top, sections at the left, the section in sight at the right."""

from collections.abc import Callable, Mapping
from importlib import import_module

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QStackedWidget

from centre_app import letterbox
from centre_app.agenda import Due
from centre_app.case_view import CaseView, view
from centre_app.casework.lifecycle import BACK, CLOSE
from centre_app.drafts import Kept, Spot
from centre_app.exchange.transfers import trace
from centre_app.language import N_
from centre_app.problems import Problem
from centre_app.records import CaseFile, Incident
from centre_app.retention.dossier import ANONYMISED
from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.completeness import SHUT
from ui.kit.panel import Card
from ui.kit.person_head import PersonHead
from ui.kit.scroll import Scroll
from ui.kit.section_list import Section, SectionList
from ui.page import Destination, Page
from ui.pages.case.contents import SUMMARY, sections_of
from ui.pages.case.head_words import alerts_of, facts_of, state_of
from ui.pages.case.moves import AT_ONCE, WORDS, Moves
from ui.pages.case.section import Begins, CaseSection, Reports
from ui.session import Session

LOWEST_RESULT = 36  # so much room does the result of an act need under the name
HOUSED = frozenset({"admitted", "absent", "missing"})  # whose stay has not ended
MOVE_OF = {"leave_return": BACK, "file_to_close": CLOSE}  # what is due is done by a move of the file

# Each section is made when one first goes there.
_SECTIONS: Mapping[str, str] = {
    SUMMARY: "summary:SummarySection",
    "identity": "identity:IdentitySection",
    "consents": "consents:ConsentsSection",
    "plan": "plan:PlanSection",
    "housing": "housing:HousingSection",
    "health": "health:HealthSection",
    "psychosocial": "psychosocial:PsychosocialSection",
    "schooling": "schooling:SchoolingSection",
    "training": "training:TrainingSection",
    "legal": "legal:LegalSection",
    "family": "family:FamilySection",
    "protection": "protection:ProtectionSection",
    "safety": "safety:SafetySection",
    "incidents": "incidents:IncidentsSection",
    "referrals": "referrals:ReferralsSection",
    "documents": "documents:DocumentsSection",
    "followup": "followup:FollowUpSection",
    "notes": "notes:NotesSection",
    "history": "history:HistorySection",
}
# What headquarters sees of a centre's file instead of its forms.
_AT_HEADQUARTERS: Mapping[str, str] = {"received": "received:ReceivedSection"}
# What stands in the place of a section, or of all of them, where they are kept for others.
_IN_PLACE: Mapping[str, str] = {"closed": "closed:ClosedSection", "kept": "closed:KeptSection"}
SHOWS_A_PART = frozenset(
    {"consents", "health", "incidents", "psychosocial"}
)  # say themselves what of them is kept for others


class CasePage(Page):
    belongs_to = "residents"

    def __init__(self, session: Session) -> None:
        super().__init__(session, name="case", dense=True)
        self._case_id: str | None = None
        self._section = SUMMARY
        self._file: CaseView | None = None
        self._sections: list[Section] = []
        self._made: dict[str, CaseSection] = {}
        self._folded: list[buttons.Button] = []  # what a small window has no room for: its menu begins with it
        self.head = PersonHead()
        self._print = buttons.button(self.say(N_("Print the care plan")), icons.PRINT, name="print_plan")
        self._exit = buttons.button(self.say(N_("Exit")), icons.EXIT, name="go_to_exit")
        self._readmit = buttons.button(self.say(N_("Readmit")), icons.ARRIVAL, name="readmit")
        self._report = buttons.button(self.say(N_("Report an incident")), icons.INCIDENT, name="report_incident")
        self._more = buttons.button(self.say(N_("Other acts")), icons.MORE, name="moves", in_row=True)
        self._at_once = {move: self._make_move(move) for move in AT_ONCE}
        self.head.put_actions(self._report, self._readmit, self._exit, self._print)
        self.head.put_moves(*self._at_once.values(), self._more)
        self.put_result_over(self.head)
        self.sections = SectionList()
        self._stack = QStackedWidget()
        self._lay_out()
        self.sections.asked.connect(self._on_section)
        self._moves = Moves(session, over=self, told=self.result.tell_done, go=self.went.emit)
        self._more.clicked.connect(lambda: self._file and self._moves.open_menu(self._more, self._file, self._folded))
        self._print.clicked.connect(self.print_page)
        self._report.clicked.connect(self._report_incident)
        self._readmit.clicked.connect(lambda: self.go("arrival", case_id=self._case_id))
        self._exit.clicked.connect(lambda: self.go("exit", case_id=self._case_id))

    def _make_move(self, move: str) -> buttons.Button:
        icon, words = WORDS[move]
        made = buttons.button(self.say(words), icon, name=f"at_once.{move}", in_row=True)
        made.clicked.connect(lambda: self._file and self._moves.carry_out(move, self._file))
        return made

    def _lay_out(self) -> None:
        card = Card(margins=(8, 8, 8, 8), name="sections")
        card.add(self.sections, layout.STRETCH)
        self._list = Scroll(layout.column(card, gap=0), name="sections.scroll")
        self._list.setFixedWidth(theme.size(232))
        middle = layout.row(self._list, gap=12)
        middle.addWidget(self._stack, 1)
        layout.add(self.body, self.head)
        self.body.addLayout(middle, 1)

    # --- going about -------------------------------------------------------------------------------------------

    def arrive(self, destination: Destination) -> None:
        if destination.case_id != self._case_id:
            self.result.hide()  # it was about somebody else
            self.put_foot(None)
            for section in self._made.values():
                self._stack.removeWidget(section)
                section.deleteLater()
            self._made = {}
        self._case_id = destination.case_id
        self._section = destination.section if destination.section in {**_SECTIONS, **_AT_HEADQUARTERS} else SUMMARY
        self.refresh()

    def refresh(self) -> None:
        if self._case_id is None:
            return
        try:
            self._file = view(self.session.register, self._case_id)
        except Problem as problem:
            self.tell_problem(problem)
            return
        self._case_id = self._file.case.id  # of a merged file, the one that was kept
        self._sections = sections_of(self._file, self.language, is_ours=self._is_ours)
        self.sections.show_sections(self._sections)
        self._show_section()

    def may_leave(self) -> bool:
        shown = self._made.get(self._section)
        return shown is None or shown.may_leave()

    def keep_draft(self) -> None:
        for section in self._made.values():
            section.keep_draft()

    def spot(self) -> Spot:
        return Spot(page="case", section=self._section, case_id=self._case_id)

    def resume(self, kept: Kept) -> None:
        if self._file is not None and not self._file.closed and self._moves.resume(kept, self._file):
            return
        if self._section in self._made:
            self._made[self._section].resume(kept)

    def begin(self, due: Due) -> None:
        """Open the form in which something that is due is done: a move of the file, or a form of the section in sight."""
        shown = self._made.get(self._section)
        if self._file is None or self._file.closed:
            return
        if due.task in MOVE_OF and MOVE_OF[due.task] in self._moves.offered(self._file):
            self._moves.carry_out(MOVE_OF[due.task], self._file)
        elif isinstance(shown, Begins):
            shown.begin(due)

    def save(self) -> None:
        if self._section in self._made:
            self._made[self._section].save()

    def print_page(self) -> None:
        if self._case_id is not None:
            self.went.emit(Destination(page="plan", case_id=self._case_id, section="print"))

    def fold(self, small: bool) -> None:
        super().fold(small)
        if getattr(self, "_file", None) is not None:
            self._show_section()

    def _on_section(self, key: str) -> None:
        if key == self._section:
            return
        if not self.may_leave():
            self.sections.choose(self._section)
            return
        self._section = key
        self.left_off.emit(Destination(page="case", case_id=self._case_id, section=key))
        if self._file is not None:
            self._show_section()

    def _report_incident(self) -> None:
        self._on_section("incidents")
        shown = self._made.get("incidents")
        if self._section == "incidents" and isinstance(shown, Reports):
            shown.report()

    def _show_section(self) -> None:
        """Show the section that was asked for; a form has a low head over it, and the whole of a small window."""
        assert self._file is not None
        key = self._section_in_sight(self._file)
        if key not in self._made:
            self._made[key] = self._make(key)
        shown = self._made[key]
        self._show_head(self._file, low=shown.is_form)
        self._list.setVisible(not (shown.is_form and self.is_small))
        self._list.reveal_cut(self.sections.choose(self._section))
        shown.fold(self.is_small)
        shown.show_sections(self._sections, at=self._section)
        shown.show_file(self._file)
        self._stack.setCurrentWidget(shown)
        self.put_foot(shown.foot)

    def _section_in_sight(self, file: CaseView) -> str:
        """Return the section that was asked for, or what stands in its place where it is kept for others."""
        if file.closed:
            return "closed"
        asked = next((one for one in self._sections if one.key == self._section), None)
        is_kept = asked is not None and asked.share == SHUT and asked.key not in SHOWS_A_PART
        return "kept" if is_kept else self._section

    def _make(self, key: str) -> CaseSection:
        module, name = {**_SECTIONS, **_AT_HEADQUARTERS, **_IN_PLACE}[key].split(":")
        make: Callable[[Session], CaseSection] = getattr(import_module(f"ui.pages.case.{module}"), name)
        made = make(self.session)
        made.went.connect(self.went)
        made.told.connect(lambda text: self.result.tell_done(text))
        made.failed.connect(self.tell_problem)
        made.section_asked.connect(self._on_section)
        self._stack.addWidget(made)
        return made

    @property
    def _is_ours(self) -> bool:
        """Whether this register owns the file, and may change it."""
        return self._file is not None and self._file.case.centre_id == self.session.register.centre_id

    # --- the head ----------------------------------------------------------------------------------------------

    def _beside_the_title(self) -> QRect:
        """Let the result of an act lie beside the lower buttons of a high head: whose file it is stays in sight."""
        place = super()._beside_the_title()
        moves = (one for one in (*self._at_once.values(), self._more) if one.isVisibleTo(self.head))
        right = min((one.mapTo(self.head, QPoint(0, 0)).x() for one in moves), default=self.head.width())
        lowest = QPoint(right - theme.size(16), self.head.height() - theme.size(8))
        under = QRect(QPoint(theme.size(96), theme.size(48)), lowest).translated(self.head.mapTo(self, QPoint(0, 0)))
        return under if under.height() >= theme.size(LOWEST_RESULT) else place

    def _show_head(self, file: CaseView, *, low: bool) -> None:
        is_kept = file.case.status != ANONYMISED  # of one that is anonymised nothing is written any more
        admits = self._is_ours and not file.closed and is_kept and self.session.register.rights.writes(CaseFile)
        admits = admits and not trace.is_all_that_is_kept(self.session.register, file.case)
        may_report = letterbox.may_send(self.session.register, Incident)
        housed = file.case.status in HOUSED
        has_plan = self._is_ours and file.plan is not None
        shown = {
            self._report: (self._is_ours and not file.closed and is_kept and may_report, self.is_small or has_plan),
            self._exit: (housed and admits, self.is_small),
            self._readmit: (not housed and admits and file.mother is None, self.is_small),
        }  # whether it is offered, and whether the head has no room for it
        self._folded = [button for button, (is_offered, is_tight) in shown.items() if is_offered and is_tight]
        for button, (is_offered, is_tight) in shown.items():
            button.setVisible(is_offered and not is_tight)
        self._readmit.setText(self.say(N_("Readmit") if file.stays else N_("Admit")))
        moves = self._moves.offered(file) if self._is_ours and not file.closed else []
        self._more.setVisible(bool(moves or self._folded))
        for move, button in self._at_once.items():
            button.setText(self.say(WORDS[move][1], sex=file.person.sex))
            button.setVisible(move in moves and not self.is_small and not low)
        self._print.setVisible(self._is_ours and file.plan is not None)
        if low:
            facts = " · ".join(text for _, text in facts_of(self.session, file))
            self.head.show_person_low(file.name.in_text, file.case.code or "", facts, alerts_of(self.session, file))
            return
        self.head.show_person(
            file.name.in_text or file.case.code or "",
            file.case.code or "",
            state_of(self.session, file),
            facts_of(self.session, file),
            alerts_of(self.session, file),
        )
