"""The sheet for the kitchen: for how many is cooked on a day, and a week to note what was served. Numbers alone, no names."""

from collections.abc import Iterator
from datetime import date, timedelta

from centre_app.casework import meals
from centre_app.casework.meals import Expected, Heads
from centre_app.documents.blocks import Block, words
from centre_app.documents.house_name import house_name
from centre_app.documents.page import Furniture, Looks, pdf_of
from centre_app.documents.sheet_parts import plain_table, title_block
from centre_app.language import N_, Language
from centre_app.questions import CENTRE
from centre_app.records import MealDay
from centre_app.register import Register
from db.history import Entry

_WEEK = 7
_LINE = "…………"
_ROW_TO_WRITE = 30.0


def print_meals_sheet(register: Register, day: date, *, language: Language) -> bytes:
    """Return the sheet, with its line in history."""
    register.leave_line(CENTRE, Entry(action="print_house", record_table=MealDay.table))
    return preview_meals_sheet(register, day, language=language)


def preview_meals_sheet(register: Register, day: date, *, language: Language) -> bytes:
    """Return the sheet for the screen alone."""
    looks, say, number = Looks(), language.say, language.number
    heads, title = meals.expected(register, day), say(N_("Meals"))
    centre = house_name(register, language)
    frame = [
        (say(N_("Lunch")), f"<b>{number(heads.lunch.eating)}</b>"),
        (say(N_("Dinner")), f"<b>{number(heads.dinner.eating)}</b>"),
        (say(N_("Away")), f"<b>{number(heads.away)}</b>"),
    ]
    blocks: list[Block] = [
        title_block(looks, centre=centre, title=title, note=language.long_day(day), frame=frame),
        words(say(N_("Expected on this day")), looks.section, tag="H2").after(14),
        _expected(heads, looks, language).after(5),
        words(say(N_("Served, day by day")), looks.section, tag="H2").after(20),
        _week(day, looks, language).after(5),
        words(
            say(N_("Infants are under 24 months; under 6 months they are breast-fed. Write how many ate.")),
            looks.second,
        ).after(8),
    ]
    furniture = Furniture(
        title=title,
        author=centre,
        printed_at=register.now,
        is_training=register.is_training,
        head=title,
        head_right=centre,
        foot=say(N_("Meals of {day}"), day=day),
    )
    return pdf_of(blocks, furniture, language)


def _expected(heads: Expected, looks: Looks, language: Language) -> Block:
    labels = ("", N_("People"), N_("Infants, 6 to 23 months"), N_("Under 6 months"))
    rows = [
        [words(language.say(name), looks.table.bold()), *_numbers(found, looks, language)]
        for name, found in (
            (N_("Breakfast"), heads.breakfast),
            (N_("Lunch"), heads.lunch),
            (N_("Dinner"), heads.dinner),
        )
    ]
    return plain_table(
        looks, shares=(30, 30, 50, 40), head=[language.say(one) if one else "" for one in labels], rows=rows
    )


def _numbers(heads: Heads, looks: Looks, language: Language) -> Iterator[Block]:
    for count in (heads.eating, heads.infants, heads.breast_fed):
        yield words(language.number(count), looks.table)


def _week(day: date, looks: Looks, language: Language) -> Block:
    labels = (N_("Day"), N_("Breakfast"), N_("Lunch"), N_("Dinner"), N_("Infants"), N_("Staff"), N_("Visitors"))
    rows = []
    for number in range(_WEEK):
        shown = day + timedelta(days=number)
        label = f"{language.weekday_short(shown)} {language.day_and_month(shown)}"
        rows.append([words(label, looks.table), *(words(_LINE, looks.table.quiet()) for _ in labels[1:])])
    return plain_table(
        looks,
        shares=(30, 24, 24, 24, 24, 24, 24),
        head=[language.say(one) for one in labels],
        rows=rows,
        row_height=_ROW_TO_WRITE,
    )
