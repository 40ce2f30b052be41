"""The cards beside the plan: her words, who signs, what is missing before it is proposed, the next review, versions."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from centre_app.case_view import CaseView
from centre_app.casework.plans import SIGNED
from centre_app.choices import choices
from centre_app.language import N_
from centre_app.records import CarePlan, PlanAction, PlanGoal, Signature
from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.chip import state
from ui.kit.panel import Card, note
from ui.kit.rows import Elided
from ui.session import Session

SIGNERS = ("resident", "guardian", "referent", "director")
_WORDS = N_("Her words")


class WordsCard(Card):
    """What she says, in her language and in French."""

    edit_asked = Signal()

    def __init__(self, session: Session) -> None:
        self._edit = buttons.quiet(session.say(N_("Change")), icons.EDIT, name="edit_words")
        super().__init__(session.say(_WORDS), icons.WORDS, head_end=self._edit, name="words")
        self._session = session
        self._edit.clicked.connect(self.edit_asked)

    def show_plan(self, plan: CarePlan, *, frozen: bool, sex: str | None) -> None:
        self.clear()
        self.retitle(self._session.say(_WORDS, sex=sex))
        self._edit.setVisible(not frozen)
        said = False
        for words, french in (
            (plan.wishes, plan.wishes_in_french),
            (plan.worries, plan.worries_in_french),
            (plan.strengths, plan.strengths_in_french),
        ):
            if words:
                self.add(self._quoted(words, theme.BODY, italic=True, colour=theme.ACCENT_DARK))
            if french:
                self.add(self._quoted(french, theme.SECOND))
            said = said or bool(words or french)
        if not said:
            nothing = self._session.say(N_("Nothing written yet. Ask her what she wants."), sex=sex)
            self.add(note(nothing, wraps=True))

    def _quoted(self, words: str, points: float, *, italic: bool = False, colour: str = theme.INK) -> object:
        quoted = self._session.say(N_("“{words}”"), words=words)
        return theme.plain_label(quoted, points, colour=colour, wraps=True, italic=italic)


class SignaturesCard(Card):
    """Who has signed and who has still to, on the printed sheet."""

    def __init__(self, session: Session) -> None:
        self._count = note("")
        super().__init__(session.say(N_("Signatures")), icons.SIGN, head_end=self._count, name="signatures")
        self._session = session

    def show_signatures(self, file: CaseView, signatures: Sequence[Signature]) -> None:
        self.clear()
        language, sex = self._session.language, file.person.sex
        signed = {signature.role: signature for signature in signatures}
        self._count.setText(
            language.say(N_("{reached} of {total}"), reached=len(signed), total=max(len(signed), len(SIGNERS)))
        )
        for role in dict.fromkeys((*SIGNERS, *signed)):
            who = choices("signature_role").label(role, language, sex)
            signature = signed.get(role)
            shown = (
                state(language.day(signature.signed_on), theme.DONE_TONE)
                if signature and signature.signed_on
                else state(language.say(N_("To sign")), theme.NEUTRAL_TONE, icons.SIGN)
            )
            line = layout.row(gap=8)
            line.addWidget(theme.plain_label(who, wraps=True), 1)
            line.addWidget(shown)
            self.add(line)
        self.add(note(language.say(N_("By hand or by thumb, on the printed sheet.")), wraps=True))


class BeforeCard(Card):
    """What a version still lacks before it is proposed (rule V19): said, never refused."""

    def __init__(self, session: Session) -> None:
        super().__init__(session.say(N_("Before proposing")), icons.CHECKS, name="before")
        self._session = session

    def show_plan(
        self, plan: CarePlan, goals: Sequence[PlanGoal], actions: Sequence[PlanAction], *, sex: str | None
    ) -> None:
        self.clear()
        language = self._session.language
        with_action = {action.goal_id for action in actions}
        bare = sum(goal.id not in with_action for goal in goals)
        loose = sum(
            not (action.who_id or action.who_in_words) or not (action.due_on or action.rhythm) for action in actions
        )
        self._line(bool(goals), language.say(N_("There is a goal")), language.say(N_("No goal yet")))
        if goals:
            self._line(
                not bare,
                language.say(N_("Every goal has an action")),
                language.say_n(N_("{n} goal without an action"), N_("{n} goals without an action"), bare),
            )
        if actions:
            self._line(
                not loose,
                language.say(N_("Every action has a person and a date")),
                language.say_n(
                    N_("{n} action without person or date"), N_("{n} actions without person or date"), loose
                ),
            )
        spoken = bool(plan.wishes or plan.wishes_in_french)
        self._line(
            spoken,
            language.say(N_("Her words are written"), sex=sex),
            language.say(N_("Her words are not written"), sex=sex),
        )

    def _line(self, good: bool, when_good: str, when_not: str) -> None:
        self.add(state(when_good if good else when_not, theme.DONE_TONE if good else theme.CHECK_TONE))


class VersionsCard(Card):
    """Every version and what became of it; one click shows an older one."""

    chosen = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__(session.say(N_("Versions")), icons.VERSIONS, name="versions")
        self._session = session

    def show_versions(self, plans: Sequence[CarePlan], shown: CarePlan, *, sex: str | None) -> None:
        self.clear()
        language = self._session.language
        for plan in reversed(plans):
            number = str(plan.version or "")
            status = choices("plan_status").label(plan.status, language, sex)
            day = plan.agreed_on or plan.drafted_on
            words = language.say(N_("Version {version}"), version=number)
            button = buttons.quiet(words, icons.SIGN if plan.status in SIGNED else icons.EDIT, name=f"version_{number}")
            button.setEnabled(plan.id != shown.id)
            button.clicked.connect(lambda _=False, plan_id=plan.id: self.chosen.emit(plan_id))
            said = language.say(N_("{status}, {day}"), status=status, day=day) if day else status
            line = layout.row(button, gap=4)
            line.addWidget(Elided(said, theme.SECOND, colour=theme.MUTED), 1)
            self.add(line)
