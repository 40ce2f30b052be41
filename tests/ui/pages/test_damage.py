"""A damaged register on screen: at the door the way back, inside what could be read and what is missing."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from centre_app.damage import findings, looking, putting_back
from centre_app.documents import after_damage
from centre_app.language import Language
from centre_app.opening import open_with
from centre_app.records import Person
from tests.centre_app.damage.houses import a_house, keys_to, spoil
from tests.makers import DIRECTOR, PASSPHRASE
from tests.ui.fits import LARGE, SMALL, cut_widgets
from tests.ui.pages.with_sticks import press, said, words_on
from ui.house import frame_of
from ui.kit.panel import Card
from ui.kit.rows import Row
from ui.page import Destination
from ui.pages.damage.mending import MendingPage
from ui.pages.damage.page import AfterDamagePage
from ui.session import Session

WAIT_MS = 30_000


@pytest.fixture
def spoilt(tmp_path, clock):
    """The folder of a register whose stays are damaged, with a backup from before the day's work."""
    register = a_house(tmp_path, clock)
    register.close()
    spoil(register.folder)
    return register.folder


@pytest.fixture
def mended(spoilt, clock):
    """The same register, put back and open."""
    keys = keys_to(spoilt)
    damaged = [file.compartment for file in looking.look(spoilt, keys) if file.is_damaged]
    putting_back.put_back(spoilt, keys, looking.way_back(spoilt, keys, damaged))
    with open_with(spoilt, keys_to(spoilt), clock=clock) as register:
        yield register


def at_the_door(qtbot, folder, size=LARGE, code="fr"):
    page = MendingPage(folder, Language.of(code), person=DIRECTOR, passphrase=PASSPHRASE)
    qtbot.addWidget(page)
    page.resize(*size)
    page.show()
    qtbot.waitUntil(lambda: button(page, "back_to_door") is not None, timeout=WAIT_MS)
    return page


def button(page, name):
    return page.findChild(QPushButton, name)


@pytest.mark.parametrize("code", ["fr", "en"])
@pytest.mark.parametrize("size", [LARGE, SMALL])
def test_the_door_names_the_damaged_file_and_its_backup_and_nothing_is_cut(qtbot, spoilt, size, code):
    page = at_the_door(qtbot, spoilt, size, code)
    assert "care.db" in words_on(page)
    assert "21/11/2026" in words_on(page)
    assert not cut_widgets(page, *size)


def test_putting_the_backup_back_makes_the_register_whole_by_keyboard_alone(qtbot, spoilt, clock):
    page = at_the_door(qtbot, spoilt)
    mend = button(page, "mend")
    page.activateWindow()
    qtbot.waitUntil(mend.hasFocus)
    qtbot.keyClick(mend, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: button(page, "mend") is None, timeout=WAIT_MS)
    with qtbot.waitSignal(page.ended) as ended:
        qtbot.keyClick(button(page, "back_to_door"), Qt.Key.Key_Space)
    assert ended.args == [DIRECTOR]
    with open_with(spoilt, keys_to(spoilt), clock=clock) as register:
        assert findings.waiting(register) > 0


def test_a_register_that_turns_out_whole_is_said_to_be(qtbot, register):
    register.close()
    page = at_the_door(qtbot, register.folder)
    assert "en bon état" in words_on(page)
    assert button(page, "mend") is None


def test_a_wrong_passphrase_is_not_called_a_damage(qtbot, register):
    register.close()
    page = MendingPage(register.folder, Language.of("fr"), person=DIRECTOR, passphrase="une autre phrase tout à fait")
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: button(page, "back_to_door") is not None, timeout=WAIT_MS)
    assert button(page, "mend") is None
    assert page.result.isVisible()


@pytest.mark.parametrize("code", ["fr", "en"])
@pytest.mark.parametrize("size", [LARGE, SMALL])
def test_what_was_found_and_what_is_missing_stand_on_one_page(show, mended, size, code):
    page = show(AfterDamagePage(Session(mended, Language.of(code))), size)
    page.arrive(Destination(page="after_damage"))
    assert "damage.care" in {card.objectName() for card in page.findChildren(Card)}
    assert any("SEG-26-0001" in row.accessibleName() for row in page.findChildren(Row))
    assert not cut_widgets(page, *size)


def test_all_that_was_found_is_put_back_with_one_button(qtbot, show, mended):
    page = show(AfterDamagePage(Session(mended, Language.of("fr"))))
    page.arrive(Destination(page="after_damage"))
    before = len(mended.find(Person))
    press(qtbot, page, "take_all.care")
    assert len(mended.find(Person)) > before
    assert findings.waiting(mended) == 0
    assert "remises" in said(page)


def test_the_place_stands_in_the_rail_where_something_was_damaged(mended):
    places = frame_of(Session(mended, Language.of("fr"))).places
    assert "after_damage" in {place.key for place in places}


def test_the_place_stands_in_no_rail_where_nothing_ever_was(register):
    places = frame_of(Session(register, Language.of("fr"))).places
    assert "after_damage" not in {place.key for place in places}


@pytest.mark.parametrize("code", ["fr", "en"])
def test_the_list_on_paper_names_nobody_but_staff(mended, code):
    pdf = after_damage.print_after_damage(mended, {"care": "X"}, language=Language.of(code))
    assert pdf.startswith(b"%PDF")
    assert mended.vault.ask("SELECT count(*) FROM main.history WHERE action = 'print_damage'")[0][0] == 1
