"""The treatment round of one resident: the doses of a day from morning to night, each ticked in one gesture."""

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from centre_app.case_view import CaseView
from centre_app.casework import doses
from centre_app.casework.doses import Due
from centre_app.choices import choices
from centre_app.language import N_
from centre_app.problems import Problem
from centre_app.records import Dose
from ui import icons, theme
from ui.kit import layout
from ui.kit.panel import Card, note
from ui.kit.pills import Pills, Segments
from ui.kit.rows import Elided, RowList
from ui.session import Session

TODAY, YESTERDAY = "today", "yesterday"
ONE_DAY = timedelta(days=1)


class RoundCard(Card):
    """Today's doses, or yesterday's: what was given late in the evening is often ticked next morning."""

    failed = Signal(object)  # a Problem

    def __init__(self, session: Session) -> None:
        say = session.say
        self._day = Segments({YESTERDAY: say(N_("Yesterday")), TODAY: say(N_("Today"))}, name="round.day")
        super().__init__(say(N_("Treatment round")), icons.SUN, head_end=self._day, name="round")
        self._session = session
        self._file: CaseView | None = None
        self._day.show_key(TODAY)
        self._day.chosen.connect(lambda _key: self._show())

    def show_file(self, file: CaseView) -> None:
        self._file = file
        self._show()

    def is_of(self, file: CaseView) -> bool:
        """Say whether there is a treatment to be given today, or was yesterday."""
        days = (self._session.today, self._session.today - ONE_DAY)
        return any(doses.runs_on(one, day) for one in file.prescriptions for day in days)

    def _show(self) -> None:
        assert self._file is not None
        self.clear()
        day = self._session.today - (ONE_DAY if self._day.key() == YESTERDAY else timedelta(0))
        due = doses.round_of(self._file.prescriptions, self._file.of(Dose), day)
        if not due:
            self.add(note(self._session.say(N_("No dose on this day."))))
            return
        rows = RowList(name="round.rows")
        rows.show_rows([self._row(one) for one in due])
        self.add(rows)

    def _row(self, due: Due) -> QWidget:
        language = self._session.language
        time = choices("dose_round").label(due.time_of_day, language)
        drug = " · ".join(part for part in (due.prescription.drug, due.prescription.dose) if part)
        when = theme.plain_label(time, theme.BODY, theme.MEDIUM)
        when.setFixedWidth(theme.size(64))
        pills = Pills(
            dict(choices("dose_outcome").offered(language)), name=f"dose.{due.prescription.id}.{due.time_of_day}"
        )
        pills.setAccessibleName(f"{time}, {drug}")
        pills.show_key(due.outcome)
        pills.chosen.connect(self._ticking(due))
        pills.setEnabled(self._session.register.may_write(due.dose or Dose(case_id=due.prescription.case_id)))
        line = layout.row(when, gap=12, margins=(0, 6, 0, 6))
        line.addWidget(Elided(drug), 1)
        line.addWidget(pills)
        box = layout.boxed(line, name=f"row.{due.prescription.id}.{due.time_of_day}")
        line.setContentsMargins(0, theme.size(6), 0, theme.size(6))
        return box

    def _ticking(self, due: Due) -> Callable[[object], None]:
        def tick(outcome: object) -> None:
            try:
                self._session.do(doses.tick, due, outcome)
            except Problem as problem:
                self.failed.emit(problem)

        return tick
