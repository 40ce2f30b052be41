"""In English a girl is she on every page, a boy is he, and nobody is both."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from centre_app.casework import plans, twins
from centre_app.casework.exits import leave, open_stay_of
from centre_app.documents.care_plan_printing import print_care_plan
from centre_app.documents.care_plan_sheet import CopyLevel
from centre_app.language import Language
from centre_app.questions import Record, Reference
from centre_app.records import RECORD_TYPES, CarePlan, CaseFile, Centre, SchoolEnrolment, StaffMember
from centre_app.residents import lines
from centre_app.review import review
from tests.centre_app.documents.reading import words_of
from tests.makers import (
    TODAY,
    YESTERDAY,
    a_bed,
    a_goal,
    a_kit,
    a_mother_of,
    a_night,
    a_person,
    a_plan,
    a_project,
    a_room,
    a_training,
    an_action,
    an_admission,
    an_assignment,
    an_exit,
)
from ui.page import Destination
from ui.pages.arrival import ArrivalPage
from ui.pages.arrival.cards import KnownHead
from ui.pages.arrival.compare import CompareDialog
from ui.pages.arrival.twins import TwinPanel
from ui.pages.case import CasePage
from ui.pages.case.page import _SECTIONS
from ui.pages.exit import ExitPage
from ui.pages.exit.page import ConfirmExit
from ui.pages.plan import PlanPage
from ui.pages.plan.signing import SigningDialog
from ui.pages.residents import ResidentsPage
from ui.record_form import RecordForm
from ui.session import Session

ENGLISH = Language.of("en")
SHE = re.compile(r"\b(she|hers?|herself)\b", re.IGNORECASE)
HE = re.compile(r"\b(he|his|him|himself)\b", re.IGNORECASE)
NOT_OF = {"female": HE, "male": SHE}


@dataclass
class Resident:
    """Somebody at the centre with something in every part of the file, and a child; `show` lays a page out."""

    session: Session
    show: Callable
    case: CaseFile
    sex: str

    def page(self, made: type, **destination: object) -> QWidget:
        shown = self.show(made(self.session))
        shown.arrive(Destination(case_id=self.case.id, **destination))
        return shown


@pytest.fixture
def resident(register, session, show):
    def made(sex: str) -> Resident:
        person = a_person(sex=sex)
        admission = an_admission(person, given="Dominique")
        case, stay = admission[2], admission[4]
        child = an_admission(a_person(sex=sex), given="Claude", admission_type="accompanying_child")
        room, project = a_room(sex_rule="everyone"), a_project()
        bed, cot = a_bed(room, label="A-01"), a_bed(room, label="A-01b", kind="cot")
        register.save(room, bed, cot, project)
        register.save(*admission, an_assignment(stay, bed), a_night(stay))
        register.save(*child, a_mother_of(person, child[0]), an_assignment(child[4], cot))
        register.save(SchoolEnrolment(case_id=case.id, provision="formal_public", status="enrolled", from_on=TODAY))
        register.save(a_training(case, status="enrolled"), a_kit(case, project))
        return Resident(Session(register, ENGLISH), show, register.get(CaseFile, case.id), sex)

    return made


def all_words(widget: QWidget) -> str:
    """Return every text of a page, the hidden ones too: a click may show them."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    QCoreApplication.processEvents()
    return " | ".join(_texts([widget, *widget.findChildren(QWidget)]))


def _texts(widgets: list[QWidget]) -> Iterator[str]:
    for widget in widgets:
        yield from (widget.windowTitle(), widget.toolTip(), widget.accessibleName(), widget.accessibleDescription())
        match widget:
            case QLabel() | QAbstractButton():
                yield widget.text()
            case QLineEdit() | QPlainTextEdit():
                yield widget.placeholderText()


# --- what is shown ---------------------------------------------------------------------------------------------


def a_section(key: str) -> Callable[[Resident], str]:
    return lambda resident: all_words(resident.page(CasePage, page="case", section=key))


def forms(resident: Resident) -> str:
    """Every question of every record, with its hint and its reasons for no answer."""
    page = QWidget()
    shown = QVBoxLayout(page)
    for record_type in RECORD_TYPES:
        if record_type not in (Centre, StaffMember):
            form = RecordForm(record_type, resident.session, parent=page, sex=resident.sex)
            for name, question in record_type.questions.items():
                if question.label and not isinstance(question.kind, Reference):
                    line = form.line(name, may_be_missing=True)
                    for reason in ("unknown", "refused"):
                        line.show_reason(name, reason)
                        shown.addWidget(QLabel(line.findChild(QLabel, "kept").text()))
                    shown.addWidget(line)
    return all_words(page)


def an_arrival(resident: Resident) -> str:
    page = resident.show(ArrivalPage(resident.session))
    page.arrive(Destination(page="arrival"))
    editor = page.forms.person.editor("sex")
    editor.show_answer(resident.sex)
    editor.changed.emit()
    page.twins.none_of_them.emit()
    return all_words(page)


