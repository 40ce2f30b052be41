"""The summary: the plan at a glance, her children, what is next, health and learning in a few lines."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from centre_app.agenda import Due, agenda_of
from centre_app.agenda.said import due_in_words
from centre_app.ages import age_said
from centre_app.areas import BRIEF, HEALTH, PLAN, SCHOOL
from centre_app.case_view import CaseView, Relation
from centre_app.casework import merging
from centre_app.choices import choices
from centre_app.kept_said import area_kept_for
from centre_app.language import N_
from centre_app.problems import Problem
from centre_app.records import CaseFile
from ui import icons, theme
from ui.dates_said import due_said
from ui.due_words import icon_of
from ui.kit import buttons, layout
from ui.kit.bars import PartsBar, ProgressBar
from ui.kit.chip import Chip
from ui.kit.facts import DatedLine, Facts
from ui.kit.panel import Card, icon_tile, note
from ui.kit.rows import Elided
from ui.kit.scroll import Scroll
from ui.page import Destination
from ui.pages.case import transfer_card
from ui.pages.case.merged_card import merged_card
from ui.pages.case.plan import no_plan_yet
from ui.pages.case.section import CaseSection
from ui.session import Session

REACHED = frozenset({"achieved", "partially"})
NEXT_DATES = 6


class SummarySection(CaseSection):
    def __init__(self, session: Session) -> None:
        super().__init__(session, name="summary")
        self._columns = layout.row(gap=12)
        self.setLayout(layout.column(Scroll(self._columns, name="summary.scroll")))

    def show_file(self, file: CaseView) -> None:
        layout.clear(self._columns)
        left = layout.column(self._plan(file), gap=12)
        if file.children or file.mother:
            layout.add(left, self._family(file))
        if transfer_card.has_moved(self.session, file):
            card = transfer_card.TransferCard(self.session, file, over=self)
            card.told.connect(self.told)
            card.failed.connect(self.failed)
            card.went.connect(self.went)
            layout.add(left, card)
        if file.merged:
            layout.add(left, merged_card(self.session, file.merged, undone=self._unmerge))
        layout.add(left, layout.STRETCH)
        right = layout.column(self._dates(file), self._health(file), self._learning(file), layout.STRETCH, gap=12)
        self._columns.addLayout(left, 1)
        self._columns.addLayout(right, 1)

    def _unmerge(self, merged: CaseFile) -> None:
        try:
            self.session.do(merging.unmerge, merged)
        except Problem as problem:
            self.fail(problem)
            return
        self.told.emit(self.say(N_("File {code} stands alone again."), code=merged.code or ""))

    # --- the plan ----------------------------------------------------------------------------------------------

    def _plan(self, file: CaseView) -> Card:
        plan = file.plan
        title = self.say(N_("Care plan"))
        if file.is_shut(PLAN):
            return self._kept(title, icons.GOAL, PLAN)
        if plan is None:
            card = Card(title, icons.GOAL, name="summary.plan")
            return card.add(no_plan_yet(self, file))
        status = choices("plan_status").label(plan.status, self.language, file.person.sex)
        version = self.say(N_("Version {version} · {status}"), version=str(plan.version or ""), status=status.lower())
        card = Card(title, icons.GOAL, head_end=Chip(version, theme.DONE_TONE, ""), name="summary.plan")
        card.add(self._domains(file), layout.rule())
        review = self.say(N_("Next review: {day}"), day=plan.review_on) if plan.review_on else ""
        go = buttons.quiet(self.say(N_("Open the plan")), icons.OPEN, name="open_plan")
        go.setVisible(file.case.centre_id == self.session.register.centre_id)
        go.clicked.connect(lambda: self.went.emit(Destination(page="plan", case_id=file.case.id)))
        return card.add(layout.row(note(review), layout.STRETCH, go))

    def _domains(self, file: CaseView) -> QWidget:
        grid = QGridLayout()
        grid.setVerticalSpacing(theme.size(7))
        grid.setHorizontalSpacing(theme.size(20))
        assert file.plan is not None
        goals = file.goals_of(file.plan)
        domains = list(dict.fromkeys(goal.domain for goal in goals if goal.domain))
        for line, domain in enumerate(domains):
            wanted = [goal for goal in goals if goal.domain == domain]
            reached = sum(goal.status in REACHED for goal in wanted)
            said = self.say(N_("{reached} of {total}"), reached=reached, total=len(wanted))
            grid.addWidget(Elided(choices("care_domain").label(domain, self.language)), line, 0)
            grid.addWidget(PartsBar(reached, len(wanted), spoken=said), line, 1)
            count = theme.plain_label(said, theme.SECOND, theme.MEDIUM)
            grid.addWidget(count, line, 2, Qt.AlignmentFlag.AlignRight)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)
        if not domains:
            grid.addWidget(note(self.say(N_("No goal yet."))), 0, 0)
        return layout.boxed(grid)

    # --- mother and children -----------------------------------------------------------------------------------

    def _family(self, file: CaseView) -> Card:
        title = self.say(N_("Her children"), sex=file.person.sex) if file.children else self.say(N_("Mother"))
        card = Card(title, icons.BABY, gap=12, name="summary.family")
        for relation in file.children or [file.mother]:
            if relation is not None:
                card.add(self._relation(relation))
        return card

    def _relation(self, relation: Relation) -> QWidget:
        code = relation.case.code or ""
        age = age_said(relation.person.birth, on=self.session.today, language=self.language)
        parts = [part for part in (age, code, self._where(relation)) if part]
        words = layout.column(
            theme.plain_label(relation.name.in_text or code, theme.BODY, theme.MEDIUM),
            Elided(" · ".join(parts), theme.SECOND, colour=theme.MUTED),
            gap=2,
        )
        go = buttons.button(self.say(N_("Open")), name=f"open_{code}", in_row=True)
        go.clicked.connect(lambda: self.went.emit(Destination(page="case", case_id=relation.case.id)))
        line = layout.row(icon_tile(icons.BABY, points=40, ground=theme.CIRCLE, colour=theme.MUTED), gap=12)
        line.addLayout(words, 1)
        line.addWidget(go)
        return layout.boxed(line)

    def _where(self, relation: Relation) -> str:
        if relation.bed is not None:
            cot = relation.bed.kind == "cot"
            message = N_("Cot {label}") if cot else N_("Bed {label}")
            return self.say(message, label=relation.bed.label or "")
        return "" if relation.stay else self.say(N_("Has left"), sex=relation.person.sex)

    # --- dates, health, learning -------------------------------------------------------------------------------

    def _dates(self, file: CaseView) -> Card:
        card = Card(self.say(N_("Next dates")), icons.DATE, gap=0, name="summary.dates")
        coming = agenda_of(self.session.register, file.case.id)[:NEXT_DATES]
        for due in coming:
            when, tone, icon = due_said(due.due_on, today=self.session.today, language=self.language)
            card.add(DatedLine(icon_of(due.task, due.section), self._what(due, file.person.sex), when, tone, icon))
        if not coming:
            card.add(note(self.say(N_("Nothing is planned."))))
        return card

    def _what(self, due: Due, sex: str | None) -> str:
        return due_in_words(due, self.language, sex=sex)

    def _health(self, file: CaseView) -> Card:
        say, brief = self.say, file.brief
        if file.is_shut(BRIEF):
            return self._kept(say(N_("Health")), icons.HEALTH, BRIEF)
        last = file.visits[-1] if file.visits else None
        facts: list[tuple[str, str]] = []
        if last and last.seen_on:
            where = f" · {last.facility}" if last.facility else ""
            facts.append((say(N_("Last visit")), f"{self.language.day(last.seen_on)}{where}"))
        if brief is not None:
            if brief.next_on:
                facts.append((say(N_("Next appointment")), self.language.day(brief.next_on)))
            for label, answer in ((N_("Allergies"), brief.allergies), (N_("Treatment"), brief.treatment)):
                if answer:
                    facts.append((say(label), answer))
        if not facts and file.is_shut(HEALTH):  # what the team is not told is not nothing
            return self._kept(say(N_("Health")), icons.HEALTH, HEALTH)
        return self._facts_card(say(N_("Health")), icons.HEALTH, facts, strong=say(N_("Next appointment")))

    def _learning(self, file: CaseView) -> Card:
        if file.is_shut(SCHOOL):
            return self._kept(self.say(N_("School and training")), icons.SCHOOL, SCHOOL)
        facts: list[tuple[str, str]] = []
        for enrolment in file.schooling:
            if enrolment.to_on is None:
                kind = choices("education_provision").label(enrolment.provision, self.language)
                facts.append((kind, enrolment.timetable or enrolment.establishment or ""))
        for training in file.training:
            if training.to_on is None:
                trade = choices("trade").label(training.trade, self.language)
                facts.append((trade, choices("training_mode").label(training.mode, self.language)))
        card = self._facts_card(self.say(N_("School and training")), icons.SCHOOL, facts)
        attendance = file.evaluations[-1].attendance_percent if file.evaluations else None
        if attendance is not None:
            said = self.say(N_("Attendance: {percent}"), percent=self.language.percent(attendance / 100))
            card.add(note(said), ProgressBar(attendance / 100, spoken=said))
        return card

    def _kept(self, title: str, icon: str, area: str) -> Card:
        return Card(title, icon).add(note(area_kept_for(area, self.language), wraps=True))

    def _facts_card(self, title: str, icon: str, facts: list[tuple[str, str]], *, strong: str = "") -> Card:
        card = Card(title, icon)
        if not facts:
            return card.add(note(self.say(N_("Nothing written yet."))))
        shown = Facts()
        shown.show_facts(facts, strong=frozenset({strong}))
        return card.add(shown)
