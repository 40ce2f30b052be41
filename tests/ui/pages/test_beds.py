"""The board of beds, by mouse and by keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog

from centre_app.casework import holds
from centre_app.casework.nights import Mark, mark_night
from centre_app.language import Language
from centre_app.records import BedAssignment, PersonLink
from tests.makers import TODAY, a_bed, a_cot, a_person, a_room, an_admission, an_assignment, reopened_as
from tests.ui.fits import LARGE, SMALL, cut_widgets
from tests.ui.keys import type_words
from tests.ui.pages.conftest import in_dialog, part, words_on
from ui import theme
from ui.page import Destination
from ui.pages.beds import BedsPage
from ui.session import Session


@pytest.fixture
def house(register):
    """Two girls in two of three beds."""
    room = a_room(name="Chambre A")
    beds = [a_bed(room, label=f"A-0{number}") for number in (1, 2, 3)]
    first, second = an_admission(), an_admission(family="Diarra", given="Awa")
    register.save(room, *beds)
    register.save(*first, an_assignment(first[-1], beds[0]))
    register.save(*second, an_assignment(second[-1], beds[1]))
    return first[-1], second[-1]


@pytest.fixture
def page(session, show):
    shown = show(BedsPage(session))
    shown.arrive(Destination(page="beds"))
    return shown


def sleeper_of(register, bed_label: str) -> str | None:
    from centre_app.casework import beds

    tiles = [tile for room in beds.board(register) for tile in room.tiles]
    sleeper = next(tile.sleeper for tile in tiles if tile.bed.label == bed_label)
    return sleeper.stay_id if sleeper else None


def bed_id(page, label: str) -> str:
    return next(tile.bed.id for tile in page._tiles if tile.bed.label == label)


def said(page, label: str) -> str:
    """Return what is heard of a bed."""
    found = bed_id(page, label)
    return page.board.room_of(found).said(found)


def view(page, label: str):
    """Return what is drawn of a bed."""
    places = page.board.room_of(bed_id(page, label)).room.places
    return next(bed for place in places for bed in place if bed and bed.label == label)


def press(qtbot, page, label: str) -> None:
    """Walk to a bed and press Enter."""
    QApplication.processEvents()
    page.board.go_to(bed_id(page, label))
    qtbot.keyClick(page.board.room_of(bed_id(page, label)), Qt.Key.Key_Return)


def click(qtbot, page, label: str) -> None:
    QApplication.processEvents()
    room = page.board.room_of(bed_id(page, label))
    qtbot.mouseClick(room, Qt.MouseButton.LeftButton, pos=room.box_of(bed_id(page, label)).center())


def test_the_board_says_who_sleeps_where_by_initials_alone(house, page):
    assert "K.S." in said(page, "A-01")
    assert "Sangaré" not in said(page, "A-01")
    assert "Libre" in said(page, "A-03")


def test_somebody_is_moved_to_a_free_bed_by_keyboard_alone(qtbot, register, house, page):
    press(qtbot, page, "A-01")
    press(qtbot, page, "A-03")
    assert (sleeper_of(register, "A-01"), sleeper_of(register, "A-03")) == (None, house[0].id)


def test_two_taken_beds_are_exchanged(qtbot, register, house, page):
    click(qtbot, page, "A-01")
    click(qtbot, page, "A-02")
    assert (sleeper_of(register, "A-01"), sleeper_of(register, "A-02")) == (house[1].id, house[0].id)


def test_a_bed_dropped_onto_another_moves_who_sleeps_in_it(register, house, page):
    page.board.dropped.emit(bed_id(page, "A-02"), bed_id(page, "A-03"))
    assert sleeper_of(register, "A-03") == house[1].id


def test_escape_lets_go_of_a_bed_and_changes_nothing(qtbot, register, house, page):
    press(qtbot, page, "A-01")
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    press(qtbot, page, "A-03")
    assert sleeper_of(register, "A-01") == house[0].id


def test_a_room_that_does_not_suit_asks_for_a_reason_and_takes_it(qtbot, register, house, page):
    boys = a_room(name="Chambre G", sex_rule="boys")
    register.save(boys, a_bed(boys, label="G-01"))
    page.refresh()
    press(qtbot, page, "A-01")
    press(qtbot, page, "G-01")
    assert sleeper_of(register, "G-01") is None
    reason = part(page, "bed_assignments.reason")
    type_words(reason, "Plus un lit de libre")
    qtbot.keyClick(reason, Qt.Key.Key_Return)
    assert sleeper_of(register, "G-01") == house[0].id
    assert register.find(BedAssignment, to_on=None, stay_id=house[0].id)[0].reason == "Plus un lit de libre"


def test_a_bed_is_freed(qtbot, register, house, page):
    press(qtbot, page, "A-01")
    qtbot.mouseClick(part(page, "free_bed"), Qt.MouseButton.LeftButton)
    assert sleeper_of(register, "A-01") is None


def test_who_has_no_bed_is_said_and_given_one(qtbot, register, house, page):
    newcomer = an_admission(family="Touré", given="Oumou", admitted_on=TODAY)
    register.save(*newcomer)
    page.refresh()
    assert part(page, "without_bed").isVisible()
    assert "0 sur 3 pointées" in words_on(page), "as many as the roll call has"
    qtbot.mouseClick(part(page, "place"), Qt.MouseButton.LeftButton)
    press(qtbot, page, "A-03")
    assert sleeper_of(register, "A-03") == newcomer[-1].id
    assert not part(page, "without_bed").isVisible()


def test_who_comes_from_a_file_has_only_the_bed_to_choose(qtbot, register, house, page):
    page.arrive(Destination(page="beds", record_id=house[0].id))
    assert "Kadidia" in words_on(page)
    press(qtbot, page, "A-03")
    assert (sleeper_of(register, "A-01"), sleeper_of(register, "A-03")) == (None, house[0].id)


def test_who_comes_from_the_file_of_somebody_without_a_bed_gives_her_one(qtbot, register, house, page):
    newcomer = an_admission(family="Touré", given="Oumou", admitted_on=TODAY)
    register.save(*newcomer)
    page.arrive(Destination(page="beds", record_id=newcomer[-1].id))
    press(qtbot, page, "A-03")
    assert sleeper_of(register, "A-03") == newcomer[-1].id


def test_the_chosen_persons_file_opens_at_its_housing(qtbot, house, page, gone_to):
    places = gone_to(page)
    press(qtbot, page, "A-02")
    qtbot.mouseClick(part(page, "open_case"), Qt.MouseButton.LeftButton)
    assert places == [Destination(page="case", case_id=house[1].case_id, section="housing")]


def test_the_roll_is_called_from_the_beds(qtbot, house, page, gone_to):
    places = gone_to(page)
    qtbot.mouseClick(part(page, "call_the_roll"), Qt.MouseButton.LeftButton)
    assert places == [Destination(page="night")]


def test_one_line_says_what_the_signs_mean(house, page):
    for words in (
        "Pointée présente",
        "Pas encore pointée",
        "Sortie avec accord",
        "À l’hôpital",
        "Lit libre",
        "Mère et bébé ensemble",
    ):
        assert f"| {words} |" in f"{words_on(page)} |"
    assert "Hors service" not in words_on(page)


@pytest.mark.parametrize(
    ("why", "word", "in_full"),
    [
        ("permission", "avec accord", "Permission"),
        ("hospital", "à l’hôpital", "Hospitalisation"),
        ("runaway", "en fugue", "Fugue"),
        (None, "sortie", ""),
    ],
)
def test_a_bed_whose_sleeper_is_away_says_so_in_a_word(register, house, page, why, word, in_full):
    mark_night(
        register, TODAY, [Mark(stay=house[0], present=False, absence_type=why), Mark(stay=house[1], present=True)]
    )
    page.refresh()
    assert (view(page, "A-01").word, view(page, "A-02").word) == (word, "")
    assert in_full in said(page, "A-01")
    assert amber_in(page, "A-01") > 0.5
    assert amber_in(page, "A-02") == 0


def amber_in(page, label: str) -> float:
    """Return how much of a bed lies on the amber ground."""
    room = page.board.room_of(bed_id(page, label))
    picture = room.grab(room.box_of(bed_id(page, label))).toImage()
    seen = [picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(picture.height())]
    return seen.count(theme.SOON_TINT) / len(seen)


def test_who_went_without_leave_has_a_sign_of_its_own_in_the_legend(register, house, page):
    mark_night(register, TODAY, [Mark(stay=house[0], present=False, absence_type="unauthorised")])
    page.refresh()
    assert "Sortie sans accord" in words_on(page)


@pytest.mark.parametrize(("width", "beside"), [(1158, True), (1036, True), (744, False)])
def test_rooms_stand_beside_each_other_where_there_is_room(register, house, show, session, width, beside):
    for letter in "BC":
        room = a_room(name=f"Chambre {letter}")
        register.save(room, *(a_bed(room, label=f"{letter}-{number:02d}") for number in range(1, 11)))
    shown = show(BedsPage(session), (width, 600))
    shown.arrive(Destination(page="beds"))
    QApplication.processEvents()
    one, other = (shown.board.room_of(bed_id(shown, f"{letter}-01")) for letter in "AB")
    level = one.mapTo(shown, one.rect().topLeft()).y() == other.mapTo(shown, other.rect().topLeft()).y()
    assert level == beside
    assert cut_widgets(shown, width, 600) == []


@pytest.mark.parametrize("size", [LARGE, SMALL])
@pytest.mark.parametrize("code", ["fr", "en"])
def test_nothing_is_cut(register, house, show, size, code):
    mothers = a_room(name="Chambre C", room_type="mother_baby")
    bed = a_bed(mothers, label="C-01")
    register.save(mothers, bed, a_cot(bed, label="C-01b"))
    baby = an_admission(a_person(), family="Sangaré", given="Issa", admission_type="accompanying_child")
    register.save(*baby)
    shown = show(BedsPage(Session(register, Language.of(code))), size)
    shown.arrive(Destination(page="beds"))
    assert cut_widgets(shown, *size) == []


def arrow(qtbot, page, *keys) -> str:
    """Press arrows where the keyboard is; return the label of the bed one stands on then."""
    for key in keys:
        qtbot.keyClick(QApplication.focusWidget(), key)
    at = QApplication.focusWidget().at
    return next(tile.bed.label for tile in page._tiles if tile.bed.id == at)


def test_arrows_walk_from_bed_to_bed_and_on_into_the_next_room(qtbot, register, house, page):
    room = a_room(name="Chambre B")
    register.save(room, *(a_bed(room, label=f"B-0{number}") for number in range(1, 8)))
    page.refresh()
    QApplication.processEvents()
    page.board.go_to(bed_id(page, "A-01"))
    assert arrow(qtbot, page, Qt.Key.Key_Right, Qt.Key.Key_Right) == "A-03"
    assert arrow(qtbot, page, Qt.Key.Key_Right) == "B-01"
    assert arrow(qtbot, page, Qt.Key.Key_Down) == "B-06"
    assert arrow(qtbot, page, Qt.Key.Key_Up, Qt.Key.Key_Left) == "A-03"


def test_somebody_is_found_by_name_and_moved_to_a_bed_found_by_label(qtbot, register, house, page):
    page.focus_search()
    type_words(page.search, "awa")
    qtbot.keyClick(page.search, Qt.Key.Key_Return)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    page.focus_search()
    type_words(page.search, "A-03")
    qtbot.keyClick(page.search, Qt.Key.Key_Return)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert sleeper_of(register, "A-03") == house[1].id


def test_a_bed_is_kept_free_and_kept_no_longer(qtbot, register, house, page):
    def fill_in(dialog: QDialog) -> None:
        dialog.form.editor("why").show_answer("announced")
        dialog.sheet.save()

    press(qtbot, page, "A-03")
    in_dialog(fill_in)
    qtbot.mouseClick(part(page, "hold_bed"), Qt.MouseButton.LeftButton)
    assert "Gardé libre · Arrivée annoncée" in said(page, "A-03")
    press(qtbot, page, "A-03")
    qtbot.mouseClick(part(page, "lift_hold"), Qt.MouseButton.LeftButton)
    assert "Libre" in said(page, "A-03")


def test_a_bed_that_is_kept_free_is_given_with_a_reason(qtbot, register, house, page):
    holds.hold_bed(register, bed_id(page, "A-03"), why="announced", from_on=TODAY)
    page.refresh()
    press(qtbot, page, "A-01")
    press(qtbot, page, "A-03")
    assert sleeper_of(register, "A-03") is None
    assert "Ce lit est gardé libre" in words_on(page)
    reason = part(page, "bed_assignments.reason")
    type_words(reason, "Elle est malade")
    qtbot.keyClick(reason, Qt.Key.Key_Return)
    assert sleeper_of(register, "A-03") == house[0].id


def test_a_bed_is_taken_out_of_use_and_back(qtbot, register, house, page):
    press(qtbot, page, "A-03")
    qtbot.mouseClick(part(page, "close_bed"), Qt.MouseButton.LeftButton)
    assert "Hors service" in said(page, "A-03")
    press(qtbot, page, "A-03")
    qtbot.mouseClick(part(page, "reopen_bed"), Qt.MouseButton.LeftButton)
    assert "Libre" in said(page, "A-03")


def test_a_full_house_lays_a_mat(qtbot, register, house, page):
    newcomer = an_admission(family="Touré", given="Oumou", admitted_on=TODAY)
    register.save(*newcomer)
    page.refresh()
    page.moving.take_up(newcomer[-1])
    page.moving.move.mat.picked.emit(page.moving.move.mat.itemData(0))
    assert sleeper_of(register, "A-04") == newcomer[-1].id
    assert view(page, "A-04").note == "natte"


def test_exchanging_two_asks_why_where_a_room_does_not_suit_one_of_them(qtbot, register, house, page):
    boys = a_room(name="Chambre G", sex_rule="boys")
    bed = a_bed(boys, label="G-01")
    boy = an_admission(a_person(sex="male"), family="Keïta", given="Fodé")
    register.save(boys, bed)
    register.save(*boy, an_assignment(boy[-1], bed))
    page.refresh()
    press(qtbot, page, "A-01")
    press(qtbot, page, "G-01")
    assert sleeper_of(register, "G-01") == boy[-1].id
    reason = part(page, "bed_assignments.reason")
    type_words(reason, "Une seule nuit")
    qtbot.keyClick(reason, Qt.Key.Key_Return)
    assert (sleeper_of(register, "G-01"), sleeper_of(register, "A-01")) == (house[0].id, boy[-1].id)


def test_sisters_in_two_rooms_are_pointed_out_and_the_button_leads_to_one(qtbot, register, house, page):
    other = a_room(name="Chambre B")
    bed = a_bed(other, label="B-01")
    sister = an_admission(family="Sangaré", given="Fanta")
    register.save(other, bed)
    register.save(*sister, an_assignment(sister[-1], bed))
    register.save(PersonLink(from_person_id=house[0].person_id, to_person_id=sister[-1].person_id, relation="sister"))
    page.refresh()
    assert "A-01 et B-01 sont frères ou sœurs et dorment dans deux chambres. A-03 est libre." in words_on(page)
    qtbot.mouseClick(part(page, "pointed.0.see"), Qt.MouseButton.LeftButton)
    assert QApplication.focusWidget().at == bed_id(page, "A-01")


def test_how_full_is_said_of_the_month_and_of_the_one_before(qtbot, register, house, page):
    assert "Le plus plein la nuit du 21/11\N{NO-BREAK SPACE}: 2 sur 3." in words_on(page)
    qtbot.mouseClick(part(page, "month_before"), Qt.MouseButton.LeftButton)
    assert "octobre 2026" in words_on(page)


def test_the_night_guard_moves_and_keeps_no_beds(qtbot, register, house, show):
    guard = reopened_as(register, "night_guard")
    shown = show(BedsPage(Session(guard, Language.of("fr"))))
    shown.arrive(Destination(page="beds"))
    press(qtbot, shown, "A-03")
    assert not part(shown, "empty_bed").isVisible()
    press(qtbot, shown, "A-01")
    press(qtbot, shown, "A-03")
    assert sleeper_of(guard, "A-03") == house[0].id
    QApplication.processEvents()  # the page has read again what was written
    guard.close()


@pytest.mark.parametrize("size", [LARGE, SMALL])
@pytest.mark.parametrize("code", ["fr", "en"])
@pytest.mark.parametrize("label", ["A-01", "A-03"])
def test_nothing_is_cut_while_a_bed_is_chosen(register, house, show, size, code, label):
    shown = show(BedsPage(Session(register, Language.of(code))), size)
    shown.arrive(Destination(page="beds"))
    shown.moving.choose(bed_id(shown, label))
    shown.moving.doubt.ask("Cette chambre n’est pas prévue pour elle. Écrivez la raison.")
    assert cut_widgets(shown, *size) == []


def test_the_plan_of_the_beds_is_previewed_and_leaves_no_line(qtbot, register, house, page):
    seen = []
    in_dialog(lambda dialog: seen.append(words_on(dialog)))
    page.print_page()
    assert "1 page" in seen[0]
    actions = [row["action"] for row in register.vault.connection.execute("SELECT action FROM care.history")]
    assert "print_beds" not in actions
