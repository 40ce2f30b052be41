"""Rules about files that were merged: into what, for how long it can be undone, and that nothing new begins in them."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from centre_app.language import N_
from centre_app.questions import Record, Reference
from centre_app.records import BY_TABLE, CaseFile, Stay
from centre_app.records.base import CaseRecord
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


def v9_a_file_is_merged_whole_and_as_it_stands(case: Record, around: Around) -> Iterator[Finding]:
    """Asked when it is merged: it says since when, and what it was, for that is what it can be again."""
    before = around.before(case) if isinstance(case, CaseFile) else None
    if not isinstance(case, CaseFile) or before is None or case.status != MERGED or before.status == MERGED:
        return
    if case.merged_on != around.today or case.status_before_merge != before.status:
        message = N_("Merge two files where they are compared: so the day is kept, and what the file was before.")
        yield say(case, "V9", BLOCKS, "merged_on", message)
    if around.find(CaseFile, status=MERGED, merged_into_id=case.id):
        message = N_("Another file was merged into this one. This is the one to keep.")
        yield say(case, "V9", BLOCKS, "merged_into_id", message)
    if around.find(Stay, case_id=case.id, ended_on=None):
        message = N_("The stay that has not ended is in this file. This is the one to keep.")
        yield say(case, "V9", BLOCKS, "merged_into_id", message)


def v9_a_merged_file_only_goes_back_to_what_it_was(case: Record, around: Around) -> Iterator[Finding]:
    """Within 90 days of the day on which it was merged; into another file it is only merged once it is back."""
    before = around.before(case) if isinstance(case, CaseFile) else None
    if not isinstance(case, CaseFile):
        return
    if before is None or before.status != MERGED:
        if case.status != MERGED and _merge_of(case) != _NOT_MERGED:
            yield say(case, "V9", BLOCKS, "merged_into_id", N_("This file is not merged."))
        return
    if case.status == MERGED and _merge_of(case) == _merge_of(before):
        return
    if (case.status, *_merge_of(case)) != (before.status_before_merge, *_NOT_MERGED):
        yield say(case, "V9", BLOCKS, "status", N_("A merged file only becomes again what it was before the merge."))
    elif before.merged_on is not None and around.today > before.merged_on + UNDONE_WITHIN:
        yield say(case, "V9", BLOCKS, "status", N_("The files were merged more than 90 days ago. They stay one."))


_NOT_MERGED = (None, None, None)


def _merge_of(case: CaseFile) -> tuple[str | None, date | None, str | None]:
    return case.merged_into_id, case.merged_on, case.status_before_merge


def v6_a_merged_file_takes_no_stay(stay: Record, around: Around) -> Iterator[Finding]:
    """She is one person: what begins now begins in the file that was kept, and no old stay is opened again."""
    if isinstance(stay, Stay) and stay.ended_on is None and _is_in_a_merged_file(stay, around):
        yield say(
            stay, "V6", BLOCKS, "admitted_on", N_("This file was merged into another one. Write the stay in that one.")
        )


def nothing_new_is_written_in_a_merged_file(record: Record, around: Around) -> Iterator[Finding]:
    """But what follows something that stands there: a mark of its school term, a goal of its plan."""
    if not isinstance(record, CaseRecord) or record.rev or isinstance(record, Stay):
        return
    if not _follows_another(record) and _is_in_a_merged_file(record, around):
        yield say(record, "", BLOCKS, "", N_("This file was merged into another one. Write it in that one."))


def _is_in_a_merged_file(record: CaseRecord, around: Around) -> bool:
    case = around.get(CaseFile, record.case_id)
    return case is not None and case.status == MERGED


def _follows_another(record: Record) -> bool:
    """Say whether a record names another one that stands in a file."""
    return any(getattr(record, name) for name in _follows_by(type(record)))  # type: ignore[arg-type]  # mypy takes the hash of a record for that of its class


@cache
def _follows_by(record_type: type[Record]) -> tuple[str, ...]:
    """Return the questions that name another record of a file."""
    asked = record_type.questions.items()
    named = ((name, BY_TABLE.get(one.kind.table)) for name, one in asked if isinstance(one.kind, Reference))
    return tuple(name for name, kind in named if kind is not None and issubclass(kind, CaseRecord))


RULES = (
    v9_a_merged_file_stands_in_one_that_is_not,
    v9_a_file_is_merged_whole_and_as_it_stands,
    v9_a_merged_file_only_goes_back_to_what_it_was,
    v6_a_merged_file_takes_no_stay,
    nothing_new_is_written_in_a_merged_file,
)
