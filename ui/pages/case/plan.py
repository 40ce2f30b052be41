"""The versions of her plan: what each said of it, and the way to the page where it is written and printed."""

from centre_app.case_view import CaseView
from centre_app.casework import plans
from centre_app.choices import choices
from centre_app.exchange.transfers import trace
from centre_app.language import N_
from centre_app.problems import Problem
from centre_app.records import CarePlan
from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.chip import state
from ui.kit.messages import EmptyState
from ui.kit.panel import Card
from ui.kit.rows import Row, RowList
from ui.kit.scroll import Scroll
from ui.page import Destination
from ui.pages.case.records import joined
from ui.pages.case.section import CaseSection
from ui.session import Session

REACHED = frozenset({"achieved", "partially"})
SUPERSEDED = frozenset({"revised", "abandoned", "completed"})


class PlanSection(CaseSection):
    def __init__(self, session: Session) -> None:
        super().__init__(session, name="plan")
        self._card = Card(self.say(N_("Versions of the plan")), icons.GOAL, name="plan_versions")
        self.setLayout(layout.column(Scroll(layout.column(self._card, layout.STRETCH), name="plan.scroll"), gap=0))

    def show_file(self, file: CaseView) -> None:
        self._card.clear()
        if not file.plans:
            self._card.add(no_plan_yet(self, file))
            return
        rows = RowList(name="plan_rows")
        rows.show_rows([self._row(file, plan) for plan in reversed(file.plans)])
        self._card.add(rows)

    def _row(self, file: CaseView, plan: CarePlan) -> Row:
        language = self.language
        goals = file.goals_of(plan)
        reached = sum(goal.status in REACHED for goal in goals)
        count = language.say_n(N_("{n} of {total} reached"), N_("{n} of {total} reached"), reached, total=len(goals))
        if plan.agreed_on:
            since = self.say(N_("accepted on {day}"), day=plan.agreed_on)
        else:
            since = self.say(N_("drafted on {day}"), day=plan.drafted_on) if plan.drafted_on else ""
        status = choices("plan_status").label(plan.status, language, file.person.sex)
        tone = theme.NEUTRAL_TONE if plan.status in SUPERSEDED else theme.DONE_TONE
        go = buttons.button(self.say(N_("Open")), name=f"open_version_{plan.version}", in_row=True)
        go.clicked.connect(lambda: self._open(file, plan))
        return Row(
            self.say(N_("Version {version}"), version=str(plan.version or "")),
            joined(since, count),
            columns=[(state(status, tone, "" if plan.status in SUPERSEDED else None), 220)],
            action=go,
        )

    def _open(self, file: CaseView, plan: CarePlan) -> None:
        self.went.emit(Destination(page="plan", case_id=file.case.id, record_id=plan.id))


def no_plan_yet(section: CaseSection, file: CaseView) -> EmptyState:
    """Return what stands in the place of a plan, with the button to begin it for whoever may."""
    say, register = section.say, section.session.register
    if trace.is_all_that_is_kept(register, file.case):
        return EmptyState(
            icons.GOAL, say(N_("The plan goes on at the other centre. None is begun here.")), name="begin"
        )
    is_ours = file.case.centre_id == register.centre_id
    may_begin = is_ours and register.may_write(CarePlan(case_id=file.case.id))
    empty = EmptyState(
        icons.GOAL, say(N_("No plan yet.")), say(N_("Begin the plan")) if may_begin else "", name="begin"
    )
    empty.acted.connect(lambda: begin_plan(section, file))
    return empty


def begin_plan(section: CaseSection, file: CaseView) -> None:
    """Begin the first version of her plan and go to where it is written."""
    try:
        plan = section.session.do(plans.draft_first, file.case)
    except Problem as problem:
        section.fail(problem)
        return
    told = section.say(N_("The plan is begun."))
    section.went.emit(Destination(page="plan", case_id=file.case.id, record_id=plan.id, told=told))
