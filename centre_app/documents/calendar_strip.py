"""The calendar of 90 days as a strip: months, weeks, and a numbered disc for every day with something to keep."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby

from centre_app.documents.blocks import Block, baseline_round, marked
from centre_app.documents.care_plan_sheet import DueDate
from centre_app.documents.fonts import BOLD, width_of
from centre_app.documents.lines import FILL_GREY, RULE_GREY, Style, plain
from centre_app.documents.page import Looks
from centre_app.documents.pen import STRONG, Pen
from centre_app.language import N_, Language

DAYS = 91  # today and the 90 days that follow: the review is usually on the last of them
_BAR = 13.0
_RADIUS = 5.8
_LANE = 2 * _RADIUS + 1.6
_SPACING = 2 * _RADIUS + 1.0  # from one disc to the next in the same lane
_LANES_PER_SIDE = 3
_DIGITS = Style(face=BOLD, size=7.6, leading=9, grey=1.0)
_MONTH = Style(face=BOLD, size=9, leading=11)


def within_reach(dates: Sequence[DueDate], first: date) -> list[tuple[date, list[str]]]:
    """Return the days of the strip with what is due on each, in order."""
    last = first + timedelta(days=DAYS - 1)
    due = sorted((item for item in dates if first <= item.on <= last), key=lambda item: item.on)
    return [(day, [item.what for item in items]) for day, items in groupby(due, key=lambda item: item.on)]


class CalendarStrip(Block):
    """The strip itself. A screen reader skips it: the list under it says the same."""

    keeps_with_next = True

    def __init__(self, days: Sequence[date], first: date, language: Language) -> None:
        self._first, self._language = first, language
        self._offsets = [(day - first).days for day in days]

    def _lanes(self, width: float) -> list[int]:
        """Return the lane of each disc: 1, 2, … above the bar from its edge, -1, -2, … below it."""
        order = [sign * lane for lane in range(1, _LANES_PER_SIDE + 1) for sign in (1, -1)]
        last: dict[int, float] = {}
        lanes = []
        for number, offset in enumerate(self._offsets):
            x = self._x_of(offset, width)
            # Turn by turn above and below, further out where it is crowded.
            tried = sorted(order, key=lambda lane: (abs(lane), (lane > 0) == (number % 2 == 1)))
            free = [lane for lane in tried if x - last.get(lane, -_SPACING) >= _SPACING]
            lane = free[0] if free else min(order, key=lambda lane: last[lane])
            last[lane] = x
            lanes.append(lane)
        return lanes

    def _x_of(self, offset: int, width: float) -> float:
        """Return the middle of a day's place, far enough from the ends for a whole disc."""
        return min(max((offset + 0.5) * width / DAYS, _RADIUS), width - _RADIUS)

    def _above(self, width: float) -> float:
        return max([lane for lane in self._lanes(width) if lane > 0], default=0) * _LANE + 2

    def height(self, width: float) -> float:
        below = -min([lane for lane in self._lanes(width) if lane < 0], default=0) * _LANE
        return self._above(width) + _BAR + below + 4

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        top = y + self._above(width)
        with pen.furniture():
            self._draw_months(pen, x, top, width)
            self._draw_discs(pen, x, top, width)

    def _draw_months(self, pen: Pen, x: float, top: float, width: float) -> None:
        days = [self._first + timedelta(days=offset) for offset in range(DAYS)]
        left = x
        for number, (_, in_month) in enumerate(groupby(days, key=lambda day: (day.year, day.month))):
            month = list(in_month)
            right = left + len(month) * width / DAYS
            fill = FILL_GREY if number % 2 == 0 else None
            pen.box(left, top, right - left, _BAR, thickness=STRONG, fill=fill)
            label = self._month_label(month[0], right - left - 4)
            pen.text_centred((left + right) / 2, baseline_round(top + _BAR / 2, _MONTH.size), label, _MONTH)
            mondays = [x + (day - self._first).days * width / DAYS for day in month if day.weekday() == 0]
            pen.strokes([(at, top + _BAR - 2.5, at, top + _BAR) for at in mondays], grey=RULE_GREY)
            left = right

    def _month_label(self, day: date, room: float) -> str:
        """Return the month in letters, with its year in January, as far as there is room."""
        full = self._language.month(day) if day.month == 1 else self._language.month_name(day)
        for label in (full, self._language.month_name(day), self._language.month_short(day)):
            if width_of(label, _MONTH.face, _MONTH.size) <= room:
                return label
        return ""

    def _draw_discs(self, pen: Pen, x: float, top: float, width: float) -> None:
        places = [x + self._x_of(offset, width) for offset in self._offsets]
        lanes = self._lanes(width)
        edges = [top if lane > 0 else top + _BAR for lane in lanes]
        middles = [
            edge - (lane * _LANE - _RADIUS if lane > 0 else lane * _LANE + _RADIUS)
            for edge, lane in zip(edges, lanes, strict=True)
        ]
        pen.strokes(
            [(at, edge, at, middle) for at, edge, middle in zip(places, edges, middles, strict=True)],
            thickness=0.6,
            grey=0,
        )
        for number, (at, middle) in enumerate(zip(places, middles, strict=True), start=1):
            pen.disc(at, middle, _RADIUS)
            pen.text_centred(at, baseline_round(middle, _DIGITS.size), str(number), _DIGITS)


def calendar_blocks(dates: Sequence[DueDate], first: date, language: Language, looks: Looks) -> list[Block]:
    """Return the strip and the list that goes with its numbers."""
    due = within_reach(dates, first)
    if not due:
        return [marked(language.say(N_("No date is set in these 90 days.")), looks.body)]
    strip = CalendarStrip([day for day, _ in due], first, language)
    items = [
        language.say(
            N_("<b>{number}</b> {day} {what}"),
            number=str(number),
            day=language.day_and_month(day),
            what=plain(", ".join(whats)),
        ).replace(" ", "\u00a0", 2)
        for number, (day, whats) in enumerate(due, start=1)
    ]
    return [strip, marked(" · ".join(items), looks.body)]
