"""Three journeys through the real window, with mouse and keys alone: the educator's evening, the nurse's morning, and
what the director does at her desk. Each in French and in English, on a large screen and on a small one.

With REGISTRE_PICTURES set to a folder, every step leaves a picture there for whoever wants to look at them.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from centre_app import accounts, integrity, letterbox, recovery
from centre_app.language import Language
from centre_app.opening import Beginning, create_register, open_register
from centre_app.problems import UnlockProblem
from centre_app.records import BreakGlass, CaseFile, Incident, Letter, MedicalVisit, StaffMember
from centre_app.register import AT_A_CENTRE, Register
from tests import makers
from tests.journeys import at_one_laptop as laptop
from tests.journeys.at_one_laptop import Reader
from tests.journeys.hands import Program
from tests.journeys.turns import Turns, tell
from ui import theme
from ui.laptop import Laptop

ROOT = Path(__file__).resolve().parent.parent.parent
PICTURES = "REGISTRE_PICTURES"
SIZES = {"large": (1366, 768), "small": (1092, 580)}
KADIDIA, AISSATA = "SEG-26-0001", "SEG-26-0002"  # the second file is restricted
DIAGNOSIS = "Paludisme simple"
NURSE_S_OWN = "calao foulard argile chemin hibou"


@dataclass
class House:
    """A centre with four people who have keys, two girls, and a recovery sheet in the safe."""

    folder: Path
    paper: str
    ids: dict[str, str]
    slips: dict[str, str]


@pytest.fixture
def house(tmp_path) -> House:
    folder = tmp_path / "Registre" / "Segou.register"
    beginning = Beginning(
        kind=AT_A_CENTRE,
        code="SEG",
        name="Ségou",
        person=makers.DIRECTOR,
        roles=frozenset({"director"}),
        passphrase=makers.PASSPHRASE,
        sex="female",
    )
    create_register(folder, beginning, cost=makers.CHEAP)
    sheet = recovery.new_sheet()
    house = House(folder, sheet.code, {}, {})
    with open_register(folder, makers.DIRECTOR, makers.PASSPHRASE) as register:
        house.ids[makers.DIRECTOR] = register.who
        recovery.keep_sheet(register, sheet)
        for name, role in (("Bintou Kéita", "social_worker"), ("Rokia Dolo", "nurse"), ("Oumar Sissoko", "teacher")):
            member = StaffMember(name=name, sex="male" if role == "teacher" else "female", roles=frozenset({role}))
            house.slips[role] = accounts.add_person(register, member)
            house.ids[role] = member.id
        _two_girls_come(register)
    with open_register(folder, house.ids["nurse"], house.slips["nurse"]) as register:
        accounts.choose_own_passphrase(register, NURSE_S_OWN)
    return house


def _two_girls_come(register: Register) -> None:
    """Each with a bed; the second one's file is restricted."""
    room = makers.a_room()
    register.save(room)
    for number, (family, given) in enumerate((("Sangaré", "Kadidia"), ("Traoré", "Aïssata")), start=1):
        person, name, case, intake, stay = makers.an_admission(family=family, given=given)
        assert isinstance(case, CaseFile)
        how = "standard" if number == 1 else "restricted"
        case = replace(case, code=f"SEG-26-000{number}", confidentiality=how)
        bed = makers.a_bed(room, label=f"A-0{number}")
        visit = MedicalVisit(case_id=case.id, visit_type="curative", seen_on=makers.LONG_AGO, diagnosis=DIAGNOSIS)
        night = makers.an_assignment(stay, bed)
        register.save(person, name, case, intake, stay, bed, night, visit, heed_findings=False)


@pytest.fixture(params=["fr", "en"])
def language(request) -> Language:
    return Language.of(request.param)


@pytest.fixture(params=list(SIZES))
def size(request) -> str:
    return request.param


@pytest.fixture
def she(qapp, house, language, size, request) -> Iterator[Reader]:
    """Whoever sits down in front of the laptop."""
    theme.dress(qapp)
    QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "Registre", "Registre").clear()
    Laptop().keep_language(language)
    program = Program(house.folder.parent, folder=house.folder, size=SIZES[size])
    yield Reader(Turns(), program, language, _pictures_of(request.node.name))
    program.shell.close()


def _pictures_of(test: str) -> Path | None:
    if PICTURES not in os.environ:
        return None
    folder = Path(os.environ[PICTURES]) / test
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture
def told(she, tmp_path) -> Callable[[Callable[[], None]], None]:
    """Run a story; where it stops, leave a picture."""

    def run(story: Callable[[], None]) -> None:
        try:
            tell(story)
        except BaseException:
            picture = tmp_path / "where it stopped.png"
            she.program.shell.grab().save(str(picture))
            sys.stdout.write(f"where it stopped: {picture}\n")
            raise

    return run


