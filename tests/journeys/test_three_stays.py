"""Three stays filled in from identity to the first visit after the exit, in the real window, by keyboard alone.

Three runs stand for the whole grid; with REGISTRE_WHOLE_GRID set each stay is told in both languages and at both sizes:

    REGISTRE_WHOLE_GRID=1 REGISTRE_PICTURES=pictures python -m pytest tests/journeys/test_three_stays.py
"""

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtGui import QColor, QImage

from centre_app import integrity
from centre_app.casework import arrivals
from centre_app.language import Language
from centre_app.opening import Beginning, create_register, open_register
from centre_app.questions import Record, Reference
from centre_app.records import (
    CaseFile,
    Exit,
    FollowUp,
    IdentityPaper,
    KitGrant,
    PlanAction,
    PlanGoal,
    Stay,
)
from centre_app.register import AT_A_CENTRE, Register
from tests import makers
from tests.journeys import three_stays
from tests.journeys.by_keyboard import Answers, NoAnswer, Typed, Typist
from tests.journeys.hands import Program
from tests.journeys.three_stays import STAYS, Sheet
from tests.journeys.turns import Turns, tell
from ui import theme
from ui.laptop import Laptop

PICTURES, WHOLE_GRID = "REGISTRE_PICTURES", "REGISTRE_WHOLE_GRID"
SIZES = {"large": (1366, 768), "small": (1092, 580)}
EVERY_ROLE = frozenset({"director", "case_manager", "nurse", "psychologist"})
IN_CI = [("mother", "fr", "large"), ("boy", "en", "small"), ("woman", "fr", "small")]
GRID = [(one.key, language, size) for one in STAYS for language in ("fr", "en") for size in SIZES]
SECTIONS = [
    "identity", "consents", "health", "psychosocial", "schooling", "training", "legal", "family", "protection", "safety",
    "incidents", "referrals", "notes",
]  # fmt: skip
GOAL: Answers = [("domain", "schooling"), ("objective", "Lire une lettre"), ("priority", "2")]
ACTION: Answers = [
    ("what", "Deux heures de lecture"),
    ("who_in_words", "La maîtresse"),
    ("cost_fcfa", Typed("2 000", 2000)),
]


@pytest.fixture(params=GRID if os.environ.get(WHOLE_GRID) else IN_CI, ids="-".join)
def told_so(request) -> tuple[three_stays.Stay, Language, str]:
    key, language, size = request.param
    return next(stay for stay in STAYS if stay.key == key), Language.of(language), size


@pytest.fixture
def folder(tmp_path, told_so) -> Path:
    """A centre whose director is everything in it, and the one who has just come."""
    folder = tmp_path / "Registre" / "Segou.register"
    beginning = Beginning(
        kind=AT_A_CENTRE,
        code="SEG",
        name="Ségou",
        person=makers.DIRECTOR,
        roles=EVERY_ROLE,
        passphrase=makers.PASSPHRASE,
        sex="female",
    )
    create_register(folder, beginning, cost=makers.CHEAP)
    with open_register(folder, makers.DIRECTOR, makers.PASSPHRASE) as register:
        register.save(makers.a_project())
        _comes(register, told_so[0])
    return folder


def _comes(register: Register, who: three_stays.Stay) -> None:
    """She is admitted, with her baby where she has one: how one comes has a journey of its own."""
    on = three_stays.day(three_stays.CAME).means
    arrival = _arrival(register, who.given, who, on)
    baby = replace(who, birth=three_stays.Birth.of_age(0, 0, said_on=on), sex="male")
    children = [_arrival(register, "Adama", baby, on)] if who.has_baby else []
    arrivals.admit(register, arrival, children=children)


def _arrival(register: Register, given: str, who: three_stays.Stay, on: date) -> arrivals.Arrival:
    blank = arrivals.begin(register, on=on)
    return replace(
        blank,
        person=replace(blank.person, sex=who.sex, birth=who.birth),
        name=replace(blank.name, family=who.family, given=given),
        language=replace(blank.language, language="dts"),
        stay=replace(blank.stay, admission_type="long_stay"),
    )


