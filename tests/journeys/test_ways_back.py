"""The ways back, walked in the real window before anybody needs them: backups, another laptop, damage, a power cut.

REGISTRE_WHOLE_GRID=1 REGISTRE_PICTURES=pictures python -m pytest tests/journeys/test_ways_back.py
"""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from centre_app import integrity, problems
from centre_app.backups import making, second_place
from centre_app.backups.standing import backups, standing
from centre_app.choices.keys import BackupReason
from centre_app.dates import utc_now
from centre_app.exchange import sticks
from centre_app.language import Language
from centre_app.opening import open_register
from centre_app.records import CaseFile, Centre
from db import key_file, strict_json
from db.errors import ReadOnlyDisk
from db.files import RegisterLock
from tests import makers
from tests.centre_app.damage.houses import spoil
from tests.journeys import at_one_laptop as laptop
from tests.journeys import ways_back
from tests.journeys.at_one_laptop import Reader
from tests.journeys.conftest import GRID, PICTURES, SIZES, WHOLE_GRID
from tests.journeys.hands import Program
from tests.journeys.turns import Turns, tell
from tests.journeys.ways_back import House
from ui import backup_keeper, theme
from ui.laptop import Laptop
from ui.pages.unlock_parts import AT_THE_DOOR

ROOT = Path(__file__).resolve().parent.parent.parent
SOON, NEVER = 200, 60 * 60 * 1000
PHONE = "76123456"
LATE = "SEG-26-0009"


class Desk:
    """Where people sit down: windows in one language and size, with a stick that can be plugged in."""

    def __init__(self, language: Language, size: tuple[int, int], pictures: Path | None, stopped: Path) -> None:
        self._language, self._size, self._pictures, self._stopped = language, size, pictures, stopped
        self._turns = Turns()
        self._begun: list[Reader] = []

    def sits_down(self, home: Path, folder: Path | None) -> Reader:
        """Start the program on a laptop and return whoever sits there. Called in the window's thread."""
        she = Reader(self._turns, Program(home, folder=folder, size=self._size), self._language, self._pictures)
        self._begun.append(she)
        return she

    def tells(self, story: Callable[[], None]) -> None:
        """Run a story; where it stops, leave a picture."""
        try:
            tell(story)
        except BaseException:
            for number, she in enumerate(self._begun):
                picture = self._stopped / f"where it stopped {number}.png"
                she.program.shell.grab().save(str(picture))
                sys.stdout.write(f"where it stopped: {picture}\n")
            raise

    def close(self) -> None:
        for she in self._begun:
            she.program.shell.close()


@pytest.fixture(params=GRID if os.environ.get(WHOLE_GRID) else GRID[:1], ids="-".join)
def desk(qapp, tmp_path, monkeypatch, request) -> Iterator[Desk]:
    """One run in French stands for the whole grid; with REGISTRE_WHOLE_GRID set, in both languages at both sizes."""
    theme.dress(qapp)
    QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "Registre", "Registre").clear()
    monkeypatch.setattr(backup_keeper, "SOON_MS", NEVER)
    language, size = request.param
    Laptop().keep_language(Language.of(language))
    pictures = None
    if PICTURES in os.environ:
        pictures = Path(os.environ[PICTURES]) / re.sub(r"\W+", "-", request.node.name)
        pictures.mkdir(parents=True, exist_ok=True)
    made = Desk(Language.of(language), SIZES[size], pictures, tmp_path)
    yield made
    made.close()


@pytest.fixture
def stick(tmp_path, monkeypatch) -> Path:
    """The one stick that is plugged in."""
    folder = tmp_path / "CLE-SAUVEGARDE"
    folder.mkdir()
    monkeypatch.setattr(sticks, "plugged_in", lambda: [sticks.at(folder)])
    return folder


@pytest.fixture(scope="module")
def founded_once(tmp_path_factory) -> House:
    return ways_back.founded(tmp_path_factory.mktemp("house") / "Segou.register")


@pytest.fixture
def house(founded_once, tmp_path) -> House:
    """A house of this test's own; nobody has it open."""
    folder = tmp_path / "Registre" / "Segou.register"
    shutil.copytree(founded_once.folder, folder)
    return replace(founded_once, folder=folder)


def sits_down(desk: Desk, house: House) -> Reader:
    return desk.sits_down(house.folder.parent, house.folder)


def director_opens(house: House, **how):
    return open_register(house.folder, house.director, makers.PASSPHRASE, **how)


def backed_up(house: House, *, onto: Path | None = None, days_ago: int = 0) -> None:
    with director_opens(house, clock=lambda: utc_now() - timedelta(days=days_ago)) as register:
        if onto is not None:
            second_place.copy(register, onto)
        else:
            making.make(register, BackupReason.BY_HAND)


# --- backups -------------------------------------------------------------------------------------------------------


