"""Two centres of one headquarters, and a girl who goes from one to the other."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from centre_app.casework import exits
from centre_app.exchange import partners
from centre_app.exchange.transfers import checking, letter, receipt, sending, taking
from centre_app.exchange.transfers.sending import Sealed
from centre_app.records import Bundle, CaseFile, Exit, HealthProfile, Relative, Stay, Transfer
from centre_app.register import AT_HEADQUARTERS, Register
from tests.centre_app.exchange.conftest import Pair, enrol
from tests.makers import SettableClock, a_register, a_transfer, an_admission, an_exit

WORDS = "Kadidia fled from Djibril of Markala"  # what must be read nowhere at the sender afterwards


@dataclass
class Journey:
    """Ségou, from where she leaves; Kati, where she goes; headquarters, which knows both."""

    here: Register
    there: Register
    headquarters: Register
    clock: SettableClock

    @property
    def from_here(self) -> Pair:
        return Pair(self.here, self.headquarters, self.clock)

    @property
    def from_there(self) -> Pair:
        return Pair(self.there, self.headquarters, self.clock)

    def to(self) -> letter.Neighbour:
        return letter.neighbour(self.here, self.there.centre_id)

    def admitted(self, *, share_hq: bool = True, code: str = "SEG-26-0001", **names: str) -> tuple[CaseFile, Stay]:
        person, name, case, intake, stay = an_admission(**names)
        case = replace(case, share_hq=share_hq, code=code)
        saved = self.here.save(person, name, case, replace(intake, note=WORDS), stay)
        self.here.save(
            HealthProfile(case_id=case.id, chronic=WORDS),
            Relative(case_id=case.id, name=WORDS, relation="mother", safe_to_contact="no", why_unsafe=WORDS),
        )
        return saved[2], saved[4]

    def transferred(self, case: CaseFile, stay: Stay) -> CaseFile:
        """The same file once she has left for the other house."""
        moved = a_transfer(case, organisation_in_words="Kati", decided_by=self.here.who)
        left: Exit = an_exit(stay, reason=exits.TO_ANOTHER_CENTRE, destination="Kati")
        exits.leave(self.here, case, left, transfer=moved)
        found = self.here.get(CaseFile, case.id)
        assert found is not None
        return found

    def gone(self) -> CaseFile:
        return self.transferred(*self.admitted())

    def sealed(self, case: CaseFile) -> Sealed:
        return sending.make(self.here, case, self.to())

    def taken(self, sealed: Sealed) -> Bundle:
        return taking.take(self.there, checking.open_file(self.there, sealed.content))

    def arrived(self, received: Bundle) -> list[Transfer]:
        return receipt.read(self.here, receipt.write(self.there, received).content)

    def whole(self) -> tuple[CaseFile, CaseFile]:
        """A whole transfer; her file here and the one there."""
        case = self.gone()
        received = self.taken(self.sealed(case))
        self.arrived(received)
        theirs, ours = self.there.get(CaseFile, received.case_id), self.here.get(CaseFile, case.id)
        assert theirs is not None
        assert ours is not None
        return ours, theirs


@pytest.fixture
def journey(tmp_path: Path, clock: SettableClock) -> Iterator[Journey]:
    headquarters = a_register(tmp_path, kind=AT_HEADQUARTERS, code="BKO", clock=clock)
    with (
        a_register(tmp_path, clock=clock) as here,
        a_register(tmp_path, code="KAT", clock=clock) as there,
        headquarters,
    ):
        partners.make_offline_keys(headquarters)
        for centre in (here, there):
            enrol(centre, headquarters)
        made = Journey(here, there, headquarters, clock)
        made.from_here.exchange()  # with the acknowledgements come the cards of the other centres
        made.from_there.exchange()
        yield made
