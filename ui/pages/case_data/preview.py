"""What the file would hold: how many, who is not in it, who would stand out, and what is lost. It changes nothing."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from centre_app.case_data.export import Prepared
from centre_app.case_data.generalising import QUASIS
from centre_app.case_data.grouping import Groups
from centre_app.case_data.loss import KINDS
from centre_app.case_data.named import field_said, lost_said
from centre_app.case_data.preview import (
    combination_said,
    gates_said,
    given_before_said,
    left_out_said,
    losses_said,
    proposal_said,
)
from centre_app.case_data.readme import NAMES_OF_QUASIS, PAIR, diversity_said, step_said
from centre_app.language import N_
from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.facts import Facts
from ui.kit.fields import PickList
from ui.kit.messages import EmptyState, Message
from ui.kit.panel import Card, note
from ui.session import Session

COMBINATIONS_SHOWN = 8
LOSSES_SHOWN = 60
TABLES = {
    "organisations": N_("organisations"),
    "cases": N_("cases"),
    "referrals": N_("referrals"),
    "events": N_("stages of the journey"),
    "plans": N_("goals of plans"),
    "perpetrators": N_("alleged perpetrators"),
    "comments": N_("notes of files"),
}


def waits_for_a_decision(prepared: Prepared) -> bool:
    """Say whether people stand out, so that somebody must say what becomes of them before anything is written."""
    return prepared.groups is not None and bool(prepared.groups.standing_out)


class Preview(QWidget):
    """The cards at the right. `generalised` carries the steps that somebody chose.

    While people stand out, somebody decides first: told less exactly, or blanked and left out.
    """

    generalised = Signal(object)
    accepted = Signal()  # who stands out is blanked or left out, and that is how it shall be

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("case_data.preview")
        self._session, self._say, self._language = session, session.say, session.language
        self._cards = layout.column(gap=12)
        self.setLayout(layout.column(self._cards, layout.STRETCH, gap=0))
        self.show_nothing()

    def show_nothing(self) -> None:
        layout.clear(self._cards)
        about = self._say(N_("Choose what is asked for, and see what the file would hold. Nothing is written before."))
        self._cards.addWidget(EmptyState(icons.TABLE, about, name="case_data.empty"))

    def show_prepared(self, prepared: Prepared) -> None:
        layout.clear(self._cards)
        self._cards.addWidget(self._count(prepared))
        if waits_for_a_decision(prepared):
            why = N_("It cannot be written yet: some people stand out. Choose below what is to become of them.")
            self._why = Message(self._say(why), theme.CHECK_TONE, name="case_data.why_not")
            self._cards.addWidget(self._why)
        if prepared.groups is not None:
            self._cards.addWidget(self._groups(prepared, prepared.groups))
        if prepared.passed.kept_out:
            self._cards.addWidget(self._kept_out(prepared))
        self._cards.addWidget(self._lost(prepared))

    # --- the cards ---------------------------------------------------------------------------------------------

    def _count(self, prepared: Prepared) -> Message:
        language = self._language
        strong = language.say_n(N_("{n} case in the file."), N_("{n} cases in the file."), prepared.cases)
        told = [left_out_said(prepared, language)] if prepared.groups is not None else self._tables(prepared)
        tone = theme.DONE_TONE if prepared.cases else theme.CHECK_TONE
        message = Message("", tone, icon=icons.TABLE, name="case_data.count")
        message.show_text(", ".join(filter(None, told)), strong=strong)
        return message

    def _tables(self, prepared: Prepared) -> list[str]:
        """Return how many lines each table has, where there are several."""
        if len(prepared.tables) < 2:
            return []
        return [
            self._say(
                PAIR, what=self._say(TABLES[table.name]) if table.name in TABLES else table.name, how=len(table.lines)
            )
            for table in prepared.tables
        ]

    def _kept_out(self, prepared: Prepared) -> Card:
        facts = Facts(answers_at_end=True, name="case_data.gates")
        facts.show_facts([(gate, str(number)) for gate, number in gates_said(prepared, self._language)])
        return Card(self._say(N_("Who is not in it")), icons.FILTER, name="case_data.kept_out").add(facts)

    def _groups(self, prepared: Prepared, groups: Groups) -> Card:
        card = Card(self._say(N_("Who would stand out")), icons.RESIDENTS, gap=8, name="case_data.groups")
        meaning = N_(
            "To stand out: fewer than {k} people have these same answers, so that who knows a person may recognise them."
        )
        card.add(note(self._say(meaning, k=groups.k), wraps=True))
        for sentence, tone in self._told(groups):
            card.add(Message(sentence, tone))
        for combination, times in list(groups.standing_out.items())[:COMBINATIONS_SHOWN]:
            card.add(note(f"{times} × {combination_said(combination, prepared.mapping, self._language)}", wraps=True))
        more = len(groups.standing_out) - COMBINATIONS_SHOWN
        if more > 0:
            card.add(note(self._language.say_n(N_("and {n} more"), N_("and {n} more"), more)))
        if groups.standing_out:
            card.add(theme.plain_label(proposal_said(groups, self._language), wraps=True, name="case_data.proposal"))
        if groups.standing_out:
            card.add(self._decisions(prepared, groups))
        return card.add(layout.rule(), self._steps(groups))

    def _decisions(self, prepared: Prepared, groups: Groups) -> QWidget:
        """Return the ways out: told less exactly as proposed, or left as it is, with blanks and people left out."""
        flow = layout.Flow(gap=12, line_gap=8)
        if groups.proposed is not None:
            take = buttons.button(self._say(N_("Generalise as proposed")), icons.TICK, name="take_proposal")
            take.clicked.connect(lambda: self.generalised.emit(dict(groups.proposed or {})))
            flow.addWidget(take)
        if prepared.cases:
            leave = buttons.button(self._say(N_("Leave it blank and leave them out")), icons.HIDE, name="accept_blanks")
            leave.clicked.connect(lambda: self._accept(leave))
            flow.addWidget(leave)
        return layout.boxed(flow, name="case_data.decisions")

    def _accept(self, button: QWidget) -> None:
        button.setEnabled(False)
        self._why.show_text(
            self._say(N_("It is written so: blank where somebody would stand out, and without those left out."))
        )
        self.accepted.emit()

    def _told(self, groups: Groups) -> list[tuple[str, theme.Tone]]:
        """Return what is to be said of the groups, each with how grave it is."""
        said: list[tuple[str, theme.Tone]] = []
        if groups.given_before:
            said.append((given_before_said(groups, self._language), theme.CHECK_TONE))
        if groups.without_diversity:
            said.append((diversity_said(groups, self._language), theme.CHECK_TONE))
        if groups.standing_out:
            alone = self._language.say_n(
                N_("{n} person stands out in a combination that fewer than {k} share:"),
                N_("{n} people stand out in combinations that fewer than {k} share:"),
                groups.people_standing_out,
                k=groups.k,
            )
            lost = self._say(
                N_("As it is now, {cells} cells are left blank and {people} people are left out."),
                cells=groups.suppressed.lost,
                people=groups.suppressed.left_out,
            )
            said.append((f"{lost} {alone}", theme.CHECK_TONE))
        else:
            everybody = N_("Nobody stands out: every combination is shared by at least {k} people.")
            said.append((self._say(everybody, k=groups.k), theme.DONE_TONE))
        return said

    def _steps(self, groups: Groups) -> QWidget:
        """Return the lists in which somebody says how exactly each is told."""
        flow = layout.Flow(gap=12, line_gap=8)
        for name, quasi in QUASIS.items():
            offered = [(step, step_said(name, step, self._language)) for step in range(len(quasi.steps))]
            pick = PickList(offered, name=f"step.{name}")
            spoken = self._say(NAMES_OF_QUASIS[name])
            pick.setAccessibleName(spoken)
            pick.setFixedWidth(theme.size(204))
            pick.show_key(groups.steps[name])
            pick.picked.connect(lambda step, name=name: self.generalised.emit({**groups.steps, name: step}))
            flow.addWidget(layout.boxed(layout.column(note(spoken), pick, gap=2)))
        return layout.boxed(flow, name="case_data.steps")

    def _lost(self, prepared: Prepared) -> Card:
        card = Card(self._say(N_("What is lost")), icons.HIDE, gap=6, name="case_data.lost")
        facts = Facts(answers_at_end=True)
        facts.show_facts([(kind, str(number)) for kind, number in losses_said(prepared, self._language)])
        lines = list(prepared.loss.lines())
        card.add(facts, layout.rule())
        for lost in [one for one in lines if one.cells is not None][:LOSSES_SHOWN]:
            what = lost_said(prepared.mapping, lost, self._language)
            card.add(note(f"{lost.cells} × {what} · {self._say(KINDS[lost.kind])}", wraps=True))
        whole = ", ".join(field_said(prepared.mapping, one.field, self._language) for one in lines if one.cells is None)
        if whole:
            card.add(note(self._say(N_("Blank for everybody: {fields}"), fields=whole), wraps=True))
        return card
