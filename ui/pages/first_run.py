"""The first run: seven steps from a language to a register that is ready; the one of rooms falls away at headquarters.

What was typed is kept while one goes back and forth, or changes the language. Nothing is written before the last
step but one; making the register runs off the window's thread and can be stopped, and then nothing is left of it.
"""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from centre_app.door import folder_for
from centre_app.language import N_, Language
from centre_app.opening import STEPS, Beginning, create_register
from centre_app.problems import Problem
from centre_app.register import AT_A_CENTRE, AT_HEADQUARTERS
from ui import background, icons, theme
from ui.kit import buttons, layout
from ui.kit.layout import STRETCH
from ui.kit.messages import ResultBar
from ui.kit.panel import Card, icon_tile, note, page_title
from ui.kit.scroll import Scroll
from ui.kit.steps import Steps
from ui.pages.first_run_director import DirectorStep
from ui.pages.first_run_paper import SheetCheckStep, SheetStep
from ui.pages.first_run_ready import ReadyStep
from ui.pages.first_run_rooms import RoomsStep, plan_of
from ui.pages.first_run_steps import Answers, HouseStep, LanguageStep, Step
from ui.pages.recovery.paper import show_before_printing
from ui.pages.unlock_parts import DarkSide
from ui.short_clipboard import ShortClipboard
from ui.training_register import practise

LOW = 650  # points; in a lower window the questions need the room of the title
FIRST_ROLE = {AT_A_CENTRE: "director", AT_HEADQUARTERS: "hq_supervisor"}


