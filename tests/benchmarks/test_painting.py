"""The rows that paint run, and compare what they say they compare."""

from pathlib import Path

import pytest

from tests.benchmarks.rows import painting
from tests.benchmarks.shelf import Shelf


@pytest.mark.parametrize(
    ("row", "operation"),
    [(painting.board_of_beds, "board of 200 beds painted"), (painting.roll_call_sheet, "roll call of 200 painted")],
)
def test_both_sides_show_two_hundred_rows(qapp, tmp_path: Path, row, operation) -> None:
    found = row(Shelf(folder=tmp_path), rounds=1)
    assert (found.operation, found.at_most) == (operation, 1.5)
    assert found.ours[0] > 0 < found.plain[0]