@pytest.fixture
def she(qapp, folder, told_so, request) -> Iterator[Typist]:
    theme.dress(qapp)
    QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "Registre", "Registre").clear()
    _, language, size = told_so
    Laptop().keep_language(language)
    program = Program(folder.parent, folder=folder, size=SIZES[size])
    yield Typist(Turns(), program, language, _pictures_of(request.node.name))
    program.shell.close()


def _pictures_of(test: str) -> Path | None:
    if PICTURES not in os.environ:
        return None
    folder = Path(os.environ[PICTURES]) / re.sub(r"\W+", "-", test)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


# --- what she does -------------------------------------------------------------------------------------------------


def comes_in(she: Typist) -> None:
    """The door has one person, and the cursor is in the passphrase."""
    she.sees_part("passphrase")
    she.tabs_to("passphrase")
    she.writes(makers.PASSPHRASE)
    she.press("Return")
    she.sees_part("rail.who")


def opens_the_file(she: Typist, name: str) -> None:
    she.press("Ctrl+F")
    she.writes(name)
    she.press("Down", "Return")
    she.sees_part("section.summary")


def tells_who_he_or_she_is(she: Typist, stay: three_stays.Stay) -> None:
    she.goes_to("identity")
    for record_type, answers in stay.identity:
        she.fills_in(record_type.table, answers)
    she.keeps_a_picture("identity")
    she.press("Ctrl+S")
    she.sees(she.say("Saved."))


def fills_in_a_sheet(she: Typist, sheet: Sheet) -> None:
    name = sheet.opened_by
    names = name.split() if "." in name or " " in name or name.startswith("add_") else (
        f"add_{name}", f"{name}.empty.act", f"edit_{name}"
    )  # fmt: skip
    she.presses(*names)
    she.puts_down(sheet.record_type.table, sheet.answers)


def begins_a_plan(she: Typist) -> None:
    she.goes_to("plan")
    she.keeps_a_picture("no-plan")
    she.presses("begin.act")
    she.presses("add_goal")
    she.puts_down("plan_goals", GOAL)
    she.presses("goal_menu.*")
    she.chooses_in_menu(she.say("Add an action"))
    she.puts_down("plan_actions", ACTION)
    she.keeps_a_picture("plan")
    she.presses("back_to_case")
    she.sees_part("section.summary")


def keeps_a_paper(she: Typist, paper: Path) -> None:
    she.goes_to("documents")
    she.presses("add_paper", "papers.empty.act")
    she.fills_in(
        "papers", [("document_type", "social_survey"), ("title", "Enquête au village"), ("dated", three_stays.day(90))]
    )
    she.presses("choose_paper")
    she.sees_part("fileNameEdit")
    she.tabs_to("fileNameEdit")
    she.press("Ctrl+A", "Delete")
    she.writes(str(paper))
    she.press("Return")
    she.sees(she.say("Choose another file"))
    she.keeps_a_picture("paper")
    she.saves("papers.dialog")
    she.keeps_a_picture("documents")


def lets_go(she: Typist, stay: three_stays.Stay) -> None:
    """The exit, from the head of the file or, in a small window, from the menu behind its three dots."""
    if she.counts("go_to_exit"):
        she.presses("go_to_exit")
    else:
        she.presses("moves")
        she.chooses_in_menu(she.say("Exit"))
    she.fills_in("exits", stay.leaves)
    if stay.kit:
        she.presses("add_kit")
        she.fills_in("kit_grants", stay.kit)
    she.keeps_a_picture("exit")
    she.press("Ctrl+S")
    she.sees_part("back_to_form")
    she.keeps_a_picture("exit-confirmed")
    she.presses("confirm_leave")
    she.sees_part("section.summary")


