"""A shelf on which two houses lie: a centre with residents, its headquarters, sticks between them, an old register.

Every work of the program finds here what it needs (works.py); `faults_on` says what is no longer as it must be, whatever
befell the work.
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import count
from pathlib import Path

from centre_app import integrity
from centre_app.backups import making
from centre_app.casework import plans
from centre_app.choices.keys import BackupReason
from centre_app.door import at_the_door
from centre_app.exchange import bundle, enrolment, partners
from centre_app.language import Language
from centre_app.problems import Problem
from centre_app.records import BY_TABLE, CaseFile
from centre_app.register import AT_HEADQUARTERS, Register
from db.errors import StorageError
from tests.makers import PASSPHRASE, SettableClock, a_folder, a_goal, an_action, an_admission, reopened

ROOT = Path(__file__).resolve().parents[2]
OLD_REGISTER = ROOT / "tests" / "data" / "admission_register.csv"
LINES_IN_IT = 163
MONTH = date(2026, 11, 1)
CENTRE, HEADQUARTERS = "SEG.register", "BKO.register"
STICK, OTHER_STICK, PAPERS = "stick", "other_stick", "papers"
OLD, WORDS = "old.csv", "passphrase"
PLANNED = "SEG-26-0001"
UNFINISHED = ("*.part", "*.tmp", "*.unfinished")  # what stays only where a work was cut short and not yet done again
Saved = list[tuple[str, str]]  # the table and the id of each record of one act


@dataclass(frozen=True, slots=True)
class World:
    """What lies on a shelf, and how many people must be found there whatever happens."""

    shelf: Path
    residents: int

    @property
    def centre(self) -> Path:
        return self.shelf / CENTRE

    @property
    def headquarters(self) -> Path:
        return self.shelf / HEADQUARTERS

    @property
    def backup(self) -> Path:
        """The backup that was made when everybody had arrived."""
        return min((self.centre / "backups").glob("0*"))

    def free(self, name: str) -> Path:
        """Return a folder for a register that is not there yet."""
        return next(path for n in count(1) if not (path := self.shelf / f"{name}-{n}.register").exists())

    def put_back(self, template: Path) -> None:
        """Make the shelf as it was. Its path stays: journals name each other by it."""
        for there in self.shelf.iterdir():
            if there.is_dir():
                shutil.rmtree(there)
            else:
                there.unlink()
        shutil.copytree(template, self.shelf, dirs_exist_ok=True)


def a_world(shelf: Path, *, residents: int = 12) -> World:
    """Make both houses, let them know each other, and put a first bundle on the stick between them."""
    world = World(shelf=shelf, residents=residents)
    a_folder(shelf)
    a_folder(shelf, kind=AT_HEADQUARTERS, code="BKO")
    for name in (STICK, OTHER_STICK, PAPERS):
        (shelf / name).mkdir()
    shutil.copy(OLD_REGISTER, shelf / OLD)
    (shelf / WORDS).write_text(PASSPHRASE, encoding="utf-8")
    clock = SettableClock()
    with reopened(world.centre, clock=clock) as centre, reopened(world.headquarters, clock=clock) as headquarters:
        enrol(centre, headquarters)
        let_people_in(centre, residents)
        making.make(centre, BackupReason.BY_HAND)
        sealed = bundle.seal(centre, bundle.prepare(centre, month=MONTH))
        bundle.put_on_stick(sealed, shelf / STICK)
        bundle.mark_written(centre, sealed)
    return world


def enrol(centre: Register, headquarters: Register) -> None:
    partners.make_offline_keys(headquarters)
    asked = partners.take_request(headquarters, enrolment.to_bytes(partners.own_request(centre)))
    card = partners.make_card(headquarters, partners.confirm_words(headquarters, asked))
    partners.confirm_words(centre, partners.take_card(centre, enrolment.to_bytes(card)))


def let_people_in(centre: Register, residents: int) -> None:
    """Let residents arrive, the first of them with a plan."""
    for number in range(1, residents + 1):
        person, name, case, *rest = an_admission()
        assert isinstance(case, CaseFile)
        centre.save(person, name, replace(case, code=f"SEG-26-{number:04}", share_hq=True), *rest)
    (first,) = centre.find(CaseFile, code=PLANNED)
    goal = a_goal(plans.draft_first(centre, first))
    centre.save(goal, an_action(goal), an_action(goal))


# --- the morning after -------------------------------------------------------------------------------------------


def faults_on(world: World, acknowledged: list[Saved]) -> Iterator[str]:
    """Open both registers as the next morning would, and say what is lost, halved or not as it should be."""
    try:
        at_the_door(world.centre)  # which ends the way back of a backup where it stopped in the middle
        with reopened(world.centre) as centre:
            yield from losses(centre, acknowledged)
            if len(centre.find(CaseFile)) < world.residents:
                yield "LOST: residents of the centre"
            yield from said_by_check(centre)
        with reopened(world.headquarters) as headquarters:
            if len(headquarters.find(CaseFile)) not in (0, world.residents):
                yield "HALF: residents at headquarters"
            yield from said_by_check(headquarters)
    except (Problem, StorageError) as problem:
        yield f"nobody gets in: {type(problem).__name__}"


def losses(register: Register, acknowledged: list[Saved]) -> Iterator[str]:
    for records in acknowledged:
        there = sum(register.get(BY_TABLE[table], each) is not None for table, each in records)
        if there != len(records):
            yield f"LOST: {there} of {len(records)} records of an acknowledged save are there"


def said_by_check(register: Register) -> Iterator[str]:
    """Say what `main.py check` does not like, chain and signatures of history among it."""
    yield from (fault.said_in(Language.of("en")) for fault in integrity.check(register).faults)


def halves_elsewhere(world: World) -> list[str]:
    """Return what a work began on a stick, or of a paper in the clear, and did not take away again."""
    where = ((STICK, "*.part"), (OTHER_STICK, "*.part"), (PAPERS, ".*.tmp"))
    return sorted(
        str(path.relative_to(world.shelf)) for name, like in where for path in (world.shelf / name).rglob(like)
    )


def unfinished_on(world: World) -> list[str]:
    """Return what a work began beside what it was to make, and left."""
    return sorted(str(path.relative_to(world.shelf)) for like in UNFINISHED for path in world.shelf.rglob(like))
