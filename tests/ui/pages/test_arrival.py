"""Somebody comes: searched, compared, written down in one page, with her children and a bed."""

import dataclasses

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from centre_app.casework import arrivals
from centre_app.casework.exits import leave, open_stay_of
from centre_app.dates import Birth
from centre_app.language import Language
from centre_app.records import (
    BedAssignment,
    CaseFile,
    Intake,
    Person,
    PersonDescription,
    PersonName,
    Stay,
)
from tests.centre_app.casework.test_arrivals import somebody
from tests.makers import TODAY, YESTERDAY, a_bed, a_cot, a_room, an_exit
from tests.ui.fits import LARGE, SMALL, cut_widgets
from tests.ui.keys import type_words
from tests.ui.pages.conftest import in_dialog, part, words_on
from ui.page import Destination
from ui.pages.arrival import ArrivalPage
from ui.session import Session

HERE = Destination(page="arrival")


@pytest.fixture
def house(register):
    """A dormitory of girls, one of boys, a mothers' room with a cot."""
    girls, boys = a_room(name="Dortoir A"), a_room(name="Dortoir G", sex_rule="boys")
    mothers = a_room(name="Chambre C", room_type="mother_baby")
    beds = [a_bed(girls, label="A-01"), a_bed(boys, label="G-01"), a_bed(mothers, label="C-01")]
    register.save(girls, boys, mothers, *beds, a_cot(beds[2], label="C-01b"))
    return register


@pytest.fixture
def known(house):
    """Kadidia Coulibaly, who left yesterday."""
    came = somebody(house, "Coulibaly", "Kadidia", birth=Birth.of_age(16, 16, said_on=TODAY))
    case = arrivals.admit(house, dataclasses.replace(came, stay=dataclasses.replace(came.stay, admitted_on=YESTERDAY)))
    leave(house, case, an_exit(open_stay_of(house, case), left_on=YESTERDAY))
    return house.get(CaseFile, case.id)


@pytest.fixture
def page(session, house, show):
    def arrived(size=LARGE):
        shown = show(ArrivalPage(session), size)
        shown.arrive(HERE)
        return shown

    return arrived


def write(page: QWidget, question: str, words: str) -> None:
    type_words(part(page, f"{question}.field"), words)


def click(qtbot, page: QWidget, name: str) -> None:
    qtbot.mouseClick(part(page, name), Qt.MouseButton.LeftButton)


def choose(qtbot, page: QWidget, question: str, words: str) -> None:
    """Open a list by typing into it and take the first answer."""
    field = part(page, f"{question}.field")
    field.setFocus()
    type_words(field, words[0])
    popup = QApplication.activePopupWidget()
    type_words(popup.search, words[1:])
    qtbot.keyClick(popup.search, Qt.Key.Key_Return)


def look(qtbot, page: ArrivalPage) -> None:
    """Wait until the twins of what was typed are shown."""
    qtbot.waitUntil(lambda: not page._look.isActive(), timeout=2000)


def begin(qtbot, page: ArrivalPage, family: str = "Coulibaly", given: str = "Awa") -> None:
    """Search, and go on to the form."""
    write(page, "person_names.family", family)
    write(page, "person_names.given", given)
    look(qtbot, page)
    click(qtbot, page, "create_new_file")


def save(qtbot, page: ArrivalPage) -> None:
    click(qtbot, page, "save")


def visible(page: QWidget, name: str) -> bool:
    QApplication.processEvents()
    found = page.findChild(QWidget, name)
    return found is not None and found.isVisible()


def messages(page: QWidget) -> str:
    """What stands in words on a part of the page, once it is laid out."""
    QApplication.processEvents()
    return " ".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


# --- searching -------------------------------------------------------------------------------------------------


def test_it_begins_with_the_search_and_asks_nothing_else(page):
    shown = page()
    assert not visible(shown, "how")
    assert not visible(shown, "save")
    assert not part(shown, "create_new_file").isEnabled()


