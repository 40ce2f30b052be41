"""Headquarters of forty centres with 2,000 cases each: receiving them, the report over all of them, and how both grow.

Everything is received once, one centre after the other, as sticks come; the rows are readings of that one time. The
plain peer is SQLite without encryption, with the same tables, which puts in the same rows, a commit for
each bundle, and believes what it is given.
"""

import shutil
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import sqlcipher3

from centre_app.exchange import bundle, partners
from centre_app.indicators import coded_copy
from centre_app.indicators.report.gather import Asked, gather
from centre_app.register import AT_HEADQUARTERS, Register
from db import schema
from tests.benchmarks import bare
from tests.benchmarks.measuring import Comparison, compare, seconds
from tests.benchmarks.registers import a_register_of, opened
from tests.benchmarks.rows.exchange import receive_all, writes_of
from tests.benchmarks.shelf import Shelf
from tests.centre_app.exchange.conftest import MONTH, enrol

CENTRES, CASES, FEW = 40, 2_000, 10
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
REPORTED = Asked.month(date(2026, 10, 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """What receiving each centre took, in their order; and the report when ten were there and when all were."""

    folder: Path
    ours: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)  # what growth is told by: ten minutes see a machine change
    plain: list[float] = field(default_factory=list)
    peaks: list[float] = field(default_factory=list)
    reports: dict[int, float] = field(default_factory=dict)


@cache
def all_received(shelf_folder: Path) -> Received:
    """Receive all centres, each beside its peer. Once for all rows: it takes some minutes."""
    inside = shelf_folder / "at-size"
    inside.mkdir()
    headquarters = a_register_of(0, inside, kind=AT_HEADQUARTERS, code="BKO")
    found = Received(folder=headquarters)
    with opened(headquarters) as register, _plain_peer(inside, register) as plain:
        partners.make_offline_keys(register)
        for number in range(CENTRES):
            contents = _bundles_of(register, inside, number)
            if number in (0, CENTRES - 1):
                found.peaks.append(_peak_apart(register, contents, inside))
            _receive(register, plain, contents, found)
            if number + 1 in (FEW, CENTRES):
                coded_copy.renew_all(register)
                found.reports[number + 1] = min(_processor_seconds(register) for _ in range(3))
    return found


def _receive(register: Register, plain: sqlcipher3.Connection, contents: Sequence[bytes], found: Received) -> None:
    with bare.recording(register) as statements:
        began = time.process_time()
        found.ours.append(seconds(lambda: receive_all(register, contents))())
        found.processor.append(time.process_time() - began)
    writes = writes_of(statements)
    found.plain.append(seconds(lambda: _run(plain, writes))())


def _bundles_of(headquarters: Register, inside: Path, number: int) -> list[bytes]:
    code = f"C{LETTERS[number // 26]}{LETTERS[number % 26]}"
    folder = a_register_of(CASES, inside, code=code)
    with opened(folder) as centre:
        enrol(centre, headquarters)
        sealed = bundle.seal(centre, bundle.prepare(centre, month=MONTH))
    shutil.rmtree(folder)
    return [each.content for each in sealed]


# --- the plain peer --------------------------------------------------------------------------------------------


@contextmanager
def _plain_peer(inside: Path, register: Register) -> Iterator[sqlcipher3.Connection]:
    """Make the same tables and indexes in plain files, under the same names."""
    with closing(sqlcipher3.connect(inside / "plain-main.db", isolation_level=None)) as plain:
        for compartment in register.vault.compartments:
            name = register.vault.schema_name(compartment)
            file = inside / f"plain-{name}.db"
            if name != "main":
                with closing(sqlcipher3.connect(file)) as own:
                    _make(own, compartment)
                plain.execute("ATTACH DATABASE ? AS " + name, (str(file),))
            else:
                _make(plain, compartment)
        yield plain


def _make(connection: sqlcipher3.Connection, compartment: str) -> None:
    for step in schema.steps(compartment):
        for statement in schema.statements(step):
            connection.execute(statement)
    connection.commit()


def _run(plain: sqlcipher3.Connection, writes: Sequence[tuple[str, str, Any]]) -> None:
    for way, sql, parameters in writes:
        getattr(plain, way)(sql, parameters)


# --- the rows --------------------------------------------------------------------------------------------------


def receive_forty(shelf: Shelf) -> Comparison:
    found = all_received(shelf.folder)
    return Comparison(
        operation="receive 40 bundles of 2,000 cases",
        peer="plain SQLite inserting the same rows",
        at_most=4,
        ours=tuple(_tens(found.ours)),
        plain=tuple(_tens(found.plain)),
        why_not="of the processor's time half goes into reading strictly, making records, reviewing them and following the"
        " chain of history, a fifth into the coded copy for those who count, an eighth into words to find people by and twins;"
        " the rows themselves, encrypted and synced as one act over five files, are an eighth. The peer believes what it is"
        " given",
    )


def receiving_grows(shelf: Shelf) -> Comparison:
    found = _tens(all_received(shelf.folder).processor)
    return Comparison(
        operation="receive, the last 10 of 40 centres, processor",
        peer="the first 10",
        at_most=1.5,
        ours=(found[-1],),
        plain=(found[0],),
        why_not="the indexes that rows are put into have grown beyond the cache of pages",
    )


def memory_of_receiving(shelf: Shelf) -> Comparison:
    peaks = all_received(shelf.folder).peaks
    return Comparison(
        operation="most memory while receiving the 40th",
        peer="the first",
        at_most=1.2,
        ours=(peaks[-1],),
        plain=(peaks[0],),
        unit="bytes",
        why_not="of more houses more people are called as somebody in the bundle, and are compared with her",
    )


def report_of_a_month(shelf: Shelf) -> Comparison:
    with opened(all_received(shelf.folder).folder) as register:
        with bare.recording(register) as queries:
            gather(register, REPORTED)
        with bare.connection(register) as plain:
            return compare(
                "report of a month, 80,000 cases",
                seconds(lambda: gather(register, REPORTED)),
                "the bare queries",
                seconds(lambda: bare.run(plain, queries)),
                at_most=1.5,
                rounds=3,
                why_not="each who is counted becomes a member with age, sex and the rest, and is counted in Python by all that"
                " a line is split by; people whose names sound alike are compared pair by pair",
            )


def report_grows(shelf: Shelf) -> Comparison:
    reports = all_received(shelf.folder).reports
    return Comparison(
        operation="report of a month, of each case, 80,000 cases, processor",
        peer="20,000 cases",
        at_most=1.3,
        ours=(reports[CENTRES] / (CENTRES * CASES),),
        plain=(reports[FEW] / (FEW * CASES),),
        why_not="four times as many people are sixteen times as many pairs of one name, and the pages of 80,000 cases do not"
        " fit into the cache: they are read and decrypted again",
    )


def _processor_seconds(register: Register) -> float:
    began = time.process_time()
    gather(register, REPORTED)
    return time.process_time() - began


def _tens(measured: Sequence[float]) -> list[float]:
    return [sum(measured[at : at + FEW]) for at in range(0, len(measured), FEW)]


# --- memory ----------------------------------------------------------------------------------------------------


def _peak_apart(register: Register, contents: Sequence[bytes], inside: Path) -> float:
    """Return the most memory of a process that does nothing but receive them, in a copy of the register."""
    copy = inside / "peak.register"
    shutil.copytree(register.folder, copy)
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as apart:
        peak = apart.submit(receive_alone, copy, contents).result()
    shutil.rmtree(copy)
    return peak


def receive_alone(folder: Path, contents: Sequence[bytes]) -> float:
    with opened(folder) as register:
        receive_all(register, contents)
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) * 1024.0 for line in lines if line.startswith("VmHWM"))
