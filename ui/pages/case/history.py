"""The history of a file: who wrote what and when, the newest on top. Nothing in it can be changed."""

from centre_app.case_view import CaseView
from centre_app.language import N_
from centre_app.trail import Step, trail_of
from ui import icons, theme
from ui.kit import layout
from ui.kit.messages import EmptyState
from ui.kit.panel import Card
from ui.kit.rows import Row, RowList, who
from ui.kit.scroll import Scroll
from ui.pages.case.section import CaseSection
from ui.session import Session

# What history calls an act, and how a person reads it.
ACTS = {
    "admit": N_("Arrival"),
    "readmit": N_("Came back"),
    "birth": N_("Birth at the centre"),
    "exit": N_("Exit"),
    "bed": N_("Bed"),
    "roll_call": N_("Roll call"),
    "draft_plan": N_("Plan being written"),
    "next_version": N_("Next version of the plan"),
    "propose_plan": N_("Plan proposed"),
    "sign_plan": N_("Plan signed"),
    "review_plan": N_("Plan reviewed"),
    "print": N_("A printout"),
    "import": N_("Taken from the old register"),
    "void": N_("A withdrawal"),
    "create": N_("An addition"),
    "save": N_("A change"),
}
# What kinds of record are called; those not here are told by their act alone.
KINDS = {
    "persons": N_("Identity"),
    "person_names": N_("Name"),
    "intakes": N_("Arrival"),
    "stays": N_("Stay"),
    "health_briefs": N_("Health, for the team"),
    "health_profiles": N_("Health"),
    "medical_visits": N_("Medical visit"),
    "prescriptions": N_("Treatment"),
    "education_profiles": N_("School level"),
    "school_enrolments": N_("Schooling"),
    "term_results": N_("School report"),
    "training_enrolments": N_("Training"),
    "training_evaluations": N_("Training report"),
    "kit_grants": N_("Kit"),
    "care_plans": N_("Care plan"),
    "plan_goals": N_("Goal"),
    "plan_actions": N_("Action"),
    "bed_assignments": N_("Bed"),
    "presence_nights": N_("Night"),
    "exits": N_("Exit"),
}


class HistorySection(CaseSection):
    def __init__(self, session: Session) -> None:
        super().__init__(session, name="history")
        self._card = Card(self.say(N_("History")), icons.HISTORY, name="history")
        self.setLayout(layout.column(Scroll(layout.column(self._card, layout.STRETCH), name="history.scroll")))

    def show_file(self, file: CaseView) -> None:
        steps = trail_of(self.session.register, file.records())
        self._card.clear()
        if not steps:
            self._card.add(EmptyState(icons.HISTORY, self.say(N_("Nothing was written yet.")), name="empty"))
            return
        rows = RowList(name="history.rows")
        rows.show_rows([self._row(step, file.person.sex) for step in steps])
        self._card.add(rows)

    def _row(self, step: Step, sex: str | None) -> Row:
        act = self.say(ACTS.get(step.action, N_("A change")))
        kind = self.say(KINDS[step.table]) if step.table in KINDS else ""
        title = act if not kind or kind == act else self.say(N_("{kind}: {act}"), kind=kind, act=act.lower())
        changed = self.language.list_of([self.say(label, sex=sex) for label in step.questions])
        when = theme.plain_label(self.language.moment(step.at), theme.SECOND, colour=theme.MUTED)
        author = who(self.session.staff_name(step.who) or self.say(N_("Somebody of another register")))
        return Row(title, changed, columns=[(author, 168), (when, 140)])
