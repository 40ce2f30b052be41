"""Reading: a whole case file, a search as one types, what is due, a month's figures; each beside the bare queries."""

import re
from datetime import date
from random import Random
from typing import Any

from centre_app import matching, residents
from centre_app.agenda import agenda
from centre_app.case_view import view
from centre_app.indicators.figures import count
from centre_app.records import CaseFile
from centre_app.register import Register
from centre_app.residents import Wanted
from db import search
from tests.benchmarks import bare
from tests.benchmarks.measuring import Comparison, compare, seconds
from tests.benchmarks.registers import a_thick_file, fill, opened
from tests.benchmarks.shelf import Shelf
from tests.centre_app.a_full_house import a_full_house

TYPED = ("kad", "kadi", "kadidi", "kadidia", "kadidia t", "kadidia tra")
PAGE = 40


def open_a_case(shelf: Shelf) -> Comparison:
    thick = a_thick_file()
    (case,) = [record for record in thick if isinstance(record, CaseFile)]
    with opened(shelf.copy_of(5_000)) as register:
        fill(register, thick)
        with bare.recording(register) as queries:
            view(register, case.id)
        with bare.connection(register) as plain:
            return compare(
                "open a case of 300 rows, all sections",
                seconds(lambda: view(register, case.id), times=10),
                "the bare queries",
                seconds(lambda: bare.run(plain, queries), times=10),
                at_most=2,
                why_not="each of the 300 rows becomes a typed record, and it is asked whether it is kept for others, in a"
                " hundredth of a millisecond of Python; the peer leaves them as they come",
            )


def what_is_due(shelf: Shelf) -> Comparison:
    """All that is due in a house of 400 files, each with some forty records of every kind that an agenda looks at."""
    with opened(shelf.copy_of(0)) as register:
        fill(register, a_full_house(Random(400), 400))
        with bare.recording(register) as queries:
            agenda(register, until=date.max)
        with bare.connection(register) as plain:
            return compare(
                "what is due, 400 cases",
                seconds(lambda: agenda(register, until=date.max)),
                "the bare queries, whole rows",
                seconds(lambda: bare.run(plain, [_whole(asked) for asked in queries])),
                at_most=3,
            )


def _whole(asked: tuple[str, str, Any]) -> tuple[str, str, Any]:
    """Return a question as a plain program asks it: for the rows as they are. That few columns do is the agenda's own find."""
    way, sql, parameters = asked
    return way, re.sub(r"^SELECT .*? FROM", "SELECT * FROM", sql), parameters


def search_as_you_type(shelf: Shelf) -> Comparison:
    """A key press asks for who answers and for the lines on screen; the peer for the best page and its rows.

    The list finds the file of everybody who answers, for it says how many they are; the peer stops at its best forty.
    """
    with opened(shelf.register_of(20_000)) as register, bare.connection(register) as plain:
        asked = [search.query(matching.query_terms(typed)) for typed in TYPED]

        def type_plainly() -> None:
            for words in asked:
                found = plain.execute(_BEST, (words, PAGE)).fetchall()
                plain.execute(_LINES.format(", ".join("?" * len(found))), [row[0] for row in found]).fetchall()

        return compare(
            "search as you type, 20,000 cases",
            seconds(lambda: type_a_name(register)),
            "a bare FTS5 query and its first page",
            seconds(type_plainly),
            at_most=1.3,
        )


def type_a_name(register: Register) -> None:
    """Ask for every beginning of a name, as the list does while one types."""
    for typed in TYPED:
        ids = residents.wanted_ids(register, Wanted(typed=typed, scope="all"))
        residents.lines(register, ids[:PAGE])


_BEST = (
    "SELECT s.person_id FROM identity.name_search AS n JOIN identity.searchable AS s ON s.number = n.rowid"
    " WHERE n.name_search MATCH ? ORDER BY n.rank LIMIT ?"
)
_LINES = (
    "SELECT c.*, p.*, n.*, s.* FROM care.case_files AS c"
    " JOIN care.persons AS p ON p.id = c.person_id"
    " JOIN identity.person_names AS n ON n.centre_id = c.centre_id AND n.person_id = c.person_id"
    " LEFT JOIN care.stays AS s ON s.centre_id = c.centre_id AND s.case_id = c.id"
    " WHERE c.centre_id = (SELECT value FROM main.meta WHERE key = 'centre_id') AND c.person_id IN ({})"
)


def figures_of_a_month(shelf: Shelf) -> Comparison:
    first, last = date(2026, 10, 1), date(2026, 10, 31)
    with opened(shelf.register_of(5_000)) as register:
        with bare.recording(register) as queries:
            count(register, first, last)
        with bare.connection(register) as plain:
            return compare(
                "figures of a month, 5,000 cases",
                seconds(lambda: count(register, first, last), times=5),
                "the bare aggregate queries",
                seconds(lambda: bare.run(plain, queries), times=5),
                at_most=1.5,
            )
