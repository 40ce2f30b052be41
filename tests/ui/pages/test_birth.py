"""A baby is born during its mother's stay: a file of its own, her as its mother, a cot beside her bed."""

import pytest

from centre_app.casework import arrivals
from centre_app.language import Language
from centre_app.records import BedAssignment, BirthAtCentre, CaseFile, Person, PersonName, Stay
from tests.makers import YESTERDAY, a_bed, a_cot, a_room, an_admission, an_assignment
from tests.ui.fits import LARGE, SMALL, cut_widgets
from tests.ui.keys import type_words
from tests.ui.pages.conftest import in_dialog, part
from tests.ui.pages.test_arrival import choose, click, messages, visible, write
from ui.page import Destination
from ui.pages.birth import BirthPage
from ui.session import Session


@pytest.fixture
def mother(register):
    """Kadidia Sangaré in bed C-01, with two cots beside it."""
    person, name, case, intake, stay = an_admission()
    room = a_room(room_type="mother_baby")
    bed = a_bed(room, label="C-01")
    register.save(person, name, case, intake, stay)
    register.save(room, bed, a_cot(bed, label="C-01b"), a_cot(bed, label="C-01c"), an_assignment(stay, bed))
    return register.get(CaseFile, case.id)


@pytest.fixture
def page(session, mother, show):
    def arrived(size=LARGE):
        shown = show(BirthPage(session), size)
        shown.arrive(Destination(page="birth", case_id=mother.id))
        return shown

    return arrived


def cots(register) -> set[str]:
    return {given.bed_id for given in register.find(BedAssignment, from_on=YESTERDAY)}


def test_a_child_is_born_with_a_file_a_mother_and_a_cot(qtbot, register, mother, page, gone_to):
    shown = page()
    places = gone_to(shown)
    write(shown, "births.born", "20/11/2026")
    choose(qtbot, shown, "births.outcome", "Naissance vivante")
    baby = part(shown, "baby.1")
    click(qtbot, baby, "persons.sex.pills.male")
    write(baby, "person_names.given", "Issa")
    click(qtbot, shown, "save")
    (child,) = arrivals.children_of(register, mother)
    assert child.code == "SEG-26-0002"
    person = register.get(Person, child.person_id)
    assert (person.sex, person.birth.first, person.birth.precision) == ("male", YESTERDAY, "day")
    assert register.only(PersonName, person_id=person.id).family == "Sangaré"
    assert register.only(Stay, case_id=child.id).admission_type == "born_in_centre"
    assert register.only(BirthAtCentre, case_id=mother.id).child_person_id == person.id
    assert len(cots(register)) == 1
    assert places == [Destination(page="case", case_id=mother.id)]
    assert "SEG-26-0002" in places[0].told


def test_twins_are_two_children_in_two_cots(qtbot, register, mother, page):
    shown = page()
    write(shown, "births.born", "20/11/2026")
    choose(qtbot, shown, "births.outcome", "Jumeaux")
    assert visible(shown, "baby.2")
    click(qtbot, shown, "save")
    assert len(arrivals.children_of(register, mother)) == 2
    assert len(register.find(BirthAtCentre)) == 2
    assert len(cots(register)) == 2


def test_a_stillbirth_opens_no_file(qtbot, register, mother, page):
    shown = page()
    write(shown, "births.born", "20/11/2026")
    choose(qtbot, shown, "births.outcome", "Mort-né")
    assert not visible(shown, "baby.1")
    assert visible(shown, "no_baby")
    click(qtbot, shown, "save")
    assert arrivals.children_of(register, mother) == []
    assert register.only(BirthAtCentre).outcome == "stillbirth"


def test_without_a_day_or_an_outcome_nothing_is_written(qtbot, register, page):
    shown = page()
    type_words(part(shown, "births.place.field"), "CSRéf")
    click(qtbot, shown, "save")
    assert register.find(BirthAtCentre) == []
    assert "Choisissez comment" in messages(shown)


def test_a_birth_ahead_is_doubted_at_the_day(qtbot, page):
    shown = page()
    write(shown, "births.born", "20/11/2027")
    part(shown, "births.place.field").setFocus()
    assert "n’est pas encore" in messages(part(shown, "line.births.born"))


def test_nothing_typed_is_left_without_a_question_although_a_cot_is_proposed(page):
    assert page().may_leave()


def test_leaving_asks_what_to_do_with_what_was_typed(qtbot, page, register):
    shown = page()
    write(shown, "births.place", "CSRéf")
    in_dialog(lambda dialog: part(dialog, "do_not_save").click())
    assert shown.may_leave()
    assert register.find(BirthAtCentre) == []


def test_taking_back_leaves_one_child_in_the_form(qtbot, page):
    shown = page()
    choose(qtbot, shown, "births.outcome", "Jumeaux")
    click(qtbot, shown, "take_back")
    assert visible(shown, "baby.1")
    assert not visible(shown, "baby.2")


@pytest.mark.parametrize("code", ["fr", "en"])
@pytest.mark.parametrize("size", [LARGE, SMALL])
def test_nothing_is_cut(qtbot, mother, register, show, code, size):
    width = size[0] - (208 if size == LARGE else 56)
    shown = show(BirthPage(Session(register, Language.of(code))), (width, size[1] - 28))
    shown.fold(size == SMALL)
    shown.arrive(Destination(page="birth", case_id=mother.id))
    click(qtbot, shown, "save")
    assert cut_widgets(shown, width, size[1] - 28) == []


def test_what_was_typed_before_a_lock_is_there_again_with_both_twins(qtbot, page):
    before = page()
    choose(qtbot, before, "births.outcome", "Jumeaux")
    write(part(before, "baby.2"), "person_names.given", "Awa")
    before.keep_draft()
    shown = page()
    assert part(part(shown, "baby.2"), "person_names.given.field").text() == "Awa"
