"""What she hands in and gets back, on the page: one list, one confirmation, nothing typed is lost; and the rules."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from centre_app import drafts
from centre_app.casework import belongings, house_rules
from centre_app.language import Language
from centre_app.records import Belonging, Exit, HouseRules, Stay
from tests.makers import LONG_AGO, TODAY, YESTERDAY, an_admission
from tests.ui.fits import LARGE, SMALL, cut_widgets
from tests.ui.pages.conftest import in_dialog, part, words_on
from ui.page import Destination
from ui.pages.case import CasePage
from ui.pages.exit import ExitPage
from ui.pages.settings.page import SettingsPage
from ui.session import Session


@pytest.fixture
def stay(register):
    register.save(*an_admission())
    return register.only(Stay)


@pytest.fixture
def page(session, show, stay):
    shown = show(CasePage(session))
    shown.arrive(Destination(page="case", case_id=stay.case_id, section="housing"))
    return shown


def write(form, **answers):
    for name, answer in answers.items():
        editor = form.editor(name)
        editor.show_answer(answer)
        editor.changed.emit()


def kept(register, stay, **answers):
    given = {"kind": "phone", "description": "Nokia noir", "deposited_on": YESTERDAY, "deposit_mode": "thumbprint"}
    thing = Belonging(case_id=stay.case_id, stay_id=stay.id, **(given | answers))
    return belongings.write_down(register, [thing])[0]


def test_a_list_is_handed_in_and_confirmed_once(qtbot, register, page):
    def hand_in(dialog):
        write(dialog.form, kind="money", description="Billets", value_fcfa=5000, deposit_mode="thumbprint")
        qtbot.mouseClick(part(dialog, "one_more_thing"), Qt.MouseButton.LeftButton)
        write(dialog.more_forms()[0], kind="papers", description="Carte consulaire")
        qtbot.mouseClick(part(dialog, "one_more_thing"), Qt.MouseButton.LeftButton)  # left empty: no thing
        assert dialog.sheet.save()

    in_dialog(hand_in)
    qtbot.mouseClick(part(page, "hand_in"), Qt.MouseButton.LeftButton)
    money, papers = register.find(Belonging)
    assert (money.value_fcfa, papers.deposit_mode, papers.deposited_on) == (5000, "thumbprint", TODAY)
    assert "Argent gardé : 5 000 F CFA" in words_on(part(page, "things")).replace("\u202f", " ").replace("\u00a0", " ")


def test_a_list_that_was_not_saved_comes_back_whole(qtbot, register, page):
    def begin(dialog):
        write(dialog.form, kind="phone", description="Nokia")
        qtbot.mouseClick(part(dialog, "one_more_thing"), Qt.MouseButton.LeftButton)
        write(dialog.more_forms()[0], kind="papers", description="Carte consulaire")
        dialog.keep_draft()

    in_dialog(begin)
    qtbot.mouseClick(part(page, "hand_in"), Qt.MouseButton.LeftButton)
    assert register.find(Belonging) == []
    (left,) = drafts.all_kept(register)
    in_dialog(lambda dialog: dialog.sheet.save())
    page.resume(left)
    assert [one.description for one in register.find(Belonging)] == ["Nokia", "Carte consulaire"]


def test_everything_is_given_back_with_one_button_but_what_somebody_explains(qtbot, register, stay, page):
    kept(register, stay)
    kept(register, stay, kind="jewellery", description="Bague")
    page.refresh()

    def give_back(dialog):
        write(dialog.form, return_mode="signature")
        write(dialog.more_forms()[0], not_returned="Vendue par sa tante, avec son accord")
        qtbot.mouseClick(part(dialog, "all_back"), Qt.MouseButton.LeftButton)
        assert dialog.sheet.save()

    in_dialog(give_back)
    qtbot.mouseClick(part(page, "give_back"), Qt.MouseButton.LeftButton)
    phone, ring = register.find(Belonging)
    assert (phone.returned_on, phone.return_mode) == (TODAY, "signature")
    assert (ring.returned_on, ring.return_mode, belongings.is_kept(ring)) == (None, None, False)


def test_an_exit_asks_for_what_is_still_kept(qtbot, register, session, show, stay):
    kept(register, stay)
    shown = show(ExitPage(session))
    shown.arrive(Destination(page="exit", case_id=stay.case_id))
    assert "Nokia noir" in words_on(part(shown, "things_kept"))
    assert any("1 affaire à elle reste ici" in one for one in shown.sheet.consequences())
    assert [one.question for one in shown.sheet.findings() if one.severity == "warns"] == ["returned_on"]
    qtbot.mouseClick(part(shown, "all_back"), Qt.MouseButton.LeftButton)
    write(
        shown.sheet.form,
        reason="family_reunified",
        quality="planned_positive",
        destination="Bla",
        follow_up_plan="Visites",
    )
    in_dialog(lambda dialog: dialog.accept())
    assert shown.sheet.save()
    assert register.only(Exit).belongings_returned is True
    assert register.only(Belonging).returned_on == TODAY


def test_she_accepts_the_rules_and_the_version_is_kept(qtbot, register, session, show, stay):
    rules = house_rules.write_rules(register, HouseRules(version=1, from_on=LONG_AGO, text="Une règle"))
    settings = show(SettingsPage(session))
    settings.arrive(Destination(page="settings", section="house_rules"))
    assert "Kadidia Sangaré" in words_on(part(settings, "not_signed"))
    page = show(CasePage(session))
    page.arrive(Destination(page="case", case_id=stay.case_id, section="housing"))

    def accept(dialog):
        write(dialog.form, rules_mode="thumbprint")
        assert dialog.sheet.save()

    in_dialog(accept)
    qtbot.mouseClick(part(page, "accept_rules"), Qt.MouseButton.LeftButton)
    signed = register.get(Stay, stay.id)
    assert (signed.rules_signed_on, signed.rules_id, signed.rules_mode) == (TODAY, rules.id, "thumbprint")
    settings.refresh()
    assert "Kadidia Sangaré" not in words_on(part(settings, "not_signed"))


def test_the_first_rules_are_offered_and_written(qtbot, register, session, show):
    shown = show(SettingsPage(session))
    shown.arrive(Destination(page="settings", section="house_rules"))
    in_dialog(lambda dialog: dialog.sheet.save())
    qtbot.mouseClick(part(shown, "add_in_settings"), Qt.MouseButton.LeftButton)
    assert len(house_rules.lines_of(register.only(HouseRules))) == 12


def test_it_fits_in_both_languages(register, show, stay):
    for number, kind in enumerate(("phone", "jewellery", "papers")):
        thing = kept(register, stay, kind=kind, description="Une affaire " + "très " * number + "longue à décrire")
    belongings.write_down(register, [replace(thing, not_returned="Remise à sa tante")])
    house_rules.write_rules(register, house_rules.next_version(register, Language.of("fr")))
    for code in ("fr", "en"):
        for size in (LARGE, SMALL):
            session = Session(register, Language.of(code))
            for made, section in ((CasePage, "housing"), (SettingsPage, "house_rules"), (ExitPage, None)):
                shown = show(made(session), size)
                shown.arrive(Destination(page="", case_id=stay.case_id, section=section))
                assert cut_widgets(shown, *size) == [], (code, size, made)
