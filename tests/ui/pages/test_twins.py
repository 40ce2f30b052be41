"""Two files compared, merged and made two again, in the window and by keyboard; and two people told apart for good."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from centre_app.casework import merging
from centre_app.language import Language
from centre_app.records import CaseFile, TwinDecision
from tests.makers import LONG_AGO, a_case, a_description, a_name, a_person, a_stay, reopened_as
from tests.ui.fits import LARGE, SMALL, cut_widgets
from tests.ui.pages.conftest import in_dialog, part, words_on, write_into
from ui.page import Destination
from ui.pages.case.page import CasePage
from ui.pages.twins.page import TwinsPage
from ui.session import Session


def a_file(register, code, *, family, given, village, ended_on=None):
    person = a_person(origin_region="segou")
    case = a_case(person, code=code, status="follow_up" if ended_on else "admitted")
    described = a_description(person, description=None, village=village)
    return register.save(
        person, a_name(person, family, given), case, a_stay(case, ended_on=ended_on), described, heed_findings=False
    )[2]


@pytest.fixture
def files(register):
    """She is here under one number, and was here under another one, spelt otherwise."""
    return (
        a_file(register, "SEG-26-0012", family="Coulibaly", given="Djénéba", village="Markala"),
        a_file(register, "SEG-25-0040", family="Kulibali", given="Jeneba", village="Markala", ended_on=LONG_AGO),
    )


def press(qtbot, where, name):
    qtbot.mouseClick(part(where, name), Qt.MouseButton.LeftButton)


def merges(qtbot, why="La même cicatrice"):
    """Say in the two dialogs that they are one person; the second opens when the first has closed."""

    def decide(dialog):
        in_dialog(lambda asking: (type_why(asking, why), press(qtbot, asking, "confirm_merge")))
        press(qtbot, dialog, "are_same")

    in_dialog(decide)


def type_why(dialog, why):
    write_into(dialog, "merge.why", why)


@pytest.mark.parametrize("code", ["fr", "en"])
def test_two_files_are_compared_and_merged_and_the_summary_undoes_it(qtbot, register, show, gone_to, files, code):
    session = Session(register, Language.of(code))
    page = show(TwinsPage(session))
    page.arrive(Destination(page="twins", case_id=files[0].id))
    went = gone_to(page)
    merges(qtbot)
    press(qtbot, page, "compare.SEG-25-0040")
    assert [(place.page, place.case_id) for place in went] == [("case", files[0].id)]
    assert register.get(CaseFile, files[1].id).merged_into_id == files[0].id

    case_page = show(CasePage(session))
    case_page.arrive(Destination(page="case", case_id=files[1].id))
    said = words_on(case_page)
    assert "SEG-26-0012" in said
    assert "SEG-25-0040" in said
    press(qtbot, case_page, "unmerge.SEG-25-0040")
    assert register.get(CaseFile, files[1].id).merged_into_id is None


def test_two_people_told_apart_are_not_proposed_again(qtbot, register, show, session, files):
    page = show(TwinsPage(session))
    page.arrive(Destination(page="twins", case_id=files[0].id))
    in_dialog(lambda dialog: press(qtbot, dialog, "are_different"))
    press(qtbot, page, "compare.SEG-25-0040")
    QApplication.processEvents()
    assert [decision.verdict for decision in register.find(TwinDecision)] == [merging.DIFFERENT]
    page.refresh()
    assert part(page, "no_twin").isVisible()


def test_any_other_file_is_found_and_compared_by_keyboard(qtbot, register, show, session, files):
    other = a_file(register, "SEG-26-0030", family="Dolo", given="Yapagui", village="Sangha", ended_on=LONG_AGO)
    page = show(TwinsPage(session))
    page.arrive(Destination(page="twins", case_id=files[0].id))
    page.focus_search()
    qtbot.keyClicks(page.search, "sangha")
    qtbot.waitUntil(lambda: "SEG-26-0030" in words_on(page))
    button = part(page, "compare.SEG-26-0030")
    merges(qtbot)
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert register.get(CaseFile, other.id).merged_into_id == files[0].id


def test_what_cannot_be_merged_is_said_in_the_dialog(qtbot, register, show, session, files):
    a_file(register, "SEG-26-0013", family="Coulibaly", given="Djénéba", village="Markala")
    page = show(TwinsPage(session))
    page.arrive(Destination(page="twins", case_id=files[0].id))
    said = []

    def decide(dialog):
        def refused(asking):
            type_why(asking, "Elle")
            press(qtbot, asking, "confirm_merge")
            said.append(words_on(asking))
            asking.reject()

        in_dialog(refused)
        press(qtbot, dialog, "are_same")

    in_dialog(decide)
    press(qtbot, page, "compare.SEG-26-0013")
    assert "Les deux dossiers ont un séjour" in said[0]
    assert register.find(TwinDecision) == []


def test_whoever_may_not_merge_is_offered_no_merge(qtbot, register, show, files):
    with reopened_as(register, "social_worker") as hers:
        page = show(TwinsPage(Session(hers, Language.of("fr"))))
        page.arrive(Destination(page="twins", case_id=files[0].id))
        offered = []
        in_dialog(lambda dialog: (offered.extend(dialog.findChildren(QPushButton)), dialog.reject()))
        press(qtbot, page, "compare.SEG-25-0040")
        assert [button.objectName() for button in offered] == ["decide_later", "are_different"]


@pytest.mark.parametrize("size", [LARGE, SMALL])
def test_nothing_is_cut(show, session, files, size):
    page = show(TwinsPage(session), size)
    page.arrive(Destination(page="twins", case_id=files[0].id))
    assert cut_widgets(page, *size) == []
