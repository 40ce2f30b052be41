"""Rules about files that were merged: into what, for how long it can be undone, and that nothing new begins in them."""

from collections.abc import Iterator
from datetime import timedelta

from centre_app.language import N_
from centre_app.questions import Record
from centre_app.records import CaseFile, Stay
from centre_app.rules.around import Around, say
from centre_app.rules.case import MERGED
from centre_app.rules.findings import BLOCKS, Finding

UNDONE_WITHIN = timedelta(days=90)  # records.md §3.5b


def v9_a_merged_file_stands_in_one_that_is_not(case: Record, around: Around) -> Iterator[Finding]:
    if not isinstance(case, CaseFile) or case.status != MERGED:
        return
    kept = around.get(CaseFile, case.merged_into_id)
    if kept is None:
        message = N_("Say which file this one was merged into.")
    elif kept.id == case.id:
        message = N_("A file cannot be merged with itself.")
    elif kept.status == MERGED:
        message = N_("That file was merged itself. Choose the one that was kept.")
    else:
        return
    # without its number where nothing is named: that the move itself is allowed is the other half of V9
    yield say(case, "V9" if kept else "", BLOCKS, "merged_into_id", message)


def v9_a_merge_is_undone_within_90_days(case: Record, around: Around) -> Iterator[Finding]:
    before = around.before(case) if isinstance(case, CaseFile) else None
    if not isinstance(case, CaseFile) or before is None or before.status != MERGED or before.merged_on is None:
        return
    is_undone = (case.status, case.merged_into_id) != (before.status, before.merged_into_id)
    if is_undone and around.today > before.merged_on + UNDONE_WITHIN:
        yield say(case, "V9", BLOCKS, "status", N_("The files were merged more than 90 days ago. They stay one."))


def v6_a_merged_file_takes_no_stay(stay: Record, around: Around) -> Iterator[Finding]:
    """She is one person: what begins now begins in the file that was kept, and no old stay is opened again."""
    if not isinstance(stay, Stay) or stay.ended_on is not None:
        return
    case = around.get(CaseFile, stay.case_id)
    if case is not None and case.status == MERGED:
        yield say(
            stay, "V6", BLOCKS, "admitted_on", N_("This file was merged into another one. Write the stay in that one.")
        )


RULES = (
    v9_a_merged_file_stands_in_one_that_is_not,
    v9_a_merge_is_undone_within_90_days,
    v6_a_merged_file_takes_no_stay,
)
