"""How a coming or a late day is said everywhere: in words, with its tone, so that no two pages say it differently."""

from datetime import date, timedelta

from centre_app.language import N_, Language
from ui import icons, theme
from ui.theme import Tone

SOON = timedelta(days=7)


def due_said(due_on: date, *, today: date, language: Language) -> tuple[str, Tone, str | None]:
    """Return ("En retard de 3 j", tone, icon): late, today, this week by its weekday, else the date."""
    days = (due_on - today).days
    if days < 0:
        return language.say_n(N_("{n} day late"), N_("{n} days late"), -days), theme.LATE_TONE, None
    if days == 0:
        return language.say(N_("Today")), theme.SOON_TONE, None
    if due_on - today < SOON:
        weekday = language.weekday_short(due_on)
        day = language.say(N_("{weekday} {day}"), weekday=weekday, day=language.day_and_month(due_on))
        return day, theme.NEUTRAL_TONE, icons.CALENDAR
    return language.day(due_on), theme.NEUTRAL_TONE, icons.CALENDAR
