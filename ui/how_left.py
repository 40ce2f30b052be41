"""How a register was left, as the process that was locked tells the one that shows the door."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class HowLeft:
    """Who worked last, when she last typed something that is kept ("" for nothing), and whether another takes over."""

    by: str = ""
    kept_at: str = ""
    for_another: bool = False


AS_FOUND = HowLeft()
