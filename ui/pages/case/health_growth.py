"""How she grows: weight, height, the arm's measure over time, and the colour that it proposes for a small child."""

from collections.abc import Sequence

from centre_app.case_view import CaseView
from centre_app.choices import choices
from centre_app.choices.keys import NutritionStatus
from centre_app.dates import Birth, months_between
from centre_app.forms.health import MEASURE
from centre_app.language import N_, Language
from centre_app.nutrition import MODERATE_UNDER_MM, MONTHS, SEVERE_UNDER_MM, proposed_status
from centre_app.records import CaseFile, GrowthMeasure, Person
from ui import icons, theme
from ui.kit.chip import Chip, state
from ui.kit.panel import note
from ui.kit.trend import Bound, Point, Trend
from ui.pages.case.health_cards import coming
from ui.pages.case.proposing import ProposingDialog
from ui.pages.case.records import Line, RecordsCard, joined
from ui.session import Session

_TONES = {
    NutritionStatus.GREEN: (theme.DONE_TONE, icons.TICK),
    NutritionStatus.YELLOW: (theme.SOON_TONE, icons.LATE),
    NutritionStatus.RED: (theme.LATE_TONE, icons.LATE),
}


class GrowthDialog(ProposingDialog):
    question = "status"

    def proposal(self, record: GrowthMeasure) -> tuple[object, str] | None:
        register = self._session.register
        case = register.get(CaseFile, record.case_id)
        person = register.get(Person, case.person_id) if case else None
        proposed = proposed_status(record, person.birth if person else None)
        if proposed is None:
            return None
        colour = choices("nutrition_status").label(proposed, self._session.language)
        return proposed, self._session.say(N_("By this measure: {colour}."), colour=colour)


class GrowthCard(RecordsCard[GrowthMeasure]):
    def __init__(self, session: Session) -> None:
        say = session.say
        super().__init__(
            session,
            title=say(N_("Growth and nutrition")),
            icon=icons.REPORTS,
            add=say(N_("Add a measure")),
            empty=say(N_("Nothing measured yet.")),
            form_title=say(N_("Measure")),
            lines=MEASURE,
            shown=self._measure,
            name="growth",
            dialog=GrowthDialog,
            calm=True,
        )

    def show_file(self, file: CaseView) -> None:
        case_id, today = file.case.id, self._session.today
        taken = sorted(file.of(GrowthMeasure), key=lambda one: (one.measured_on or today, one.id))
        self.show_records(taken, blank=lambda: GrowthMeasure(case_id=case_id, measured_on=today), sex=file.person.sex)
        self._show_trend(taken, file.person.birth)

    def _show_trend(self, taken: Sequence[GrowthMeasure], birth: Birth | None) -> None:
        """Draw the arm's measure where there are two of it, else the weight, and say the same in a line over it."""
        say, language = self._session.say, self._session.language
        arms = [(one.measured_on, float(one.muac_mm)) for one in taken if one.measured_on and one.muac_mm]
        weights = [(one.measured_on, float(one.weight_kg)) for one in taken if one.measured_on and one.weight_kg]
        points: list[Point] = arms if len(arms) > 1 else weights
        if len(points) < 2:
            return
        first, last = (_number_said(level, language) for level in (points[0][1], points[-1][1]))
        began, now = points[0][0], points[-1][0]
        bounds: Sequence[Bound] = ()
        if points is arms:
            told = say(
                N_("Arm: {first} mm on {began}, {last} mm on {now}."), first=first, last=last, began=began, now=now
            )
            bounds = self._bounds() if birth is not None and _is_small(birth, points[-1]) else ()
        else:
            told = say(
                N_("Weight: {first} kg on {began}, {last} kg on {now}."), first=first, last=last, began=began, now=now
            )
        levels = [level for _, level in points] + [bound.level for bound in bounds]
        room = max((max(levels) - min(levels)) * 0.15, 1)
        trend = Trend(
            number_said=lambda level: _number_said(level, language), day_said=language.day, name="growth.trend"
        )
        trend.show_points(points, least=min(levels) - room, most=max(levels) + room, bounds=bounds, spoken=told)
        self.body.insertWidget(0, note(told, wraps=True, name="growth.told"))
        self.body.insertWidget(1, trend)

    def _bounds(self) -> Sequence[Bound]:
        say = self._session.say
        return (
            Bound(level=MODERATE_UNDER_MM, words=say(N_("under {n}: moderate"), n=MODERATE_UNDER_MM)),
            Bound(level=SEVERE_UNDER_MM, words=say(N_("under {n}: severe"), n=SEVERE_UNDER_MM)),
        )

    def _measure(self, measure: GrowthMeasure) -> Line:
        say, language = self._session.say, self._session.language
        day = language.day(measure.measured_on) if measure.measured_on else ""
        weight = f"{language.number(float(measure.weight_kg))}\u00a0kg" if measure.weight_kg is not None else ""
        height = f"{language.number(measure.height_cm)}\u00a0cm" if measure.height_cm is not None else ""
        arm = say(N_("arm {n} mm"), n=measure.muac_mm) if measure.muac_mm is not None else ""
        swollen = say(N_("swollen feet")) if measure.oedema else ""
        return Line(
            title=joined(day, weight, height, arm),
            second=joined(swollen, self._again(measure)),
            state=self._colour(measure) or coming(self._session, measure.next_on),
        )

    def _again(self, measure: GrowthMeasure) -> str:
        return self._session.say(N_("again on {day}"), day=measure.next_on) if measure.next_on else ""

    def _colour(self, measure: GrowthMeasure) -> Chip | None:
        if measure.status not in _TONES:
            return None
        tone, icon = _TONES[measure.status]
        return state(choices("nutrition_status").label(measure.status, self._session.language), tone, icon)


def _number_said(level: float, language: Language) -> str:
    return language.number(int(level) if level.is_integer() else level)


def _is_small(birth: Birth, point: Point) -> bool:
    return months_between(birth.last, point[0]) < MONTHS.stop
