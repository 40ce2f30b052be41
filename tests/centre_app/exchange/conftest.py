"""A centre and a headquarters that know each other, and what passes between them."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from centre_app.exchange import acknowledgement, bundle, enrolment, partners, receive
from centre_app.exchange.bundle import Sealed
from centre_app.exchange.merge import merge
from centre_app.records import Bundle
from centre_app.register import AT_HEADQUARTERS, Register
from tests.makers import SettableClock, a_register, reopened

MONTH = date(2026, 11, 1)


def enrol(centre: Register, headquarters: Register) -> None:
    """Let two registers know each other, words compared on both sides."""
    asked = partners.take_request(headquarters, enrolment.to_bytes(partners.own_request(centre)))
    card = partners.make_card(headquarters, partners.confirm_words(headquarters, asked))
    partners.confirm_words(centre, partners.take_card(centre, enrolment.to_bytes(card)))


@dataclass
class Pair:
    """One centre and its headquarters, both open."""

    centre: Register
    headquarters: Register
    clock: SettableClock

    def sealed(self) -> Sealed:
        """What the centre would carry to headquarters now."""
        (only,) = bundle.seal(self.centre, bundle.prepare(self.centre, month=MONTH))
        return only

    def received(self, sealed: Sealed) -> Bundle:
        return merge(self.headquarters, receive.open_file(self.headquarters, sealed.content))

    def acknowledged(self, received: Bundle) -> None:
        receipt = acknowledgement.acknowledge(self.headquarters, received)
        acknowledgement.read_acknowledgement(self.centre, receipt.content)

    def exchange(self) -> None:
        """A whole turn: there, and the acknowledgement back."""
        self.acknowledged(self.received(self.sealed()))


@pytest.fixture
def pair(tmp_path: Path, clock: SettableClock) -> Iterator[Pair]:
    headquarters = a_register(tmp_path, kind=AT_HEADQUARTERS, code="BKO", clock=clock)
    with a_register(tmp_path, clock=clock) as centre, headquarters:
        partners.make_offline_keys(headquarters)
        enrol(centre, headquarters)
        yield Pair(centre, headquarters, clock)


@pytest.fixture
def copied() -> Iterator[Callable[[Register, Path], Register]]:
    """Open a copy of a register, as a restored backup or a cloned laptop is one; the register itself is closed."""
    opened: list[Register] = []

    def copy(register: Register, into: Path) -> Register:
        folder = register.folder
        register.close()
        shutil.copytree(folder, into)
        opened.append(reopened(into))
        return opened[-1]

    yield copy
    for register in opened:
        register.close()
