"""Two files of one person become one, and two again within 90 days if that was a mistake.

No record moves. The file that is merged keeps its own and says into which one it was merged; whoever opens either sees
the records of both. So undoing it takes one answer back, and history tells of both acts.
"""

import dataclasses
from collections.abc import Iterable
from datetime import date

from centre_app.language import N_
from centre_app.problems import FileRestricted, FileSealed, Problem, ReadOnlyForYou, SectionShut
from centre_app.questions import Record
from centre_app.records import CaseFile, PersonName, Stay, TwinDecision
from centre_app.register import Register
from centre_app.rights import NOWHERE
from centre_app.rules.case import MERGED
from centre_app.rules.merging import UNDONE_WITHIN

MERGE, UNMERGE = "merge", "unmerge"  # what history calls them
SAME, DIFFERENT = "same", "different"  # of the list twin_verdict


class CannotMerge(Problem):
    """Two files that may not become one; nothing was written."""


class TheSameFile(CannotMerge):
    message = N_("These are not two files: a file cannot be merged with itself.")
    advice = N_("Choose another file to compare.")


class MergedBefore(CannotMerge):
    message = N_("File {code} was merged already.")
    advice = N_("Open the file that it was merged into.")


class HoldsAnother(CannotMerge):
    message = N_("Another file was merged into {code}, so this one must be the one that is kept.")
    advice = N_("Keep it, and merge the other one into it.")


class OfTwoHouses(CannotMerge):
    message = N_("These files are of two houses. Each house keeps its own.")
    advice = N_("Call both houses: they agree on which one goes on, and the other one closes its file.")


class WithdrawnFile(CannotMerge):
    message = N_("File {code} is withdrawn.")
    advice = N_("Bring it back first, or leave it.")


class TwoOpenStays(CannotMerge):
    message = N_("Both files have a stay that has not ended. One of the two must end first.")
    advice = N_("Write the exit in the file that is not to be kept, then merge.")


class KeepWhereSheIs(CannotMerge):
    message = N_("The stay that has not ended is in file {code}, so this one must be the one that is kept.")
    advice = N_("Keep it, and merge the other one into it.")


class NotAsConfidential(CannotMerge):
    message = N_("One of these files is kept closer than the other.")
    advice = N_("Give both the same confidentiality first.")


class NoReason(CannotMerge):
    message = N_("Write in a few words why they are one person.")
    advice = N_("Until then the two files stay apart; nothing was changed.")


class NotMerged(CannotMerge):
    message = N_("This file is not merged.")
    advice = N_("There is nothing to take apart. Check that it is the right file.")


class MergedTooLongAgo(CannotMerge):
    message = N_("The files were merged more than 90 days ago. They stay one.")
    advice = N_("If it was a mistake, open a new file and write in it what belongs there.")


def may_merge(register: Register) -> bool:
    """Say whether whoever is at the laptop may say that two files are one: who may change the names in them."""
    writes = [register.rights.of(record_type).writes for record_type in (CaseFile, PersonName, TwinDecision)]
    return NOWHERE not in writes and not register.is_headquarters


def merge(register: Register, kept: CaseFile, merged: CaseFile, reason: str) -> CaseFile:
    """Merge a file into the one that is kept, and return the kept one. Raises CannotMerge, or a problem of rights."""
    if not may_merge(register):
        raise ReadOnlyForYou
    refuse(register, kept, merged)
    if not reason.strip():
        raise NoReason
    decision = decided(register, kept, merged, SAME, reason=reason.strip())
    register.save(
        dataclasses.replace(
            merged,
            status=MERGED,
            merged_into_id=kept.id,
            merged_on=register.today,
            status_before_merge=merged.status,
        ),
        decision,
        action=MERGE,
    )
    return register.get(CaseFile, kept.id) or kept


def refuse(register: Register, kept: CaseFile, merged: CaseFile) -> None:
    """Raise CannotMerge where two files may not become one, FileRestricted or FileSealed where one is not hers."""
    if kept.id == merged.id:
        raise TheSameFile
    if kept.centre_id != merged.centre_id:
        raise OfTwoHouses
    for file in (kept, merged):
        _must_be_hers(register, file)
        if file.is_void:
            raise WithdrawnFile(code=file.code or "")
        if file.status == MERGED:
            raise MergedBefore(code=file.code or "")
    if files_in(register, merged):
        raise HoldsAnother(code=merged.code or "")
    if (kept.confidentiality or "standard") != (merged.confidentiality or "standard"):
        raise NotAsConfidential
    here = [file for file in (kept, merged) if is_here(register, file)]
    if len(here) > 1:
        raise TwoOpenStays
    if here == [merged]:
        raise KeepWhereSheIs(code=merged.code or "")


def _must_be_hers(register: Register, file: CaseFile) -> None:
    closed = register.kept.closed_cases.get(file.id, "")
    if closed:
        raise FileSealed if file.confidentiality in (None, "sealed") else FileRestricted
    if not register.can_open(CaseFile):
        raise SectionShut


