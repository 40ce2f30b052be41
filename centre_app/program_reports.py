"""Reports of the program's own faults on their way to headquarters: from beside the log into the register, then by bundle."""

from centre_app import crashes
from centre_app.records import ProgramReport
from centre_app.register import Register


def file_kept(register: Register) -> int:
    """Take into the register what shall be sent, where this person may; return how many. Raises a DiskProblem."""
    kept = crashes.all_kept() if register.rights.writes(ProgramReport) else []
    if kept:
        register.save(*(ProgramReport(happened_at=one.at, code=one.code, text=one.text) for one in kept))
    for one in kept:
        crashes.erase(one)
    return len(kept)
