"""What the lists and slips of the house share: a title with a frame beside it, and plain tables."""

from collections.abc import Sequence

from centre_app.documents.blocks import Block, Columns, Stack, words
from centre_app.documents.furniture import MM, FactsFrame
from centre_app.documents.page import GUTTER, Looks
from centre_app.documents.tables import Row, Table


def title_block(looks: Looks, *, centre: str, title: str, note: str, frame: Sequence[tuple[str, str]]) -> Block:
    """Return the head of a document: whose it is, what it is, one line about it, and the frame of facts."""
    left = [
        words(centre.upper(), looks.over_title),
        words(title, looks.title, tag="H1"),
        words(note, looks.body.quiet()),
    ]
    return Columns(Stack(left), FactsFrame(frame, looks.table, label_width=22 * MM), gap=GUTTER, share=0.527)


def plain_table(
    looks: Looks,
    *,
    shares: Sequence[float],
    head: Sequence[str],
    rows: Sequence[Sequence[Block]],
    row_height: float = 20.0,
) -> Table:
    """Return a table whose head is words and whose cells are blocks."""
    return Table(
        shares=shares,
        head=Row(cells=[words(label, looks.table_head.quiet()) for label in head]),
        rows=[Row(cells=cells) for cells in rows],
        row_height=row_height,
    )
