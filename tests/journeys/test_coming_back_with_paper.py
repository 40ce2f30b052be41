"""The director has forgotten: through the real window she comes back with the sheet from the safe, and rehearses the new.

With mouse and keys alone, in French and in English. What the register holds is looked at once the window is shut.
"""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from centre_app import integrity, recovery
from centre_app.language import Language
from centre_app.opening import open_register
from tests import makers
from tests.journeys.at_the_centre import puts_the_recovery_sheet_on_paper
from tests.journeys.hands import Hands, Program
from tests.journeys.turns import Turns, tell
from ui import theme

NEW = "girafe ballon sept nuages verts"


@pytest.fixture
def folder(tmp_path) -> Path:
    return makers.a_folder(tmp_path / "Registre")


@pytest.fixture
def paper(folder) -> str:
    """What lies in the envelope in the safe."""
    sheet = recovery.new_sheet()
    with makers.reopened(folder) as register:
        recovery.keep_sheet(register, sheet)
    return sheet.code


@pytest.fixture
def at_the_door(qapp, folder, tmp_path) -> Iterator[Callable[[str], Hands]]:
    theme.dress(qapp)
    begun: list[Program] = []

    def sit_down(language: str) -> Hands:
        program = Program(tmp_path / "Registre")
        program.shell.speak(Language.of(language))
        program.shell.go_to_door(folder)
        begun.append(program)
        return Hands(Turns(), program)

    yield sit_down
    for program in begun:
        program.shell.close()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_director_comes_back_with_the_sheet_and_rehearses_the_new_one(
    at_the_door, folder, paper, tmp_path, language
):
    she, say = at_the_door(language), Language.of(language).say
    try:
        tell(lambda: comes_back_and_rehearses(she, say, paper))
    except BaseException:
        picture = tmp_path / "where it stopped.png"
        she.program.shell.grab().save(str(picture))
        sys.stdout.write(f"where it stopped: {picture}\n")
        raise
    with open_register(folder, makers.DIRECTOR, NEW) as register:
        assert recovery.last_rehearsal(register) is not None
        assert not integrity.check(register).faults


def comes_back_and_rehearses(she: Hands, say: Callable[..., str], paper: str) -> None:
    she.click("forgotten")
    she.sees(say("How to come back in"))
    new_paper = comes_back(she, say, paper)
    she.sees(say("Passphrase of {name}", name=makers.DIRECTOR))
    she.writes(NEW)
    she.press("Return")
    she.click("rail.settings")
    she.click("section.recovery")
    she.click("rehearse")
    types_the_code(she, new_paper)
    she.click("rehearsal_dialog.go")
    she.sees(say("The code opened everything. Nothing was changed."))
    she.closes_the_window()


def comes_back(she: Hands, say: Callable[..., str], paper: str) -> str:
    """Code, passphrase, new sheet, all in one go. Return what is on the new sheet."""
    she.click("with_sheet")
    types_the_code(she, paper)
    she.sees(say("This is the code of the latest sheet."))
    she.press("Return")
    she.fills("new_passphrase", NEW)
    she.fills("new_passphrase_again", NEW)
    she.press("Return")
    new_paper = puts_the_recovery_sheet_on_paper(she)
    she.sees(say("Everybody else keeps the same passphrase. Nothing that was written is lost."))
    she.click("next")
    return new_paper


def types_the_code(she: Hands, paper: str) -> None:
    """Through all seven groups without leaving the keys."""
    she.click("code.1")
    she.writes(paper.replace("-", "").lower())
