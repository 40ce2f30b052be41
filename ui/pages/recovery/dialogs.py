"""Over Administration: a new recovery sheet put on paper and typed back, and the rehearsal of the one in the safe."""

from PySide6.QtWidgets import QDialog, QStackedWidget, QWidget

from centre_app import recovery
from centre_app.language import N_
from centre_app.problems import Problem
from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.layout import STRETCH
from ui.kit.messages import ResultBar
from ui.kit.panel import note, page_title
from ui.pages.recovery.code_field import CodeField
from ui.pages.recovery.paper import ShownSheet, TypedBack, show_before_printing
from ui.session import Session

WIDTH = 840


class _Dialog(QDialog):
    """A title, what it is about, what is asked, and two buttons."""

    def __init__(self, session: Session, name: str, title: str, *, over: QWidget) -> None:
        super().__init__(over.window())
        self.session, self.say = session, session.say
        self.setObjectName(name)
        self.setWindowTitle(self.say(title))
        self.setModal(True)
        self.result_bar = ResultBar(self.say(N_("Close")))
        self.about = note("", wraps=True, name="about")
        self.go = buttons.filled("", icons.NEXT, name=f"{name}.go")
        self.go.clicked.connect(self.go_on)
        cancel = buttons.button(self.say(N_("Cancel")), icons.CLOSE, name=f"{name}.cancel")
        cancel.clicked.connect(self.reject)
        self.inside = layout.column()
        outer = layout.column(
            page_title(self.say(title)), self.about, self.result_bar, gap=12, margins=(24, 16, 24, 16)
        )
        outer.addLayout(self.inside, 1)
        layout.add(outer, layout.row(STRETCH, cancel, self.go))
        self.setLayout(outer)
        self.resize(min(theme.size(WIDTH), over.window().width()), theme.size(380))

    def go_on(self) -> None:
        raise NotImplementedError

    def refuse(self, problem: Problem) -> None:
        self.result_bar.tell_problem(*problem.told_in(self.session.language))


class NewSheetDialog(_Dialog):
    """The new sheet takes the place of the former one only once three of its groups were typed back."""

    def __init__(self, session: Session, *, over: QWidget) -> None:
        super().__init__(session, "new_sheet_dialog", N_("A new recovery sheet"), over=over)
        self._sheet = recovery.new_sheet()
        shown = ShownSheet(self._sheet, session.language)
        shown.print_asked.connect(self._print)
        self._typed = TypedBack(self._sheet, session.language)
        self._stack = QStackedWidget()
        for stage in (shown, self._typed):
            self._stack.addWidget(layout.boxed(layout.column(stage, STRETCH)))
        self.inside.addWidget(self._stack)
        self._show_stage(0)

    def go_on(self) -> None:
        if self._stack.currentIndex() == 0:
            self._show_stage(1)
        elif self._typed.check():
            try:
                self.session.do(recovery.keep_sheet, self._sheet)
            except Problem as problem:
                self.refuse(problem)
            else:
                self.accept()

    def _show_stage(self, stage: int) -> None:
        self._stack.setCurrentIndex(stage)
        about, words = (
            (N_("Put it on paper, for a closed envelope in the safe."), N_("It is on paper")),
            (N_("Type these three groups as they stand on your paper."), N_("From now on this sheet counts")),
        )[stage]
        self.about.setText(self.say(about))
        self.go.setText(self.say(words))
        if stage:
            self._typed.begin()

    def _print(self) -> None:
        centre = self.session.centre
        name = (centre.name if centre else None) or ""
        register = self.session.register
        show_before_printing(
            self._sheet,
            centre=name,
            code=register.code,
            language=self.session.language,
            over=self,
            is_training=register.is_training,
            before=lambda: recovery.note_print(register),
        )


class RehearsalDialog(_Dialog):
    """The whole code is typed as if one had forgotten; the register is tried with it, and nothing changes."""

    def __init__(self, session: Session, *, over: QWidget) -> None:
        super().__init__(session, "rehearsal_dialog", N_("Rehearsal"), over=over)
        self._code = CodeField(session.language, recovery.check_form, right=N_("The code is whole. Try it now."))
        self.inside.addWidget(layout.boxed(layout.column(self._code, STRETCH)))
        self.about.setText(
            self.say(N_("Fetch the envelope from the safe and type the seven groups, as on the bad day."))
        )
        self.go.setText(self.say(N_("Try the code")))
        self._code.begin()

    def go_on(self) -> None:
        self.result_bar.hide()
        if not self._code.insist():
            return
        try:
            self.session.do(recovery.rehearse, self._code.code)
        except Problem as problem:
            self.refuse(problem)
        else:
            self.accept()

    def done(self, outcome: int) -> None:
        """The code does not stay in its fields."""
        self._code.clear()
        super().done(outcome)
