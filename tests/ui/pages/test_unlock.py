"""The door, as somebody stands before it: a passphrase, its faults, and registers that do not open."""

import shutil
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QPushButton, QWidget

from centre_app.door import at_the_door
from centre_app.language import Language
from centre_app.problems import CannotWriteThere, RegisterDamaged
from centre_app.register import AT_HEADQUARTERS
from tests import makers
from tests.ui.fits import LARGE, SMALL, cut_widgets
from tests.ui.keys import type_words
from ui.how_left import HowLeft
from ui.kit.people import PersonTile
from ui.pages import unlock, unlock_parts
from ui.pages.unlock import UnlockPage
from ui.pages.unlock_parts import capitals_locked


@pytest.fixture
def folder(tmp_path):
    return makers.a_folder(tmp_path)


@pytest.fixture
def at_door(qtbot, french):
    """Show the door of a folder, as the window does."""

    def show(folder, language=french):
        page = UnlockPage(folder, language)
        qtbot.addWidget(page)
        page.resize(*LARGE)
        with qtbot.waitExposed(page):
            page.show()
        qtbot.waitUntil(lambda: page.has_looked)
        return page

    return show


def field(page) -> QLineEdit:
    return page.findChild(QLineEdit, "passphrase")


def button(page, name) -> QPushButton:
    return page.findChild(QPushButton, name)


def said(page) -> str:
    """What the page says is wrong, "" when nothing is."""
    trouble = page.findChild(QWidget, "trouble")
    return trouble.accessibleName() if trouble.isVisible() else ""


def try_passphrase(qtbot, page, typed):
    """Type a passphrase, press Enter, and wait until the page says what is wrong with it."""
    field(page).clear()
    type_words(field(page), typed)
    qtbot.keyClick(field(page), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: said(page) != "", timeout=10_000)


def test_the_right_passphrase_opens_the_register(qtbot, at_door, folder):
    page = at_door(folder)
    with qtbot.waitSignal(page.opened, timeout=10_000) as opened:
        type_words(field(page), makers.PASSPHRASE)
        qtbot.keyClick(field(page), Qt.Key.Key_Return)
    register = opened.args[0]
    assert register.code == "SEG"
    register.close()


def test_the_mouse_opens_it_too_and_the_passphrase_does_not_stay_in_its_field(qtbot, at_door, folder):
    page = at_door(folder)
    type_words(field(page), makers.PASSPHRASE)
    with qtbot.waitSignal(page.opened, timeout=10_000) as opened:
        qtbot.mouseClick(button(page, "open"), Qt.MouseButton.LeftButton)
    assert field(page).text() == ""
    opened.args[0].close()


def test_the_cursor_waits_in_the_passphrase_of_who_is_chosen(qtbot, at_door, folder):
    page = at_door(folder)
    qtbot.waitUntil(field(page).hasFocus)
    assert page.findChild(QLabel, "whose_passphrase").text() == "Phrase secrète d’Awa Diarra"
    assert field(page).accessibleName() == "Phrase secrète d’Awa Diarra"


def test_an_empty_passphrase_is_not_tried(qtbot, at_door, folder):
    page = at_door(folder)
    qtbot.keyClick(field(page), Qt.Key.Key_Return)
    assert said(page) == "Tapez d’abord votre phrase secrète."
    assert not (folder / "tries.json").exists()


def test_a_wrong_passphrase_says_so_and_what_to_try(qtbot, at_door, folder):
    page = at_door(folder)
    try_passphrase(qtbot, page, "not this one")
    assert "n’ouvre pas ce registre" in said(page)
    assert "Verr" in said(page) or "majuscules" in said(page).lower()
    assert field(page).isEnabled()
    assert field(page).selectedText() != ""


def test_typing_again_takes_the_fault_away(qtbot, at_door, folder):
    page = at_door(folder)
    try_passphrase(qtbot, page, "not this one")
    type_words(field(page), "a")
    assert said(page) == ""
    assert field(page).property("mark") == ""


