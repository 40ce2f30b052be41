"""Rules about what is taken back: V9 a file in which somebody lives, or that others were merged into, is not.

Of a record that is taken back no other rule asks anything.
"""

from collections.abc import Iterator

from centre_app.language import N_
from centre_app.questions import Record
from centre_app.records import CaseFile, Stay
from centre_app.rules.around import Around, say
from centre_app.rules.case import MERGED
from centre_app.rules.findings import BLOCKS, Finding


def v9_a_file_with_an_open_stay_is_not_taken_back(case: Record, around: Around) -> Iterator[Finding]:
    """Where the stay is taken back in the same act, all of it was a mistake."""
    if _is_being_taken_back(case, around) and around.find(Stay, case_id=case.id, ended_on=None):
        yield say(case, "V9", BLOCKS, "status", N_("Her stay has not ended: write her exit first."))


def v9_a_file_that_holds_another_is_not_taken_back(case: Record, around: Around) -> Iterator[Finding]:
    if _is_being_taken_back(case, around) and around.find(CaseFile, status=MERGED, merged_into_id=case.id):
        message = N_("Another file was merged into this one. Separate the two before you take it back.")
        yield say(case, "V9", BLOCKS, "status", message)


def _is_being_taken_back(case: Record, around: Around) -> bool:
    before = around.before(case) if isinstance(case, CaseFile) else None
    return before is not None and not before.is_void


RULES = (v9_a_file_with_an_open_stay_is_not_taken_back, v9_a_file_that_holds_another_is_not_taken_back)