def check_by_command(folder: Path, passphrase: str) -> None:
    """Whoever types `main.py check` afterwards is told that everything holds."""
    file = folder.parent / "passphrase.txt"
    file.write_text(passphrase, encoding="utf-8")
    ended = subprocess.run(
        [
            *(sys.executable, "main.py", "check", "--register", str(folder)),
            *("--person", makers.DIRECTOR, "--passphrase-file", str(file)),
        ],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr


def test_the_educator_s_evening(she, house, told):
    educator, nurse = house.ids["social_worker"], house.ids["nurse"]

    def evening() -> None:
        laptop.opens_the_door(she, educator, house.slips["social_worker"])
        laptop.chooses_her_own_passphrase(she, house.slips["social_worker"])
        she.keeps_a_picture("house")
        laptop.sees_what_is_kept_for_others(she, KADIDIA, secret=DIAGNOSIS)
        laptop.looks_who_sleeps_where(she)
        laptop.passes_an_incident_on(she, "Sangaré")
        laptop.is_called_away_in_the_middle_of_an_arrival(she)
        laptop.comes_in(she, nurse, NURSE_S_OWN)
        laptop.sees_nothing_of_her_words(she)
        laptop.hands_over(she)
        laptop.comes_in(she, educator, laptop.EDUCATOR_S_OWN)
        laptop.finds_her_words_again(she)
        she.closes_the_window()

    told(evening)
    with pytest.raises(UnlockProblem):
        open_register(house.folder, educator, house.slips["social_worker"])
    with open_register(house.folder, makers.DIRECTOR, makers.PASSPHRASE) as register:
        (letter,) = register.find(Letter)
        assert letter.created_by == educator
        assert register.find(Incident) == []
        assert not integrity.check(register).faults


def test_the_nurse_s_morning(she, house, told):
    with open_register(house.folder, house.ids["social_worker"], house.slips["social_worker"]) as register:
        accounts.choose_own_passphrase(register, laptop.EDUCATOR_S_OWN)

    def morning() -> None:
        laptop.comes_in(she, house.ids["social_worker"], laptop.EDUCATOR_S_OWN)
        laptop.hands_over(she)
        laptop.comes_in(she, house.ids["nurse"], NURSE_S_OWN)
        laptop.records_a_visit(she, KADIDIA)
        laptop.opens_a_restricted_file_with_a_reason(she, AISSATA)
        laptop.hands_over(she)
        laptop.comes_in(she, house.ids["nurse"], NURSE_S_OWN)
        laptop.finds_it_shut_again(she, AISSATA)
        laptop.hands_over(she)
        laptop.comes_in(she, house.ids[makers.DIRECTOR], makers.PASSPHRASE)
        laptop.reads_who_opened_what_with_a_reason(she)
        she.closes_the_window()

    told(morning)
    with open_register(house.folder, makers.DIRECTOR, makers.PASSPHRASE) as register:
        (opening,) = register.find(BreakGlass)
        assert (opening.opened_by, opening.code) == (house.ids["nurse"], AISSATA)
        assert opening.seen_by == register.who
        visits = register.as_stored.find(MedicalVisit, created_by=house.ids["nurse"])
        assert [visit.facility for visit in visits] == ["CSCom de Pélengana"]
        assert not integrity.check(register).faults


def test_the_director_s_day(she, house, told):
    director, educator, teacher = (house.ids[who] for who in (makers.DIRECTOR, "social_worker", "teacher"))
    with open_register(house.folder, educator, house.slips["social_worker"]) as register:
        case = register.find(CaseFile, code=KADIDIA)[0]
        letterbox.send(register, makers.an_incident(case, description=laptop.WHAT_HAPPENED))
    slips: dict[str, str] = {}

    def day() -> None:
        laptop.comes_in(she, director, makers.PASSPHRASE)
        slips["Fanta"] = laptop.lets_somebody_in(she, "Fanta Coulibaly", "female", "psychologist")
        slips["educator"] = laptop.gives_other_words(she, educator)
        laptop.takes_keys_back(she, teacher, "oumar sissoko")
        laptop.looks_who_opens_what(she)
        laptop.files_the_letter(she)
        laptop.reads_the_incident(she, KADIDIA)
        laptop.reads_the_journal(she)
        slips["paper"] = laptop.comes_back_with_the_sheet(she, director, house.paper)
        she.closes_the_window()

    told(day)
    for person, passphrase in (
        (makers.DIRECTOR, makers.PASSPHRASE),
        (educator, house.slips["social_worker"]),
        (teacher, house.slips["teacher"]),
    ):
        with pytest.raises(UnlockProblem):
            open_register(house.folder, person, passphrase)
    assert slips["paper"] != house.paper
    with open_register(house.folder, "Fanta Coulibaly", slips["Fanta"]) as register:
        assert "notes" in register.vault.compartments
    with open_register(house.folder, educator, slips["educator"]) as register:
        assert register.keys.slot.must_change
    with open_register(house.folder, makers.DIRECTOR, laptop.DIRECTOR_S_NEW) as register:
        assert [incident.created_by for incident in register.find(Incident)] == [educator]
        assert not integrity.check(register).faults
    check_by_command(house.folder, laptop.DIRECTOR_S_NEW)
