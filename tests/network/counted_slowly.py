"""The monthly report counted from the plain facts: file by file, day by day, without the program.

Only what the reports' rules mean is here. Nothing comes from the registers, and nothing is read from the indicators.
Every line that is not counted here must be nothing in the report, but for those of `NOT_TOLD`.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from tests.network.coming_and_care import ComingAndCare
from tests.network.learning_and_leaving import LearningAndLeaving
from tests.network.tables import Cells
from tests.network.telling import Report
from tests.network.world import World

# Of these the plain facts say nothing: consents, who looks after whom, and the quality of the records themselves.
NOT_TOLD = frozenset({"C8", "C9", "M1", "M2", "M3", "M4", "M5"})


class Count(ComingAndCare, LearningAndLeaving):
    """All lines of some centres between two days, both counted."""

    def report(self) -> Report:
        """Return every line that is told, by the code of its indicator and its own key."""
        for chapter in (
            self._flows, self._stays_that_ended, self._children, self._identified, self._exploited, self._protected,
            self._health, self._talked, self._schooling, self._trades, self._law, self._left, self._followed,
            self._referred, self._incidents,
        ):  # fmt: skip
            chapter()
        return self.lines


def count(world: World, centres: Sequence[str], first: date, last: date) -> Mapping[tuple[str, str], Cells]:
    """Return every line of the report of some centres that the facts tell of, with its cells that are not nothing."""
    return Count(world, centres, first, last).report()
