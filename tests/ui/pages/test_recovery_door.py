"""Forgotten passphrase: the ways back in, as somebody goes them at the door."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget

from centre_app import accounts, integrity, opening, recovery
from centre_app.exchange import partners
from centre_app.language import Language
from centre_app.opening import open_register
from centre_app.problems import WrongPaperCode, WrongPassphrase
from centre_app.records import StaffMember
from centre_app.register import AT_HEADQUARTERS
from tests import makers
from tests.ui.fits import LARGE, SMALL, cut_widgets
from tests.ui.keys import type_words
from tests.ui.pages.conftest import part
from tests.ui.pages.with_sticks import choose_in_system_dialog, in_dialog, no_sticks, press, stick, words_on
from ui import short_clipboard
from ui.laptop import Laptop
from ui.pages.recovery.door import WaysBackPage
from ui.pages.unlock import UnlockPage
from ui.shell import Shell

__all__ = ["no_sticks", "stick"]
NEW = "girafe ballon sept nuages verts"


@pytest.fixture
def folder(tmp_path):
    return makers.a_folder(tmp_path)


@pytest.fixture
def code(folder):
    """The code on the sheet that the director has made."""
    sheet = recovery.new_sheet()
    with makers.reopened(folder) as register:
        recovery.keep_sheet(register, sheet)
    return sheet.code


@pytest.fixture
def offline(folder):
    """Headquarters' offline keys, which open this register since its card came."""
    keys = partners.new_offline_keys()
    with makers.reopened(folder) as register:
        recovery.trust_headquarters(register, keys.recovery)
    return keys


@pytest.fixture
def at_ways(qtbot, french):
    def page_of(folder, language=french, size=LARGE):
        page = WaysBackPage(folder, language)
        qtbot.addWidget(page)
        page.resize(*size)
        with qtbot.waitExposed(page):
            page.show()
        return page

    return page_of


def type_code(page, code):
    """Type it as it stands on paper: the fields go on by themselves."""
    for number, group in enumerate(code.split("-"), start=1):
        field = part(page, f"code.{number}")
        field.setFocus()
        type_words(field, group.lower().replace("0", "o"))


def choose_passphrase(page, passphrase=NEW):
    for name in ("new_passphrase", "new_passphrase_again"):
        type_words(part(page, name), passphrase)


def copy_groups(page):
    return [part(page, f"group.{number}").text() for number in range(1, 8)]


def type_back(page, groups):
    for number, group in enumerate(groups, start=1):
        if any(field.isVisible() for field in page.findChildren(QLineEdit, f"typed_back.{number}")):
            type_words(part(page, f"typed_back.{number}"), group)


def title(page):
    return part(page, "step_title").text()


def next_to(qtbot, page, words):
    """Press "next" and wait for the step whose title begins so."""
    press(qtbot, page, "next")
    qtbot.waitUntil(lambda: title(page).endswith(words), timeout=15_000)


def puts_the_new_sheet_on_paper(qtbot, page):
    groups = copy_groups(page)
    next_to(qtbot, page, "Essai de la fiche")
    type_back(page, groups)
    return "-".join(groups)


# --- what is said ------------------------------------------------------------------------------------------------


def test_without_sheet_and_card_only_the_other_director_can_help(at_ways, folder):
    page = at_ways(folder)
    shown = words_on(page)
    assert "Aucune fiche de secours" in shown
    assert "à l’inscription" in shown
    assert not page.findChildren(QPushButton, "with_sheet")
    assert not page.findChildren(QPushButton, "ask_headquarters")


def test_the_directors_are_named_and_nobody_else(at_ways, folder):
    with makers.reopened(folder) as register:
        for name, role in (("Moussa Touré", "director"), ("Rokia Dolo", "psychologist")):
            accounts.add_person(register, StaffMember(name=name, roles=frozenset({role})))
    shown = words_on(at_ways(folder))
    assert "Awa Diarra · Moussa Touré" in shown
    assert "Rokia Dolo" not in shown


def test_headquarters_own_register_has_no_headquarters_to_ask(at_ways, tmp_path):
    page = at_ways(makers.a_folder(tmp_path, kind=AT_HEADQUARTERS, code="BKO"))
    assert not page.findChildren(QWidget, "way.headquarters")