def test_after_five_wrong_tries_the_wait_counts_down_and_ends(qtbot, at_door, folder, monkeypatch):
    monkeypatch.setattr(unlock, "SECOND_MS", 20)
    page = at_door(folder)
    left = [5]
    for _ in range(5):
        try_passphrase(qtbot, page, "not this one")
    assert "5 secondes" in said(page) or "4 secondes" in said(page)
    assert not button(page, "open").isEnabled()
    monkeypatch.setattr(unlock, "seconds_to_wait", lambda folder: left[0])
    left[0] = 1
    qtbot.waitUntil(lambda: "1 seconde." in said(page).replace("\u00a0", " "))
    left[0] = 0
    qtbot.waitUntil(button(page, "open").isEnabled)
    assert "essayer encore" in said(page)


def test_a_wait_that_was_on_when_the_program_ended_is_still_on(qtbot, at_door, folder):
    first = at_door(folder)
    for _ in range(5):
        try_passphrase(qtbot, first, "not this one")
    first.close()
    assert not button(at_door(folder), "open").isEnabled()


def test_the_eye_shows_and_hides_what_is_typed(qtbot, at_door, folder):
    page = at_door(folder)
    eye = button(page, "passphrase.show")
    qtbot.mouseClick(eye, Qt.MouseButton.LeftButton)
    assert field(page).echoMode() == QLineEdit.EchoMode.Normal
    assert eye.text() == "Cacher"
    qtbot.mouseClick(eye, Qt.MouseButton.LeftButton)
    assert field(page).echoMode() == QLineEdit.EchoMode.Password


def test_a_passphrase_left_half_typed_is_forgotten(qtbot, at_door, folder, monkeypatch):
    monkeypatch.setattr(unlock_parts, "FORGOTTEN_SECONDS", 0.1)
    page = at_door(folder)
    qtbot.mouseClick(button(page, "passphrase.show"), Qt.MouseButton.LeftButton)
    type_words(field(page), "cheval")
    qtbot.waitUntil(lambda: field(page).text() == "")
    assert field(page).echoMode() == QLineEdit.EchoMode.Password


def press(typed: str, *, shift: bool = False, key: Qt.Key = Qt.Key.Key_A) -> QKeyEvent:
    modifiers = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    return QKeyEvent(QEvent.Type.KeyPress, key, modifiers, typed)


@pytest.mark.parametrize(
    ("event", "locked"),
    [
        (press("a"), False),
        (press("A"), True),
        (press("A", shift=True), False),
        (press("a", shift=True), True),
        (press("é"), False),
        (press("1"), None),
        (press(" "), None),
        (press(""), None),
    ],
)
def test_a_letter_tells_whether_capitals_are_locked(event, locked):
    assert capitals_locked(event) is locked


def test_locked_capitals_are_said_under_the_field(qtbot, at_door, folder):
    page = at_door(folder)
    QApplication.sendEvent(field(page), press("A"))
    capitals = page.findChild(QWidget, "passphrase.capitals")
    assert capitals.isVisible()
    QApplication.sendEvent(field(page), press("", key=Qt.Key.Key_CapsLock))
    assert not capitals.isVisible()


def test_another_language_is_asked_for_with_what_was_typed(qtbot, at_door, folder):
    page = at_door(folder)
    type_words(field(page), "cheval")
    with qtbot.waitSignal(page.language_asked) as asked:
        languages = page.findChild(QWidget, "language")
        languages.setFocus()
        qtbot.keyClick(languages, Qt.Key.Key_Down)
        languages.activated.emit(languages.currentIndex())
    assert asked.args == [Language.of("en"), "cheval"]


def test_a_register_in_use_says_so_before_anybody_types(qtbot, at_door, folder):
    register = makers.reopened(folder)
    page = at_door(folder)
    assert "déjà ouvert" in said(page)
    register.close()
    with qtbot.waitSignal(page.other_asked) as asked:
        qtbot.mouseClick(button(page, "open"), Qt.MouseButton.LeftButton)
    assert asked.args == [folder]  # the window looks at the same door once more