def unmerge(register: Register, merged: CaseFile) -> CaseFile:
    """Make two files of one again, and return the one that was merged. Raises CannotMerge, or a problem of rights."""
    if not may_merge(register):
        raise ReadOnlyForYou
    if merged.status != MERGED or merged.merged_into_id is None:
        raise NotMerged
    until = undo_until(merged)
    if until is not None and register.today > until:
        raise MergedTooLongAgo
    _must_be_hers(register, merged)
    kept = register.get(CaseFile, merged.merged_into_id)
    apart = dataclasses.replace(
        merged, status=merged.status_before_merge, merged_into_id=None, merged_on=None, status_before_merge=None
    )
    decision = [decided(register, kept, merged, DIFFERENT)] if kept else []
    register.save(apart, *decision, action=UNMERGE)
    return register.get(CaseFile, merged.id) or apart


def undo_until(merged: CaseFile) -> date | None:
    """Return the last day on which a merge can be undone."""
    return merged.merged_on + UNDONE_WITHIN if merged.merged_on else None


def files_in(register: Register, kept: CaseFile) -> list[CaseFile]:
    """Return the files that were merged into this one, as far as she may read them."""
    return register.find_open(CaseFile, centre_id=kept.centre_id, status=MERGED, merged_into_id=kept.id)


def kept_of(register: Register, file: CaseFile) -> CaseFile:
    """Return the file in which this one is read: itself, or the one that it was merged into."""
    return (register.get(CaseFile, file.merged_into_id) if file.merged_into_id else None) or file


def kept_id(register: Register, case_id: str) -> str:
    """Return the file in which something new is written about somebody of this file."""
    case = register.as_stored.get(CaseFile, case_id)
    return case.merged_into_id if case is not None and case.merged_into_id else case_id


def with_those_merged(register: Register, records: Iterable[Record]) -> list[Record]:
    """Return records about to be saved; where a file is kept closer or less close, with those merged into it so too."""
    saved = list(records)
    for case in [record for record in saved if isinstance(record, CaseFile) and record.rev]:
        saved += [
            dataclasses.replace(merged, confidentiality=case.confidentiality)
            for merged in files_in(register, case)
            if merged.confidentiality != case.confidentiality
        ]
    return saved


def kept_for(register: Register) -> dict[str, str]:
    """Return, for every merged file, the one that was kept: lists and figures count one person. Nearly always few."""
    if not register.can_open(CaseFile):
        return {}
    rows = register.rows(CaseFile, ("id", "merged_into_id"), status=MERGED)
    return {row["id"]: row["merged_into_id"] for row in rows if row["merged_into_id"]}


def is_here(register: Register, file: CaseFile) -> bool:
    """Say whether a stay is open in this file."""
    return bool(register.as_stored.find(Stay, centre_id=file.centre_id, case_id=file.id, ended_on=None))


# --- what was decided of two files -----------------------------------------------------------------------------


def decided(
    register: Register, one: CaseFile, other: CaseFile, verdict: str, *, score: int | None = None, reason: str = ""
) -> TwinDecision:
    """Return what somebody says of two files, as the record to save: the one that stands already, or a new one."""
    before = decision_on(register, one, other) or TwinDecision(case_id=one.id, other_case_id=other.id)
    return dataclasses.replace(
        before,
        verdict=verdict,
        score=before.score if score is None else score,
        decided_on=register.today,
        reason=reason or None,
    )


def decision_on(register: Register, one: CaseFile, other: CaseFile) -> TwinDecision | None:
    """Return what was last decided of two files, in whichever order they were compared."""
    found = register.find_open(TwinDecision, case_id=[one.id, other.id], other_case_id=[one.id, other.id])
    return found[-1] if found else None


def say_different(register: Register, one: CaseFile, others: Iterable[tuple[CaseFile, int]]) -> list[TwinDecision]:
    """Remember that these files, each with how alike it is, are of other people; nobody is asked again."""
    return register.save(*(decided(register, one, other, DIFFERENT, score=score) for other, score in others))


def told_apart(register: Register, case_id: str) -> frozenset[str]:
    """Return the files that somebody compared with this one and said to be another person's."""
    found = [
        *register.find_open(TwinDecision, case_id=case_id, verdict=DIFFERENT),
        *register.find_open(TwinDecision, other_case_id=case_id, verdict=DIFFERENT),
    ]
    return frozenset(one for decision in found for one in (decision.case_id, decision.other_case_id)) - {case_id}


def all_told_apart(register: Register) -> frozenset[frozenset[str]]:
    """Return every two files that were said to be of two people."""
    rows = register.find_open(TwinDecision, verdict=DIFFERENT)
    return frozenset(frozenset((decision.case_id, decision.other_case_id)) for decision in rows)
