"""The reports of the program's own mistakes: those that wait for somebody to decide, and those that were kept."""

from centre_app import crashes, program_reports
from centre_app.crashes import Report
from centre_app.exchange import partners
from centre_app.language import N_
from centre_app.records import ProgramReport
from ui import icons
from ui.kit import buttons, layout
from ui.kit.layout import STRETCH
from ui.kit.panel import Card
from ui.kit.rows import Row, RowList, sign_tile
from ui.pages.settings.part import Part
from ui.report_dialog import ReportDialog
from ui.session import Session


class ProgramReportsPart(Part):
    """There only while there is a report to read."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.setObjectName("settings.program_reports")

    @classmethod
    def is_for(cls, session: Session) -> bool:
        return bool(crashes.all_waiting() or program_reports.filed(session.register))

    def show_again(self) -> None:
        layout.clear(self.body)
        register = self.session.register
        waiting = [self._row(one, "", name=f"waits.{one.code}") for one in reversed(crashes.all_waiting())]
        kept = [
            self._row(program_reports.as_report(register, one), self._house(one), name=f"kept.{one.id}")
            for one in program_reports.filed(register)
        ]
        headquarters = register.is_headquarters
        received = N_("Sent by the houses") if headquarters else N_("Kept for headquarters, with the next export")
        for title, icon, rows in ((N_("To decide"), icons.FAULT, waiting), (received, icons.HEADQUARTERS, kept)):
            if rows:
                shown = RowList()
                shown.show_rows(rows)
                self.body.addWidget(Card(self.say(title), icon).add(shown))
        layout.add(self.body, STRETCH)

    def _row(self, report: Report, house: str, *, name: str) -> Row:
        read = buttons.button(self.say(N_("Read the report")), icons.PREVIEW, name=f"read.{name}", in_row=True)
        read.clicked.connect(lambda: self._read(report))
        code = self.say(N_("Code {code}"), code=report.code)
        return Row(
            self.language.moment(report.at),
            " · ".join(part for part in (house, code) if part),
            sign=sign_tile(icons.FAULT),
            action=read,
            name=f"row.{name}",
        )

    def _house(self, one: ProgramReport) -> str:
        """Return at headquarters whose laptop it was."""
        register = self.session.register
        if not register.is_headquarters:
            return ""
        names = {card.of_centre_id: card.name or "" for card in partners.centres_of(register)}
        return names.get(one.centre_id, "")

    def _read(self, report: Report) -> None:
        dialog = ReportDialog(self.session, report, over=self)
        dialog.decided.connect(self._on_decided)
        dialog.open()

    def _on_decided(self, told: str) -> None:
        self.show_again()
        self.told.emit(told)