def test_a_file_that_looks_like_hers_appears_beside_with_reasons(qtbot, known, page):
    shown = page()
    write(shown, "person_names.family", "Kulibali")
    write(shown, "person_names.given", "Kadiatou")
    look(qtbot, shown)
    twin = part(shown, f"twin.{known.code}")
    assert twin.isVisible()
    assert "Sortie le 20/11/2026" in twin.findChildren(QWidget)[0].parent().accessibleName() or visible(
        shown, "readmit"
    )


def test_nobody_alike_is_said_too(qtbot, known, page):
    shown = page()
    write(shown, "person_names.family", "Tessougué")
    look(qtbot, shown)
    assert visible(shown, "no_twin")


def test_a_search_is_left_without_a_question_and_found_again(qtbot, page):
    shown = page()
    write(shown, "person_names.family", "Kulibali")
    assert shown.may_leave()
    shown.arrive(HERE)
    assert part(shown, "person_names.family.field").text() == "Kulibali"


# --- writing down ----------------------------------------------------------------------------------------------


def test_an_arrival_is_written_as_one_act_and_leads_to_her_file_with_a_green_bar(qtbot, register, page, gone_to):
    shown = page()
    places = gone_to(shown)
    begin(qtbot, shown)
    click(qtbot, shown, "persons.sex.pills.female")
    click(qtbot, shown, "persons.birth.way.age_estimate")
    type_words(part(shown, "persons.birth.youngest"), "15")
    write(shown, "intakes.brought_by", "Sa tante")
    choose(qtbot, shown, "intakes.source", "Brigade")
    choose(qtbot, shown, "intakes.reason", "Enceinte")
    choose(qtbot, shown, "stays.admission_type", "Court")
    choose(qtbot, shown, "bed_assignments.bed_id", "A-01")
    write(shown, "person_descriptions.village", "Dougabougou")
    save(qtbot, shown)
    case = register.only(CaseFile)
    assert (case.code, case.status) == ("SEG-26-0001", "admitted")
    person = register.get(Person, case.person_id)
    assert (person.sex, person.birth.said_on) == ("female", TODAY)
    assert register.only(PersonName).given == "Awa"
    assert register.only(PersonDescription).village == "Dougabougou"
    intake = register.only(Intake)
    assert (intake.source, intake.reason, intake.brought_by) == ("brigade_moeurs", "pregnant", "Sa tante")
    assert register.only(BedAssignment).from_on == TODAY
    assert places == [Destination(page="case", case_id=case.id)]
    assert places[0].told == "Entrée enregistrée\u00a0: dossier SEG-26-0001."


def test_after_saving_the_page_is_empty_again(qtbot, page):
    shown = page()
    begin(qtbot, shown)
    save(qtbot, shown)
    assert part(shown, "person_names.family.field").text() == ""
    assert not visible(shown, "how")


def test_a_reason_for_no_answer_is_kept(qtbot, register, page):
    shown = page()
    begin(qtbot, shown)
    click(qtbot, shown, "no_answer.intakes.source")
    click(qtbot, shown, "reason.intakes.source.unknown")
    save(qtbot, shown)
    assert register.only(Intake).missing == {"source": "unknown"}


def test_without_a_name_or_a_description_nothing_is_written_and_the_cursor_goes_to_the_name(qtbot, register, page):
    shown = page()
    click(qtbot, shown, "persons.sex.pills.female")
    look(qtbot, shown)
    click(qtbot, shown, "create_new_file")
    save(qtbot, shown)
    assert register.find(CaseFile) == []
    assert "Écrivez un nom" in messages(shown)
    assert part(shown, "person_names.family").focusProxy().hasFocus()


def test_a_bed_that_does_not_suit_asks_for_a_reason_and_is_given_with_it(qtbot, register, page):
    shown = page()
    begin(qtbot, shown)
    click(qtbot, shown, "persons.sex.pills.female")
    assert not visible(shown, "bed_assignments.reason.field")
    choose(qtbot, shown, "bed_assignments.bed_id", "G-01")
    write(shown, "bed_assignments.reason", "Tout est plein")
    save(qtbot, shown)
    assert register.only(BedAssignment).reason == "Tout est plein"


