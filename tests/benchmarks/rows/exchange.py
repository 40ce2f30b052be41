"""The bundle: made beside gzip and age of the same bytes, received beside bare upserts of the same rows."""

import shutil
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pyrage

from centre_app.exchange import bundle, partners, receive
from centre_app.exchange.envelope import GZIP_LEVEL
from centre_app.exchange.merge import merge
from centre_app.exchange.preview import preview_of
from centre_app.register import AT_HEADQUARTERS, Register
from tests.benchmarks import bare
from tests.benchmarks.measuring import Comparison, Measure, compare, seconds
from tests.benchmarks.registers import a_register_of, opened
from tests.benchmarks.shelf import Shelf
from tests.centre_app.exchange.conftest import MONTH, enrol

GZIP = 16 + zlib.MAX_WBITS
CASES = 5_000
STANDING = 5_000  # cases that headquarters' register holds before: it is never an empty one


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A centre with many cases and the headquarters that it is enrolled with."""

    centre: Register
    headquarters: Register

    def bundles(self) -> list[bytes]:
        """Prepare and seal everything; a very large register makes several files."""
        return [sealed.content for sealed in bundle.seal(self.centre, bundle.prepare(self.centre, month=MONTH))]


@contextmanager
def exchange(shelf: Shelf, cases: int, *, standing: int = 0) -> Iterator[Exchange]:
    folder = a_register_of(standing, shelf.new_folder(), kind=AT_HEADQUARTERS, code="BKO")
    with opened(shelf.copy_of(cases)) as centre, opened(folder) as headquarters:
        partners.make_offline_keys(headquarters)
        enrol(centre, headquarters)
        yield Exchange(centre=centre, headquarters=headquarters)


def bundle_of_a_register(shelf: Shelf) -> Comparison:
    """The first bundle of a register: everything. A later one is a small part of it."""
    with exchange(shelf, CASES) as both:
        inside = [unpacked(both, content) for content in both.bundles()]
        keys = partners.must_have_headquarters(both.centre).recipients
        recipients = [pyrage.x25519.Recipient.from_str(key) for key in keys]
        return compare(
            "bundle of 5,000 cases",
            seconds(both.bundles),
            "gzip (same level) and age of the same bytes",
            seconds(lambda: [pyrage.encrypt(_gzip(each), recipients) for each in inside]),
            at_most=1.3,
            rounds=5,
            why_not="reading 90,000 rows and lines from encrypted pages and writing them as JSON takes longer than gzip at"
            " its lowest level, on all processors, takes to press them",
        )


def unpacked(both: Exchange, content: bytes) -> bytes:
    """Return what a bundle holds, as gunzip gives it."""
    key = pyrage.x25519.Identity.from_str(partners.identity(both.headquarters))
    _, _, packed = pyrage.decrypt(content, [key]).partition(b"\n")
    return zlib.decompress(packed, GZIP)


def _gzip(inside: bytes) -> bytes:
    compress = zlib.compressobj(GZIP_LEVEL, zlib.DEFLATED, GZIP)
    return compress.compress(inside) + compress.flush()


def receive_a_bundle(shelf: Shelf) -> Comparison:
    """Both sides write into a fresh copy of headquarters' register each time: what is there already is not put in."""
    with exchange(shelf, CASES, standing=STANDING) as both:
        contents = both.bundles()
        both.headquarters.close()
        folder, copies = both.headquarters.folder, shelf.new_folder()
        with _fresh(folder, copies) as headquarters, bare.recording(headquarters) as statements:
            receive_all(headquarters, contents)
        writes = writes_of(statements)

        def plainly() -> float:
            with _fresh(folder, copies) as headquarters, bare.connection(headquarters) as plain:
                return seconds(partial(bare.run, plain, writes))()

        return compare(
            "receive a bundle of 5,000 cases",
            _in_a_fresh(folder, copies, contents),
            "bare sqlcipher3 upserts of the same rows",
            plainly,
            at_most=1.5,
            rounds=5,
            why_not="before anything is written each of 90,000 lines is read strictly, hashed, and each row made a record and"
            " reviewed, in Python; the peer commits as durably, and believes what it is given",
        )


def _in_a_fresh(folder: Path, copies: Path, contents: Sequence[bytes]) -> Measure:
    def measure() -> float:
        with _fresh(folder, copies) as headquarters:
            return seconds(partial(receive_all, headquarters, contents))()

    return measure


def writes_of(statements: Sequence[tuple[str, str, Any]]) -> list[tuple[str, str, Any]]:
    """Return what puts rows in and commits them; the coded copy, which is made of these rows, is no part of it."""
    writes = [each for each in statements if each[1].startswith(("INSERT", "BEGIN", "COMMIT", "DELETE"))]
    return [each for each in writes if "figures." not in each[1] and "temp." not in each[1]]


def receive_all(headquarters: Register, contents: Sequence[bytes]) -> None:
    for content in contents:
        incoming = receive.open_file(headquarters, content)
        preview_of(headquarters, incoming)
        merge(headquarters, incoming)


@contextmanager
def _fresh(folder: Path, copies: Path) -> Iterator[Register]:
    copy = copies / "BKO.register"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(folder, copy)
    with opened(copy) as register:
        yield register
