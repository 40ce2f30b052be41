"""Who she is, in the window: any number of names, numbers and contacts, and what is in sight only once it is asked for."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from centre_app.casework import identities
from centre_app.finding import find_persons
from centre_app.language import Language
from centre_app.naming import name_of
from centre_app.records import Person, PersonContact, PersonName
from tests.makers import an_admission
from tests.ui.fits import LARGE, SMALL, cut_widgets
from tests.ui.pages.conftest import in_dialog, part, words_on, write_into
from ui.page import Destination
from ui.pages.case.page import CasePage
from ui.session import Session


@pytest.fixture
def case(register):
    return register.save(*an_admission())[2]


@pytest.fixture(params=["fr", "en"])
def page(request, register, case, show):
    page = show(CasePage(Session(register, Language.of(request.param))))
    page.arrive(Destination(page="case", case_id=case.id, section="identity"))
    return page


def press(qtbot, where, name):
    qtbot.mouseClick(part(where, name), Qt.MouseButton.LeftButton)


def fill(dialog, **answers):
    for name, answer in answers.items():
        dialog.form.editor(name).show_answer(answer)
        dialog.form.editor(name).changed.emit()
    dialog.sheet.save()


def test_another_name_and_a_phone_are_added_and_find_her(qtbot, register, case, page):
    in_dialog(lambda dialog: fill(dialog, family="Traoré", given="Bintou", name_type="married"))
    press(qtbot, page, "add_person_names")
    in_dialog(lambda dialog: fill(dialog, kind="phone", value="76 12 34 56", belongs_to="relative", safe_to_call="no"))
    press(qtbot, page, "add_person_contacts")
    (contact,) = register.find(PersonContact)
    assert contact.value == "+22376123456"
    for typed in ("Bintou", "76 12 34 56", "+223 76123456", "7612"):
        assert find_persons(register, typed) == [case.person_id], typed
    qtbot.waitUntil(lambda: "76\u00a012\u00a034\u00a056" in words_on(page))
    assert any(words in words_on(page) for words in ("Ne pas appeler", "Do not call"))


def test_the_name_to_show_is_one_and_a_protected_one_before_all(register, case):
    shown = register.find(PersonName)[0]
    other = identities.keep_name(
        register, PersonName(person_id=case.person_id, family="Traoré", given="Bintou", is_display=True)
    )
    assert name_of(register, case.person_id).in_list == "Traoré Bintou"
    assert register.get(PersonName, shown.id).is_display is False
    register.save(PersonName(person_id=case.person_id, family="Kanté", given="Sira", name_type="protected"))
    assert name_of(register, case.person_id).in_list == "Kanté Sira"
    assert register.get(PersonName, other.id).is_display is True


def test_her_gender_is_in_sight_only_once_it_is_asked_for_and_is_not_lost(qtbot, register, case, page):
    register.save(replace(register.get(Person, case.person_id), gender_identity="trans_feminine"))
    page.refresh()
    assert not page.findChildren(object, "persons.gender_identity")
    press(qtbot, page, "open_gender_identity")
    editor = part(page, "persons.gender_identity")
    assert editor.isVisible()
    assert editor.answer() == "trans_feminine"
    write_into(page, "person_names.middle", "Fanta")
    page.save()
    assert register.find(PersonName)[0].middle == "Fanta"
    assert register.get(Person, case.person_id).gender_identity == "trans_feminine"


@pytest.mark.parametrize("size", [LARGE, SMALL])
def test_nothing_is_cut(register, case, show, session, size):
    register.save(PersonContact(person_id=case.person_id, kind="phone", value="+22376123456", safe_to_call="with_care"))
    page = show(CasePage(session), size)
    page.arrive(Destination(page="case", case_id=case.id, section="identity"))
    assert cut_widgets(page, *size) == []
