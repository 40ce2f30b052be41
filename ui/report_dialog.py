"""The report of a fault of the program: it is read here, and a person says what becomes of it."""

from contextlib import suppress

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from centre_app import crashes, program_reports
from centre_app.crashes import Report
from centre_app.exchange import sticks
from centre_app.language import N_
from centre_app.problems import Problem
from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.messages import ResultBar
from ui.kit.panel import Panel, note, page_title
from ui.kit.scroll import Scroll
from ui.session import Session
from ui.stick_choice import StickDialog


class ReportDialog(QDialog):
    """Shows one report whole. `decided` says that it is kept for headquarters or erased, with the sentence to tell.

    One that is kept already is only read, or copied to a stick.
    """

    decided = Signal(str)

    def __init__(self, session: Session, report: Report, *, over: QWidget) -> None:
        super().__init__(over.window())
        self._session, self._report = session, report
        say = session.say
        self.setObjectName("program_report")
        self.setWindowTitle(say(N_("Report of a mistake of the program")))
        self.setModal(True)
        self.finished.connect(self.deleteLater)
        about = N_(
            "It holds where in the program it happened, and versions: nobody’s name, no word that was typed. Nothing is "
            "sent unless you want it."
        )
        head = page_title(self.windowTitle())
        when = N_("It happened on {moment}. Code to say on the phone: {code}")
        said = note(say(when, moment=session.language.moment(report.at), code=report.code), name="report.when")
        self.result = ResultBar(say(N_("Close")), name="report.result")
        outer = layout.column(head, said, note(say(about), wraps=True), self.result, gap=8, margins=(24, 16, 24, 16))
        outer.addWidget(self._text(report.text), 1)
        layout.add(outer, self._foot())
        self.setLayout(outer)
        room = over.window().size()
        self.resize(min(theme.size(720), room.width()), min(theme.size(480), room.height()))

    def _text(self, text: str) -> Scroll:
        box = Panel(ground=theme.SHUT_TINT, line=None, radius=theme.RADIUS)
        words = theme.plain_label(text, theme.CAPTION, colour=theme.SHUT, wraps=True, name="report.text")
        box.setLayout(layout.column(words, layout.STRETCH, margins=(12, 8, 12, 8)))
        return Scroll(layout.column(box, gap=0), name="report.scroll")

    def _foot(self) -> QWidget:
        say = self._session.say
        erase = buttons.quiet(say(N_("Erase the report")), icons.CLOSE, name="erase_report")
        stick = buttons.button(say(N_("Copy to a stick")), icons.STICK, name="report_to_stick")
        keep = buttons.filled(say(N_("Keep for headquarters")), icons.HEADQUARTERS, name="keep_report")
        is_open = not self._report.is_kept
        close = buttons.quiet(say(N_("Decide later") if is_open else N_("Close")), name="decide_later")
        erase.clicked.connect(self.erase)
        stick.clicked.connect(self.copy_to_stick)
        keep.clicked.connect(self.keep)
        close.clicked.connect(self.reject)
        keep.setVisible(is_open and not self._session.register.is_headquarters)
        erase.setVisible(is_open)
        return layout.boxed(layout.row(erase, layout.STRETCH, close, stick, keep, gap=8))

    def keep(self) -> None:
        """Let it travel with the next bundle."""
        crashes.keep_for_headquarters(self._report)
        with suppress(Problem):  # else it waits beside the log, and goes into the register with the next opening
            program_reports.file_kept(self._session.register)
        self._decide(N_("The report travels to headquarters with the next export."))

    def erase(self) -> None:
        crashes.erase(self._report)
        self._decide(N_("The report is erased."))

    def copy_to_stick(self) -> None:
        """Ask for a stick and write the report on it, read back; it can still be kept or erased afterwards."""
        say = self._session.say
        dialog = StickDialog(
            self._session,
            title=say(N_("Copy the report to a stick")),
            about=say(N_("It names nobody: it can be handed to whoever looks after the program.")),
            act=say(N_("Write on this stick")),
            over=self,
        )
        folder = dialog.folder if dialog.exec() else None
        dialog.deleteLater()
        if folder is None:
            return
        name = crashes.file_name(self._report)
        try:
            sticks.put(folder, name, self._report.text.encode())
        except Problem as problem:
            self.result.tell_problem(*problem.told_in(self._session.language))
            return
        self.result.tell_done(say(N_("{file} is on the stick. You can remove it."), file=name))

    def _decide(self, told: str) -> None:
        self.decided.emit(self._session.say(told))
        self.accept()
