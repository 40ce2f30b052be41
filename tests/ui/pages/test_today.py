"""The first page: every line opens where the thing is done, by keyboard as by mouse, and at both sizes nothing is cut."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QPushButton, QWidget

from centre_app.agenda import agenda
from centre_app.backups import second_place
from centre_app.dates import Birth
from centre_app.documents.week_printing import print_week
from centre_app.language import Language
from centre_app.records import CaseFile, CustodyOrder, HealthBrief, Notification, Referral, RiskAssessment, StaffMember
from centre_app.today import week_of, weeks_to_print
from tests import makers
from tests.centre_app.documents.reading import words_of
from tests.makers import TODAY, a_bed, a_person, a_plan, a_register, a_room, an_admission, an_assignment
from tests.ui.fits import LARGE, SMALL, cut_widgets
from ui.kit.due_list import DueHead, DueItem
from ui.page import Destination
from ui.pages.today import TodayPage
from ui.session import Session

HERE = Destination(page="today")


@pytest.fixture
def register(tmp_path, clock):
    with a_register(tmp_path, clock=clock) as register:
        yield register


@pytest.fixture
def case(register):
    """Somebody with a review that is late, an appointment today, an order that lapses tomorrow, one risk to look at later."""
    grown_up = a_person(birth=Birth.exact(date(2001, 5, 4)))  # of whom no authority has to be told
    saved = register.save(*an_admission(grown_up, admitted_on=TODAY - timedelta(days=40)))
    case = next(one for one in saved if isinstance(one, CaseFile))
    register.save(
        a_plan(case, status="active", agreed_on=TODAY - timedelta(days=30), review_on=TODAY - timedelta(days=2)),
        RiskAssessment(case_id=case.id, assessed_on=TODAY, level="low", next_on=TODAY + timedelta(days=30)),
        HealthBrief(case_id=case.id, next_on=TODAY),
        CustodyOrder(
            case_id=case.id,
            kind="ogp",
            authority="TGI",
            from_on=TODAY - timedelta(days=90),
            to_on=TODAY + timedelta(days=1),
        ),
    )
    return case


@pytest.fixture
def page(qtbot, register):
    made = TodayPage(Session(register, Language.of("fr")))
    qtbot.addWidget(made)
    made.resize(*LARGE)
    made.show()
    made.arrive(HERE)
    made.whom.show_key("everybody")
    made.refresh()
    made.list.choose_first()
    return made


def shown(page):
    return [item.spoken.replace("\u00a0", " ") for item in page.list.items if isinstance(item, DueItem)]


def heads(page):
    return [(head.key, head.count) for head in page.list.items if isinstance(head, DueHead)]


def press(page, name):
    page.findChild(QPushButton, name).click()


# --- what is shown ---------------------------------------------------------------------------------------------


def test_late_today_this_week_and_folded_what_comes_later(case, page):
    assert [key for key, _ in heads(page)] == ["late", "today", "this_week", "later"]
    said = shown(page)
    assert "Revue du projet individuel. Kadidia Sangaré · SEG-26-0001" in said[0]
    assert said[0].endswith("En retard de 2 j")
    assert any(line.startswith("Rendez-vous médical") and line.endswith("Aujourd’hui") for line in said)
    assert any("Fin d’une mesure de garde. Kadidia Sangaré · Ordonnance de garde provisoire" in line for line in said)
    assert not any("Danger à réévaluer" in line for line in said)


def test_what_comes_later_unfolds_by_keyboard_and_folds_again(qtbot, case, page):
    page.list.choose("later")
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert any("Danger à réévaluer" in line for line in shown(page))
    assert page.list.current_key == "later"
    qtbot.keyClick(page.list, Qt.Key.Key_Space)
    assert not any("Danger à réévaluer" in line for line in shown(page))


def test_only_the_most_urgent_line_has_a_filled_button(case, page):
    lines = [item for item in page.list.items if isinstance(item, DueItem)]
    assert [item.is_first for item in lines] == [True] + [False] * (len(lines) - 1)


def test_the_house_stands_beside_it(case, page):
    assert page.side.present.accessibleName().startswith("1 / 0 présentes")
    assert "pas de sauvegarde sur clé" in page.side.copy.accessibleName()
    assert page.side.findChild(QWidget, f"week.{TODAY.isoformat()}").accessibleName() == "21/11/2026 : 1 chose à faire"


def test_what_was_written_meanwhile_leaves_the_list(register, case, page):
    (brief,) = register.find(HealthBrief)
    register.save(replace(brief, next_on=None))
    page.refresh()
    assert not any("Rendez-vous médical" in line for line in shown(page))


# --- where it leads --------------------------------------------------------------------------------------------


def test_enter_opens_the_section_where_the_thing_is_done(qtbot, case, page):
    with qtbot.waitSignal(page.went) as went:
        qtbot.keyClick(page.list, Qt.Key.Key_Return)  # one begins on the most urgent line
    (plan,) = page.session.register.find(makers.CarePlan)
    assert went.args == [Destination(page="case", case_id=case.id, section="plan", record_id=plan.id)]


def test_arrows_go_from_line_to_line_over_the_heads(qtbot, case, page):
    keys = []
    for _ in range(len(shown(page))):
        keys.append(page.list.current_key)
        qtbot.keyClick(page.list, Qt.Key.Key_Down)
    assert keys == [item.key for item in page.list.items if isinstance(item, DueItem)]


def test_a_click_opens_too(qtbot, case, page):
    row = page.list.visualRect(page.list.model().index(1, 0))
    with qtbot.waitSignal(page.went) as went:
        qtbot.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=row.center() + QPoint(2, 2))
    assert went.args[0].section == "plan"


def test_the_search_is_one_key_away(qtbot, case, page):
    with qtbot.waitSignal(page.went) as went:
        page.focus_search()
    assert went.args == [Destination(page="residents", section="search")]


# --- for whom --------------------------------------------------------------------------------------------------


def test_mine_and_somebody_elses(qtbot, register, case, page):
    (nurse,) = register.save(StaffMember(name="Oumou Maïga", roles=frozenset({"nurse"})))
    page.refresh()
    page.whom.show_key(nurse.id)
    page.whom.picked.emit(nurse.id)
    assert [line.split(".")[0] for line in shown(page)] == ["Rendez-vous médical"]
    page.whom.show_key("mine")
    page.whom.picked.emit("mine")
    assert len(shown(page)) > 1  # the director stands in for those whom the house has not at its laptop


def test_one_begins_with_ones_own_work_and_everybodys_is_one_key_away(qtbot, register, case, page):
    page = TodayPage(page.session)
    qtbot.addWidget(page)
    page.show()
    page.arrive(HERE)
    assert page.whom.key() == "mine"
    assert not any("garde" in line for line in shown(page))  # the lawyer's
    page.findChild(QShortcut).activated.emit()
    assert page.whom.key() == "everybody"
    assert any("garde" in line for line in shown(page))


def test_of_much_that_is_late_the_gravest_is_shown_and_today_stays_in_sight(qtbot, register, case, page):
    late = [
        Referral(case_id=case.id, direction="outgoing", status="sent", sent_on=TODAY - timedelta(days=90 + n))
        for n in range(9)
    ]
    register.save(*late, heed_findings=False)
    register.save(RiskAssessment(case_id=case.id, assessed_on=TODAY, level="immediate", next_on=TODAY))
    page.refresh()
    assert shown(page)[0].startswith("Danger immédiat")
    assert [key for key, _ in heads(page)][:4] == ["danger", "late", "late.more", "today"]
    assert sum("Référence sans réponse" in line for line in shown(page)) == 4
    page.list.choose("late.more")
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert sum("Référence sans réponse" in line for line in shown(page)) == 9


def test_a_line_whose_duty_is_one_form_says_its_verb_and_opens_that_form(qtbot, register, case, page):
    register.save(RiskAssessment(case_id=case.id, assessed_on=TODAY, level="immediate", next_on=TODAY))
    page.refresh()
    page.list.choose_first()
    assert next(item for item in page.list.items if isinstance(item, DueItem)).verb == "Protéger"
    with qtbot.waitSignal(page.went) as went:
        qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert (went.args[0].section, went.args[0].due.task) == ("safety", "danger_now")


def test_who_has_nothing_to_do_is_told_so_and_led_back(qtbot, register, case, page):
    (teacher,) = register.save(StaffMember(name="Salif Cissé", roles=frozenset({"teacher"})))
    page.refresh()
    page.whom.show_key(teacher.id)
    page.whom.picked.emit(teacher.id)
    qtbot.waitUntil(page.findChild(QWidget, "nothing_for_this_one").isVisible)
    press(page, "nothing_for_this_one.act")
    assert shown(page)


def test_a_house_where_nothing_is_due_says_so(page):
    assert page.findChild(QWidget, "nothing_to_do").accessibleName() == (
        "Rien n’est en retard, et rien n’est à faire cette semaine."
    )
    assert page.hasFocus()


def test_the_hours_of_today_are_said(register, case, page):
    due_at = register.now + timedelta(hours=3)
    notice = Notification(
        case_id=case.id, target="juvenile_judge", event="trafficking", happened_on=TODAY, due_at=due_at
    )
    register.save(notice)
    page.refresh()
    assert any("Juge des enfants" in line and "Avant " in line for line in shown(page))


# --- on paper, and how it fits ---------------------------------------------------------------------------------


@pytest.mark.parametrize("by_person", [False, True])
def test_the_week_on_paper_names_what_and_whose_and_is_written_in_history(register, case, by_person):
    dues = agenda(register, until=TODAY + timedelta(days=60))
    french, week = Language.of("fr"), week_of(TODAY)
    pdf = print_week(register, dues, week=week, whom="Pour tout le monde", language=french, by_person=by_person)
    text = words_of(pdf)
    assert "jeu. 19/11 · En retard de 2 j" in " ".join(text.split())
    for part in ("La semaine", "Revue du projet individuel", "Kadidia Sangaré", "SEG-26-0001", "Rendez-vous médical"):
        assert part in text
    assert "Danger à réévaluer" not in text  # after Sunday
    assert ("Dimanche 22 novembre 2026" in text) is not by_person
    ((action,),) = register.vault.ask("SELECT action FROM identity.history ORDER BY seq DESC LIMIT 1")
    assert action == "print_week"


def test_the_days_of_a_week_stand_before_what_is_late(register, case):
    dues = agenda(register, until=TODAY + timedelta(days=60))
    week = weeks_to_print(TODAY)[0]  # a Saturday: the week to come
    text = words_of(print_week(register, dues, week=week, whom="", language=Language.of("fr")))
    assert week[0] == TODAY + timedelta(days=2)
    found = [
        text.index(part) for part in ("Avant cette semaine", "Rendez-vous médical", "En retard", "Revue du projet")
    ]
    assert found == sorted(found)


@pytest.mark.parametrize("size", [LARGE, SMALL])
@pytest.mark.parametrize("code", ["fr", "en"])
def test_nothing_is_cut(qtbot, register, case, size, code):
    page = TodayPage(Session(register, Language.of(code)))
    qtbot.addWidget(page)
    page.arrive(HERE)
    page.fold(size == SMALL)
    width = size[0] - (56 if size == SMALL else 208)
    assert cut_widgets(page, width, size[1] - 28) == []


def test_a_night_that_nobody_called_is_asked_for_in_the_morning(page, register, clock):
    line = page.findChild(QWidget, "night_not_called")
    assert not line.isVisible()
    bed, admission = a_bed(room := a_room()), an_admission(admitted_on=TODAY)
    register.save(room, bed, *admission, an_assignment(admission[-1], bed))
    clock.move(days=1)
    page.refresh()
    assert line.isVisible()
    assert "21" in line.accessibleName()
    page.fold(True)
    assert cut_widgets(page, SMALL[0] - 56, SMALL[1]) == []
    went = []
    page.went.connect(went.append)
    press(page, "call_last_night")
    assert [one.page for one in went] == ["night"]


@pytest.mark.parametrize("code", ["fr", "en"])
def test_however_long_ago_the_copy_was_made_its_words_stay_inside_their_card(qtbot, register, clock, code):
    with register.in_this_thread() as twin:
        stick = twin.folder.parent / "stick"
        stick.mkdir()
        second_place.copy(twin, stick)
    clock.move(days=264)
    page = TodayPage(Session(register, Language.of(code)))
    qtbot.addWidget(page)
    page.arrive(HERE)
    page.fold(True)
    assert "264" in page.side.copy.accessibleName()
    assert cut_widgets(page, SMALL[0] - 56, SMALL[1]) == []
