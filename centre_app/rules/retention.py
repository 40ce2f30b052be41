"""Rules about erasing: nobody does it by a save, nothing is written in a file of which only the trace is left, and a
period is lengthened only. That two people decide is retention/asking.py; what it writes passes beside these rules."""

from collections.abc import Iterator

from centre_app.language import N_
from centre_app.questions import Record
from centre_app.records import CaseFile, Person, RetentionEvent, RetentionHold, RetentionPeriod
from centre_app.retention.periods import LONGEST, PROPOSED
from centre_app.rules.around import Around, say
from centre_app.rules.findings import BLOCKS, Finding

ANONYMISED = "anonymised"
ASKED = "asked"
_DECLINED = frozenset({"refused", "taken_back"})
_WRITTEN_BY_DECIDING = ("certificate", "line", "records_count", "papers_count", "backups_until")
_STAYS = ("case_id", "act", "rule", "asked_on", "reason")


def v9_nobody_anonymises_by_a_save(case: Record, around: Around) -> Iterator[Finding]:
    before = around.before(case) if isinstance(case, CaseFile) else None
    if isinstance(case, CaseFile) and before is not None and case.status == ANONYMISED != before.status:
        message = N_("A file is anonymised by two people: one asks for it, another one decides.")
        yield say(case, "V9", BLOCKS, "status", message)


def nothing_is_written_in_an_anonymised_file(record: Record, around: Around) -> Iterator[Finding]:
    """Also not in one that was merged into it, nor about its person, unless she has another file."""
    if is_anonymised(record, around):
        question = "status" if isinstance(record, CaseFile) else ""
        yield say(record, "", BLOCKS, question, N_("This file is anonymised for good. Nothing more is written in it."))


def is_anonymised(record: Record, around: Around) -> bool:
    """Say whether a record stands in a file, or is about one, in which nothing is written any more."""
    return any(case.status == ANONYMISED for case in _files_of(record, around))


def an_erasing_is_asked_for_and_decided_elsewhere(event: Record, around: Around) -> Iterator[Finding]:
    if not isinstance(event, RetentionEvent):
        return
    before = around.before(event)
    is_new = before is None and event.state == ASKED and event.decided_by is None
    is_declined = before is not None and before.state == ASKED and event.state in _DECLINED
    stays = before is None or all(getattr(event, name) == getattr(before, name) for name in _STAYS)
    is_decided = any(getattr(event, name) is not None for name in _WRITTEN_BY_DECIDING)
    if is_decided or not stays or not (is_new or is_declined):
        message = N_("An erasing is asked for by one person and decided by another. It is not changed afterwards.")
        yield say(event, "", BLOCKS, "state", message)


def what_keeps_a_file_is_said(hold: Record, around: Around) -> Iterator[Finding]:
    if isinstance(hold, RetentionHold):
        if hold.why is None:
            yield say(hold, "", BLOCKS, "why", N_("Choose why the file must stay."))
        if hold.lifted_on is not None and hold.from_on is not None and hold.lifted_on < hold.from_on:
            yield say(hold, "", BLOCKS, "lifted_on", N_("It would end before it began. Check the two dates."))


def a_period_is_only_lengthened(period: Record, around: Around) -> Iterator[Finding]:
    if not isinstance(period, RetentionPeriod):
        return
    proposed = PROPOSED.get(period.rule or "")
    if proposed is None or period.years is None:
        yield say(period, "", BLOCKS, "years", N_("Choose which files, and for how many years."))
    elif not proposed.proposed <= period.years <= LONGEST:
        yield say(
            period,
            "",
            BLOCKS,
            "years",
            N_("These files are kept for {years} years at least. A period is lengthened, never shortened."),
            years=proposed.proposed,
        )
    if not (period.because or "").strip():
        yield say(period, "", BLOCKS, "because", N_("Write why they are kept so long."))


def _files_of(record: Record, around: Around) -> Iterator[CaseFile]:
    """Yield the files that a record stands in or is about, as they stand before the save."""
    if isinstance(record, RetentionEvent):
        return
    if isinstance(record, CaseFile):
        stands = around.before(record)
        ids = [
            record.id if stands is not None else None,
            record.merged_into_id,
            stands.merged_into_id if stands else None,
        ]
    else:
        ids = [getattr(record, "case_id", None)]
    for file_id in filter(None, ids):
        file = around.as_stored.get(CaseFile, file_id) if around.can_open(CaseFile) else None
        if file is not None:
            yield file
            into = around.as_stored.get(CaseFile, file.merged_into_id) if file.merged_into_id else None
            if into is not None:
                yield into
    person_id = record.id if isinstance(record, Person) else getattr(record, "person_id", None)
    person_id = None if isinstance(record, CaseFile) else person_id
    if person_id and not getattr(record, "case_id", None) and around.can_open(CaseFile):
        files = around.as_stored.find(CaseFile, person_id=person_id)
        if files and all(file.status in (ANONYMISED, "merged", "transferred") for file in files):
            yield from files


RULES = (
    v9_nobody_anonymises_by_a_save,
    nothing_is_written_in_an_anonymised_file,
    an_erasing_is_asked_for_and_decided_elsewhere,
    what_keeps_a_file_is_said,
    a_period_is_only_lengthened,
)
