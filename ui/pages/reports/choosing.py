"""What a report is about: the month, at headquarters several and some centres, a project, and for whom it is."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from centre_app.dates import months_after
from centre_app.indicators.report.donors import PRESETS, Preset
from centre_app.indicators.report.gather import Asked, ends_of
from centre_app.language import N_
from centre_app.records import Centre, Project
from ui.kit import layout
from ui.kit.fields import PickList
from ui.session import Session

MONTHS = 24
ALL = ""


class Choosing(QWidget):
    """A line of lists to pick from; `changed` when another report is asked for."""

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session, say = session, session.say
        language, register = session.language, session.register
        today = session.today
        self._months = [months_after(today.replace(day=1), -back) for back in range(MONTHS)]
        said = [(month.isoformat(), language.month(month)) for month in self._months]
        self.month = PickList(said, name="report_month")
        self.until = PickList([(ALL, say(N_("one month"))), *said], name="report_until")
        self.centre = PickList(self._centres(), name="report_centre")
        self.project = PickList(self._projects(), name="report_project")
        sheets = [(ALL, say(N_("Report of the month"))), *((one.key, say(one.title)) for one in PRESETS.values())]
        self.sheet = PickList(sheets, name="report_sheet")
        labels = (N_("Month"), N_("Until"), N_("Centre"), N_("Project"), N_("Sheet to print"))
        self._picks = (self.month, self.until, self.centre, self.project, self.sheet)
        line = layout.row(gap=12)
        for pick, label in zip(self._picks, labels, strict=True):
            pick.setAccessibleName(say(label))
            pick.picked.connect(lambda _key: self.changed.emit())
            line.addWidget(pick)
        layout.add(line, layout.STRETCH)
        self.setLayout(line)
        at_headquarters = register.is_headquarters
        self.until.setVisible(at_headquarters)
        self.centre.setVisible(at_headquarters)
        self.project.setVisible(self.project.count() > 1)
        self.month.show_key(months_after(today.replace(day=1), -1).isoformat())
        for pick in (self.until, self.centre, self.project, self.sheet):
            pick.show_key(ALL)

    def asked(self) -> Asked:
        """Return what is chosen; an end before the beginning is the beginning."""
        first = date.fromisoformat(str(self.month.key()))
        until = str(self.until.key() or "")
        last = max(first, date.fromisoformat(until)) if until else first
        centre = str(self.centre.key() or "")
        register = self._session.register
        own = () if register.is_headquarters else (register.centre_id,)
        return Asked(
            first=first,
            last=ends_of(last)[1],
            centre_ids=(centre,) if centre else own,
            project_id=str(self.project.key() or "") or None,
        )

    def preset(self) -> Preset | None:
        """Return for which donor the sheet to print is; None for the report itself."""
        return PRESETS.get(str(self.sheet.key() or ""))

    def show_month(self, month: date) -> None:
        self.month.show_key(month.isoformat())

    def _centres(self) -> list[tuple[object, str]]:
        register = self._session.register
        known = [one for one in register.find(Centre) if one.id != register.centre_id]
        return [(ALL, self._session.say(N_("All centres"))), *((one.id, one.name or one.code or "") for one in known)]

    def _projects(self) -> list[tuple[object, str]]:
        found = self._session.register.find_open(Project)
        named = [(one.id, " · ".join(part for part in (one.code, one.donor) if part)) for one in found]
        return [(ALL, self._session.say(N_("All projects"))), *named]
