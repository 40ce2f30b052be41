"""Rules about people who have no file: who asked for a place, and who took part in an activity. Bounds of what can be."""

from collections.abc import Iterator

from centre_app.language import N_
from centre_app.questions import Record
from centre_app.records import Activity, PlaceRequest
from centre_app.rules.around import Around, say
from centre_app.rules.findings import BLOCKS, Finding
from centre_app.rules.person import OLDEST

MOST_PEOPLE = 100_000  # of one kind, on one day, in one place
LONGEST_LINE = 200
COUNTED = ("women", "men", "girls", "boys")


def the_age_of_who_asked_for_a_place_can_be(asked: Record, around: Around) -> Iterator[Finding]:
    if isinstance(asked, PlaceRequest) and asked.age is not None and not 0 <= asked.age <= OLDEST:
        yield say(asked, "", BLOCKS, "age", N_("Write an age from 0 to {most} years."), most=OLDEST)


def no_more_took_part_than_can_be(activity: Record, around: Around) -> Iterator[Finding]:
    if not isinstance(activity, Activity):
        return
    for name in COUNTED:
        if (getattr(activity, name) or 0) > MOST_PEOPLE:
            yield say(activity, "", BLOCKS, name, N_("This number is too large. Check it."))


def an_activity_is_named_in_one_line(activity: Record, around: Around) -> Iterator[Finding]:
    """Title and place stand in the tables of a report."""
    if not isinstance(activity, Activity):
        return
    for name in ("title", "place"):
        words = getattr(activity, name) or ""
        if len(words) > LONGEST_LINE:
            yield say(
                activity,
                "",
                BLOCKS,
                name,
                N_("{n} characters are too many: write {most} at most."),
                n=len(words),
                most=LONGEST_LINE,
            )


RULES = (
    the_age_of_who_asked_for_a_place_can_be,
    no_more_took_part_than_can_be,
    an_activity_is_named_in_one_line,
)
