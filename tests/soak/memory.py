"""How much memory a process holds, and how many files it has open, as Linux tells of it."""

from pathlib import Path

KIB_A_MIB = 1024


def proportional_mib(process: int | str = "self") -> float:
    """Return the memory that would be free without the process: what it shares is counted by its part (PSS)."""
    told = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in told.splitlines() if line.startswith("Pss:")) / KIB_A_MIB


def open_files(process: int | str = "self") -> list[str]:
    """Return where the open files of a process lead to."""
    found = []
    for handle in Path(f"/proc/{process}/fd").iterdir():
        try:
            found.append(str(handle.readlink()))
        except FileNotFoundError:  # shut meanwhile, as the one that lists them
            continue
    return sorted(found)
