"""What the rules say of records about to be saved, in the shape that a test reads best."""

from centre_app.questions import Record
from centre_app.register import Register
from centre_app.review import review

BLOCKS, WARNS, INFORMS = "blocks", "warns", "informs"


def said(register: Register, *records: Record, rule: str) -> list[tuple[str, str]]:
    """Return (severity, question) of each finding of one rule."""
    return [(found.severity, found.question) for found in review(register, records) if found.rule == rule]
