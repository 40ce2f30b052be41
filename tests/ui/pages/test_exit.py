"""Somebody leaves: with a reason and a destination, her children, a kit, and visits planned; asked once more before."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QWidget

from centre_app.casework import arrivals, exits
from centre_app.drafts import all_kept
from centre_app.language import Language
from centre_app.records import BedAssignment, CaseFile, Exit, KitGrant, Stay
from tests.makers import (
    TODAY,
    a_bed,
    a_case,
    a_mother_of,
    a_name,
    a_person,
    a_project,
    a_room,
    a_stay,
    an_admission,
    an_assignment,
)
from tests.ui.fits import LARGE, SMALL, cut_widgets
from tests.ui.keys import type_words
from tests.ui.pages.conftest import in_dialog, part
from tests.ui.pages.test_arrival import choose, click, messages, visible, write
from ui.page import Destination
from ui.pages.exit import ExitPage
from ui.pages.exit.page import ConfirmExit
from ui.session import Session


@pytest.fixture
def mother(register):
    """Kadidia Sangaré in bed A-01 with Issa beside her, and a project that pays for kits."""
    person, name, case, intake, stay = an_admission()
    child = a_person(sex="male")
    childs_case = a_case(child, code="SEG-26-0002")
    childs_stay = a_stay(childs_case, admission_type="accompanying_child")
    room = a_room()
    bed, cot = a_bed(room, label="A-01"), a_bed(room, label="A-01b", kind="cot")
    register.save(person, name, case, intake, stay)
    register.save(child, a_name(child, given="Issa"), childs_case, childs_stay, a_mother_of(person, child))
    register.save(room, bed, cot, an_assignment(stay, bed), an_assignment(childs_stay, cot), a_project())
    return register.get(CaseFile, case.id)


@pytest.fixture
def page(session, show):
    def arrived(case, size=LARGE):
        shown = show(ExitPage(session), size)
        shown.arrive(Destination(page="exit", case_id=case.id))
        return shown

    return arrived


def fill_in(qtbot, page) -> None:
    choose(qtbot, page, "exits.reason", "Retour en famille")
    choose_pill(qtbot, page, "exits.quality", "planned_positive")
    write(page, "exits.destination", "Chez sa tante à Bla")
    click(qtbot, page, "all_visits")


def choose_pill(qtbot, page, question: str, key: str) -> None:
    """Choose an answer of a short list, whether it lies open or has to be opened."""
    pill = page.findChild(QWidget, f"{question}.pills.{key}")
    if pill is not None:
        qtbot.mouseClick(pill, Qt.MouseButton.LeftButton)
    else:
        choose(qtbot, page, question, "Préparée – solution durable")


def save(qtbot, page, answer: str = "confirm_leave", seen: list[str] | None = None) -> None:
    """Press save, and a button of the question that it asks; what that says goes into `seen`."""

    def press(dialog: QDialog) -> None:
        if seen is not None:
            seen.extend(label.text() for label in dialog.findChildren(QLabel))
        part(dialog, answer).click()

    in_dialog(press)
    click(qtbot, page, "save")


def test_she_leaves_with_her_child_and_the_page_goes_back_to_her_file(qtbot, register, mother, page, gone_to):
    shown = page(mother)
    places = gone_to(shown)
    fill_in(qtbot, shown)
    save(qtbot, shown)
    (left,) = register.find(Exit, case_id=mother.id)
    assert (left.left_on, left.reason, left.quality) == (TODAY, "family_reunified", "planned_positive")
    assert left.destination == "Chez sa tante à Bla"
    assert {stay.ended_on for stay in register.find(Stay)} == {TODAY}
    assert {given.to_on for given in register.find(BedAssignment)} == {TODAY}
    assert places == [Destination(page="case", case_id=mother.id)]
    assert places[0].told


def test_before_it_is_done_the_page_says_what_will_happen_and_the_question_names_her(qtbot, mother, page):
    shown = page(mother)
    fill_in(qtbot, shown)
    will = messages(part(shown, "will_happen"))
    assert "Le lit A-01 redevient libre." in will
    assert "Issa part avec elle" in will
    assert "suivi après la sortie" in will
    seen: list[str] = []
    save(qtbot, shown, "back_to_form", seen)
    assert "Kadidia Sangaré quitte le centre" in seen
    assert "Le lit A-01 redevient libre." in seen


def test_going_back_to_the_form_writes_nothing_and_loses_nothing(qtbot, register, mother, page):
    shown = page(mother)
    fill_in(qtbot, shown)
    save(qtbot, shown, "back_to_form")
    assert register.find(Exit) == []
    assert part(shown, "exits.destination.field").text() == "Chez sa tante à Bla"


def test_a_gap_is_said_when_one_saves_and_not_before(qtbot, register, mother, page):
    shown = page(mother)
    type_words(part(shown, "exits.with_whom.field"), "x")
    part(shown, "exits.destination.field").setFocus()
    assert "Choisissez pourquoi elle sort." not in messages(shown)
    click(qtbot, shown, "save")
    assert "Choisissez pourquoi elle sort." in messages(shown)
    assert register.find(Exit) == []
    assert part(shown, "exits.reason").focusProxy().hasFocus()


def test_a_day_before_she_came_is_a_fault_at_the_day(qtbot, register, mother, page):
    shown = page(mother)
    fill_in(qtbot, shown)
    day = part(shown, "exits.left_on.field")
    day.selectAll()
    type_words(day, "01/03/2026")
    click(qtbot, shown, "save")
    assert register.find(Exit) == []
    assert "avant d’être arrivée" in messages(part(shown, "line.exits.left_on"))


def test_the_buttons_write_the_days_of_the_visits_each_once(qtbot, mother, page):
    shown = page(mother)
    click(qtbot, shown, "visit_3")
    click(qtbot, shown, "visit_3")
    click(qtbot, shown, "visit_1")
    told = part(shown, "exits.follow_up_plan.field").toPlainText()
    assert told == "19/02/2027 : visite à 3 mois\n21/12/2026 : visite à 1 mois"


def test_the_days_of_the_visits_move_with_the_day_of_the_exit(qtbot, mother, page):
    shown = page(mother)
    click(qtbot, shown, "visit_1")
    day = part(shown, "exits.left_on.field")
    day.selectAll()
    type_words(day, "20/11/2026")
    assert part(shown, "exits.follow_up_plan.field").toPlainText().startswith("20/12/2026")


def test_no_follow_up_needs_its_reason(qtbot, register, mother, page):
    shown = page(mother)
    choose(qtbot, shown, "exits.reason", "Perdue de vue")
    choose_pill(qtbot, shown, "exits.quality", "planned_positive")
    click(qtbot, shown, "no_answer.exits.destination")
    click(qtbot, shown, "reason.exits.destination.unknown")
    click(qtbot, shown, "save")
    assert register.find(Exit) == []
    write(shown, "exits.no_follow_up_reason", "Elle est partie sans adresse")
    save(qtbot, shown)
    assert register.only(Exit, case_id=mother.id).missing == {"destination": "unknown"}


def test_her_child_may_stay(qtbot, register, mother, page):
    shown = page(mother)
    fill_in(qtbot, shown)
    click(qtbot, shown, "children_leave.no")
    assert "Issa" not in messages(part(shown, "will_happen"))
    save(qtbot, shown)
    (child,) = arrivals.children_of(register, mother)
    assert exits.open_stay_of(register, child) is not None


def test_a_kit_is_written_with_its_value_project_and_receipt(qtbot, register, mother, page):
    shown = page(mother)
    fill_in(qtbot, shown)
    click(qtbot, shown, "add_kit")
    choose(qtbot, shown, "kit_grants.kit", "Kit couture")
    write(shown, "kit_grants.value_fcfa", "120 000")
    choose(qtbot, shown, "kit_grants.project_id", "UNI-7")
    write(shown, "kit_grants.receipt", "R-12")
    save(qtbot, shown)
    kit = register.only(KitGrant, case_id=mother.id)
    assert (kit.kit, kit.value_fcfa, kit.receipt, kit.given_on) == ("sewing_kit", 120_000, "R-12", TODAY)


def test_a_kit_without_receipt_or_project_stops_the_exit(qtbot, register, mother, page):
    shown = page(mother)
    fill_in(qtbot, shown)
    click(qtbot, shown, "add_kit")
    choose(qtbot, shown, "kit_grants.kit", "Kit couture")
    click(qtbot, shown, "save")
    assert register.find(Exit) == []
    assert "Écrivez le numéro du reçu signé." in messages(part(shown, "kit.1"))
    click(qtbot, part(shown, "kit.1"), "remove_kit")
    save(qtbot, shown)
    assert len(register.find(Exit, case_id=mother.id)) == 1


def test_without_a_project_no_kit_can_be_given_and_the_page_says_why(register, page):
    admitted = an_admission()
    register.save(*admitted)
    shown = page(admitted[2])
    assert not part(shown, "add_kit").isEnabled()
    assert visible(shown, "no_project")


def test_somebody_who_left_already_has_no_form(register, mother, page, session):
    session.do(exits.leave, mother, Exit(**_an_exit(register, mother)))
    shown = page(mother)
    assert visible(shown, "not_here")
    assert not visible(shown, "save")


def _an_exit(register, case) -> dict:
    return {
        "case_id": case.id,
        "stay_id": exits.open_stay_of(register, case).id,
        "left_on": TODAY,
        "reason": "runaway",
        "quality": "unplanned",
        "missing": {"destination": "unknown"},
        "no_follow_up_reason": "Sans adresse",
    }


def test_leaving_the_page_asks_what_to_do_with_what_was_typed(qtbot, register, mother, page):
    shown = page(mother)
    write(shown, "exits.destination", "Bla")
    in_dialog(lambda dialog: part(dialog, "keep_typing").click())
    assert not shown.may_leave()
    assert part(shown, "exits.destination.field").text() == "Bla"


def test_nothing_typed_nothing_asked(mother, page):
    assert page(mother).may_leave()


@pytest.mark.parametrize("code", ["fr", "en"])
@pytest.mark.parametrize("size", [LARGE, SMALL])
def test_nothing_is_cut(qtbot, mother, register, show, code, size):
    width = size[0] - (208 if size == LARGE else 56)
    shown = show(ExitPage(Session(register, Language.of(code))), (width, size[1] - 28))
    shown.fold(size == SMALL)
    shown.arrive(Destination(page="exit", case_id=mother.id))
    click(qtbot, shown, "add_kit")
    click(qtbot, shown, "save")
    assert cut_widgets(shown, width, size[1] - 28) == []


@pytest.mark.parametrize("code", ["fr", "en"])
def test_the_question_fits_its_words(qtbot, code, show, session):
    over = show(ExitPage(session), SMALL)
    sentences = ["Le séjour se termine. " * 6, "Le lit A-01 redevient libre."]
    dialog = ConfirmExit(Language.of(code), "Kadidia Sangaré", sentences, sex="female", over=over)
    assert isinstance(dialog, QDialog)
    assert cut_widgets(dialog, dialog.width(), dialog.height()) == []


def test_what_was_typed_before_a_lock_is_there_again_with_its_kit(qtbot, mother, page, register):
    before = page(mother)
    write(before, "exits.destination", "Chez sa tante à Bla")
    click(qtbot, before, "add_kit")
    write(before, "kit_grants.receipt", "R-12")
    before.keep_draft()
    shown = page(mother)
    assert part(shown, "exits.destination.field").text() == "Chez sa tante à Bla"
    assert part(part(shown, "kit.1"), "kit_grants.receipt.field").text() == "R-12"
    assert register.find(Exit) == []


def test_a_draft_is_let_go_once_the_exit_is_saved(qtbot, mother, page, register):
    shown = page(mother)
    fill_in(qtbot, shown)
    shown.keep_draft()
    save(qtbot, shown)
    assert all_kept(register) == []
