"""The part of a page that holds forms: it scrolls, and the save bar stays under it.

It counts findings, leads to the first fault, has drafts kept while one types, and asks what to do with what was typed
when one leaves. Saving itself is the page's: `sheet.write` returns whether it is saved.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from centre_app.language import N_
from centre_app.problems import DiskProblem, Problem
from centre_app.questions import Record
from centre_app.review import Finding
from ui import theme
from ui.kit import layout
from ui.kit.save_bar import SaveBar
from ui.kit.scroll import Scroll
from ui.leave_dialog import CONTINUE, SAVE, ask_before_leaving
from ui.record_form import RecordForm
from ui.session import Session

DRAFT_SECONDS = 10


def _nothing_to_say() -> list[Finding]:
    return []


class FormSheet(QWidget):
    """Put cards into `body`, `watch` the forms, and give it `review`, `write` and, where drafts are kept, a DraftKeeper.

    `keep` keeps what is typed and returns when it was kept, `let_go` lets go of it; `notes` are said with the findings.

    A page may take `bar` out and put it under its whole width (`Page.put_foot`).
    """

    changed = Signal()
    undone = Signal()

    def __init__(self, session: Session, *, save: str = "", name: str, sides: float | None = None) -> None:
        super().__init__()
        self.setObjectName(name)
        self._session, self._language = session, session.language
        self.forms: list[RecordForm] = []
        self.review: Callable[[], Sequence[Finding]] = _nothing_to_say
        self.was_asked = False  # to save: from then on a list that comes last is asked for too
        self.write: Callable[[], bool] = lambda: True
        self.keep: Callable[[], datetime | None] | None = None
        self.let_go: Callable[[], None] = lambda: None
        self.notes: Sequence[Finding] = ()
        self._findings: Sequence[Finding] = ()
        self.body: QVBoxLayout = layout.column(gap=12, margins=(24, 0, 24, 16))
        self._end = layout.column(self.body, layout.STRETCH, gap=0)
        self.scroll = Scroll(self._end, name=f"{name}.scroll")
        self.bar = SaveBar(self._language, save=save, name=f"{name}.save_bar")
        self.bar.save_asked.connect(self.save)
        self.bar.undo_asked.connect(self.take_back)
        self.bar.fault_asked.connect(self.go_to_fault)
        stack = layout.column(gap=0)
        stack.addWidget(self.scroll, 1)
        stack.addWidget(self.bar)
        self.setLayout(stack)
        self._timer = QTimer(self, interval=DRAFT_SECONDS * 1000)
        self._timer.timeout.connect(self.keep_draft)
        self.bar.show_changed(False)
        self._sides = sides
        self._side = theme.size(24 if sides is None else sides)
        self.scroll.verticalScrollBar().rangeChanged.connect(self._keep_edges)

    def watch(self, *forms: RecordForm) -> None:
        """Count these forms in."""
        for form in forms:
            self.forms.append(form)
            form.changed.connect(self._on_changed)
            form.left.connect(lambda _question: self.look_again())

    def forget(self, *forms: RecordForm) -> None:
        """Count these forms no more: their part of the page was taken away."""
        self.forms = [form for form in self.forms if form not in forms]
        self._on_changed()

    @property
    def has_changed(self) -> bool:
        return any(form.has_changed for form in self.forms)

    def records(self) -> list[Record]:
        """Return the records as they stand in the forms."""
        return [form.record() for form in self.forms]

    # Saving

    def save(self) -> bool:
        """Save when nothing stops it; else lead to the first fault and say how many there are."""
        self.was_asked = True
        self.look_again()
        if self._faults:
            self.go_to_fault()
            return False
        if not self.write():
            return False
        self._forget_draft()
        self.bar.show_changed(self.has_changed)
        return True

    def take_back(self) -> None:
        """Show what is saved again."""
        for form in self.forms:
            form.show_record(form.saved_record)
        self._forget_draft()
        self.look_again()
        self.bar.show_changed(False)
        self.undone.emit()

    def close_by(self, close: Callable[[], object]) -> None:
        """Have the button beside "save" close the window in which the form stands, where it has one of its own."""
        self.bar.undo_asked.disconnect(self.take_back)
        self.bar.undo_asked.connect(close)
        self.bar.offer_to_close()

    def may_leave(self) -> bool:
        """Ask what to do with what was typed, and only when something truly was."""
        self.keep_draft()
        if not self.has_changed:
            return True
        match ask_before_leaving(self, self._language):
            case choice if choice == SAVE:
                return self.save()
            case choice if choice == CONTINUE:
                return False
        self.take_back()
        return True

    def keep_draft(self) -> None:
        """Keep what was typed, where the page keeps drafts; what stands as it was saved is no draft any more."""
        if self.keep is None:
            return
        if not self.has_changed:
            self._forget_draft()
            return
        try:
            kept_at = self.keep()
        except DiskProblem:
            self.bar.show_draft(self._language.say(N_("Draft not kept: write it on paper")), theme.FAULT_TONE)
            self._session.disk_doubted.emit()
            return
        except Problem:
            self.bar.show_draft(self._language.say(N_("Draft not kept: save now")), theme.CHECK_TONE)
            return
        if kept_at is not None:
            self.show_kept(kept_at)

    def show_kept(self, at: datetime) -> None:
        """Say when the draft was kept."""
        self.bar.show_draft(self._language.say(N_("Draft kept at {time}"), time=self._language.clock(at)))

    def _forget_draft(self) -> None:
        self._timer.stop()
        self.bar.show_draft("")
        self.let_go()

    # Findings

    def look_again(self) -> None:
        """Review what stands in the forms and show what is to be said."""
        self._findings = [*self.review(), *self.notes]
        for form in self.forms:
            form.show_findings(self._findings)
        checks = sum(1 for finding in self._findings if finding.severity == "warns")
        self.bar.show_counts(faults=self._faults, checks=checks)

    def go_to_fault(self) -> None:
        """Put the cursor into the first answer that stops the save, else into the first to check."""
        for form in self.forms:
            for question in form.questions:
                if question in form.problems() or self._is_found(form, question, faults_only=bool(self._faults)):
                    self.reveal(form, question)
                    return

    def fold(self, small: bool) -> None:
        usual = 16 if small else 24
        self._side = theme.size(usual if self._sides is None else self._sides)
        self._keep_edges()
        self.bar.fold(small)
        for form in self.forms:
            form.fold(small)

    def _keep_edges(self) -> None:
        """Let the cards end where the head of the page ends, whether the scroll bar is there or not."""
        bar = self.scroll.verticalScrollBar()
        right = self._side - (bar.sizeHint().width() if bar.maximum() > 0 else 0)
        self.body.setContentsMargins(self._side, 0, max(right, 0), theme.size(16))

    @property
    def _faults(self) -> int:
        """Count what stops the save and stands in sight; what no question here could mend is said by the save itself."""
        unclear = sum(len(form.problems()) for form in self.forms)
        blocking = (finding for finding in self._findings if finding.blocks)
        return unclear + sum(any(form.shows(finding) for form in self.forms) for finding in blocking)

    def _is_found(self, form: RecordForm, question: str, *, faults_only: bool) -> bool:
        return any(
            form.shows(finding) and finding.question == question and (finding.blocks or not faults_only)
            for finding in self._findings
        )

    def reveal(self, form: RecordForm, question: str) -> None:
        """Bring a question into sight, with the cursor in it."""
        line = form.line_of(question)
        if line is not None:
            self.scroll.reveal(line)
        form.go_to(question)

    def _on_changed(self) -> None:
        changed = self.has_changed
        self.bar.show_changed(changed)
        if changed and not self._timer.isActive():
            self._timer.start()
        self.changed.emit()
