"""Editors for days: typed as 9/3/15, 090315 or 9 mars 2015, and shown in full once one goes on.

A birth is told in one of four ways (day, month, year, an age somebody said), with only the boxes of that way, and is read
back under them: how it will be shown, the interval that follows, and whether she is a minor.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QWidget

from centre_app import answers, wording
from centre_app.answers import NotUnderstood
from centre_app.dates import AGE_ESTIMATE, DAY, MONTH, YEAR, Birth, ages_on
from centre_app.language import N_, Language
from ui import icons, theme
from ui.editors import Editor, Setting, TextField, TypedEditor
from ui.kit import buttons, layout
from ui.kit.fields import PickList
from ui.kit.messages import Message
from ui.kit.pills import Segments

PATTERN = N_("dd/mm/yyyy")
WAY = "way"  # of telling a birth, beside what is typed in its boxes
NOT_AN_HOUR = N_("This is not an hour. Write it like this: 14:30.")
NO_DAY_WITH_HOUR = N_("Write the day as well.")


class DayField(TextField):
    """A box for a day; Ctrl+; writes today."""

    def __init__(self, setting: Setting, *, is_past: bool = False, name: str) -> None:
        super().__init__(width=112, name=name)
        self._setting = setting
        self._years_ahead = 0 if is_past else answers.YEARS_AHEAD
        self.setPlaceholderText(setting.language.say(PATTERN))
        self.left.connect(self._write_in_full)

    def day(self) -> date | NotUnderstood | None:
        text = self.text().strip()
        if not text:
            return None
        return answers.day(text, today=self._setting.today, years_ahead=self._years_ahead)

    def show_day(self, day: date | None) -> None:
        self.setText(self._setting.language.day(day) if day else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.key() == Qt.Key.Key_Semicolon:
            self.write_today()
        else:
            super().keyPressEvent(event)

    def write_today(self) -> None:
        self.show_day(self._setting.today)
        self.textEdited.emit(self.text())

    def _write_in_full(self) -> None:
        if isinstance(day := self.day(), date):
            self.show_day(day)


class DayEditor(Editor):
    """A day, with a button for today."""

    def __init__(self, name: str, setting: Setting) -> None:
        super().__init__(name)
        self._language = setting.language
        self.field = DayField(setting, name=f"{name}.field")
        self.setFocusProxy(self.field)
        words = setting.language.say(N_("Day of the sheet") if setting.is_on_paper else N_("Today"))
        today = buttons.quiet(words, icons.CALENDAR, name=f"{name}.today")
        today.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        today.clicked.connect(self.field.write_today)
        self.setLayout(layout.row(self.field, today, layout.STRETCH, gap=4))
        self.field.textEdited.connect(lambda _text: self.changed.emit())
        self.field.left.connect(self.left)

    def answer(self) -> date | None:
        day = self.field.day()
        return day if isinstance(day, date) else None

    def show_answer(self, answer: date | None) -> None:
        self.field.show_day(answer)

    def problem(self) -> str:
        return _said(self.field.day(), self._language)

    def boxes(self) -> Sequence[TextField]:
        return (self.field,)

    def mark(self, mark: str) -> None:
        self.field.mark(mark)


class MomentEditor(Editor):
    """A day and an hour of the laptop's clock; the button writes this moment."""

    def __init__(self, name: str, setting: Setting) -> None:
        super().__init__(name)
        self._language = setting.language
        self._shown: tuple[str, str, datetime | None] = ("", "", None)
        self.field = DayField(setting, name=f"{name}.field")
        self.hour = TextField(width=76, name=f"{name}.hour")
        self.hour.setPlaceholderText(setting.language.say(N_("hh:mm")))
        self.hour.setAccessibleName(setting.language.say(N_("Hour")))
        self.setFocusProxy(self.field)
        now = buttons.quiet(setting.language.say(N_("Now")), icons.CLOCK, name=f"{name}.now")
        now.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        now.clicked.connect(self._write_now)
        self.setLayout(layout.row(self.field, self.hour, now, layout.STRETCH, gap=4))
        for field in (self.field, self.hour):
            field.textEdited.connect(lambda _text: self.changed.emit())
            field.left.connect(self.left)

    def answer(self) -> datetime | None:
        day_text, hour_text, shown = self._shown
        if (self.field.text(), self.hour.text()) == (day_text, hour_text):
            return shown
        day, hour = self.field.day(), hour_of(self.hour.text())
        if not isinstance(day, date) or hour is None:
            return None
        return datetime(day.year, day.month, day.day, *hour).astimezone().astimezone(UTC)  # noqa: DTZ001 - the clock here

    def show_answer(self, answer: datetime | None) -> None:
        here = answer.astimezone() if answer else None
        self.field.show_day(here.date() if here else None)
        self.hour.setText(self._language.clock(here) if here else "")
        self._shown = (self.field.text(), self.hour.text(), answer)

    def problem(self) -> str:
        if not self.field.text().strip() and self.hour.text().strip():
            return self._language.say(NO_DAY_WITH_HOUR)
        if told := _said(self.field.day(), self._language):
            return told
        if self.field.text().strip() and hour_of(self.hour.text()) is None:
            return self._language.say(NOT_AN_HOUR)
        return ""

    def boxes(self) -> Sequence[TextField]:
        return self.field, self.hour

    def mark(self, mark: str) -> None:
        self.field.mark(mark)
        self.hour.mark(mark)

    def _write_now(self) -> None:
        now = datetime.now().astimezone()
        self.field.show_day(now.date())
        self.hour.setText(self._language.clock(now))
        self.changed.emit()


