"""Rules about what is taken back: V9 a file in which somebody lives, or that others were merged into, is not.

Of a record that is taken back no other rule asks anything.
"""

from collections.abc import Iterator

from centre_app.language import N_
from centre_app.questions import Record
from centre_app.records import CaseFile, MonthReport, RetentionEvent, Stay
from centre_app.rules.around import Around, say
from centre_app.rules.case import IN_A_STAY, MERGED
from centre_app.rules.findings import BLOCKS, Finding
from centre_app.rules.retention import nothing_is_written_in_an_anonymised_file
from centre_app.rules.stock import what_is_taken_back_lies_on_the_shelf_again


def v9_a_file_with_an_open_stay_is_not_taken_back(case: Record, around: Around) -> Iterator[Finding]:
    """Where the stay is taken back in the same act, all of it was a mistake."""
    if _is_being_taken_back(case, around) and around.find(Stay, case_id=case.id, ended_on=None):
        yield say(case, "V9", BLOCKS, "status", N_("Her stay has not ended: write her exit first."))


def v9_a_file_that_holds_another_is_not_taken_back(case: Record, around: Around) -> Iterator[Finding]:
    if _is_being_taken_back(case, around) and around.find(CaseFile, status=MERGED, merged_into_id=case.id):
        message = N_("Another file was merged into this one. Separate the two before you take it back.")
        yield say(case, "V9", BLOCKS, "status", message)


def v9_the_stay_of_somebody_who_is_here_is_not_taken_back_alone(stay: Record, around: Around) -> Iterator[Finding]:
    """The right one is written in the same act, or all of the admission was a mistake."""
    before = around.before(stay) if isinstance(stay, Stay) else None
    if before is None or before.is_void or before.ended_on is not None:
        return
    case = around.get(CaseFile, before.case_id)
    if case and case.status in IN_A_STAY and not around.find(Stay, case_id=case.id, ended_on=None):
        message = N_("She is here by this stay. Put it right instead of taking it back, or write her exit.")
        yield say(stay, "V9", BLOCKS, "admitted_on", message)


def a_closed_month_is_not_taken_back(report: Record, around: Around) -> Iterator[Finding]:
    """It was handed over: a later version stands beside it, and tells why."""
    if isinstance(report, MonthReport):
        message = N_("A closed month is not taken back. Close it anew: both versions are kept.")
        yield say(report, "", BLOCKS, "", message)


def an_erasing_is_not_taken_back_by_a_save(event: Record, around: Around) -> Iterator[Finding]:
    if isinstance(event, RetentionEvent):
        message = N_(
            "What was asked for is refused or taken back under Administration, Keeping files. It stays written."
        )
        yield say(event, "", BLOCKS, "state", message)


def _is_being_taken_back(case: Record, around: Around) -> bool:
    before = around.before(case) if isinstance(case, CaseFile) else None
    return before is not None and not before.is_void


RULES = (
    v9_a_file_with_an_open_stay_is_not_taken_back,
    v9_a_file_that_holds_another_is_not_taken_back,
    v9_the_stay_of_somebody_who_is_here_is_not_taken_back_alone,
    a_closed_month_is_not_taken_back,
    an_erasing_is_not_taken_back_by_a_save,
    nothing_is_written_in_an_anonymised_file,
    what_is_taken_back_lies_on_the_shelf_again,
)
