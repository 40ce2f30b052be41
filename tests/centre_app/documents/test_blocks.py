from centre_app.documents.blocks import Block, Columns, Space, Stack, Together, fitted, paginated, words
from centre_app.documents.furniture import SectionHead
from centre_app.documents.lines import Style
from centre_app.documents.tables import Row, Table

BODY = Style(size=10, leading=10)
HEAD = Style(size=11.5, leading=15)
WIDTH = 200.0


def lines_of(block: Block | None) -> int:
    return 0 if block is None else round(block.height(WIDTH) / 10)


def paragraph(lines: int) -> Block:
    return words("\n".join("mot" for _ in range(lines)), BODY)


def test_a_paragraph_splits_between_lines() -> None:
    first, rest = paragraph(10).split(WIDTH, 45)
    assert (lines_of(first), lines_of(rest)) == (4, 6)


def test_one_line_of_a_paragraph_never_stands_alone() -> None:
    first, rest = paragraph(10).split(WIDTH, 95)
    assert (lines_of(first), lines_of(rest)) == (8, 2)
    nothing, whole = paragraph(10).split(WIDTH, 15)
    assert nothing is None
    assert lines_of(whole) == 10


def test_a_heading_moves_to_the_next_page_with_what_it_heads() -> None:
    stack = Stack([Space(50), SectionHead(1, "Santé", HEAD), paragraph(3)])
    first, rest = stack.split(WIDTH, 80)
    assert isinstance(first, Stack)
    assert isinstance(rest, Stack)
    assert [type(block).__name__ for block in first.blocks] == ["Space"]
    assert [type(block).__name__ for block in rest.blocks] == ["SectionHead", "Words"]


def test_space_before_a_block_falls_away_at_the_top_of_a_page() -> None:
    stack = Stack([paragraph(2).after(100), paragraph(2).after(30)])
    assert stack.height(WIDTH) == 70


def test_columns_split_both_sides_at_the_same_height() -> None:
    columns = Columns(paragraph(10), paragraph(3), gap=0)
    first, rest = columns.split(WIDTH, 50)
    assert first is not None
    assert rest is not None
    assert (first.height(WIDTH), rest.height(WIDTH)) == (50, 50)


def test_a_block_kept_together_splits_only_when_it_is_longer_than_a_page() -> None:
    assert Together(paragraph(10), page_height=200).split(WIDTH, 50)[0] is None
    assert Together(paragraph(30), page_height=200).split(WIDTH, 50)[0] is not None


def test_what_cannot_be_split_and_fits_no_page_is_printed_all_the_same() -> None:
    pages = paginated(Stack([Space(500), paragraph(2)]), width=WIDTH, room=100)
    assert [page.height(WIDTH) for page in pages] == [500, 20]


def test_pages_hold_everything_once() -> None:
    pages = paginated(Stack([paragraph(7).after(4) for _ in range(9)]), width=WIDTH, room=100)
    assert sum(lines_of(Stack(page.blocks)) for page in pages if isinstance(page, Stack)) >= 63
    assert all(page.height(WIDTH) <= 100.01 for page in pages)


# Tables


def row(text: str = "mot", *, keeps: bool = False) -> Row:
    return Row(cells=[words(text, BODY)], keeps_with_next=keeps)


def a_table(*rows: Row) -> Table:
    return Table(shares=(1,), head=row("tête"), again=row("tête (suite)"), rows=rows, row_height=20)


def test_a_table_repeats_its_head_on_the_next_page() -> None:
    first, rest = a_table(*(row() for _ in range(10))).split(WIDTH, 100)
    assert isinstance(rest, Table)
    assert first is not None
    assert first.height(WIDTH) == 100  # the head and four rows
    assert rest.height(WIDTH) == 140  # the head again and six rows


def test_a_goal_is_not_left_behind_without_its_first_action() -> None:
    first, rest = a_table(row(), row(), row("but", keeps=True), row()).split(WIDTH, 85)
    assert first is not None
    assert rest is not None
    assert (first.height(WIDTH), rest.height(WIDTH)) == (60, 60)


def test_a_head_is_never_left_behind_without_a_row() -> None:
    assert a_table(row(), row()).split(WIDTH, 30)[0] is None


def test_a_row_longer_than_a_page_goes_over_several() -> None:
    table = a_table(row("\n".join("mot" for _ in range(100))))
    pages = paginated(Stack([table]), width=WIDTH, room=300)
    assert len(pages) == 4
    assert all(page.height(WIDTH) <= 300 for page in pages)


def test_fitted_gives_back_whole_what_fits() -> None:
    block = paragraph(3)
    assert fitted(block, WIDTH, 30) == (block, None)