def visits_after_a_month(she: Typist, stay: three_stays.Stay) -> None:
    she.goes_to("followup")
    she.presses("write.month_1")
    she.puts_down("follow_ups", stay.follow_up)
    she.keeps_a_picture("followup")


# --- the stories ---------------------------------------------------------------------------------------------------


def test_a_stay_by_keyboard_alone(she, folder, told_so, tmp_path):
    stay, _, _ = told_so
    paper = tmp_path / "enquete.png"
    image = QImage(120, 160, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    image.save(str(paper))

    def story() -> None:
        comes_in(she)
        opens_the_file(she, f"{stay.given} {stay.family}")
        she.keeps_a_picture("summary")
        tells_who_he_or_she_is(she, stay)
        for section in SECTIONS:
            she.goes_to(section)
            for sheet in (sheet for sheet in stay.sheets if sheet.section == section):
                fills_in_a_sheet(she, sheet)
            she.keeps_a_picture(f"section-{section}")
        she.goes_to("housing")
        she.keeps_a_picture("section-housing")
        begins_a_plan(she)
        keeps_a_paper(she, paper)
        lets_go(she, stay)
        visits_after_a_month(she, stay)
        she.goes_to("history")
        she.keeps_a_picture("history")
        she.closes_the_window()

    _told(she, story, tmp_path)
    assert she.effort.clicks == 0
    with open_register(folder, makers.DIRECTOR, makers.PASSPHRASE) as register:
        case = next(case for case in register.find(CaseFile) if case.code and case.code.endswith("0001"))
        for record_type, answers in _everything_told(stay):
            assert _stands(register, case, record_type, answers), (record_type.__name__, answers)
        assert not integrity.check(register).faults


def _told(she: Typist, story: Callable[[], None], folder: Path) -> None:
    try:
        tell(story)
    except BaseException:
        she.program.shell.grab().save(str(folder / "where it stopped.png"))
        raise


def _everything_told(stay: three_stays.Stay) -> Iterator[tuple[type[Record], Answers]]:
    yield from stay.identity
    for sheet in stay.sheets:
        yield sheet.record_type, [(name, told) for name, told in sheet.answers if _is_of(name, sheet)]
        yield from sheet.besides
    yield from ((PlanGoal, GOAL), (PlanAction, ACTION), (Exit, stay.leaves), (FollowUp, stay.follow_up))
    yield IdentityPaper, [("document_type", "social_survey"), ("title", "Enquête au village")]
    yield Stay, [("ended_on", stay.leaves[0][1])]
    if stay.kit:
        yield KitGrant, stay.kit


def _is_of(name: str, sheet: Sheet) -> bool:
    return "." not in name or name.startswith(f"{sheet.record_type.table}.")


def _stands(register: Register, case: CaseFile, record_type: type[Record], answers: Answers) -> bool:
    """Say whether one record of the file has every answer that was typed."""
    owner = "case_id" if "case_id" in record_type.questions else "person_id"
    if record_type.table == "persons":
        found = [register.get(record_type, case.person_id)]
    else:
        found = register.find(record_type, **{owner: case.id if owner == "case_id" else case.person_id})
    return any(
        record and all(_has(record, name.rpartition(".")[2], told) for name, told in answers) for record in found
    )


def _has(record: Record, name: str, told: Any) -> bool:
    if name in ("way", "youngest", "oldest", "year", "day") and "birth" in record.questions:
        return record.birth is not None
    answer = getattr(record, name)
    match told:
        case NoAnswer():
            return answer in (None, frozenset()) and record.missing.get(name) == told.reason
        case Typed(means=None):
            return answer is not None
        case Typed():
            return answer == (Decimal(told.means) if isinstance(answer, Decimal) else told.means)
        case frozenset():
            return bool(answer >= told)
        case bool():
            return answer is told
    if isinstance(record.questions[name].kind, Reference):
        return answer is not None
    return str(answer) == told