def test_back_leads_to_the_door(qtbot, at_ways, folder):
    page = at_ways(folder)
    with qtbot.waitSignal(page.ended) as ended:
        press(qtbot, page, "back_to_door")
    assert ended.args == [""]


# --- the sheet ---------------------------------------------------------------------------------------------------


def test_the_director_comes_back_with_the_sheet(qtbot, at_ways, folder, code):
    page = at_ways(folder)
    press(qtbot, page, "with_sheet")
    type_code(page, code)
    assert "C’est bien le code de la dernière fiche." in words_on(page)
    next_to(qtbot, page, "Vous")
    choose_passphrase(page)
    next_to(qtbot, page, "Nouvelle fiche")
    new_code = puts_the_new_sheet_on_paper(qtbot, page)
    next_to(qtbot, page, "Vous êtes revenue")
    with pytest.raises(WrongPassphrase):
        makers.reopened(folder)
    with pytest.raises(WrongPaperCode):
        recovery.check_paper(folder, code)
    recovery.check_paper(folder, new_code)
    with open_register(folder, makers.DIRECTOR, NEW) as register:
        assert not integrity.check(register).faults
        who = register.who
    with qtbot.waitSignal(page.ended) as ended:
        press(qtbot, page, "next")
    assert ended.args == [who]


def test_a_wrong_code_is_said_at_once_and_nobody_goes_on(qtbot, at_ways, folder, code):
    page = at_ways(folder)
    press(qtbot, page, "with_sheet")
    type_code(page, recovery.new_sheet().code)
    assert "Ce code n’est pas celui de la dernière fiche" in words_on(page)
    press(qtbot, page, "next")
    assert title(page).startswith("1")


def test_a_sign_read_wrong_is_told_from_a_wrong_sheet(qtbot, at_ways, folder, code):
    page = at_ways(folder)
    press(qtbot, page, "with_sheet")
    type_code(page, code)
    last = part(page, "code.7")
    last.clear()
    type_words(last, code[-4:-1] + ("2" if code[-1] != "2" else "3"))
    assert "n’est pas un code de secours entier" in words_on(page)


def test_a_code_that_is_not_whole_is_not_let_on(qtbot, at_ways, folder, code):
    page = at_ways(folder)
    press(qtbot, page, "with_sheet")
    press(qtbot, page, "next")
    assert "Tapez les sept groupes" in words_on(page)


def test_a_code_pasted_whole_fills_all_its_groups(qtbot, at_ways, folder, code):
    page = at_ways(folder)
    press(qtbot, page, "with_sheet")
    QApplication.clipboard().setText(code.replace("-", " ").lower())
    first = part(page, "code.1")
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert "C’est bien le code de la dernière fiche." in words_on(page)


def test_the_code_is_typed_through_without_touching_the_mouse(qtbot, at_ways, folder, code):
    page = at_ways(folder)
    press(qtbot, page, "with_sheet")
    for sign in code.replace("-", ""):
        qtbot.keyClicks(QApplication.focusWidget(), sign)
    assert "C’est bien le code de la dernière fiche." in words_on(page)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert title(page).endswith("Vous")


def test_with_two_directors_one_says_who_she_is(qtbot, at_ways, folder, code):
    with makers.reopened(folder) as register:
        accounts.add_person(register, StaffMember(id="moussa", name="Moussa Touré", roles=frozenset({"director"})))
    page = at_ways(folder)
    press(qtbot, page, "with_sheet")
    type_code(page, code)
    next_to(qtbot, page, "Vous")
    choose_passphrase(page)
    press(qtbot, page, "next")
    assert "Choisissez votre nom." in words_on(page)
    press(qtbot, page, "person.moussa")
    next_to(qtbot, page, "Nouvelle fiche")
    puts_the_new_sheet_on_paper(qtbot, page)
    next_to(qtbot, page, "Vous êtes revenue")
    open_register(folder, "Moussa Touré", NEW).close()
    open_register(folder, makers.DIRECTOR, makers.PASSPHRASE).close()


def test_groups_of_the_new_sheet_typed_wrong_change_nothing(qtbot, at_ways, folder, code):
    page = at_ways(folder)
    press(qtbot, page, "with_sheet")
    type_code(page, code)
    next_to(qtbot, page, "Vous")
    choose_passphrase(page)
    next_to(qtbot, page, "Nouvelle fiche")
    next_to(qtbot, page, "Essai de la fiche")
    press(qtbot, page, "next")
    assert "Ces groupes ne sont pas ceux de la fiche." in words_on(page)
    makers.reopened(folder).close()


