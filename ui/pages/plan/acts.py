"""What is done with a plan: each act runs a verb of the house or opens a form, and says how it ended."""

import dataclasses
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from centre_app import drafts
from centre_app.case_view import CaseView
from centre_app.casework import plans
from centre_app.drafts import Kept
from centre_app.forms.care import GOAL, PLAN_REVIEW, PLAN_WORDS
from centre_app.language import N_
from centre_app.problems import Problem
from centre_app.questions import Record
from centre_app.records import CarePlan, PlanAction, PlanGoal, PlanReview
from centre_app.register import Register
from ui.record_dialog import Lines, RecordDialog
from ui.session import Session

ACTION = GOAL.over(PlanAction)


class PlanActs(QObject):
    """The acts on the version in sight, which `shown` names. `ended` carries what is to be said, and what was made."""

    ended = Signal(str, object)
    failed = Signal(object)  # a Problem

    def __init__(self, session: Session, over: QWidget) -> None:
        super().__init__(over)
        self._session, self._over = session, over
        self._say = session.say
        self._file: CaseView | None = None
        self._plan: CarePlan | None = None

    def shown(self, file: CaseView, plan: CarePlan | None) -> None:
        """Say which file and version the acts are about."""
        self._file, self._plan = file, plan

    @property
    def _sex(self) -> str | None:
        return self._file.person.sex if self._file else None

    def _do(self, verb: Callable[..., object], *given: object, done: str, **named: object) -> None:
        try:
            outcome = self._session.do(verb, *given, **named)
        except Problem as problem:
            self.failed.emit(problem)
        else:
            self.ended.emit(done, outcome)

    # --- the version -------------------------------------------------------------------------------------------

    def begin(self) -> None:
        if self._file is not None:
            self._do(plans.draft_first, self._file.case, done=self._say(N_("The plan is begun.")))

    def next_step(self) -> None:
        """A draft is proposed, a proposed version signed, a signed one followed by the next."""
        plan = self._plan
        if plan is None:
            return
        match plan.status:
            case plans.DRAFT:
                self._do(plans.propose, plan, done=self._say(N_("The plan is proposed: print it and have it signed.")))
            case plans.PROPOSED:
                self._sign(plan)
            case _:
                self._do(plans.next_version, plan, done=self._say(N_("The next version is open.")))

    def back_to_draft(self) -> None:
        if self._plan is not None:
            self._do(plans.back_to_draft, self._plan, done=self._say(N_("The version is a draft again.")))

    def _sign(self, plan: CarePlan) -> None:
        from ui.pages.plan.signing import SigningDialog

        dialog = SigningDialog(self._session, plan, sex=self._sex, over=self._over)
        if dialog.exec():
            signed = self._say(N_("The plan is signed. It does not change any more."))
            self._do(plans.sign, plan, dialog.signatures(), on=dialog.day(), done=signed)
        dialog.deleteLater()

    def hold_review(self) -> None:
        plan = self._plan
        if plan is None:
            return
        held = PlanReview(
            case_id=plan.case_id,
            plan_id=plan.id,
            reviewed_on=self._session.today,
            next_on=self._session.today + plans.REVIEW_AFTER,
        )
        self._open_review(held)

    def _open_review(self, held: PlanReview, kept: Kept | None = None) -> None:
        plan = self._plan
        title = self._say(N_("Review of the plan"))
        self._open(
            held, PLAN_REVIEW, title, write=lambda record: self._session.do(plans.review, plan, record), kept=kept
        )

    def resume(self, kept: Kept) -> None:
        """Open the form in which something was typed earlier, with the words in it."""
        match drafts.stands_now(self._session.register, kept.drafts[0]):
            case CarePlan() as plan:
                self._open(plan, PLAN_WORDS, self._say(N_("Her words and her situation"), sex=self._sex), kept=kept)
            case PlanGoal() as goal:
                title = self._say(N_("Change the goal")) if goal.rev else self._say(N_("New goal"))
                self._open(goal, GOAL, title, kept=kept)
            case PlanAction() as action:
                title = self._say(N_("Change the action")) if action.rev else self._say(N_("New action"))
                self._open(action, ACTION, title, kept=kept)
            case PlanReview() as held:
                self._open_review(held, kept)

    # --- her words, goals, actions -----------------------------------------------------------------------------

    def edit_words(self) -> None:
        if self._plan is not None:
            self._open(self._plan, PLAN_WORDS, self._say(N_("Her words and her situation"), sex=self._sex))

    def add_goal(self, domain: str = "") -> None:
        plan = self._plan
        if plan is not None:
            goal = PlanGoal(case_id=plan.case_id, plan_id=plan.id, domain=domain or None, due_on=plan.review_on)
            self._open(goal, GOAL, self._say(N_("New goal")))

    def open_goal(self, goal: PlanGoal) -> None:
        self._open(goal, GOAL, self._say(N_("Change the goal")))

    def reach(self, goal: PlanGoal) -> None:
        reached = dataclasses.replace(goal, status="achieved", closed_on=self._session.today)
        self._do(Register.save, reached, done=self._say(N_("The goal is reached.")))

    def add_action(self, goal: PlanGoal) -> None:
        action = PlanAction(case_id=goal.case_id, plan_id=goal.plan_id, goal_id=goal.id, due_on=goal.due_on)
        self._open(action, ACTION, self._say(N_("New action")))

    def open_action(self, action: PlanAction) -> None:
        self._open(action, ACTION, self._say(N_("Change the action")))

    def tick(self, action: PlanAction) -> None:
        self._do(plans.tick_off, action, done=self._say(N_("The action is done.")))

    def take_out(self, record: Record) -> None:
        """Goals take their actions with them; nothing is erased, history keeps all of it."""
        with_it = self._session.register.find(PlanAction, goal_id=record.id) if isinstance(record, PlanGoal) else []
        self._do(Register.void, record, *with_it, reason="taken out of the draft", done=self._say(N_("Taken out.")))

    def _open(
        self,
        record: Record,
        lines: Lines,
        title: str,
        write: Callable[[Record], object] | None = None,
        kept: Kept | None = None,
    ) -> None:
        dialog = RecordDialog(
            self._session,
            record,
            lines,
            title=title,
            write=write or (lambda changed: self._session.do(Register.save, changed)),
            over=self._over,
            sex=self._sex,
            close_words=self._say(N_("Close")),
            kept=kept,
        )
        if dialog.exec():
            self.ended.emit(self._say(N_("Saved.")), None)
        dialog.deleteLater()