def test_the_name_of_an_association_is_asked_only_where_one_sent_her(qtbot, page):
    shown = page()
    begin(qtbot, shown)
    assert not visible(shown, "intakes.source_in_words.field")
    choose(qtbot, shown, "intakes.source", "ONG")
    assert visible(shown, "intakes.source_in_words.field")


def test_ctrl_s_saves_and_does_nothing_while_one_searches(qtbot, register, page):
    shown = page()
    write(shown, "person_names.family", "Diarra")
    shown.save()
    assert register.find(CaseFile) == []
    look(qtbot, shown)
    click(qtbot, shown, "create_new_file")
    shown.save()
    assert len(register.find(CaseFile)) == 1


# --- her children ----------------------------------------------------------------------------------------------


def test_her_child_comes_as_a_person_of_its_own_with_the_cot_beside_her_bed(qtbot, register, page):
    shown = page()
    begin(qtbot, shown)
    click(qtbot, shown, "persons.sex.pills.female")
    choose(qtbot, shown, "bed_assignments.bed_id", "C-01")
    click(qtbot, shown, "add_child")
    child = part(shown, "child.1")
    write(child, "person_names.given", "Issa")
    click(qtbot, child, "persons.sex.pills.male")
    save(qtbot, shown)
    mother = register.find(CaseFile)[0]
    (its_file,) = arrivals.children_of(register, mother)
    assert its_file.code == "SEG-26-0002"
    assert register.only(PersonName, person_id=its_file.person_id).family == "Coulibaly"
    assert register.only(Stay, case_id=its_file.id).admission_type == "accompanying_child"
    cot = register.only(BedAssignment, case_id=its_file.id)
    assert cot.bed_id != register.only(BedAssignment, case_id=mother.id).bed_id


def test_a_mother_is_offered_the_mothers_room_first(qtbot, page):
    shown = page()
    begin(qtbot, shown)
    click(qtbot, shown, "persons.sex.pills.female")
    click(qtbot, shown, "add_child")
    offered = part(shown, "bed_assignments.bed_id.field")
    assert offered.itemText(0).startswith("C-01")


def test_a_child_without_a_name_is_a_fault_beside_its_own_name(qtbot, register, page):
    shown = page()
    begin(qtbot, shown, family="")
    click(qtbot, shown, "add_child")
    save(qtbot, shown)
    assert register.find(CaseFile) == []
    assert "Écrivez un nom" in messages(part(shown, "child.1"))


def test_a_child_taken_away_again_is_not_written(qtbot, register, page):
    shown = page()
    begin(qtbot, shown)
    click(qtbot, shown, "add_child")
    click(qtbot, part(shown, "child.1"), "remove_child")
    save(qtbot, shown)
    assert len(register.find(CaseFile)) == 1


# --- twins -----------------------------------------------------------------------------------------------------


def test_a_very_likely_twin_blocks_until_somebody_says_that_it_is_not_her(qtbot, known, page, register):
    shown = page()
    begin(qtbot, shown, "Tessougué", "Kadidia")
    click(qtbot, shown, "persons.sex.pills.female")
    part(shown, "person_names.family.field").clear()
    write(shown, "person_names.family", "Coulibaly")
    click(qtbot, shown, "persons.birth.way.age_estimate")
    type_words(part(shown, "persons.birth.youngest"), "16")
    look(qtbot, shown)
    save(qtbot, shown)
    assert len(register.find(CaseFile)) == 1
    assert known.code in messages(part(shown, "line.person_names.family"))
    click(qtbot, shown, "create_new_file")
    save(qtbot, shown)
    assert len(register.find(CaseFile)) == 2


def test_it_is_her_opens_a_new_stay_in_her_own_file(qtbot, known, page, register, gone_to):
    shown = page()
    places = gone_to(shown)
    write(shown, "person_names.family", "Coulibaly")
    write(shown, "person_names.given", "Kadidia")
    look(qtbot, shown)
    click(qtbot, shown, "readmit")
    assert not visible(shown, "who")
    choose(qtbot, shown, "intakes.reason", "Traite")
    save(qtbot, shown)
    assert len(register.find(CaseFile)) == 1
    case = register.get(CaseFile, known.id)
    assert (case.status, case.reopened_count) == ("admitted", 1)
    assert register.only(Stay, case_id=case.id, ended_on=None).admission_type == "readmission"
    assert places == [Destination(page="case", case_id=known.id)]


