"""The table asks for rows when they come into sight, and tells what a person does."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from ui import theme
from ui.record_table import ROWS_AT_ONCE, Cell, Column, RecordTable

COLUMNS = [
    Column(key="code", title="N° dossier", width=120),
    Column(key="name", title="Nom", width=200, stretch=True),
    Column(key="state", title="État", width=160, sorts=False),
    Column(key="who", title="Référente", width=200, low=True),
]


class Rows:
    """Rows by id; remembers which were asked for."""

    def __init__(self) -> None:
        self.asked: list[list[str]] = []

    def __call__(self, ids):
        self.asked.append(list(ids))
        return {
            one: {
                "code": f"SEG-26-{one}",
                "name": Cell(text=f"Nom {one}", second="deux lignes"),
                "state": "",
                "who": "A",
            }
            for one in ids
        }


@pytest.fixture
def rows() -> Rows:
    return Rows()


@pytest.fixture
def table(qtbot, rows) -> RecordTable:
    table = RecordTable(COLUMNS, rows, two_lines=True, name="residents.table")
    qtbot.addWidget(table)
    table.resize(1300, 400)
    table.show()
    return table


def test_only_rows_in_sight_are_read(table, rows):
    table.show_ids([str(number) for number in range(20_000)])
    QApplication.processEvents()
    assert table.count == 20_000
    assert sum(len(asked) for asked in rows.asked) <= 2 * ROWS_AT_ONCE


def test_a_row_that_cannot_be_read_is_shown_empty_and_asked_for_once(qtbot):
    asked = []
    table = RecordTable(COLUMNS, lambda ids: asked.append(ids) or {}, name="t")
    qtbot.addWidget(table)
    table.show_ids(["1"])
    assert [table.model().index(0, column).data() for column in range(4)] == ["", "", "", ""]
    assert len(asked) == 1


def test_enter_and_double_click_open_a_record(table, qtbot):
    table.show_ids(["7", "8", "9"])
    table.choose_id("8")
    with qtbot.waitSignal(table.opened) as opened:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert opened.args == ["8"]
    middle = table.visualRect(table.model().index(2, 1)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    with qtbot.waitSignal(table.opened) as opened:
        qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert opened.args == ["9"]


def test_the_row_one_was_on_stays_chosen_when_the_list_is_shown_again(table):
    table.show_ids(["7", "8", "9"])
    table.choose_id("9")
    table.show_ids(["9", "7"])
    assert table.current_id == "9"


def test_a_click_on_a_head_asks_for_its_order_and_a_second_one_for_the_reverse(table, qtbot):
    head = table.horizontalHeader()
    at = QPoint(head.sectionPosition(1) + 20, 10)
    orders = []
    table.sort_asked.connect(lambda key, descending: orders.append((key, descending)))
    for _ in range(2):
        qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert orders == [("name", False), ("name", True)]


def test_a_column_that_cannot_be_sorted_asks_for_nothing(table, qtbot):
    head = table.horizontalHeader()
    with qtbot.assertNotEmitted(table.sort_asked, wait=10):
        qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(head.sectionPosition(2) + 20, 10))


@pytest.mark.parametrize(("width", "is_hidden"), [(1366, False), (1092, True)])
def test_low_columns_go_where_the_window_is_small(table, width, is_hidden):
    table.resize(width, 400)
    QApplication.processEvents()
    assert table.isColumnHidden(3) is is_hidden
    assert not table.isColumnHidden(1)


@pytest.mark.parametrize("width", [1366, 1092, 560])
def test_columns_never_reach_beyond_the_table(table, width):
    table.resize(width, 400)
    QApplication.processEvents()
    assert sum(table.columnWidth(column) for column in range(4) if not table.isColumnHidden(column)) <= width


def test_a_screen_reader_hears_the_head_and_both_lines(table):
    table.show_ids(["7"])
    said = table.model().index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Nom : Nom 7, deux lignes"


def test_rows_are_as_high_as_the_design_says(table, qtbot, rows):
    table.show_ids(["7"])
    assert table.rowHeight(0) == theme.size(44)
    single = RecordTable(COLUMNS, rows, name="single")
    qtbot.addWidget(single)
    single.show_ids(["7"])
    assert single.rowHeight(0) == theme.size(32)
