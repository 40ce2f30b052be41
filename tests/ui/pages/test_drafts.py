"""What is being typed is never lost: kept while one types, found again after a lock, by her alone."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from centre_app import drafts
from centre_app.language import Language
from centre_app.records import HealthBrief, MedicalVisit, Person, PersonName, StaffMember
from tests.makers import a_bed, a_room, an_admission, reopened
from tests.ui.fits import LARGE, SMALL, cut_widgets
from tests.ui.keys import type_words
from tests.ui.pages.conftest import in_dialog, part
from ui import form_sheet
from ui.house import open_house
from ui.page import Destination
from ui.record_dialog import RecordDialog
from ui.session import Session


@pytest.fixture
def case(register):
    """Kadidia Sangaré, who is here."""
    room = a_room()
    register.save(room, a_bed(room, label="A-01"))
    return register.save(*an_admission())[2]


@pytest.fixture
def open_window(qapp):
    """Open the window on a register, as after the door."""
    windows = []

    def opened(register, code="fr"):
        window = open_house(Session(register, Language.of(code)))
        windows.append(window)
        window.resize(*LARGE)
        window.show()
        QApplication.processEvents()
        return window

    yield opened
    for window in windows:
        end(window)


def end(window) -> None:
    """Let a window know nothing any more, as when its program has ended: it asks nobody what to do with the words."""
    window._is_locked = True
    window.hide()
    for timer in window.findChildren(QTimer):
        timer.stop()


@pytest.fixture
def start_again(open_window, clock):
    """Lock with Ctrl+L, or let the program end in another way, and come back through the door."""
    opened = []

    def again(window, *, who=None, lock=True):
        register = window._session.register
        if lock:
            window.lock()
        end(window)
        register.close()
        after = reopened(register.folder, clock=clock)
        if who is not None:
            after.who = who
        opened.append(after)
        return open_window(after)

    yield again
    for register in opened:
        register.close()


def go(window, page, **where):
    window.go_to(Destination(page=page, **where))
    return window.page


def fill(page: QWidget, question: str, words: str) -> None:
    box = part(page, f"{question}.field")
    box.setFocus()
    box.selectAll()
    type_words(box, words)


def words_in(page: QWidget, question: str) -> str:
    return part(page, f"{question}.field").text()


def press(qtbot, page: QWidget, name: str) -> None:
    qtbot.mouseClick(part(page, name), Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def said(widget: QWidget) -> str:
    """Return what can be read there, and what a screen reader says of the rest."""
    seen = [one for one in widget.findChildren(QWidget) if one.isVisible()]
    return " | ".join(one.text() if isinstance(one, QLabel) else one.accessibleName() for one in seen)


def kept_line(window) -> QWidget:
    return window.page.findChild(QWidget, "kept_line")


# --- while one types -------------------------------------------------------------------------------------------


def test_after_ten_seconds_the_save_bar_says_that_the_draft_is_kept(
    qtbot, register, case, open_window, clock, monkeypatch
):
    monkeypatch.setattr(form_sheet, "DRAFT_SECONDS", 1)
    clock.move(hours=5, minutes=32)
    page = go(open_window(register), "case", case_id=case.id, section="identity")
    fill(page, "person_names.given", "Kadiatou")
    qtbot.waitUntil(lambda: "Brouillon gardé à 14:32" in said(page), timeout=3000)
    assert drafts.all_kept(register)[0].drafts[0].changed == {"given": "Kadiatou"}


def test_it_is_every_ten_seconds():
    assert form_sheet.DRAFT_SECONDS == 10


def test_the_same_words_are_not_written_twice(register, case, open_window, clock):
    page = go(open_window(register), "case", case_id=case.id, section="identity")
    fill(page, "person_names.given", "Kadiatou")
    page.keep_draft()
    clock.move(minutes=1)
    page.keep_draft()
    assert drafts.all_kept(register)[0].at < clock()


def test_what_is_typed_back_to_what_is_saved_is_no_draft(register, case, open_window):
    page = go(open_window(register), "case", case_id=case.id, section="identity")
    fill(page, "person_names.given", "Kadiatou")
    page.keep_draft()
    fill(page, "person_names.given", "Kadidia")
    page.keep_draft()
    assert drafts.all_kept(register) == []


def test_a_save_lets_the_draft_go(register, case, open_window):
    page = go(open_window(register), "case", case_id=case.id, section="identity")
    fill(page, "person_names.given", "Kadiatou")
    page.keep_draft()
    page.save()
    assert register.only(PersonName, person_id=case.person_id).given == "Kadiatou"
    assert drafts.all_kept(register) == []


def test_leaving_without_saving_lets_the_draft_go(qtbot, register, case, open_window):
    window = open_window(register)
    page = go(window, "case", case_id=case.id, section="identity")
    fill(page, "person_names.given", "Kadiatou")
    during = []

    def leave(dialog):
        during.extend(drafts.all_kept(register))
        press(qtbot, dialog, "do_not_save")

    in_dialog(leave)
    go(window, "beds")
    assert len(during) == 1, "a page change keeps the draft before it asks"
    assert drafts.all_kept(register) == []


def test_a_disk_that_is_full_is_said_in_the_bar(register, case, open_window, monkeypatch):
    from centre_app.problems import NoRoomLeft

    def full(*_given, **_named):
        raise NoRoomLeft

    monkeypatch.setattr(drafts, "keep", full)
    page = go(open_window(register), "case", case_id=case.id, section="identity")
    fill(page, "person_names.given", "Kadiatou")
    page.keep_draft()
    assert "Brouillon non gardé : notez-le sur papier" in said(page).replace("\u00a0", " ")


# --- after a lock ----------------------------------------------------------------------------------------------


def test_after_a_lock_the_first_page_says_so_and_the_words_come_back(
    qtbot, register, case, open_window, start_again, clock
):
    clock.move(hours=5, minutes=32)
    window = open_window(register)
    page = go(window, "case", case_id=case.id, section="identity")
    fill(page, "person_names.given", "Kadiatou")
    fill(page, "persons.children_stated", "deux")
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    window = start_again(window, lock=False)
    assert "Votre saisie de 14:32 est gardée." in said(kept_line(window))
    assert "Kadidia Sangaré" in said(kept_line(window))
    press(qtbot, window.page, "resume_draft")
    assert window.page.objectName() == "case"
    assert words_in(window.page, "person_names.given") == "Kadiatou"
    assert words_in(window.page, "persons.children_stated") == "deux", "what cannot be understood is not lost either"
    assert "Voici votre saisie (14:32)." in said(window.page)
    fill(window.page, "persons.children_stated", "2")
    window.page.save()
    after = window._session.register
    assert after.only(PersonName, person_id=case.person_id).given == "Kadiatou"
    assert after.get(Person, case.person_id).children_stated == 2
    go(window, "today")
    assert not kept_line(window).isVisible()


def test_another_person_does_not_see_it(register, case, open_window, start_again):
    window = open_window(register)
    fill(go(window, "case", case_id=case.id, section="identity"), "person_names.given", "Kadiatou")
    window = start_again(window, who="somebody-else")
    assert not kept_line(window).isVisible()
    page = go(window, "case", case_id=case.id, section="identity")
    assert words_in(page, "person_names.given") == "Kadidia"


def test_it_can_be_left_and_that_taken_back(qtbot, register, case, open_window, start_again):
    window = open_window(register)
    fill(go(window, "case", case_id=case.id, section="identity"), "person_names.given", "Kadiatou")
    window = start_again(window)
    after = window._session.register
    press(qtbot, window.page, "leave_draft")
    assert drafts.all_kept(after) == []
    assert "Votre saisie est laissée." in said(kept_line(window))
    press(qtbot, window.page, "keep_draft_after_all")
    assert "est gardée" in said(kept_line(window))
    assert drafts.all_kept(after)[0].drafts[0].changed == {"given": "Kadiatou"}


def test_the_words_can_be_left_in_the_form_too(qtbot, register, case, open_window, start_again):
    window = open_window(register)
    fill(go(window, "case", case_id=case.id, section="identity"), "person_names.given", "Kadiatou")
    window = start_again(window)
    press(qtbot, window.page, "resume_draft")
    press(qtbot, window.page, "let_go_of_draft")
    assert words_in(window.page, "person_names.given") == "Kadidia"
    assert drafts.all_kept(window._session.register) == []
    assert window.page.may_leave()


def test_what_somebody_else_saved_in_between_is_said_and_both_are_kept(qtbot, register, case, open_window, start_again):
    mariam = register.save(StaffMember(name="Mariam Keïta", roles=frozenset({"social_worker"})))[0]
    window = open_window(register)
    page = go(window, "case", case_id=case.id, section="identity")
    fill(page, "person_names.given", "Kadiatou")
    window.lock()
    register.who = mariam.id
    name = register.only(PersonName, person_id=case.person_id)
    register.save(replace(name, given="Khadidja", family="Sangare"))
    window = start_again(window, lock=False)
    assert "Mariam Keïta a enregistré cette fiche depuis" in said(kept_line(window))
    press(qtbot, window.page, "resume_draft")
    assert words_in(window.page, "person_names.given") == "Kadiatou"
    assert words_in(window.page, "person_names.family") == "Sangare", "what only the other wrote is not undone"
    assert "Enregistré entre-temps : Khadidja" in said(window.page).replace("\u00a0", " ")
    assert "Mariam Keïta a enregistré cette fiche après votre saisie" in said(window.page)


# --- forms over a page -----------------------------------------------------------------------------------------


def test_a_visit_half_written_in_a_dialog_comes_back_after_a_lock(qtbot, register, case, open_window, start_again):
    window = open_window(register)
    page = go(window, "case", case_id=case.id, section="health")

    def type_and_lock(dialog):
        fill(dialog, "medical_visits.facility", "CSRéf de Bla")
        window.lock()  # by Ctrl+L or because nobody is there: the shell hears that in every window

    in_dialog(type_and_lock)
    part(page, "visits").add_one()
    assert register.find(MedicalVisit) == []
    window = start_again(window, lock=False)
    assert "Visite médicale · Kadidia Sangaré" in said(kept_line(window))
    seen = []

    def finish(dialog):
        assert isinstance(dialog, RecordDialog)
        seen.append(words_in(dialog, "medical_visits.facility"))
        press(qtbot, dialog, "medical_visits.visit_type.pills.curative") if dialog.findChild(
            QWidget, "medical_visits.visit_type.pills.curative"
        ) else dialog.form.editor("visit_type").show_answer("curative")
        dialog.sheet.save()

    in_dialog(finish)
    press(qtbot, window.page, "resume_draft")
    qtbot.wait(300)
    after = window._session.register
    assert seen == ["CSRéf de Bla"]
    assert [(visit.facility, visit.case_id) for visit in after.find(MedicalVisit)] == [("CSRéf de Bla", case.id)]
    assert drafts.all_kept(after) == []


def test_facts_changed_in_a_dialog_come_back_in_the_same_dialog(qtbot, register, case, open_window, start_again):
    register.save(HealthBrief(case_id=case.id, allergies="Pénicilline"))
    window = open_window(register)
    page = go(window, "case", case_id=case.id, section="health")

    def type_and_stop(dialog):
        fill(dialog, "health_briefs.next_where", "Hôpital")
        dialog.keep_draft()

    in_dialog(type_and_stop)
    part(page, "edit_brief").click()
    window = start_again(window)
    seen = []
    in_dialog(lambda dialog: seen.append(words_in(dialog, "health_briefs.next_where")))
    press(qtbot, window.page, "resume_draft")
    qtbot.wait(300)
    assert seen == ["Hôpital"]


def test_a_project_half_written_in_administration_comes_back(qtbot, register, open_window, start_again):
    window = open_window(register)
    page = go(window, "settings", section="projects")

    def type_and_stop(dialog):
        fill(dialog, "projects.donor", "UNICEF")
        dialog.keep_draft()

    in_dialog(type_and_stop)
    part(page, "add_in_settings").click()
    window = start_again(window)
    seen = []
    in_dialog(lambda dialog: seen.append(words_in(dialog, "projects.donor")))
    press(qtbot, window.page, "resume_draft")
    qtbot.wait(300)
    assert seen == ["UNICEF"]


# --- an arrival ------------------------------------------------------------------------------------------------


def test_an_arrival_comes_back_with_the_child_who_comes_along(qtbot, register, case, open_window, start_again):
    window = open_window(register)
    page = go(window, "arrival")
    fill(page, "person_names.family", "Ɲaré")
    fill(page, "person_names.given", "Ɔumu")
    qtbot.waitUntil(part(page, "create_new_file").isEnabled)
    press(qtbot, page, "create_new_file")
    press(qtbot, page, "add_child")
    child = part(page, "child.1")
    fill(child, "person_names.given", "Bakary")
    window = start_again(window)
    assert "Nouvelle entrée · Ɔumu Ɲaré" in said(kept_line(window))
    press(qtbot, window.page, "resume_draft")
    page = window.page
    assert page.objectName() == "arrival"
    assert (words_in(page, "person_names.family"), words_in(page, "person_names.given")) == ("Ɲaré", "Ɔumu")
    child = part(page, "child.1")
    assert (words_in(child, "person_names.given"), words_in(child, "person_names.family")) == ("Bakary", "Ɲaré")
    assert part(page, "save").isVisible()
    page.keep_draft()
    assert len(drafts.all_kept(window._session.register)) == 1, "the words taken up again are the same draft"


def test_a_search_that_was_left_is_not_kept(register, case, open_window):
    window = open_window(register)
    fill(go(window, "arrival"), "person_names.family", "Diarra")
    window.page.keep_draft()
    assert len(drafts.all_kept(register)) == 1
    go(window, "residents")
    window.lock()
    assert drafts.all_kept(register) == []


# --- the line --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [LARGE, SMALL])
@pytest.mark.parametrize("code", ["fr", "en"])
def test_nothing_is_cut(register, case, open_window, code, size):
    for n in range(3):
        visit = MedicalVisit(case_id=case.id)
        spot = drafts.Spot(page="case", section="health", case_id=case.id)
        drafts.keep(register, spot, [drafts.Draft(begun=visit, typed=replace(visit, facility=f"{n}"))])
    window = open_window(register, code)
    window.resize(*size)
    QApplication.processEvents()
    assert kept_line(window).isVisible()
    assert cut_widgets(kept_line(window).findChild(QWidget, "kept"), *kept_line(window).size().toTuple()) == []
    assert all(box.isVisible() for box in window.page.findChildren(QLineEdit, "search"))


def test_a_window_that_is_locked_closes_without_a_question(register, case, open_window, monkeypatch):
    """Ctrl+L ends the program, and Qt closes its windows then: the register is shut, there is nobody to ask."""
    window = open_window(register)
    fill(go(window, "case", case_id=case.id, section="identity"), "person_names.given", "Kadiatou")
    window.lock()
    asked = []
    monkeypatch.setattr(form_sheet, "ask_before_leaving", lambda *_: asked.append("leave"))
    assert window.close()
    assert asked == []


@pytest.mark.parametrize(("move", "question"), [("leave", "place"), ("missing", "last_seen")])
def test_a_move_half_written_comes_back_in_its_own_form_from_wherever_it_was_begun(
    qtbot, register, case, open_window, start_again, move, question
):
    """The buttons of the head stand over every section: what was typed belongs to none of them."""
    window = open_window(register)
    page = go(window, "case", case_id=case.id, section="health")

    def type_and_lock(dialog):
        fill(dialog, f"leaves.{question}", "Chez sa tante à Bla")
        window.lock()

    in_dialog(type_and_lock)
    page._moves.carry_out(move, page._file)
    window = start_again(window, lock=False)
    seen = []
    in_dialog(lambda dialog: seen.append((dialog._move, words_in(dialog, f"leaves.{question}"))))
    press(qtbot, window.page, "resume_draft")
    qtbot.wait(300)
    assert seen == [(move, "Chez sa tante à Bla")]