def test_a_register_that_is_open_elsewhere_is_said_and_the_sheet_still_opens(qtbot, at_ways, folder, code):
    page = at_ways(folder)
    press(qtbot, page, "with_sheet")
    type_code(page, code)
    next_to(qtbot, page, "Vous")
    choose_passphrase(page)
    next_to(qtbot, page, "Nouvelle fiche")
    puts_the_new_sheet_on_paper(qtbot, page)
    with makers.reopened(folder):
        press(qtbot, page, "next")
        qtbot.waitUntil(lambda: "déjà ouvert" in words_on(page), timeout=10_000)
    recovery.check_paper(folder, code)
    next_to(qtbot, page, "Vous êtes revenue")


# --- headquarters ------------------------------------------------------------------------------------------------


def test_the_director_comes_back_through_headquarters(qtbot, at_ways, folder, offline, stick, tmp_path):
    page = at_ways(folder)
    press(qtbot, page, "ask_headquarters")
    choose_passphrase(page)
    next_to(qtbot, page, "La clé")
    next_to(qtbot, page, "Huit mots")
    words = tuple(part(page, "request_words").accessibleName().split(", "))
    request = (stick / "SEG.registre-secours").read_bytes()
    assert recovery.read_request(request) == ("SEG", words)
    with makers.a_register(tmp_path, kind=AT_HEADQUARTERS, code="BKO") as headquarters:
        name, answer = recovery.answer_request(headquarters, request, offline.text)
    (stick / name).write_bytes(answer)

    later = at_ways(folder)
    assert " · ".join(words) in words_on(later)
    press(qtbot, later, "with_answer")
    in_dialog("found_files", lambda dialog: press(qtbot, dialog, f"read.{name}"))
    press(qtbot, later, "take_answer")
    type_words(part(later, "chosen_passphrase"), "not the one")
    press(qtbot, later, "next")
    qtbot.waitUntil(lambda: "n’ouvre pas ce registre" in words_on(later), timeout=10_000)
    part(later, "chosen_passphrase").clear()
    type_words(part(later, "chosen_passphrase"), NEW)
    next_to(qtbot, later, "Nouvelle fiche")
    new_code = puts_the_new_sheet_on_paper(qtbot, later)
    next_to(qtbot, later, "Vous êtes revenue")
    with open_register(folder, makers.DIRECTOR, NEW) as register:
        recovery.rehearse(register, new_code)
    assert recovery.asked_before(folder) is None


def test_whoever_came_back_with_the_sheet_waits_for_no_answer_any_more(folder, code, offline):
    (who,) = (one.id for one in recovery.ways_back(folder).directors)
    recovery.ask_headquarters(folder, who, passphrase=NEW)
    assert recovery.asked_before(folder)
    recovery.come_back_with_paper(folder, who, code, passphrase=NEW, sheet=recovery.new_sheet())
    assert recovery.asked_before(folder) is None


def test_a_file_that_is_no_answer_is_refused_in_words(qtbot, at_ways, folder, offline, stick, tmp_path):
    recovery.ask_headquarters(folder, recovery.ways_back(folder).directors[0].id, passphrase=NEW)
    (tmp_path / "x.txt").write_bytes(b"hello")
    page = at_ways(folder)
    press(qtbot, page, "with_answer")

    def choose(dialog):
        press(qtbot, dialog, "other_file")
        choose_in_system_dialog(qtbot, dialog, tmp_path / "x.txt")

    in_dialog("found_files", choose)
    press(qtbot, page, "take_answer")
    type_words(part(page, "chosen_passphrase"), NEW)
    press(qtbot, page, "next")
    qtbot.waitUntil(lambda: "Ce fichier n’est pas" in words_on(page), timeout=10_000)


# --- the key file ------------------------------------------------------------------------------------------------


def at_the_door(qtbot, folder, french):
    page = UnlockPage(folder, french)
    qtbot.addWidget(page)
    page.resize(*LARGE)
    with qtbot.waitExposed(page):
        page.show()
    return page


