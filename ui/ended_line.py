"""What happened when the program ended last time, said on the first page: cut off, or by a mistake of its own.

It says that all that was saved is there only once that was looked at: every page, every line of history, and that each history goes
at least as far as after the last save that was said to be done. What is shut to whoever is here it names as not looked at.
"""

from PySide6.QtWidgets import QWidget

from centre_app import crashes, endings
from centre_app.crashes import Report
from centre_app.endings import CUT, DAMAGED, FAILED, IN_PART, SAID, UNKNOWN, WHOLE, CutOff
from centre_app.language import N_
from centre_app.problems import Problem
from ui import background, icons, theme
from ui.background import Progress
from ui.kit import buttons, layout
from ui.kit.messages import Message
from ui.page import Page
from ui.pages.people.words import COMPARTMENTS
from ui.report_dialog import ReportDialog
from ui.session import Session

_TONES = {WHOLE: theme.DONE_TONE, IN_PART: theme.DONE_TONE, UNKNOWN: theme.CHECK_TONE}


class EndedLine(QWidget):
    """Lines at the top of the first page, there only while there is something to say."""

    def __init__(self, session: Session, page: Page, cut: CutOff | None) -> None:
        super().__init__(page)
        self.setObjectName("ended_line")
        self._session, self._page = session, page
        self._cut = cut
        self._reports = crashes.all_waiting()
        self._lines = layout.column(gap=8)
        self.setLayout(self._lines)
        self._report_line: Message | None = None
        if cut is not None:
            self._show_cut(cut)
        else:
            self._show_report()
        page.put_notice(self)
        self._hide_if_empty()

    # --- cut off -----------------------------------------------------------------------------------------------

    def _show_cut(self, cut_off: CutOff) -> None:
        moment = self._session.language.moment(cut_off.last_seen)
        failed = any(report.at >= cut_off.last_seen for report in self._reports)
        self._what = self._session.say(FAILED if failed else CUT, moment=moment)
        checking = self._session.say(N_("What was saved is being checked…"))
        self._cut_line = Message(f"{self._what} {checking}", name="cut_off")
        self._lines.addWidget(self._cut_line)
        background.run(
            self._check, owner=self, then=self._say_checked, otherwise=self._say_unchecked, merely_reads=True
        )

    def _check(self, progress: Progress) -> str:
        assert self._cut is not None
        with self._session.register.in_this_thread() as twin:
            twin.vault.stop_when(lambda: progress.is_stopped)
            return endings.check(twin, self._cut)

    def _say_checked(self, found: str) -> None:
        session = self._session
        shut = [session.say(COMPARTMENTS[name][0]) for name in endings.not_looked_at(session.register)]
        said = session.say(SAID[found], shut=session.language.list_of(shut))
        self._replace_cut_line(said, _TONES.get(found, theme.FAULT_TONE))

    def _say_unchecked(self, error: BaseException) -> None:
        """The check itself came upon a disk that does not answer, or upon damage: nothing is promised."""
        if not isinstance(error, Problem):
            raise error
        self._replace_cut_line(self._session.say(SAID[DAMAGED]), theme.FAULT_TONE)

    def _replace_cut_line(self, text: str, tone: theme.Tone) -> None:
        before = self._cut_line
        self._cut_line = Message(f"{self._what} {text}", tone, name="cut_off")
        close = buttons.quiet(self._session.say(N_("Close")), icons.CLOSE, name="close_cut_off")
        close.clicked.connect(self._close_cut_line)
        self._cut_line.add_button(close)
        self._lines.replaceWidget(before, self._cut_line)
        before.deleteLater()

    def _close_cut_line(self) -> None:
        """What happened is read; a report of it comes into sight now."""
        self._cut_line.hide()
        self._cut = None
        self._show_report()
        self._hide_if_empty()

    # --- reports -----------------------------------------------------------------------------------------------

    def _show_report(self) -> None:
        """Offer the latest report; the one before it comes once a person has decided about this one."""
        self._report_line = None
        if not self._reports:
            return
        say, report = self._session.say, self._reports[-1]
        made = say(N_("The program made a mistake on {moment}."), moment=self._session.language.moment(report.at))
        asked = say(N_("Its report names nobody. Read it, then keep it for headquarters or erase it."))
        self._report_line = Message(f"{made} {asked}", name="report_waits")
        read = buttons.quiet(say(N_("Read the report")), icons.PREVIEW, name="read_report")
        read.clicked.connect(lambda: self._read(report))
        self._report_line.add_button(read)
        self._lines.addWidget(self._report_line)

    def _read(self, report: Report) -> None:
        dialog = ReportDialog(self._session, report, over=self._page)
        dialog.decided.connect(self._on_decided)
        dialog.open()

    def _on_decided(self, told: str) -> None:
        self._page.result.tell_done(told)
        if self._report_line is not None:
            self._lines.removeWidget(self._report_line)
            self._report_line.deleteLater()
        self._reports = crashes.all_waiting()
        self._show_report()
        self._hide_if_empty()

    def _hide_if_empty(self) -> None:
        self.setVisible(self._cut is not None or self._report_line is not None)
