"""Sheets on paper: whoever types says once from which sheet; what she saves tells it, and the forms begin with its day."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QWidget

from centre_app import journal_said, paper_sheets
from centre_app.case_view import view
from centre_app.journal import Asked, Journal
from centre_app.language import Language
from centre_app.paper_sheets import PaperBeforeTheHouse, PaperFromTheFuture, Sheet
from centre_app.problems import ReadOnlyForYou
from centre_app.records import EducationProfile, MedicalVisit, StaffMember, Stay, TypedSheet
from tests.makers import an_admission, reopened_as
from tests.ui.fits import LARGE, SMALL, cut_widgets
from tests.ui.pages.conftest import part, words_on
from ui import theme
from ui.form_printing import paper_button
from ui.house import frame_of
from ui.page import Destination
from ui.pages.case.history import WHEN, HistorySection
from ui.pages.paper import PaperPage
from ui.pages.paper.typing import change
from ui.session import Session


@pytest.fixture
def house(register):
    """A file with a school level, and a teacher who writes on paper."""
    records = an_admission()
    register.save(
        *records,
        EducationProfile(case_id=records[2].id, level_at_entry="none"),
        StaffMember(id="salif", name="Salif Cissé", sex="male", roles=frozenset({"teacher"})),
        heed_findings=False,
    )
    return register


def a_day_of_the_house(register):
    """A day between the first arrival and today."""
    return max(paper_sheets.first_day(register), register.today - timedelta(days=2))


@pytest.mark.parametrize("code", ["fr", "en"])
@pytest.mark.parametrize("size", [LARGE, SMALL])
def test_the_page_says_what_is_typed_and_fits(qtbot, house, show, size, code):
    session = Session(house, Language.of(code))
    page = PaperPage(session)
    page.arrive(Destination(page="paper"))
    show(page, size)
    assert not part(page, "end_typing").isVisible()
    change(session, Sheet(author_id="salif", written_on=a_day_of_the_house(house)))
    page.refresh()
    said = {"fr": "Vous saisissez une fiche écrite le", "en": "You are typing a sheet written on"}[code]
    qtbot.waitUntil(lambda: said in words_on(page), timeout=2000)
    assert "Salif Cissé" in words_on(page)
    assert cut_widgets(page, *size) == []
    qtbot.mouseClick(part(page, "end_typing"), Qt.MouseButton.LeftButton)
    assert house.sheet is None


def test_the_data_officer_writes_inside_the_rights_of_whoever_wrote_the_sheet(house):
    with reopened_as(house, "data_officer") as register:
        session = Session(register, Language.of("fr"))
        change(session, Sheet(author_id="salif", written_on=a_day_of_the_house(register)))
        assert register.acts_for == "salif"
        register.save(register.find(EducationProfile)[0])
        with pytest.raises(ReadOnlyForYou):
            register.save(register.find(Stay)[0])
        change(session, None)
        assert register.acts_for == register.who
        with pytest.raises(ReadOnlyForYou):
            register.save(register.find(EducationProfile)[0])


def test_the_place_is_there_for_everybody_who_writes(house):
    def places(register):
        return [place.key for place in frame_of(Session(register, Language.of("fr"))).places]

    for role in ("data_officer", "social_worker", "nurse"):
        with reopened_as(house, role) as register:
            assert "paper" in places(register)
            house = register
    with reopened_as(house, "auditor") as register:
        assert "paper" not in places(register)


def test_an_act_typed_from_paper_carries_the_sheet_in_the_same_act(house):
    case_id = house.find(EducationProfile)[0].case_id
    written_on = a_day_of_the_house(house)
    paper_sheets.type_from(house, Sheet(author_id="salif", written_on=written_on))
    (visit,) = house.save(MedicalVisit(case_id=case_id, visit_type="other", seen_on=written_on))
    (typed,) = house.find(TypedSheet)
    assert (typed.form, typed.author_id, typed.written_on, typed.case_id) == ("43", "salif", written_on, case_id)
    assert typed.created_at == visit.created_at
    assert typed.created_by == house.who
    paper_sheets.type_from(house, None)
    house.save(visit)
    assert len(house.find(TypedSheet)) == 1


def test_a_sheet_of_tomorrow_or_from_before_the_house_is_refused_in_words(house):
    begun = paper_sheets.first_day(house)
    for day, refusal in (
        (house.today + timedelta(days=1), PaperFromTheFuture),
        (begun - timedelta(days=1), PaperBeforeTheHouse),
    ):
        with pytest.raises(refusal) as told:
            paper_sheets.type_from(house, Sheet(author_id="salif", written_on=day))
        assert len(told.value.said_in(Language.of("fr"))) > 40
        assert house.sheet is None


def test_a_form_begins_with_the_day_and_the_hand_of_the_sheet(house, session):
    written_on = a_day_of_the_house(house)
    paper_sheets.type_from(house, Sheet(author_id="salif", written_on=written_on))
    begun = session.as_on_paper(MedicalVisit(case_id="x", seen_on=session.today))
    assert begun.seen_on == written_on
    stands = house.find(EducationProfile)[0]
    assert session.as_on_paper(stands) is stands


def test_the_button_of_a_form_bears_its_number(qtbot, session):
    from centre_app.forms.health import VISIT

    over = QWidget()
    qtbot.addWidget(over)
    assert paper_button(session, VISIT, over=over).text() == "Fiche 43"


def test_history_and_journal_tell_the_day_of_the_paper_beside_that_of_the_typing(house):
    case_id = house.find(EducationProfile)[0].case_id
    written_on = a_day_of_the_house(house)
    paper_sheets.type_from(house, Sheet(author_id="salif", written_on=written_on))
    house.save(MedicalVisit(case_id=case_id, visit_type="other", seen_on=written_on))
    paper_sheets.type_from(house, None)
    french = Language.of("fr")
    (told,) = [
        journal_said.beside(line, french, lambda _id: "")
        for line in Journal(house, Asked()).more()
        if line.table == "medical_visits"
    ]
    assert f"écrit sur papier le {french.day(written_on)}" in told


def test_the_history_of_a_file_tells_it_too(house, session, qtbot):
    case_id = house.find(EducationProfile)[0].case_id
    written_on = a_day_of_the_house(house)
    paper_sheets.type_from(house, Sheet(author_id="salif", written_on=written_on))
    house.save(MedicalVisit(case_id=case_id, visit_type="other", seen_on=written_on))
    section = HistorySection(session)
    qtbot.addWidget(section)
    section.show_file(view(house, case_id))
    cells = [row["when"].second for row in section._rows(list(section._lines)).values()]
    told = f"écrit sur papier le {session.language.day(written_on)}"
    assert told in cells
    room = theme.size(WHEN) - 2 * theme.size(8)
    assert QFontMetrics(theme.font(theme.SECOND)).horizontalAdvance(told) <= room, "its year would be cut off"
