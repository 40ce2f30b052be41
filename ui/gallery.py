"""Pictures of every page of a demonstration, at the two sizes a centre's laptop has; drawn in memory, shown nowhere.

    python3 -m ui.gallery demo en       the pages of the demonstration in the folder "demo", in English

For whoever wants to see the program before they install it, and for us to look at what we built.
"""

import os
import sys
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from centre_app.casework import plans
from centre_app.choices.keys import Sex
from centre_app.commands import speak_utf_8
from centre_app.dates import Birth
from centre_app.demo import house as demo_house
from centre_app.demo import scene
from centre_app.demo.month import LAST_HOUR, last_whole_day
from centre_app.exchange import sticks
from centre_app.folding import fold
from centre_app.language import Language
from centre_app.opening import open_register
from centre_app.records import CarePlan, CaseFile, Person, PersonLink, PersonName
from centre_app.register import Register
from ui import background, theme
from ui.form_sheet import FormSheet
from ui.house import open_house
from ui.page import Destination, Page
from ui.pages.arrival import ArrivalPage
from ui.pages.receive import ReceivePage
from ui.pages.unlock import UnlockPage
from ui.session import Session

SIZES = {"1366x768": QSize(1366, 768), "1092x580": QSize(1092, 580)}
FOLDER = "captures"
LONGEST_WAIT_SECONDS = 20
FIRST_LANGUAGE = "fr"
SECTIONS = (
    "summary",
    "identity",
    "consents",
    "plan",
    "housing",
    "health",
    "psychosocial",
    "schooling",
    "training",
    "legal",
    "family",
    "protection",
    "safety",
    "incidents",
    "referrals",
    "documents",
    "followup",
    "notes",
    "history",
)


@dataclass(frozen=True, slots=True)
class Sight:
    """A page to draw, and what is done there before."""

    name: str
    destination: Destination
    typing: Callable[[Page], None] | None = None


def main(arguments: Sequence[str]) -> int:
    """Draw the pages of the demonstration in the folder named first, in the languages named after it."""
    into, codes = Path(arguments[0]), arguments[1:] or (FIRST_LANGUAGE,)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ.setdefault("QT_LOGGING_RULES", "default.warning=false")  # in memory there is no screen to ask for sizes
    app = QApplication(["Registre"])
    theme.dress(app)
    speak_utf_8()
    for language in map(Language.of, codes):
        pictures = draw(into, language, app)
        sys.stdout.write(f"    {pictures[0].parent.name}/ ({len(pictures)})\n")
    return 0


def draw(into: Path, language: Language, app: QApplication) -> list[Path]:
    """Draw every page of both registers of a demonstration and return the pictures."""
    folder = folder_in(into, language)
    folder.mkdir(exist_ok=True)
    centre_folder, headquarters_folder = into / scene.CENTRE_FOLDER, into / scene.HEADQUARTERS_FOLDER
    pictures = list(_pictures_of(UnlockPage(centre_folder, language), "unlock", folder, app))
    with _opened(centre_folder, demo_house.DIRECTOR, scene.DIRECTOR_PASSPHRASE) as centre:
        pictures += _pages(centre, language, folder, app, _at_the_centre(centre))
    with _opened(headquarters_folder, demo_house.SUPERVISOR, scene.SUPERVISOR_PASSPHRASE) as headquarters:
        pictures += _pages(headquarters, language, folder, app, _at_headquarters(into / scene.STICK_FOLDER))
    return pictures


def _opened(folder: Path, person: str, passphrase: str) -> Register:
    """Open a register on the evening on which a fresh demonstration ends, when the roll has been called.

    One that somebody has worked in since is opened now: its clock would seem wrong.
    """
    evening = demo_house.SettableClock(last_whole_day(datetime.now(UTC)))
    evening.now = datetime.combine(evening.now, LAST_HOUR, UTC)
    register = open_register(folder, person, passphrase, clock=evening)
    if not register.clock_is_suspect:
        return register
    register.close()
    return open_register(folder, person, passphrase)


