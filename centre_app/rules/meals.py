"""Rules about what the kitchen noted: no number under nought, and a day once."""

from collections.abc import Iterator

from centre_app.language import N_
from centre_app.questions import Record
from centre_app.records import MealDay
from centre_app.rules.around import Around, say
from centre_app.rules.findings import BLOCKS, Finding

_COUNTED = ("breakfast", "lunch", "dinner", "infants", "staff", "visitors")


def meals_are_counted_from_nought(day: Record, around: Around) -> Iterator[Finding]:
    if not isinstance(day, MealDay):
        return
    for question in _COUNTED:
        counted = getattr(day, question)
        if counted is not None and counted < 0:
            yield say(day, "", BLOCKS, question, N_("Nobody eats fewer than no meals. Check the number."))


def a_day_is_noted_once(day: Record, around: Around) -> Iterator[Finding]:
    if not isinstance(day, MealDay) or day.held_on is None:
        return
    if any(other.id != day.id for other in around.find(MealDay, held_on=day.held_on)):
        yield say(day, "", BLOCKS, "held_on", N_("The meals of this day are noted already. Change that note."))


RULES = (meals_are_counted_from_nought, a_day_is_noted_once)
