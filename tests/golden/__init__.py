"""What every schema that was ever released left behind, kept for ever: a register, headquarters' register, a bundle.

    001/ 002/ …           one folder a schema number
        SEG.register/     a centre's register: every compartment, its key file, three invented girls, one of each record
        BKO.register/     headquarters' register, which knows that centre and has received nothing from it yet
        SEG-202611-….age  what the centre wrote for it that month
        rows.json.gz      every row of the centre's register as it stood, by compartment and table
        steps.json        the digest of each SQL file there was: what was released is never changed

Each was made by the program of its time, so that it is what a laptop of that time holds, and never made anew:

    001   the program before the whole case file was declared (1667c43^)
    002   the program before headquarters' work was declared (9811018^), with the last change to its tables (af98337)
    003   the program before anything of a fourth number (31d2434)
    004   the program before the house, day and night, was declared (a0d37f6)

A number is released when the program is given to a centre. Until then its SQL may change, and so may that of later ones:
`NOT_RELEASED` names the first of them. Then `python -m tests.golden make` makes one folder, under the newest number, once,
and the line is emptied.

The director's passphrase is that of all tests, and costs nothing to guess: nobody here was ever born.
"""

from pathlib import Path

KEPT = Path(__file__).resolve().parent
NOT_RELEASED: int | None = 5  # the first number whose tables may still change; None once the newest is kept here

CENTRE_FOLDER, HEADQUARTERS_FOLDER = "SEG.register", "BKO.register"
ROWS, STEPS = "rows.json.gz", "steps.json"


def folder_of(number: int) -> Path:
    """Return where a schema number's register and bundle are kept."""
    return KEPT / f"{number:03}"


def kept_numbers() -> list[int]:
    """Return the schema numbers that are kept here."""
    return sorted(int(folder.name) for folder in KEPT.glob("[0-9][0-9][0-9]"))