def test_a_week_with_backups(desk, house, stick, monkeypatch):
    monkeypatch.setattr(backup_keeper, "SOON_MS", SOON)
    she = sits_down(desk, house)

    def week() -> None:
        laptop.comes_in(she, house.director, makers.PASSPHRASE)
        she.keeps_a_picture("first-page")
        she.click("rail.backups")
        she.sees(she.say("Verified"))
        she.sees_no(she.say("never"))  # a restore was tried too
        she.keeps_a_picture("made-by-itself")
        ways_back.copies_to_the_stick(she, stick)
        assert len(second_place.on_stick(stick)) == 1
        she.keeps_a_picture("on-the-stick")
        ways_back.verifies_one(she, 1)
        she.keeps_a_picture("verified")
        ways_back.changes_the_phone(she, PHONE)
        she.closes_the_window()

    desk.tells(week)
    with director_opens(house) as register:
        assert [shown.reason for shown in backups(register)] == [BackupReason.AT_EXIT]  # one a day stays
        assert standing(register).last_rehearsal is not None
        assert standing(register).days_off_laptop == 0


def test_after_a_fortnight_without_the_stick_the_first_page_is_red(desk, tmp_path, stick):
    before = utc_now() - timedelta(days=20)
    house = ways_back.founded(tmp_path / "Registre" / "Segou.register", clock=lambda: before)
    backed_up(house, onto=stick, days_ago=15)
    she = sits_down(desk, house)

    def morning() -> None:
        laptop.comes_in(she, house.director, makers.PASSPHRASE)
        she.sees(she.say("{n} d", n=15))
        she.keeps_a_picture("red")
        she.click("last_copy")
        red = "If this laptop were stolen or broke today, more than a fortnight’s work would be lost. Copy a backup to the stick now, and keep the stick away from the laptop."  # fmt: skip
        she.sees(she.say(red))
        she.keeps_a_picture("red-page")
        ways_back.copies_to_the_stick(she, stick)
        she.sees_no(she.say(red))
        she.click("rail.today")
        she.sees(she.say("{n} d", n=0))
        she.keeps_a_picture("calm-again")

    desk.tells(morning)


def test_a_backup_is_put_back_on_this_laptop(desk, house):
    backed_up(house)
    she = sits_down(desk, house)

    def story() -> None:
        laptop.comes_in(she, house.director, makers.PASSPHRASE)
        ways_back.changes_the_phone(she, PHONE)
        she.click("rail.backups")
        ways_back.puts_one_back(she, 1)
        she.keeps_a_picture("at-the-door-again")
        laptop.comes_in(she, house.director, makers.PASSPHRASE)
        she.sees_part("put_back")
        she.keeps_a_picture("inside-again")
        she.click("rail.export")
        she.sees_part("put_back")
        she.keeps_a_picture("month-s-export")
        she.closes_the_window()

    desk.tells(story)
    with director_opens(house) as register:
        assert register.get(Centre, register.centre_id).phone is None
        assert not integrity.check(register).faults
    kept = [folder for folder in house.folder.parent.iterdir() if folder.is_dir() and folder != house.folder]
    assert len(kept) == 1, kept


# --- another laptop ------------------------------------------------------------------------------------------------


def test_another_laptop_with_nothing_but_the_stick_and_the_sheet(desk, house, stick, tmp_path):
    backed_up(house, onto=stick)
    home = tmp_path / "another laptop" / "Registre"
    home.mkdir(parents=True)
    she = desk.sits_down(home, None)

    def story() -> None:
        slip = ways_back.comes_back_from_the_stick(she, stick, 1, house)
        she.keeps_a_picture("door")
        laptop.comes_in(she, house.director, ways_back.COMES_BACK_WITH)
        she.keeps_a_picture("inside")
        laptop.hands_over(she)
        laptop.opens_the_door(she, house.educator, slip)
        laptop.chooses_her_own_passphrase(she, slip)
        she.keeps_a_picture("the-educator-too")
        she.closes_the_window()

    desk.tells(story)
    (brought,) = home.glob("*.register")
    with open_register(brought, house.director, ways_back.COMES_BACK_WITH) as register:
        assert {case.code for case in register.find(CaseFile)} == set(ways_back.CODES)
        assert not integrity.check(register).faults


# --- damage --------------------------------------------------------------------------------------------------------


def spoilt(house: House) -> None:
    """A file is damaged after a day's work that no backup holds."""
    backed_up(house)
    with director_opens(house) as register:
        ways_back.a_girl_comes(register, LATE)
    spoil(house.folder)


def test_a_damaged_file_is_put_back_and_what_was_written_since_with_it(desk, house):
    spoilt(house)
    she = sits_down(desk, house)

    def story() -> None:
        laptop.opens_the_door(she, house.director, makers.PASSPHRASE)
        she.sees("(care.db)")
        she.keeps_a_picture("door")
        ways_back.mends(she)
        laptop.comes_in(she, house.director, makers.PASSPHRASE)
        she.keeps_a_picture("inside")
        ways_back.puts_back_what_was_found(she)
        she.closes_the_window()

    desk.tells(story)
    with director_opens(house) as register:
        assert LATE in {case.code for case in register.find(CaseFile)}
        assert not integrity.check(register).faults


