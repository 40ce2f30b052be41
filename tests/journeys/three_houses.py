"""Headquarters in Bamako and its centres in Ségou and in Kati: who lives there, what was exchanged, who sits where.

Everybody is invented. The three registers know each other, and each centre was received once; days are counted from the
laptop's own, so that the windows need no other clock.
"""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

from centre_app.dates import Birth, utc_now
from centre_app.exchange import acknowledgement, bundle, partners, receive
from centre_app.exchange.merge import merge
from centre_app.indicators import coded_copy
from centre_app.language import Language
from centre_app.opening import Beginning, create_register, open_register
from centre_app.questions import Record
from centre_app.records import (
    CaseFile,
    Exploitation,
    PersonName,
    PersonNationality,
    PsychosocialSession,
    Referral,
    TrainingEnrolment,
)
from centre_app.register import AT_A_CENTRE, AT_HEADQUARTERS, Register
from tests import makers
from tests.centre_app.exchange.conftest import enrol
from tests.journeys.at_one_laptop import Reader
from tests.journeys.hands import Program
from tests.journeys.turns import Turns

BAMAKO, SEGOU, KATI, MOPTI = "BKO", "SEG", "KAT", "MOP"  # Mopti is a stranger to all the others
NAMES = {BAMAKO: "Bamako", SEGOU: "Ségou", KATI: "Kati", MOPTI: "Mopti"}
PEOPLE = {BAMAKO: "Mariam Sidibé", SEGOU: "Awa Diarra", KATI: "Fanta Keïta", MOPTI: "Oumou Touré"}
TODAY = utc_now().date()
THIS_MONTH = TODAY.replace(day=1)
LAST_MONTH = (THIS_MONTH - timedelta(days=1)).replace(day=1)
CAME_ON = LAST_MONTH - timedelta(days=20)
FAMILY, GIVEN = "Sangaré", "Kadidia"  # of the first girl of Ségou, who agrees that headquarters reads her name
REGIONS = {SEGOU: ("ml-r-segou",) * 7 + ("ml-r-kayes",) * 2, KATI: ("ml-r-segou",) * 6}


def code_of(house: str, number: int) -> str:
    return f"{house}-{TODAY:%y}-{number:04}"


@dataclass
class Houses:
    """The three registers in one folder; each is open for as long as a `with` lasts, or while somebody sits at it."""

    folder: Path

    def register_of(self, house: str) -> Path:
        return self.folder / NAMES[house] / "Registre" / f"{house}.register"

    def open(self, house: str) -> Register:
        return open_register(self.register_of(house), PEOPLE[house], makers.PASSPHRASE)

    def copied_to(self, folder: Path) -> "Houses":
        shutil.copytree(self.folder, folder, dirs_exist_ok=True)
        return Houses(folder)


@dataclass
class Visits:
    """Whoever sits in which house, each at a window of her own that opens when she is first spoken of."""

    houses: Houses
    language: Language
    size: tuple[int, int]
    pictures: Path | None
    _turns: Turns = field(default_factory=Turns)
    _seats: dict[str, Reader] = field(default_factory=dict)

    def at(self, house: str) -> Reader:
        """Return who sits there, at work. Called from a story."""
        if house not in self._seats:
            she = self._seats[house] = Reader(self._turns, self._window(house), self.language, self._album(house))
            she.sees_part("passphrase")
            she.fills("passphrase", makers.PASSPHRASE)
            she.press("Return")
            she.sees_part("rail.who")
        return self._seats[house]

    def end(self) -> None:
        """Let everybody close her window. Called from a story."""
        for she in self._seats.values():
            she.closes_the_window()

    def close(self) -> None:
        """Close what a story that broke off left open."""
        for she in self._seats.values():
            she.program.shell.close()

    def photograph(self, into: Path) -> None:
        """Keep a picture of each window."""
        for house, she in self._seats.items():
            she.program.shell.grab().save(str(into / f"where it stopped at {house}.png"))

    def _window(self, house: str) -> Program:
        folder = self.houses.register_of(house)
        return self._turns.ask(lambda: Program(folder.parent, folder=folder, size=self.size)).result()

    def _album(self, house: str) -> Path | None:
        if self.pictures is None:
            return None
        (self.pictures / house).mkdir(parents=True, exist_ok=True)
        return self.pictures / house


