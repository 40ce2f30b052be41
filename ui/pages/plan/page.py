"""The page of a care plan: one version in sight, changed while it is a draft, ticked off once it is signed."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from centre_app.ages import age_said
from centre_app.case_view import CaseView, view
from centre_app.casework import plans
from centre_app.choices import choices
from centre_app.drafts import Kept, Spot
from centre_app.language import N_
from centre_app.problems import FileRestricted
from centre_app.records import CarePlan, Signature
from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.messages import EmptyState
from ui.kit.panel import Card, Panel, icon_tile, note
from ui.kit.scroll import Scroll
from ui.kit.steps import trail
from ui.page import Destination, Page
from ui.pages.plan.acts import PlanActs
from ui.pages.plan.cards import BeforeCard, SignaturesCard, VersionsCard, WordsCard
from ui.pages.plan.table import PlanTable
from ui.session import Session

STEPS = ("draft", "proposed", "agreed", "active", "review_due")

SIDE, SMALL_SIDE = 324, 288  # how wide the cards beside the plan are


class PlanPage(Page):
    belongs_to = "residents"

    def __init__(self, session: Session) -> None:
        super().__init__(session, name="plan", title=session.say(N_("Care plan")), dense=True)
        say = session.say
        self._case_id: str | None = None
        self._version_id: str | None = None
        self._file: CaseView | None = None
        self._back = buttons.quiet(say(N_("Back to the file")), icons.BACK, name="back_to_case")
        self._preview = buttons.button(say(N_("Preview")), icons.PREVIEW, name="preview_plan")
        self._main = buttons.filled("", icons.SIGN, name="next_step")
        self._draft = buttons.button(say(N_("Back to draft")), icons.EDIT, name="back_to_draft")
        self.put_actions(self._back, self._draft, self._preview, self._main)
        self._head = Panel(name="version_head")
        self._head_line = layout.row(gap=12, margins=(16, 10, 16, 10))
        self._head.setLayout(self._head_line)
        self.acts = PlanActs(session, self)
        self.table = PlanTable(session)
        self.words = WordsCard(session)
        self.signatures = SignaturesCard(session)
        self.before = BeforeCard(session)
        self.versions = VersionsCard(session)
        self._review = Card(name="review")
        self._empty = EmptyState(icons.GOAL, say(N_("No plan yet.")), say(N_("Begin the plan")), name="begin_plan")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        table = Card(margins=(0, 0, 0, 8), name="plan_card")
        table.add(self.table)
        self._add_goal = buttons.quiet(self.say(N_("Add a goal in another domain")), icons.ADD, name="add_goal")
        table.add(layout.row(8, self._add_goal, layout.STRETCH))
        side = layout.column(
            self.words, self.signatures, self.before, self._review, self.versions, layout.STRETCH, gap=12
        )
        self._side = Scroll(side, name="plan_side")
        self._side.setFixedWidth(theme.size(SIDE))
        middle = layout.row(gap=16)
        middle.addWidget(Scroll(layout.column(table, layout.STRETCH), name="plan_scroll"), 1)
        middle.addWidget(self._side)
        self._shown = QWidget()
        outer = layout.column(self._head, gap=12)
        outer.addLayout(middle, 1)
        self._shown.setLayout(outer)
        self.body.addWidget(self._shown, 1)
        self.body.addWidget(self._empty)

    def _connect(self) -> None:
        acts, table = self.acts, self.table
        acts.ended.connect(self._on_ended)
        acts.failed.connect(self.tell_problem)
        self._back.clicked.connect(lambda: self.go("case", case_id=self._case_id, section="plan"))
        self._preview.clicked.connect(self.print_page)
        self._draft.clicked.connect(acts.back_to_draft)
        self._main.clicked.connect(acts.next_step)
        self._empty.acted.connect(acts.begin)
        self._add_goal.clicked.connect(lambda: acts.add_goal())
        self.words.edit_asked.connect(acts.edit_words)
        self.versions.chosen.connect(self._show_version)
        table.goal_wanted.connect(acts.add_goal)
        table.goal_opened.connect(acts.open_goal)
        table.action_wanted.connect(acts.add_action)
        table.action_opened.connect(acts.open_action)
        table.action_done.connect(acts.tick)
        table.goal_reached.connect(acts.reach)
        table.removed.connect(acts.take_out)

    def fold(self, small: bool) -> None:
        super().fold(small)
        if hasattr(self, "_side"):
            self._side.setFixedWidth(theme.size(SMALL_SIDE if small else SIDE))
            self.table.fold(small)
            self.refresh()

    # --- showing -----------------------------------------------------------------------------------------------

    def arrive(self, destination: Destination) -> None:
        self._case_id, self._version_id = destination.case_id, destination.record_id
        self.refresh()
        if destination.section == "print" and self._file is not None and self._file.plan is not None:
            QTimer.singleShot(0, self.print_page)

    def refresh(self) -> None:
        if self._case_id is None:
            return
        self._file = view(self.session.register, self._case_id)
        if self._file.closed:
            raise FileRestricted
        plan = self._plan
        self.acts.shown(self._file, plan)
        age = age_said(self._file.person.birth, on=self.session.today, language=self.language)
        about = " · ".join(part for part in (self._file.name.in_text, self._file.case.code, age) if part)
        self.set_title(self.say(N_("Care plan")), about)
        self._shown.setVisible(plan is not None)
        self._empty.setVisible(plan is None)
        for button in (self._preview, self._main, self._draft):
            button.setVisible(plan is not None)
        if plan is not None:
            self._show_plan(self._file, plan)

    def spot(self) -> Spot:
        return Spot(page="plan", case_id=self._case_id, record_id=self._plan.id if self._plan else None)

    def resume(self, kept: Kept) -> None:
        self.acts.resume(kept)

    @property
    def _plan(self) -> CarePlan | None:
        """The version in sight: the one asked for, else the newest."""
        if self._file is None:
            return None
        asked = [plan for plan in self._file.plans if plan.id == self._version_id]
        return asked[0] if asked else self._file.plan

    @property
    def _frozen(self) -> bool:
        """A version is changed only as a draft; what is proposed is on paper already."""
        plan = self._plan
        return plan is None or plan.status != plans.DRAFT or not self.session.register.may_write(plan)

    def _show_plan(self, file: CaseView, plan: CarePlan) -> None:
        register, frozen = self.session.register, self._frozen
        goals = plans.goals_of(register, plan)
        self._show_head(plan)
        self.table.show_goals(goals, frozen=frozen)
        self._add_goal.setVisible(not frozen)
        self._add_goal.setText(self.say(N_("Add a goal in another domain") if goals else N_("Add a goal")))
        self.words.show_plan(plan, frozen=frozen, sex=self._sex)
        self.signatures.show_signatures(file, register.find_open(Signature, plan_id=plan.id))
        self.before.setVisible(plan.status in (plans.DRAFT, plans.PROPOSED))
        actions = [action for _goal, ones in goals for action in ones]
        self.before.show_plan(plan, [goal for goal, _ones in goals], actions, sex=self._sex)
        self._show_review(plan)
        self.versions.show_versions(file.plans, plan, sex=self._sex)
        self._show_main(plan)

    def _show_head(self, plan: CarePlan) -> None:
        layout.clear(self._head_line)
        status = choices("plan_status").label(plan.status, self.language, self._sex)
        version = self.say(N_("Version {version} · {status}"), version=str(plan.version or ""), status=status.lower())
        steps = [choices("plan_status").label(step, self.language, self._sex) for step in STEPS]
        at = STEPS.index(plan.status) if plan.status in STEPS else len(STEPS) - 1
        words = layout.column(
            layout.row(
                theme.plain_label(version, theme.CARD_TITLE, theme.SEMI_BOLD), note(self._since(plan)), layout.STRETCH
            ),
            trail(steps, at),
            gap=4,
        )
        self._head_line.addWidget(icon_tile(icons.DOCUMENT, points=40))
        self._head_line.addLayout(words, 1)
        self._head_line.addWidget(
            note(self.say(N_("A signed version does not change: the next one is opened.")), wraps=True)
        )

    def _since(self, plan: CarePlan) -> str:
        if plan.agreed_on:
            return self.say(N_("accepted on {day}"), day=plan.agreed_on)
        return self.say(N_("drafted on {day}"), day=plan.drafted_on) if plan.drafted_on else ""

    def _show_review(self, plan: CarePlan) -> None:
        self._review.clear()
        day = self.language.day(plan.review_on) if plan.review_on else "–"
        line = layout.row(
            icons.label(icons.DATE, icons.HEAD, theme.ACCENT),
            theme.plain_label(self.say(N_("Next review"))),
            layout.STRETCH,
            theme.plain_label(day, theme.BODY, theme.SEMI_BOLD),
        )
        self._review.add(line)
        if plan.status in plans.SIGNED:
            hold = buttons.quiet(self.say(N_("Hold the review")), icons.CHECKS, name="hold_review")
            hold.clicked.connect(self.acts.hold_review)
            self._review.add(layout.row(hold, layout.STRETCH))

    def _show_main(self, plan: CarePlan) -> None:
        """The one button of the page is the next step of this version."""
        words = {
            plans.DRAFT: N_("Propose the plan"),
            plans.PROPOSED: N_("It is signed"),
        }.get(plan.status or "")
        newest = self._file is not None and self._file.plan is not None and self._file.plan.id == plan.id
        if words is None and plan.status in plans.SIGNED and newest:
            words = N_("Open the next version")
        is_hers = self.session.register.may_write(plan)
        self._main.setVisible(words is not None and is_hers)
        self._main.setText(self.say(words) if words else "")
        self._draft.setVisible(plan.status == plans.PROPOSED and is_hers)

    @property
    def _sex(self) -> str | None:
        return self._file.person.sex if self._file else None

    def _show_version(self, plan_id: str) -> None:
        self._version_id = plan_id
        self.refresh()

    def _on_ended(self, done: str, made: object) -> None:
        """Have the version shown that an act has made; what was written is read again as on every page."""
        if isinstance(made, CarePlan):
            self._version_id = made.id
        self.result.tell_done(done)

    # --- paper -------------------------------------------------------------------------------------------------

    def print_page(self) -> None:
        from ui.pages.plan.printing import preview_plan

        if self._file is not None and self._plan is not None:
            preview_plan(self.session, self._file.case, self._plan, sex=self._sex, over=self)

    def help_lines(self) -> list[str]:
        return [
            self.say(
                N_(
                    "Write goals and actions while the version is a draft. Then propose it, print it, and have it signed."
                )
            ),
            self.say(
                N_("Once signed, only what is done is ticked off. The next version takes over what is still open.")
            ),
        ]
