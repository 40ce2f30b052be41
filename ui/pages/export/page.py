"""The page of the month's export: where one is, what has been made so far, and the work behind each step.

Gathering and encrypting have the register over connections of their own; writing and reading back need none. What
was encrypted keeps its number: after a full or a pulled stick the very same file is written again.
"""

from collections.abc import Callable, Sequence
from datetime import date

from centre_app.exchange import before_export, bundle
from centre_app.exchange.before_export import BeforeExport
from centre_app.exchange.bundle import Prepared, Sealed
from centre_app.exchange.partners import locks_of
from centre_app.exchange.sticks import Step
from centre_app.language import N_
from centre_app.problems import Problem
from ui import background, icons, theme
from ui.kit import buttons, layout
from ui.kit.scroll import Scroll
from ui.kit.step_card import StepCard
from ui.kit.steps import Steps
from ui.page import Destination, Page
from ui.pages.export import work
from ui.pages.export.check_step import CheckStep
from ui.pages.export.foot import Foot, Stand
from ui.pages.export.new_line import begin_new_line
from ui.pages.export.receipt import read_acknowledgement
from ui.pages.export.seal_step import SealStep
from ui.pages.export.side import Side
from ui.pages.export.steps import ABOUT, HEADINGS, ICONS, NAMES, At
from ui.pages.export.stick_step import StickStep
from ui.pages.export.transfer import receive_button
from ui.pages.export.write_step import WriteStep
from ui.session import Session

HOME, SIDE_WIDTH = "residents", 312