class PartialDayEditor(TypedEditor):
    """A day as well as it is known, typed in one box: 9/3/15, mars 2015, 2015."""

    def __init__(self, name: str, setting: Setting) -> None:
        super().__init__(
            name,
            setting,
            read=lambda text: answers.partial_day(text, today=setting.today),
            write=lambda known: wording.partial_day(known, setting.language),
            width=200,
        )
        self.field.setPlaceholderText(setting.language.say(N_("day, month or year")))


class BirthEditor(Editor):
    """The four ways to tell a birth; a birth known only between two days is shown as that and kept until it is changed."""

    def __init__(self, name: str, setting: Setting) -> None:
        super().__init__(name)
        self._setting, self._language = setting, setting.language
        self._shown: Birth | None = None
        self._is_touched = False
        say = setting.language.say
        ways = {
            DAY: say(N_("Exact date")),
            MONTH: say(N_("Month")),
            YEAR: say(N_("Year")),
            AGE_ESTIMATE: say(N_("Age told")),
        }
        self._ways = Segments(ways, name=f"{name}.way")
        self._labels = {
            "": "",
            DAY: say(N_("Date")),
            MONTH: say(N_("Month and year")),
            YEAR: say(N_("Year")),
            AGE_ESTIMATE: say(N_("Age told")),
        }
        self._boxes_label = theme.plain_label(self._labels[DAY], wraps=True)
        self._day = DayField(setting, is_past=True, name=f"{name}.day")
        self._month = PickList(_months(setting.language), placeholder=say(N_("Month")), name=f"{name}.month")
        self._year = TextField(width=80, name=f"{name}.year")
        self._young = TextField(width=48, name=f"{name}.youngest")
        self._old = TextField(width=48, name=f"{name}.oldest")
        self._said_on = DayField(setting, is_past=True, name=f"{name}.said_on")
        self._until, self._years_old = theme.plain_label(say(N_("to"))), theme.plain_label(say(N_("years, said on")))
        self._read_back = Message("", theme.DONE_TONE, icon=icons.WORDS, name=f"{name}.read_back")
        self._boxes = self._lay_out_boxes()
        self.setFocusProxy(self._ways)
        self._name_boxes(say)
        self._listen()
        self.show_answer(None)

    def rows(self) -> list[tuple[str | QLabel, QWidget]]:
        say = self._language.say
        return [
            (say(N_("Birth")), self._ways),
            (self._boxes_label, self._boxes),
            (say(N_("It will read")), self._read_back),
        ]

    def answer(self) -> Birth | None:
        if not self._is_touched:
            return self._shown
        understood = self._understood()
        return understood if isinstance(understood, Birth) else None

    def show_answer(self, answer: Birth | None) -> None:
        self._shown, self._is_touched = answer, False
        way = answer.precision if answer else None
        self._ways.show_key(way if way in (DAY, MONTH, YEAR, AGE_ESTIMATE) else None)
        self._fill_boxes(answer)
        self._show_way()
        self._say_back()

    def problem(self) -> str:
        return _said(self._understood(), self._language) if self._is_touched else ""

    def boxes(self) -> Sequence[TextField]:
        return self._day, self._year, self._young, self._old, self._said_on

    def typed(self) -> dict[str, str]:
        return {**super().typed(), WAY: self._ways.key() or "", MONTH: str(self._month.key() or "")}

    def show_typed(self, typed: Mapping[str, str]) -> None:
        self._is_touched = True
        self._ways.show_key(typed[WAY] or None)
        self._month.show_key(int(typed[MONTH]) if typed[MONTH] else None)
        super().show_typed(typed)
        self._show_way()
        self._say_back()

    def mark(self, mark: str) -> None:
        for field in (self._day, self._year, self._young, self._old, self._said_on):
            field.mark(mark)
        self._month.mark(mark)

    # Reading the boxes

    def _understood(self) -> Birth | NotUnderstood | None:
        today = self._setting.today
        match self._ways.key():
            case "day":
                return _born_on(self._day.day(), today)
            case "month":
                month, year = self._month.key(), self._year.text().strip()
                return answers.birth(f"{month}/{year}", said_on=today) if month and year else None
            case "year":
                year = self._year.text().strip()
                return _year_of(year, today) if year else None
            case "age_estimate":
                return self._age()
        return self._shown

    def _age(self) -> Birth | NotUnderstood | None:
        young, old = self._young.text().strip(), self._old.text().strip()
        said_on = self._said_on.day() or self._setting.today
        if not young:
            return None
        if isinstance(said_on, NotUnderstood):
            return said_on
        return answers.birth(f"{young}-{old}" if old else young, said_on=said_on)

    def _fill_boxes(self, birth: Birth | None) -> None:
        way = birth.precision if birth else None
        self._day.show_day(birth.first if birth and way == DAY else None)
        self._month.show_key(birth.first.month if birth and way == MONTH else None)
        self._year.setText(str(birth.first.year) if birth and way in (MONTH, YEAR) else "")
        if birth and way == AGE_ESTIMATE and birth.said_on:
            young, old = ages_on(birth, birth.said_on)
            self._young.setText(str(young))
            self._old.setText(str(old) if old != young else "")
            self._said_on.show_day(birth.said_on)
        else:
            for field in (self._young, self._old, self._said_on):
                field.clear()

    # Showing

    def _show_way(self) -> None:
        way = self._ways.key() or ""
        self._boxes_label.setText(self._labels[way])
        for field, its_ways in (
            (self._day, (DAY,)),
            (self._month, (MONTH,)),
            (self._year, (MONTH, YEAR)),
            (self._young, (AGE_ESTIMATE,)),
            (self._until, (AGE_ESTIMATE,)),
            (self._old, (AGE_ESTIMATE,)),
            (self._years_old, (AGE_ESTIMATE,)),
            (self._said_on, (AGE_ESTIMATE,)),
        ):
            field.setVisible(way in its_ways)
        self._boxes.setEnabled(bool(way))
        if way == AGE_ESTIMATE and not self._said_on.text():
            self._said_on.show_day(self._setting.today)

    def _say_back(self) -> None:
        understood = self._understood()
        if not isinstance(understood, Birth):
            self._read_back.show_text(self._language.say(N_("Not known yet")))
            return
        told = wording.birth_as_told(understood, self._language)
        back = wording.birth_read_back(understood, self._language, on=self._setting.today, sex=self._setting.sex)
        self._read_back.show_text(" · ".join(back), strong=told)

    say_again = _say_back

    def _lay_out_boxes(self) -> QWidget:
        told_age = (self._young, self._until, self._old, self._years_old, self._said_on)
        self._month.setFixedWidth(theme.size(150))
        return layout.boxed(
            layout.row(self._day, self._month, self._year, *told_age, layout.STRETCH), name=f"{self.objectName()}.boxes"
        )

    def _name_boxes(self, say: Any) -> None:
        for field, spoken in (
            (self._day, N_("Date of birth")),
            (self._month, N_("Month of birth")),
            (self._year, N_("Year of birth")),
            (self._young, N_("Youngest age")),
            (self._old, N_("Oldest age")),
            (self._said_on, N_("Day on which the age was said")),
        ):
            field.setAccessibleName(say(spoken))

    def _listen(self) -> None:
        self._ways.chosen.connect(self._on_way)
        self._month.picked.connect(lambda _key: self._on_touched())
        for field in (self._day, self._year, self._young, self._old, self._said_on):
            field.textEdited.connect(lambda _text: self._on_touched())
            field.left.connect(self.left)

    def _on_way(self, _way: str) -> None:
        self._show_way()
        self._on_touched()
        first = {DAY: self._day, MONTH: self._month, YEAR: self._year, AGE_ESTIMATE: self._young}[
            self._ways.key() or DAY
        ]
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_touched(self) -> None:
        self._is_touched = True
        self._say_back()
        self.changed.emit()


