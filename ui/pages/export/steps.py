"""The five steps: what each is called on the trail and over its card, and what it is about.

The slip has no heading of its own: it is printed under what reading back has found.
"""

from enum import IntEnum

from centre_app.language import N_
from ui import icons


class At(IntEnum):
    """Where one is, counted as the trail counts."""

    CHECK = 0
    STICK = 1
    SEAL = 2
    WRITE = 3
    SLIP = 4


NAMES = (N_("Check"), N_("USB stick"), N_("Encrypt"), N_("Read back"), N_("Slip"))
HEADINGS = (
    N_("Check what goes"),
    N_("Choose the stick"),
    N_("Encrypt for headquarters"),
    N_("Read back what is on the stick"),
)
ICONS = (icons.CHECKS, icons.STICK, icons.LOCK, icons.COMPARE)
ABOUT = (
    N_("What headquarters would receive, and what is still missing in it."),
    N_("Plug in the stick and say who carries it."),
    N_("From here on the export has its number, and only headquarters can open it."),
    N_("The register reads back what is on the stick and compares it with the original."),
)
