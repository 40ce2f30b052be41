"""The board of beds, by mouse and by keys."""

import pytest
from PySide6.QtCore import Qt

from centre_app.casework.nights import Mark, mark_night
from centre_app.language import Language
from centre_app.records import BedAssignment
from tests.makers import TODAY, a_bed, a_cot, a_person, a_room, an_admission, an_assignment
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


def press(qtbot, page, bed_label: str) -> None:
    tile = part(page, f"bed.{bed_label}")
    tile.setFocus()
    qtbot.keyClick(tile, Qt.Key.Key_Return)


def test_the_board_says_who_sleeps_where_by_initials_alone(house, page):
    assert "K.S." in part(page, "bed.A-01").accessibleName()
    assert "Sangaré" not in part(page, "bed.A-01").accessibleName()
    assert "Libre" in part(page, "bed.A-03").accessibleName()


def test_somebody_is_moved_to_a_free_bed_by_keyboard_alone(qtbot, register, house, page):
    press(qtbot, page, "A-01")
    press(qtbot, page, "A-03")
    assert (sleeper_of(register, "A-01"), sleeper_of(register, "A-03")) == (None, house[0].id)


def test_two_taken_beds_are_exchanged(qtbot, register, house, page):
    qtbot.mouseClick(part(page, "bed.A-01"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(part(page, "bed.A-02"), Qt.MouseButton.LeftButton)
    assert (sleeper_of(register, "A-01"), sleeper_of(register, "A-02")) == (house[1].id, house[0].id)


def test_a_bed_dropped_onto_another_moves_who_sleeps_in_it(register, house, page):
    beds = {tile.bed.label: tile.bed.bed_id for tile in page.findChildren(type(part(page, "bed.A-01")))}
    page.board.dropped.emit(beds["A-02"], beds["A-03"])
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
    away, there = part(page, "bed.A-01"), part(page, "bed.A-02")
    assert (away.bed.word, there.bed.word) == (word, "")
    assert in_full in away.accessibleName()
    assert amber_in(away) > 0.5
    assert amber_in(there) == 0


def amber_in(tile) -> float:
    """Return how much of a tile lies on the amber ground."""
    picture = tile.grab().toImage()
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
    one, other = (part(shown, f"bed.{letter}-01") for letter in "AB")
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


def test_the_plan_of_the_beds_is_previewed_and_leaves_no_line(qtbot, register, house, page):
    seen = []
    in_dialog(lambda dialog: seen.append(words_on(dialog)))
    page.print_page()
    assert "1 page" in seen[0]
    actions = [row["action"] for row in register.vault.connection.execute("SELECT action FROM care.history")]
    assert "print_beds" not in actions
