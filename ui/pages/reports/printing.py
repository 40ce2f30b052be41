"""The sheets of a report: on screen before they are printed, as a spreadsheet, and the same numbers for other programs.

Counted off the window's thread.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject

from centre_app.commands.reporting import file_name
from centre_app.documents.keeping import keep
from centre_app.indicators.report.whole import Report, report_of
from centre_app.language import N_
from centre_app.problems import Problem
from centre_app.training import marked
from ui import background
from ui.beside import stoppable
from ui.file_dialogs import ask_where_to_save
from ui.page import Page
from ui.pages.reports.choosing import Choosing


class Printing(QObject):
    """Makes what is chosen on the page into paper or into a spreadsheet."""

    def __init__(self, page: Page, choosing: Choosing) -> None:
        super().__init__(page)
        self._page, self._choosing = page, choosing

    def print_sheet(self) -> None:
        self._gather(self._preview)

    def save_workbook(self) -> None:
        self._gather(self._save)

    def _gather(self, then: Callable[[Report], object]) -> None:
        register, asked, preset = self._page.session.register, self._choosing.asked(), self._choosing.preset()

        def work(progress: background.Progress) -> Report:
            with stoppable(register, progress) as beside:
                return report_of(beside, asked, preset=preset)

        background.run_with_card(
            work,
            owner=self._page,
            title=self._page.say(N_("The report is being written")),
            cancel=self._page.say(N_("Stop")),
            then=then,
            otherwise=self._on_problem,
            merely_reads=True,
        )

    def _preview(self, report: Report) -> None:
        from centre_app.documents.monthly_report import print_report, report_pdf, title_of
        from ui.preview import preview

        page = self._page
        register, language = page.session.register, page.language
        preview(
            page.session,
            title=title_of(report, language),
            shown=report_pdf(register, report, language),
            final=lambda: print_report(register, report, language),
            file_name=f"{file_name(register, report)}.pdf",
            over=page,
        )

    def _save(self, report: Report) -> None:
        from centre_app.indicators.report.workbook import give_numbers, give_workbook

        page = self._page
        register, language = page.session.register, page.language
        name = f"{file_name(register, report)}.xlsx"
        name = marked(name, language) if register.is_training else name
        kind = f"{page.say(N_('Spreadsheet'))} (*.xlsx);;{page.say(N_('Numbers for other programs'))} (*.json)"
        chosen = ask_where_to_save(
            page, language, title=page.say(N_("Save the report’s numbers")), file_name=name, kind=kind
        )
        if chosen is None:
            return
        try:
            if chosen.suffix.lower() == ".json":
                keep(chosen, give_numbers(register, report), ending=".json")
            else:
                keep(chosen, give_workbook(register, report, language), ending=".xlsx")
        except Problem as problem:
            page.tell_problem(problem)
        else:
            page.result.tell_done(page.say(N_("The file is written. Anyone who finds it can read it.")))

    def _on_problem(self, problem: BaseException) -> None:
        if not isinstance(problem, Problem):
            raise problem
        self._page.tell_problem(problem)
