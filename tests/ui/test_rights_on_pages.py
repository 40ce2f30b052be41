"""Every page, for every role: it opens with what is open to whoever is there, and says of the rest that it is kept."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from centre_app import accounts
from centre_app.language import Language
from centre_app.records import Card, CaseFile, HealthBrief, Incident, MedicalVisit, SchoolEnrolment, StaffMember
from centre_app.rights import TABLE
from tests.makers import (
    TODAY,
    a_bed,
    a_description,
    a_goal,
    a_health_profile,
    a_night,
    a_plan,
    a_register,
    a_room,
    an_action,
    an_admission,
    an_assignment,
    as_received,
    reopened_as,
)
from tests.ui.pages.conftest import words_on
from ui import background
from ui.house import open_house
from ui.page import Destination
from ui.pages import PAGES
from ui.pages.case.page import _SECTIONS
from ui.session import Session

# Words of the file, and who reads them on one page or another.
MARKS = {
    "Kadidia": {*TABLE} - {"auditor"},
    "Markala": {"director", "case_manager", "social_worker", "nurse", "psychologist", "legal", "data_officer"},
    "Read a book": {"director", "case_manager", "social_worker", "teacher", "night_guard"},
    "Peanuts": {*TABLE} - {"auditor", "data_officer"},
    "Asthma": {"nurse"},
    "Positif": {"nurse"},
    "CSCom": {"director", "nurse"},
    "Madrasa": {"director", "case_manager", "social_worker", "psychologist", "teacher", "data_officer"},
    "Quarrel": {"director", "case_manager", "legal"},
}
AT_A_CENTRE = [role for role in TABLE if not role.startswith("hq_")]


@pytest.fixture
def house(register):
    """A file with something of everything, followed by its director, in a house that has a nurse."""
    accounts.add_person(register, StaffMember(name="Rokia Dolo", roles=frozenset({"nurse"})))
    records = an_admission()
    person, _, case, _, stay = records
    plan = a_plan(case, status="active", agreed_on=TODAY, situation="Quiet", review_on=TODAY)
    goal = a_goal(plan, domain="schooling")
    room = a_room()
    bed = a_bed(room)
    register.save(
        *(replace(one, referent_id=register.who) if isinstance(one, CaseFile) else one for one in records),
        a_description(person, village="Markala"),
        room,
        bed,
        an_assignment(stay, bed),
        a_night(stay),
        plan,
        goal,
        an_action(goal, what="Read a book"),
        SchoolEnrolment(case_id=case.id, provision="medersa", establishment="Madrasa", from_on=TODAY),
        HealthBrief(case_id=case.id, allergies="Peanuts", next_on=TODAY),
        a_health_profile(case, chronic="Asthma", is_pregnant=True, hiv_status="positive"),
        MedicalVisit(case_id=case.id, visit_type="admission_check", seen_on=TODAY, facility="CSCom"),
        Incident(
            case_id=case.id,
            incident_type="violence_between_residents",
            description="Quarrel",
            occurred=None,
            reported_on=TODAY,
        ),
        heed_findings=False,
    )
    return register


def walk(qtbot, register, case_id, language="fr"):
    """Go to every page, and every section of the file; give back what was read on each."""
    session = Session(register, Language.of(language))
    frame = open_house(session)
    qtbot.addWidget(frame)
    frame.resize(1366, 768)
    frame.show()
    read = {}
    for name in PAGES:
        with_case = [Destination(page=name, case_id=case_id, section=key) for key in _SECTIONS]
        for destination in with_case if name == "case" else [Destination(page=name, case_id=case_id)]:
            frame.go_to(destination)
            QApplication.processEvents()
            read[(name, destination.section or "")] = f"{words_on(frame.page)} | {typed_on(frame.page)}"
    qtbot.waitUntil(lambda: not background.is_busy())  # the register is shut next
    frame.lock()
    return read


def typed_on(page):
    """Return what stands in the fields of a page."""
    lines = [field.text() for field in page.findChildren(QLineEdit)]
    return " | ".join(lines + [field.toPlainText() for field in page.findChildren(QPlainTextEdit)])


@pytest.mark.parametrize("role", AT_A_CENTRE)
def test_every_page_opens_for_every_role(qtbot, house, role):
    case_id = house.find(CaseFile)[0].id
    with reopened_as(house, role) as register:
        read = walk(qtbot, register, case_id)
    everything = " ".join(read.values())
    assert {word for word in MARKS if word in everything} == {word for word, roles in MARKS.items() if role in roles}


AT_HEADQUARTERS = ["hq_supervisor", "hq_analyst", "auditor"]


@pytest.mark.parametrize("role", AT_HEADQUARTERS)
def test_every_page_opens_for_every_role_at_headquarters(qtbot, tmp_path, role):
    """The analyst opens figures alone: she sees nobody, and nothing breaks for it."""
    headquarters = a_register(tmp_path, kind="headquarters", code="SIE")
    headquarters.save(Card(of_centre_id="koro", name="Koro", code="KOR", words_checked_on=TODAY), heed_findings=False)
    records = [replace(one, centre_id="koro") for one in an_admission()]
    as_received(headquarters, *records)
    with reopened_as(headquarters, role) as register:
        read = walk(qtbot, register, records[2].id, language="en")
    everything = " ".join(read.values())
    assert ("Kadidia" in everything, "SEG-26-0001" in everything) == {
        "hq_supervisor": (True, True),
        "hq_analyst": (False, False),
        "auditor": (False, True),
    }[role]


@pytest.mark.parametrize("confidentiality", ["restricted", "sealed"])
def test_every_page_opens_beside_a_file_that_is_kept_for_others(qtbot, house, confidentiality):
    case = house.save(replace(house.find(CaseFile)[0], confidentiality=confidentiality))[0]
    with reopened_as(house, "social_worker") as register:
        read = " ".join(walk(qtbot, register, case.id).values())
    assert ("Kadidia" in read) == (confidentiality == "restricted")
    assert not {"Markala", "Madrasa", "Read a book"} & {word for word in MARKS if word in read}
