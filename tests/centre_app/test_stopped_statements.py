"""Long work that is stopped in the middle of whichever of its statements leaves nothing, or stands whole: never between.

The window stops such work through the databases (`ui.beside.stoppable`): the statement under way is given up.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path

from centre_app import integrity
from centre_app.exchange import bundle, receive
from centre_app.exchange.merge import merge
from centre_app.exchange.transfers import checking, receipt, sending, taking
from centre_app.importing import importing
from centre_app.indicators import freezing
from centre_app.records import Bundle, CaseFile, ImportedLine, MonthReport, Relative, RetentionEvent
from centre_app.register import Register
from centre_app.retention import asking
from centre_app.retention.standing import ANONYMISE
from db import vault
from tests.centre_app.exchange.conftest import MONTH
from tests.centre_app.exchange.transfers.conftest import WORDS, Journey, journey
from tests.centre_app.importing.conftest import HAWA, HEADS, LALA
from tests.centre_app.retention import files

__all__ = ["journey"]
OCTOBER = date(2026, 10, 1)
FARTHER = 2.2  # each try is stopped so many times later than the one before


@dataclass
class Stop:
    """Asks to stop from the so-manyth look on, as a person does who has pressed the button."""

    at: int
    looks: int = 0

    def is_asked(self) -> bool:
        self.looks += 1
        return self.looks >= self.at


@dataclass
class Work:
    """What is done in a register, whether it is done, and what it may leave of itself when it was stopped."""

    name: str
    register: Register
    act: Callable[[], object]
    is_done: Callable[[], object]
    leaves: frozenset[str] = field(default_factory=frozenset)


def test_stopped_at_any_statement_it_has_left_nothing_or_is_done(journey: Journey, tmp_path: Path, monkeypatch):
    monkeypatch.setattr(vault, "STEPS_BETWEEN_LOOKS", 7)  # the usual thousand looks at no statement of a small register
    for work in works(journey, tmp_path):
        tries = stopped_ever_later(work)
        assert tries > 1, f"{work.name} is never stopped"
        assert not integrity.check(work.register).faults, work.name


def works(journey: Journey, tmp_path: Path) -> Iterator[Work]:
    """Yield one work after the other; each finds what those before it have done."""
    here, there, headquarters = journey.here, journey.there, journey.headquarters
    case = journey.gone()
    yield Work("closing a month", there, lambda: freezing.close_month(there, OCTOBER), lambda: there.find(MonthReport))
    old = tmp_path / "old.csv"
    old.write_text("\n".join((HEADS, HAWA, LALA)), encoding="utf-8")
    found = importing.preview(there, old)
    yield Work("import", there, lambda: importing.write(there, found), lambda: len(there.find(ImportedLine)) == 2)
    prepared, sealed = bundle.prepare(here, month=MONTH), list[bundle.Sealed]()
    yield Work("export", here, lambda: sealed.extend(bundle.seal(here, prepared)), lambda: sealed)
    incoming = receive.open_file(headquarters, sealed[0].content)
    yield Work("receiving", headquarters, lambda: merge(headquarters, incoming), lambda: headquarters.find(CaseFile))
    moved = list[sending.Sealed]()
    chosen = frozenset(
        {"care.transfers", "care.history"}
    )  # which centre she goes to was said by somebody, and stays so
    yield Work("transfer", here, lambda: moved.append(journey.sealed(case)), lambda: moved, leaves=chosen)
    comes, received = checking.open_file(there, moved[0].content), list[Bundle]()
    yield Work("taking in", there, lambda: received.append(taking.take(there, comes)), lambda: received)
    back = receipt.write(there, received[0])
    yield Work(
        "its receipt",
        here,
        lambda: receipt.read(here, back.content),
        lambda: not here.find(Relative, name=WORDS),
        leaves=chosen | {"main.bundles", "main.history"},  # that she was received; the next opening goes on from there
    )
    event, words = asked_for(there)
    yield Work(
        "erasing",
        there,
        lambda: asking.decide_beside(there, event.id, "the-deputy", words),
        lambda: there.as_stored.get(RetentionEvent, event.id).state == "done",
        leaves=frozenset({"main.history"}),  # that somebody decided; and what she decided is done
    )


def asked_for(register: Register) -> tuple[RetentionEvent, str]:
    """Ask for an erasing that a second director may decide, and return her passphrase with it."""
    words = files.another(register, "director")
    return asking.ask(register, files.gone(register, code="KAT-16-0007").id, ANONYMISE, reason="Her time"), words


def stopped_ever_later(work: Work) -> int:
    """Stop a work at ever later statements until it is done, and return how often it was tried."""
    stood, at, tries = standing(work), 1, 0
    while True:
        tries, stop = tries + 1, Stop(at)
        work.register.vault.stop_when(stop.is_asked)
        try:
            work.act()
        except Exception:
            assert stop.looks >= at, f"{work.name} failed by itself at {at}"
        work.register.vault.stop_when(lambda: False)
        work.register.catch_up()
        if work.is_done():
            return tries
        assert standing(work) == stood, f"{work.name} left something, stopped at {at}"
        at = int(at * FARTHER) + 1


def standing(work: Work) -> dict[str, str]:
    """Return what stands in each table."""
    opened = work.register.vault
    places = [opened.schema_name(compartment) for compartment in opened.compartments]
    tables = [
        f"{place}.{row['name']}"
        for place in places
        for row in opened.ask(
            f"SELECT name FROM {place}.sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'"
        )
    ]
    return {
        table: sha256(repr([tuple(row) for row in opened.ask(f"SELECT * FROM {table}")]).encode()).hexdigest()
        for table in tables
        if table not in work.leaves
    }