def test_not_her_after_all_leads_back_to_the_search(qtbot, known, page):
    shown = page()
    shown.arrive(Destination(page="arrival", case_id=known.id))
    assert visible(shown, "how")
    click(qtbot, shown, "forget_known")
    assert visible(shown, "who")
    assert not visible(shown, "how")


def test_somebody_who_is_here_is_opened_and_not_admitted_twice(qtbot, house, page, gone_to):
    case = arrivals.admit(house, somebody(house, "Coulibaly", "Kadidia"))
    shown = page()
    places = gone_to(shown)
    write(shown, "person_names.family", "Coulibaly")
    write(shown, "person_names.given", "Kadidia")
    look(qtbot, shown)
    click(qtbot, shown, "open_twin")
    assert places == [Destination(page="case", case_id=case.id)]


@pytest.mark.parametrize(("verdict", "is_readmission"), [("is_her", True), ("decide_later", False)])
def test_two_are_compared_side_by_side_before_one_decides(qtbot, known, page, verdict, is_readmission):
    shown = page()
    write(shown, "person_names.family", "Coulibaly")
    write(shown, "person_names.given", "Kadidia")
    look(qtbot, shown)
    in_dialog(lambda dialog: part(dialog, verdict).click())
    click(qtbot, shown, "compare")
    assert visible(shown, "known_person") is is_readmission


# --- leaving ---------------------------------------------------------------------------------------------------


def test_leaving_with_something_written_asks_and_keeps_typing_on_escape(qtbot, page):
    shown = page()
    begin(qtbot, shown)
    in_dialog(lambda dialog: part(dialog, "keep_typing").click())
    assert not shown.may_leave()
    assert part(shown, "person_names.family.field").text() == "Coulibaly"


def test_leaving_and_saving_writes_the_arrival_and_goes_where_one_wanted(qtbot, page, register, gone_to):
    shown = page()
    places = gone_to(shown)
    begin(qtbot, shown)
    in_dialog(lambda dialog: part(dialog, "save_and_leave").click())
    assert shown.may_leave()
    assert len(register.find(CaseFile)) == 1
    assert places == []


def test_leaving_without_saving_leaves_an_empty_page(qtbot, page, register):
    shown = page()
    begin(qtbot, shown)
    click(qtbot, shown, "add_child")
    in_dialog(lambda dialog: part(dialog, "do_not_save").click())
    assert shown.may_leave()
    assert register.find(CaseFile) == []
    assert not visible(shown, "how")
    assert shown.findChild(QWidget, "child.1") is None or not visible(shown, "child.1")


# --- looks -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["fr", "en"])
@pytest.mark.parametrize("size", [LARGE, SMALL])
def test_nothing_is_cut(qtbot, known, register, show, code, size):
    width = size[0] - (208 if size == LARGE else 56)
    shown = show(ArrivalPage(Session(register, Language.of(code))), (width, size[1] - 28))
    shown.fold(size == SMALL)
    shown.arrive(HERE)
    write(shown, "person_names.family", "Coulibaly")
    write(shown, "person_names.given", "Kadidia")
    look(qtbot, shown)
    assert cut_widgets(shown, width, size[1] - 28) == []
    click(qtbot, shown, "create_new_file")
    click(qtbot, shown, "add_child")
    assert cut_widgets(shown, width, size[1] - 28) == []


def test_a_boy_is_spoken_of_as_a_boy_as_soon_as_it_is_said(qtbot, page):
    shown = page()
    write(shown, "person_names.given", "Seku")
    click(qtbot, shown, "persons.sex.pills.male")
    qtbot.waitUntil(lambda: part(shown, "create_new_file").isEnabled())
    click(qtbot, shown, "create_new_file")
    said = words_on(shown)
    for words in ("Comment il est arrivé", "D’où il vient", "Qui l’a amené", "Aucun enfant avec lui."):
        assert words in said
    assert "elle" not in said.lower().split()