class ExportPage(Page):
    def __init__(self, session: Session) -> None:
        super().__init__(session, name="export", title=session.say(N_("Month’s export")), dense=True)
        say, language = self.say, self.language
        self._month = before_export.month_to_begin_with(session.register)
        self._found: BeforeExport | None = None
        self._prepared: Prepared | None = None
        self._sealed: Sequence[Sealed] = ()
        self._task: background.Task | None = None
        self._is_good, self._looks = False, 0
        self.check = CheckStep(language, before_export.months_to_choose(session.today))
        self.stick = StickStep(language)
        self.seal = SealStep(language)
        self.write = WriteStep(language)
        self.side = Side(language)
        self.foot = Foot(language)
        self._card = StepCard((self.check, self.stick, self.seal, self.write), self.foot)
        self._trail = Steps([say(name) for name in NAMES])
        self._leave = buttons.button(say(N_("Leave without exporting")), icons.CLOSE, name="leave_export")
        self._home = buttons.button(say(N_("Back to the residents")), icons.HOME, name="finish_export")
        self._transfer = receive_button(self)
        self.put_actions(self._transfer, self._leave, self._home)
        self._lay_out()
        self._connect()
        self._go_to(At.CHECK)

    def _lay_out(self) -> None:
        side = Scroll(self.side, name="export_side")
        side.setFixedWidth(theme.size(SIDE_WIDTH))
        whole = layout.row(gap=16)
        whole.addWidget(self._card, 1)
        whole.addWidget(side)
        layout.add(self.body, self._trail)
        self.body.addLayout(whole, 1)

    def _connect(self) -> None:
        self._leave.clicked.connect(self._go_home)
        self._home.clicked.connect(self._go_home)
        self.foot.backed.connect(lambda: self._go_to(At(self._at - 1)))
        self.foot.went_on.connect(self._go_on)
        self.foot.stopped.connect(self._stop_writing)
        self.foot.other_stick_asked.connect(lambda: self._go_to(At.STICK))
        self.foot.again_asked.connect(self._write)
        self.foot.print_asked.connect(self.print_page)
        self.check.month_chosen.connect(self._choose_month)
        self.check.case_asked.connect(lambda case_id: self.go("case", case_id=case_id))
        self.check.enrolment_asked.connect(lambda: self.go("enrolment"))
        self.check.receipt_asked.connect(lambda: self._do_beside(read_acknowledgement))
        self.check.new_line_asked.connect(lambda: self._do_beside(begin_new_line))
        self.stick.changed.connect(self._show_where)

    # --- where one is ------------------------------------------------------------------------------------------

    def arrive(self, destination: Destination) -> None:
        """Come back to the step one was at: writing goes on while one works on another page."""
        self.refresh()

    def refresh(self) -> None:
        if self._at == At.CHECK:
            self._look()

    def _go_to(self, at: At) -> None:
        self._at = at
        self._trail.go_to(at)
        self._card.show_step(min(at, At.WRITE))
        if at != At.SLIP:  # the slip is printed under what reading back has found
            self._card.show_head(ICONS[at], f"{at + 1} · {self.say(HEADINGS[at])}", self.say(ABOUT[at]))
        if at == At.SEAL and self._found is not None and self.stick.choice.drive is not None:
            self.seal.show_plan(self._found, self.stick.choice.drive, self.stick.carrier)
        self._show_title()
        self._show_where()

    def _show_title(self) -> None:
        centre, found = self.session.centre, self._found
        month = self.language.month(self._month)
        parts = {"month": month[:1].upper() + month[1:], "centre": (centre.name if centre else None) or ""}
        if found is not None and found.headquarters is not None:
            line = self.say(
                N_("{month} · from {centre} to {headquarters}"), headquarters=found.headquarters.name, **parts
            )
        else:
            line = self.say(N_("{month} · from {centre} to headquarters"), **parts)
        self.set_title(self.say(N_("Month’s export")), line)

    def _show_where(self) -> None:
        """Show the stick beside, and in the foot what can be done now."""
        size = sum(len(each.content) for each in self._sealed) if self._sealed else None
        found, drive = self._found, self.stick.choice.drive
        self.side.show_stick(drive, size_bytes=size, carrier=self.stick.carrier)
        self._transfer.setVisible(self._at == At.CHECK and not self.session.register.is_training)
        self._leave.setVisible(self._at != At.SLIP)
        self._home.setVisible(self._at == At.SLIP)
        self.foot.show_stand(
            Stand(
                at=self._at,
                may_export=found is not None and found.trouble is None,
                is_enrolled=self.session.register.is_training or found is None or found.trouble is None,
                has_stick=drive is not None,
                is_sealed=bool(self._sealed),
                is_running=self._task is not None and self._task.is_running,
                is_good=self._is_good,
            )
        )

    def _go_on(self) -> None:
        match self._at:
            case At.SEAL:
                self._encrypt()
            case At.STICK if self._sealed:
                self._write()
            case _:
                self._go_to(At(self._at + 1))
                self.foot.take_focus()

    def _go_home(self) -> None:
        """Begin anew at home; what is being written is stopped, and leaves nothing behind."""
        if self._task is not None and self._task.is_running:
            self._task.cancel()
        self._prepared, self._sealed, self._task, self._is_good = None, (), None, False
        self.stick.clear()
        self.side.show_nothing_yet()
        self._go_to(At.CHECK)
        self.go(HOME)

    # --- 1: checking -------------------------------------------------------------------------------------------

    def _choose_month(self, month: date) -> None:
        self._month = month
        self._look()

    def _look(self) -> None:
        """Look through the register; an answer that comes after another month was chosen is let go."""
        self._looks += 1
        number, month, register = self._looks, self._month, self.session.register
        self.check.show_month(month)
        self._show_title()
        background.run(
            work.looking(register, month),
            owner=self,
            then=lambda found: self._on_looked(found) if number == self._looks else None,
            otherwise=self._on_problem,
            merely_reads=True,
        )

    def _on_looked(self, found: BeforeExport) -> None:
        self._found = found
        self.check.show_found(found)
        self.side.show_contents(found, month=self._month)
        self._show_title()
        self._show_where()

    def _on_problem(self, problem: BaseException) -> None:
        if not isinstance(problem, Problem):
            raise problem
        self.tell_problem(problem)
        self._show_where()

    def _do_beside(self, act: Callable[..., str | None]) -> None:
        """Do what belongs to the exchange and is no step of it, and say what came of it."""
        try:
            said = act(self.session, over=self)
        except Problem as problem:
            self.tell_problem(problem)
            return
        if said is not None:
            self.result.tell_done(said)
            self._look()

    # --- 3: encrypting -----------------------------------------------------------------------------------------

    def _encrypt(self) -> None:
        self._task = background.run_with_card(
            work.encrypting(self.session.register, self._month, self.language),
            owner=self,
            title=self.say(N_("The export is being encrypted")),
            cancel=self.say(N_("Stop")),
            then=lambda made: self._on_encrypted(*made),
            otherwise=self._on_problem,
        )
        self._task.ended.connect(self._show_where)
        self.setFocus()  # the button that has it is shut in a moment; nobody stops the work with the same key
        self._show_where()

    def _on_encrypted(self, prepared: Prepared, sealed: Sequence[Sealed]) -> None:
        self._prepared, self._sealed = prepared, sealed
        self.session.register.catch_up()
        self.session.tell_changed()
        self._write()

    # --- 4: writing and reading back ---------------------------------------------------------------------------

    def _write(self) -> None:
        drive = self.stick.choice.drive
        if drive is None:
            self._go_to(At.STICK)
            return
        self.result.hide()
        self._is_good = False
        headquarters = self._found.headquarters if self._found else None
        self.write.begin(self._sealed, drive, " · ".join(locks_of(headquarters)) if headquarters else "")
        self.side.show_must_stay(reading=False)
        writing = work.Writing(self._sealed, drive.folder, self.stick.carrier)
        self._task = background.run(
            writing,
            owner=self,
            progress=self._show_progress,
            otherwise=self._on_problem,
            what=self.say(N_("The export is being written to the stick")),
        )
        self._task.ended.connect(lambda: self._on_ended(writing))
        self._go_to(At.WRITE)

    def _show_progress(self, told: background.Step) -> None:
        if self._at == At.WRITE and not self._is_good:
            step = Step(told.sentence)
            self.write.show_progress(step, told.done, told.total)
            self.side.show_must_stay(reading=step is Step.READING_BACK)

    def _stop_writing(self) -> None:
        if self._task is not None:
            self.foot.show_stopping()
            self._task.cancel()

    def _on_ended(self, writing: work.Writing) -> None:
        """Stopped in the last moment it may stand there all the same: what is remembered must be so."""
        if writing.is_whole:
            try:
                self.session.do(bundle.mark_written, writing.sealed, carrier=writing.carrier)
            except Problem as problem:
                self.tell_problem(problem)
        if self._sealed is not writing.sealed:
            return  # somebody has left meanwhile
        if writing.is_whole:
            self._show_good()
        else:
            self.write.show_failed()
            self.side.show_failed()
        self._show_where()
        self.foot.take_focus()

    def _show_good(self) -> None:
        self._is_good = True
        self.write.show_good()
        self.side.show_may_go()
        read_at = self.say(N_("Read back on {moment}."), moment=self.session.register.now)
        self._card.show_head(icons.TICK, self.say(N_("Everything was read back: the stick is good")), read_at)

    # --- 5: the slip -------------------------------------------------------------------------------------------

    def print_page(self) -> None:
        """Show the slip as it will be printed."""
        from ui.pages.export.slip import preview_slip  # late: only who prints pays for it

        if self._at == At.SLIP and self._prepared is not None:
            preview_slip(self.session, self._prepared, self._sealed[-1], carrier=self.stick.carrier, over=self)

    def help_lines(self) -> list[str]:
        return [
            self.say(N_("The export holds everything since the last one that headquarters acknowledged.")),
            self.say(N_("A lost stick loses nothing, and nobody who finds it can read it.")),
            self.say(N_("When the stick comes back, read headquarters’ acknowledgement on the first step.")),
        ]