class FirstRunPage(QWidget):
    """Leads through the steps. `finished` carries the folder of the new register: its door comes next."""

    language_chosen = Signal(object)  # a Language
    finished = Signal(object)  # a Path
    stick_asked = Signal()  # a register comes back from a backup stick instead

    def __init__(self, home: Path, language: Language) -> None:
        super().__init__()
        self.setObjectName("first_run")
        self._home, self.language, self.say = home, language, language.say
        self.answers = Answers()
        self._is_made = False
        self._clipboard = ShortClipboard(self)
        self._inside: QWidget | None = None
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._at = 0
        self._build()

    # Laying out

    def _build(self) -> None:
        """Make everything in the language chosen, with the answers as they are."""
        if self._inside is not None:
            self._inside.hide()
            self._inside.deleteLater()
        self.steps = self._make_steps()
        self._stack = QStackedWidget()
        for step in self.steps:
            self._stack.addWidget(Scroll(layout.column(step, margins=(0, 0, 12, 0)), ground=theme.CARD))
        self._trail = Steps([step.shown_title for step in self.steps])
        self.result = ResultBar(self.say(N_("Close")))
        self._heading = theme.plain_label("", theme.SUB_TITLE, theme.MEDIUM, name="step_title")
        self._about = note("", wraps=True, name="step_about")
        self._tile = layout.column()
        self._inside = QWidget()
        self._inside.setLayout(self._whole())
        self._outer.addWidget(self._inside)
        self._fit()
        self._go_to(self._at)

    def _make_steps(self) -> list[Step]:
        language = LanguageStep(self.answers, self.language)
        language.chosen.connect(self._speak)
        house = HouseStep(self.answers, self.language)
        house.kind_chosen.connect(self._on_kind, Qt.ConnectionType.QueuedConnection)
        sheet = SheetStep(self.answers, self.language)
        sheet.print_asked.connect(self._print_recovery_sheet)
        director, check = DirectorStep(self.answers, self.language), SheetCheckStep(self.answers, self.language)
        steps: list[Step] = [language, house, director, sheet, check]
        if not self.answers.is_headquarters:
            steps.append(RoomsStep(self.answers, self.language))
        self._ready = ReadyStep(self.answers, self.language)
        self._ready.print_asked.connect(self._print_sheet)
        self._ready.training_asked.connect(self._practise)
        return [*steps, self._ready]

    def _whole(self) -> layout.QHBoxLayout:
        self._side = DarkSide(
            self.say(N_("Registre")),
            self.say(N_("First start")),
            [self.say(N_("Everything stays on this laptop, locked."))],
        )
        head = layout.row(gap=16)
        head.addLayout(self._tile)
        head.addLayout(layout.column(self._heading, self._about, gap=2), 1)
        card = Card(gap=12, margins=(24, 16, 24, 12), name="step_card")
        card.add(head, layout.rule())
        card.body.addWidget(self._stack, 1)
        card.add(layout.rule(), self._foot())
        self._title = page_title(self.say(N_("A new register")))
        right = layout.column(self._title, self._trail, self.result, gap=12, margins=(24, 16, 24, 16))
        right.addWidget(card, 1)
        whole = layout.row(self._side, gap=0)
        whole.addLayout(right, 1)
        return whole

    def _foot(self) -> layout.QHBoxLayout:
        self._back = buttons.button(self.say(N_("Back")), icons.BACK, name="back")
        self._next = buttons.filled("", icons.NEXT, name="next")
        self._back.clicked.connect(self.go_back)
        self._next.clicked.connect(self.go_on)
        self._hint = note("", name="hint")
        self._stick = buttons.quiet(self.say(N_("I have a backup stick")), icons.STICK, name="from_stick")
        self._stick.clicked.connect(self.stick_asked.emit)
        return layout.row(self._stick, self._hint, STRETCH, self._back, self._next)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a narrow window the questions take the room of the dark side."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self._title.setVisible(self.height() >= theme.size(LOW))
        self._side.setVisible(self.width() >= theme.size(theme.SMALL_WIDTH))
        self._side.take(theme.size(264), low=False)

    # Going from step to step

    @property
    def step(self) -> Step:
        return self.steps[self._at]

    def go_on(self) -> None:
        """Go to the next step when this one lets go; before the last one the register is made."""
        if self._is_made:
            self.finished.emit(self._folder)
        elif self.step.check():
            self.result.hide()
            if self._at == len(self.steps) - 2:
                self._make()
            else:
                self._go_to(self._at + 1)

    def go_back(self) -> None:
        """Go back a step; what stands in this one is kept."""
        self.step.keep()
        self._go_to(max(self._at - 1, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the next answer, and from the last one on to the next step; Esc does nothing."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go_on_from(self.focusWidget())
        elif event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)

    def _go_on_from(self, at: QWidget | None) -> None:
        following = self.step.answer_after(at) if at is not None and self.step.isAncestorOf(at) else None
        if following is None:
            self.go_on()
        else:
            following.setFocus(Qt.FocusReason.TabFocusReason)

    def _go_to(self, at: int) -> None:
        self._at = at
        self._trail.go_to(len(self.steps) if self._is_made else at)
        self._stack.setCurrentIndex(at)
        self._heading.setText(f"{at + 1} · {self.step.shown_title}")
        self._about.setText(self.say(self.step.about))
        layout.clear(self._tile)
        self._tile.addWidget(icon_tile(self.step.icon))
        self._back.setVisible(at > 0 and not self._is_made)
        self._stick.setVisible(at == 0)
        self._show_next()
        self.step.begin()

    def _show_next(self) -> None:
        makes = self._at == len(self.steps) - 2
        words = N_("Go to the door") if self._is_made else N_("Make the register") if makes else N_("Next")
        self._next.setText(self.say(words))
        self._next.show_icon(icons.UNLOCK if self._is_made else icons.SAVE if makes else icons.NEXT)
        self._hint.setText(self.say(N_("Nothing has been written yet.")) if makes else "")

    def _speak(self, language: Language) -> None:
        for step in self.steps:
            step.keep()
        self.language, self.say = language, language.say
        self.language_chosen.emit(language)
        self._build()

    def _on_kind(self) -> None:
        """Headquarters has no rooms: another list of steps."""
        for step in self.steps:
            step.keep()
        self._build()

    # Making the register

    def _make(self) -> None:
        self._folder = folder_for(self._home, self.answers.centre.name or "")
        folder, beginning, say = self._folder, self._beginning(), self.say

        def make(progress: background.Progress) -> None:
            create_register(
                folder, beginning, told=lambda step: progress(say(step), done=STEPS.index(step), total=len(STEPS))
            )

        self._next.setEnabled(False)
        self._back.setEnabled(False)
        task = background.run_with_card(
            make,
            owner=self,
            title=self.say(N_("The register is being made")),
            cancel=self.say(N_("Stop")),
            then=self._on_made,
            otherwise=self._on_failed,
        )
        task.ended.connect(lambda: self._on_ended(was_stopped=task.progress.is_stopped))

    def _beginning(self) -> Beginning:
        answers = self.answers
        return Beginning(
            kind=answers.kind,
            code=answers.centre.code or "",
            name=(answers.centre.name or "").strip(),
            person=(answers.director.name or "").strip(),
            roles=frozenset({FIRST_ROLE[answers.kind]}),
            passphrase=answers.passphrase,
            sex=answers.director.sex,
            region=answers.centre.region,
            rooms=() if answers.is_headquarters else tuple(plan for plan in map(plan_of, answers.rooms) if plan),
            paper_code=answers.sheet.code,
        )

    def _on_made(self, _nothing: object) -> None:
        self._is_made = True
        self._ready.folder = self._folder
        self._go_to(len(self.steps) - 1)
        self._next.setFocus()

    def _on_failed(self, problem: BaseException) -> None:
        if not isinstance(problem, Problem):
            raise problem
        self.result.tell_problem(*problem.told_in(self.language))

    def _practise(self) -> None:
        """Make a register to practise in as well; one goes to it from the door."""
        done = self.say(N_("The training register is made: the button “Training register” at the door opens it."))
        practise(
            self._home,
            self.language,
            over=self,
            then=lambda _folder: self.result.tell_done(done),
            otherwise=self._on_failed,
            may_open=False,
        )

    def _print_sheet(self) -> None:
        """Show the sheet with the passphrase; it goes to a printer, and never into a file."""
        from ui.pages.first_run_sheet import show_passphrase_sheet  # late: it loads ReportLab

        show_passphrase_sheet(self.answers, self.language, over=self)

    def _print_recovery_sheet(self) -> None:
        """Show the recovery sheet; it goes to a printer, and never into a file either."""
        centre = self.answers.centre
        show_before_printing(
            self.answers.sheet, centre=centre.name or "", code=centre.code or "", language=self.language, over=self
        )

    def _on_ended(self, *, was_stopped: bool) -> None:
        if was_stopped:
            self.result.tell_problem(
                self.say(N_("Stopped. Nothing was kept of the register, and your answers are still here."))
            )
        self._next.setEnabled(True)
        self._back.setEnabled(True)
