"""Pictures of every page of a demonstration, at the two sizes a centre's laptop has; drawn in memory, shown nowhere.

For whoever wants to see the program before they install it, and for us to look at what we built.
"""

import os
import sys
import time
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QWidget

from centre_app.casework import plans
from centre_app.choices.keys import Sex
from centre_app.commands import speak_utf_8
from centre_app.demo import house as demo_house
from centre_app.demo import scene
from centre_app.language import Language
from centre_app.opening import open_register
from centre_app.records import CarePlan, CaseFile, Person, PersonLink
from centre_app.register import Register
from ui import background, theme
from ui.house import open_house
from ui.page import Destination
from ui.pages.unlock import UnlockPage
from ui.session import Session

SIZES = {"1366x768": QSize(1366, 768), "1092x580": QSize(1092, 580)}
FOLDER = "captures"
LONGEST_WAIT_SECONDS = 20
SECTIONS = ("summary", "identity", "plan", "housing", "health", "schooling", "training", "history")


def main(arguments: Sequence[str]) -> int:
    """Draw the pages of the demonstration in the folder named first, in the language named second."""
    into, language = Path(arguments[0]), Language.of(arguments[1])
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ.setdefault("QT_LOGGING_RULES", "default.warning=false")  # in memory there is no screen to ask for sizes
    app = QApplication(["Registre"])
    theme.dress(app)
    pictures = draw(into, language, app)
    speak_utf_8()
    sys.stdout.write(f"    {FOLDER}/ ({len(pictures)})\n")
    return 0


def draw(into: Path, language: Language, app: QApplication) -> list[Path]:
    """Draw every page of both registers of a demonstration and return the pictures."""
    folder = into / FOLDER
    folder.mkdir(exist_ok=True)
    centre_folder, headquarters_folder = into / scene.CENTRE_FOLDER, into / scene.HEADQUARTERS_FOLDER
    pictures = list(_pictures_of(UnlockPage(centre_folder, language), "unlock", folder, app))
    with open_register(centre_folder, demo_house.DIRECTOR, scene.DIRECTOR_PASSPHRASE) as centre:
        pictures += _pages(centre, language, folder, app, dict(_at_the_centre(centre)))
    with open_register(headquarters_folder, demo_house.SUPERVISOR, scene.SUPERVISOR_PASSPHRASE) as headquarters:
        pictures += _pages(headquarters, language, folder, app, dict(_at_headquarters()))
    return pictures


def _at_the_centre(register: Register) -> Iterator[tuple[str, Destination]]:
    """Every page of a centre; the file shown is a mother's with a second version of her plan where there is one.

    A boy's file is shown too where there is one: the words differ.
    """
    case = _worth_showing(register)
    yield "residents", Destination(page="residents")
    yield "arrival", Destination(page="arrival")
    for section in SECTIONS:
        yield f"case-{section}", Destination(page="case", case_id=case.id, section=section)
    yield "plan", Destination(page="plan", case_id=case.id)
    yield "birth", Destination(page="birth", case_id=case.id)
    yield "exit", Destination(page="exit", case_id=case.id)
    for boy in _boys(register)[:1]:
        yield "boy-identity", Destination(page="case", case_id=boy.id, section="identity")
        yield "boy-plan", Destination(page="plan", case_id=boy.id)
        yield "boy-exit", Destination(page="exit", case_id=boy.id)
    for page in ("beds", "export", "enrolment", "import_register", "settings"):
        yield page, Destination(page=page)


def _at_headquarters() -> Iterator[tuple[str, Destination]]:
    for page in ("receive", "residents", "enrolment", "settings"):
        yield f"headquarters-{page}", Destination(page=page)


def _worth_showing(register: Register) -> CaseFile:
    mothers = {link.from_person_id for link in register.find(PersonLink, relation="mother")}
    versions = _versions(register)
    return max(_here(register, versions), key=lambda case: (case.person_id in mothers, versions[case.id]))


def _boys(register: Register) -> list[CaseFile]:
    boys = {person.id for person in register.find(Person, sex=Sex.MALE)}
    return [case for case in _here(register, _versions(register)) if case.person_id in boys]


def _versions(register: Register) -> dict[str, int]:
    """Return how many versions of a plan were signed, by the file."""
    return {plan.case_id: plan.version or 0 for plan in register.find(CarePlan, status=plans.SIGNED)}


def _here(register: Register, case_ids: Collection[str]) -> list[CaseFile]:
    return [case for case in register.find(CaseFile, id=set(case_ids)) if case.status == "admitted"]


def _pages(
    register: Register, language: Language, into: Path, app: QApplication, shown: dict[str, Destination]
) -> Iterator[Path]:
    frame = open_house(Session(register, language))
    for name, destination in shown.items():
        frame.go_to(destination)
        _wait_for_work(app)
        yield from _pictures_of(frame, name, into, app)
    frame.close()


def _wait_for_work(app: QApplication) -> None:
    """Let work in the background end, as a person would before she looks."""
    started = time.monotonic()
    while background.is_busy() and time.monotonic() - started < LONGEST_WAIT_SECONDS:
        app.processEvents()
        time.sleep(0.02)


def _pictures_of(widget: QWidget, name: str, into: Path, app: QApplication) -> Iterator[Path]:
    for size_name, size in SIZES.items():
        widget.resize(size)
        widget.show()
        app.processEvents()
        app.processEvents()
        path = into / f"{name}-{size_name}.png"
        widget.grab().save(str(path))
        yield path


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
