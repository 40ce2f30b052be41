"""One test over many cases that cost nothing each: files of the program, kinds of record.

Where every case pays for a register or a window of its own, `parametrize` is the better way: it says which one broke
and goes on. Here thousands of cases take a second, and would take minutes as tests of their own.
"""

from collections.abc import Callable, Iterable
from typing import Any


def of_each(cases: Iterable[Any], *, called: Callable[[Any], str] = str) -> Callable:
    """Make of a rule about one case a test of them all, which names every case that does not hold."""

    def over_all(rule: Callable[[Any], None]) -> Callable[[], None]:
        def test() -> None:
            every = list(cases)
            assert every, "there is nothing to look at"
            broken = [fault for case in every if (fault := _fault(rule, case, called(case)))]
            assert not broken, "\n".join([f"{len(broken)} of {len(every)} do not hold", *broken])

        test.__name__, test.__doc__, test.__module__ = rule.__name__, rule.__doc__, rule.__module__
        return test

    return over_all


def _fault(rule: Callable[[Any], None], case: Any, name: str) -> str:
    """Return what is wrong with a case, under its name, or "" where it holds; what is no assertion is raised."""
    try:
        rule(case)
    except AssertionError as wrong:
        said = str(wrong) or "does not hold"
        return said if said.startswith(name) else f"{name}: {said}"
    return ""