def folder_in(into: Path, language: Language) -> Path:
    """Return where the pictures in a language are: "captures" in French, "captures-en" in English."""
    return into / (FOLDER if language.code == FIRST_LANGUAGE else f"{FOLDER}-{language.code}")


def _at_the_centre(register: Register) -> Iterator[Sight]:
    """Every page of a centre; the file shown is a mother's with a second version of her plan where there is one.

    A boy's file is shown too where there is one: the words differ.
    """
    case = _worth_showing(register)
    yield Sight("today", Destination(page="today"))
    yield Sight("residents", Destination(page="residents"))
    yield Sight("arrival", Destination(page="arrival"))
    yield Sight("arrival-search", Destination(page="arrival"), _search_her)
    yield Sight("arrival-form", Destination(page="arrival"), _unfold_the_form)
    yield from _file_of(case, "case")
    yield Sight("birth", Destination(page="birth", case_id=case.id))
    for boy in _boys(register)[:1]:
        yield from _file_of(boy, "boy")
    yield Sight("people", Destination(page="people", section="team"))
    yield Sight("people-who-opens-what", Destination(page="people", section="openings"))
    for page in (
        "my_passphrase",
        "trace",
        "beds",
        "night",
        "night_month",
        "meals",
        "groups",
        "stock",
        "kits",
        "report",
        "report_abuse",
        "reports",
        "export",
        "enrolment",
        "import_register",
    ):
        yield Sight(page, Destination(page=page))
    for part in ("laptop", "house", "rooms", "staff", "directory", "projects", "exchange"):
        yield Sight(f"settings-{part}", Destination(page="settings", section=part))


def _file_of(case: CaseFile, name: str) -> Iterator[Sight]:
    for section in SECTIONS:
        yield Sight(f"{name}-{section}", Destination(page="case", case_id=case.id, section=section))
    yield Sight(f"{name}-plan-editor", Destination(page="plan", case_id=case.id))
    yield Sight(f"{name}-exit", Destination(page="exit", case_id=case.id))


def _at_headquarters(stick: Path) -> Iterator[Sight]:
    """Every page of a headquarters; the files of the centre's stick are looked at once more."""
    yield Sight("headquarters-files", Destination(page="receive"), partial(_look_at, sticks.bundles_in(stick)))
    for page in ("receive", "residents", "reports", "abuse_reports", "enrolment", "settings"):
        yield Sight(f"headquarters-{page}", Destination(page=page))


# --- what is done before a picture ---------------------------------------------------------------------------


def _look_at(files: Sequence[Path], page: Page) -> None:
    assert isinstance(page, ReceivePage)
    page.look_at(files)


def _search_her(page: Page) -> None:
    """Write the name of somebody who is here as another person would spell it."""
    assert isinstance(page, ArrivalPage)
    here = page.session.register.find(CaseFile, status="admitted")
    name = page.session.name_of(min(here, key=lambda case: case.code or "").person_id)
    page.forms.name.show_draft(PersonName(family=fold(name.family).capitalize(), given=fold(name.given).capitalize()))
    page.refresh()


def _unfold_the_form(page: Page) -> None:
    """Search for somebody whom nobody knows, and go on to the form."""
    assert isinstance(page, ArrivalPage)
    page.forms.name.show_draft(PersonName(family="Sissoko", given="Korotoumou"))
    page.forms.person.show_draft(
        Person(sex=Sex.FEMALE, birth=Birth.of_age(14, 15, said_on=page.session.today), age_basis="self_declared")
    )
    page.refresh()
    page.findChild(QPushButton, "create_new_file").click()


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
    register: Register, language: Language, into: Path, app: QApplication, shown: Iterable[Sight]
) -> Iterator[Path]:
    frame = open_house(Session(register, language))
    for sight in shown:
        frame.go_to(sight.destination)
        _wait_for_work(app)
        if sight.typing is not None:
            sight.typing(frame.page)
            _wait_for_work(app)
        yield from _pictures_of(frame, sight.name, into, app)
        for sheet in frame.page.findChildren(FormSheet) if sight.typing is not None else ():
            sheet.take_back()  # a picture leaves no draft behind
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
