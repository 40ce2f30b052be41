"""The table must be right before anybody believes it."""

from tests.benchmarks import table
from tests.benchmarks.measuring import Comparison, compare


def a_row(*, ours: tuple[float, ...], plain: tuple[float, ...], at_most: float = 1.3, why_not: str = "") -> Comparison:
    return Comparison(operation="save", peer="bare", at_most=at_most, ours=ours, plain=plain, why_not=why_not)


def test_a_ratio_is_the_median_of_the_rounds_not_of_each_side() -> None:
    row = a_row(ours=(1.0, 20.0, 3.0), plain=(1.0, 10.0, 2.0))
    assert (row.ratio, row.ratios) == (1.5, [1.0, 1.5, 2.0])


def test_both_sides_run_in_turn_after_a_warm_up() -> None:
    ran: list[str] = []

    def ours() -> float:
        ran.append("ours")
        return 2.0

    def plain() -> float:
        ran.append("plain")
        return 1.0

    row = compare("save", ours, "bare", plain, at_most=3, rounds=3)
    assert ran == ["ours", "plain", "ours", "plain", "plain", "ours", "ours", "plain"]
    assert (row.ours, row.plain, row.ratio) == ((2.0, 2.0, 2.0), (1.0, 1.0, 1.0), 2.0)


def test_a_row_beyond_its_budget_says_why_and_one_within_says_nothing() -> None:
    beyond = a_row(ours=(2.0,), plain=(1.0,), why_not="it does more")
    within = a_row(ours=(1.0,), plain=(1.0,), why_not="it does more")
    assert "save: it does more" in table.as_text([beyond])
    assert "it does more" not in table.as_markdown([within])


def test_the_table_names_the_machine() -> None:
    assert table.as_markdown([a_row(ours=(1.0,), plain=(1.0,))]).endswith(table.machine())
    assert "Python 3." in table.machine()
