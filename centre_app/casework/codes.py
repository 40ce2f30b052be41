"""Case numbers: the centre's three letters, the year, a serial number ("SEG-26-0001")."""

from centre_app.register import Register, as_problems
from db import queries


@as_problems()
def next_codes(register: Register, year: int, count: int = 1) -> list[str]:
    """Return the next free case numbers of a year, in order. A number is never given twice, not even after a mistake."""
    prefix = f"{register.code}-{year % 100:02d}-"
    last = queries.last_code(register.vault, register.centre_id, prefix)
    serial = int(last.removeprefix(prefix)) if last else 0
    return [f"{prefix}{serial + step:04d}" for step in range(1, count + 1)]