def test_a_file_that_is_gone_is_put_back_by_keyboard_alone(desk, house):
    backed_up(house)
    (house.folder / "care.db").unlink()
    she = sits_down(desk, house)

    def story() -> None:
        laptop.opens_the_door(she, house.director, makers.PASSPHRASE)
        she.sees_part("mend")
        she.keeps_a_picture("door")
        she.tabs_to("mend")
        she.press("Space")
        she.sees(f"{she.say('gone')} · ")
        she.keeps_a_picture("what-is-damaged")
        she.tabs_to("mend")
        she.press("Space")
        she.sees_part("mended")
        she.press("Space")
        laptop.comes_in(she, house.director, makers.PASSPHRASE)
        she.closes_the_window()

    desk.tells(story)
    with director_opens(house) as register:
        assert {case.code for case in register.find(CaseFile)} == set(ways_back.CODES)


def test_both_key_files_torn_keep_nobody_out(desk, house):
    backed_up(house)
    for path in all_keys(house)[:2]:
        path.write_bytes(b'{"format": 1, "reg')
    she = sits_down(desk, house)

    def story() -> None:
        laptop.comes_in(she, house.director, makers.PASSPHRASE)
        she.keeps_a_picture("inside")

    desk.tells(story)


def all_keys(house: House) -> list[Path]:
    """The key file lies in the register twice, and once more beside its backups."""
    names = ("keys.json", "keys.json.2", "backups/keys.json")
    return [path for name in names if (path := house.folder / name).exists()]


def tear_the_keys(house: House) -> None:
    for path in all_keys(house):
        path.write_bytes(b'{"format": 1, "reg')


def take_the_keys_away(house: House) -> None:
    for path in all_keys(house):
        path.unlink()


def let_a_newer_program_write_it(house: House) -> None:
    for path in all_keys(house):
        body = {**json.loads(path.read_bytes()), "format": key_file.FORMAT + 1}
        body.pop("digest")
        path.write_bytes(strict_json.write({**body, "digest": key_file._digest(body)}))


DOORS = {
    "key files torn": (tear_the_keys, problems.KeysDamaged),
    "key files gone": (take_the_keys_away, problems.KeysGone),
    "a newer program": (let_a_newer_program_write_it, problems.RegisterOfANewerProgram),
}


@pytest.mark.parametrize("what", DOORS)
def test_the_door_says_why_it_stays_shut(desk, house, what):
    spoil_it, problem = DOORS[what]
    spoil_it(house)
    she = sits_down(desk, house)

    def story() -> None:
        she.sees(she.say(problem.message))
        she.sees(she.say(problem.advice))
        she.tabs_to("from_stick")
        she.keeps_a_picture("door")

    desk.tells(story)


def test_the_door_says_that_somebody_has_it_open(desk, house):
    with RegisterLock(house.folder):
        she = sits_down(desk, house)

        def story() -> None:
            she.sees(she.say(problems.RegisterAlreadyOpen.message))
            she.keeps_a_picture("door")

        desk.tells(story)

    def afterwards() -> None:
        she.click("open")
        laptop.comes_in(she, house.director, makers.PASSPHRASE)

    desk.tells(afterwards)


def test_the_door_says_that_nothing_can_be_written(desk, house, monkeypatch):
    def refuse(*_anything: object) -> None:
        raise ReadOnlyDisk

    monkeypatch.setattr(RegisterLock, "__enter__", refuse)
    she = sits_down(desk, house)

    def story() -> None:
        she.sees(she.say(AT_THE_DOOR[problems.CannotWriteThere][0]))
        she.keeps_a_picture("door")

    desk.tells(story)


# --- a power cut ---------------------------------------------------------------------------------------------------


def typed_until_the_power_went(house: House, config: Path) -> None:
    """The real program in a process of its own; somebody types in it, and it is killed."""
    french = {"LANG": "fr_FR.UTF-8", "LANGUAGE": "fr"}
    environment = {**os.environ, **french, "QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(config)}
    program = subprocess.Popen(
        [sys.executable, "-m", "tests.ui.typing_program", str(house.folder)],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert any(line.strip() == "kept" for line in program.stdout)
    finally:
        program.send_signal(signal.SIGKILL)
        program.wait()


@pytest.mark.skipif(
    WHOLE_GRID not in os.environ, reason="tests/ui/test_program_cut_short.py shows it; here are its pictures"
)
def test_after_a_power_cut_nothing_is_lost_and_her_words_are_offered(desk, house, tmp_path):
    typed_until_the_power_went(house, tmp_path / "config")
    she = sits_down(desk, house)

    def story() -> None:
        laptop.comes_in(she, house.director, makers.PASSPHRASE)
        she.sees_part("cut_off")
        she.sees_part("close_cut_off")
        she.keeps_a_picture("cut-off")
        she.click("resume_draft")
        she.sees(she.say("Who is coming?"))
        she.keeps_a_picture("her-words")

    desk.tells(story)
