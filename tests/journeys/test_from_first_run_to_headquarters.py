"""One story through the real window: a centre begins, a girl is cared for and leaves, and headquarters knows.

Two people act, with mouse and keys alone: the director at the centre in Ségou, the supervisor at headquarters in
Bamako. What the registers hold is only looked at once both windows are shut.
"""

import hashlib
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2
import pytest

from centre_app import opening
from centre_app.casework import plans
from centre_app.opening import open_register
from centre_app.records import (
    Bed,
    BedAssignment,
    Bundle,
    CarePlan,
    CaseFile,
    ImportedLine,
    KitGrant,
    MedicalVisit,
    PrintedCopy,
    SchoolEnrolment,
    Signature,
    TrainingEnrolment,
)
from centre_app.register import Register
from tests import makers
from tests.journeys import at_headquarters as hq
from tests.journeys import at_the_centre as centre
from tests.journeys.hands import Effort, Hands, Program
from tests.journeys.turns import Turns, tell
from ui import theme

OLD_REGISTER = Path(__file__).parent.parent / "data" / "admission_register.csv"
MOST_FOR_AN_ARRIVAL = Effort(keys=90, clicks=20)


@pytest.fixture(autouse=True)
def cheap_keys(monkeypatch):
    """Tests guess no passphrases: the derivation need not take a second."""
    monkeypatch.setattr(opening, "calibrate", lambda: makers.CHEAP)


@pytest.fixture
def director(qapp, tmp_path) -> Iterator[Hands]:
    """Somebody in front of a laptop on which the program was never started."""
    theme.dress(qapp)
    program = Program(tmp_path / "Ségou" / "Registre")
    yield Hands(Turns(), program)
    program.shell.close()


class Story:
    """The steps in their order. Each waits for what a person would see before she goes on."""

    def __init__(self, director: Hands, folder: Path) -> None:
        self.director, self.folder = director, folder
        self.stick, *self.safes = (folder / name for name in ("Clé USB", "Coffre 1", "Coffre 2"))
        for place in (self.stick, *self.safes):
            place.mkdir()
        self.paper = folder / "projet.pdf"

    def told(self) -> None:
        self.at_the_centre()
        self.enrolment()
        self.the_bundle()
        for hands in (self.director, self.supervisor):
            hands.closes_the_window()

    def at_the_centre(self) -> None:
        she = self.director
        self.step(centre.the_centre_begins, she)
        self.step(centre.the_director_comes_in, she)
        self.arrival = self.step(centre.a_girl_comes_with_her_child, she)
        self.step(centre.another_girl_of_that_name_is_somebody_else, she)
        self.step(centre.nurse_school_and_workshop_write_in_her_file, she)
        self.step(centre.she_has_a_plan_and_signs_it, she, self.paper)
        self.step(centre.her_namesake_changes_her_bed_by_keyboard, she)
        self.step(centre.a_project_is_written_down_that_pays_for_kits, she)
        self.step(centre.she_leaves_with_her_child_and_a_kit, she)
        self.step(centre.the_old_register_is_read, she, OLD_REGISTER)
        self.step(centre.what_is_typed_outlives_a_lock, she)

    def enrolment(self) -> None:
        """Request and card go back and forth on the stick; the eight words over the telephone."""
        she, self.supervisor = self.director, self.director.walks_to(self.folder / "Bamako" / "Registre")
        self.step(hq.headquarters_begins, self.supervisor)
        self.step(hq.makes_the_offline_keys, self.supervisor, *self.safes)
        self.step(centre.asks_to_be_enrolled, she, self.stick)
        heard = she.reads("own_words")
        self.step(hq.trusts_the_request_of_the_centre, self.supervisor, self.stick, heard=heard)
        heard = self.step(hq.answers_with_its_card, self.supervisor, self.stick)
        self.step(centre.trusts_the_card_of_headquarters, she, self.stick, heard=heard)

    def the_bundle(self) -> None:
        self.step(centre.the_month_goes_on_a_stick, self.director, self.stick)
        self.step(hq.receives_what_came, self.supervisor, self.stick)
        before = contents_of(self.folder / "Bamako")
        self.step(hq.does_not_receive_it_twice, self.supervisor, self.stick)
        assert contents_of(self.folder / "Bamako") == before
        self.step(centre.reads_that_it_has_arrived, self.director, self.stick)

    def step(self, act: Callable, she: Hands, *given: object, **named: object):
        """Do one step and note how long it took."""
        began = time.monotonic()
        outcome = act(she, *given, **named)
        sys.stdout.write(f"{act.__name__}: {time.monotonic() - began:.1f} s\n")
        return outcome


def contents_of(folder: Path) -> dict[str, str]:
    """Return a fingerprint of each file in a folder."""
    files = (file for file in sorted(folder.rglob("*")) if file.is_file())
    return {str(file): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def test_from_first_run_to_headquarters(director, tmp_path):
    story = Story(director, tmp_path)
    try:
        tell(story.told)
    except BaseException:
        picture = tmp_path / "where it stopped.png"
        director.program.shell.grab().save(str(picture))
        sys.stdout.write(f"where it stopped: {picture}\n")
        raise
    assert story.arrival.is_within(MOST_FOR_AN_ARRIVAL)
    the_paper_carries_her_words(story.paper)
    with open_register(tmp_path / "Ségou/Registre/Segou.register", centre.DIRECTOR, centre.PASSPHRASE) as register:
        the_centre_has_written_it_down(register)
        sent = {case.code for case in register.find(CaseFile)}
    with open_register(tmp_path / "Bamako/Registre/Bamako.register", hq.SUPERVISOR, hq.PASSPHRASE) as register:
        assert {case.code for case in register.find(CaseFile)} == sent
        assert [(plan.status, plan.wishes) for plan in register.find(CarePlan)] == [("active", None)]  # her words stay
        assert [bundle.seq for bundle in register.find(Bundle)] == [1]


def the_paper_carries_her_words(paper: Path) -> None:
    with pypdfium2.PdfDocument(paper) as document:
        words = " ".join(page.get_textpage().get_text_range() for page in document)
    assert "N bɛ fɛ ka kalan kɛ" in words


def the_centre_has_written_it_down(register: Register) -> None:
    cases = {case.code: case for case in register.find(CaseFile)}
    her, child, namesake = (cases[code] for code in (centre.MOTHER, centre.CHILD, centre.NAMESAKE))
    assert (her.status, child.status, namesake.status) == ("follow_up", "follow_up", "admitted")
    assert len(register.find(ImportedLine)) == 163
    (plan,) = register.find(CarePlan, case_id=her.id)
    assert plan.status == plans.ACTIVE
    assert {signature.mode for signature in register.find(Signature, plan_id=plan.id)} == {"thumbprint", "signature"}
    assert [copy.copy_number for copy in register.find(PrintedCopy)] == [1]
    assert [grant.value_fcfa for grant in register.find(KitGrant, case_id=her.id)] == [100_000]
    assert register.only(SchoolEnrolment, case_id=her.id).provision == "literacy_centre"
    assert register.only(TrainingEnrolment, case_id=her.id).trade == "sewing"
    nights = register.find(BedAssignment, case_id=namesake.id, to_on=None)
    assert [register.get(Bed, night.bed_id).label for night in nights] == ["A-03"]
    assert register.only(MedicalVisit, case_id=namesake.id).complaint == "Maux de tête depuis hier"
