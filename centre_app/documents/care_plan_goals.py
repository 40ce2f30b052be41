"""Goals and actions of a care plan as tables, one a domain; in the house with a blank row each to write in."""

from collections.abc import Iterator
from datetime import date

from centre_app.documents.blocks import Block, Inset, Stack, Together, words
from centre_app.documents.care_plan_part import Paper
from centre_app.documents.care_plan_sheet import ActionLine, DomainBlock, GoalBlock
from centre_app.documents.furniture import Tick, Ticks
from centre_app.documents.page import page_room
from centre_app.documents.pen import Pen
from centre_app.documents.tables import ROW_HEIGHT, Row, Table
from centre_app.language import N_

# What, who, by, paid by, to tick: parts of the width.
_SHARES = (38.5, 13, 15.5, 11, 22)
_LARGE_SHARES = (35, 19, 20, 0.1, 26)


class _ToFillIn(Block):
    """A short dotted line in a cell, where a name or a day is still to be agreed."""

    def __init__(self, height: float) -> None:
        self._height = height

    def height(self, width: float) -> float:
        return self._height

    def draw(self, pen: Pen, x: float, y: float, width: float) -> None:
        pen.dotted(x, y + self._height - 3, x + width)


def goals(paper: Paper) -> Block:
    """Return the section; without any goal, an empty table to write the first ones in."""
    note = (
        "" if paper.looks.is_large or paper.sheet.copy.level.leaves else paper.say(N_("ticked together at each review"))
    )
    head = paper.head(paper.say(N_("Goals and actions")), note=note)
    tables = [Together(_domain(paper, domain), page_height=page_room()) for domain in paper.sheet.domains]
    if not tables:
        tables = [Together(_domain(paper, _empty_domain(paper)), page_height=page_room())]
    first, *others = tables
    return Stack([head, first, *(table.after(9) for table in others)], element="Sect")


def _empty_domain(paper: Paper) -> DomainBlock:
    return DomainBlock(title=paper.say(N_("Domain:")), goals=(GoalBlock(objective="", actions=()),))


def _domain(paper: Paper, domain: DomainBlock) -> Table:
    rows = [row for goal in domain.goals for row in _goal(paper, goal)]
    return Table(
        shares=_LARGE_SHARES if paper.looks.is_large else _SHARES,
        head=_head(paper, domain.title.upper()),
        again=_head(paper, paper.say(N_("{domain} (continued)"), domain=domain.title.upper())),
        rows=rows if paper.sheet.copy.level.leaves else [*rows, _blank_row(paper)],
        row_height=ROW_HEIGHT * paper.looks.scale,
    )


def _head(paper: Paper, title: str) -> Row:
    look = paper.looks.table_head
    labels = (N_("Who"), N_("By"), N_("Paid by"), N_("To tick"))
    return Row(
        cells=[words(title, look), *(words(_if_room(paper, label), look.quiet()) for label in labels)],
        keeps_with_next=True,
    )


def _if_room(paper: Paper, label: str) -> str:
    """Return a column's head; in large type there is no room for who pays, and it is nobody's business outside."""
    has_none = paper.looks.is_large or paper.sheet.copy.level.leaves
    return "" if has_none and label == N_("Paid by") else paper.say(label)


def _goal(paper: Paper, goal: GoalBlock) -> Iterator[Row]:
    """Give the row of a goal, and under it those of its actions."""
    looks = paper.looks
    reached = [
        Tick(paper.say(N_("reached")), goal.status == "achieved"),
        Tick(paper.say(N_("partly")), goal.status == "partially"),
    ]
    yield Row(
        cells=[
            words(paper.say(N_("Goal: {goal}"), goal=goal.objective), looks.goal),
            words(paper.language.day(goal.due_on) if goal.due_on else "", looks.table.bold()),
            Ticks(reached, looks.tick),
        ],
        spans=(2, 2, 1),
        shaded=True,
        keeps_with_next=True,
    )
    for action in goal.actions:
        yield _action(paper, action)


def _action(paper: Paper, action: ActionLine) -> Row:
    look = paper.looks.table
    to_fill_in = _ToFillIn(look.leading)
    return Row(
        cells=[
            Inset(words(action.what, look), left=6),
            words(action.who, look) if action.who else to_fill_in,
            words(_by(paper, action.by), look) if action.by else to_fill_in,
            words("" if paper.looks.is_large else action.paid_by, look),
            _done(paper, action.status),
        ]
    )


def _by(paper: Paper, by: date | str) -> str:
    return by if isinstance(by, str) else paper.language.day(by)


def _done(paper: Paper, status: str | None) -> Ticks:
    ticks = [
        Tick(paper.say(N_("done")), status == "done"),
        Tick(paper.say(N_("left undone")), status in ("not_done", "cancelled")),
    ]
    return Ticks(ticks, paper.looks.tick)


def _blank_row(paper: Paper) -> Row:
    nothing = words("", paper.looks.table)
    return Row(cells=[nothing, nothing, nothing, nothing, _done(paper, None)])
