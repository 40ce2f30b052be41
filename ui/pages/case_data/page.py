"""Case data for others: asked for at the left, looked at on the right, written to a stick at the end.

Reading and writing run off the window's thread. What is written is what was looked at: a change in what is asked for
takes the preview away.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from centre_app.case_data import export, writing
from centre_app.case_data.export import Prepared
from centre_app.case_data.generalising import AS_IT_IS
from centre_app.case_data.writing import Written
from centre_app.language import N_
from centre_app.problems import Problem
from ui import background, icons, theme
from ui.beside import stoppable
from ui.kit import buttons, layout
from ui.kit.scroll import Scroll
from ui.page import BACK, Destination, Page
from ui.pages.case_data.asking import Asking
from ui.pages.case_data.preview import Preview, waits_for_a_decision
from ui.session import Session
from ui.stick_choice import StickDialog

ASKING_WIDTH, ASKING_WIDTH_SMALL = 328, 308


class CaseDataPage(Page):
    belongs_to = "settings"

    def __init__(self, session: Session) -> None:
        say = session.say
        super().__init__(
            session,
            name="case_data",
            title=say(N_("HTCDS data")),
            subtitle=say(N_("Case data for others, in the words of HTCDS 2.0")),
            dense=True,
        )
        self._prepared: Prepared | None = None
        self._steps = dict(AS_IT_IS)
        self._looks = 0
        self.asking, self.preview = Asking(session), Preview(session)
        self._write = buttons.filled(say(N_("Write to a stick")), icons.STICK, name="write_case_data")
        staged = buttons.button(say(N_("Data from elsewhere")), icons.IMPORT, name="go_to_staged")
        back = buttons.button(say(N_("Back")), icons.BACK, name="back")
        self._write.setEnabled(False)
        self.put_actions(back, staged, self._write)
        back.clicked.connect(lambda: self.went.emit(BACK))
        staged.clicked.connect(lambda: self.go("staged_lines"))
        self._write.clicked.connect(self._ask_where)
        self.asking.changed.connect(self._on_changed)
        self.asking.asked.connect(self._look)
        self.preview.generalised.connect(self._generalise)
        self.preview.accepted.connect(lambda: self._write.setEnabled(True))
        self._lay_out()

    def _lay_out(self) -> None:
        self._left = Scroll(layout.column(self.asking, layout.STRETCH, gap=0), name="case_data.left")
        self._left.setFixedWidth(theme.size(ASKING_WIDTH))
        middle = layout.row(self._left, gap=12)
        middle.addWidget(Scroll(self.preview, name="case_data.right"), 1)
        self.body.addLayout(middle, 1)

    def fold(self, small: bool) -> None:
        super().fold(small)
        if hasattr(self, "_left"):
            self._left.setFixedWidth(theme.size(ASKING_WIDTH_SMALL if small else ASKING_WIDTH))

    def arrive(self, destination: Destination) -> None:
        self.refresh()

    def take_keyboard(self) -> None:
        self.asking.purpose.setFocus()

    def help_lines(self) -> list[str]:
        return [
            self.say(
                N_("Nobody is in a file who did not agree to be counted; with names, to share with the recipient.")
            ),
            self.say(N_("Numbers are drawn anew for each file. The register keeps whose they are, for corrections.")),
            self.say(N_("What is written stands in the journal: for whom, how coded, how many.")),
        ]

    # --- looking -----------------------------------------------------------------------------------------------

    def _on_changed(self) -> None:
        """What was looked at is not what is asked for any more."""
        self._looks += 1
        self._steps = dict(AS_IT_IS)
        self._show(None)

    def _generalise(self, steps: dict[str, int]) -> None:
        self._steps = steps
        self._look()

    def _look(self) -> None:
        wanted = self.asking.wanted(self._steps)
        if wanted is None:
            return
        self.result.hide()
        self._looks += 1
        number, register = self._looks, self.session.register

        def look(progress: background.Progress) -> Prepared:
            with stoppable(register, progress) as beside:
                return export.prepare(beside, wanted, told=lambda done, of: progress(done=done, total=of))

        self._run(
            look,
            self.say(N_("The file is being put together")),
            lambda prepared: self._show(prepared) if number == self._looks else None,
            merely_reads=True,
        )

    def _show(self, prepared: Prepared | None) -> None:
        self._prepared = prepared
        is_settled = prepared is not None and prepared.cases > 0 and not waits_for_a_decision(prepared)
        self._write.setEnabled(is_settled)
        if prepared is None:
            self.preview.show_nothing()
        else:
            self.preview.show_prepared(prepared)

    # --- writing -----------------------------------------------------------------------------------------------

    def _ask_where(self) -> None:
        dialog = StickDialog(
            self.session,
            title=self.say(N_("Where to write the case data")),
            about=self.say(N_("A folder of its own, with the tables, a spreadsheet and a README.")),
            act=self.say(N_("Write it here")),
            over=self,
        )
        folder = dialog.folder if dialog.exec() else None
        dialog.deleteLater()
        prepared, register = self._prepared, self.session.register
        if folder is None or prepared is None:
            return

        def write(progress: background.Progress) -> Written:
            with stoppable(register, progress) as beside:
                return writing.write(beside, prepared, folder, told=partial(_tell, progress))

        task = self._run(write, self.say(N_("The case data is being written")), self._on_written)
        task.ended.connect(lambda: self._look_again() if task.progress.is_stopped else None)

    def _look_again(self) -> None:
        """Stopped in the last moment it may be written all the same: the journal says which it was."""
        self.session.register.catch_up()
        self.session.tell_changed()

    def _on_written(self, written: Written) -> None:
        self.session.register.catch_up()
        self.session.tell_changed()
        self._on_changed()
        self.result.tell_done(
            self.language.say_n(
                N_("{n} case is written, in the folder {folder}. The journal says so."),
                N_("{n} cases are written, in the folder {folder}. The journal says so."),
                written.lines,
                folder=written.folder.name,
            )
        )

    def _run(
        self,
        work: Callable[[background.Progress], Any],
        title: str,
        then: Callable[[Any], object],
        *,
        merely_reads: bool = False,
    ) -> background.Task:
        return background.run_with_card(
            work,
            owner=self,
            title=title,
            cancel=self.say(N_("Stop")),
            then=then,
            otherwise=self._on_problem,
            merely_reads=merely_reads,
        )

    def _on_problem(self, problem: BaseException) -> None:
        if not isinstance(problem, Problem):
            raise problem
        self._show(None)
        self.tell_problem(problem)


def _tell(progress: background.Progress, name: str, done: int, total: int) -> None:
    progress(name, done=done, total=total)