def test_where_both_key_files_are_gone_the_door_says_what_can_be_done(qtbot, folder, french):
    for name in ("keys.json", "keys.json.2"):
        (folder / name).unlink()
    shown = words_on(at_the_door(qtbot, folder, french))
    assert "Le fichier des clés de ce registre a disparu" in shown
    assert "pas même avec la fiche de secours" in shown


@pytest.mark.parametrize("spoil", ["missing", "torn"])
@pytest.mark.parametrize("copy", ["keys.json", "keys.json.2"])
def test_one_copy_of_the_key_file_is_enough_and_puts_the_other_right(qtbot, folder, french, copy, spoil):
    path, whole = folder / copy, (folder / copy).read_bytes()
    path.unlink() if spoil == "missing" else path.write_bytes(whole[: len(whole) // 2])
    page = at_the_door(qtbot, folder, french)
    with qtbot.waitSignal(page.opened, timeout=10_000) as opened:
        type_words(page.findChild(QLineEdit, "passphrase"), makers.PASSPHRASE)
        press(qtbot, page, "open")
    opened.args[0].close()
    assert (folder / "keys.json").read_bytes() == (folder / "keys.json.2").read_bytes()


def test_the_key_file_of_a_backup_and_the_sheet_let_the_director_in_again(folder, code):
    with makers.reopened(folder) as register:
        kept = register.keys.key_file_for_a_backup()
        who = register.who
    for name in ("keys.json", "keys.json.2"):
        (folder / name).write_bytes(kept)
    assert [one.id for one in recovery.ways_back(folder).directors] == [who]
    recovery.come_back_with_paper(
        folder, who, code, passphrase=NEW, sheet=recovery.new_sheet(), cost=makers.CHEAP, clock=makers.SettableClock()
    )
    with open_register(folder, who, NEW, clock=makers.SettableClock()) as register:
        assert not integrity.check(register).faults


# --- in the window -----------------------------------------------------------------------------------------------


def test_the_door_leads_there_and_back_to_her_name(qtbot, folder, code, tmp_path, monkeypatch):
    monkeypatch.setattr(opening, "calibrate", lambda: makers.CHEAP)
    shell = Shell(Laptop(), home=tmp_path)
    qtbot.addWidget(shell)
    shell.speak(Language.of("fr"))
    shell.go_to_door(folder)
    with qtbot.waitExposed(shell):
        shell.show()
    press(qtbot, shell, "forgotten")
    assert isinstance(shell.currentWidget(), WaysBackPage)
    press(qtbot, shell, "back_to_door")
    assert isinstance(shell.currentWidget(), UnlockPage)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("size", [LARGE, SMALL])
def test_nothing_is_cut_on_any_way(at_ways, folder, code, offline, stick, language, size):
    recovery.ask_headquarters(folder, recovery.ways_back(folder).directors[0].id, passphrase=NEW)
    page = at_ways(folder, Language.of(language), size)
    assert cut_widgets(page, *size) == []
    for begin in (page.begin_with_sheet, page.begin_asking, page.begin_with_answer):
        begin()
        for place in range(len(page.wizard.steps)):
            page.wizard.steps[place].answers.words = tuple(["alouette"] * 8)
            page.wizard._go_to(place)
            assert cut_widgets(page, *size) == [], f"{begin.__name__} {place}"


def test_no_title_of_a_window_tells_a_code(qtbot, at_ways, folder, code):
    page = at_ways(folder)
    press(qtbot, page, "with_sheet")
    type_code(page, code)
    assert all(code[:4] not in window.windowTitle() for window in QApplication.topLevelWidgets())
    assert code not in "".join(label.text() for label in page.findChildren(QLabel))


def test_a_code_that_is_copied_stays_in_the_clipboard_for_a_moment_only(qtbot, at_ways, folder, code, monkeypatch):
    monkeypatch.setattr(short_clipboard, "SECONDS", 0.1)
    monkeypatch.setattr(QClipboard, "ownsClipboard", lambda _self: True)  # a screen in memory does not tell whose it is
    page = at_ways(folder)
    press(qtbot, page, "with_sheet")
    type_code(page, code)
    first = part(page, "code.1")
    first.setFocus()
    first.selectAll()
    qtbot.keyClick(first, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == code[:4]
    qtbot.waitUntil(lambda: QApplication.clipboard().text() == "")