# --- how they began ------------------------------------------------------------------------------------------------


def founded(folder: Path) -> Houses:
    """Make the three registers, let them know each other, and receive each centre once."""
    houses = Houses(folder)
    with ExitStack() as opened:
        headquarters = opened.enter_context(begun(houses, BAMAKO, AT_HEADQUARTERS, "hq_supervisor"))
        partners.make_offline_keys(headquarters)
        centres = [opened.enter_context(begun(houses, house)) for house in (SEGOU, KATI)]
        for centre in centres:
            enrol(centre, headquarters)
            for number, region in enumerate(REGIONS[centre.code], start=1):
                centre.save(*a_girl(centre.code, number, region), heed_findings=False)
        for _ in range(2):  # the second time each has the card of the other
            for centre in centres:
                exchange(centre, headquarters)
        coded_copy.renew_all(headquarters)
    return houses


def begun(houses: Houses, house: str, kind: str = AT_A_CENTRE, role: str = "director") -> Register:
    """Make a register and return it, open for the one person who is in it."""
    beginning = Beginning(
        kind=kind,
        code=house,
        name=NAMES[house],
        person=PEOPLE[house],
        roles=frozenset({role}),
        passphrase=makers.PASSPHRASE,
        sex="female",
    )
    houses.register_of(house).parent.mkdir(parents=True)
    create_register(houses.register_of(house), beginning, cost=makers.CHEAP)
    return houses.open(house)


def a_girl(house: str, number: int, region: str) -> Iterator[Record]:
    """Sixteen, from a family where she worked; she agreed to be counted, and last month somebody looked after her."""
    person = makers.a_person(birth=Birth.of_age(16, 16, said_on=CAME_ON), origin_country="ML", origin_region=region)
    case = makers.a_case(person, code=code_of(house, number), opened_on=CAME_ON, share_hq=(house, number) == (SEGOU, 1))
    given = GIVEN if (house, number) == (SEGOU, 1) else f"Inventée {number}"
    yield from (person, makers.a_name(person, FAMILY, given), case)
    yield PersonNationality(person_id=person.id, nationality="ML")
    yield makers.an_intake(case, contact_on=CAME_ON)
    yield makers.a_stay(case, admitted_on=CAME_ON)
    yield Exploitation(case_id=case.id, form="forced_labour_domestic", is_main=True)
    yield makers.a_consent(case, "reporting", given_on=CAME_ON)
    yield PsychosocialSession(case_id=case.id, session_type="individual", held_on=LAST_MONTH + timedelta(days=number))
    yield TrainingEnrolment(case_id=case.id, trade="sewing", mode="workshop", from_on=LAST_MONTH)
    if number % 3 == 0:
        yield Referral(
            case_id=case.id,
            referral_type="health",
            reason="Consultation",
            status="accepted",
            sent_on=LAST_MONTH + timedelta(days=number),
            direction="outgoing",
        )


# --- what passes between them --------------------------------------------------------------------------------------


def sent(centre: Register, *, month: date = THIS_MONTH) -> bundle.Sealed:
    """Return what a centre would carry to headquarters now, marked as carried."""
    (sealed,) = bundle.seal(centre, bundle.prepare(centre, month=month))
    bundle.mark_written(centre, [sealed])
    return sealed


def taken_as_acknowledged(centre: Register, sealed: bundle.Sealed) -> None:
    """Let a centre hold that headquarters has a bundle; headquarters has not."""
    (written,) = [one for one in bundle.own_bundles(centre) if one.seq == sealed.bundle.seq]
    centre.save(replace(written, status=bundle.ACKNOWLEDGED, acknowledged_at=centre.now))


def exchange(centre: Register, headquarters: Register) -> None:
    """A whole turn: there, and the acknowledgement back."""
    received = merge(headquarters, receive.open_file(headquarters, sent(centre).content))
    acknowledgement.read_acknowledgement(centre, acknowledgement.acknowledge(headquarters, received).content)


def first_girl(register: Register) -> tuple[CaseFile, PersonName]:
    """Return the file and the name of the girl whom both houses may read, as they stand in a register."""
    case = next(one for one in register.find(CaseFile) if one.code == code_of(SEGOU, 1))
    return case, next(one for one in register.find(PersonName) if one.person_id == case.person_id)
