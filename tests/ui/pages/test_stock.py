"""The stock room: handed out by keyboard, counted, received, kits checked off; nothing typed is lost."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from centre_app import case_view, drafts
from centre_app.agenda import Due
from centre_app.casework.stock import catalogue, handing_out, kits, movements, shelf
from centre_app.casework.stock.handing_out import Gift
from centre_app.language import Language
from centre_app.records import Distribution, Item, KitLine, Leave, Stay, StockMovement
from tests.makers import TODAY, YESTERDAY, an_admission, reopened_as
from tests.ui.fits import LARGE, SMALL, cut_widgets
from tests.ui.pages.conftest import in_dialog, part, words_on, write_into
from ui.house import frame_of
from ui.page import Destination
from ui.pages.case.housing import HousingSection
from ui.pages.stock import KitsPage, StockPage, ThingPage
from ui.pages.stock.round_dialog import RoundDialog
from ui.session import Session


@pytest.fixture
def soap(register):
    """Thirty soaps, of which few are ten."""
    item = register.save(Item(name="Savon", category="soap", unit="pièce", min_stock=10))[0]
    movements.write(register, [StockMovement(item_id=item.id, kind="receipt", quantity=30, moved_on=YESTERDAY)])
    return item


@pytest.fixture
def cases(register):
    """Awa, Bintou, Coumba: in the order in which the list names them."""
    found = []
    for number, name in enumerate(("Awa", "Bintou", "Coumba"), 1):
        records = an_admission(given=name, admitted_on=TODAY - timedelta(days=3))
        records[2] = replace(records[2], code=f"SEG-26-000{number}")
        found.append(register.save(*records)[2])
    return found


@pytest.fixture
def page(session, show, soap, cases):
    shown = show(StockPage(session))
    shown.arrive(Destination(page="stock"))
    return shown


def choose(dialog, name, key):
    """Pick from a list of a form as its reader would."""
    form = next(form for form in dialog.sheet.forms if name in form.questions)
    editor = form.editor(name)
    editor.show_answer(key)
    editor.changed.emit()


def given(register):
    return sorted((one.quantity, one.receipt_mode) for one in register.find(Distribution))


def test_a_round_is_handed_out_by_keyboard_one_key_each(register, page, soap, cases):
    def hand(dialog):
        write_into(dialog, "distributions.quantity", "2")
        next(iter(dialog._ticks.forms.values())).editor("receipt_mode").setFocus()
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Space)
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Right)
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Space)
        assert "2 cochées" in words_on(dialog)
        assert dialog.sheet.save()

    in_dialog(hand)
    page.acts.hand_out(item_id=soap.id)
    assert given(register) == [(2, "signature"), (2, "thumbprint")]
    assert shelf.balance_of(register, soap.id) == 26
    assert "Remis à 2 personnes." in words_on(page)


def test_everybody_signs_at_once_and_more_than_there_are_is_said_under_the_number(qtbot, register, page, soap, cases):
    told = []

    def hand(dialog):
        write_into(dialog, "distributions.quantity", "12")
        qtbot.mouseClick(part(dialog, "tick_all"), Qt.MouseButton.LeftButton)
        dialog.sheet.look_again()
        told.append(words_on(dialog))
        dialog.sheet.save()

    in_dialog(hand)
    page.acts.hand_out(item_id=soap.id)
    assert "il en sort 6 de plus" in told[0]
    assert given(register) == [(12, "signature")] * 3
    assert shelf.balance_of(register, soap.id) == -6


def test_a_small_child_signs_nothing_whoever_stands_by_is_the_witness(qtbot, register, page, soap, cases):
    (stay,) = register.find(Stay, case_id=cases[0].id)
    register.save(replace(stay, admission_type="accompanying_child"))

    def hand(dialog):
        qtbot.mouseClick(part(dialog, "tick_all"), Qt.MouseButton.LeftButton)
        dialog.sheet.save()

    in_dialog(hand)
    page.acts.hand_out(item_id=soap.id)
    assert sorted(mode for _, mode in given(register)) == ["signature", "signature", "verbal_witness"]


def test_everybody_gives_a_thumb_at_once_and_the_sheet_asks_no_more_who_gets_it(qtbot, register, page, soap, cases):
    asked = "Cochez qui le reçoit."

    def hand(dialog):
        dialog.sheet.look_again()
        assert asked not in words_on(dialog), "nobody could be ticked yet"
        assert not dialog.sheet.save()
        assert asked in words_on(dialog)
        qtbot.mouseClick(part(dialog, "thumb_all"), Qt.MouseButton.LeftButton)
        assert asked not in words_on(dialog)
        dialog.sheet.save()

    in_dialog(hand)
    page.acts.hand_out(item_id=soap.id)
    assert given(register) == [(1, "thumbprint")] * 3


def test_nobody_ticked_is_said_and_nothing_is_written(register, page, soap):
    in_dialog(lambda dialog: dialog.sheet.save())
    page.acts.hand_out(item_id=soap.id)
    assert register.find(Distribution) == []


def test_who_was_not_there_that_day_is_named_and_the_rest_is_saved(register, page, soap, cases):
    gone = register.only(Stay, case_id=cases[2].id)
    register.save(replace(gone, ended_on=YESTERDAY), heed_findings=False)

    def hand(dialog):
        choose(dialog, "given_on", YESTERDAY)  # she was there that day, and is ticked
        dialog._on_left("given_on")
        for case in cases:
            editor = dialog._ticks.forms[case.id].editor("receipt_mode")
            editor.show_answer("signature")
            editor.changed.emit()
        choose(dialog, "given_on", TODAY)
        dialog._on_left("given_on")
        assert dialog.sheet.save()

    in_dialog(hand)
    page.acts.hand_out(item_id=soap.id)
    assert len(given(register)) == 2
    assert "Coumba" in words_on(page)


def test_what_was_ticked_and_not_saved_comes_back(register, page, soap, cases):
    def begin(dialog):
        editor = dialog._ticks.forms[cases[1].id].editor("receipt_mode")
        editor.show_answer("thumbprint")
        editor.changed.emit()
        dialog.keep_draft()

    in_dialog(begin)
    page.acts.hand_out(item_id=soap.id)
    assert given(register) == []
    (kept,) = drafts.all_kept(register)

    def go_on(dialog):
        choose(dialog, "item_id", soap.id)
        dialog.sheet.save()

    in_dialog(go_on)
    page.resume(kept)
    assert given(register) == [(1, "thumbprint")]


def test_the_thing_comes_back_with_the_ticks_on_its_own_page(register, session, show, page, soap, cases):
    shown = show(ThingPage(session))
    shown.arrive(Destination(page="stock_thing", record_id=soap.id))

    def begin(dialog):
        editor = dialog._ticks.forms[cases[1].id].editor("receipt_mode")
        editor.show_answer("thumbprint")
        editor.changed.emit()
        dialog.keep_draft()

    in_dialog(begin)
    shown.acts.hand_out(item_id=soap.id)
    (kept,) = drafts.all_kept(register)
    in_dialog(lambda dialog: dialog.sheet.save())
    shown.resume(kept)
    assert given(register) == [(1, "thumbprint")]


def test_who_is_on_leave_is_in_the_whole_list_alone_and_signs_for_nothing(qtbot, register, page, soap, cases):
    stay = register.only(Stay, case_id=cases[2].id)
    absence = Leave(
        case_id=cases[2].id,
        stay_id=stay.id,
        absence_type="family_visit",
        out_at=datetime.combine(YESTERDAY, time(9), tzinfo=UTC),
        expected_back_on=TODAY + timedelta(days=1),
    )
    register.save(absence, heed_findings=False)

    def hand(dialog):
        line = dialog._ticks._lines[cases[2].id]
        assert line.isHidden()
        qtbot.mouseClick(part(dialog, "thumb_all"), Qt.MouseButton.LeftButton)
        editor = dialog._ticks.forms[cases[2].id].editor("receipt_mode")
        assert editor.answer() is None
        editor.show_answer("signature")  # as a tick that was kept comes back
        editor.changed.emit()
        assert not line.isHidden()
        editor.show_answer(None)
        editor.changed.emit()
        dialog.sheet.save()

    in_dialog(hand)
    page.acts.hand_out(item_id=soap.id)
    assert given(register) == [(1, "thumbprint")] * 2


def test_a_delivery_of_two_things_is_one_slip(qtbot, register, page, soap):
    mat = register.save(Item(name="Natte", category="bedding", unit="pièce"))[0]

    def receive(dialog):
        write_into(dialog, "stock_movements.reference", "BL-7")
        choose(dialog, "item_id", soap.id)
        write_into(dialog, "stock_movements.quantity", "20")
        qtbot.mouseClick(part(dialog, "one_more_thing"), Qt.MouseButton.LeftButton)
        second = dialog.more_forms()[0]
        for name, answer in (("item_id", mat.id), ("quantity", 5)):
            second.editor(name).show_answer(answer)
            second.editor(name).changed.emit()
        assert dialog.sheet.save()

    in_dialog(receive)
    page.acts.came_in()
    came = [one for one in register.find(StockMovement, kind="receipt") if one.reference == "BL-7"]
    assert [(one.item_id, one.quantity) for one in came] == [(soap.id, 20), (mat.id, 5)]


def test_a_count_that_differs_asks_why_and_what_is_left_empty_was_not_counted(register, page, soap):
    register.save(Item(name="Natte", category="bedding", unit="pièce"))

    def count(dialog):
        line = next(line for line in dialog._lines if line.balance.item.id == soap.id)
        write_into(line, "stock_movements.quantity", "28")
        assert line._why.isVisible()
        assert not dialog.sheet.save()
        line.form.editor("reason").show_answer("Deux ont disparu")
        line.form.editor("reason").changed.emit()
        assert dialog.sheet.save()

    in_dialog(count)
    page.acts.count()
    assert [(one.quantity, one.reason) for one in register.find(StockMovement, kind="count_adjust")] == [
        (28, "Deux ont disparu")
    ]


def test_what_the_kitchen_uses_says_what_for(register, page, soap):
    def use(dialog):
        choose(dialog, "kind", "issue")
        choose(dialog, "item_id", soap.id)
        write_into(dialog, "stock_movements.quantity", "5")
        assert not dialog.sheet.save()
        choose(dialog, "reason", "Cuisine")
        assert dialog.sheet.save()

    in_dialog(use)
    page.acts.went_out()
    assert shelf.balance_of(register, soap.id) == 25


def test_the_story_of_a_thing_and_a_round_put_right_name_by_name(register, session, show, soap, cases):
    gifts = [Gift(case_id=case.id, item_id=soap.id, quantity=2, receipt_mode="signature") for case in cases]
    handing_out.hand_out(register, gifts, on=TODAY, by=register.who)
    shown = show(ThingPage(session))
    shown.arrive(Destination(page="stock_thing", record_id=soap.id))
    assert "− 6" in words_on(shown)
    assert "reste 24" in words_on(shown)
    (issue,) = register.find(StockMovement, kind="issue")
    names = []

    def look(dialog):
        assert isinstance(dialog, RoundDialog)
        names.append(words_on(dialog))
        handing_out.take_back(register, register.find(Distribution)[0], reason="Pas donné")
        dialog.refresh()
        names.append(words_on(dialog))

    in_dialog(look)
    shown._open(issue)
    assert "3 personnes" in names[0]
    assert "2 personnes" in names[1]
    assert shelf.balance_of(register, soap.id) == 26


def test_a_kit_is_checked_off_and_who_has_it_leaves_the_list(qtbot, register, session, show, soap, cases):
    register.save(KitLine(kit="entry", item_id=soap.id, quantity=2))
    shown = show(KitsPage(session))
    shown.arrive(Destination(page="kits"))
    assert "Awa" in words_on(shown)

    def check(dialog):
        assert not dialog.sheet.save()  # how she confirmed it is asked
        choose(dialog, "receipt_mode", "thumbprint")
        assert dialog.sheet.save()

    in_dialog(check)
    qtbot.mouseClick(part(shown, f"kit.{cases[0].id}"), Qt.MouseButton.LeftButton)
    shown.refresh()
    assert register.only(Stay, case_id=cases[0].id).entry_kit_done
    assert {her.recipient.case_id for her in kits.who_lacks(register)} == {cases[1].id, cases[2].id}

    def whole(dialog):
        qtbot.mouseClick(part(dialog, "tick_all"), Qt.MouseButton.LeftButton)
        assert dialog.sheet.save()

    in_dialog(whole)
    qtbot.mouseClick(part(shown, "several_kits"), Qt.MouseButton.LeftButton)
    assert kits.who_lacks(register) == []
    assert given(register) == [(2, "signature"), (2, "signature"), (2, "thumbprint")]


def test_what_presses_stands_first_and_a_search_narrows(register, page, soap):
    register.save(Item(name="Natte", category="bedding", unit="pièce"))
    page.refresh()
    shown = [page.table.model().id_at(row) for row in range(page.table.count)]
    assert [page._balances[one].item.name for one in shown] == ["Natte", "Savon"]
    page.search.setText("sav")
    page._ask()
    assert page.table.count == 1


def test_an_empty_house_takes_over_a_first_list(register, session, show):
    shown = show(StockPage(session))
    shown.arrive(Destination(page="stock"))
    assert part(shown, "stock.none").isVisible()
    in_dialog(lambda dialog: dialog._take_over())
    shown.acts.take_over()
    assert len(register.find(Item)) == len(catalogue.FIRST_LIST)


def test_the_file_shows_what_she_was_given(qtbot, register, session, soap, cases):
    handing_out.hand_out(
        register,
        [Gift(case_id=cases[0].id, item_id=soap.id, quantity=2, receipt_mode="signature")],
        on=TODAY,
        by=register.who,
    )
    section = HousingSection(session)
    qtbot.addWidget(section)
    section.show_file(case_view.view(register, cases[0].id))
    section.show()
    assert "2 × Savon" in words_on(section)


def test_it_fits_empty_and_full_in_both_languages(register, show, soap, cases):
    handing_out.hand_out(register, [Gift(case_id=cases[0].id, item_id=soap.id, quantity=2)], on=TODAY, by=register.who)
    catalogue.take_over(register, {"milk", "mat", "outfit"}, Language.of("fr"))
    for code in ("fr", "en"):
        session = Session(register, Language.of(code))
        for size in (LARGE, SMALL):
            for page, record_id in ((StockPage, None), (ThingPage, soap.id), (KitsPage, None)):
                shown = show(page(session), size)
                shown.arrive(Destination(page="stock", record_id=record_id))
                assert cut_widgets(shown, *size) == [], (page, code)


def test_an_educator_hands_out_and_a_psychologist_has_no_such_page(register, show, soap, cases, qapp):
    with reopened_as(register, "social_worker") as educator:
        shown = show(StockPage(Session(educator, Language.of("fr"))))
        shown.arrive(Destination(page="stock"))
        assert part(shown, "hand_out").isVisible()
        for name in ("came_in", "count", "went_out", "new_thing"):
            assert not part(shown, name).isVisible()
    with reopened_as(educator, "psychologist") as other:
        places = {place.key for place in frame_of(Session(other, Language.of("fr"))).places}
        assert "stock" not in places


def test_the_arrival_kit_that_is_due_opens_where_the_house_says_what_belongs_to_it(
    qtbot, register, session, soap, cases
):
    section = HousingSection(session)
    qtbot.addWidget(section)
    section.show_file(case_view.view(register, cases[0].id))
    section.show()
    due = Due(task="entry_kit", due_on=TODAY, case_id=cases[0].id, section="housing")
    opened = []
    in_dialog(lambda dialog: opened.append(dialog.objectName()))
    section.begin(due)
    register.save(KitLine(kit="entry", item_id=soap.id, quantity=2))
    in_dialog(lambda dialog: opened.append(dialog.objectName()))
    section.begin(due)
    assert opened == ["stays.dialog", "distributions.dialog"]
