"""The lists that the month's report counts beside the files: requests for a place, activities, days at school."""

from dataclasses import replace
from datetime import date

import pytest

from centre_app.records import Activity, PlaceRequest, SchoolAttendance, SchoolEnrolment
from tests.makers import LONG_AGO, TODAY, YESTERDAY, an_admission
from tests.ui.fits import LARGE, SMALL, cut_widgets
from tests.ui.pages.conftest import in_dialog, part, words_on
from ui.page import Destination
from ui.pages.activities import ActivitiesPage
from ui.pages.case import CasePage
from ui.pages.place_requests import PlaceRequestsPage


@pytest.fixture
def requests(session, show, register):
    asked = PlaceRequest(asked_on=YESTERDAY, source="police", sex="female", age=15, answer="refused_no_place")
    long_ago = replace(asked, id="an-old-one", asked_on=date(2025, 6, 1), source="ngo")
    register.save(asked, long_ago, heed_findings=False)
    page = show(PlaceRequestsPage(session))
    page.refresh()
    return page


def write(**answers):
    """Fill in the form that is about to open, and save it."""

    def fill(dialog):
        for question, answer in answers.items():
            dialog.form.editor(question).show_answer(answer)
        dialog.sheet.save()

    in_dialog(fill)


def test_a_request_is_written_without_a_name_and_counted_at_once(register, requests):
    write(source="school", answer="accepted")
    part(requests, "place_requests").add_one()
    written = register.only(PlaceRequest, source="school")
    assert (written.asked_on, written.answer) == (TODAY, "accepted")
    assert "2 demandes ce mois-ci · 1 refusée faute de place" in words_on(requests)


def test_only_the_last_twelve_months_are_listed(requests):
    words = words_on(requests)
    assert "20/11/2026 · Police" in words
    assert "2025" not in words


def test_both_lists_fit_large_and_small(requests, session, show, register):
    day = {"title": "Formation des agents de la mairie de Bankass", "kind": "workers_trained", "held_on": TODAY}
    register.save(Activity(**day, place="Bankass", women=1_200, men=900, girls=45, boys=11), heed_findings=False)
    activities = show(ActivitiesPage(session))
    activities.refresh()
    assert "1 activité ce mois-ci" in words_on(activities)
    for page in (requests, activities):
        for size in (LARGE, SMALL):
            assert cut_widgets(page, *size) == []


def test_days_at_school_are_written_in_the_section_of_the_school(session, show, register):
    records = an_admission()
    case_id = records[2].id
    school = SchoolEnrolment(case_id=case_id, provision="formal_public", from_on=LONG_AGO, status="attending")
    register.save(*records, school, heed_findings=False)
    page = show(CasePage(session))
    page.arrive(Destination(page="case", case_id=case_id, section="schooling"))
    write(days_open=20, days_present=16)
    part(page, "attendances").add_one()
    counted = register.only(SchoolAttendance, case_id=case_id)
    assert (counted.enrolment_id, counted.month, counted.days_present) == (school.id, date(2026, 11, 1), 16)
    part(page, "attendances")  # what was saved is shown at the next turn
    assert "16 jours sur 20" in words_on(page)
