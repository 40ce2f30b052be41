"""The meals: for how many is cooked today, what was served, and the month. Numbers alone, nobody is named."""

from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from centre_app.agenda import month_end
from centre_app.casework import meals
from centre_app.casework.meals import Expected, Heads
from centre_app.drafts import Kept, Spot
from centre_app.forms.house import MEALS
from centre_app.language import N_
from centre_app.records import MealDay
from ui import icons, theme
from ui.kit import buttons, layout
from ui.kit.figure import Figure
from ui.kit.panel import Card, note
from ui.pages.month_page import MonthPage
from ui.record_dialog import RecordDialog
from ui.session import Session

_HEADS = (
    N_("Day"), N_("Expected morning, noon, evening"), N_("Infants expected"),
    N_("Served morning, noon, evening"), N_("Infants served"), N_("Staff"), N_("Visitors"),
)  # fmt: skip
_COOKED = (("breakfast", N_("Breakfast")), ("lunch", N_("Lunch")), ("dinner", N_("Dinner")))


class MealsPage(MonthPage):
    belongs_to = "night"

    def __init__(self, session: Session) -> None:
        super().__init__(session, name="meals", title=session.say(N_("Meals")))
        say = self.say
        self._print = buttons.button(say(N_("Sheet for the kitchen")), icons.PRINT, name="print_meals")
        self._print.clicked.connect(self.print_page)
        self._print_next = buttons.button(say(N_("For tomorrow")), icons.PRINT, name="print_tomorrow")
        self._print_next.clicked.connect(lambda: self._print_for(session.today + timedelta(days=1)))
        self._note = buttons.filled(say(N_("Note today’s meals")), icons.EDIT, name="note_meals")
        self._note.clicked.connect(lambda: self.note_day(session.today))
        self._note.setVisible(session.register.rights.writes(MealDay))
        self.put_actions(*self.ways, self._print, self._print_next, self._note)
        self._figures = [Figure(icons.MEALS, name=f"meals.{name}") for name, _words in _COOKED]
        figures = layout.row(gap=12)
        for figure in self._figures:
            figures.addWidget(figure, 1)
        self._rows = QGridLayout()
        self._rows.setHorizontalSpacing(theme.size(12))
        self._rows.setVerticalSpacing(theme.size(2))
        card = Card(name="month_of_meals").add(self._rows)
        about = note(
            say(N_("Counted from the roll call. Infants are under 24 months; under 6 months they are breast-fed.")),
            wraps=True,
        )
        for part in (layout.boxed(figures), about, card, layout.STRETCH):
            layout.add(self.body, part)

    def refresh(self) -> None:
        register, today = self.session.register, self.session.today
        self.show_month()
        self._show_today(meals.expected(register, today))
        last = min(month_end(self.month), today)
        noted = meals.served(register, self.month, last)
        days = [
            day
            for day in meals.expected_over(register, self.month, last)
            if day.breakfast.all or day.lunch.all or day.held_on in noted
        ]
        layout.clear(self._rows)
        self._show_head()
        for line, day in enumerate(reversed(days), start=1):
            for column, cell in enumerate(self._cells(day, noted.get(day.held_on))):
                self._rows.addWidget(cell, line, column, Qt.AlignmentFlag.AlignLeft)

    def _show_today(self, today: Expected) -> None:
        for figure, (name, words) in zip(self._figures, _COOKED, strict=True):
            heads: Heads = getattr(today, name)
            figure.show_figure(self.language.number(heads.eating), self.say(words), self._beside(heads, today))

    def _beside(self, heads: Heads, today: Expected) -> str:
        language = self.language
        told = (
            (heads.infants, language.say_n(N_("{n} infant"), N_("{n} infants"), heads.infants)),
            (heads.breast_fed, language.say_n(N_("{n} breast-fed"), N_("{n} breast-fed"), heads.breast_fed)),
            (today.away, language.say_n(N_("{n} away"), N_("{n} away"), today.away)),
        )
        return " · ".join(words for count, words in told if count)

    def _show_head(self) -> None:
        for column, words in enumerate(_HEADS):
            label = theme.plain_label(self.say(words), theme.SECOND, theme.SEMI_BOLD, colour=theme.MUTED, wraps=True)
            self._rows.addWidget(label, 0, column)
            self._rows.setColumnStretch(column, 1)

    def _cells(self, day: Expected, noted: MealDay | None) -> list[QWidget]:
        shown = f"{self.language.weekday_short(day.held_on)} {self.language.day_and_month(day.held_on)}"
        go: QWidget = theme.plain_label(shown, theme.BODY)
        if self.session.register.rights.writes(MealDay):
            go = buttons.quiet(shown, icons.EDIT, name=f"meals.{day.held_on.isoformat()}")
            go.clicked.connect(partial(self.note_day, day.held_on))
        expected = (day.breakfast.eating, day.lunch.eating, day.dinner.eating)
        was = (noted.breakfast, noted.lunch, noted.dinner) if noted else (None, None, None)
        besides = (noted.infants, noted.staff, noted.visitors) if noted else (None, None, None)
        texts = (
            " · ".join(map(self.language.number, expected)),
            self.language.number(day.lunch.infants),
            " · ".join(map(self._number, was)),
            *map(self._number, besides),
        )
        return [go, *(theme.plain_label(text, theme.BODY) for text in texts)]

    def _number(self, count: int | None) -> str:
        return "–" if count is None else self.language.number(count)

    # --- noting ------------------------------------------------------------------------------------------------

    def note_day(self, day: date, _checked: bool = False, *, kept: Kept | None = None) -> None:
        """Write down what was served on a day; it begins with the heads that were expected."""
        session = self.session
        dialog = RecordDialog(
            session,
            meals.meals_of(session.register, day),
            MEALS,
            title=self.say(N_("Meals of {day}"), day=day),
            write=lambda noted: session.do(meals.note_meals, noted),
            over=self,
            close_words=self.say(N_("Close")),
            kept=kept,
        )
        if dialog.exec():
            self.result.tell_done(self.say(N_("Saved.")))
        dialog.deleteLater()

    def spot(self) -> Spot:
        return Spot(page="meals", section=self.month.isoformat())

    def resume(self, kept: Kept) -> None:
        typed = kept.drafts[0].typed
        if isinstance(typed, MealDay) and typed.held_on is not None:
            self.note_day(typed.held_on, kept=kept)

    # --- paper and help ----------------------------------------------------------------------------------------

    def print_page(self) -> None:
        self._print_for(self.session.today)

    def _print_for(self, day: date) -> None:
        """Show the sheet of a day: in the evening the cook is told of the morning to come."""
        from centre_app.documents.meals_sheet import preview_meals_sheet, print_meals_sheet
        from ui.preview import preview

        register, language = self.session.register, self.language
        preview(
            self.session,
            title=self.say(N_("Meals")),
            shown=preview_meals_sheet(register, day, language=language),
            final=lambda: print_meals_sheet(register, day, language=language),
            file_name=f"{register.code}-repas.pdf",
            over=self,
        )

    def help_lines(self) -> list[str]:
        return [
            self.say(N_("Breakfast is for those who slept here, lunch and dinner for those who sleep here tonight.")),
            self.say(N_("What was served may differ from what was expected: write what was.")),
        ]