def hour_of(text: str) -> tuple[int, int] | None:
    """Return the hour and minute typed as 14:32, 14h32, 14 h, 1432 or 14."""
    digits = text.strip().lower().replace(" ", "").replace("h", ":").replace(".", ":")
    hour, _, minute = digits.partition(":")
    if not minute and hour.isdecimal() and len(hour) == 4:
        hour, minute = hour[:2], hour[2:]
    if not hour.isdecimal() or not (minute or "0").isdecimal() or len(hour) > 2 or len(minute) > 2:
        return None
    told = int(hour), int(minute or 0)
    return told if told[0] < 24 and told[1] < 60 else None


def _born_on(day: date | NotUnderstood | None, today: date) -> Birth | NotUnderstood | None:
    """Return the birth on a day, unless the day is still to come."""
    if not isinstance(day, date):
        return day
    return Birth.exact(day) if day <= today else answers.NOT_BORN_YET


def _year_of(text: str, today: date) -> Birth | NotUnderstood:
    """Return the birth in a year: "2009", "vers 2009"; a number that is no year of four digits is not taken for an age here."""
    understood = answers.birth(text, said_on=today)
    is_other = isinstance(understood, Birth) and understood.precision != YEAR
    return answers.NOT_A_BIRTH if is_other else understood


def _months(language: Language) -> list[tuple[int, str]]:
    return [(month, language.month_name(date(2000, month, 1))) for month in range(1, 13)]


def _said(understood: Any, language: Language) -> str:
    if isinstance(understood, NotUnderstood):
        return language.say(understood.message, **understood.parts)
    return ""