def test_a_register_taken_meanwhile_is_said_and_nothing_is_written(qtbot, at_door, folder):
    page = at_door(folder)
    register = makers.reopened(folder)
    try_passphrase(qtbot, page, makers.PASSPHRASE)
    assert "déjà ouvert" in said(page)
    register.close()


def test_a_folder_that_is_no_register_says_which_to_choose(qtbot, at_door, tmp_path):
    page = at_door(tmp_path)
    assert ".register" in said(page)
    assert page.findChild(QLineEdit, "passphrase") is None or not field(page).isVisible()
    assert button(page, "make_new").isVisible()


def test_a_damaged_database_names_its_file_and_says_what_to_do(qtbot, at_door, folder):
    (folder / "care.db").write_bytes(b"spoilt" * 1000)
    page = at_door(folder)
    try_passphrase(qtbot, page, makers.PASSPHRASE)
    french = Language.of("fr")
    assert "Le séjour (care.db)" in said(page)
    assert french.say(unlock_parts.AT_THE_DOOR[RegisterDamaged][1]) in said(page)


def test_a_key_file_that_cannot_be_read_says_to_touch_nothing(qtbot, at_door, folder):
    for name in ("keys.json", "keys.json.2"):
        (folder / name).write_bytes(b"{")
    assert "siège" in said(at_door(folder))


def test_a_register_that_may_only_be_read_says_so(qtbot, at_door, folder, monkeypatch):
    def refuse(_folder):
        raise CannotWriteThere

    monkeypatch.setattr(unlock, "check_nobody_is_inside", refuse)
    assert "rien ne peut y être écrit" in said(at_door(folder))


def test_whoever_has_forgotten_her_passphrase_asks_for_the_ways_back(qtbot, at_door, folder):
    page = at_door(folder)
    with qtbot.waitSignal(page.recovery_asked):
        qtbot.mouseClick(button(page, "forgotten"), Qt.MouseButton.LeftButton)


def test_headquarters_has_its_own_door(at_door, tmp_path):
    page = at_door(makers.a_folder(tmp_path, kind=AT_HEADQUARTERS, code="BKO"))
    assert "Registre du siège" in [label.text() for label in page.findChildren(QLabel)]


@pytest.mark.parametrize("code", ["fr", "en"])
@pytest.mark.parametrize("size", [LARGE, SMALL])
def test_nothing_is_cut(at_door, folder, code, size):
    assert cut_widgets(at_door(folder, Language.of(code)), *size) == []


@pytest.mark.parametrize("size", [LARGE, SMALL])
def test_nothing_is_cut_with_six_people_and_every_sentence(qtbot, at_door, folder, size, monkeypatch):
    door = at_the_door(folder)
    people = [replace(door.people[0], id=str(number), name=f"Djénéba Kanté {number}") for number in range(6)]
    monkeypatch.setattr(unlock, "at_the_door", lambda _folder: replace(door, people=tuple(people)))
    page = at_door(folder)
    try_passphrase(qtbot, page, "not this one")
    QApplication.sendEvent(field(page), press("A"))
    assert cut_widgets(page, *size) == []


def test_the_second_of_several_people_is_chosen_by_a_click(qtbot, at_door, folder, monkeypatch):
    door = at_the_door(folder)
    other = replace(door.people[0], id="other", name="Rokia Dolo", roles=("psychologist",))
    monkeypatch.setattr(unlock, "at_the_door", lambda _folder: replace(door, people=(*door.people, other)))
    page = at_door(folder)
    qtbot.mouseClick(page.findChild(QWidget, "person.other"), Qt.MouseButton.LeftButton)
    assert page.person == other
    assert field(page).accessibleName() == "Phrase secrète de Rokia Dolo"
    assert field(page).hasFocus()


