"""Reports of the program's own faults on their way to headquarters: from beside the log into the register, then by bundle."""

from collections.abc import Sequence
from pathlib import Path

from centre_app import crashes
from centre_app.crashes import Report
from centre_app.records import ProgramReport
from centre_app.register import Register


def filed(register: Register) -> Sequence[ProgramReport]:
    """Return the reports that stand in the register, the latest first: one's own, at headquarters those of all houses."""
    found = register.find(ProgramReport) if register.can_open(ProgramReport) else []
    return sorted(found, key=lambda one: (one.happened_at or register.now, one.id), reverse=True)


def as_report(register: Register, one: ProgramReport) -> Report:
    """Return a filed report as it was read before it was kept."""
    at, code, text = one.happened_at or register.now, one.code or "", one.text or ""
    return Report(file=Path(), at=at, code=code, text=text, is_kept=True)


def file_kept(register: Register) -> int:
    """Take into the register what shall be sent, where this person may; return how many. Raises a DiskProblem."""
    kept = crashes.all_kept() if register.rights.writes(ProgramReport) else []
    if kept:
        register.save(*(ProgramReport(happened_at=one.at, code=one.code, text=one.text) for one in kept))
    for one in kept:
        crashes.erase(one)
    return len(kept)
