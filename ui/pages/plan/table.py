"""The plan as a table: a band for each domain, its goals, and under each goal what is done, by whom and for when."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QLabel, QMenu, QSizePolicy, QWidget

from centre_app.casework.plans import OPEN_ACTIONS
from centre_app.choices import choices
from centre_app.language import N_
from centre_app.records import PlanAction, PlanGoal
from ui import icons, theme
from ui.dates_said import due_said
from ui.kit import buttons, layout
from ui.kit.avatar import Initials
from ui.kit.bars import PartsBar
from ui.kit.chip import state
from ui.kit.panel import Panel
from ui.session import Session

END, ACTION_LEFT = 36, 60


@dataclass(frozen=True, slots=True)
class Widths:
    """How wide the columns are; what is done takes the rest."""

    who: float
    by: float
    state: float


LARGE, SMALL = Widths(150, 120, 128), Widths(132, 84, 108)
REACHED = frozenset({"achieved", "partially"})
DOMAIN_GROUND = "#f0f4f6"
DOMAIN_ICONS = {
    "housing": icons.BED,
    "food": icons.SUN,
    "clothing_hygiene": icons.KIT,
    "medical": icons.HEALTH,
    "srh_maternity": icons.HEALTH,
    "psychosocial": icons.PSYCHOSOCIAL,
    "safety": icons.PROTECTION,
    "schooling": icons.SCHOOL,
    "vocational": icons.TRAINING,
    "legal": icons.LEGAL,
    "family": icons.FAMILY,
    "economic": icons.MONEY,
    "life_skills": icons.CHECKS,
    "childcare": icons.BABY,
    "migration_return": icons.PLACE,
}

Goals = Sequence[tuple[PlanGoal, Sequence[PlanAction]]]


class PlanTable(QWidget):
    """Domains, goals and actions. What may be done with each is asked for by signals; nothing is written here."""

    goal_wanted = Signal(str)  # a new goal in this domain ("" for any)
    action_wanted = Signal(object)  # a new action for this goal
    goal_opened = Signal(object)
    action_opened = Signal(object)
    action_done = Signal(object)
    goal_reached = Signal(object)
    removed = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("plan_table")
        self._session = session
        self._say = session.say
        self._language = session.language
        self._frozen = False
        self._widths = LARGE
        self._lines = layout.column(gap=0)
        self.setLayout(self._lines)

    def fold(self, small: bool) -> None:
        """Take narrower columns in a small window; the next `show_goals` draws them."""
        self._widths = SMALL if small else LARGE

    def show_goals(self, goals: Goals, *, frozen: bool) -> None:
        """Show a version; a frozen one lets states be ticked and nothing else be changed."""
        self._frozen = frozen
        layout.clear(self._lines)
        self._lines.addWidget(self._head())
        for domain in dict.fromkeys(goal.domain for goal, _ in goals):
            of_domain = [(goal, actions) for goal, actions in goals if goal.domain == domain]
            self._lines.addWidget(self._band(domain or "", [goal for goal, _ in of_domain]))
            for goal, actions in of_domain:
                self._lines.addWidget(self._goal(goal))
                for number, action in enumerate(actions):
                    if number:
                        self._lines.addWidget(_rule_between_actions())
                    self._lines.addWidget(self._action(action))
        self._lines.addStretch(1)

    def _head(self) -> QWidget:
        say = self._say
        wide = self._widths
        titles = [
            (N_("Goals and actions"), 0),
            (N_("Who"), wide.who),
            (N_("By"), wide.by),
            (N_("State"), wide.state),
            ("", END),
        ]
        line = layout.row(gap=8, margins=(16, 8, 12, 8))
        for title, width in titles:
            shown = theme.plain_label(say(title) if title else "", theme.SECOND, theme.MEDIUM, colour=theme.MUTED)
            if width:
                shown.setFixedWidth(theme.size(width))
            line.addWidget(shown, 0 if width else 1)
        head = QWidget()
        head.setLayout(layout.column(_margins_kept(line), layout.rule(), gap=0))
        return head

    def _band(self, domain: str, goals: Sequence[PlanGoal]) -> QWidget:
        reached = sum(goal.status in REACHED for goal in goals)
        said = self._language.say_n(
            N_("{n} of {total} reached"), N_("{n} of {total} reached"), reached, total=len(goals)
        )
        band = Panel(ground=DOMAIN_GROUND, line=None, radius=0, name=f"domain.{domain}")
        bar = PartsBar(reached, len(goals), spoken=said)
        bar.setFixedWidth(theme.size(120))
        title = choices("care_domain").label(domain, self._language)
        line = layout.row(
            icons.label(DOMAIN_ICONS.get(domain, icons.GOAL), icons.ROW, theme.ACCENT),
            theme.plain_label(title, theme.BODY, theme.BOLD),
            layout.STRETCH,
            theme.plain_label(said, theme.SECOND, colour=theme.MUTED),
            bar,
            gap=12,
            margins=(16, 2, 12, 2),
        )
        if not self._frozen:
            more = buttons.quiet(self._say(N_("Goal")), icons.ADD, name=f"add_goal.{domain}")
            more.clicked.connect(lambda: self.goal_wanted.emit(domain))
            line.addWidget(more)
        band.setLayout(line)
        band.setMinimumHeight(theme.size(34))
        return band

    def _goal(self, goal: PlanGoal) -> QWidget:
        line = layout.row(
            icons.label(icons.GOAL, icons.ROW, theme.ACCENT),
            _words(goal.objective, theme.SEMI_BOLD),
            gap=8,
            margins=(28, 4, 12, 2),
        )
        status = choices("goal_status").label(goal.status, self._language)
        closed = goal.closed_on is not None
        shown = state(status, theme.DONE_TONE if closed else theme.NEUTRAL_TONE, None if closed else "")
        shown.setFixedWidth(theme.size(self._widths.state))
        by = theme.plain_label(self._language.day(goal.due_on) if goal.due_on else "", colour=theme.MUTED)
        by.setFixedWidth(theme.size(self._widths.by))
        for part in (by, shown, self._more(self._goal_menu(goal), f"goal_menu.{goal.id}")):
            line.addWidget(part)
        return _named(line, f"goal.{goal.id}", goal.objective or "")

    def _action(self, action: PlanAction) -> QWidget:
        line = layout.row(_words(action.what), gap=8, margins=(ACTION_LEFT, 4, 12, 4))
        wide = self._widths
        for part, width in (
            (self._who(action), wide.who),
            (self._by(action), wide.by),
            (self._state(action), wide.state),
        ):
            part.setFixedWidth(theme.size(width))
            line.addWidget(part)
        line.addWidget(self._more(self._action_menu(action), f"action_menu.{action.id}"))
        return _named(line, f"action.{action.id}", action.what or "")

    def _who(self, action: PlanAction) -> QWidget:
        name = self._session.staff_name(action.who_id) or action.who_in_words or ""
        if not name:
            return self._to_choose(action, "who", icons.PERSON)
        return layout.boxed(layout.row(Initials(name), _words(name), gap=8))

    def _by(self, action: PlanAction) -> QWidget:
        if action.due_on is None and not action.rhythm:
            return self._to_choose(action, "by")
        return _words(self._language.day(action.due_on) if action.due_on else action.rhythm)

    def _to_choose(self, action: PlanAction, what: str, icon: str = "") -> QWidget:
        """A missing person or date reads "Choisir…" in amber, and opens the action."""
        choose = buttons.quiet(self._say(N_("Choose…")), icon, name=f"choose_{what}.{action.id}")
        choose.become(buttons.Kind.MISSING)
        choose.clicked.connect(lambda: self.action_opened.emit(action))
        return layout.boxed(layout.row(choose, layout.STRETCH, gap=0))

    def _state(self, action: PlanAction) -> QWidget:
        if action.status in OPEN_ACTIONS:
            if not (action.who_id or action.who_in_words) or not (action.due_on or action.rhythm):
                return state(self._say(N_("To complete")), theme.CHECK_TONE, icons.FAULT)
            if action.due_on is not None and action.due_on <= self._session.today:
                return state(*due_said(action.due_on, today=self._session.today, language=self._language))
            return state(self._say(N_("To do")), theme.NEUTRAL_TONE, icons.CLOCK)
        label = choices("action_status").label(action.status, self._language)
        done = action.status == "done"
        return state(label, theme.DONE_TONE if done else theme.NEUTRAL_TONE, None if done else icons.REMOVE)

    # --- what may be done --------------------------------------------------------------------------------------

    def _goal_menu(self, goal: PlanGoal) -> list[tuple[str, Callable[[], None]]]:
        say = self._say
        offered: list[tuple[str, Callable[[], None]]] = []
        if goal.closed_on is None:
            offered.append((say(N_("Goal reached")), lambda: self.goal_reached.emit(goal)))
        if not self._frozen:
            offered += [
                (say(N_("Add an action")), lambda: self.action_wanted.emit(goal)),
                (say(N_("Change the goal")), lambda: self.goal_opened.emit(goal)),
                (say(N_("Take the goal out")), lambda: self.removed.emit(goal)),
            ]
        return offered

    def _action_menu(self, action: PlanAction) -> list[tuple[str, Callable[[], None]]]:
        say = self._say
        offered: list[tuple[str, Callable[[], None]]] = []
        if action.status in OPEN_ACTIONS:
            offered.append((say(N_("Done today")), lambda: self.action_done.emit(action)))
        if not self._frozen:
            offered += [
                (say(N_("Change the action")), lambda: self.action_opened.emit(action)),
                (say(N_("Take the action out")), lambda: self.removed.emit(action)),
            ]
        return offered

    def _more(self, offered: list[tuple[str, Callable[[], None]]], name: str) -> QWidget:
        """Three dots that open what may be done; nothing where nothing may."""
        more = buttons.icon_button(icons.MORE, self._say(N_("What can be done")), name=name)
        more.setFixedWidth(theme.size(END))
        more.setEnabled(bool(offered))
        more.clicked.connect(lambda: self._open_menu(more, offered))
        return more

    def _open_menu(self, more: QWidget, offered: list[tuple[str, Callable[[], None]]]) -> None:
        menu = QMenu(more)
        menu.setObjectName("row_menu")
        for words, act in offered:
            menu.addAction(words).triggered.connect(act)
        menu.popup(more.mapToGlobal(QPoint(0, more.height())))


def _words(words: str | None, weight: int = theme.REGULAR) -> QLabel:
    """Words of the plan in a cell, on as many lines as they need: a plan is read whole, by her too."""
    cell = theme.plain_label(words or "", theme.BODY, weight, wraps=True)
    cell.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    return cell


def _rule_between_actions() -> QWidget:
    return _margins_kept(layout.row(layout.rule(theme.ROW_RULE), margins=(ACTION_LEFT, 0, 12, 0)))


def _margins_kept(line: layout.QHBoxLayout) -> QWidget:
    box = QWidget()
    box.setLayout(line)
    return box


def _named(line: layout.QHBoxLayout, name: str, spoken: str) -> QWidget:
    box = _margins_kept(line)
    box.setObjectName(name)
    box.setAccessibleName(spoken)
    box.setMinimumHeight(theme.size(32))
    return box
