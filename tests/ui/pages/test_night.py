"""The roll call by keyboard alone, what it leaves to be written, and the month of nights and meals behind it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from centre_app import drafts
from centre_app.casework import lifecycle, nights
from centre_app.casework.beds import board
from centre_app.casework.nights import Mark, mark_night
from centre_app.language import Language
from centre_app.records import CaseFile, Incident, Leave, MealDay, PresenceNight, RollCall, Stay
from tests.makers import (
    TODAY,
    TOMORROW,
    YESTERDAY,
    a_bed,
    a_leave,
    a_night,
    a_person,
    a_room,
    an_admission,
    an_assignment,
    reopened_as,
)
from tests.ui.fits import LARGE, SMALL, cut_widgets
from tests.ui.pages.conftest import in_dialog, part, words_on, write_into
from ui.house import frame_of
from ui.page import Destination
from ui.pages.meals import MealsPage
from ui.pages.night import NightPage
from ui.pages.night.marks import MARKS, letters
from ui.pages.night.month import NightMonthPage
from ui.session import Session

PEOPLE = 30
TWO_DAYS_AGO = YESTERDAY - timedelta(days=1)


def people(register, count: int):
    """Fill three rooms, the last person without a bed; return their stays in the order in which they are called."""
    rooms = [a_room(name=f"Chambre {letter}") for letter in "ABC"]
    beds = [a_bed(room, label=f"{room.name[-1]}-{number:02d}") for room in rooms for number in range(1, 11)]
    records = []
    for number in range(count):
        made = an_admission(a_person(), given=f"Awa{number:02d}", admitted_on=TWO_DAYS_AGO)
        made[2] = replace(made[2], code=f"SEG-26-{number:04d}")
        given = [replace(an_assignment(made[-1], beds[number]), from_on=TWO_DAYS_AGO)] if number < count - 1 else []
        records += [*made, *given]
    saved = register.save(*rooms, *beds, *records, heed_findings=False)
    return [one for one in saved if type(one).__name__ == "Stay"]


@pytest.fixture
def house(register, clock):
    """Four girls, the last without a bed, on the evening of today."""
    stays = people(register, 4)
    clock.move(hours=11)
    return stays


@pytest.fixture
def page(session, show, house):
    shown = show(NightPage(session))
    shown.arrive(Destination(page="night"))
    return shown


def press(*keys: Qt.Key) -> int:
    """Press keys where the keyboard is; return how many."""
    for key in keys:
        QTest.keyClick(QApplication.focusWidget(), key)
    return len(keys)


def answers(register, night: date = TODAY):
    return {one.stay_id: one.present or one.absence_type for one in register.find(PresenceNight, night=night)}


def test_thirty_are_called_with_a_key_each_and_two_more(register, clock, session, show):
    stays = people(register, PEOPLE)
    clock.move(hours=11)
    shown = show(NightPage(session))
    shown.arrive(Destination(page="night"))
    keys = press(*[Qt.Key.Key_Space] * 4, Qt.Key.Key_H, *[Qt.Key.Key_Space] * (PEOPLE - 5))
    assert QApplication.focusWidget().objectName() == "save"
    keys += press(Qt.Key.Key_Space)
    assert keys == PEOPLE + 1
    given = answers(register)
    assert len(given) == PEOPLE
    assert given[stays[4].id] == "hospital"
    assert register.only(RollCall, night=TODAY).taken_by == register.who


def test_a_night_like_the_last_takes_two_keys(register, clock, session, show):
    stays = people(register, PEOPLE)
    mark_night(register, YESTERDAY, [Mark(stay=stay, present=True) for stay in stays])
    clock.move(hours=11)
    shown = show(NightPage(session))
    shown.arrive(Destination(page="night"))
    assert answers(register) == {}
    assert press(Qt.Key.Key_F7, Qt.Key.Key_Space) == 2
    assert list(answers(register).values()) == [True] * PEOPLE


def test_who_is_not_answered_stays_without_an_answer(register, house, page):
    press(Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Space)
    page.save()
    assert answers(register) == {house[0].id: True, house[2].id: True}
    assert "2 sur 4 pointées" in words_on(page)


def test_the_others_are_here_but_for_whom_a_leave_says_away(register, house, session, show):
    case = register.get(CaseFile, house[2].case_id)
    lifecycle.go_on_leave(
        register, case, a_leave(house[2], absence_type="permission", out_at=register.now, expected_back_on=TOMORROW)
    )
    shown = show(NightPage(session))
    shown.arrive(Destination(page="night"))
    press(Qt.Key.Key_F8)
    shown.save()
    assert answers(register) == {stay.id: True for stay in house} | {house[2].id: "permission"}
    assert "22/11" in shown.view.lines[house[2].id].accessibleName() or shown.settling.isHidden()


def test_an_answer_is_taken_back_by_a_key_and_all_of_them_by_undo(qtbot, register, house, page):
    press(Qt.Key.Key_Space, Qt.Key.Key_Up, Qt.Key.Key_Delete)
    assert page.view.answers == {}
    press(Qt.Key.Key_Space)
    page.take_back()
    assert page.view.answers == {}
    page.save()
    assert register.find(RollCall) == []


@pytest.mark.parametrize("code", ["fr", "en"])
def test_each_answer_has_a_letter_of_its_own(code):
    assert len(letters(Language.of(code))) == len(MARKS)


def test_a_night_that_has_not_come_is_refused_in_words(qtbot, house, page):
    qtbot.mouseClick(part(page, "night_after"), Qt.MouseButton.LeftButton)
    assert page.night == TODAY
    assert "n’est pas encore venue" in words_on(page.result)


def test_in_the_morning_the_night_that_ended_is_offered_and_tonight_a_click_away(qtbot, register, clock, session, show):
    people(register, 2)
    shown = show(NightPage(session))
    shown.arrive(Destination(page="night"))
    assert shown.night == YESTERDAY
    qtbot.mouseClick(part(shown, "tonight"), Qt.MouseButton.LeftButton)
    assert shown.night == TODAY


def test_a_past_night_is_put_right(qtbot, register, house, page):
    mark_night(register, YESTERDAY, [Mark(stay=house[0], present=True)])
    qtbot.mouseClick(part(page, "night_before"), Qt.MouseButton.LeftButton)
    page.view.answer({house[0].id: "court"})
    page.save()
    assert answers(register, YESTERDAY) == {house[0].id: "court"}
    assert page.settling.isHidden()  # what was yesterday's is no leave to be written today


def test_a_clock_that_jumped_back_is_said_and_the_night_saved(register, clock, house, page):
    page.view.answer({house[0].id: "present"})
    page.save()
    clock.move(hours=-24)
    page.arrive(Destination(page="night"))
    assert page.night == YESTERDAY
    assert part(page, "clock_doubt").isVisible()
    page.view.answer({house[0].id: "present"})
    assert page.save()
    assert len(register.find(RollCall)) == 2


def test_whoever_is_away_without_a_leave_has_it_asked_in_place(register, house, page):
    page.view.answer({house[0].id: "hospital"})

    def write(dialog):
        assert dialog.form.record().absence_type == "hospital"
        write_into(dialog, "leaves.place", "CSRéf")
        write_into(dialog, "leaves.accompanied_by", "L’infirmière")
        dialog.sheet.save()

    in_dialog(write)
    press(Qt.Key.Key_F4)
    (leave,) = register.find(Leave)
    assert (leave.absence_type, leave.place, leave.out_at) == ("hospital", "CSRéf", register.now)
    QApplication.processEvents()
    assert page.view.answers == {house[0].id: "hospital"}
    assert page.settling.isHidden()


def test_whoever_is_missing_opens_what_is_to_be_done_and_comes_back(register, house, page):
    page.view.answer({house[1].id: "runaway"})

    def write(dialog):
        assert "Elle a disparu\u00a0: Awa01 Sangaré" in words_on(dialog), "a form says whom it is about"
        write_into(dialog, "leaves.last_seen", "Par la cuisinière, au portail")
        write_into(dialog, "leaves.told_to", "La directrice, à 21 h")
        dialog.sheet.save()

    in_dialog(write)
    press(Qt.Key.Key_F4)
    assert register.get(CaseFile, house[1].case_id).status == "missing"
    assert register.only(Incident).incident_type == "runaway"
    assert register.only(Leave).last_seen == "Par la cuisinière, au portail"
    assert "à prévenir" in words_on(page.result)
    assert {tile.sleeper.stay_id for room in board(register) for tile in room.tiles if tile.sleeper} >= {house[1].id}
    QApplication.processEvents()
    page.refresh()
    page.view.answer({house[1].id: "present"})
    in_dialog(lambda dialog: dialog.sheet.save())
    page.settling.settle_first()
    assert register.get(CaseFile, house[1].case_id).status == "admitted"
    assert register.only(Leave).back_on == TODAY


def test_answers_that_are_not_saved_come_back(register, house, page, session, show):
    press(Qt.Key.Key_Space, Qt.Key.Key_T)
    page.keep_draft()
    assert answers(register) == {}
    (kept,) = drafts.all_kept(register)
    again = show(NightPage(session))
    again.arrive(Destination(page="night", section=kept.spot.section))
    again.resume(kept)
    assert again.view.answers == {house[0].id: "present", house[1].id: "court"}
    again.save()
    assert drafts.all_kept(register) == []


def test_whoever_left_while_the_roll_was_called_is_left_out_and_the_rest_saved(register, house, page):
    page.view.answer({stay.id: "present" for stay in house})
    register.save(replace(register.get(Stay, house[1].id), ended_on=TODAY), heed_findings=False)
    page.session.tell_changed()
    QApplication.processEvents()
    assert page.save()
    assert answers(register) == {stay.id: True for stay in house if stay is not house[1]}


def test_sheets_and_slips_are_printed_from_one_menu(qtbot, register, house, page):
    case = register.get(CaseFile, house[2].case_id)
    away = a_leave(house[2], absence_type="permission", out_at=register.now, expected_back_on=TOMORROW)
    lifecycle.go_on_leave(register, case, away)
    page.print_page()
    (menu,) = page.findChildren(QMenu, "print_menu")
    acts = {act.objectName(): act for act in menu.actions()}
    menu.hide()
    seen = []
    for name in ("print.sheet", "print.week", "print.blank", f"slip.{case.code}.False"):
        in_dialog(lambda dialog: seen.append(dialog.objectName()))
        acts[name].trigger()
    assert seen == ["preview"] * 4


def test_slips_are_for_whoever_is_on_leave_today_whichever_night_is_looked_at(register, house, page):
    cases = [register.get(CaseFile, stay.case_id) for stay in house[2:4]]
    for case, stay, kind in zip(cases, house[2:4], ("permission", "runaway"), strict=True):
        away = a_leave(stay, absence_type=kind, out_at=register.now, last_seen="Au portail", told_to="La directrice")
        move = lifecycle.go_missing if kind == "runaway" else lifecycle.go_on_leave
        move(register, case, away)
    page.arrive(Destination(page="night", section=YESTERDAY.isoformat()))
    page.print_page()
    (menu,) = page.findChildren(QMenu, "print_menu")
    menu.hide()
    slips = {act.objectName() for act in menu.actions() if act.objectName().startswith("slip.")}
    assert slips == {f"slip.{cases[0].code}.{by_name}" for by_name in (True, False)}


def test_a_word_about_the_night_is_kept_beside_who_called_it(qtbot, register, house, page):
    assert not part(page, "night_word").isVisible()
    press(Qt.Key.Key_Space)
    page.save()

    def write(dialog):
        editor = dialog.form.editor("note")
        editor.show_answer("Une lampe à changer")
        editor.changed.emit()
        dialog.sheet.save()

    in_dialog(write)
    qtbot.mouseClick(part(page, "night_word"), Qt.MouseButton.LeftButton)
    call = register.only(RollCall)
    assert (call.note, call.taken_by) == ("Une lampe à changer", register.who)


def test_what_is_written_elsewhere_meanwhile_takes_no_answer_away(register, house, page):
    press(Qt.Key.Key_Space)
    page.session.tell_changed()
    QApplication.processEvents()
    assert page.view.answers == {house[0].id: "present"}


def test_the_night_guard_calls_by_name_and_a_sealed_file_by_number(qapp, register, house, show):
    case = register.get(CaseFile, house[0].case_id)
    register.save(replace(case, confidentiality="sealed"))
    with reopened_as(register, "night_guard") as guard:
        shown = show(NightPage(Session(guard, Language.of("fr"))))
        shown.arrive(Destination(page="night", section=TODAY.isoformat()))
        words = words_on(shown)
        assert case.code in words
        assert "Awa00" not in words
        assert "Awa01" in words
        shown.view.answer({stay.id: "present" for stay in house})
        assert shown.save()
        QApplication.processEvents()
        assert len(answers(guard)) == 4


def test_who_may_only_read_answers_nothing(qapp, register, house, show):
    with reopened_as(register, "storekeeper") as reader:
        shown = show(NightPage(Session(reader, Language.of("fr"))))
        shown.arrive(Destination(page="night"))
        shown.take_keyboard()
        press(Qt.Key.Key_Space)
        assert shown.view.answers == {}
        assert not shown.bar.isVisible()


def test_the_roll_call_stands_in_the_rail_after_the_beds(session):
    keys = [place.key for place in frame_of(session).places]
    assert keys[keys.index("beds") + 1] == "night"


def test_the_month_says_on_which_nights_it_does_not_tie_and_leads_there(qtbot, register, house, session, show, gone_to):
    register.save(*(a_night(stay, YESTERDAY) for stay in house))
    shown = show(NightMonthPage(session))
    shown.arrive(Destination(page="night_month"))
    assert "1 présente sans lit" in words_on(part(shown, f"why.{YESTERDAY.isoformat()}").parent())
    places = gone_to(shown)
    qtbot.mouseClick(part(shown, f"night.{TWO_DAYS_AGO.isoformat()}"), Qt.MouseButton.LeftButton)
    assert places == [Destination(page="night", section=TWO_DAYS_AGO.isoformat())]


def test_what_was_served_begins_with_what_was_expected(qtbot, register, house, session, show):
    nights.mark_night(register, TODAY, [Mark(stay=house[0], present=False, absence_type="court")])
    shown = show(MealsPage(session))
    shown.arrive(Destination(page="meals"))
    assert "1 absente" in words_on(shown)

    def write(dialog):
        write_into(dialog, "meal_days.staff", "5")
        dialog.sheet.save()

    in_dialog(write)
    qtbot.mouseClick(part(shown, "note_meals"), Qt.MouseButton.LeftButton)
    (noted,) = register.find(MealDay)
    assert (noted.breakfast, noted.lunch, noted.dinner, noted.staff) == (4, 3, 3, 5)


@pytest.mark.parametrize("size", [LARGE, SMALL])
@pytest.mark.parametrize("code", ["fr", "en"])
def test_nothing_is_cut(register, house, show, size, code):
    session = Session(register, Language.of(code))
    mark_night(register, YESTERDAY, [Mark(stay=house[0], present=True)])
    made = show(NightPage(session), size), show(NightMonthPage(session), size), show(MealsPage(session), size)
    for shown in made:
        shown.arrive(Destination(page=shown.objectName()))
    made[0].view.answer({house[0].id: "hospital", house[1].id: "runaway"})
    assert [fault for shown in made for fault in cut_widgets(shown, *size)] == []
