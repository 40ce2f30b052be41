"""Steps one after the other, at the door: what a step does before one may go on runs off the window's thread."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from centre_app.language import N_, Language
from centre_app.problems import Problem
from ui import background, icons
from ui.kit import buttons, layout
from ui.kit.layout import STRETCH
from ui.kit.messages import ResultBar
from ui.kit.panel import note
from ui.kit.step_card import StepCard
from ui.kit.steps import Steps
from ui.pages.first_run_steps import Step


class WayStep(Step):
    """One step back into the register. `work` is done once `check` lets go; what it raises is told on the page."""

    go_on = N_("Next")
    is_done = False  # from here there is no going back
    what = ""  # said to whoever closes the window while the work is under way

    def work(self, progress: background.Progress) -> None:
        """Do the slow part; nothing by default."""

    @property
    def has_work(self) -> bool:
        return type(self).work is not WayStep.work


class Wizard(QWidget):
    """`finished` after the last step; `left` when one goes back from the first."""

    finished = Signal()
    left = Signal()

    def __init__(self, steps: Sequence[WayStep], language: Language) -> None:
        super().__init__()
        self.steps, self._language, self._say = list(steps), language, language.say
        self._at = 0
        self._trail = Steps([step.shown_title for step in steps])
        self.result = ResultBar(self._say(N_("Close")))
        self._hint = note("", name="hint")
        self._back = buttons.button(self._say(N_("Back")), icons.BACK, name="back")
        self._next = buttons.filled("", icons.NEXT, name="next")
        self._back.clicked.connect(self.go_back)
        self._next.clicked.connect(self.go_on)
        self._card = StepCard(
            steps, layout.boxed(layout.row(self._hint, STRETCH, self._back, self._next, margins=(0, 0, 12, 0)))
        )
        whole = layout.column(self._trail, self.result, gap=12)
        whole.addWidget(self._card, 1)
        self.setLayout(whole)
        self._go_to(0)

    @property
    def step(self) -> WayStep:
        return self.steps[self._at]

    def go_on(self) -> None:
        """Go to the next step when this one lets go and its work is done."""
        if self._at == len(self.steps) - 1:
            self.finished.emit()
        elif self._next.isEnabled() and self.step.check():
            self.result.hide()
            if self.step.has_work:
                self._work()
            else:
                self._go_to(self._at + 1)

    def go_back(self) -> None:
        self.result.hide()
        if self._at == 0:
            self.left.emit()
        else:
            self._go_to(self._at - 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the next answer, and from the last one on to the next step."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
            return
        at = self.focusWidget()
        following = self.step.answer_after(at) if at is not None and self.step.isAncestorOf(at) else None
        if following is None:
            self.go_on()
        else:
            following.setFocus(Qt.FocusReason.TabFocusReason)

    def _work(self) -> None:
        self._be_busy(True)
        task = background.run(
            self.step.work,
            owner=self,
            then=lambda _nothing: self._go_to(self._at + 1),
            otherwise=self._on_problem,
            progress=lambda step: self._hint.setText(step.sentence),
            what=self._say(self.step.what) if self.step.what else "",
            merely_reads=not self.step.what,
        )
        task.ended.connect(lambda: self._be_busy(False))

    def _on_problem(self, problem: BaseException) -> None:
        if not isinstance(problem, Problem):
            raise problem
        self.result.tell_problem(*problem.told_in(self._language))

    def _be_busy(self, busy: bool) -> None:
        self._hint.setText(self._say(N_("One moment…")) if busy else "")
        self._next.setEnabled(not busy)
        self._back.setEnabled(not busy)
        self._card.setEnabled(True)
        self.step.setEnabled(not busy)

    def _go_to(self, at: int) -> None:
        self.step.setEnabled(True)
        self._at = at
        step = self.step
        is_over = step.is_done and at == len(self.steps) - 1
        self._trail.go_to(at + 1 if is_over else at)
        self._card.show_step(at)
        self._card.show_head(step.icon, f"{at + 1} · {step.shown_title}", self._say(step.about))
        self._back.setVisible(not step.is_done)
        self._next.setText(self._say(step.go_on))
        step.begin()
        if step.is_done:
            self._next.setFocus()