def a_return(resident: Resident) -> str:
    head = KnownHead(resident.session)
    head.show_line(line_of(resident))
    return all_words(head)


def somebody_alike(resident: Resident) -> str:
    """The file beside an arrival, and both compared."""
    page = resident.show(ArrivalPage(resident.session))
    arrival = page.forms.arrival()
    case = resident.case
    twin = twins.TwinFile(case=case, score=95, reasons=("Same name",), doubts=("The ages differ",))
    panel = TwinPanel(resident.session, twin, line_of(resident))
    return all_words(panel) + all_words(CompareDialog(resident.session, arrival, twin, over=page))


def leaving(resident: Resident) -> str:
    page = resident.page(ExitPage, page="exit")
    page.sheet.kits.add_kit()
    told = list(page.sheet.consequences())
    dialog = ConfirmExit(ENGLISH, "Dominique", told, sex=resident.sex, over=page)
    return all_words(page) + all_words(dialog)


def nobody_to_leave(resident: Resident) -> str:
    register = resident.session.register
    leave(register, resident.case, an_exit(open_stay_of(register, resident.case)))
    return all_words(resident.page(ExitPage, page="exit"))


def a_plan_begun(resident: Resident) -> str:
    plan = plans.draft_first(resident.session.register, resident.case)
    page = resident.page(PlanPage, page="plan")
    return all_words(page) + all_words(SigningDialog(resident.session, plan, sex=resident.sex, over=page))


def the_list(resident: Resident) -> str:
    page = resident.show(ResidentsPage(resident.session))
    page.arrive(Destination(page="residents"))
    model = page.table.model()
    cells = [
        model.index(row, column).data() for row in range(model.rowCount()) for column in range(model.columnCount())
    ]
    return " | ".join([all_words(page), *(str(cell) for cell in cells)])


def the_care_plan(resident: Resident) -> str:
    register = resident.session.register
    plan = a_plan(resident.case, wishes="To learn", situation="Safe", explained_in="bam", version=1)
    goal = a_goal(plan, domain="schooling", objective="Read a book")
    register.save(plan, goal, an_action(goal, what="Evening class"))
    plans.propose(register, register.get(CarePlan, plan.id))
    printed = [
        print_care_plan(register, resident.case, copy_level=level, language=ENGLISH)
        for level in (CopyLevel.RESIDENT, CopyLevel.CENTRE)
    ]
    return " | ".join(words_of(pdf) for pdf in printed)


def what_is_found(resident: Resident) -> str:
    """What the rules say of answers that do not fit."""
    found = review(resident.session.register, wrong_answers(resident))
    return " | ".join(finding.said_in(ENGLISH) for finding in found)


def wrong_answers(resident: Resident) -> list[Record]:
    register = resident.session.register
    others = a_room(name="Others", sex_rule="girls" if resident.sex == "male" else "boys", age_min=30)
    bed = a_bed(others, label="Z-01")
    person = a_person(sex=resident.sex)
    alike = an_admission(person, admitted_on=YESTERDAY)
    register.save(others, bed)
    return [*alike, an_assignment(alike[4], bed, from_on=TODAY), a_training(alike[2], trade="sewing")]


def line_of(resident: Resident):
    (line,) = lines(resident.session.register, [resident.case.id])
    return line


SCREENS = {
    **{f"case, {key}": a_section(key) for key in _SECTIONS},
    "forms": forms,
    "arrival": an_arrival,
    "return": a_return,
    "twins": somebody_alike,
    "exit": leaving,
    "not here": nobody_to_leave,
    "plan": a_plan_begun,
    "list": the_list,
    "care plan": the_care_plan,
    "findings": what_is_found,
}
SHE_IS_NAMED = ("case, identity", "case, housing", "case, summary", "forms", "arrival", "return", "twins", "exit",
                "not here", "plan", "list", "findings")  # fmt: skip


_heard: dict[tuple[str, str], str] = {}


@pytest.fixture
def hear(resident):
    """Return what a screen says of somebody; to lay it out takes longest, so both tests below listen to it once."""

    def words(screen: str, sex: str) -> str:
        if (screen, sex) not in _heard:
            _heard[screen, sex] = SCREENS[screen](resident(sex))
        return _heard[screen, sex]

    return words


@pytest.mark.parametrize("sex", ["female", "male"])
@pytest.mark.parametrize("screen", SCREENS)
def test_nobody_is_spoken_of_as_the_other_sex(hear, screen, sex):
    wrong = [words for words in hear(screen, sex).split(" | ") if NOT_OF[sex].search(words)]
    assert wrong == []


@pytest.mark.parametrize(("sex", "named"), [("female", SHE), ("male", HE)])
@pytest.mark.parametrize("screen", SHE_IS_NAMED)
def test_what_is_shown_does_speak_of_somebody(hear, screen, sex, named):
    """Without this the test above would hold for empty pages too."""
    assert named.search(hear(screen, sex))
