"""A new arrival: who she is and whether she is known, then the rest in one page, written as one act."""

from PySide6.QtCore import QTimer

from centre_app.casework import arrivals, beds, twins
from centre_app.casework.beds import OfferedBed
from centre_app.casework.twins import TwinFile
from centre_app.drafts import Kept, Spot
from centre_app.language import N_
from centre_app.problems import NotSaved, Problem
from centre_app.records import CaseFile
from centre_app.residents import lines
from centre_app.review import Finding
from ui import icons, theme
from ui.form_sheet import FormSheet
from ui.kit import buttons, layout
from ui.numbered_keeper import NumberedKeeper
from ui.page import Destination, Page
from ui.pages.arrival.act import Act
from ui.pages.arrival.cards import HowCard, KnownHead, OriginCard, WhoCard
from ui.pages.arrival.children import ChildrenCard
from ui.pages.arrival.compare import IS_HER, IS_NOT_HER, compare
from ui.pages.arrival.forms import ArrivalForms
from ui.pages.arrival.twins import TwinsCard
from ui.session import Session

SEARCH, FORM = "search", "form"  # the two steps, as a draft remembers them
LOOK_AFTER_MS = 200
TWINS_WIDTH, SMALL_TWINS_WIDTH = 348, 320


class ArrivalPage(Page):
    """Searching first, then writing. `_known` is the file of somebody who comes back."""

    belongs_to = "residents"

    def __init__(self, session: Session) -> None:
        say = session.say
        super().__init__(session, name="arrival", title=say(N_("New arrival")), dense=True)
        self._known: CaseFile | None = None
        self._judged: dict[str, TwinFile] = {}  # by case id: looked at, and another person's
        self._is_begun = False
        self._is_leaving = False
        self._with_child = False
        self.forms = ArrivalForms(session, arrivals.begin(session.register), offer=self._beds, parent=self)
        self.twins = TwinsCard(session)
        self.who = WhoCard(session, self.forms)
        self.how = HowCard(session, self.forms)
        self.origin = OriginCard(session, self.forms)
        self.along = ChildrenCard(session, self.forms)
        self.known = KnownHead(session)
        self._restart = buttons.quiet(say(N_("Begin again")), icons.UNDO, name="begin_again")
        self.put_actions(self._restart)
        self.sheet = FormSheet(session, save=say(N_("Save the arrival")), name="arrival_sheet", sides=0)
        self._keeper = NumberedKeeper(
            session,
            self.sheet,
            spot=self.spot,
            own=lambda: self.forms.all,
            added=lambda: [panel.forms.all for panel in self.along.panels],
            add=self.along.add_child,
        )
        self._look = QTimer(self, singleShot=True, interval=LOOK_AFTER_MS)
        self._lay_out()
        self._connect()
        self._begin()

    def _lay_out(self) -> None:
        top = layout.row(gap=12)
        top.addWidget(self.who, 1)
        top.addWidget(self.twins)
        self.sheet.body.addWidget(self.known)
        self.sheet.body.addLayout(top)
        for card in (self.how, self.origin, self.along):
            self.sheet.body.addWidget(card)
        self.sheet.watch(*self.forms.all)
        self.sheet.review = self._review
        self.sheet.write = self._write
        self.body.addWidget(self.sheet, 1)

    def _connect(self) -> None:
        self._look.timeout.connect(lambda: self.window().isVisible() and self._look_for_twins())  # not once locked
        self.forms.changed.connect(self._look.start)
        self._restart.clicked.connect(self._start_over)
        self.known.forget.clicked.connect(self._start_over)
        self.twins.settled.failed.connect(self.tell_problem)
        self.twins.none_of_them.connect(self._go_on)
        self.twins.is_her.connect(self._it_is)
        self.twins.compared.connect(self._compare)
        self.along.came.connect(self._on_child)
        self.along.went_away.connect(self._on_child_gone)
        self.sheet.undone.connect(self._begin)

    # --- what every page does ----------------------------------------------------------------------------------

    def arrive(self, destination: Destination) -> None:
        """Begin anew, unless something was typed before; with a case, begin its readmission."""
        if destination.case_id is not None:
            self.readmit(destination.case_id)
        elif not self.sheet.has_changed:
            self._begin()
        self.refresh()
        if not self._is_begun:
            self.forms.name.go_to("family")

    def refresh(self) -> None:
        self.forms.offer_beds()
        self.along.offer_cots()
        self._look_for_twins()

    def may_leave(self) -> bool:
        """A search is left without a question, and found again; what is being written is asked about."""
        if not self._is_begun:
            self._keeper.let_go()
            return True
        self._is_leaving = True
        try:
            return self.sheet.may_leave()
        finally:
            self._is_leaving = False

    def keep_draft(self) -> None:
        """Keep what is written, and a search while it is in sight."""
        if self._is_begun or self.isVisible():
            self.sheet.keep_draft()

    def spot(self) -> Spot:
        known = self._known.id if self._known else None
        return Spot(page="arrival", section=FORM if self._is_begun else SEARCH, case_id=known)

    def resume(self, kept: Kept) -> None:
        """Stand where she stood, with as many children, and show what was typed."""
        if kept.spot.case_id is None:
            self._begin()
            self._show_step(begun=kept.spot.section == FORM)
        self._keeper.show(kept)
        self._look_for_twins()

    def save(self) -> None:
        if self._is_begun:
            self.sheet.save()

    def focus_search(self) -> None:
        self.forms.name.go_to("family")

    def fold(self, small: bool) -> None:
        super().fold(small)
        if self.findChild(FormSheet) is None:
            return  # the frame folds a page before it is laid out
        self.twins.setFixedWidth(theme.size(SMALL_TWINS_WIDTH if small else TWINS_WIDTH))
        self.sheet.fold(small)

    def help_lines(self) -> list[str]:
        return [
            self.say(N_("Write the name first: there may be a file already, under another spelling.")),
            self.say(N_("Nothing has to be complete. What is not known tonight can be written tomorrow.")),
            self.say(N_("A birth is written as it is known: a day, a month, a year, or the age that was told.")),
        ]

    # --- the steps ---------------------------------------------------------------------------------------------

    def _begin(self) -> None:
        """Show an empty search."""
        self._keeper.let_go()
        self._known, self._judged = None, {}
        self.along.clear_children()
        self.forms.show_arrival(arrivals.begin(self.session.register))
        self._show_step(begun=False)
        self._look_for_twins()

    def _start_over(self) -> None:
        if not self._is_begun or self.may_leave():
            self._begin()
            self.forms.name.go_to("family")

    def _go_on(self) -> None:
        """None of the files shown is hers: go on to the form."""
        self._judged |= {twin.case.id: twin for twin in self.twins.shown}
        was_begun = self._is_begun
        self._show_step(begun=True)
        self._look_for_twins()
        if not was_begun:
            self._go_to_first_gap()

    def readmit(self, case_id: str) -> None:
        """She has a file already: ask only for what is new, and write it there."""
        case = self.session.register.get(CaseFile, case_id)
        if case is None:
            return
        self._known = case
        self.forms.show_arrival(arrivals.begin_again(self.session.register, case))
        self.known.show_line(*lines(self.session.register, [case_id]))
        self._show_step(begun=True)
        self._look_for_twins()
        self.forms.intake.go_to("brought_by")

    def _show_step(self, *, begun: bool) -> None:
        self._is_begun = begun
        for card in (self.how, self.along):
            card.setVisible(begun)
        self.known.setVisible(self._known is not None)
        self.who.setVisible(self._known is None)
        self.origin.setVisible(begun and self._known is None)
        self.who.unfold(begun)
        self._restart.setVisible(self._known is None)
        self.put_foot(self.sheet.bar if begun else None)
        self.sheet.bar.setVisible(begun)
        steps = (N_("First see whether there is a file already"), N_("Then write what is known; the rest can wait"))
        self.set_title(self.say(N_("New arrival")), self.say(steps[begun]))
        self.how.show_what_is_asked()

    def _go_to_first_gap(self) -> None:
        """Put the cursor on the first answer that is still to be given."""
        gaps = (question for question in ("sex", "birth") if getattr(self.forms.person.record(), question) is None)
        self.forms.person.go_to(next(gaps, "age_basis"))

    # --- twins -------------------------------------------------------------------------------------------------

    def _look_for_twins(self) -> None:
        arrival = self.forms.arrival()
        searched = "" if self._known else " ".join(filter(None, (arrival.name.family, arrival.name.given)))
        found = twins.likely_twins(self.session.register, arrival) if searched else []
        if self._is_begun:
            found = [twin for twin in found if twin.must_be_judged and twin.case.id not in self._judged]
        self.twins.show_twins(found, searched=searched, is_begun=self._is_begun)
        self.twins.setVisible(self._known is None and (not self._is_begun or bool(found)))
        self.twins.go_on.setEnabled(bool(searched) or self._is_begun or bool(arrival.person.sex))
        self.forms.offer_beds()

    def _compare(self, case_id: str) -> None:
        twin = next(one for one in self.twins.shown if one.case.id == case_id)
        match compare(self.session, self.forms.arrival(), twin, over=self):
            case verdict if verdict == IS_HER:
                self._it_is(case_id)
            case verdict if verdict == IS_NOT_HER:
                self._judged[case_id] = twin
                self._look_for_twins()

    def _it_is(self, case_id: str) -> None:
        """Open the file of somebody who is here; begin the readmission of somebody who had left."""
        (line,) = lines(self.session.register, [case_id])
        if line.ended_on is None:
            self.go("case", case_id=case_id)
        else:
            self.readmit(case_id)

    # --- children and beds -------------------------------------------------------------------------------------

    def _on_child(self, forms: ArrivalForms) -> None:
        self._with_child = True
        self.sheet.watch(*forms.all)
        for form in forms.all:
            form.fold(self.is_small)
        self.forms.offer_beds()
        self.sheet.scroll.reveal_new(self.along.panels[-1])

    def _on_child_gone(self, forms: ArrivalForms) -> None:
        self._with_child = bool(self.along.panels)
        self.sheet.forget(*forms.all)
        self.forms.offer_beds()

    def _beds(self) -> list[OfferedBed]:
        arrival = self.forms.arrival()
        on = arrival.stay.admitted_on or self.session.today
        return beds.beds_for(self.session.register, arrival.person, on=on, with_child=self._with_child)

    # --- saving ------------------------------------------------------------------------------------------------

    def _act(self) -> Act:
        return Act(
            session=self.session,
            forms=self.forms,
            along=self.along,
            known=self._known,
            judged=dict(self._judged),
        )

    def _review(self) -> list[Finding]:
        """Return what is to be said of the form; a search is not judged."""
        return self._act().findings() if self._is_begun else []

    def _write(self) -> bool:
        """Write all that is typed as one act, and go to her file."""
        act = self._act()
        records = act.records()
        try:
            case = act.write()
        except NotSaved as problem:
            for form in self.sheet.forms:
                form.show_findings(act.placed(problem.findings, records))
            self.tell_problem(problem)
            return False
        except Problem as problem:
            self.tell_problem(problem)
            return False
        self._begin()
        if not self._is_leaving:
            told = self.say(N_("The arrival is saved: file {code}."), code=case.code or "")
            self.went.emit(Destination(page="case", case_id=case.id, told=told))
        return True
