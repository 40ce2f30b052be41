"""Rules about a month that is closed: V28 it adds up and little in it waits for a decision; it is over; why it is closed anew."""

from collections.abc import Iterator
from datetime import date

from centre_app.dates import months_after
from centre_app.indicators.monthly.a_flows import ADMISSIONS, EXITS, PRESENT_FIRST, PRESENT_LAST
from centre_app.indicators.report import frozen
from centre_app.language import N_
from centre_app.named_in_words import people_named_in
from centre_app.phones import phone_numbers_in
from centre_app.questions import Record
from centre_app.records import Activity, MonthReport
from centre_app.rules.around import Around, say
from centre_app.rules.findings import BLOCKS, Finding

MOST_UNDECIDED = 10  # twins and conflicts together
LONGEST_WORDS = 1_500  # of the director
UNDECIDED = ("M4.twins", "M4.conflicts")
_FLOWS = {
    PRESENT_FIRST: f"{PRESENT_FIRST}.present",
    ADMISSIONS: f"{ADMISSIONS}.admissions",
    EXITS: f"{EXITS}.exits",
    PRESENT_LAST: f"{PRESENT_LAST}.present",
}


def v28_a_closed_month_adds_up(report: Record, around: Around) -> Iterator[Finding]:
    """Those here on the first day and those who came, less those who left, are those here on the last day."""
    if not isinstance(report, MonthReport) or not report.numbers:
        return
    here, came, left, at_the_end = (_number(report, where) for where in _FLOWS.values())
    if here + came - left != at_the_end:
        yield say(
            report,
            "V28",
            BLOCKS,
            "numbers",
            N_(
                "{here} present on the first day + {came} who came − {left} who left is not {end} present on the last day."
            ),
            here=here,
            came=came,
            left=left,
            end=at_the_end,
        )


def v28_little_waits_for_a_decision(report: Record, around: Around) -> Iterator[Finding]:
    """Whoever is two files is counted twice: first decide who is who."""
    if not isinstance(report, MonthReport) or not report.numbers:
        return
    undecided = sum(_number(report, where) for where in UNDECIDED)
    if undecided > MOST_UNDECIDED:
        yield say(
            report,
            "V28",
            BLOCKS,
            "numbers",
            N_(
                "{n} likely twins and conflicts wait for a decision. Bring them to {most} or fewer, then close the month."
            ),
            n=undecided,
            most=MOST_UNDECIDED,
        )


def _number(report: MonthReport, where: str) -> int:
    """Return one number of a closed month; what was not counted is nought, and so is what cannot be read."""
    if not frozen.are_of(report.numbers, report.month):
        return 0
    number = frozen.read(report.numbers)["lines"].get(where, {}).get("number")
    return int(number) if isinstance(number, int | float) else 0


def what_is_closed_can_be_read(report: Record, around: Around) -> Iterator[Finding]:
    """Whoever reads it later, here or at headquarters, did not write it."""
    if isinstance(report, MonthReport) and not frozen.are_of(report.numbers, report.month):
        yield say(report, "", BLOCKS, "numbers", N_("These are not the numbers of this month. Count it and close it."))


def a_month_is_closed_once_it_is_over(report: Record, around: Around) -> Iterator[Finding]:
    if isinstance(report, MonthReport) and report.month and around.today < months_after(report.month, 1):
        yield say(
            report, "", BLOCKS, "month", N_("This month is not over yet. Close it from the first day of the next one.")
        )


def closing_anew_says_why(report: Record, around: Around) -> Iterator[Finding]:
    if not isinstance(report, MonthReport) or report.month is None:
        return
    stands = around.as_stored.find(MonthReport, with_void=True, month=report.month)  # of earlier programs: taken back
    others = [one for one in stands if one.id != report.id] if around.can_open(MonthReport) else []
    own = [one for one in others if one.centre_id == report.centre_id]
    if own and not (report.reopened_because or "").strip():
        yield say(
            report,
            "",
            BLOCKS,
            "reopened_because",
            N_("This month was closed before. Write why it is counted anew: both versions are kept."),
        )


def the_directors_words_are_short(report: Record, around: Around) -> Iterator[Finding]:
    if isinstance(report, MonthReport) and len(report.in_words or "") > LONGEST_WORDS:
        yield say(
            report,
            "",
            BLOCKS,
            "in_words",
            N_("{n} characters are too many: write {most} at most."),
            n=len(report.in_words or ""),
            most=LONGEST_WORDS,
        )


def what_was_closed_stands(report: Record, around: Around) -> Iterator[Finding]:
    """A closed month is a page that was handed over: a later count stands beside it, not over it."""
    if isinstance(report, MonthReport) and around.before(report) is not None:
        yield say(
            report, "", BLOCKS, "", N_("A closed month is not changed. Close it anew: a version of its own is kept.")
        )


def participants_are_counted_from_nought(activity: Record, around: Around) -> Iterator[Finding]:
    if not isinstance(activity, Activity):
        return
    counted = {name: getattr(activity, name) for name in ("women", "men", "girls", "boys")}
    for name, number in counted.items():
        if number is not None and number < 0:
            yield say(activity, "", BLOCKS, name, N_("Write how many came, 0 or more."))
    if all(number is None for number in counted.values()):
        yield say(activity, "", BLOCKS, "women", N_("Write how many took part, at least in one of the four boxes."))


def an_activity_was_held(activity: Record, around: Around) -> Iterator[Finding]:
    if isinstance(activity, Activity) and (activity.held_on or date.min) > around.today:
        yield say(
            activity, "", BLOCKS, "held_on", N_("This day has not come yet. Write the activity once it was held.")
        )


def v27_an_activity_names_nobody(activity: Record, around: Around) -> Iterator[Finding]:
    """Its title and place stand in donors' sheets, and no consent is asked for them."""
    if not isinstance(activity, Activity):
        return
    for name in ("title", "place", "note"):
        words = getattr(activity, name) or ""
        if people_named_in(around.as_stored, words):
            yield say(activity, "V27", BLOCKS, name, N_("Somebody of this register is named here. Take the name out."))
        if phone_numbers_in(words):
            yield say(activity, "V27", BLOCKS, name, N_("A phone number stands here. Take it out."))


RULES = (
    v27_an_activity_names_nobody,
    what_is_closed_can_be_read,
    v28_a_closed_month_adds_up,
    v28_little_waits_for_a_decision,
    a_month_is_closed_once_it_is_over,
    closing_anew_says_why,
    the_directors_words_are_short,
    what_was_closed_stands,
    participants_are_counted_from_nought,
    an_activity_was_held,
)
