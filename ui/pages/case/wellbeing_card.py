"""How she says she is, over time: the five sentences, their total, and what has become of it since the first time."""

from collections.abc import Sequence
from typing import Any

from centre_app import wellbeing
from centre_app.case_view import CaseView
from centre_app.forms.wellbeing import WELLBEING
from centre_app.language import N_
from centre_app.questions import Record
from centre_app.records import PsychosocialSession, WellbeingMeasure
from ui import icons, theme
from ui.kit import layout
from ui.kit.chip import Chip, state
from ui.kit.panel import note
from ui.kit.trend import Point, Trend
from ui.open_choices import OpenForm
from ui.pages.case.records import Line, RecordsCard, joined
from ui.record_dialog import RecordDialog, options_of
from ui.record_form import RecordForm
from ui.session import Session

HIGHEST_STEP = 10
WIDTH = 820  # of the form


class WellbeingDialog(RecordDialog):
    """The five sentences are read aloud: all answers to each lie in sight, on one line."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.resize(max(self.width(), theme.size(WIDTH)), self.height())

    def make_form(self, record: Record, sex: str | None) -> RecordForm:
        return OpenForm(type(record), self._session, parent=self, sex=sex, options=options_of(self._session))


class WellbeingCard(RecordsCard[WellbeingMeasure]):
    def __init__(self, session: Session) -> None:
        say = session.say
        super().__init__(
            session,
            title=say(N_("Wellbeing")),
            icon=icons.SUN,
            add=say(N_("Ask the five sentences")),
            empty=say(N_("Not asked yet.")),
            form_title=say(N_("Five sentences about the last seven days")),
            lines=WELLBEING,
            shown=self._measure,
            name="wellbeing",
            dialog=WellbeingDialog,
            calm=True,
        )

    def show_file(self, file: CaseView) -> None:
        case_id, today, who = file.case.id, self._session.today, self._session.register.acts_for
        asked = sorted(file.of(WellbeingMeasure), key=lambda one: (one.measured_on or today, one.id))
        self.show_records(
            asked,
            blank=lambda: WellbeingMeasure(case_id=case_id, measured_on=today, asked_by=who),
            sex=file.person.sex,
        )
        self._show_change(asked)

    def _show_change(self, asked: Sequence[WellbeingMeasure]) -> None:
        session, told = self._session, wellbeing.change(asked)
        points = wellbeing.over_time(asked)
        if told is None:
            return
        words = session.say(
            N_("From {first} to {last} out of {best}, in {days} days."),
            first=told.first,
            last=told.last,
            best=wellbeing.BEST,
            days=told.days,
        )
        line = layout.row(note(words, name="wellbeing.told"), self._judged(told), layout.STRETCH, gap=12)
        self.body.insertWidget(0, layout.boxed(line))
        self.body.insertWidget(1, trend_of(session, points, most=wellbeing.BEST, spoken=words, name="wellbeing.trend"))

    def _judged(self, told: wellbeing.Change) -> Chip:
        """Say in a word what has become of it; two measures close together say nothing yet."""
        say = self._session.say
        if not told.counts:
            return Chip(say(N_("Too early to say")), theme.NEUTRAL_TONE, icons.SOON)
        if told.is_better:
            return Chip(say(N_("Better")), theme.DONE_TONE)
        if told.gain <= -wellbeing.BETTER_BY:
            return Chip(say(N_("Worse")), theme.LATE_TONE)
        return Chip(say(N_("About the same")), theme.NEUTRAL_TONE)

    def _measure(self, measure: WellbeingMeasure) -> Line:
        session = self._session
        day = session.language.day(measure.measured_on) if measure.measured_on else ""
        total = wellbeing.total(measure)
        if total is None:
            return Line(title=day, state=state(session.say(N_("Not whole")), theme.NEUTRAL_TONE, icons.TO_DO))
        points = session.say(N_("{n} out of {best}"), n=total, best=wellbeing.BEST)
        return Line(title=joined(day, points), second=session.staff_name(measure.asked_by))


def ladder_points(held: Sequence[PsychosocialSession]) -> list[Point]:
    """Return what she said on the ladder from 0 to 10, session by session."""
    told = [(one.held_on, float(one.ladder)) for one in held if one.held_on and one.ladder is not None]
    return sorted(told, key=lambda one: one[0])


def trend_of(
    session: Session, points: Sequence[Point | tuple[object, int]], *, most: int, spoken: str, name: str
) -> Trend:
    """Return a line of whole numbers from 0 up."""
    language = session.language
    trend = Trend(number_said=lambda level: language.number(int(level)), day_said=language.day, name=name)
    trend.show_points(points, least=0, most=most, spoken=spoken)
    return trend