def test_a_register_whose_folder_went_away_is_said_so(qtbot, at_door, folder):
    page = at_door(folder)
    shutil.rmtree(folder)
    try_passphrase(qtbot, page, makers.PASSPHRASE)
    assert "le dossier n’est plus là" in said(page)


def test_what_was_typed_before_the_lock_is_said_to_be_kept(qtbot, folder, french):
    page = UnlockPage(folder, french, left=HowLeft(by=at_the_door(folder).people[0].id, kept_at="14:32"))
    qtbot.addWidget(page)
    assert "Votre saisie de 14:32 est gardée. Vous la retrouverez." in [
        label.text() for label in page.findChildren(QLabel)
    ]
    assert cut_widgets(page, *SMALL) == []


def test_another_register_is_chosen_in_a_dialog(qtbot, at_door, folder, tmp_path):
    page = at_door(folder)
    other = makers.a_folder(tmp_path / "elsewhere", code="KOR")
    qtbot.mouseClick(button(page, "open_another"), Qt.MouseButton.LeftButton)
    dialog = page.findChild(QFileDialog, "choose_register")
    with qtbot.waitSignal(page.other_asked) as asked:
        dialog.selectFile(str(other))
        dialog.accept()
    assert asked.args == [other]


@pytest.fixture
def three_people(folder, monkeypatch):
    """Let three people have a key: the director, and after her two more."""
    door = at_the_door(folder)
    others = [replace(door.people[0], id=name, name=name, roles=("nurse",)) for name in ("Rokia Dolo", "Fanta Keïta")]
    monkeypatch.setattr(unlock, "at_the_door", lambda _folder: replace(door, people=(*door.people, *others)))
    return (*door.people, *others)


def after(qtbot, folder, french, left):
    page = UnlockPage(folder, french, left=left)
    qtbot.addWidget(page)
    page.resize(*LARGE)
    with qtbot.waitExposed(page):
        page.show()
    qtbot.waitUntil(lambda: page.has_looked)
    return page


def test_whoever_locked_types_her_passphrase_at_once(qtbot, folder, french, three_people):
    page = after(qtbot, folder, french, HowLeft(by=three_people[2].id, kept_at="14:32"))
    assert page.person == three_people[2]
    assert field(page).hasFocus()
    assert page.findChild(QWidget, "kept").isVisible()


def test_another_is_not_told_what_is_kept_for_who_left(qtbot, folder, french, three_people):
    page = after(qtbot, folder, french, HowLeft(by=three_people[2].id, kept_at="14:32"))
    qtbot.mouseClick(page.findChild(QWidget, f"person.{three_people[1].id}"), Qt.MouseButton.LeftButton)
    assert not page.findChild(QWidget, "kept").isVisible()


def test_where_somebody_takes_over_nobody_is_chosen_and_who_left_comes_last(qtbot, folder, french, three_people):
    page = after(qtbot, folder, french, HowLeft(by=three_people[0].id, kept_at="14:32", for_another=True))
    tiles = [tile.key for tile in page.people.findChildren(PersonTile)]
    assert tiles == [three_people[1].id, three_people[2].id, three_people[0].id]
    assert page.person is None
    assert not field(page).isEnabled()
    assert not button(page, "open").isEnabled()
    assert not page.findChild(QWidget, "kept").isVisible()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert page.person == three_people[1]
    assert field(page).hasFocus()
    assert button(page, "open").isEnabled()


def test_alone_one_takes_over_from_oneself(qtbot, folder, french):
    page = after(qtbot, folder, french, HowLeft(by=at_the_door(folder).people[0].id, for_another=True))
    assert page.person == at_the_door(folder).people[0]


@pytest.mark.parametrize("size", [LARGE, SMALL])
def test_nothing_is_cut_where_somebody_takes_over(qtbot, folder, french, three_people, size):
    page = after(qtbot, folder, french, HowLeft(by=three_people[0].id, for_another=True))
    assert cut_widgets(page, *size) == []
